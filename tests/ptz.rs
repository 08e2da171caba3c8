//! The pad: EZVIZ's oracles, and what holds whatever fingers and answers do.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{data, json, value};
use playward::boundary::names;
use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use playward::data::value::Value;
use playward::ptz::{Answered, Direction, Geometry, Options, Pad, PadDecision, Point, Rect, Request, direction};
use playward::vendors::ezviz;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const PAD: Rect = Rect { left: 20.0, top: 300.0, width: 208.0, height: 208.0 };

fn pad(options: Json) -> Pad {
    Pad::new(Options::from_value(&value(&options)).unwrap())
}

/// Where the finger of a step presses this arrow.
fn point(way: &str, id: &Json) -> Json {
    let (x, y) = match way {
        "up" => (0, -80),
        "down" => (0, 80),
        "left" => (-80, 0),
        _ => (80, 0),
    };
    json!({ "id": id, "x": 124 + x, "y": 404 + y })
}

/// The call of a step: the method and its arguments.
fn call(step: &Json) -> (&'static str, Vec<Json>) {
    let rect = json!({ "left": PAD.left, "top": PAD.top, "width": PAD.width, "height": PAD.height });
    let now = step["at"].clone();
    let id = step.get("id").cloned().unwrap_or_else(|| json!(1));
    if let Some(way) = step["down"].as_str() {
        ("down", vec![point(way, &id), rect, now])
    } else if let Some(way) = step["move"].as_str() {
        ("move", vec![point(way, &id), rect, now])
    } else if step["up"] == true {
        ("up", vec![json!({ "id": id }), now])
    } else if let Some(answer) = step.get("answered") {
        ("answered", vec![answer.clone(), now, step["seq"].clone()])
    } else {
        (["cancel", "wake", "close"].into_iter().find(|name| step[*name] == true).unwrap(), vec![now])
    }
}

/// What a step expects, in full.
fn expected(step: &Json) -> Json {
    let mut decision = json!({
        "request": null, "active": null, "busy": false, "limit": null, "disabled": false, "outcome": null, "wakeAt": null,
    });
    let all = decision.as_object_mut().unwrap();
    all.extend(step["expect"].as_object().unwrap().clone());
    all.insert("settled".into(), all["wakeAt"].is_null().into());
    decision
}

/// A decision in the words of the scenarios.
fn told_as(decision: &Json) -> Json {
    let mut told = decision.as_object().unwrap().clone();
    let wake = told.remove("wakeAtMs").unwrap();
    told.insert("wakeAt".into(), wake);
    told["outcome"] = decision["outcome"]["class"].clone();
    let request = &decision["request"];
    if request.is_object() {
        let word = |name| request[name].as_str().unwrap();
        told["request"] = format!("{} {} {}", word("action"), word("direction"), request["seq"]).into();
    }
    told.into()
}

/// tests/js/ptz.test.mjs runs the same through the wasm.
#[test]
fn scenarios() {
    for scenario in data("ptz.json")["scenarios"].as_array().unwrap() {
        let mut pad = names::open("PtzPad", Arguments(&[value(&scenario["options"])])).unwrap();
        for (place, step) in scenario["steps"].as_array().unwrap().iter().enumerate() {
            let (method, given) = call(step);
            let given: Vec<_> = given.into_iter().map(|argument| value(&argument)).collect();
            let decision = told_as(&json(&pad.call(method, Arguments(&given)).unwrap()));
            assert_eq!(decision, expected(step), "{}, step {place}", scenario["name"]);
        }
    }
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

/// tests/js/ptz.test.mjs runs the same through the wasm.
#[test]
fn directions_and_the_dead_zone() {
    let directions = &data("ptz.json")["directions"];
    for row in directions["rows"].as_array().unwrap() {
        let arguments = [row, &directions["rect"], &row["options"]].map(value);
        assert_eq!(json(&names::call("ptzDirection", Arguments(&arguments)).unwrap()), row["is"], "{row}");
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
        json!({ "left": 0, "top": 0, "width": 0, "height": 1e300, "id": "pad" }),
        json!({ "ways": 6, "deadzone": 1 }),
    ];
    let error = names::call("ptzDirection", Arguments(&given.map(|argument| value(&argument)))).unwrap_err();
    let issues: Vec<_> = error.issues.iter().map(|issue| (issue.code, issue.field.as_str())).collect();
    assert_eq!(
        issues,
        [
            ("wrong_type", "point.x"),
            ("missing_field", "point.y"),
            ("out_of_range", "rect.height"),
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
fn a_finger_whose_end_never_came() {
    let mut pad = pad(json!({ "maxHoldMs": 5000, "minHoldMs": 0 }));
    pad.down(Some(1.0), Some(Direction::Up), 2_000.0);
    pad.answered(said("200"), None, 2_100.0);
    assert_eq!(pad.wake(6_999.0).request, None);
    assert_eq!(pad.wake(7_000.0).request.map(|request| request.start), Some(false));
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

/// What becomes of a request, decided when it is sent: the answer of the platform, and whether the camera does it.
/// `None`: it is lost.
type Fate = Option<(&'static str, bool)>;

const FATES: [Fate; 8] = [
    Some(("200", true)),
    Some(("200", true)),
    Some(("200", true)),
    Some(("60009", false)),
    Some(("10002", false)),
    // The device did not answer the platform in time, and moves.
    Some(("20008", true)),
    Some(("20006", true)),
    None,
];

/// A request that a page has sent.
#[derive(Clone, Debug)]
struct Sent {
    page: usize,
    request: Request,
    /// By its page's clock.
    at: f64,
    fate: Fate,
    on_its_way: bool,
    awaited: bool,
}

/// A pad, and what is known of it.
struct Page {
    pad: Pad,
    last: PadDecision,
    /// Its clock, which stands while the time goes back, and the time when it was called last.
    clock: f64,
    called: f64,
    closed_at: Option<f64>,
    /// The direction of a start that has no stop yet.
    started: Option<Direction>,
    /// So many stops of each direction in a row did not reach the camera.
    vain: [u32; 8],
}

impl Page {
    /// What its clock will say when it is called at that time.
    fn clock_at(&self, now: f64) -> f64 {
        self.clock + (now - self.called).max(0.0)
    }

    fn forgotten(&self) -> bool {
        self.closed_at.is_some() && self.last.settled
    }
}

/// Pads that come and go, a network that delivers in any order, and one camera.
struct World {
    options: Json,
    /// The camera can move.
    ptz: bool,
    now: f64,
    pages: Vec<Page>,
    sent: Vec<Sent>,
    /// The ways in which the camera moves. A stop ends its own only.
    moving: Vec<Direction>,
}

const ANSWER_MS: f64 = 8_000.0;

impl World {
    fn open(&mut self) {
        let mut pad = pad(self.options.clone());
        let last = pad.wake(self.now);
        let called = self.now;
        self.pages.push(Page { pad, last, clock: 0.0, called, closed_at: None, started: None, vain: [0; 8] });
    }

    fn pass(&mut self, ms: f64) {
        self.now += ms;
    }

    /// Calls a pad and sends what it asks for.
    fn call(&mut self, page: usize, fate: u64, act: impl FnOnce(&mut Pad, f64) -> PadDecision) {
        let at = &mut self.pages[page];
        at.clock = at.clock_at(self.now);
        at.called = self.now;
        let clock = at.clock;
        let decision = act(&mut at.pad, self.now);
        assert!(!decision.busy || decision.wake_at_ms.is_some(), "busy for ever");
        assert_eq!(decision.settled, decision.wake_at_ms.is_none());
        assert!(!decision.settled || (decision.request.is_none() && !decision.busy && decision.active.is_none()));
        at.last = decision;
        let Some(request) = at.last.request else { return };
        let in_flight = |sent: &Sent| sent.page == page && sent.awaited && clock - sent.at < ANSWER_MS;
        assert!(at.closed_at.is_some() || !self.sent.iter().any(in_flight), "two requests in flight");
        let mut fate = if self.ptz { FATES[(fate % 8) as usize] } else { Some(("60000", false)) };
        if request.start {
            assert!(at.closed_at.is_none(), "a start of a closed pad");
            assert_eq!(at.started, None, "a start before the stop of the one before it");
            at.started = Some(request.direction);
        } else {
            if at.started == Some(request.direction) {
                at.started = None;
            }
            // After the third that is sent in vain the pad gives up.
            let vain = &mut at.vain[request.direction as usize];
            if self.ptz && *vain == 3 {
                fate = FATES[0];
            }
            *vain = if matches!(fate, Some((_, true))) { 0 } else { *vain + 1 };
        }
        self.sent.push(Sent { page, request, at: clock, fate, on_its_way: fate.is_some(), awaited: true });
    }

    /// One of those, the `pick`th.
    fn choose(&self, pick: u64, among: impl Fn(&Sent) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..self.sent.len()).filter(|place| among(&self.sent[*place])).collect();
        found.get(pick as usize % found.len().max(1)).copied()
    }

    /// A request reaches the camera.
    fn deliver(&mut self, pick: u64) {
        let Some(place) = self.choose(pick, |sent| sent.on_its_way) else { return };
        let sent = &mut self.sent[place];
        sent.on_its_way = false;
        // A page that is gone waits for a start so long, and then for no other.
        let page = &self.pages[sent.page];
        let gone = page.closed_at.is_some_and(|closed_at| {
            let deadline = sent.at + ANSWER_MS;
            page.clock_at(self.now) >= if deadline > closed_at { deadline } else { closed_at + ANSWER_MS }
        });
        let direction = sent.request.direction;
        if sent.fate.is_some_and(|(_, done)| done) && !(sent.request.start && gone) {
            self.moving.retain(|way| *way != direction);
            if sent.request.start {
                self.moving.push(direction);
            }
        }
    }

    /// The page hears what became of a request: the answer if it has arrived, and was not lost on its way back.
    fn answer(&mut self, pick: u64, fate: u64, lost: bool) {
        let Some(place) = self.choose(pick, |sent| sent.awaited) else { return };
        let sent = &mut self.sent[place];
        sent.awaited = false;
        let answer = sent.fate.filter(|_| !sent.on_its_way && !lost).and_then(|(code, _)| said(code));
        if sent.request.start {
            // What a page has given up does not arrive afterwards.
            sent.on_its_way = false;
        }
        let (page, seq) = (sent.page, sent.request.seq);
        if !self.pages[page].forgotten() {
            self.call(page, fate, |pad, now| pad.answered(answer, Some(seq), now));
        }
    }

    /// The next wake of a pad is due.
    fn due(&mut self, fate: u64) {
        let wake = |place: &usize| self.pages[*place].last.wake_at_ms.unwrap_or(f64::INFINITY);
        let next = (0..self.pages.len()).min_by(|a, b| wake(a).total_cmp(&wake(b)));
        if let Some(page) = next
            && let Some(wake) = self.pages[page].last.wake_at_ms
        {
            self.pass((wake - self.now).max(0.0));
            self.call(page, fate, Pad::wake);
        }
    }

    fn act(&mut self, act: &Act, fate: u64) {
        let page = self.pages.len() - 1;
        if self.pages[page].forgotten() || (matches!(act, Act::Open) && self.pages[page].closed_at.is_some()) {
            self.open();
            return;
        }
        match *act {
            Act::Down(id, way) => self.call(page, fate, |pad, now| pad.down(Some(f64::from(id)), way, now)),
            Act::Move(id, way) => self.call(page, fate, |pad, now| pad.moved(Some(f64::from(id)), way, now)),
            Act::Up(id) => self.call(page, fate, |pad, now| pad.up(Some(f64::from(id)), now)),
            Act::Cancel => self.call(page, fate, Pad::cancel),
            Act::Wake | Act::Open => self.call(page, fate, Pad::wake),
            Act::Close => self.close(fate),
            Act::Deliver(pick) => self.deliver(pick),
            Act::Answer(pick, lost) => self.answer(pick, fate, lost),
            Act::Due => self.due(fate),
        }
    }

    fn close(&mut self, fate: u64) {
        let page = self.pages.len() - 1;
        let clock = self.pages[page].clock_at(self.now);
        self.pages[page].closed_at.get_or_insert(clock);
        self.call(page, fate, |pad, now| pad.close(Some(now)));
    }

    /// Nobody touches the pad any more, and what is under way comes to its end, in any order.
    fn rest(&mut self, mut chance: u64) {
        for _ in 0..2_000 {
            let at_rest = self.pages.iter().all(|page| page.last.settled)
                && !self
                    .sent
                    .iter()
                    .any(|sent| sent.on_its_way || (sent.awaited && !self.pages[sent.page].forgotten()));
            if at_rest {
                return;
            }
            // Knuth's MMIX: any sequence will do.
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (pick, fate) = (chance >> 40, chance >> 34);
            match (chance >> 60) % 4 {
                0 => self.deliver(pick),
                1 => self.answer(pick, fate, false),
                2 => self.answer(pick, fate, true),
                _ => self.due(fate),
            }
        }
        panic!("never at rest");
    }
}

#[derive(Clone, Debug)]
enum Act {
    Down(u8, Option<Direction>),
    Move(u8, Option<Direction>),
    Up(u8),
    Cancel,
    /// The pad leaves the page.
    Close,
    /// Another pad is on the page.
    Open,
    Deliver(u64),
    /// With true, it is lost on its way back.
    Answer(u64, bool),
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

fn act() -> impl Strategy<Value = (f64, Act, u64)> {
    let time =
        prop_oneof![6 => 0.0..200.0_f64, 2 => 200.0..2_000.0_f64, 1 => 2_000.0..20_000.0_f64, 1 => -9_000.0..0.0_f64];
    let act = prop_oneof![
        5 => (1..4_u8, way()).prop_map(|(id, way)| Act::Down(id, way)),
        2 => (1..4_u8, way()).prop_map(|(id, way)| Act::Move(id, way)),
        3 => (1..4_u8).prop_map(Act::Up),
        1 => Just(Act::Cancel),
        1 => Just(Act::Close),
        1 => Just(Act::Open),
        6 => (0..8_u64).prop_map(Act::Deliver),
        5 => (0..8_u64, any::<bool>()).prop_map(|(pick, lost)| Act::Answer(pick, lost)),
        1 => Just(Act::Wake),
        4 => Just(Act::Due),
    ];
    (time.prop_map(f64::floor), act, any::<u64>())
}

proptest! {
    #![proptest_config(common::random_cases(5_000))]

    /// Whatever fingers do, and in whatever order requests reach the camera: once nobody touches the pad and all pads
    /// are settled, the camera stands still, and the pad works.
    #[test]
    fn never_leaves_a_camera_moving(
        follow in any::<bool>(), min_hold in 0..600_u32, ptz in prop::bool::weighted(0.95), leave in any::<bool>(),
        acts in prop::collection::vec(act(), 1..60), chance in any::<u64>(),
    ) {
        let options = json!({ "follow": follow, "minHoldMs": min_hold });
        let mut world = World { options, ptz, now: 1_000_000.0, pages: vec![], sent: vec![], moving: vec![] };
        world.open();
        for (pause, act, fate) in acts {
            world.pass(if matches!(act, Act::Due) { 0.0 } else { pause });
            world.act(&act, fate);
        }
        if leave {
            world.close(0);
        } else {
            let page = world.pages.len() - 1;
            world.call(page, 0, Pad::cancel);
        }
        world.rest(chance);
        prop_assert_eq!(&world.moving, &[]);
        let mut page = world.pages.pop().unwrap();
        if page.closed_at.is_none() && !page.last.disabled {
            let start = page.pad.down(Some(9.0), Some(Direction::Up), world.now).request;
            prop_assert!(start.is_some_and(|request| request.start));
        }
    }
}
