//! What a play address says: whose it is, what it plays, and what can play it.

use super::expiry::expiry_of;
use super::{Parts, is_host, known, split};
use crate::data::issue::Result;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};
use crate::data::{ascii, digits, fields, hex};

static MALFORMED: Text = Text::fixed("不是播放地址", "is no play address");
static INCOMPLETE: Text = Text::fixed("播放地址不完整", "is only a part of a play address");

/// What a play address says. The names are those of the public API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayAddress<'a> {
    /// `ezviz`, `tencent`, `baijiayun`, `minidrama` or `unknown`.
    pub vendor: &'static str,
    /// `ezopen`, `rtmp`, `rtmps`, `http-flv`, `ws-flv`, `hls`, `webrtc`, `mp4`, `mp3`, `page` or `unknown`.
    pub protocol: &'static str,
    /// `live`, `playback`, `vod` or `unknown`.
    pub kind: &'static str,
    /// When it runs out, Unix seconds; `None` when it does not say.
    pub expires_at: Option<f64>,
    /// EZVIZ: the device.
    pub device_serial: Option<&'a str>,
    /// EZVIZ: the device's channel.
    pub channel_no: Option<u32>,
    /// EZVIZ: `hd` or `sd`.
    pub quality: Option<&'static str>,
    /// EZVIZ: where the recording is, `local` or `cloud`.
    pub storage: Option<&'static str>,
    /// EZVIZ: the code that decrypts the video. It is a secret.
    pub verify_code: Option<&'a str>,
    /// EZVIZ: the beginning of the playback, yyyyMMddHHmmss on the device's clock.
    pub begin: Option<&'a str>,
    /// EZVIZ: the end of the playback, likewise.
    pub end: Option<&'a str>,
    /// A live stream's application: the path before the stream.
    pub app: Option<&'a str>,
    /// A live stream's name: the last segment of the path without its suffix.
    pub stream: Option<&'a str>,
    /// Baijiayun: the video that the page plays.
    pub video_id: Option<&'a str>,
}

/// Why a text is no play address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnAddress {
    /// It is none at all: `address_malformed`.
    Malformed,
    /// It is only a part of one: `address_incomplete`.
    Incomplete,
}

use NotAnAddress::{Incomplete, Malformed};

/// Reads the argument of `parsePlayAddress`.
pub(super) fn parse_play_address(address: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("address", address)], &mut |fields| {
        fields.require("address");
        let (code, message) = match parse(fields.text("address")?) {
            Ok(address) => return Some((&address).into()),
            Err(Malformed) => ("address_malformed", &MALFORMED),
            Err(Incomplete) => ("address_incomplete", &INCOMPLETE),
        };
        fields.refuse_saying(code, "address", message);
        None
    })
}

/// What a play address says: whose it is, what it plays, when it runs out.
pub fn parse(address: &str) -> std::result::Result<PlayAddress<'_>, NotAnAddress> {
    let parts = split(address);
    let mut play = PlayAddress::default();
    read(address, &parts, &mut play)?;
    play.expires_at = expiry_of(&parts);
    Ok(play)
}

// Here and below the address is filled in where it lies: moving it costs the wasm a copy each time.
fn read<'a>(address: &'a str, parts: &Parts<'a>, play: &mut PlayAddress<'a>) -> std::result::Result<(), NotAnAddress> {
    let named = !matches!(parts.host.as_bytes(), [] | [b':', ..]);
    if !named || !is_host(parts.host) || address.bytes().any(|byte| byte <= b' ' || byte == 127) {
        return Err(Malformed);
    }
    match parts.scheme {
        "ezopen" => return ezopen(address, parts, play),
        "rtmp" | "rtmps" | "webrtc" => {
            if parts.segments().count() < 2 {
                return Err(Incomplete);
            }
            play.protocol = known(parts.scheme).unwrap_or_default();
            play.kind = "live";
        }
        "http" | "https" | "ws" | "wss" => (play.protocol, play.kind) = by_suffix(parts),
        _ => return Err(Malformed),
    }
    of_vendor(play, parts);
    Ok(())
}

/// A file's suffix, the protocol that it tells, and the kind.
struct Suffix(&'static str, &'static str, &'static str);

const SUFFIXES: &[Suffix] = &[
    Suffix("flv", "http-flv", "live"),
    Suffix("m3u8", "hls", "unknown"),
    Suffix("mp4", "mp4", "vod"),
    Suffix("mp3", "mp3", "vod"),
];

/// The protocol and the kind by the file's suffix.
fn by_suffix(parts: &Parts<'_>) -> (&'static str, &'static str) {
    match name_and_suffix(parts.file()).1 {
        Some(Suffix(_, "http-flv", kind)) if parts.scheme.starts_with("ws") => ("ws-flv", *kind),
        Some(Suffix(_, protocol, kind)) if parts.scheme.starts_with("http") => (*protocol, *kind),
        _ => ("unknown", "unknown"),
    }
}

/// A file's name, and its suffix where it is a known one: the name of a stream may hold points.
fn name_and_suffix(file: &str) -> (&str, Option<&'static Suffix>) {
    let (name, suffix) = ascii::rsplit_once(file, b'.').unwrap_or((file, ""));
    match SUFFIXES.iter().find(|known| known.0.eq_ignore_ascii_case(suffix)) {
        Some(known) => (name, Some(known)),
        None => (file, None),
    }
}

/// Tells the vendor by the address's shape: customers use their own domains.
fn of_vendor<'a>(play: &mut PlayAddress<'a>, parts: &Parts<'a>) {
    let parameter = |name| parts.parameter(name);
    let signed_as_baijiayun = matches!(parts.path_signature(), Some((_, Some(_))));
    let mut segments = parts.segments();
    let folder = segments.find(|folder| matches!(*folder, "openlive" | "openpb"));
    // LL-HLS has a folder of its own between.
    let ezviz = folder.zip(segments.find(|name| *name != "llhls"));
    if parameter("txSecret").is_some() || parameter("txTime").is_some() {
        play.vendor = "tencent";
        play.kind = "live";
    } else if parameter("t").is_some() && parameter("sign").is_some() {
        play.vendor = match parameter("us") {
            Some(us) if of_platform(us) => "minidrama",
            None if signed_as_baijiayun || parameter("uuid").or(parameter("fid")).is_some() => "baijiayun",
            _ => "tencent",
        };
        play.kind = "vod";
    } else if signed_as_baijiayun {
        play.vendor = "baijiayun";
        play.kind = "vod";
    } else if parts.path.ends_with("/video/player") && parameter("vid").is_some() {
        play.vendor = "baijiayun";
        play.protocol = "page";
        play.kind = "vod";
        play.video_id = parameter("vid");
    } else if let Some((folder, name)) = ezviz {
        return openlive(play, folder, name, parts);
    } else {
        play.vendor = "unknown";
    }
    if play.kind == "live" {
        let path = ascii::trim(parts.path, b'/');
        let (app, name) = ascii::rsplit_once(path, b'/').unwrap_or(("", path));
        play.app = Some(app).filter(|app| !app.is_empty());
        play.stream = Some(name_and_suffix(name).0).filter(|name| !name.is_empty());
    }
}

/// WeChat adds 24 hexadecimal digits to the caller's mark, after a hyphen where there is one.
fn of_platform(us: &str) -> bool {
    let id = ascii::rsplit_once(us, b'-').map_or(us, |(_, id)| id);
    hex::is(id, 24)
}

/// EZVIZ: `/v3/openlive/[llhls/]<serial>_<channel>_<stream>`, `/v3/openpb/…?begin=&end=&rec=`.
fn openlive<'a>(play: &mut PlayAddress<'a>, folder: &str, name: &'a str, parts: &Parts<'a>) {
    play.vendor = "ezviz";
    play.kind = if folder == "openlive" { "live" } else { "playback" };
    let (name, _) = ascii::split_once(name, b'.').unwrap_or((name, ""));
    // A serial number may hold an underscore.
    let (device, stream) = ascii::rsplit_once(name, b'_').unwrap_or((name, ""));
    let numbered = |(serial, channel): (&'a str, &str)| Some((serial, digits::count(channel)?));
    if let Some((serial, channel)) = ascii::rsplit_once(device, b'_').and_then(numbered) {
        play.device_serial = Some(serial);
        play.channel_no = Some(channel);
        play.quality = match stream {
            "1" => Some("hd"),
            "2" => Some("sd"),
            _ => None,
        };
    } else if let Some((serial, channel)) = numbered((device, stream)) {
        play.device_serial = Some(serial);
        play.channel_no = Some(channel);
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
}

/// `ezopen://[code@]host/serial/channel[.hd].live`, `.rec`, `.cloud.rec` with `?begin=&end=`.
fn ezopen<'a>(
    address: &'a str,
    parts: &Parts<'a>,
    play: &mut PlayAddress<'a>,
) -> std::result::Result<(), NotAnAddress> {
    let mut segments = parts.segments();
    let (Some(serial), Some(last)) = (segments.next(), segments.next()) else {
        return Err(Incomplete);
    };
    let mut words = ascii::split(last, b'.');
    let channel = words.next().and_then(digits::count).ok_or(Malformed)?;
    play.vendor = "ezviz";
    play.protocol = "ezopen";
    play.device_serial = Some(serial);
    play.channel_no = Some(channel);
    for word in words {
        match word {
            "hd" => play.quality = Some("hd"),
            "cloud" => play.storage = Some("cloud"),
            "local" => play.storage = Some("local"),
            "live" if play.kind.is_empty() => play.kind = "live",
            "rec" if play.kind.is_empty() => play.kind = "playback",
            _ => return Err(Malformed),
        }
    }
    match play.kind {
        "live" => play.quality = play.quality.or(Some("sd")),
        "playback" => {
            play.storage = play.storage.or(Some("local"));
            play.begin = parts.parameter("begin");
            play.end = parts.parameter("end");
        }
        _ => return Err(Incomplete),
    }
    if segments.next().is_some() {
        return Err(Malformed);
    }
    // The code may be base64 with slashes in it. An @ of the query does not end it.
    let (before, _) = ascii::split_once(address, b'?').unwrap_or((address, ""));
    play.verify_code = ascii::rsplit_once(before, b'@')
        .and_then(|(code, _)| code.get("ezopen://".len()..))
        .filter(|code| !code.is_empty());
    Ok(())
}

impl From<&PlayAddress<'_>> for Answer {
    fn from(address: &PlayAddress<'_>) -> Self {
        let mut playable = Record::default();
        playable
            .set("livePlayer", matches!(address.protocol, "rtmp" | "http-flv"))
            .set("video", matches!(address.protocol, "http-flv" | "ws-flv" | "hls" | "mp4" | "mp3"));
        let mut record = Record::default();
        record
            .set("vendor", address.vendor)
            .set("protocol", address.protocol)
            .set("kind", address.kind)
            .set("expiresAt", address.expires_at)
            .copy_some("deviceSerial", address.device_serial)
            .set_some("channelNo", address.channel_no.map(f64::from))
            .set_some("quality", address.quality)
            .set_some("storage", address.storage)
            .copy_some("verifyCode", address.verify_code)
            .copy_some("begin", address.begin)
            .copy_some("end", address.end)
            .copy_some("app", address.app)
            .copy_some("stream", address.stream)
            .copy_some("videoId", address.video_id)
            .set("playableIn", playable);
        record.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_each_kind() {
        assert_eq!(
            parse("ezopen://CODE@open.ys7.com/C78957921/2.hd.cloud.rec?begin=20201116110105&end=20201116110223"),
            Ok(PlayAddress {
                vendor: "ezviz",
                protocol: "ezopen",
                kind: "playback",
                device_serial: Some("C78957921"),
                channel_no: Some(2),
                quality: Some("hd"),
                storage: Some("cloud"),
                verify_code: Some("CODE"),
                begin: Some("20201116110105"),
                end: Some("20201116110223"),
                ..PlayAddress::default()
            })
        );
        assert_eq!(
            parse("https://play.example.com/live/a/test.flv?txSecret=f8&txTime=5C271099"),
            Ok(PlayAddress {
                vendor: "tencent",
                protocol: "http-flv",
                kind: "live",
                expires_at: Some(1_546_064_025.0),
                app: Some("live/a"),
                stream: Some("test"),
                ..PlayAddress::default()
            })
        );
        assert_eq!(parse("rtmp://a.b/live"), Err(NotAnAddress::Incomplete));
        assert_eq!(parse("a.b/live/one"), Err(NotAnAddress::Malformed));
    }
}
