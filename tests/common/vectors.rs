//! Worked examples, run by the public names of the functions.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::common::{data, json, value};
use playward::boundary::names::call;
use playward::data::arguments::Arguments;
use serde_json::{Value as Json, json as literal};

/// A call by its public name; refused: the issue codes.
pub fn run(function: &str, arguments: &Json) -> Result<Json, Json> {
    let arguments: Vec<_> = arguments.as_array().unwrap().iter().map(value).collect();
    match call(function, Arguments(&arguments)) {
        Ok(answer) => Ok(json(&answer)),
        Err(error) => {
            assert_eq!(error.code, "invalid_params");
            for issue in &error.issues {
                assert!(!issue.message.zh.is_empty() && !issue.message.en.is_empty(), "{issue:?}");
            }
            Err(error.issues.iter().map(|issue| literal!(issue.code)).collect())
        }
    }
}

/// A body compares as the JSON it is, integers exact.
fn opened(mut answer: Json) -> Json {
    if let Some(body) = answer.get("body").and_then(Json::as_str) {
        answer["body"] = serde_json::from_str(body).unwrap();
    }
    answer
}

/// Every case of a file whose function is of this namespace.
pub fn cases(file: &str, namespace: &str) {
    for case in data(file)["cases"].as_array().unwrap() {
        let function = case["fn"].as_str().unwrap();
        if !function.starts_with(namespace) {
            continue;
        }
        let answer = run(function, &case["args"]);
        if let Some(refused) = case.get("throws") {
            assert_eq!(answer.unwrap_err(), refused["issues"], "{}", case["id"]);
            continue;
        }
        let answer = opened(answer.unwrap_or_else(|issues| panic!("{}: {issues}", case["id"])));
        match (case.get("returns"), case.get("returnsSubset")) {
            (Some(Json::Object(wanted)), _) | (None, Some(Json::Object(wanted))) => {
                for (name, wanted) in wanted {
                    assert_eq!(answer[name], *wanted, "{}: {name}", case["id"]);
                }
            }
            (Some(wanted), _) => assert_eq!(answer, *wanted, "{}", case["id"]),
            _ => panic!("{} wants nothing", case["id"]),
        }
    }
}
