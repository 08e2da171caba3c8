//! Play addresses: their parts, what may be shown of them, and when they run out.
//!
//! Vendors are told by shape, not by host: customers use their own domains.
//!
//! | shape | vendor | expiry |
//! | --- | --- | --- |
//! | `?expire=` ten digits | EZVIZ, seed 002 §2.4.2 | Unix seconds |
//! | `?txSecret=&txTime=` | Tencent live | hexadecimal Unix seconds |
//! | `?t=&sign=` (and `us`) | media links, seed 003; Tencent VOD | hexadecimal Unix seconds |
//! | `/`32 hex`/`8 hex`/` in the path | Baijiayun, seed 001 | hexadecimal Unix seconds |

/// The parts of an address. Nothing is decoded and nothing is checked: a part that is not there is empty.
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
        Some((scheme, rest)) if rest.starts_with("//") => (scheme, rest.trim_start_matches('/')),
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

/// When the address runs out, Unix seconds; `None` when it does not say.
pub fn expires_at(address: &str) -> Option<f64> {
    let parts = split(address);
    let parameter = |name: &str| {
        parts
            .query
            .split('&')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    };
    if parameter("txSecret").is_some() {
        return hexadecimal(parameter("txTime")?);
    }
    if parameter("sign").is_some()
        && let Some(time) = parameter("t")
    {
        return hexadecimal(time);
    }
    if let Some(time) = parameter("expire") {
        let digits = time.len() == 10 && time.bytes().all(|byte| byte.is_ascii_digit());
        return if digits { time.parse::<u64>().ok().map(|seconds| seconds as f64) } else { None };
    }
    let mut segments = parts.path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let next = segments.peek().copied().unwrap_or_default();
        if is_hex(segment, 32) && is_hex(next, 8) {
            return hexadecimal(next);
        }
    }
    None
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn hexadecimal(text: &str) -> Option<f64> {
    u32::from_str_radix(text, 16).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expiry_by_shape() {
        for (address, expected) in [
            (
                "rtmp://rtmp01open.ys7.com:1935/v3/openlive/203751922_1_2?expire=1605275593&id=2&t=60ac&ev=100",
                Some(1605275593.0),
            ),
            ("rtmp://a.b/live/test?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099", Some(1546064025.0)),
            ("https://a.b/x.mp4?t=64bb36de&us=1-0123456789abcdef01234567&sign=0", Some(1689990878.0)),
            ("http://a.b/0da634bed162705e6210b1a607b89325/59493fca/00-upload/x.mp4?fid=1", Some(1497972682.0)),
            ("http://a.b/0da634bed162705e6210b1a607b89325/59493fc/x.mp4", None),
            ("https://a.b/x.flv?t=abc", None),
            ("https://a.b/x.flv?expire=soon", None),
            ("https://a.b/x.flv?txSecret=1&txTime=zz", None),
            ("", None),
        ] {
            assert_eq!(expires_at(address), expected, "{address}");
        }
    }

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
