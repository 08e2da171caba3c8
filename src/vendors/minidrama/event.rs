//! Events that WeChat pushes, as JSON or as XML: an upload has ended, an audit has a result.

use super::answer;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::json;
use crate::data::text::joined;
use crate::data::value::{Answer, Record, Value};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// No event is nested more deeply.
const DEPTH_LIMIT: usize = 16;

/// The event's name, the field that holds its data, and our name of its type.
const EVENTS: &[(&str, &str, &str)] =
    &[("secvod_upload_event", "upload_event", "media_upload"), ("secvod_audit_event", "audit_event", "media_audit")];

/// Reads what was pushed: JSON or XML as text or bytes, or a value that somebody has parsed.
pub(super) fn read(body: &Value<'_>) -> Option<Answer> {
    let text = match body {
        Value::Text(text) => Some(&**text),
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    match text.map(|text| text.trim_start_matches('\u{feff}').trim()) {
        Some(xml) if xml.starts_with('<') => read_xml(xml),
        Some(text) => json::read(text),
        None => Some(body.to_answer()),
    }
}

/// Reads the argument of `parseEvent`: the type of the event and its data.
pub(super) fn parse_event(body: &Value) -> Result<Answer> {
    let read = read(body);
    fields::read_arguments(&[("body", body)], |fields| {
        fields.require("body");
        let event = read.as_ref().map_or("", |read| match read.get("Event") {
            Value::Text(name) => name,
            _ => "",
        });
        let found = EVENTS.iter().find(|(name, holder, _)| {
            *name == event || event.is_empty() && read.as_ref().is_some_and(|read| !read.get(holder).is_null())
        });
        let mut event = Record::default();
        match (&read, found) {
            (Some(read @ Value::Record(_)), Some((_, holder, kind))) => {
                // Some gateways pass the data on without the field that holds them.
                let data = match read.get(holder) {
                    Value::Null => answer::typed(read),
                    // An XML element without children.
                    Value::Text(text) if text.is_empty() => Value::Record(Vec::new()),
                    held => answer::typed(held),
                };
                if !matches!(data, Value::Record(_)) {
                    fields.refuse("bad_format", "body");
                }
                event.set("type", *kind).set("data", data);
            }
            (Some(Value::Record(_)), None) => fields.refuse("not_allowed", "body"),
            _ if matches!(body, Value::Null) => {}
            _ => fields.refuse("bad_format", "body"),
        }
        event.into()
    })
}

/// An element whose end has not been read.
#[derive(Default)]
struct Element {
    name: String,
    text: String,
    /// In the order in which each name came first.
    children: Vec<(Cow<'static, str>, Answer)>,
    /// The place of each name in `children`, so that a name is found in constant time.
    places: HashMap<String, usize>,
}

impl Element {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Adds a child. A name that comes again makes a list of its values.
    fn add(&mut self, name: String, value: Answer) {
        match self.places.entry(name) {
            Entry::Vacant(entry) => {
                let name = entry.key().clone();
                entry.insert(self.children.len());
                self.children.push((Cow::Owned(name), value));
            }
            Entry::Occupied(entry) => match self.children.get_mut(*entry.get()) {
                Some((_, Value::List(values))) => values.push(value),
                Some((_, first)) => *first = Value::List(vec![std::mem::take(first), value]),
                None => {}
            },
        }
    }

    /// A record of the children, or the text where there are none.
    fn value(self) -> (String, Answer) {
        let value = match self.children {
            none if none.is_empty() => self.text.trim().to_owned().into(),
            children => Value::Record(children),
        };
        (self.name, value)
    }
}

/// Reads the value of the outermost element; `None` where the text is no XML, or has a document type.
fn read_xml(text: &str) -> Option<Answer> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        let (name, value) = match reader.read_event().ok()? {
            Event::Start(tag) if open.len() < DEPTH_LIMIT => {
                open.push(Element::named(tag.local_name().as_ref()));
                continue;
            }
            Event::Empty(tag) => Element::named(tag.local_name().as_ref()).value(),
            Event::End(_) => {
                let (name, value) = open.pop()?.value();
                if open.is_empty() {
                    return Some(value);
                }
                (name, value)
            }
            Event::Text(part) => {
                // A line may end between the XML declaration and the outermost element.
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&part);
                }
                continue;
            }
            Event::CData(part) => {
                open.last_mut()?.text.push_str(&part);
                continue;
            }
            Event::GeneralRef(reference) => {
                let entity = joined(&["&", &*reference, ";"]);
                open.last_mut()?.text.push_str(&quick_xml::escape::unescape(&entity).ok()?);
                continue;
            }
            Event::Start(_) | Event::Eof | Event::DocType(_) => return None,
            _ => continue,
        };
        open.last_mut()?.add(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_come_again_make_a_list_in_its_first_place() {
        let read =
            read_xml("<?xml version='1.0'?>\n<xml><a>1</a><b/><a><c>&lt;2</c></a><a> 3 </a></xml>").unwrap_or_default();
        let inner = Value::Record(vec![("c".into(), "<2".into())]);
        let expected = vec![("a".into(), Value::List(vec!["1".into(), inner, "3".into()])), ("b".into(), "".into())];
        assert_eq!(read, Value::Record(expected));
    }

    /// In quadratic time each of the two would last for minutes.
    #[test]
    fn many_elements() {
        const COUNT: usize = 200_000;
        let repeated = ["<xml><first/>", &"<a>1</a>".repeat(COUNT), "</xml>"].concat();
        let read = read_xml(&repeated).unwrap_or_default();
        assert!(matches!(read.get("a"), Value::List(values) if values.len() == COUNT));

        let distinct: String = (0..COUNT).map(|number| format!("<a{number}>{number}</a{number}>")).collect();
        let Some(Value::Record(children)) = read_xml(&["<xml>", &distinct, "</xml>"].concat()) else {
            unreachable!("the elements are not read");
        };
        assert_eq!(children.len(), COUNT);
        for (number, (name, value)) in children.iter().enumerate() {
            assert_eq!((&**name, value.as_text()), (&*format!("a{number}"), Some(number.to_string())));
        }
    }
}
