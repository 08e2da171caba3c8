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

/// A user, a password and a query show nowhere, however the address is written.
#[test]
fn no_form_shows_a_secret() {
    for case in data("addresses.json")["secrets"].as_array().unwrap() {
        let address = case["address"].as_str().unwrap();
        let cut = address::cut(address);
        assert_eq!(cut, case["cut"].as_str().unwrap(), "{address}");
        assert!(address.contains("SECRET") && !cut.contains("SECRET"), "{address} shows {cut}");
        assert_eq!(address::cut(&cut), cut, "{address}");
    }
}

/// An address that never ends takes no time of the page's.
#[test]
fn a_hostile_address_is_cut() {
    for piece in ["://", "a://", "@", "/", "x:", "/@/", "0da634bed162705e6210b1a607b89325/59493fca/"] {
        let cut = address::cut(&piece.repeat(10_000));
        assert!(!cut.contains('@'));
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(address in ".{0,60}", scheme in "(ezopen|rtmp|https|wss|webrtc|)") {
        for address in [[&scheme, "://", &address].concat(), address] {
            let _ = call("parsePlayAddress", Arguments(&[Value::Text(address.as_str().into())]));
        }
    }

    /// A user with a password stands before the host, whatever stands before both and after them.
    #[test]
    fn no_user_shows(before in "(http|rtmp|ezopen|x)?[:/\\\\.x]{0,6}", user in "[a-z:%40/?#@]{0,6}", after in "[a-z:/?#@\\\\]{0,12}") {
        let cut = address::cut(&[&before, "/", &user, ":SECRET@", &after].concat());
        prop_assert!(!cut.contains("SECRET"), "{}", cut);
        prop_assert_eq!(address::cut(&cut), cut);
    }

    #[test]
    fn what_is_cut_stays_as_it_is(address in "([:/@?#%.a]|http|://|%40){0,24}") {
        let cut = address::cut(&address);
        prop_assert!(!cut.contains(['@', '?']), "{}", cut);
        prop_assert_eq!(address::cut(&cut), cut);
    }
}
