//! The page and the network: hidden or shown, offline or online.

use super::Machine;
use crate::supervisor::decision::Rule;
use crate::supervisor::phase::Activity;

impl Machine {
    pub(super) fn hide(&mut self) -> Rule {
        self.state.overlays.hidden = true;
        self.interrupt();
        Rule::Hidden
    }

    pub(super) fn show(&mut self) -> Rule {
        let was_hidden = std::mem::take(&mut self.state.overlays.hidden);
        if was_hidden { self.back() } else { Rule::NothingDue }
    }

    pub(super) fn offline(&mut self) -> Rule {
        self.state.overlays.offline = true;
        if self.state.wanted && !self.blocked() {
            return Rule::OfflineButPlaying;
        }
        Rule::Offline
    }

    pub(super) fn online(&mut self) -> Rule {
        let was_offline = std::mem::take(&mut self.state.overlays.offline);
        if was_offline { self.back() } else { Rule::NothingDue }
    }

    /// The page is shown or online again.
    fn back(&mut self) -> Rule {
        if self.blocked() {
            return if self.state.overlays.hidden { Rule::Hidden } else { Rule::Offline };
        }
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        match self.state.activity {
            Activity::Playing => {
                self.interrupt();
                self.start_watchdog();
                Rule::StillPlaying
            }
            Activity::Failed if !self.state.recovery.exhausted => Rule::NothingDue,
            // The answer comes, or its deadline does.
            Activity::Fetching => Rule::NothingDue,
            _ => {
                self.refill_attempts();
                let delay = self.state.backoff.replan_ms();
                self.wait(delay);
                Rule::Replanned
            }
        }
    }

    /// True when nothing may be sent. Offline is only a hint: a picture that moves counts for more.
    pub(super) fn blocked(&self) -> bool {
        let overlays = &self.state.overlays;
        overlays.paused || overlays.hidden || (overlays.offline && self.state.activity != Activity::Playing)
    }

    /// From now on the clock may go on without the picture.
    pub(super) fn interrupt(&mut self) {
        self.state.generation.progress.interrupted(self.state.clock);
        self.state.deadlines.calm = None;
    }
}
