//! Which of a video's addresses to play (`play_info` of API-23, video/getUrl).

use crate::address;
use crate::data::ascii;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};

/// From audio alone to the finest, each by its names in getUrl, in requests and in transcode_info. The numbers of the
/// requests do not rise with the quality, and the document does not say whether 16 is low or std.
const RANKS: &[&str] = &["audio", "low 16 std", "high 1", "superHD 2 super", "720p 4", "1080p 8"];

const AUDIO: usize = 0;

/// A quality by one of the vendor's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality<'a> {
    name: &'a str,
    rank: usize,
}

impl<'a> Quality<'a> {
    /// `audio`, `low`, `std`, `high`, `superHD`, `super`, `720p`, `1080p`, or the number of a request; `None` for any
    /// other name.
    pub fn named(name: &'a str) -> Option<Self> {
        rank(name).map(|rank| Self { name, rank })
    }
}

fn rank(name: &str) -> Option<usize> {
    RANKS.iter().position(|names| ascii::split(names, b' ').any(|known| known == name))
}

/// One address of a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The vendor's name of its quality; it may be unknown.
    pub quality: &'a str,
    /// Where it is.
    pub url: &'a str,
}

/// Which addresses may be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Audio alone, though it is not asked for.
    pub allow_audio: bool,
    /// Only addresses that begin with `https://`.
    pub require_https: bool,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice<'a> {
    /// Play this address.
    Play {
        /// Which one it is.
        address: Address<'a>,
        /// When it runs out, Unix time in seconds.
        expires_at: Option<f64>,
        /// It has the quality that was asked for.
        exact: bool,
    },
    /// Get new addresses: these have run out.
    RefreshAddress,
    /// There is nothing to play.
    Nothing,
}

/// How far a quality is from the one that is asked for: first the same, then the nearest lower ones, then the nearest
/// higher ones, then unknown names.
fn distance(rank: Option<usize>, wanted: usize) -> usize {
    match rank {
        Some(rank) if rank <= wanted => wanted - rank,
        Some(rank) => RANKS.len() + rank - wanted,
        None => RANKS.len() * 2,
    }
}

/// Chooses the address that is nearest to the quality. An address that has run out at `now` (Unix time in seconds) is
/// not chosen.
pub fn choose_quality<'a>(
    addresses: impl Iterator<Item = Address<'a>>,
    wanted: Quality<'_>,
    now: f64,
    options: Options,
) -> Choice<'a> {
    let mut choice = Choice::Nothing;
    let mut least = usize::MAX;
    for address in addresses {
        let rank = rank(address.quality);
        let unwanted_audio = rank == Some(AUDIO) && wanted.rank != AUDIO && !options.allow_audio;
        let insecure = options.require_https && !address.url.starts_with("https://");
        if unwanted_audio || insecure || address.url.is_empty() {
            continue;
        }
        let expires_at = address::expires_at(address.url);
        if expires_at.is_some_and(|end| end <= now) {
            if matches!(choice, Choice::Nothing) {
                choice = Choice::RefreshAddress;
            }
            continue;
        }
        // Doubled, so that of two names of one rank the one that was asked for is nearer.
        let score = distance(rank, wanted.rank) * 2 + usize::from(address.quality != wanted.name);
        if score < least {
            least = score;
            choice = Choice::Play { address, expires_at, exact: score < 2 };
        }
    }
    choice
}

/// Reads the arguments of `chooseQuality`.
pub(super) fn choose_quality_of(
    play_info: &Value<'_>,
    wanted: &Value<'_>,
    now: &Value<'_>,
    options: &Value<'_>,
) -> Result<Answer> {
    let arguments = [("playInfo", play_info), ("wanted", wanted), ("now", now), ("options", options)];
    fields::answer(&arguments, &mut |fields| {
        fields.require("playInfo");
        // PHP writes an empty map as a list.
        if !matches!(play_info, Value::List(items) if items.is_empty()) {
            fields.record("playInfo", &mut |_| {});
        }
        fields.require("wanted");
        let name =
            if fields.has_number("wanted") { wanted.as_text() } else { fields.text("wanted").map(str::to_owned) };
        let name = name.unwrap_or_default();
        let quality = Quality::named(&name);
        if quality.is_none() && !fields.refused("wanted") {
            fields.refuse("not_allowed", "wanted");
        }
        let now = fields.seconds("now");
        let mut allowed = Options::default();
        fields.record("options", &mut |options| {
            allowed.allow_audio = options.boolean("allowAudio").unwrap_or_default();
            allowed.require_https = options.boolean("requireHttps").unwrap_or_default();
            options.refuse_unknown();
        });
        let entries: &[_] = if let Value::Record(entries) = play_info { entries } else { &[] };
        let addresses = entries.iter().filter_map(|(quality, entry)| match entry.get("url") {
            Value::Text(url) => Some(Address { quality, url }),
            _ => None,
        });
        Some((&choose_quality(addresses, quality?, now, allowed)).into())
    })
}

impl From<&Choice<'_>> for Answer {
    fn from(choice: &Choice<'_>) -> Self {
        let mut record = Record::default();
        match choice {
            Choice::Play { address, expires_at, exact } => {
                record
                    .set("action", "play")
                    .copy("quality", address.quality)
                    .copy("url", address.url)
                    .set("expiresAt", *expires_at)
                    .set("exact", *exact);
            }
            Choice::RefreshAddress => {
                record.set("action", "refresh_address");
            }
            Choice::Nothing => {
                record.set("action", "none");
            }
        }
        record.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_lower_one_comes_before_the_nearest_higher_one() {
        let chosen = |qualities: &[&'static str], wanted| {
            let addresses = qualities.iter().map(|quality| Address { quality, url: "https://a.b/x.mp4" });
            match choose_quality(addresses, Quality::named(wanted)?, 0.0, Options::default()) {
                Choice::Play { address, exact, .. } => Some((address.quality, exact)),
                _ => None,
            }
        };
        assert_eq!(chosen(&["low", "high", "720p"], "720p"), Some(("720p", true)));
        assert_eq!(chosen(&["low", "high", "720p"], "4"), Some(("720p", true)));
        assert_eq!(chosen(&["1080p", "low", "high"], "superHD"), Some(("high", false)));
        assert_eq!(chosen(&["1080p", "720p"], "high"), Some(("720p", false)));
        assert_eq!(chosen(&["std", "16", "low"], "16"), Some(("16", true)));
        assert_eq!(chosen(&["audio"], "low"), None);
        assert_eq!(chosen(&["audio", "low"], "audio"), Some(("audio", true)));
        assert_eq!(chosen(&["8k"], "1080p"), Some(("8k", false)));
        assert_eq!(chosen(&["low"], "8k"), None);
    }
}
