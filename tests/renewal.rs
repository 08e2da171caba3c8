//! What runs out and must not: the scenarios of tests/data/renewal.json, which tests/js/renewal.test.mjs runs through the
//! wasm, the distributions, and what holds whatever comes in.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{data, json, value};
use playward::data::arguments::Arguments;
use playward::data::issue::Result;
use playward::data::object::Object;
use playward::data::value::{Answer, Value};
use playward::renewal::Renewal;
use proptest::prelude::*;
use serde_json::{Value as Json, json as literal};

/// A renewal, and the caller's clock.
struct Keeper {
    renewal: Renewal,
    now_ms: f64,
    last: Json,
}

impl Keeper {
    fn new(policy: &Json) -> Self {
        Self { renewal: Renewal::from_value(&value(policy)).unwrap(), now_ms: 1_000_000.0, last: Json::Null }
    }

    fn tell(&mut self, event: &Json) -> &Json {
        let event = if event.is_string() { literal!({ "type": event }) } else { event.clone() };
        let given = [value(&event), Value::Number(self.now_ms)];
        self.last = json(&self.renewal.call("dispatch", Arguments(&given)).unwrap());
        &self.last
    }

    fn say(&mut self, event: &str) -> &Json {
        self.tell(&literal!(event))
    }

    fn wake(&mut self) -> &Json {
        self.now_ms = self.last["wakeAtMs"].as_f64().unwrap_or_else(|| panic!("no wake pending: {}", self.last));
        self.say("wake")
    }

    fn wake_in(&self) -> Option<f64> {
        self.last["wakeAtMs"].as_f64().map(|at| at - self.now_ms.floor())
    }
}

fn failed(retry: &str) -> Json {
    let class = match retry {
        "never" => "no_permission",
        "slower" => "rate_limited",
        _ => "server_error",
    };
    let message = literal!({ "zh": "失败", "en": "failed" });
    literal!({ "type": "failed", "outcome": { "ok": false, "code": "1", "class": class, "retry": retry, "message": message } })
}

fn check(place: &str, keeper: &Keeper, expect: &Json) {
    for (key, expected) in expect.as_object().into_iter().flatten() {
        let actual = &keeper.last[key.as_str()];
        let equal = match key.as_str() {
            "wakeIn" => match (expected, keeper.wake_in()) {
                (Json::Null, wake) => wake.is_none(),
                (range, Some(wait)) => range[0].as_f64().unwrap() <= wait && wait <= range[1].as_f64().unwrap(),
                _ => false,
            },
            "error" if expected.is_object() => {
                let message = &actual["message"];
                assert!(message["zh"] != "" && message["en"] != "", "{place}: no words in {}", keeper.last);
                expected.as_object().unwrap().iter().all(|(key, expected)| &actual[key.as_str()] == expected)
            }
            "secondsLeft" if expected.is_number() => actual.as_f64() == expected.as_f64(),
            _ => actual == expected,
        };
        assert!(equal, "{place}: {key} is not {expected} in {}", keeper.last);
    }
}

#[test]
fn scenarios() {
    for scenario in data("renewal.json")["scenarios"].as_array().unwrap() {
        let mut keeper = Keeper::new(&scenario["policy"]);
        keeper.now_ms = scenario["nowMs"].as_f64().unwrap_or(1_000_000.0);
        for (index, step) in scenario["steps"].as_array().unwrap().iter().enumerate() {
            keeper.now_ms += step["after"].as_f64().unwrap_or_default();
            match (step["wake"].as_bool(), step["failed"].as_str()) {
                (Some(_), _) => keeper.wake(),
                (_, Some(retry)) => keeper.tell(&failed(retry)),
                _ => keeper.tell(&step["event"]),
            };
            check(&format!("{}, step {index}", scenario["name"]), &keeper, &step["expect"]);
        }
    }
}

#[test]
fn every_rule_has_its_scenario() {
    let text = data("renewal.json")["scenarios"].to_string();
    let playward = playward::boundary::unions::live();
    let unions = json(&playward);
    let rules = unions.as_array().unwrap().iter().find(|union| union["name"] == "RenewalRule").unwrap();
    for rule in rules["members"].as_array().unwrap() {
        assert!(text.contains(&format!("\"rule\":{}", rule["name"])), "{}", rule["name"]);
    }
}

#[test]
fn what_is_refused_changes_nothing() {
    let codes = |result: Result<()>| -> Json {
        let error = result.unwrap_err();
        assert_eq!(error.code, "invalid_params");
        error.issues.iter().map(|issue| literal!([issue.code, issue.field])).collect()
    };
    for case in data("renewal.json")["refused"].as_array().unwrap() {
        let refused = if case.get("policy").is_some() {
            codes(Renewal::from_value(&value(&case["policy"])).map(drop))
        } else {
            let now_ms: Answer = case.get("nowMs").map_or(Value::Number(0.0), value);
            let mut renewal = Renewal::from_value(&Value::Null).unwrap();
            let before = format!("{renewal:?}");
            let refused = codes(renewal.dispatch(&value(&case["event"]), &now_ms).map(drop));
            assert_eq!(format!("{renewal:?}"), before);
            refused
        };
        assert_eq!(refused, case["issues"], "{case}");
    }
}

#[test]
fn the_words_are_the_servers() {
    let mut keeper = Keeper::new(&Json::Null);
    keeper.say("need");
    assert_eq!(keeper.tell(&failed("later"))["error"]["message"], literal!({ "zh": "失败", "en": "failed" }));
    keeper.wake();
    let mut silent = failed("later");
    silent["outcome"]["message"] = literal!({ "zh": "", "en": "" });
    assert_eq!(keeper.tell(&silent)["error"]["message"], literal!({ "zh": "操作失败", "en": "it failed" }));
}

// ───────────────────────────── distributions ─────────────────────────────

const SEEDS: u32 = 20_000;
const WINDOW_MS: f64 = 50.0;

/// The delays that a crowd plans after the same history, sorted.
fn delays(history: impl Fn(&mut Keeper)) -> Vec<f64> {
    let mut delays: Vec<f64> = (0..SEEDS)
        .map(|seed| {
            let mut keeper = Keeper::new(&literal!({ "seed": seed }));
            history(&mut keeper);
            if keeper.last["fetch"] == true { 0.0 } else { keeper.wake_in().unwrap() }
        })
        .collect();
    delays.sort_unstable_by(f64::total_cmp);
    delays
}

/// They fill the range, and no window of 50 ms holds more than a share of the crowd.
fn assert_spread(name: &str, delays: &[f64], (from, to): (f64, f64), share: f64) {
    let (first, last) = (delays[0], delays[delays.len() - 1]);
    assert!(from <= first && last <= to, "{name}: {first} to {last}");
    let edge = (to - from) / 100.0;
    assert!(first <= from + edge && to - edge <= last, "{name}: {first} to {last} is too narrow");
    let mut oldest = 0;
    for (newest, delay) in delays.iter().enumerate() {
        while delay - delays[oldest] >= WINDOW_MS {
            oldest += 1;
        }
        let held = (newest - oldest + 1) as f64 / f64::from(SEEDS);
        assert!(held <= share, "{name}: {held} of the crowd within 50 ms at {delay} ms");
    }
}

fn failures(count: usize) -> Vec<f64> {
    delays(|keeper| {
        keeper.say("need");
        for _ in 1..count {
            keeper.say("failed");
            keeper.wake();
        }
        keeper.say("failed");
    })
}

#[test]
fn retries_are_spread() {
    assert_spread("first retry", &failures(1), (1_600.0, 2_400.0), 0.12);
    assert_spread("third retry", &failures(3), (6_400.0, 9_600.0), 0.06);
    assert_spread("at the cap", &failures(8), (24_000.0, 36_000.0), 0.04);
    let online = delays(|keeper| {
        for event in ["need", "failed"] {
            keeper.say(event);
        }
        keeper.wake();
        for event in ["failed", "online"] {
            keeper.say(event);
        }
    });
    assert_spread("online", &online, (0.0, 2_000.0), 0.04);
}

#[test]
fn a_renewal_ahead_comes_up_to_five_seconds_earlier_and_never_later() {
    let ahead = delays(|keeper| {
        keeper.say("need");
        keeper.tell(&literal!({ "type": "got", "expiresAt": 8_200 }));
    });
    assert_spread("ahead", &ahead, (7_135_000.0, 7_140_000.0), 0.02);
}

#[test]
fn one_that_is_over_when_it_comes_is_renewed_after_the_longest_delay_or_up_to_twice_that() {
    let over = delays(|keeper| {
        keeper.say("need");
        keeper.tell(&literal!({ "type": "got", "expiresAt": 1 }));
    });
    assert_spread("over on arrival", &over, (30_000.0, 60_000.0), 0.02);
}

// ───────────────────────────── whatever comes in ─────────────────────────────

/// What can happen between two moments.
#[derive(Clone, Debug)]
enum Happens {
    Event(Json, f64),
    /// The moment that was planned comes, if one was.
    Wake,
}

fn happens() -> impl Strategy<Value = Happens> {
    let plain = prop::sample::select(vec!["need", "refused", "hide", "show", "online", "wake"]);
    let event = prop_oneof![
        6 => plain.prop_map(|event| literal!(event)),
        2 => (prop::option::of(0.0..3_000.0), prop::option::of(0.0..3_000.0))
            .prop_map(|(expires, issued): (Option<f64>, Option<f64>)| literal!({ "type": "got", "expiresAt": expires, "issuedAt": issued })),
        2 => prop::sample::select(vec!["never", "later", "slower", "when_online", "after_token_refresh"]).prop_map(failed),
        1 => Just(literal!("failed")),
    ];
    let after = prop_oneof![4 => 0.0..5_000.0, 2 => 0.0..100_000.0, 1 => -1e9..1e9, 1 => Just(0.0)];
    prop_oneof![3 => (event, after).prop_map(|(event, after)| Happens::Event(event, after)), 1 => Just(Happens::Wake)]
}

fn policies() -> impl Strategy<Value = Json> {
    (any::<u32>(), any::<bool>(), 0..100_i32, 0..4_000_i32, 1.0..3.0, 1..20_000_i32).prop_map(
        |(seed, ahead, margin, base, factor, timeout)| {
            literal!({ "seed": seed, "ahead": ahead, "marginSeconds": margin, "retryBaseMs": base, "retryFactor": factor, "fetchTimeoutMs": timeout })
        },
    )
}

proptest! {
    #![proptest_config(common::random_cases(3_000))]

    #[test]
    fn it_is_never_stuck_and_never_asks_twice(policy in policies(), happenings in prop::collection::vec(happens(), 1..60)) {
        let mut keeper = Keeper::new(&policy);
        let mut twin = Keeper::new(&policy);
        let (mut open, mut needed, mut hidden, mut waiting) = (false, false, false, false);
        for happening in &happenings {
            let event = match happening {
                Happens::Event(event, after) => {
                    keeper.now_ms = (keeper.now_ms + after).clamp(0.0, 1e12);
                    event.clone()
                }
                Happens::Wake => {
                    keeper.now_ms = keeper.last["wakeAtMs"].as_f64().unwrap_or(keeper.now_ms);
                    literal!("wake")
                }
            };
            keeper.tell(&event);
            twin.now_ms = keeper.now_ms;
            prop_assert_eq!(&keeper.last, twin.tell(&event), "the same seed and events, another decision");

            let kind = event.as_str().or(event["type"].as_str()).unwrap();
            needed |= kind == "need";
            waiting |= kind == "need";
            hidden = kind == "hide" || (hidden && kind != "show");
            let last = &keeper.last;
            let (fetch, good) = (last["fetch"] == true, last["good"] == true);
            let closes = ["got", "failed"].contains(&kind) || last["rule"] == "fetch_timeout";
            open &= !closes;
            prop_assert!(!fetch || !open, "a second question: {last}");
            prop_assert!(!fetch || needed, "asked before the first need: {last}");
            prop_assert!(!fetch || !hidden || kind == "need", "asked while hidden: {last}");
            open |= fetch;

            let told = last["waiting"].as_str().unwrap();
            prop_assert_eq!(told == "give", good, "{}", last);
            prop_assert!(told != "fail" || waiting, "nobody was there to fail: {last}");
            waiting &= told == "wait";
            let wake = last["wakeAtMs"].as_f64();
            prop_assert!(!waiting || hidden || wake.is_some(), "stuck: {last}");
            prop_assert!(!open || wake.is_some(), "an open question without a deadline: {last}");
            prop_assert!(!hidden || open || wake.is_none(), "a wake while hidden: {last}");
            prop_assert!(wake.is_none_or(|at| at >= keeper.now_ms.floor()), "a wake in the past: {last}");
            prop_assert!(last["secondsLeft"].as_f64().is_none_or(|left| left >= 0.0), "{last}");
            prop_assert!(!good || kind != "refused", "{last}");
        }
    }

    /// Wakes alone, each at its moment: a good one is always renewed before its end, however long it lasts.
    #[test]
    fn it_is_renewed_in_time(seed in any::<u32>(), lives in prop::collection::vec(5_u32..10_000, 1..8)) {
        let mut keeper = Keeper::new(&literal!({ "seed": seed }));
        keeper.say("need");
        for life in lives {
            let life = f64::from(life);
            let issued = keeper.now_ms / 1_000.0 + 86_400.0;
            keeper.tell(&literal!({ "type": "got", "issuedAt": issued, "expiresAt": issued + life }));
            let margin = if life > 60.0 { 60.0 } else { life / 2.0 };
            let due_ms = (life - margin) * 1_000.0;
            let wait = keeper.wake_in().unwrap();
            prop_assert!(wait <= due_ms.max(2_000.0) && wait >= due_ms - 5_001.0, "{wait} of {due_ms}");
            prop_assert!(keeper.wake()["fetch"] == true && keeper.last["good"] == true, "{}", keeper.last);
        }
    }
}
