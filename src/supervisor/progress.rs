//! Whether the picture moves. Nothing else proves playing.
//!
//! A media `playing`, 2003 and 2004 prove nothing. After an outage Chromium reports `playing` from the last tenths of
//! a second in its buffer while the server still refuses every request.

use crate::data::record::record;

record! {
    /// What one generation has shown so far.
    pub(crate) struct Progress {
        /// Progress towards the proof, milliseconds.
        moved_ms: f64,
        /// Playing is proven.
        proven: bool,
        /// A report with frames has come.
        had_picture: bool,
        /// The last position of the media element, seconds.
        position: Option<f64>,
        /// When that position was reported.
        position_at: f64,
        /// When the last netStatus with progress came.
        report_at: Option<f64>,
    }
}

impl Progress {
    /// A media `progress`: how far the picture moved forward, milliseconds; `None` when it did not.
    ///
    /// The first position of a generation counts nothing: it is where playing begins. A jump, as to the live edge,
    /// counts no more than the time since the report before it.
    pub(crate) fn position(&mut self, position: f64, clock: f64) -> Option<f64> {
        let elapsed = clock - self.position_at;
        let before = self.position.replace(position);
        self.position_at = clock;
        let moved = position - before?;
        // To the microsecond: sums of such are exact, and five times 0.2 s are a second.
        (moved > 0.0).then(|| ((moved * 1e6).round_ties_even() / 1e3).min(elapsed))
    }

    /// A netStatus: the time since the report before it where both had progress, no more than `longest_ms`; `None` when
    /// this one had none.
    pub(crate) fn report(
        &mut self,
        fps: Option<f64>,
        audio: Option<f64>,
        net_speed: Option<f64>,
        clock: f64,
        longest_ms: f64,
    ) -> Option<f64> {
        let picture = positive(fps);
        self.had_picture |= picture;
        // Sound alone is progress only where there never was a picture.
        let progress = picture || (!self.had_picture && positive(audio) && positive(net_speed));
        if fps.is_none() && audio.is_none() {
            // Not every report has every field. This one says nothing about progress.
            return None;
        }
        self.since_report(progress, clock, longest_ms)
    }

    /// The same for a pusher, which sends pictures or sound.
    pub(crate) fn pushed(
        &mut self,
        video: Option<f64>,
        audio: Option<f64>,
        net_speed: Option<f64>,
        clock: f64,
        longest_ms: f64,
    ) -> Option<f64> {
        if video.is_none() && audio.is_none() {
            return None;
        }
        self.since_report((positive(video) || positive(audio)) && positive(net_speed), clock, longest_ms)
    }

    fn since_report(&mut self, progress: bool, clock: f64, longest_ms: f64) -> Option<f64> {
        let before = self.report_at.take();
        if !progress {
            return None;
        }
        self.report_at = Some(clock);
        Some(before.map_or(0.0, |before| (clock - before).min(longest_ms)))
    }

    /// The same player has to prove again that it plays.
    pub(crate) fn doubt(&mut self) {
        self.moved_ms = 0.0;
        self.proven = false;
        self.report_at = None;
    }

    /// The clock went on without the picture: hidden, paused.
    pub(crate) fn interrupted(&mut self, clock: f64) {
        self.report_at = None;
        self.position_at = clock;
    }
}

fn positive(value: Option<f64>) -> bool {
    value.is_some_and(|value| value > 0.0)
}
