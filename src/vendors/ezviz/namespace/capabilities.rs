//! What a device can do.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), sections 2.4.3, 2.4.4, 2.4.5 and 2.4.6,
//! and the vendor's table of device capabilities. A key that is missing is a feature that is missing.

use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Record, Value};
use crate::ptz::Direction;

names! {
    /// How a picture can be mirrored.
    pub enum Mirror {
        /// Upside down.
        TopBottom = "top_bottom",
        /// Left and right exchanged.
        LeftRight = "left_right",
        /// Turned by 180°.
        Center = "center",
    }
}

names! {
    /// How one can talk through the device.
    pub enum Talk {
        /// Not at all.
        None = "none",
        /// One side at a time.
        HalfDuplex = "half_duplex",
        /// Both sides at once.
        FullDuplex = "full_duplex",
    }
}

/// What a device can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The directions in which it moves; none where it has no PTZ.
    pub directions: Vec<Direction>,
    /// It zooms.
    pub zoom: bool,
    /// How its picture can be mirrored.
    pub mirror: Vec<Mirror>,
    /// Its lens can be covered.
    pub privacy: bool,
    /// How one can talk through it.
    pub talk: Talk,
}

/// The ways of each key. Newer devices say it for each axis, older ones as a whole; the diagonals have a key of their own.
const MOVES: &[(&str, &[Direction])] = &[
    ("ptz_top_bottom", &[Direction::Up, Direction::Down]),
    ("ptz_left_right", &[Direction::Left, Direction::Right]),
    (DIAGONALS, &[Direction::UpLeft, Direction::DownLeft, Direction::UpRight, Direction::DownRight]),
];
const DIAGONALS: &str = "ptz_45";

const MIRRORS: &[(&str, Mirror)] = &[
    ("ptz_top_bottom_mirror", Mirror::TopBottom),
    ("ptz_left_right_mirror", Mirror::LeftRight),
    ("ptz_center_mirror", Mirror::Center),
];

impl Capabilities {
    /// Reads the vendor's keys. `level` gives the number of a key, if it is there.
    pub fn read(level: &dyn Fn(&str) -> Option<i64>) -> Self {
        let has = |key: &str| level(key).is_some_and(|level| level > 0);
        let mut directions = Vec::new();
        for (key, ways) in MOVES {
            let said = *key == DIAGONALS || level(key).is_some();
            if has(if said { key } else { "support_ptz" }) {
                directions.extend_from_slice(ways);
            }
        }
        let mut mirror = Vec::new();
        for (key, way) in MIRRORS {
            if has(key) {
                mirror.push(*way);
            }
        }
        let talk = match level("support_talk") {
            Some(1 | 4) => Talk::FullDuplex,
            Some(3) => Talk::HalfDuplex,
            _ => Talk::None,
        };
        Self { directions, zoom: has("ptz_zoom"), mirror, privacy: has("support_privacy"), talk }
    }

    /// The same from the data of device/capacity, where a number may be a text.
    pub(super) fn from_data(data: &Value<'_>) -> Self {
        Self::read(&|key| data.get(key).as_integer())
    }
}

/// Reads the argument of `capabilities`.
pub(super) fn capabilities_of(raw: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("raw", raw)], &mut |fields| {
        fields.require("raw");
        fields.record("raw", &mut |_| {});
        Some((&Capabilities::from_data(raw)).into())
    })
}

impl From<&Capabilities> for Answer {
    fn from(capabilities: &Capabilities) -> Self {
        let directions: Vec<_> = capabilities.directions.iter().map(|direction| direction.name()).collect();
        let mirror: Vec<_> = capabilities.mirror.iter().map(|mirror| mirror.name()).collect();
        let mut record = Record::default();
        record
            .set("ptz", !directions.is_empty())
            .set("directions", directions)
            .set("zoom", capabilities.zoom)
            .set("mirror", mirror)
            .set("privacy", capabilities.privacy)
            .set("talk", capabilities.talk.name());
        record.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directions(keys: &[(&str, i64)]) -> Vec<Direction> {
        let level = |key: &str| keys.iter().find(|(known, _)| *known == key).map(|(_, level)| *level);
        Capabilities::read(&level).directions
    }

    #[test]
    fn an_axis_counts_more_than_the_whole() {
        use Direction::{Down, DownLeft, DownRight, Left, Right, Up, UpLeft, UpRight};
        assert_eq!(directions(&[]), []);
        assert_eq!(directions(&[("support_ptz", 1)]), [Up, Down, Left, Right]);
        assert_eq!(directions(&[("support_ptz", 1), ("ptz_top_bottom", 0)]), [Left, Right]);
        assert_eq!(directions(&[("support_ptz", 0), ("ptz_left_right", 1)]), [Left, Right]);
        assert_eq!(directions(&[("ptz_45", 1)]), [UpLeft, DownLeft, UpRight, DownRight]);
    }
}
