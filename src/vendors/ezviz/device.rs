//! The device a call is about, and whose token it is asked with.

use crate::data::fields::Fields;
use crate::data::percent;
use crate::data::value::{Answer, Record};

/// D679: letters are capitals.
const SERIAL_LIMIT: usize = 50;

/// What of the device an API takes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Takes {
    /// Only whose token it is.
    Token,
    /// The device as a whole.
    Serial,
    /// One of its channels, the first unless another is named.
    Channel,
    /// The device as a whole, or the channel that is named.
    AnyChannel,
}

/// The parameters that name the device, as every request carries them.
pub(super) type Params = Vec<(&'static str, String)>;

/// Reads the argument `device`; its fields are named without it.
pub(super) fn take(fields: &mut Fields<'_>, takes: Takes) -> Params {
    let mut params = Params::new();
    if fields.require("device") {
        fields.argument("device", &mut |device| params = read(device, takes));
    }
    params
}

fn read(device: &mut Fields<'_>, takes: Takes) -> Params {
    let mut params = Params::new();
    device.require("accessToken");
    if let Some(token) = device.text("accessToken") {
        params.push(("accessToken", token.to_owned()));
    }
    if takes != Takes::Token {
        device.require("deviceSerial");
        if let Some(serial) = serial(device) {
            params.push(("deviceSerial", serial.to_owned()));
        }
        let named = device.has("channelNo");
        let channel = device.integer("channelNo", 1, i64::from(i32::MAX)).unwrap_or(1);
        if takes == Takes::Channel || (named && takes == Takes::AnyChannel) {
            params.push(("channelNo", channel.to_string()));
        }
    }
    // What parseLaunch gives may come as it is.
    for name in ["deviceSerial", "channelNo", "date", "storage", "scene"] {
        device.has(name);
    }
    device.refuse_unknown();
    params
}

/// A serial number: capitals and digits.
pub(super) fn serial<'a>(fields: &mut Fields<'a>) -> Option<&'a str> {
    let serial = fields.text("deviceSerial")?;
    if serial.len() > SERIAL_LIMIT {
        fields.refuse("too_long", "deviceSerial");
        return None;
    }
    if !serial.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
        fields.refuse("bad_format", "deviceSerial");
        return None;
    }
    Some(serial)
}

/// The parameters as plain data.
pub(super) fn record(params: Params) -> Answer {
    let mut record = Record::default();
    for (name, value) in params {
        record.set(name, value);
    }
    record.into()
}

/// The parameters as a query.
pub(super) fn query(params: &Params) -> String {
    let mut query = String::new();
    for (name, value) in params {
        percent::parameter(&mut query, name, value);
    }
    query
}
