//! What comes in: from the user, the player, the page and the timer.

use super::wire::{self, Wire};
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Value};
use crate::vendors::outcome::Outcome;

/// When an address expires, as the page said.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Expiry {
    /// Not said.
    #[default]
    Unsaid,
    /// Said to be unknown, or never.
    Never,
    /// Unix seconds.
    At(f64),
}

names! {
    /// What a media element, or the library behind it, reports.
    pub enum Media {
        /// It begins to load.
        Loading = "loading",
        /// It says that it plays, which may be only the rest of its buffer.
        Playing = "playing",
        /// Its position.
        Progress = "progress",
        /// Its buffer is empty.
        Waiting = "waiting",
        /// The end of the stream or the recording.
        Ended = "ended",
        /// An error from which it does not recover.
        Error = "error",
    }
}

/// One line an event: its variant and its type. One line a field: its Rust name and type, how it crosses, its name.
macro_rules! events {
    ($(
        $(#[$doc:meta])*
        $variant:ident = $kind:literal
        $({ $($(#[$field_doc:meta])* $field:ident: $type:ty = $cross:path: $name:literal $(, $bound:expr)*;)* })?
    )*) => {
        /// One event.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            $($(#[$doc])* $variant $({ $($(#[$field_doc])* $field: $type,)* })?,)*
        }

        /// The types of events.
        const KINDS: &[&str] = &[$($kind,)*];

        impl Event {
            /// The event of a type, its fields not filled in.
            fn blank(kind: &str) -> Event {
                match kind {
                    $($kind => Event::$variant $({ $($field: Default::default(),)* })?,)*
                    _ => Event::Wake,
                }
            }

            fn kind(&self) -> &'static str {
                match self {
                    $(Event::$variant { .. } => $kind,)*
                }
            }

            fn cross(&mut self, wire: &mut Wire<'_, '_>) {
                match self {
                    $(Event::$variant $({ $($field,)* })? => { $($($cross(wire, $name, $($bound,)* $field);)*)? })*
                }
            }
        }
    };
}

events! {
    /// The user, or autoplay, wants to watch.
    Play = "play" {
        /// Another address than the current one.
        url: Option<String> = Wire::some_text: "url";
        /// When it expires.
        expiry: Expiry = cross_expiry: "expiresAt";
    }
    /// The user does not want to watch any more.
    Stop = "stop"
    /// `bindstatechange` of `<live-player>`.
    State = "state" {
        /// The state code.
        code: f64 = cross_code: "code";
        /// The start it belongs to.
        generation: Option<u32> = Wire::some_count: "generation", u32::MAX;
    }
    /// `bindnetstatus` of `<live-player>`.
    NetStatus = "netStatus" {
        /// Frames a second.
        video_fps: Option<f64> = Wire::some_number: "videoFPS";
        /// kbps.
        audio_bitrate: Option<f64> = Wire::some_number: "audioBitrate";
        /// kbps.
        net_speed: Option<f64> = Wire::some_number: "netSpeed";
        /// The start it belongs to.
        generation: Option<u32> = Wire::some_count: "generation", u32::MAX;
    }
    /// An event of a media element.
    Media = "media" {
        /// What it reports.
        name: Media = cross_media: "name";
        /// Seconds.
        position: Option<f64> = Wire::some_size: "position", NUMBER_LIMIT;
        /// The library's own code; only the trace has use for it.
        code: Option<String> = Wire::some_remark: "code";
        /// The HTTP status of the request that failed.
        http_status: Option<u32> = Wire::some_count: "httpStatus", 999;
        /// The start it belongs to.
        generation: Option<u32> = Wire::some_count: "generation", u32::MAX;
    }
    /// The page answers `fetchAddress` with an address.
    Address = "address" {
        /// The address.
        url: String = cross_url: "url";
        /// When it expires.
        expiry: Expiry = cross_expiry: "expiresAt";
    }
    /// The page answers that it got no address.
    AddressFailed = "addressFailed" {
        /// What the server said; `None`: the network failed.
        outcome: Option<Outcome> = cross_outcome: "outcome";
    }
    /// The page answers `refreshToken`: it has a new token.
    TokenRefreshed = "tokenRefreshed"
    /// The page answers that it got no token.
    TokenFailed = "tokenFailed" {
        /// What the server said; `None`: the network failed.
        outcome: Option<Outcome> = cross_outcome: "outcome";
    }
    /// The user pauses the picture.
    Pause = "pause"
    /// The user lets it go on.
    Resume = "resume"
    /// The page is hidden.
    Hide = "hide"
    /// The page is shown.
    Show = "show"
    /// The network is gone.
    Offline = "offline"
    /// The network is back.
    Online = "online"
    /// The moment `wakeAtMs` has come.
    Wake = "wake"
}

fn cross_code(wire: &mut Wire<'_, '_>, name: &'static str, code: &mut f64) {
    wire.require(name);
    wire.whole(name, -NUMBER_LIMIT, NUMBER_LIMIT, code);
    if let Wire::Read(fields) = wire {
        // The component sends its words along. No rule reads them.
        fields.remark("message");
    }
}

fn cross_media(wire: &mut Wire<'_, '_>, name: &'static str, media: &mut Media) {
    wire.require(name);
    match wire {
        Wire::Read(fields) => *media = Media::take(fields, name).unwrap_or_default(),
        Wire::Write(record) => drop(record.set(name, media.name())),
    }
}

fn cross_url(wire: &mut Wire<'_, '_>, name: &'static str, url: &mut String) {
    wire.require(name);
    let mut crossing = Some(std::mem::take(url));
    wire.some_text(name, &mut crossing);
    *url = crossing.unwrap_or_default();
}

fn cross_expiry(wire: &mut Wire<'_, '_>, name: &'static str, expiry: &mut Expiry) {
    match wire {
        Wire::Read(fields) => {
            let said = fields.number(name, 0, LAST_SECOND);
            *expiry = match said {
                _ if fields.is_null(name) => Expiry::Never,
                Some(seconds) => Expiry::At(seconds.floor()),
                None => Expiry::Unsaid,
            };
        }
        Wire::Write(record) => match *expiry {
            Expiry::Unsaid => {}
            Expiry::Never => drop(record.set(name, Value::Null)),
            Expiry::At(seconds) => drop(record.set(name, seconds)),
        },
    }
}

fn cross_outcome(wire: &mut Wire<'_, '_>, name: &'static str, outcome: &mut Option<Outcome>) {
    match wire {
        Wire::Read(fields) => fields.record(name, &mut |fields| *outcome = Some(Outcome::take(fields))),
        Wire::Write(record) => drop(record.set(name, outcome.as_ref())),
    }
}

impl Event {
    /// Reads one event. A field that it does not have is refused, except in netStatus, whose fields are the vendor's.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Event {
        fields.require("type");
        let Some(kind) = fields.place("type", KINDS).and_then(|place| KINDS.get(place)) else {
            return Event::Wake;
        };
        let mut event = Event::blank(kind);
        if matches!(event, Event::NetStatus { .. }) {
            // No rule reads these.
            for name in ["videoBitrate", "videoCache", "audioCache"] {
                fields.finite(name);
            }
        }
        event.cross(&mut Wire::Read(fields));
        if !matches!(event, Event::NetStatus { .. }) {
            fields.refuse_unknown();
        }
        event
    }
}

impl From<&Event> for Answer {
    fn from(event: &Event) -> Self {
        wire::write(|wire| {
            if let Wire::Write(record) = wire {
                record.set("type", event.kind());
            }
            event.clone().cross(wire);
        })
    }
}

/// Reads an event and its time, so that the problems of both are told at once.
pub fn read(event: &Value, now_ms: &Value) -> Result<(Event, f64)> {
    fields::both(fields::read(event, Event::read), read_now_ms(now_ms))
}

/// Reads the caller's clock: milliseconds, floored.
pub fn read_now_ms(now_ms: &Value) -> Result<f64> {
    fields::read_arguments(&[("nowMs", now_ms)], |fields| fields.time("nowMs"))
}
