//! A voice that is recorded on the page and played by the device.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), section 2.4.4.

use super::device::{self, Takes};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};

/// The argument of wx.uploadFile.
pub(super) fn upload(device: &Value, file_path: &Value) -> Result<Answer> {
    fields::answer(&[("device", device), ("filePath", file_path)], &mut |fields| {
        let device = device::read(fields, Takes::Channel);
        fields.require("filePath");
        let mut header = Record::default();
        header.set("content-type", "multipart/form-data");
        let mut upload = Record::default();
        upload
            .set("url", device.address("voice/sendonce"))
            .copy("filePath", fields.text("filePath").unwrap_or_default())
            .set("name", "voiceFile")
            .set("formData", device::record(device.params))
            .set("header", header);
        Some(upload.into())
    })
}

/// The argument of RecorderManager.start.
pub(super) fn recorder_options() -> Answer {
    let mut options = Record::default();
    options.set("duration", 60_000.0).set("sampleRate", 16_000.0).set("numberOfChannels", 1.0).set("format", "mp3");
    options.into()
}
