//! Splitting a text at an ASCII character.
//!
//! `str::split` and its like search by pattern, for any character: that is slower, and a kilobyte in the wasm of a page.

/// What stands before and after the first such character.
pub(crate) fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    around(text, text.bytes().position(|byte| byte == at)?)
}

/// What stands before and after the last such character.
#[cfg(feature = "live")]
pub(crate) fn rsplit_once(text: &str, at: u8) -> Option<(&str, &str)> {
    around(text, text.bytes().rposition(|byte| byte == at)?)
}

/// The text without such characters at its beginning and its end.
#[cfg(feature = "live")]
pub(crate) fn trim(text: &str, of: u8) -> &str {
    let first = text.bytes().position(|byte| byte != of);
    let last = text.bytes().rposition(|byte| byte != of);
    first.zip(last).and_then(|(first, last)| text.get(first..=last)).unwrap_or_default()
}

fn around(text: &str, place: usize) -> Option<(&str, &str)> {
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// The parts between such characters: one at least.
#[cfg(feature = "live")]
pub(crate) fn split(text: &str, at: u8) -> Split<'_> {
    Split { rest: Some(text), at }
}

/// The parts of a text.
#[cfg(feature = "live")]
pub(crate) struct Split<'a> {
    rest: Option<&'a str>,
    at: u8,
}

#[cfg(feature = "live")]
impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.take()?;
        let Some((part, rest)) = split_once(text, self.at) else {
            return Some(text);
        };
        self.rest = Some(rest);
        Some(part)
    }
}

#[cfg(all(test, feature = "live"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn splits_as_str_does(text in "[a/é.直]{0,12}") {
            prop_assert_eq!(split_once(&text, b'/'), text.split_once('/'));
            prop_assert_eq!(rsplit_once(&text, b'.'), text.rsplit_once('.'));
            prop_assert_eq!(trim(&text, b'/'), text.trim_matches('/'));
            prop_assert_eq!(split(&text, b'/').collect::<Vec<_>>(), text.split('/').collect::<Vec<_>>());
        }
    }
}
