//! What comes in: from the user, the player, the page and the timer.

use crate::address;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::{NUMBER_LIMIT, names};
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};
use crate::vendors::outcome::Outcome;

/// When an address runs out, as it was said.
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
        /// It says it plays, be it from leftover buffer.
        Playing = "playing",
        /// Where it is.
        Progress = "progress",
        /// The buffer ran dry.
        Waiting = "waiting",
        /// The end.
        Ended = "ended",
        /// An error it does not recover from.
        Error = "error",
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The user, or autoplay, wants to watch.
    Play {
        /// Another address than the current one.
        url: Option<String>,
        /// When it runs out.
        expiry: Expiry,
    },
    /// The user does not want to watch.
    Stop,
    /// bindstatechange of `<live-player>`.
    State {
        /// Its number.
        code: f64,
        /// Whose it is.
        generation: Option<u32>,
    },
    /// bindnetstatus of `<live-player>`.
    NetStatus {
        /// Pictures a second.
        video_fps: Option<f64>,
        /// kbps.
        audio_bitrate: Option<f64>,
        /// kbps.
        net_speed: Option<f64>,
        /// Whose it is.
        generation: Option<u32>,
    },
    /// Of a media element.
    Media {
        /// What.
        name: Media,
        /// Seconds.
        position: Option<f64>,
        /// The library's own code.
        code: Option<String>,
        /// Of the refused request.
        http_status: Option<u32>,
        /// Whose it is.
        generation: Option<u32>,
    },
    /// The answer to fetchAddress.
    Address {
        /// The address.
        url: String,
        /// When it runs out.
        expiry: Expiry,
    },
    /// No address; `None`: the network failed.
    AddressFailed(Option<Outcome>),
    /// The token is new.
    TokenRefreshed,
    /// It is not; `None`: the network failed.
    TokenFailed(Option<Outcome>),
    /// The user paused the picture.
    Pause,
    /// And lets it go on.
    Resume,
    /// The page is hidden.
    Hide,
    /// The page is shown.
    Show,
    /// The network is gone.
    Offline,
    /// The network is back.
    Online,
    /// `wakeAtMs` has come.
    Wake,
}

/// The types of events, each as it crosses.
const KINDS: &[&str] = &[
    "play",
    "stop",
    "state",
    "netStatus",
    "media",
    "address",
    "addressFailed",
    "tokenRefreshed",
    "tokenFailed",
    "pause",
    "resume",
    "hide",
    "show",
    "offline",
    "online",
    "wake",
];

/// Reads an event and its time at once, so that the problems of both are told together.
pub fn read(event: &Value, now_ms: &Value) -> Result<(Event, f64)> {
    let event = fields::read(event, Event::take);
    let now_ms = read_now_ms(now_ms);
    match (event, now_ms) {
        (Ok(event), Ok(now_ms)) => Ok((event, now_ms)),
        (event, now_ms) => Err(crate::data::issue::Error::invalid(
            event.err().into_iter().chain(now_ms.err()).flat_map(|error| error.issues).collect(),
        )),
    }
}

/// Reads the caller's clock: milliseconds, floored.
pub fn read_now_ms(now_ms: &Value) -> Result<f64> {
    fields::read_arguments(&[("nowMs", now_ms)], |fields| fields.time("nowMs"))
}

impl Event {
    /// Reads one event. What it may not hold is refused, but for the vendors' own netStatus.
    pub(crate) fn take(fields: &mut Fields<'_>) -> Event {
        fields.require("type");
        let kind = fields.place("type", KINDS).and_then(|place| KINDS.get(place)).copied();
        let event = match kind {
            None => return Event::Wake,
            Some("play") => Event::Play { url: take_url(fields), expiry: take_expiry(fields) },
            Some("state") => {
                fields.require("code");
                let code = fields.integer("code", -NUMBER_LIMIT, NUMBER_LIMIT).unwrap_or_default() as f64;
                fields.remark("message");
                Event::State { code, generation: take_generation(fields) }
            }
            Some("netStatus") => {
                for name in ["videoBitrate", "videoCache", "audioCache"] {
                    fields.finite(name);
                }
                return Event::NetStatus {
                    video_fps: fields.finite("videoFPS"),
                    audio_bitrate: fields.finite("audioBitrate"),
                    net_speed: fields.finite("netSpeed"),
                    generation: take_generation(fields),
                };
            }
            Some("media") => {
                fields.require("name");
                Event::Media {
                    name: Media::take(fields, "name").unwrap_or_default(),
                    position: fields.number("position", 0, NUMBER_LIMIT),
                    code: fields.remark("code").map(plain_code),
                    http_status: fields.count("httpStatus", 0, 999),
                    generation: take_generation(fields),
                }
            }
            Some("address") => {
                fields.require("url");
                Event::Address { url: take_url(fields).unwrap_or_default(), expiry: take_expiry(fields) }
            }
            Some("addressFailed") => Event::AddressFailed(take_outcome(fields)),
            Some("tokenFailed") => Event::TokenFailed(take_outcome(fields)),
            Some("stop") => Event::Stop,
            Some("tokenRefreshed") => Event::TokenRefreshed,
            Some("pause") => Event::Pause,
            Some("resume") => Event::Resume,
            Some("hide") => Event::Hide,
            Some("show") => Event::Show,
            Some("offline") => Event::Offline,
            Some("online") => Event::Online,
            Some(_) => Event::Wake,
        };
        fields.refuse_unknown();
        event
    }

    /// The type, as it crosses.
    fn kind(&self) -> &'static str {
        match self {
            Event::Play { .. } => "play",
            Event::Stop => "stop",
            Event::State { .. } => "state",
            Event::NetStatus { .. } => "netStatus",
            Event::Media { .. } => "media",
            Event::Address { .. } => "address",
            Event::AddressFailed(_) => "addressFailed",
            Event::TokenRefreshed => "tokenRefreshed",
            Event::TokenFailed(_) => "tokenFailed",
            Event::Pause => "pause",
            Event::Resume => "resume",
            Event::Hide => "hide",
            Event::Show => "show",
            Event::Offline => "offline",
            Event::Online => "online",
            Event::Wake => "wake",
        }
    }

    /// The event without anything secret: addresses cut, people's words left out, the expiry as it was understood.
    pub(crate) fn cut(self, understood: Option<f64>) -> Event {
        let expiry = understood.map_or(Expiry::Never, Expiry::At);
        let speechless = |outcome: Option<Outcome>| {
            outcome.map(|outcome| Outcome {
                code: plain_code(&outcome.code),
                class: plain_code(&outcome.class).into(),
                message: Text::fixed("", ""),
                ..outcome
            })
        };
        match self {
            Event::Play { url, expiry: Expiry::Unsaid } if url.is_none() => Event::Play { url, expiry: Expiry::Unsaid },
            Event::Play { url, .. } => Event::Play { url: url.map(|url| shown(&url)), expiry },
            Event::Address { url, .. } => Event::Address { url: shown(&url), expiry },
            Event::AddressFailed(outcome) => Event::AddressFailed(speechless(outcome)),
            Event::TokenFailed(outcome) => Event::TokenFailed(speechless(outcome)),
            other => other,
        }
    }
}

/// An address as a trace shows it: cut, and never empty, for it is an address all the same.
fn shown(url: &str) -> String {
    let cut = address::cut(url);
    if cut.is_empty() { "-".to_owned() } else { cut }
}

fn take_url(fields: &mut Fields<'_>) -> Option<String> {
    fields.text("url").map(str::to_owned)
}

fn take_expiry(fields: &mut Fields<'_>) -> Expiry {
    if fields.is_null("expiresAt") {
        return Expiry::Never;
    }
    // Later than this is a time in milliseconds.
    fields.number("expiresAt", 0, 100_000_000_000).map_or(Expiry::Unsaid, |seconds| Expiry::At(seconds.floor()))
}

fn take_generation(fields: &mut Fields<'_>) -> Option<u32> {
    fields.count("generation", 0, u32::MAX)
}

fn take_outcome(fields: &mut Fields<'_>) -> Option<Outcome> {
    let mut outcome = None;
    fields.record("outcome", &mut |fields| outcome = Some(Outcome::take(fields)));
    outcome
}

/// A code as machines write it; anything else, which may be an address with its signature, is not kept.
fn plain_code(code: &str) -> String {
    let plain = code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte));
    if plain { code.to_owned() } else { String::new() }
}

impl From<&Event> for Answer {
    fn from(event: &Event) -> Self {
        let mut record = Record::default();
        record.set("type", event.kind());
        match event {
            Event::Play { url, expiry } => {
                record.copy_some("url", url.as_deref());
                write_expiry(&mut record, *expiry);
            }
            Event::Address { url, expiry } => {
                record.copy("url", url);
                write_expiry(&mut record, *expiry);
            }
            Event::State { code, generation } => {
                record.set("code", *code).set_some("generation", generation.map(f64::from));
            }
            Event::NetStatus { video_fps, audio_bitrate, net_speed, generation } => {
                record
                    .set_some("videoFPS", *video_fps)
                    .set_some("audioBitrate", *audio_bitrate)
                    .set_some("netSpeed", *net_speed)
                    .set_some("generation", generation.map(f64::from));
            }
            Event::Media { name, position, code, http_status, generation } => {
                record
                    .set("name", name.name())
                    .set_some("position", *position)
                    .copy_some("code", code.as_deref())
                    .set_some("httpStatus", http_status.map(f64::from))
                    .set_some("generation", generation.map(f64::from));
            }
            Event::AddressFailed(outcome) | Event::TokenFailed(outcome) => {
                record.set("outcome", outcome.as_ref());
            }
            _ => {}
        }
        record.into()
    }
}

fn write_expiry(record: &mut Record, expiry: Expiry) {
    match expiry {
        Expiry::Unsaid => {}
        Expiry::Never => drop(record.set("expiresAt", Value::Null)),
        Expiry::At(seconds) => drop(record.set("expiresAt", seconds)),
    }
}
