//! An account of the plugin's console: who it is for, and what is left of its time.

use super::codes::CODES;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Issue, Result};
use crate::data::value::{Answer, Record, Value};

const MOST_DOMAINS: usize = 10;

/// As the console shows it.
#[derive(Default)]
pub(super) struct Account {
    registered: bool,
    appid: String,
    company: String,
    pub(super) domains: Vec<String>,
    unlimited_until: Option<f64>,
    total: f64,
    used: f64,
    until: Option<f64>,
}

/// Whose time a video is charged to.
#[derive(Clone, Copy)]
pub(super) enum Pool {
    Unlimited,
    /// With so many seconds left.
    Fixed(f64),
}

/// What keeps an account from playing: the code, and the field that tells of it.
pub(super) type Fault = (&'static str, &'static str);

impl Account {
    pub(super) fn take(fields: &mut Fields<'_>) -> Self {
        for name in ["registered", "appid", "company", "domains", "fixed"] {
            fields.require(name);
        }
        let mut account = Self {
            registered: fields.boolean("registered").unwrap_or_default(),
            appid: fields.remark("appid").unwrap_or_default().to_owned(),
            company: fields.remark("company").unwrap_or_default().to_owned(),
            unlimited_until: fields.number("unlimitedUntil", 0, LAST_SECOND),
            ..Self::default()
        };
        for (place, item) in fields.list("domains").unwrap_or_default().iter().enumerate() {
            let code = match item {
                Value::Text(domain) => {
                    account.domains.push(domain.trim().to_ascii_lowercase());
                    continue;
                }
                other => other.problem(),
            };
            fields.refuse(code, &["domains[", &place.to_string(), "]"].concat());
        }
        fields.record("fixed", &mut |fixed| {
            fixed.require("total");
            fixed.require("used");
            account.total = fixed.number("total", 0, NUMBER_LIMIT).unwrap_or_default();
            account.used = fixed.number("used", 0, NUMBER_LIMIT).unwrap_or_default();
            account.until = fixed.number("until", 0, LAST_SECOND);
            fixed.refuse_unknown();
        });
        fields.refuse_unknown();
        account
    }

    /// What is not set up, in the order in which the plugin finds out.
    pub(super) fn faults(&self, appid: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !is_appid(appid) {
            faults.push(("appid_format", "appid"));
        } else if self.registered && self.appid != appid {
            faults.push(("appid_mismatch", "appid"));
        }
        if !self.registered {
            faults.push(("appid_not_registered", "registered"));
        }
        if self.company.trim().is_empty() {
            faults.push(("company_missing", "company"));
        }
        match self.domains.len() {
            0 => faults.push(("whitelist_empty", "domains")),
            1..=MOST_DOMAINS => {}
            _ => faults.push(("whitelist_too_many", "domains")),
        }
        faults
    }

    /// Unlimited time while it runs, then the fixed one.
    pub(super) fn pool(&self, now: f64) -> std::result::Result<Pool, Fault> {
        if self.unlimited_until.is_some_and(|until| now < until) {
            return Ok(Pool::Unlimited);
        }
        // Whole milliseconds, in which time is charged: 2400 - 930.156 is not quite what it seems.
        let left = milliseconds(self.total) - milliseconds(self.used);
        let expired = self.until.is_some_and(|until| now >= until);
        match (expired || left <= 0.0, self.unlimited_until) {
            (false, _) => Ok(Pool::Fixed(left / 1000.0)),
            (true, Some(_)) => Err(("unlimited_expired_no_quota", "unlimitedUntil")),
            (true, None) if expired => Err(("quota_expired", "fixed.until")),
            (true, None) => Err(("quota_exhausted", "fixed.used")),
        }
    }
}

pub(super) fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0 + 0.5).floor()
}

fn is_appid(appid: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    appid.strip_prefix("wx").is_some_and(|digits| digits.len() == 16 && digits.bytes().all(digit))
}

/// The console's 状态: normal, or every reason why not.
pub(super) fn status(account: &Value, appid: &Value, now: &Value) -> Result<Answer> {
    let moment = fields::read_arguments(&[("appid", appid), ("now", now)], |fields| {
        fields.require("appid");
        (fields.remark("appid").unwrap_or_default().to_owned(), fields.seconds("now"))
    });
    let (account, (appid, now)) = fields::both(fields::read(account, Account::take), moment)?;
    let mut faults = account.faults(&appid);
    faults.extend(account.pool(now).err());
    let issue = |(code, field)| CODES.find(code).map(|message| Issue { code, field: String::from(field), message });
    let issues: Vec<Issue> = faults.into_iter().filter_map(issue).collect();
    let mut status = Record::default();
    status.set("normal", issues.is_empty()).set("issues", issues.iter().collect::<Vec<_>>());
    Ok(status.into())
}

/// Only an account that has played nothing yet may be given to another mini-program.
pub(super) fn may_change_appid(used: &Value) -> Result<Answer> {
    fields::read_arguments(&[("usedTotalSeconds", used)], |fields| {
        fields.require("usedTotalSeconds");
        (fields.number("usedTotalSeconds", 0, NUMBER_LIMIT) == Some(0.0)).into()
    })
}
