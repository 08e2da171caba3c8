//! Tencent live: UserSigs of every official signer, addresses, and what a mini-program needs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{data, json, random_cases, value};
use flate2::read::ZlibDecoder;
use playward::boundary::names::call;
use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use playward::data::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn tencent(function: &str, arguments: &[Value]) -> Result<Json, Error> {
    call(&["tencent.", function].concat(), Arguments(arguments)).map(|answer| json(&answer))
}

fn issues(error: &Error) -> Json {
    error.issues.iter().map(|issue| json!([issue.code, issue.field])).collect()
}

/// tests/js/tencent.test.mjs reads the same file.
fn check(case: &Json) {
    let arguments: Vec<_> = case["arguments"].as_array().unwrap().iter().map(value).collect();
    match tencent(case["call"].as_str().unwrap(), &arguments) {
        Ok(mut answer) => {
            // Of an issue the code and the field are what is tested.
            for issue in answer.get_mut("issues").and_then(Json::as_array_mut).into_iter().flatten() {
                *issue = json!([issue["code"], issue["field"]]);
            }
            assert_eq!(answer, case["returns"], "{case}");
        }
        Err(error) => {
            assert!(!error.to_string().contains("SECRET"), "{error}");
            match case.get("fails") {
                Some(code) => assert_eq!(error.code, code, "{case}"),
                None => assert_eq!(issues(&error), case["throws"], "{case}"),
            }
        }
    }
}

#[test]
fn cases_of_the_client() {
    data("tencent.json")["cases"].as_array().unwrap().iter().for_each(check);
}

#[test]
fn the_tables_are_whole() {
    let domains = tencent("requestDomains", &[]).unwrap();
    assert_eq!(domains.as_array().unwrap().len(), 3);
    for row in tencent("categories", &[]).unwrap().as_array().unwrap() {
        assert!(row["asOf"] == "2022-06-15" || row["asOf"] == "2026-11-23", "{row}");
        let env = json!({ "platform": "ios", "wechatVersion": "8.0.0", "baseLibrary": "3.0.0", "category": [row["primary"], row["secondary"]] });
        assert_eq!(tencent("checkEnvironment", &[value(&env)]).unwrap()["ok"], true, "{row}");
    }
}

#[test]
fn opens_what_every_official_signer_makes() {
    for vector in data("usersig.json")["vectors"].as_array().unwrap() {
        for user_sig in vector["official"].as_object().unwrap().values() {
            let said = tencent("inspectUserSig", &[value(user_sig)]).unwrap();
            assert_eq!(said["version"], "2.0");
            assert_eq!(said["userId"], vector["userId"]);
            assert_eq!(said["sdkAppId"], vector["sdkAppId"]);
            assert_eq!(said["issuedAt"], vector["time"]);
            assert_eq!(said["expire"], vector["expire"]);
            assert_eq!(said["userBuf"], document(vector)["TLS.userbuf"]);
        }
    }
}

fn document(vector: &Json) -> Json {
    serde_json::from_str(vector["json"].as_str().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(random_cases(2_000))]

    #[test]
    fn no_text_traps(text in "[A-Za-z0-9*_-]{0,80}|.{0,20}") {
        let _ = tencent("inspectUserSig", &[Value::Text(text.into())]);
    }
}

#[cfg(feature = "server")]
mod server {
    use super::*;

    #[test]
    fn cases_of_the_server() {
        data("tencent.json")["server"].as_array().unwrap().iter().for_each(check);
    }

    fn unhex(text: &Json) -> Vec<u8> {
        let text = text.as_str().unwrap();
        (0..text.len()).step_by(2).map(|place| u8::from_str_radix(&text[place..place + 2], 16).unwrap()).collect()
    }

    fn input(vector: &Json) -> Value<'static> {
        let mut input = json!({ "sdkAppId": vector["sdkAppId"], "secretKey": vector["key"], "userId": vector["userId"], "expire": vector["expire"] });
        match vector["kind"].as_str().unwrap() {
            "privateMapKey" => {
                input["privateMapKey"] = json!({ "roomId": vector["roomId"], "privilege": vector["privilegeMap"] })
            }
            "privateMapKeyStringRoom" => {
                input["privateMapKey"] = json!({ "roomStr": vector["roomStr"], "privilege": vector["privilegeMap"] });
            }
            _ => {}
        }
        let mut input = value(&input);
        if let (Value::Record(fields), "userBuf") = (&mut input, vector["kind"].as_str().unwrap()) {
            fields.push(("userBuf".into(), Value::Bytes(unhex(&vector["userBufHex"]).into())));
        }
        input
    }

    /// Back to JSON, by other means than ours.
    fn open(user_sig: &str) -> Json {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
        let bits: Vec<bool> = user_sig
            .trim_end_matches('_')
            .chars()
            .map(|letter| letters.find(letter).unwrap())
            .flat_map(|six| (0..6).rev().map(move |bit| six >> bit & 1 == 1))
            .collect();
        let bytes: Vec<u8> =
            bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))).collect();
        serde_json::from_reader(ZlibDecoder::new(bytes.as_slice())).unwrap()
    }

    fn verify(user_sig: &Json, vector: &Json, now: f64) -> Json {
        let expected =
            json!({ "sdkAppId": vector["sdkAppId"], "secretKey": vector["key"], "userId": vector["userId"] });
        tencent("verifyUserSig", &[value(user_sig), value(&expected), Value::Number(now)]).unwrap()["reason"].clone()
    }

    #[test]
    fn says_and_signs_what_the_official_signers_do() {
        for vector in data("usersig.json")["vectors"].as_array().unwrap() {
            let now = vector["time"].as_f64().unwrap();
            let user_sig = tencent("genUserSig", &[input(vector), Value::Number(now + 0.9)]).unwrap();
            assert_eq!(open(user_sig.as_str().unwrap()), document(vector), "{}", vector["id"]);
            assert_eq!(document(vector)["TLS.sig"], vector["hmacBase64"]);
            assert_eq!(verify(&user_sig, vector, now), "ok");
            for official in vector["official"].as_object().unwrap().values() {
                assert_eq!(verify(official, vector, now), "ok", "{}", vector["id"]);
            }
        }
    }

    #[test]
    fn the_first_thing_wrong_is_the_reason() {
        let vectors = data("usersig.json");
        let vector = &vectors["vectors"][0];
        let user_sig = value(&vector["official"]["official_node"]);
        let (issued, expire) = (vector["time"].as_f64().unwrap(), vector["expire"].as_f64().unwrap());
        let right = json!({ "sdkAppId": vector["sdkAppId"], "secretKey": vector["key"], "userId": vector["userId"] });
        let reason = |change: Json, now: f64| {
            let mut expected = right.clone();
            for (name, field) in change.as_object().unwrap() {
                expected[name] = field.clone();
            }
            tencent("verifyUserSig", &[user_sig.clone(), value(&expected), Value::Number(now)]).unwrap()["reason"]
                .clone()
        };
        assert_eq!(reason(json!({}), issued), "ok");
        assert_eq!(reason(json!({ "userId": null }), issued + expire), "ok");
        assert_eq!(reason(json!({}), issued + expire + 0.9), "ok");
        assert_eq!(reason(json!({}), issued + expire + 1.0), "expired");
        assert_eq!(reason(json!({}), issued - 1.0), "not_yet_valid");
        assert_eq!(reason(json!({ "userId": "mallory" }), 0.0), "user_mismatch");
        assert_eq!(reason(json!({ "userId": "mallory", "sdkAppId": 1 }), 0.0), "app_mismatch");
        assert_eq!(
            reason(json!({ "userId": "mallory", "sdkAppId": 1, "secretKey": "KEY" }), 0.0),
            "signature_mismatch"
        );
    }

    #[test]
    fn a_user_buf_has_its_limit() {
        let sign = |length| {
            let mut input = value(&json!({ "sdkAppId": 1, "secretKey": "KEY", "userId": "a" }));
            if let Value::Record(fields) = &mut input {
                fields.push(("userBuf".into(), Value::Bytes(vec![7; length].into())));
            }
            tencent("genUserSig", &[input, Value::Number(1.0)])
        };
        assert!(sign(1024).is_ok());
        assert_eq!(open(sign(0).unwrap().as_str().unwrap())["TLS.userbuf"], "");
        assert_eq!(issues(&sign(1025).unwrap_err()), json!([["user_buf_too_long", "userBuf"]]));
    }

    #[test]
    fn a_lone_surrogate_has_a_code_of_its_own() {
        let fields =
            [("sdkAppId", Value::Number(1.0)), ("secretKey", "KEY".into()), ("userId", Value::Units(vec![0xD800]))];
        let input = Value::Record(fields.into_iter().map(|(name, field)| (name.into(), field)).collect());
        let error = tencent("genUserSig", &[input, Value::Number(1.0)]).unwrap_err();
        assert_eq!(issues(&error), json!([["user_id_not_well_formed", "userId"]]));
    }

    proptest! {
        #[test]
        fn every_user_is_read_back(user_id in "[^\n\r]{1,60}", buf in prop::option::of(prop::collection::vec(any::<u8>(), 0..1025))) {
            let mut input = value(&json!({ "sdkAppId": 1400000000, "secretKey": "KEY", "userId": user_id, "expire": 1 }));
            if let (Value::Record(fields), Some(buf)) = (&mut input, buf) {
                fields.push(("userBuf".into(), Value::Bytes(buf.into())));
            }
            let user_sig = tencent("genUserSig", &[input, Value::Number(7.0)]).unwrap();
            prop_assert_eq!(&tencent("inspectUserSig", &[value(&user_sig)]).unwrap()["userId"], &json!(user_id));
            let expected = value(&json!({ "sdkAppId": 1400000000, "secretKey": "KEY", "userId": user_id }));
            prop_assert_eq!(&tencent("verifyUserSig", &[value(&user_sig), expected, Value::Number(8.0)]).unwrap()["reason"], "ok");
        }
    }
}

#[cfg(feature = "debug")]
mod debug {
    use super::*;

    fn debug(name: &str, input: Json) -> Result<Json, Error> {
        call(name, Arguments(&[value(&input), Value::Number(1_700_000_000.5)])).map(|answer| json(&answer))
    }

    #[test]
    fn a_week_at_most() {
        let sign = |expire: Json| {
            debug(
                "genTestUserSig",
                json!({ "sdkAppId": 1400000000, "secretKey": "KEY", "userId": "xiaojun", "expire": expire }),
            )
            .unwrap()
        };
        for (asked, given) in [
            (json!(null), 604_800),
            (json!(1), 1),
            (json!(604_800), 604_800),
            (json!(604_801), 604_800),
            (json!(1e15), 604_800),
        ] {
            let answer = sign(asked);
            assert_eq!(answer["sdkAppId"], 1400000000);
            assert_eq!(answer["expiresAt"], 1_700_000_000 + given);
            assert_eq!(
                tencent("inspectUserSig", &[value(&answer["userSig"])]).unwrap()["expiresAt"],
                answer["expiresAt"]
            );
        }
    }

    #[test]
    fn the_demo_has_words_of_its_own() {
        let answer =
            debug("GenerateTestUserSig", json!({ "SDKAPPID": 1400000000, "SECRETKEY": "KEY", "userID": "xiaojun" }))
                .unwrap();
        assert_eq!(answer["sdkAppID"], 1400000000);
        assert_eq!(answer.as_object().unwrap().len(), 2);
        let error =
            debug("GenerateTestUserSig", json!({ "SDKAPPID": 0, "SECRETKEY": "", "EXPIRETIME": -1, "SECRET": 1 }))
                .unwrap_err();
        let found = json!([
            ["sdk_app_id_invalid", "SDKAPPID"],
            ["secret_key_empty", "SECRETKEY"],
            ["missing_field", "userID"],
            ["expire_invalid", "EXPIRETIME"],
            ["unknown_field", "SECRET"]
        ]);
        assert_eq!(issues(&error), found);
    }
}
