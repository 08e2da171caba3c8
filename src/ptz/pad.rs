//! The request discipline round a touch: every start is followed by a stop of the same direction, whatever happens.
//!
//! The finger decides which way is *wanted*; the motion is what the camera has been told. Whenever no request is in
//! flight, the motion is brought one request closer to what is wanted.

use super::direction::{Direction, Geometry, Point, Rect, direction};
use crate::data::arguments::Arguments;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::object::Object;
use crate::data::record::NUMBER_LIMIT;
use crate::data::value::{Answer, Record, Value};
use crate::vendors::ezviz;
use crate::vendors::outcome::Outcome;

/// A day: nobody holds a finger, or waits for an answer, longer.
const DAY_MS: i64 = 86_400_000;

/// A stop that failed is sent again after these, and then no more: three times.
const STOP_AGAIN_AFTER_MS: [f64; 3] = [0.0, 1_000.0, 2_000.0];

/// What a page may choose.
#[derive(Clone, Debug, PartialEq)]
struct Options {
    geometry: Geometry,
    speed: u32,
    min_hold_ms: f64,
    answer_timeout_ms: f64,
    max_hold_ms: f64,
    follow: bool,
}

impl Options {
    fn take(fields: &mut Fields<'_>) -> Self {
        let mut ms = |name, min, standard: i64| fields.integer(name, min, DAY_MS).unwrap_or(standard) as f64;
        let options = Self {
            min_hold_ms: ms("minHoldMs", 0, 300),
            answer_timeout_ms: ms("answerTimeoutMs", 1, 8_000),
            max_hold_ms: ms("maxHoldMs", 1, 60_000),
            geometry: Geometry::take(fields),
            speed: fields.count("speed", 0, 2).unwrap_or(1),
            follow: fields.boolean("follow").unwrap_or_default(),
        };
        fields.refuse_unknown();
        options
    }
}

/// What to send. One is in flight at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Start moving; else stop.
    pub start: bool,
    /// Which way; a stop carries that of its start.
    pub direction: Direction,
    /// 0 slow, 1 medium, 2 fast.
    pub speed: u32,
    /// Told back with the answer, so that a late one is told apart.
    pub seq: u32,
}

/// The finger that leads.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: Option<f64>,
    down_at: f64,
}

/// What the camera has been told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Motion {
    /// Nothing, or to stop.
    Still,
    /// To move that way, since then.
    Moving { direction: Direction, since: f64 },
    /// To stop moving that way, so many times in vain; again not before.
    Stopping { direction: Direction, failures: usize, not_before: f64 },
}

/// The methods of a pad and the names of their arguments.
const METHODS: &[(&str, &[&str])] = &[
    ("down", &["point", "rect", "nowMs"]),
    ("move", &["point", "rect", "nowMs"]),
    ("up", &["point", "nowMs"]),
    ("cancel", &["nowMs"]),
    ("answered", &["code", "nowMs", "seq"]),
    ("wake", &["nowMs"]),
    ("close", &["nowMs"]),
];

/// What the arguments of a call say, whichever it is.
struct Call {
    id: Option<f64>,
    point: Point,
    rect: Rect,
    code: Option<String>,
    seq: Option<u32>,
    now_ms: f64,
    now_ms_given: bool,
}

impl Call {
    fn take(fields: &mut Fields<'_>, names: &[&str], now_ms_optional: bool) -> Self {
        let (mut id, mut point, mut rect) = (None, Point::default(), Rect::default());
        if names.contains(&"point") {
            fields.require("point");
            // A touch of the browser's holds much more.
            fields.record("point", &mut |touch| {
                id = touch.number("id", -NUMBER_LIMIT, NUMBER_LIMIT);
                if names.contains(&"rect") {
                    point = Point::take(touch);
                }
            });
        }
        if names.contains(&"rect") {
            rect = Rect::take(fields, "rect");
        }
        // The body's code, text or number; null: the network failed.
        let code = if fields.has_number("code") {
            fields.integer("code", -NUMBER_LIMIT, NUMBER_LIMIT).map(|code| code.to_string())
        } else {
            fields.remark("code").map(str::to_owned)
        };
        let now_ms_given = !now_ms_optional || fields.has("nowMs");
        let now_ms = if now_ms_given { fields.time("nowMs") } else { 0.0 };
        Self { id, point, rect, code, seq: fields.count("seq", 0, u32::MAX), now_ms, now_ms_given }
    }
}

/// The answer to one call.
#[derive(Clone, Debug, PartialEq)]
pub struct PadDecision {
    /// Send it, then tell the answer.
    pub request: Option<Request>,
    /// The way that is pressed.
    pub active: Option<Direction>,
    /// A request is in flight, or still to be sent.
    pub busy: bool,
    /// The camera is at its end that way.
    pub limit: Option<Direction>,
    /// There is no PTZ here, or no right to it.
    pub disabled: bool,
    /// What the answer meant, or that there was none.
    pub outcome: Option<Outcome>,
    /// When to call `wake`.
    pub wake_at_ms: Option<f64>,
}

/// A pad of four or eight arrows.
#[derive(Clone, Debug, PartialEq)]
pub struct Pad {
    options: Options,
    clock: f64,
    now_ms: Option<f64>,
    seq: u32,
    finger: Option<Finger>,
    wanted: Option<Direction>,
    /// The camera is to stop even if it has not moved for `min_hold_ms` yet.
    hurry: bool,
    motion: Motion,
    /// The request that has not been answered, and when it counts as failed.
    in_flight: Option<(Request, f64)>,
    limit: Option<Direction>,
    disabled: bool,
}

impl Pad {
    /// From whatever a page passes as options.
    pub fn from_value(options: &Value) -> Result<Self> {
        const NONE: &Value = &Value::Record(Vec::new());
        let options = if *options == Value::Null { NONE } else { options };
        fields::read(options, Options::take).map(|options| Self {
            options,
            clock: 0.0,
            now_ms: None,
            seq: 0,
            finger: None,
            wanted: None,
            hurry: false,
            motion: Motion::Still,
            in_flight: None,
            limit: None,
            disabled: false,
        })
    }

    /// A call by its public name, with the arguments a page passes.
    pub fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<PadDecision> {
        let Some((_, names)) = METHODS.iter().find(|(name, _)| *name == method) else {
            return Ok(self.decide(None, None));
        };
        let given: Vec<(&'static str, &Value)> =
            names.iter().enumerate().map(|(place, name)| (*name, arguments.at(place))).collect();
        let call = fields::read_arguments(&given, |fields| Call::take(fields, names, method == "close"))?;
        Ok(match method {
            "down" => self.down(call.id, direction(call.point, call.rect, self.options.geometry), call.now_ms),
            "move" => self.moved(call.id, direction(call.point, call.rect, self.options.geometry), call.now_ms),
            "up" => self.up(call.id, call.now_ms),
            "answered" => self.answered(call.code.as_deref(), call.seq, call.now_ms),
            "cancel" => self.cancel(call.now_ms),
            "wake" => self.wake(call.now_ms),
            _ => self.close(call.now_ms_given.then_some(call.now_ms)),
        })
    }

    fn advance(&mut self, now_ms: f64) {
        let elapsed = now_ms - self.now_ms.replace(now_ms).unwrap_or(now_ms);
        self.clock += elapsed.max(0.0);
    }

    /// A finger comes down.
    pub fn down(&mut self, id: Option<f64>, way: Option<Direction>, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        let lost_its_end = self.finger.is_some_and(|finger| finger.id.is_some() && finger.id == id);
        if self.finger.is_some() && !lost_its_end {
            // Two fingers mean something else than "that way".
            self.let_go();
            return self.settle(None);
        }
        if lost_its_end {
            self.let_go();
        }
        if !self.disabled {
            self.finger = Some(Finger { id, down_at: self.clock });
            self.want(way);
        }
        self.settle(None)
    }

    /// A finger moves.
    pub fn moved(&mut self, id: Option<f64>, way: Option<Direction>, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        if self.options.follow && self.leads(id) && self.wanted != way {
            self.want(way);
        }
        self.settle(None)
    }

    /// A finger goes up, on the pad or anywhere else.
    pub fn up(&mut self, id: Option<f64>, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        if self.leads(id) {
            self.finger = None;
            self.want(None);
        }
        self.settle(None)
    }

    /// touchcancel, page hide, unload: no time to lose.
    pub fn cancel(&mut self, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        self.let_go();
        self.settle(None)
    }

    /// The answer to a request; `None`: the network failed.
    pub fn answered(&mut self, code: Option<&str>, seq: Option<u32>, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        match self.in_flight {
            Some((request, _)) if seq.is_none_or(|seq| seq == request.seq) => {
                self.in_flight = None;
                let outcome = code.map_or_else(Outcome::network_failed, ezviz::outcome);
                self.take_answer(request, &outcome);
                self.settle(Some(outcome))
            }
            // Late: its request has long counted as failed.
            _ => self.settle(None),
        }
    }

    /// `wake_at_ms` has come.
    pub fn wake(&mut self, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        self.settle(None)
    }

    /// Unload: what is returned has to be sent at once, even with the start still unanswered.
    pub fn close(&mut self, now_ms: Option<f64>) -> PadDecision {
        if let Some(now_ms) = now_ms {
            self.advance(now_ms);
        }
        self.let_go();
        let stop = match (self.motion, self.in_flight) {
            (Motion::Moving { direction, .. }, _) | (Motion::Stopping { direction, .. }, None) => {
                Some(self.request(false, direction))
            }
            _ => None,
        };
        self.motion = Motion::Still;
        self.in_flight = None;
        self.decide(stop, None)
    }

    fn leads(&self, id: Option<f64>) -> bool {
        self.finger.is_some_and(|finger| finger.id.is_none() || id.is_none() || finger.id == id)
    }

    fn let_go(&mut self) {
        self.finger = None;
        self.want(None);
        self.hurry = true;
    }

    fn want(&mut self, way: Option<Direction>) {
        self.wanted = way;
        self.hurry = false;
    }

    fn take_answer(&mut self, request: Request, outcome: &Outcome) {
        self.disabled |= matches!(&*outcome.class, "unsupported" | "no_permission") && is_ptz(&outcome.code);
        if request.start {
            self.limit = ezviz::limit_of(&outcome.code);
            if !outcome.ok {
                // Whether the camera moves or not, nobody knows: it is stopped at once.
                self.let_go();
            }
            return;
        }
        let Motion::Stopping { direction, failures, .. } = self.motion else {
            return;
        };
        let wait = if outcome.ok || self.disabled { None } else { STOP_AGAIN_AFTER_MS.get(failures).copied() };
        self.motion = match wait {
            Some(wait) => Motion::Stopping { direction, failures: failures + 1, not_before: self.clock + wait },
            None => Motion::Still,
        };
    }

    /// Does what is due, and brings the motion one request closer to what is wanted.
    fn settle(&mut self, outcome: Option<Outcome>) -> PadDecision {
        let mut outcome = outcome;
        if let Some((request, deadline)) = self.in_flight
            && self.clock >= deadline
        {
            self.in_flight = None;
            let failed = Outcome::network_failed();
            self.take_answer(request, &failed);
            outcome = Some(failed);
        }
        if self.finger.is_some_and(|finger| self.clock - finger.down_at >= self.options.max_hold_ms) {
            self.let_go();
        }
        let request = if self.in_flight.is_none() { self.next_request() } else { None };
        if let Some(request) = request {
            self.in_flight = Some((request, self.clock + self.options.answer_timeout_ms));
        }
        self.decide(request, outcome)
    }

    fn next_request(&mut self) -> Option<Request> {
        match self.motion {
            Motion::Still => {
                let direction = self.wanted.filter(|_| !self.disabled)?;
                self.limit = None;
                self.motion = Motion::Moving { direction, since: self.clock };
                Some(self.request(true, direction))
            }
            Motion::Moving { direction, .. } => {
                let due = self.stop_due()?;
                if self.clock < due {
                    return None;
                }
                self.motion = Motion::Stopping { direction, failures: 0, not_before: self.clock };
                Some(self.request(false, direction))
            }
            Motion::Stopping { direction, not_before, .. } => {
                (self.clock >= not_before).then(|| self.request(false, direction))
            }
        }
    }

    /// When a motion that is no longer wanted may end.
    fn stop_due(&self) -> Option<f64> {
        match self.motion {
            Motion::Moving { direction, since } if self.wanted != Some(direction) => {
                Some(if self.hurry { since } else { since + self.options.min_hold_ms })
            }
            _ => None,
        }
    }

    fn request(&mut self, start: bool, direction: Direction) -> Request {
        self.seq = self.seq.wrapping_add(1);
        Request { start, direction, speed: self.options.speed, seq: self.seq }
    }

    fn decide(&self, request: Option<Request>, outcome: Option<Outcome>) -> PadDecision {
        let active = match self.motion {
            Motion::Moving { direction, .. } => Some(direction),
            _ => None,
        };
        let next = match (self.in_flight, self.motion) {
            (Some((_, deadline)), _) => Some(deadline),
            (None, Motion::Stopping { not_before, .. }) => Some(not_before),
            (None, _) => self.stop_due(),
        };
        let held_too_long = self.finger.map(|finger| finger.down_at + self.options.max_hold_ms);
        let wake = [next, held_too_long].into_iter().flatten().reduce(f64::min);
        PadDecision {
            request,
            active,
            busy: self.in_flight.is_some()
                || !matches!(self.motion, Motion::Still | Motion::Moving { .. })
                || self.stop_due().is_some(),
            limit: self.limit,
            disabled: self.disabled,
            outcome,
            wake_at_ms: wake.map(|moment| self.now_ms.unwrap_or_default() + (moment - self.clock).max(0.0)),
        }
    }
}

/// 60000 and 60001 speak of PTZ itself; 20015 and the like of the one command.
fn is_ptz(code: &str) -> bool {
    matches!(code, "60000" | "60001")
}

impl From<&PadDecision> for Answer {
    fn from(decision: &PadDecision) -> Self {
        let request = decision.request.map(|request| {
            let mut record = Record::default();
            record
                .set("action", if request.start { "start" } else { "stop" })
                .set("direction", request.direction.name())
                .set("speed", f64::from(request.speed))
                .set("seq", f64::from(request.seq));
            Value::from(record)
        });
        let mut record = Record::default();
        record
            .set("request", request)
            .set("active", decision.active.map(Direction::name))
            .set("busy", decision.busy)
            .set("limit", decision.limit.map(Direction::name))
            .set("disabled", decision.disabled)
            .set("outcome", decision.outcome.as_ref())
            .set("wakeAtMs", decision.wake_at_ms);
        record.into()
    }
}

impl Object for Pad {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        Pad::call(self, method, arguments).map(|decision| (&decision).into())
    }
}
