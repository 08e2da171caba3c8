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
        AddressExpired = "address_expired" => "没有可用的地址，或它已过期",
        /// The server refuses the present one.
        AddressRefused = "address_refused" => "服务器拒绝了现在的地址",
        /// This client cannot decode H.265.
        H265Unsupported = "h265_unsupported" => "这里解不了 H.265",
        /// Restarting and recreating did not help.
        RestartsFailed = "restarts_failed" => "重启和重建都没有用",
        /// There has not been one yet.
        NoneYet = "none_yet" => "还没有过地址",
        /// It ends before what is played does.
        AddressExpiresSoon = "address_expires_soon" => "它会先于要播的内容到期",
        /// The source of the stream is over.
        SourceOver = "source_over" => "直播源已经结束",
        /// It was good for one start only.
        UsedUp = "used_up" => "现在的只能用一次",
        /// The page wishes for another one.
        Wished = "wished" => "页面想换一个",
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
        Play = "play" => "开始播放：用户要看",
        /// Changes nothing, because what the user wants is under way already.
        AlreadyUnderWay = "already_under_way" => "不变：用户要的已经在进行",
        /// Tries at once, because the user does not want to wait for the next try.
        RetryNow = "retry_now" => "立刻重试：用户不想等",
        /// Waits with the start, because the page is hidden.
        PlayWhenShown = "play_when_shown" => "先不开始：页面在后台",
        /// Stops, because the user wants it.
        Stop = "stop" => "停止：用户不看了",
        /// Ignores a report, because nobody wants to watch.
        NotWanted = "not_wanted" => "忽略：没有人要看",
        /// Changes nothing, because the report is a step of a normal start.
        NormalProgress = "normal_progress" => "不变：这是正常起播的一步",
        /// Shows `playing`, because 2003 or 2004 came on a first start.
        FirstPicture = "first_picture" => "显示播放中：首次起播来了 2003 或 2004",
        /// Waits for progress, because 2003, 2004 or a media `playing` proves nothing.
        PlayingNotProven = "playing_not_proven" => "等画面前进：2003、2004 和 playing 都不算证明",
        /// Counts progress, which is too little so far to prove playing.
        Progress = "progress" => "画面在前进，还不够证明已经播放",
        /// Changes nothing, because the report shows no progress.
        NoProgress = "no_progress" => "不变：没有前进",
        /// Ends the outage, because playing is proven.
        PlayingProven = "playing_proven" => "中断结束：已证明在播放",
        /// Shows `playing` again, because the picture moves again by itself.
        StallOver = "stall_over" => "又在播放：画面自己动了",
        /// Waits, because the buffer is empty and the player may recover by itself.
        Buffering = "buffering" => "等待：缓冲空了，播放器可能自己恢复",
        /// Warns for some seconds, because the picture or the sound is degraded.
        Degraded = "degraded" => "提示几秒：画面或声音变差",
        /// Warns and shows `stalled`, because the picture stutters.
        Stutter = "stutter" => "提示并显示卡住：画面卡顿",
        /// Waits and does not stop the player, because it reconnects by itself.
        NativeRetryUnderWay = "native_retry_under_way" => "等待，不去停：播放器正在自己重连",
        /// Declares an outage, because the player has not reconnected in time.
        NativeRetryTimeout = "native_retry_timeout" => "判为中断：播放器没有按时重连上",
        /// Declares an outage, because a start has made no progress in time.
        StartTimeout = "start_timeout" => "判为中断：起播太久没有进展",
        /// Declares an outage, because the picture has stood for too long.
        StallTimeout = "stall_timeout" => "判为中断：画面停得太久",
        /// Declares an outage, because the player has given up.
        Disconnected = "disconnected" => "判为中断：播放器放弃了",
        /// Declares an outage, because the player or its library reported an error.
        MediaError = "media_error" => "判为中断：播放器或播放库报错",
        /// Declares an outage, because the end of a live stream is a disconnect.
        LiveEnded = "live_ended" => "判为中断：直播结束就是断线",
        /// Ends playback, because the recording is over.
        RecordingEnded = "recording_ended" => "播放结束：录像放完了",
        /// Declares an outage or asks for an address, because the server refuses the present one.
        AddressRefused = "address_refused" => "判为中断或去要地址：服务器拒绝了现在的地址",
        /// Asks for an address, because the present one expires too soon for a restart.
        AddressExpired = "address_expired" => "去要地址：现在的地址快过期，不够重启",
        /// Declares an outage or asks for an address, because this client cannot decode H.265.
        H265Unsupported = "h265_unsupported" => "判为中断或去要地址：这里解不了 H.265",
        /// Changes nothing, because the code is in no table.
        UnknownCodeIgnored = "unknown_code_ignored" => "不变：不认识的状态码",
        /// Ignores a report, because it comes from the player of an earlier start.
        OldGenerationIgnored = "old_generation_ignored" => "忽略：来自更早一次启动的播放器",
        /// Ignores a report but for what it says of the address, because the outage of its start is declared already.
        GenerationOver = "generation_over" => "只听关于地址的：这次启动已判为中断",
        /// Restarts the player: the first rung of the ladder.
        Restart = "restart" => "重启播放器：第一级",
        /// Recreates the player: the second rung of the ladder, because a restart did not help.
        Recreate = "recreate" => "重建播放器：第二级，重启没有用",
        /// Asks for an address: the third rung of the ladder, once in an outage, because nothing else helped.
        FreshAddress = "fresh_address" => "去要地址：第三级，每次中断一回，别的都没有用",
        /// Loads the new address, because it has just come.
        AddressLoaded = "address_loaded" => "加载新地址：它刚到",
        /// Keeps the new address for the next start, because no start is due.
        AddressKept = "address_kept" => "留着新地址：还不到启动的时候",
        /// Ignores an answer, because its question no longer matters.
        LateAnswerIgnored = "late_answer_ignored" => "忽略：这个问题已经不需要答案",
        /// Goes on with the ladder, because the network failed while the address was fetched.
        AddressNetworkFailed = "address_network_failed" => "继续恢复：要地址时网络不通",
        /// Asks again after a long delay, because the server has no address now.
        AddressLater = "address_later" => "很久以后再要：服务器现在没有地址",
        /// Gives up, because the server denies the address for good.
        AddressDenied = "address_denied" => "放弃：服务器不会再给地址",
        /// Enters back-off, because the page has not answered in time.
        FetchTimeout = "fetch_timeout" => "进入等待：页面没有按时给出答复",
        /// Refreshes the token, because it has expired; gives up when that was done in this outage already.
        TokenExpired = "token_expired" => "刷新令牌：它过期了；这次中断里刷新过就放弃",
        /// Asks for the address again, because the token is new.
        TokenRefreshed = "token_refreshed" => "再要一次地址：令牌是新的",
        /// Enters back-off or gives up, because the token could not be refreshed.
        TokenFailed = "token_failed" => "进入等待或放弃：令牌刷新不了",
        /// Waits with a start, because the last ones were too short a while ago or too many.
        Paced = "paced" => "晚点启动：之前的启动太近或太多",
        /// Gives up, because all attempts are used up.
        AttemptsExhausted = "attempts_exhausted" => "放弃：次数用完了",
        /// Waits, because the user has paused the picture.
        Paused = "paused" => "等待：用户暂停了",
        /// Goes on, because the user has resumed the picture.
        Resumed = "resumed" => "继续：用户恢复了",
        /// Waits, because the page is hidden.
        Hidden = "hidden" => "等待：页面在后台",
        /// Waits, because the network is gone.
        Offline = "offline" => "等待：没有网络",
        /// Goes on, because the picture moves although the network is said to be gone.
        OfflineButPlaying = "offline_but_playing" => "继续：说是断网，画面还在动",
        /// Restarts only the watchdog, because the picture still moves when the page is back.
        StillPlaying = "still_playing" => "只重新计时：回来时画面还在动",
        /// Plans a try within 2 s, because the page is shown or online again.
        Replanned = "replanned" => "2 秒内再试：页面回到前台或网络恢复",
        /// Declares an outage, because no new picture has come for too long while the position moved.
        Frozen = "frozen" => "判为中断：位置在走，很久没有新画面",
        /// Declares an outage, because the source says that it is over and the picture stands.
        StreamEnded = "stream_ended" => "判为中断：源说它结束了，画面停着",
        /// Declares an outage, because the source has had nothing new for too long and the picture stands.
        StreamStale = "stream_stale" => "判为中断：源很久没有新内容，画面停着",
        /// Waits longer for the picture, because bytes come in.
        DataComingIn = "data_coming_in" => "再等等画面：还有数据进来",
        /// Gives up, because an address without H.265 cannot be decoded either.
        CodecUnsupported = "codec_unsupported" => "放弃：不带 H.265 的地址也解不了",
        /// Calls the retry off, because the picture moves again without it.
        HealedByItself = "healed_by_itself" => "取消重试：画面自己恢复了",
        /// Waits, because the system has paused the picture of a hidden page.
        SuspendedBySystem = "suspended_by_system" => "等待：系统暂停了后台页面的画面",
        /// Plays, because the pause of the system is over.
        SystemPauseOver = "system_pause_over" => "播放：系统的暂停结束了",
        /// Stops the player, because the page has been hidden for long.
        Released = "released" => "停掉播放器：页面在后台很久了",
        /// Goes to the live edge, because the picture has fallen behind it.
        CatchUp = "catch_up" => "追到最新：画面落后太多",
        /// Restarts, because going to the live edge did not help.
        CatchUpFailed = "catch_up_failed" => "重启：追到最新没有用",
        /// Asks for an address while the picture plays on, because the present one ends before that.
        AddressExpiresSoon = "address_expires_soon" => "边播边要地址：现在的地址会先到期",
        /// Asks for an address, because there has been none yet.
        NoneYet = "none_yet" => "去要地址：还没有过",
        /// Asks for an address, because the source is over.
        SourceOver = "source_over" => "去要地址：源结束了",
        /// Asks for an address, because the present one was good for one start only.
        UsedUp = "used_up" => "去要地址：现在的只能用一次",
        /// Asks for an address, because the page wishes for one.
        Wished = "wished" => "去要地址：页面想换一个",
        /// Goes on from another position, because the user seeks.
        Seek = "seek" => "换个位置继续：用户拖动了",
        /// Stops, because the trial is over.
        TrialOver = "trial_over" => "停止：试看结束",
        /// Gives up, because the user has refused the camera or the microphone.
        PermissionDenied = "permission_denied" => "放弃：用户没有允许摄像头或麦克风",
        /// Gives up, because the device cannot do it.
        DeviceUnusable = "device_unusable" => "放弃：设备做不到",
        /// Changes nothing, because nothing is due.
        NothingDue = "nothing_due" => "不变：没有到时候的事",
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
            self.commands.iter().collect(),
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
