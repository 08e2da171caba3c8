//! What the supervisor answers to an event.

use crate::data::record::names;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Shape};
use crate::vendors::outcome::{Outcome, Retry};

names! {
    /// Where playback stands, as a page would show it.
    pub enum Phase {
        /// Nobody has asked to play yet.
        Idle = "idle",
        /// Started by us, no proof yet.
        Connecting = "connecting",
        /// The picture moves.
        Playing = "playing",
        /// The picture stands; the player may help itself.
        Stalled = "stalled",
        /// The player reconnects by itself.
        Reconnecting = "reconnecting",
        /// Waiting for the next try.
        Backoff = "backoff",
        /// Waiting for a new address or token.
        Fetching = "fetching",
        /// Hidden or offline.
        Suspended = "suspended",
        /// Paused by the user.
        Paused = "paused",
        /// A recording is over.
        Ended = "ended",
        /// Given up.
        Failed = "failed",
        /// Stopped by the user.
        Stopped = "stopped",
    }
}

names! {
    /// Why a new address is asked for.
    pub enum Reason {
        /// None is known, or the one that is known has run out.
        AddressExpired = "address_expired",
        /// The server refuses it.
        AddressRefused = "address_refused",
        /// This client cannot decode H.265.
        H265Unsupported = "h265_unsupported",
        /// Restarting and recreating did not help.
        RestartsFailed = "restarts_failed",
    }
}

/// What the adapter has to do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Play the current address.
    Play,
    /// Stop.
    Stop,
    /// Stop, then play from its success callback.
    Restart,
    /// Destroy the player, make a new one, play the current address.
    Recreate,
    /// Set the address and play it.
    Load {
        /// The whole address.
        url: String,
    },
    /// Ask the page for a new address.
    FetchAddress {
        /// Why.
        reason: Reason,
        /// False when this client cannot decode H.265; else not said.
        support_h265: Option<bool>,
    },
    /// Ask the page to renew its access token.
    RefreshToken,
}

names! {
    /// The rule that decided.
    pub enum Rule {
        /// The user wants to watch: play.
        Play = "play",
        /// The user wants to watch, and it is under way already.
        AlreadyUnderWay = "already_under_way",
        /// The user does not want to wait for the next retry.
        RetryNow = "retry_now",
        /// Hidden: playing begins when the page is shown.
        PlayWhenShown = "play_when_shown",
        /// The user stopped.
        Stop = "stop",
        /// Nobody wants to watch.
        NotWanted = "not_wanted",
        /// A step of a normal start, or noise.
        NormalProgress = "normal_progress",
        /// 2003 or 2004 on a first start.
        FirstPicture = "first_picture",
        /// 2003, 2004 or a media `playing`: no proof after an outage.
        PlayingNotProven = "playing_not_proven",
        /// Progress, not enough to prove anything yet.
        Progress = "progress",
        /// A report without progress.
        NoProgress = "no_progress",
        /// Enough progress: playing is proven.
        PlayingProven = "playing_proven",
        /// The picture moves again by itself.
        StallOver = "stall_over",
        /// The buffer ran dry; the player may help itself.
        Buffering = "buffering",
        /// Worse picture or sound.
        Degraded = "degraded",
        /// The picture stutters.
        Stutter = "stutter",
        /// The player reconnects by itself; it is not to be stopped.
        NativeRetryUnderWay = "native_retry_under_way",
        /// It has not managed in time.
        NativeRetryTimeout = "native_retry_timeout",
        /// A start without progress.
        StartTimeout = "start_timeout",
        /// Playing without progress.
        StallTimeout = "stall_timeout",
        /// The player gave up.
        Disconnected = "disconnected",
        /// The player or its library reported an error.
        MediaError = "media_error",
        /// The end of a live stream is a disconnect.
        LiveEnded = "live_ended",
        /// The end of a recording.
        RecordingEnded = "recording_ended",
        /// The server refuses the address.
        AddressRefused = "address_refused",
        /// The address runs out before a restart would be of use.
        AddressExpired = "address_expired",
        /// H.265 cannot be decoded here.
        H265Unsupported = "h265_unsupported",
        /// A number nobody knows changes nothing.
        UnknownCodeIgnored = "unknown_code_ignored",
        /// From the player of an earlier generation.
        OldGenerationIgnored = "old_generation_ignored",
        /// The generation is over; only what it says of the address counts.
        GenerationOver = "generation_over",
        /// The ladder's first rung.
        Restart = "restart",
        /// The ladder's second rung.
        Recreate = "recreate",
        /// The ladder's third rung, once in an outage.
        FreshAddress = "fresh_address",
        /// The new address is played.
        AddressLoaded = "address_loaded",
        /// The new address is kept for the next start.
        AddressKept = "address_kept",
        /// An answer to a question that no longer matters.
        LateAnswerIgnored = "late_answer_ignored",
        /// No address: the network failed.
        AddressNetworkFailed = "address_network_failed",
        /// No address, and the server says to take it slowly.
        AddressLater = "address_later",
        /// No address, for good.
        AddressDenied = "address_denied",
        /// No answer in time.
        FetchTimeout = "fetch_timeout",
        /// The token is refreshed once.
        TokenExpired = "token_expired",
        /// And then the address is asked for again at once.
        TokenRefreshed = "token_refreshed",
        /// The token could not be refreshed.
        TokenFailed = "token_failed",
        /// Two starts are never closer, nor more in a minute, than they may be.
        Paced = "paced",
        /// Retries are used up: given up.
        AttemptsExhausted = "attempts_exhausted",
        /// The user paused the picture.
        Paused = "paused",
        /// And let it go on.
        Resumed = "resumed",
        /// The page is hidden.
        Hidden = "hidden",
        /// The network is gone.
        Offline = "offline",
        /// Offline, they say, and yet the picture moves.
        OfflineButPlaying = "offline_but_playing",
        /// Shown or online again while the picture moves: only the watchdog starts anew.
        StillPlaying = "still_playing",
        /// Shown or online again: a new try soon.
        Replanned = "replanned",
        /// Nothing to do now.
        NothingDue = "nothing_due",
    }
}

/// What the page is told when something is wrong, also while it is still being tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Stable, lower_snake_case: an outcome's class, or `attempts_exhausted`.
    pub code: String,
    /// For people.
    pub message: Text,
    /// Whether trying again may help.
    pub retryable: bool,
}

impl From<&Outcome> for Failure {
    /// What the page is told of it; never nothing.
    fn from(outcome: &Outcome) -> Self {
        let silent = outcome.message.zh.is_empty() && outcome.message.en.is_empty();
        let message = if silent {
            Text::fixed("获取播放地址失败", "getting the play address failed")
        } else {
            outcome.message.clone()
        };
        Self { code: outcome.class.clone().into_owned(), message, retryable: outcome.retry != Retry::Never }
    }
}

/// The answer to one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Where playback stands now.
    pub phase: Phase,
    /// What to do, in order.
    pub commands: Vec<Command>,
    /// When to dispatch `wake`, in the caller's milliseconds; `None`: nothing is pending.
    pub wake_at_ms: Option<f64>,
    /// The rule that decided.
    pub rule: Rule,
    /// Entries into back-off in this outage.
    pub attempt: u32,
    /// Counts the starts.
    pub generation: u32,
    /// Show a spinner.
    pub loading: bool,
    /// Degraded picture or sound while playing.
    pub degraded: bool,
    /// Show this.
    pub error: Option<Failure>,
}

impl From<&Command> for Answer {
    fn from(command: &Command) -> Self {
        let mut record = Record::default();
        match command {
            Command::Play => record.set("type", "play"),
            Command::Stop => record.set("type", "stop"),
            Command::Restart => record.set("type", "restart"),
            Command::Recreate => record.set("type", "recreate"),
            Command::Load { url } => record.set("type", "load").copy("url", url),
            Command::FetchAddress { reason, support_h265 } => {
                record.set("type", "fetchAddress").set("reason", reason.name()).set_some("supportH265", *support_h265)
            }
            Command::RefreshToken => record.set("type", "refreshToken"),
        };
        record.into()
    }
}

impl Shape<3> for Failure {
    const NAMES: &'static [&'static str; 3] = &["code", "message", "retryable"];

    fn values(&self) -> [Answer; 3] {
        [self.code.clone().into(), (&self.message).into(), self.retryable.into()]
    }
}

impl From<&Failure> for Answer {
    fn from(failure: &Failure) -> Self {
        failure.shaped()
    }
}

impl Shape<9> for Decision {
    const NAMES: &'static [&'static str; 9] =
        &["phase", "commands", "wakeAtMs", "rule", "attempt", "generation", "loading", "degraded", "error"];

    fn values(&self) -> [Answer; 9] {
        [
            self.phase.name().into(),
            self.commands.iter().collect::<Vec<_>>().into(),
            self.wake_at_ms.into(),
            self.rule.name().into(),
            f64::from(self.attempt).into(),
            f64::from(self.generation).into(),
            self.loading.into(),
            self.degraded.into(),
            self.error.as_ref().into(),
        ]
    }
}

impl From<&Decision> for Answer {
    fn from(decision: &Decision) -> Self {
        decision.shaped()
    }
}
