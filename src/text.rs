//! What is said to people: Chinese first, English second.

use crate::value::{Record, Value};

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: std::borrow::Cow<'static, str>,
    /// English.
    pub en: std::borrow::Cow<'static, str>,
}

impl Text {
    /// A text that is known when the crate is built.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: std::borrow::Cow::Borrowed(zh), en: std::borrow::Cow::Borrowed(en) }
    }
}

impl From<&Text> for Value {
    fn from(text: &Text) -> Self {
        let mut record = Record::default();
        record.set("zh", &*text.zh).set("en", &*text.en);
        record.into()
    }
}
