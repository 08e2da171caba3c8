//! A live view is kept near its live edge.

use super::Machine;
use super::proof::Motion;
use crate::supervisor::decision::{Command, Reason, Rule};
use crate::supervisor::phase::Activity;

/// The picture is brought back at most once in this time.
const CATCH_UP_GAP_MS: f64 = 30_000.0;
/// Whether it helped is looked at after this time.
const CATCH_UP_CHECK_MS: f64 = 10_000.0;
/// And that is spread over this time.
const CATCH_UP_SPREAD_MS: f64 = 5_000.0;

impl Machine {
    /// The picture moved: after a long stand it is behind the live edge. The distance itself, where it is reported, is
    /// better than that guess.
    pub(super) fn edge_moved(&mut self, motion: &Motion) {
        let clock = self.state.clock;
        let edge = &mut self.state.edge;
        let elapsed = edge.moved_at.map_or(0.0, |moved_at| clock - moved_at);
        let played = match (edge.position, motion.position) {
            (Some(before), Some(position)) => ((position - before) * 1_000.0).max(0.0),
            _ => 0.0,
        };
        let interrupted = std::mem::take(&mut edge.interrupted);
        let generation = &mut self.state.generation;
        // What was missed while nobody watched is not the link's fault.
        let away = edge.moved_at.map_or(0.0, |moved_at| generation.moved_at - moved_at);
        let slow = std::mem::take(&mut edge.slow) && self.policy.max_behind_ms.is_some_and(|most| away <= most);
        edge.moved_at = Some(clock);
        edge.position = motion.position;
        if slow {
            // It fell behind on a slow link: there it would fall behind again.
            generation.least_behind_ms = generation.behind_ms;
        } else if interrupted && generation.behind_ms.is_none() {
            edge.behind |= self.policy.max_behind_ms.is_some_and(|most| elapsed - played > most);
        }
    }

    /// Brings the picture back to the live edge where it is too far behind.
    pub(super) fn catch_up(&mut self) -> Option<Rule> {
        let state = &self.state;
        let clock = state.clock;
        let may = self.policy.live
            && self.policy.max_behind_ms.is_some()
            && state.activity == Activity::Playing
            && !self.blocked()
            && !self.unseen()
            && state.question.is_none()
            && self.commands.is_empty()
            && state.edge.caught_up_at.is_none_or(|at| clock - at >= CATCH_UP_GAP_MS);
        if !may || !(state.edge.behind || self.too_far_behind()) {
            return None;
        }
        let check_ms = CATCH_UP_CHECK_MS + self.state.backoff.within_ms(CATCH_UP_SPREAD_MS);
        let state = &mut self.state;
        state.edge.behind = false;
        state.edge.caught_up_at = Some(clock);
        state.edge.check_at = state.generation.behind_ms.map(|_| clock + check_ms);
        if state.address.once {
            // Another connection needs another address.
            self.ask_address(Reason::UsedUp);
            return Some(Rule::UsedUp);
        }
        state.stats.catch_ups = state.stats.catch_ups.saturating_add(1);
        self.commands.push(Command::CatchUp);
        Some(Rule::CatchUp)
    }

    fn too_far_behind(&self) -> bool {
        let generation = &self.state.generation;
        match (generation.behind_ms, generation.least_behind_ms, self.policy.max_behind_ms) {
            (Some(behind), Some(least), Some(most)) => behind - least > most,
            _ => false,
        }
    }

    /// When it is looked at whether going to the live edge has helped.
    pub(super) fn edge_check_at(&self) -> Option<f64> {
        let quiet = self.state.activity != Activity::Playing || self.state.overlays.offline || self.unseen();
        self.state.edge.check_at.filter(|_| !quiet)
    }

    pub(super) fn check_edge(&mut self) -> Rule {
        self.state.edge.check_at = None;
        if self.state.edge.slow || !self.too_far_behind() {
            return Rule::NothingDue;
        }
        self.restart_for_the_edge()
    }
}
