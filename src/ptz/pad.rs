//! Which requests a PTZ pad sends: every start is followed by a stop of the same direction, whatever happens.
//!
//! The finger decides which direction is *wanted*. The *motion* is what the camera has been told. While no request is
//! in flight, the pad sends the one request that brings the motion closer to what is wanted.
//!
//! Requests may reach the camera in any order. So a start that was stopped before its answer came is stopped once more
//! when the answer comes or its time is over: that stop comes after the start. A closed pad goes on until this is done,
//! and is then *settled*.

use super::direction::{Direction, Geometry};
use crate::vendors::outcome::Outcome;

/// A stop that failed is sent again after these delays, so three times, and then no more.
const STOP_AGAIN_AFTER_MS: [f64; 3] = [0.0, 1_000.0, 2_000.0];

/// What a page may choose. All times are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How the pad is divided.
    pub geometry: Geometry,
    /// 0 slow, 1 medium, 2 fast.
    pub speed: u32,
    /// A tap moves the camera at least this long.
    pub min_hold_ms: f64,
    /// A request that has not been answered for this long counts as failed.
    pub answer_timeout_ms: f64,
    /// A finger that is held longer counts as lifted: its end may have been lost.
    pub max_hold_ms: f64,
    /// A drag changes the direction; else it keeps that of its start.
    pub follow: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            geometry: Geometry::default(),
            speed: 1,
            min_hold_ms: 300.0,
            answer_timeout_ms: 8_000.0,
            max_hold_ms: 60_000.0,
            follow: false,
        }
    }
}

/// What the answer to a request means. Each vendor has codes of its own for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The camera did what it was told.
    pub ok: bool,
    /// The camera is at its end in this direction.
    pub limit: Option<Direction>,
    /// The device has no PTZ, or the account no right to it.
    pub disabled: bool,
    /// The answer as the page may show it.
    pub outcome: Option<Outcome>,
}

impl Answered {
    /// No answer came.
    pub fn network_failed() -> Self {
        Self { ok: false, limit: None, disabled: false, outcome: Some(Outcome::network_failed()) }
    }

    /// The camera may have done what it was told. Where the network or the device did not answer, nobody knows.
    fn may_be_done(&self) -> bool {
        self.ok
            || self
                .outcome
                .as_ref()
                .is_some_and(|outcome| matches!(outcome.class.as_ref(), "network" | "device_timeout"))
    }
}

/// What to send. An open pad has one in flight at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Start moving; else stop.
    pub start: bool,
    /// Which way; a stop carries that of its start.
    pub direction: Direction,
    /// 0 slow, 1 medium, 2 fast.
    pub speed: u32,
    /// The page gives it back with the answer, so that a late answer is told apart.
    pub seq: u32,
}

/// The finger that came down first.
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
    /// To stop moving that way. So many stops failed, and the next one is due at `not_before`.
    Stopping { direction: Direction, failures: usize, not_before: f64 },
}

/// A start whose stop did not wait for its answer, and so may have come before it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Late {
    seq: u32,
    direction: Direction,
    /// When the stop is to be sent once more. `INFINITY`: when the answer comes.
    stop_at: f64,
}

/// What one call decided.
#[derive(Clone, Debug, PartialEq)]
pub struct PadDecision {
    /// To be sent; its answer goes to `answered`.
    pub request: Option<Request>,
    /// The direction in which the camera moves.
    pub active: Option<Direction>,
    /// A request is in flight, or still to be sent.
    pub busy: bool,
    /// The camera is at its end in this direction.
    pub limit: Option<Direction>,
    /// The device has no PTZ, or the account no right to it.
    pub disabled: bool,
    /// What the answer meant to this call, or that none came in time.
    pub outcome: Option<Outcome>,
    /// When to call `wake`.
    pub wake_at_ms: Option<f64>,
    /// Nothing is in flight, to be sent or to be waited for: a closed pad may be forgotten.
    pub settled: bool,
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
    /// Oldest first.
    late: Vec<Late>,
    closed: bool,
    limit: Option<Direction>,
    disabled: bool,
}

impl Pad {
    /// A pad that nobody has touched yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            clock: 0.0,
            now_ms: None,
            seq: 0,
            finger: None,
            wanted: None,
            hurry: false,
            motion: Motion::Still,
            in_flight: None,
            late: Vec::new(),
            closed: false,
            limit: None,
            disabled: false,
        }
    }

    /// How the pad is divided.
    pub(super) fn geometry(&self) -> Geometry {
        self.options.geometry
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
            // Two fingers are another gesture, as a pinch.
            self.let_go();
            return self.settle(None);
        }
        if lost_its_end {
            self.let_go();
        }
        if !self.disabled && !self.closed {
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

    /// touchcancel, page hide, unload: the camera stops as soon as it can, even before `min_hold_ms`.
    pub fn cancel(&mut self, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        self.let_go();
        self.settle(None)
    }

    /// The answer to a request came; `None`: the network failed. `seq` is the number of the request; without it the
    /// answer belongs to the newest.
    pub fn answered(&mut self, answer: Option<Answered>, seq: Option<u32>, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        let answer = answer.unwrap_or_else(Answered::network_failed);
        let is_it = |number| seq.is_none_or(|seq| seq == number);
        if let Some((request, _)) = self.in_flight
            && is_it(request.seq)
        {
            self.in_flight = None;
            self.apply(request, &answer);
            return self.settle(answer.outcome);
        }
        let mut in_time = false;
        if let Some(late) = self.late.iter_mut().rfind(|late| is_it(late.seq) && self.clock < late.stop_at) {
            in_time = late.stop_at.is_finite();
            late.stop_at = if answer.may_be_done() { self.clock } else { f64::NEG_INFINITY };
            let direction = late.direction;
            self.forget(direction, f64::NEG_INFINITY);
        }
        self.settle(answer.outcome.filter(|_| in_time))
    }

    /// The moment `wake_at_ms` of the last decision has come.
    pub fn wake(&mut self, now_ms: f64) -> PadDecision {
        self.advance(now_ms);
        self.settle(None)
    }

    /// Unload: the request that is returned must be sent at once, even while the start is unanswered. Until the
    /// decision is `settled` the pad has requests to send, and answers and wakes go on. A second call closes nothing.
    pub fn close(&mut self, now_ms: Option<f64>) -> PadDecision {
        if let Some(now_ms) = now_ms {
            self.advance(now_ms);
        }
        let outcome = self.expire();
        if !self.closed {
            self.closed = true;
            self.let_go();
            if let Some((request, deadline)) = self.in_flight
                && request.start
            {
                self.late.push(Late { seq: request.seq, direction: request.direction, stop_at: deadline });
                self.in_flight = None;
            }
            let latest = self.clock + self.options.answer_timeout_ms;
            for late in &mut self.late {
                late.stop_at = late.stop_at.min(latest);
            }
            if let Motion::Stopping { not_before, .. } = &mut self.motion {
                *not_before = self.clock;
            }
        }
        self.settle(outcome)
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

    fn apply(&mut self, request: Request, answer: &Answered) {
        self.disabled |= answer.disabled;
        if request.start {
            self.limit = answer.limit;
            if !answer.ok {
                // The camera may move all the same, so it is stopped at once.
                self.let_go();
            }
            return;
        }
        let Motion::Stopping { direction, failures, .. } = self.motion else {
            return;
        };
        let wait = if answer.ok || self.disabled { None } else { STOP_AGAIN_AFTER_MS.get(failures).copied() };
        self.motion = match wait {
            Some(wait) => Motion::Stopping { direction, failures: failures + 1, not_before: self.clock + wait },
            None => Motion::Still,
        };
    }

    /// A request whose time is over counts as failed.
    fn expire(&mut self) -> Option<Outcome> {
        let (request, _) = self.in_flight.filter(|(_, deadline)| self.clock >= *deadline)?;
        self.in_flight = None;
        if request.start {
            self.late.push(Late { seq: request.seq, direction: request.direction, stop_at: f64::INFINITY });
        }
        let failed = Answered::network_failed();
        self.apply(request, &failed);
        failed.outcome
    }

    /// Does what is due, and brings the motion one request closer to what is wanted.
    fn settle(&mut self, outcome: Option<Outcome>) -> PadDecision {
        let outcome = self.expire().or(outcome);
        if self.finger.is_some_and(|finger| self.clock - finger.down_at >= self.options.max_hold_ms) {
            self.let_go();
        }
        let request = self.next_request();
        if let Some(request) = request {
            self.in_flight = Some((request, self.clock + self.options.answer_timeout_ms));
            let late = self.late.len();
            if !request.start {
                self.forget(request.direction, self.clock);
            }
            if self.late.len() < late
                && let Motion::Stopping { failures, .. } = &mut self.motion
            {
                // Those before it do not count: they may have come too early.
                *failures = 0;
            }
        }
        self.decide(request, outcome)
    }

    /// What has been stopped by now.
    fn forget(&mut self, direction: Direction, now: f64) {
        self.late.retain(|late| late.direction != direction || late.stop_at > now);
    }

    fn next_request(&mut self) -> Option<Request> {
        let late = self.late.iter().find(|late| self.clock >= late.stop_at).map(|late| late.direction);
        if let Some((request, _)) = self.in_flight {
            // A closed pad may have no other time to send.
            return late
                .filter(|direction| self.closed && *direction == request.direction)
                .map(|direction| self.request(false, direction));
        }
        if let Motion::Moving { direction, .. } = self.motion
            && late.is_some_and(|late| late != direction)
        {
            // The camera moves another way than the finger wants.
            self.let_go();
        }
        match self.motion {
            Motion::Still => {
                if let Some(direction) = late {
                    self.motion = Motion::Stopping { direction, failures: 0, not_before: self.clock };
                    return Some(self.request(false, direction));
                }
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
                (self.clock >= not_before || late == Some(direction)).then(|| self.request(false, direction))
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
        let stop_due = self.stop_due();
        let mut wake = match (self.in_flight, self.motion) {
            (Some((_, deadline)), _) => deadline,
            (None, Motion::Stopping { not_before, .. }) => not_before,
            (None, _) => stop_due.unwrap_or(f64::INFINITY),
        };
        let mut busy = self.in_flight.is_some() || matches!(self.motion, Motion::Stopping { .. }) || stop_due.is_some();
        for late in &self.late {
            // One that is due waits for what is in flight, or for the end of a motion of its direction.
            if late.stop_at > self.clock {
                busy |= late.stop_at.is_finite();
                wake = wake.min(late.stop_at);
            }
        }
        if let Some(finger) = self.finger {
            wake = wake.min(finger.down_at + self.options.max_hold_ms);
        }
        let settled = !wake.is_finite();
        PadDecision {
            request,
            active,
            busy,
            limit: self.limit,
            disabled: self.disabled,
            outcome,
            wake_at_ms: (!settled).then(|| self.now_ms.unwrap_or_default() + (wake - self.clock).max(0.0)),
            settled,
        }
    }
}
