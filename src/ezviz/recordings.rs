//! What was recorded, and how to ask for it: spans of playback, and the recordings of a day.

use super::STORAGES;
use super::device_time::{self, CLOCK, DAY, DAY_SECONDS, MOMENT, ORDER};
use crate::api::{Arguments, Object};
use crate::error::Result;
use crate::fields;
use crate::value::{Record, Value};

/// A year of days; nobody plays more of them at once.
const SPANS_LIMIT: i64 = 366;
/// Files this close belong together.
const GAP_MS: i64 = 1000;
/// 23:59:59 is the last second that a clock can say.
const DAY_END_MS: i64 = (DAY_SECONDS - 1) * 1000;

/// One span for each address to ask for: the cloud gives none that goes over midnight.
pub(super) fn playback_spans(storage: &Value, start: &Value, stop: &Value) -> Result<Value> {
    fields::read_arguments(&[("storage", storage), ("startTime", start), ("stopTime", stop)], |fields| {
        fields.require("storage");
        let cloud = fields.place("storage", STORAGES) == Some(1);
        fields.require("startTime");
        let start = device_time::field(fields, "startTime", MOMENT);
        fields.require("stopTime");
        let stop = device_time::field(fields, "stopTime", MOMENT);
        let ((_, start), (_, stop)) = start.zip(stop)?;
        if stop <= start {
            fields.refuse_saying("out_of_range", "stopTime", &ORDER);
            return None;
        }
        if !cloud {
            return Some(vec![span(start, stop)]);
        }
        let days = start.div_euclid(DAY_SECONDS)..=stop.div_euclid(DAY_SECONDS);
        if days.end() - days.start() >= SPANS_LIMIT {
            fields.refuse("out_of_range", "stopTime");
            return None;
        }
        let of_day = |day: i64| (start.max(day * DAY_SECONDS), stop.min((day + 1) * DAY_SECONDS - 1));
        Some(days.map(of_day).filter(|(start, stop)| start < stop).map(|(start, stop)| span(start, stop)).collect())
    })
    .map(Value::from)
}

fn span(start: i64, stop: i64) -> Value {
    let mut span = Record::default();
    span.set("startTime", device_time::print(start, MOMENT)).set("stopTime", device_time::print(stop, MOMENT));
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
        fields::read_arguments(&arguments, |fields| {
            fields.require("day");
            let (_, day) = device_time::field(fields, "day", DAY).unwrap_or_default();
            fields.require("files");
            let files = fields.list("files").unwrap_or_default();
            let mut offset = 0;
            fields.argument("options", &mut |options| {
                offset = device_time::offset(options);
                options.refuse_unknown();
            });
            Self::new(files, day * 1000, offset * 1000)
        })
    }

    /// Files, the midnight before them on the device's clock, and how far that is ahead of UTC; in milliseconds.
    fn new(files: &[Value], midnight: i64, offset: i64) -> Self {
        let moment = |value: &Value| match value.as_text() {
            Some(text) if text.contains(':') => device_time::read(&text, MOMENT).map(|seconds| seconds * 1000),
            _ => value.as_integer().map(|utc| utc.saturating_add(offset)),
        };
        let of_day = |moment: i64| moment.saturating_sub(midnight).clamp(0, DAY_END_MS);
        let mut files: Vec<(i64, i64)> = files
            .iter()
            .filter_map(|file| {
                let end = moment(file.get("endTime")).or_else(|| moment(file.get("stopTime")))?;
                Some((of_day(moment(file.get("startTime"))?), of_day(end)))
            })
            .filter(|(start, end)| start < end)
            .collect();
        files.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (start, end) in files {
            match merged.last_mut() {
                Some(last) if start <= last.1 + GAP_MS => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        let seconds = merged.into_iter().map(|(start, end)| (start / 1000, end / 1000));
        Self { segments: seconds.filter(|(start, end)| start < end).collect() }
    }

    fn at(&self, time: i64) -> Value {
        let Some((start, end)) = self.segments.iter().find(|(_, end)| time < *end) else {
            return Value::Null;
        };
        let mut segment = segment(time.max(*start), *end);
        segment.set("snapped", time < *start);
        segment.into()
    }

    fn next(&self, end: i64) -> Value {
        self.segments.iter().find(|(start, _)| *start >= end).map(|(start, end)| segment(*start, *end)).into()
    }
}

fn segment(start: i64, end: i64) -> Record {
    let mut segment = Record::default();
    segment.set("start", device_time::print(start, CLOCK)).set("end", device_time::print(end, CLOCK));
    segment
}

impl Object for Timeline {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Value> {
        let name = match method {
            "at" => "time",
            "next" => "end",
            _ => {
                let segments = self.segments.iter().map(|(start, end)| segment(*start, *end));
                return Ok(segments.collect::<Vec<_>>().into());
            }
        };
        fields::read_arguments(&[(name, arguments.at(0))], |fields| {
            fields.require(name);
            let (_, moment) = device_time::field(fields, name, CLOCK).unwrap_or_default();
            if method == "at" { self.at(moment) } else { self.next(moment) }
        })
    }
}
