//! From a touch to a direction, by the rect in which the pad is drawn: any size, any pixel ratio.

use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::{NUMBER_LIMIT, names};
use crate::data::value::{Answer, Value};

names! {
    /// The directions in which a camera moves.
    pub enum Direction {
        /// Up.
        Up = "up",
        /// Down.
        Down = "down",
        /// Left.
        Left = "left",
        /// Right.
        Right = "right",
        /// Up and left.
        UpLeft = "up_left",
        /// Down and left.
        DownLeft = "down_left",
        /// Up and right.
        UpRight = "up_right",
        /// Down and right.
        DownRight = "down_right",
    }
}

/// Where a finger is, in the coordinates of the rect.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Where the pad is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub left: f64,
    /// Its top edge.
    pub top: f64,
    /// More than zero.
    pub width: f64,
    /// More than zero.
    pub height: f64,
}

/// How the pad is divided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Eight directions; else four.
    pub eight: bool,
    /// No direction this close to the centre: a fraction of half the shorter side.
    pub dead_zone: f64,
}

impl Default for Geometry {
    fn default() -> Self {
        Self { eight: false, dead_zone: 0.1 }
    }
}

/// tan 22.5°, half of one of eight equal sectors.
const HALF_SECTOR: f64 = std::f64::consts::SQRT_2 - 1.0;

/// Which way a point lies from the centre of the rect; `None` in the dead zone.
pub fn direction(point: Point, rect: Rect, geometry: Geometry) -> Option<Direction> {
    let dx = point.x - (rect.left + rect.width / 2.0);
    let dy = point.y - (rect.top + rect.height / 2.0);
    let dead = geometry.dead_zone * rect.width.min(rect.height) / 2.0;
    // The exact centre moves nothing, however small the dead zone.
    if dx * dx + dy * dy < dead * dead || (dx == 0.0 && dy == 0.0) {
        return None;
    }
    let (along, down) = (dx.abs(), dy.abs());
    let horizontal = if dx < 0.0 { Direction::Left } else { Direction::Right };
    let vertical = if dy < 0.0 { Direction::Up } else { Direction::Down };
    if !geometry.eight {
        return Some(if along > down { horizontal } else { vertical });
    }
    Some(if down <= along * HALF_SECTOR {
        horizontal
    } else if along <= down * HALF_SECTOR {
        vertical
    } else {
        match (dy < 0.0, dx < 0.0) {
            (true, true) => Direction::UpLeft,
            (false, true) => Direction::DownLeft,
            (true, false) => Direction::UpRight,
            (false, false) => Direction::DownRight,
        }
    })
}

/// Reads the arguments of `ptzDirection`.
pub(super) fn direction_of(point: &Value<'_>, rect: &Value<'_>, options: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("point", point), ("rect", rect), ("options", options)], &mut |fields| {
        let mut point = Point::default();
        fields.require("point");
        fields.record("point", &mut |fields| point = Point::read(fields));
        let rect = Rect::read(fields, "rect");
        let mut geometry = Geometry::default();
        fields.record("options", &mut |options| {
            geometry = Geometry::read(options);
            options.refuse_unknown();
        });
        direction(point, rect, geometry).map(|way| way.name().into())
    })
}

/// The same of numbers alone, without options; the outer `None` is for numbers that `ptzDirection` refuses.
#[cfg(feature = "quick")]
pub fn direction_of_numbers(point: Point, rect: Rect) -> Option<Option<Direction>> {
    let numbers = [point.x, point.y, rect.left, rect.top, rect.width, rect.height];
    let sound =
        numbers.iter().all(|number| number.abs() <= NUMBER_LIMIT as f64) && rect.width > 0.0 && rect.height > 0.0;
    sound.then(|| direction(point, rect, Geometry::default()))
}

impl Default for Rect {
    fn default() -> Self {
        Self { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }
    }
}

impl Point {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        Self { x: required(fields, "x", 0.0), y: required(fields, "y", 0.0) }
    }
}

impl Rect {
    /// Reads a rect of the browser's or of WeChat's, which holds more than is asked for.
    pub(crate) fn read(fields: &mut Fields<'_>, name: &'static str) -> Self {
        let mut rect = Self::default();
        fields.require(name);
        fields.record(name, &mut |fields| {
            rect = Self {
                left: required(fields, "left", 0.0),
                top: required(fields, "top", 0.0),
                width: required(fields, "width", 1.0),
                height: required(fields, "height", 1.0),
            };
            for (side, length) in [("width", rect.width), ("height", rect.height)] {
                // A pad that is not drawn yet has no size.
                if length <= 0.0 {
                    fields.refuse("out_of_range", side);
                }
            }
        });
        rect
    }
}

impl Geometry {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        let standard = Self::default();
        let ways = fields.finite("ways");
        if ways.is_some_and(|ways| ways != 4.0 && ways != 8.0) {
            fields.refuse("not_allowed", "ways");
        }
        Self { eight: ways == Some(8.0), dead_zone: fields.number("deadZone", 0, 1).unwrap_or(standard.dead_zone) }
    }
}

/// Reads a number; one that is refused reads as `otherwise`.
fn required(fields: &mut Fields<'_>, name: &'static str, otherwise: f64) -> f64 {
    fields.require(name);
    fields.number(name, -NUMBER_LIMIT, NUMBER_LIMIT).unwrap_or(otherwise)
}
