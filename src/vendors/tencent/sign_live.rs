//! Signed play addresses of live streaming (product 267, "anti-leech"): txSecret = MD5(key + stream + txTime).

use super::live_address::Place;
use super::md5;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// `signLiveAddress` of playward-server.
pub(super) fn sign_live_address(spec: &Value) -> Result<Answer> {
    fields::read(spec, |fields| {
        let place = Place::take(fields);
        fields.require("key");
        let key = fields.text("key").unwrap_or_default();
        // Upper case, as the vendor's pages print it; the digest covers the text as it stands in the address.
        let tx_time = format!("{:X}", fields.seconds("expiresAt") as u64);
        fields.refuse_unknown();
        place.address(&md5::hex(&[key, &place.stream, &tx_time]), &tx_time)
    })
}
