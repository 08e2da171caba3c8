//! Play addresses: their parts, what may be shown of them, and when they run out.
//!
//! Vendors are told by shape, not by host: customers use their own domains.
//!
//! | shape | vendor | expiry |
//! | --- | --- | --- |
//! | `?expire=` ten digits | EZVIZ | Unix seconds |
//! | `?txSecret=&txTime=` | Tencent live | hexadecimal Unix seconds |
//! | `?t=&sign=` (and `us`) | media links of WeChat's mini-dramas; Tencent VOD | hexadecimal Unix seconds |
//! | `/`32 hex`/`8 hex`/` in the path | Baijiayun | hexadecimal Unix seconds |
//!
//! Sources: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), sections 2.4.2 and 2.4.7; Tencent's
//! documents of hotlink protection for live streaming and VOD; WeChat's getmedialink; the play addresses in
//! Baijiayun's API document.

mod expiry;
mod play;

pub use expiry::{MARGIN_SECONDS, expires_at, needs_refresh};
pub use play::{NotAnAddress, PlayAddress, parse};

use crate::data::arguments::Function;

/// The functions of this module, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("parsePlayAddress", |given| play::parse_play_address(given.at(0))),
    ("needsRefresh", |given| expiry::needs_refresh_values(given.at(0), given.at(1), given.at(2), given.at(3))),
];

/// The parts of an address, as they stand in it: nothing is decoded or checked. A missing part is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Before `://`.
    pub scheme: &'a str,
    /// Host and port; a user or a verification code before `@` is left out.
    pub host: &'a str,
    /// With its leading slash.
    pub path: &'a str,
    /// Without the question mark; a fragment is left out.
    pub query: &'a str,
}

/// Takes an address apart.
pub fn split(address: &str) -> Parts<'_> {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let (scheme, rest) = match address.split_once(':') {
        Some((scheme, rest)) => rest.strip_prefix("//").map_or(("", address), |rest| (scheme, rest)),
        _ => ("", address),
    };
    // EZVIZ's verification code may be base64, slashes and all; elsewhere a slash ends the host.
    let rest = if scheme == "ezopen" { rest.rsplit_once('@').map_or(rest, |(_, rest)| rest) } else { rest };
    let (authority, path) = rest.find('/').and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, ""));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Parts { scheme, host, path, query }
}

/// What may be shown of an address: scheme, host and path; never a query, a user or a code.
pub fn cut(address: &str) -> String {
    let Parts { scheme, host, path, .. } = split(address);
    if scheme.is_empty() { [host, path].concat() } else { [scheme, "://", host, path].concat() }
}

impl<'a> Parts<'a> {
    /// A parameter of the query, as it stands there.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        self.query
            .split('&')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    }

    /// The parts of the path between its slashes.
    pub fn segments(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.path.split('/').filter(|segment| !segment.is_empty())
    }
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
            ("x?y", "x"),
        ] {
            assert_eq!(cut(address), expected);
        }
    }
}
