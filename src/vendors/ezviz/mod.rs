//! EZVIZ (萤石), seed 002: its requests, its answers, its numbers and its addresses.

mod capabilities;
mod codes;
mod device;
mod ezopen;
mod interpret;
mod launch;
mod recordings;
mod request;
#[cfg(feature = "server")]
mod token;
mod voice;

pub use codes::{limit_of, outcome};
pub use recordings::Timeline;

use crate::data::arguments::Arguments;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// EZVIZ's number of every way a camera can be moved, seed 002 §2.4.3 and the PTZ API.
const DIRECTIONS: &[(&str, &str)] = &[
    ("up", "0"),
    ("down", "1"),
    ("left", "2"),
    ("right", "3"),
    ("up_left", "4"),
    ("down_left", "5"),
    ("up_right", "6"),
    ("down_right", "7"),
    ("zoom_in", "8"),
    ("zoom_out", "9"),
    ("focus_near", "10"),
    ("focus_far", "11"),
    ("auto", "16"),
];

/// Where a recording is: on the device's card, or with the vendor.
const STORAGES: &[&str] = &["local", "cloud"];

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match function {
        "request" => request::request(argument(0), argument(1), argument(2)),
        "voiceUpload" => voice::upload(argument(0), argument(1)),
        "recorderOptions" => Ok(voice::recorder_options()),
        "interpret" => interpret::interpret(argument(0), argument(1)),
        "directionCode" => direction_code(argument(0)),
        "capabilities" => capabilities::describe(argument(0)),
        "ezopenAddress" => ezopen::address(argument(0)),
        "playbackSpans" => recordings::playback_spans(argument(0), argument(1), argument(2)),
        "pageUrl" => launch::page_url(argument(0), argument(1), argument(2)),
        "miniProgramTarget" => launch::mini_program_target(argument(0), argument(1)),
        "parseLaunch" => launch::parse_launch(argument(0)),
        #[cfg(feature = "server")]
        "tokenRequest" => token::request(argument(0), argument(1)),
        _ => Ok(Value::Null),
    }
}

/// The number of a direction.
pub fn direction_code(direction: &Value) -> Result<Answer> {
    fields::answer(&[("direction", direction)], &mut |fields| {
        fields.require("direction");
        let (_, code) = fields.choice("direction", DIRECTIONS)?;
        code.parse::<u32>().ok().map(|code| f64::from(code).into())
    })
}
