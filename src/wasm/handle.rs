//! Objects that live on between calls.

use super::Answer;
use super::convert::{from_js, list_from_js, refused, to_js};
use super::decision::{Shown, decision_to_js};
use crate::api::{self, Arguments};
use crate::error::Result;
use crate::live;
use crate::value::Value;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// What lives on between calls.
enum Object {
    Supervisor(Box<live::Supervisor>, Shown),
    Other(Box<dyn api::Object>),
}

impl Object {
    fn open(kind: &str, arguments: Arguments<'_>) -> Result<Self> {
        match kind {
            "Supervisor" => live::Supervisor::from_value(arguments.at(0)).map(Self::supervisor),
            "Supervisor.restore" => live::Supervisor::restore(arguments.at(0)).map(Self::supervisor),
            _ => api::open(kind, arguments).map(Self::Other),
        }
    }

    fn supervisor(supervisor: live::Supervisor) -> Self {
        Self::Supervisor(Box::new(supervisor), Shown::default())
    }

    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Value> {
        match (self, method) {
            (Self::Supervisor(supervisor, _), "snapshot") => Ok(supervisor.snapshot()),
            (Self::Supervisor(supervisor, _), "trace") => Ok(supervisor.trace()),
            (Self::Supervisor(supervisor, _), _) => supervisor.stats(arguments.at(0)).map(|stats| (&stats).into()),
            (Self::Other(object), _) => object.call(method, arguments),
        }
    }
}

/// What js/handle.js wraps.
#[wasm_bindgen]
pub struct Handle {
    // Borrowed only while no JavaScript can run: a getter of an argument may call us again.
    object: RefCell<Object>,
}

#[wasm_bindgen]
impl Handle {
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, arguments: JsValue) -> std::result::Result<Handle, JsValue> {
        let object = Object::open(kind, Arguments(&list_from_js(&arguments))).map_err(refused)?;
        Ok(Self { object: RefCell::new(object) })
    }

    pub fn call(&self, method: &str, arguments: JsValue) -> Answer {
        let arguments = list_from_js(&arguments);
        let value = self.object.borrow_mut().call(method, Arguments(&arguments));
        value.map_err(refused).map(|value| to_js(&value))
    }

    /// An event for a supervisor: what is called many times a second.
    pub fn dispatch(&self, event: JsValue, now_ms: JsValue) -> Answer {
        let (event, now_ms) = (from_js(&event), from_js(&now_ms));
        match &mut *self.object.borrow_mut() {
            Object::Supervisor(supervisor, shown) => {
                let decision = supervisor.dispatch(&event, &now_ms).map_err(refused)?;
                Ok(decision_to_js(&decision, shown))
            }
            Object::Other(_) => Ok(JsValue::UNDEFINED),
        }
    }
}
