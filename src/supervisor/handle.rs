//! The public handle: a machine and its trace.

use super::decision::Decision;
use super::event::{self, Event, Expiry};
use super::health::Health;
use super::machine::Machine;
use super::policy::Policy;
use super::redact;
use super::snapshot;
use super::stats::PlaybackStats;
use super::trace::Recorder;
use crate::data::arguments::Arguments;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Value};

/// Keeps one player playing. Deterministic: the same policy and events give the same decisions.
#[derive(Clone, Debug)]
pub struct Supervisor {
    machine: Machine,
    recorder: Recorder,
    /// What [`Self::progress`] answered last, where nothing was to be done.
    #[cfg(feature = "quick")]
    steady: Option<Decision>,
}

/// What follows from the progress of a media element.
#[cfg(feature = "quick")]
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// The decision before, but for its moment.
    AsBefore {
        /// When to dispatch `wake`.
        wake_at_ms: Option<f64>,
    },
    /// Another decision.
    Changed(Decision),
}

impl Supervisor {
    /// A supervisor that has not been told anything yet.
    pub fn new(policy: Policy) -> Self {
        Self::over(Machine::new(policy), false)
    }

    /// A new supervisor; `policy` is what the page passed. Fails with `invalid_params`.
    pub fn from_value(policy: &Value) -> Result<Self> {
        let mut read = Policy::default();
        fields::read_optional(policy, |fields| read.read(fields))?;
        Ok(Self::new(read))
    }

    fn over(mut machine: Machine, restored: bool) -> Self {
        Self {
            recorder: Recorder::new(redact::machine(&mut machine), restored),
            machine,
            #[cfg(feature = "quick")]
            steady: None,
        }
    }

    /// Goes on from a snapshot exactly as its original would. Fails with `invalid_params`, also for a snapshot of
    /// another version.
    pub fn restore(snapshot: &Value) -> Result<Self> {
        let mut machine = Machine::new(Policy::default());
        fields::read(snapshot, |fields| snapshot::read(fields, &mut machine))?;
        Ok(Self::over(machine, true))
    }

    /// Handles one event, which came at `now_ms` of the caller's clock. Fails with `invalid_params`; a refused event
    /// changes nothing.
    pub fn dispatch(&mut self, event: &Value, now_ms: &Value) -> Result<Decision> {
        let (event, now_ms) = event::read(event, now_ms)?;
        Ok(self.handle(event, now_ms))
    }

    /// The same for an event that has been read already.
    pub fn handle(&mut self, mut event: Event, now_ms: f64) -> Decision {
        let same = matches!(&event, Event::Play { url: Some(url), .. } if self.machine.is_current(url));
        let recording = self.machine.recording();
        let decision = self.machine.dispatch(&event, now_ms);
        // A replay cannot compare cut addresses. So the trace leaves the current one out, and says where a recording is
        // another one.
        if same {
            let expiry = self.machine.expires_at().map_or(Expiry::Never, Expiry::At);
            event = Event::Play { url: None, expiry, trial: None, fetch: None, another: None };
        } else if let Event::Play { another, .. } = &mut event {
            *another = another.or((recording.is_some() && recording != self.machine.recording()).then_some(true));
        }
        redact::event(&mut event, &self.machine);
        self.recorder.add(event, now_ms, &decision);
        decision
    }

    /// [`Self::dispatch`] of `{ type: 'media', name: 'progress', position, generation }`, which comes four times a second
    /// and mostly changes nothing but when to wake; `None` for numbers that it refuses.
    #[cfg(feature = "quick")]
    pub fn progress(&mut self, position: f64, generation: f64, now_ms: f64) -> Option<Progress> {
        let (event, now_ms) = event::progress(position, generation, now_ms)?;
        let decision = self.handle(event, now_ms);
        let wake_at_ms = decision.wake_at_ms;
        if let Some(steady) = &mut self.steady {
            steady.wake_at_ms = wake_at_ms;
            if *steady == decision {
                return Some(Progress::AsBefore { wake_at_ms });
            }
        }
        self.steady = (decision.commands.is_empty() && decision.error.is_none()).then(|| decision.clone());
        Some(Progress::Changed(decision))
    }

    /// The whole state as plain data. An address that has not been played yet stands in it in full.
    pub fn snapshot(&mut self) -> Answer {
        snapshot::write(&mut self.machine)
    }

    /// What the viewer has got until `now_ms`. Fails with `invalid_params`.
    pub fn stats(&mut self, now_ms: &Value) -> Result<PlaybackStats> {
        event::read_now_ms(now_ms).map(|now_ms| self.machine.stats(now_ms))
    }

    /// How the view is at `now_ms`, in a word and a number. Fails with `invalid_params`.
    pub fn health(&mut self, now_ms: &Value) -> Result<Health> {
        event::read_now_ms(now_ms).map(|now_ms| self.machine.health(now_ms))
    }

    /// What the supervisor was told, without secrets.
    pub fn trace(&mut self) -> Answer {
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
        ("health", |supervisor, given| supervisor.health(given.at(0)).map(|health| (&health).into())),
        ("trace", |supervisor, _| Ok(supervisor.trace())),
    ];
}

impl Object for Supervisor {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }

    /// The progress of a media element: its position, the generation and the moment. Where all is as it was answered last,
    /// when to wake stands for the decision.
    #[cfg(feature = "quick")]
    fn numbers(&mut self, [position, generation, now_ms]: [f64; 3]) -> Option<Answer> {
        Some(match self.progress(position, generation, now_ms)? {
            Progress::AsBefore { wake_at_ms } => wake_at_ms.into(),
            Progress::Changed(decision) => (&decision).into(),
        })
    }
}
