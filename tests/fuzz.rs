//! The fuzz targets with bytes at random and with damaged data of tests/data, where nightly Rust is absent: see
//! fuzz/README.md.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "common/targets.rs"]
mod targets;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::io::Write;
use std::path::Path;
use targets::{TARGETS, Target};

/// Every text of a value, and every part of it as JSON.
fn collect(value: &Json, into: &mut Vec<Vec<u8>>) {
    match value {
        Json::String(text) => into.push(text.clone().into_bytes()),
        Json::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Json::Object(fields) => {
            into.push(value.to_string().into_bytes());
            fields.values().for_each(|field| collect(field, into));
        }
        _ => {}
    }
}

/// What the target reads, from the worked examples.
fn examples(name: &str) -> Vec<Vec<u8>> {
    let files: &[&str] = match name {
        "addresses" => &["addresses.json"],
        "answers" => &["ezviz.json", "baijiayun-answers.json"],
        "cdn_log" => &["cdn-logs.json"],
        "json_texts" => &["ezviz.json", "minidrama-2026.json"],
        "pushes" => &["minidrama-server.json"],
        "snapshots" | "traces" => &[],
        "user_sig" => &["usersig.json"],
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for file in files {
        collect(&common::data(file), &mut found);
    }
    if ["snapshots", "traces"].contains(&name) {
        let mut player = common::Player::watching(serde_json::json!({ "seed": 5 }));
        for code in [2004, 2103, -2301, 2003, 3004] {
            player.after(700.0).code(code);
            found.push(if name == "snapshots" { player.snapshot() } else { player.trace() }.to_string().into_bytes());
        }
    }
    if name == "cdn_log" {
        let zipped: Vec<_> = found.iter().map(|text| gzip(text)).collect();
        found.extend(zipped);
    }
    assert!(!found.is_empty(), "{name} has no example");
    found
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One edit of a text: where, what, and with which byte.
type Edit = (prop::sample::Index, u8, u8);

fn damaged(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for (place, kind, byte) in edits {
        let at = place.index(bytes.len() + 1);
        match kind % 5 {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            _ => bytes.extend_from_within(at..),
        }
        bytes.truncate(4_096);
    }
    bytes
}

fn bytes(name: &str) -> BoxedStrategy<Vec<u8>> {
    let random = prop::collection::vec(any::<u8>(), 0..1_200);
    let examples = examples(name);
    if examples.is_empty() {
        return random.boxed();
    }
    let prefix =
        prop::collection::vec(any::<u8>(), if ["answers", "cdn_log", "pushes"].contains(&name) { 1..2 } else { 0..1 });
    let edits = prop::collection::vec(any::<Edit>(), 0..5);
    let near = (prefix, prop::sample::select(examples), edits)
        .prop_map(|(prefix, example, edits)| [prefix, damaged(example, &edits)].concat());
    prop_oneof![1 => random, 4 => near].boxed()
}

fn run((name, target): Target) {
    let mut config = common::random_cases(300);
    // Each is a whole history: a hundred thousand of them would be hours.
    config.cases = config.cases.min(10_000);
    proptest!(config, |(bytes in bytes(name))| target(&bytes));
}

macro_rules! twins {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            run(*TARGETS.iter().find(|(name, _)| *name == stringify!($name)).unwrap());
        })*

        #[test]
        fn every_target_has_its_twin_and_its_file() {
            let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
            let mut files: Vec<_> = folder.read_dir().unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            files.sort();
            assert_eq!(files, names.iter().map(|name| format!("{name}.rs")).collect::<Vec<_>>());
        }
    };
}

twins! { addresses answers blocks cdn_log json_texts pad pushes renewal snapshots supervisor traces user_sig }
