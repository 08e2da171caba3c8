//! The tables of state codes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::value;
use playward::boundary::names::call;
use playward::data::arguments::Arguments;
use playward::data::value::Value;
use serde_json::{Value as Json, json};

fn describe(code: Json, source: Json) -> Json {
    common::json(&call("describeState", Arguments(&[value(&code), value(&source)])).unwrap())
}

fn list(source: &str) -> Vec<Json> {
    let states = common::json(&call("listStates", Arguments(&[value(&json!(source))])).unwrap());
    states.as_array().unwrap().clone()
}

#[test]
fn every_row_is_whole_and_says_the_same_twice() {
    for source in ["live-player", "live-pusher"] {
        let states = list(source);
        for state in &states {
            assert_eq!(&describe(state["code"].clone(), json!(source)), state);
            assert!(!state["message"]["zh"].as_str().unwrap().is_empty());
            assert!(state["message"]["en"].as_str().unwrap().is_ascii());
            assert_eq!(states.iter().filter(|other| other["code"] == state["code"]).count(), 1, "{state}");
            assert_eq!(states.iter().filter(|other| other["name"] == state["name"]).count(), 1, "{state}");
        }
    }
}

#[test]
fn what_the_vendor_says() {
    for (code, category, native_retry) in [
        (2001, "progress", false),
        (2004, "progress", false),
        (2006, "terminal", false),
        (2103, "warning", true),
        (2105, "warning", false),
        (3001, "error", true),
        (3004, "error", false),
        (3005, "error", true),
        (-2301, "terminal", false),
        (-2302, "terminal", false),
        (2032, "unknown", false),
        (6000, "unknown", false),
        (424242, "unknown", false),
    ] {
        let state = describe(json!(code), Json::Null);
        assert_eq!(
            (state["category"].as_str(), state["nativeRetry"].as_bool()),
            (Some(category), Some(native_retry)),
            "{state}"
        );
    }
    // Numbers clash: the same one means other things to the pusher.
    assert_eq!(describe(json!(5000), json!("live-player"))["category"], "unknown");
    assert_eq!(describe(json!(5000), json!("live-pusher"))["category"], "warning");
    assert_eq!(describe(json!(2004), json!("live-pusher"))["category"], "unknown");
    assert_eq!(describe(json!(0.5), Json::Null)["code"], 0.5);
}

#[test]
fn every_code_of_the_vendors_pages_is_there() {
    let numbers = |source: &str| -> Vec<i64> {
        list(source).iter().map(|state| state["code"].as_f64().unwrap() as i64).collect()
    };
    let player = numbers("live-player");
    for code in [
        2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2026, 2027, 2029, 2030, 2032, 2101, 2102, 2103, 2104,
        2105, 2106, 2107, 2108, 3001, 3002, 3003, 3004, 3005, 5000, 5001, 6000, 6002, 6003, 6004, 6005, 10005, 10012,
        10014, -2301, -2302, -2304, -2308,
    ] {
        assert!(player.contains(&code), "{code}");
    }
    let pusher = numbers("live-pusher");
    for code in (1001..=1008)
        .chain(1018..=1021)
        .chain(1101..=1106)
        .chain(3001..=3005)
        .chain(-1312..=-1301)
        .chain([5000, -3301, -100006, -100015, -100018])
    {
        assert!(pusher.contains(&code), "{code}");
    }
}

#[test]
fn bad_arguments_are_all_told_at_once() {
    let refused = |name: &str, given: &[Value<'static>]| call(name, Arguments(given)).unwrap_err();
    let error = refused("describeState", &[Value::Text("2004".into()), Value::Text("tv".into())]);
    let issues: Vec<_> = error.issues.iter().map(|issue| (issue.code, issue.field.as_str())).collect();
    assert_eq!(issues, [("wrong_type", "code"), ("not_allowed", "source")]);
    assert_eq!(refused("describeState", &[]).issues[0].code, "missing_field");
    assert_eq!(refused("describeState", &[Value::Number(f64::NAN)]).issues[0].code, "wrong_type");
    assert_eq!(refused("listStates", &[Value::Number(1.0)]).issues[0].field, "source");
}
