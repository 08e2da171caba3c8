//! Queries for CDN traffic (getcdnusagedata, 查询 CDN 用量数据) and for its log files (getcdnlogs, 查询 CDN 日志).

use super::{issue, report};
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Issue, Result};
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

const DAY: f64 = 86_400.0;

/// How long a period may be, and how long ago it may begin, in seconds.
struct Bounds {
    longest: f64,
    oldest: f64,
}

const USAGE: Bounds = Bounds { longest: 90.0 * DAY, oldest: 365.0 * DAY };
const LOGS: Bounds = Bounds { longest: 2.0 * DAY, oldest: 30.0 * DAY };

/// A period, Unix time in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Its beginning.
    pub start: f64,
    /// Its end.
    pub end: f64,
}

/// What traffic is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CdnUsageQuery {
    /// At most 90 days, none of them more than a year ago.
    pub period: Period,
    /// Minutes a row: 5, 60 or 1440; `None`: 1440.
    pub data_interval: Option<f64>,
    /// Whose traffic; `None`: all.
    pub kind: Option<TrafficKind>,
}

/// `query_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrafficKind {
    /// Of both kinds.
    All = 0,
    /// The drama player's (短剧播放器定向流量).
    Player = 1,
    /// All other (通用播放流量).
    Other = 2,
}

/// What log files are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CdnLogsQuery {
    /// At most two days, none of them more than 30 days ago.
    pub period: Period,
    /// Of whose traffic; `None`: all.
    pub kind: Option<TrafficKind>,
}

/// Makes the body of getcdnusagedata, exact JSON. Issues: `order`, `span`, `too_old`, `interval`.
pub fn cdn_usage_query(query: &CdnUsageQuery, now: f64) -> Result<String> {
    let mut issues = query.period.issues(now, &USAGE);
    // WeChat takes a 0 for 1440.
    let interval = query.data_interval.unwrap_or(1440.0);
    if ![5.0, 60.0, 1440.0].contains(&interval) {
        issues.push(issue("interval", "dataInterval"));
    }
    let mut body = query.period.body();
    body.set("data_interval", interval).set_some("query_type", query.kind.map(|kind| f64::from(kind as u8)));
    finish(body, issues)
}

/// Makes the body of getcdnlogs, exact JSON. Issues: `order`, `span`, `too_old`.
pub fn cdn_logs_query(query: &CdnLogsQuery, now: f64) -> Result<String> {
    let mut body = query.period.body();
    body.set_some("query_type", query.kind.map(|kind| f64::from(kind as u8)));
    finish(body, query.period.issues(now, &LOGS))
}

impl Period {
    fn issues(&self, now: f64, bounds: &Bounds) -> Vec<Issue> {
        let mut issues = Vec::new();
        if self.start >= self.end {
            issues.push(issue("order", "endTime"));
        } else if self.end - self.start > bounds.longest {
            issues.push(issue("span", "endTime"));
        }
        if self.start < now - bounds.oldest {
            issues.push(issue("too_old", "startTime"));
        }
        issues
    }

    fn body(&self) -> Record {
        let mut body = Record::default();
        body.set("start_time", self.start).set("end_time", self.end);
        body
    }
}

fn finish(body: Record, issues: Vec<Issue>) -> Result<String> {
    if issues.is_empty() { Ok(json::write(&body.into())) } else { Err(Error::invalid(issues)) }
}

/// Reads the arguments of `cdnUsageQuery`.
pub(super) fn cdn_usage_query_of(query: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    answer(query, now, &USAGE, &mut |fields, period, now| {
        let data_interval = fields.finite("dataInterval");
        let kind = traffic_kind(fields);
        (cdn_usage_query(&CdnUsageQuery { period, data_interval, kind }, now), None)
    })
}

/// Reads the arguments of `cdnLogsQuery`.
pub(super) fn cdn_logs_query_of(query: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    answer(query, now, &LOGS, &mut |fields, period, now| {
        // WeChat reads neither since 2024-03-29: it lists all files of the period.
        let (limit, offset) = (fields.count("limit", 1, 100), fields.count("offset", 0, u32::MAX));
        let ignored = limit.is_some() || offset.is_some();
        let warnings = if ignored { vec!["limit_offset_ignored"] } else { Vec::new() };
        let kind = traffic_kind(fields);
        (cdn_logs_query(&CdnLogsQuery { period, kind }, now), Some(warnings))
    })
}

fn traffic_kind(fields: &mut Fields<'_>) -> Option<TrafficKind> {
    let kind = match fields.integer("queryType", -NUMBER_LIMIT, NUMBER_LIMIT)? {
        0 => Some(TrafficKind::All),
        1 => Some(TrafficKind::Player),
        2 => Some(TrafficKind::Other),
        _ => None,
    };
    if kind.is_none() {
        fields.refuse("not_allowed", "queryType");
    }
    kind
}

/// What a query comes to: its body, and its warnings where it may have any.
type Query = (Result<String>, Option<Vec<&'static str>>);

/// Reads a query with a period, and answers with its body.
fn answer(
    given: &Value<'_>,
    now: &Value<'_>,
    bounds: &Bounds,
    query: &mut dyn FnMut(&mut Fields<'_>, Period, f64) -> Query,
) -> Result<Answer> {
    fields::read_at(given, now, |fields, now| {
        let start = moment(fields, "startTime");
        let end = moment(fields, "endTime");
        let start_given = start.is_some();
        // What was refused reads as a period that keeps the rules.
        let start = start.unwrap_or(now);
        let end = end.filter(|_| start_given).unwrap_or(start + 1.0);
        let period = Period { start, end };
        // First, so that the issues come in the order of the fields.
        report::<()>(fields, Err(Error::invalid(period.issues(now, bounds))));
        let (body, warnings) = query(fields, period, now);
        fields.refuse_unknown();
        let mut answer = Record::default();
        answer.set_some("body", report(fields, body)).set_some("warnings", warnings);
        answer.into()
    })
}

fn moment(query: &mut Fields<'_>, name: &'static str) -> Option<f64> {
    query.require(name);
    query.number(name, 0, LAST_SECOND).map(f64::floor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        const NOW: f64 = 1_700_000_000.0;
        let codes = |start, end| {
            let query = CdnLogsQuery { period: Period { start, end }, kind: None };
            let error = cdn_logs_query(&query, NOW).err();
            error.map(|error| error.issues.iter().map(|issue| issue.code).collect::<Vec<_>>())
        };
        assert_eq!(codes(NOW - 2.0 * DAY, NOW), None);
        assert_eq!(codes(NOW - 2.0 * DAY - 1.0, NOW), Some(vec!["span"]));
        assert_eq!(codes(NOW, NOW), Some(vec!["order"]));
        assert_eq!(codes(NOW - 30.0 * DAY, NOW - 29.0 * DAY), None);
        assert_eq!(codes(NOW - 30.0 * DAY - 1.0, NOW), Some(vec!["span", "too_old"]));
    }
}
