//! The one error of the crate: a stable code, and every problem of a bad argument at once.
//!
//! No error ever holds the value that was refused: it may be a key, a token or a signed address.

use crate::data::digits;
use crate::data::text::{Text, joined, listed};
use crate::data::value::{Answer, Shape};

/// One problem of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Stable, lower_snake_case: `missing_field`, `wrong_type`, `out_of_range`, …
    pub code: &'static str,
    /// The path inside the argument, e.g. `fixed.total` or `whref[2]`; empty for the argument itself.
    pub field: String,
    /// What is wrong, for people.
    pub message: Text,
}

impl Issue {
    /// An issue that needs no more than its code says.
    pub fn new(code: &'static str, field: impl Into<String>) -> Self {
        Self { code, field: field.into(), message: describe(code) }
    }

    /// A number that is not from `min` to `max`.
    pub fn outside(field: impl Into<String>, min: i64, max: i64) -> Self {
        let (min, max) = (&*digits::write(min), &*digits::write(max));
        let zh = joined(&["应在 ", min, " 到 ", max, " 之间"]);
        Self::with("out_of_range", field, zh, joined(&["must be from ", min, " to ", max]))
    }

    /// A name that is none of these.
    pub fn not_among(field: impl Into<String>, names: &[&str]) -> Self {
        let names = &*listed(names, ", ");
        Self::with("not_allowed", field, joined(&["应为以下之一：", names]), joined(&["must be one of: ", names]))
    }

    /// An issue with words of its own.
    pub fn with(code: &'static str, field: impl Into<String>, zh: String, en: String) -> Self {
        Self { code, field: field.into(), message: Text { zh: zh.into(), en: en.into() } }
    }
}

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Stable, lower_snake_case.
    pub code: &'static str,
    /// Every problem found, in the order of the argument's documentation.
    pub issues: Vec<Issue>,
}

/// The result of everything that may be refused.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A bad argument with all its problems.
    pub fn invalid(issues: Vec<Issue>) -> Self {
        Self { code: "invalid_params", issues }
    }

    /// What the code means, where there are no issues to speak for it.
    pub fn text(&self) -> Option<&'static Text> {
        ERROR_TEXTS.iter().find(|(code, _)| *code == self.code).map(|(_, text)| text)
    }

    /// What needs no more than its code.
    pub fn plain(code: &'static str) -> Self {
        Self { code, issues: Vec::new() }
    }
}

impl Shape<3> for Issue {
    const NAMES: &'static [&'static str; 3] = &["code", "field", "message"];

    fn values(&self) -> [Answer; 3] {
        [self.code.into(), self.field.clone().into(), (&self.message).into()]
    }
}

impl From<&Issue> for Answer {
    fn from(issue: &Issue) -> Self {
        issue.shaped()
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)?;
        if let Some(text) = self.text() {
            f.write_str(": ")?;
            f.write_str(&text.zh)?;
            f.write_str(" / ")?;
            f.write_str(&text.en)?;
        }
        for (index, issue) in self.issues.iter().enumerate() {
            f.write_str(if index == 0 { ": " } else { "; " })?;
            if !issue.field.is_empty() {
                f.write_str(&issue.field)?;
                f.write_str(" ")?;
            }
            f.write_str(&issue.message.zh)?;
            f.write_str(" / ")?;
            f.write_str(&issue.message.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Errors that have no issues to speak for them.
const ERROR_TEXTS: &[(&str, Text)] = &[
    (
        "user_sig_malformed",
        Text::fixed("UserSig 无法识别，可能不完整或被改动过", "this is no UserSig, or not a whole one"),
    ),
    ("unknown_name", Text::fixed("没有这个函数、对象或方法", "there is no such function, object or method")),
    ("internal", Text::fixed("playward 内部错误，请反馈", "internal error of playward, please report it")),
];

/// The general issue codes of the public API.
const ISSUE_TEXTS: &[(&str, Text)] = &[
    ("missing_field", Text::fixed("缺少必填字段", "is required")),
    ("wrong_type", Text::fixed("类型不对", "has the wrong type")),
    ("out_of_range", Text::fixed("超出允许范围", "is out of range")),
    ("not_allowed", Text::fixed("不是允许的取值", "is not an allowed value")),
    ("bad_format", Text::fixed("格式不对", "has the wrong format")),
    ("empty", Text::fixed("不能为空", "must not be empty")),
    ("too_long", Text::fixed("过长", "is too long")),
    ("not_well_formed", Text::fixed("含有不成对的 UTF-16 代理字符", "contains a lone surrogate")),
    ("unknown_field", Text::fixed("不认识的字段，请检查拼写", "is not a known field, check its spelling")),
];

/// The codes of the error, and when each comes. What the packages' JavaScript finds itself is in it too.
#[cfg(feature = "server")]
pub(crate) const ERROR_CODES: &[(&str, &str)] = &[
    ("invalid_params", "An argument is wrong: `issues` has every problem of it."),
    ("not_initialized", "`init()` was not awaited."),
    ("init_failed", "The wasm was not found, or was refused, or there is no WebAssembly."),
    ("closed", "The object was used after its `close()`."),
    ("fetch_timeout", "What was asked for did not come in time."),
    ("api_error", "A vendor's server refused: `outcome` says why."),
    ("unsupported_runtime", "The runtime lacks what the call needs."),
    ("debug_only", "playward-debug was asked for a UserSig where users are."),
    ("user_sig_malformed", "The text is no UserSig, or not a whole one."),
    ("access_token_failed", "`accessToken()` gave none."),
    ("aborted", "The signal of the caller ended it."),
    ("file_changed", "The file was changed while it was uploaded."),
    ("file_unreadable", "The file cannot be read."),
    ("upload_locked", "Another process is uploading the file."),
    ("journal_failed", "The journal of an upload cannot be written."),
    ("no_trial", "WeChat gave a link without the trial that was asked for."),
    ("unknown_name", "The wasm and the JavaScript are not of one version."),
    ("internal", "A fault of playward's."),
];

/// The general issue codes, each with its Chinese and its English.
#[cfg(feature = "server")]
pub(crate) fn general_codes() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ISSUE_TEXTS.iter().map(|(code, text)| (*code, &*text.zh, &*text.en))
}

fn describe(code: &'static str) -> Text {
    ISSUE_TEXTS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(Text::fixed("不正确", "is not valid"), |(_, text)| text.clone())
}
