//! The room for arguments and the block of the last answer.

use super::kept::Kept;
use crate::boundary::block::{self, Block};
use crate::data::issue::{Error, Result};
use crate::data::value::{Answer, Record, Value};

/// Of an answer: it is a value, or what was refused.
const DONE: u8 = 0;
const REFUSED: u8 = 1;

static ROOM: Kept<Vec<u8>> = Kept::new(Vec::new());
static ANSWER: Kept<Block> = Kept::new(Block::new());

/// An answer larger than this gives its memory back.
const KEPT: usize = 64 * 1024;

pub(super) fn room(length: usize) -> *mut u8 {
    let mut room = ROOM.take();
    if room.len() < length {
        room.resize(length, 0);
    }
    let start = room.as_mut_ptr();
    ROOM.put(room);
    start
}

/// Reads the name and the arguments that lie in the room, and writes down what `run` answers.
// One copy, and not one an export.
#[inline(never)]
pub(super) fn answer(
    start: usize,
    length: usize,
    run: &mut dyn FnMut(&str, &[Value<'_>]) -> Result<Answer>,
) -> *const u8 {
    let room = ROOM.take();
    let result = match room.get(start..start + length).and_then(block::read).as_deref() {
        Some([Value::Text(name), arguments @ ..]) => run(name, arguments),
        _ => Err(Error::plain("internal")),
    };
    ROOM.put(room);
    #[cfg(any(feature = "debug", feature = "server"))]
    forget(start, length);
    write(&result)
}

/// A key may have been among the arguments.
#[cfg(any(feature = "debug", feature = "server"))]
pub(super) fn forget(start: usize, length: usize) {
    let mut room = ROOM.take();
    if let Some(block) = room.get_mut(start..start + length) {
        super::wipe::wipe(block);
    }
    ROOM.put(room);
    super::wipe::stack();
}

/// The bytes that lie in the room, as they are.
#[cfg(feature = "server")]
pub(super) fn bytes(start: usize, length: usize, run: impl FnOnce(&[u8])) {
    let room = ROOM.take();
    run(room.get(start..start + length).unwrap_or_default());
    ROOM.put(room);
}

/// Writes down what was answered without a block of arguments.
#[cfg(feature = "quick")]
pub(super) fn done(value: &Answer) -> *const u8 {
    write_block(DONE, value)
}

fn write(answer: &Result<Answer>) -> *const u8 {
    match answer {
        Ok(value) => write_block(DONE, value),
        Err(error) => write_block(REFUSED, &refusal(error)),
    }
}

fn write_block(kind: u8, value: &Answer) -> *const u8 {
    let mut out = ANSWER.take();
    out.clear(KEPT);
    out.byte(kind);
    out.value(value);
    let start = out.written().as_ptr();
    ANSWER.put(out);
    start
}

/// What a PlaywardError is made of.
fn refusal(error: &Error) -> Answer {
    let mut refusal = Record::default();
    refusal.set("code", error.code).set("issues", error.issues.iter().collect::<Answer>()).set("text", error.text());
    refusal.into()
}
