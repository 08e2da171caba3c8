//! The page and the network: hidden or shown, floating, offline or online.

use super::Machine;
use crate::supervisor::decision::{Command, Rule};
use crate::supervisor::phase::Activity;

impl Machine {
    pub(super) fn hide(&mut self) -> Rule {
        if !std::mem::replace(&mut self.state.overlays.hidden, true) {
            self.state.overlays.hidden_at = self.state.clock;
        }
        let by_system = self.pause_of_the_system();
        if self.covered() {
            self.interrupt();
        }
        if by_system && self.state.wanted { Rule::SuspendedBySystem } else { Rule::Hidden }
    }

    pub(super) fn show(&mut self) -> Rule {
        let was_covered = self.covered();
        let was_hidden = std::mem::take(&mut self.state.overlays.hidden);
        self.state.overlays.released = false;
        self.state.generation.pictures.at = self.state.clock;
        if self.state.overlays.paused && self.state.overlays.by_system {
            return self.system_pause_over();
        }
        if self.state.overlays.paused {
            return Rule::Paused;
        }
        if was_hidden && was_covered { self.back() } else { Rule::NothingDue }
    }

    /// The page is shown after the system had paused its picture: it has to be told to go on.
    fn system_pause_over(&mut self) -> Rule {
        self.end_pause();
        if self.blocked() || !self.state.wanted {
            return self.back();
        }
        match self.state.activity {
            Activity::Playing | Activity::Connecting | Activity::Stalled | Activity::Reconnecting => {
                self.interrupt();
                self.state.recovery.starting = true;
                if self.state.overlays.offline {
                    // It does not play on by itself when the network is back.
                    self.wait_until_back();
                    return Rule::Offline;
                }
                if self.state.renewal.came {
                    return self.replace();
                }
                self.play_on(Rule::SystemPauseOver)
            }
            _ => self.back(),
        }
    }

    pub(super) fn floating(&mut self, on: bool) -> Rule {
        let was_covered = self.covered();
        if self.state.overlays.floating && !on {
            self.state.overlays.hidden_at = self.state.clock;
        }
        self.state.overlays.floating = on;
        self.state.generation.pictures.at = self.state.clock;
        match (was_covered, self.covered()) {
            (true, false) => self.back(),
            (false, true) => {
                self.interrupt();
                Rule::Hidden
            }
            _ => Rule::NothingDue,
        }
    }

    pub(super) fn offline(&mut self) -> Rule {
        self.state.overlays.offline = true;
        if self.state.wanted && !self.blocked() {
            return Rule::OfflineButPlaying;
        }
        Rule::Offline
    }

    pub(super) fn online(&mut self) -> Rule {
        if std::mem::take(&mut self.state.overlays.offline) {
            return self.back();
        }
        // A change of network. What plays or starts is left alone.
        match self.state.activity {
            Activity::Backoff | Activity::Failed => self.back(),
            _ => Rule::NothingDue,
        }
    }

    /// Something came through: the network is there.
    pub(super) fn network_is_there(&mut self) {
        if !std::mem::take(&mut self.state.overlays.offline) || self.state.activity == Activity::Playing {
            return;
        }
        if self.state.activity == Activity::Backoff {
            self.replan();
        } else {
            self.restart_deadlines();
        }
    }

    /// The page is shown or online again.
    fn back(&mut self) -> Rule {
        if self.blocked() {
            let overlays = &self.state.overlays;
            return match () {
                () if overlays.paused => Rule::Paused,
                () if self.covered() => Rule::Hidden,
                () => Rule::Offline,
            };
        }
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        match self.state.activity {
            Activity::Playing => {
                if self.state.renewal.came {
                    return self.replace();
                }
                self.ask_anew_when_overdue();
                self.interrupt();
                self.start_watchdog();
                Rule::StillPlaying
            }
            Activity::Failed if !self.state.recovery.exhausted => Rule::NothingDue,
            // The answer comes, or its deadline does.
            Activity::Fetching => self.ask_anew_when_overdue(),
            _ => {
                self.refill_attempts();
                self.replan();
                Rule::Replanned
            }
        }
    }

    /// A try within 2 s. A picture that moves meanwhile calls it off.
    pub(super) fn replan(&mut self) {
        self.interrupt();
        self.state.deadlines.calm = None;
        let delay = self.state.backoff.replan_ms();
        self.wait(delay);
        self.state.recovery.replanned_at = Some(self.state.clock);
        self.state.recovery.replan_moved_ms = 0.0;
    }

    /// When the player of a hidden page is stopped.
    pub(super) fn release_at(&self) -> Option<f64> {
        let overlays = &self.state.overlays;
        let nothing_plays =
            matches!(self.state.activity, Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped);
        if !self.state.wanted || !overlays.hidden || overlays.floating || overlays.released || nothing_plays {
            return None;
        }
        self.policy.release_hidden_after_ms.map(|after_ms| overlays.hidden_at + after_ms)
    }

    pub(super) fn release(&mut self) -> Rule {
        let state = &mut self.state;
        state.overlays.released = true;
        // Where the system had paused it, it has to be started as well.
        state.overlays.paused &= !state.overlays.by_system;
        state.generation.over = true;
        state.generation.healable = false;
        state.question = None;
        state.recovery.starting = true;
        state.deadlines.calm = None;
        self.wait_until_back();
        self.commands.push(Command::Stop);
        Rule::Released
    }

    /// True when the page is hidden, and that forbids to send anything.
    pub(super) fn covered(&self) -> bool {
        let overlays = &self.state.overlays;
        overlays.hidden && !overlays.floating && (overlays.released || !self.policy.keep_when_hidden)
    }

    /// True when nobody watches: hidden, or paused, also by the system.
    pub(super) fn unwatched(&self) -> bool {
        self.state.overlays.paused || self.covered()
    }

    /// True when pictures may not be drawn.
    pub(super) fn unseen(&self) -> bool {
        self.state.overlays.hidden && !self.state.overlays.floating
    }

    /// True when nothing may be sent. Offline is only a hint: a picture that moves counts for more.
    pub(super) fn blocked(&self) -> bool {
        let overlays = &self.state.overlays;
        self.unwatched() || (overlays.offline && self.state.activity != Activity::Playing)
    }

    /// From now on the clock may go on without the picture.
    pub(super) fn interrupt(&mut self) {
        let clock = self.state.clock;
        self.state.generation.progress.interrupted(clock);
        self.state.generation.pictures.at = clock;
        self.state.edge.interrupted = true;
    }
}
