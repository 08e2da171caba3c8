//! How often the supervisor may start the player at all.

use crate::data::record::record;

/// Two starts are at least this far apart.
const MIN_GAP_MS: f64 = 300.0;
const MINUTE_MS: f64 = 60_000.0;

record! {
    /// The starts of the last minute.
    pub(crate) struct Pacing {
        /// Their moments, oldest first.
        starts: Vec<f64>,
    }
}

impl Pacing {
    /// The earliest moment at which the next start may come.
    pub(crate) fn earliest_start(&mut self, clock: f64, max_per_minute: u32) -> f64 {
        self.starts.retain(|moment| clock - moment < MINUTE_MS);
        let after_last = self.starts.last().map_or(clock, |last| last + MIN_GAP_MS);
        let surplus = (self.starts.len() + 1).saturating_sub(max_per_minute as usize);
        let after_minute = match surplus.checked_sub(1).and_then(|index| self.starts.get(index)) {
            Some(moment) => moment + MINUTE_MS,
            None => clock,
        };
        after_last.max(after_minute).max(clock)
    }

    /// A start was sent.
    pub(crate) fn sent(&mut self, clock: f64) {
        self.starts.push(clock);
    }
}
