//! Play addresses of every vendor, and when they need another one.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "common/vectors.rs"]
mod vectors;

use common::{data, json, value};
use playward::address;
use playward::boundary::names::call;
use playward::data::arguments::Arguments;
use playward::data::value::Value;
use proptest::prelude::*;
use serde_json::Value as Json;

fn check(name: &str, arguments: &[Json], case: &Json) {
    let arguments: Vec<_> = arguments.iter().map(value).collect();
    match call(name, Arguments(&arguments)) {
        Ok(answer) => vectors::compare(json(&answer), case),
        Err(error) => {
            let codes: Vec<Json> = error.issues.iter().map(|issue| issue.code.into()).collect();
            assert_eq!(Json::from(codes), case["throws"], "{case}");
        }
    }
}

#[test]
fn addresses() {
    for case in data("addresses.json")["cases"].as_array().unwrap() {
        check("parsePlayAddress", std::slice::from_ref(&case["address"]), case);
    }
}

/// Whoever signs an address, its query says when it runs out. Nothing of the query stands in a trace or tells a recording.
#[test]
fn expiry() {
    for case in data("addresses.json")["expiry"].as_array().unwrap() {
        let signed = ["https://a.b/live/x.m3u8?", case["query"].as_str().unwrap()].concat();
        let said = json(&call("parsePlayAddress", Arguments(&[Value::Text(signed.as_str().into())])).unwrap());
        assert_eq!(said["expiresAt"].as_f64(), case["expiresAt"].as_f64(), "{case}");
        assert_eq!(address::cut(&signed), "https://a.b/live/x.m3u8", "{case}");
        assert_eq!(address::recording(&signed), "https://a.b/live/x.m3u8", "{case}");
    }
}

#[test]
fn refresh() {
    for case in data("addresses.json")["refresh"].as_array().unwrap() {
        check("needsRefresh", case["args"].as_array().unwrap(), case);
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(address in ".{0,60}", scheme in "(ezopen|rtmp|https|wss|webrtc|)") {
        for address in [[&scheme, "://", &address].concat(), address] {
            let _ = call("parsePlayAddress", Arguments(&[Value::Text(address.as_str().into())]));
        }
    }
}
