//! Signed play addresses of live streaming (云直播 防盗链计算, product 267): txSecret = MD5(key + stream + txTime).

use super::digest;
use super::live_address::{LiveStream, Signature, live_address, stream};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// The play address of a stream, signed until `expires_at`, Unix time in seconds.
pub fn sign_live_address(stream: &LiveStream<'_>, key: &str, expires_at: u64) -> String {
    // In capitals, as the vendor's pages print it. The digest covers the text as it stands in the address.
    let tx_time = format!("{expires_at:X}");
    let tx_secret = digest::hex(&[key, &stream.name(), &tx_time]);
    live_address(stream, Some(&Signature { tx_secret: &tx_secret, tx_time: &tx_time }))
}

/// Reads the argument of `signLiveAddress`.
pub(super) fn sign_live_address_of(spec: &Value<'_>) -> Result<Answer> {
    fields::read(spec, |fields| {
        let stream = stream(fields);
        fields.require("key");
        let key = fields.text("key").unwrap_or_default();
        let expires_at = fields.seconds("expiresAt") as u64;
        fields.refuse_unknown();
        stream.map(|stream| sign_live_address(&stream, key, expires_at)).into()
    })
}
