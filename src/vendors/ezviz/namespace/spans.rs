//! Which spans of time to ask playback addresses for.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), section 2.4.7.

use super::Storage;
use crate::data::calendar::{self, DAY_SECONDS, MOMENT, ORDER};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};

/// Nobody plays more than a year at once.
const LONGEST: i64 = 366 * DAY_SECONDS;

/// A span of time, in seconds since 1970 on the device's clock; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first second.
    pub start: i64,
    /// Its last second.
    pub stop: i64,
}

/// Why a span cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// It does not stop after its start.
    Empty,
    /// It is longer than a year.
    TooLong,
}

/// The spans to ask for, one address each. The cloud gives no address for a span that goes over midnight.
pub fn playback_spans(storage: Storage, span: Span) -> std::result::Result<Vec<Span>, Unplayable> {
    if span.stop <= span.start {
        return Err(Unplayable::Empty);
    }
    if storage == Storage::Local {
        return Ok(vec![span]);
    }
    if span.stop.saturating_sub(span.start) > LONGEST {
        return Err(Unplayable::TooLong);
    }
    let mut spans = Vec::new();
    let mut start = span.start;
    while start < span.stop {
        let midnight = start - start.rem_euclid(DAY_SECONDS) + DAY_SECONDS;
        let stop = span.stop.min(midnight - 1);
        // A span that begins in the last second of a day would be empty.
        if start < stop {
            spans.push(Span { start, stop });
        }
        start = midnight;
    }
    Ok(spans)
}

/// Reads the arguments of `playbackSpans`.
pub(super) fn playback_spans_of(storage: &Value<'_>, start: &Value<'_>, stop: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("storage", storage), ("startTime", start), ("stopTime", stop)], &mut |fields| {
        fields.require("storage");
        let storage = Storage::take(fields, "storage").unwrap_or_default();
        fields.require("startTime");
        let start = calendar::field(fields, "startTime", MOMENT);
        fields.require("stopTime");
        let stop = calendar::field(fields, "stopTime", MOMENT);
        let ((_, start), (_, stop)) = start.zip(stop)?;
        match playback_spans(storage, Span { start, stop }) {
            Ok(spans) => return Some(spans.iter().collect()),
            Err(Unplayable::Empty) => fields.refuse_saying("out_of_range", "stopTime", &ORDER),
            Err(Unplayable::TooLong) => fields.refuse("out_of_range", "stopTime"),
        }
        None
    })
}

impl From<&Span> for Answer {
    fn from(span: &Span) -> Self {
        let mut record = Record::default();
        record
            .set("startTime", calendar::print(span.start, MOMENT))
            .set("stopTime", calendar::print(span.stop, MOMENT));
        record.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cloud_splits_at_midnight() {
        const DAY: i64 = DAY_SECONDS;
        let spans = |storage, start, stop| {
            let spans = playback_spans(storage, Span { start, stop })?;
            Ok(spans.into_iter().map(|span| (span.start, span.stop)).collect::<Vec<_>>())
        };
        assert_eq!(spans(Storage::Local, DAY - 10, 3 * DAY), Ok(vec![(DAY - 10, 3 * DAY)]));
        assert_eq!(spans(Storage::Cloud, 10, 20), Ok(vec![(10, 20)]));
        assert_eq!(spans(Storage::Cloud, DAY - 10, DAY + 10), Ok(vec![(DAY - 10, DAY - 1), (DAY, DAY + 10)]));
        assert_eq!(spans(Storage::Cloud, DAY - 1, DAY + 10), Ok(vec![(DAY, DAY + 10)]));
        assert_eq!(spans(Storage::Cloud, 10, DAY), Ok(vec![(10, DAY - 1)]));
        assert_eq!(spans(Storage::Local, 10, 10), Err(Unplayable::Empty));
        assert_eq!(spans(Storage::Cloud, 0, LONGEST + 1), Err(Unplayable::TooLong));
        assert_eq!(spans(Storage::Cloud, i64::MIN, i64::MAX), Err(Unplayable::TooLong));
        assert_eq!(spans(Storage::Cloud, 0, LONGEST).map(|spans| spans.len()), Ok(366));
    }
}
