//! Which of a video's addresses to play.

use crate::address;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};

/// From sound alone to the finest, each by its names in getUrl, in requests and in transcode_info. The numbers do not go by
/// quality, and which of low and std is 16 the document leaves open.
const RANKS: &[&[&str]] =
    &[&["audio"], &["low", "16", "std"], &["high", "1"], &["superHD", "2", "super"], &["720p", "4"], &["1080p", "8"]];

const AUDIO: usize = 0;

fn rank(name: &str) -> Option<usize> {
    RANKS.iter().position(|names| names.contains(&name))
}

/// The exact one, else the nearest lower, else the nearest higher; names nobody knows come last.
fn distance(rank: Option<usize>, wanted: usize) -> usize {
    match rank {
        Some(rank) if rank <= wanted => wanted - rank,
        Some(rank) => RANKS.len() + rank - wanted,
        None => RANKS.len() * 2,
    }
}

/// Chooses from `play_info` of getUrl.
pub(super) fn choose(play_info: &Value, wanted: &Value, now: &Value, options: &Value) -> Result<Answer> {
    let arguments = [("playInfo", play_info), ("wanted", wanted), ("now", now), ("options", options)];
    let name = wanted.as_text().unwrap_or_default();
    let (place, now, allow_audio, require_https) = fields::read_arguments(&arguments, |fields| {
        fields.require("playInfo");
        // PHP writes an empty map as a list.
        if *play_info != Value::List(Vec::new()) {
            fields.record("playInfo", &mut |_| {});
        }
        fields.require("wanted");
        let place = rank(&name);
        if place.is_none() && *wanted != Value::Null {
            fields.refuse(if name.is_empty() { "wrong_type" } else { "not_allowed" }, "wanted");
        }
        let now = fields.seconds("now");
        let mut allowed = (false, false);
        fields.record("options", &mut |options| {
            allowed.0 = options.boolean("allowAudio").unwrap_or_default();
            allowed.1 = options.boolean("requireHttps").unwrap_or_default();
            options.refuse_unknown();
        });
        (place.unwrap_or_default(), now, allowed.0, allowed.1)
    })?;
    let Value::Record(entries) = play_info else {
        return Ok(action("none").into());
    };
    let mut expired = false;
    let mut best: Option<(usize, &str, &str, Option<f64>)> = None;
    for (quality, entry) in entries {
        let Value::Text(url) = entry.get("url") else {
            continue;
        };
        let rank = rank(quality);
        let silent = rank == Some(AUDIO) && place != AUDIO && !allow_audio;
        if silent || url.is_empty() || require_https && !url.starts_with("https://") {
            continue;
        }
        let expires_at = address::expires_at(url);
        if expires_at.is_some_and(|end| end <= now) {
            expired = true;
            continue;
        }
        // Twice, to leave room for the name that was asked for among two of one rank.
        let score = distance(rank, place) * 2 + usize::from(*quality != name);
        if best.is_none_or(|(least, ..)| score < least) {
            best = Some((score, quality, url, expires_at));
        }
    }
    Ok(match best {
        Some((score, quality, url, expires_at)) => {
            let mut record = action("play");
            record.copy("quality", quality).copy("url", url).set("expiresAt", expires_at).set("exact", score < 2);
            record.into()
        }
        None if expired => action("refresh_address").into(),
        None => action("none").into(),
    })
}

fn action(name: &'static str) -> Record {
    let mut record = Record::default();
    record.set("action", name);
    record
}
