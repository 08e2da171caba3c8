//! Queries for CDN traffic (getcdnusagedata) and for its log files (getcdnlogs).

use super::refuse;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

const DAY: f64 = 86_400.0;

/// The body of getcdnusagedata.
pub(super) fn usage(query: &Value, now: &Value) -> Result<Answer> {
    fields::read_at(query, now, |query, now| {
        let mut body = period(query, now, 90.0 * DAY, 365.0 * DAY);
        let interval = query.finite("dataInterval");
        if interval.is_some_and(|minutes| ![5.0, 60.0, 1440.0].contains(&minutes)) {
            refuse(query, "interval", "dataInterval");
        }
        // WeChat would take a 0 for one.
        body.set("data_interval", interval.unwrap_or(1440.0));
        finish(query, body)
    })
}

/// The body of getcdnlogs.
pub(super) fn logs(query: &Value, now: &Value) -> Result<Answer> {
    fields::read_at(query, now, |query, now| {
        let mut body = period(query, now, 2.0 * DAY, 30.0 * DAY);
        body.set_some("limit", query.count("limit", 1, 100).map(f64::from));
        body.set_some("offset", query.count("offset", 0, u32::MAX).map(f64::from));
        finish(query, body)
    })
}

fn period(query: &mut Fields<'_>, now: f64, longest: f64, oldest: f64) -> Record {
    let start = moment(query, "startTime");
    let end = moment(query, "endTime");
    if let (Some(start), Some(end)) = (start, end) {
        if start >= end {
            refuse(query, "order", "endTime");
        } else if end - start > longest {
            refuse(query, "span", "endTime");
        }
    }
    if start.is_some_and(|start| start < now - oldest) {
        refuse(query, "too_old", "startTime");
    }
    let mut body = Record::default();
    body.set_some("start_time", start).set_some("end_time", end);
    body
}

fn moment(query: &mut Fields<'_>, name: &'static str) -> Option<f64> {
    query.require(name);
    query.number(name, 0, 100_000_000_000).map(f64::floor)
}

fn finish(query: &mut Fields<'_>, body: Record) -> Answer {
    query.refuse_unknown();
    let mut answer = Record::default();
    answer.set("body", json::write(&body.into()));
    answer.into()
}
