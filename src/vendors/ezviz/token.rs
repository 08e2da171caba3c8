//! The accessToken, seed 002 §2.4.1: appKey and appSecret belong on a server.

use super::request;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// The request for a token.
pub(super) fn request(app_key: &Value, app_secret: &Value) -> Result<Answer> {
    fields::answer(&[("appKey", app_key), ("appSecret", app_secret)], &mut |fields| {
        let mut data = Vec::new();
        for name in ["appKey", "appSecret"] {
            fields.require(name);
            data.extend(fields.text(name).map(|text| (name, text.to_owned())));
        }
        Some(request::post("token/get", data))
    })
}
