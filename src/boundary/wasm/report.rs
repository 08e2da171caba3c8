//! Reports, which are made once and may be huge: serde-wasm-bindgen builds them object by object. As a block a report
//! would stand in the memory twice, and wasm memory never shrinks. Everything else crosses as a block, which is faster
//! and smaller (ARCHITECTURE.md, "The crossing").

use super::objects;
use crate::data::arguments::Arguments;
use crate::data::value::{Answer, Record, Value};
use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A log may have this as a key. serde-wasm-bindgen assigns, and an assignment to this name sets the prototype.
const PROTOTYPE: &str = "__proto__";

/// The report of an object that reads files; undefined where there is none.
#[wasm_bindgen]
pub fn finish(number: usize) -> JsValue {
    let report = objects::with(number, |object| object.call("finish", Arguments(&[])));
    report.ok().and_then(built).unwrap_or(JsValue::UNDEFINED)
}

fn built(mut report: Answer) -> Option<JsValue> {
    let apart = without_prototypes(&mut report);
    let report = plain(&report)?;
    for (kind, entry) in apart {
        let mut property = Record::default();
        property.set("value", entry).set("writable", true).set("enumerable", true).set("configurable", true);
        let entries = Object::from(Reflect::get(&report, &JsValue::from_str(&kind)).ok()?);
        let property = Object::from(plain(&property.into())?);
        Reflect::define_property(&entries, &JsValue::from_str(PROTOTYPE), &property).ok()?;
    }
    Some(report)
}

/// Removes the entries that are called so, each with the name of the record it stood in.
fn without_prototypes(report: &mut Answer) -> Vec<(String, Answer)> {
    let Value::Record(kinds) = report else { return Vec::new() };
    let mut apart = Vec::new();
    for (kind, entries) in kinds {
        if let Value::Record(entries) = entries
            && let Some(place) = entries.iter().position(|(name, _)| name == PROTOTYPE)
        {
            apart.push((kind.to_string(), entries.remove(place).1));
        }
    }
    apart
}

fn plain(value: &Answer) -> Option<JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    value.serialize(&serializer).ok()
}
