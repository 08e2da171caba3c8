//! All that the machine remembers. Moments are on its own clock, which never goes back.

use crate::data::record::{Field, Visited, Visitor, record};
use crate::supervisor::backoff::Backoff;
use crate::supervisor::decision::{Failure, Reason};
use crate::supervisor::pacing::Pacing;
use crate::supervisor::phase::Activity;
use crate::supervisor::progress::Progress;
use crate::supervisor::stats::Stats;

record! {
    /// The state of the machine. It stands in snapshots: a change of any field here or below is a new version there.
    pub(crate) struct State {
        clock: f64,
        /// The caller's clock at the last event.
        now_ms: Option<f64>,
        activity: Activity,
        /// The user wants to watch.
        wanted: bool,
        overlays: Overlays,
        generation: Generation,
        deadlines: Deadlines,
        recovery: Recovery,
        backoff: Backoff,
        pacing: Pacing,
        address: Address,
        token: Token,
        question: Option<OpenQuestion>,
        /// What the page is shown.
        error: Option<Failure>,
        stats: Stats,
    }
}

record! {
    /// What covers the activity. Under it nothing is sent.
    pub(crate) struct Overlays {
        hidden: bool,
        offline: bool,
        paused: bool,
    }
}

record! {
    /// The start under way, and what its player has shown.
    pub(crate) struct Generation {
        /// Counts the starts.
        number: u32,
        /// Its outage has been declared: its player's later reports change nothing.
        over: bool,
        /// The page reports progress. Otherwise only state codes come in. Later generations inherit it.
        evidence: bool,
        progress: Progress,
        /// Since when playing has been proven without a break.
        proven_at: Option<f64>,
    }
}

record! {
    /// The moments at which time alone brings something about.
    pub(crate) struct Deadlines {
        /// A start without progress is an outage.
        start: f64,
        /// A picture that stands is an outage.
        stall: Option<f64>,
        /// A player that has not reconnected is an outage.
        native_retry: Option<f64>,
        /// The next try in back-off.
        next_try: f64,
        /// Without evidence: playing is proven then if no bad news comes.
        calm: Option<f64>,
        /// The end of the warning about a degraded picture.
        degraded: f64,
    }
}

record! {
    /// What has been tried in this outage, and what comes next.
    pub(crate) struct Recovery {
        /// Entries into back-off.
        attempt: u32,
        /// How far it has climbed the ladder.
        rung: u32,
        /// More attempts than the policy allows.
        exhausted: bool,
        /// There was no outage since the user's play: 2003 and 2004 show playing at once.
        first_start: bool,
        /// There was no start since the user's play: the next one is a plain `play`.
        starting: bool,
    }
}

record! {
    /// The current address.
    pub(crate) struct Address {
        /// Tells addresses apart without keeping them.
        digest: Option<f64>,
        /// Unix seconds.
        expires_at: Option<f64>,
        /// It had not expired by our clock when it came.
        expiry_ahead: bool,
        /// The address itself, until it is loaded.
        pending_url: Option<String>,
        /// Only a new address can help, and why.
        needed: Option<Reason>,
        /// This outage has had its fresh address.
        fetched: bool,
        /// This client cannot decode H.265.
        no_h265: bool,
    }
}

record! {
    /// The page's access token.
    pub(crate) struct Token {
        /// It has to be refreshed before an address is asked for.
        needed: bool,
        /// It was refreshed in this outage.
        refreshed: bool,
    }
}

record! {
    /// A question to the page without an answer so far. There is at most one.
    pub(crate) struct OpenQuestion {
        /// True: for an address; false: for a token.
        address: bool,
        /// Without an answer by then it has failed.
        deadline: f64,
        /// Its answer no longer matters: it was asked for the sake of another address.
        stale: bool,
    }
}

impl Visited for Failure {
    fn visit(&mut self, visitor: &mut dyn Visitor) {
        self.code.visit_as("code", visitor);
        self.message.zh.to_mut().visit_as("zh", visitor);
        self.message.en.to_mut().visit_as("en", visitor);
        self.retryable.visit_as("retryable", visitor);
    }
}

impl Field for Failure {
    fn visit_as(&mut self, name: &'static str, visitor: &mut dyn Visitor) {
        visitor.record(name, self);
    }
}
