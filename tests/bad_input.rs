//! What is refused, with which issues, and that nothing is lost by it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Player, data, value};
use playward::data::issue::Error;
use playward::supervisor::{Supervisor, trace};
use serde_json::{Value as Json, json};

fn issues(error: &Error) -> Json {
    assert_eq!(error.code, "invalid_params");
    error.issues.iter().map(|issue| json!([issue.code, issue.field])).collect()
}

/// tests/js/bad-input.test.mjs reads the same file.
#[test]
fn bad_input() {
    for case in data("bad-input.json")["cases"].as_array().unwrap() {
        let argument = value(&case["argument"]);
        let error = match case["call"].as_str().unwrap() {
            "Supervisor" => Supervisor::from_value(&argument).map(|_| ()).unwrap_err(),
            "dispatch" => Player::watching(json!({})).refused(case["argument"].clone()),
            "restore" => Supervisor::restore(&argument).map(|_| ()).unwrap_err(),
            _ => trace::replay(&argument).map(|_| ()).unwrap_err(),
        };
        assert_eq!(issues(&error), case["issues"], "{}", case["argument"]);
        assert!(!error.to_string().contains("SECRET"), "{error}");
    }
}

#[test]
fn a_refused_event_changes_nothing() {
    let mut player = Player::watching(json!({}));
    player.code(2004);
    let before = player.snapshot();
    player.refused(json!({ "type": "state", "code": "2004" }));
    assert_eq!(player.snapshot(), before);
    assert_eq!(player.trace()["events"].as_array().unwrap().len(), 2);
}

#[test]
fn the_time_is_told_with_the_event() {
    let mut player = Player::watching(json!({}));
    let error = player.supervisor.dispatch(&value(&json!({ "type": "dance" })), &value(&json!("now"))).unwrap_err();
    assert_eq!(issues(&error), json!([["not_allowed", "type"], ["wrong_type", "nowMs"]]));
    assert_eq!(issues(&player.supervisor.stats(&value(&Json::Null)).unwrap_err()), json!([["missing_field", "nowMs"]]));
}

#[test]
fn messages_name_the_field_in_both_languages() {
    let error = Player::watching(json!({})).refused(json!({ "type": "state", "code": "2004", "kode": 1 }));
    assert_eq!(
        error.to_string(),
        "invalid_params: code 类型不对 / has the wrong type; kode 不认识的字段，请检查拼写 / is not a known field, check its spelling"
    );
}
