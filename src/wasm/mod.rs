//! The boundary: convert, call, convert. Nothing is decided here.
//!
//! Functions go by their public names through one export: each export of its own would cost every page a quarter of a
//! kilobyte of glue. Only what is called many times a second has one.
#![allow(missing_docs, unreachable_pub, reason = "the packages' own .d.ts documents what leaves here")]

mod convert;
#[cfg(feature = "client")]
mod decision;
#[cfg(feature = "client")]
mod handle;

use crate::api::{self, Arguments};
use convert::{list_from_js, refused, to_js};
use wasm_bindgen::prelude::*;

// 5 KB smaller than the one of std.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

type Answer = std::result::Result<JsValue, JsValue>;

/// Calls a function.
#[wasm_bindgen]
pub fn call(name: &str, arguments: JsValue) -> Answer {
    api::call(name, Arguments(&list_from_js(&arguments))).map_err(refused).map(|value| to_js(&value))
}
