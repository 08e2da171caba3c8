//! The request for an accessToken. The appSecret belongs on a server.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), section 2.4.1.

use super::device::Device;
use super::request;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// The request for a token.
pub(super) fn request(app_key: &Value, app_secret: &Value) -> Result<Answer> {
    fields::answer(&[("appKey", app_key), ("appSecret", app_secret)], &mut |fields| {
        let mut device = Device::default();
        for name in ["appKey", "appSecret"] {
            fields.require(name);
            device.params.extend(fields.text(name).map(|text| (name.into(), text.to_owned())));
        }
        Some(request::post(device, "token/get"))
    })
}
