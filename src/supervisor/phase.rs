//! What the supervisor is doing, and what a page sees of it.

use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::text::Text;
use crate::data::value::{Answer, Value};

/// The phases of an activity stand in one list, so that an activity and its phase have the same name.
macro_rules! phases {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $zh:literal, $en:literal;)*) => {
        names! {
            /// What the supervisor is doing about playback, whatever covers it.
            pub(crate) enum Activity {
                $($(#[doc = $doc])* $variant = $name,)*
            }
        }

        names! {
            /// Where playback stands, as a page shows it: an activity, or what covers it.
            pub enum Phase {
                $($(#[doc = $doc])* $variant = $name,)*
                /// The page is hidden, or the network is gone.
                Suspended = "suspended",
                /// The user has paused the picture.
                Paused = "paused",
            }
        }

        impl Phase {
            /// In words, for people who watch.
            fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Phase::$variant => ($zh, $en),)*
                    Phase::Suspended => ("已挂起", "suspended"),
                    Phase::Paused => ("已暂停", "paused"),
                }
            }
        }

        impl From<Activity> for Phase {
            fn from(activity: Activity) -> Self {
                match activity {
                    $(Activity::$variant => Phase::$variant,)*
                }
            }
        }
    };
}

phases! {
    /// Nobody has asked to play yet.
    Idle = "idle", "未播放", "not playing";
    /// The supervisor has sent a start; playing is not proven yet.
    Connecting = "connecting", "正在连接", "connecting";
    /// The picture moves, as far as is known.
    Playing = "playing", "播放中", "playing";
    /// The picture stands; the player may recover by itself.
    Stalled = "stalled", "画面卡住，等待恢复", "waiting for the picture";
    /// The player reconnects by itself.
    Reconnecting = "reconnecting", "播放器正在重连", "the player is reconnecting";
    /// The supervisor waits before its next try.
    Backoff = "backoff", "稍后自动重试", "trying again soon";
    /// The supervisor waits for a new address or token.
    Fetching = "fetching", "正在获取播放地址", "getting the play address";
    /// A recording has ended.
    Ended = "ended", "播放结束", "ended";
    /// The supervisor has given up.
    Failed = "failed", "无法播放", "cannot play";
    /// The user has stopped playback.
    Stopped = "stopped", "已停止", "stopped";
}

/// Reads the argument of `describePhase`: a phase in words.
pub(crate) fn describe(phase: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("phase", phase)], &mut |fields| {
        fields.require("phase");
        let (zh, en) = Phase::take(fields, "phase").unwrap_or_default().words();
        Some((&Text::fixed(zh, en)).into())
    })
}
