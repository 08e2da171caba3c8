//! Tencent live (腾讯云音视频), seed 004: UserSigs, play addresses, and what a mini-program needs before either is of use.

mod base64;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
mod inflate;
#[cfg(feature = "client")]
mod inspect;
#[cfg(feature = "client")]
mod live_address;
#[cfg(feature = "server")]
mod md5;
#[cfg(feature = "server")]
mod sign_live;
#[cfg(feature = "server")]
mod sign_vod;
#[cfg(any(feature = "debug", feature = "server"))]
mod usersig;
#[cfg(feature = "server")]
mod verify;
mod zlib;

#[cfg(feature = "client")]
use crate::data::{
    arguments::Arguments,
    issue::Result,
    value::{Answer, Value},
};

#[cfg(feature = "client")]
pub use inflate::inflate;
#[cfg(feature = "debug")]
pub use usersig::{demo_user_sig, test_user_sig};

/// A function of the namespace, by its name.
#[cfg(feature = "client")]
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match function {
        "inspectUserSig" => inspect::inspect_user_sig(argument(0)),
        "liveAddress" => live_address::live_address(argument(0)),
        "checkEnvironment" => environment::check(argument(0)),
        "requestDomains" => Ok(environment::request_domains()),
        "categories" => Ok(environment::categories()),
        #[cfg(feature = "server")]
        "genUserSig" => usersig::user_sig(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "verifyUserSig" => verify::verify_user_sig(argument(0), argument(1), argument(2)),
        #[cfg(feature = "server")]
        "signLiveAddress" => sign_live::sign_live_address(argument(0)),
        #[cfg(feature = "server")]
        "signVodAddress" => sign_vod::sign_vod_address(argument(0), argument(1)),
        _ => Ok(Value::Null),
    }
}
