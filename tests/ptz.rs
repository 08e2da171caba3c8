//! The pad: EZVIZ's oracles, and what holds whatever fingers and answers do.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{data, json, value};
use playward::boundary::names;
use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use playward::data::value::Value;
use playward::ptz::{Answered, Direction, Geometry, Options, Pad, PadDecision, Point, Rect, direction};
use playward::vendors::ezviz;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const PAD: Rect = Rect { left: 20.0, top: 300.0, width: 208.0, height: 208.0 };

fn pad(options: Json) -> Pad {
    Pad::new(Options::from_value(&value(&options)).unwrap())
}

/// The answer of an EZVIZ camera with this code.
fn said(code: &str) -> Option<Answered> {
    Some(ezviz::ptz_answer(code))
}

fn code(direction: &str) -> Json {
    json!(ezviz::direction_code(direction).unwrap())
}

fn oracles(area: &str) -> Vec<Json> {
    let all = data("ezviz-oracles.json");
    let of_area: Vec<Json> =
        all["oracles"].as_array().unwrap().iter().filter(|oracle| oracle["area"] == area).cloned().collect();
    assert!(!of_area.is_empty());
    of_area
}

#[test]
fn directions_as_the_oracles_say() {
    for oracle in oracles("ptz.direction") {
        let (touch, rect) = (&oracle["input"]["touch"], &oracle["input"]["rect"]);
        let way = json(&names::call("ptzDirection", Arguments(&[value(touch), value(rect)])).unwrap());
        let number = way.as_str().map_or(Json::Null, code);
        assert_eq!(number, oracle["expected"]["direction"], "{}", oracle["id"]);
    }
    for oracle in oracles("ptz.direction8") {
        let angle = oracle["input"]["angle_deg_clockwise_from_right"].as_f64().unwrap().to_radians();
        let point = Point { x: 124.0 + 80.0 * angle.cos(), y: 404.0 + 80.0 * angle.sin() };
        let way = direction(point, PAD, Geometry { eight: true, ..Geometry::default() }).unwrap();
        assert_eq!(code(way_name(way)), oracle["expected"]["direction"], "{}", oracle["id"]);
    }
}

fn way_name(way: Direction) -> &'static str {
    ["up", "down", "left", "right", "up_left", "down_left", "up_right", "down_right"][way as usize]
}

#[test]
fn eight_equal_sectors() {
    let around = [
        Direction::Right,
        Direction::DownRight,
        Direction::Down,
        Direction::DownLeft,
        Direction::Left,
        Direction::UpLeft,
        Direction::Up,
        Direction::UpRight,
    ];
    for tenth in 0..3_600 {
        let degrees = f64::from(tenth) / 10.0 + 0.05;
        let angle = degrees.to_radians();
        let point = Point { x: 124.0 + 90.0 * angle.cos(), y: 404.0 + 90.0 * angle.sin() };
        let sector = ((degrees + 22.5) / 45.0) as usize % 8;
        assert_eq!(direction(point, PAD, Geometry { eight: true, dead_zone: 0.1 }), Some(around[sector]), "{degrees}°");
    }
}

#[test]
fn bad_geometry_is_told_at_once() {
    let given = [
        json!({ "x": "1" }),
        json!({ "left": 0, "top": 0, "width": 0, "height": 5, "id": "pad" }),
        json!({ "ways": 6, "deadzone": 1 }),
    ];
    let error = names::call("ptzDirection", Arguments(&given.map(|argument| value(&argument)))).unwrap_err();
    let issues: Vec<_> = error.issues.iter().map(|issue| (issue.code, issue.field.as_str())).collect();
    assert_eq!(
        issues,
        [
            ("wrong_type", "point.x"),
            ("missing_field", "point.y"),
            ("out_of_range", "rect.width"),
            ("not_allowed", "options.ways"),
            ("unknown_field", "options.deadzone"),
        ]
    );
}

/// Runs the words of a ptz.sequence oracle and lists the requests, with EZVIZ's numbers.
#[test]
fn sequences_as_the_oracles_say() {
    for oracle in oracles("ptz.sequence") {
        let mut pad = pad(json!({ "minHoldMs": 0 }));
        let mut now = 0.0;
        let mut decisions = vec![];
        for event in oracle["input"]["events"].as_array().unwrap() {
            let event = event.as_str().unwrap();
            now += 100.0;
            let decision = match event.split([' ', ':', '@']).next().unwrap() {
                "down" if event.ends_with("left") => {
                    // The stop that the failed start led to is answered first.
                    decisions.push(pad.answered(said("200"), None, now));
                    pad.down(Some(1.0), Some(Direction::Left), now)
                }
                "down" => pad.down(Some(1.0), Some(Direction::Right), now),
                "up" => pad.up(Some(1.0), now),
                "touchcancel" => {
                    decisions.push(pad.cancel(now));
                    pad.answered(said("200"), None, now)
                }
                "start" if event.contains("network") => pad.answered(None, None, now),
                "start" if event.contains("800ms") => pad.answered(said("200"), None, now + 800.0),
                "start" => pad.answered(said("200"), None, now),
                other => panic!("{other}"),
            };
            decisions.push(decision);
        }
        let requests: Vec<String> = decisions
            .iter()
            .filter_map(|decision| decision.request)
            .map(|request| {
                format!("{} dir={}", if request.start { "start" } else { "stop" }, code(way_name(request.direction)))
            })
            .collect();
        let expected: Vec<&str> = oracle["expected"]["requests"]
            .as_array()
            .unwrap()
            .iter()
            .map(|request| request.as_str().unwrap())
            .collect();
        assert_eq!(requests, expected, "{}", oracle["id"]);
    }
}

#[test]
fn answers_as_the_oracles_say() {
    for oracle in oracles("ptz.result") {
        let mut pad = pad(json!({}));
        pad.down(Some(1.0), Some(Direction::Right), 0.0);
        let decision = pad.answered(oracle["input"]["code"].as_str().and_then(said), Some(1), 100.0);
        assert_eq!(json(&decision.limit.map(way_name).into()), oracle["expected"]["limit"], "{}", oracle["id"]);
        assert_eq!(decision.outcome.clone().unwrap().class, oracle["expected"]["class"].as_str().unwrap());
        assert_eq!(decision.disabled, oracle["expected"]["disable_ptz"] == true);
        // Every start is followed by its stop, this one too.
        let stop = decision.request.unwrap();
        assert_eq!((stop.start, stop.direction), (false, Direction::Right));
    }
}

#[test]
fn errors_are_no_limits() {
    for (code, class) in [
        ("10002", "token_expired"),
        ("10029", "rate_limited"),
        ("20007", "device_offline"),
        ("20008", "device_timeout"),
        ("424242", "unknown"),
    ] {
        let mut pad = pad(json!({}));
        pad.down(None, Some(Direction::Up), 0.0);
        let decision = pad.answered(said(code), None, 100.0);
        assert_eq!((decision.limit, decision.disabled, decision.outcome.unwrap().class.as_ref()), (None, false, class));
    }
}

/// `answered` as a page calls it, after a start to the right.
fn told(answer: Json) -> Result<Json, Error> {
    let mut pad = names::open("PtzPad", Arguments(&[])).unwrap();
    let point = json!({ "id": 1, "x": 220, "y": 404 });
    let rect = json!({ "left": PAD.left, "top": PAD.top, "width": PAD.width, "height": PAD.height });
    pad.call("down", Arguments(&[value(&point), value(&rect), Value::Number(0.0)])).unwrap();
    let given = [value(&answer), Value::Number(100.0), Value::Number(1.0)];
    pad.call("answered", Arguments(&given)).map(|decision| json(&decision))
}

#[test]
fn a_bare_code_is_that_of_ezviz() {
    for (answer, class, limit, disabled, stopped) in [
        (json!("200"), "ok", Json::Null, false, false),
        (json!(200), "ok", Json::Null, false, false),
        (json!("60005"), "ptz_limit", json!("right"), false, true),
        (json!(60000), "unsupported", Json::Null, true, true),
        (json!("20015"), "unsupported", Json::Null, false, true),
        (Json::Null, "network", Json::Null, false, true),
    ] {
        let decision = told(answer.clone()).unwrap();
        assert_eq!(decision["outcome"]["class"], class, "{answer}");
        assert_eq!((&decision["limit"], &decision["disabled"]), (&limit, &json!(disabled)), "{answer}");
        assert_eq!(decision["request"]["action"] == "stop", stopped, "{answer}");
    }
}

#[test]
fn another_vendor_says_what_an_answer_means() {
    let outcome = json!({ "ok": false, "code": "E7", "class": "device_busy", "message": { "zh": "忙", "en": "busy" }, "retry": "later" });
    for (answer, expected) in [
        (json!({ "ok": true }), json!([null, null, false, null])),
        (json!({ "ok": true, "limit": null, "disabled": null, "outcome": null }), json!([null, null, false, null])),
        (json!({ "ok": false }), json!(["stop", null, false, null])),
        (json!({ "ok": false, "limit": "up_left" }), json!(["stop", "up_left", false, null])),
        (json!({ "ok": false, "disabled": true, "outcome": outcome }), json!(["stop", null, true, outcome])),
    ] {
        let decision = told(answer.clone()).unwrap();
        let action = &decision["request"]["action"];
        assert_eq!(json!([action, decision["limit"], decision["disabled"], decision["outcome"]]), expected, "{answer}");
    }
    for (answer, expected) in [
        (json!({}), json!([["missing_field", "code.ok"]])),
        (
            json!({ "ok": 1, "limit": "north", "disabled": "no", "outcome": {}, "kode": 1 }),
            json!([
                ["wrong_type", "code.ok"],
                ["not_allowed", "code.limit"],
                ["wrong_type", "code.disabled"],
                ["missing_field", "code.outcome.class"],
                ["missing_field", "code.outcome.retry"],
                ["unknown_field", "code.kode"],
            ]),
        ),
        (json!([200]), json!([["wrong_type", "code"]])),
        (json!(true), json!([["wrong_type", "code"]])),
        (json!(0.5), json!([["wrong_type", "code"]])),
    ] {
        let error = told(answer.clone()).unwrap_err();
        let issues: Json = error.issues.iter().map(|issue| json!([issue.code, issue.field])).collect();
        assert_eq!(issues, expected, "{answer}");
    }
}

#[test]
fn a_tap_moves_for_a_while() {
    let mut pad = pad(json!({}));
    let start = pad.down(Some(1.0), Some(Direction::Left), 0.0);
    assert_eq!((start.active, start.busy), (Some(Direction::Left), true));
    pad.answered(said("200"), Some(1), 40.0);
    let lifted = pad.up(Some(1.0), 50.0);
    assert_eq!((lifted.request, lifted.wake_at_ms, lifted.busy), (None, Some(300.0), true));
    let stop = pad.wake(300.0);
    assert_eq!(stop.request.map(|request| (request.start, request.direction)), Some((false, Direction::Left)));
    assert_eq!(stop.active, None);
}

#[test]
fn a_second_finger_stops() {
    let mut pad = pad(json!({ "minHoldMs": 0 }));
    pad.down(Some(1.0), Some(Direction::Left), 0.0);
    pad.answered(said("200"), None, 10.0);
    let second = pad.down(Some(2.0), Some(Direction::Right), 20.0);
    assert!(!second.request.unwrap().start);
    // Neither finger moves anything any more until one comes down anew.
    assert_eq!(pad.answered(said("200"), None, 30.0).request, None);
    assert_eq!(pad.up(Some(1.0), 40.0).request, None);
    assert!(pad.down(Some(3.0), Some(Direction::Up), 50.0).request.unwrap().start);
}

#[test]
fn a_stop_that_fails_is_sent_again_three_times() {
    let mut pad = pad(json!({ "minHoldMs": 0 }));
    pad.down(Some(1.0), Some(Direction::Left), 0.0);
    pad.answered(said("200"), None, 10.0);
    let mut now = 100.0;
    let mut decision = pad.up(Some(1.0), now);
    let mut stops = 0;
    while let Some(request) = decision.request {
        assert!(!request.start && request.direction == Direction::Left);
        stops += 1;
        decision = pad.answered(None, Some(request.seq), now);
        if decision.request.is_none()
            && let Some(wake) = decision.wake_at_ms
        {
            now = wake;
            decision = pad.wake(now);
        }
    }
    assert_eq!(stops, 4);
    assert!(!decision.busy);
    assert!(pad.down(Some(1.0), Some(Direction::Up), now).request.unwrap().start, "and the pad works again");
}

#[test]
fn late_answers_a_lost_end_and_the_end_of_the_page() {
    let mut pad = pad(json!({ "answerTimeoutMs": 1000, "maxHoldMs": 5000, "minHoldMs": 0 }));
    pad.down(Some(1.0), Some(Direction::Left), 0.0);
    let stop = pad.wake(1_000.0).request.unwrap();
    assert!(!stop.start, "an unanswered start is stopped");
    assert_eq!(pad.answered(said("200"), Some(1), 1_500.0).outcome, None, "the answer to the start comes too late");
    assert!(!pad.answered(said("200"), Some(stop.seq), 1_600.0).busy);

    pad.up(Some(1.0), 1_700.0);
    pad.down(Some(1.0), Some(Direction::Up), 2_000.0);
    pad.answered(said("200"), None, 2_100.0);
    assert_eq!(pad.wake(7_000.0).request.map(|request| request.start), Some(false), "a finger whose end never came");
    pad.answered(said("200"), None, 7_100.0);

    pad.down(Some(1.0), Some(Direction::Down), 8_000.0);
    let last = pad.close(Some(8_010.0));
    assert_eq!(
        last.request.map(|request| (request.start, request.direction)),
        Some((false, Direction::Down)),
        "even with the start unanswered"
    );
    assert_eq!(pad.close(None).request, None);
}

#[test]
fn following_the_finger() {
    let mut pad = pad(json!({ "follow": true, "minHoldMs": 0 }));
    pad.down(Some(1.0), Some(Direction::Left), 0.0);
    pad.answered(said("200"), None, 10.0);
    let turned = pad.moved(Some(1.0), Some(Direction::Up), 20.0).request.unwrap();
    assert_eq!((turned.start, turned.direction), (false, Direction::Left));
    let start = pad.answered(said("200"), None, 30.0).request.unwrap();
    assert_eq!((start.start, start.direction), (true, Direction::Up));
    pad.answered(said("200"), None, 40.0);
    assert!(!pad.moved(Some(1.0), None, 50.0).request.unwrap().start, "into the dead zone");
}

#[derive(Clone, Debug)]
enum Act {
    Down(u8, Option<Direction>),
    Move(u8, Option<Direction>),
    Up(u8),
    Cancel,
    Answer(&'static str),
    LateAnswer,
    NoAnswer,
    Wake,
    Due,
}

fn way() -> impl Strategy<Value = Option<Direction>> {
    prop::sample::select(vec![
        None,
        Some(Direction::Up),
        Some(Direction::Down),
        Some(Direction::Left),
        Some(Direction::Right),
    ])
}

fn act() -> impl Strategy<Value = (f64, Act)> {
    let time =
        prop_oneof![4 => 0.0..200.0_f64, 2 => 200.0..2_000.0_f64, 1 => 2_000.0..90_000.0_f64, 1 => -9_000.0..0.0_f64];
    let act = prop_oneof![
        5 => (1..4_u8, way()).prop_map(|(id, way)| Act::Down(id, way)),
        3 => (1..4_u8, way()).prop_map(|(id, way)| Act::Move(id, way)),
        5 => (1..4_u8).prop_map(Act::Up),
        1 => Just(Act::Cancel),
        8 => prop::sample::select(vec!["200", "200", "200", "60005", "60000", "10002", "20007", "x"]).prop_map(Act::Answer),
        1 => Just(Act::LateAnswer),
        2 => Just(Act::NoAnswer),
        2 => Just(Act::Wake),
        4 => Just(Act::Due),
    ];
    (time.prop_map(f64::floor), act)
}

proptest! {
    #![proptest_config(common::random_cases(100_000))]

    /// No start before the stop of the one before it, each stop has its start's direction, one request in flight; and
    /// once nobody touches the pad and the answers come, nothing moves and nothing is pending.
    #[test]
    fn never_leaves_a_camera_spinning(follow in any::<bool>(), min_hold in 0..600_u32, acts in prop::collection::vec(act(), 1..60)) {
        let mut pad = pad(json!({ "follow": follow, "minHoldMs": min_hold }));
        let mut now = 1_000_000.0;
        let mut wake: Option<f64> = None;
        let mut open: Option<(u32, f64)> = None;
        let mut moving: Option<Direction> = None;
        let mut clock = 0.0;
        let mut hold = |decision: &PadDecision, open: &mut Option<(u32, f64)>, clock: f64| {
            if let Some(request) = decision.request {
                prop_assert!(open.is_none_or(|(_, asked)| clock - asked >= 8_000.0), "two requests in flight");
                *open = Some((request.seq, clock));
                if request.start {
                    prop_assert_eq!(moving, None, "a start before the stop of the one before it");
                    moving = Some(request.direction);
                } else {
                    prop_assert!(moving.is_none_or(|moving| moving == request.direction), "a stop of another direction");
                    moving = None;
                }
            }
            Ok(())
        };
        for (pause, act) in acts {
            let (pause, act) = match (act, wake) {
                (Act::Due, Some(wake)) => ((wake - now).max(0.0), Act::Wake),
                (act, _) => (pause, act),
            };
            now += pause;
            clock += pause.max(0.0);
            let decision = match act {
                Act::Down(id, way) => pad.down(Some(f64::from(id)), way, now),
                Act::Move(id, way) => pad.moved(Some(f64::from(id)), way, now),
                Act::Up(id) => pad.up(Some(f64::from(id)), now),
                Act::Cancel => pad.cancel(now),
                Act::Answer(code) => match open.take() {
                    Some((seq, _)) => pad.answered(said(code), Some(seq), now),
                    None => pad.wake(now),
                },
                Act::LateAnswer => pad.answered(said("200"), Some(0), now),
                Act::NoAnswer => match open.take() {
                    Some((seq, _)) => pad.answered(None, Some(seq), now),
                    None => pad.wake(now),
                },
                Act::Wake | Act::Due => pad.wake(now),
            };
            hold(&decision, &mut open, clock)?;
            wake = decision.wake_at_ms;
            if decision.busy {
                prop_assert!(wake.is_some(), "busy for ever");
            }
        }
        // Everybody lets go, and every answer comes.
        let mut decision = pad.cancel(now);
        hold(&decision, &mut open, clock)?;
        for _ in 0..40 {
            if let Some((seq, _)) = open.take() {
                decision = pad.answered(said("200"), Some(seq), now);
            } else if let Some(wake) = decision.wake_at_ms {
                clock += (wake - now).max(0.0);
                now = wake.max(now);
                decision = pad.wake(now);
            }
            hold(&decision, &mut open, clock)?;
        }
        prop_assert!(decision.request.is_none() && open.is_none() && !decision.busy && decision.wake_at_ms.is_none() && decision.active.is_none());
        prop_assert_eq!(moving, None);
        // And the pad works.
        if !decision.disabled {
            prop_assert!(pad.down(Some(9.0), Some(Direction::Up), now).request.is_some_and(|request| request.start));
        }
    }
}
