//! Baijiayun, natively: the vectors that tests/js reads too.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{data, json, random_cases, value};
use playward::boundary::names::call;
use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const KEY: &str = "testkey";

fn run(function: &str, arguments: &[Json]) -> Result<Json, Error> {
    let arguments: Vec<_> = arguments.iter().map(value).collect();
    call(&["baijiayun.", function].concat(), Arguments(&arguments)).map(|value| json(&value))
}

fn cases(name: &str) -> Vec<Json> {
    data(name)["cases"].as_array().unwrap().clone()
}

fn issues(error: &Error) -> Json {
    assert_eq!(error.code, "invalid_params");
    error.issues.iter().map(|issue| json!([issue.code, issue.field])).collect()
}

fn account() -> Json {
    json!({ "domain": "demo", "partnerId": 12345678, "partnerKey": KEY })
}

#[test]
fn signatures() {
    for case in cases("baijiayun-sign.json") {
        let signed = run("sign", &[case["params"].clone(), case["partnerKey"].clone()]);
        match signed {
            Ok(sign) => assert_eq!(sign, case["returns"], "{}", case["id"]),
            Err(error) => {
                let codes: Json = error.issues.iter().map(|issue| json!(issue.code)).collect();
                assert_eq!(codes, case["throws"]["issues"], "{}", case["id"]);
            }
        }
    }
}

/// The text that is signed, filled in as a caller does; `None` where that goes the usual way.
#[cfg(feature = "quick")]
fn filled_in(fields: &[(String, String)], key: &str) -> Option<String> {
    let names: Vec<_> = fields.iter().map(|(name, _)| name).collect();
    let form = run("textToSign", &[json!(names)]).unwrap();
    let in_order = form["names"].as_array()?.iter().map(|name| {
        let (_, value) = fields.iter().find(|(known, _)| *name == json!(known)).unwrap();
        value.as_str()
    });
    let before: Vec<_> = form["before"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    let values: Vec<_> = in_order.chain([key]).collect();
    assert_eq!(before.len(), values.len());
    Some(before.iter().zip(values).map(|(before, value)| [*before, value].concat()).collect())
}

#[cfg(feature = "quick")]
#[test]
fn texts_to_sign() {
    let mut compared = 0;
    for case in cases("baijiayun-sign.json").iter().filter(|case| case["returns"].is_string()) {
        let fields = case["params"].as_array().unwrap().iter();
        let plain = fields.map(|pair| {
            let value = if let Json::String(text) = &pair[1] { text.clone() } else { pair[1].to_string() };
            (pair[0].as_str().unwrap().to_owned(), value)
        });
        let plain: Vec<_> = plain.filter(|(_, value)| !value.starts_with('{')).collect();
        if let Some(text) = filled_in(&plain, case["partnerKey"].as_str().unwrap()) {
            assert_eq!(json!(text), case["stringToSign"], "{}", case["id"]);
            compared += 1;
        }
    }
    assert!(compared > 5, "{compared} compared");
}

#[cfg(feature = "quick")]
#[test]
fn names_that_go_the_usual_way() {
    let plain = json!({ "names": ["a", "b"], "before": ["a=", "&b=", "&partner_key="] });
    assert_eq!(run("textToSign", &[json!(["b", "a"])]).unwrap(), plain);
    for names in [
        json!([]),
        json!(["sign"]),
        json!(["a", "sign"]),
        json!(["a", ""]),
        json!(["a", "7"]),
        json!(["a", "1e5"]),
        json!(["a", "b", "a"]),
        json!(["a", 1]),
        json!(["a", null]),
        json!("a"),
        json!({ "a": 1 }),
        Json::Null,
    ] {
        assert_eq!(run("textToSign", std::slice::from_ref(&names)).unwrap(), Json::Null, "{names}");
    }
}

#[test]
fn requests() {
    for case in cases("baijiayun-requests.json") {
        let api = &case["api"];
        let made = run("request", &[api.clone(), case["params"].clone(), account(), json!(1_700_000_000.9)]).unwrap();
        assert_eq!(made["method"], case["method"], "{api}");
        let mut sent = case["sent"].clone();
        if api == "upload" {
            assert_eq!(made["url"], case["params"]["upload_url"]);
        } else {
            sent["partner_id"] = json!("12345678");
            sent["timestamp"] = json!("1700000000");
            sent["sign"] = run("sign", &[sent.clone(), json!(KEY)]).unwrap();
        }
        if case["method"] == "POST" {
            assert_eq!(made["data"], sent, "{api}");
        } else {
            assert_eq!(made["data"], json!({}));
            let signed = format!("&sign={}", sent["sign"].as_str().unwrap());
            assert!(made["url"].as_str().unwrap().ends_with(&signed), "{api}");
        }
        let bad = run("request", &[api.clone(), case["bad"]["params"].clone(), account(), json!(1_700_000_000)]);
        assert_eq!(issues(&bad.unwrap_err()), case["bad"]["issues"], "{api}");
    }
}

#[test]
fn answers() {
    for case in cases("baijiayun-answers.json") {
        let answer = run("interpret", &[case["api"].clone(), case["body"].clone()]).unwrap();
        assert_eq!(answer["outcome"]["class"], case["class"], "{}", case["id"]);
    }
}

/// tests/js/baijiayun.test.mjs reads the same file.
#[test]
fn qualities() {
    let file = data("baijiayun-quality.json");
    let now = file["now"].as_i64().unwrap();
    for case in file["cases"].as_array().unwrap() {
        let mut play_info = case["has"].clone();
        for (quality, entry) in play_info.as_object_mut().unwrap() {
            let scheme = entry[1].as_str().unwrap_or("http");
            let path = entry[0].as_i64().map(|life| format!("de02f687b209587123160322cb32416c/{:x}/", now + life));
            *entry = json!({ "url": format!("{scheme}://a.b/{}{quality}.mp4", path.unwrap_or_default()) });
        }
        let arguments = [play_info.clone(), case["wanted"].clone(), json!(now), case["options"].clone()];
        let chosen = run("chooseQuality", &arguments).unwrap();
        let expected = &case["expected"];
        if expected.is_string() {
            assert_eq!(chosen, json!({ "action": expected }), "{case}");
        } else {
            assert_eq!(json!([chosen["quality"], chosen["exact"]]), *expected, "{case}");
            assert_eq!(chosen["url"], play_info[expected[0].as_str().unwrap()]["url"]);
        }
    }
}

/// An API that is not in the data has no test.
#[test]
fn every_api_has_its_cases() {
    let listed = run("listApis", &[]).unwrap();
    let names: Vec<&Json> = listed.as_array().unwrap().iter().map(|api| &api["api"]).collect();
    for file in ["baijiayun-requests.json", "baijiayun-answers.json"] {
        let cases = cases(file);
        assert_eq!(cases.iter().map(|case| &case["api"]).collect::<Vec<_>>(), names, "{file}");
    }
}

#[test]
fn all_that_is_wrong_with_a_request_is_said_at_once() {
    let error =
        run("request", &[json!("video/getUrl"), json!({ "format": 1 }), json!({ "domain": "a/b" }), json!(1.7e12)]);
    let expected = json!([
        ["missing_field", "video_id"],
        ["not_allowed", "format"],
        ["missing_field", "partnerKey"],
        ["missing_field", "partnerId"],
        ["bad_format", "domain"],
        ["out_of_range", "now"]
    ]);
    let mut found = issues(&error.unwrap_err()).as_array().unwrap().clone();
    for issue in expected.as_array().unwrap() {
        let place = found.iter().position(|known| known == issue);
        assert!(place.is_some(), "{issue} of {found:?}");
        found.remove(place.unwrap());
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_unknown_api_hides_nothing() {
    let error = run("request", &[json!("nope"), json!(5), json!({ "domain": "a/b" }), json!(1.7e12)]).unwrap_err();
    let found = issues(&error);
    for expected in [
        json!(["not_allowed", "api"]),
        json!(["wrong_type", "params"]),
        json!(["missing_field", "partnerKey"]),
        json!(["missing_field", "partnerId"]),
        json!(["bad_format", "domain"]),
        json!(["out_of_range", "now"]),
    ] {
        assert!(found.as_array().unwrap().contains(&expected), "{expected} of {found}");
    }
}

#[test]
fn an_item_of_a_list_is_named_by_its_place() {
    let params = json!({ "video_ids": [1, true] });
    let given = [json!("video/deleteOriginVideo"), params, account(), json!(1_700_000_000)];
    assert_eq!(issues(&run("request", &given).unwrap_err()), json!([["wrong_type", "video_ids[1]"]]));
    let params = json!({ "video_ids": [true, "x", {}, "", 1, "y"] });
    let given = [json!("video/deleteOriginVideo"), params, account(), json!(1_700_000_000)];
    let all = json!([
        ["wrong_type", "video_ids[0]"],
        ["wrong_type", "video_ids[2]"],
        ["bad_format", "video_ids"],
        ["empty", "video_ids"]
    ]);
    assert_eq!(issues(&run("request", &given).unwrap_err()), all);
}

#[test]
fn extra_is_sent_and_signed() {
    let params = json!({ "video_id": 1, "extra": { "tag": "课 & 程", "on": true, "off": false, "rate": 0.25 } });
    let made = run("request", &[json!("video/getInfo"), params, account(), json!(1_700_000_000)]).unwrap();
    let mut sent = made["data"].as_object().unwrap().clone();
    let sign = sent.remove("sign").unwrap();
    let extra = json!({ "tag": "课 & 程", "on": "1", "off": "0", "rate": "0.25" });
    for (name, text) in extra.as_object().unwrap() {
        assert_eq!(sent[name], *text);
    }
    assert_eq!(run("sign", &[Json::Object(sent), json!(KEY)]).unwrap(), sign);

    let upload = json!({ "upload_url": "https://a.b/c", "data": { "file": true }, "extra": { "tag": "x" } });
    let made = run("request", &[json!("upload"), upload, account(), json!(1_700_000_000)]).unwrap();
    assert_eq!(
        (&made["url"], &made["data"]),
        (&json!("https://a.b/c"), &json!({ "tag": "x", "data": { "file": true } }))
    );

    let wrong = json!({ "sign": "x", "video_id": 2, "partnerId": 3, "7": "x", "list": [1] });
    let params = json!({ "video_id": 1, "extra": wrong });
    let error = run("request", &[json!("video/getInfo"), params, account(), json!(1_700_000_000)]).unwrap_err();
    let mut found = issues(&error).as_array().unwrap().clone();
    found.sort_by_key(|issue| issue.to_string());
    let expected = json!([
        ["not_allowed", "extra.partnerId"],
        ["not_allowed", "extra.sign"],
        ["not_allowed", "extra.video_id"],
        ["numeric_name", "extra.7"],
        ["wrong_type", "extra.list"]
    ]);
    assert_eq!(Json::Array(found), expected);
}

proptest! {
    #![proptest_config(random_cases(500))]

    #[test]
    fn the_order_of_the_fields_does_not_matter(
        fields in prop::collection::btree_map("[a-z_]{1,8}", any::<String>(), 1..12), seed in any::<usize>()
    ) {
        let fields: Vec<Json> = fields.iter().map(|(name, value)| json!([name, value])).collect();
        let mut turned = fields.clone();
        turned.rotate_left(seed % fields.len());
        let sign = run("sign", &[Json::Array(fields), json!(KEY)]);
        turned.push(json!(["file", { "file": true }]));
        prop_assert_eq!(sign, run("sign", &[Json::Array(turned), json!(KEY)]));
    }

    #[test]
    fn no_answer_is_too_strange(body in ".{0,40}") {
        let answer = run("interpret", &[json!("video/getUrl"), json!(body)]);
        prop_assert_eq!(&answer.unwrap()["outcome"]["class"], "malformed");
    }
}
