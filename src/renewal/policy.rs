//! The knobs of a renewal.

use crate::backoff::Growth;
use crate::data::bounds::DAY_MS;
use crate::data::wire::knobs;

knobs! {
    /// Everything that a page may tune.
    Policy
    /// The seed of every random draw.
    seed: u32 = 1, "seed" count(0, u32::MAX);
    /// Renewed so long before its end. Seconds.
    margin_seconds: f64 = 60.0, "marginSeconds" number(0, DAY_MS / 1_000);
    /// True: renewed when that moment comes. False: only when somebody needs it then.
    ahead: bool = true, "ahead" flag();
    /// Retry k ≥ 1 comes after min(cap, base · factor^(k−1)), ± jitter. Milliseconds.
    retry_base_ms: f64 = 2_000.0, "retryBaseMs" whole(0, DAY_MS);
    /// See `retry_base_ms`.
    retry_factor: f64 = 2.0, "retryFactor" number(1, 100);
    /// See `retry_base_ms`.
    retry_cap_ms: f64 = 30_000.0, "retryCapMs" whole(0, DAY_MS);
    /// See `retry_base_ms`; a fraction of the delay.
    retry_jitter: f64 = 0.2, "retryJitter" number(0, 1);
    /// How long a question may go without an answer. Milliseconds.
    fetch_timeout_ms: f64 = 15_000.0, "fetchTimeoutMs" whole(1, DAY_MS);
}

impl Policy {
    pub(super) fn growth(&self) -> Growth {
        Growth {
            base_ms: self.retry_base_ms,
            factor: self.retry_factor,
            cap_ms: self.retry_cap_ms,
            jitter: self.retry_jitter,
        }
    }
}
