//! Tencent live (腾讯云音视频), seed 004.

use crate::api::Arguments;
use crate::error::Result;
use crate::value::Value;

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Value> {
    let _ = (function, arguments);
    Ok(Value::Null)
}
