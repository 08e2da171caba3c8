//! Whether it plays: evidence, proof, and the watchdogs that miss it.

use super::Machine;
use crate::supervisor::decision::{Reason, Rule};
use crate::supervisor::phase::Activity;

/// This much motion calls off the try that is planned because the page is back.
const REPLAN_CALLED_OFF_MS: f64 = 200.0;
/// A picture that moves while the next try waits is left alone for so long: a `<live-player>` reports every 2 s.
const HEALS_MS: f64 = 2_500.0;

/// The picture, or the sound of a stream without one, moved.
pub(super) struct Motion {
    /// How far.
    pub(super) moved_ms: f64,
    /// Where to, seconds; a media element alone knows.
    pub(super) position: Option<f64>,
    /// There are new pictures; `None` where they were not counted.
    pub(super) new_pictures: Option<bool>,
}

impl Machine {
    /// The page reports progress: from now on only progress proves playing.
    pub(super) fn evidence_came(&mut self) {
        if !self.state.generation.evidence {
            self.state.generation.evidence = true;
            self.state.deadlines.calm = None;
            self.keep_watchdog();
        }
    }

    pub(super) fn moved(&mut self, motion: Motion) -> Rule {
        let clock = self.state.clock;
        let counts = self.counts_as_news(motion.new_pictures);
        self.network_is_there();
        if self.trial_is_reached(motion.position) {
            return self.end_trial();
        }
        if matches!(self.state.activity, Activity::Backoff | Activity::Fetching) {
            return self.moved_while_waiting(&motion, counts);
        }
        self.edge_moved(&motion);
        if !counts {
            return Rule::PlayingNotProven;
        }
        // What does not count must not make a slow link's time longer.
        self.state.generation.moved_at = clock;
        let deadlines = &mut self.state.deadlines;
        let progress = &mut self.state.generation.progress;
        progress.moved_ms += motion.moved_ms;
        deadlines.stall = Some(clock + self.policy.stall_timeout_ms);
        let was_stalled = self.state.activity == Activity::Stalled;
        if was_stalled {
            self.state.activity = Activity::Playing;
        }
        if progress.proven {
            self.keep_position(motion.position);
        } else if progress.moved_ms >= self.policy.proven_after_ms {
            self.keep_position(motion.position);
            return self.prove();
        } else if self.state.activity == Activity::Connecting && motion.moved_ms > 0.0 {
            // A start that begins to move gets the time to prove itself.
            deadlines.start = deadlines.start.max(clock + self.policy.stall_timeout_ms);
        }
        if was_stalled { Rule::StallOver } else { Rule::Progress }
    }

    /// The picture moves while the next try waits: enough of that calls the try off.
    fn moved_while_waiting(&mut self, motion: &Motion, counts: bool) -> Rule {
        if !counts {
            return Rule::PlayingNotProven;
        }
        let clock = self.state.clock;
        let generation = &mut self.state.generation;
        generation.progress.moved_ms += motion.moved_ms;
        if let Some(replanned_at) = self.state.recovery.replanned_at {
            // A netStatus speaks of all the time since the one before it.
            let moved_ms = if motion.position.is_some() { motion.moved_ms } else { clock - replanned_at };
            self.state.recovery.replan_moved_ms += moved_ms;
            let waits = self.state.activity == Activity::Backoff;
            let enough_ms = if waits { REPLAN_CALLED_OFF_MS } else { self.policy.proven_after_ms };
            if self.state.recovery.replan_moved_ms >= enough_ms {
                return self.call_off(motion);
            }
        }
        let progress = &self.state.generation.progress;
        if self.state.generation.over && progress.moved_ms >= self.policy.proven_after_ms {
            self.moves_again(motion);
            return self.prove();
        }
        // A picture that begins to move gets the time to prove itself; the try that waits stays spread.
        let soonest = clock + HEALS_MS;
        if self.state.generation.over && self.state.deadlines.next_try < soonest {
            self.state.deadlines.next_try = soonest + self.state.backoff.replan_ms();
        }
        Rule::Progress
    }

    /// The try that is planned because the page is back is not needed.
    fn call_off(&mut self, motion: &Motion) -> Rule {
        self.moves_again(motion);
        let clock = self.state.clock;
        let progress = &self.state.generation.progress;
        if progress.proven {
            self.keep_position(motion.position);
            self.prove();
        } else if progress.moved_ms >= self.policy.proven_after_ms {
            return self.prove();
        } else {
            self.state.activity = Activity::Connecting;
            self.state.deadlines.start = clock + self.policy.stall_timeout_ms;
        }
        Rule::StallOver
    }

    /// The generation goes on.
    fn moves_again(&mut self, motion: &Motion) {
        let clock = self.state.clock;
        self.edge_moved(motion);
        self.state.generation.over = false;
        self.state.generation.moved_at = clock;
        self.state.generation.pictures.at = clock;
        self.state.deadlines.stall = Some(clock + self.policy.stall_timeout_ms);
        self.needs_no_start();
        self.state.recovery.replanned_at = None;
        self.state.recovery.starting = false;
    }

    /// Time went by without bad news on a page that reports no progress.
    pub(super) fn calm(&mut self) -> Rule {
        self.state.deadlines.calm = None;
        // It heals also while an address is awaited, after an outage or a re-plan. That question is void then.
        if std::mem::take(&mut self.state.generation.over) || self.state.activity == Activity::Fetching {
            self.needs_no_start();
        }
        self.prove()
    }

    /// An address for the next start is no longer waited for. One that was wished for is.
    fn needs_no_start(&mut self) {
        self.state.question.take_if(|question| question.reason != Reason::Wished);
    }

    /// Playing is proven, and the outage is over.
    fn prove(&mut self) -> Rule {
        let state = &mut self.state;
        let healed = std::mem::take(&mut state.generation.healable);
        if healed {
            state.stats.healed_by_itself = state.stats.healed_by_itself.saturating_add(1);
        }
        state.generation.progress.proven = true;
        state.generation.proven_at.get_or_insert(state.clock);
        state.stats.proven(state.clock);
        state.activity = Activity::Playing;
        state.deadlines.native_retry = None;
        state.recovery.attempt = 0;
        state.recovery.exhausted = false;
        state.recovery.lost = false;
        state.recovery.needs_pictures = false;
        state.recovery.slower = 0;
        state.recovery.replanned_at = None;
        state.error = None;
        // An address that is known to be refused is replaced at the next start. One that was wished for is asked for when
        // the event is through: it may be a stop.
        state.address.needed.take_if(|needed| !matches!(needed, Reason::AddressRefused | Reason::Wished));
        state.token.refreshed = false;
        state.source.beyond = None;
        state.source.ended = false;
        state.source.stale = false;
        self.keep_watchdog();
        if healed { Rule::HealedByItself } else { Rule::PlayingProven }
    }

    /// Playing is in doubt. Long proven playing before that makes the delays small again.
    pub(super) fn break_proof(&mut self) {
        if self.stable() {
            self.state.backoff.reset();
            self.forget_the_ladder();
            self.state.recovery.losses = 0;
        }
        let state = &mut self.state;
        state.generation.proven_at = None;
        state.deadlines.calm = None;
        state.recovery.first_start = false;
    }

    /// When playing has been proven for long.
    pub(super) fn stable_at(&self) -> Option<f64> {
        self.state.generation.proven_at.map(|proven_at| proven_at + self.policy.stable_after_ms)
    }

    pub(super) fn stable(&self) -> bool {
        self.stable_at().is_some_and(|stable_at| self.state.clock >= stable_at)
    }

    /// Playing breaks off again and again.
    pub(super) fn unstable(&self) -> bool {
        self.state.wanted && self.state.recovery.losses >= self.policy.unstable_after && !self.stable()
    }

    /// The picture has its whole time to move, from now on. Without evidence, time alone is the proof.
    pub(super) fn start_watchdog(&mut self) {
        let state = &mut self.state;
        let evidence = state.generation.evidence;
        state.generation.moved_at = state.clock;
        state.deadlines.stall = evidence.then_some(state.clock + self.policy.stall_timeout_ms);
        if !evidence && !state.generation.progress.proven {
            state.deadlines.calm = Some(state.clock + self.policy.proven_after_ms);
        }
    }

    /// A watchdog that runs already keeps its time: 2003 and 2004 are no progress.
    pub(super) fn keep_watchdog(&mut self) {
        let state = &mut self.state;
        if !state.generation.evidence {
            state.deadlines.stall = None;
        } else if state.activity == Activity::Playing {
            state.deadlines.stall.get_or_insert(state.clock + self.policy.stall_timeout_ms);
        }
    }
}
