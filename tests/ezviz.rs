//! EZVIZ: the vectors and the oracles, and what holds for any recordings and any page link.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{data, json, random_cases, value};
use playward::boundary::names;
use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use playward::data::object::Object;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn call(function: &str, arguments: &[Json]) -> Result<Json, Error> {
    let arguments: Vec<_> = arguments.iter().map(value).collect();
    names::call(&["ezviz.", function].concat(), Arguments(&arguments)).map(|answer| json(&answer))
}

fn issues(error: &Error) -> Json {
    assert_eq!(error.code, "invalid_params");
    assert!(!error.to_string().contains("SECRET"), "{error}");
    error.issues.iter().map(|issue| json!([issue.code, issue.field])).collect()
}

fn cases(section: &str) -> Vec<Json> {
    data("ezviz.json")[section].as_array().unwrap().clone()
}

fn oracles(area: &str) -> Vec<Json> {
    let all = data("ezviz-oracles.json");
    all["oracles"].as_array().unwrap().iter().filter(|oracle| oracle["area"] == area).cloned().collect()
}

fn check_call(case: &Json) {
    match call(case["call"].as_str().unwrap(), case["arguments"].as_array().unwrap()) {
        Ok(answer) => assert_eq!(answer, case["returns"], "{case}"),
        Err(error) => assert_eq!(issues(&error), case["throws"], "{case}"),
    }
}

#[test]
fn requests() {
    let device = &data("ezviz.json")["device"];
    for case in cases("requests") {
        let device = case.get("device").unwrap_or(device).clone();
        match call("request", &[case["api"].clone(), device, case["params"].clone()]) {
            Ok(request) => {
                let url = match (&case["url"], &case["path"]) {
                    (Json::String(url), _) => url.clone(),
                    (_, Json::String(path)) => format!("https://open.ys7.com/api/lapp/{path}"),
                    _ => panic!("not refused: {case}"),
                };
                let expected = json!({
                    "url": url,
                    "method": "POST",
                    "header": { "content-type": "application/x-www-form-urlencoded" },
                    "data": case["data"],
                });
                assert_eq!(request, expected, "{case}");
            }
            Err(error) => assert_eq!(issues(&error), case["throws"], "{case}"),
        }
    }
}

#[test]
fn answers() {
    for case in cases("answers") {
        match call("interpret", &[case["api"].clone(), case["body"].clone()]) {
            Ok(answer) => {
                let outcome = &answer["outcome"];
                assert_eq!(outcome["class"], case["class"], "{case}");
                assert_eq!(outcome["ok"], case["class"] == "ok", "{case}");
                assert_eq!(answer["data"], case["data"], "{case}");
                let said = case["body"].get("msg").filter(|said| *said != "").unwrap_or(&Json::Null);
                assert_eq!(&outcome["vendorMessage"], case.get("vendorMessage").unwrap_or(said), "{case}");
                for field in ["code", "retry", "message"] {
                    if let Some(expected) = case.get(field) {
                        assert_eq!(&outcome[field], expected, "{case}");
                    }
                }
            }
            Err(error) => assert_eq!(issues(&error), case["throws"], "{case}"),
        }
    }
}

#[test]
fn calls() {
    cases("calls").iter().for_each(check_call);
}

#[cfg(feature = "server")]
#[test]
fn server_calls() {
    cases("server").iter().for_each(check_call);
}

#[test]
fn answers_as_the_oracles_say() {
    for oracle in oracles("api.response") {
        let (input, expected) = (&oracle["input"], &oracle["expected"]);
        let api = if input["api"] == "device/info" { "device_info" } else { "live_address" };
        let answer = call("interpret", &[json!(api), json!({ "code": input["code"] })]).unwrap();
        assert_eq!(answer["outcome"]["class"], expected["class"], "{oracle}");
        let retry = match &expected["retry"] {
            Json::String(_) => "after_token_refresh",
            _ => "never",
        };
        assert_eq!(answer["outcome"]["retry"], retry, "{oracle}");
        let message = answer["outcome"]["message"]["zh"].as_str().unwrap().replace(' ', "");
        assert!(message.starts_with(expected["message"].as_str().unwrap()), "{oracle}");
    }
}

#[test]
fn addresses_as_the_oracles_say() {
    for oracle in oracles("address") {
        let (input, expected) = (&oracle["input"], &oracle["expected"]);
        if let Some(build) = input.get("build") {
            let spec = json!({
                "deviceSerial": build["serial"], "channelNo": build["channel"], "verifyCode": build["code"],
                "kind": "playback", "storage": build["source"], "begin": build["begin"], "end": build["end"],
            });
            assert_eq!(call("ezopenAddress", &[spec]).unwrap(), expected["url"]);
        }
        if let Some(request) = input.get("request") {
            let spans =
                call("playbackSpans", &[json!("cloud"), request["startTime"].clone(), request["stopTime"].clone()]);
            let spans: Json = spans
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|span| json!([span["startTime"], span["stopTime"]]))
                .collect();
            assert_eq!(spans, expected["split_into"]);
        }
    }
}

#[test]
fn capabilities_as_the_oracles_say() {
    for oracle in oracles("capability") {
        let answer = call("capabilities", &[oracle["input"].clone()]).unwrap();
        for (name, expected) in oracle["expected"].as_object().unwrap() {
            match name.as_str() {
                "talk" => assert_eq!(answer["talk"], expected.as_str().unwrap().replace(' ', "_"), "{oracle}"),
                "mirror" => assert_eq!(answer["mirror"], json!([]), "{oracle}"),
                _ => assert_eq!(&answer[name], expected, "{oracle}"),
            }
        }
    }
    for oracle in oracles("ptz.mirror") {
        let answer = call("capabilities", &[oracle["input"]["capability"].clone()]).unwrap();
        let device = data("ezviz.json")["device"].clone();
        let command = |mirror: &Json| {
            let request =
                call("request", &[json!("ptz_mirror"), device.clone(), json!({ "command": mirror })]).unwrap();
            json!(request["data"]["command"].as_str().unwrap().parse::<i64>().unwrap())
        };
        let commands: Json = answer["mirror"].as_array().unwrap().iter().map(command).collect();
        assert_eq!(commands, oracle["expected"]["allowed_commands"]);
    }
}

/// A day's recordings, asked by the names of their methods.
struct Timeline(Box<dyn Object>);

impl Timeline {
    fn open(day: &Json, files: &Json, options: &Json) -> Result<Self, Error> {
        names::open("ezviz.Timeline", Arguments(&[value(day), value(files), value(options)])).map(Self)
    }

    fn ask(&mut self, method: &str, time: &Json) -> Json {
        json(&self.0.call(method, Arguments(&[value(time)])).unwrap())
    }

    fn segments(&mut self) -> Vec<[String; 2]> {
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        let segments = self.ask("segments", &Json::Null);
        segments.as_array().unwrap().iter().map(|segment| [text(&segment["start"]), text(&segment["end"])]).collect()
    }
}

#[test]
fn timelines() {
    for case in cases("timelines") {
        match Timeline::open(&case["day"], &case["files"], &case["options"]) {
            Ok(mut timeline) => {
                assert_eq!(json!(timeline.segments()), case["segments"], "{case}");
                for method in ["at", "next"] {
                    for (time, expected) in case[method].as_object().into_iter().flatten() {
                        assert_eq!(&timeline.ask(method, &json!(time)), expected, "{method} {time}: {case}");
                    }
                }
            }
            Err(error) => assert_eq!(issues(&error), case["throws"], "{case}"),
        }
    }
}

#[test]
fn timelines_as_the_oracles_say() {
    let files = cases("timelines")[1]["files"].clone();
    let mut timeline = Timeline::open(&json!("2020-11-16"), &files, &Json::Null).unwrap();
    for oracle in oracles("playback") {
        let expected = &oracle["expected"];
        if let Some(time) = expected.get("at") {
            let segment = timeline.ask("at", time);
            assert_eq!(json!([segment["start"], segment["end"]]), expected["play"], "{oracle}");
            if let Some(then) = expected.get("then") {
                assert_eq!(&timeline.ask("next", &segment["end"])["start"], then, "{oracle}");
            }
        } else {
            let local = |moment: &Json| moment.as_str().unwrap().replace('T', " ").replace("+08:00", "");
            let files: Json = oracle["input"]["files_ms"]
                .as_array()
                .unwrap()
                .iter()
                .map(|file| json!({ "startTime": local(&file[0]), "endTime": local(&file[1]) }))
                .collect();
            let mut segments = Timeline::open(&oracle["input"]["day"], &files, &Json::Null).unwrap().segments();
            segments.reverse();
            assert_eq!(json!(segments), expected["segments_newest_first"], "{oracle}");
        }
    }
}

/// A day that is played, from the vectors' day, files and options.
fn playback(case: &Json) -> Result<Box<dyn Object>, Error> {
    let segments = Timeline::open(&case["day"], &case["files"], &Json::Null).unwrap().ask("segments", &Json::Null);
    names::open("ezviz.Playback", Arguments(&[value(&case["day"]), value(&segments), value(&case["options"])]))
}

#[test]
fn playbacks() {
    for case in cases("playbacks") {
        let mut playback = match playback(&case) {
            Ok(playback) => playback,
            Err(error) => {
                assert_eq!(issues(&error), case["throws"], "{case}");
                continue;
            }
        };
        for step in case["steps"].as_array().unwrap_or_else(|| panic!("not refused: {case}")) {
            let given: Vec<_> = step[1].as_array().unwrap().iter().map(value).collect();
            match playback.call(step[0].as_str().unwrap(), Arguments(&given)) {
                Ok(answer) => assert_eq!(json(&answer), step[2], "{step}: {case}"),
                Err(error) => assert_eq!(issues(&error), step[2]["throws"], "{step}: {case}"),
            }
        }
    }
}

#[test]
fn a_bad_time_is_refused() {
    let mut timeline = Timeline::open(&json!("2020-11-16"), &json!([]), &Json::Null).unwrap();
    for (time, code) in [
        (json!("24:00:00"), "bad_format"),
        (json!("8:00"), "bad_format"),
        (json!(8), "wrong_type"),
        (Json::Null, "missing_field"),
    ] {
        for (method, field) in [("at", "time"), ("next", "end")] {
            let error = timeline.0.call(method, Arguments(&[value(&time)])).unwrap_err();
            assert_eq!(issues(&error), json!([[code, field]]), "{method}({time})");
        }
    }
}

/// A step of the camera as the vectors write it.
fn written(step: &Json, device: &Json) -> Json {
    let mut line = step.as_object().unwrap().clone();
    if let Some(Json::Object(answer)) = line.remove("answer") {
        let outcome = &answer["outcome"];
        let told = json!({ "code": outcome["code"], "class": outcome["class"], "retry": outcome["retry"], "data": answer["data"] });
        line.insert("answer".to_owned(), told);
    }
    if let Some(stop) = line.remove("stop") {
        line.insert("stop".to_owned(), written(&stop, device));
    }
    for (kind, fields, name) in [("request", "data", "asks"), ("upload", "formData", "uploads")] {
        let Some(sent) = line.remove(kind) else { continue };
        let mut params = sent[fields].as_object().unwrap().clone();
        assert_eq!(params.remove("deviceSerial").unwrap(), device["deviceSerial"]);
        assert_eq!(params.remove("channelNo").unwrap(), device["channelNo"].to_string());
        let path = sent["url"].as_str().unwrap().replace("https://open.ys7.com/api/lapp/", "");
        line.insert(name.to_owned(), json!(path));
        line.insert("token".to_owned(), params.remove("accessToken").unwrap());
        line.insert("params".to_owned(), Json::Object(params));
    }
    Json::Object(line)
}

#[test]
fn what_a_camera_asks_next() {
    let vectors = data("ezviz-camera.json");
    for case in vectors["cases"].as_array().unwrap() {
        let device = &vectors["device"];
        let mut camera = names::open("ezviz.Camera", Arguments(&[value(device)])).unwrap();
        for step in case["steps"].as_array().unwrap() {
            let given: Vec<_> = step[1].as_array().unwrap().iter().map(value).collect();
            let next = match camera.call(step[0].as_str().unwrap(), Arguments(&given)) {
                Ok(next) => written(&json(&next), device),
                Err(error) => json!({ "throws": issues(&error) }),
            };
            assert_eq!(next, step[2], "{step}: {}", case["name"]);
        }
    }
}

/// A camera, asked by the names of its methods, with what was sent of each question.
struct Camera {
    camera: Box<dyn Object>,
    /// Of each open question: its number, the API that was asked, and the direction; "" while it waits for a token.
    open: Vec<(f64, String, Json)>,
    /// The requests in order: question, API, direction.
    sent: Vec<(f64, String, Json)>,
    answers: usize,
}

impl Camera {
    fn open() -> Self {
        let device = value(&json!({ "deviceSerial": "C78957921", "channelNo": 2 }));
        let camera = names::open("ezviz.Camera", Arguments(&[device])).unwrap();
        Self { camera, open: Vec::new(), sent: Vec::new(), answers: 0 }
    }

    fn call(&mut self, method: &str, given: &[Json]) -> Json {
        let given: Vec<_> = given.iter().map(value).collect();
        let step = json(&self.camera.call(method, Arguments(&given)).unwrap());
        self.follow(&step);
        step
    }

    /// What JavaScript does with a step, but for the tokens and the answers, which come when they come.
    fn follow(&mut self, step: &Json) {
        let number = step["question"].as_f64().unwrap_or_default();
        if let Some(request) = step.get("request") {
            let (_, api) = request["url"].as_str().unwrap().split_once("/api/lapp/").unwrap();
            let asked = (number, api.to_owned(), request["data"]["direction"].clone());
            self.sent.push(asked.clone());
            self.open.push(asked);
        } else if step.get("answer").is_some() {
            self.answers += 1;
            if let Some(stop) = step.get("stop") {
                self.follow(stop);
            }
        } else {
            self.open.push((number, String::new(), Json::Null));
        }
    }

    /// The oldest or the newest question goes on.
    fn go_on(&mut self, newest: bool, code: &str) -> Option<(String, Json)> {
        let place = if newest { self.open.len().checked_sub(1)? } else { 0 };
        if place >= self.open.len() {
            return None;
        }
        let (number, api, _) = self.open.remove(place);
        let step = match (api.as_str(), code) {
            ("", _) => self.call("token", &[json!(number), json!("at.x")]),
            (_, "null") => self.call("answered", &[json!(number), Json::Null]),
            ("device/info", "offline") => {
                self.call("answered", &[json!(number), json!({ "code": "200", "data": { "status": 0 } })])
            }
            (_, "offline") => self.call("answered", &[json!(number), json!({ "code": "20007" })]),
            ("device/info", "200") => {
                self.call("answered", &[json!(number), json!({ "code": "200", "data": { "status": 1 } })])
            }
            (_, code) => {
                self.call("answered", &[json!(number), json!({ "code": code, "data": { "url": "rtmp://a.b/c/d" } })])
            }
        };
        Some((api, step))
    }
}

const MIDNIGHT_MS: i64 = 1_605_456_000_000;
const DAY_SECONDS: i64 = 86_400;

fn seconds(clock: &str) -> i64 {
    clock.split(':').fold(0, |seconds, part| seconds * 60 + part.parse::<i64>().unwrap())
}

proptest! {
    #![proptest_config(random_cases(2_000))]

    #[test]
    fn any_recordings_give_an_axis_that_can_be_played(
        files in prop::collection::vec((-7_200_000..100_000_000_i64, -1_000..9_000_000_i64), 0..40),
        time in 0..DAY_SECONDS,
    ) {
        let list: Json = files.iter().map(|(start, length)| json!({ "startTime": MIDNIGHT_MS + start, "endTime": MIDNIGHT_MS + start + length })).collect();
        let mut timeline = Timeline::open(&json!("2020-11-16"), &list, &Json::Null).unwrap();
        let segments: Vec<(i64, i64)> = timeline.segments().iter().map(|[start, end]| (seconds(start), seconds(end))).collect();
        // In order, apart, not empty, within the day.
        let mut last = -1;
        for (start, end) in &segments {
            prop_assert!(last < *start && start < end && *end < DAY_SECONDS, "{segments:?}");
            last = *end;
        }
        // Whatever a file has recorded at that moment is under it, and nothing else is.
        let recorded = |tolerance: i64| files.iter().any(|(start, length)| {
            *length > 0 && start - tolerance <= time * 1000 && time * 1000 < start + length + tolerance
        });
        let covered = segments.iter().any(|(start, end)| *start <= time && time < *end);
        if time < DAY_SECONDS - 1 {
            prop_assert!(covered || !recorded(-1000), "{time} {segments:?}");
        }
        prop_assert!(!covered || recorded(1000), "{time} {segments:?}");
        // at() gives the segment under a moment from there on, else the next one; next() goes on after its end.
        let clock = [time / 3600, time / 60 % 60, time % 60].map(|part| format!("{part:02}")).join(":");
        let at = timeline.ask("at", &json!(clock));
        let expected = segments.iter().find(|(_, end)| time < *end);
        prop_assert_eq!(at.is_null(), expected.is_none());
        if let Some((start, end)) = expected {
            prop_assert_eq!(seconds(at["start"].as_str().unwrap()), time.max(*start));
            prop_assert_eq!(seconds(at["end"].as_str().unwrap()), *end);
            prop_assert_eq!(at["snapped"].as_bool().unwrap(), !covered);
            let next = timeline.ask("next", &at["end"]);
            let follower = segments.iter().find(|(start, _)| start > end);
            prop_assert_eq!(next["start"].as_str().map(seconds), follower.map(|(start, _)| *start));
        }
    }

    #[test]
    fn a_day_is_played_once_from_its_first_second_to_its_last(
        files in prop::collection::vec((0..86_399_000_i64, 2_000..9_000_000_i64), 1..20),
        breaks in prop::collection::vec(0.0..1.0, 60),
    ) {
        let list: Json = files.iter().map(|(start, length)| json!({ "startTime": MIDNIGHT_MS + start, "endTime": MIDNIGHT_MS + start + length })).collect();
        let mut timeline = Timeline::open(&json!("2020-11-16"), &list, &Json::Null).unwrap();
        let segments: Vec<(i64, i64)> = timeline.segments().iter().map(|[start, end]| (seconds(start), seconds(end))).collect();
        let mut playback = playback(&json!({ "day": "2020-11-16", "files": list, "options": null })).unwrap();
        let mut ask = |method: &str, given: &[Json]| json(&playback.call(method, Arguments(&given.iter().map(value).collect::<Vec<_>>())).unwrap());
        let clock = |span: &Json, name: &str| seconds(&span[name].as_str().unwrap()[11..]);
        let mut played = Vec::new();
        let mut breaks = breaks.into_iter();
        let mut span = if ask("seek", &[json!("00:00:00")]).is_null() { Json::Null } else { ask("span", &[]) };
        while !span.is_null() {
            let (start, stop) = (clock(&span, "startTime"), clock(&span, "stopTime"));
            prop_assert!(start < stop);
            // The line breaks somewhere, and the rest is asked for; in the end it holds.
            if let Some(part) = breaks.next().filter(|part| *part < 0.7) {
                ask("moved", &[json!(part * (stop - start) as f64 * 1000.0)]);
                let rest = ask("span", &[]);
                prop_assert!(start <= clock(&rest, "startTime") && clock(&rest, "stopTime") == stop);
                span = rest;
                continue;
            }
            ask("moved", &[json!((stop - start) * 1000)]);
            prop_assert_eq!(ask("nearEnd", &[]), json!(true));
            prop_assert_eq!(ask("position", &[]), json!(stop));
            played.push(stop);
            span = ask("ended", &[]);
        }
        prop_assert_eq!(played, segments.iter().map(|(_, end)| *end).collect::<Vec<_>>());
    }

    #[test]
    fn a_start_is_asked_once_and_its_stop_again(
        acts in prop::collection::vec((0..12_u8, any::<bool>()), 1..60),
    ) {
        let mut camera = Camera::open();
        let mut asked = 0;
        let mut offline = false;
        // Questions whose stop must be sent again once their start has been answered.
        let mut unanswered: Vec<(f64, bool)> = Vec::new();
        for (act, newest) in acts {
            let before = camera.sent.len();
            match act {
                0 => { camera.call("ask", &[json!("live_address")]); asked += 1; }
                1 => {
                    camera.call("address", &[json!({ "quality": "hd" })]);
                    asked += 1;
                    let (number, ..) = camera.open.pop().unwrap();
                    camera.call("token", &[json!(number), json!("at.x")]);
                    prop_assert_eq!(camera.sent.last().unwrap().1.as_str(), if offline { "device/info" } else { "v2/live/address/get" });
                }
                2 => {
                    let step = camera.call("move", &[json!({ "action": "start", "direction": "up", "seq": 1 })]);
                    asked += 1;
                    unanswered.push((step["question"].as_f64().unwrap(), false));
                }
                3 => {
                    camera.call("move", &[json!({ "action": "stop", "direction": "up" })]);
                    asked += 1;
                    unanswered.iter_mut().for_each(|(_, stopped)| *stopped = true);
                }
                _ => {
                    let code = ["200", "200", "null", "10002", "60002", "offline", "50000", "200"][usize::from(act) - 4];
                    let place = if newest { camera.open.len().saturating_sub(1) } else { 0 };
                    let number = camera.open.get(place).map_or(0.0, |(number, ..)| *number);
                    let Some((api, step)) = camera.go_on(newest, code) else { continue };
                    if api.is_empty() {
                        continue;
                    }
                    offline = match (code, api.as_str()) {
                        ("offline", _) => true,
                        ("200", _) => false,
                        _ => offline,
                    };
                    if api == "device/ptz/start" {
                        let place = unanswered.iter().position(|(start, _)| *start == number).unwrap();
                        let (_, stopped) = unanswered.remove(place);
                        prop_assert_eq!(step.get("stop").is_some(), stopped && matches!(code, "200" | "null"), "{}", step);
                        prop_assert!(step.get("answer").is_some());
                        asked += usize::from(step.get("stop").is_some());
                    } else {
                        prop_assert!(step.get("stop").is_none());
                    }
                }
            }
            for (number, api, _) in &camera.sent[before..] {
                let times = camera.sent.iter().filter(|(other, known, _)| other == number && known == api).count();
                prop_assert!(times <= if api == "device/ptz/start" { 1 } else { 2 }, "{} {}", number, api);
            }
        }
        // Every question ends, with an answer each.
        for _ in 0..1000 {
            if let Some((_, step)) = camera.go_on(false, "200") {
                asked += usize::from(step.get("stop").is_some());
            }
        }
        prop_assert_eq!((camera.open.len(), camera.answers), (0, asked));
    }

    #[test]
    fn a_page_link_is_read_back(
        token in "[ -~é萤]{1,80}", serial in "[A-Z0-9:_-]{1,50}", channel in 1..i32::MAX, day in 0..20_000_i64,
        cloud in any::<bool>(), live in any::<bool>(), decoded in any::<bool>(),
    ) {
        // A text that looks encoded and comes decoded cannot be told from one that is encoded.
        let token = if decoded { token.replace('%', "+") } else { token };
        let device = json!({ "accessToken": token, "deviceSerial": serial, "channelNo": channel });
        let date = call("request", &[json!("video_by_time"), device.clone(), json!({ "startTime": 1_600_000_000_000_i64 + day, "endTime": 1_700_000_000_000_i64 })]).map(|_| "2020-02-29").unwrap();
        let storage = if cloud { "cloud" } else { "local" };
        let url = call("pageUrl", &[json!(if live { "live" } else { "playback" }), device, json!({ "date": date, "storage": storage })]).unwrap();
        let (_, query) = url.as_str().unwrap().split_once('?').unwrap();
        prop_assert!(query.is_ascii() && !query.contains(' '));
        let read = |text: &str| if decoded { percent_decode(text) } else { text.to_owned() };
        let query: Json = Json::Object(query.split('&').map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), json!(read(value)))
        }).collect());
        let launch = call("parseLaunch", &[query]).unwrap();
        prop_assert_eq!(launch, json!({ "accessToken": token, "deviceSerial": serial, "channelNo": channel, "date": date, "storage": storage }));
    }

    #[test]
    fn no_answer_throws(api in 0..18_usize, body in "\\PC{0,60}|\\{\"code\":\"?[0-9]{1,6}\"?(,\"data\":(null|[0-9]|\\{\\}|\\[\\{\\}\\]|\"x\"))?\\}") {
        const APIS: [&str; 18] = [
            "device_list", "device_info", "device_capacity", "live_address", "playback_address", "video_by_time", "ptz_start", "ptz_stop",
            "ptz_mirror", "privacy_get", "privacy_set", "voice_list", "voice_send", "voice_send_once", "token_get",
            "preset_add", "preset_move", "preset_clear",
        ];
        let answer = call("interpret", &[json!(APIS[api]), json!(body)]).unwrap();
        prop_assert!(answer["outcome"]["ok"].as_bool().unwrap() || answer["data"].is_null());
    }
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(&String::from_utf8_lossy(&after[..2]), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
