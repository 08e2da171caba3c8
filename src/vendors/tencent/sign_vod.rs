//! Signed addresses of video on demand (云点播 Key 防盗链, product 266).
//!
//! The query and the digest have one order, which is part of the rule: `t exper rlimit us whref bkref`. What is not given is
//! left out of both.

use super::digest;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};
use std::num::NonZeroU32;

/// A list has at most so many domains.
const DOMAINS: usize = 10;

/// The address of a video, which has no query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VodUrl<'a> {
    url: &'a str,
    /// The path without its file name, both slashes included.
    folder: &'a str,
}

impl<'a> VodUrl<'a> {
    /// `None` for what is no address of a file with http or https, for one with characters that must be escaped, and for
    /// one with a query: `t` must be the first parameter.
    pub fn new(url: &'a str) -> Option<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let clean = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte));
        let path = rest.get(rest.find('/')?..)?;
        let folder = path.get(..=path.rfind('/')?)?;
        (clean && !rest.starts_with('/') && folder.len() < path.len()).then_some(Self { url, folder })
    }
}

/// What a signed address allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VodTerms<'a> {
    /// `t`: when it runs out, Unix time in seconds.
    pub expires_at: u64,
    /// `exper`: only so much may be watched. 0 would give the whole video away.
    pub trial_seconds: Option<NonZeroU32>,
    /// `rlimit`: from 1 to 9 IP addresses may open it.
    pub rlimit: Option<u32>,
    /// `us`: a text of the caller's own, of letters, digits and `-._~`.
    pub us: Option<&'a str>,
    /// `whref`: pages that may open it, at most 10 domains. The first label may be `*`.
    pub whref: Vec<&'a str>,
    /// `bkref`: pages that may not.
    pub bkref: Vec<&'a str>,
}

/// The address, signed with the key of the domain.
pub fn sign_vod_address(url: &VodUrl<'_>, terms: &VodTerms<'_>, key: &str) -> String {
    // In lower case here, unlike in live streaming.
    let mut query = vec![("t", format!("{:x}", terms.expires_at))];
    query.extend(terms.trial_seconds.map(|seconds| ("exper", seconds.to_string())));
    query.extend(terms.rlimit.map(|addresses| ("rlimit", addresses.to_string())));
    query.extend(terms.us.map(|us| ("us", us.to_owned())));
    for (name, domains) in [("whref", &terms.whref), ("bkref", &terms.bkref)] {
        query.extend((!domains.is_empty()).then(|| (name, domains.join(","))));
    }
    // The digest covers the texts as they stand in the address.
    let mut digested = vec![key, url.folder];
    let mut address = vec![url.url];
    for (place, (name, value)) in query.iter().enumerate() {
        digested.push(value);
        address.extend([if place == 0 { "?" } else { "&" }, name, "=", value]);
    }
    let sign = digest::hex(&digested);
    address.extend(["&sign=", &sign]);
    address.concat()
}

/// True for a domain without a scheme, the first label of which may be `*`.
fn is_domain(text: &str) -> bool {
    let host = text.strip_prefix("*.").unwrap_or(text);
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte))
}

/// Reads the arguments of `signVodAddress`.
pub(super) fn sign_vod_address_of(url: &Value<'_>, spec: &Value<'_>) -> Result<Answer> {
    let address = if let Value::Text(url) = url { VodUrl::new(url) } else { None };
    let read = fields::read_arguments(&[("url", url)], |fields| {
        fields.require("url");
        if fields.text("url").is_some() && address.is_none() {
            fields.refuse("bad_format", "url");
        }
    });
    let signed = fields::read(spec, |fields| {
        fields.require("key");
        let key = fields.text("key").unwrap_or_default();
        let terms = terms(fields);
        fields.refuse_unknown();
        address.map(|address| sign_vod_address(&address, &terms, key))
    });
    let ((), signed) = fields::both(read, signed)?;
    Ok(signed.into())
}

fn terms<'a>(fields: &mut Fields<'a>) -> VodTerms<'a> {
    let mut terms = VodTerms {
        expires_at: fields.seconds("expiresAt") as u64,
        trial_seconds: fields.count("trialSeconds", 1, u32::MAX).and_then(NonZeroU32::new),
        rlimit: fields.count("rlimit", 1, 9),
        us: fields.text("us"),
        ..VodTerms::default()
    };
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if terms.us.is_some_and(|us| !us.bytes().all(known)) {
        fields.refuse("bad_format", "us");
    }
    terms.whref = domains(fields, "whref");
    terms.bkref = domains(fields, "bkref");
    terms
}

fn domains<'a>(fields: &mut Fields<'a>, name: &'static str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let Some(list) = fields.list(name) else { return found };
    match list.len() {
        0 => fields.refuse("empty", name),
        1..=DOMAINS => {}
        _ => fields.refuse("too_long", name),
    }
    for (place, item) in list.iter().enumerate() {
        let code = match item {
            Value::Text(domain) if is_domain(domain) => {
                found.push(&**domain);
                continue;
            }
            Value::Text(_) => "bad_format",
            other => other.problem(),
        };
        fields.refuse_item(code, name, place);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three examples of the vendor's page.
    #[test]
    fn published_examples() {
        let url = VodUrl::new("https://a.b/dir1/dir2/x.mp4");
        let terms = VodTerms { expires_at: 0x5a71_afc0, us: Some("72d4cd1101"), ..VodTerms::default() };
        for (terms, sign) in [
            (terms.clone(), "3d8488faeb37d52d6bf63b63c1b171c3"),
            (VodTerms { rlimit: Some(3), ..terms.clone() }, "c5214f0d5961b13acd558b4957c4dfc5"),
            (VodTerms { trial_seconds: NonZeroU32::new(300), ..terms.clone() }, "547d98c4b91e81b5ea55c95cef63223f"),
        ] {
            let signed = url.map(|url| sign_vod_address(&url, &terms, "24FEQmTzro4V5u3D5epW"));
            assert!(signed.is_some_and(|signed| signed.ends_with(&["&sign=", sign].concat())), "{terms:?}");
        }
    }

    #[test]
    fn addresses_without_a_query() {
        for (url, folder) in [
            ("https://a.b/x.mp4", Some("/")),
            ("http://a.b:8080/c/d/x.mp4", Some("/c/d/")),
            ("https://a.b/c/", None),
            ("https://a.b", None),
            ("https:///x.mp4", None),
            ("https://a.b/x.mp4?t=1", None),
            ("https://a.b/x y.mp4", None),
            ("ftp://a.b/x.mp4", None),
        ] {
            assert_eq!(VodUrl::new(url).map(|url| url.folder), folder, "{url}");
        }
    }
}
