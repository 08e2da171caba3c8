//! The rules: what follows from an event, given all that came before.
//!
//! The machine has an *activity*, what it is doing about playback, and things that lie over it: hidden, offline,
//! paused. While one of those forbids it to act, nothing is sent and no wake is pending; the activity waits below.

use super::backoff::{Backoff, earliest_start};
use super::decision::{Command, Decision, Failure, Phase, Reason, Rule};
use super::event::{Event, Expiry, Media};
use super::policy::Policy;
use super::progress::Progress;
use super::stats::Stats;
use crate::address;
use crate::data::record::{names, record};
use crate::data::text::Text;
use crate::players::{self, Effect};
use crate::vendors::outcome::{Outcome, Retry};

/// How long a warning shows.
const DEGRADED_MS: f64 = 8_000.0;

names! {
    /// What is being done about playback.
    pub(crate) enum Activity {
        /// Nothing yet.
        Idle = "idle",
        /// A start of ours, not proven.
        Connecting = "connecting",
        /// The picture moves, as far as is known.
        Playing = "playing",
        /// It stands, and may come back by itself.
        Stalled = "stalled",
        /// The player reconnects by itself.
        Reconnecting = "reconnecting",
        /// Waiting for `retry_at`.
        Backoff = "backoff",
        /// Waiting for an answer of the page.
        Fetching = "fetching",
        /// A recording is over.
        Ended = "ended",
        /// Given up.
        Failed = "failed",
        /// Stopped by the user.
        Stopped = "stopped",
    }
}

/// What the page is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Question {
    Address(Reason),
    Token,
}

record! {
    /// What the page is shown, as plain data.
    pub(crate) struct Shown {
        code: String,
        zh: String,
        en: String,
        retryable: bool,
    }
}

record! {
    /// An answer is awaited. At most one is, ever.
    pub(crate) struct Asked {
        /// False: for a token.
        address: bool,
        /// Unanswered by then, it has failed.
        deadline: f64,
        /// The answer no longer matters: it was asked for another address' sake.
        stale: bool,
    }
}

record! {
    /// All that the machine remembers. Moments are on its own clock, which never goes back.
    pub(crate) struct State {
        clock: f64,
        /// The caller's clock at the last event.
        now_ms: Option<f64>,
        backoff: Backoff,
        activity: Activity,
        wanted: bool,
        hidden: bool,
        offline: bool,
        paused: bool,
        generation: u32,
        /// Its outage has been declared: whatever its player says now comes too late.
        generation_over: bool,
        /// The page reports progress; else only state codes are to be had.
        evidence: bool,
        progress: Progress,
        /// Since when playing is proven without a break.
        proven_at: Option<f64>,
        /// Without evidence: proven by then, if no bad news comes.
        calm_at: Option<f64>,
        /// No outage yet since the user's play: 2003 and 2004 show playing at once.
        first_start: bool,
        /// The next start is a plain play, for there was none since the user's.
        starting: bool,
        start_deadline: f64,
        stall_deadline: Option<f64>,
        native_deadline: Option<f64>,
        retry_at: f64,
        /// Moments of the starts of the last minute, for pacing.
        sent: Vec<f64>,
        attempt: u32,
        /// How far up the ladder this outage has climbed.
        rung: u32,
        exhausted: bool,
        /// This outage has had its fresh address.
        address_fetched: bool,
        token_refreshed: bool,
        token_needed: bool,
        /// No start is of use before there is a new address.
        address_needed: Option<Reason>,
        no_h265: bool,
        asked: Option<Asked>,
        /// Tells addresses apart without keeping them.
        address_digest: Option<f64>,
        expires_at: Option<f64>,
        /// It was still ahead, by our clock, when the address came.
        expiry_ahead: bool,
        /// An address that has not been loaded yet.
        pending_url: Option<String>,
        degraded_until: f64,
        error: Option<Shown>,
        stats: Stats,
    }
}

/// What an answer of the page answers.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// The question at hand.
    Awaited,
    /// One that no longer matters.
    Stale,
    /// None that is open.
    Unasked,
}

/// A policy, a state, and what the event at hand has led to.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub(crate) policy: Policy,
    pub(crate) state: State,
    /// Addresses were cut by a trace and cannot be compared: each is another one, as it was when the trace was made.
    pub(crate) addresses_cut: bool,
    commands: Vec<Command>,
}

impl Machine {
    /// True for the address that is played, or about to be.
    pub(crate) fn is_current(&self, url: &str) -> bool {
        !self.addresses_cut && self.state.address_digest == Some(digest(url))
    }

    pub(crate) fn new(policy: Policy) -> Self {
        let state = State { backoff: Backoff::new(policy.seed), ..State::default() };
        Self::with_state(policy, state)
    }

    pub(crate) fn with_state(policy: Policy, state: State) -> Self {
        Self { policy, state, addresses_cut: false, commands: Vec::new() }
    }

    /// One event. `now_ms` is whole.
    pub(crate) fn dispatch(&mut self, event: &Event, now_ms: f64) -> Decision {
        let proven = self.advance(now_ms);
        let mut rule = self.apply(event);
        if rule == Rule::NothingDue && proven {
            rule = Rule::PlayingProven;
        }
        // One event, one action: what is due acts only where the event itself did not.
        if self.commands.is_empty()
            && let Some(due) = self.act_when_due()
        {
            rule = due;
        }
        let phase = self.phase();
        self.state.stats.enter(phase, self.state.hidden, self.state.wanted);
        self.decide(phase, rule)
    }

    /// Moves the clock on to the caller's time, and lets happen what needs no command: time that calmly went by is
    /// proof where there is no other. True when it was just that.
    pub(crate) fn advance(&mut self, now_ms: f64) -> bool {
        let elapsed = now_ms - self.state.now_ms.replace(now_ms).unwrap_or(now_ms);
        let target = self.state.clock + elapsed.max(0.0);
        let calm_at = self
            .state
            .calm_at
            .filter(|calm_at| *calm_at <= target && self.deadline().is_none_or(|deadline| *calm_at < deadline));
        if let Some(calm_at) = calm_at {
            self.elapse_to(calm_at);
            self.calm();
        }
        self.elapse_to(target);
        calm_at.is_some()
    }

    fn elapse_to(&mut self, moment: f64) {
        let phase = self.phase();
        let state = &mut self.state;
        let elapsed = (moment - state.clock).max(0.0);
        state.stats.elapse(phase, state.hidden, state.attempt > 0, elapsed);
        state.clock += elapsed;
    }

    fn calm(&mut self) {
        self.state.calm_at = None;
        if self.state.progress.proven {
            self.state.activity = Activity::Playing;
            self.keep_watching();
        } else {
            self.prove();
        }
        let phase = self.phase();
        self.state.stats.enter(phase, self.state.hidden, self.state.wanted);
    }

    fn apply(&mut self, event: &Event) -> Rule {
        match event {
            Event::Play { url, expiry } => self.play(url.as_deref(), *expiry),
            Event::Stop => self.stop(),
            Event::State { code, generation } => self.state_code(*code, *generation),
            Event::NetStatus { video_fps, audio_bitrate, net_speed, generation } => {
                self.net_status(*video_fps, *audio_bitrate, *net_speed, *generation)
            }
            Event::Media { name, position, http_status, generation, .. } => {
                self.media(*name, *position, *http_status, *generation)
            }
            Event::Address { url, expiry } => self.address(url, *expiry),
            Event::AddressFailed(outcome) => self.address_failed(outcome.as_ref()),
            Event::TokenRefreshed => self.token_refreshed(),
            Event::TokenFailed(outcome) => self.token_failed(outcome.as_ref()),
            Event::Pause => self.pause(),
            Event::Resume => self.resume(),
            Event::Hide => self.hide(),
            Event::Show => {
                if std::mem::take(&mut self.state.hidden) {
                    self.back()
                } else {
                    Rule::NothingDue
                }
            }
            Event::Offline => self.offline(),
            Event::Online => {
                if std::mem::take(&mut self.state.offline) {
                    self.back()
                } else {
                    Rule::NothingDue
                }
            }
            Event::Wake => Rule::NothingDue,
        }
    }

    // ───────────── what the user wants ─────────────

    fn play(&mut self, url: Option<&str>, expiry: Expiry) -> Rule {
        let clock = self.state.clock;
        self.state.stats.first_play_at.get_or_insert(clock);
        self.state.wanted = true;
        let was_paused = std::mem::take(&mut self.state.paused);
        let another = url.filter(|url| !self.is_current(url));
        if let Some(url) = another {
            self.adopt(url, expiry);
            if let Some(asked) = &mut self.state.asked {
                asked.stale = true;
            }
            self.begin_afresh();
            return self.start();
        }
        if url.is_some() || expiry != Expiry::Unsaid {
            self.note_expiry(url, expiry);
        }
        match self.state.activity {
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => {
                self.begin_afresh();
                self.start()
            }
            // Offline, too: the hint may be wrong, and the user asked for it.
            Activity::Backoff | Activity::Connecting | Activity::Stalled | Activity::Reconnecting
                if self.state.activity == Activity::Backoff || self.state.offline =>
            {
                if self.state.hidden {
                    return Rule::PlayWhenShown;
                }
                if self.state.exhausted {
                    self.begin_afresh();
                    self.state.starting = false;
                }
                self.retry();
                Rule::RetryNow
            }
            // A player that was paused needs to be told, were it by a browser that allowed no start without a click.
            Activity::Playing | Activity::Connecting | Activity::Stalled | Activity::Reconnecting if was_paused => {
                self.state.starting = true;
                self.start()
            }
            _ => {
                if was_paused {
                    self.resumed();
                }
                Rule::AlreadyUnderWay
            }
        }
    }

    fn stop(&mut self) -> Rule {
        self.begin_afresh();
        let state = &mut self.state;
        state.wanted = false;
        state.paused = false;
        state.generation_over = true;
        state.degraded_until = 0.0;
        state.activity = Activity::Stopped;
        self.commands.push(Command::Stop);
        Rule::Stop
    }

    fn pause(&mut self) -> Rule {
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        self.state.paused = true;
        self.interrupt();
        Rule::Paused
    }

    fn resume(&mut self) -> Rule {
        if !std::mem::take(&mut self.state.paused) {
            return Rule::NothingDue;
        }
        self.resumed();
        Rule::Resumed
    }

    /// No outage: whatever was under way has all of its time again.
    fn resumed(&mut self) {
        let clock = self.state.clock;
        self.interrupt();
        match self.state.activity {
            Activity::Playing => self.watch(),
            Activity::Connecting => self.state.start_deadline = clock + self.policy.start_timeout_ms,
            Activity::Stalled => self.state.stall_deadline = Some(clock + self.policy.stall_timeout_ms),
            Activity::Reconnecting => self.state.native_deadline = Some(clock + self.policy.native_retry_timeout_ms),
            _ => {}
        }
    }

    // ───────────── hidden, offline ─────────────

    fn hide(&mut self) -> Rule {
        self.state.hidden = true;
        self.interrupt();
        Rule::Hidden
    }

    fn offline(&mut self) -> Rule {
        self.state.offline = true;
        if self.state.wanted && !self.blocked() {
            return Rule::OfflineButPlaying;
        }
        Rule::Offline
    }

    /// Shown, or online again.
    fn back(&mut self) -> Rule {
        if self.blocked() {
            return if self.state.hidden { Rule::Hidden } else { Rule::Offline };
        }
        if !self.state.wanted {
            return Rule::NotWanted;
        }
        match self.state.activity {
            Activity::Playing => {
                self.interrupt();
                self.watch();
                Rule::StillPlaying
            }
            Activity::Failed if !self.state.exhausted => Rule::NothingDue,
            // The answer still comes, or its deadline does.
            Activity::Fetching => Rule::NothingDue,
            _ => {
                if self.state.exhausted {
                    self.begin_afresh();
                    self.state.starting = false;
                }
                self.state.activity = Activity::Backoff;
                self.state.retry_at = self.state.clock + self.state.backoff.replan_ms();
                Rule::Replanned
            }
        }
    }

    /// Forbidden to act. Offline is a hint only: a picture that moves is believed more.
    fn blocked(&self) -> bool {
        let state = &self.state;
        state.paused || state.hidden || (state.offline && state.activity != Activity::Playing)
    }

    /// The clock goes on, the picture need not.
    fn interrupt(&mut self) {
        self.state.progress.interrupted(self.state.clock);
        self.state.calm_at = None;
    }

    // ───────────── what the player says ─────────────

    fn state_code(&mut self, code: f64, generation: Option<u32>) -> Rule {
        let Some(effect) = players::effect(code) else {
            return Rule::UnknownCodeIgnored;
        };
        if let Some(rule) = self.not_heard(generation) {
            if rule == Rule::GenerationOver {
                match effect {
                    Effect::Refused => self.need_address(Reason::AddressRefused),
                    Effect::NoH265 => self.avoid_h265(),
                    _ => {}
                }
            }
            return rule;
        }
        match effect {
            Effect::Nothing => Rule::NormalProgress,
            Effect::Shown => self.shown(),
            Effect::Buffering => self.buffering(),
            Effect::Degraded => {
                self.degrade();
                Rule::Degraded
            }
            Effect::Stutter => self.stutter(),
            Effect::NativeRetry => self.native_retry(),
            Effect::Disconnected => self.outage(Rule::Disconnected),
            Effect::Refused => {
                self.need_address(Reason::AddressRefused);
                self.outage(Rule::AddressRefused)
            }
            Effect::NoH265 => {
                self.avoid_h265();
                self.outage(Rule::H265Unsupported)
            }
            Effect::Ended => self.ended(),
        }
    }

    fn net_status(
        &mut self,
        fps: Option<f64>,
        audio: Option<f64>,
        net_speed: Option<f64>,
        generation: Option<u32>,
    ) -> Rule {
        if let Some(rule) = self.not_heard(generation) {
            return rule;
        }
        self.now_with_evidence();
        let state = &mut self.state;
        match state.progress.report(fps, audio, net_speed, state.clock, self.policy.stall_timeout_ms) {
            Some(moved_ms) => self.moved(moved_ms),
            None => Rule::NoProgress,
        }
    }

    fn media(&mut self, name: Media, position: Option<f64>, http_status: Option<u32>, generation: Option<u32>) -> Rule {
        let refused = name == Media::Error && matches!(http_status, Some(401 | 403 | 410));
        if let Some(rule) = self.not_heard(generation) {
            if rule == Rule::GenerationOver && refused {
                self.need_address(Reason::AddressRefused);
            }
            return rule;
        }
        match name {
            Media::Loading => Rule::NormalProgress,
            Media::Playing => Rule::PlayingNotProven,
            Media::Progress => {
                let moved = position.and_then(|position| self.state.progress.position(position, self.state.clock));
                match moved {
                    Some(moved_ms) => {
                        self.now_with_evidence();
                        self.moved(moved_ms)
                    }
                    None => Rule::NoProgress,
                }
            }
            Media::Waiting => self.buffering(),
            Media::Ended => self.ended(),
            Media::Error if refused => {
                self.need_address(Reason::AddressRefused);
                self.outage(Rule::AddressRefused)
            }
            Media::Error => self.outage(Rule::MediaError),
        }
    }

    /// Why a report of the player does not count, if it does not.
    fn not_heard(&self, generation: Option<u32>) -> Option<Rule> {
        let state = &self.state;
        if !state.wanted {
            Some(Rule::NotWanted)
        } else if generation.is_some_and(|generation| generation < state.generation) {
            Some(Rule::OldGenerationIgnored)
        } else if state.generation_over || matches!(state.activity, Activity::Idle | Activity::Ended | Activity::Failed)
        {
            Some(Rule::GenerationOver)
        } else {
            None
        }
    }

    /// 2003 or 2004.
    fn shown(&mut self) -> Rule {
        let clock = self.state.clock;
        if !self.state.evidence && !self.state.progress.proven {
            // Not moved on by the second of the two.
            self.state.calm_at.get_or_insert(clock + self.policy.proven_after_ms);
        }
        match self.state.activity {
            Activity::Connecting if self.state.first_start => {
                self.state.activity = Activity::Playing;
                self.watch();
                Rule::FirstPicture
            }
            Activity::Stalled => {
                self.state.activity = Activity::Playing;
                self.keep_watching();
                Rule::StallOver
            }
            Activity::Playing => Rule::NormalProgress,
            _ => Rule::PlayingNotProven,
        }
    }

    /// 2007 or a media `waiting`.
    fn buffering(&mut self) -> Rule {
        self.state.calm_at = None;
        self.stall();
        Rule::Buffering
    }

    /// 2105.
    fn stutter(&mut self) -> Rule {
        let was_playing = self.state.activity == Activity::Playing;
        self.degrade();
        self.stall();
        let state = &mut self.state;
        // Without evidence the only sign that it is over is that it does not come again.
        if !state.evidence && (was_playing || state.calm_at.is_some()) {
            state.calm_at = Some(state.clock + self.policy.proven_after_ms);
        }
        Rule::Stutter
    }

    fn degrade(&mut self) {
        self.state.degraded_until = self.state.clock + DEGRADED_MS;
    }

    fn stall(&mut self) {
        if self.state.activity == Activity::Playing {
            self.state.activity = Activity::Stalled;
            self.state.stall_deadline.get_or_insert(self.state.clock + self.policy.stall_timeout_ms);
        }
    }

    fn native_retry(&mut self) -> Rule {
        self.forget_if_stable();
        let state = &mut self.state;
        state.proven_at = None;
        state.calm_at = None;
        state.first_start = false;
        state.progress.doubt();
        state.activity = Activity::Reconnecting;
        state.native_deadline.get_or_insert(state.clock + self.policy.native_retry_timeout_ms);
        Rule::NativeRetryUnderWay
    }

    fn ended(&mut self) -> Rule {
        if self.policy.live {
            return self.outage(Rule::LiveEnded);
        }
        self.begin_afresh();
        self.state.wanted = false;
        self.state.generation_over = true;
        self.state.activity = Activity::Ended;
        Rule::RecordingEnded
    }

    fn now_with_evidence(&mut self) {
        if !self.state.evidence {
            self.state.evidence = true;
            self.state.calm_at = None;
            self.keep_watching();
        }
    }

    /// The picture, or the sound of a stream without one, moved.
    fn moved(&mut self, moved_ms: f64) -> Rule {
        let clock = self.state.clock;
        self.state.progress.moved_ms += moved_ms;
        self.state.stall_deadline = Some(clock + self.policy.stall_timeout_ms);
        let was_stalled = self.state.activity == Activity::Stalled;
        if was_stalled {
            self.state.activity = Activity::Playing;
        }
        if !self.state.progress.proven && self.state.progress.moved_ms >= self.policy.proven_after_ms {
            self.prove();
            return Rule::PlayingProven;
        }
        if self.state.activity == Activity::Connecting && moved_ms > 0.0 {
            // About to prove itself: not cut off in the middle.
            self.state.start_deadline = self.state.start_deadline.max(clock + self.policy.stall_timeout_ms);
        }
        if was_stalled { Rule::StallOver } else { Rule::Progress }
    }

    /// Playing is proven: the outage is over.
    fn prove(&mut self) {
        let state = &mut self.state;
        state.progress.proven = true;
        state.proven_at.get_or_insert(state.clock);
        state.stats.proven(state.clock);
        state.activity = Activity::Playing;
        state.native_deadline = None;
        state.attempt = 0;
        state.exhausted = false;
        state.error = None;
        state.rung = 0;
        state.address_fetched = false;
        state.token_refreshed = false;
        state.address_needed = None;
        self.keep_watching();
    }

    /// Playing: with evidence the watchdog runs, from now on.
    fn watch(&mut self) {
        let clock = self.state.clock;
        self.state.stall_deadline = self.state.evidence.then_some(clock + self.policy.stall_timeout_ms);
        if !self.state.evidence && !self.state.progress.proven {
            self.state.calm_at = Some(clock + self.policy.proven_after_ms);
        }
    }

    /// As it was, if it runs already: 2003 and 2004 are not progress.
    fn keep_watching(&mut self) {
        let clock = self.state.clock;
        if !self.state.evidence {
            self.state.stall_deadline = None;
        } else if self.state.activity == Activity::Playing {
            self.state.stall_deadline.get_or_insert(clock + self.policy.stall_timeout_ms);
        }
    }

    // ───────────── an outage ─────────────

    fn outage(&mut self, rule: Rule) -> Rule {
        self.forget_if_stable();
        let state = &mut self.state;
        state.generation_over = true;
        state.proven_at = None;
        state.calm_at = None;
        state.first_start = false;
        self.back_off(rule, 0.0)
    }

    /// Delays start small again after a long time of proven playing.
    fn forget_if_stable(&mut self) {
        let state = &mut self.state;
        if state.proven_at.is_some_and(|proven_at| state.clock - proven_at >= self.policy.stable_after_ms) {
            state.backoff.start_small();
        }
    }

    fn back_off(&mut self, rule: Rule, at_least_ms: f64) -> Rule {
        let state = &mut self.state;
        state.attempt = state.attempt.saturating_add(1);
        let mut delay = state.backoff.next_delay_ms(&self.policy).max(at_least_ms);
        if state.attempt > self.policy.max_attempts {
            state.exhausted = true;
            state.error = Some(Shown {
                code: "attempts_exhausted".to_owned(),
                zh: "多次重试后仍无法播放，请检查网络后重试".to_owned(),
                en: "Still not playing after many tries. Check the network and try again.".to_owned(),
                retryable: true,
            });
            match self.policy.long_tail_ms {
                Some(interval_ms) => delay = state.backoff.long_tail_ms(interval_ms).max(at_least_ms),
                None => {
                    state.calm_at = None;
                    state.activity = Activity::Failed;
                    return Rule::AttemptsExhausted;
                }
            }
        }
        state.activity = Activity::Backoff;
        state.retry_at = state.clock + delay;
        rule
    }

    fn fail(&mut self, rule: Rule, outcome: &Outcome) -> Rule {
        self.show_failure(outcome);
        self.state.calm_at = None;
        self.state.activity = Activity::Failed;
        rule
    }

    fn show_failure(&mut self, outcome: &Outcome) {
        let Failure { code, message, retryable } = Failure::from(outcome);
        self.state.error = Some(Shown { code, zh: message.zh.into_owned(), en: message.en.into_owned(), retryable });
    }

    /// What time itself brings about, at most one thing.
    fn act_when_due(&mut self) -> Option<Rule> {
        if self.state.clock < self.deadline()? {
            return None;
        }
        Some(match self.state.activity {
            Activity::Connecting => self.outage(Rule::StartTimeout),
            Activity::Reconnecting => self.outage(Rule::NativeRetryTimeout),
            Activity::Playing if self.state.offline => {
                // The hint was right after all.
                self.state.activity = Activity::Stalled;
                Rule::Offline
            }
            Activity::Playing | Activity::Stalled => self.outage(Rule::StallTimeout),
            Activity::Backoff => self.retry(),
            Activity::Fetching => self.unanswered(),
            _ => return None,
        })
    }

    /// When the activity has to be looked at again; `None` where nothing may be done.
    fn deadline(&self) -> Option<f64> {
        let state = &self.state;
        if !state.wanted || self.blocked() {
            return None;
        }
        match state.activity {
            Activity::Connecting => Some(state.start_deadline),
            Activity::Playing => state.stall_deadline.filter(|_| state.evidence),
            // Never without one, whatever a snapshot says.
            Activity::Stalled => Some(state.stall_deadline.unwrap_or(state.clock)),
            Activity::Reconnecting => Some(state.native_deadline.unwrap_or(state.clock)),
            Activity::Backoff => Some(state.retry_at),
            Activity::Fetching => Some(state.asked.as_ref().map_or(state.clock, |asked| asked.deadline)),
            Activity::Idle | Activity::Ended | Activity::Failed | Activity::Stopped => None,
        }
    }

    // ───────────── acting ─────────────

    /// A clean slate, for the user's sake or because the network is back.
    fn begin_afresh(&mut self) {
        let state = &mut self.state;
        state.attempt = 0;
        state.rung = 0;
        state.exhausted = false;
        state.error = None;
        state.address_fetched = false;
        state.token_refreshed = false;
        state.token_needed = false;
        state.calm_at = None;
        state.first_start = true;
        state.starting = true;
        state.backoff.start_small();
    }

    /// The user's play.
    fn start(&mut self) -> Rule {
        self.state.activity = Activity::Backoff;
        self.state.retry_at = self.state.clock;
        if self.state.hidden {
            return Rule::PlayWhenShown;
        }
        match self.retry() {
            Rule::Paced => Rule::Paced,
            Rule::AddressExpired => Rule::AddressExpired,
            _ => Rule::Play,
        }
    }

    /// The next try, one rung higher.
    fn retry(&mut self) -> Rule {
        // What was good when it came and has lapsed while it waited is no use any more.
        if self.state.pending_url.is_some() && !(self.state.expiry_ahead && self.within_margin()) {
            return self.send(Rule::AddressLoaded);
        }
        if self.state.token_needed {
            self.ask(Question::Token);
            return Rule::TokenExpired;
        }
        if let Some(reason) = self.state.address_needed {
            self.ask(Question::Address(reason));
            return match reason {
                Reason::AddressExpired => Rule::AddressExpired,
                Reason::AddressRefused => Rule::AddressRefused,
                Reason::H265Unsupported => Rule::H265Unsupported,
                Reason::RestartsFailed => Rule::FreshAddress,
            };
        }
        if self.runs_out() {
            self.need_address(Reason::AddressExpired);
            self.ask(Question::Address(Reason::AddressExpired));
            return Rule::AddressExpired;
        }
        if self.state.starting {
            return self.send(Rule::Play);
        }
        // restart, recreate, a fresh address unless this outage had one, and again.
        let rungs = if self.state.address_fetched { 2 } else { 3 };
        match self.state.rung % rungs {
            0 => self.send(Rule::Restart),
            1 => self.send(Rule::Recreate),
            _ => {
                self.state.rung = 0;
                self.ask(Question::Address(Reason::RestartsFailed));
                Rule::FreshAddress
            }
        }
    }

    /// Sends one start, unless the one before it was too short a while ago.
    fn send(&mut self, rule: Rule) -> Rule {
        let clock = self.state.clock;
        let earliest = earliest_start(&mut self.state.sent, clock, self.policy.max_restarts_per_minute);
        if earliest > clock {
            self.state.activity = Activity::Backoff;
            self.state.retry_at = earliest;
            return Rule::Paced;
        }
        let command = match rule {
            Rule::Restart => Command::Restart,
            Rule::Recreate => Command::Recreate,
            Rule::AddressLoaded => match self.state.pending_url.take() {
                Some(url) => Command::Load { url },
                None => Command::Play,
            },
            _ => Command::Play,
        };
        if matches!(command, Command::Restart | Command::Recreate) {
            self.state.rung += 1;
        }
        let state = &mut self.state;
        state.sent.push(clock);
        state.stats.starts = state.stats.starts.saturating_add(1);
        state.generation = state.generation.saturating_add(1);
        state.generation_over = false;
        state.starting = false;
        state.progress = Progress::default();
        state.proven_at = None;
        state.calm_at = None;
        state.native_deadline = None;
        state.stall_deadline = None;
        state.start_deadline = clock + self.policy.start_timeout_ms;
        state.activity = Activity::Connecting;
        self.commands.push(command);
        rule
    }

    // ───────────── addresses and tokens ─────────────

    /// Asks the page; one question at a time, whatever happens.
    fn ask(&mut self, question: Question) {
        let state = &mut self.state;
        state.activity = Activity::Fetching;
        if state.asked.as_ref().is_some_and(|asked| state.clock < asked.deadline) {
            // The same, still under way; or another one, after which this one is asked.
            return;
        }
        let address = matches!(question, Question::Address(_));
        state.asked = Some(Asked { address, deadline: state.clock + self.policy.fetch_timeout_ms, stale: false });
        self.commands.push(match question {
            Question::Address(reason) => {
                state.address_fetched = true;
                state.stats.address_fetches = state.stats.address_fetches.saturating_add(1);
                Command::FetchAddress { reason, support_h265: state.no_h265.then_some(false) }
            }
            Question::Token => {
                state.stats.token_refreshes = state.stats.token_refreshes.saturating_add(1);
                Command::RefreshToken
            }
        });
    }

    /// Takes note of an answer, to a question for an address or for a token.
    fn answered(&mut self, address: bool) -> Answer {
        match self.state.asked.take() {
            Some(asked) if asked.address == address => {
                if asked.stale {
                    Answer::Stale
                } else {
                    Answer::Awaited
                }
            }
            other => {
                self.state.asked = other;
                Answer::Unasked
            }
        }
    }

    /// An answer that changes what is being done: awaited, wanted, and nothing has overtaken it.
    fn awaited(&mut self, address: bool) -> bool {
        self.answered(address) == Answer::Awaited && self.state.wanted && self.state.activity == Activity::Fetching
    }

    /// The question before is out of the way: on with the one that waited for it.
    fn ask_what_waited(&mut self) -> Rule {
        if self.state.activity == Activity::Fetching && self.state.asked.is_none() {
            if self.blocked() {
                self.wait_until_back();
            } else {
                self.retry();
            }
        }
        Rule::LateAnswerIgnored
    }

    fn unanswered(&mut self) -> Rule {
        let asked = self.state.asked.take();
        match asked {
            Some(Asked { address: true, stale: false, .. }) => self.address_network_failed(Rule::FetchTimeout),
            Some(Asked { address: false, stale: false, .. }) => {
                self.state.token_needed = true;
                self.back_off(Rule::FetchTimeout, 0.0)
            }
            _ => self.retry(),
        }
    }

    fn address(&mut self, url: &str, expiry: Expiry) -> Rule {
        let answer = self.answered(true);
        if answer == Answer::Stale {
            return self.ask_what_waited();
        }
        self.adopt(url, expiry);
        if answer == Answer::Awaited && self.state.wanted && self.state.activity == Activity::Fetching {
            if self.blocked() {
                self.wait_until_back();
                return Rule::AddressKept;
            }
            return self.send(Rule::AddressLoaded);
        }
        Rule::AddressKept
    }

    fn address_failed(&mut self, outcome: Option<&Outcome>) -> Rule {
        if !self.awaited(true) {
            return self.ask_what_waited();
        }
        let Some(outcome) = outcome.filter(|outcome| outcome.class != "network") else {
            return self.address_network_failed(Rule::AddressNetworkFailed);
        };
        if outcome.retry == Retry::AfterTokenRefresh || outcome.class == "token_expired" {
            if self.state.token_refreshed {
                let terminal = Outcome { retry: Retry::Never, ..outcome.clone() };
                return self.fail(Rule::TokenExpired, &terminal);
            }
            self.need_address(Reason::RestartsFailed);
            self.state.token_needed = true;
            if self.blocked() {
                self.wait_until_back();
            } else {
                self.ask(Question::Token);
            }
            return Rule::TokenExpired;
        }
        if outcome.retry == Retry::Never {
            return self.fail(Rule::AddressDenied, outcome);
        }
        // The server knows better than we do when there will be one: on with asking, slowly.
        self.need_address(Reason::RestartsFailed);
        self.show_failure(outcome);
        self.back_off(Rule::AddressLater, self.policy.retry_cap_ms)
    }

    /// The ladder goes on without the address, and comes back for it.
    fn address_network_failed(&mut self, rule: Rule) -> Rule {
        self.state.address_fetched = false;
        self.back_off(rule, 0.0)
    }

    fn token_refreshed(&mut self) -> Rule {
        if !self.awaited(false) {
            return self.ask_what_waited();
        }
        self.state.token_needed = false;
        self.state.token_refreshed = true;
        if self.blocked() {
            self.wait_until_back();
        } else {
            let reason = self.state.address_needed.unwrap_or(Reason::RestartsFailed);
            self.ask(Question::Address(reason));
        }
        Rule::TokenRefreshed
    }

    fn token_failed(&mut self, outcome: Option<&Outcome>) -> Rule {
        if !self.awaited(false) {
            return self.ask_what_waited();
        }
        self.state.token_needed = true;
        match outcome.filter(|outcome| outcome.class != "network") {
            None => self.back_off(Rule::TokenFailed, 0.0),
            Some(outcome) if outcome.retry == Retry::Never || outcome.class == "token_expired" => {
                let terminal = Outcome { retry: Retry::Never, ..outcome.clone() };
                self.fail(Rule::TokenFailed, &terminal)
            }
            Some(outcome) => {
                self.show_failure(outcome);
                self.back_off(Rule::TokenFailed, self.policy.retry_cap_ms)
            }
        }
    }

    fn wait_until_back(&mut self) {
        self.state.activity = Activity::Backoff;
        self.state.retry_at = self.state.clock;
    }

    fn need_address(&mut self, reason: Reason) {
        self.state.address_needed.get_or_insert(reason);
    }

    fn avoid_h265(&mut self) {
        if !std::mem::replace(&mut self.state.no_h265, true) {
            self.state.address_needed = Some(Reason::H265Unsupported);
        }
    }

    /// A new current address, to be loaded at the next start.
    fn adopt(&mut self, url: &str, expiry: Expiry) {
        self.state.address_digest = Some(digest(url));
        self.state.pending_url = Some(url.to_owned());
        self.state.address_needed = None;
        self.note_expiry(Some(url), expiry);
    }

    fn note_expiry(&mut self, url: Option<&str>, expiry: Expiry) {
        self.state.expires_at = match expiry {
            Expiry::At(seconds) => Some(seconds),
            Expiry::Never => None,
            Expiry::Unsaid => url.and_then(address::expires_at),
        };
        self.state.expiry_ahead = !self.within_margin();
    }

    /// The expiry that is known now, for the trace.
    pub(crate) fn expires_at(&self) -> Option<f64> {
        self.state.expires_at
    }

    fn within_margin(&self) -> bool {
        let now = self.state.now_ms.unwrap_or_default() / 1_000.0;
        self.state.expires_at.is_some_and(|expires_at| expires_at - now < self.policy.refresh_margin_seconds)
    }

    /// The address runs out too soon for a restart. One that had run out when it came tells of a wrong clock rather:
    /// it is believed once in an outage.
    fn runs_out(&self) -> bool {
        self.within_margin() && (self.state.expiry_ahead || !self.state.address_fetched)
    }

    // ───────────── the answer ─────────────

    pub(crate) fn phase(&self) -> Phase {
        let state = &self.state;
        match state.activity {
            Activity::Idle => Phase::Idle,
            Activity::Ended => Phase::Ended,
            Activity::Failed => Phase::Failed,
            Activity::Stopped => Phase::Stopped,
            _ if state.paused => Phase::Paused,
            _ if self.blocked() => Phase::Suspended,
            Activity::Connecting => Phase::Connecting,
            Activity::Playing => Phase::Playing,
            Activity::Stalled => Phase::Stalled,
            Activity::Reconnecting => Phase::Reconnecting,
            Activity::Backoff => Phase::Backoff,
            Activity::Fetching => Phase::Fetching,
        }
    }

    fn decide(&mut self, phase: Phase, rule: Rule) -> Decision {
        let state = &self.state;
        let degraded = state.clock < state.degraded_until && matches!(phase, Phase::Playing | Phase::Stalled);
        let waking = state.wanted && !self.blocked();
        let wake = [
            self.deadline(),
            state.calm_at.filter(|_| waking),
            // So that the page takes the warning down again.
            degraded.then_some(state.degraded_until),
        ];
        let wake = wake.into_iter().flatten().reduce(f64::min);
        let now_ms = state.now_ms.unwrap_or_default();
        let error = state.error.as_ref().map(|shown| Failure {
            code: shown.code.clone(),
            message: Text { zh: shown.zh.clone().into(), en: shown.en.clone().into() },
            retryable: shown.retryable,
        });
        let busy = matches!(
            phase,
            Phase::Connecting | Phase::Stalled | Phase::Reconnecting | Phase::Backoff | Phase::Fetching
        );
        Decision {
            phase,
            commands: std::mem::take(&mut self.commands),
            wake_at_ms: wake.map(|moment| now_ms + (moment - state.clock).max(0.0)),
            rule,
            attempt: state.attempt,
            generation: state.generation,
            // An error that waits for its next try is shown instead of the spinner.
            loading: busy && !(phase == Phase::Backoff && error.is_some()),
            degraded,
            error,
        }
    }
}

/// FNV-1a, cut to what a double holds exactly.
fn digest(url: &str) -> f64 {
    let hash = url
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (hash >> 11) as f64
}
