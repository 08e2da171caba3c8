//! A recording: where it goes on, and where its trial ends.

use super::Machine;
use super::addresses::digest;
use crate::address;
use crate::supervisor::decision::{Command, Failure, Rule};
use crate::supervisor::failures;

/// Positions further than this below where a start goes on are from before it.
const EARLY_SECONDS: f64 = 10.0;
/// And only for so long.
const EARLY_MS: f64 = 10_000.0;
/// A server that cuts the film at the end of the trial may cut it so much earlier.
const NEAR_SECONDS: f64 = 2.0;

impl Machine {
    /// The user plays another address: another recording begins at 0. A trace says whether it is `another` one.
    pub(super) fn begin_recording(&mut self, url: &str, another: bool) {
        let before = self.recording();
        self.answer_recording(url);
        // Where the user has sought to before the first play, that is where it begins.
        if another || (before.is_some() && before != self.recording() && !self.addresses_cut) {
            self.state.recording.position = 0.0;
        }
    }

    /// Tells recordings apart; `None` before the first one, and in a live view.
    pub(crate) fn recording(&self) -> Option<f64> {
        self.state.recording.digest.filter(|_| !self.policy.live)
    }

    /// The page answers with another address of the recording: it goes on where it was, whatever the path.
    pub(super) fn answer_recording(&mut self, url: &str) {
        self.state.recording.digest = Some(digest(&address::recording(url)));
    }

    /// Where a start goes on.
    pub(super) fn start_position(&self) -> Option<f64> {
        let position = self.state.recording.position;
        (!self.policy.live && position > 0.0).then_some(position)
    }

    /// A start is sent.
    pub(super) fn recording_starts(&mut self) {
        let position = self.start_position();
        let recording = &mut self.state.recording;
        recording.sought = None;
        recording.early_until = position.map(|_| self.state.clock + EARLY_MS);
    }

    /// True for a position from before where the player was told to go.
    pub(super) fn before_the_start(&mut self, position: f64) -> bool {
        if self.policy.live {
            return false;
        }
        let clock = self.state.clock;
        let recording = &mut self.state.recording;
        if let Some(sought) = recording.sought {
            let off = (position - sought).abs();
            let from = recording.sought_from.map_or(f64::INFINITY, |from| (position - from).abs());
            if off > EARLY_SECONDS || off > from {
                return true;
            }
            recording.sought = None;
        }
        match recording.early_until {
            Some(until) if clock < until && position < recording.position - EARLY_SECONDS => true,
            _ => {
                recording.early_until = None;
                false
            }
        }
    }

    /// A position that is proven.
    pub(super) fn keep_position(&mut self, position: Option<f64>) {
        if let (false, Some(position)) = (self.policy.live, position) {
            self.state.recording.position = position;
        }
    }

    /// Where the trial of the current address ends.
    pub(crate) fn trial_seconds(&self) -> Option<f64> {
        self.state.recording.trial
    }

    /// True when the position has reached the end of the trial.
    pub(super) fn trial_is_reached(&self, position: Option<f64>) -> bool {
        let trial = self.state.recording.trial.filter(|_| !self.policy.live);
        matches!((trial, position), (Some(trial), Some(position)) if position >= trial)
    }

    /// True when the film ended where its trial does.
    pub(super) fn trial_is_near(&self) -> bool {
        let reached = self.state.generation.progress.position.unwrap_or(self.state.recording.position);
        self.state.recording.trial.is_some_and(|trial| reached >= trial - NEAR_SECONDS)
    }

    /// The trial ends playback. Another address plays on from there.
    pub(super) fn trial_over(&mut self) -> Rule {
        let reached = self.state.generation.progress.position.unwrap_or(self.state.recording.position);
        self.finish();
        let recording = &mut self.state.recording;
        recording.position = recording.trial.map_or(reached, |trial| reached.min(trial));
        recording.trial_over = true;
        self.state.error = Some(Failure::from(failures::TRIAL_OVER));
        Rule::TrialOver
    }

    /// The position has reached the end of the trial: the player is stopped.
    pub(super) fn end_trial(&mut self) -> Rule {
        self.commands.push(Command::Stop);
        self.trial_over()
    }
}
