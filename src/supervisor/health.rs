//! What the viewer gets, for a dashboard: a word and a number.

use crate::data::record::names;
use crate::data::value::{Answer, Shape};

names! {
    /// How a view is now.
    pub enum Standing {
        /// Nobody watches: it has not begun, is paused, stopped or over, or the page is hidden.
        Idle = "idle",
        /// The first picture is on its way.
        Starting = "starting",
        /// It plays.
        Good = "good",
        /// It plays, but the picture or the sound is degraded, or outages come one after the other.
        Poor = "poor",
        /// It does not play, and the supervisor tries to bring it back.
        Down = "down",
        /// It does not play, and the supervisor has given up.
        Failed = "failed",
    }
}

/// A word for now and a number for the session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Health {
    /// How the view is now.
    pub standing: Standing,
    /// The share of the time in which it was to play and did, 0 to 1; 0 before the first picture, `None` before the
    /// first play. As in the statistics, hidden and paused time does not count, nor does the first start.
    pub live: Option<f64>,
}

impl Shape<2> for Health {
    const NAMES: &'static [&'static str; 2] = &["word", "live"];

    fn values(&self) -> [Answer; 2] {
        [self.standing.name().into(), self.live.into()]
    }
}

impl From<&Health> for Answer {
    fn from(health: &Health) -> Self {
        health.shaped()
    }
}
