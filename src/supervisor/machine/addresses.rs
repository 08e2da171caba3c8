//! The current address: which one it is, when it expires, and whether a new one is needed.

use super::Machine;
use crate::address;
use crate::supervisor::decision::Reason;
use crate::supervisor::event::Expiry;

impl Machine {
    /// True for the address that is played, or about to be.
    pub(crate) fn is_current(&self, url: &str) -> bool {
        !self.addresses_cut && self.state.address.digest == Some(digest(url))
    }

    /// Makes an address the current one. The next start loads it.
    pub(super) fn adopt(&mut self, url: &str, expiry: Expiry) {
        let address = &mut self.state.address;
        address.digest = Some(digest(url));
        address.pending_url = Some(url.to_owned());
        address.needed = None;
        self.note_expiry(Some(url), expiry);
    }

    /// Only a new address can help. The first reason stays.
    pub(super) fn need_address(&mut self, reason: Reason) {
        self.state.address.needed.get_or_insert(reason);
    }

    /// This client cannot decode H.265. A new address is needed for that once.
    pub(super) fn avoid_h265(&mut self) {
        let address = &mut self.state.address;
        if !std::mem::replace(&mut address.no_h265, true) {
            address.needed = Some(Reason::H265Unsupported);
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
fn digest(url: &str) -> f64 {
    let hash = url
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (hash >> 11) as f64
}
