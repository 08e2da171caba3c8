//! What is said to people: Chinese first, English second.

#[cfg(feature = "live")]
use crate::data::ascii;
use crate::data::digits;
use crate::data::value::{Answer, Shape};

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

/// Texts one behind the other. `concat` of std is larger in the wasm: it takes a separator.
// One copy, and not one a caller.
#[inline(never)]
pub(crate) fn joined(parts: &[&str]) -> String {
    parts.iter().copied().collect()
}

/// The path of an item of a list: `whref[2]`.
pub(crate) fn item_path(list: &str, place: usize) -> String {
    joined(&[list, "[", &digits::write(place as i64), "]"])
}

/// Texts with a separator between them. For pages: `join` of std is larger in the wasm.
pub(crate) fn listed(parts: &[&str], separator: &str) -> String {
    let between = |place| if place == 0 { "" } else { separator };
    parts.iter().enumerate().flat_map(|(place, part)| [between(place), *part]).collect()
}

/// A name and what it means in both languages, as one string: in the wasm a row of three strings is larger.
#[cfg(feature = "live")]
#[derive(Clone, Copy)]
pub(crate) struct Phrase(pub(crate) &'static str);

#[cfg(feature = "live")]
impl Phrase {
    /// The name, and what it means.
    pub(crate) fn read(self) -> (&'static str, Text) {
        let (name, texts) = ascii::split_once(self.0, b'|').unwrap_or((self.0, ""));
        let (zh, en) = ascii::split_once(texts, b'|').unwrap_or((texts, ""));
        (name, Text::fixed(zh, en))
    }
}

/// A phrase from its three parts.
#[cfg(feature = "live")]
macro_rules! phrase {
    ($name:literal, $zh:literal, $en:literal) => {
        $crate::data::text::Phrase(concat!($name, "|", $zh, "|", $en))
    };
}

#[cfg(feature = "live")]
pub(crate) use phrase;

/// Texts by their codes, one a line: code, Chinese, English. In the wasm a table of as many strings is twice the size.
#[cfg(feature = "client")]
pub(crate) struct Phrases(pub(crate) &'static str);

#[cfg(feature = "client")]
impl Phrases {
    /// The text of a code.
    pub(crate) fn find(&self, wanted: &str) -> Option<Text> {
        ascii::split(self.0, b'\n').find_map(|line| {
            let mut parts = ascii::split(line, b'|').map(str::trim_ascii);
            let (code, zh, en) = (parts.next()?, parts.next()?, parts.next()?);
            (code == wanted).then_some(Text::fixed(zh, en))
        })
    }
}

impl Shape<2> for Text {
    const NAMES: &'static [&'static str; 2] = &["zh", "en"];

    fn values(&self) -> [Answer; 2] {
        [self.zh.clone().into(), self.en.clone().into()]
    }
}

impl From<&Text> for Answer {
    fn from(text: &Text) -> Self {
        text.shaped()
    }
}
