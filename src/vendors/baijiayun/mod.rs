//! Baijiayun (百家云), seed 001: the pages that play, the quality to play, what its numbers mean; on a server its APIs too.

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
pub use sign::sign_joined;

use crate::data::arguments::Arguments;
use crate::data::fields::Fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};
use std::borrow::Cow;

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match function {
        "playerAddress" => player::address(argument(0)),
        "chooseQuality" => quality::choose(argument(0), argument(1), argument(2), argument(3)),
        "describe" => tables::describe(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "sign" => sign::sign(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "request" => request::request(argument(0), argument(1), argument(2), argument(3)),
        #[cfg(feature = "server")]
        "listApis" => Ok(apis::list()),
        #[cfg(feature = "server")]
        "interpret" => answer::interpret(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "verifyCallback" => callback::verify(argument(0), argument(1), argument(2)),
        #[cfg(feature = "server")]
        "parseThirdPartyAuth" => callback::parse_third_party_auth(argument(0)),
        #[cfg(feature = "server")]
        "callbackReply" => callback::callback_reply(argument(0)),
        #[cfg(feature = "server")]
        "thirdPartyAuthReply" => callback::third_party_auth_reply(argument(0), argument(1)),
        _ => Ok(Value::Null),
    }
}

/// The customer's host: its private label, or a whole one, which has a dot.
fn host(fields: &mut Fields<'_>) -> Option<String> {
    fields.require("domain");
    let domain = fields.text("domain")?;
    if !domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')) {
        fields.refuse("bad_format", "domain");
        return None;
    }
    let whole = domain.bytes().any(|byte| byte == b'.');
    Some([domain, if whole { "" } else { ".at.baijiayun.com" }].concat())
}

/// Pairs as the query of an address, percent-encoded.
fn query(pairs: &[(&str, Cow<'_, str>)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        encode(&mut out, name);
        out.push('=');
        encode(&mut out, value);
    }
    out
}

fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit }));
            }
        }
    }
}
