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

/// How much of the stack is wiped: deeper than any call that has a key reaches, and deeper than that of a digest alone.
#[cfg(any(feature = "debug", feature = "server"))]
const DEPTH: usize = 8 * 1024;
#[cfg(all(feature = "quick", feature = "server"))]
const DIGEST_DEPTH: usize = 1024;

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
    super::wipe::stack::<DEPTH>();
}

/// In a frame of its own: what is wiped of the stack is what lies below the caller's.
#[cfg(all(feature = "quick", feature = "server"))]
#[inline(never)]
fn apart<const N: usize>(text: &[u8], digest: fn(&[u8]) -> [u8; N]) -> [u8; N] {
    digest(text)
}

/// Puts what a digest makes of a text in the room in its place, and gives back how long that is; 0 where it has no room.
/// Nothing of the text stays: a key is part of it.
#[cfg(all(feature = "quick", feature = "server"))]
pub(super) fn replace<const N: usize>(start: usize, length: usize, digest: fn(&[u8]) -> [u8; N]) -> usize {
    let mut room = ROOM.take();
    let mut written = 0;
    if let Some(rest) = room.get_mut(start..)
        && let Some(text) = rest.get_mut(..length)
    {
        let digest = apart(text, digest);
        super::wipe::wipe(text);
        if let Some(place) = rest.first_chunk_mut() {
            *place = digest;
            written = N;
        }
    }
    ROOM.put(room);
    super::wipe::stack::<DIGEST_DEPTH>();
    written
}

/// The bytes that lie in the room, as they are.
#[cfg(feature = "server")]
pub(super) fn bytes(start: usize, length: usize, run: impl FnOnce(&[u8])) {
    let room = ROOM.take();
    run(room.get(start..start + length).unwrap_or_default());
    ROOM.put(room);
}

/// Reads a text that lies in the room, and writes down what is answered; null where nothing is.
#[cfg(feature = "quick")]
pub(super) fn text(start: usize, length: usize, run: fn(&str) -> Option<Answer>) -> *const u8 {
    let room = ROOM.take();
    let text = room.get(start..start + length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let answer = text.and_then(run);
    ROOM.put(room);
    #[cfg(any(feature = "debug", feature = "server"))]
    forget(start, length);
    answer.as_ref().map_or(std::ptr::null(), done)
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
