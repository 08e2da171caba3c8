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
        let answer = answer.unwrap_or_else(|issues| panic!("{}: {issues}", case["id"]));
        compare(opened(answer), case);
    }
}

/// `returns` is all of the answer, `returnsSubset` a part of it. A message is prose: it is there in both languages,
/// and its words count only where the case has them.
pub fn compare(mut answer: Json, case: &Json) {
    let place = &case["id"];
    match (case.get("returns"), case.get("returnsSubset")) {
        (Some(wanted), None) => {
            if wanted.is_object() && wanted.get("message").is_none() {
                let message = answer.as_object_mut().and_then(|fields| fields.remove("message"));
                assert!(message.is_none_or(|message| is_prose(&message)), "{place}: no message");
            }
            assert_eq!(answer, *wanted, "{place}");
        }
        (None, Some(Json::Object(wanted))) => {
            for (name, wanted) in wanted {
                assert_eq!(answer[name], *wanted, "{place}: {name}");
            }
        }
        _ => panic!("{place} wants nothing"),
    }
}

fn is_prose(message: &Json) -> bool {
    let said = |language: &str| message[language].as_str().is_some_and(|words| !words.is_empty());
    message.as_object().is_some_and(|languages| languages.len() == 2) && said("zh") && said("en")
}
