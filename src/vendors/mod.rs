//! The vendors: one folder each, with its tables, requests and answers.

#[cfg(feature = "client")]
pub(crate) mod answer;
#[cfg(feature = "client")]
pub mod baijiayun;
#[cfg(feature = "client")]
pub mod extra;
#[cfg(feature = "live")]
pub mod ezviz;
#[cfg(feature = "client")]
pub mod minidrama;
#[cfg(feature = "live")]
pub mod outcome;
#[cfg(any(feature = "client", feature = "debug"))]
pub mod tencent;
#[cfg(feature = "client")]
pub mod xiaozhibao;

/// Every class that an outcome may have, once: those of the vendors' tables, and those that no table needs.
#[cfg(feature = "server")]
pub(crate) fn outcome_classes() -> Vec<&'static str> {
    use outcome::{Meaning, Outcome};
    use std::borrow::Cow;

    let tables = ezviz::tables().chain([minidrama::CODES]).chain(baijiayun::TABLES.iter().copied());
    let in_tables = tables.flatten().map(|Meaning { phrase, .. }| phrase.read().0);
    let others = [Outcome::network_failed(), Outcome::malformed(), Outcome::of("", &[])];
    let others = others.into_iter().filter_map(|outcome| match outcome.class {
        Cow::Borrowed(class) => Some(class),
        Cow::Owned(_) => None,
    });
    let mut classes = Vec::new();
    for class in in_tables.chain(others) {
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    classes
}
