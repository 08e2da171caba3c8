//! Tencent live (腾讯云 音视频): UserSigs, play addresses, and what a mini-program needs before it can play.
//!
//! Sources: Tencent Cloud's pages of UserSig (即时通信 IM / 实时音视频 UserSig 鉴权) and its official signers (tls-sig-api-v2), of
//! live streaming (product 267), of VOD (product 266), and of the live SDK in mini-programs (直播 SDK 快速集成 微信小程序,
//! 2022-06-15).

mod base64;
#[cfg(feature = "server")]
mod digest;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
mod inspect;
#[cfg(feature = "client")]
mod live_address;
#[cfg(any(feature = "debug", feature = "server"))]
mod problems;
#[cfg(feature = "server")]
mod sign_live;
#[cfg(feature = "server")]
mod sign_vod;
#[cfg(feature = "server")]
mod user_buf;
#[cfg(any(feature = "debug", feature = "server"))]
mod usersig;
#[cfg(feature = "server")]
mod verify;
mod zlib;

#[cfg(feature = "client")]
pub use environment::{Environment, Platform, Subject, Version, check_environment};
#[cfg(feature = "client")]
pub use inspect::{Opened, inspect_user_sig};
#[cfg(feature = "client")]
pub use live_address::{LiveStream, Part, Protocol, Signature, live_address};
#[cfg(feature = "server")]
pub use sign_live::sign_live_address;
#[cfg(feature = "server")]
pub use sign_vod::{VodTerms, VodUrl, sign_vod_address};
#[cfg(feature = "server")]
pub use user_buf::{Permit, Room, UserBuf};
#[cfg(any(feature = "debug", feature = "server"))]
pub use usersig::{Claims, NoUserId, UserId, gen_user_sig};
#[cfg(feature = "debug")]
pub use usersig::{demo_user_sig, test_user_sig};
#[cfg(feature = "server")]
pub use verify::{Expected, Reason, verify_user_sig};

#[cfg(feature = "client")]
use crate::data::arguments::Function;

/// The functions of the namespace, by their public names.
#[cfg(feature = "client")]
pub(crate) const FUNCTIONS: &[Function] = &[
    ("inspectUserSig", |given| inspect::inspect_user_sig_of(given.at(0))),
    ("liveAddress", |given| live_address::live_address_of(given.at(0))),
    ("checkEnvironment", |given| environment::check_environment_of(given.at(0))),
    ("requestDomains", |_| Ok(environment::request_domains())),
    ("categories", |_| Ok(environment::categories())),
    #[cfg(feature = "server")]
    ("genUserSig", |given| usersig::gen_user_sig_of(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("verifyUserSig", |given| verify::verify_user_sig_of(given.at(0), given.at(1), given.at(2))),
    #[cfg(feature = "server")]
    ("signLiveAddress", |given| sign_live::sign_live_address_of(given.at(0))),
    #[cfg(feature = "server")]
    ("signVodAddress", |given| sign_vod::sign_vod_address_of(given.at(0), given.at(1))),
];
