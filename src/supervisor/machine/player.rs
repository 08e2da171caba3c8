//! What the player says: state codes, netStatus and the events of a media element.

use super::Machine;
use super::proof::Motion;
use crate::players::{self, Effect, Source};
use crate::supervisor::decision::Rule;
use crate::supervisor::event::{Event, Media};
use crate::supervisor::failures;
use crate::supervisor::phase::Activity;

/// While a seek is under way, reports from before it may be so much past the end of the trial.
const SEEK_SLACK_SECONDS: f64 = 0.5;
/// How long a warning about a degraded picture is shown.
const DEGRADED_MS: f64 = 8_000.0;

impl Machine {
    pub(super) fn state_code(&mut self, code: f64, generation: Option<u32>) -> Rule {
        let Some(effect) = players::effect(self.policy.component, code) else {
            return Rule::UnknownCodeIgnored;
        };
        let ignored = self.not_heard(generation, effect == Effect::Begins);
        if let Some(rule) = ignored {
            // What a code says of the address and of the network holds also when the generation is over.
            if rule == Rule::GenerationOver {
                match effect {
                    Effect::Refused => self.refuse_address(),
                    Effect::NoH265 => self.avoid_h265(),
                    Effect::Begins => self.network_is_there(),
                    _ => {}
                }
            }
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
            Effect::Refused => self.refused(),
            Effect::NoH265 => self.codec_failed(),
            Effect::Ended => self.ended(),
            Effect::Suspended => {
                self.state.overlays.paused = true;
                self.state.overlays.by_system = true;
                self.interrupt();
                Rule::SuspendedBySystem
            }
            Effect::NoCamera => self.give_up(Rule::PermissionDenied, failures::PERMISSION_CAMERA),
            Effect::NoMicrophone => self.give_up(Rule::PermissionDenied, failures::PERMISSION_MICROPHONE),
            Effect::Unusable => self.give_up(Rule::DeviceUnusable, failures::DEVICE_UNUSABLE),
        }
    }

    pub(super) fn net_status(&mut self, event: &Event) -> Rule {
        let Event::NetStatus { video_fps, video_bitrate, audio_bitrate, net_speed, generation } = event else {
            return Rule::NoProgress;
        };
        if let Some(rule) = self.not_heard(*generation, true) {
            return rule;
        }
        self.evidence_came();
        let (clock, longest_ms) = (self.state.clock, self.policy.stall_timeout_ms);
        let progress = &mut self.state.generation.progress;
        let moved = match self.policy.component {
            Source::LivePlayer => progress.report(*video_fps, *audio_bitrate, *net_speed, clock, longest_ms),
            Source::LivePusher => progress.pushed(*video_bitrate, *audio_bitrate, *net_speed, clock, longest_ms),
        };
        match moved {
            Some(moved_ms) => self.moved(Motion { moved_ms, position: None, new_pictures: None }),
            None => Rule::NoProgress,
        }
    }

    pub(super) fn media(&mut self, event: &Event) -> Rule {
        let Event::Media { name, position, http_status, generation, .. } = event else {
            return Rule::NoProgress;
        };
        let refused = matches!(name, Media::Error | Media::Refused) && matches!(http_status, Some(401 | 403 | 410));
        if let Some(rule) = self.not_heard(*generation, matches!(name, Media::Progress | Media::Source)) {
            if rule == Rule::GenerationOver {
                if http_status.is_some() {
                    self.network_is_there();
                }
                if refused {
                    self.refuse_address();
                } else if matches!(event, Event::Media { name: Media::Error, codec: Some(true), .. }) {
                    self.avoid_h265();
                } else if *name == Media::Progress
                    && matches!(self.state.activity, Activity::Backoff | Activity::Fetching)
                    && !self.state.recording.trial_over
                    && self.trial_is_reached(*position)
                {
                    // What plays on between two tries plays no longer than the trial either.
                    return self.end_trial();
                }
            }
            return rule;
        }
        if http_status.is_some() {
            self.network_is_there();
        }
        self.note(event);
        match name {
            Media::Loading => Rule::NormalProgress,
            Media::Playing => Rule::PlayingNotProven,
            Media::Progress => match position {
                Some(position) => self.position(*position, event),
                None => Rule::NoProgress,
            },
            Media::Waiting => self.buffering(),
            Media::Ended => self.ended(),
            Media::Error if refused => self.refused(),
            Media::Error => match event {
                Event::Media { codec: Some(true), .. } => self.codec_failed(),
                // A server that cuts the film may do so in the middle of a picture.
                _ if !self.policy.live && self.trial_is_near() => self.trial_over(),
                _ => self.outage(Rule::MediaError),
            },
            Media::Data => self.data(event),
            Media::Source => Rule::NormalProgress,
            Media::Refused => self.refused_in_passing(),
        }
    }

    /// A media `progress` with its position.
    fn position(&mut self, position: f64, event: &Event) -> Rule {
        let clock = self.state.clock;
        let frames = if let Event::Media { frames, .. } = event { *frames } else { None };
        // A picture counts whether or not its position does.
        let new_pictures = frames.map(|frames| self.pictures(frames));
        if self.before_the_start(position) {
            // A seek that the player does not carry out does not lead past the trial.
            let past = self.trial_is_reached(Some(position - SEEK_SLACK_SECONDS));
            return if past { self.end_trial() } else { Rule::NoProgress };
        }
        let generation = &mut self.state.generation;
        let (moves_from, since) = (generation.progress.position, generation.progress.position_at);
        let moved = generation.progress.position(position, clock);
        if moves_from.is_some() {
            // While the position stands, no picture is missed.
            generation.pictures.at += clock - since - moved.unwrap_or_default();
        }
        let Some(moved_ms) = moved else {
            // Where a start begins beyond its trial, its first position ends it.
            return if self.trial_is_reached(Some(position)) { self.end_trial() } else { Rule::NoProgress };
        };
        self.evidence_came();
        if self.frozen(new_pictures) {
            return self.outage(Rule::Frozen);
        }
        self.moved(Motion { moved_ms, position: Some(position), new_pictures })
    }

    /// Bytes came in.
    fn data(&mut self, event: &Event) -> Rule {
        if matches!(event, Event::Media { bytes: Some(bytes), .. } if *bytes <= 0.0) {
            return Rule::NoProgress;
        }
        self.state.generation.data_at = Some(self.state.clock);
        self.state.edge.slow |= self.state.activity == Activity::Stalled;
        // Where the picture moves, bytes decide nothing.
        if matches!(self.state.activity, Activity::Connecting | Activity::Stalled) {
            Rule::DataComingIn
        } else {
            Rule::NormalProgress
        }
    }

    /// Why a report of the player does not count, if it does not. `moves`: it says that the picture or its source moves,
    /// which brings back a generation that is over for want of that alone.
    fn not_heard(&self, generation: Option<u32>, moves: bool) -> Option<Rule> {
        let state = &self.state;
        let heals =
            moves && state.generation.healable && matches!(state.activity, Activity::Backoff | Activity::Fetching);
        if !state.wanted {
            Some(Rule::NotWanted)
        } else if generation.is_some_and(|generation| generation < state.generation.number) {
            Some(Rule::OldGenerationIgnored)
        } else if (state.generation.over && !heals)
            || matches!(state.activity, Activity::Idle | Activity::Ended | Activity::Failed)
        {
            Some(Rule::GenerationOver)
        } else {
            None
        }
    }

    /// 2003 or 2004.
    fn picture_begins(&mut self) -> Rule {
        self.network_is_there();
        let clock = self.state.clock;
        let generation = &self.state.generation;
        let waiting = matches!(self.state.activity, Activity::Backoff | Activity::Fetching);
        let may_end = generation.over || self.state.recovery.replanned_at.is_some();
        // A try that waits is called off also where the picture had been proven before it stalled.
        if !generation.evidence && if waiting { may_end } else { !generation.progress.proven } {
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
            self.state.edge.interrupted = true;
            self.state.deadlines.stall.get_or_insert(self.state.clock + self.policy.stall_timeout_ms);
        }
    }

    /// 2103, 3001, 3002, 3003 or 3005.
    fn native_retry(&mut self) -> Rule {
        self.break_proof();
        let waits = self.waits_for_an_answer();
        let state = &mut self.state;
        state.generation.progress.doubt();
        if waits {
            // The start that the answer leads to takes the place of this player.
            return Rule::NativeRetryUnderWay;
        }
        state.activity = Activity::Reconnecting;
        state.deadlines.native_retry.get_or_insert(state.clock + self.policy.native_retry_timeout_ms);
        Rule::NativeRetryUnderWay
    }

    /// The end of the stream, or of the recording.
    fn ended(&mut self) -> Rule {
        if self.policy.live {
            let rule = self.standing(Rule::LiveEnded);
            return self.outage(rule);
        }
        if self.trial_is_near() {
            return self.trial_over();
        }
        self.finish();
        // The next play begins anew.
        self.state.recording.position = 0.0;
        Rule::RecordingEnded
    }

    /// A recording plays no further.
    pub(super) fn finish(&mut self) {
        self.begin_afresh();
        let state = &mut self.state;
        state.question = None;
        state.wanted = false;
        state.generation.over = true;
        state.generation.healable = false;
        state.activity = Activity::Ended;
    }
}
