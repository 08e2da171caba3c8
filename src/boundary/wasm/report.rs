//! Reports, which are made once and may be huge: serde-wasm-bindgen builds them object by object. As a block a report
//! would stand in the memory twice, and wasm memory never shrinks. Everything else crosses as a block, which is faster
//! and smaller (ARCHITECTURE.md, "The crossing").

use super::objects;
use crate::data::arguments::Arguments;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The report of an object that reads files; undefined where there is none.
#[wasm_bindgen]
pub fn finish(number: usize) -> JsValue {
    let report = objects::with(number, |object| object.call("finish", Arguments(&[])));
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    report.ok().and_then(|report| report.serialize(&serializer).ok()).unwrap_or(JsValue::UNDEFINED)
}
