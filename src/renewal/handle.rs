//! The public handle.

use super::decision::Decision;
use super::event::{self, Event};
use super::machine::Machine;
use super::policy::Policy;
use crate::data::arguments::Arguments;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Value};

/// Keeps one thing that runs out good. Deterministic: the same policy and events give the same decisions.
#[derive(Clone, Debug)]
pub struct Renewal {
    machine: Machine,
}

impl Renewal {
    /// What JavaScript calls.
    pub const METHODS: &'static [Method<Self>] =
        &[("dispatch", |renewal, given| renewal.dispatch(given.at(0), given.at(1)).map(|decision| (&decision).into()))];

    /// A renewal that has not been told anything yet.
    pub fn new(policy: Policy) -> Self {
        Self { machine: Machine::new(policy) }
    }

    /// A new renewal; `policy` is what the page passed. Fails with `invalid_params`.
    pub fn from_value(policy: &Value<'_>) -> Result<Self> {
        let mut read = Policy::default();
        fields::read_optional(policy, |fields| read.read(fields))?;
        Ok(Self::new(read))
    }

    /// Handles one event, which came at `now_ms` of the caller's clock. Fails with `invalid_params`; a refused event
    /// changes nothing.
    pub fn dispatch(&mut self, event: &Value<'_>, now_ms: &Value<'_>) -> Result<Decision<'_>> {
        let (event, now_ms) = event::read(event, now_ms)?;
        Ok(self.handle(&event, now_ms))
    }

    /// The same for an event that has been read already.
    pub fn handle(&mut self, event: &Event, now_ms: f64) -> Decision<'_> {
        self.machine.dispatch(event, now_ms)
    }
}

impl Object for Renewal {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}
