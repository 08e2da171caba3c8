//! Mini-dramas: the worked examples of tests/data/minidrama.json, and more cases in minidrama-edges.json.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;
#[path = "common/vectors.rs"]
mod vectors;

use serde_json::json;
use vectors::run;

/// tests/js/minidrama.test.mjs reads the same files.
#[test]
fn worked_examples() {
    vectors::cases("minidrama.json", "minidrama.");
    vectors::cases("minidrama-edges.json", "minidrama.");
    vectors::cases("minidrama-2026.json", "minidrama.");
}

#[test]
#[should_panic(expected = "more")]
fn a_field_that_the_example_does_not_have_is_a_difference() {
    vectors::compare(json!({ "body": "", "more": 1 }), &json!({ "id": "example", "returns": { "body": "" } }));
}

#[test]
fn bodies_are_exact() {
    let link = run(
        "minidrama.mediaLink",
        &json!([{ "mediaId": "9223372036854775807", "ttl": 60, "whref": ["abc.com/"] }, 1_700_000_000.9]),
    );
    assert_eq!(link.unwrap()["body"], r#"{"media_id":9223372036854775807,"t":1700000060,"whref":"abc.com/"}"#);
    let commit = run(
        "minidrama.commitUpload",
        &json!([{ "uploadId": "u", "mediaParts": [{ "partNumber": 1, "etag": "\"e\"" }] }]),
    );
    assert_eq!(commit.unwrap()["body"], r#"{"upload_id":"u","media_part_infos":[{"part_number":1,"etag":"\"e\""}]}"#);
    let logs = run(
        "minidrama.cdnLogsQuery",
        &json!([{ "startTime": 1699990000, "endTime": 1700000000, "limit": 100, "offset": 0 }, 1700000000]),
    );
    assert_eq!(logs.unwrap()["body"], r#"{"start_time":1699990000,"end_time":1700000000}"#);
}
