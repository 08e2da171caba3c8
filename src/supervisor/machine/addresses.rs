//! The current address: which one it is, when it expires, and whether a new one is needed.

use super::Machine;
use super::state::Renewal;
use crate::address;
use crate::data::ascii;
use crate::supervisor::decision::{Reason, Rule};
use crate::supervisor::event::Expiry;
use crate::supervisor::phase::Activity;

/// A replacement comes up to so much earlier, which spreads a crowd.
const RENEWAL_SPREAD_MS: f64 = 5_000.0;
/// Two replacements are at least so far apart.
const RENEWAL_GAP_MS: f64 = 10_000.0;

impl Machine {
    /// True for the address that is played, or about to be.
    pub(crate) fn is_current(&self, url: &str) -> bool {
        !self.addresses_cut && self.state.address.digest == Some(digest(url))
    }

    /// Makes an address the current one. The next start loads it.
    pub(super) fn adopt(&mut self, url: &str, expiry: Expiry, trial: Option<f64>) {
        let parts = address::split(url);
        let suffix = ascii::rsplit_once(parts.file(), b'.').map_or("", |(_, suffix)| suffix);
        let address = &mut self.state.address;
        address.digest = Some(digest(url));
        address.pending_url = Some(url.to_owned());
        address.needed = None;
        address.once = false;
        address.used = false;
        address.h264 = false;
        address.pictured = false;
        address.hls = suffix.eq_ignore_ascii_case("m3u8");
        address.connection = suffix.eq_ignore_ascii_case("flv") || !parts.scheme.starts_with("http");
        self.state.recording.trial = trial.or_else(|| address::trial_seconds(url).map(f64::from));
        self.state.recording.trial_over = false;
        self.note_expiry(Some(url), expiry);
        self.begin_renewal();
    }

    /// Only a new address can help. The first reason stays.
    pub(super) fn need_address(&mut self, reason: Reason) {
        self.state.address.needed.get_or_insert(reason);
    }

    /// The server refuses the address that is played. Where another has come since, that one may be good.
    pub(super) fn refuse_address(&mut self) {
        if self.state.address.used {
            self.need_address(Reason::AddressRefused);
        }
    }

    /// This client cannot decode H.265: a new address is needed, unless the present one was asked for without it.
    pub(super) fn avoid_h265(&mut self) {
        let address = &mut self.state.address;
        if !address.h264 {
            address.no_h265 = true;
            address.needed = Some(Reason::H265Unsupported);
            // What was asked for before this may come with H.265.
            self.state.question.take_if(|question| question.address);
        }
    }

    /// Notes when the current address expires: as the page says, else as the address itself says.
    pub(super) fn note_expiry(&mut self, url: Option<&str>, expiry: Expiry) {
        self.state.address.expires_at = match expiry {
            Expiry::At(seconds) => Some(seconds),
            Expiry::Never => None,
            Expiry::Unsaid => url.and_then(address::expires_at),
        };
        self.state.address.expiry_ahead = !self.within_margin();
    }

    /// The replacement of the new address is planned anew.
    fn begin_renewal(&mut self) {
        let renewed_at = self.state.renewal.renewed_at;
        let life_ms = self.expires_in_ms().unwrap_or_default();
        let ends = self.state.address.expires_at.is_some() && !self.state.address.connection;
        let early_ms = if ends { self.state.backoff.within_ms(RENEWAL_SPREAD_MS) } else { 0.0 };
        self.state.renewal = Renewal { early_ms, life_ms, renewed_at, ..Renewal::default() };
    }

    /// How long the current address lasts.
    fn expires_in_ms(&self) -> Option<f64> {
        let now_ms = self.state.now_ms.unwrap_or_default();
        self.state.address.expires_at.map(|expires_at| expires_at * 1_000.0 - now_ms)
    }

    /// When the address that is played is replaced, and why.
    pub(super) fn renewal_due(&self) -> Option<(f64, Reason)> {
        let state = &self.state;
        let renewal = &state.renewal;
        if state.overlays.offline || state.question.is_some() || renewal.off {
            return None;
        }
        let playing = state.activity == Activity::Playing;
        // A picture that stands for want of what is refused would wait in vain.
        if let Some(refused_at) = renewal.refused_at.filter(|_| playing || state.activity == Activity::Stalled) {
            let after_last = renewal.renewed_at.map_or(0.0, |renewed_at| renewed_at + RENEWAL_GAP_MS);
            return Some((refused_at.max(after_last).max(renewal.not_before), Reason::AddressRefused));
        }
        if !playing {
            return None;
        }
        let lasts_ms =
            self.expires_in_ms().filter(|_| state.address.expiry_ahead && self.policy.renew_while_playing)?;
        let needed = if self.policy.live {
            state.address.hls
        } else {
            let position = state.generation.progress.position.unwrap_or(state.recording.position);
            let rest_ms = state.recording.duration.map(|duration| (duration - position) * 1_000.0);
            !state.address.connection && rest_ms.is_some_and(|rest_ms| rest_ms > lasts_ms)
        };
        let margin_ms = self.policy.refresh_margin_seconds * 1_000.0;
        let at = state.clock + (lasts_ms - margin_ms - renewal.early_ms).max(0.0);
        let after_last =
            renewal.renewed_at.map_or(0.0, |renewed_at| renewed_at + (renewal.life_ms / 2.0).max(RENEWAL_GAP_MS));
        needed.then_some((at.max(after_last).max(renewal.not_before), Reason::AddressExpiresSoon))
    }

    /// The server refuses the address, and the library has not given up yet.
    pub(super) fn refused_in_passing(&mut self) -> Rule {
        // Where another has come since, that one may be good.
        if self.state.address.used && self.state.renewal.refused_at.is_none() {
            self.need_address(Reason::AddressRefused);
            // A whole edge may refuse at once.
            let delay_ms = self.state.backoff.first_delay_ms(&self.policy);
            self.state.renewal.refused_at = Some(self.state.clock + delay_ms);
        }
        Rule::AddressRefused
    }

    /// When the current address expires, for the trace.
    pub(crate) fn expires_at(&self) -> Option<f64> {
        self.state.address.expires_at
    }

    /// True when the current address expires within the margin.
    pub(super) fn within_margin(&self) -> bool {
        let now = self.state.now_ms.unwrap_or_default() / 1_000.0;
        self.state.address.expires_at.is_some_and(|expires_at| expires_at - now < self.policy.refresh_margin_seconds)
    }

    /// True when the address expires too soon for a restart. An address that had expired when it came is more likely
    /// the sign of a wrong clock: that counts only once in an outage.
    pub(super) fn runs_out(&self) -> bool {
        self.within_margin() && (self.state.address.expiry_ahead || !self.state.address.fetched)
    }
}

/// FNV-1a, cut to the bits that a double holds exactly.
pub(super) fn digest(url: &str) -> f64 {
    let hash = url
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (hash >> 11) as f64
}
