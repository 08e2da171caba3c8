//! Calls one function of the core so often: what `npm run bench -- instructions` counts the instructions of.
#![allow(clippy::unwrap_used, missing_docs, reason = "no part of the crate")]

use playward::boundary::names::{call, open};
use playward::data::arguments::Arguments;
use playward::data::value::Value;
use std::hint::black_box;

fn record(fields: &[(&'static str, Value<'static>)]) -> Value<'static> {
    Value::Record(fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect())
}

fn main() {
    let mut given = std::env::args().skip(1);
    let subject = given.next().unwrap_or_default();
    let calls: u32 = given.next().and_then(|calls| calls.parse().ok()).unwrap_or(1);
    match subject.as_str() {
        "dispatch" => {
            let mut supervisor = open("Supervisor", Arguments(&[])).unwrap();
            let play = record(&[("type", "play".into()), ("url", "https://a.b/live.m3u8".into())]);
            supervisor.call("dispatch", Arguments(&[play, Value::Number(0.0)])).unwrap();
            for moment in 1..=calls {
                let seconds = f64::from(moment) / 4.0;
                let event = record(&[
                    ("type", "media".into()),
                    ("name", "progress".into()),
                    ("position", Value::Number(seconds)),
                    ("generation", Value::Number(1.0)),
                ]);
                let now_ms = Value::Number(seconds * 1_000.0);
                black_box(supervisor.call("dispatch", Arguments(&[event, now_ms])).unwrap());
            }
        }
        "parse" => repeat(
            calls,
            "parsePlayAddress",
            &["rtmp://rtmp01open.ys7.com:1935/v3/openlive/203751922_1_2?expire=1605275593&id=2&t=60ac&ev=100".into()],
        ),
        "user-sig" => {
            let input = record(&[
                ("sdkAppId", Value::Number(1_400_000_000.0)),
                ("secretKey", "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e".into()),
                ("userId", "user".into()),
                ("expire", Value::Number(604_800.0)),
            ]);
            repeat(calls, "tencent.genUserSig", &[input, Value::Number(1_700_000_000.0)]);
        }
        "baijiayun-sign" => {
            let params = record(&[
                ("video_id", "9007199254740993".into()),
                ("partner_id", "12345678".into()),
                ("timestamp", Value::Number(1_700_000_000.0)),
                ("file_name", "lesson-01.mp4".into()),
                ("definition", "16,1,2".into()),
                ("format", "1,4".into()),
                ("audio_with_view", Value::Number(0.0)),
                ("encrypt", Value::Number(2.0)),
                ("use_https", Value::Number(1.0)),
            ]);
            let key = "rLkIPaQjxSwRQmC/ITnHh8i2rifmmbFIVsYw03SSi24zAnkrAd0ZNb2rcTzI2avy7+AmNJDdLmzU89zKUAP3Xg==";
            repeat(calls, "baijiayun.sign", &[params, key.into()]);
        }
        _ => {}
    }
}

fn repeat(calls: u32, name: &str, arguments: &[Value<'static>]) {
    for _ in 0..calls {
        black_box(call(black_box(name), Arguments(arguments)).unwrap());
    }
}
