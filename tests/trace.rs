//! What a trace must not hold, and what a snapshot of another version leads to.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Player, value};
use playward::data::value::Value;
use playward::supervisor::{
    Supervisor,
    trace::{replay, replay_values},
};
use serde_json::{Value as Json, json};

/// The event as the trace keeps it.
fn kept(event: &Json) -> Json {
    let mut player = Player::watching(json!({}));
    player.event(event.clone());
    player.trace()["events"][1]["event"].clone()
}

#[test]
fn an_event_is_redacted() {
    let outcome = |code: &str, class: &str, words: &str| json!({ "ok": false, "code": code, "class": class, "message": { "zh": words, "en": words }, "retry": "later" });
    for (event, expected) in [
        (
            json!({ "type": "play", "url": "rtmp://u:SECRET@a.b/live/two?txSecret=SECRET&txTime=6553F100#SECRET" }),
            json!({ "type": "play", "url": "rtmp://a.b/live/two", "expiresAt": 0x6553_F100 }),
        ),
        (
            json!({ "type": "play", "url": "rtmp://a.b/live/one", "expiresAt": 7 }),
            json!({ "type": "play", "expiresAt": 7 }),
        ),
        (json!({ "type": "play" }), json!({ "type": "play" })),
        (
            json!({ "type": "address", "url": "http://a.b/x.flv?k=SECRET", "expiresAt": null }),
            json!({ "type": "address", "url": "http://a.b/x.flv", "expiresAt": null }),
        ),
        (json!({ "type": "address", "url": "?k=SECRET" }), json!({ "type": "address", "url": "-", "expiresAt": null })),
        (
            json!({ "type": "address", "url": "http://a.b/0da634bed162705e6210b1a607b89325/59493fca/x.mp4?exper=60", "once": true }),
            json!({ "type": "address", "url": "http://a.b/x.mp4", "expiresAt": 0x5949_3fca, "trialSeconds": 60, "once": true }),
        ),
        (
            json!({ "type": "media", "name": "error", "code": "manifestLoadError", "httpStatus": 403 }),
            json!({ "type": "media", "name": "error", "code": "manifestLoadError", "httpStatus": 403 }),
        ),
        (
            json!({ "type": "media", "name": "error", "code": "GET http://a.b/x?k=SECRET" }),
            json!({ "type": "media", "name": "error", "code": "" }),
        ),
        (
            json!({ "type": "addressFailed", "outcome": outcome("60019", "encrypted", "SECRET") }),
            json!({ "type": "addressFailed", "outcome": outcome("60019", "encrypted", "") }),
        ),
        (
            json!({ "type": "tokenFailed", "outcome": outcome("SECRET words", "SECRET=1", "SECRET") }),
            json!({ "type": "tokenFailed", "outcome": outcome("", "unknown", "") }),
        ),
        (
            json!({ "type": "media", "name": "error", "code": "at.1k2j3h4g5f6d7s8a" }),
            json!({ "type": "media", "name": "error", "code": "" }),
        ),
        (
            json!({ "type": "addressFailed", "outcome": outcome("5ec2e75ec2e75ec2e75ec2e75ec2e75e", "device_offline", "") }),
            json!({ "type": "addressFailed", "outcome": outcome("", "device_offline", "") }),
        ),
        // WeChat's codes have nine digits.
        (
            json!({ "type": "addressFailed", "outcome": outcome("268485216", "server_error", "") }),
            json!({ "type": "addressFailed", "outcome": outcome("268485216", "server_error", "") }),
        ),
        (
            json!({ "type": "addressFailed", "outcome": {
                "class": "unknown", "code": "9048", "retry": "later", "vendorMessage": "SECRET",
            } }),
            json!({ "type": "addressFailed", "outcome": outcome("9048", "unknown", "") }),
        ),
        (json!({ "type": "addressFailed" }), json!({ "type": "addressFailed", "outcome": null })),
    ] {
        assert_eq!(kept(&event), expected, "{event}");
    }
}

#[test]
fn an_address_that_waits_is_cut_in_the_trace_of_a_restored_supervisor() {
    let mut player = Player::new(json!({}));
    player.event(json!({ "type": "hide" }));
    player.event(json!({ "type": "play", "url": "rtmp://a.b/live/one?txSecret=SECRET" }));
    let snapshot = player.snapshot();
    assert_eq!(snapshot["state"]["address"]["pending_url"], "rtmp://a.b/live/one?txSecret=SECRET");
    player.supervisor = Supervisor::restore(&value(&snapshot)).unwrap();
    assert_eq!(player.trace()["from"]["state"]["address"]["pending_url"], "rtmp://a.b/live/one");
    assert_eq!(
        player.event(json!({ "type": "show" })).get("rule"),
        Some(&json!("replanned")),
        "the supervisor itself goes on as before"
    );
    assert_eq!(player.wake()["commands"], json!([{ "type": "load", "url": "rtmp://a.b/live/one?txSecret=SECRET" }]));
}

#[test]
fn the_words_of_a_server_are_left_out_of_the_trace_of_a_restored_supervisor() {
    let mut player = Player::watching(json!({}));
    player.event(json!({ "type": "state", "code": 3004 }));
    player.wake();
    let outcome =
        json!({ "class": "SECRET=1", "code": "7", "message": { "zh": "SECRET", "en": "SECRET" }, "retry": "later" });
    let shown = player.event(json!({ "type": "addressFailed", "outcome": outcome }))["error"].clone();
    assert_eq!(shown["message"], json!({ "zh": "SECRET", "en": "SECRET" }));
    let snapshot = player.snapshot();
    player.supervisor = Supervisor::restore(&value(&snapshot)).unwrap();
    assert_eq!(player.event(json!({ "type": "hide" }))["error"], shown, "the supervisor itself keeps them");
    let trace = player.trace();
    assert!(!trace.to_string().contains("SECRET"), "{trace}");
    let replayed = replay(&value(&trace)).unwrap();
    assert_eq!(replayed.decisions.len(), 1);
}

/// One issue, not one for every field that has moved since.
#[test]
fn a_snapshot_of_another_version_is_refused_for_its_version_alone() {
    let mut snapshot = Player::watching(json!({})).snapshot();
    assert_eq!(snapshot["version"], 5);
    assert!(Supervisor::restore(&value(&snapshot)).is_ok());
    snapshot["state"]["hidden"] = json!(false);
    for version in [4, 6] {
        snapshot["version"] = json!(version);
        let error = Supervisor::restore(&value(&snapshot)).unwrap_err();
        let issues: Vec<_> = error.issues.iter().map(|issue| (issue.code, issue.field.as_str())).collect();
        assert_eq!(issues, [("out_of_range", "version")]);
    }
}

#[test]
fn a_trace_keeps_as_many_events_as_its_limit() {
    let mut player = Player::new(json!({ "traceLimit": 10 }));
    for (event, (kept, dropped)) in [(10, (10, 0)), (11, (10, 1)), (101, (10, 91))] {
        while player.now_ms < 1_000_000.0 + f64::from(event) {
            player.after(1.0).code(2001);
        }
        let trace = player.trace();
        assert_eq!((trace["events"].as_array().unwrap().len(), &trace["dropped"]), (kept, &json!(dropped)));
        assert_eq!(trace["from"].is_null(), dropped == 0);
    }
}

#[test]
fn a_code_that_is_too_long_for_one_is_left_out() {
    for (length, expected) in [(64, "e".repeat(64)), (65, String::new())] {
        let event = json!({ "type": "media", "name": "error", "code": "e".repeat(length) });
        assert_eq!(kept(&event)["code"], json!(expected));
    }
}

/// FNV-1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn digest(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

/// The same digests as in Node and in JavaScriptCore, see tests/js/trace-engines.test.mjs.
#[test]
fn recorded_traces_replay_to_the_same_bytes() {
    let digests = common::data("trace-digests.json");
    assert!(digests.as_object().unwrap().len() >= 20);
    for (name, expected) in digests.as_object().unwrap() {
        let recorded = common::data(&format!("traces/{name}.json"));
        let replayed = common::json(&replay_values(&value(&recorded), &Value::Null).unwrap());
        for (event, decision) in
            recorded["events"].as_array().unwrap().iter().zip(replayed["decisions"].as_array().unwrap())
        {
            assert_eq!(
                (&decision["phase"], &decision["rule"]),
                (&event["phase"], &event["rule"]),
                "{name} {}",
                event["event"]
            );
        }
        // serde_json sorts the keys.
        assert_eq!(&json!(digest(&replayed.to_string())), expected, "{name}");
    }
}
