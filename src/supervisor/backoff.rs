//! How long the supervisor waits before its next try.

use super::policy::Policy;
pub(crate) use crate::backoff::Backoff;
use crate::backoff::Growth;

impl Backoff {
    /// A delay that spreads a crowd: that of the first retry.
    pub(crate) fn first_delay_ms(&mut self, policy: &Policy) -> f64 {
        self.step = self.step.max(1);
        let (from, to) = policy.first_retry_ms;
        self.between(from, to)
    }

    /// The delay before the next retry, whole milliseconds.
    pub(crate) fn next_delay_ms(&mut self, policy: &Policy) -> f64 {
        self.step = self.step.saturating_add(1);
        if self.step == 1 {
            return self.first_delay_ms(policy);
        }
        let growth = Growth {
            base_ms: policy.retry_base_ms,
            factor: policy.retry_factor,
            cap_ms: policy.retry_cap_ms,
            jitter: policy.retry_jitter,
        };
        self.grown_ms(self.step.saturating_sub(2), &growth)
    }

    /// The delay between tries after the attempts are used up: the interval ± 50 %.
    pub(crate) fn long_tail_ms(&mut self, interval_ms: f64) -> f64 {
        self.between(interval_ms * 0.5, interval_ms * 1.5)
    }
}
