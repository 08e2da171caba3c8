//! The recordings of one day: what there is to play at a moment, and after it.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), sections 1.2.2 and 2.4.7, and the page of
//! the API video/by/time.

use crate::data::arguments::Arguments;
use crate::data::calendar::{self, CLOCK, DAY, DAY_SECONDS, MOMENT};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Record, Value};
use std::collections::BinaryHeap;

/// Recordings this close play as one.
const GAP_MS: i64 = 1000;
/// 23:59:59 is the last second that a clock shows.
const DAY_END_MS: i64 = (DAY_SECONDS - 1) * 1000;

/// A recording, in milliseconds since 1970 on the device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its beginning.
    pub start_ms: i64,
    /// Its end.
    pub end_ms: i64,
}

/// A stretch of the day that plays without a gap, in seconds since midnight on the device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its beginning.
    pub start: i64,
    /// Its end, later than its beginning.
    pub end: i64,
}

/// What there is to play at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// From the moment to the end of the segment that it lies in; else the whole of the next segment.
    pub segment: Segment,
    /// Nothing was recorded at the moment itself.
    pub snapped: bool,
}

/// The recordings of a day: its segments in order, with gaps between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    segments: Vec<Segment>,
}

impl Timeline {
    /// The day that begins at this moment, in seconds since 1970 on the device's clock. Recordings may overlap, reach
    /// into other days and come in any order.
    pub fn new(midnight: i64, recordings: impl Iterator<Item = Recording>) -> Self {
        let of_day = |moment_ms: i64| moment_ms.saturating_sub(midnight.saturating_mul(1000)).clamp(0, DAY_END_MS);
        // A heap sorts in a tenth of the code of sort(). It gives its largest first, hence the minus.
        let mut recorded = BinaryHeap::new();
        for Recording { start_ms, end_ms } in recordings {
            if of_day(start_ms) < of_day(end_ms) {
                recorded.push((-of_day(start_ms), of_day(end_ms)));
            }
        }
        let mut timeline = Self { segments: Vec::new() };
        let mut open: Option<(i64, i64)> = None;
        while let Some((start, end)) = recorded.pop() {
            let start = -start;
            match &mut open {
                Some((_, last)) if start <= *last + GAP_MS => *last = end.max(*last),
                _ => timeline.add(open.replace((start, end))),
            }
        }
        timeline.add(open);
        timeline
    }

    /// Adds a stretch in milliseconds. One that begins and ends in the same second is left out.
    fn add(&mut self, stretch: Option<(i64, i64)>) {
        if let Some((start, end)) = stretch
            && start / 1000 < end / 1000
        {
            self.segments.push(Segment { start: start / 1000, end: end / 1000 });
        }
    }

    /// The segments, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What there is to play at this second of the day; `None` after the last segment.
    pub fn at(&self, time: i64) -> Option<Found> {
        let segment = self.segments.iter().find(|segment| time < segment.end)?;
        let start = time.max(segment.start);
        Some(Found { segment: Segment { start, end: segment.end }, snapped: time < segment.start })
    }

    /// The segment after the one that ends at this second of the day.
    pub fn next(&self, end: i64) -> Option<Segment> {
        self.segments.iter().find(|segment| segment.start >= end).copied()
    }

    /// The segments as [`Timeline::segments`] crosses: in order, and apart. What cannot be read is left out.
    pub(super) fn from_segments(segments: &Value<'_>) -> Self {
        let mut timeline = Self { segments: Vec::new() };
        if let Value::List(segments) = segments {
            for segment in segments {
                let clock = |name| calendar::read(&segment.get(name).as_text()?, CLOCK);
                if let (Some(start), Some(end)) = (clock("start"), clock("end")) {
                    timeline.segments.push(Segment { start, end });
                }
            }
        }
        timeline
    }

    /// Reads the arguments of the constructor. A file whose times cannot be read is left out.
    pub(crate) fn from_values(day: &Value<'_>, files: &Value<'_>, options: &Value<'_>) -> Result<Self> {
        let (mut midnight, mut offset) = (0, 0);
        fields::read_arguments(&[("day", day), ("files", files), ("options", options)], |fields| {
            fields.require("day");
            (_, midnight) = calendar::field(fields, "day", DAY).unwrap_or_default();
            fields.require("files");
            fields.list("files");
            fields.argument("options", &mut |options| {
                offset = calendar::offset(options);
                options.refuse_unknown();
            });
        })?;
        let files: &[_] = if let Value::List(files) = files { files } else { &[] };
        Ok(Self::new(midnight, files.iter().filter_map(|file| recording(file, offset))))
    }

    fn answer(&self) -> Answer {
        self.segments.iter().map(|segment| segment.record()).collect()
    }

    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("segments", |timeline, _| Ok(timeline.answer())),
        ("at", |timeline, given| Ok(timeline.at(clock("time", given)?).into())),
        ("next", |timeline, given| Ok(timeline.next(clock("end", given)?).into())),
    ];
}

/// A file of `video_by_time`. A number is UTC in milliseconds, and the device's clock is so many seconds ahead of it; a
/// text is a moment on the device's clock.
fn recording(file: &Value<'_>, offset: i64) -> Option<Recording> {
    let moment = |name| {
        let value = file.get(name);
        match value.as_text() {
            Some(text) if text.bytes().any(|byte| byte == b':') => {
                calendar::read(&text, MOMENT).map(|seconds| seconds * 1000)
            }
            _ => value.as_integer().map(|utc| utc.saturating_add(offset * 1000)),
        }
    };
    Some(Recording { start_ms: moment("startTime")?, end_ms: moment("endTime").or_else(|| moment("stopTime"))? })
}

/// Reads the one argument of a method: a time of the day.
pub(super) fn clock(name: &'static str, given: Arguments<'_>) -> Result<i64> {
    let mut time = 0;
    fields::read_arguments(&[(name, given.at(0))], |fields| {
        fields.require(name);
        (_, time) = calendar::field(fields, name, CLOCK).unwrap_or_default();
    })?;
    Ok(time)
}

impl Segment {
    fn record(self) -> Record {
        let mut segment = Record::default();
        segment.set("start", calendar::print(self.start, CLOCK)).set("end", calendar::print(self.end, CLOCK));
        segment
    }
}

impl From<Segment> for Answer {
    fn from(segment: Segment) -> Self {
        segment.record().into()
    }
}

impl From<Found> for Answer {
    fn from(found: Found) -> Self {
        let mut segment = found.segment.record();
        segment.set("snapped", found.snapped);
        segment.into()
    }
}

impl Object for Timeline {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day() {
        let day = 18_582 * DAY_SECONDS;
        let recording = |(from, to): (i64, i64)| Recording { start_ms: day * 1000 + from, end_ms: day * 1000 + to };
        let recordings = [
            (7_200_000, 7_260_000),
            // From the day before, and into the next one.
            (-5_000, 10_000),
            (86_300_000, 86_500_000),
            // A gap of one second, and an overlap.
            (11_000, 20_000),
            (15_000, 30_500),
            // Backwards, and shorter than a second.
            (50_000, 40_000),
            (60_100, 60_900),
        ];
        let timeline = Timeline::new(day, recordings.into_iter().map(recording));
        let segment = |start, end| Segment { start, end };
        assert_eq!(timeline.segments(), [segment(0, 30), segment(7_200, 7_260), segment(86_300, 86_399)]);
        assert_eq!(timeline.at(12), Some(Found { segment: segment(12, 30), snapped: false }));
        assert_eq!(timeline.at(30), Some(Found { segment: segment(7_200, 7_260), snapped: true }));
        assert_eq!(timeline.at(86_399), None);
        assert_eq!(timeline.next(30), Some(segment(7_200, 7_260)));
        assert_eq!(timeline.next(86_399), None);
        assert_eq!(Timeline::new(i64::MAX, [recording((0, 1))].into_iter()).segments(), []);
    }
}
