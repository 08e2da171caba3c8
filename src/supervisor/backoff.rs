//! How long the supervisor waits before its next try.

use super::policy::Policy;
use crate::data::random::random;
use crate::data::record::record;

/// After the page is shown or online again, the next try comes within this time.
const REPLAN_MS: f64 = 2_000.0;

record! {
    /// The random numbers and the delays.
    pub(crate) struct Backoff {
        seed: u32,
        /// How many random numbers have been drawn.
        drawn: u32,
        /// How many delays have been drawn since they were last reset.
        step: u32,
    }
}

impl Backoff {
    pub(crate) fn new(seed: u32) -> Self {
        Self { seed, drawn: 0, step: 0 }
    }

    /// A whole number, evenly drawn.
    fn between(&mut self, from: f64, to: f64) -> f64 {
        self.drawn = self.drawn.wrapping_add(1);
        (from + (to - from) * random(self.seed, self.drawn)).round()
    }

    /// A delay that spreads a crowd: that of the first retry.
    pub(crate) fn first_delay_ms(&mut self, policy: &Policy) -> f64 {
        self.step = self.step.max(1);
        let (from, to) = policy.first_retry_ms;
        self.between(from, to)
    }

    /// The delay where a server asks for time: `least_ms` to twice that.
    pub(crate) fn slow_delay_ms(&mut self, least_ms: f64) -> f64 {
        self.between(least_ms, 2.0 * least_ms)
    }

    /// A part of a span, from its beginning.
    pub(crate) fn within_ms(&mut self, span_ms: f64) -> f64 {
        self.between(0.0, span_ms)
    }

    /// The delay before the next retry, whole milliseconds.
    pub(crate) fn next_delay_ms(&mut self, policy: &Policy) -> f64 {
        self.step = self.step.saturating_add(1);
        if self.step == 1 {
            return self.first_delay_ms(policy);
        }
        let mut delay = policy.retry_base_ms;
        for _ in 2..self.step {
            if delay >= policy.retry_cap_ms || policy.retry_factor <= 1.0 {
                break;
            }
            delay *= policy.retry_factor;
        }
        let delay = delay.min(policy.retry_cap_ms);
        let spread = delay * policy.retry_jitter;
        self.between(delay - spread, delay + spread)
    }

    /// The delay between tries after the attempts are used up: the interval ± 50 %.
    pub(crate) fn long_tail_ms(&mut self, interval_ms: f64) -> f64 {
        self.between(interval_ms * 0.5, interval_ms * 1.5)
    }

    /// The delay after the page is shown or online again.
    pub(crate) fn replan_ms(&mut self) -> f64 {
        self.within_ms(REPLAN_MS)
    }

    /// The next delay is a first one again.
    pub(crate) fn reset(&mut self) {
        self.step = 0;
    }
}
