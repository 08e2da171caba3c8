//! Objects that live on between calls. JavaScript knows each by a number.

use super::crossing;
use super::kept::Kept;
use crate::boundary::names;
use crate::data::arguments::Arguments;
use crate::data::issue::{Error, Result};
use crate::data::object::Object;
use crate::data::value::Value;
use wasm_bindgen::prelude::*;

// Nobody misses them while a call has taken them: no object calls another one.
static OBJECTS: Kept<Vec<Option<Box<dyn Object>>>> = Kept::new(Vec::new());

/// Makes an object: the block holds its kind and its arguments, the answer is its number.
#[wasm_bindgen]
pub fn open(start: usize, length: usize) -> *const u8 {
    crossing::answer(start, length, &mut |kind, arguments| {
        let object = names::open(kind, Arguments(arguments))?;
        let mut objects = OBJECTS.take();
        let free = objects.iter().position(Option::is_none).unwrap_or(objects.len());
        match objects.get_mut(free) {
            Some(slot) => *slot = Some(object),
            None => objects.push(Some(object)),
        }
        OBJECTS.put(objects);
        Ok(Value::Number(free as f64))
    })
}

pub(super) fn with<T>(number: usize, action: impl FnOnce(&mut dyn Object) -> Result<T>) -> Result<T> {
    let mut objects = OBJECTS.take();
    let result = match objects.get_mut(number) {
        Some(Some(object)) => action(object.as_mut()),
        _ => Err(Error::plain("internal")),
    };
    OBJECTS.put(objects);
    result
}

/// Calls a method of an object: the block holds its name and its arguments.
#[wasm_bindgen]
pub fn method(number: usize, start: usize, length: usize) -> *const u8 {
    crossing::answer(start, length, &mut |name, arguments| {
        with(number, |object| object.call(name, Arguments(arguments)))
    })
}

/// Ends an object.
#[wasm_bindgen]
pub fn close(number: usize) {
    let mut objects = OBJECTS.take();
    if let Some(slot) = objects.get_mut(number) {
        *slot = None;
    }
    OBJECTS.put(objects);
}

/// A piece of a file for an object that reads files: the bytes lie in the room as they are.
#[cfg(feature = "server")]
#[wasm_bindgen]
pub fn push(number: usize, start: usize, length: usize) {
    crossing::bytes(start, length, |bytes| {
        // An object that is not there, or that reads no files, has no use for them.
        let _ = with(number, |object| {
            object.push(bytes);
            Ok(())
        });
    });
}
