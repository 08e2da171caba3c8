//! What is fuzzed: a function a target, of any bytes. It panics where something does not hold. fuzz/ runs them with
//! coverage, tests/fuzz.rs with random bytes.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use playward::address;
use playward::boundary::{block, names};
use playward::data::arguments::Arguments;
use playward::data::issue::Result;
use playward::data::json;
use playward::data::object::Object;
use playward::data::value::{Answer, Value};
use playward::supervisor::{Supervisor, trace};

/// A target, by its name.
pub type Target = (&'static str, fn(&[u8]));

/// Every parser, and the machines as streams of events. fuzz/fuzz_targets has a file for each.
pub const TARGETS: &[Target] = &[
    ("addresses", addresses),
    ("answers", answers),
    ("blocks", blocks),
    ("cdn_log", cdn_log),
    ("json_texts", json_texts),
    ("pad", pad),
    ("pushes", pushes),
    ("renewal", renewal),
    ("snapshots", snapshots),
    ("supervisor", supervisor),
    ("traces", traces),
    ("user_sig", user_sig),
];

/// Bytes, read as what a target needs; zeros behind their end.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::from(self.byte()) % list.len()]
    }

    fn number(&mut self) -> f64 {
        f64::from(u16::from_le_bytes([self.byte(), self.byte()]))
    }

    /// A short text.
    fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 64).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    /// A span of time, milliseconds: short, long, or a clock that is set back.
    fn pause(&mut self) -> f64 {
        match self.byte() % 8 {
            0 => 0.0,
            1..=4 => f64::from(self.byte()) * 4.0,
            5 => self.number(),
            6 => self.number() * 100.0,
            _ => -self.number() * 10.0,
        }
    }

    fn over(&self) -> bool {
        self.0.is_empty()
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn text(text: &str) -> Answer {
    Answer::from(text.to_owned())
}

fn record(fields: &[(&'static str, Answer)]) -> Answer {
    Value::Record(fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
}

/// A call that is right or refused, never without saying why.
fn call(name: &str, given: &[Answer]) -> Option<Answer> {
    let answer = names::call(name, Arguments(given));
    if let Err(error) = &answer {
        assert!(!error.code.is_empty() && error.code != "unknown_name", "{name}: {error}");
        assert!(error.code != "invalid_params" || !error.issues.is_empty(), "{name}: refused without a reason");
        let misused = error.issues.iter().any(|issue| ["api", "options", "expected", "now"].contains(&&*issue.field));
        assert!(!misused, "{name}: {error}");
    }
    answer.ok()
}

/// What may be shown of an address has no query and no user, and cutting it once more changes nothing.
pub fn addresses(bytes: &[u8]) {
    let given = lossy(bytes);
    call("parsePlayAddress", &[text(&given)]);
    call("minidrama.parseMediaLink", &[text(&given)]);
    let shown = address::cut(&given);
    assert!(!shown.contains(['?', '@']), "{shown}");
    assert_eq!(address::cut(&shown), shown, "of {given}");
    address::recording(&given);
    address::trial_seconds(&given);
}

/// The answers of EZVIZ's, WeChat's and Baijiayun's servers.
pub fn answers(bytes: &[u8]) {
    const APIS: &[(&str, &str)] = &[
        ("ezviz.interpret", "live_address"),
        ("ezviz.interpret", "playback_address"),
        ("ezviz.interpret", "device_info"),
        ("ezviz.interpret", "device_list"),
        ("ezviz.interpret", "device_capacity"),
        ("ezviz.interpret", "token_get"),
        ("ezviz.interpret", "video_by_time"),
        ("ezviz.interpret", "ptz_start"),
        ("ezviz.interpret", "preset_add"),
        ("ezviz.interpret", "privacy_get"),
        ("ezviz.interpret", "voice_list"),
        ("minidrama.interpret", "get_media_link"),
        ("minidrama.interpret", "list_media"),
        ("baijiayun.interpret", "video/getCategoryInfo"),
    ];
    let mut input = Input(bytes);
    let (function, api) = input.pick(APIS);
    let body = lossy(input.0);
    let of_text = call(function, &[text(api), text(&body)]);
    // A client that has read the JSON already gets the same answer.
    if let (Some(read), "ezviz.interpret") =
        (json::read(&body).filter(|read| matches!(read, Value::Record(_))), function)
    {
        assert_eq!(call(function, &[text(api), read]), of_text, "{body}");
    }
}

/// A damaged block is refused; of a sound one every value can be copied.
pub fn blocks(bytes: &[u8]) {
    for value in block::read(bytes).into_iter().flatten() {
        value.to_answer();
    }
}

/// However a file is cut into pieces, its report is the same.
pub fn cdn_log(bytes: &[u8]) {
    let report = |pieces: &[&[u8]]| {
        let mut report = names::open("minidrama.CdnLogReport", Arguments(&[])).unwrap();
        for piece in pieces {
            report.push(piece);
        }
        json::write(&report.call("finish", Arguments(&[])).unwrap())
    };
    let (first, file) = bytes.split_first().unwrap_or((&0, &[]));
    let cut = usize::from(*first) * file.len() / 256;
    let (left, right) = file.split_at(cut);
    assert_eq!(report(&[left, right]), report(&[file]));
    let single: Vec<&[u8]> = file.chunks(1).collect();
    if file.len() < 2_000 {
        assert_eq!(report(&single), report(&[file]));
    }
}

/// What is read is written and read again as the same.
pub fn json_texts(bytes: &[u8]) {
    let again = |value: &Answer| {
        let written = json::write(value);
        json::read(&written).unwrap_or_else(|| panic!("not read again: {written}"))
    };
    let Some(value) = json::read(&lossy(bytes)) else { return };
    // The first writing makes null of what JSON cannot say, such as 1e999, and 0 of -0.
    let first = again(&value);
    assert_eq!(again(&first), first, "{}", json::write(&first));
}

/// Pushes of WeChat: plain and encrypted, XML and JSON. A made up signature is never right.
pub fn pushes(bytes: &[u8]) {
    let mut input = Input(bytes);
    let encrypted = input.flag();
    let (signature, nonce, timestamp) = (input.text(), input.text(), input.number());
    let body = lossy(input.0);
    call("minidrama.parseEvent", &[text(&body)]);
    let push = record(&[
        ("signature", text(&signature)),
        ("msg_signature", text(&signature)),
        ("nonce", text(&nonce)),
        ("timestamp", Value::Number(timestamp)),
        ("body", text(&body)),
    ]);
    let key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    let options =
        if encrypted { record(&[("encodingAesKey", text(key)), ("appid", text("wx1"))]) } else { Value::Null };
    if let Some(opened) = call("minidrama.verifyPush", &[push, text("token"), Value::Number(timestamp), options]) {
        assert_ne!(*opened.get("valid"), Value::Bool(true), "{opened:?}");
    }
}

/// A UserSig as it comes, and with the bytes in the place of its letters. Nobody who has not the key makes a right one.
pub fn user_sig(bytes: &[u8]) {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
    let mut packed = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = letters[(bits >> (18 - 6 * place) & 63) as usize];
            packed.push(if place > three.len() { '_' } else { char::from(letter) });
        }
    }
    let expected = record(&[("sdkAppId", Value::Number(1_400_000_000.0)), ("secretKey", text("a key of nobody"))]);
    for given in [lossy(bytes), packed] {
        call("tencent.inspectUserSig", &[text(&given)]);
        if let Some(verdict) = call("tencent.verifyUserSig", &[text(&given), expected.clone(), Value::Number(1.7e9)]) {
            assert_eq!(*verdict.get("valid"), Value::Bool(false), "{given}");
        }
    }
}

/// A snapshot that is accepted can be written, restored again, and goes on.
pub fn snapshots(bytes: &[u8]) {
    let Some(snapshot) = json::read(&lossy(bytes)) else { return };
    let Ok(mut supervisor) = Supervisor::restore(&snapshot) else { return };
    let written = json::write(&supervisor.snapshot());
    let mut twin = Supervisor::restore(&json::read(&written).unwrap())
        .unwrap_or_else(|error| panic!("refused what it wrote itself: {error}: {written}"));
    assert_eq!(json::write(&twin.snapshot()), written);
    let wake = record(&[("type", text("wake"))]);
    let decision: Answer = (&supervisor.dispatch(&wake, &Value::Number(1e12)).unwrap()).into();
    let other: Answer = (&twin.dispatch(&wake, &Value::Number(1e12)).unwrap()).into();
    assert_eq!(decision, other);
}

/// A trace that is accepted replays to as many decisions as it has events.
pub fn traces(bytes: &[u8]) {
    let Some(given) = json::read(&lossy(bytes)) else { return };
    let Ok(replayed) = trace::replay(&given) else { return };
    let replayed: Answer = (&replayed).into();
    if let (Value::List(events), Value::List(decisions)) = (given.get("events"), replayed.get("decisions")) {
        assert_eq!(events.len(), decisions.len());
    }
}

/// An object, and the moment of its caller.
struct Driven {
    object: Box<dyn Object>,
    now_ms: f64,
}

impl Driven {
    fn new(kind: &str, given: Answer) -> Self {
        let object = names::open(kind, Arguments(&[given])).unwrap_or_else(|error| panic!("{kind}: {error}"));
        Self { object, now_ms: 1_000_000.0 }
    }

    fn call(&mut self, method: &str, mut given: Vec<Answer>) -> Result<Answer> {
        given.push(Value::Number(self.now_ms));
        self.object.call(method, Arguments(&given))
    }

    fn dispatch(&mut self, event: &Answer) -> Result<Answer> {
        self.call("dispatch", vec![event.clone()])
    }
}

fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn word<'a>(value: &'a Value<'_>) -> &'a str {
    match value {
        Value::Text(text) => text,
        _ => "",
    }
}

fn outcome(input: &mut Input<'_>) -> Answer {
    let retry = input.pick(&["never", "later", "slower", "when_online", "after_token_refresh"]);
    let class =
        input.pick(&["server_error", "rate_limited", "token_expired", "device_offline", "no_permission", "not_found"]);
    record(&[
        ("ok", Value::Bool(false)),
        ("code", text(&input.text())),
        ("class", text(class)),
        ("retry", text(retry)),
        ("message", record(&[("zh", text(&input.text())), ("en", text("failed"))])),
    ])
}

fn player_event(input: &mut Input<'_>) -> Answer {
    const KINDS: &[&str] = &[
        "state",
        "state",
        "state",
        "netStatus",
        "media",
        "media",
        "media",
        "play",
        "address",
        "addressFailed",
        "wake",
        "wake",
        "hide",
        "show",
        "offline",
        "online",
        "pause",
        "resume",
        "stop",
        "seek",
        "renew",
        "tokenRefreshed",
        "tokenFailed",
        "floating",
    ];
    const CODES: &[f64] = &[
        2001.0, 2003.0, 2004.0, 2007.0, 2009.0, 2032.0, 2103.0, 2105.0, 2107.0, 3001.0, 3002.0, 3003.0, 3004.0, 3005.0,
        6000.0, -2301.0, -2302.0, -2304.0, -2308.0, 7.0,
    ];
    let kind = input.pick(KINDS);
    let mut fields = vec![("type", text(kind))];
    match kind {
        "state" => {
            fields.push(("code", Value::Number(input.pick(CODES))));
            if input.byte().is_multiple_of(8) {
                fields.push(("message", text(&input.text())));
            }
        }
        "netStatus" => {
            for name in ["videoFPS", "netSpeed"] {
                fields.push((name, Value::Number(f64::from(input.byte()))));
            }
        }
        "media" => {
            let name = input.pick(&[
                "progress", "progress", "loading", "playing", "waiting", "ended", "error", "source", "data", "refused",
            ]);
            fields.push(("name", text(name)));
            match name {
                "progress" => {
                    fields.push(("position", Value::Number(input.number() / 8.0)));
                    if input.flag() {
                        fields.push(("frames", Value::Number(input.number())));
                    }
                    if input.flag() {
                        fields.push(("behindMs", Value::Number(input.number())));
                    }
                }
                "source" => {
                    fields.push(("edge", Value::Number(input.number())));
                    fields.push(("live", Value::Bool(input.flag())));
                }
                "data" => fields.push(("bytes", Value::Number(input.number()))),
                "error" | "refused" => {
                    fields.push(("httpStatus", Value::Number(input.pick(&[401.0, 403.0, 404.0, 410.0, 503.0]))))
                }
                _ => {}
            }
        }
        "play" | "address" => {
            if kind == "address" || input.flag() {
                let url =
                    input.pick(&["rtmp://a.b/x/", "http://a.b/x.flv?expire=", "http://a.b/x.m3u8?exper=8&expire="]);
                fields.push(("url", text(&[url, &input.text()].concat())));
            }
            if input.flag() {
                fields.push(("expiresAt", Value::Number(input.number())));
            }
        }
        "addressFailed" | "tokenFailed" => {
            fields.push(("outcome", if input.flag() { outcome(input) } else { Value::Null }))
        }
        "pause" => fields.push(("by", text(input.pick(&["user", "policy"])))),
        "seek" => fields.push(("position", Value::Number(input.number()))),
        "floating" => fields.push(("on", Value::Bool(input.flag()))),
        _ => {}
    }
    record(&fields)
}

/// Whatever comes, the supervisor plans, paces and can be restored; and its trace replays.
pub fn supervisor(bytes: &[u8]) {
    let mut input = Input(bytes);
    let policy = record(&[("seed", Value::Number(f64::from(input.byte()))), ("live", Value::Bool(input.flag()))]);
    let mut driven = Driven::new("Supervisor", policy);
    let (mut clock, mut started) = (0.0, f64::NEG_INFINITY);
    let mut wake = None;
    for _ in 0..400 {
        if input.over() {
            break;
        }
        let mut pause = input.pause();
        let event = player_event(&mut input);
        // Most of the time a wake comes when it was planned.
        if let (Some(at), "wake", true) = (wake, word(event.get("type")), input.flag()) {
            pause = f64::max(at - driven.now_ms, 0.0);
        }
        driven.now_ms = (driven.now_ms + pause).max(0.0);
        clock += f64::max(pause, 0.0);
        let snapshot = json::write(&driven.object.call("snapshot", Arguments(&[])).unwrap());
        let decision = match driven.dispatch(&event) {
            Ok(decision) => decision,
            Err(error) => {
                assert!(error.issues.iter().all(|issue| issue.field == "url"), "{error}: {event:?}");
                let now = json::write(&driven.object.call("snapshot", Arguments(&[])).unwrap());
                assert_eq!(now, snapshot, "a refused event has changed something");
                continue;
            }
        };
        let mut twin =
            Supervisor::restore(&json::read(&snapshot).unwrap()).unwrap_or_else(|error| panic!("{error}: {snapshot}"));
        let again: Answer = (&twin.dispatch(&event, &Value::Number(driven.now_ms)).unwrap()).into();
        assert_eq!(json::write(&again), json::write(&decision), "restored, it decides otherwise");

        wake = number(decision.get("wakeAtMs"));
        let Value::List(commands) = decision.get("commands") else { panic!("{decision:?}") };
        assert!(commands.len() <= 1, "{decision:?}");
        if commands.iter().any(|command| ["play", "load", "restart", "recreate"].contains(&word(command.get("type")))) {
            assert!(clock - started >= 300.0, "two starts within {} ms", clock - started);
            started = clock;
        }
        if ["connecting", "stalled", "reconnecting", "backoff", "fetching"].contains(&word(decision.get("phase"))) {
            let wait = wake.map(|at| at - driven.now_ms);
            assert!(wait.is_some_and(|wait| (0.0..=120_000.0).contains(&wait)), "stuck: {decision:?}");
        }
    }
    let told = driven.object.call("trace", Arguments(&[])).unwrap();
    let replayed: Answer = (&trace::replay(&json::read(&json::write(&told)).unwrap()).unwrap()).into();
    if let (Value::List(events), Value::List(decisions)) = (told.get("events"), replayed.get("decisions")) {
        for (event, decision) in events.iter().zip(decisions) {
            assert_eq!(event.get("rule"), decision.get("rule"), "the replay differs");
        }
    }
}

/// No start while the one before has neither been stopped nor answered; a closed pad comes to rest by itself.
pub fn pad(bytes: &[u8]) {
    let mut input = Input(bytes);
    let options = record(&[
        ("ways", Value::Number(input.pick(&[4.0, 8.0]))),
        ("minHoldMs", Value::Number(f64::from(input.byte()))),
        ("answerTimeoutMs", Value::Number(input.number() + 1.0)),
        ("maxHoldMs", Value::Number(input.number() + 1.0)),
    ]);
    let mut driven = Driven::new("PtzPad", options);
    let rect = record(&[("left", 0.0.into()), ("top", 0.0.into()), ("width", 200.0.into()), ("height", 200.0.into())]);
    // The start that nobody has stopped or answered, and the direction in which the camera may be moving.
    let mut owed: Option<f64> = None;
    let mut wake = None;
    let mut look = |decision: &Answer, now_ms: f64| {
        let request = decision.get("request");
        match word(request.get("action")) {
            "start" => {
                assert_eq!(owed, None, "a start before the stop of the one before: {decision:?}");
                owed = number(request.get("seq"));
            }
            "stop" => owed = None,
            _ => {}
        }
        let wake = number(decision.get("wakeAtMs"));
        assert!(wake.is_none_or(|at| at >= now_ms), "a wake in the past: {decision:?}");
        assert_eq!(*decision.get("settled"), Value::Bool(wake.is_none()), "{decision:?}");
        wake
    };
    for _ in 0..200 {
        if input.over() {
            break;
        }
        driven.now_ms += input.pause().max(0.0);
        let id = f64::from(input.byte() % 2);
        let point =
            record(&[("id", id.into()), ("x", f64::from(input.byte()).into()), ("y", f64::from(input.byte()).into())]);
        let decision = match input.byte() % 8 {
            0 | 1 => driven.call("down", vec![point, rect.clone()]),
            2 => driven.call("move", vec![point, rect.clone()]),
            3 => driven.call("up", vec![point]),
            4 => driven.call("cancel", vec![]),
            5 => {
                driven.now_ms = f64::max(wake.unwrap_or(driven.now_ms), driven.now_ms);
                driven.call("wake", vec![])
            }
            _ => {
                let code = input.pick(&["200", "60009", "60000", "60005", "10002", "49999"]);
                let seq = Value::Number(f64::from(input.byte() % 16));
                let given = [if input.flag() { text(code) } else { Value::Null }, Value::Number(driven.now_ms), seq];
                driven.object.call("answered", Arguments(&given))
            }
        };
        if let Ok(decision) = decision {
            wake = look(&decision, driven.now_ms);
        }
    }
    let mut decision = driven.call("close", vec![]).unwrap();
    let mut rounds = 0;
    while let Some(at) = look(&decision, driven.now_ms) {
        driven.now_ms = at;
        decision = driven.call("wake", vec![]).unwrap();
        rounds += 1;
        assert!(rounds < 50, "a closed pad does not come to rest: {decision:?}");
    }
}

/// One question at a time, nobody waits without a plan, and the same events lead to the same decisions.
pub fn renewal(bytes: &[u8]) {
    let mut input = Input(bytes);
    let policy = record(&[
        ("seed", Value::Number(f64::from(input.byte()))),
        ("ahead", Value::Bool(input.flag())),
        ("marginSeconds", Value::Number(f64::from(input.byte()))),
        ("fetchTimeoutMs", Value::Number(input.number() + 1.0)),
    ]);
    let mut driven = Driven::new("Renewal", policy.clone());
    let mut twin = Driven::new("Renewal", policy);
    let (mut open, mut hidden, mut waiting) = (false, false, false);
    let mut wake = None;
    for _ in 0..400 {
        if input.over() {
            break;
        }
        driven.now_ms = (driven.now_ms + input.pause()).clamp(0.0, 1e12);
        let kind = input.pick(&["need", "need", "got", "failed", "refused", "hide", "show", "online", "wake", "wake"]);
        let mut fields = vec![("type", text(kind))];
        match kind {
            "got" => {
                for name in ["expiresAt", "issuedAt"] {
                    if input.flag() {
                        fields.push((name, Value::Number(input.number())));
                    }
                }
            }
            "failed" if input.flag() => fields.push(("outcome", outcome(&mut input))),
            "wake" if input.flag() => driven.now_ms = f64::max(wake.unwrap_or(driven.now_ms), driven.now_ms),
            _ => {}
        }
        let event = record(&fields);
        twin.now_ms = driven.now_ms;
        let decision = driven.dispatch(&event).unwrap_or_else(|error| panic!("{error}: {event:?}"));
        let other = twin.dispatch(&event).unwrap_or_else(|error| panic!("{error}: {event:?}"));
        assert_eq!(decision, other, "the same events, another decision");

        hidden = kind == "hide" || (hidden && kind != "show");
        waiting |= kind == "need";
        let fetch = *decision.get("fetch") == Value::Bool(true);
        open &= !(["got", "failed"].contains(&kind) || word(decision.get("rule")) == "fetch_timeout");
        assert!(!fetch || !open, "a second question: {decision:?}");
        open |= fetch;
        waiting &= word(decision.get("waiting")) == "wait";
        wake = number(decision.get("wakeAtMs"));
        assert!(!waiting || hidden || wake.is_some(), "stuck: {decision:?}");
        assert!(!open || wake.is_some(), "a question without a deadline: {decision:?}");
        assert!(wake.is_none_or(|at| at >= driven.now_ms.floor()), "a wake in the past: {decision:?}");
    }
}
