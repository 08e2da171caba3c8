//! What a device can do, seed 002 §2.4.3, §2.4.5 and §2.4.6. A key that is not there is a feature that is not there.

use crate::error::Result;
use crate::fields;
use crate::value::{Record, Value};

const MIRRORS: &[(&str, &str)] = &[
    ("top_bottom", "ptz_top_bottom_mirror"),
    ("left_right", "ptz_left_right_mirror"),
    ("center", "ptz_center_mirror"),
];

/// Capabilities as a caller passes them.
pub(super) fn describe(raw: &Value) -> Result<Value> {
    fields::read_arguments(&[("raw", raw)], |fields| {
        fields.require("raw");
        fields.record("raw", &mut |_| {});
        read(raw)
    })
}

/// Capabilities as device/capacity answers them.
pub(super) fn read(raw: &Value) -> Value {
    let number = |key: &str| raw.get(key).as_integer();
    let has = |key: &str| number(key).is_some_and(|level| level > 0);
    // Newer devices say it for each axis, older ones as a whole; the diagonals have a key of their own.
    let axis = |key: &str| number(key).map_or(has("support_ptz"), |level| level > 0);
    let mut directions: Vec<&str> = Vec::new();
    for (there, pair) in [
        (axis("ptz_top_bottom"), &["up", "down"][..]),
        (axis("ptz_left_right"), &["left", "right"]),
        (has("ptz_45"), &["up_left", "down_left", "up_right", "down_right"]),
    ] {
        if there {
            directions.extend(pair);
        }
    }
    let mirror: Vec<&str> = MIRRORS.iter().filter(|(_, key)| has(key)).map(|(name, _)| *name).collect();
    let talk = match number("support_talk") {
        Some(1 | 4) => "full_duplex",
        Some(3) => "half_duplex",
        _ => "none",
    };
    let mut capabilities = Record::default();
    capabilities
        .set("ptz", !directions.is_empty())
        .set("directions", directions)
        .set("zoom", has("ptz_zoom"))
        .set("mirror", mirror)
        .set("privacy", has("support_privacy"))
        .set("talk", talk);
    capabilities.into()
}
