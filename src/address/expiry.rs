//! When an address runs out, and when another one is needed.

use super::{Parts, jwt, split};
use crate::data::bounds::LAST_SECOND;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};
use crate::data::{ascii, calendar, digits, fields};

/// The margin where none is said: a restart takes a moment, and clocks differ.
pub const MARGIN_SECONDS: f64 = 30.0;

/// How a parameter says when the address runs out.
enum Form {
    /// Ten decimal digits.
    Decimal,
    /// Ten decimal digits or eight hexadecimal ones. What follows a hyphen is not read.
    Moment,
    /// When it was signed; the other parameter says for how many seconds it is valid.
    Signed,
    /// A JSON Web Token.
    Token,
}

use Form::{Decimal, Moment, Signed, Token};

/// The parameter, another one without which it means something else, and its form. docs/addresses.md names the vendors'
/// documents.
#[rustfmt::skip]
const FORMS: &[(&str, &str, Form)] = &[
    ("txTime",     "",              Moment),
    ("t",          "sign",          Moment),
    ("expire",     "",              Decimal),
    ("Expires",    "",              Decimal),
    ("e",          "token",         Decimal),
    ("auth_key",   "",              Moment),
    ("hwTime",     "",              Moment),
    ("volcTime",   "",              Moment),
    ("wsTime",     "",              Moment),
    ("X-Amz-Date", "X-Amz-Expires", Signed),
    ("x-oss-date", "x-oss-expires", Signed),
    ("token",      "",              Token),
];

/// When the address runs out, Unix seconds; `None` when it does not say.
pub fn expires_at(address: &str) -> Option<f64> {
    expiry_of(&split(address))
}

/// The same for an address that has been taken apart. Where it says several moments, the earliest. One beyond
/// [`LAST_SECOND`] is no moment.
pub(super) fn expiry_of(parts: &Parts<'_>) -> Option<f64> {
    let mut earliest = parts.path_signature().and_then(|(_, time)| digits::hex_seconds(time?)).unwrap_or(f64::INFINITY);
    for &(name, text) in &parts.parameters {
        let Some((_, beside, form)) = FORMS.iter().find(|form| form.0 == name) else { continue };
        let beside = if beside.is_empty() { Some("") } else { parts.parameter(beside) };
        let Some(beside) = beside else { continue };
        let moment = match form {
            Decimal => digits::read(text, 10).filter(|_| text.len() == 10),
            Moment => moment(ascii::split_once(text, b'-').map_or(text, |(digits, _)| digits)),
            Signed => calendar::instant(text).zip(digits::read(beside, 10)).map(|(signed, life)| signed as f64 + life),
            Token => jwt::expiry(text),
        };
        earliest = earliest.min(moment.unwrap_or(f64::INFINITY));
    }
    (earliest <= LAST_SECOND as f64).then_some(earliest)
}

fn moment(text: &str) -> Option<f64> {
    match text.len() {
        8 => digits::hex_seconds(text),
        10 => digits::read(text, 10),
        _ => None,
    }
}

/// True when the rest of what is played, and a margin, last longer than the address. All are in seconds. An address
/// without an expiry needs a refresh too, since nobody knows how long it lasts.
pub fn needs_refresh(expires_at: Option<f64>, now: f64, remaining: f64, margin: f64) -> bool {
    expires_at.is_none_or(|expires_at| expires_at - now < remaining + margin)
}

/// Reads the arguments of `needsRefresh`.
pub(super) fn needs_refresh_values(
    expires_at: &Value<'_>,
    now: &Value<'_>,
    remaining: &Value<'_>,
    margin: &Value<'_>,
) -> Result<Answer> {
    let arguments =
        [("expiresAt", expires_at), ("now", now), ("remainingSeconds", remaining), ("marginSeconds", margin)];
    fields::answer(&arguments, &mut |fields| {
        let expires_at = fields.number("expiresAt", -LAST_SECOND, LAST_SECOND);
        let now = fields.seconds("now");
        fields.require("remainingSeconds");
        let remaining = fields.number("remainingSeconds", 0, LAST_SECOND).unwrap_or_default();
        let margin = fields.number("marginSeconds", 0, LAST_SECOND).unwrap_or(MARGIN_SECONDS);
        Some(needs_refresh(expires_at, now, remaining, margin).into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refresh() {
        assert!(!needs_refresh(Some(100.0), 0.0, 70.0, 30.0));
        assert!(needs_refresh(Some(100.0), 0.0, 70.5, 30.0));
        assert!(needs_refresh(Some(100.0), 100.0, 0.0, 1.0));
        assert!(needs_refresh(None, 0.0, 0.0, 0.0));
    }

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
}
