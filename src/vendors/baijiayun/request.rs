//! Requests: checked by the table of APIs, and signed.

use super::apis::{self, Api, Kind, Param, Span, UPLOAD};
use super::host;
use super::sign::{Field, digest, is_file, is_numeric, key_of, numeric_name, text_of};
use crate::data::calendar::{self, DAY, MOMENT};
use crate::data::fields;
use crate::data::issue::{Error, Issue, Result};
use crate::data::percent;
use crate::data::text::{item_path, joined};
use crate::data::value::{Answer, Record, Value};
use crate::vendors::extra;
use std::borrow::Cow;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// What every request has beside the parameters of its API, by the vendor's name and by ours.
const OWN: &[&str] = &["partner_id", "partnerId", "partner_key", "partnerKey", "timestamp", "sign", "domain", "extra"];

/// The account that signs, without its key.
struct Account {
    host: String,
    partner_id: u64,
}

/// Reads the arguments of `request`: the request of an API, ready to be sent.
pub(super) fn request(name: &Value, params: &Value, account: &Value, now: &Value) -> Result<Answer> {
    let mut issues = Vec::new();
    let api = api_of(name, &mut issues);
    let record = record_of(params, &mut issues);
    let mut fields = api.zip(record).map(|(api, record)| check(api, params, record, &mut issues)).unwrap_or_default();
    if let Some(api) = api.filter(|api| api.name == UPLOAD) {
        return if issues.is_empty() { Ok(upload(api, fields)) } else { Err(Error::invalid(issues)) };
    }
    let read = fields::read_at(account, now, |fields, now| {
        fields.require("partnerId");
        let host = host(fields).unwrap_or_default();
        (Account { host, partner_id: fields.id("partnerId").unwrap_or_default() }, now)
    });
    let key = if matches!(account, Value::Record(_)) { key_of(account.get("partnerKey"), &mut issues) } else { "" };
    let checked = match api {
        Some(api) if issues.is_empty() => Ok(api),
        _ => Err(Error::invalid(issues)),
    };
    let (api, (account, now)) = fields::both(checked, read)?;
    fields.push(("partner_id", account.partner_id.to_string().into()));
    fields.push(("timestamp", (now as i64).to_string().into()));
    Ok(signed(api, fields, &account.host, key))
}

/// The API that an argument names.
pub(super) fn api_of(name: &Value, issues: &mut Vec<Issue>) -> Option<&'static Api> {
    let (api, code) = match name {
        Value::Text(name) => (apis::find(name), "not_allowed"),
        other => (None, other.problem()),
    };
    if api.is_none() {
        issues.push(Issue::new(code, "api"));
    }
    api
}

fn signed(api: &Api, mut fields: Vec<Field<'_>>, host: &str, key: &str) -> Answer {
    let signature = digest(&fields, key);
    fields.push(("sign", signature.into()));
    let address = joined(&["https://", host, "/openapi/", api.name]);
    if api.method() == "GET" {
        let mut query = String::new();
        for (name, value) in &fields {
            percent::parameter(&mut query, name, value);
        }
        make(joined(&[address.as_str(), "?", &query]), api, Vec::new())
    } else {
        make(address, api, fields)
    }
}

fn upload(api: &Api, mut fields: Vec<Field<'_>>) -> Answer {
    let place = fields.iter().position(|(name, _)| *name == "upload_url");
    let address = place.map(|place| fields.remove(place).1.into_owned()).unwrap_or_default();
    make(address, api, fields)
}

fn make(url: String, api: &Api, fields: Vec<Field<'_>>) -> Answer {
    let mut data: Vec<(Cow<'static, str>, Answer)> = fields
        .into_iter()
        .map(|(name, value)| (Cow::Owned(name.to_owned()), Answer::from(value.into_owned())))
        .collect();
    let mut content = FORM;
    for file in api.params.iter().filter(|param| matches!(param.kind, Kind::File)) {
        let mut marker = Record::default();
        marker.set("file", true);
        data.push((Cow::Borrowed(file.name), marker.into()));
        content = MULTIPART;
    }
    let method = api.method();
    let mut header = Vec::new();
    if method == "POST" {
        header.push((Cow::Borrowed("content-type"), content.into()));
    }
    let mut record = Record::default();
    record.set("url", url).set("method", method).set("header", Value::Record(header)).set("data", Value::Record(data));
    record.into()
}

/// The parameters as they were given.
type Given<'a> = &'a [(Cow<'a, str>, Value<'a>)];

fn record_of<'a>(params: &'a Value<'a>, issues: &mut Vec<Issue>) -> Option<Given<'a>> {
    match params {
        Value::Record(record) => Some(record),
        Value::Null => Some(&[]),
        other => {
            issues.push(Issue::new(other.problem(), "params"));
            None
        }
    }
}

/// The parameters that are to be sent, as text, in the order of the table.
fn check<'a>(api: &Api, params: &'a Value<'a>, record: Given<'a>, issues: &mut Vec<Issue>) -> Vec<Field<'a>> {
    let mut fields: Vec<Field<'a>> = Vec::new();
    for param in api.params {
        match params.get(param.name) {
            Value::Null if param.required => issues.push(Issue::new("missing_field", param.name)),
            Value::Null => {}
            value if matches!(param.kind, Kind::File) => {
                if !is_file(value) {
                    issues.push(Issue::new("wrong_type", param.name));
                }
            }
            value => match read(param, value) {
                Ok(text) if param.default == Some(&*text) => {}
                Ok(text) => fields.push((param.name, text)),
                Err(found) => issues.extend(found),
            },
        }
    }
    check_span(api.span, &fields, issues);
    let known = |name: &str| OWN.contains(&name) || api.params.iter().any(|param| param.name == name);
    let extra = extra::form(params.get("extra"), &known, &mut |code, field| issues.push(Issue::new(code, field)));
    for (name, text) in extra {
        if is_numeric(name.as_bytes()) {
            issues.push(numeric_name(joined(&["extra.", name])));
        }
        fields.push((name, text.into()));
    }
    for (name, value) in record {
        if !value.is_null() && name != "extra" && !api.params.iter().any(|param| param.name == name) {
            issues.push(Issue::new("unknown_field", &**name));
        }
    }
    fields
}

/// A parameter as text, or everything that is wrong with it.
fn read<'a>(param: &Param, value: &'a Value) -> std::result::Result<Cow<'a, str>, Vec<Issue>> {
    let refuse = |code| vec![Issue::new(code, param.name)];
    if let Some(text) = param.default.filter(|text| value.as_text().as_deref() == Some(*text)) {
        return Ok(text.into());
    }
    match param.kind {
        Kind::Ids => list(param, value, &|item| is_id(item).map_err(|code| Issue::new(code, param.name))),
        Kind::Codes(allowed) => list(param, value, &|item| among(param, allowed, item)),
        kind => {
            let text = text_of(value).map_err(refuse)?;
            match kind {
                Kind::Id => is_id(&text).map_err(refuse)?,
                Kind::Code(allowed) => among(param, allowed, &text).map_err(|issue| vec![issue])?,
                Kind::Integer(min, max) => within(param, min, max, &text).map_err(|issue| vec![issue])?,
                _ if !matches!(value, Value::Text(_)) => return Err(refuse("wrong_type")),
                _ if text.is_empty() => return Err(refuse("empty")),
                _ if text.len() > fields::TEXT_LIMIT => return Err(refuse("too_long")),
                Kind::Day if calendar::read(&text, DAY).is_none() => return Err(refuse("bad_format")),
                Kind::Moment if calendar::read(&text, MOMENT).is_none() => return Err(refuse("bad_format")),
                Kind::Address if !is_address(&text) => return Err(refuse("bad_format")),
                _ => {}
            }
            Ok(text)
        }
    }
}

/// A comma list, or an array of what may stand in one.
fn list<'a>(
    param: &Param,
    value: &'a Value,
    check: &dyn Fn(&str) -> std::result::Result<(), Issue>,
) -> std::result::Result<Cow<'a, str>, Vec<Issue>> {
    let mut issues = Vec::new();
    let text = match value {
        Value::List(items) => {
            let mut texts = Vec::with_capacity(items.len());
            for (place, item) in items.iter().enumerate() {
                match text_of(item) {
                    Ok(text) => texts.push(text),
                    Err(code) => issues.push(Issue::new(code, item_path(param.name, place))),
                }
            }
            if texts.is_empty() && !issues.is_empty() {
                return Err(issues);
            }
            Cow::Owned(texts.join(","))
        }
        value => text_of(value).map_err(|code| vec![Issue::new(code, param.name)])?,
    };
    if text.is_empty() {
        issues.push(Issue::new("empty", param.name));
    } else {
        for issue in text.split(',').filter_map(|item| check(item).err()) {
            // What two items have in common is said once: they have no path of their own in a comma list.
            if !issues.contains(&issue) {
                issues.push(issue);
            }
        }
    }
    if issues.is_empty() { Ok(text) } else { Err(issues) }
}

fn is_id(text: &str) -> std::result::Result<(), &'static str> {
    match text.parse::<i64>() {
        _ if text.is_empty() => Err("empty"),
        _ if !text.bytes().all(|byte| byte.is_ascii_digit()) => Err("bad_format"),
        Ok(_) => Ok(()),
        Err(_) => Err("out_of_range"),
    }
}

fn among(param: &Param, allowed: &[&str], text: &str) -> std::result::Result<(), Issue> {
    if allowed.contains(&text) {
        return Ok(());
    }
    Err(Issue::not_among(param.name, allowed))
}

fn within(param: &Param, min: i64, max: i64, text: &str) -> std::result::Result<(), Issue> {
    match text.parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(()),
        Ok(_) => Err(Issue::outside(param.name, min, max)),
        Err(_) => Err(Issue::new("bad_format", param.name)),
    }
}

fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    !host.is_empty() && !host.starts_with('/') && !text.bytes().any(|byte| byte <= b' ')
}

fn check_span(span: Span, fields: &[Field<'_>], issues: &mut Vec<Issue>) {
    let of = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value);
    let (end, ends) = match span {
        Span::Free => return,
        Span::OneDay => ("end_time", of("start_time").zip(of("end_time"))),
        Span::Ordered | Span::OneMonth => ("end_date", of("start_date").zip(of("end_date"))),
    };
    let Some((from, to)) = ends else {
        return;
    };
    let same = |length: usize| from.get(..length) == to.get(..length);
    let (zh, en) = match span {
        _ if from > to => ("结束不能早于开始", "must not be before the start"),
        Span::OneMonth if !same(7) => ("起止日期不能跨月", "must be in the same month as the start"),
        Span::OneDay if !same(10) => ("起止时间不能跨天", "must be on the same day as the start"),
        _ => return,
    };
    issues.push(Issue::with("out_of_range", end, zh.to_owned(), en.to_owned()));
}
