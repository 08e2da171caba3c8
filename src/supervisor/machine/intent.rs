//! What the user wants: play, stop, pause, resume, seek, another address.

use super::Machine;
use super::state::Source;
use crate::supervisor::decision::{Command, Reason, Rule};
use crate::supervisor::event::{By, Event, Expiry};
use crate::supervisor::phase::Activity;

/// A pause so shortly before the page is hidden is the system's.
const SYSTEM_PAUSE_MS: f64 = 1_000.0;

impl Machine {
    pub(super) fn play(&mut self, event: &Event) -> Rule {
        let Event::Play { url, expiry, trial, fetch, another: other_recording } = event else {
            return Rule::NothingDue;
        };
        let (url, expiry, fetch) = (url.as_deref(), *expiry, fetch.unwrap_or_default());
        let clock = self.state.clock;
        self.state.stats.first_play_at.get_or_insert(clock);
        self.state.wanted = true;
        self.state.recovery.losses = 0;
        let was_paused = self.end_pause();
        let another = url.filter(|url| !self.is_current(url));
        if let Some(url) = another {
            self.begin_recording(url, other_recording.unwrap_or_default());
            self.adopt(url, expiry, *trial);
            self.state.question = None;
            // What the player says of the last one is no word on this.
            self.state.generation.over = true;
            self.state.generation.healable = false;
            // Another view has another source.
            self.state.source = Source::default();
            self.begin_afresh();
            return self.first_try();
        }
        if url.is_some() || expiry != Expiry::Unsaid {
            self.note_expiry(url, expiry);
        }
        if fetch && self.state.address.digest.is_none() && self.state.question.is_none() {
            self.need_address(Reason::NoneYet);
        }
        if self.state.recording.trial_over {
            self.need_address(Reason::UsedUp);
        }
        match self.state.activity {
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => {
                self.begin_afresh();
                self.first_try()
            }
            // A paused player has to be told, also one that a browser paused because no click allowed it to play.
            Activity::Playing | Activity::Connecting | Activity::Stalled | Activity::Reconnecting if was_paused => {
                self.state.recovery.starting = true;
                if self.state.address.once && !self.state.generation.over && !self.covered() {
                    // The element only goes on: that is no new start.
                    return self.play_on(Rule::Play);
                }
                self.first_try()
            }
            // Also while offline: that may be wrong, and the user asks for it.
            Activity::Backoff | Activity::Connecting | Activity::Stalled | Activity::Reconnecting
                if self.state.activity != Activity::Connecting || self.state.overlays.offline =>
            {
                self.forget_the_ladder();
                if self.covered() {
                    return Rule::PlayWhenShown;
                }
                self.refill_attempts();
                match self.next_try() {
                    Rule::Paced => Rule::Paced,
                    _ => Rule::RetryNow,
                }
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
        if self.covered() {
            return Rule::PlayWhenShown;
        }
        match self.next_try() {
            rule @ (Rule::Paced | Rule::AddressExpired | Rule::NoneYet | Rule::UsedUp) => rule,
            _ => Rule::Play,
        }
    }

    pub(super) fn stop(&mut self) -> Rule {
        self.begin_afresh();
        self.end_pause();
        let state = &mut self.state;
        state.question = None;
        state.wanted = false;
        state.generation.over = true;
        state.generation.healable = false;
        state.deadlines.degraded = 0.0;
        state.activity = Activity::Stopped;
        self.commands.push(Command::Stop);
        Rule::Stop
    }

    pub(super) fn pause(&mut self, by: Option<By>) -> Rule {
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        let clock = self.state.clock;
        let overlays = &mut self.state.overlays;
        // A player reports the user's pause again when it is hidden.
        let repeated = overlays.paused && by.is_none();
        if !repeated {
            overlays.paused = true;
            overlays.paused_at = clock;
            overlays.pause_unsaid = by.is_none();
            overlays.by_policy = by == Some(By::Policy);
            overlays.by_system = by.is_none() && overlays.hidden && !overlays.floating;
        }
        let by_system = overlays.by_system;
        self.interrupt();
        if by_system { Rule::SuspendedBySystem } else { Rule::Paused }
    }

    /// The page is hidden: a pause just before that was the system's. True when it was.
    pub(super) fn pause_of_the_system(&mut self) -> bool {
        let clock = self.state.clock;
        let overlays = &mut self.state.overlays;
        overlays.by_system |= overlays.paused && overlays.pause_unsaid && clock - overlays.paused_at <= SYSTEM_PAUSE_MS;
        overlays.by_system
    }

    /// The picture is not paused any more; true when it was.
    pub(super) fn end_pause(&mut self) -> bool {
        let overlays = &mut self.state.overlays;
        overlays.by_system = false;
        overlays.by_policy = false;
        std::mem::take(&mut overlays.paused)
    }

    pub(super) fn resume(&mut self) -> Rule {
        if !self.end_pause() {
            return Rule::NothingDue;
        }
        if self.state.renewal.came && self.plays_or_tries() && !self.blocked() {
            return self.replace();
        }
        self.restart_deadlines();
        Rule::Resumed
    }

    /// A pause is no outage: whatever is under way has its whole time again.
    pub(super) fn restart_deadlines(&mut self) {
        self.interrupt();
        let clock = self.state.clock;
        self.state.generation.moved_at = clock;
        let deadlines = &mut self.state.deadlines;
        if deadlines.calm.is_some() {
            deadlines.calm = Some(clock + self.policy.proven_after_ms);
        }
        match self.state.activity {
            Activity::Playing => {
                self.ask_anew_when_overdue();
                self.start_watchdog();
            }
            Activity::Connecting => deadlines.start = clock + self.policy.start_timeout_ms,
            Activity::Stalled => deadlines.stall = Some(clock + self.policy.stall_timeout_ms),
            Activity::Reconnecting => deadlines.native_retry = Some(clock + self.policy.native_retry_timeout_ms),
            Activity::Fetching => drop(self.ask_anew_when_overdue()),
            _ => {}
        }
    }

    pub(super) fn seek(&mut self, position: f64) -> Rule {
        if self.policy.live {
            return Rule::NothingDue;
        }
        // Beyond its trial a film does not go.
        let past = self.trial_is_reached(Some(position));
        let recording = &mut self.state.recording;
        recording.position = recording.trial.filter(|_| past).unwrap_or(position);
        recording.early_until = None;
        // Where nothing plays there is nothing to wait for: the next start goes there.
        let playing = self.state.wanted && !self.state.generation.over;
        recording.sought = playing.then_some(position);
        recording.sought_from = self.state.generation.progress.position;
        if playing && past {
            let rule = self.end_trial();
            self.state.recording.position = self.trial_seconds().unwrap_or(position);
            return rule;
        }
        if playing {
            self.restart_deadlines();
        }
        Rule::Seek
    }

    /// Another address is wished for.
    pub(super) fn renew(&mut self) -> Rule {
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        if self.state.overlays.paused {
            return Rule::Paused;
        }
        if self.blocked() {
            return if self.covered() { Rule::Hidden } else { Rule::Offline };
        }
        match self.state.activity {
            // Where one is needed already, its failure must not be taken for that of a mere wish.
            Activity::Backoff => self.need_address(Reason::Wished),
            Activity::Fetching
            | Activity::Playing
            | Activity::Connecting
            | Activity::Stalled
            | Activity::Reconnecting => {
                self.state.question = None;
                self.ask_address(Reason::Wished);
            }
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => return Rule::NothingDue,
        }
        Rule::Wished
    }
}
