//! The knobs of the supervisor.

use crate::data::bounds::DAY_MS;
use crate::data::value::Answer;
use crate::data::wire::{self, Wire, knobs};
use crate::players::Source;

knobs! {
    /// Everything that a page may tune. Times are milliseconds unless the name says otherwise.
    Policy
    /// The seed of every random draw. A crowd with one seed retries in step.
    seed: u32 = 1, "seed" count(0, u32::MAX);
    /// True: a live view, where the end of the stream is a disconnect. False: a recording, where it is the end.
    live: bool = true, "live" flag();
    /// The first retry of an outage comes after a uniform draw from this range, which spreads a crowd.
    first_retry_ms: (f64, f64) = (300.0, 5_000.0), "firstRetryMs" span(0, DAY_MS);
    /// Retry k ≥ 2 comes after min(cap, base · factor^(k−2)), ± jitter.
    retry_base_ms: f64 = 3_000.0, "retryBaseMs" whole(0, DAY_MS);
    /// See `retry_base_ms`.
    retry_factor: f64 = 1.6, "retryFactor" number(1, 100);
    /// See `retry_base_ms`.
    retry_cap_ms: f64 = 8_000.0, "retryCapMs" whole(0, DAY_MS);
    /// See `retry_base_ms`; a fraction of the delay.
    retry_jitter: f64 = 0.2, "retryJitter" number(0, 1);
    /// How often an outage may enter back-off before the page is told `attempts_exhausted`.
    max_attempts: u32 = 12, "maxAttempts" count(0, 1_000_000);
    /// After that the supervisor goes on at this interval ± 50 %; `None`: it gives up.
    long_tail_ms: Option<f64> = Some(30_000.0), "longTailMs" whole_or_null(1, DAY_MS);
    /// How long a start may go without progress.
    start_timeout_ms: f64 = 15_000.0, "startTimeoutMs" whole(1, DAY_MS);
    /// How long a playing view may go without progress.
    stall_timeout_ms: f64 = 8_000.0, "stallTimeoutMs" whole(1, DAY_MS);
    /// How long the player may take from its own first retry until playing is proven again.
    native_retry_timeout_ms: f64 = 20_000.0, "nativeRetryTimeoutMs" whole(1, DAY_MS);
    /// This much progress proves playing.
    proven_after_ms: f64 = 1_000.0, "provenAfterMs" whole(0, DAY_MS);
    /// After this much proven playing the delays are small again.
    stable_after_ms: f64 = 30_000.0, "stableAfterMs" whole(0, DAY_MS);
    /// The limit of starts in a minute. Starts are 300 ms apart, so more than 200 have no effect.
    max_restarts_per_minute: u32 = 30, "maxRestartsPerMinute" count(1, 200);
    /// How many events the trace keeps; older ones fold into its `from`.
    trace_limit: u32 = 2_000, "traceLimit" count(0, 100_000);
    /// How long the page may take to answer a question.
    fetch_timeout_ms: f64 = 15_000.0, "fetchTimeoutMs" whole(1, DAY_MS);
    /// An address that expires within this is replaced before a restart. Seconds.
    refresh_margin_seconds: f64 = 30.0, "refreshMarginSeconds" number(0, DAY_MS / 1_000);
    /// Whose state codes come in.
    component: Source = Source::LivePlayer, "component" component();
    /// How much further behind the live edge than at its best a live picture may fall; `None`: as far as it likes.
    max_behind_ms: Option<f64> = Some(10_000.0), "maxBehindMs" whole_or_null(0, DAY_MS);
    /// While bytes come in, the longest wait for the picture to move.
    slow_link_ms: f64 = 60_000.0, "slowLinkMs" whole(0, DAY_MS);
    /// So many outages without `stable_after_ms` of playing between them are told as `unstable`.
    unstable_after: u32 = 3, "unstableAfter" count(1, 1_000_000);
    /// In a long outage another fresh address is asked for after this.
    fresh_address_every_ms: f64 = 300_000.0, "freshAddressEveryMs" whole(1, DAY_MS);
    /// An address that will be needed after its end is replaced before it.
    renew_while_playing: bool = true, "renewWhilePlaying" flag();
    /// Hidden forbids nothing.
    keep_when_hidden: bool = false, "keepWhenHidden" flag();
    /// After so long hidden the player is stopped; `None`: never.
    release_hidden_after_ms: Option<f64> = None, "releaseHiddenAfterMs" whole_or_null(0, DAY_MS);
}

impl Wire<'_, '_> {
    /// One of the components whose state codes come in.
    fn component(&mut self, name: &'static str, field: &mut Source) {
        match self {
            Wire::Read(fields) => *field = Source::take(fields, name).unwrap_or(*field),
            Wire::Write(record) => drop(record.set(name, field.name())),
        }
    }
}

impl From<Policy> for Answer {
    fn from(mut policy: Policy) -> Self {
        wire::write(|wire| policy.cross(wire))
    }
}
