//! A recorded day that is played: where the picture stands, what to ask an address for, what comes next.
//!
//! A page seeks, asks an address for the span, tells how far the picture has moved, and says when it has ended.

use super::Storage;
use super::timeline::{self, Found, Segment, Timeline};
use crate::data::arguments::Arguments;
use crate::data::bounds::NUMBER_LIMIT;
use crate::data::calendar::{self, DAY, MOMENT};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Record, Value};

/// No address is asked for less.
const LEAST_SECONDS: i64 = 2;
/// Some players take the end of a recording for a break of the line: what breaks this close to the end has ended.
const NEAR_END_SECONDS: f64 = 5.0;

/// What of a day's recordings plays. Seconds are those of the day, on the device's clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// When the day begins, seconds since 1970 on the device's clock.
    midnight: i64,
    timeline: Timeline,
    storage: Storage,
    /// The segment that plays; `None` before the first seek and after the last segment.
    segment: Option<Segment>,
    /// Where the picture stands; `None` before the first seek.
    position: Option<f64>,
    /// Where the last span began.
    from: f64,
}

/// A span to ask `playback_address` for, in seconds of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// Its first second.
    pub start: i64,
    /// Its last second.
    pub stop: i64,
}

impl Playback {
    /// Nothing plays before the first seek.
    pub fn new(midnight: i64, timeline: Timeline, storage: Storage) -> Self {
        Self { midnight, timeline, storage, segment: None, position: None, from: 0.0 }
    }

    /// Plays from this second of the day on: the segment under it, else the next one. `None`, and nothing changes, where
    /// nothing was recorded after it.
    pub fn seek(&mut self, time: i64) -> Option<Found> {
        let found = self.timeline.at(time)?;
        self.play(found.segment);
        Some(found)
    }

    fn play(&mut self, segment: Segment) {
        self.segment = Some(segment);
        self.stand(segment.start as f64);
    }

    /// What is loaded next begins here.
    fn stand(&mut self, position: f64) {
        self.position = Some(position);
        self.from = position;
    }

    /// What to ask an address for: from where the picture stands to the end of the segment.
    pub fn span(&mut self) -> Option<DaySpan> {
        let Segment { start, end } = self.segment?;
        let from = (self.position?.floor() as i64).min(end - LEAST_SECONDS).max(start);
        self.stand(from as f64);
        Some(DaySpan { start: from, stop: end })
    }

    /// The picture has moved so far since the beginning of the last span.
    pub fn moved(&mut self, ms: f64) {
        if let Some(segment) = self.segment {
            self.position = Some((self.from + ms / 1000.0).min(segment.end as f64));
        }
    }

    /// Where the picture stands; `None` before the first seek.
    pub fn position(&self) -> Option<f64> {
        self.position
    }

    /// What breaks now has ended.
    pub fn near_end(&self) -> bool {
        let end = self.segment.zip(self.position);
        end.is_some_and(|(segment, position)| position > segment.end as f64 - NEAR_END_SECONDS)
    }

    /// The segment has been played: the span of the next one, if there is one.
    pub fn ended(&mut self) -> Option<DaySpan> {
        let next = self.segment.take().and_then(|segment| self.timeline.next(segment.end))?;
        self.play(next);
        self.span()
    }

    /// Reads the arguments of the constructor: the day and the segments of a [`Timeline`], as it has them, and the options.
    pub(crate) fn from_values(day: &Value<'_>, segments: &Value<'_>, options: &Value<'_>) -> Result<Self> {
        let mut storage = Storage::default();
        fields::read_arguments(&[("options", options)], |fields| {
            fields.argument("options", &mut |options| {
                storage = Storage::take(options, "storage").unwrap_or_default();
                options.refuse_unknown();
            });
        })?;
        let midnight = day.as_text().and_then(|day| calendar::read(&day, DAY)).unwrap_or_default();
        Ok(Self::new(midnight, Timeline::from_segments(segments), storage))
    }

    fn moved_by(&mut self, given: Arguments<'_>) -> Result<Answer> {
        fields::answer(&[("ms", given.at(0))], &mut |fields| {
            fields.require("ms");
            self.moved(fields.number("ms", 0, NUMBER_LIMIT)?);
            None
        })
    }

    /// A span as `playback_address` takes it.
    fn params(&self, span: Option<DaySpan>) -> Answer {
        let Some(DaySpan { start, stop }) = span else { return Value::Null };
        let moment = |seconds| calendar::print(self.midnight + seconds, MOMENT);
        let mut params = Record::default();
        params.set("storage", self.storage.name()).set("startTime", moment(start)).set("stopTime", moment(stop));
        params.into()
    }

    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("seek", |playback, given| Ok(playback.seek(timeline::clock("time", given)?).into())),
        ("span", |playback, _| {
            let span = playback.span();
            Ok(playback.params(span))
        }),
        ("moved", Self::moved_by),
        ("position", |playback, _| Ok(playback.position().into())),
        ("nearEnd", |playback, _| Ok(playback.near_end().into())),
        ("ended", |playback, _| {
            let span = playback.ended();
            Ok(playback.params(span))
        }),
    ];
}

impl Object for Playback {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}
