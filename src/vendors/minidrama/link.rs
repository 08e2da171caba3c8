//! Play links: the request for one (getmedialink), and what the link that comes back says.

use super::{id_field, refuse};
use crate::address;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// A link lives two hours at most.
const LONGEST: f64 = 7200.0;
/// No moment in seconds is larger.
const MILLISECONDS: f64 = 1e11;
/// The document of seed 003 says expr, WeChat's current one and the link itself say exper. A name that WeChat does not
/// read gives the whole film away.
const TRIAL_NAMES: &[&str] = &["expr", "exper"];

/// The body of getmedialink, and what is allowed but not wise.
pub(super) fn request(link: &Value, now: &Value) -> Result<Answer> {
    fields::read_at(link, now, |link, now| {
        let mut warnings = Vec::new();
        let mut body = Record::default();
        body.set("media_id", id_field(link, "mediaId"));
        let expiry = expiry(link, now);
        body.set("t", expiry);
        body.set_some("us", mark(link, &mut warnings));
        let duration = link.number("duration", 0, 1 << 53);
        if duration.is_some_and(|duration| expiry < now + duration) {
            warnings.push("t_shorter_than_video");
        }
        let trial = trial(link, duration);
        for name in trial_names(link) {
            body.set_some(name, trial);
        }
        let rlimit = link.finite("rlimit");
        match rlimit {
            Some(0.0) => refuse(link, "rlimit_zero_omit_it", "rlimit"),
            Some(limit) if limit.fract() != 0.0 => refuse(link, "wrong_type", "rlimit"),
            Some(limit) if !(1.0..=9.0).contains(&limit) => refuse(link, "rlimit_range", "rlimit"),
            Some(1.0) => warnings.push("rlimit_1_breaks_reconnect"),
            _ => {}
        }
        body.set_some("rlimit", rlimit);
        let allowed = referers(link, "whref", ["whref_count", "whref_has_scheme", "whref_bad_char"]);
        let forbidden = referers(link, "bkref", ["bkref_count", "bkref_has_scheme", "bkref_bad_char"]);
        if allowed.is_some() && forbidden.is_some() {
            warnings.push("whref_and_bkref_both");
        }
        body.set_some("whref", allowed).set_some("bkref", forbidden);
        link.refuse_unknown();
        answer(body, warnings)
    })
}

/// When the link is to run out.
fn expiry(link: &mut Fields<'_>, now: f64) -> f64 {
    let (name, start) = if link.has("t") { ("t", 0.0) } else { ("ttl", now) };
    if !link.has(name) {
        refuse(link, "t_missing", "t");
    }
    if name == "t" && link.has("ttl") {
        refuse(link, "not_allowed", "ttl");
    }
    let Some(given) = link.finite(name) else {
        return 0.0;
    };
    let expiry = start + given;
    let code = match given {
        _ if given.fract() != 0.0 => "wrong_type",
        _ if given > MILLISECONDS => "t_in_milliseconds",
        // What is wrong with the moment itself has been noted.
        _ if now == 0.0 => return expiry,
        _ if expiry <= now => "t_in_past",
        _ if expiry > now + LONGEST => "t_too_far",
        _ => return expiry,
    };
    refuse(link, code, name);
    expiry
}

/// The page's own mark, which comes back in front of the platform's.
fn mark(link: &mut Fields<'_>, warnings: &mut Vec<&'static str>) -> Option<String> {
    let mark = link.remark("us")?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !(1..=32).contains(&mark.len()) || !mark.bytes().all(known) {
        refuse(link, "us_invalid", "us");
    } else if mark.bytes().any(|byte| byte == b'-') {
        warnings.push("us_has_hyphen");
    }
    Some(mark.to_owned())
}

fn trial(link: &mut Fields<'_>, duration: Option<f64>) -> Option<f64> {
    if matches!(link.raw("trialSeconds"), Value::Number(0.0)) {
        refuse(link, "trial_zero_omit_it", "trialSeconds");
        return None;
    }
    let trial = link.integer("trialSeconds", 1, 1 << 31)? as f64;
    if duration.is_some_and(|duration| trial > duration) {
        refuse(link, "trial_exceeds_duration", "trialSeconds");
    }
    Some(trial)
}

fn trial_names(link: &mut Fields<'_>) -> Vec<&'static str> {
    let Some(wanted) = link.list("trialNames") else {
        return vec!["exper"];
    };
    if wanted.is_empty() {
        refuse(link, "empty", "trialNames");
    }
    for (place, name) in wanted.iter().enumerate() {
        if !TRIAL_NAMES.iter().any(|known| matches!(name, Value::Text(name) if name == known)) {
            refuse(link, "not_allowed", &["trialNames[", &place.to_string(), "]"].concat());
        }
    }
    let named = |known: &&&str| wanted.iter().any(|name| matches!(name, Value::Text(name) if name == **known));
    TRIAL_NAMES.iter().filter(named).copied().collect()
}

/// A list of domains, joined as WeChat wants it.
fn referers(
    link: &mut Fields<'_>,
    name: &'static str,
    [count, has_scheme, bad_char]: [&'static str; 3],
) -> Option<String> {
    let items = link.list(name)?;
    if !(1..=10).contains(&items.len()) {
        refuse(link, count, name);
    }
    let mut joined = String::new();
    for (place, item) in items.iter().enumerate() {
        let code = match item {
            Value::Text(domain) if domain.is_empty() => "empty",
            Value::Text(domain) if has_a_scheme(domain) => has_scheme,
            Value::Text(domain) => {
                if place > 0 {
                    joined.push(',');
                }
                joined.push_str(domain);
                let rest = domain.strip_prefix('*').unwrap_or(domain);
                let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:%+=@!$&?[]".contains(&byte);
                if rest.bytes().all(known) {
                    continue;
                }
                bad_char
            }
            other => other.problem(),
        };
        refuse(link, code, &[name, "[", &place.to_string(), "]"].concat());
    }
    Some(joined)
}

fn has_a_scheme(domain: &str) -> bool {
    let begins = |scheme: &str| domain.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("http:") || begins("https:") || begins("//") || domain.as_bytes().windows(3).any(|three| three == b"://")
}

/// Whether a page of that referer is one of the pattern's: the domain is a prefix, so that `abc.com` takes in
/// `abc.com.cn` and `abc.com/` does not.
pub(super) fn referer_matches(referer: &Value, pattern: &Value) -> Result<Answer> {
    fields::read_arguments(&[("referer", referer), ("pattern", pattern)], |fields| {
        fields.require("referer");
        fields.require("pattern");
        let referer = fields.remark("referer").unwrap_or_default();
        let pattern = fields.text("pattern").unwrap_or_default();
        let start = referer.as_bytes().windows(3).position(|three| three == b"://").map_or(0, |place| place + 3);
        let page = referer.as_bytes().get(start..).unwrap_or_default();
        let begins =
            |page: &[u8], with: &[u8]| page.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
        let Some(rest) = pattern.strip_prefix('*') else {
            return begins(page, pattern.as_bytes()).into();
        };
        // The star stands for part of the host, and for something.
        let host = page.iter().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#')).count();
        (1..=host).any(|taken| begins(page.get(taken..).unwrap_or_default(), rest.as_bytes())).into()
    })
}

/// What a link says of itself.
pub(super) fn parse(url: &Value) -> Result<Answer> {
    fields::read_arguments(&[("url", url)], |fields| {
        fields.require("url");
        let query = address::split(fields.text("url").unwrap_or_default()).query;
        let parameter = |name: &str| {
            query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value)
        };
        let hexadecimal = |text: &str| u32::from_str_radix(text, 16).ok().map(f64::from);
        let (mark, platform) = parameter("us").map(marks).unwrap_or_default();
        let trial = parameter("exper").or_else(|| parameter("expr")).and_then(|text| text.parse::<u32>().ok());
        let mut parsed = Record::default();
        parsed
            .set("expiresAt", parameter("t").and_then(hexadecimal))
            .set("mark", mark.map(str::to_owned))
            .set("platformId", platform.map(str::to_owned))
            // 0 is the whole film.
            .set("trialSeconds", trial.filter(|seconds| *seconds > 0).map(f64::from));
        parsed.into()
    })
}

/// `mark-platform`, or the platform's alone.
pub(super) fn marks(us: &str) -> (Option<&str>, Option<&str>) {
    let (mark, platform) = us.rsplit_once('-').map_or((None, us), |(mark, platform)| (Some(mark), platform));
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if platform.is_empty() || !platform.bytes().all(known) {
        return (Some(us).filter(|us| !us.is_empty()), None);
    }
    (mark.filter(|mark| !mark.is_empty()), Some(platform))
}

/// A body and its warnings.
fn answer(body: Record, warnings: Vec<&'static str>) -> Answer {
    let mut answer = Record::default();
    answer.set("body", json::write(&body.into())).set("warnings", warnings);
    answer.into()
}
