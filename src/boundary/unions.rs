//! The names that cross, as the types of the packages list them: one union of TypeScript for each table of names.

use crate::data::issue;
use crate::data::value::{Answer, Record, Value};
use crate::players::{Category, Source};
use crate::ptz::Direction;
use crate::renewal::decision::Rule as RenewalRule;
use crate::supervisor::decision::{Reason, Rule};
use crate::supervisor::event::Media;
use crate::supervisor::failures;
use crate::supervisor::health::Standing;
use crate::supervisor::phase::Phase;
use crate::vendors;
use crate::vendors::outcome::Retry;
use Kind::{Closed, Open};

/// Whether a page may count on there being no other name.
#[derive(Clone, Copy)]
enum Kind {
    /// It may: a new name would break the API.
    Closed,
    /// It may not: a later version may have more, and so may a vendor.
    Open,
}

/// A union of the names of an enum.
macro_rules! of {
    ($names:ident, $name:literal, $kind:ident) => {
        union(
            $name,
            $names::ABOUT,
            $kind,
            $names::NAMES.iter().zip($names::CHINESE).zip($names::MEANINGS).map(|((name, zh), en)| (*name, *zh, *en)),
        )
    };
}

/// The unions that every package has: a list of `{ name, about, open, members: { name, about, zh }[] }`. `zh` is `about` in
/// Chinese; empty where only programmers read it.
pub fn common() -> Answer {
    vec![
        union(
            "ErrorCode",
            "Why a call failed.",
            Open,
            issue::ERROR_CODES.iter().map(|(code, about)| (*code, "", *about)),
        ),
        union(
            "IssueCode",
            "A problem that any argument can have. A function may have codes of its own.",
            Open,
            issue::general_codes(),
        ),
    ]
    .into()
}

/// The unions of the packages that play, in the same shape.
pub fn live() -> Answer {
    let classes = vendors::outcome_classes();
    vec![
        of!(Category, "Category", Closed),
        of!(Source, "Component", Closed),
        of!(Phase, "Phase", Closed),
        of!(Standing, "Standing", Closed),
        of!(Rule, "Rule", Open),
        of!(Reason, "Reason", Open),
        of!(Media, "MediaName", Closed),
        union(
            "FailureCode",
            "The errors that the supervisor finds itself. The others are a server's: see {@link OutcomeClass}.",
            Open,
            failures::LISTED.iter().copied(),
        ),
        of!(RenewalRule, "RenewalRule", Open),
        union(
            "OutcomeClass",
            "What kind of answer a server gave.",
            Open,
            classes.into_iter().map(|class| (class, "", "")),
        ),
        of!(Retry, "Retry", Closed),
        of!(Direction, "Direction", Closed),
    ]
    .into()
}

fn union(
    name: &'static str,
    about: &'static str,
    kind: Kind,
    members: impl Iterator<Item = (&'static str, &'static str, &'static str)>,
) -> Answer {
    let member = |(name, zh, about): (&'static str, &'static str, &'static str)| {
        let mut member = Record::default();
        member.set("name", name).set("about", about.trim_ascii()).set("zh", zh);
        Value::from(member)
    };
    let mut union = Record::default();
    union
        .set("name", name)
        .set("about", about.trim_ascii())
        .set("open", matches!(kind, Open))
        .set("members", members.map(member).collect::<Vec<_>>());
    union.into()
}
