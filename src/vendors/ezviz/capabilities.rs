//! What a device can do, seed 002 §2.4.3, §2.4.5 and §2.4.6. A key that is not there is a feature that is not there.

use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};
use crate::ptz::Direction;

const MIRRORS: &[(&str, &str)] = &[
    ("top_bottom", "ptz_top_bottom_mirror"),
    ("left_right", "ptz_left_right_mirror"),
    ("center", "ptz_center_mirror"),
];

/// Capabilities as a caller passes them.
pub(super) fn describe(raw: &Value) -> Result<Answer> {
    fields::answer(&[("raw", raw)], &mut |fields| {
        fields.require("raw");
        fields.record("raw", &mut |_| {});
        Some(read(raw))
    })
}

/// Capabilities as device/capacity answers them.
pub(super) fn read(raw: &Value) -> Answer {
    let number = |key: &str| raw.get(key).as_integer();
    let has = |key: &str| number(key).is_some_and(|level| level > 0);
    // Newer devices say it for each axis, older ones as a whole; the diagonals have a key of their own.
    let axis = |key: &str| number(key).map_or(has("support_ptz"), |level| level > 0);
    let ways = [axis("ptz_top_bottom"), axis("ptz_left_right"), has("ptz_45"), has("ptz_45")];
    let mut directions = Vec::new();
    for (place, name) in Direction::NAMES.iter().enumerate() {
        if ways.get(place / 2) == Some(&true) {
            directions.push(Value::from(*name));
        }
    }
    let mut mirror = Vec::new();
    for (name, key) in MIRRORS {
        if has(key) {
            mirror.push(Value::from(*name));
        }
    }
    let talk = match number("support_talk") {
        Some(1 | 4) => "full_duplex",
        Some(3) => "half_duplex",
        _ => "none",
    };
    let mut capabilities = Record::default();
    capabilities
        .set("ptz", !directions.is_empty())
        .set("directions", Value::List(directions))
        .set("zoom", has("ptz_zoom"))
        .set("mirror", Value::List(mirror))
        .set("privacy", has("support_privacy"))
        .set("talk", talk);
    capabilities.into()
}
