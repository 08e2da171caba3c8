//! The video plugin 小智宝, seed 000: whether a video will play, before anybody presses play. The plugin has no
//! interface to ask: what the account and the record say comes from the page's own server, or from the console.

mod account;
mod codes;
mod preflight;

use crate::data::arguments::Arguments;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match function {
        "accountStatus" => account::status(argument(0), argument(1), argument(2)),
        "preflight" => preflight::preflight(argument(0)),
        "mayChangeAppid" => account::may_change_appid(argument(0)),
        "explain" => explain(argument(0)),
        _ => Ok(Value::Null),
    }
}

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
