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
//! | `evidence` | pictures, bytes, the source: what it reports beside its position |
//! | `proof` | whether it plays, and the watchdogs |
//! | `edge` | how far a live view is behind its live edge |
//! | `recording` | where a recording goes on, and where its trial ends |
//! | `recovery` | outages, back-off, the ladder and the starts |
//! | `questions` | what the page is asked, and its answers |
//! | `addresses` | the current address and its expiry |

mod addresses;
mod edge;
mod evidence;
mod intent;
mod player;
mod proof;
mod questions;
mod recording;
mod recovery;
mod state;
mod surroundings;

pub(crate) use state::State;

use super::backoff::Backoff;
use super::decision::{Command, Decision, Failure, Reason, Rule};
use super::event::Event;
use super::failures;
use super::health::{Health, Standing};
use super::phase::{Activity, Phase};
use super::policy::Policy;
use super::stats::PlaybackStats;
use crate::data::record;

/// What time brings about.
#[derive(Clone, Copy)]
enum Due {
    /// The deadline of the activity.
    Activity,
    /// A question in the background has no answer.
    Answer,
    /// The address is replaced while it is played.
    Renewal(Reason),
    /// Whether going to the live edge has helped.
    EdgeCheck,
    /// The player of a hidden page is stopped.
    Release,
}

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
        let mut machine = Self::with_state(policy, State::default());
        machine.state.backoff = Backoff::new(policy.seed);
        machine
    }

    pub(crate) fn with_state(policy: Policy, state: State) -> Self {
        Self { policy, state, addresses_cut: false, commands: Vec::new() }
    }

    /// Another machine in the same state.
    pub(crate) fn copy(&mut self) -> Self {
        Self { addresses_cut: self.addresses_cut, ..Self::with_state(self.policy, record::copy(&mut self.state)) }
    }

    /// Handles one event. `now_ms` is whole.
    pub(crate) fn dispatch(&mut self, event: &Event, now_ms: f64) -> Decision {
        let proven = self.advance(now_ms);
        let mut rule = self.apply(event);
        self.ask_what_was_wished();
        if let Some(proven) = proven.filter(|_| rule == Rule::NothingDue) {
            rule = proven;
        }
        // One event leads to one action: what is due acts only where the event itself did not.
        if self.commands.is_empty()
            && ![Some(rule), proven].contains(&Some(Rule::HealedByItself))
            && let Some(due) = self.act_when_due()
        {
            rule = due;
        }
        if matches!(event, Event::Media { .. } | Event::NetStatus { .. })
            && let Some(caught_up) = self.catch_up()
        {
            rule = caught_up;
        }
        let phase = self.enter_phase();
        self.decide(phase, rule)
    }

    /// What the viewer has got until `now_ms`.
    pub(crate) fn stats(&mut self, now_ms: f64) -> PlaybackStats {
        PlaybackStats::from(&self.at(now_ms).state.stats)
    }

    /// The same in a word and a number.
    pub(crate) fn health(&mut self, now_ms: f64) -> Health {
        let machine = self.at(now_ms);
        let phase = machine.phase();
        let State { stats, recovery, overlays, .. } = &machine.state;
        let standing = match phase {
            Phase::Playing if machine.poor(phase) || machine.unstable() => Standing::Poor,
            Phase::Playing => Standing::Good,
            Phase::Failed => Standing::Failed,
            Phase::Idle | Phase::Paused | Phase::Ended | Phase::Stopped => Standing::Idle,
            Phase::Suspended if !overlays.offline => Standing::Idle,
            _ if stats.first_frame_ms.is_some() || recovery.attempt > 0 => Standing::Down,
            _ => Standing::Starting,
        };
        Health { standing, live: stats.live_share() }
    }

    /// Another machine in the state that this one has at `now_ms`.
    fn at(&mut self, now_ms: f64) -> Machine {
        let mut machine = self.copy();
        machine.advance(now_ms);
        machine
    }

    /// Moves the clock on to the caller's time. On the way calm time may prove playing, which needs no command; the
    /// rule that says so when it did.
    fn advance(&mut self, now_ms: f64) -> Option<Rule> {
        let elapsed = now_ms - self.state.now_ms.replace(now_ms).unwrap_or(now_ms);
        let target = self.state.clock + elapsed.max(0.0);
        let calm = self
            .state
            .deadlines
            .calm
            .filter(|_| !self.unwatched())
            .filter(|calm| *calm <= target && self.due().is_none_or(|(deadline, _)| *calm < deadline));
        let proven = calm.map(|calm| {
            self.elapse_to(calm);
            let rule = self.calm();
            self.enter_phase();
            rule
        });
        self.elapse_to(target);
        proven
    }

    fn elapse_to(&mut self, moment: f64) {
        let (phase, unwatched) = (self.phase(), self.unwatched());
        let state = &mut self.state;
        let elapsed = (moment - state.clock).max(0.0);
        state.stats.elapse(phase, unwatched, state.recovery.attempt > 0, elapsed);
        // Only time in which it plays makes it stable.
        if let Some(proven_at) = state.generation.proven_at.as_mut().filter(|_| phase != Phase::Playing) {
            *proven_at += elapsed;
        }
        state.clock += elapsed;
    }

    /// Counts the phase that an event has led to.
    fn enter_phase(&mut self) -> Phase {
        let phase = self.phase();
        let unwatched = self.unwatched();
        self.state.stats.enter(phase, unwatched, self.state.wanted);
        phase
    }

    fn apply(&mut self, event: &Event) -> Rule {
        match event {
            Event::Play { .. } => self.play(event),
            Event::Renew => self.renew(),
            Event::Stop => self.stop(),
            Event::Pause { by } => self.pause(*by),
            Event::Resume => self.resume(),
            Event::Seek { position } => self.seek(*position),
            Event::State { code, generation } => self.state_code(*code, *generation),
            Event::NetStatus { .. } => self.net_status(event),
            Event::Media { .. } => self.media(event),
            Event::Address { url, expiry, trial, once, question } => {
                self.address_answered(url, *expiry, *trial, once.unwrap_or_default(), *question)
            }
            Event::AddressFailed { outcome, question } => self.address_failed(outcome.as_ref(), *question),
            Event::TokenRefreshed { question } => self.token_refreshed(*question),
            Event::TokenFailed { outcome, question } => self.token_failed(outcome.as_ref(), *question),
            Event::Hide => self.hide(),
            Event::Show => self.show(),
            Event::Floating { on } => self.floating(*on),
            Event::Offline => self.offline(),
            Event::Online => self.online(),
            Event::Wake if self.waits_for_data() => Rule::DataComingIn,
            Event::Wake => Rule::NothingDue,
        }
    }

    /// Does what time alone brings about, at most one thing.
    fn act_when_due(&mut self) -> Option<Rule> {
        let (moment, due) = self.due()?;
        if self.state.clock < moment {
            return None;
        }
        Some(match due {
            Due::Release => self.release(),
            Due::EdgeCheck => self.check_edge(),
            Due::Renewal(reason) => {
                self.ask_address(reason);
                if reason == Reason::AddressRefused { Rule::AddressRefused } else { Rule::AddressExpiresSoon }
            }
            Due::Answer => self.unanswered_in_background(),
            Due::Activity => return self.act_on_deadline(),
        })
    }

    /// The deadline of the activity has come.
    fn act_on_deadline(&mut self) -> Option<Rule> {
        Some(match self.state.activity {
            Activity::Connecting => self.timed_out(Rule::StartTimeout),
            Activity::Reconnecting => self.timed_out(Rule::NativeRetryTimeout),
            Activity::Playing if self.state.overlays.offline => {
                // The picture no longer moves, so the network is gone indeed.
                self.state.activity = Activity::Stalled;
                Rule::Offline
            }
            Activity::Playing if self.data_comes_in() => {
                self.stall_for_data();
                Rule::DataComingIn
            }
            Activity::Playing | Activity::Stalled => self.timed_out(Rule::StallTimeout),
            Activity::Backoff => self.next_try(),
            Activity::Fetching => self.unanswered(),
            _ => return None,
        })
    }

    /// What time brings about next, and when.
    fn due(&self) -> Option<(f64, Due)> {
        if !self.state.wanted {
            return None;
        }
        let release = self.release_at().map(|at| (at, Due::Release));
        if self.blocked() {
            return release;
        }
        let background = self.state.question.as_ref().filter(|_| self.state.activity != Activity::Fetching);
        let dues = [
            self.deadline().map(|at| (at, Due::Activity)),
            background.map(|question| (question.deadline, Due::Answer)),
            self.renewal_due().map(|(at, reason)| (at, Due::Renewal(reason))),
            self.edge_check_at().map(|at| (at, Due::EdgeCheck)),
            release,
        ];
        dues.into_iter().flatten().reduce(|one, other| if other.0 < one.0 { other } else { one })
    }

    /// When the activity has to be looked at again.
    fn deadline(&self) -> Option<f64> {
        let state = &self.state;
        let deadlines = &state.deadlines;
        match state.activity {
            Activity::Connecting => Some(self.with_data(deadlines.start)),
            Activity::Playing => deadlines.stall.filter(|_| state.generation.evidence),
            // A deadline that a snapshot lacks has passed: the machine must not wait for ever.
            Activity::Stalled => Some(self.with_data(deadlines.stall.unwrap_or(state.clock))),
            Activity::Reconnecting => Some(deadlines.native_retry.unwrap_or(state.clock)),
            Activity::Backoff => Some(deadlines.next_try),
            Activity::Fetching => Some(state.question.as_ref().map_or(state.clock, |question| question.deadline)),
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => None,
        }
    }

    fn phase(&self) -> Phase {
        let activity = self.state.activity;
        let overlays = &self.state.overlays;
        match activity {
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => activity.into(),
            _ if overlays.paused && !overlays.by_system => Phase::Paused,
            _ if self.blocked() => Phase::Suspended,
            _ => activity.into(),
        }
    }

    /// The player has warned of the picture or the sound a moment ago.
    fn poor(&self, phase: Phase) -> bool {
        self.state.clock < self.state.deadlines.degraded && matches!(phase, Phase::Playing | Phase::Stalled)
    }

    /// What the page is shown: the first of these that holds.
    fn error(&self, phase: Phase) -> Option<Failure> {
        let state = &self.state;
        let known = match () {
            () if state.overlays.by_policy && phase == Phase::Paused => failures::GESTURE_REQUIRED,
            () if state.error.is_some() => return state.error.clone(),
            () if !state.wanted => return None,
            () if state.source.ended => failures::STREAM_ENDED,
            () if state.source.stale => failures::STREAM_STALE,
            () if state.recovery.exhausted => failures::ATTEMPTS_EXHAUSTED,
            () if self.unstable() && phase != Phase::Playing => failures::UNSTABLE,
            () => return None,
        };
        Some(Failure::from(known))
    }

    fn decide(&mut self, phase: Phase, rule: Rule) -> Decision {
        let state = &self.state;
        let degraded_until = state.deadlines.degraded;
        let poor = self.poor(phase);
        let unstable = phase == Phase::Playing && self.unstable();
        let waking = state.wanted && !self.blocked();
        let wake = [
            self.due().map(|(at, _)| at),
            state.deadlines.calm.filter(|_| waking),
            // The page then takes the warning down.
            poor.then_some(degraded_until),
            self.stable_at().filter(|_| unstable && waking),
        ];
        let wake = wake.into_iter().flatten().reduce(f64::min);
        let now_ms = state.now_ms.unwrap_or_default();
        let busy = matches!(
            phase,
            Phase::Connecting | Phase::Stalled | Phase::Reconnecting | Phase::Backoff | Phase::Fetching
        );
        let error = self.error(phase);
        Decision {
            phase,
            commands: std::mem::take(&mut self.commands),
            wake_at_ms: wake.map(|moment| now_ms + (moment - state.clock).max(0.0)),
            rule,
            attempt: state.recovery.attempt,
            generation: state.generation.number,
            // In back-off an error is shown instead of the spinner.
            loading: busy && !(phase == Phase::Backoff && error.is_some()),
            degraded: poor || unstable,
            error,
            behind_ms: state.generation.behind_ms,
        }
    }
}
