//! Everything the packages offer, by its public name: what JavaScript calls and what the vectors in tests/data name.

use crate::error::Result;
#[cfg(any(feature = "client", feature = "debug"))]
use crate::tencent;
use crate::value::Value;
#[cfg(feature = "client")]
use crate::{
    address, baijiayun, ezviz,
    live::{states, trace},
    minidrama, ptz, xiaozhibao,
};

/// The arguments of a call; those that were not given are absent.
#[derive(Clone, Copy)]
pub struct Arguments<'a>(pub &'a [Value]);

impl<'a> Arguments<'a> {
    /// An argument by its place.
    pub fn at(self, place: usize) -> &'a Value {
        const NULL: &Value = &Value::Null;
        self.0.get(place).unwrap_or(NULL)
    }
}

/// Calls a function: `describeState`, or `ezviz.request` of a vendor's namespace.
pub fn call(name: &str, arguments: Arguments<'_>) -> Result<Value> {
    match name.split_once('.') {
        #[cfg(feature = "client")]
        Some(("tencent", function)) => tencent::call(function, arguments),
        #[cfg(feature = "debug")]
        None if name == "genTestUserSig" => tencent::test_user_sig(arguments.at(0), arguments.at(1)),
        #[cfg(feature = "debug")]
        None if name == "GenerateTestUserSig" => tencent::demo_user_sig(arguments.at(0), arguments.at(1)),
        #[cfg(feature = "client")]
        Some(("ezviz", function)) => ezviz::call(function, arguments),
        #[cfg(feature = "client")]
        Some(("minidrama", function)) => minidrama::call(function, arguments),
        #[cfg(feature = "client")]
        Some(("baijiayun", function)) => baijiayun::call(function, arguments),
        #[cfg(feature = "client")]
        Some(("xiaozhibao", function)) => xiaozhibao::call(function, arguments),
        _ => plain(name, arguments),
    }
}

/// What belongs to no vendor.
#[cfg(feature = "client")]
fn plain(name: &str, arguments: Arguments<'_>) -> Result<Value> {
    let argument = |place| arguments.at(place);
    match name {
        "parsePlayAddress" => address::parse(argument(0)),
        "needsRefresh" => address::needs_refresh(argument(0), argument(1), argument(2), argument(3)).map(Value::from),
        "describeState" => states::describe(argument(0), argument(1)).map(Value::from),
        "listStates" => states::list(argument(0)).map(Value::from),
        "ptzDirection" => {
            ptz::direction_of(argument(0), argument(1), argument(2)).map(|way| way.map(ptz::Direction::name).into())
        }
        "replay" => trace::replay(argument(0)).map(|replayed| (&replayed).into()),
        _ => Ok(Value::Null),
    }
}

#[cfg(not(feature = "client"))]
fn plain(_name: &str, _arguments: Arguments<'_>) -> Result<Value> {
    Ok(Value::Null)
}

/// What lives on between calls, and answers by the names of its methods.
#[cfg(feature = "client")]
pub trait Object {
    /// Calls a method.
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Value>;

    /// Takes a piece of a file.
    #[cfg(feature = "server")]
    fn push(&mut self, bytes: &[u8]) {
        let _ = bytes;
    }
}

/// Makes an object: `PtzPad`, or `ezviz.Timeline` of a vendor's namespace. A supervisor is made by
/// [`Supervisor`](crate::live::Supervisor) itself, whose events come too often to go by name.
#[cfg(feature = "client")]
pub fn open(kind: &str, arguments: Arguments<'_>) -> Result<Box<dyn Object>> {
    let argument = |place| arguments.at(place);
    match kind {
        "ezviz.Timeline" => Ok(Box::new(ezviz::Timeline::from_values(argument(0), argument(1), argument(2))?)),
        #[cfg(feature = "server")]
        "minidrama.CdnLogReport" => Ok(Box::new(minidrama::CdnLogReport::new())),
        _ => Ok(Box::new(ptz::Pad::from_value(argument(0))?)),
    }
}

#[cfg(feature = "client")]
impl Object for ptz::Pad {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Value> {
        ptz::Pad::call(self, method, arguments).map(|decision| (&decision).into())
    }
}
