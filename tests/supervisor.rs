//! The scenarios of tests/data/supervisor.json. tests/js/supervisor.test.mjs runs the same through the wasm.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Player, data, value};
use playward::supervisor::{Supervisor, trace};
use serde_json::{Value as Json, json};

/// The decision has what the step expects of it.
fn check(place: &str, player: &Player, expect: &Json) {
    for (key, expected) in expect.as_object().into_iter().flatten() {
        let actual = &player.last[key.as_str()];
        let equal = match key.as_str() {
            "wakeIn" => match (expected, player.last["wakeAtMs"].as_f64()) {
                (Json::Null, wake) => wake.is_none(),
                (range, Some(wake)) => {
                    let wait = wake - player.now_ms;
                    range[0].as_f64().unwrap() <= wait && wait <= range[1].as_f64().unwrap()
                }
                _ => false,
            },
            "commands" => {
                let expected = expected.as_array().unwrap();
                let actual = actual.as_array().unwrap();
                expected.len() == actual.len()
                    && expected.iter().zip(actual).all(|(expected, actual)| {
                        if expected.is_string() { expected == &actual["type"] } else { expected == actual }
                    })
            }
            "error" if expected.is_object() => {
                expected.as_object().unwrap().iter().all(|(key, expected)| &actual[key.as_str()] == expected)
            }
            _ => actual == expected,
        };
        assert!(equal, "{place}: {key} is not {expected} in {}", player.last);
    }
}

fn events(step: &Json) -> Vec<Json> {
    let state = |code: &Json| json!({ "type": "state", "code": code });
    let repeat = step["repeat"].as_u64().unwrap_or(1) as usize;
    let once = if let Some(codes) = step["codes"].as_array() {
        codes.iter().map(state).collect()
    } else if step["code"].is_number() {
        vec![state(&step["code"])]
    } else if step["play"].is_boolean() {
        vec![json!({ "type": "play", "url": "rtmp://a.b/live/one" })]
    } else if step["media"].is_string() {
        vec![json!({ "type": "media", "name": step["media"] })]
    } else if step["at"].is_number() {
        vec![json!({ "type": "media", "name": "progress", "position": step["at"] })]
    } else if let Some(fields) = step["net"].as_object() {
        let mut event = json!({ "type": "netStatus" });
        event.as_object_mut().unwrap().extend(fields.clone());
        vec![event]
    } else if step["tokenExpired"].is_boolean() {
        vec![json!({ "type": "addressFailed", "outcome": {
            "ok": false, "code": "10002", "class": "token_expired", "retry": "after_token_refresh",
            "message": { "zh": "accessToken异常或过期", "en": "the accessToken has expired" },
        } })]
    } else if step["outage"].is_boolean() {
        // An outage, and the try after it, whatever it is.
        vec![state(&json!(-2301)), json!("wake"), json!("answer")]
    } else if step["wake"].is_boolean() {
        vec![json!("wake")]
    } else {
        vec![step["event"].clone()]
    };
    (0..repeat).flat_map(|_| once.clone()).collect()
}

/// Runs one event, and sees to it that a snapshot at this point would be invisible.
fn dispatch(player: &mut Player, event: &Json) {
    match event.as_str() {
        Some("answer") if player.phase() != "fetching" => return,
        _ => {}
    }
    let mut twin = Supervisor::restore(&value(&player.snapshot())).unwrap();
    let event = match event.as_str() {
        Some("wake") => {
            player.now_ms =
                player.last["wakeAtMs"].as_f64().unwrap_or_else(|| panic!("no wake pending: {}", player.last));
            json!({ "type": "wake" })
        }
        Some(_) => json!({ "type": "address", "url": "rtmp://a.b/live/fresh" }),
        None => event.clone(),
    };
    player.event(event.clone());
    let restored = twin.dispatch(&value(&event), &playward::data::value::Value::Number(player.now_ms)).unwrap();
    assert_eq!(common::json(&(&restored).into()), player.last);
}

#[test]
fn scenarios() {
    let scenarios = data("supervisor.json");
    let failed: Vec<_> = scenarios["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|scenario| std::panic::catch_unwind(|| run(scenario)).is_err())
        .map(|scenario| &scenario["name"])
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

fn run(scenario: &Json) {
    {
        let name = scenario["name"].as_str().unwrap();
        let policy = if scenario["policy"].is_object() { scenario["policy"].clone() } else { json!({}) };
        let mut player = Player::new(policy);
        player.now_ms = scenario["nowMs"].as_f64().unwrap_or(1_000_000.0);
        let mut decisions = Vec::new();
        for (index, step) in scenario["steps"].as_array().unwrap().iter().enumerate() {
            player.now_ms += step["after"].as_f64().unwrap_or_default();
            let events = events(step);
            for (number, event) in events.iter().enumerate() {
                if number > 0 {
                    player.now_ms += step["every"].as_f64().unwrap_or_default();
                }
                dispatch(&mut player, event);
                decisions.push(player.last.clone());
            }
            check(&format!("{name}, step {index}"), &player, &step["expect"]);
        }
        for (key, expected) in scenario["stats"].as_object().into_iter().flatten() {
            let actual = player.stats()[key.as_str()].as_f64().unwrap();
            assert_eq!(actual, expected.as_f64().unwrap(), "{name}: {key}");
        }
        let replayed = common::json(&(&trace::replay(&value(&player.trace())).unwrap()).into());
        let outline =
            |decision: &Json| (decision["phase"].clone(), decision["rule"].clone(), decision["wakeAtMs"].clone());
        let original: Vec<_> = player.trace()["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| (e["phase"].clone(), e["rule"].clone()))
            .collect();
        for (replayed, original) in replayed["decisions"].as_array().unwrap().iter().zip(original) {
            let (phase, rule, _) = outline(replayed);
            assert_eq!((phase, rule), original, "{name}");
        }
        assert_eq!(replayed["stats"], player.stats(), "{name}");
    }
}

#[test]
fn every_player_oracle_has_its_scenario() {
    let scenarios = data("supervisor.json");
    let oracles = data("ezviz-oracles.json");
    for oracle in oracles["oracles"].as_array().unwrap().iter().filter(|oracle| oracle["area"] == "player.codes") {
        let covered =
            scenarios["scenarios"].as_array().unwrap().iter().any(|scenario| scenario["oracle"] == oracle["id"]);
        assert!(covered, "{}", oracle["id"]);
    }
}
