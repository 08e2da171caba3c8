//! The requests: every API with its path and its parameters, ours and the vendor's.

use super::DIRECTIONS;
use super::device::{self, Device, IDENTITY, Params, Takes};
use crate::data::calendar::{self, DAY, DAY_SECONDS, MOMENT, ORDER};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};
use crate::vendors::extra;

/// Names of ours and what the vendor calls them.
pub(super) type Choice = &'static [(&'static str, &'static str)];

/// What a parameter may be.
enum Kind {
    /// Not for the caller to say.
    Fixed,
    Choice(Choice),
    Whole(i64, i64),
    Flag,
    Text,
    Moment,
    Speed,
}

/// What is sent for a parameter that is not given.
enum Else {
    Refuse,
    Nothing,
    Send(&'static str),
}

/// A parameter: our name, the vendor's, what it may be, and what if it is not there.
struct Param(&'static str, &'static str, Kind, Else);

/// An API: our name, the tail of its path, what of the device it takes, its parameters.
struct Api(&'static str, &'static str, Takes, &'static [Param]);

use Else::{Nothing, Refuse, Send};
use Kind::{Fixed, Flag, Moment, Speed, Whole};

const LIVE_PROTOCOLS: Choice = &[("rtmp", "3"), ("ezopen", "1"), ("hls", "2"), ("flv", "4"), ("llhls", "5")];
/// A recording is not played over HLS.
const PLAYBACK_PROTOCOLS: Choice = &[("rtmp", "3"), ("ezopen", "1"), ("flv", "4"), ("llhls", "5")];
const FLV: &str = "4";
const CLOUD: &str = "3";
const SPEEDS: &[(f64, &str)] =
    &[(-1.0, "-1"), (0.5, "0.5"), (1.0, "1"), (2.0, "2"), (4.0, "4"), (8.0, "8"), (16.0, "16")];
/// 30 seconds to 720 days.
const EXPIRE_TIME: Kind = Whole(30, 62_208_000);
const LARGE: i64 = 1_000_000_000;
const DIRECTION: Kind = Kind::Choice(DIRECTIONS);
const INDEX: &[Param] = &[Param("index", "index", Whole(1, 256), Refuse)];

#[rustfmt::skip]
const APIS: &[Api] = &[
    Api("device_list", "device/list", Takes::Token, &[
        Param("pageStart", "pageStart", Whole(0, LARGE), Nothing),
        Param("pageSize",  "pageSize",  Whole(1, 50),    Nothing),
    ]),
    Api("device_info",     "device/info",     Takes::Channel, &[]),
    Api("device_capacity", "device/capacity", Takes::Serial,  &[]),
    Api("live_address", "v2/live/address/get", Takes::Channel, &[
        Param("protocol",    "protocol",    Kind::Choice(LIVE_PROTOCOLS),               Send("3")),
        Param("",            "type",        Fixed,                                      Send("1")),
        Param("quality",     "quality",     Kind::Choice(&[("hd", "1"), ("sd", "2")]),  Nothing),
        Param("expireTime",  "expireTime",  EXPIRE_TIME,                                Nothing),
        Param("verifyCode",  "code",        Kind::Text,                                 Nothing),
        Param("supportH265", "supportH265", Flag,                                       Nothing),
    ]),
    Api("playback_address", "v2/live/address/get", Takes::Channel, &[
        Param("protocol",      "protocol",      Kind::Choice(PLAYBACK_PROTOCOLS),             Send("3")),
        Param("storage",       "type",          Kind::Choice(&[("local", "2"), ("cloud", CLOUD)]), Refuse),
        Param("startTime",     "startTime",     Moment,                                       Refuse),
        Param("stopTime",      "stopTime",      Moment,                                       Refuse),
        Param("expireTime",    "expireTime",    EXPIRE_TIME,                                  Nothing),
        Param("verifyCode",    "code",          Kind::Text,                                   Nothing),
        Param("playbackSpeed", "playbackSpeed", Speed,                                        Nothing),
    ]),
    Api("video_by_time", "video/by/time", Takes::Channel, &[
        Param("storage", "recType", Kind::Choice(&[("cloud", "1"), ("local", "2")]), Nothing),
    ]),
    Api("ptz_start", "device/ptz/start", Takes::Channel, &[
        Param("direction", "direction", DIRECTION,   Refuse),
        Param("speed",     "speed",     Whole(0, 2), Send("1")),
    ]),
    Api("ptz_stop", "device/ptz/stop", Takes::Channel, &[
        Param("direction", "direction", DIRECTION, Nothing),
    ]),
    Api("ptz_mirror", "device/ptz/mirror", Takes::Channel, &[
        Param("command", "command", Kind::Choice(&[("top_bottom", "0"), ("left_right", "1"), ("center", "2")]), Refuse),
    ]),
    Api("preset_add",   "device/preset/add",   Takes::Channel, &[]),
    Api("preset_move",  "device/preset/move",  Takes::Channel, INDEX),
    Api("preset_clear", "device/preset/clear", Takes::Channel, INDEX),
    Api("privacy_get", "device/scene/switch/status", Takes::Serial, &[]),
    Api("privacy_set", "device/scene/switch/set", Takes::AnyChannel, &[
        Param("enable", "enable", Flag, Refuse),
    ]),
    Api("voice_list", "voice/query", Takes::Token, &[
        Param("pageStart", "pageStart", Whole(0, LARGE), Nothing),
        Param("pageSize",  "pageSize",  Whole(1, 50),    Nothing),
    ]),
    Api("voice_send", "voice/send", Takes::Channel, &[
        Param("fileUrl", "fileUrl", Kind::Text, Refuse),
    ]),
];

static ONE_DAY: Text = Text::fixed(
    "云存储录像的起止时间须在同一天，请用 playbackSpans 拆分",
    "must be on the day of startTime for a recording in the cloud: playbackSpans splits it",
);
static ONLY_FLV: Text = Text::fixed("只在 protocol 为 flv 时可用", "goes with protocol flv only");
static MILLISECONDS: Text = Text::fixed("应为毫秒时间戳", "must be in milliseconds");
static DAY_OR_TIMES: Text = Text::fixed("与 day 不能同时给出", "does not go with day");

/// The request of an API.
pub(super) fn request(api: &Value, device: &Value, params: &Value) -> Result<Answer> {
    fields::answer(&[("api", api), ("device", device), ("params", params)], &mut |fields| {
        fields.require("api");
        let name = fields.text("api");
        let known = APIS.iter().find(|known| Some(known.0) == name);
        if name.is_some() && known.is_none() {
            fields.refuse("not_allowed", "api");
        }
        // Without an API the device is still checked: nearly all are told of a channel.
        let Api(api, path, takes, table) = known.unwrap_or(&Api("", "", Takes::Channel, &[]));
        let mut device = device::read(fields, *takes);
        let data = &mut device.params;
        fields.argument("params", &mut |fields| {
            for param in *table {
                if let Some(value) = value_of(fields, param) {
                    data.push((param.1.into(), value));
                }
            }
            match *api {
                "playback_address" => check_playback(fields, data),
                "video_by_time" => add_times(fields, data),
                _ => {}
            }
            let of_times = |name: &str| *api == "video_by_time" && TIMES.contains(&name);
            let known = |name: &str| {
                IDENTITY.contains(&name)
                    || table.iter().any(|param| param.0 == name || param.1 == name)
                    || of_times(name)
            };
            let extra = fields.raw("extra");
            for (name, value) in extra::form(extra, &known, &mut |code, name| fields.refuse(code, name)) {
                data.push((name.to_owned().into(), value));
            }
            if !api.is_empty() {
                fields.refuse_unknown();
            }
        });
        Some(post(device, path))
    })
}

/// The name of an API as the table has it.
pub(super) fn name_of(api: &Value) -> Option<&'static str> {
    let Value::Text(name) = api else { return None };
    APIS.iter().map(|api| api.0).find(|known| known == name)
}

/// A request as wx.request takes it.
pub(super) fn post(device: Device, path: &str) -> Answer {
    let mut header = Record::default();
    header.set("content-type", "application/x-www-form-urlencoded");
    let mut request = Record::default();
    request
        .set("url", device.address(path))
        .set("method", "POST")
        .set("header", header)
        .set("data", device::record(device.params));
    request.into()
}

/// What to send for a parameter, if anything.
fn value_of(fields: &mut Fields<'_>, param: &Param) -> Option<String> {
    let Param(name, _, kind, otherwise) = param;
    if matches!(kind, Fixed) || !fields.has(name) {
        return match otherwise {
            Nothing => None,
            Send(text) => Some((*text).to_owned()),
            Refuse => {
                fields.require(name);
                None
            }
        };
    }
    match kind {
        Fixed => None,
        Kind::Choice(choice) => fields.choice(name, choice).map(|(_, theirs)| theirs.to_owned()),
        Whole(min, max) => fields.integer(name, *min, *max).map(digits::write),
        Flag => fields.boolean(name).map(|on| if on { "1" } else { "0" }.to_owned()),
        Kind::Text => fields.text(name).map(str::to_owned),
        Moment => calendar::field(fields, name, MOMENT).map(|(text, _)| text.to_owned()),
        Speed => {
            let speed = fields.finite(name)?;
            let known = SPEEDS.iter().find(|(known, _)| *known == speed);
            if known.is_none() {
                fields.refuse("not_allowed", name);
            }
            known.map(|(_, text)| (*text).to_owned())
        }
    }
}

/// What is sent under a name of the vendor's.
fn sent<'a>(data: &'a Params, name: &str) -> &'a str {
    data.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

fn check_playback(fields: &mut Fields<'_>, data: &Params) {
    let (start, stop) = (sent(data, "startTime"), sent(data, "stopTime"));
    if !start.is_empty() && !stop.is_empty() {
        if stop <= start {
            fields.refuse_saying("out_of_range", "stopTime", &ORDER);
        } else if sent(data, "type") == CLOUD && stop.get(..DAY.len()) != start.get(..DAY.len()) {
            fields.refuse_saying("out_of_range", "stopTime", &ONE_DAY);
        }
    }
    // Where one of the two was refused, nothing can be said of both.
    if !sent(data, "playbackSpeed").is_empty() && !matches!(sent(data, "protocol"), "" | FLV) {
        fields.refuse_saying("not_allowed", "playbackSpeed", &ONLY_FLV);
    }
}

/// The parameters of `video_by_time` that its table does not have.
const TIMES: &[&str] = &["day", "utcOffsetMinutes", "startTime", "endTime"];

/// A day on the device's clock, or what lies between two moments.
fn add_times(fields: &mut Fields<'_>, data: &mut Params) {
    let (start, end) = (fields.has("startTime"), fields.has("endTime"));
    let offset = calendar::offset(fields);
    let times = if fields.has("day") {
        for (name, there) in [("startTime", start), ("endTime", end)] {
            if there {
                fields.refuse_saying("not_allowed", name, &DAY_OR_TIMES);
            }
        }
        calendar::field(fields, "day", DAY).map(|(_, day)| {
            let begin = day - offset;
            (begin * 1000, (begin + DAY_SECONDS - 1) * 1000)
        })
    } else if start || end {
        let (start, end) = (milliseconds(fields, "startTime"), milliseconds(fields, "endTime"));
        if let (Some(start), Some(end)) = (start, end)
            && end <= start
        {
            fields.refuse_saying("out_of_range", "endTime", &ORDER);
        }
        start.zip(end)
    } else {
        fields.require("day");
        None
    };
    if let Some((start, end)) = times {
        data.push(("startTime".into(), digits::write(start)));
        data.push(("endTime".into(), digits::write(end)));
    }
}

/// A moment in milliseconds: what is smaller would be seconds.
fn milliseconds(fields: &mut Fields<'_>, name: &'static str) -> Option<i64> {
    fields.require(name);
    let moment = fields.id(name)?;
    if !(100_000_000_000..=100_000_000_000_000).contains(&moment) {
        fields.refuse_saying("out_of_range", name, &MILLISECONDS);
        return None;
    }
    Some(moment as i64)
}
