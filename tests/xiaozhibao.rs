//! The plugin 小智宝: the worked examples of tests/data/xiaozhibao.json, and the edges beside them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;
#[path = "common/vectors.rs"]
mod vectors;

/// tests/js/xiaozhibao.test.mjs reads the same files.
#[test]
fn worked_examples() {
    vectors::cases("xiaozhibao.json", "xiaozhibao.");
    vectors::cases("xiaozhibao-edges.json", "xiaozhibao.");
}

/// What a page shows says the same as the code.
#[test]
fn the_message_is_that_of_the_code() {
    for file in ["xiaozhibao.json", "xiaozhibao-edges.json"] {
        for case in common::data(file)["cases"].as_array().unwrap() {
            if case["fn"] == "xiaozhibao.preflight" && case.get("throws").is_none() {
                let answer = vectors::run("xiaozhibao.preflight", &case["args"]).unwrap();
                let words = vectors::run("xiaozhibao.explain", &serde_json::json!([answer["code"]])).unwrap();
                assert_eq!(answer["message"], words, "{}", case["id"]);
            }
        }
    }
}

#[test]
fn every_reason_is_told_at_once() {
    let account = serde_json::json!({ "registered": true, "appid": "wx0", "company": "", "domains": [], "fixed": { "total": 0, "used": 0 } });
    let status =
        vectors::run("xiaozhibao.accountStatus", &serde_json::json!([account, "wx5474241b2a65b906", 1_700_000_000]))
            .unwrap();
    let issues: Vec<_> =
        status["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect();
    assert_eq!(issues, ["appid_mismatch", "company_missing", "whitelist_empty", "quota_exhausted"]);
    assert_eq!(status["normal"], false);
}
