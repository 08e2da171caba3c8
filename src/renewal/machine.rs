//! The rules: what follows from an event, given all that came before.
//!
//! At most one question is open. All moments are of a clock of the machine's own, on which time that goes backward
//! counts as zero.

use super::decision::{Decision, Rule, Waiting};
use super::event::{Event, Kind};
use super::policy::Policy;
use crate::backoff::Backoff;
use crate::data::text::Text;
use crate::failure::Failure;
use crate::vendors::outcome::{Outcome, Retry};

/// A renewal ahead of the end comes up to so much earlier, which spreads a crowd.
const SPREAD_MS: f64 = 5_000.0;

/// What there is.
#[derive(Clone, Debug)]
struct Held {
    /// `None`: it has no end.
    ends_at: Option<f64>,
    /// It was over when it came. A wrong clock is more likely than a giver who gives what is over.
    over: bool,
    /// When another one is asked for; `None`: never.
    renew_at: Option<f64>,
}

/// What time brings about.
#[derive(Clone, Copy)]
enum Due {
    /// The open question has no answer.
    Timeout,
    /// A question is to be asked.
    Question(Rule),
}

#[derive(Clone, Debug)]
pub(super) struct Machine {
    policy: Policy,
    backoff: Backoff,
    /// The caller's clock at the last event.
    now_ms: Option<f64>,
    clock: f64,
    /// What the giver's clock shows when ours shows 0; `None`: it has never said, and the caller's clock has to do.
    giver_ms: Option<f64>,
    /// Somebody has needed it before.
    needed: bool,
    /// Somebody waits for it.
    waiting: bool,
    /// Those who waited are told by this decision that it failed.
    failing: bool,
    hidden: bool,
    /// `None`: there never was one, or it was refused.
    held: Option<Held>,
    /// When the open question counts as failed; `None`: none is open.
    deadline: Option<f64>,
    /// When the failed question is asked again.
    retry_at: Option<f64>,
    /// The server denies it for good.
    denied: bool,
    /// When a question was last asked that nobody waited for.
    ahead_at: Option<f64>,
    error: Option<Failure>,
}

impl Machine {
    pub(super) fn new(policy: Policy) -> Self {
        Self {
            backoff: Backoff::new(policy.seed),
            policy,
            now_ms: None,
            clock: 0.0,
            giver_ms: None,
            needed: false,
            waiting: false,
            failing: false,
            hidden: false,
            held: None,
            deadline: None,
            retry_at: None,
            denied: false,
            ahead_at: None,
            error: None,
        }
    }

    /// Handles one event. `now_ms` is whole.
    pub(super) fn dispatch(&mut self, event: &Event, now_ms: f64) -> Decision<'_> {
        self.clock += (now_ms - self.now_ms.replace(now_ms).unwrap_or(now_ms)).max(0.0);
        let asked = self.deadline;
        self.failing = false;
        let mut rule = match event.kind {
            Kind::Need => self.need(),
            Kind::Got => self.got(event.expires_at, event.issued_at),
            Kind::Failed => self.failed(event.outcome.as_ref()),
            Kind::Refused => self.refused(),
            Kind::Hide => {
                self.hidden = true;
                Rule::Hidden
            }
            Kind::Show => {
                self.hidden = false;
                self.denied = false;
                Rule::NothingDue
            }
            Kind::Online => self.online(),
            Kind::Wake => Rule::NothingDue,
        };
        // One event leads to one action: what is due acts only where the event itself did not.
        if self.deadline == asked
            && let Some(due) = self.act_when_due()
        {
            rule = due;
        }
        let fetch = self.deadline.is_some() && self.deadline != asked;
        self.decide(rule, fetch)
    }

    fn need(&mut self) -> Rule {
        self.needed = true;
        self.denied = false;
        let good = self.good();
        self.waiting = !good;
        if self.deadline.is_none()
            && let Some((at, rule)) = self.planned()
            && at <= self.clock
        {
            self.ask();
            return rule;
        }
        match () {
            () if good => Rule::Given,
            () if self.deadline.is_some() => Rule::AlreadyUnderWay,
            () => Rule::RetryPlanned,
        }
    }

    fn got(&mut self, expires_at: Option<f64>, issued_at: Option<f64>) -> Rule {
        if let Some(issued_at) = issued_at {
            self.giver_ms = Some(issued_at * 1_000.0 - self.clock);
        }
        let giver_now_ms = self.giver_ms.map_or(self.now_ms.unwrap_or_default(), |giver_ms| giver_ms + self.clock);
        let life_ms = expires_at.map(|expires_at| (expires_at * 1_000.0 - giver_now_ms).floor());
        let over = life_ms.is_some_and(|life_ms| life_ms <= 0.0);
        self.held = Some(Held {
            ends_at: life_ms.map(|life_ms| self.clock + life_ms),
            over,
            renew_at: life_ms.map(|life_ms| self.renewal_of(life_ms)),
        });
        self.backoff.reset();
        self.deadline = None;
        self.retry_at = None;
        self.denied = false;
        self.error = None;
        self.waiting = false;
        if over { Rule::OverOnArrival } else { Rule::Renewed }
    }

    /// When what has just come, and lasts so long, is to be renewed.
    fn renewal_of(&mut self, life_ms: f64) -> f64 {
        if life_ms <= 0.0 {
            return self.clock + self.backoff.slow_delay_ms(self.policy.retry_cap_ms);
        }
        let margin_ms = self.policy.margin_seconds * 1_000.0;
        let rest_ms = if margin_ms < life_ms { life_ms - margin_ms } else { life_ms / 2.0 };
        // Of a short life no more than a half is given away.
        let early_ms = if self.policy.ahead { self.backoff.within_ms(SPREAD_MS.min(rest_ms / 2.0)) } else { 0.0 };
        let at = (self.clock + rest_ms - early_ms).floor();
        // A giver who gives nothing that lasts is not asked all the time: what is short is renewed no earlier than it must.
        self.ahead_at.map_or(at, |ahead_at| at.max(ahead_at + self.policy.retry_base_ms.min(rest_ms)))
    }

    fn failed(&mut self, outcome: Option<&Outcome>) -> Rule {
        if self.deadline.is_none() {
            return Rule::LateAnswerIgnored;
        }
        let Some(outcome) = outcome else {
            return self.fail(Rule::NetworkFailed, &Outcome::network_failed());
        };
        let rule = match outcome.retry {
            Retry::Never => Rule::Denied,
            Retry::Slower => Rule::SlowDown,
            _ if outcome.class == "network" => Rule::NetworkFailed,
            _ => Rule::TryLater,
        };
        self.fail(rule, outcome)
    }

    /// The open question has failed.
    fn fail(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        self.deadline = None;
        self.failing = std::mem::take(&mut self.waiting);
        self.error = Some(Failure::of(outcome, Text::fixed("操作失败", "it failed")));
        self.denied = rule == Rule::Denied;
        self.backoff.step = self.backoff.step.saturating_add(1);
        let delay_ms = self.backoff.grown_ms(self.backoff.step - 1, &self.policy.growth());
        let delay_ms = if rule == Rule::SlowDown { 2.0 * delay_ms } else { delay_ms };
        // Where only a need asks, the next one may: unless there is a good one, which lasts until then.
        let planned = !self.denied && (self.policy.ahead || self.good());
        self.retry_at = planned.then_some(self.clock + delay_ms);
        rule
    }

    fn refused(&mut self) -> Rule {
        let good = self.good();
        self.held = None;
        if !good {
            return Rule::NothingDue;
        }
        self.retry_at = None;
        if self.policy.ahead && !self.hidden && self.needed && !self.denied && self.deadline.is_none() {
            self.ask();
        }
        Rule::Refused
    }

    fn online(&mut self) -> Rule {
        let Some(retry_at) = self.retry_at else {
            return Rule::NothingDue;
        };
        self.retry_at = Some(retry_at.min(self.clock + self.backoff.replan_ms()));
        Rule::Replanned
    }

    fn ask(&mut self) {
        if !self.waiting {
            self.ahead_at = Some(self.clock);
        }
        self.retry_at = None;
        self.deadline = Some(self.clock + self.policy.fetch_timeout_ms);
    }

    /// Does what time alone brings about.
    fn act_when_due(&mut self) -> Option<Rule> {
        let (at, due) = self.due()?;
        if self.clock < at {
            return None;
        }
        Some(match due {
            Due::Timeout => self.fail(Rule::FetchTimeout, &Outcome::network_failed()),
            Due::Question(rule) => {
                self.ask();
                rule
            }
        })
    }

    /// What time brings about next, and when.
    fn due(&self) -> Option<(f64, Due)> {
        if let Some(deadline) = self.deadline {
            return Some((deadline, Due::Timeout));
        }
        let wanted = self.waiting || (self.policy.ahead && self.needed);
        if !wanted || self.hidden || self.denied {
            return None;
        }
        self.planned().map(|(at, rule)| (at, Due::Question(rule)))
    }

    /// When the next question may be asked, and why. Whether it is, others say.
    fn planned(&self) -> Option<(f64, Rule)> {
        if let Some(retry_at) = self.retry_at {
            return Some((retry_at, Rule::Retry));
        }
        match &self.held {
            Some(held) if self.good() => held.renew_at.map(|at| (at, Rule::ExpiresSoon)),
            _ => Some((self.clock, Rule::Needed)),
        }
    }

    fn good(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.over || held.ends_at.is_none_or(|ends_at| self.clock < ends_at))
    }

    fn decide(&self, rule: Rule, fetch: bool) -> Decision<'_> {
        let good = self.good();
        let ends_at = self.held.as_ref().and_then(|held| held.ends_at);
        Decision {
            fetch,
            good,
            waiting: match () {
                () if good => Waiting::Give,
                () if self.failing => Waiting::Fail,
                () => Waiting::Wait,
            },
            seconds_left: ends_at.map(|ends_at| (ends_at - self.clock).max(0.0) / 1_000.0),
            wake_at_ms: self.due().map(|(at, _)| self.now_ms.unwrap_or_default() + (at - self.clock).max(0.0)),
            rule,
            error: self.error.as_ref(),
        }
    }
}
