//! Days and moments as devices and vendors print them, on a clock without a time zone.
//!
//! A moment's *shape* says how it is printed: a `0` stands for a digit, anything else for itself.

#[cfg(feature = "client")]
use crate::data::{fields::Fields, text::Text};

/// yyyy-MM-dd
#[cfg(feature = "client")]
pub(crate) const DAY: &str = "0000-00-00";
/// HH:mm:ss
#[cfg(feature = "client")]
pub(crate) const CLOCK: &str = "00:00:00";
/// yyyy-MM-dd HH:mm:ss
#[cfg(feature = "client")]
pub(crate) const MOMENT: &str = "0000-00-00 00:00:00";
/// yyyyMMddHHmmss, as play addresses print a moment.
#[cfg(feature = "client")]
pub(crate) const COMPACT: &str = "00000000000000";

pub(crate) const DAY_SECONDS: i64 = 86_400;

#[cfg(feature = "client")]
pub(crate) static ORDER: Text = Text::fixed("应晚于开始时间", "must be later than the beginning");

#[cfg(feature = "client")]
/// The seconds that a text of this shape says: since 1970, or since midnight for [`CLOCK`]. `None` where the text has
/// another shape, where there is no such day or time, and before 1970.
pub(crate) fn read(text: &str, shape: &str) -> Option<i64> {
    let number = digits(text, shape)?;
    match shape {
        DAY => Some(day_number(number)? * DAY_SECONDS),
        CLOCK => clock(number),
        _ => Some(day_number(number / 1_000_000)? * DAY_SECONDS + clock(number % 1_000_000)?),
    }
}

#[cfg(feature = "client")]
/// These seconds in a shape that has a time: [`MOMENT`], [`COMPACT`] or [`CLOCK`].
pub(crate) fn print(seconds: i64, shape: &str) -> String {
    let time = seconds.rem_euclid(DAY_SECONDS);
    let time = time / 3600 * 10_000 + time / 60 % 60 * 100 + time % 60;
    let mut rest = date(seconds.div_euclid(DAY_SECONDS)) * 1_000_000 + time;
    let mut text = shape.as_bytes().to_vec();
    for place in text.iter_mut().rev().filter(|place| **place == b'0') {
        *place += (rest % 10) as u8;
        rest /= 10;
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(feature = "client")]
/// Reads a field of this shape: the text, and its seconds.
pub(crate) fn field<'a>(fields: &mut Fields<'a>, name: &'static str, shape: &str) -> Option<(&'a str, i64)> {
    let text = fields.text(name)?;
    let seconds = read(text, shape);
    if seconds.is_none() {
        fields.refuse("bad_format", name);
    }
    seconds.map(|seconds| (text, seconds))
}

#[cfg(feature = "client")]
/// How far the device's clock is ahead of UTC, in seconds; China's unless it is said.
pub(crate) fn offset(fields: &mut Fields<'_>) -> i64 {
    const CHINA: i64 = 8 * 60;
    fields.integer("utcOffsetMinutes", -18 * 60, 18 * 60).unwrap_or(CHINA) * 60
}

/// The Unix seconds of yyyyMMddTHHmmssZ, as the signatures of object storage print a moment (ISO 8601, basic format). A
/// day beyond the end of a month is one of the next month.
pub(crate) fn instant(text: &str) -> Option<i64> {
    let number = digits(text, "00000000T000000Z")?;
    Some(days(number / 1_000_000)? * DAY_SECONDS + clock(number % 1_000_000)?)
}

/// The digits as one number; every other place is as in the shape.
fn digits(text: &str, shape: &str) -> Option<i64> {
    if text.len() != shape.len() {
        return None;
    }
    let mut number = 0;
    for (byte, place) in text.bytes().zip(shape.bytes()) {
        if place == b'0' && byte.is_ascii_digit() {
            number = number * 10 + i64::from(byte - b'0');
        } else if place == b'0' || byte != place {
            return None;
        }
    }
    Some(number)
}

/// The seconds since midnight of HHmmss.
fn clock(number: i64) -> Option<i64> {
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100);
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// The days since 1970-01-01 of yyyyMMdd; none before that was recorded.
#[cfg(feature = "client")]
fn day_number(number: i64) -> Option<i64> {
    days(number).filter(|days| *days >= 0 && date(*days) == number)
}

/// The same, whether or not the month has such a day.
fn days(number: i64) -> Option<i64> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    if !(1..=12).contains(&month) {
        return None;
    }
    // The year begins with March, so that the leap day is its last.
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 719_469)
}

#[cfg(feature = "client")]
/// yyyyMMdd of the days since 1970-01-01.
fn date(days: i64) -> i64 {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months + 2) / 5 + 1;
    let month = if months < 10 { months + 3 } else { months - 9 };
    let year = year_of_era + era * 400 + i64::from(month < 3);
    year * 10_000 + month * 100 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back() {
        for day in 0..200_000 {
            let text = print(day * DAY_SECONDS, MOMENT);
            assert_eq!(read(&text, MOMENT), Some(day * DAY_SECONDS), "{text}");
        }
    }

    #[test]
    fn instants() {
        for (text, seconds) in [
            ("20201113T135313Z", Some(1_605_275_593)),
            ("20240229T000000Z", Some(1_709_164_800)),
            ("20130524T000000Z", Some(1_369_353_600)),
            ("20201313T135313Z", None),
            ("20200013T135313Z", None),
            ("20201113T245313Z", None),
            ("20201113135313", None),
            ("20201113t135313z", None),
            ("", None),
        ] {
            assert_eq!(instant(text), seconds, "{text}");
        }
    }

    #[test]
    fn moments() {
        for (text, shape, seconds) in [
            ("2020-11-16", DAY, Some(1_605_484_800)),
            ("2020-11-13 13:53:13", MOMENT, Some(1_605_275_593)),
            ("20201113135313", COMPACT, Some(1_605_275_593)),
            ("23:59:59", CLOCK, Some(86_399)),
            ("2000-02-29", DAY, Some(951_782_400)),
            ("2100-02-29", DAY, None),
            ("2021-02-29", DAY, None),
            ("2021-13-01", DAY, None),
            ("2021-00-10", DAY, None),
            ("2021-01-00", DAY, None),
            ("1969-12-31", DAY, None),
            ("24:00:00", CLOCK, None),
            ("12:60:00", CLOCK, None),
            ("1:00:00", CLOCK, None),
            ("2020-11-16T00:00:00", MOMENT, None),
            ("2020-11-1６", DAY, None),
            ("", DAY, None),
        ] {
            assert_eq!(read(text, shape), seconds, "{text}");
            if let Some(seconds) = seconds.filter(|_| shape != DAY) {
                assert_eq!(print(seconds, shape), text);
            }
        }
    }
}
