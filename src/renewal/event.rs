//! What comes in: from whoever needs it, from its giver, from the page and the timer.

use crate::data::bounds::LAST_SECOND;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::Value;
use crate::vendors::outcome::Outcome;

names! {
    /// What has happened.
    pub enum Kind {
        /// The moment `wakeAtMs` has come.
        Wake = "wake",
        /// Somebody wants it now.
        Need = "need",
        /// The answer: here it is.
        Got = "got",
        /// The answer: there is none.
        Failed = "failed",
        /// Whoever used it was told that it is good no more.
        Refused = "refused",
        /// The page is hidden.
        Hide = "hide",
        /// The page is shown.
        Show = "show",
        /// The network is back.
        Online = "online",
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Event {
    /// What has happened.
    pub kind: Kind,
    /// Of `Got`: when it ends, Unix seconds by its giver's clock; `None`: it has no end.
    pub expires_at: Option<f64>,
    /// Of `Got`: when its giver made it, by the same clock.
    pub issued_at: Option<f64>,
    /// Of `Failed`: what the server said; `None`: the network failed.
    pub outcome: Option<Outcome>,
}

impl Event {
    /// An event that is nothing but its kind.
    pub fn new(kind: Kind) -> Self {
        Event { kind, ..Event::default() }
    }

    /// Reads one event. A field that it does not have is refused.
    fn read(&mut self, fields: &mut Fields<'_>) {
        fields.require("type");
        let Some(kind) = Kind::take(fields, "type") else {
            return;
        };
        self.kind = kind;
        if kind == Kind::Got {
            self.expires_at = fields.number("expiresAt", 0, LAST_SECOND);
            self.issued_at = fields.number("issuedAt", 0, LAST_SECOND);
        }
        if kind == Kind::Failed {
            fields.record("outcome", &mut |fields| self.outcome = Some(Outcome::take(fields)));
        }
        fields.refuse_unknown();
    }
}

/// Reads an event and its time, so that the problems of both are told at once.
pub(super) fn read(event: &Value<'_>, now_ms: &Value<'_>) -> Result<(Event, f64)> {
    let mut read = Event::default();
    let now_ms = fields::read_at_ms(event, now_ms, &mut |fields| read.read(fields))?;
    Ok((read, now_ms))
}
