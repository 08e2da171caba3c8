//! The video plugin 小智宝, seed 000: whether a video will play, before anybody presses play. The plugin has no
//! interface to ask: what the account and the record say comes from the page's own server, or from the console.

mod account;
mod codes;
mod preflight;

use crate::data::arguments::Function;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("accountStatus", |given| account::status(given.at(0), given.at(1), given.at(2))),
    ("preflight", |given| preflight::preflight(given.at(0))),
    ("mayChangeAppid", |given| account::may_change_appid(given.at(0))),
    ("explain", |given| explain(given.at(0))),
];

/// The words for any code of the namespace.
fn explain(code: &Value) -> Result<Answer> {
    fields::read_arguments(&[("code", code)], |fields| {
        fields.require("code");
        let text = fields.text("code").map(|code| codes::CODES.find(code));
        if text == Some(None) {
            fields.refuse("not_allowed", "code");
        }
        text.flatten().as_ref().into()
    })
}
