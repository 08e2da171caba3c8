//! Play links: the request for one (getmedialink, 获取媒资播放链接), and what the link that comes back says.

use super::{id_field, is_id, issue, report};
use crate::address;
use crate::data::ascii;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Issue, Result};
use crate::data::json;
use crate::data::text::{item_path, listed};
use crate::data::value::{Answer, Digits, Record, Value};

/// A link lives two hours at most.
const LONGEST: f64 = 7200.0;

/// The link that is asked for. Moments and durations are in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaLink<'a> {
    /// The episode.
    pub media_id: u64,
    /// When the link runs out.
    pub expires: Expires,
    /// A mark of the caller's own (a channel, say). It comes back in the link, in front of the platform's.
    pub us: Option<&'a str>,
    /// Only so much of the video may be watched.
    pub trial_seconds: Option<u32>,
    /// The names under which `trial_seconds` is sent.
    pub trial_names: TrialNames,
    /// From so many IP addresses the link can be opened.
    pub rlimit: Option<i64>,
    /// Pages that may open the link: domains, the first label of which may be `*`.
    pub whref: Option<Vec<&'a str>>,
    /// Pages that may not.
    pub bkref: Option<Vec<&'a str>>,
    /// How long the video is. It is not sent, but `trial_seconds` and the expiry are checked against it.
    pub duration: Option<f64>,
}

/// When a link runs out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expires {
    /// `t`: at this Unix time.
    At(f64),
    /// `ttl`: so many seconds from now.
    In(f64),
}

impl Expires {
    fn name(self) -> &'static str {
        match self {
            Expires::At(_) => "t",
            Expires::In(_) => "ttl",
        }
    }

    /// The moment as Unix time.
    pub fn at(self, now: f64) -> f64 {
        match self {
            Expires::At(moment) => moment,
            Expires::In(seconds) => now + seconds,
        }
    }
}

/// The names of the trial's length. The Go package of 2024-05 sends `expr`; WeChat's page of today and the link itself
/// have `exper`. WeChat ignores a name that it does not know, and would give the whole video away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialNames {
    /// It is sent as `expr`.
    pub expr: bool,
    /// It is sent as `exper`.
    pub exper: bool,
}

/// A request that keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRequest {
    /// The exact JSON text of getmedialink.
    pub body: String,
    /// What is allowed but not wise: `us_has_hyphen`, `t_shorter_than_video`, `rlimit_1_breaks_reconnect`,
    /// `whref_and_bkref_both`.
    pub warnings: Vec<&'static str>,
}

/// Makes the request for a link. The error names every rule that the link breaks; the codes stand in the public API.
pub fn media_link(link: &MediaLink<'_>, now: f64) -> Result<LinkRequest> {
    let issues = link.issues(now);
    if issues.is_empty() {
        Ok(LinkRequest { body: link.body(now), warnings: link.warnings(now) })
    } else {
        Err(Error::invalid(issues))
    }
}

impl MediaLink<'_> {
    fn issues(&self, now: f64) -> Vec<Issue> {
        let mut issues = Vec::new();
        let mut refuse = |code, field: &str| issues.push(issue(code, field));
        if !is_id(self.media_id) {
            refuse("media_id_invalid", "mediaId");
        }
        let at = self.expires.at(now);
        if at <= now {
            refuse("t_in_past", self.expires.name());
        } else if at > now + LONGEST {
            refuse("t_too_far", self.expires.name());
        }
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if self.us.is_some_and(|us| !(1..=32).contains(&us.len()) || !us.bytes().all(known)) {
            refuse("us_invalid", "us");
        }
        match self.trial_seconds {
            // 0 seconds are no trial: WeChat gives the whole video.
            Some(0) => refuse("trial_zero_omit_it", "trialSeconds"),
            Some(trial) if self.duration.is_some_and(|duration| f64::from(trial) > duration) => {
                refuse("trial_exceeds_duration", "trialSeconds");
            }
            _ => {}
        }
        if !self.trial_names.expr && !self.trial_names.exper {
            refuse("empty", "trialNames");
        }
        match self.rlimit {
            Some(0) => refuse("rlimit_zero_omit_it", "rlimit"),
            Some(limit) if !(1..=9).contains(&limit) => refuse("rlimit_range", "rlimit"),
            _ => {}
        }
        check_referers("whref", &self.whref, &mut refuse);
        check_referers("bkref", &self.bkref, &mut refuse);
        issues
    }

    fn warnings(&self, now: f64) -> Vec<&'static str> {
        let found = [
            // The platform's mark comes behind a hyphen too.
            ("us_has_hyphen", self.us.is_some_and(|us| us.bytes().any(|byte| byte == b'-'))),
            ("t_shorter_than_video", self.duration.is_some_and(|duration| self.expires.at(now) < now + duration)),
            // A phone that changes from Wi-Fi to 4G has another address.
            ("rlimit_1_breaks_reconnect", self.rlimit == Some(1)),
            ("whref_and_bkref_both", self.whref.is_some() && self.bkref.is_some()),
        ];
        let mut warnings = Vec::new();
        for (warning, found) in found {
            if found {
                warnings.push(warning);
            }
        }
        warnings
    }

    fn body(&self, now: f64) -> String {
        let trial = |sent: bool| self.trial_seconds.filter(|_| sent).map(f64::from);
        let mut body = Record::default();
        body.set("media_id", Digits::from(self.media_id))
            .set("t", self.expires.at(now))
            .copy_some("us", self.us)
            .set_some("expr", trial(self.trial_names.expr))
            .set_some("exper", trial(self.trial_names.exper))
            .set_some("rlimit", self.rlimit.map(|limit| limit as f64))
            .set_some("whref", self.whref.as_ref().map(|domains| listed(domains, ",")))
            .set_some("bkref", self.bkref.as_ref().map(|domains| listed(domains, ",")));
        json::write(&body.into())
    }
}

/// The rules of `whref` and `bkref`. Each code begins with the name of its field.
fn check_referers(name: &'static str, domains: &Option<Vec<&str>>, refuse: &mut dyn FnMut(&'static str, &str)) {
    let Some(domains) = domains else { return };
    let [count, has_scheme, bad_char] = match name {
        "whref" => ["whref_count", "whref_has_scheme", "whref_bad_char"],
        _ => ["bkref_count", "bkref_has_scheme", "bkref_bad_char"],
    };
    if !(1..=10).contains(&domains.len()) {
        refuse(count, name);
    }
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:%+=@!$&?[]".contains(&byte);
    for (place, domain) in domains.iter().enumerate() {
        let code = match *domain {
            "" => "empty",
            domain if has_a_scheme(domain) => has_scheme,
            domain if !domain.strip_prefix('*').unwrap_or(domain).bytes().all(known) => bad_char,
            _ => continue,
        };
        refuse(code, &item_path(name, place));
    }
}

fn has_a_scheme(domain: &str) -> bool {
    let begins = |scheme: &str| domain.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("http:")
        || begins("https:")
        || begins("//")
        || ascii::split(domain, b':').skip(1).any(|rest| rest.starts_with("//"))
}

/// Reads the arguments of `mediaLink`.
pub(super) fn media_link_of(link: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    fields::read_at(link, now, |fields, now| {
        let link = MediaLink {
            media_id: id_field(fields, "mediaId"),
            expires: expires(fields),
            us: fields.remark("us"),
            duration: fields.number("duration", 0, NUMBER_LIMIT),
            trial_seconds: match fields.raw("trialSeconds") {
                Value::Number(0.0) => Some(0),
                _ => fields.integer("trialSeconds", 1, 1 << 31).map(|seconds| seconds as u32),
            },
            trial_names: trial_names(fields),
            rlimit: rlimit(fields),
            whref: fields.texts("whref"),
            bkref: fields.texts("bkref"),
        };
        fields.refuse_unknown();
        report(fields, media_link(&link, now)).into()
    })
}

fn expires(fields: &mut Fields<'_>) -> Expires {
    let name = if fields.has("ttl") && !fields.has("t") { "ttl" } else { "t" };
    if !fields.has(name) {
        super::refuse(fields, "t_missing", name);
    }
    if name == "t" && fields.has("ttl") {
        super::refuse(fields, "not_allowed", "ttl");
    }
    let given = fields.finite(name).unwrap_or_default();
    if given.fract() != 0.0 {
        super::refuse(fields, "wrong_type", name);
    } else if given > LAST_SECOND as f64 {
        super::refuse(fields, "t_in_milliseconds", name);
    }
    if name == "t" { Expires::At(given) } else { Expires::In(given) }
}

fn rlimit(fields: &mut Fields<'_>) -> Option<i64> {
    let limit = fields.finite("rlimit")?;
    if limit.fract() != 0.0 {
        fields.refuse("wrong_type", "rlimit");
        return None;
    }
    Some(limit as i64)
}

fn trial_names(fields: &mut Fields<'_>) -> TrialNames {
    let Some(names) = fields.list("trialNames") else {
        return TrialNames { expr: false, exper: true };
    };
    let mut found = TrialNames { expr: false, exper: false };
    for (place, name) in names.iter().enumerate() {
        let text = if let Value::Text(text) = name { Some(&**text) } else { None };
        if text == Some("expr") {
            found.expr = true;
            continue;
        }
        // Also where the item is refused: the list is not empty, and of that nothing is to be said.
        found.exper = true;
        if text != Some("exper") {
            fields.refuse_item(if text.is_some() { "not_allowed" } else { name.problem() }, "trialNames", place);
        }
    }
    found
}

impl From<LinkRequest> for Answer {
    fn from(request: LinkRequest) -> Self {
        let mut record = Record::default();
        record.set("body", request.body).set("warnings", request.warnings);
        record.into()
    }
}

/// True when a page with this `Referer` is one that the pattern names. WeChat compares the pattern with the beginning of
/// the address, so that `abc.com` names `abc.com.cn` too, and `abc.com/` does not. A `*` in front stands for a part of
/// the host, of one character at least.
#[cfg(feature = "server")]
pub fn referer_matches(referer: &str, pattern: &str) -> bool {
    let start = referer.as_bytes().windows(3).position(|three| three == b"://").map_or(0, |place| place + 3);
    let page = referer.as_bytes().get(start..).unwrap_or_default();
    let begins =
        |page: &[u8], with: &[u8]| page.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    let Some(rest) = pattern.strip_prefix('*') else {
        return begins(page, pattern.as_bytes());
    };
    let host = page.iter().take_while(|byte| !matches!(byte, b'/' | b'?' | b'#')).count();
    (1..=host).any(|end| begins(page.get(end..).unwrap_or_default(), rest.as_bytes()))
}

/// Reads the arguments of `refererMatches`.
#[cfg(feature = "server")]
pub(super) fn referer_matches_of(referer: &Value<'_>, pattern: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("referer", referer), ("pattern", pattern)], &mut |fields| {
        fields.require("referer");
        fields.require("pattern");
        let referer = fields.remark("referer").unwrap_or_default();
        let pattern = fields.text("pattern").unwrap_or_default();
        Some(referer_matches(referer, pattern).into())
    })
}

/// What a link says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LinkFacts<'a> {
    /// When it runs out, Unix time in seconds.
    pub expires_at: Option<f64>,
    /// The `us` of the request.
    pub mark: Option<&'a str>,
    /// What WeChat added to it.
    pub platform_id: Option<&'a str>,
    /// Only so many seconds may be watched; `None`: the whole video.
    pub trial_seconds: Option<u32>,
}

/// Reads what a link says of itself. What it does not say is `None`.
pub fn parse_media_link(url: &str) -> LinkFacts<'_> {
    let link = address::split(url);
    let (mark, platform_id) = link.parameter("us").map(marks).unwrap_or_default();
    LinkFacts {
        expires_at: link.parameter("t").and_then(digits::hex_seconds),
        mark,
        platform_id,
        trial_seconds: address::trial_seconds(url),
    }
}

/// Reads the argument of `parseMediaLink`.
pub(super) fn parse_media_link_of(url: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("url", url)], &mut |fields| {
        fields.require("url");
        let facts = parse_media_link(fields.text("url").unwrap_or_default());
        let mut record = Record::default();
        record
            .set("expiresAt", facts.expires_at)
            .set("mark", facts.mark.map(str::to_owned))
            .set("platformId", facts.platform_id.map(str::to_owned))
            .set("trialSeconds", facts.trial_seconds.map(f64::from));
        Some(record.into())
    })
}

/// The two parts of `us` in a link: the caller's mark, a hyphen, the platform's id; or the platform's id alone.
fn marks(us: &str) -> (Option<&str>, Option<&str>) {
    let (mark, platform) = ascii::rsplit_once(us, b'-').map_or((None, us), |(mark, platform)| (Some(mark), platform));
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if platform.is_empty() || !platform.bytes().all(known) {
        return (Some(us).filter(|us| !us.is_empty()), None);
    }
    (mark.filter(|mark| !mark.is_empty()), Some(platform))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> MediaLink<'static> {
        MediaLink {
            media_id: 1,
            expires: Expires::In(60.0),
            us: None,
            trial_seconds: None,
            trial_names: TrialNames { expr: false, exper: true },
            rlimit: None,
            whref: None,
            bkref: None,
            duration: None,
        }
    }

    #[test]
    fn a_link_lives_for_two_hours_at_most() {
        for (expires, expected) in [
            (Expires::In(1.0), None),
            (Expires::In(7200.0), None),
            (Expires::In(7201.0), Some(("t_too_far", "ttl"))),
            (Expires::In(0.0), Some(("t_in_past", "ttl"))),
            (Expires::At(1000.0), Some(("t_in_past", "t"))),
            (Expires::At(1001.0), None),
            (Expires::At(8200.0), None),
            (Expires::At(8201.0), Some(("t_too_far", "t"))),
        ] {
            let issues = media_link(&MediaLink { expires, ..link() }, 1000.0).err().map(|error| error.issues);
            let found = issues.iter().flatten().map(|issue| (issue.code, issue.field.as_str())).next();
            assert_eq!(found, expected, "{expires:?}");
        }
    }

    #[test]
    fn a_trial_is_sent_under_the_names_that_are_asked_for() {
        let body = |expr, exper| {
            let names = TrialNames { expr, exper };
            media_link(&MediaLink { trial_seconds: Some(30), trial_names: names, ..link() }, 0.0).map(|made| made.body)
        };
        assert_eq!(body(false, true).as_deref(), Ok(r#"{"media_id":1,"t":60,"exper":30}"#));
        assert_eq!(body(true, true).as_deref(), Ok(r#"{"media_id":1,"t":60,"expr":30,"exper":30}"#));
        assert!(body(false, false).is_err());
    }

    #[cfg(feature = "server")]
    #[test]
    fn referers() {
        for (referer, pattern, matches) in [
            ("https://abc.com/a", "abc.com", true),
            ("https://abc.com.cn/", "abc.com", true),
            ("https://abc.com.cn/", "abc.com/", false),
            ("https://ABC.com/", "abc.com/", true),
            ("https://www.abc.com/", "*.abc.com", true),
            ("https://abc.com/", "*.abc.com", false),
            ("https://x.org/www.abc.com", "*.abc.com", false),
            ("", "abc.com", false),
        ] {
            assert_eq!(referer_matches(referer, pattern), matches, "{referer} {pattern}");
        }
    }
}
