//! What comes in: from the user, the player, the page and the timer.

#[cfg(feature = "quick")]
use crate::data::bounds::LAST_MS;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
#[cfg(feature = "quick")]
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Value};
use crate::data::wire::{self, Wire};
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
        /// Bytes came in since the last such report.
        Data = "data",
        /// What the library knows of the stream.
        Source = "source",
        /// The server answered 401, 403 or 410, and the library has not given up.
        Refused = "refused",
    }
}

names! {
    /// Who paused the picture.
    pub enum By {
        /// The user.
        User = "user",
        /// The browser, which wants a touch first.
        Policy = "policy",
    }
}

/// One line an event: its variant and its type. One line a field: its Rust name and type, how it crosses, its name. A
/// field that must be there is the first one: it is looked for even where the event has no more fields.
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

        /// The event of each type, its fields not filled in.
        const BLANKS: &[fn() -> Event] = &[$(|| Event::$variant $({ $($field: Default::default(),)* })?,)*];

        impl Event {
            fn kind(&self) -> &'static str {
                match self {
                    $(Event::$variant { .. } => $kind,)*
                }
            }

            fn cross(&mut self, wire: &mut Wire<'_, '_>) {
                match self {
                    $(Event::$variant $({ $($field,)* })? => {
                        // Of a dozen fields most are not there. Once all have been read, nothing is looked for.
                        $('fields: {
                            $($cross(wire, $name, $($bound,)* $field);
                            if wire.is_through() {
                                break 'fields;
                            })*
                        })?
                    })*
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
        /// Where the trial ends, seconds; left out: read from the address.
        trial: Option<f64> = Wire::some_size: "trialSeconds", NUMBER_LIMIT;
        /// There is no address yet: ask for one.
        fetch: Option<bool> = Wire::some_flag: "fetch";
        /// It is another recording than before. A trace says so, for its cut addresses do not tell.
        another: Option<bool> = Wire::some_flag: "another";
    }
    /// Another address is wished for, while the picture plays on.
    Renew = "renew"
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
        video_bitrate: Option<f64> = Wire::some_number: "videoBitrate";
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
        /// The start it belongs to.
        generation: Option<u32> = Wire::some_count: "generation", u32::MAX;
        /// Seconds.
        position: Option<f64> = Wire::some_size: "position", NUMBER_LIMIT;
        /// The library's own code; only the trace has use for it.
        code: Option<String> = Wire::some_remark: "code";
        /// The HTTP status of the request that failed.
        http_status: Option<u32> = Wire::some_count: "httpStatus", 999;
        /// The length of a recording, seconds.
        duration: Option<f64> = Wire::some_size: "duration", NUMBER_LIMIT;
        /// A count that grows while pictures are shown.
        frames: Option<f64> = Wire::some_size: "frames", NUMBER_LIMIT;
        /// The distance from the newest moment that can be played, milliseconds.
        behind_ms: Option<f64> = Wire::some_size: "behindMs", NUMBER_LIMIT;
        /// How many bytes came in.
        bytes: Option<f64> = Wire::some_size: "bytes", NUMBER_LIMIT;
        /// The newest thing that the source has, in a unit that only grows.
        edge: Option<f64> = Wire::some_number: "edge";
        /// False when the source says that it is over.
        live: Option<bool> = Wire::some_flag: "live";
        /// True when the encoding failed, not the network.
        codec: Option<bool> = Wire::some_flag: "codec";
    }
    /// The page answers `fetchAddress` with an address.
    Address = "address" {
        /// The address.
        url: String = cross_url: "url";
        /// When it expires.
        expiry: Expiry = cross_expiry: "expiresAt";
        /// Where the trial ends, seconds; left out: read from the address.
        trial: Option<f64> = Wire::some_size: "trialSeconds", NUMBER_LIMIT;
        /// It is good for one start only.
        once: Option<bool> = Wire::some_flag: "once";
        /// The question that it answers; left out: the open one.
        question: Option<u32> = Wire::some_count: "question", u32::MAX;
    }
    /// The page answers that it got no address.
    AddressFailed = "addressFailed" {
        /// What the server said; `None`: the network failed.
        outcome: Option<Outcome> = cross_outcome: "outcome";
        /// The question that it answers; left out: the open one.
        question: Option<u32> = Wire::some_count: "question", u32::MAX;
    }
    /// The page answers `refreshToken`: it has a new token.
    TokenRefreshed = "tokenRefreshed" {
        /// The question that it answers; left out: the open one.
        question: Option<u32> = Wire::some_count: "question", u32::MAX;
    }
    /// The page answers that it got no token.
    TokenFailed = "tokenFailed" {
        /// What the server said; `None`: the network failed.
        outcome: Option<Outcome> = cross_outcome: "outcome";
        /// The question that it answers; left out: the open one.
        question: Option<u32> = Wire::some_count: "question", u32::MAX;
    }
    /// The picture was paused.
    Pause = "pause" {
        /// By whom; left out: nobody knows.
        by: Option<By> = cross_by: "by";
    }
    /// The picture goes on.
    Resume = "resume"
    /// The user seeks in a recording.
    Seek = "seek" {
        /// Seconds.
        position: f64 = cross_position: "position";
    }
    /// Picture-in-picture or a small window: the picture is watched although the page is hidden.
    Floating = "floating" {
        /// It floats.
        on: bool = cross_on: "on";
    }
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

fn cross_by(wire: &mut Wire<'_, '_>, name: &'static str, by: &mut Option<By>) {
    match wire {
        Wire::Read(fields) => *by = By::take(fields, name),
        Wire::Write(record) => drop(record.set_some(name, by.map(By::name))),
    }
}

fn cross_position(wire: &mut Wire<'_, '_>, name: &'static str, position: &mut f64) {
    wire.require(name);
    wire.number(name, 0, NUMBER_LIMIT, position);
}

fn cross_on(wire: &mut Wire<'_, '_>, name: &'static str, on: &mut bool) {
    wire.require(name);
    wire.flag(name, on);
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
    pub(crate) fn read(&mut self, fields: &mut Fields<'_>) {
        fields.require("type");
        let Some(blank) = fields.place("type", KINDS).and_then(|place| BLANKS.get(place)) else {
            return;
        };
        *self = blank();
        if matches!(self, Event::NetStatus { .. }) {
            // No rule reads these.
            for name in ["videoCache", "audioCache"] {
                fields.finite(name);
            }
        }
        self.cross(&mut Wire::Read(fields));
        if !matches!(self, Event::NetStatus { .. }) {
            fields.refuse_unknown();
        }
    }
}

impl From<&mut Event> for Answer {
    fn from(event: &mut Event) -> Self {
        wire::write(|wire| {
            if let Wire::Write(record) = wire {
                record.set("type", event.kind());
            }
            event.cross(wire);
        })
    }
}

/// Reads an event and its time, so that the problems of both are told at once.
pub fn read(event: &Value, now_ms: &Value) -> Result<(Event, f64)> {
    let mut read = Event::Wake;
    let now_ms = fields::read_at_ms(event, now_ms, &mut |fields| read.read(fields))?;
    Ok((read, now_ms))
}

/// What [`read`] makes of `{ type: 'media', name: 'progress', position, generation }`; `None` for numbers that it refuses.
#[cfg(feature = "quick")]
pub fn progress(position: f64, generation: f64, now_ms: f64) -> Option<(Event, f64)> {
    let sound = (0.0..=NUMBER_LIMIT as f64).contains(&position)
        && (0.0..=f64::from(u32::MAX)).contains(&generation)
        && generation.fract() == 0.0
        && now_ms.abs() <= LAST_MS as f64;
    let event = Event::Media {
        name: Media::Progress,
        generation: Some(digits::narrow(generation)),
        position: Some(position),
        code: None,
        http_status: None,
        duration: None,
        frames: None,
        behind_ms: None,
        bytes: None,
        edge: None,
        live: None,
        codec: None,
    };
    sound.then_some((event, now_ms.floor()))
}

/// Reads the caller's clock: milliseconds, floored.
pub fn read_now_ms(now_ms: &Value) -> Result<f64> {
    fields::read_arguments(&[("nowMs", now_ms)], |fields| fields.time("nowMs"))
}
