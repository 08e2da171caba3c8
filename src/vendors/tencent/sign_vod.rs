//! Signed addresses of video on demand (product 266, "Key hotlink protection").
//!
//! The order of the query is part of the rule, that of the digest too, and both are this one: `t exper rlimit us whref
//! bkref`. What is not wanted is left out of either.

use super::md5;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};

/// So many domains may stand in a list.
const DOMAINS: usize = 10;

/// What may be done with the address; the digest covers the texts as they stand in it.
struct Terms {
    key: String,
    query: Vec<(&'static str, String)>,
}

impl Terms {
    fn take(fields: &mut Fields<'_>) -> Self {
        fields.require("key");
        let key = fields.text("key").unwrap_or_default().to_owned();
        // Lower case here, unlike in live streaming.
        let mut query = vec![("t", format!("{:x}", fields.seconds("expiresAt") as u64))];
        // Zero seconds would give the whole film away.
        query.extend(fields.count("trialSeconds", 1, u32::MAX).map(|seconds| ("exper", seconds.to_string())));
        query.extend(fields.count("rlimit", 1, 9).map(|addresses| ("rlimit", addresses.to_string())));
        let us = fields.text("us");
        if us.is_some_and(|us| !us.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))) {
            fields.refuse("bad_format", "us");
        }
        query.extend(us.map(|us| ("us", us.to_owned())));
        query.extend(domains(fields, "whref").map(|domains| ("whref", domains)));
        query.extend(domains(fields, "bkref").map(|domains| ("bkref", domains)));
        fields.refuse_unknown();
        Self { key, query }
    }

    fn sign(&self, url: &str, folder: &str) -> String {
        let mut digested = vec![self.key.as_str(), folder];
        let mut address = vec![url];
        for (place, (name, value)) in self.query.iter().enumerate() {
            digested.push(value);
            address.extend([if place == 0 { "?" } else { "&" }, name, "=", value]);
        }
        let sign = md5::hex(&digested);
        address.extend(["&sign=", &sign]);
        address.concat()
    }
}

/// A list of domains without scheme, of which the first label may be `*`.
fn domains(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    let list = fields.list(name)?;
    match list.len() {
        0 => fields.refuse("empty", name),
        1..=DOMAINS => {}
        _ => fields.refuse("too_long", name),
    }
    let mut found = Vec::new();
    for (place, item) in list.iter().enumerate() {
        let code = match item {
            Value::Text(domain) if is_domain(domain) => {
                found.push(&**domain);
                continue;
            }
            Value::Text(_) => "bad_format",
            Value::Null => "wrong_type",
            other => other.problem(),
        };
        fields.refuse(code, &[name, "[", &place.to_string(), "]"].concat());
    }
    Some(found.join(","))
}

fn is_domain(text: &str) -> bool {
    let host = text.strip_prefix("*.").unwrap_or(text);
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte))
}

/// The path of an address without its file name, both slashes included.
fn folder(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let clean = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte));
    let path = rest.get(rest.find('/')?..)?;
    let folder = path.get(..=path.rfind('/')?)?;
    (clean && !rest.starts_with('/') && folder.len() < path.len()).then_some(folder)
}

/// `signVodAddress` of playward-server.
pub(super) fn sign_vod_address(url: &Value, spec: &Value) -> Result<Answer> {
    let address = fields::read_arguments(&[("url", url)], |fields| {
        fields.require("url");
        let url = fields.text("url").unwrap_or_default();
        let folder = folder(url);
        // A query of its own would come before `t`, which must be the first.
        if folder.is_none() && !url.is_empty() {
            fields.refuse("bad_format", "url");
        }
        (url.to_owned(), folder.unwrap_or_default().to_owned())
    });
    let ((url, folder), terms) = fields::both(address, fields::read(spec, Terms::take))?;
    Ok(terms.sign(&url, &folder).into())
}
