//! The functions and objects of the namespace `ezviz`.

mod camera;
mod capabilities;
mod device;
mod ezopen;
mod interpret;
mod launch;
mod playback;
mod request;
mod spans;
mod timeline;
#[cfg(feature = "server")]
mod token;
mod voice;

#[cfg(feature = "server")]
pub(in crate::vendors) use interpret::tables;

pub use camera::Camera;
pub use capabilities::{Capabilities, Mirror, Talk};
pub use ezopen::{EzopenAddress, Video};
pub use launch::{Launch, Page};
pub use playback::{DaySpan, Playback};
pub use spans::{Span, Unplayable, playback_spans};
pub use timeline::{Found, Recording, Segment, Timeline};

use super::codes;
use crate::data::arguments::Function;
use crate::data::bounds::LAST_SECOND;
use crate::data::calendar::{self, DAY, MOMENT};
use crate::data::digits;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Value};

/// EZVIZ's number of each movement of a camera: section 2.4.3 of the guide, and the page of device/ptz/start.
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

names! {
    /// Where a recording is.
    pub enum Storage {
        /// On the device's card.
        Local = "local",
        /// In the vendor's cloud.
        Cloud = "cloud",
    }
}

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("request", |given| request::request(given.at(0), given.at(1), given.at(2))),
    ("voiceUpload", |given| voice::upload(given.at(0), given.at(1))),
    ("recorderOptions", |_| Ok(voice::recorder_options())),
    ("interpret", |given| interpret::interpret(given.at(0), given.at(1))),
    ("directionCode", |given| direction_code_of(given.at(0))),
    ("capabilities", |given| capabilities::capabilities_of(given.at(0))),
    ("ezopenAddress", |given| ezopen::ezopen_address(given.at(0))),
    ("today", |given| today(given.at(0), given.at(1))),
    ("playbackSpans", |given| spans::playback_spans_of(given.at(0), given.at(1), given.at(2))),
    ("pageUrl", launch::page_url),
    ("sharePath", launch::share_path),
    ("miniProgramTarget", |given| launch::mini_program_target(given.at(0), given.at(1))),
    ("parseLaunch", |given| launch::parse_launch(given.at(0))),
    #[cfg(feature = "server")]
    ("tokenRequest", |given| token::request(given.at(0), given.at(1))),
];

/// The vendor's number of a movement, by our name of it; `None` for an unknown name.
pub fn direction_code(direction: &str) -> Option<u32> {
    DIRECTIONS.iter().find(|(name, _)| *name == direction).and_then(|(_, code)| digits::count(code))
}

/// Reads the arguments of `today`: the day on the device's clock, yyyy-MM-dd.
fn today(now_ms: &Value<'_>, options: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("nowMs", now_ms), ("options", options)], &mut |fields| {
        fields.require("nowMs");
        let now_ms = fields.number("nowMs", 0, LAST_SECOND * 1000);
        let mut offset = 0;
        fields.argument("options", &mut |options| {
            offset = calendar::offset(options);
            options.refuse_unknown();
        });
        let moment = calendar::print((now_ms? / 1000.0).floor() as i64 + offset, MOMENT);
        Some(moment.get(..DAY.len())?.to_owned().into())
    })
}

/// Reads the argument of `directionCode`.
fn direction_code_of(direction: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("direction", direction)], &mut |fields| {
        fields.require("direction");
        let (_, code) = fields.choice("direction", DIRECTIONS)?;
        digits::count(code).map(|code| f64::from(code).into())
    })
}
