//! Objects that live on between calls. JavaScript knows each by a number; 0 is none.

use super::Answer;
use super::convert::{from_js, to_js};
use super::decision::{Shown, decision_to_js};
use crate::boundary::names;
use crate::data::arguments::Arguments;
use crate::data::issue::Result;
use crate::data::object;
use crate::data::value::Value;
use crate::supervisor;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

enum Object {
    Supervisor(Box<supervisor::Supervisor>, Shown),
    Other(Box<dyn object::Object>),
}

thread_local! {
    // Borrowed only while no JavaScript of the page can run: a getter of an argument may call us again.
    static OBJECTS: RefCell<Vec<Option<Object>>> = const { RefCell::new(Vec::new()) };
}

/// Makes an object and gives it its number.
pub(super) fn open(kind: &str, arguments: Arguments<'_>) -> Result<Value> {
    let supervisor = |supervisor| Object::Supervisor(Box::new(supervisor), Shown::default());
    let object = match kind {
        "Supervisor" => supervisor::Supervisor::from_value(arguments.at(0)).map(supervisor)?,
        "Supervisor.restore" => supervisor::Supervisor::restore(arguments.at(0)).map(supervisor)?,
        _ => names::open(kind, arguments).map(Object::Other)?,
    };
    OBJECTS.with_borrow_mut(|objects| {
        let free = objects.iter().position(Option::is_none).unwrap_or(objects.len());
        match objects.get_mut(free) {
            Some(slot) => *slot = Some(object),
            None => objects.push(Some(object)),
        }
        Ok(Value::Number((free + 1) as f64))
    })
}

fn with<T: Default>(number: u32, action: impl FnOnce(&mut Object) -> T) -> T {
    OBJECTS.with_borrow_mut(|objects| {
        let slot = objects.get_mut((number as usize).wrapping_sub(1));
        slot.and_then(Option::as_mut).map(action).unwrap_or_default()
    })
}

/// Calls a method.
pub(super) fn call(number: u32, method: &str, arguments: Arguments<'_>) -> Result<Value> {
    let answer = with(number, |object| {
        Some(match (object, method) {
            (Object::Supervisor(supervisor, _), "snapshot") => Ok(supervisor.snapshot()),
            (Object::Supervisor(supervisor, _), "trace") => Ok(supervisor.trace()),
            (Object::Supervisor(supervisor, _), _) => supervisor.stats(arguments.at(0)).map(|stats| (&stats).into()),
            (Object::Other(object), _) => object.call(method, arguments),
        })
    });
    answer.unwrap_or(Ok(Value::Null))
}

/// Ends an object.
#[wasm_bindgen]
pub fn close(number: u32) {
    OBJECTS.with_borrow_mut(|objects| {
        if let Some(slot) = objects.get_mut((number as usize).wrapping_sub(1)) {
            *slot = None;
        }
    });
}

/// An event for a supervisor: what is called many times a second.
#[wasm_bindgen]
pub fn dispatch(number: u32, event: JsValue, now_ms: JsValue) -> Answer {
    let (event, now_ms) = (from_js(&event), from_js(&now_ms));
    let answer = with(number, |object| match object {
        Object::Supervisor(supervisor, shown) => {
            Some(supervisor.dispatch(&event, &now_ms).map(|decision| decision_to_js(&decision, shown)))
        }
        Object::Other(_) => None,
    });
    answer.unwrap_or(Ok(to_js(&Value::Null))).map_err(super::convert::refused)
}

/// A piece of a file: bytes by the hundred megabytes.
#[cfg(feature = "server")]
#[wasm_bindgen]
pub fn push(number: u32, bytes: &[u8]) {
    with(number, |object| {
        if let Object::Other(object) = object {
            object.push(bytes);
        }
    });
}
