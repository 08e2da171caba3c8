//! All that the machine remembers. Moments are on its own clock, which never goes back.

use crate::data::record::{Field, Visited, Visitor, record};
use crate::data::text::Text;
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
        renewal: Renewal,
        token: Token,
        question: Option<OpenQuestion>,
        /// Counts the questions.
        questions: u32,
        source: Source,
        edge: Edge,
        recording: Recording,
        /// What a server said, or why the supervisor has given up.
        error: Option<Failure>,
        stats: Stats,
    }
}

record! {
    /// What covers the activity. Under it nothing is sent.
    pub(crate) struct Overlays {
        hidden: bool,
        /// Since when the page has been hidden and the picture has not floated.
        hidden_at: f64,
        /// The picture is watched although the page is hidden.
        floating: bool,
        /// The player was stopped, because the page had been hidden for long.
        released: bool,
        offline: bool,
        paused: bool,
        paused_at: f64,
        /// Nobody said who paused.
        pause_unsaid: bool,
        /// The system paused, because it hides the page.
        by_system: bool,
        /// The browser paused, because it wants a touch.
        by_policy: bool,
    }
}

record! {
    /// The start under way, and what its player has shown.
    pub(crate) struct Generation {
        /// Counts the starts.
        number: u32,
        /// Its outage has been declared: its player's later reports change nothing.
        over: bool,
        /// It is over for want of progress alone: a picture that moves after all brings it back.
        healable: bool,
        /// The page reports progress. Otherwise only state codes come in. Later generations inherit it.
        evidence: bool,
        progress: Progress,
        /// Since when playing has been proven, less the time since then in which it did not play.
        proven_at: Option<f64>,
        pictures: Pictures,
        /// When bytes last came in.
        data_at: Option<f64>,
        /// When it began, or last moved.
        moved_at: f64,
        /// The distance from the live edge.
        behind_ms: Option<f64>,
        /// The least distance so far.
        least_behind_ms: Option<f64>,
    }
}

record! {
    /// The count of pictures shown.
    pub(crate) struct Pictures {
        count: Option<f64>,
        /// It has grown.
        grew: bool,
        /// When it last grew, or began to be looked at.
        at: f64,
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
        /// An outage was declared, and playing has not been proven since.
        lost: bool,
        /// How often that happened without a long time of proven playing between.
        losses: u32,
        /// A try is planned because the page is back, since then.
        replanned_at: Option<f64>,
        /// How much the picture has moved since then, milliseconds.
        replan_moved_ms: f64,
        /// Only new pictures prove playing: they froze.
        needs_pictures: bool,
        /// How often the server said that the page asks too often.
        slower: u32,
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
        /// When an address was last asked for.
        asked_at: f64,
        /// This client cannot decode H.265.
        no_h265: bool,
        /// The current address was asked for without H.265.
        h264: bool,
        /// It failed by its encoding long after it had been proven, and another was asked for.
        h264_again: bool,
        /// Good for one start only.
        once: bool,
        /// It has had a start.
        used: bool,
        /// HLS, where every segment is a request.
        hls: bool,
        /// One connection, which outlives its address.
        connection: bool,
        /// Pictures were counted on it.
        pictured: bool,
    }
}

record! {
    /// The replacement of an address that is played.
    pub(crate) struct Renewal {
        /// So much before the margin it is asked for.
        early_ms: f64,
        /// The life of the present address when it came.
        life_ms: f64,
        /// When an address was last replaced.
        renewed_at: Option<f64>,
        /// No sooner than that.
        not_before: f64,
        /// The server will not give another one.
        off: bool,
        /// It has come while nothing could be sent, and is loaded once the picture goes on.
        came: bool,
        /// The server refuses the present one: it is replaced then.
        refused_at: Option<f64>,
    }
}

record! {
    /// What the library knows of a live stream's source.
    pub(crate) struct Source {
        /// The greatest edge so far.
        edge: Option<f64>,
        /// This generation has reported one.
        heard: bool,
        /// The edge has to grow beyond this before what is played counts.
        beyond: Option<f64>,
        /// What is played counts only after this generation's first report.
        awaited: bool,
        /// Growth counts from this generation's first edge.
        anew: bool,
        /// When it last grew.
        grew_at: f64,
        /// The source has said that it is over.
        ended: bool,
        /// It has had nothing new for too long.
        stale: bool,
    }
}

record! {
    /// A live view and its edge. It outlives a generation that a mere `play` begins.
    pub(crate) struct Edge {
        /// When the picture last moved.
        moved_at: Option<f64>,
        /// Where it was then, seconds.
        position: Option<f64>,
        /// It may have stood since: paused, hidden, stalled.
        interrupted: bool,
        /// Bytes came in while it stood: the link is slow.
        slow: bool,
        /// It is to be brought back.
        behind: bool,
        /// When it was last brought back.
        caught_up_at: Option<f64>,
        /// Whether that helped is looked at then.
        check_at: Option<f64>,
    }
}

record! {
    /// A recording.
    pub(crate) struct Recording {
        /// Tells recordings apart without keeping them.
        digest: Option<f64>,
        /// Where every start goes on, seconds: the last proven position, or where the user seeks to.
        position: f64,
        /// Where the user has sought to; what is reported before it is reached does not count.
        sought: Option<f64>,
        /// Where the player was before that.
        sought_from: Option<f64>,
        /// Until then a start may report positions from before where it goes on.
        early_until: Option<f64>,
        /// Its length, seconds.
        duration: Option<f64>,
        /// Where its trial ends, seconds.
        trial: Option<f64>,
        /// The trial of the present address has ended.
        trial_over: bool,
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
    /// A question to the page without an answer so far. There is at most one. It is asked in the background where the
    /// activity is another than fetching.
    pub(crate) struct OpenQuestion {
        number: u32,
        /// True: for an address; false: for a token.
        address: bool,
        /// Why; for a token, why an address is asked for after it.
        reason: Reason,
        /// Without an answer by then it has failed.
        deadline: f64,
    }
}

impl Visited for Failure {
    fn visit(&mut self, visitor: &mut dyn Visitor) {
        self.code.visit_as("code", visitor);
        for (name, text) in [("zh", &mut self.message.zh), ("en", &mut self.message.en)] {
            // Taken and put back: `to_mut` would bring a panic into the wasm.
            let mut owned = std::mem::take(text).into_owned();
            owned.visit_as(name, visitor);
            *text = owned.into();
        }
        self.retryable.visit_as("retryable", visitor);
    }
}

impl Field for Failure {
    const FIRST: Self = Failure { code: String::new(), message: Text::fixed("", ""), retryable: false };

    fn visit_as(&mut self, name: &'static str, visitor: &mut dyn Visitor) {
        visitor.record(name, self);
    }
}
