//! EZVIZ (萤石), seed 002: what its numbers mean.

mod codes;

pub use codes::{limit_of, outcome};

use crate::api::Arguments;
use crate::error::Result;
use crate::fields;
use crate::value::Value;

/// EZVIZ's number of every way a camera can be moved, seed 002 §2.4.3 and the PTZ API.
const DIRECTIONS: &[(&str, f64)] = &[
    ("up", 0.0),
    ("down", 1.0),
    ("left", 2.0),
    ("right", 3.0),
    ("up_left", 4.0),
    ("down_left", 5.0),
    ("up_right", 6.0),
    ("down_right", 7.0),
    ("zoom_in", 8.0),
    ("zoom_out", 9.0),
    ("focus_near", 10.0),
    ("focus_far", 11.0),
    ("auto", 16.0),
];

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Value> {
    let argument = |place| arguments.at(place);
    match function {
        "directionCode" => direction_code(argument(0)),
        _ => Ok(Value::Null),
    }
}

/// The number of a direction.
pub fn direction_code(direction: &Value) -> Result<Value> {
    let names: Vec<&'static str> = DIRECTIONS.iter().map(|(name, _)| *name).collect();
    fields::read_arguments(&[("direction", direction)], |fields| {
        fields.require("direction");
        let place = fields.place("direction", &names).unwrap_or_default();
        DIRECTIONS.get(place).map(|(_, code)| *code).into()
    })
}
