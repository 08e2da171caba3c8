//! Outages: back-off, the ladder, and the starts it sends.

use super::Machine;
use super::state::Edge;
use crate::supervisor::decision::{Command, Failure, Reason, Rule};
use crate::supervisor::failures::{self, Known};
use crate::supervisor::phase::Activity;
use crate::vendors::outcome::{Outcome, Retry};

/// How the player is started.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    Play,
    /// With the pending address.
    Load,
    Restart,
    Recreate,
}

/// The longest of the least delays that a server's rate limit leads to.
const SLOWEST_MS: f64 = 60_000.0;

/// How long the next try waits.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Delay {
    /// As the policy says.
    Retry,
    /// Spread over the range of the first retry: a whole edge may refuse at once.
    Spread,
    /// The server says to ask later: so long at least, and up to twice that.
    Later(f64),
}

impl Machine {
    /// The picture has not moved in time. The player is still there, and may do it later.
    pub(super) fn timed_out(&mut self, rule: Rule) -> Rule {
        let rule = if rule == Rule::NativeRetryTimeout { rule } else { self.standing(rule) };
        self.outage_that_may_heal(rule, true)
    }

    /// The generation is over, and the next try waits its delay. What moves after it is the rest of the buffer.
    pub(super) fn outage(&mut self, rule: Rule) -> Rule {
        self.outage_that_may_heal(rule, rule == Rule::Frozen)
    }

    fn outage_that_may_heal(&mut self, rule: Rule, healable: bool) -> Rule {
        self.break_proof();
        self.source_lost();
        let clock = self.state.clock;
        let state = &mut self.state;
        state.generation.over = true;
        state.generation.healable = healable;
        state.generation.progress.doubt();
        state.generation.progress.interrupted(clock);
        state.recovery.needs_pictures |= rule == Rule::Frozen;
        // The next start replaces a refused address.
        state.renewal.refused_at = None;
        if !std::mem::replace(&mut state.recovery.lost, true) {
            state.recovery.losses = state.recovery.losses.saturating_add(1);
        }
        if self.waits_for_an_answer() {
            return rule;
        }
        let state = &mut self.state;
        let refused_first = rule == Rule::AddressRefused && state.recovery.attempt == 0;
        self.back_off(rule, if refused_first { Delay::Spread } else { Delay::Retry })
    }

    /// The server refuses the address.
    pub(super) fn refused(&mut self) -> Rule {
        self.refuse_address();
        self.outage(Rule::AddressRefused)
    }

    /// The encoding cannot be decoded.
    pub(super) fn codec_failed(&mut self) -> Rule {
        let stable = self.stable();
        let address = &mut self.state.address;
        if address.h264 && (address.h264_again || !stable) {
            return self.give_up(Rule::CodecUnsupported, failures::CODEC_UNSUPPORTED);
        }
        address.h264_again |= address.h264;
        address.h264 = false;
        self.avoid_h265();
        self.outage(Rule::H265Unsupported)
    }

    /// Waits for the next try.
    pub(super) fn back_off(&mut self, rule: Rule, delay: Delay) -> Rule {
        let state = &mut self.state;
        state.recovery.attempt = state.recovery.attempt.saturating_add(1);
        let mut delay_ms = match delay {
            Delay::Retry => state.backoff.next_delay_ms(&self.policy),
            Delay::Spread => state.backoff.first_delay_ms(&self.policy),
            Delay::Later(least_ms) => state.backoff.slow_delay_ms(least_ms),
        };
        let exhausted = state.recovery.attempt > self.policy.max_attempts;
        state.recovery.exhausted |= exhausted;
        // A source that is over is only looked at now and then, once another address has not helped.
        let over = (state.source.ended || state.source.stale) && state.address.fetched;
        if exhausted || over {
            match self.policy.long_tail_ms {
                Some(interval_ms) => {
                    let long_ms = state.backoff.long_tail_ms(interval_ms);
                    delay_ms = if matches!(delay, Delay::Later(_)) { delay_ms.max(long_ms) } else { long_ms };
                }
                None => {
                    let rule = match () {
                        () if state.source.ended => self.give_up(Rule::StreamEnded, failures::STREAM_ENDED),
                        () if state.source.stale => self.give_up(Rule::StreamStale, failures::STREAM_STALE),
                        () => self.give_up(Rule::AttemptsExhausted, failures::ATTEMPTS_EXHAUSTED),
                    };
                    // Only what was given up for this reason is taken up again when the page is back.
                    self.state.recovery.exhausted = true;
                    return rule;
                }
            }
        }
        self.wait(delay_ms);
        rule
    }

    /// Gives up.
    pub(super) fn fail(&mut self, rule: Rule, failure: Failure) -> Rule {
        let state = &mut self.state;
        state.error = Some(failure);
        state.recovery.exhausted = false;
        state.question = None;
        state.generation.over = true;
        state.generation.healable = false;
        state.deadlines.calm = None;
        state.activity = Activity::Failed;
        rule
    }

    /// Gives up for a reason of its own.
    pub(super) fn give_up(&mut self, rule: Rule, known: &Known) -> Rule {
        self.fail(rule, Failure::from(known))
    }

    /// Gives up, because asking the server again does not help.
    pub(super) fn fail_for_good(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        let failure = Failure { retryable: false, ..Failure::from(outcome) };
        self.fail(rule, failure)
    }

    /// The least delay before a server that said so is asked again.
    pub(super) fn later(&mut self, outcome: &Outcome) -> Delay {
        if outcome.retry != Retry::Slower {
            return Delay::Later(self.policy.retry_cap_ms);
        }
        let slower = &mut self.state.recovery.slower;
        let least_ms = (0..*slower)
            .try_fold(self.policy.retry_cap_ms, |least_ms, _| (least_ms < SLOWEST_MS).then_some(least_ms * 2.0));
        *slower = slower.saturating_add(1);
        Delay::Later(least_ms.unwrap_or(SLOWEST_MS).min(SLOWEST_MS))
    }

    /// The next try comes after this delay.
    pub(super) fn wait(&mut self, delay_ms: f64) {
        self.state.activity = Activity::Backoff;
        self.state.recovery.replanned_at = None;
        // The time of the player's own retry is over, too.
        self.state.deadlines.native_retry = None;
        self.state.deadlines.next_try = self.state.clock + delay_ms;
    }

    /// The next try comes as soon as nothing forbids it.
    pub(super) fn wait_until_back(&mut self) {
        self.wait(0.0);
    }

    /// Forgets what this outage has tried: the user asks anew.
    pub(super) fn begin_afresh(&mut self) {
        let state = &mut self.state;
        state.recovery.attempt = 0;
        state.recovery.exhausted = false;
        state.recovery.first_start = true;
        state.recovery.starting = true;
        state.recovery.lost = false;
        state.recovery.needs_pictures = false;
        state.recovery.slower = 0;
        state.error = None;
        state.address.h264 = false;
        state.address.h264_again = false;
        state.token.refreshed = false;
        state.token.needed = false;
        state.deadlines.calm = None;
        state.backoff.reset();
        self.forget_the_ladder();
    }

    /// The ladder begins at its first rung, and may ask for a fresh address again.
    pub(super) fn forget_the_ladder(&mut self) {
        self.state.recovery.rung = 0;
        self.state.address.fetched = false;
    }

    /// Attempts that are used up are counted anew. All else of this outage is remembered.
    pub(super) fn refill_attempts(&mut self) {
        let state = &mut self.state;
        if std::mem::take(&mut state.recovery.exhausted) {
            state.recovery.attempt = 0;
            if state.activity == Activity::Failed {
                state.error = None;
            }
        }
    }

    /// The next try, one rung higher: asks the page for what is missing, or starts the player.
    pub(super) fn next_try(&mut self) -> Rule {
        let address = &self.state.address;
        let wished = address.needed == Some(Reason::Wished);
        // An address that was good when it came and has expired while it waited is of no use.
        if address.pending_url.is_some() && !wished && !(address.expiry_ahead && self.within_margin()) {
            return self.load();
        }
        if self.state.token.needed {
            self.ask_token(self.state.address.needed.unwrap_or(Reason::RestartsFailed));
            return Rule::TokenExpired;
        }
        if self.runs_out() {
            self.need_address(Reason::AddressExpired);
        }
        if self.state.address.once && self.state.address.used {
            self.need_address(Reason::UsedUp);
        }
        if let Some(reason) = self.state.address.needed {
            self.fetch(reason);
            return match reason {
                Reason::AddressExpired => Rule::AddressExpired,
                Reason::AddressRefused => Rule::AddressRefused,
                Reason::H265Unsupported => Rule::H265Unsupported,
                Reason::RestartsFailed => Rule::FreshAddress,
                Reason::NoneYet => Rule::NoneYet,
                Reason::AddressExpiresSoon => Rule::AddressExpiresSoon,
                Reason::SourceOver => Rule::SourceOver,
                Reason::UsedUp => Rule::UsedUp,
                Reason::Wished => Rule::Wished,
            };
        }
        if self.state.recovery.starting {
            return self.send(Start::Play);
        }
        // restart, recreate, a fresh address unless this outage has had one, and again.
        let fetched = self.state.address.fetched;
        let long_ago = self.state.clock - self.state.address.asked_at >= self.policy.fresh_address_every_ms;
        let rungs = if fetched { 2 } else { 3 };
        let rung = if fetched && long_ago { 2 } else { self.state.recovery.rung % rungs };
        match rung {
            0 => self.send(Start::Restart),
            1 => self.send(Start::Recreate),
            _ => {
                self.state.recovery.rung = 0;
                if self.source_is_over() {
                    self.fetch(Reason::SourceOver);
                    return Rule::SourceOver;
                }
                self.fetch(Reason::RestartsFailed);
                Rule::FreshAddress
            }
        }
    }

    /// Plays on where the element is: a paused player that has to be told.
    pub(super) fn play_on(&mut self, rule: Rule) -> Rule {
        match self.send(Start::Play) {
            Rule::Paced => Rule::Paced,
            _ => rule,
        }
    }

    /// Restarts a picture that stays behind the live edge: no outage.
    pub(super) fn restart_for_the_edge(&mut self) -> Rule {
        let (first_start, rung) = (self.state.recovery.first_start, self.state.recovery.rung);
        if self.state.address.once {
            self.ask_address(Reason::UsedUp);
            return Rule::UsedUp;
        }
        let rule = self.send(Start::Restart);
        self.state.recovery.first_start = first_start;
        self.state.recovery.rung = rung;
        if rule == Rule::Paced { Rule::Paced } else { Rule::CatchUpFailed }
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
        state.recovery.replanned_at = None;
        state.pacing.sent(clock);
        state.stats.starts = state.stats.starts.saturating_add(1);
        state.address.used = true;
        state.renewal.came = false;
        let last = std::mem::take(&mut state.generation);
        let generation = &mut state.generation;
        generation.number = last.number.saturating_add(1);
        generation.evidence = last.evidence;
        // A player that only goes on may be far behind from the first: that is no measure.
        generation.least_behind_ms = last.least_behind_ms.filter(|_| start == Start::Play);
        generation.moved_at = clock;
        generation.pictures.at = clock;
        state.edge.check_at = None;
        if start != Start::Play {
            state.edge = Edge { caught_up_at: state.edge.caught_up_at, ..Edge::default() };
        }
        let deadlines = &mut state.deadlines;
        deadlines.calm = None;
        deadlines.native_retry = None;
        deadlines.stall = None;
        deadlines.start = clock + self.policy.start_timeout_ms;
        state.activity = Activity::Connecting;
        self.source_begins(start == Start::Load);
        self.recording_starts();
        let position = self.start_position();
        let (rule, command) = match start {
            Start::Play => (Rule::Play, Command::Play { position }),
            Start::Load => {
                let url = self.state.address.pending_url.take();
                let load = url.map_or(Command::Play { position }, |url| Command::Load { url, position });
                (Rule::AddressLoaded, load)
            }
            Start::Restart => (Rule::Restart, Command::Restart { position }),
            Start::Recreate => (Rule::Recreate, Command::Recreate { position }),
        };
        self.commands.push(command);
        rule
    }
}
