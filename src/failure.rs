//! The error that a page shows: what a server said, or what the supervisor found itself.

use crate::data::text::Text;
use crate::data::value::{Answer, Shape};
use crate::vendors::outcome::{Outcome, Retry};

/// The error that a page shows, also while it is still being tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Stable, lower_snake_case: an outcome's class, or a code of the core's own.
    pub code: String,
    /// For people.
    pub message: Text,
    /// Whether trying again may help.
    pub retryable: bool,
}

impl Failure {
    /// What a server said, in its words; where it has none, in `silent`.
    pub(crate) fn of(outcome: &Outcome, silent: Text) -> Self {
        let spoken = !outcome.message.zh.is_empty() || !outcome.message.en.is_empty();
        Self {
            code: outcome.class.clone().into_owned(),
            message: if spoken { outcome.message.clone() } else { silent },
            retryable: outcome.retry != Retry::Never,
        }
    }
}

/// A row of a table of the core's own errors: code, whether trying again may help, Chinese, English.
pub(crate) struct Known(pub(crate) &'static str, pub(crate) bool, pub(crate) &'static str, pub(crate) &'static str);

impl From<&Known> for Failure {
    fn from(known: &Known) -> Self {
        Failure { code: known.0.to_owned(), message: Text::fixed(known.2, known.3), retryable: known.1 }
    }
}

impl Shape<3> for Failure {
    const NAMES: &'static [&'static str; 3] = &["code", "message", "retryable"];

    fn values(&self) -> [Answer; 3] {
        [self.code.clone().into(), (&self.message).into(), self.retryable.into()]
    }
}

impl From<&Failure> for Answer {
    fn from(failure: &Failure) -> Self {
        failure.shaped()
    }
}
