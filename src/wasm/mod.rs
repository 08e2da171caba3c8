//! The boundary: convert, call, convert. Nothing is decided here.
//!
//! Functions go by their public names through one export: each export of its own would cost every page a quarter of a
//! kilobyte of glue. Only what is called many times a second has one.
#![allow(missing_docs, unreachable_pub, reason = "the packages' own .d.ts documents what leaves here")]

mod convert;

use crate::error::Result;
use crate::live::{self, states};
use crate::value::Value;
use crate::{ezviz, ptz};
use std::cell::RefCell;

use convert::{Shown, decision_to_js, from_js, list_from_js, refused, to_js};
use wasm_bindgen::prelude::*;

// 5 KB smaller than the one of std.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

type Answer = std::result::Result<JsValue, JsValue>;

/// An argument by its place; absent where there is none.
fn argument(arguments: &[Value], place: usize) -> &Value {
    const NULL: &Value = &Value::Null;
    arguments.get(place).unwrap_or(NULL)
}

/// Every function, by its public name.
fn function(name: &str, arguments: &[Value]) -> Result<Value> {
    let argument = |place| argument(arguments, place);
    match name {
        "describeState" => states::describe(argument(0), argument(1)).map(Value::from),
        "listStates" => states::list(argument(0)).map(Value::from),
        "ezviz.directionCode" => ezviz::direction_code(argument(0)),
        "ptzDirection" => {
            ptz::direction_of(argument(0), argument(1), argument(2)).map(|way| way.map(ptz::Direction::name).into())
        }
        "replay" => live::trace::replay(argument(0)).map(|replayed| (&replayed).into()),
        _ => Ok(Value::Null),
    }
}

/// Calls a function.
#[wasm_bindgen]
pub fn call(name: &str, arguments: JsValue) -> Answer {
    function(name, &list_from_js(&arguments)).map_err(refused).map(|value| to_js(&value))
}

/// What lives on between calls.
enum Object {
    Supervisor(Box<live::Supervisor>, Shown),
    Pad(ptz::Pad),
}

impl Object {
    fn open(kind: &str, arguments: &[Value]) -> Result<Self> {
        let argument = argument(arguments, 0);
        match kind {
            "Supervisor" => live::Supervisor::from_value(argument).map(Self::supervisor),
            "Supervisor.restore" => live::Supervisor::restore(argument).map(Self::supervisor),
            _ => ptz::Pad::from_value(argument).map(Self::Pad),
        }
    }

    fn supervisor(supervisor: live::Supervisor) -> Self {
        Self::Supervisor(Box::new(supervisor), Shown::default())
    }

    fn call(&mut self, method: &str, arguments: &[Value]) -> Result<Value> {
        match (self, method) {
            (Self::Supervisor(supervisor, _), "snapshot") => Ok(supervisor.snapshot()),
            (Self::Supervisor(supervisor, _), "trace") => Ok(supervisor.trace()),
            (Self::Supervisor(supervisor, _), _) => {
                supervisor.stats(argument(arguments, 0)).map(|stats| (&stats).into())
            }
            (Self::Pad(pad), _) => pad.call(method, arguments).map(|decision| (&decision).into()),
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
        let object = Object::open(kind, &list_from_js(&arguments)).map_err(refused)?;
        Ok(Self { object: RefCell::new(object) })
    }

    pub fn call(&self, method: &str, arguments: JsValue) -> Answer {
        let arguments = list_from_js(&arguments);
        let value = self.object.borrow_mut().call(method, &arguments);
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
            Object::Pad(_) => Ok(JsValue::UNDEFINED),
        }
    }
}
