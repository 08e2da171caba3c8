//! What the viewer got: times, counts and ratios.

use super::phase::Phase;
use crate::data::record::record;
use crate::data::value::{Answer, Record};

record! {
    /// What is counted while playback goes on. Times are milliseconds.
    pub(crate) struct Stats {
        /// When the user first wanted to watch, on the supervisor's own clock.
        first_play_at: Option<f64>,
        /// From then until playing was first proven.
        first_frame_ms: Option<f64>,
        /// Time in phase playing.
        played_ms: f64,
        /// Time after the first frame in which the user wanted to watch and nothing played.
        stalled_ms: f64,
        /// How often such a time began.
        stalls: u32,
        /// Such a time is under way.
        stalling: bool,
        /// Starts.
        starts: u32,
        /// How often an address was asked for.
        address_fetches: u32,
        /// How often a token was asked for.
        token_refreshes: u32,
        /// The length of the outage under way.
        outage_ms: f64,
        /// The length of the longest outage.
        longest_outage_ms: f64,
        /// How often the picture was brought back to the live edge.
        catch_ups: u32,
        /// Outages that ended without a command.
        healed_by_itself: u32,
    }
}

/// Where the time of a phase counts.
enum Share {
    Played,
    Lost,
    /// Nowhere: nobody watches.
    Apart,
}

fn share(phase: Phase, unwatched: bool) -> Share {
    match phase {
        Phase::Playing => Share::Played,
        Phase::Idle | Phase::Paused | Phase::Ended | Phase::Stopped => Share::Apart,
        Phase::Suspended if unwatched => Share::Apart,
        _ => Share::Lost,
    }
}

impl Stats {
    /// Counts time that went by in a phase.
    pub(crate) fn elapse(&mut self, phase: Phase, unwatched: bool, in_outage: bool, ms: f64) {
        match share(phase, unwatched) {
            Share::Played => self.played_ms += ms,
            Share::Lost => {
                if self.first_frame_ms.is_some() {
                    self.stalled_ms += ms;
                }
                if self.first_frame_ms.is_some() || in_outage {
                    self.outage_ms += ms;
                    self.longest_outage_ms = self.longest_outage_ms.max(self.outage_ms);
                }
            }
            Share::Apart => {}
        }
    }

    /// Counts the phase after an event.
    pub(crate) fn enter(&mut self, phase: Phase, unwatched: bool, wanted: bool) {
        match share(phase, unwatched) {
            Share::Lost if self.first_frame_ms.is_some() && !self.stalling => {
                self.stalling = true;
                self.stalls = self.stalls.saturating_add(1);
            }
            Share::Played => self.over(),
            Share::Apart if !wanted => self.over(),
            _ => {}
        }
    }

    fn over(&mut self) {
        self.stalling = false;
        self.outage_ms = 0.0;
    }

    /// The share of the time in which it was to play and did; 0 before the first picture, `None` before the first play.
    pub(crate) fn live_share(&self) -> Option<f64> {
        let wanted_ms = self.played_ms + self.stalled_ms;
        let share = if wanted_ms > 0.0 { self.played_ms / wanted_ms } else { 1.0 };
        self.first_play_at.map(|_| if self.first_frame_ms.is_some() { share } else { 0.0 })
    }

    /// Playing is proven.
    pub(crate) fn proven(&mut self, clock: f64) {
        if let (None, Some(first_play_at)) = (self.first_frame_ms, self.first_play_at) {
            self.first_frame_ms = Some(clock - first_play_at);
        }
    }
}

/// The public figures.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaybackStats {
    /// Milliseconds from the user's first play until playing was first proven; `None` before that.
    pub first_frame_ms: Option<f64>,
    /// Milliseconds in phase playing.
    pub played_ms: f64,
    /// Milliseconds after the first frame in which nothing played. Hidden and paused time does not count.
    pub stalled_ms: f64,
    /// How often such a time began.
    pub stalls: u32,
    /// Starts after the first.
    pub restarts: u32,
    /// How often an address was asked for.
    pub address_fetches: u32,
    /// How often a token was asked for.
    pub token_refreshes: u32,
    /// Milliseconds of the longest time on end without the picture.
    pub longest_outage_ms: f64,
    /// stalled / (played + stalled); 0 when both are 0.
    pub rebuffer_ratio: f64,
    /// How often the picture was brought back to the live edge.
    pub catch_ups: u32,
    /// Outages that ended without a command.
    pub healed_by_itself: u32,
}

impl From<&Stats> for PlaybackStats {
    fn from(stats: &Stats) -> Self {
        let wanted_ms = stats.played_ms + stats.stalled_ms;
        Self {
            first_frame_ms: stats.first_frame_ms,
            played_ms: stats.played_ms,
            stalled_ms: stats.stalled_ms,
            stalls: stats.stalls,
            restarts: stats.starts.saturating_sub(1),
            address_fetches: stats.address_fetches,
            token_refreshes: stats.token_refreshes,
            longest_outage_ms: stats.longest_outage_ms,
            rebuffer_ratio: if wanted_ms > 0.0 { stats.stalled_ms / wanted_ms } else { 0.0 },
            catch_ups: stats.catch_ups,
            healed_by_itself: stats.healed_by_itself,
        }
    }
}

impl From<&PlaybackStats> for Answer {
    fn from(stats: &PlaybackStats) -> Self {
        let mut record = Record::default();
        record
            .set("firstFrameMs", stats.first_frame_ms)
            .set("playedMs", stats.played_ms)
            .set("stalledMs", stats.stalled_ms)
            .set("stalls", f64::from(stats.stalls))
            .set("restarts", f64::from(stats.restarts))
            .set("addressFetches", f64::from(stats.address_fetches))
            .set("tokenRefreshes", f64::from(stats.token_refreshes))
            .set("longestOutageMs", stats.longest_outage_ms)
            .set("rebufferRatio", stats.rebuffer_ratio)
            .set("catchUps", f64::from(stats.catch_ups))
            .set("healedByItself", f64::from(stats.healed_by_itself));
        record.into()
    }
}
