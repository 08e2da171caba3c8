//! What the supervisor decides about an event.

use super::phase::Phase;
use crate::data::record::names;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Shape};
pub use crate::failure::Failure;
use crate::vendors::outcome::Outcome;

names! {
    /// Why a new address is asked for.
    pub enum Reason {
        /// There is none, or it has expired.
        AddressExpired = "address_expired",
        /// The server refuses the present one.
        AddressRefused = "address_refused",
        /// This client cannot decode H.265.
        H265Unsupported = "h265_unsupported",
        /// Restarting and recreating did not help.
        RestartsFailed = "restarts_failed",
        /// There has not been one yet.
        NoneYet = "none_yet",
        /// It ends before what is played does.
        AddressExpiresSoon = "address_expires_soon",
        /// The source of the stream is over.
        SourceOver = "source_over",
        /// It was good for one start only.
        UsedUp = "used_up",
        /// The page wishes for another one.
        Wished = "wished",
    }
}

/// What the adapter has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Play the current address.
    Play {
        /// Where a recording goes on, seconds.
        position: Option<f64>,
    },
    /// Stop.
    Stop,
    /// Stop, and play from the success callback of stop.
    Restart {
        /// Where a recording goes on, seconds.
        position: Option<f64>,
    },
    /// Destroy the player, make a new one, play the current address.
    Recreate {
        /// Where a recording goes on, seconds.
        position: Option<f64>,
    },
    /// Set the address and play it.
    Load {
        /// The address with its signature.
        url: String,
        /// Where a recording goes on, seconds.
        position: Option<f64>,
    },
    /// Ask the page for a new address.
    FetchAddress {
        /// Why.
        reason: Reason,
        /// `Some(false)` when this client cannot decode H.265, else `None`.
        support_h265: Option<bool>,
        /// The number of the question. The answer carries it.
        question: u32,
        /// Where a recording will go on, seconds.
        position: Option<f64>,
    },
    /// Ask the page to refresh its access token.
    RefreshToken {
        /// The number of the question. The answer carries it.
        question: u32,
    },
    /// Go to the live edge.
    CatchUp,
}

names! {
    /// The rule that decided. It explains a decision; the commands say what to do.
    pub enum Rule {
        /// Starts, because the user wants to watch.
        Play = "play",
        /// Changes nothing, because what the user wants is under way already.
        AlreadyUnderWay = "already_under_way",
        /// Tries at once, because the user does not want to wait for the next try.
        RetryNow = "retry_now",
        /// Waits with the start, because the page is hidden.
        PlayWhenShown = "play_when_shown",
        /// Stops, because the user wants it.
        Stop = "stop",
        /// Ignores a report, because nobody wants to watch.
        NotWanted = "not_wanted",
        /// Changes nothing, because the report is a step of a normal start.
        NormalProgress = "normal_progress",
        /// Shows `playing`, because 2003 or 2004 came on a first start.
        FirstPicture = "first_picture",
        /// Waits for progress, because 2003, 2004 or a media `playing` proves nothing.
        PlayingNotProven = "playing_not_proven",
        /// Counts progress, which is too little so far to prove playing.
        Progress = "progress",
        /// Changes nothing, because the report shows no progress.
        NoProgress = "no_progress",
        /// Ends the outage, because playing is proven.
        PlayingProven = "playing_proven",
        /// Shows `playing` again, because the picture moves again by itself.
        StallOver = "stall_over",
        /// Waits, because the buffer is empty and the player may recover by itself.
        Buffering = "buffering",
        /// Warns for some seconds, because the picture or the sound is degraded.
        Degraded = "degraded",
        /// Warns and shows `stalled`, because the picture stutters.
        Stutter = "stutter",
        /// Waits and does not stop the player, because it reconnects by itself.
        NativeRetryUnderWay = "native_retry_under_way",
        /// Declares an outage, because the player has not reconnected in time.
        NativeRetryTimeout = "native_retry_timeout",
        /// Declares an outage, because a start has made no progress in time.
        StartTimeout = "start_timeout",
        /// Declares an outage, because the picture has stood for too long.
        StallTimeout = "stall_timeout",
        /// Declares an outage, because the player has given up.
        Disconnected = "disconnected",
        /// Declares an outage, because the player or its library reported an error.
        MediaError = "media_error",
        /// Declares an outage, because the end of a live stream is a disconnect.
        LiveEnded = "live_ended",
        /// Ends playback, because the recording is over.
        RecordingEnded = "recording_ended",
        /// Declares an outage or asks for an address, because the server refuses the present one.
        AddressRefused = "address_refused",
        /// Asks for an address, because the present one expires too soon for a restart.
        AddressExpired = "address_expired",
        /// Declares an outage or asks for an address, because this client cannot decode H.265.
        H265Unsupported = "h265_unsupported",
        /// Changes nothing, because the code is in no table.
        UnknownCodeIgnored = "unknown_code_ignored",
        /// Ignores a report, because it comes from the player of an earlier start.
        OldGenerationIgnored = "old_generation_ignored",
        /// Ignores a report but for what it says of the address, because the outage of its start is declared already.
        GenerationOver = "generation_over",
        /// Restarts the player: the first rung of the ladder.
        Restart = "restart",
        /// Recreates the player: the second rung of the ladder, because a restart did not help.
        Recreate = "recreate",
        /// Asks for an address: the third rung of the ladder, once in an outage, because nothing else helped.
        FreshAddress = "fresh_address",
        /// Loads the new address, because it has just come.
        AddressLoaded = "address_loaded",
        /// Keeps the new address for the next start, because no start is due.
        AddressKept = "address_kept",
        /// Ignores an answer, because its question no longer matters.
        LateAnswerIgnored = "late_answer_ignored",
        /// Goes on with the ladder, because the network failed while the address was fetched.
        AddressNetworkFailed = "address_network_failed",
        /// Asks again after a long delay, because the server has no address now.
        AddressLater = "address_later",
        /// Gives up, because the server denies the address for good.
        AddressDenied = "address_denied",
        /// Enters back-off, because the page has not answered in time.
        FetchTimeout = "fetch_timeout",
        /// Refreshes the token, because it has expired; gives up when that was done in this outage already.
        TokenExpired = "token_expired",
        /// Asks for the address again, because the token is new.
        TokenRefreshed = "token_refreshed",
        /// Enters back-off or gives up, because the token could not be refreshed.
        TokenFailed = "token_failed",
        /// Waits with a start, because the last ones were too short a while ago or too many.
        Paced = "paced",
        /// Gives up, because all attempts are used up.
        AttemptsExhausted = "attempts_exhausted",
        /// Waits, because the user has paused the picture.
        Paused = "paused",
        /// Goes on, because the user has resumed the picture.
        Resumed = "resumed",
        /// Waits, because the page is hidden.
        Hidden = "hidden",
        /// Waits, because the network is gone.
        Offline = "offline",
        /// Goes on, because the picture moves although the network is said to be gone.
        OfflineButPlaying = "offline_but_playing",
        /// Restarts only the watchdog, because the picture still moves when the page is back.
        StillPlaying = "still_playing",
        /// Plans a try within 2 s, because the page is shown or online again.
        Replanned = "replanned",
        /// Declares an outage, because no new picture has come for too long while the position moved.
        Frozen = "frozen",
        /// Declares an outage, because the source says that it is over and the picture stands.
        StreamEnded = "stream_ended",
        /// Declares an outage, because the source has had nothing new for too long and the picture stands.
        StreamStale = "stream_stale",
        /// Waits longer for the picture, because bytes come in.
        DataComingIn = "data_coming_in",
        /// Gives up, because an address without H.265 cannot be decoded either.
        CodecUnsupported = "codec_unsupported",
        /// Calls the retry off, because the picture moves again without it.
        HealedByItself = "healed_by_itself",
        /// Waits, because the system has paused the picture of a hidden page.
        SuspendedBySystem = "suspended_by_system",
        /// Plays, because the pause of the system is over.
        SystemPauseOver = "system_pause_over",
        /// Stops the player, because the page has been hidden for long.
        Released = "released",
        /// Goes to the live edge, because the picture has fallen behind it.
        CatchUp = "catch_up",
        /// Restarts, because going to the live edge did not help.
        CatchUpFailed = "catch_up_failed",
        /// Asks for an address while the picture plays on, because the present one ends before that.
        AddressExpiresSoon = "address_expires_soon",
        /// Asks for an address, because there has been none yet.
        NoneYet = "none_yet",
        /// Asks for an address, because the source is over.
        SourceOver = "source_over",
        /// Asks for an address, because the present one was good for one start only.
        UsedUp = "used_up",
        /// Asks for an address, because the page wishes for one.
        Wished = "wished",
        /// Goes on from another position, because the user seeks.
        Seek = "seek",
        /// Stops, because the trial is over.
        TrialOver = "trial_over",
        /// Gives up, because the user has refused the camera or the microphone.
        PermissionDenied = "permission_denied",
        /// Gives up, because the device cannot do it.
        DeviceUnusable = "device_unusable",
        /// Changes nothing, because nothing is due.
        NothingDue = "nothing_due",
    }
}

impl From<&Outcome> for Failure {
    /// The server's words; where it has none, words of our own.
    fn from(outcome: &Outcome) -> Self {
        Failure::of(outcome, Text::fixed("获取播放地址失败", "getting the play address failed"))
    }
}

/// The decision about one event.
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
    /// The number of the latest start.
    pub generation: u32,
    /// Show a spinner.
    pub loading: bool,
    /// Show a warning: the picture or the sound is degraded.
    pub degraded: bool,
    /// Show this error.
    pub error: Option<Failure>,
    /// The distance from the live edge as last reported in this generation, milliseconds.
    pub behind_ms: Option<f64>,
}

impl From<&Command> for Answer {
    fn from(command: &Command) -> Self {
        let mut record = Record::default();
        match command {
            Command::Play { position } => record.set("type", "play").set_some("position", *position),
            Command::Stop => record.set("type", "stop"),
            Command::Restart { position } => record.set("type", "restart").set_some("position", *position),
            Command::Recreate { position } => record.set("type", "recreate").set_some("position", *position),
            Command::Load { url, position } => {
                record.set("type", "load").copy("url", url).set_some("position", *position)
            }
            Command::FetchAddress { reason, support_h265, question, position } => record
                .set("type", "fetchAddress")
                .set("reason", reason.name())
                .set_some("supportH265", *support_h265)
                .set("question", f64::from(*question))
                .set_some("position", *position),
            Command::RefreshToken { question } => {
                record.set("type", "refreshToken").set("question", f64::from(*question))
            }
            Command::CatchUp => record.set("type", "catchUp"),
        };
        record.into()
    }
}

impl Shape<10> for Decision {
    const NAMES: &'static [&'static str; 10] =
        &["phase", "commands", "wakeAtMs", "rule", "attempt", "generation", "loading", "degraded", "error", "behindMs"];

    fn values(&self) -> [Answer; 10] {
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
            self.behind_ms.into(),
        ]
    }
}

impl From<&Decision> for Answer {
    fn from(decision: &Decision) -> Self {
        decision.shaped()
    }
}
