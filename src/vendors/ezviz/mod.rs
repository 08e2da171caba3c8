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

pub use codes::ptz_answer;
pub use recordings::Timeline;

use crate::data::arguments::Function;
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

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("request", |given| request::request(given.at(0), given.at(1), given.at(2))),
    ("voiceUpload", |given| voice::upload(given.at(0), given.at(1))),
    ("recorderOptions", |_| Ok(voice::recorder_options())),
    ("interpret", |given| interpret::interpret(given.at(0), given.at(1))),
    ("directionCode", |given| direction_code(given.at(0))),
    ("capabilities", |given| capabilities::describe(given.at(0))),
    ("ezopenAddress", |given| ezopen::address(given.at(0))),
    ("playbackSpans", |given| recordings::playback_spans(given.at(0), given.at(1), given.at(2))),
    ("pageUrl", |given| launch::page_url(given.at(0), given.at(1), given.at(2))),
    ("miniProgramTarget", |given| launch::mini_program_target(given.at(0), given.at(1))),
    ("parseLaunch", |given| launch::parse_launch(given.at(0))),
    #[cfg(feature = "server")]
    ("tokenRequest", |given| token::request(given.at(0), given.at(1))),
];

/// The number of a direction.
pub fn direction_code(direction: &Value) -> Result<Answer> {
    fields::answer(&[("direction", direction)], &mut |fields| {
        fields.require("direction");
        let (_, code) = fields.choice("direction", DIRECTIONS)?;
        code.parse::<u32>().ok().map(|code| f64::from(code).into())
    })
}
