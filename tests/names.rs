//! The names that JavaScript calls, against the tables of the core: neither side has one that the other lacks.
#![allow(clippy::unwrap_used, clippy::panic)]

use playward::boundary::names;
use playward::data::arguments::Arguments;
use playward::data::value::Value;
use playward::ptz::PtzPad;
use playward::renewal::Renewal;
use playward::supervisor::Supervisor;
use playward::vendors::ezviz::{Camera, Playback, Timeline};
use std::collections::BTreeSet;
use std::path::Path;

/// All JavaScript of the packages, but for what stands in comments.
fn javascript(folder: &Path, out: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            javascript(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|line| !["//", "/*", "*"].iter().any(|mark| line.trim().starts_with(mark)));
            code.for_each(|line| out.extend([line, "\n"]));
        }
    }
}

/// The texts in quotes that stand first behind `before`, as often as it comes, each with what follows it.
fn quoted<'a>(source: &'a str, before: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    source.split(before).skip(1).filter_map(|rest| rest.strip_prefix('\'')?.split_once('\''))
}

/// The functions that JavaScript calls, each `namespace.name`, or the name alone.
fn called(source: &str) -> BTreeSet<String> {
    let mut called = BTreeSet::new();
    for (namespace, rest) in quoted(source, "namespace(") {
        let (names, _) = rest.strip_prefix(", '").unwrap().split_once('\'').unwrap();
        called.extend(names.split(' ').map(|name| [namespace, ".", name].concat()));
    }
    called.extend(quoted(source, " call(").chain(quoted(source, " callLarge(")).map(|(name, _)| name.to_owned()));
    called
}

/// The methods that JavaScript gives to a class.
fn methods_of(source: &str, class: &str) -> BTreeSet<String> {
    let (_, rest) = source.split_once(&["methods(class ", class, " "].concat()).unwrap_or_else(|| {
        let (_, list) = source.split_once(&["methods(", class, ","].concat()).unwrap_or_else(|| panic!("{class}"));
        ("", list)
    });
    let (_, rest) = rest.split_once(" '").unwrap();
    rest.split_once('\'').unwrap().0.split(' ').map(str::to_owned).collect()
}

fn source() -> String {
    let mut source = String::new();
    javascript(&Path::new(env!("CARGO_MANIFEST_DIR")).join("js"), &mut source);
    source
}

#[test]
fn functions() {
    let tables: BTreeSet<String> = names::all()
        .map(|(namespace, name)| if namespace.is_empty() { name.to_owned() } else { [namespace, ".", name].concat() })
        .collect();
    let called = called(&source());
    assert!(called.contains("ezviz.request") && called.contains("describeState"), "the lists were not found");
    // Without a feature its functions are not there, but JavaScript's lists are.
    let missing: Vec<_> = called.difference(&tables).collect();
    if cfg!(all(feature = "client", feature = "server", feature = "debug")) {
        assert!(missing.is_empty(), "JavaScript calls what the core does not have: {missing:?}");
    }
    let unused: Vec<_> = tables.difference(&called).collect();
    assert!(unused.is_empty(), "JavaScript does not call: {unused:?}");
}

#[test]
fn objects() {
    let source = source();
    let made: BTreeSet<&str> =
        quoted(&source, "super(").chain(quoted(&source, "new Handle(")).map(|(kind, _)| kind).collect();
    for kind in names::kinds() {
        assert!(made.contains(kind), "JavaScript does not make {kind}");
    }
    let names = |table: &[&'static str]| table.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    // close() is the handle's own, and asks the pad first.
    let mut pad = methods_of(&source, "PtzPad");
    assert!(quoted(&source, "_call(").any(|(name, _)| name == "close"));
    pad.insert("close".to_owned());
    assert_eq!(pad, names(&PtzPad::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    let renewal = methods_of(&source, "Renewal");
    assert_eq!(renewal, names(&Renewal::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    let timeline = methods_of(&source, "Timeline");
    let mut supervisor = methods_of(&source, "Supervisor");
    assert!(quoted(&source, "method(this._open(), ").any(|(name, _)| name == "dispatch"));
    supervisor.insert("dispatch".to_owned());
    assert_eq!(supervisor, names(&Supervisor::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    let playback = methods_of(&source, "Playback");
    assert_eq!(playback, names(&Playback::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    let questions = methods_of(&source, "Questions");
    assert_eq!(questions, names(&Camera::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    assert_eq!(timeline, names(&Timeline::METHODS.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
}

#[test]
fn unknown_names_are_errors() {
    let none = Arguments(&[]);
    for name in ["", "describe", "ezviz", "ezviz.", "ezviz.Request", "xiaozhibao.status", "hik.request"] {
        let error = names::call(name, none).unwrap_err();
        assert_eq!((error.code, error.issues.len()), ("unknown_name", 0), "{name}");
        assert!(error.to_string().contains("there is no such"));
    }
    for kind in ["", "Pad", "ezviz.timeline"] {
        assert_eq!(names::open(kind, none).err().map(|error| error.code), Some("unknown_name"), "{kind}");
    }
    let mut pad = names::open("PtzPad", none).unwrap();
    assert_eq!(pad.call("press", none).unwrap_err().code, "unknown_name");
    let day = [Value::Text("2020-11-16".into()), Value::List(vec![])];
    let mut timeline = names::open("ezviz.Timeline", Arguments(&day)).unwrap();
    assert_eq!(timeline.call("before", none).unwrap_err().code, "unknown_name");
}

#[cfg(feature = "server")]
#[test]
fn what_people_read_stands_in_both_languages() {
    use playward::boundary::unions;
    use playward::data::json;

    let is_chinese = |text: &str| text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    let list = |table| match serde_json::from_str(&json::write(&table)).unwrap() {
        serde_json::Value::Array(list) => list,
        other => panic!("{other}"),
    };
    let all: Vec<_> = list(unions::common()).into_iter().chain(list(unions::live())).collect();
    let field =
        |value: &serde_json::Value, name| value.get(name).and_then(serde_json::Value::as_str).unwrap().to_owned();
    let names_of = |wanted: &str| {
        let union = all.iter().find(|union| field(union, "name") == wanted).unwrap_or_else(|| panic!("{wanted}"));
        union.get("members").and_then(serde_json::Value::as_array).unwrap().clone()
    };
    for wanted in ["Rule", "Reason", "RenewalRule", "FailureCode", "IssueCode"] {
        let members = names_of(wanted);
        assert!(members.len() > 5, "{wanted}");
        let mut said = BTreeSet::new();
        for member in &members {
            let (name, zh, en) = (field(member, "name"), field(member, "zh"), field(member, "about"));
            assert!(is_chinese(&zh), "{wanted} {name}");
            assert!(!en.is_empty() && !is_chinese(&en), "{wanted} {name}");
            assert!(said.insert(zh) && said.insert(en), "{wanted} {name} says what another says");
        }
    }
    for phase in names_of("Phase") {
        let words = names::call("describePhase", Arguments(&[field(&phase, "name").into()])).unwrap();
        let words = serde_json::from_str(&json::write(&words)).unwrap();
        assert!(is_chinese(&field(&words, "zh")) && !field(&words, "en").is_empty(), "{phase}");
    }
}
