//! Inflating without a crate, for the client's wasm: miniz_oxide would cost it 4,285 B of brotli bytes more.
//!
//! The vendor's signers deflate in different ways (stored, level 1, level 6): all three kinds of block are read.

use super::adler32;
use std::slice::Iter;

/// No code has more bits.
const LONGEST: u8 = 15;
/// In this order a block names the lengths of the codes of its code lengths.
const LENGTH_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK: usize = 256;

/// What the stream holds; `None` when it is damaged, or holds more than `limit` bytes.
pub(in super::super) fn inflate(zlib: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (&[method, flags], rest) = zlib.split_first_chunk()?;
    // Deflate, a window of at most 32 KiB, no preset dictionary.
    if method & 15 != 8 || method >> 4 > 7 || flags & 32 != 0 || u16::from_be_bytes([method, flags]) % 31 != 0 {
        return None;
    }
    let mut stream = Stream { bytes: rest.iter(), held: 0, bits: 0, out: Vec::new(), limit };
    while !stream.block()? {}
    let checksum = stream.bytes.as_slice().first_chunk()?;
    (u32::from_be_bytes(*checksum) == adler32(&stream.out)).then_some(stream.out)
}

struct Stream<'a> {
    bytes: Iter<'a, u8>,
    held: u32,
    bits: u32,
    out: Vec<u8>,
    limit: usize,
}

impl Stream<'_> {
    /// Reads so many bits, the lowest first; at most sixteen.
    fn read_bits(&mut self, count: u32) -> Option<usize> {
        while self.bits < count {
            self.held |= u32::from(*self.bytes.next()?) << self.bits;
            self.bits += 8;
        }
        let value = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.bits -= count;
        Some(value as usize)
    }

    fn put(&mut self, byte: u8) -> Option<()> {
        (self.out.len() < self.limit).then(|| self.out.push(byte))
    }

    /// One block; true when it was the last. Whole bytes are never held back, so what follows a last block starts there.
    fn block(&mut self) -> Option<bool> {
        let last = self.read_bits(1)? == 1;
        match self.read_bits(2)? {
            0 => self.stored()?,
            1 => {
                let mut lengths = Vec::with_capacity(288);
                for (until, length) in [(144, 8), (256, 9), (280, 7), (288, 8)] {
                    lengths.resize(until, length);
                }
                self.compressed(&Codes::of(&lengths), &Codes::of(&[5; 30]))?;
            }
            2 => self.dynamic()?,
            _ => return None,
        }
        if last {
            self.held = 0;
            self.bits = 0;
        }
        Some(last)
    }

    fn stored(&mut self) -> Option<()> {
        self.held = 0;
        self.bits = 0;
        let (length, inverse) = (self.read_bits(16)?, self.read_bits(16)?);
        if length != inverse ^ 0xFFFF {
            return None;
        }
        for _ in 0..length {
            let byte = *self.bytes.next()?;
            self.put(byte)?;
        }
        Some(())
    }

    /// A block that brings its own codes.
    fn dynamic(&mut self) -> Option<()> {
        let mut lengths = Vec::with_capacity(320);
        let literals = self.lengths(&mut lengths)?;
        let (literals, distances) = lengths.split_at_checked(literals)?;
        let (literals, distances) = (Codes::of(literals), Codes::of(distances));
        if literals.usable() && distances.usable() { self.compressed(&literals, &distances) } else { None }
    }

    /// Reads the lengths of the codes of such a block, first those of its literals: how many these are.
    fn lengths(&mut self, lengths: &mut Vec<u8>) -> Option<usize> {
        let (literals, distances, named) = (self.read_bits(5)? + 257, self.read_bits(5)? + 1, self.read_bits(4)? + 4);
        if literals > 286 || distances > 30 {
            return None;
        }
        let mut of_lengths = [0; 19];
        for place in LENGTH_ORDER.iter().take(named) {
            *of_lengths.get_mut(*place)? = self.read_bits(3)? as u8;
        }
        let of_lengths = Codes::of(&of_lengths);
        if of_lengths.free != 0 {
            return None;
        }
        while lengths.len() < literals + distances {
            let (length, times) = match of_lengths.next(self)? {
                16 => (*lengths.last()?, self.read_bits(2)? + 3),
                17 => (0, self.read_bits(3)? + 3),
                18 => (0, self.read_bits(7)? + 11),
                length => (length as u8, 1),
            };
            lengths.resize(lengths.len() + times, length);
        }
        let whole = lengths.len() == literals + distances && *lengths.get(END_OF_BLOCK)? > 0;
        whole.then_some(literals)
    }

    fn compressed(&mut self, literals: &Codes, distances: &Codes) -> Option<()> {
        loop {
            let symbol = literals.next(self)?;
            match symbol {
                0..END_OF_BLOCK => self.put(symbol as u8)?,
                END_OF_BLOCK => return Some(()),
                _ => {
                    let length = self.length(symbol - 257)?;
                    let symbol = distances.next(self)?;
                    let distance = self.distance(symbol)?;
                    let start = self.out.len().checked_sub(distance)?;
                    for from in start..start + length {
                        let byte = *self.out.get(from)?;
                        self.put(byte)?;
                    }
                }
            }
        }
    }

    /// RFC 1951, 3.2.5: lengths from 3, four a bit more, and 258 by itself.
    fn length(&mut self, step: usize) -> Option<usize> {
        match step {
            0..28 => Some(3 + self.stepped(step, 4)?),
            28 => Some(258),
            _ => None,
        }
    }

    /// RFC 1951, 3.2.5: distances from 1, two a bit more.
    fn distance(&mut self, step: usize) -> Option<usize> {
        if step < 30 { Some(1 + self.stepped(step, 2)?) } else { None }
    }

    /// The steps count from 0 one by one; after the first twice `each`, every `each` of them have a bit more.
    fn stepped(&mut self, step: usize, each: usize) -> Option<usize> {
        if step < each {
            return Some(step);
        }
        let more = step / each - 1;
        Some(((each + step % each) << more) + self.read_bits(more as u32)?)
    }
}

/// A canonical Huffman code.
struct Codes {
    /// How many symbols have each length, from one bit on.
    counts: Vec<usize>,
    /// The symbols in the order of their codes.
    symbols: Vec<usize>,
    /// How many codes of the longest length are free; negative when there are too many.
    free: i32,
}

impl Codes {
    fn of(lengths: &[u8]) -> Self {
        let mut codes = Self { counts: Vec::new(), symbols: Vec::new(), free: 1 };
        for length in 1..=LONGEST {
            let before = codes.symbols.len();
            for (symbol, known) in lengths.iter().enumerate() {
                if *known == length {
                    codes.symbols.push(symbol);
                }
            }
            let count = codes.symbols.len() - before;
            codes.counts.push(count);
            codes.free = codes.free * 2 - count as i32;
        }
        codes
    }

    /// zlib lets a code be incomplete only when no symbol has more than one bit.
    fn usable(&self) -> bool {
        self.free == 0 || self.free > 0 && self.counts.first() == Some(&self.symbols.len())
    }

    fn next(&self, stream: &mut Stream<'_>) -> Option<usize> {
        let (mut code, mut first, mut place) = (0, 0, 0);
        for count in &self.counts {
            code |= stream.read_bits(1)?;
            if code < first + count {
                return self.symbols.get(place + code - first).copied();
            }
            place += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}
