//! What a media element reports beside its position: pictures, bytes, the source, the distance from the live edge.

use super::Machine;
use crate::supervisor::decision::Rule;
use crate::supervisor::event::Event;
use crate::supervisor::phase::Activity;

/// So many stall timeouts may a source have nothing new.
const STALE_AFTER: f64 = 3.0;

impl Machine {
    /// Notes what a report says beside its name.
    pub(super) fn note(&mut self, event: &Event) {
        let Event::Media { duration, behind_ms, edge, live, .. } = event else {
            return;
        };
        let generation = &mut self.state.generation;
        if let Some(behind_ms) = *behind_ms {
            generation.behind_ms = Some(behind_ms);
            generation.least_behind_ms =
                Some(generation.least_behind_ms.map_or(behind_ms, |least| least.min(behind_ms)));
        }
        if !self.policy.live {
            self.state.recording.duration = duration.or(self.state.recording.duration);
            return;
        }
        if let Some(edge) = *edge {
            self.source_edge(edge);
        }
        self.state.source.ended |= *live == Some(false);
    }

    /// The newest thing that the source has.
    fn source_edge(&mut self, edge: f64) {
        let (clock, lost) = (self.state.clock, self.state.recovery.lost);
        let source = &mut self.state.source;
        let first = !std::mem::replace(&mut source.heard, true);
        source.awaited = false;
        let before = source.edge.unwrap_or(edge);
        if source.edge.is_none() {
            source.grew_at = clock;
        }
        let begins_anew = first && (source.anew || edge < before);
        if begins_anew && source.beyond.is_some() {
            source.beyond = Some(edge);
        }
        source.anew = false;
        source.edge = Some(if begins_anew { edge } else { before.max(edge) });
        if edge > before {
            source.grew_at = clock;
            if !lost {
                source.ended = false;
                source.stale = false;
            }
        } else if clock - source.grew_at >= STALE_AFTER * self.policy.stall_timeout_ms {
            source.stale = true;
        }
    }

    /// An outage is declared: what the source has now is no news after it.
    pub(super) fn source_lost(&mut self) {
        let source = &mut self.state.source;
        source.beyond = source.edge.or(source.beyond);
    }

    /// A new generation begins; `another`: with another address.
    pub(super) fn source_begins(&mut self, another: bool) {
        let source = &mut self.state.source;
        source.awaited = source.beyond.is_some() && (source.heard || source.awaited);
        source.heard = false;
        source.anew = another;
    }

    /// True when what is played may be new.
    pub(super) fn source_is_new(&self) -> bool {
        let source = &self.state.source;
        !source.awaited && source.beyond.is_none_or(|beyond| source.edge.is_some_and(|edge| edge > beyond))
    }

    /// True when the source is over, or has had nothing new for too long.
    pub(super) fn source_is_over(&self) -> bool {
        self.state.source.ended || self.state.source.stale
    }

    /// Why the picture stands: the source, where that is known, else what is given.
    pub(super) fn standing(&self, rule: Rule) -> Rule {
        match &self.state.source {
            source if source.ended => Rule::StreamEnded,
            source if source.stale => Rule::StreamStale,
            _ => rule,
        }
    }

    /// The count of pictures: true when there are new ones.
    pub(super) fn pictures(&mut self, frames: f64) -> bool {
        let clock = self.state.clock;
        let pictures = &mut self.state.generation.pictures;
        let before = pictures.count.replace(frames);
        let new = before.is_some_and(|before| frames > before);
        if before.is_none() {
            pictures.at = clock;
        }
        if new {
            pictures.grew = true;
            pictures.at = clock;
            self.state.address.pictured = true;
        }
        new
    }

    /// True when the position moves and the picture does not. A report without a count says nothing, nor does one of a
    /// player that has shown none, but after a picture that froze.
    pub(super) fn frozen(&self, new_pictures: Option<bool>) -> bool {
        let state = &self.state;
        let pictures = &state.generation.pictures;
        new_pictures == Some(false)
            && (pictures.grew || self.needs_pictures())
            && !state.generation.over
            && !state.overlays.paused
            && !self.unseen()
            && state.clock - pictures.at >= self.policy.stall_timeout_ms
    }

    /// True when a picture of this address froze, and there have been no new ones since.
    fn needs_pictures(&self) -> bool {
        self.state.recovery.needs_pictures && self.state.address.pictured
    }

    /// True when motion counts towards proof.
    pub(super) fn counts_as_news(&self, new_pictures: Option<bool>) -> bool {
        let state = &self.state;
        let wanted = self.needs_pictures() || (state.generation.over && state.generation.pictures.grew);
        self.source_is_new() && (!wanted || self.unseen() || new_pictures == Some(true))
    }

    /// How long a start or a stall may last while bytes come in.
    pub(super) fn with_data(&self, deadline: f64) -> f64 {
        let generation = &self.state.generation;
        let longest = generation.moved_at + self.policy.slow_link_ms;
        let fresh = generation.data_at.map(|at| at + self.policy.stall_timeout_ms);
        fresh.map_or(deadline, |fresh| deadline.max(fresh.min(longest)))
    }

    /// True when a picture that stands has to be waited for, because bytes come in.
    pub(super) fn data_comes_in(&self) -> bool {
        let deadline = self.state.deadlines.stall.unwrap_or(self.state.clock);
        self.with_data(deadline) > self.state.clock
    }

    /// True when a start or a stall goes on only because bytes come in.
    pub(super) fn waits_for_data(&self) -> bool {
        let deadlines = &self.state.deadlines;
        let overdue = match self.state.activity {
            Activity::Connecting => deadlines.start <= self.state.clock,
            Activity::Stalled => deadlines.stall.is_some_and(|stall| stall <= self.state.clock),
            _ => false,
        };
        // Where the bytes have stopped as well, it ends now, by a rule of its own.
        overdue && !self.blocked()
    }

    pub(super) fn stall_for_data(&mut self) {
        self.state.activity = Activity::Stalled;
        self.state.edge.interrupted = true;
        self.state.edge.slow = true;
    }
}
