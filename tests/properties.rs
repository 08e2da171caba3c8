//! What holds for the supervisor whatever comes in: P1 never stuck, P2 never storms, P3 silent where it must be,
//! P4 one question at a time, P5 deterministic, P6 clock jumps harmless, P7 giving up has a reason, P8 a healthy world
//! plays. `PROPTEST_CASES` sets how many sequences.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Player, value};
use playward::data::value::Value;
use playward::supervisor::{Supervisor, trace};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const CODES: &[i64] = &[
    2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2026, 2032, 2101, 2103, 2104, 2105, 2107, 3001, 3002, 3003,
    3004, 3005, 6000, -2301, -2302, -2304, -2308, 99999,
];

/// What was dispatched, and how long after the event before.
type Step = (f64, Json);

fn outcome() -> impl Strategy<Value = Json> {
    let of = |class: &str, retry: &str| json!({ "ok": false, "code": "1", "class": class, "message": { "zh": "", "en": "" }, "retry": retry });
    prop_oneof![
        Just(Json::Null),
        Just(of("device_offline", "when_online")),
        Just(of("server_error", "later")),
        Just(of("rate_limited", "slower")),
        Just(of("token_expired", "after_token_refresh")),
        Just(of("not_found", "never")),
    ]
}

fn event() -> impl Strategy<Value = Json> {
    let plain = |name: &'static str| Just(json!({ "type": name }));
    let address = || {
        prop::sample::select(vec![
            "rtmp://a.b/x/1",
            "rtmp://a.b/x/2?expire=0000001060",
            "http://a.b/x.flv?k=3",
            "http://a.b/x.m3u8?k=3&expire=0000001100&exper=8",
        ])
    };
    let expiry = || prop_oneof![3 => Just(Json::Null), 1 => (0..4_000_u32).prop_map(|seconds| json!(seconds))];
    prop_oneof![
        12 => prop::sample::select(CODES).prop_map(|code| json!({ "type": "state", "code": code })),
        2 => (prop::sample::select(CODES), 0..4_u32)
            .prop_map(|(code, generation)| json!({ "type": "state", "code": code, "generation": generation })),
        6 => (0..2_u32, 0..2_u32, 0..2_u32)
            .prop_map(|(fps, audio, speed)| json!({ "type": "netStatus", "videoFPS": fps * 15, "audioBitrate": audio * 48, "netSpeed": speed * 500 })),
        6 => (0..40_u32).prop_map(|tick| json!({ "type": "media", "name": "progress", "position": f64::from(tick) / 4.0 })),
        4 => (0..40_u32, 0..20_u32, 0..4_u32).prop_map(|(tick, frames, behind)| json!({ "type": "media", "name": "progress", "position": f64::from(tick) / 4.0, "frames": frames, "behindMs": behind * 8_000, "duration": 3_600 })),
        3 => (0..9_u32, any::<bool>()).prop_map(|(edge, live)| json!({ "type": "media", "name": "source", "edge": edge, "live": live })),
        2 => (0..2_u32).prop_map(|bytes| json!({ "type": "media", "name": "data", "bytes": bytes * 1_000 })),
        1 => Just(json!({ "type": "media", "name": "refused", "httpStatus": 403 })),
        1 => Just(json!({ "type": "media", "name": "error", "codec": true })),
        1 => Just(json!({ "type": "play", "fetch": true })),
        2 => plain("renew"),
        1 => (0..40_u32).prop_map(|position| json!({ "type": "seek", "position": position })),
        2 => any::<bool>().prop_map(|on| json!({ "type": "floating", "on": on })),
        2 => (address(), 0..4_u32).prop_map(|(url, question)| json!({ "type": "address", "url": url, "once": true, "question": question })),
        1 => prop::sample::select(vec!["user", "policy"]).prop_map(|by| json!({ "type": "pause", "by": by })),
        3 => prop::sample::select(vec!["loading", "playing", "waiting", "ended", "error"])
            .prop_map(|name| json!({ "type": "media", "name": name })),
        1 => prop::sample::select(vec![401, 403, 404, 410, 503])
            .prop_map(|status| json!({ "type": "media", "name": "error", "httpStatus": status })),
        3 => (address(), expiry()).prop_map(|(url, at)| json!({ "type": "play", "url": url, "expiresAt": at })),
        3 => plain("play"),
        1 => Just(json!({ "type": "play", "expiresAt": 0 })),
        1 => plain("stop"),
        4 => (address(), expiry()).prop_map(|(url, at)| json!({ "type": "address", "url": url, "expiresAt": at })),
        3 => outcome().prop_map(|outcome| json!({ "type": "addressFailed", "outcome": outcome })),
        2 => plain("tokenRefreshed"),
        2 => outcome().prop_map(|outcome| json!({ "type": "tokenFailed", "outcome": outcome })),
        1 => plain("pause"), 1 => plain("resume"), 2 => plain("hide"), 2 => plain("show"), 2 => plain("offline"), 2 => plain("online"),
        4 => plain("wake"),
        // The pending wake, at its moment.
        12 => Just(json!("due")),
    ]
}

fn pause_ms() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => 0.0..400.0_f64,
        4 => 400.0..5_000.0_f64,
        1 => 5_000.0..90_000.0_f64,
        1 => Just(3_600_000.0),
        1 => -5_000_000.0..0.0_f64,
    ]
    .prop_map(f64::floor)
}

fn policy() -> impl Strategy<Value = Json> {
    let one = (
        any::<u32>(),
        any::<bool>(),
        prop_oneof![Just(json!(30_000)), Just(Json::Null)],
        1..15_u32,
        1..40_u32,
        0..30_u32,
    );
    let two =
        (prop::bool::weighted(0.2), prop_oneof![Just(Json::Null), Just(json!(10_000))], prop::bool::weighted(0.2));
    (one, two).prop_map(|((seed, live, long_tail, attempts, restarts, limit), (keep, release, pusher))| {
        json!({ "seed": seed, "live": live, "longTailMs": long_tail, "maxAttempts": attempts, "maxRestartsPerMinute": restarts, "traceLimit": limit,
            "keepWhenHidden": keep, "releaseHiddenAfterMs": release, "component": if pusher { "live-pusher" } else { "live-player" } })
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((pause_ms(), event()), 1..120)
}

/// Watches one supervisor from outside and holds it to the properties.
struct Watch {
    player: Player,
    policy: Json,
    /// Time as it went by for real: never back.
    clock: f64,
    starts: Vec<f64>,
    /// When the question that is open was asked, and what for.
    open: Option<(f64, String)>,
    /// The numbers of the questions so far.
    question: u64,
    /// The number of the question that phase `fetching` waits for, else -1.
    waited_for: Json,
    /// Where a recording's player was told to be.
    at: f64,
    hidden: bool,
    offline: bool,
    paused: bool,
}

fn starts(decision: &Json) -> usize {
    let names = ["play", "restart", "recreate", "load"];
    decision["commands"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|command| names.contains(&command["type"].as_str().unwrap()))
        .count()
}

impl Watch {
    fn new(policy: Json) -> Self {
        let player = Player::new(policy.clone());
        Self {
            player,
            policy,
            clock: 0.0,
            starts: vec![],
            open: None,
            question: 0,
            waited_for: json!(-1),
            at: 0.0,
            hidden: false,
            offline: false,
            paused: false,
        }
    }

    fn step(&mut self, pause_ms: f64, event: &Json) -> Json {
        let (pause_ms, event) = if event == "due" {
            match self.player.last["wakeAtMs"].as_f64() {
                Some(wake) => ((wake - self.player.now_ms).max(0.0), json!({ "type": "wake" })),
                None => (pause_ms, json!({ "type": "wake" })),
            }
        } else {
            (pause_ms, event.clone())
        };
        self.player.now_ms += pause_ms;
        self.clock += pause_ms.max(0.0);
        let kind = event["type"].as_str().unwrap();
        match kind {
            "hide" => self.hidden = true,
            "seek" => self.at = event["position"].as_f64().unwrap(),
            "show" => self.hidden = false,
            "offline" => self.offline = true,
            "online" => self.offline = false,
            "play" => self.paused = false,
            "resume" | "stop" => self.paused = false,
            "address" | "addressFailed" if event["question"].is_null() || event["question"] == self.question => {
                self.open.take_if(|(_, name)| name == "fetchAddress");
            }
            "tokenRefreshed" | "tokenFailed" => drop(self.open.take_if(|(_, name)| name == "refreshToken")),
            _ => {}
        }
        let before = self.player.last["phase"].as_str().unwrap_or("idle").to_owned();
        let decision = self.player.event(event.clone()).clone();
        if kind == "pause" && decision["phase"] == "paused" {
            self.paused = true;
        }
        if ["suspended_by_system", "system_pause_over"].contains(&decision["rule"].as_str().unwrap()) {
            self.paused = false;
        }
        let state = self.player.snapshot()["state"].take();
        self.hold(&event, &before, &decision, &state);
        let question = &state["question"];
        if question.is_null() {
            self.open = None;
        }
        // P4: what is waited for is waited for until it is answered, void or overdue, whatever the old player says. Only
        // what the user wishes for is still asked when the picture has come back without it.
        let waits = ["fetching", "suspended", "paused"].contains(&decision["phase"].as_str().unwrap())
            || question["reason"] == "wished";
        let same = !question.is_null() && question["number"] == self.waited_for;
        assert!(!same || waits, "P4: question {question} was waited for no longer, {decision}");
        self.waited_for = if state["activity"] == "fetching" { question["number"].clone() } else { json!(-1) };
        decision
    }

    /// The page is hidden, and yet nothing covers the picture.
    fn watched(&self) -> bool {
        let phase = self.player.phase();
        self.hidden && !["stopped", "ended", "failed", "suspended", "paused", "idle"].contains(&phase)
    }

    fn hold(&mut self, event: &Json, before: &str, decision: &Json, state: &Json) {
        let kind = event["type"].as_str().unwrap();
        let phase = decision["phase"].as_str().unwrap();
        let commands = decision["commands"].as_array().unwrap();
        let wake = decision["wakeAtMs"].as_f64();
        // P1
        if ["connecting", "stalled", "reconnecting", "backoff", "fetching"].contains(&phase) {
            let wait = wake.unwrap_or_else(|| panic!("P1: no wake in {decision}")) - self.player.now_ms;
            assert!((0.0..=120_000.0).contains(&wait), "P1: {wait} ms in {decision}");
        }
        // P2
        for _ in 0..starts(decision) {
            self.at = commands[0]["position"].as_f64().unwrap_or_default();
            let last = self.starts.last().copied().unwrap_or(-1e9);
            assert!(self.clock - last >= 300.0, "P2: {} ms apart in {decision}", self.clock - last);
            self.starts.push(self.clock);
        }
        let limit = self.policy["maxRestartsPerMinute"].as_u64().unwrap() as usize;
        let in_minute = self.starts.iter().filter(|start| self.clock - **start < 60_000.0).count();
        assert!(in_minute <= limit, "P2: {in_minute} starts in a minute");
        // P3
        let quiet = self.hidden
            || self.paused
            || ["stopped", "ended", "failed", "suspended", "paused", "idle"].contains(&phase);
        // Hidden, only the release may be pending.
        let release = self.hidden && !self.policy["releaseHiddenAfterMs"].is_null();
        if quiet && !self.watched() {
            assert!(wake.is_none() || release, "P3: a wake in {decision}");
            let allowed = commands.is_empty()
                || (commands.len() == 1
                    && commands[0]["type"] == "stop"
                    && ["released", "trial_over"].contains(&decision["rule"].as_str().unwrap()))
                || (kind == "stop" && commands.len() == 1 && commands[0]["type"] == "stop")
                || (kind == "play" && self.offline);
            assert!(allowed, "P3: after {kind}, {decision}");
        }
        // P4
        for command in commands {
            let name = command["type"].as_str().unwrap();
            if ["fetchAddress", "refreshToken"].contains(&name) {
                self.question = command["question"].as_u64().unwrap();
                let asked = self.open.replace((self.clock, name.to_owned()));
                // A wish and another address void the one before. So does a picture that comes back while the next try
                // waits (offline, that is `suspended`), and the news that H.265 must not be asked for.
                let came_back = ["backoff", "fetching", "suspended"].contains(&before) && phase == "playing";
                let h264 = state["address"]["needed"] == "h265_unsupported";
                let voids = kind == "renew" || (kind == "play" && event["url"].is_string()) || came_back || h264;
                assert!(
                    voids || asked.is_none_or(|(asked, _)| self.clock - asked >= 15_000.0),
                    "P4: two questions at once, {decision}"
                );
            }
        }
        // P6
        assert!(commands.len() <= 1, "P6: {decision}");
        // P7
        assert!(phase != "failed" || decision["error"]["code"].is_string(), "P7: {decision}");
    }

    /// P8: everything works again, and nobody touches anything.
    fn heal(&mut self) {
        for kind in ["show", "online", "resume", "play"] {
            self.step(1.0, &json!({ "type": kind }));
        }
        let (healed_at, mut position) = (self.clock, self.at);
        while self.player.phase() != "playing" || self.player.last["attempt"] != 0 {
            assert!(self.clock - healed_at < 180_000.0, "P8: {}", self.player.last);
            // The trial was over, or all attempts were used up before it healed: the user plays again.
            let exhausted = self.player.phase() == "failed"
                && ["attempts_exhausted", "stream_ended", "stream_stale"]
                    .iter()
                    .any(|code| self.player.last["error"]["code"] == *code);
            if self.player.phase() == "ended" || exhausted {
                self.step(1_000.0, &json!({ "type": "play" }));
            }
            let asked = self.open.as_ref().map(|(_, name)| name.clone());
            if asked.as_deref() == Some("fetchAddress") {
                self.step(50.0, &json!({ "type": "address", "url": "rtmp://a.b/x/healed", "expiresAt": null }));
            } else if asked.is_some() {
                self.step(50.0, &json!({ "type": "tokenRefreshed" }));
            } else {
                if starts(&self.player.last) > 0 {
                    position = self.at;
                }
                let until_wake = self.player.last["wakeAtMs"].as_f64().map_or(1e9, |wake| wake - self.player.now_ms);
                if until_wake <= 250.0 {
                    self.step(0.0, &json!("due"));
                } else {
                    position += 0.25;
                    let edge = 1_000.0 + position;
                    self.step(0.0, &json!({ "type": "media", "name": "source", "edge": edge, "live": true }));
                    self.step(250.0, &json!({ "type": "media", "name": "progress", "position": position, "frames": 1_000.0 + position * 25.0 }));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(common::random_cases(10_000))]

    #[test]
    fn holds_whatever_comes(policy in policy(), steps in steps()) {
        let mut watch = Watch::new(policy);
        for (pause_ms, event) in &steps {
            watch.step(*pause_ms, event);
        }
        watch.heal();
    }

    #[test]
    fn snapshots_are_invisible_and_traces_replay(policy in policy(), steps in steps(), cut in 0..120_usize) {
        let mut watch = Watch::new(policy.clone());
        let mut twin: Option<Supervisor> = None;
        let mut told = Vec::new();
        for (index, (pause_ms, event)) in steps.iter().enumerate() {
            if index == cut {
                twin = Some(Supervisor::restore(&value(&watch.player.snapshot())).unwrap());
            }
            let decision = watch.step(*pause_ms, event);
            let said = if event == "due" { json!({ "type": "wake" }) } else { event.clone() };
            told.push((said.clone(), watch.player.now_ms, decision.clone()));
            if let Some(twin) = &mut twin {
                let again = twin.dispatch(&value(&said), &Value::Number(watch.player.now_ms)).unwrap();
                prop_assert_eq!(common::json(&(&again).into()), decision);
            }
        }
        // P5: the same policy and events, the same bytes.
        let mut again = Supervisor::from_value(&value(&policy)).unwrap();
        for (event, now_ms, decision) in &told {
            let repeated = again.dispatch(&value(event), &Value::Number(*now_ms)).unwrap();
            prop_assert_eq!(&common::json(&(&repeated).into()), decision);
        }
        let trace = watch.player.trace();
        let text = trace.to_string();
        prop_assert!(!text.contains('?') && !text.contains("k=3"), "a query in {}", text);
        let replayed = common::json(&(&trace::replay(&value(&trace)).unwrap()).into());
        for (entry, decision) in trace["events"].as_array().unwrap().iter().zip(replayed["decisions"].as_array().unwrap()) {
            prop_assert_eq!(&entry["phase"], &decision["phase"]);
            prop_assert_eq!(&entry["rule"], &decision["rule"]);
        }
    }
}

proptest! {
    #![proptest_config(common::random_cases(200))]

    /// A picture that moves, is new and gives no bad news is never commanded. The history before is random; then the page
    /// is there, and pictures come four times a second for three minutes. Asking the page is no command to the player.
    #[test]
    fn a_moving_picture_is_left_alone(policy in policy(), steps in steps()) {
        let mut policy = policy;
        policy["renewWhilePlaying"] = json!(false);
        policy["maxBehindMs"] = Json::Null;
        let mut watch = Watch::new(policy);
        for (pause_ms, event) in &steps {
            watch.step(*pause_ms, event);
        }
        watch.heal();
        // What the page was asked before is settled, and the last start is proven.
        watch.step(1_000.0, &json!({ "type": "play", "url": "http://a.b/x/new" }));
        watch.heal();
        let generation = watch.player.last["generation"].clone();
        let mut edge = 100_000.0;
        for tick in 0..720 {
            edge += 1.0;
            let position = watch.at + 1_000.0 + f64::from(tick) / 4.0;
            let mut told = vec![
                json!({ "type": "media", "name": "source", "edge": edge, "live": true }),
                json!({ "type": "media", "name": "progress", "position": position, "frames": 1_000_000 + tick * 6 }),
            ];
            match tick {
                // None of these is bad news of the picture.
                100 => told.push(json!({ "type": "online" })),
                200 => told.push(json!({ "type": "offline" })),
                300 => told.push(json!({ "type": "media", "name": "waiting" })),
                400 => told.push(json!({ "type": "media", "name": "data" })),
                500 => told.push(json!({ "type": "state", "code": 2104 })),
                _ => {}
            }
            watch.player.now_ms += 250.0;
            for event in told {
                let decision = watch.player.event(event);
                prop_assert_eq!(&decision["commands"], &json!([]), "{}", decision);
            }
        }
        prop_assert_eq!(watch.player.phase(), "playing");
        prop_assert_eq!(watch.player.last["generation"].clone(), generation);
    }
}
