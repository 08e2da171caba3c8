//! Outages: back-off, the ladder, and the starts it sends.

use super::Machine;
use super::questions::Question;
use crate::data::text::Text;
use crate::supervisor::decision::{Command, Failure, Reason, Rule};
use crate::supervisor::phase::Activity;
use crate::supervisor::progress::Progress;
use crate::vendors::outcome::Outcome;

/// How the player is started.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    Play,
    /// With the pending address.
    Load,
    Restart,
    Recreate,
}

impl Machine {
    /// The generation is over, and the next try waits its delay.
    pub(super) fn outage(&mut self, rule: Rule) -> Rule {
        self.break_proof();
        self.state.generation.over = true;
        self.back_off(rule, 0.0)
    }

    /// Waits for the next try: the delay of the policy, but no less than `at_least_ms`.
    pub(super) fn back_off(&mut self, rule: Rule, at_least_ms: f64) -> Rule {
        let state = &mut self.state;
        state.recovery.attempt = state.recovery.attempt.saturating_add(1);
        let mut delay = state.backoff.next_delay_ms(&self.policy).max(at_least_ms);
        if state.recovery.attempt > self.policy.max_attempts {
            state.recovery.exhausted = true;
            let failure = Failure {
                code: "attempts_exhausted".to_owned(),
                message: Text::fixed(
                    "多次重试后仍无法播放，请检查网络后重试",
                    "Still not playing after many tries. Check the network and try again.",
                ),
                retryable: true,
            };
            match self.policy.long_tail_ms {
                Some(interval_ms) => {
                    state.error = Some(failure);
                    delay = state.backoff.long_tail_ms(interval_ms).max(at_least_ms);
                }
                None => return self.fail(Rule::AttemptsExhausted, failure),
            }
        }
        self.wait(delay);
        rule
    }

    /// Gives up.
    pub(super) fn fail(&mut self, rule: Rule, failure: Failure) -> Rule {
        self.state.error = Some(failure);
        self.state.deadlines.calm = None;
        self.state.activity = Activity::Failed;
        rule
    }

    /// Gives up, because asking the server again does not help.
    pub(super) fn fail_for_good(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        let failure = Failure { retryable: false, ..Failure::from(outcome) };
        self.fail(rule, failure)
    }

    /// The next try comes after this delay.
    pub(super) fn wait(&mut self, delay_ms: f64) {
        self.state.activity = Activity::Backoff;
        self.state.deadlines.next_try = self.state.clock + delay_ms;
    }

    /// The next try comes as soon as nothing forbids it.
    pub(super) fn wait_until_back(&mut self) {
        self.wait(0.0);
    }

    /// Forgets what this outage has tried: the user asks anew, or the network is back.
    pub(super) fn begin_afresh(&mut self) {
        let state = &mut self.state;
        state.recovery.attempt = 0;
        state.recovery.rung = 0;
        state.recovery.exhausted = false;
        state.recovery.first_start = true;
        state.recovery.starting = true;
        state.error = None;
        state.address.fetched = false;
        state.token.refreshed = false;
        state.token.needed = false;
        state.deadlines.calm = None;
        state.backoff.reset();
    }

    /// Attempts that are used up are counted anew. The player is there already, so the ladder goes on.
    pub(super) fn refill_attempts(&mut self) {
        if self.state.recovery.exhausted {
            self.begin_afresh();
            self.state.recovery.starting = false;
        }
    }

    /// The next try, one rung higher: asks the page for what is missing, or starts the player.
    pub(super) fn next_try(&mut self) -> Rule {
        // An address that was good when it came and has expired while it waited is of no use.
        if self.state.address.pending_url.is_some() && !(self.state.address.expiry_ahead && self.within_margin()) {
            return self.load();
        }
        if self.state.token.needed {
            self.ask(Question::Token);
            return Rule::TokenExpired;
        }
        if self.runs_out() {
            self.need_address(Reason::AddressExpired);
        }
        if let Some(reason) = self.state.address.needed {
            self.ask(Question::Address(reason));
            return match reason {
                Reason::AddressExpired => Rule::AddressExpired,
                Reason::AddressRefused => Rule::AddressRefused,
                Reason::H265Unsupported => Rule::H265Unsupported,
                Reason::RestartsFailed => Rule::FreshAddress,
            };
        }
        if self.state.recovery.starting {
            return self.send(Start::Play);
        }
        // restart, recreate, a fresh address unless this outage has had one, and again.
        let rungs = if self.state.address.fetched { 2 } else { 3 };
        match self.state.recovery.rung % rungs {
            0 => self.send(Start::Restart),
            1 => self.send(Start::Recreate),
            _ => {
                self.state.recovery.rung = 0;
                self.ask(Question::Address(Reason::RestartsFailed));
                Rule::FreshAddress
            }
        }
    }

    /// Plays the address that has just come.
    pub(super) fn load(&mut self) -> Rule {
        self.send(Start::Load)
    }

    /// Sends one start, unless pacing forbids it so soon after the last ones.
    fn send(&mut self, start: Start) -> Rule {
        let state = &mut self.state;
        let clock = state.clock;
        let earliest = state.pacing.earliest_start(clock, self.policy.max_restarts_per_minute);
        if earliest > clock {
            state.activity = Activity::Backoff;
            state.deadlines.next_try = earliest;
            return Rule::Paced;
        }
        if matches!(start, Start::Restart | Start::Recreate) {
            state.recovery.rung += 1;
        }
        state.recovery.starting = false;
        state.pacing.sent(clock);
        state.stats.starts = state.stats.starts.saturating_add(1);
        let generation = &mut state.generation;
        generation.number = generation.number.saturating_add(1);
        generation.over = false;
        generation.progress = Progress::default();
        generation.proven_at = None;
        let deadlines = &mut state.deadlines;
        deadlines.calm = None;
        deadlines.native_retry = None;
        deadlines.stall = None;
        deadlines.start = clock + self.policy.start_timeout_ms;
        state.activity = Activity::Connecting;
        let (rule, command) = match start {
            Start::Play => (Rule::Play, Command::Play),
            Start::Load => {
                let url = state.address.pending_url.take();
                (Rule::AddressLoaded, url.map_or(Command::Play, |url| Command::Load { url }))
            }
            Start::Restart => (Rule::Restart, Command::Restart),
            Start::Recreate => (Rule::Recreate, Command::Recreate),
        };
        self.commands.push(command);
        rule
    }
}
