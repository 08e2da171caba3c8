//! Baijiayun (百家云): the pages that play, the quality to play, what the numbers mean; on a server the APIs too.
//!
//! Source: Baijiayun's API document for VOD (百家云 点播服务端API接口文档), whose numbers (API-1 … API-40, 回调接口 1 … 3) stand
//! here.

#[cfg(feature = "server")]
mod answer;
#[cfg(feature = "server")]
mod apis;
#[cfg(feature = "server")]
mod callback;
mod player;
mod quality;
#[cfg(feature = "server")]
mod request;
#[cfg(feature = "server")]
mod sign;
mod tables;

#[cfg(feature = "server")]
pub(super) use answer::TABLES;
#[cfg(feature = "server")]
pub use callback::{Callback, Event, Reason, verify_callback};
pub use quality::{Address, Choice, Options, Quality, choose_quality};
#[cfg(all(feature = "server", feature = "quick", target_family = "wasm"))]
pub(crate) use sign::signature;
#[cfg(feature = "server")]
pub use sign::{Field, sign};
pub use tables::{Meaning, describe};

use crate::data::arguments::Function;
use crate::data::fields::Fields;
use crate::data::text::joined;

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("playerAddress", |given| player::player_address(given.at(0))),
    ("chooseQuality", |given| quality::choose_quality_of(given.at(0), given.at(1), given.at(2), given.at(3))),
    ("describe", |given| tables::describe_of(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("sign", |given| sign::sign_of(given.at(0), given.at(1))),
    #[cfg(all(feature = "server", feature = "quick"))]
    ("textToSign", |given| Ok(sign::text_to_sign(given.at(0)))),
    #[cfg(feature = "server")]
    ("request", |given| request::request(given.at(0), given.at(1), given.at(2), given.at(3))),
    #[cfg(feature = "server")]
    ("listApis", |_| Ok(apis::list())),
    #[cfg(feature = "server")]
    ("interpret", |given| answer::interpret(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("verifyCallback", |given| callback::verify_callback_of(given.at(0), given.at(1), given.at(2))),
    #[cfg(feature = "server")]
    ("parseThirdPartyAuth", |given| callback::parse_third_party_auth(given.at(0))),
    #[cfg(feature = "server")]
    ("callbackReply", |given| callback::callback_reply(given.at(0))),
    #[cfg(feature = "server")]
    ("thirdPartyAuthReply", |given| callback::third_party_auth_reply(given.at(0), given.at(1))),
];

/// Reads the customer's host: its private label under at.baijiayun.com, or a whole host, which has a dot.
fn host(fields: &mut Fields<'_>) -> Option<String> {
    fields.require("domain");
    let domain = fields.text("domain")?;
    if !domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')) {
        fields.refuse("bad_format", "domain");
        return None;
    }
    let whole = domain.bytes().any(|byte| byte == b'.');
    Some(joined(&[domain, if whole { "" } else { ".at.baijiayun.com" }]))
}
