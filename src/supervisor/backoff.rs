//! How long to wait before the next try, and how often to act at all.

use super::policy::Policy;
use crate::data::record::record;

/// Two starts are never closer than this.
const MIN_GAP_MS: f64 = 300.0;
/// After a page is shown, or online again, the next try comes within this.
const REPLAN_MS: f64 = 2_000.0;
const MINUTE_MS: f64 = 60_000.0;

record! {
    /// The draws and the delays.
    pub(crate) struct Backoff {
        /// State of the generator: any 32-bit number, moved on by every draw.
        rng: u32,
        /// Retries since the delays last started small.
        step: u32,
    }
}

impl Backoff {
    pub(crate) fn new(seed: u32) -> Self {
        Self { rng: seed, step: 0 }
    }

    /// A number in [0, 1): a Weyl sequence, its 32 bits well mixed.
    fn draw(&mut self) -> f64 {
        self.rng = self.rng.wrapping_add(0x9E37_79B9);
        let mut mixed = self.rng;
        mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x21F0_AAAD);
        mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x735A_2D97);
        mixed ^= mixed >> 15;
        f64::from(mixed) / 4_294_967_296.0
    }

    fn between(&mut self, from: f64, to: f64) -> f64 {
        (from + (to - from) * self.draw()).round()
    }

    /// The delay before the next retry, whole milliseconds.
    pub(crate) fn next_delay_ms(&mut self, policy: &Policy) -> f64 {
        self.step = self.step.saturating_add(1);
        if self.step == 1 {
            let (from, to) = policy.first_retry_ms;
            return self.between(from, to);
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

    pub(crate) fn long_tail_ms(&mut self, interval_ms: f64) -> f64 {
        self.between(interval_ms * 0.5, interval_ms * 1.5)
    }

    pub(crate) fn replan_ms(&mut self) -> f64 {
        self.between(0.0, REPLAN_MS)
    }

    pub(crate) fn start_small(&mut self) {
        self.step = 0;
    }
}

/// The earliest moment the next start may come; `sent` are the moments of the last ones, oldest first.
pub(crate) fn earliest_start(sent: &mut Vec<f64>, clock: f64, max_per_minute: u32) -> f64 {
    sent.retain(|moment| clock - moment < MINUTE_MS);
    let after_last = sent.last().map_or(clock, |last| last + MIN_GAP_MS);
    let surplus = (sent.len() + 1).saturating_sub(max_per_minute as usize);
    let after_minute = match surplus.checked_sub(1).and_then(|index| sent.get(index)) {
        Some(moment) => moment + MINUTE_MS,
        None => clock,
    };
    after_last.max(after_minute).max(clock)
}
