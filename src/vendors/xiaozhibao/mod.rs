//! The video plugin 小智宝: whether a video will play, before anybody presses play.
//!
//! The plugin has no interface to ask. What the account and the record say comes from the page's own server, or from the
//! console.
//!
//! Sources: the plugin's guide (小智宝视频插件接入文档) and its answers to frequent questions (常见问题答疑), both at
//! onhit.cn.

mod account;
mod codes;
mod preflight;

pub use account::{Account, Fault, Pool, may_change_appid};
pub use preflight::{Audit, Known, Verdict, Video, preflight};

use crate::data::arguments::Function;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("accountStatus", |given| account::account_status(given.at(0), given.at(1), given.at(2))),
    ("preflight", |given| preflight::preflight_of(given.at(0))),
    ("mayChangeAppid", |given| account::may_change_appid_of(given.at(0))),
    ("explain", |given| explain(given.at(0))),
];

/// Reads the argument of `explain`: the text of a code of the namespace.
fn explain(code: &Value) -> Result<Answer> {
    fields::answer(&[("code", code)], &mut |fields| {
        fields.require("code");
        let text = codes::CODES.find(fields.text("code")?);
        if text.is_none() {
            fields.refuse("not_allowed", "code");
        }
        Some((&text?).into())
    })
}
