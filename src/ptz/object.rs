//! The pad as JavaScript calls it: reads arguments, calls the rules of [`Pad`], writes decisions.

use super::direction::{Direction, Geometry, Point, Rect, direction};
use super::pad::{Answered, Options, Pad, PadDecision};
use crate::data::arguments::Arguments;
use crate::data::bounds::{DAY_MS, NUMBER_LIMIT};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Record, Value};
use crate::vendors::outcome::Outcome;

/// The object `PtzPad`.
pub struct PtzPad {
    pad: Pad,
    /// What a bare code means. The pad itself knows no vendor.
    meaning: fn(&str) -> Answered,
}

impl PtzPad {
    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("down", |pad, given| {
            pad.call(&["point", "rect", "nowMs"], given, |pad, call| pad.down(call.id, call.way(pad), call.now_ms))
        }),
        ("move", |pad, given| {
            pad.call(&["point", "rect", "nowMs"], given, |pad, call| pad.moved(call.id, call.way(pad), call.now_ms))
        }),
        ("up", |pad, given| pad.call(&["point", "nowMs"], given, |pad, call| pad.up(call.id, call.now_ms))),
        ("cancel", |pad, given| pad.call(&["nowMs"], given, |pad, call| pad.cancel(call.now_ms))),
        ("answered", |pad, given| pad.answered(given)),
        ("wake", |pad, given| pad.call(&["nowMs"], given, |pad, call| pad.wake(call.now_ms))),
        ("close", |pad, given| pad.close(given)),
    ];

    /// Makes a pad. `meaning` reads a bare code that `answered` is given.
    pub fn open(options: &Value<'_>, meaning: fn(&str) -> Answered) -> Result<Self> {
        Ok(Self { pad: Pad::new(Options::from_value(options)?), meaning })
    }

    fn call(
        &mut self,
        names: &[&'static str],
        given: Arguments<'_>,
        act: fn(&mut Pad, &Call) -> PadDecision,
    ) -> Result<Answer> {
        let arguments: Vec<(&'static str, &Value<'_>)> =
            names.iter().enumerate().map(|(place, name)| (*name, given.at(place))).collect();
        let call = fields::read_arguments(&arguments, |fields| Call::read(fields, names))?;
        Ok((&act(&mut self.pad, &call)).into())
    }

    fn answered(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let arguments = [("code", given.at(0)), ("nowMs", given.at(1)), ("seq", given.at(2))];
        let meaning = self.meaning;
        let (answer, now_ms, seq) = fields::read_arguments(&arguments, |fields| {
            (read_answer(fields, meaning), fields.time("nowMs"), fields.count("seq", 0, u32::MAX))
        })?;
        Ok((&self.pad.answered(answer, seq, now_ms)).into())
    }

    fn close(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let now_ms = fields::read_arguments(&[("nowMs", given.at(0))], |fields| {
            if fields.has("nowMs") { Some(fields.time("nowMs")) } else { None }
        })?;
        Ok((&self.pad.close(now_ms)).into())
    }
}

impl Object for PtzPad {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}

/// The answer to a request: what it means, or the code that `meaning` reads, as text or as a number. `None`: the
/// network failed.
fn read_answer(fields: &mut Fields<'_>, meaning: fn(&str) -> Answered) -> Option<Answered> {
    match fields.raw("code") {
        Value::Record(_) => {
            let mut answer = Answered { ok: false, limit: None, disabled: false, outcome: None };
            fields.record("code", &mut |fields| {
                fields.require("ok");
                answer.ok = fields.boolean("ok").unwrap_or_default();
                answer.limit = Direction::take(fields, "limit");
                answer.disabled = fields.boolean("disabled").unwrap_or_default();
                fields.record("outcome", &mut |fields| answer.outcome = Some(Outcome::take(fields)));
                fields.refuse_unknown();
            });
            Some(answer)
        }
        Value::Number(_) => {
            fields.integer("code", -NUMBER_LIMIT, NUMBER_LIMIT).map(|code| meaning(&digits::write(code)))
        }
        _ => fields.remark("code").map(meaning),
    }
}

/// What the arguments of a touch say.
struct Call {
    id: Option<f64>,
    point: Point,
    rect: Rect,
    now_ms: f64,
}

impl Call {
    fn read(fields: &mut Fields<'_>, names: &[&str]) -> Self {
        let (mut id, mut point, mut rect) = (None, Point::default(), Rect::default());
        if names.contains(&"point") {
            fields.require("point");
            // A touch of the browser's holds much more.
            fields.record("point", &mut |touch| {
                id = touch.number("id", -NUMBER_LIMIT, NUMBER_LIMIT);
                if names.contains(&"rect") {
                    point = Point::read(touch);
                }
            });
        }
        if names.contains(&"rect") {
            rect = Rect::read(fields, "rect");
        }
        Self { id, point, rect, now_ms: fields.time("nowMs") }
    }

    fn way(&self, pad: &Pad) -> Option<Direction> {
        direction(self.point, self.rect, pad.geometry())
    }
}

impl Options {
    /// Reads what a page passes as options, which may be absent.
    pub fn from_value(options: &Value<'_>) -> Result<Self> {
        fields::read_optional(options, |fields| {
            let standard = Self::default();
            let mut ms = |name, min, standard| fields.integer(name, min, DAY_MS).map_or(standard, |ms| ms as f64);
            let options = Self {
                min_hold_ms: ms("minHoldMs", 0, standard.min_hold_ms),
                answer_timeout_ms: ms("answerTimeoutMs", 1, standard.answer_timeout_ms),
                max_hold_ms: ms("maxHoldMs", 1, standard.max_hold_ms),
                geometry: Geometry::read(fields),
                speed: fields.count("speed", 0, 2).unwrap_or(standard.speed),
                follow: fields.boolean("follow").unwrap_or(standard.follow),
            };
            fields.refuse_unknown();
            options
        })
    }
}

impl From<&PadDecision> for Answer {
    fn from(decision: &PadDecision) -> Self {
        let request = decision.request.map(|request| {
            let mut record = Record::default();
            record
                .set("action", if request.start { "start" } else { "stop" })
                .set("direction", request.direction.name())
                .set("speed", f64::from(request.speed))
                .set("seq", f64::from(request.seq));
            Value::from(record)
        });
        let mut record = Record::default();
        record
            .set("request", request)
            .set("active", decision.active.map(Direction::name))
            .set("busy", decision.busy)
            .set("limit", decision.limit.map(Direction::name))
            .set("disabled", decision.disabled)
            .set("outcome", decision.outcome.as_ref())
            .set("wakeAtMs", decision.wake_at_ms)
            .set("settled", decision.settled);
        record.into()
    }
}
