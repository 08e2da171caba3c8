//! Play addresses: their parts, what may be shown of them, and when they run out.
//!
//! Vendors are told by shape, not by host: customers use their own domains.
//!
//! | shape | vendor |
//! | --- | --- |
//! | `/openlive/`, `/openpb/` in the path; `ezopen:` | EZVIZ |
//! | `?txSecret=`, `?txTime=` | Tencent live |
//! | `?t=&sign=&us=` | WeChat's mini-dramas where `us` ends in 24 hex digits; else Tencent VOD |
//! | `?t=&sign=` with `uuid` or `fid`; `/`32 hex`/`8 hex in the path | Baijiayun |
//! | `?t=&sign=` alone | Tencent VOD |
//!
//! When each form runs out, and which document says so, is docs/addresses.md.

mod expiry;
mod jwt;
mod play;

pub use expiry::{MARGIN_SECONDS, expires_at, needs_refresh};
pub use play::{NotAnAddress, PlayAddress, parse};

use crate::data::arguments::Function;
use crate::data::text::joined;
use crate::data::{ascii, digits, hex};

/// The functions of this module, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("parsePlayAddress", |given| play::parse_play_address(given.at(0))),
    ("needsRefresh", |given| expiry::needs_refresh_values(given.at(0), given.at(1), given.at(2), given.at(3))),
];

/// The parts of an address, as they stand in it: nothing is decoded or checked. A missing part is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Before `://`; one that play addresses have is in lower case.
    pub scheme: &'a str,
    /// Host and port; a user or a verification code before `@` is left out.
    pub host: &'a str,
    /// With its leading slash.
    pub path: &'a str,
    /// Without the question mark; a fragment is left out.
    pub query: &'a str,
    /// Names and values of the query, in its order.
    parameters: Vec<(&'a str, &'a str)>,
}

/// Takes an address apart.
pub fn split(address: &str) -> Parts<'_> {
    let (address, _) = ascii::split_once(address, b'#').unwrap_or((address, ""));
    let (address, query) = ascii::split_once(address, b'?').unwrap_or((address, ""));
    let (scheme, rest) = match ascii::split_once(address, b':') {
        Some((scheme, rest)) if is_scheme(scheme) => {
            rest.strip_prefix("//").map_or(("", address), |rest| (known(scheme).unwrap_or(scheme), rest))
        }
        _ => ("", address),
    };
    // EZVIZ's verification code may be base64, slashes and all; elsewhere a slash ends the host.
    let rest = if scheme == "ezopen" { ascii::rsplit_once(rest, b'@').map_or(rest, |(_, rest)| rest) } else { rest };
    let slash = rest.bytes().position(|byte| byte == b'/');
    let (authority, path) = slash.and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, ""));
    let host = ascii::rsplit_once(authority, b'@').map_or(authority, |(_, host)| host);
    Parts { scheme, host, path, query, parameters: parameters(query) }
}

/// Whoever appends to an address writes a second question mark now and then: both marks part parameters.
fn parameters(query: &str) -> Vec<(&str, &str)> {
    let mut parameters = Vec::new();
    let mut rest = query;
    while !rest.is_empty() {
        let end = rest.bytes().position(|byte| matches!(byte, b'&' | b'?'));
        let pair = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
        rest = rest.get(pair.len() + 1..).unwrap_or_default();
        parameters.extend(ascii::split_once(pair, b'='));
    }
    parameters
}

/// What may be shown of an address: scheme, host and path; never a query, a user, a code or a signature in the path. To
/// cut it once more changes nothing.
pub fn cut(address: &str) -> String {
    let Parts { scheme, host, path, .. } = split(address);
    // A password with a `/`, `?` or `#` that nobody encoded: where it ends, nobody knows.
    if is_host(host) { whole(scheme, host, &unsigned(without_users(path))) } else { whole(scheme, "", "") }
}

/// The parts of an address put together.
fn whole(scheme: &str, host: &str, path: &str) -> String {
    joined(&[scheme, if scheme.is_empty() { "" } else { "://" }, host, path])
}

/// The schemes of play addresses.
const SCHEMES: &[&str] = &["https", "http", "rtmp", "rtmps", "webrtc", "wss", "ws", "ezopen"];

/// A scheme of the list: case does not count.
fn known(scheme: &str) -> Option<&'static str> {
    SCHEMES.iter().find(|known| known.eq_ignore_ascii_case(scheme)).copied()
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// A port of digits follows the colon of a host. Other text is the beginning of a user and a password, and so is a `%`. The
/// other characters stand in no host.
fn is_host(text: &str) -> bool {
    let port = ascii::rsplit_once(text, b']').map_or(text, |(_, port)| port);
    let digits = ascii::split_once(port, b':').map_or("0", |(_, digits)| digits);
    digits::count(digits).is_some_and(|port| port <= 65_535)
        && !text.bytes().any(|byte| matches!(byte, b'%' | b'<' | b'>' | b'^' | b'|'))
}

/// A path without what may be a user: browsers read `http:///user@host` as `http://user@host`. A segment with an encoded
/// `@`, `?` or `%` may hold a whole address, and is left out.
fn without_users(path: &str) -> String {
    let mut shown = String::new();
    for (place, segment) in ascii::split(path, b'/').enumerate() {
        if place > 0 {
            shown.push('/');
        }
        let segment = ascii::rsplit_once(segment, b'@').map_or(segment, |(_, segment)| segment);
        let nested = segment.as_bytes().windows(3).any(|three| matches!(three, b"%40" | b"%3F" | b"%3f" | b"%25"));
        if !nested {
            shown.push_str(segment);
        }
    }
    shown
}

/// What tells one recording from another: the address without its signatures, and the span that it plays.
pub fn recording(address: &str) -> String {
    let parts = split(address);
    let mut recording = whole(parts.scheme, parts.host, &unsigned(parts.path.to_owned()));
    for name in ["begin", "end", "rec"] {
        if let Some(value) = parts.parameter(name) {
            recording.extend(["&", name, "=", value]);
        }
    }
    recording
}

/// Where the trial of a recording ends, seconds: `exper` of Tencent VOD, `expr` of WeChat's mini-dramas.
pub fn trial_seconds(address: &str) -> Option<u32> {
    let parts = split(address);
    let digits = ["exper", "expr"].into_iter().find_map(|name| parts.parameter(name))?;
    digits::count(digits).filter(|seconds| *seconds > 0)
}

impl<'a> Parts<'a> {
    /// A parameter of the query, as it stands there.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The signature in the path, and the time in it.
    pub(crate) fn path_signature(&self) -> Option<(&'a str, Option<&'a str>)> {
        path_signature(self.path)
    }

    /// The last part of the path.
    pub(crate) fn file(&self) -> &'a str {
        let path = ascii::trim(self.path, b'/');
        ascii::rsplit_once(path, b'/').map_or(path, |(_, file)| file)
    }

    /// The parts of the path between its slashes.
    pub fn segments(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        ascii::split(self.path, b'/').filter(|segment| !segment.is_empty())
    }
}

/// The digits of the shorter form, the digest and the moment.
const SIGNATURE: usize = 32 + 8;

/// The signature in a path, as it stands there, and the time in it where it is Baijiayun's `/32 hex/8 hex`. That of other
/// clouds is `/yyyyMMddHHmm/32 hex`, with or without seconds.
fn path_signature(path: &str) -> Option<(&str, Option<&str>)> {
    // Most paths have no room for one.
    let mut rest = if path.len() > SIGNATURE { path } else { "" };
    while let Some((_, after)) = ascii::split_once(rest, b'/') {
        let (key, tail) = ascii::split_once(after, b'/').unwrap_or((after, ""));
        let time = ascii::split_once(tail, b'/').map_or(tail, |(time, _)| time);
        let baijiayun = hex::is(key, 32) && hex::is(time, 8);
        let moment = matches!(key.len(), 12 | 14) && key.bytes().all(|byte| byte.is_ascii_digit());
        if baijiayun || moment && hex::is(time, 32) {
            let signature = rest.get(rest.len() - after.len() - 1..)?.get(..key.len() + time.len() + 2)?;
            return Some((signature, baijiayun.then_some(time)));
        }
        rest = after;
    }
    None
}

/// A path without its signature.
fn unsigned(mut path: String) -> String {
    // What is left may hold another pair.
    while let Some((before, after)) = path_signature(&path).and_then(|(signature, _)| split_around(&path, signature)) {
        path = joined(&[before, after]);
    }
    path
}

/// What stands before and after a part of a text.
fn split_around<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_shows_no_secret() {
        for (address, expected) in [
            ("rtmp://user:pass@a.b:1935/live/x?txSecret=1#f", "rtmp://a.b:1935/live/x"),
            ("ezopen://ABCDEF@open.ys7.com/C78957921/2.hd.live", "ezopen://open.ys7.com/C78957921/2.hd.live"),
            ("ezopen://AES:ab/cd+e==@open.ys7.com/C78957921/1.live", "ezopen://open.ys7.com/C78957921/1.live"),
            ("ezopen://open.ys7.com/203751922/1.rec?a=b@c", "ezopen://open.ys7.com/203751922/1.rec"),
            ("https://a.b", "https://a.b"),
            ("https://[::1]:8080/x", "https://[::1]:8080/x"),
            ("https://直播.a.b/流/x.m3u8", "https://直播.a.b/流/x.m3u8"),
            ("http://a.b/%E6%B5%81.m3u8", "http://a.b/%E6%B5%81.m3u8"),
            ("a.b:1935/live/x", "a.b:1935/live/x"),
            ("x?y", "x"),
            (
                "http://a.b/0da634bed162705e6210b1a607b89325/59493fca/00-upload/x.mp4?fid=1",
                "http://a.b/00-upload/x.mp4",
            ),
            ("http://a.b/v/0da634bed162705e6210b1a607b89325/59493fca", "http://a.b/v"),
            (
                "http://a.b/0da634bed162705e6210b1a607b89325/0da634bed162705e6210b1a607b89325/59493fca/59493fca/x.mp4",
                "http://a.b/x.mp4",
            ),
            ("http://a.b/201508150800/0da634bed162705e6210b1a607b89325/video/x.mp4", "http://a.b/video/x.mp4"),
            ("http://a.b/v/20150815080000/0da634bed162705e6210b1a607b89325/x.mp4", "http://a.b/v/x.mp4"),
            // A day and a digest are where many keep their films.
            (
                "http://a.b/20150815/0da634bed162705e6210b1a607b89325/x.mp4",
                "http://a.b/20150815/0da634bed162705e6210b1a607b89325/x.mp4",
            ),
            ("http://a.b/0da634bed162705e6210b1a607b89325/x.mp4", "http://a.b/0da634bed162705e6210b1a607b89325/x.mp4"),
        ] {
            assert_eq!(cut(address), expected);
        }
    }

    #[test]
    fn a_recording_is_the_same_whatever_signs_it() {
        let one = "https://a.b/v/x.m3u8?begin=1&end=2&rec=cloud&t=1&sign=2";
        assert_eq!(recording(one), recording("https://a.b/v/x.m3u8?expire=7&begin=1&end=2&rec=cloud"));
        assert_ne!(recording(one), recording("https://a.b/v/x.m3u8?begin=1&end=3&rec=cloud&t=1&sign=2"));
        assert_ne!(recording(one), recording("https://a.b/v/y.m3u8?begin=1&end=2&rec=cloud"));
    }

    #[test]
    fn a_trial_has_an_end() {
        for (address, expected) in [
            ("https://a.b/x.mp4?t=5f867ee3&exper=180&us=1&sign=2", Some(180)),
            ("https://a.b/x.mp4?t=5f867ee3&expr=60&us=1&sign=2", Some(60)),
            ("https://a.b/x.mp4?exper=0", None),
            ("https://a.b/x.mp4?exper=soon", None),
            ("https://a.b/x.mp4", None),
        ] {
            assert_eq!(trial_seconds(address), expected, "{address}");
        }
    }
}
