//! What a renewal decides about an event.

use crate::data::record::names;
use crate::data::value::{Answer, Shape};
use crate::failure::Failure;

names! {
    /// The rule of a {@link Renewal} that decided.
    pub enum Rule {
        /// Asks, because somebody needs it and there is none that is good; with `ahead` also when nobody waits.
        Needed = "needed" => "去要：有人需要而没有好的；ahead 时没人等也要",
        /// Gives what there is, because it is good.
        Given = "given" => "给出现有的：它还好用",
        /// Waits for the answer to the open question.
        AlreadyUnderWay = "already_under_way" => "等待：已经问了，还没有答复",
        /// Waits for the planned retry.
        RetryPlanned = "retry_planned" => "等待：重试已经安排好",
        /// Asks, because what there is ends soon.
        ExpiresSoon = "expires_soon" => "去要：现有的快到期",
        /// Asks again, because the last question has failed.
        Retry = "retry" => "再要一次：上一次失败了",
        /// Gives the new one.
        Renewed = "renewed" => "给出新的",
        /// Gives the new one although it is over by this clock, which is more likely to be wrong than its giver.
        OverOnArrival = "over_on_arrival" => "给出新的，虽然按这里的钟它已过期：更可能是这里的钟不准",
        /// Enters back-off, because the network failed.
        NetworkFailed = "network_failed" => "进入等待：网络不通",
        /// Enters back-off, because the server has none now.
        TryLater = "try_later" => "进入等待：服务器现在没有",
        /// Enters a back-off twice as long, because the server wants to be asked less often.
        SlowDown = "slow_down" => "进入加倍的等待：服务器要求少问",
        /// Enters back-off, because the answer has not come in time.
        FetchTimeout = "fetch_timeout" => "进入等待：没有按时得到答复",
        /// Asks no more before the next need or show, because the server denies it for good.
        Denied = "denied" => "不再要，直到又有人需要或页面回到前台：服务器不会给",
        /// Ignores a failure, because its question is closed.
        LateAnswerIgnored = "late_answer_ignored" => "忽略：这次失败的问题已经了结",
        /// Counts it as good no more, because whoever used it was refused; with `ahead` it asks for another.
        Refused = "refused" => "现有的不再算好用：用它的人被拒绝了；ahead 时去要新的",
        /// Waits, because the page is hidden.
        Hidden = "hidden" => "等待：页面在后台",
        /// Plans the retry within 2 s, because the network is back.
        Replanned = "replanned" => "2 秒内重试：网络恢复了",
        /// Changes nothing, because nothing is due.
        NothingDue = "nothing_due" => "不变：没有到时候的事",
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
