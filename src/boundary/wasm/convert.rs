//! JavaScript values in, JavaScript values and errors out.

use crate::data::issue::Error;
use crate::data::value::Value;
use js_sys::{Array, JsString};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Deeper than any argument; a cycle ends here.
const DEPTH_LIMIT: u32 = 16;
/// Longer than any list; a sparse array of 2^32 - 1 ends here.
const LENGTH_LIMIT: f64 = 1_000_000.0;

#[wasm_bindgen]
extern "C" {
    // A getter or a proxy may throw, and must not unwind through us: hence `catch`.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    fn object_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    fn reflect_get(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
}

// Constructed from Rust, so that there is one class and `instanceof` holds.
#[wasm_bindgen(raw_module = "playward:error")]
extern "C" {
    type PlaywardError;
    #[wasm_bindgen(constructor)]
    fn new(code: &str, issues: JsValue, message: &str) -> PlaywardError;
}

/// Any JavaScript value whatever.
pub(crate) fn from_js(value: &JsValue) -> Value {
    convert(value, 0)
}

/// The arguments of a call.
pub(crate) fn list_from_js(arguments: &JsValue) -> Vec<Value> {
    match from_js(arguments) {
        Value::List(arguments) => arguments,
        _ => Vec::new(),
    }
}

fn convert(value: &JsValue, depth: u32) -> Value {
    if value.is_undefined() || value.is_null() {
        return Value::Null;
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if value.is_string() {
        return text(value);
    }
    if let Some(boolean) = value.as_bool() {
        return Value::Bool(boolean);
    }
    if depth == DEPTH_LIMIT || !value.is_object() {
        return Value::Refused("wrong_type");
    }
    #[cfg(feature = "server")]
    if let Some(bytes) = value.dyn_ref::<js_sys::Uint8Array>() {
        return Value::Bytes(bytes.to_vec());
    }
    match is_array(value) {
        Ok(false) => record(value, depth),
        Ok(true) => list(value, depth),
        Err(_) => Value::Refused("wrong_type"),
    }
}

fn list(value: &JsValue, depth: u32) -> Value {
    let length = reflect_get(value, &JsValue::from_str("length")).ok().and_then(|length| length.as_f64());
    match length {
        Some(length) if length <= LENGTH_LIMIT => {
            let items = (0..length as u32).map(|place| member(reflect_get(value, &JsValue::from(place)), depth));
            Value::List(items.collect())
        }
        _ => Value::Refused("too_long"),
    }
}

fn record(value: &JsValue, depth: u32) -> Value {
    let Ok(keys) = object_keys(value) else {
        return Value::Refused("wrong_type");
    };
    let mut fields = Vec::new();
    for key in keys.iter() {
        let field = reflect_get(value, &key);
        // undefined is a field that is not there; null may mean "none".
        if !matches!(&field, Ok(field) if field.is_undefined()) {
            fields.push((key.as_string().unwrap_or_default(), member(field, depth)));
        }
    }
    Value::Record(fields)
}

fn member(member: Result<JsValue, JsValue>, depth: u32) -> Value {
    member.map_or(Value::Refused("wrong_type"), |value| convert(&value, depth + 1))
}

fn text(value: &JsValue) -> Value {
    let text = value.as_string().unwrap_or_default();
    // A lone surrogate arrives as U+FFFD; only then is it worth looking at the original.
    let replaced = text.as_bytes().windows(3).any(|bytes| bytes == "\u{FFFD}".as_bytes());
    if replaced && !value.unchecked_ref::<JsString>().is_valid_utf16() {
        return Value::Refused("not_well_formed");
    }
    Value::Text(text)
}

/// Plain data as plain objects and arrays.
pub(crate) fn to_js(value: &Value) -> JsValue {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// The PlaywardError that says why a call was refused.
pub(crate) fn refused(error: Error) -> JsValue {
    PlaywardError::new(error.code, to_js(&Value::from(error.issues.iter().collect::<Vec<_>>())), &error.to_string())
        .into()
}
