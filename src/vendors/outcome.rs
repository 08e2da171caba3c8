//! What a server's answer means, for every vendor the same shape.

use crate::data::digits;
use crate::data::fields::Fields;
use crate::data::record::names;
use crate::data::text::{Phrase, Text};
use crate::data::value::{Answer, Record};
use std::borrow::Cow;

names! {
    /// When asking again may help.
    pub enum Retry {
        /// Not at all.
        Never = "never",
        /// With a new token.
        AfterTokenRefresh = "after_token_refresh",
        /// When the device is back.
        WhenOnline = "when_online",
        /// Later.
        Later = "later",
        /// Less often.
        Slower = "slower",
    }
}

/// One answer, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The server did what was asked.
    pub ok: bool,
    /// The vendor's own code as text, else `network_failed` or `malformed_response`.
    pub code: String,
    /// Stable, lower_snake_case: `ok`, `network`, `token_expired`, `device_offline`, …
    pub class: Cow<'static, str>,
    /// For people.
    pub message: Text,
    /// When asking again may help.
    pub retry: Retry,
    /// What the server itself said, as it is; `None` where it said nothing.
    pub vendor_message: Option<String>,
}

/// A row of a vendor's table of codes. The name of its phrase is the class.
pub(crate) struct Meaning {
    pub(crate) code: i32,
    pub(crate) retry: Retry,
    pub(crate) phrase: Phrase,
}

/// A row from what the table says: code, class, when asking again may help, Chinese, English.
macro_rules! meaning {
    ($code:literal, $class:literal, $retry:ident, $zh:literal, $en:literal) => {
        $crate::vendors::outcome::Meaning {
            code: $code,
            retry: $retry,
            phrase: $crate::data::text::phrase!($class, $zh, $en),
        }
    };
}

pub(crate) use meaning;

impl Outcome {
    /// A code by its vendor's table; one that does not stand there is class `unknown`.
    pub(crate) fn of(code: &str, tables: &[&'static [Meaning]]) -> Self {
        let number = digits::signed(code);
        let row = tables.iter().find_map(|table| table.iter().find(|row| Some(f64::from(row.code)) == number));
        match row {
            Some(Meaning { retry, phrase, .. }) => {
                let (class, message) = phrase.read();
                Self {
                    ok: class == "ok",
                    code: code.to_owned(),
                    class: Cow::Borrowed(class),
                    message,
                    retry: *retry,
                    vendor_message: None,
                }
            }
            None => Self {
                ok: false,
                code: code.to_owned(),
                class: Cow::Borrowed("unknown"),
                message: Text::fixed("操作失败", "it failed"),
                retry: Retry::Later,
                vendor_message: None,
            },
        }
    }

    /// An answer that cannot be read, or that lacks what it must carry.
    pub fn malformed() -> Self {
        Self {
            ok: false,
            code: "malformed_response".to_owned(),
            class: Cow::Borrowed("malformed"),
            message: Text::fixed("服务器的返回无法识别", "the server's answer cannot be read"),
            retry: Retry::Later,
            vendor_message: None,
        }
    }

    /// There was no answer at all.
    pub fn network_failed() -> Self {
        Self {
            ok: false,
            code: "network_failed".to_owned(),
            class: Cow::Borrowed("network"),
            message: Text::fixed("网络异常，请检查网络", "the network failed, check the connection"),
            retry: Retry::Later,
            vendor_message: None,
        }
    }

    /// Reads one that a page passes on.
    pub(crate) fn take(fields: &mut Fields<'_>) -> Self {
        fields.require("class");
        fields.require("retry");
        let mut outcome = Self {
            ok: fields.boolean("ok").unwrap_or_default(),
            code: fields.remark("code").unwrap_or_default().to_owned(),
            class: Cow::Owned(fields.text("class").unwrap_or_default().to_owned()),
            message: Text::fixed("", ""),
            retry: Retry::take(fields, "retry").unwrap_or_default(),
            vendor_message: fields.remark("vendorMessage").map(str::to_owned),
        };
        fields.record("message", &mut |message| {
            let zh = message.remark("zh").unwrap_or_default().to_owned();
            let en = message.remark("en").unwrap_or_default().to_owned();
            outcome.message = Text { zh: zh.into(), en: en.into() };
        });
        outcome
    }
}

impl From<&Outcome> for Answer {
    fn from(outcome: &Outcome) -> Self {
        let mut record = Record::default();
        record
            .set("ok", outcome.ok)
            .copy("code", &outcome.code)
            .set("class", outcome.class.clone())
            .set("message", &outcome.message)
            .set("retry", outcome.retry.name())
            .copy_some("vendorMessage", outcome.vendor_message.as_deref());
        record.into()
    }
}
