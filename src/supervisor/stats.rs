//! What the viewer got: times, counts and ratios.

use super::decision::Phase;
use crate::data::record::record;
use crate::data::value::{Answer, Record};

record! {
    /// Counted as playback goes on; all times in milliseconds.
    pub(crate) struct Stats {
        /// When the user first wanted to watch, on the supervisor's own clock.
        first_play_at: Option<f64>,
        /// From then to the first proof.
        first_frame_ms: Option<f64>,
        /// In phase playing.
        played_ms: f64,
        /// Wanted, and not playing, after the first frame.
        stalled_ms: f64,
        /// Entries into that.
        stalls: u32,
        /// Inside one now.
        stalling: bool,
        /// Starts.
        starts: u32,
        /// Questions for an address.
        address_fetches: u32,
        /// Questions for a token.
        token_refreshes: u32,
        /// The outage under way, so far.
        outage_ms: f64,
        /// The longest one.
        longest_outage_ms: f64,
    }
}

/// How a phase counts.
enum Share {
    Played,
    Lost,
    /// Nobody watches: hidden, paused, not wanted.
    Apart,
}

fn share(phase: Phase, hidden: bool) -> Share {
    match phase {
        Phase::Playing => Share::Played,
        Phase::Idle | Phase::Paused | Phase::Ended | Phase::Stopped => Share::Apart,
        Phase::Suspended if hidden => Share::Apart,
        _ => Share::Lost,
    }
}

impl Stats {
    /// Time that went by in a phase.
    pub(crate) fn elapse(&mut self, phase: Phase, hidden: bool, in_outage: bool, ms: f64) {
        match share(phase, hidden) {
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

    /// The phase after an event.
    pub(crate) fn enter(&mut self, phase: Phase, hidden: bool, wanted: bool) {
        match share(phase, hidden) {
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

    pub(crate) fn proven(&mut self, clock: f64) {
        if let (None, Some(first_play_at)) = (self.first_frame_ms, self.first_play_at) {
            self.first_frame_ms = Some(clock - first_play_at);
        }
    }
}

/// The public figures.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaybackStats {
    /// From the first play to the first proof.
    pub first_frame_ms: Option<f64>,
    /// Time in phase playing.
    pub played_ms: f64,
    /// Wanted but not playing after the first frame; hidden and paused time apart.
    pub stalled_ms: f64,
    /// Entries into that.
    pub stalls: u32,
    /// Starts after the first.
    pub restarts: u32,
    /// Questions for an address.
    pub address_fetches: u32,
    /// Questions for a token.
    pub token_refreshes: u32,
    /// The longest time on end without the picture.
    pub longest_outage_ms: f64,
    /// stalled / (played + stalled), 0 when neither.
    pub rebuffer_ratio: f64,
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
            .set("rebufferRatio", stats.rebuffer_ratio);
        record.into()
    }
}
