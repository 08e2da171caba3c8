//! What was recorded, and how to ask for it: spans of playback, and the recordings of a day.

use super::STORAGES;
use crate::data::arguments::Arguments;
use crate::data::calendar::{self, CLOCK, DAY, DAY_SECONDS, MOMENT, ORDER};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Record, Value};
use std::collections::BinaryHeap;

/// A year; nobody plays more at once.
const SPAN_LIMIT: i64 = 366 * DAY_SECONDS;
/// Files this close belong together.
const GAP_MS: i64 = 1000;
/// 23:59:59 is the last second that a clock can say.
const DAY_END_MS: i64 = (DAY_SECONDS - 1) * 1000;

/// One span for each address to ask for: the cloud gives none that goes over midnight.
pub(super) fn playback_spans(storage: &Value, start: &Value, stop: &Value) -> Result<Answer> {
    fields::answer(&[("storage", storage), ("startTime", start), ("stopTime", stop)], &mut |fields| {
        fields.require("storage");
        let cloud = fields.place("storage", STORAGES) == Some(1);
        fields.require("startTime");
        let start = calendar::field(fields, "startTime", MOMENT);
        fields.require("stopTime");
        let stop = calendar::field(fields, "stopTime", MOMENT);
        let ((_, start), (_, stop)) = start.zip(stop)?;
        if stop <= start {
            fields.refuse_saying("out_of_range", "stopTime", &ORDER);
            return None;
        }
        if !cloud {
            return Some(Value::List(vec![span(start, stop)]));
        }
        if stop - start > SPAN_LIMIT {
            fields.refuse("out_of_range", "stopTime");
            return None;
        }
        let mut spans = Vec::new();
        let mut begin = start;
        while begin < stop {
            let midnight = begin - begin % DAY_SECONDS + DAY_SECONDS;
            let end = stop.min(midnight - 1);
            // The last second of a day is no span.
            if begin < end {
                spans.push(span(begin, end));
            }
            begin = midnight;
        }
        Some(Value::List(spans))
    })
}

fn span(start: i64, stop: i64) -> Answer {
    let mut span = Record::default();
    span.set("startTime", calendar::print(start, MOMENT)).set("stopTime", calendar::print(stop, MOMENT));
    span.into()
}

/// The recordings of a day, in seconds since its midnight: in order, apart, none of them empty.
#[derive(Debug)]
pub struct Timeline {
    segments: Vec<(i64, i64)>,
}

impl Timeline {
    /// From the files of `video_by_time`; what cannot be read of them is left out.
    pub fn from_values(day: &Value, files: &Value, options: &Value) -> Result<Self> {
        let arguments = [("day", day), ("files", files), ("options", options)];
        let mut timeline = Self { segments: Vec::new() };
        fields::answer(&arguments, &mut |fields| {
            fields.require("day");
            let (_, day) = calendar::field(fields, "day", DAY).unwrap_or_default();
            fields.require("files");
            let files = fields.list("files").unwrap_or_default();
            let mut offset = 0;
            fields.argument("options", &mut |options| {
                offset = calendar::offset(options);
                options.refuse_unknown();
            });
            timeline.fill(files, day * 1000, offset * 1000);
            None
        })?;
        Ok(timeline)
    }

    /// Files, the midnight before them on the device's clock, and how far that is ahead of UTC; in milliseconds.
    fn fill(&mut self, files: &[Value], midnight: i64, offset: i64) {
        let moment = |value: &Value| match value.as_text() {
            Some(text) if text.contains(':') => calendar::read(&text, MOMENT).map(|seconds| seconds * 1000),
            _ => value.as_integer().map(|utc| utc.saturating_add(offset)),
        };
        let of_day = |moment: i64| moment.saturating_sub(midnight).clamp(0, DAY_END_MS);
        // A heap sorts in a tenth of the code of sort(). Oldest first: it gives the largest.
        let mut recorded = BinaryHeap::new();
        for file in files {
            let end = moment(file.get("endTime")).or_else(|| moment(file.get("stopTime")));
            if let (Some(start), Some(end)) = (moment(file.get("startTime")), end)
                && of_day(start) < of_day(end)
            {
                recorded.push((-of_day(start), of_day(end)));
            }
        }
        let mut open: Option<(i64, i64)> = None;
        while let Some((start, end)) = recorded.pop() {
            let start = -start;
            match &mut open {
                Some((_, last)) if start <= *last + GAP_MS => *last = end.max(*last),
                _ => self.add(open.replace((start, end))),
            }
        }
        self.add(open);
    }

    /// A stretch in milliseconds; one that is too short for a clock to tell is left out.
    fn add(&mut self, stretch: Option<(i64, i64)>) {
        if let Some((start, end)) = stretch
            && start / 1000 < end / 1000
        {
            self.segments.push((start / 1000, end / 1000));
        }
    }

    fn at(&self, time: i64) -> Answer {
        let Some((start, end)) = self.segments.iter().find(|(_, end)| time < *end) else {
            return Value::Null;
        };
        let mut segment = segment(time.max(*start), *end);
        segment.set("snapped", time < *start);
        segment.into()
    }

    fn next(&self, end: i64) -> Answer {
        self.segments.iter().find(|(start, _)| *start >= end).map(|(start, end)| segment(*start, *end)).into()
    }
}

fn segment(start: i64, end: i64) -> Record {
    let mut segment = Record::default();
    segment.set("start", calendar::print(start, CLOCK)).set("end", calendar::print(end, CLOCK));
    segment
}

impl Timeline {
    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("segments", |timeline, _| {
            Ok(Value::List(timeline.segments.iter().map(|(start, end)| segment(*start, *end).into()).collect()))
        }),
        ("at", |timeline, given| moment("time", given, |moment| timeline.at(moment))),
        ("next", |timeline, given| moment("end", given, |moment| timeline.next(moment))),
    ];
}

fn moment(name: &'static str, given: Arguments<'_>, answer: impl Fn(i64) -> Answer) -> Result<Answer> {
    fields::answer(&[(name, given.at(0))], &mut |fields| {
        fields.require(name);
        let (_, moment) = calendar::field(fields, name, CLOCK)?;
        Some(answer(moment))
    })
}

impl Object for Timeline {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}
