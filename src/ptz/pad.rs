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

/// What the camera has been told: to move that way, since then.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Motion {
    direction: Direction,
    since: f64,
}

/// A stop that is still to be sent, or a request that has not been answered.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pending {
    start: bool,
    direction: Direction,
    /// The number of the request; 0: it is still to be sent.
    seq: u32,
    /// When a stop is to be sent; when a request counts as failed. `INFINITY`: it has, and its answer may still come.
    moment: f64,
    /// Of a stop: so many before it failed.
    failures: usize,
    /// A start whose stop does not wait for its answer, and so may come before it.
    stopped: bool,
}

impl Pending {
    fn stop(direction: Direction, failures: usize, due: f64) -> Self {
        Self { start: false, direction, seq: 0, moment: due, failures, stopped: false }
    }

    fn sent(&self) -> bool {
        self.seq > 0
    }
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
    motion: Option<Motion>,
    /// What has been sent stands in the order of its numbers.
    pending: Vec<Pending>,
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
            motion: None,
            pending: Vec::new(),
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
        let newest = self.pending.iter().rposition(|pending| match seq {
            Some(seq) => pending.sent() && pending.seq == seq,
            None => pending.sent(),
        });
        let Some(pending) = newest.map(|place| self.pending.remove(place)) else {
            // It is answered already.
            return self.settle(None);
        };
        let answer = answer.unwrap_or_else(Answered::network_failed);
        self.apply(pending, &answer);
        self.settle(answer.outcome.filter(|_| pending.moment.is_finite()))
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
            if let Some(motion) = self.motion.take() {
                self.stop(motion.direction);
            }
            for pending in &mut self.pending {
                if !pending.sent() {
                    pending.moment = self.clock;
                } else if pending.start {
                    pending.stopped = true;
                    pending.moment = pending.moment.min(self.clock + self.options.answer_timeout_ms);
                }
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

    /// What the answer to a request changes.
    fn apply(&mut self, pending: Pending, answer: &Answered) {
        let Pending { start, direction, seq, failures, .. } = pending;
        if pending.stopped {
            if answer.may_be_done() {
                self.stop(direction);
            }
            return;
        }
        self.disabled |= answer.disabled;
        if start {
            self.limit = answer.limit;
            if !answer.ok {
                // The camera may move all the same, so it is stopped at once.
                self.let_go();
            }
        } else if !answer.ok
            && !self.disabled
            && let Some(wait) = STOP_AGAIN_AFTER_MS.get(failures)
        {
            // Not where a newer one is on its way, or will be.
            let newer =
                |other: &Pending| !other.start && other.direction == direction && (!other.sent() || other.seq > seq);
            if !self.pending.iter().any(newer) {
                self.pending.push(Pending::stop(direction, failures + 1, self.clock + wait));
            }
        }
    }

    /// Sees to it that a stop of this direction is sent from now on.
    fn stop(&mut self, direction: Direction) {
        // A motion of the same direction has its own stop still to come.
        if self.motion.is_none_or(|motion| motion.direction != direction) {
            self.pending.retain(|pending| pending.sent() || pending.direction != direction);
            self.pending.push(Pending::stop(direction, 0, self.clock));
        }
    }

    /// Requests whose time is over count as failed.
    fn expire(&mut self) -> Option<Outcome> {
        let mut outcome = None;
        let over = |pending: &Pending, clock| pending.sent() && clock >= pending.moment;
        while let Some(place) = self.pending.iter().position(|pending| over(pending, self.clock)) {
            let pending = self.pending.remove(place);
            let failed = Answered::network_failed();
            self.apply(pending, &failed);
            if pending.start && !pending.stopped {
                // It may still reach the camera, and then its answer comes.
                self.pending.push(Pending { moment: f64::INFINITY, stopped: true, ..pending });
            }
            outcome = failed.outcome;
        }
        outcome
    }

    /// Does what is due, and brings the motion one request closer to what is wanted.
    fn settle(&mut self, outcome: Option<Outcome>) -> PadDecision {
        let outcome = self.expire().or(outcome);
        if self.finger.is_some_and(|finger| self.clock - finger.down_at >= self.options.max_hold_ms) {
            self.let_go();
        }
        let request = if self.may_send() { self.next_request() } else { None };
        self.decide(request, outcome)
    }

    /// A closed pad waits for no answer: it may have no other time to send.
    fn may_send(&self) -> bool {
        self.closed || !self.pending.iter().any(|pending| pending.sent() && pending.moment.is_finite())
    }

    fn next_request(&mut self) -> Option<Request> {
        if let Some(motion) = self.motion
            && self.stop_due().is_some_and(|due| self.clock >= due)
        {
            self.motion = None;
            self.stop(motion.direction);
        }
        let due = |pending: &Pending, clock| !pending.sent() && clock >= pending.moment;
        if let Some(place) = self.pending.iter().position(|pending| due(pending, self.clock)) {
            let stop = self.pending.remove(place);
            return Some(self.send(stop));
        }
        if self.motion.is_some() || self.disabled || self.pending.iter().any(|pending| !pending.sent()) {
            return None;
        }
        let direction = self.wanted?;
        self.limit = None;
        self.motion = Some(Motion { direction, since: self.clock });
        Some(self.send(Pending { start: true, ..Pending::stop(direction, 0, 0.0) }))
    }

    /// When a motion that is no longer wanted may end.
    fn stop_due(&self) -> Option<f64> {
        let motion = self.motion.filter(|motion| self.wanted != Some(motion.direction))?;
        Some(if self.hurry { motion.since } else { motion.since + self.options.min_hold_ms })
    }

    fn send(&mut self, mut pending: Pending) -> Request {
        self.seq = self.seq.wrapping_add(1);
        pending.seq = self.seq;
        pending.moment = self.clock + self.options.answer_timeout_ms;
        self.pending.push(pending);
        let Pending { start, direction, seq, .. } = pending;
        Request { start, direction, speed: self.options.speed, seq }
    }

    fn decide(&self, request: Option<Request>, outcome: Option<Outcome>) -> PadDecision {
        let may_send = self.may_send();
        let stop_due = self.stop_due();
        let mut busy = stop_due.is_some();
        let mut wake = stop_due.filter(|_| may_send).unwrap_or(f64::INFINITY);
        for pending in &self.pending {
            busy |= pending.moment.is_finite();
            if pending.sent() || may_send {
                wake = wake.min(pending.moment);
            }
        }
        if let Some(finger) = self.finger {
            wake = wake.min(finger.down_at + self.options.max_hold_ms);
        }
        let settled = !wake.is_finite();
        PadDecision {
            request,
            active: self.motion.map(|motion| motion.direction),
            busy,
            limit: self.limit,
            disabled: self.disabled,
            outcome,
            wake_at_ms: (!settled).then(|| self.now_ms.unwrap_or_default() + (wake - self.clock).max(0.0)),
            settled,
        }
    }
}
