//! What a play address says: whose it is, what it plays, and what can play it.

use super::{Parts, expires_at, split};
use crate::data::issue::Result;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};
use crate::data::{fields, hex};

static MALFORMED: Text = Text::fixed("不是播放地址", "is no play address");
static INCOMPLETE: Text = Text::fixed("播放地址不完整", "is only a part of a play address");

/// What is known of an address beside its expiry.
#[derive(Default)]
struct Play<'a> {
    vendor: &'static str,
    protocol: &'static str,
    kind: &'static str,
    device_serial: Option<&'a str>,
    channel_no: Option<f64>,
    quality: Option<&'static str>,
    storage: Option<&'static str>,
    verify_code: Option<&'a str>,
    begin: Option<&'a str>,
    end: Option<&'a str>,
    app: Option<String>,
    stream: Option<&'a str>,
    video_id: Option<&'a str>,
}

/// Reads a play address.
pub fn parse(address: &Value) -> Result<Answer> {
    fields::read_arguments(&[("address", address)], |fields| {
        fields.require("address");
        let address = fields.text("address")?;
        match read(address) {
            Ok(play) => Some(play.record(expires_at(address))),
            Err(code) => {
                fields.refuse_saying(
                    code,
                    "address",
                    if code == "address_malformed" { &MALFORMED } else { &INCOMPLETE },
                );
                None
            }
        }
    })
    .map(Value::from)
}

fn read(address: &str) -> std::result::Result<Play<'_>, &'static str> {
    let parts = split(address);
    if parts.host.is_empty() || address.bytes().any(|byte| byte <= b' ' || byte == 127) {
        return Err("address_malformed");
    }
    let play = match parts.scheme {
        "ezopen" => return ezopen(address, &parts),
        "rtmp" | "rtmps" | "webrtc" => {
            if parts.segments().count() < 2 {
                return Err("address_incomplete");
            }
            Play { protocol: scheme_of(&parts), kind: "live", ..Play::default() }
        }
        "http" | "https" | "ws" | "wss" => by_suffix(&parts),
        _ => return Err("address_malformed"),
    };
    Ok(of_vendor(play, &parts))
}

/// The schemes that are protocols.
fn scheme_of(parts: &Parts<'_>) -> &'static str {
    match parts.scheme {
        "rtmp" => "rtmp",
        "rtmps" => "rtmps",
        _ => "webrtc",
    }
}

/// A file's suffix, its protocol, and whether that is a stream or a film.
struct Suffix(&'static str, &'static str, &'static str);

const SUFFIXES: &[Suffix] = &[
    Suffix("flv", "http-flv", "live"),
    Suffix("m3u8", "hls", "unknown"),
    Suffix("mp4", "mp4", "vod"),
    Suffix("mp3", "mp3", "vod"),
];

fn by_suffix<'a>(parts: &Parts<'a>) -> Play<'a> {
    let (protocol, kind) = match name_and_suffix(parts.segments().last().unwrap_or_default()).1 {
        Some(Suffix(_, "http-flv", kind)) if parts.scheme.starts_with("ws") => ("ws-flv", *kind),
        Some(Suffix(_, protocol, kind)) if parts.scheme.starts_with("http") => (*protocol, *kind),
        _ => ("unknown", "unknown"),
    };
    Play { protocol, kind, ..Play::default() }
}

/// A file's name, and its suffix where that is one we know: a stream's name may have points of its own.
fn name_and_suffix(file: &str) -> (&str, Option<&'static Suffix>) {
    let (name, suffix) = file.rsplit_once('.').unwrap_or((file, ""));
    match SUFFIXES.iter().find(|known| known.0.eq_ignore_ascii_case(suffix)) {
        Some(known) => (name, Some(known)),
        None => (file, None),
    }
}

/// Whose address it is shows by its shape: customers use their own domains.
fn of_vendor<'a>(mut play: Play<'a>, parts: &Parts<'a>) -> Play<'a> {
    let parameter = |name| parts.parameter(name);
    let hashed = parts.segments().zip(parts.segments().skip(1)).any(|(key, time)| hex::is(key, 32) && hex::is(time, 8));
    let ezviz =
        parts.segments().zip(parts.segments().skip(1)).find(|(folder, _)| matches!(*folder, "openlive" | "openpb"));
    if parameter("txSecret").is_some() || parameter("txTime").is_some() {
        play.vendor = "tencent";
        play.kind = "live";
    } else if parameter("t").is_some() && parameter("sign").is_some() {
        let platform = parameter("us").and_then(|us| us.get(us.len().checked_sub(24)?..));
        play.vendor = if platform.is_some_and(|id| hex::is(id, 24)) { "minidrama" } else { "tencent" };
        play.kind = "vod";
    } else if hashed {
        play.vendor = "baijiayun";
        play.kind = "vod";
    } else if parts.path.ends_with("/video/player") && parameter("vid").is_some() {
        return Play { vendor: "baijiayun", protocol: "page", kind: "vod", video_id: parameter("vid"), ..play };
    } else if let Some((folder, name)) = ezviz {
        return openlive(play, folder, name, parts);
    } else {
        play.vendor = "unknown";
    }
    if play.kind == "live" {
        let folders: Vec<&str> = parts.segments().collect();
        play.app = folders.split_last().filter(|(_, app)| !app.is_empty()).map(|(_, app)| app.join("/"));
        play.stream = folders.last().map(|name| name_and_suffix(name).0);
    }
    play
}

/// EZVIZ, seed 002 §2.4.2 and §2.4.7: `/v3/openlive/<serial>_<channel>_<stream>`, `/v3/openpb/…?begin=&end=&rec=`.
fn openlive<'a>(mut play: Play<'a>, folder: &str, name: &'a str, parts: &Parts<'a>) -> Play<'a> {
    play.vendor = "ezviz";
    play.kind = if folder == "openlive" { "live" } else { "playback" };
    let (name, _) = name.split_once('.').unwrap_or((name, ""));
    let mut pieces = name.split('_');
    if let (Some(serial), Some(Ok(channel))) = (pieces.next(), pieces.next().map(str::parse::<u32>)) {
        play.device_serial = Some(serial);
        play.channel_no = Some(f64::from(channel));
        play.quality = match pieces.next() {
            Some("1") => Some("hd"),
            Some("2") => Some("sd"),
            _ => None,
        };
    }
    if play.kind == "playback" {
        play.storage = match parts.parameter("rec") {
            Some("local") => Some("local"),
            Some("cloud") => Some("cloud"),
            _ => None,
        };
        play.begin = parts.parameter("begin");
        play.end = parts.parameter("end");
    }
    play
}

/// `ezopen://[code@]host/serial/channel[.hd].live`, `.rec`, `.cloud.rec` with `?begin=&end=`.
fn ezopen<'a>(address: &'a str, parts: &Parts<'a>) -> std::result::Result<Play<'a>, &'static str> {
    let mut segments = parts.segments();
    let (Some(serial), Some(last)) = (segments.next(), segments.next()) else {
        return Err("address_incomplete");
    };
    let mut words = last.split('.');
    let channel = words.next().and_then(|channel| channel.parse::<u32>().ok()).ok_or("address_malformed")?;
    let mut play = Play {
        vendor: "ezviz",
        protocol: "ezopen",
        device_serial: Some(serial),
        channel_no: Some(f64::from(channel)),
        ..Play::default()
    };
    for word in words {
        match word {
            "hd" => play.quality = Some("hd"),
            "cloud" => play.storage = Some("cloud"),
            "local" => play.storage = Some("local"),
            "live" => play.kind = "live",
            "rec" => play.kind = "playback",
            _ => return Err("address_malformed"),
        }
    }
    match play.kind {
        "live" => play.quality = play.quality.or(Some("sd")),
        "playback" => {
            play.storage = play.storage.or(Some("local"));
            play.begin = parts.parameter("begin");
            play.end = parts.parameter("end");
        }
        _ => return Err("address_incomplete"),
    }
    if segments.next().is_some() {
        return Err("address_malformed");
    }
    // Base64 may hold slashes; an @ of the query is none of the code's.
    let (before, _) = address.split_once('?').unwrap_or((address, ""));
    play.verify_code =
        before.rsplit_once('@').and_then(|(code, _)| code.get("ezopen://".len()..)).filter(|code| !code.is_empty());
    Ok(play)
}

impl Play<'_> {
    fn record(self, expires_at: Option<f64>) -> Record {
        let mut playable = Record::default();
        playable
            .set("livePlayer", matches!(self.protocol, "rtmp" | "http-flv"))
            .set("video", matches!(self.protocol, "http-flv" | "ws-flv" | "hls" | "mp4" | "mp3"));
        let mut record = Record::default();
        record
            .set("vendor", self.vendor)
            .set("protocol", self.protocol)
            .set("kind", self.kind)
            .set("expiresAt", expires_at)
            .copy_some("deviceSerial", self.device_serial)
            .set_some("channelNo", self.channel_no)
            .set_some("quality", self.quality)
            .set_some("storage", self.storage)
            .copy_some("verifyCode", self.verify_code)
            .copy_some("begin", self.begin)
            .copy_some("end", self.end)
            .set_some("app", self.app)
            .copy_some("stream", self.stream)
            .copy_some("videoId", self.video_id)
            .set("playableIn", playable);
        record
    }
}
