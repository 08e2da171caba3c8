//! What the page is asked, and its answers: an address, a token.

use super::Machine;
use super::state::OpenQuestion;
use crate::supervisor::decision::{Command, Failure, Reason, Rule};
use crate::supervisor::event::Expiry;
use crate::supervisor::phase::Activity;
use crate::vendors::outcome::{Outcome, Retry};

/// What the page is asked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Question {
    Address(Reason),
    Token,
}

/// Which question an answer belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// The open one.
    Awaited,
    /// One that no longer matters.
    Stale,
    /// None that is open.
    Unasked,
}

impl Machine {
    /// Asks the page. Only one question is open at a time.
    pub(super) fn ask(&mut self, question: Question) {
        let state = &mut self.state;
        state.activity = Activity::Fetching;
        if state.question.as_ref().is_some_and(|question| state.clock < question.deadline) {
            // The same one is still open; or another one, and this one is asked after it.
            return;
        }
        let address = matches!(question, Question::Address(_));
        let deadline = state.clock + self.policy.fetch_timeout_ms;
        state.question = Some(OpenQuestion { address, deadline, stale: false });
        self.commands.push(match question {
            Question::Address(reason) => {
                state.address.fetched = true;
                state.stats.address_fetches = state.stats.address_fetches.saturating_add(1);
                Command::FetchAddress { reason, support_h265: state.address.no_h265.then_some(false) }
            }
            Question::Token => {
                state.stats.token_refreshes = state.stats.token_refreshes.saturating_add(1);
                Command::RefreshToken
            }
        });
    }

    /// Asks at once, or as soon as nothing forbids it.
    fn ask_when_back(&mut self, question: Question) {
        if self.blocked() {
            self.wait_until_back();
        } else {
            self.ask(question);
        }
    }

    /// Closes the question for an address, or for a token, that an answer belongs to.
    fn close(&mut self, address: bool) -> Answer {
        match self.state.question.take_if(|question| question.address == address) {
            Some(OpenQuestion { stale: true, .. }) => Answer::Stale,
            Some(_) => Answer::Awaited,
            None => Answer::Unasked,
        }
    }

    /// True for an answer that changes what is being done: it is awaited and wanted, and nothing has overtaken it.
    fn counts(&self, answer: Answer) -> bool {
        answer == Answer::Awaited && self.state.wanted && self.state.activity == Activity::Fetching
    }

    /// The question that stood in the way is closed: asks the one that waited for it.
    fn ask_what_waited(&mut self) -> Rule {
        if self.state.activity == Activity::Fetching && self.state.question.is_none() {
            if self.blocked() {
                self.wait_until_back();
            } else {
                self.next_try();
            }
        }
        Rule::LateAnswerIgnored
    }

    /// The deadline of the open question has passed.
    pub(super) fn unanswered(&mut self) -> Rule {
        match self.state.question.take() {
            Some(OpenQuestion { address: true, stale: false, .. }) => self.address_network_failed(Rule::FetchTimeout),
            Some(OpenQuestion { address: false, stale: false, .. }) => {
                self.state.token.needed = true;
                self.back_off(Rule::FetchTimeout, 0.0)
            }
            _ => self.next_try(),
        }
    }

    pub(super) fn address_answered(&mut self, url: &str, expiry: Expiry) -> Rule {
        let answer = self.close(true);
        if answer == Answer::Stale {
            return self.ask_what_waited();
        }
        self.adopt(url, expiry);
        if !self.counts(answer) {
            return Rule::AddressKept;
        }
        if self.blocked() {
            self.wait_until_back();
            return Rule::AddressKept;
        }
        self.load()
    }

    pub(super) fn address_failed(&mut self, outcome: Option<&Outcome>) -> Rule {
        let answer = self.close(true);
        if !self.counts(answer) {
            return self.ask_what_waited();
        }
        let Some(outcome) = outcome.filter(|outcome| outcome.class != "network") else {
            return self.address_network_failed(Rule::AddressNetworkFailed);
        };
        if outcome.retry == Retry::AfterTokenRefresh || outcome.class == "token_expired" {
            if self.state.token.refreshed {
                return self.fail_for_good(Rule::TokenExpired, outcome);
            }
            self.need_address(Reason::RestartsFailed);
            self.state.token.needed = true;
            self.ask_when_back(Question::Token);
            return Rule::TokenExpired;
        }
        if outcome.retry == Retry::Never {
            return self.fail_for_good(Rule::AddressDenied, outcome);
        }
        self.need_address(Reason::RestartsFailed);
        self.ask_slowly(Rule::AddressLater, outcome)
    }

    /// The ladder goes on without the address, and asks for it again later.
    fn address_network_failed(&mut self, rule: Rule) -> Rule {
        self.state.address.fetched = false;
        self.back_off(rule, 0.0)
    }

    /// The server says to ask later: shows what it said and goes on with the longest delay.
    fn ask_slowly(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        self.state.error = Some(Failure::from(outcome));
        self.back_off(rule, self.policy.retry_cap_ms)
    }

    pub(super) fn token_refreshed(&mut self) -> Rule {
        let answer = self.close(false);
        if !self.counts(answer) {
            return self.ask_what_waited();
        }
        self.state.token.needed = false;
        self.state.token.refreshed = true;
        let reason = self.state.address.needed.unwrap_or(Reason::RestartsFailed);
        self.ask_when_back(Question::Address(reason));
        Rule::TokenRefreshed
    }

    pub(super) fn token_failed(&mut self, outcome: Option<&Outcome>) -> Rule {
        let answer = self.close(false);
        if !self.counts(answer) {
            return self.ask_what_waited();
        }
        self.state.token.needed = true;
        match outcome.filter(|outcome| outcome.class != "network") {
            None => self.back_off(Rule::TokenFailed, 0.0),
            Some(outcome) if outcome.retry == Retry::Never || outcome.class == "token_expired" => {
                self.fail_for_good(Rule::TokenFailed, outcome)
            }
            Some(outcome) => self.ask_slowly(Rule::TokenFailed, outcome),
        }
    }
}
