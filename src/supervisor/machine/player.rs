//! What the player says: state codes, netStatus and the events of a media element.

use super::Machine;
use crate::players::{self, Effect};
use crate::supervisor::decision::{Reason, Rule};
use crate::supervisor::event::Media;
use crate::supervisor::phase::Activity;

/// How long a warning about a degraded picture is shown.
const DEGRADED_MS: f64 = 8_000.0;

impl Machine {
    pub(super) fn state_code(&mut self, code: f64, generation: Option<u32>) -> Rule {
        let Some(effect) = players::effect(code) else {
            return Rule::UnknownCodeIgnored;
        };
        let ignored = self.not_heard(generation);
        // What a code says of the address holds also when the generation is over.
        if ignored.is_none_or(|rule| rule == Rule::GenerationOver) {
            match effect {
                Effect::Refused => self.need_address(Reason::AddressRefused),
                Effect::NoH265 => self.avoid_h265(),
                _ => {}
            }
        }
        if let Some(rule) = ignored {
            return rule;
        }
        match effect {
            Effect::Nothing => Rule::NormalProgress,
            Effect::Begins => self.picture_begins(),
            Effect::Buffering => self.buffering(),
            Effect::Degraded => {
                self.degrade();
                Rule::Degraded
            }
            Effect::Stutter => self.stutter(),
            Effect::NativeRetry => self.native_retry(),
            Effect::Disconnected => self.outage(Rule::Disconnected),
            Effect::Refused => self.outage(Rule::AddressRefused),
            Effect::NoH265 => self.outage(Rule::H265Unsupported),
            Effect::Ended => self.ended(),
        }
    }

    pub(super) fn net_status(
        &mut self,
        fps: Option<f64>,
        audio: Option<f64>,
        net_speed: Option<f64>,
        generation: Option<u32>,
    ) -> Rule {
        if let Some(rule) = self.not_heard(generation) {
            return rule;
        }
        self.evidence_came();
        let (clock, longest_ms) = (self.state.clock, self.policy.stall_timeout_ms);
        match self.state.generation.progress.report(fps, audio, net_speed, clock, longest_ms) {
            Some(moved_ms) => self.moved(moved_ms),
            None => Rule::NoProgress,
        }
    }

    pub(super) fn media(
        &mut self,
        name: Media,
        position: Option<f64>,
        http_status: Option<u32>,
        generation: Option<u32>,
    ) -> Rule {
        let refused = name == Media::Error && matches!(http_status, Some(401 | 403 | 410));
        let ignored = self.not_heard(generation);
        if refused && ignored.is_none_or(|rule| rule == Rule::GenerationOver) {
            self.need_address(Reason::AddressRefused);
        }
        if let Some(rule) = ignored {
            return rule;
        }
        match name {
            Media::Loading => Rule::NormalProgress,
            Media::Playing => Rule::PlayingNotProven,
            Media::Progress => {
                let clock = self.state.clock;
                let progress = &mut self.state.generation.progress;
                match position.and_then(|position| progress.position(position, clock)) {
                    Some(moved_ms) => {
                        self.evidence_came();
                        self.moved(moved_ms)
                    }
                    None => Rule::NoProgress,
                }
            }
            Media::Waiting => self.buffering(),
            Media::Ended => self.ended(),
            Media::Error if refused => self.outage(Rule::AddressRefused),
            Media::Error => self.outage(Rule::MediaError),
        }
    }

    /// Why a report of the player does not count, if it does not.
    fn not_heard(&self, generation: Option<u32>) -> Option<Rule> {
        let state = &self.state;
        if !state.wanted {
            Some(Rule::NotWanted)
        } else if generation.is_some_and(|generation| generation < state.generation.number) {
            Some(Rule::OldGenerationIgnored)
        } else if state.generation.over || matches!(state.activity, Activity::Idle | Activity::Ended | Activity::Failed)
        {
            Some(Rule::GenerationOver)
        } else {
            None
        }
    }

    /// 2003 or 2004.
    fn picture_begins(&mut self) -> Rule {
        let clock = self.state.clock;
        let generation = &self.state.generation;
        if !generation.evidence && !generation.progress.proven {
            // The second of the two codes does not delay the proof.
            self.state.deadlines.calm.get_or_insert(clock + self.policy.proven_after_ms);
        }
        match self.state.activity {
            Activity::Connecting if self.state.recovery.first_start => {
                self.state.activity = Activity::Playing;
                self.start_watchdog();
                Rule::FirstPicture
            }
            Activity::Stalled => {
                self.state.activity = Activity::Playing;
                self.keep_watchdog();
                Rule::StallOver
            }
            Activity::Playing => Rule::NormalProgress,
            _ => Rule::PlayingNotProven,
        }
    }

    /// 2007 or a media `waiting`.
    fn buffering(&mut self) -> Rule {
        self.state.deadlines.calm = None;
        self.stall();
        Rule::Buffering
    }

    /// 2105.
    fn stutter(&mut self) -> Rule {
        let was_playing = self.state.activity == Activity::Playing;
        self.degrade();
        self.stall();
        let deadlines = &mut self.state.deadlines;
        // Without evidence the only sign that it is over is that it does not come again.
        if !self.state.generation.evidence && (was_playing || deadlines.calm.is_some()) {
            deadlines.calm = Some(self.state.clock + self.policy.proven_after_ms);
        }
        Rule::Stutter
    }

    fn degrade(&mut self) {
        self.state.deadlines.degraded = self.state.clock + DEGRADED_MS;
    }

    fn stall(&mut self) {
        if self.state.activity == Activity::Playing {
            self.state.activity = Activity::Stalled;
            self.state.deadlines.stall.get_or_insert(self.state.clock + self.policy.stall_timeout_ms);
        }
    }

    /// 2103, 3001, 3002, 3003 or 3005.
    fn native_retry(&mut self) -> Rule {
        self.break_proof();
        let state = &mut self.state;
        state.generation.progress.doubt();
        state.activity = Activity::Reconnecting;
        state.deadlines.native_retry.get_or_insert(state.clock + self.policy.native_retry_timeout_ms);
        Rule::NativeRetryUnderWay
    }

    /// The end of the stream, or of the recording.
    fn ended(&mut self) -> Rule {
        if self.policy.live {
            return self.outage(Rule::LiveEnded);
        }
        self.begin_afresh();
        self.state.wanted = false;
        self.state.generation.over = true;
        self.state.activity = Activity::Ended;
        Rule::RecordingEnded
    }
}
