//! What the user wants: play, stop, pause, resume.

use super::Machine;
use crate::supervisor::decision::{Command, Rule};
use crate::supervisor::event::Expiry;
use crate::supervisor::phase::Activity;

impl Machine {
    pub(super) fn play(&mut self, url: Option<&str>, expiry: Expiry) -> Rule {
        let clock = self.state.clock;
        self.state.stats.first_play_at.get_or_insert(clock);
        self.state.wanted = true;
        let was_paused = std::mem::take(&mut self.state.overlays.paused);
        let another = url.filter(|url| !self.is_current(url));
        if let Some(url) = another {
            self.adopt(url, expiry);
            if let Some(question) = &mut self.state.question {
                question.stale = true;
            }
            self.begin_afresh();
            return self.first_try();
        }
        if url.is_some() || expiry != Expiry::Unsaid {
            self.note_expiry(url, expiry);
        }
        match self.state.activity {
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => {
                self.begin_afresh();
                self.first_try()
            }
            // Also while offline: that may be wrong, and the user asks for it.
            Activity::Backoff | Activity::Connecting | Activity::Stalled | Activity::Reconnecting
                if self.state.activity == Activity::Backoff || self.state.overlays.offline =>
            {
                if self.state.overlays.hidden {
                    return Rule::PlayWhenShown;
                }
                self.refill_attempts();
                self.next_try();
                Rule::RetryNow
            }
            // A paused player has to be told, also one that a browser paused because no click allowed it to play.
            Activity::Playing | Activity::Connecting | Activity::Stalled | Activity::Reconnecting if was_paused => {
                self.state.recovery.starting = true;
                self.first_try()
            }
            _ => {
                if was_paused {
                    self.restart_deadlines();
                }
                Rule::AlreadyUnderWay
            }
        }
    }

    /// Starts for the user's sake, without a delay.
    fn first_try(&mut self) -> Rule {
        self.wait(0.0);
        if self.state.overlays.hidden {
            return Rule::PlayWhenShown;
        }
        match self.next_try() {
            Rule::Paced => Rule::Paced,
            Rule::AddressExpired => Rule::AddressExpired,
            _ => Rule::Play,
        }
    }

    pub(super) fn stop(&mut self) -> Rule {
        self.begin_afresh();
        let state = &mut self.state;
        state.wanted = false;
        state.overlays.paused = false;
        state.generation.over = true;
        state.deadlines.degraded = 0.0;
        state.activity = Activity::Stopped;
        self.commands.push(Command::Stop);
        Rule::Stop
    }

    pub(super) fn pause(&mut self) -> Rule {
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        self.state.overlays.paused = true;
        self.interrupt();
        Rule::Paused
    }

    pub(super) fn resume(&mut self) -> Rule {
        if !std::mem::take(&mut self.state.overlays.paused) {
            return Rule::NothingDue;
        }
        self.restart_deadlines();
        Rule::Resumed
    }

    /// A pause is no outage: whatever is under way has its whole time again.
    fn restart_deadlines(&mut self) {
        self.interrupt();
        let clock = self.state.clock;
        let deadlines = &mut self.state.deadlines;
        match self.state.activity {
            Activity::Playing => self.start_watchdog(),
            Activity::Connecting => deadlines.start = clock + self.policy.start_timeout_ms,
            Activity::Stalled => deadlines.stall = Some(clock + self.policy.stall_timeout_ms),
            Activity::Reconnecting => deadlines.native_retry = Some(clock + self.policy.native_retry_timeout_ms),
            _ => {}
        }
    }
}
