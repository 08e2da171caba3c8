//! The device that a call is about, and the token that the call is made with.

use crate::data::fields::Fields;
use crate::data::value::{Answer, Record};

/// The longest serial number.
const SERIAL_LIMIT: usize = 50;

/// The largest number of a channel.
pub(super) const LAST_CHANNEL: u32 = i32::MAX as u32;

/// What of the device an API is told.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Takes {
    /// Only the token.
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
pub(super) fn read(fields: &mut Fields<'_>, takes: Takes) -> Params {
    let mut params = Params::new();
    if fields.require("device") {
        fields.argument("device", &mut |device| params = parameters(device, takes));
    }
    params
}

fn parameters(device: &mut Fields<'_>, takes: Takes) -> Params {
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
        let channel = device.count("channelNo", 1, LAST_CHANNEL).unwrap_or(1);
        if takes == Takes::Channel || (named && takes == Takes::AnyChannel) {
            params.push(("channelNo", channel.to_string()));
        }
    }
    // What parseLaunch returns may be passed as it is.
    for name in ["deviceSerial", "channelNo", "date", "storage", "scene"] {
        device.has(name);
    }
    device.refuse_unknown();
    params
}

/// A serial number: capital letters and digits.
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
