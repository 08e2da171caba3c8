//! Everything the packages offer, by its public name: what JavaScript calls and what the vectors in tests/data name.

use crate::data::arguments::{Arguments, Function};
use crate::data::ascii;
use crate::data::issue::{Error, Result};
#[cfg(feature = "live")]
use crate::data::object::Object;
use crate::data::value::Answer;
#[cfg(any(feature = "client", feature = "debug"))]
use crate::vendors::tencent;
#[cfg(feature = "client")]
use crate::vendors::{baijiayun, minidrama, xiaozhibao};
#[cfg(feature = "live")]
use crate::{
    address, players, ptz,
    renewal::Renewal,
    supervisor::{Supervisor, phase, trace},
    vendors::ezviz,
};

/// Functions that belong to no vendor and have no table in a module of their own.
const PLAIN: &[Function] = &[
    #[cfg(feature = "live")]
    ("describeState", |given| players::describe_state(given.at(0), given.at(1))),
    #[cfg(feature = "live")]
    ("describePhase", |given| phase::describe(given.at(0))),
    #[cfg(feature = "live")]
    ("listStates", |given| players::list_states(given.at(0))),
    #[cfg(feature = "live")]
    ("replay", |given| trace::replay_values(given.at(0), given.at(1))),
    #[cfg(feature = "debug")]
    ("genTestUserSig", |given| tencent::test_user_sig(given.at(0), given.at(1))),
    #[cfg(feature = "debug")]
    ("GenerateTestUserSig", |given| tencent::demo_user_sig(given.at(0), given.at(1))),
];

/// The tables of functions, each with its namespace; "" is for what belongs to no vendor.
const NAMESPACES: &[(&str, &[Function])] = &[
    ("", PLAIN),
    #[cfg(feature = "live")]
    ("", address::FUNCTIONS),
    #[cfg(feature = "live")]
    ("", ptz::FUNCTIONS),
    #[cfg(feature = "client")]
    ("ezviz", ezviz::FUNCTIONS),
    #[cfg(feature = "client")]
    ("tencent", tencent::FUNCTIONS),
    #[cfg(feature = "client")]
    ("baijiayun", baijiayun::FUNCTIONS),
    #[cfg(feature = "client")]
    ("minidrama", minidrama::FUNCTIONS),
    #[cfg(feature = "client")]
    ("xiaozhibao", xiaozhibao::FUNCTIONS),
];

/// Makes an object from the arguments of its constructor.
#[cfg(feature = "live")]
type Constructor = fn(Arguments<'_>) -> Result<Box<dyn Object>>;

/// The objects, by their public names.
#[cfg(feature = "live")]
const KINDS: &[(&str, Constructor)] = &[
    ("Supervisor", |given| Ok(Box::new(Supervisor::from_value(given.at(0))?))),
    ("Supervisor.restore", |given| Ok(Box::new(Supervisor::restore(given.at(0))?))),
    ("Renewal", |given| Ok(Box::new(Renewal::from_value(given.at(0))?))),
    // A bare code that a page passes on is EZVIZ's.
    ("PtzPad", |given| Ok(Box::new(ptz::PtzPad::open(given.at(0), ezviz::ptz_answer)?))),
    #[cfg(feature = "client")]
    ("ezviz.Timeline", |given| Ok(Box::new(ezviz::Timeline::from_values(given.at(0), given.at(1), given.at(2))?))),
    #[cfg(feature = "client")]
    ("ezviz.Playback", |given| Ok(Box::new(ezviz::Playback::from_values(given.at(0), given.at(1), given.at(2))?))),
    #[cfg(feature = "client")]
    ("ezviz.Camera", |given| Ok(Box::new(ezviz::Camera::from_values(given.at(0), given.at(1))?))),
    #[cfg(feature = "server")]
    ("minidrama.CdnLogReport", |_| Ok(Box::new(minidrama::CdnLogReport::new()))),
];

/// Calls a function: `describeState`, or `ezviz.request` of a vendor's namespace. An unknown name is the error
/// `unknown_name`.
pub fn call(name: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let (namespace, function) = ascii::split_once(name, b'.').unwrap_or(("", name));
    let mut tables = NAMESPACES.iter().filter(|(known, _)| *known == namespace).map(|(_, table)| table);
    match tables.find_map(|table| table.iter().find(|(known, _)| *known == function)) {
        Some((_, function)) => function(arguments),
        None => Err(Error::plain("unknown_name")),
    }
}

/// Makes an object: `PtzPad`, or `ezviz.Timeline` of a vendor's namespace.
#[cfg(feature = "live")]
pub fn open(kind: &str, arguments: Arguments<'_>) -> Result<Box<dyn Object>> {
    match KINDS.iter().find(|(known, _)| *known == kind) {
        Some((_, open)) => open(arguments),
        None => Err(Error::plain("unknown_name")),
    }
}

/// Every function: its namespace, "" for none, and its name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMESPACES.iter().flat_map(|(namespace, table)| table.iter().map(|(name, _)| (*namespace, *name)))
}

/// Every kind of object that [`open`] makes.
#[cfg(feature = "live")]
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}
