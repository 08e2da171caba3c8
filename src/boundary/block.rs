//! How values cross: as one block of bytes in, and one block out.
//!
//! JavaScript writes the arguments of a call into the memory and reads the answer from it (`js/core/block.js` is the
//! other half of this file). A value is a tag and what belongs to it; numbers are little-endian.
//!
//! | tag | value | behind it |
//! | --- | --- | --- |
//! | 0 | null | |
//! | 1, 2 | false, true | |
//! | 3 | number | f64 |
//! | 4 | text | u32 length, UTF-8 |
//! | 5 | string with a lone surrogate | u32 count, u16 each |
//! | 6 | bytes | u32 length, the bytes |
//! | 7 | list | u32 count, the items |
//! | 8 | record | u32 count; of each field its name, a text, then its value |
//! | 9, 10 | what no argument may be: `wrong_type`, `too_long` | |
//! | 11 | text that is part of the program, outward only | u32 address, u32 length |
//! | 12 | record whose names are part of the program, outward only | u32 address of a list of (address, length), u32 count; the values |

#[cfg(all(feature = "quick", target_family = "wasm"))]
use super::shapes::Shapes;
use crate::data::value::{Answer, Digits, Value};
use std::borrow::Cow;

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const NUMBER: u8 = 3;
const TEXT: u8 = 4;
const UNITS: u8 = 5;
#[cfg(feature = "server")]
const BYTES: u8 = 6;
const LIST: u8 = 7;
const RECORD: u8 = 8;
const WRONG_TYPE: u8 = 9;
const TOO_LONG: u8 = 10;
#[cfg(target_family = "wasm")]
const STATIC_TEXT: u8 = 11;
#[cfg(target_family = "wasm")]
const SHAPED: u8 = 12;

/// JavaScript writes nothing deeper; a block that is, is not one of its.
const DEPTH_LIMIT: u32 = 32;

/// Reads the arguments of a call; `None` when the block is damaged.
pub fn read(block: &[u8]) -> Option<Vec<Value<'_>>> {
    let mut reader = Reader { rest: block };
    match reader.value(0)? {
        Value::List(arguments) if reader.rest.is_empty() => Some(arguments),
        _ => None,
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    // Inline: as a call it would cost ten times what it does.
    #[inline(always)]
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*array)
    }

    #[inline(never)]
    fn length(&mut self) -> Option<usize> {
        self.array().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        let [tag] = self.array()?;
        Some(match tag {
            NULL => Value::Null,
            FALSE => Value::Bool(false),
            TRUE => Value::Bool(true),
            NUMBER => Value::Number(f64::from_le_bytes(self.array()?)),
            TEXT => Value::Text(Cow::Borrowed(self.text()?)),
            UNITS => {
                let count = self.length()?;
                let bytes = self.bytes(count.checked_mul(2)?)?;
                Value::Units(bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect())
            }
            #[cfg(feature = "server")]
            BYTES => {
                let length = self.length()?;
                Value::Bytes(Cow::Borrowed(self.bytes(length)?))
            }
            LIST => {
                let count = self.count()?;
                let mut items = Vec::with_capacity(count);
                for _ in 0..count {
                    items.push(self.value(depth + 1)?);
                }
                Value::List(items)
            }
            RECORD => {
                let count = self.count()?;
                let mut fields = Vec::with_capacity(count);
                for _ in 0..count {
                    let name = match self.value(depth + 1)? {
                        Value::Text(name) => name,
                        // Half a character in a name: no field of ours is called so.
                        Value::Units(_) => Cow::Borrowed("\u{fffd}"),
                        _ => Cow::Borrowed(""),
                    };
                    fields.push((name, self.value(depth + 1)?));
                }
                Value::Record(fields)
            }
            WRONG_TYPE => Value::Refused("wrong_type"),
            TOO_LONG => Value::Refused("too_long"),
            _ => return None,
        })
    }

    /// How many values follow; each takes a byte at least.
    fn count(&mut self) -> Option<usize> {
        self.length().filter(|count| *count <= self.rest.len())
    }
}

/// A block in the making. It only grows: what lies behind the end is left over from earlier answers.
pub struct Block {
    bytes: Vec<u8>,
    end: usize,
    #[cfg(all(feature = "quick", target_family = "wasm"))]
    shapes: Shapes,
}

impl Default for Block {
    fn default() -> Self {
        Self::new()
    }
}

impl Block {
    /// An empty one.
    pub const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            end: 0,
            #[cfg(all(feature = "quick", target_family = "wasm"))]
            shapes: Shapes::new(),
        }
    }

    /// Begins anew, and gives back most of the memory of an answer that was larger than `kept`.
    pub fn clear(&mut self, kept: usize) {
        self.end = 0;
        if self.bytes.len() > kept {
            self.bytes.truncate(kept);
            self.bytes.shrink_to(kept);
        }
    }

    /// What has been written.
    pub fn written(&self) -> &[u8] {
        self.bytes.get(..self.end).unwrap_or_default()
    }

    /// Writes a byte.
    pub fn byte(&mut self, byte: u8) {
        self.array([byte]);
    }

    // Inline: as a call it would cost ten times what it does.
    #[inline(always)]
    fn array<const N: usize>(&mut self, array: [u8; N]) {
        if let Some(place) = self.bytes.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut) {
            *place = array;
            self.end += N;
        } else {
            self.slice(&array);
        }
    }

    #[inline(never)]
    fn slice(&mut self, slice: &[u8]) {
        let end = self.end + slice.len();
        if end > self.bytes.len() {
            self.bytes.resize((end * 2).max(1024), 0);
        }
        let rest = self.bytes.get_mut(self.end..).and_then(|rest| rest.split_at_mut_checked(slice.len()));
        if let Some((place, _)) = rest {
            place.copy_from_slice(slice);
        }
        self.end = end;
    }

    #[inline(always)]
    fn head(&mut self, tag: u8, length: usize) {
        let [a, b, c, d] = (length as u32).to_le_bytes();
        self.array([tag, a, b, c, d]);
    }

    /// Something of the program: where it lies and how long it is.
    #[cfg(target_family = "wasm")]
    #[inline(always)]
    fn place(&mut self, tag: u8, address: usize, length: usize) {
        let [a, b, c, d] = (address as u32).to_le_bytes();
        let [e, f, g, h] = (length as u32).to_le_bytes();
        self.array([tag, a, b, c, d, e, f, g, h]);
    }

    #[expect(clippy::ptr_arg, reason = "a text of the program is told by its being borrowed")]
    fn text(&mut self, text: &Cow<'static, str>) {
        // What is part of the program stays where it is: JavaScript decodes it once and knows it by its address.
        #[cfg(target_family = "wasm")]
        if let Cow::Borrowed(text) = text {
            return self.place(STATIC_TEXT, text.as_ptr() as usize, text.len());
        }
        self.head(TEXT, text.len());
        self.slice(text.as_bytes());
    }

    /// Writes a value.
    pub fn value(&mut self, value: &Answer) {
        match value {
            Value::Null | Value::Refused(_) => self.byte(NULL),
            Value::Bool(false) => self.byte(FALSE),
            Value::Bool(true) => self.byte(TRUE),
            Value::Number(number) => {
                let [a, b, c, d, e, f, g, h] = number.to_le_bytes();
                self.array([NUMBER, a, b, c, d, e, f, g, h]);
            }
            Value::Text(text) | Value::Digits(Digits(text)) => self.text(text),
            Value::Units(units) => {
                self.head(UNITS, units.len());
                for unit in units {
                    self.array(unit.to_le_bytes());
                }
            }
            #[cfg(feature = "server")]
            Value::Bytes(bytes) => {
                self.head(BYTES, bytes.len());
                self.slice(bytes);
            }
            Value::List(items) => {
                self.head(LIST, items.len());
                self.values(items);
            }
            Value::Record(fields) => {
                #[cfg(all(feature = "quick", target_family = "wasm"))]
                if let Some(names) = self.shapes.of(fields) {
                    self.place(SHAPED, names.as_ptr() as usize, names.len());
                    return fields.iter().for_each(|(_, value)| self.value(value));
                }
                self.head(RECORD, fields.len());
                for (name, value) in fields {
                    self.text(name);
                    self.value(value);
                }
            }
            #[cfg(target_family = "wasm")]
            Value::Shaped(names, values) => {
                self.place(SHAPED, names.as_ptr() as usize, names.len());
                self.values(values);
            }
            #[cfg(not(target_family = "wasm"))]
            Value::Shaped(names, values) => {
                self.head(RECORD, names.len());
                for (name, value) in names.iter().zip(values) {
                    self.text(&Cow::Borrowed(*name));
                    self.value(value);
                }
            }
        }
    }

    fn values(&mut self, values: &[Answer]) {
        for value in values {
            self.value(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Answer> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i32>().prop_map(|number| Value::Number(f64::from(number) / 8.0)),
            any::<String>().prop_map(Answer::from),
            prop::collection::vec(any::<u16>(), 0..6).prop_map(Value::Units),
            prop::collection::vec(any::<u8>(), 0..6).prop_map(|bytes| Value::Bytes(bytes.into())),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
                prop::collection::vec((any::<String>().prop_map(Cow::Owned), inner), 0..6).prop_map(Value::Record),
            ]
        })
    }

    fn written(value: &Answer) -> Vec<u8> {
        let mut block = Block::default();
        block.value(value);
        block.written().to_vec()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(arguments in prop::collection::vec(value(), 0..4)) {
            let block = written(&Value::List(arguments.clone()));
            prop_assert_eq!(read(&block), Some(arguments));
        }

        #[test]
        fn a_damaged_block_is_refused_or_read(block in prop::collection::vec(0_u8..12, 0..200)) {
            let _ = read(&block);
        }

        #[test]
        fn a_block_that_is_cut_short_is_refused(arguments in prop::collection::vec(value(), 1..4), cut in 1_usize..40) {
            let mut block = written(&Value::List(arguments));
            block.truncate(block.len().saturating_sub(cut));
            prop_assert_eq!(read(&block), None);
        }
    }

    #[test]
    fn a_count_that_cannot_be_is_refused() {
        assert_eq!(read(&[LIST, 255, 255, 255, 255]), None);
        assert_eq!(read(&[LIST, 1, 0, 0, 0, TEXT, 255, 255, 255, 255]), None);
        let mut deep = [LIST, 1, 0, 0, 0].repeat(40);
        deep.push(NULL);
        assert_eq!(read(&deep), None);
    }
}
