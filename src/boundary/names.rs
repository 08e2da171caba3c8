//! Everything the packages offer, by its public name: what JavaScript calls and what the vectors in tests/data name.

use crate::data::arguments::Arguments;
use crate::data::issue::Result;
#[cfg(feature = "client")]
use crate::data::object::Object;
use crate::data::value::{Answer, Value};
#[cfg(any(feature = "client", feature = "debug"))]
use crate::vendors::tencent;
#[cfg(feature = "client")]
use crate::{
    address, players, ptz,
    supervisor::{self, trace},
    vendors::{baijiayun, ezviz, minidrama, xiaozhibao},
};

/// Calls a function: `describeState`, or `ezviz.request` of a vendor's namespace.
pub fn call(name: &str, arguments: Arguments<'_>) -> Result<Answer> {
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
fn plain(name: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match name {
        "parsePlayAddress" => address::parse(argument(0)),
        "needsRefresh" => address::needs_refresh(argument(0), argument(1), argument(2), argument(3)).map(Value::from),
        "describeState" => players::describe(argument(0), argument(1)).map(Value::from),
        "listStates" => players::list(argument(0)).map(Value::from),
        "ptzDirection" => {
            ptz::direction_of(argument(0), argument(1), argument(2)).map(|way| way.map(ptz::Direction::name).into())
        }
        "replay" => trace::replay(argument(0)).map(|replayed| (&replayed).into()),
        _ => Ok(Value::Null),
    }
}

#[cfg(not(feature = "client"))]
fn plain(_name: &str, _arguments: Arguments<'_>) -> Result<Answer> {
    Ok(Value::Null)
}

/// Makes an object: `PtzPad`, or `ezviz.Timeline` of a vendor's namespace.
#[cfg(feature = "client")]
pub fn open(kind: &str, arguments: Arguments<'_>) -> Result<Box<dyn Object>> {
    let argument = |place| arguments.at(place);
    match kind {
        "Supervisor" => Ok(Box::new(supervisor::Supervisor::from_value(argument(0))?)),
        "Supervisor.restore" => Ok(Box::new(supervisor::Supervisor::restore(argument(0))?)),
        "ezviz.Timeline" => Ok(Box::new(ezviz::Timeline::from_values(argument(0), argument(1), argument(2))?)),
        #[cfg(feature = "server")]
        "minidrama.CdnLogReport" => Ok(Box::new(minidrama::CdnLogReport::new())),
        _ => Ok(Box::new(ptz::Pad::from_value(argument(0))?)),
    }
}
