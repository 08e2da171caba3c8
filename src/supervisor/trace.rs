//! What a supervisor was told: the log of a session, to be read, sent to support, and run again anywhere.

use super::decision::{Decision, Rule};
use super::event::Event;
use super::machine::Machine;
use super::phase::Phase;
use super::policy::Policy;
use super::snapshot;
use super::stats::PlaybackStats;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};
use std::collections::VecDeque;

/// The shape of a trace.
const VERSION: u32 = 1;

/// One event, when it came, and what was decided then.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    at_ms: f64,
    event: Event,
    phase: Phase,
    rule: Rule,
}

/// Keeps the last events, and a machine in the state before the first of them.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    from: Machine,
    /// `from` is not a new machine: a reader needs its state.
    folded: bool,
    events: VecDeque<Entry>,
    dropped: u32,
}

impl Recorder {
    /// A recorder that begins at `from`, which is redacted. `restored`: `from` is not a new machine.
    pub(crate) fn new(from: Machine, restored: bool) -> Self {
        Self { from, folded: restored, events: VecDeque::new(), dropped: 0 }
    }

    /// Adds an event, which is redacted. The oldest one folds into `from` where there are too many.
    pub(crate) fn add(&mut self, event: Event, at_ms: f64, decision: &Decision) {
        self.events.push_back(Entry { at_ms, event, phase: decision.phase, rule: decision.rule });
        if self.events.len() > self.from.policy.trace_limit as usize
            && let Some(oldest) = self.events.pop_front()
        {
            self.from.dispatch(&oldest.event, oldest.at_ms);
            self.folded = true;
            self.dropped = self.dropped.saturating_add(1);
        }
    }

    /// The policy and every event with its time.
    pub(crate) fn trace(&mut self) -> Answer {
        let mut trace = Record::default();
        trace
            .set("version", f64::from(VERSION))
            .set("policy", self.from.policy)
            .set("from", self.folded.then(|| snapshot::write(&mut self.from)))
            .set("events", self.events.iter_mut().collect::<Answer>())
            .set("dropped", f64::from(self.dropped));
        trace.into()
    }
}

impl From<&mut Entry> for Answer {
    fn from(entry: &mut Entry) -> Self {
        let mut record = Record::default();
        record
            .set("atMs", entry.at_ms)
            .set("event", &mut entry.event)
            .set("phase", entry.phase.name())
            .set("rule", entry.rule.name());
        record.into()
    }
}

/// What a trace leads to when it is run again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// One for each event.
    pub decisions: Vec<Decision>,
    /// As of the last event.
    pub stats: PlaybackStats,
}

impl From<&Replayed> for Answer {
    fn from(replayed: &Replayed) -> Self {
        replayed.record().into()
    }
}

impl Replayed {
    fn record(&self) -> Record {
        let mut record = Record::default();
        record.set("decisions", self.decisions.iter().collect::<Answer>()).set("stats", &self.stats);
        record
    }
}

/// Runs a trace again. Fails with `invalid_params`.
pub fn replay(trace: &Value) -> Result<Replayed> {
    run(trace, None).map(|(replayed, _)| replayed)
}

/// Runs a trace again, or only its first `count` events. In the latter case `from` stands beside what they lead to:
/// what the rest of the trace begins from, as in a recorder that is full. Fails with `invalid_params`.
pub fn replay_values(trace: &Value, count: &Value) -> Result<Answer> {
    let count = if let Value::Number(count) = count { Some(*count as usize) } else { None };
    let (replayed, mut machine) = run(trace, count)?;
    let mut record = replayed.record();
    if count.is_some() {
        record.set("from", snapshot::write(&mut machine));
    }
    Ok(record.into())
}

fn run(trace: &Value, count: Option<usize>) -> Result<(Replayed, Machine)> {
    let mut machine = Machine::new(Policy::default());
    let mut events = Vec::new();
    fields::read(trace, |fields| {
        fields.require("version");
        fields.count("version", VERSION, VERSION);
        let mut policy = Policy::default();
        snapshot::read_policy(fields, &mut policy);
        machine = Machine::new(policy);
        fields.record("from", &mut |fields| snapshot::read(fields, &mut machine));
        fields.count("dropped", 0, u32::MAX);
        fields.require("events");
        fields.records("events", &mut |entry| {
            let at_ms = entry.time("atMs");
            entry.require("event");
            entry.record("event", &mut |fields| {
                let mut event = Event::Wake;
                event.read(fields);
                events.push((event, at_ms));
            });
        });
        fields.refuse_unknown();
    })?;
    machine.addresses_cut = true;
    let count = count.unwrap_or(events.len());
    let decisions = events.iter().take(count).map(|(event, at_ms)| machine.dispatch(event, *at_ms)).collect();
    let now_ms = machine.state.now_ms.unwrap_or_default();
    let stats = machine.stats(now_ms);
    Ok((Replayed { decisions, stats }, machine))
}
