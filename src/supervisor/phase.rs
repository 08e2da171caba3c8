//! What the supervisor is doing, and what a page sees of it.

use crate::data::record::names;

/// The phases of an activity stand in one list, so that an activity and its phase have the same name.
macro_rules! phases {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal,)*) => {
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
    Idle = "idle",
    /// The supervisor has sent a start; playing is not proven yet.
    Connecting = "connecting",
    /// The picture moves, as far as is known.
    Playing = "playing",
    /// The picture stands; the player may recover by itself.
    Stalled = "stalled",
    /// The player reconnects by itself.
    Reconnecting = "reconnecting",
    /// The supervisor waits before its next try.
    Backoff = "backoff",
    /// The supervisor waits for a new address or token.
    Fetching = "fetching",
    /// A recording has ended.
    Ended = "ended",
    /// The supervisor has given up.
    Failed = "failed",
    /// The user has stopped playback.
    Stopped = "stopped",
}
