//! The public handle: a machine and the trace of what it was told.

use super::decision::Decision;
use super::event::{self, Event, Expiry};
use super::machine::{Machine, State};
use super::policy::Policy;
use super::stats::PlaybackStats;
use super::trace::Recorder;
use crate::data::arguments::Arguments;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::record;
use crate::data::value::{Answer, Record, Value};

/// The only shape of snapshot and trace there has been.
pub(crate) const VERSION: u32 = 1;

/// Keeps one player playing. Deterministic: the same policy and events give the same decisions.
#[derive(Clone, Debug)]
pub struct Supervisor {
    machine: Machine,
    recorder: Recorder,
}

impl Supervisor {
    /// A supervisor that has not been told anything yet.
    pub fn new(policy: Policy) -> Self {
        Self::over(Machine::new(policy), false)
    }

    /// The same, from whatever the page passed as its policy.
    pub fn from_value(policy: &Value) -> Result<Self> {
        const NONE: &Value = &Value::Record(Vec::new());
        let policy = if *policy == Value::Null { NONE } else { policy };
        fields::read(policy, Policy::take).map(Self::new)
    }

    fn over(machine: Machine, restored: bool) -> Self {
        Self { recorder: Recorder::new(&machine, restored), machine }
    }

    /// Goes on exactly as the snapshot's original would.
    pub fn restore(snapshot: &Value) -> Result<Self> {
        fields::read(snapshot, take_machine).map(|machine| Self::over(machine, true))
    }

    /// One event, and when it came.
    pub fn dispatch(&mut self, event: &Value, now_ms: &Value) -> Result<Decision> {
        let (event, now_ms) = event::read(event, now_ms)?;
        Ok(self.handle(event, now_ms))
    }

    /// The same, for those who have an event already.
    pub fn handle(&mut self, mut event: Event, now_ms: f64) -> Decision {
        let same = matches!(&event, Event::Play { url: Some(url), .. } if self.machine.is_current(url));
        let decision = self.machine.dispatch(&event, now_ms);
        let understood = self.machine.expires_at();
        if same {
            // A cut address cannot be told from another; the current one needs no telling.
            event = Event::Play { url: None, expiry: understood.map_or(Expiry::Never, Expiry::At) };
        }
        self.recorder.record(event.cut(understood), now_ms, &decision);
        decision
    }

    /// Everything the supervisor is, as plain data. An address that has not been played yet stands in it in full.
    pub fn snapshot(&self) -> Answer {
        snapshot(&self.machine)
    }

    /// What the viewer has got until now.
    pub fn stats(&self, now_ms: &Value) -> Result<PlaybackStats> {
        event::read_now_ms(now_ms).map(|now_ms| stats(&self.machine, now_ms))
    }

    /// What the supervisor was told, without anything secret.
    pub fn trace(&self) -> Answer {
        self.recorder.trace()
    }
}

impl Supervisor {
    /// What JavaScript calls.
    pub const METHODS: &'static [Method<Self>] = &[
        ("dispatch", |supervisor, given| {
            supervisor.dispatch(given.at(0), given.at(1)).map(|decision| (&decision).into())
        }),
        ("snapshot", |supervisor, _| Ok(supervisor.snapshot())),
        ("stats", |supervisor, given| supervisor.stats(given.at(0)).map(|stats| (&stats).into())),
        ("trace", |supervisor, _| Ok(supervisor.trace())),
    ];
}

impl Object for Supervisor {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}

pub(crate) fn snapshot(machine: &Machine) -> Answer {
    let mut record = Record::default();
    record
        .set("version", f64::from(VERSION))
        .set("policy", &machine.policy)
        .set("state", record::write(&mut machine.state.clone()));
    record.into()
}

pub(crate) fn stats(machine: &Machine, now_ms: f64) -> PlaybackStats {
    let mut machine = machine.clone();
    machine.advance(now_ms);
    PlaybackStats::from(&machine.state.stats)
}

pub(crate) fn take_machine(fields: &mut Fields<'_>) -> Machine {
    fields.require("version");
    fields.integer("version", i64::from(VERSION), i64::from(VERSION));
    let policy = take_policy(fields);
    let mut state = State::default();
    fields.require("state");
    fields.record("state", &mut |fields| record::read(fields, &mut state));
    fields.refuse_unknown();
    Machine::with_state(policy, state)
}

pub(crate) fn take_policy(fields: &mut Fields<'_>) -> Policy {
    let mut policy = Policy::default();
    fields.require("policy");
    fields.record("policy", &mut |fields| policy = Policy::take(fields));
    policy
}
