//! The boundary: convert, call, convert. Nothing is decided here.
//!
//! Functions go by their public names through one export: each export of its own would cost every page a quarter of a
//! kilobyte of glue. Only what is called many times a second has one.
#![allow(missing_docs, unreachable_pub, reason = "the packages' own .d.ts documents what leaves here")]

mod convert;
#[cfg(feature = "client")]
mod decision;
#[cfg(feature = "client")]
mod objects;
#[cfg(feature = "server")]
mod room;
#[cfg(any(feature = "debug", feature = "server"))]
mod wipe;

use crate::boundary::names;
use crate::data::arguments::Arguments;
use crate::data::issue::Result;
use crate::data::value::Value;
use convert::{list_from_js, refused, to_js};
use wasm_bindgen::prelude::*;

// 5 KB smaller than the one of std.
#[cfg(not(any(feature = "debug", feature = "server")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

// Where keys come by, nothing that was freed keeps what it held.
#[cfg(any(feature = "debug", feature = "server"))]
#[global_allocator]
static ALLOCATOR: wipe::Wiped<talc::wasm::WasmDynamicTalc> = wipe::Wiped(talc::wasm::new_wasm_dynamic_allocator());

type Answer = std::result::Result<JsValue, JsValue>;

/// Calls a function, a method of an object where one is named, or makes an object: `new PtzPad`.
#[wasm_bindgen]
pub fn call(name: &str, arguments: JsValue, object: u32) -> Answer {
    let arguments = list_from_js(&arguments);
    let answer = answer(name, Arguments(&arguments), object);
    #[cfg(any(feature = "debug", feature = "server"))]
    wipe::stack();
    answer.map_err(refused).map(|value| to_js(&value))
}

#[cfg(feature = "client")]
fn answer(name: &str, arguments: Arguments<'_>, object: u32) -> Result<Value> {
    match name.split_once(' ') {
        Some((_, kind)) => objects::open(kind, arguments),
        None if object == 0 => names::call(name, arguments),
        None => objects::call(object, name, arguments),
    }
}

#[cfg(not(feature = "client"))]
fn answer(name: &str, arguments: Arguments<'_>, _object: u32) -> Result<Value> {
    names::call(name, arguments)
}
