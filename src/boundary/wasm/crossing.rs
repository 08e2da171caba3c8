//! The room for arguments and the block of the last answer.

use crate::boundary::block::{self, Block};
use crate::data::issue::{Error, Result};
use crate::data::value::{Answer, Record, Value};
use std::cell::RefCell;

/// Of an answer: it is a value, or what was refused.
const DONE: u8 = 0;
const REFUSED: u8 = 1;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Block> = RefCell::default();
}

/// An answer larger than this gives its memory back.
const KEPT: usize = 64 * 1024;

pub(super) fn room(length: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        if room.len() < length {
            room.resize(length, 0);
        }
        room.as_mut_ptr()
    })
}

/// Reads the name and the arguments that lie in the room, and writes down what `run` answers.
pub(super) fn answer(start: usize, length: usize, run: impl FnOnce(&str, &[Value<'_>]) -> Result<Answer>) -> *const u8 {
    write(&given(start, length, run))
}

/// Runs something with what lies in the room.
pub(super) fn given<T>(start: usize, length: usize, run: impl FnOnce(&str, &[Value<'_>]) -> Result<T>) -> Result<T> {
    let result = ROOM.with_borrow(|room| {
        let arguments = room.get(start..start + length).and_then(block::read);
        match arguments.as_deref() {
            Some([Value::Text(name), arguments @ ..]) => run(name, arguments),
            _ => Err(Error::plain("internal")),
        }
    });
    #[cfg(any(feature = "debug", feature = "server"))]
    forget(start, length);
    result
}

/// A key may have been among the arguments.
#[cfg(any(feature = "debug", feature = "server"))]
pub(super) fn forget(start: usize, length: usize) {
    ROOM.with_borrow_mut(|room| {
        if let Some(block) = room.get_mut(start..start + length) {
            super::wipe::wipe(block);
        }
    });
    super::wipe::stack();
}

/// The bytes that lie in the room, as they are.
#[cfg(feature = "server")]
pub(super) fn bytes(start: usize, length: usize, run: impl FnOnce(&[u8])) {
    ROOM.with_borrow(|room| run(room.get(start..start + length).unwrap_or_default()));
}

fn write(answer: &Result<Answer>) -> *const u8 {
    match answer {
        Ok(value) => write_block(DONE, value),
        Err(error) => write_block(REFUSED, &refusal(error)),
    }
}

fn write_block(kind: u8, value: &Answer) -> *const u8 {
    ANSWER.with_borrow_mut(|out| {
        out.clear(KEPT);
        out.byte(kind);
        out.value(value);
        out.written().as_ptr()
    })
}

/// What a PlaywardError is made of.
fn refusal(error: &Error) -> Answer {
    let mut refusal = Record::default();
    refusal.set("code", error.code).set("issues", error.issues.iter().collect::<Vec<_>>()).set("text", error.text());
    refusal.into()
}
