//! Events that WeChat pushes, as JSON or as XML: an upload is done, an audit has an answer.

use super::apis;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::json;
use crate::data::value::{Answer, Record, Value};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

/// Deeper than any event.
const DEPTH_LIMIT: usize = 16;

/// The event's name, the record that holds it, and its type here.
const EVENTS: &[(&str, &str, &str)] =
    &[("secvod_upload_event", "upload_event", "media_upload"), ("secvod_audit_event", "audit_event", "media_audit")];

/// What has happened.
pub(super) fn parse(body: &Value) -> Result<Answer> {
    let text = match body {
        Value::Text(text) => Some(&**text),
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    let read = match text.map(|text| text.trim_start_matches('\u{feff}').trim()) {
        Some(xml) if xml.starts_with('<') => read_xml(xml),
        Some(text) => json::read(text),
        None => Some(body.to_answer()),
    };
    fields::read_arguments(&[("body", body)], |fields| {
        fields.require("body");
        let event = read.as_ref().map_or("", |read| match read.get("Event") {
            Value::Text(name) => name,
            _ => "",
        });
        let found = EVENTS.iter().find(|(name, holder, _)| {
            *name == event || event.is_empty() && read.as_ref().is_some_and(|read| *read.get(holder) != Value::Null)
        });
        let mut answer = Record::default();
        match (&read, found) {
            (Some(read @ Value::Record(_)), Some((_, holder, kind))) => {
                // Some gateways pass the event on without its holder.
                let held = read.get(holder);
                let data = if *held == Value::Null { read } else { held };
                answer.set("type", *kind).set("data", apis::typed(data));
            }
            (Some(Value::Record(_)), None) => fields.refuse("not_allowed", "body"),
            _ if matches!(body, Value::Null) => {}
            _ => fields.refuse("bad_format", "body"),
        }
        answer.into()
    })
}

/// An element that is still open: its name, the elements in it, its text.
type Open = (String, Vec<(Cow<'static, str>, Answer)>, String);

/// An element with others in it is a record of them, any other its text; names that come again make a list.
fn read_xml(text: &str) -> Option<Answer> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    loop {
        let (name, value) = match reader.read_event().ok()? {
            Event::Start(tag) if open.len() < DEPTH_LIMIT => {
                let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                open.push((name, Vec::new(), String::new()));
                continue;
            }
            Event::Empty(tag) => (String::from_utf8_lossy(tag.local_name().as_ref()).into_owned(), Answer::from("")),
            Event::End(_) => {
                let (name, children, text) = open.pop()?;
                let value = if children.is_empty() { text.trim().to_owned().into() } else { Value::Record(children) };
                if open.is_empty() {
                    return Some(value);
                }
                (name, value)
            }
            Event::Text(part) => {
                // Between the declaration and the event there is a line's end.
                if let Some((.., text)) = open.last_mut() {
                    text.push_str(&part.decode().ok()?);
                }
                continue;
            }
            Event::CData(part) => {
                open.last_mut()?.2.push_str(&part.decode().ok()?);
                continue;
            }
            Event::GeneralRef(reference) => {
                let entity = ["&", &reference.decode().ok()?, ";"].concat();
                open.last_mut()?.2.push_str(&quick_xml::escape::unescape(&entity).ok()?);
                continue;
            }
            Event::Start(_) | Event::Eof | Event::DocType(_) => return None,
            _ => continue,
        };
        let children = &mut open.last_mut()?.1;
        match children.iter_mut().find(|(known, _)| *known == name) {
            Some((_, Value::List(items))) => items.push(value),
            Some((_, earlier)) => *earlier = Value::List(vec![std::mem::take(earlier), value]),
            None => children.push((Cow::Owned(name), value)),
        }
    }
}
