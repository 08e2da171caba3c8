//! The device that a call is about, the token that the call is made with, and the host that it is sent to.

use crate::data::ascii;
use crate::data::digits;
use crate::data::fields::Fields;
use crate::data::text::Text;
use crate::data::text::joined;
use crate::data::value::{Answer, Value};
use std::borrow::Cow;

/// China's host; `baseUrl` names another area's.
const HOST: &str = "https://open.ys7.com";

/// The longest serial number.
const SERIAL_LIMIT: usize = 50;

/// The largest number of a channel.
pub(super) const LAST_CHANNEL: u32 = i32::MAX as u32;

/// The names that say who asks, which device is meant and where the API is, and `extra` itself: no API has another meaning
/// for them.
pub(super) const IDENTITY: &[&str] = &["accessToken", "deviceSerial", "channelNo", "gbchannel", "baseUrl", "extra"];

static BASE_URL: Text = Text::fixed(
    "应为 https://主机，本机可用 http，不带路径和结尾的 /",
    "must be https:// and a host, http:// only on this machine, without a path and without a slash at the end",
);

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
    /// One of its channels, and not the token: for what is shared.
    Shared,
}

/// The parameters of a request, as the vendor names them.
pub(super) type Params = Vec<(Cow<'static, str>, String)>;

/// A device as an API is told of it.
#[derive(Default)]
pub(super) struct Device {
    /// The parameters that name it, and its token.
    pub(super) params: Params,
    /// Where the API is, when it is not China's host.
    base: Option<String>,
}

impl Device {
    /// Where an API is.
    pub(super) fn address(&self, path: &str) -> String {
        joined(&[self.base.as_deref().unwrap_or(HOST), "/api/lapp/", path])
    }
}

/// Reads the argument `device`; its fields are named without it.
pub(super) fn read(fields: &mut Fields<'_>, takes: Takes) -> Device {
    let mut read = Device::default();
    if fields.require("device") {
        fields.argument("device", &mut |device| read = of(device, takes));
    }
    read
}

fn of(device: &mut Fields<'_>, takes: Takes) -> Device {
    let mut params = Params::new();
    let mut add = |name: &'static str, value: &str| params.push((name.into(), value.to_owned()));
    if takes != Takes::Shared {
        device.require("accessToken");
        if let Some(token) = device.text("accessToken") {
            add("accessToken", token);
        }
    }
    if takes != Takes::Token {
        device.require("deviceSerial");
        if let Some(serial) = serial(device) {
            add("deviceSerial", serial);
        }
        let named = device.has("channelNo");
        let channel = device.count("channelNo", 1, LAST_CHANNEL).unwrap_or(1);
        let gbchannel = device.text("gbchannel");
        let one = matches!(takes, Takes::Channel | Takes::Shared);
        if (one && gbchannel.is_none()) || (named && takes != Takes::Serial) {
            add("channelNo", &digits::write(channel.into()));
        }
        if let Some(gbchannel) = gbchannel.filter(|_| takes != Takes::Serial) {
            add("gbchannel", gbchannel);
        }
    }
    let base = base_url(device);
    // What parseLaunch returns may be passed as it is.
    for &name in &["accessToken", "deviceSerial", "channelNo", "gbchannel", "date", "storage", "scene"] {
        device.has(name);
    }
    device.refuse_unknown();
    Device { params, base }
}

/// Notes what is wrong with a device that is given without its token and host.
pub(super) fn check(device: &mut Fields<'_>) {
    device.require("deviceSerial");
    serial(device);
    device.count("channelNo", 1, LAST_CHANNEL);
    device.text("gbchannel");
    device.refuse_unknown();
}

/// A serial number: capital letters and digits. That of a GB28181 device is two of twenty digits with a colon between.
pub(super) fn serial<'a>(fields: &mut Fields<'a>) -> Option<&'a str> {
    let serial = fields.text("deviceSerial")?;
    if serial.len() > SERIAL_LIMIT {
        fields.refuse("too_long", "deviceSerial");
        return None;
    }
    if !serial.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || b":_-".contains(&byte)) {
        fields.refuse("bad_format", "deviceSerial");
        return None;
    }
    Some(serial)
}

/// The host of another area. The token is sent there, hence encrypted, but for a stand-in on this machine.
pub(super) fn base_url(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("baseUrl")?;
    let (scheme, host) = ascii::split_once(text, b':').unwrap_or(("", text));
    let host = host.strip_prefix("//").unwrap_or_default();
    let name = match host.strip_prefix("[::1]") {
        Some(port) if port.is_empty() || port.starts_with(':') => "localhost",
        Some(_) => "",
        None => ascii::split_once(host, b':').map_or(host, |(name, _)| name),
    };
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let (_, port) = ascii::rsplit_once(host, b':').filter(|_| host != "[::1]").unwrap_or(("", "0"));
    let numbered = !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    let loopback = matches!(name, "localhost" | "127.0.0.1");
    let sound = plain && numbered && !name.is_empty() && (scheme == "https" || (scheme == "http" && loopback));
    if !sound {
        fields.refuse_saying("bad_format", "baseUrl", &BASE_URL);
    }
    sound.then(|| text.to_owned())
}

/// The parameters as plain data.
pub(super) fn record(params: Params) -> Answer {
    Value::Record(params.into_iter().map(|(name, value)| (name, value.into())).collect())
}
