//! Whether a video can be played now, what it costs, and what to show if it cannot.

use super::account::{Account, Pool, milliseconds};
use super::codes::CODES;
use crate::address;
use crate::data::ascii;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::record::names;
use crate::data::value::{Answer, Record, Value};

names! {
    /// How the audit of a video stands.
    pub enum Audit {
        /// It is under way.
        Pending = "pending",
        /// The video may be played.
        Passed = "passed",
        /// The video must not be played.
        Rejected = "rejected",
    }
}

/// What is known of a video that was played before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// How its audit stands.
    pub audit: Audit,
    /// When the video expires and is audited again, Unix seconds; `None`: never.
    pub expires_at: Option<f64>,
}

/// A video that is about to be played.
#[derive(Clone, Debug, PartialEq)]
pub struct Video<'a> {
    /// The mini-program that plays it.
    pub appid: &'a str,
    /// Its address.
    pub url: &'a str,
    /// How long it is, in seconds, if that is known.
    pub duration: Option<f64>,
    /// What is known of it, if it was played before.
    pub known: Option<Known>,
    /// A domain on the account's list stands for its subdomains too. The document leaves that open.
    pub subdomains: bool,
    /// A video that is audited again is not played meanwhile. The document leaves that open too.
    pub block_reaudit: bool,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// A code of the namespace; the video is played when it begins with `ok`.
    pub code: &'static str,
    /// What is charged: `unlimited`, `fixed` or `none`.
    pub pool: &'static str,
    /// How much is charged, in seconds; `None` when the duration is not known.
    pub charge: Option<f64>,
    /// What becomes of the audit: `none`, `first`, `reaudit`, or how it stands.
    pub audit: &'static str,
    /// Codes of what is allowed, but should be known.
    pub warnings: Vec<&'static str>,
}

/// The parameters in which addresses carry a signature or the time that it is good for.
const VOLATILE: &str = "sign signature sig token auth_key auth_info expire expires e t us exper timestamp nonce txsecret \
    txtime hwsecret hwtime volcsecret volctime wssecret wstime x-amz-signature x-oss-signature x-cos-signature q-signature \
    access_token key";

/// Decides about a video of this account at this moment (Unix seconds), in the order in which the plugin does.
pub fn preflight(account: &Account, video: &Video<'_>, now: f64) -> Verdict {
    let mut warnings = Vec::new();
    let (code, pool, charge, audit) = match decide(account, video, now, &mut warnings) {
        Decided::Free(code, audit) => (code, "none", Some(0.0), audit),
        Decided::Charged(code, pool, charge, audit) => (code, pool, charge, audit),
    };
    Verdict { code, pool, charge, audit, warnings }
}

/// A code and what becomes of the audit; between them what is charged.
enum Decided {
    Free(&'static str, &'static str),
    Charged(&'static str, &'static str, Option<f64>, &'static str),
}

fn decide(account: &Account, video: &Video<'_>, now: f64, warnings: &mut Vec<&'static str>) -> Decided {
    if let Some(fault) = account.faults(video.appid).first() {
        return Decided::Free(fault.code, "none");
    }
    if has_duplicate(&account.domains) {
        warnings.push("whitelist_duplicate");
    }
    if let Some(code) = refused_address(video, &account.domains) {
        return Decided::Free(code, "none");
    }
    if is_volatile(video.url) {
        warnings.push("volatile_url_rebilled");
    }
    if let Some(Known { audit, expires_at }) = video.known {
        if expires_at.is_none_or(|expires_at| now < expires_at) {
            let code = match audit {
                Audit::Rejected => "audit_rejected",
                Audit::Passed => "ok",
                Audit::Pending => "ok_pending_audit",
            };
            return Decided::Free(code, audit.name());
        }
        warnings.push("reaudit_playability_not_documented");
        if video.block_reaudit {
            return Decided::Free("reaudit_in_progress", "reaudit");
        }
    }
    let (pool, charge) = match account.pool(now) {
        Err(fault) => return Decided::Free(fault.code, "none"),
        Ok(Pool::Unlimited) => ("unlimited", Some(0.0)),
        Ok(Pool::Fixed(left)) => {
            match video.duration {
                None => warnings.push("duration_unknown"),
                Some(duration) if milliseconds(duration) > milliseconds(left) => {
                    return Decided::Free("quota_insufficient", "none");
                }
                Some(_) => {}
            }
            ("fixed", video.duration)
        }
    };
    let (code, audit) = if video.known.is_some() { ("ok_reaudit", "reaudit") } else { ("ok_first_submit", "first") };
    Decided::Charged(code, pool, charge, audit)
}

/// Reads the argument of `preflight`.
pub(super) fn preflight_of(input: &Value<'_>) -> Result<Answer> {
    fields::read(input, |input| {
        for &name in &["appid", "account", "video"] {
            input.require(name);
        }
        let now = input.seconds("now");
        let appid = input.remark("appid").unwrap_or_default();
        let mut account = Account::default();
        input.record("account", &mut |fields| account.read(fields));
        let (mut url, mut duration) = (String::new(), None);
        input.record("video", &mut |fields| {
            fields.require("url");
            fields.remark("url").unwrap_or_default().clone_into(&mut url);
            duration = fields.number("duration", 0, NUMBER_LIMIT);
            fields.refuse_unknown();
        });
        let mut known = None;
        input.record("record", &mut |fields| {
            fields.require("audit");
            let audit = Audit::take(fields, "audit").unwrap_or_default();
            known = Some(Known { audit, expires_at: fields.number("expiresAt", 0, LAST_SECOND) });
            fields.refuse_unknown();
        });
        let (mut subdomains, mut block_reaudit) = (false, false);
        input.record("policy", &mut |policy| {
            subdomains = policy.boolean("subdomainMatch").unwrap_or_default();
            block_reaudit = policy.place("reauditPlay", &["warn", "block"]) == Some(1);
            policy.refuse_unknown();
        });
        // A development or trial version is charged like a released one.
        input.remark("env");
        input.refuse_unknown();
        let video = Video { appid, url: &url, duration, known, subdomains, block_reaudit };
        preflight(&account, &video, now).into()
    })
}

impl From<Verdict> for Answer {
    fn from(verdict: Verdict) -> Self {
        let mut record = Record::default();
        record
            .set("allow", verdict.code.starts_with("ok"))
            .set("code", verdict.code)
            .set("chargePool", verdict.pool)
            .set("chargeSeconds", verdict.charge)
            .set("audit", verdict.audit)
            .set("warnings", verdict.warnings)
            .set("message", CODES.find(verdict.code).as_ref());
        record.into()
    }
}

fn has_duplicate(mut domains: &[String]) -> bool {
    while let Some((first, others)) = domains.split_first() {
        if others.iter().any(|other| other == first) {
            return true;
        }
        domains = others;
    }
    false
}

/// The code that says why the address cannot be played; `None` if it can.
fn refused_address(video: &Video<'_>, domains: &[String]) -> Option<&'static str> {
    let url = video.url;
    let scheme = ascii::split_once(url, b':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
    let path = url.starts_with('/') && !url.starts_with("//") || url.starts_with("./") || url.starts_with("../");
    if path || scheme == "wxfile" {
        return Some("local_not_supported");
    }
    if scheme == "http" {
        return Some("https_required");
    }
    let host = address::split(url).host;
    let host = ascii::split_once(host, b':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    // Players do not agree on the host of such an address.
    let plain = url.bytes().all(|byte| byte > b' ' && byte != b'\\');
    if scheme != "https" || host.is_empty() || !plain {
        return Some("url_invalid");
    }
    let listed = |domain: &String| {
        host == *domain
            || video.subdomains && host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.'))
    };
    if domains.iter().any(listed) { None } else { Some("domain_not_whitelisted") }
}

/// True for an address that is signed or expires. It is another one the next time, and to the plugin that is another
/// video.
fn is_volatile(url: &str) -> bool {
    let names = |name: &str| ascii::split(VOLATILE, b' ').any(|known| known.eq_ignore_ascii_case(name));
    address::expires_at(url).is_some()
        || ascii::split(address::split(url).query, b'&')
            .any(|pair| names(ascii::split_once(pair, b'=').map_or(pair, |(name, _)| name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const APPID: &str = "wx5474241b2a65b906";

    fn account() -> Account {
        Account {
            registered: true,
            appid: APPID.to_owned(),
            company: "暂无".to_owned(),
            domains: vec!["a.b".to_owned()],
            total: 2400.0,
            ..Account::default()
        }
    }

    fn video(known: Option<Known>) -> Video<'static> {
        let url = "https://a.b/1.mp4";
        Video { appid: APPID, url, duration: Some(60.0), known, subdomains: false, block_reaudit: false }
    }

    #[test]
    fn only_the_first_play_and_a_new_audit_are_charged() {
        let known = |audit, expires_at| Some(Known { audit, expires_at });
        for (known, code, charge) in [
            (None, "ok_first_submit", 60.0),
            (known(Audit::Pending, None), "ok_pending_audit", 0.0),
            (known(Audit::Passed, Some(101.0)), "ok", 0.0),
            (known(Audit::Passed, Some(100.0)), "ok_reaudit", 60.0),
            (known(Audit::Rejected, None), "audit_rejected", 0.0),
            (known(Audit::Rejected, Some(99.0)), "ok_reaudit", 60.0),
        ] {
            let verdict = preflight(&account(), &video(known), 100.0);
            assert_eq!((verdict.code, verdict.charge), (code, Some(charge)), "{known:?}");
        }
    }

    #[test]
    fn a_subdomain_counts_where_the_page_says_so() {
        let elsewhere = Video { url: "https://cdn.a.b/1.mp4", ..video(None) };
        assert_eq!(preflight(&account(), &elsewhere, 0.0).code, "domain_not_whitelisted");
        let lenient = Video { subdomains: true, ..elsewhere };
        assert_eq!(preflight(&account(), &lenient, 0.0).code, "ok_first_submit");
        let other = Video { url: "https://cdna.b/1.mp4", ..lenient };
        assert_eq!(preflight(&account(), &other, 0.0).code, "domain_not_whitelisted");
    }
}
