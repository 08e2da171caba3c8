//! The scenarios of tests/data/supervisor.json. tests/js/supervisor.test.mjs runs the same through the wasm.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Player, data, value};
use playward::supervisor::{Supervisor, trace};
use serde_json::{Value as Json, json};

/// The decision has what the step expects of it.
fn check(place: &str, player: &mut Player, expect: &Json) {
    for (key, expected) in expect.as_object().into_iter().flatten() {
        let health = player.health();
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
            "health" if expected.is_array() => expected == &json!([health["word"], health["live"]]),
            "health" => expected == &health["word"],
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
            check(&format!("{name}, step {index}"), &mut player, &step["expect"]);
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

/// What each code leads to while a push goes on: phase, rule, and the code of the error.
#[test]
fn every_row_of_the_pushers_table() {
    let rows: [(&[i32], &str, &str, Option<&str>); 12] = [
        (&[1001, 1003, 1004, 1005, 1006, 1008, 1018, 1019, 1020, 1021], "playing", "normal_progress", None),
        (&[1002, 1007], "playing", "normal_progress", None),
        (&[1101, 1103, 1104, 1105, 1106], "playing", "degraded", None),
        (&[1102, 3001, 3002, 3003, 3005], "reconnecting", "native_retry_under_way", None),
        (&[3004, -100_006, -100_018], "backoff", "address_refused", None),
        (&[5000], "suspended", "suspended_by_system", None),
        (&[10_001, -1301], "failed", "permission_denied", Some("permission_camera")),
        (&[10_002, -1302], "failed", "permission_denied", Some("permission_microphone")),
        (&[10_003, 10_004, -3301, -100_015], "playing", "normal_progress", None),
        (&[-1303, -1304, -1307, -1308, -1310, -1311, -1312], "backoff", "disconnected", None),
        (&[-1305, -1306, -1309], "failed", "device_unusable", Some("device_unusable")),
        (&[2004, -2301, 424_242], "playing", "unknown_code_ignored", None),
    ];
    let listed = common::json(&playward::players::list(playward::players::Source::LivePusher).collect());
    for state in listed.as_array().unwrap() {
        assert!(rows.iter().any(|(codes, ..)| codes.iter().any(|code| json!(code) == state["code"])), "{state}");
    }
    for (codes, phase, rule, error) in rows {
        for code in codes {
            let mut player = Player::watching(json!({ "component": "live-pusher" }));
            for _ in 0..3 {
                player.now_ms += 1_000.0;
                player.event(json!({ "type": "netStatus", "videoBitrate": 800, "netSpeed": 90 }));
            }
            assert_eq!(player.phase(), "playing");
            player.event(json!({ "type": "state", "code": code }));
            let last = &player.last;
            let seen = (last["phase"].as_str(), last["rule"].as_str(), last["error"]["code"].as_str());
            assert_eq!(seen, (Some(phase), Some(rule), error), "{code}");
            assert_eq!(last["commands"], json!([]), "{code}");
            let degraded = rule == "degraded";
            assert_eq!(last["degraded"], degraded, "{code}");
            if let Some(error) = error {
                assert_eq!(last["error"]["retryable"], json!(false), "{code}: {error}");
            }
        }
    }
}

/// Where a media element has got to may come as numbers: the decision, the snapshot and the trace are those of the event.
#[cfg(feature = "quick")]
#[test]
fn progress_as_numbers() {
    use common::json;
    use playward::data::value::Answer;
    use playward::supervisor::Progress;

    let (mut told, mut quick) = (Player::watching(json!({})), Player::watching(json!({})));
    let mut as_before = 0;
    for step in 1..400 {
        told.after(250.0);
        quick.after(250.0);
        // The picture stands now and then, until it is started again.
        let position = if step % 100 < 60 { f64::from(step) / 4.0 } else { 15.0 };
        let generation = told.last["generation"].as_f64().unwrap();
        let event = json!({ "type": "media", "name": "progress", "position": position, "generation": generation });
        told.event(event);
        match quick.supervisor.progress(position, generation, quick.now_ms).unwrap() {
            Progress::Changed(decision) => quick.last = json(&Answer::from(&decision)),
            Progress::AsBefore { wake_at_ms } => {
                quick.last["wakeAtMs"] = json(&Answer::from(wake_at_ms));
                as_before += 1;
            }
        }
        assert_eq!(quick.last, told.last, "step {step}");
    }
    assert!(as_before > 200, "{as_before}");
    assert_eq!((quick.snapshot(), quick.trace()), (told.snapshot(), told.trace()));

    let before = quick.snapshot();
    for (position, generation, now_ms) in [
        (-1.0, 1.0, 0.0),
        (f64::NAN, 1.0, 0.0),
        (9_007_199_254_740_994.0, 1.0, 0.0),
        (1.0, 0.5, 0.0),
        (1.0, -1.0, 0.0),
        (1.0, 4_294_967_296.0, 0.0),
        (1.0, 1.0, f64::NAN),
        (1.0, 1.0, f64::INFINITY),
        (1.0, 1.0, 9_007_199_254_740_994.0),
    ] {
        assert_eq!(quick.supervisor.progress(position, generation, now_ms), None);
    }
    assert_eq!(quick.snapshot(), before);
}

/// A picture that comes back before the try that was to bring another address; calm time proves it 2 s later.
fn back_by_itself_with_a_wish() -> Player {
    let mut player =
        Player::new(json!({ "live": false, "maxAttempts": 1, "longTailMs": 30_000, "maxRestartsPerMinute": 2 }));
    player.event(json!({ "type": "play", "url": "rtmp://a.b/x/1", "expiresAt": null }));
    player.wake();
    player.after(4_316.0).code(2001);
    player.wake();
    assert_eq!(player.event(json!({ "type": "renew" }))["commands"], json!([]));
    assert_eq!(player.code(2003)["commands"], json!([]));
    player
}

#[test]
fn a_wish_is_asked_for_when_the_picture_comes_back_by_itself() {
    let asked = json!([{ "type": "fetchAddress", "reason": "wished", "question": 1 }]);
    // Nothing else comes, or the same wish once more.
    for event in [json!({ "type": "online" }), json!({ "type": "renew" })] {
        let mut player = back_by_itself_with_a_wish();
        assert_eq!(player.after(2_140.0).event(event)["commands"], asked);
        assert_eq!(player.after(10.0).event(json!({ "type": "online" }))["commands"], json!([]));
    }
}

#[test]
fn a_wish_is_not_asked_for_where_the_view_ends() {
    let endings = [
        (json!({ "type": "stop" }), json!([{ "type": "stop" }])),
        (json!({ "type": "pause", "by": "user" }), json!([])),
        (json!({ "type": "hide" }), json!([])),
    ];
    for (event, commands) in endings {
        assert_eq!(back_by_itself_with_a_wish().after(2_140.0).event(event)["commands"], commands);
    }
}

#[test]
fn a_wish_ends_with_its_view() {
    let mut player = back_by_itself_with_a_wish();
    player.after(2_140.0).event(json!({ "type": "stop" }));
    assert_eq!(player.event(json!({ "type": "play", "url": "rtmp://a.b/x/2", "expiresAt": null }))["rule"], "paced");
    assert_eq!(player.wake()["commands"][0]["url"], "rtmp://a.b/x/2");
    assert_eq!(player.code(2003)["commands"], json!([]));
    assert_eq!(player.after(2_140.0).event(json!({ "type": "online" }))["commands"], json!([]));
}
