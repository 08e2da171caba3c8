//! What the state codes of `<live-player>` and `<live-pusher>` mean.
//!
//! Each component has its own table, because the same number means different things in the two. Codes that were seen
//! on phones but that no document names have category `unknown`: a page can show them and nothing acts on them.
//!
//! Sources: the comments of EZVIZ's mini-program demo (guide, section 2.3.4), WeChat's typings of both components, and
//! the headers of the SDK that the components are built on.

pub(crate) mod effect;
mod live_player;
mod live_pusher;

pub(crate) use effect::Effect;
use live_player::LIVE_PLAYER;
use live_pusher::LIVE_PUSHER;

use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::text::{Phrase, Text};
use crate::data::value::{Answer, Shape, Value};

names! {
    /// How bad a state is.
    pub enum Category {
        /// A step of a normal start or of normal playing.
        Progress = "progress",
        /// Worse picture or sound, or the player helping itself.
        Warning = "warning",
        /// Broken.
        Error = "error",
        /// Over: the player does nothing more by itself.
        Terminal = "terminal",
        /// Not documented: nothing follows from it.
        Unknown = "unknown",
    }
}

names! {
    /// Which component speaks.
    pub enum Source {
        /// `<live-player>`.
        LivePlayer = "live-player",
        /// `<live-pusher>`.
        LivePusher = "live-pusher",
    }
}

/// One state code, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct StateInfo {
    /// The component's number.
    pub code: f64,
    /// Stable, lower_snake_case.
    pub name: &'static str,
    /// How bad it is.
    pub category: Category,
    /// For people.
    pub message: Text,
    /// The native player retries by itself after this one, so the page must not.
    pub native_retry: bool,
}

/// A row of a table.
pub(crate) struct Row {
    code: i32,
    category: Category,
    effect: Effect,
    phrase: Phrase,
}

/// A row from what the table says: code, name, category, effect, Chinese, English.
macro_rules! row {
    ($code:literal, $name:literal, $category:ident, $effect:ident, $zh:literal, $en:literal) => {
        $crate::players::Row {
            code: $code,
            category: $category,
            effect: $effect,
            phrase: $crate::data::text::phrase!($name, $zh, $en),
        }
    };
}

use row;

impl Source {
    fn table(self) -> &'static [Row] {
        match self {
            Source::LivePlayer => LIVE_PLAYER,
            Source::LivePusher => LIVE_PUSHER,
        }
    }

    fn row(self, code: f64) -> Option<&'static Row> {
        self.table().iter().find(|row| f64::from(row.code) == code)
    }

    fn read(fields: &mut Fields<'_>) -> Source {
        Source::take(fields, "source").unwrap_or_default()
    }
}

impl Shape<5> for StateInfo {
    const NAMES: &'static [&'static str; 5] = &["code", "name", "category", "message", "nativeRetry"];

    fn values(&self) -> [Answer; 5] {
        [
            self.code.into(),
            self.name.into(),
            self.category.name().into(),
            (&self.message).into(),
            self.native_retry.into(),
        ]
    }
}

impl From<StateInfo> for Answer {
    fn from(info: StateInfo) -> Self {
        info.shaped()
    }
}

/// Reads the arguments of `describeState`.
pub(crate) fn describe_state(code: &Value<'_>, source: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("code", code), ("source", source)], &mut |fields| {
        fields.require("code");
        Some(describe(fields.finite("code").unwrap_or_default(), Source::read(fields)).into())
    })
}

/// Reads the argument of `listStates`.
pub(crate) fn list_states(source: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("source", source)], &mut |fields| Some(list(Source::read(fields)).collect()))
}

/// Every code of a component, in the order of its table.
pub fn list(source: Source) -> impl Iterator<Item = StateInfo> {
    source.table().iter().map(row_info)
}

/// What a code of a component says about playing; `None` when nobody knows.
pub(crate) fn effect(source: Source, code: f64) -> Option<Effect> {
    source.row(code).filter(|row| row.category != Category::Unknown).map(|row| row.effect)
}

/// Explains one code. A number nobody knows is category `unknown`.
pub fn describe(code: f64, source: Source) -> StateInfo {
    source.row(code).map_or(
        StateInfo {
            code,
            name: "unknown",
            category: Category::Unknown,
            message: Text::fixed("未知的状态码", "an unknown state code"),
            native_retry: false,
        },
        row_info,
    )
}

fn row_info(row: &Row) -> StateInfo {
    let (name, message) = row.phrase.read();
    StateInfo {
        code: f64::from(row.code),
        name,
        category: row.category,
        message,
        native_retry: row.effect == Effect::NativeRetry,
    }
}
