//! What a renewal decides about an event.

use crate::data::record::names;
use crate::data::value::{Answer, Shape};
use crate::failure::Failure;

names! {
    /// The rule of a {@link Renewal} that decided.
    pub enum Rule {
        /// Asks, because somebody needs it and there is none that is good; with `ahead` also when nobody waits.
        Needed = "needed",
        /// Gives what there is, because it is good.
        Given = "given",
        /// Waits for the answer to the open question.
        AlreadyUnderWay = "already_under_way",
        /// Waits for the planned retry.
        RetryPlanned = "retry_planned",
        /// Asks, because what there is ends soon.
        ExpiresSoon = "expires_soon",
        /// Asks again, because the last question has failed.
        Retry = "retry",
        /// Gives the new one.
        Renewed = "renewed",
        /// Gives the new one although it is over by this clock, which is more likely to be wrong than its giver.
        OverOnArrival = "over_on_arrival",
        /// Enters back-off, because the network failed.
        NetworkFailed = "network_failed",
        /// Enters back-off, because the server has none now.
        TryLater = "try_later",
        /// Enters a back-off twice as long, because the server wants to be asked less often.
        SlowDown = "slow_down",
        /// Enters back-off, because the answer has not come in time.
        FetchTimeout = "fetch_timeout",
        /// Asks no more before the next need or show, because the server denies it for good.
        Denied = "denied",
        /// Ignores a failure, because its question is closed.
        LateAnswerIgnored = "late_answer_ignored",
        /// Counts it as good no more, because whoever used it was refused; with `ahead` it asks for another.
        Refused = "refused",
        /// Waits, because the page is hidden.
        Hidden = "hidden",
        /// Plans the retry within 2 s, because the network is back.
        Replanned = "replanned",
        /// Changes nothing, because nothing is due.
        NothingDue = "nothing_due",
    }
}

names! {
    /// What becomes of those who wait.
    pub enum Waiting {
        /// They go on waiting.
        Wait = "wait",
        /// They are given what there is.
        Give = "give",
        /// They are told that it failed.
        Fail = "fail",
    }
}

/// The decision about one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<'a> {
    /// Ask now.
    pub fetch: bool,
    /// There is one that is good by its giver's clock.
    pub good: bool,
    /// What becomes of those who wait.
    pub waiting: Waiting,
    /// How long it lasts; `None`: it has no end, or there is none.
    pub seconds_left: Option<f64>,
    /// When to dispatch `wake`, in the caller's milliseconds; `None`: nothing is pending.
    pub wake_at_ms: Option<f64>,
    /// The rule that decided.
    pub rule: Rule,
    /// Why the last question failed; `None` once there is an answer.
    pub error: Option<&'a Failure>,
}

impl Shape<7> for Decision<'_> {
    const NAMES: &'static [&'static str; 7] = &["fetch", "good", "waiting", "secondsLeft", "wakeAtMs", "rule", "error"];

    fn values(&self) -> [Answer; 7] {
        [
            self.fetch.into(),
            self.good.into(),
            self.waiting.name().into(),
            self.seconds_left.into(),
            self.wake_at_ms.into(),
            self.rule.name().into(),
            self.error.into(),
        ]
    }
}

impl From<&Decision<'_>> for Answer {
    fn from(decision: &Decision<'_>) -> Self {
        decision.shaped()
    }
}
