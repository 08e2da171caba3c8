//! The knobs of the supervisor.

use crate::data::fields::Fields;
use crate::data::value::{Answer, Record};

/// A day: no wait of a player is longer.
const DAY_MS: i64 = 86_400_000;

/// Everything a page may tune. Times are milliseconds unless the name says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Decides every random draw. A crowd with one seed retries in step.
    pub seed: u32,
    /// True: the end of the stream is a disconnect. False, for a recording: it is the end.
    pub live: bool,
    /// The first retry of an outage comes after a uniform draw from this range: that is what spreads a crowd.
    pub first_retry_ms: (f64, f64),
    /// Retry k ≥ 2 comes after min(cap, base · factor^(k−2)), then ± jitter.
    pub retry_base_ms: f64,
    /// See `retry_base_ms`.
    pub retry_factor: f64,
    /// See `retry_base_ms`.
    pub retry_cap_ms: f64,
    /// A fraction of the delay, either way.
    pub retry_jitter: f64,
    /// Entries into back-off before the page is told that they are used up.
    pub max_attempts: u32,
    /// After that, go on at this interval ± 50 %; `None`: give up.
    pub long_tail_ms: Option<f64>,
    /// Connecting without progress.
    pub start_timeout_ms: f64,
    /// Was playing, no progress.
    pub stall_timeout_ms: f64,
    /// From the player's own first retry until playing is proven again.
    pub native_retry_timeout_ms: f64,
    /// Playing is proven by this much progress.
    pub proven_after_ms: f64,
    /// Delays start small again after this much proven playing.
    pub stable_after_ms: f64,
    /// Whatever comes in.
    pub max_restarts_per_minute: u32,
    /// Events kept in the trace; older ones fold into its `from`.
    pub trace_limit: u32,
    /// A question to the page without an answer.
    pub fetch_timeout_ms: f64,
    /// An address that expires within this is replaced before a restart. Seconds.
    pub refresh_margin_seconds: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            seed: 1,
            live: true,
            first_retry_ms: (300.0, 5_000.0),
            retry_base_ms: 3_000.0,
            retry_factor: 1.6,
            retry_cap_ms: 8_000.0,
            retry_jitter: 0.2,
            max_attempts: 12,
            long_tail_ms: Some(30_000.0),
            start_timeout_ms: 15_000.0,
            stall_timeout_ms: 8_000.0,
            native_retry_timeout_ms: 20_000.0,
            proven_after_ms: 1_000.0,
            stable_after_ms: 30_000.0,
            max_restarts_per_minute: 30,
            trace_limit: 2_000,
            fetch_timeout_ms: 15_000.0,
            refresh_margin_seconds: 30.0,
        }
    }
}

impl Policy {
    /// Reads what the page wants otherwise; the rest stays as it is by default.
    pub(crate) fn take(fields: &mut Fields<'_>) -> Self {
        let standard = Self::default();
        let mut ms = |name, min, standard| fields.integer(name, min, DAY_MS).map_or(standard, |value| value as f64);
        let policy = Self {
            retry_base_ms: ms("retryBaseMs", 0, standard.retry_base_ms),
            retry_cap_ms: ms("retryCapMs", 0, standard.retry_cap_ms),
            start_timeout_ms: ms("startTimeoutMs", 1, standard.start_timeout_ms),
            stall_timeout_ms: ms("stallTimeoutMs", 1, standard.stall_timeout_ms),
            native_retry_timeout_ms: ms("nativeRetryTimeoutMs", 1, standard.native_retry_timeout_ms),
            proven_after_ms: ms("provenAfterMs", 0, standard.proven_after_ms),
            stable_after_ms: ms("stableAfterMs", 0, standard.stable_after_ms),
            fetch_timeout_ms: ms("fetchTimeoutMs", 1, standard.fetch_timeout_ms),
            // null means "give up" here, and only here.
            long_tail_ms: if fields.is_null("longTailMs") {
                None
            } else {
                fields.integer("longTailMs", 1, DAY_MS).map_or(standard.long_tail_ms, |value| Some(value as f64))
            },
            seed: fields.count("seed", 0, u32::MAX).unwrap_or(standard.seed),
            live: fields.boolean("live").unwrap_or(standard.live),
            first_retry_ms: fields.span("firstRetryMs", 0, DAY_MS).unwrap_or(standard.first_retry_ms),
            retry_factor: fields.number("retryFactor", 1, 100).unwrap_or(standard.retry_factor),
            retry_jitter: fields.number("retryJitter", 0, 1).unwrap_or(standard.retry_jitter),
            max_attempts: fields.count("maxAttempts", 0, 1_000_000).unwrap_or(standard.max_attempts),
            // 300 ms apart, there can be no more than 200.
            max_restarts_per_minute: fields
                .count("maxRestartsPerMinute", 1, 200)
                .unwrap_or(standard.max_restarts_per_minute),
            trace_limit: fields.count("traceLimit", 0, 100_000).unwrap_or(standard.trace_limit),
            refresh_margin_seconds: fields
                .number("refreshMarginSeconds", 0, DAY_MS / 1_000)
                .unwrap_or(standard.refresh_margin_seconds),
        };
        fields.refuse_unknown();
        policy
    }
}

impl From<&Policy> for Answer {
    fn from(policy: &Policy) -> Self {
        let (first, last) = policy.first_retry_ms;
        let mut record = Record::default();
        record
            .set("seed", f64::from(policy.seed))
            .set("live", policy.live)
            .set("firstRetryMs", vec![first, last])
            .set("retryBaseMs", policy.retry_base_ms)
            .set("retryFactor", policy.retry_factor)
            .set("retryCapMs", policy.retry_cap_ms)
            .set("retryJitter", policy.retry_jitter)
            .set("maxAttempts", f64::from(policy.max_attempts))
            .set("longTailMs", policy.long_tail_ms)
            .set("startTimeoutMs", policy.start_timeout_ms)
            .set("stallTimeoutMs", policy.stall_timeout_ms)
            .set("nativeRetryTimeoutMs", policy.native_retry_timeout_ms)
            .set("provenAfterMs", policy.proven_after_ms)
            .set("stableAfterMs", policy.stable_after_ms)
            .set("maxRestartsPerMinute", f64::from(policy.max_restarts_per_minute))
            .set("traceLimit", f64::from(policy.trace_limit))
            .set("fetchTimeoutMs", policy.fetch_timeout_ms)
            .set("refreshMarginSeconds", policy.refresh_margin_seconds);
        record.into()
    }
}
