//! What the page is asked, and its answers: an address, a token.
//!
//! A question in the background is asked while the picture plays on. When it fails, nothing changes.

use super::Machine;
use super::recovery::Delay;
use super::state::OpenQuestion;
use crate::supervisor::decision::{Command, Failure, Reason, Rule};
use crate::supervisor::event::Expiry;
use crate::supervisor::phase::{Activity, Phase};
use crate::vendors::outcome::{Outcome, Retry};

/// Which question an answer belongs to.
enum Answer {
    /// The open one, for this reason.
    Open(Reason),
    /// One that no longer matters.
    Void,
    /// It does not say, and none is open.
    Unasked,
}

impl Machine {
    /// Asks for an address, unless a question is open: that one's answer is waited for then.
    pub(super) fn ask_address(&mut self, reason: Reason) {
        let position = self.start_position();
        let state = &mut self.state;
        if state.question.is_some() {
            return;
        }
        // The address of the first start is not the fresh one of an outage.
        state.address.fetched |= state.recovery.lost && !state.recovery.starting;
        state.address.asked_at = state.clock;
        state.stats.address_fetches = state.stats.address_fetches.saturating_add(1);
        let support_h265 = state.address.no_h265.then_some(false);
        let question = self.open(true, reason);
        self.commands.push(Command::FetchAddress { reason, support_h265, question, position });
    }

    /// The same for a token; the address is asked for after it.
    fn ask_for_token(&mut self, reason: Reason) {
        if self.state.question.is_some() {
            return;
        }
        let stats = &mut self.state.stats;
        stats.token_refreshes = stats.token_refreshes.saturating_add(1);
        let question = self.open(false, reason);
        self.commands.push(Command::RefreshToken { question });
    }

    /// Another address was wished for while the next try waited, and the picture came back before that.
    pub(super) fn ask_what_was_wished(&mut self) {
        if self.phase() == Phase::Playing && self.state.address.needed == Some(Reason::Wished) {
            self.state.address.needed = None;
            self.ask_address(Reason::Wished);
        }
    }

    fn open(&mut self, address: bool, reason: Reason) -> u32 {
        let state = &mut self.state;
        state.questions = state.questions.saturating_add(1);
        let deadline = state.clock + self.policy.fetch_timeout_ms;
        state.question = Some(OpenQuestion { number: state.questions, address, reason, deadline });
        state.questions
    }

    /// Asks for an address, and waits for it.
    pub(super) fn fetch(&mut self, reason: Reason) {
        self.state.activity = Activity::Fetching;
        self.ask_address(reason);
    }

    /// Asks for a token, and waits for it.
    pub(super) fn ask_token(&mut self, reason: Reason) {
        self.state.activity = Activity::Fetching;
        self.ask_for_token(reason);
    }

    /// Closes the question that an answer belongs to.
    fn close(&mut self, address: bool, number: Option<u32>) -> Answer {
        let asked = self
            .state
            .question
            .take_if(|question| question.address == address && number.is_none_or(|number| question.number == number));
        match asked {
            Some(question) => Answer::Open(question.reason),
            None if number.is_some() => Answer::Void,
            None => Answer::Unasked,
        }
    }

    /// A start follows the answer. What becomes of the player that is still there changes nothing.
    pub(super) fn waits_for_an_answer(&self) -> bool {
        self.state.activity == Activity::Fetching && self.state.question.is_some()
    }

    fn in_background(&self) -> bool {
        self.state.activity != Activity::Fetching
    }

    /// The deadline of the question that is waited for has passed.
    pub(super) fn unanswered(&mut self) -> Rule {
        match self.state.question.take() {
            Some(question) if question.address => self.address_network_failed(Rule::FetchTimeout, question.reason),
            Some(_) => {
                self.state.token.needed = true;
                self.back_off(Rule::FetchTimeout, Delay::Retry)
            }
            None => self.next_try(),
        }
    }

    /// The deadline of a question in the background has passed.
    pub(super) fn unanswered_in_background(&mut self) -> Rule {
        if let Some(question) = self.state.question.take() {
            self.renewal_failed(question.reason);
        }
        Rule::FetchTimeout
    }

    /// The page is back. A question whose deadline has passed meanwhile is asked anew within 2 s.
    pub(super) fn ask_anew_when_overdue(&mut self) -> Rule {
        let clock = self.state.clock;
        let Some(question) = self.state.question.take_if(|question| clock >= question.deadline) else {
            return Rule::NothingDue;
        };
        if self.in_background() {
            // What the user wished for is not asked for twice.
            if question.reason != Reason::Wished {
                self.state.renewal.not_before = clock + self.state.backoff.replan_ms();
            }
            return Rule::FetchTimeout;
        }
        self.state.token.needed |= !question.address;
        self.need_address(question.reason);
        self.replan();
        Rule::Replanned
    }

    pub(super) fn address_answered(
        &mut self,
        url: &str,
        expiry: Expiry,
        trial: Option<f64>,
        once: bool,
        number: Option<u32>,
    ) -> Rule {
        let answer = self.close(true, number);
        if matches!(answer, Answer::Void) {
            self.network_is_there();
            return Rule::LateAnswerIgnored;
        }
        self.adopt(url, expiry, trial);
        self.answer_recording(url);
        self.state.address.once = once;
        self.state.address.h264 = self.state.address.no_h265 && matches!(answer, Answer::Open(_));
        self.state.token.refreshed &= !self.in_background();
        self.network_is_there();
        // Where nobody wants to watch, no question is open.
        if !matches!(answer, Answer::Open(_)) {
            return Rule::AddressKept;
        }
        if self.blocked() {
            if !self.in_background() {
                self.wait_until_back();
            }
            self.state.renewal.came = self.plays_or_tries();
            return Rule::AddressKept;
        }
        match self.state.activity {
            Activity::Fetching => self.load(),
            _ if self.plays_or_tries() => self.replace(),
            _ => Rule::AddressKept,
        }
    }

    /// A player is there that plays, or that may by itself.
    pub(super) fn plays_or_tries(&self) -> bool {
        matches!(
            self.state.activity,
            Activity::Playing | Activity::Connecting | Activity::Stalled | Activity::Reconnecting
        )
    }

    /// Loads an address in place of the one that is played.
    pub(super) fn replace(&mut self) -> Rule {
        self.state.renewal.renewed_at = Some(self.state.clock);
        self.load()
    }

    pub(super) fn address_failed(&mut self, outcome: Option<&Outcome>, number: Option<u32>) -> Rule {
        let Answer::Open(reason) = self.close(true, number) else {
            return Rule::LateAnswerIgnored;
        };
        let background = self.in_background();
        let Some(outcome) = outcome.filter(|outcome| outcome.class != "network") else {
            if background {
                self.renewal_failed(reason);
                return Rule::AddressNetworkFailed;
            }
            return self.address_network_failed(Rule::AddressNetworkFailed, reason);
        };
        let token = outcome.retry == Retry::AfterTokenRefresh || outcome.class == "token_expired";
        if token && !self.state.token.refreshed {
            if background {
                if !self.blocked() {
                    self.ask_for_token(reason);
                }
                return Rule::TokenExpired;
            }
            self.need_address(reason);
            self.state.token.needed = true;
            if self.blocked() {
                self.wait_until_back();
            } else {
                self.ask_token(reason);
            }
            return Rule::TokenExpired;
        }
        if background || reason == Reason::Wished {
            self.renewal_failed(reason);
            self.state.renewal.off |= outcome.retry == Retry::Never && reason != Reason::Wished;
            self.state.token.refreshed &= !background;
            if !background {
                self.go_on_without();
            }
            return if outcome.retry == Retry::Never { Rule::AddressDenied } else { Rule::AddressLater };
        }
        if token {
            return self.fail_for_good(Rule::TokenExpired, outcome);
        }
        if outcome.retry == Retry::Never {
            return self.fail_for_good(Rule::AddressDenied, outcome);
        }
        self.need_address(reason);
        self.ask_slowly(Rule::AddressLater, outcome)
    }

    /// The ladder goes on without the address, and asks for it again later.
    fn address_network_failed(&mut self, rule: Rule, reason: Reason) -> Rule {
        if reason == Reason::Wished {
            self.go_on_without();
            return rule;
        }
        self.state.address.fetched = false;
        // There is nothing to restart before the first address.
        if matches!(reason, Reason::NoneYet | Reason::UsedUp) {
            self.need_address(reason);
        }
        self.back_off(rule, Delay::Retry)
    }

    /// The address that was wished for does not come: goes on with the one that there is.
    fn go_on_without(&mut self) {
        self.state.address.needed.take_if(|needed| *needed == Reason::Wished);
        if self.blocked() {
            self.wait_until_back();
        } else {
            self.next_try();
        }
    }

    /// The address that is played could not be replaced: nothing changes, and it is tried again.
    fn renewal_failed(&mut self, reason: Reason) {
        if reason != Reason::Wished {
            let delay_ms = self.state.backoff.slow_delay_ms(self.policy.retry_cap_ms);
            self.state.renewal.not_before = self.state.clock + delay_ms;
        }
    }

    /// The server says to ask later: shows what it said and waits for long.
    fn ask_slowly(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        self.state.error = Some(Failure::from(outcome));
        let delay = self.later(outcome);
        self.back_off(rule, delay)
    }

    pub(super) fn token_refreshed(&mut self, number: Option<u32>) -> Rule {
        let Answer::Open(reason) = self.close(false, number) else {
            return Rule::LateAnswerIgnored;
        };
        self.state.token.needed = false;
        self.state.token.refreshed = true;
        match (self.in_background(), self.blocked()) {
            (false, true) => {
                self.need_address(reason);
                self.wait_until_back();
            }
            (false, false) => {
                let reason = self.state.address.needed.unwrap_or(reason);
                self.fetch(reason);
            }
            (true, false) => self.ask_address(reason),
            (true, true) => {}
        }
        Rule::TokenRefreshed
    }

    pub(super) fn token_failed(&mut self, outcome: Option<&Outcome>, number: Option<u32>) -> Rule {
        let Answer::Open(reason) = self.close(false, number) else {
            return Rule::LateAnswerIgnored;
        };
        if self.in_background() {
            self.renewal_failed(reason);
            return Rule::TokenFailed;
        }
        self.state.token.needed = true;
        match outcome.filter(|outcome| outcome.class != "network") {
            None => self.back_off(Rule::TokenFailed, Delay::Retry),
            Some(outcome) if outcome.retry == Retry::Never || outcome.class == "token_expired" => {
                self.fail_for_good(Rule::TokenFailed, outcome)
            }
            Some(outcome) => self.ask_slowly(Rule::TokenFailed, outcome),
        }
    }
}
