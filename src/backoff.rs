//! How long to wait before the next try: delays that grow, and random draws that spread a crowd.

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

/// How delays grow from retry to retry.
pub(crate) struct Growth {
    /// The first delay.
    pub(crate) base_ms: f64,
    /// Each next one is so many times as long.
    pub(crate) factor: f64,
    /// None is longer.
    pub(crate) cap_ms: f64,
    /// A fraction of the delay: it is drawn so far around it.
    pub(crate) jitter: f64,
}

impl Backoff {
    pub(crate) fn new(seed: u32) -> Self {
        Self { seed, drawn: 0, step: 0 }
    }

    /// A whole number, evenly drawn.
    pub(crate) fn between(&mut self, from: f64, to: f64) -> f64 {
        self.drawn = self.drawn.wrapping_add(1);
        (from + (to - from) * random(self.seed, self.drawn) + 0.5).floor()
    }

    /// A part of a span, from its beginning.
    pub(crate) fn within_ms(&mut self, span_ms: f64) -> f64 {
        self.between(0.0, span_ms)
    }

    /// The delay where there must be time: `least_ms` to twice that.
    pub(crate) fn slow_delay_ms(&mut self, least_ms: f64) -> f64 {
        self.between(least_ms, 2.0 * least_ms)
    }

    /// The delay after the page is shown or online again.
    pub(crate) fn replan_ms(&mut self) -> f64 {
        self.within_ms(REPLAN_MS)
    }

    /// The delay that has grown so many times, whole milliseconds.
    pub(crate) fn grown_ms(&mut self, times: u32, growth: &Growth) -> f64 {
        let mut delay = growth.base_ms;
        for _ in 0..times {
            if delay >= growth.cap_ms || growth.factor <= 1.0 {
                break;
            }
            delay *= growth.factor;
        }
        let delay = delay.min(growth.cap_ms);
        let spread = delay * growth.jitter;
        self.between(delay - spread, delay + spread)
    }

    /// The next delay is a first one again.
    pub(crate) fn reset(&mut self) {
        self.step = 0;
    }
}
