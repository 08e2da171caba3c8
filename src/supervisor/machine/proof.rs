//! Whether it plays: evidence, proof, and the watchdogs that miss it.

use super::Machine;
use crate::supervisor::decision::Rule;
use crate::supervisor::phase::Activity;

impl Machine {
    /// The page reports progress: from now on only progress proves playing.
    pub(super) fn evidence_came(&mut self) {
        if !self.state.generation.evidence {
            self.state.generation.evidence = true;
            self.state.deadlines.calm = None;
            self.keep_watchdog();
        }
    }

    /// The picture, or the sound of a stream without one, moved.
    pub(super) fn moved(&mut self, moved_ms: f64) -> Rule {
        let clock = self.state.clock;
        let deadlines = &mut self.state.deadlines;
        let progress = &mut self.state.generation.progress;
        progress.moved_ms += moved_ms;
        deadlines.stall = Some(clock + self.policy.stall_timeout_ms);
        let was_stalled = self.state.activity == Activity::Stalled;
        if was_stalled {
            self.state.activity = Activity::Playing;
        }
        if !progress.proven && progress.moved_ms >= self.policy.proven_after_ms {
            self.prove();
            return Rule::PlayingProven;
        }
        if self.state.activity == Activity::Connecting && moved_ms > 0.0 {
            // A start that begins to move gets the time to prove itself.
            deadlines.start = deadlines.start.max(clock + self.policy.stall_timeout_ms);
        }
        if was_stalled { Rule::StallOver } else { Rule::Progress }
    }

    /// Time went by without bad news on a page that reports no progress.
    pub(super) fn calm(&mut self) {
        self.state.deadlines.calm = None;
        if self.state.generation.progress.proven {
            self.state.activity = Activity::Playing;
            self.keep_watchdog();
        } else {
            self.prove();
        }
    }

    /// Playing is proven, and the outage is over.
    fn prove(&mut self) {
        let state = &mut self.state;
        state.generation.progress.proven = true;
        state.generation.proven_at.get_or_insert(state.clock);
        state.stats.proven(state.clock);
        state.activity = Activity::Playing;
        state.deadlines.native_retry = None;
        state.recovery.attempt = 0;
        state.recovery.exhausted = false;
        state.recovery.rung = 0;
        state.error = None;
        state.address.fetched = false;
        state.address.needed = None;
        state.token.refreshed = false;
        self.keep_watchdog();
    }

    /// Playing is in doubt. Long proven playing before that makes the delays small again.
    pub(super) fn break_proof(&mut self) {
        let state = &mut self.state;
        let proven_at = state.generation.proven_at.take();
        if proven_at.is_some_and(|proven_at| state.clock - proven_at >= self.policy.stable_after_ms) {
            state.backoff.reset();
        }
        state.deadlines.calm = None;
        state.recovery.first_start = false;
    }

    /// The picture has its whole time to move, from now on. Without evidence, time alone is the proof.
    pub(super) fn start_watchdog(&mut self) {
        let state = &mut self.state;
        let evidence = state.generation.evidence;
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
