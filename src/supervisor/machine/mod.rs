//! The rules: what follows from an event, given all that came before.
//!
//! The machine has an *activity*: what it is doing about playback. Three things can cover it: hidden, offline and
//! paused. While one of them forbids to act, nothing is sent and no wake is pending; the activity waits.
//!
//! | module | noun |
//! | --- | --- |
//! | `state` | all that the machine remembers |
//! | `intent` | what the user wants |
//! | `surroundings` | the page and the network: hidden, offline |
//! | `player` | what the player says |
//! | `proof` | whether it plays, and the watchdogs |
//! | `recovery` | outages, back-off, the ladder and the starts |
//! | `questions` | what the page is asked, and its answers |
//! | `addresses` | the current address and its expiry |

mod addresses;
mod intent;
mod player;
mod proof;
mod questions;
mod recovery;
mod state;
mod surroundings;

pub(crate) use state::State;

use super::backoff::Backoff;
use super::decision::{Command, Decision, Rule};
use super::event::Event;
use super::phase::{Activity, Phase};
use super::policy::Policy;
use super::stats::PlaybackStats;

/// A policy, a state, and the commands of the event at hand.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub(crate) policy: Policy,
    pub(crate) state: State,
    /// The addresses come from a trace, which cuts them, so that they cannot be compared. Each one counts as another.
    pub(crate) addresses_cut: bool,
    commands: Vec<Command>,
}

impl Machine {
    pub(crate) fn new(policy: Policy) -> Self {
        let state = State { backoff: Backoff::new(policy.seed), ..State::default() };
        Self::with_state(policy, state)
    }

    pub(crate) fn with_state(policy: Policy, state: State) -> Self {
        Self { policy, state, addresses_cut: false, commands: Vec::new() }
    }

    /// Handles one event. `now_ms` is whole.
    pub(crate) fn dispatch(&mut self, event: &Event, now_ms: f64) -> Decision {
        let proven = self.advance(now_ms);
        let mut rule = self.apply(event);
        if rule == Rule::NothingDue && proven {
            rule = Rule::PlayingProven;
        }
        // One event leads to one action: what is due acts only where the event itself did not.
        if self.commands.is_empty()
            && let Some(due) = self.act_when_due()
        {
            rule = due;
        }
        let phase = self.enter_phase();
        self.decide(phase, rule)
    }

    /// What the viewer has got until `now_ms`.
    pub(crate) fn stats(&self, now_ms: f64) -> PlaybackStats {
        let mut machine = self.clone();
        machine.advance(now_ms);
        PlaybackStats::from(&machine.state.stats)
    }

    /// Moves the clock on to the caller's time. On the way calm time may prove playing, which needs no command; true
    /// when it did.
    fn advance(&mut self, now_ms: f64) -> bool {
        let elapsed = now_ms - self.state.now_ms.replace(now_ms).unwrap_or(now_ms);
        let target = self.state.clock + elapsed.max(0.0);
        let calm = self
            .state
            .deadlines
            .calm
            .filter(|calm| *calm <= target && self.deadline().is_none_or(|deadline| *calm < deadline));
        if let Some(calm) = calm {
            self.elapse_to(calm);
            self.calm();
            self.enter_phase();
        }
        self.elapse_to(target);
        calm.is_some()
    }

    fn elapse_to(&mut self, moment: f64) {
        let phase = self.phase();
        let state = &mut self.state;
        let elapsed = (moment - state.clock).max(0.0);
        state.stats.elapse(phase, state.overlays.hidden, state.recovery.attempt > 0, elapsed);
        state.clock += elapsed;
    }

    /// Counts the phase that an event has led to.
    fn enter_phase(&mut self) -> Phase {
        let phase = self.phase();
        self.state.stats.enter(phase, self.state.overlays.hidden, self.state.wanted);
        phase
    }

    fn apply(&mut self, event: &Event) -> Rule {
        match event {
            Event::Play { url, expiry } => self.play(url.as_deref(), *expiry),
            Event::Stop => self.stop(),
            Event::Pause => self.pause(),
            Event::Resume => self.resume(),
            Event::State { code, generation } => self.state_code(*code, *generation),
            Event::NetStatus { video_fps, audio_bitrate, net_speed, generation } => {
                self.net_status(*video_fps, *audio_bitrate, *net_speed, *generation)
            }
            Event::Media { name, position, http_status, generation, .. } => {
                self.media(*name, *position, *http_status, *generation)
            }
            Event::Address { url, expiry } => self.address_answered(url, *expiry),
            Event::AddressFailed { outcome } => self.address_failed(outcome.as_ref()),
            Event::TokenRefreshed => self.token_refreshed(),
            Event::TokenFailed { outcome } => self.token_failed(outcome.as_ref()),
            Event::Hide => self.hide(),
            Event::Show => self.show(),
            Event::Offline => self.offline(),
            Event::Online => self.online(),
            Event::Wake => Rule::NothingDue,
        }
    }

    /// Does what time alone brings about, at most one thing.
    fn act_when_due(&mut self) -> Option<Rule> {
        if self.state.clock < self.deadline()? {
            return None;
        }
        Some(match self.state.activity {
            Activity::Connecting => self.outage(Rule::StartTimeout),
            Activity::Reconnecting => self.outage(Rule::NativeRetryTimeout),
            Activity::Playing if self.state.overlays.offline => {
                // The picture no longer moves, so the network is gone indeed.
                self.state.activity = Activity::Stalled;
                Rule::Offline
            }
            Activity::Playing | Activity::Stalled => self.outage(Rule::StallTimeout),
            Activity::Backoff => self.next_try(),
            Activity::Fetching => self.unanswered(),
            _ => return None,
        })
    }

    /// When the activity has to be looked at again; `None` where nothing may be done.
    fn deadline(&self) -> Option<f64> {
        let state = &self.state;
        let deadlines = &state.deadlines;
        if !state.wanted || self.blocked() {
            return None;
        }
        match state.activity {
            Activity::Connecting => Some(deadlines.start),
            Activity::Playing => deadlines.stall.filter(|_| state.generation.evidence),
            // A deadline that a snapshot lacks has passed: the machine must not wait for ever.
            Activity::Stalled => Some(deadlines.stall.unwrap_or(state.clock)),
            Activity::Reconnecting => Some(deadlines.native_retry.unwrap_or(state.clock)),
            Activity::Backoff => Some(deadlines.next_try),
            Activity::Fetching => Some(state.question.as_ref().map_or(state.clock, |question| question.deadline)),
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => None,
        }
    }

    fn phase(&self) -> Phase {
        let activity = self.state.activity;
        match activity {
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => activity.into(),
            _ if self.state.overlays.paused => Phase::Paused,
            _ if self.blocked() => Phase::Suspended,
            _ => activity.into(),
        }
    }

    fn decide(&mut self, phase: Phase, rule: Rule) -> Decision {
        let state = &self.state;
        let degraded_until = state.deadlines.degraded;
        let degraded = state.clock < degraded_until && matches!(phase, Phase::Playing | Phase::Stalled);
        let waking = state.wanted && !self.blocked();
        let wake = [
            self.deadline(),
            state.deadlines.calm.filter(|_| waking),
            // The page then takes the warning down.
            degraded.then_some(degraded_until),
        ];
        let wake = wake.into_iter().flatten().reduce(f64::min);
        let now_ms = state.now_ms.unwrap_or_default();
        let busy = matches!(
            phase,
            Phase::Connecting | Phase::Stalled | Phase::Reconnecting | Phase::Backoff | Phase::Fetching
        );
        Decision {
            phase,
            commands: std::mem::take(&mut self.commands),
            wake_at_ms: wake.map(|moment| now_ms + (moment - state.clock).max(0.0)),
            rule,
            attempt: state.recovery.attempt,
            generation: state.generation.number,
            // In back-off an error is shown instead of the spinner.
            loading: busy && !(phase == Phase::Backoff && state.error.is_some()),
            degraded,
            error: state.error.clone(),
        }
    }
}
