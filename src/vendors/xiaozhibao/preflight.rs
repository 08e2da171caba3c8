//! May a video be played now, what will it cost, and what to show if not.

use super::account::{Account, Pool, milliseconds};
use super::codes::CODES;
use crate::address;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Record, Value};

names! {
    /// How the audit of a video stands.
    enum Audit {
        /// Nobody knows yet.
        Pending = "pending",
        /// It may be played.
        Passed = "passed",
        /// It may not.
        Rejected = "rejected",
    }
}

/// Names under which addresses carry a signature or its time.
const VOLATILE: &[&str] = &[
    "sign",
    "signature",
    "sig",
    "token",
    "auth_key",
    "expire",
    "expires",
    "e",
    "t",
    "us",
    "exper",
    "timestamp",
    "nonce",
    "txsecret",
    "txtime",
    "wssecret",
    "wstime",
    "x-amz-signature",
    "x-oss-signature",
    "x-cos-signature",
    "q-signature",
    "access_token",
    "key",
];

struct Video {
    url: String,
    duration: Option<f64>,
    subdomains: bool,
}

/// What is decided, and what has been noticed on the way.
struct Verdict {
    code: &'static str,
    pool: &'static str,
    charge: Option<f64>,
    audit: &'static str,
}

impl Verdict {
    fn free(code: &'static str, audit: &'static str) -> Self {
        Self { code, pool: "none", charge: Some(0.0), audit }
    }
}

pub(super) fn preflight(input: &Value) -> Result<Answer> {
    fields::read(input, |input| {
        for name in ["appid", "account", "video"] {
            input.require(name);
        }
        let now = input.seconds("now");
        let appid = input.remark("appid").unwrap_or_default();
        let mut account = Account::default();
        input.record("account", &mut |fields| account = Account::take(fields));
        let mut video = Video { url: String::new(), duration: None, subdomains: false };
        input.record("video", &mut |fields| {
            fields.require("url");
            video.url = fields.remark("url").unwrap_or_default().to_owned();
            video.duration = fields.number("duration", 0, NUMBER_LIMIT);
            fields.refuse_unknown();
        });
        let mut known = None;
        input.record("record", &mut |fields| {
            fields.require("audit");
            let audit = Audit::take(fields, "audit").unwrap_or_default();
            let expiry = fields.number("expiresAt", 0, LAST_SECOND);
            known = Some((audit, expiry.is_some_and(|expiry| now >= expiry)));
            fields.refuse_unknown();
        });
        let mut block = false;
        input.record("policy", &mut |policy| {
            video.subdomains = policy.boolean("subdomainMatch").unwrap_or_default();
            block = policy.place("reauditPlay", &["warn", "block"]) == Some(1);
            policy.refuse_unknown();
        });
        // A video that is only tried out costs the same.
        input.remark("env");
        input.refuse_unknown();

        let mut warnings = Vec::new();
        let decided = decide(now, appid, &account, &video, known, block, &mut warnings);
        let mut answer = Record::default();
        answer
            .set("allow", decided.code.starts_with("ok"))
            .set("code", decided.code)
            .set("chargePool", decided.pool)
            .set("chargeSeconds", decided.charge)
            .set("audit", decided.audit)
            .set("warnings", warnings)
            .set("message", CODES.find(decided.code).as_ref());
        answer.into()
    })
}

fn decide(
    now: f64,
    appid: &str,
    account: &Account,
    video: &Video,
    known: Option<(Audit, bool)>,
    block: bool,
    warnings: &mut Vec<&'static str>,
) -> Verdict {
    if let Some((code, _)) = account.faults(appid).first() {
        return Verdict::free(code, "none");
    }
    let domains = &account.domains;
    if domains.iter().enumerate().any(|(place, domain)| domains.iter().take(place).any(|earlier| earlier == domain)) {
        warnings.push("whitelist_duplicate");
    }
    if let Some(code) = refused_address(video, domains) {
        return Verdict::free(code, "none");
    }
    if is_volatile(&video.url) {
        warnings.push("volatile_url_rebilled");
    }
    match known {
        Some((Audit::Rejected, false)) => return Verdict::free("audit_rejected", "rejected"),
        Some((Audit::Passed, false)) => return Verdict::free("ok", "passed"),
        Some((Audit::Pending, false)) => return Verdict::free("ok_pending_audit", "pending"),
        Some((_, true)) => warnings.push("reaudit_playability_not_documented"),
        None => {}
    }
    if known.is_some() && block {
        return Verdict::free("reaudit_in_progress", "reaudit");
    }
    let (pool, charge) = match account.pool(now) {
        Err((code, _)) => return Verdict::free(code, "none"),
        Ok(Pool::Unlimited) => ("unlimited", Some(0.0)),
        Ok(Pool::Fixed(left)) => {
            match video.duration {
                None => warnings.push("duration_unknown"),
                Some(duration) if milliseconds(duration) > milliseconds(left) => {
                    return Verdict::free("quota_insufficient", "none");
                }
                Some(_) => {}
            }
            ("fixed", video.duration)
        }
    };
    let (code, audit) = if known.is_some() { ("ok_reaudit", "reaudit") } else { ("ok_first_submit", "first") };
    Verdict { code, pool, charge, audit }
}

/// Why the address cannot be played, whatever the account.
fn refused_address(video: &Video, domains: &[String]) -> Option<&'static str> {
    let url = video.url.as_str();
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    let path = url.starts_with('/') && !url.starts_with("//") || url.starts_with("./") || url.starts_with("../");
    if path || scheme.eq_ignore_ascii_case("wxfile") {
        return Some("local_not_supported");
    }
    if scheme.eq_ignore_ascii_case("http") {
        return Some("https_required");
    }
    let host = address::split(url).host;
    let host = host.split_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    // Where players do not agree on the host, there is none.
    let plain = url.bytes().all(|byte| byte > b' ' && byte != b'\\');
    if !scheme.eq_ignore_ascii_case("https") || host.is_empty() || !plain {
        return Some("url_invalid");
    }
    let listed = |domain: &String| {
        host == *domain
            || video.subdomains && host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.'))
    };
    if domains.iter().any(listed) { None } else { Some("domain_not_whitelisted") }
}

/// A signed address is another one the next time, and the plugin takes it for another video.
fn is_volatile(url: &str) -> bool {
    let names = |name: &str| VOLATILE.iter().any(|known| known.eq_ignore_ascii_case(name));
    address::expires_at(url).is_some()
        || address::split(url).query.split('&').any(|pair| names(pair.split_once('=').map_or(pair, |(name, _)| name)))
}
