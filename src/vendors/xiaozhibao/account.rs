//! An account of the plugin's console: which mini-program it is for, and what is left of its time.

use super::codes::CODES;
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Issue, Result};
use crate::data::value::{Answer, Value};
use crate::vendors::answer;

/// The console holds no longer list of domains.
const MOST_DOMAINS: usize = 10;

/// An account, as the console shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// A mini-program is registered.
    pub registered: bool,
    /// Its AppID.
    pub appid: String,
    /// The name of the company or team; 暂无 where there is none.
    pub company: String,
    /// The domains that videos may come from, in lower case.
    pub domains: Vec<String>,
    /// When the unlimited time ends, Unix seconds; `None` where it was never bought.
    pub unlimited_until: Option<f64>,
    /// The fixed time, in seconds.
    pub total: f64,
    /// What is used of it, in seconds.
    pub used: f64,
    /// When the fixed time ends, Unix seconds; `None`: never.
    pub until: Option<f64>,
}

/// Whose time a video is charged to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pool {
    /// The unlimited time.
    Unlimited,
    /// The fixed time, of which so many seconds are left.
    Fixed(f64),
}

/// What keeps an account from playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A code of the namespace.
    pub code: &'static str,
    /// The field that shows it.
    pub field: &'static str,
}

const fn fault(code: &'static str, field: &'static str) -> Fault {
    Fault { code, field }
}

impl Account {
    /// Reads an account that a page passes.
    pub(super) fn read(&mut self, fields: &mut Fields<'_>) {
        for &name in &["registered", "appid", "company", "domains", "fixed"] {
            fields.require(name);
        }
        self.registered = fields.boolean("registered").unwrap_or_default();
        self.appid.push_str(fields.remark("appid").unwrap_or_default());
        self.company.push_str(fields.remark("company").unwrap_or_default());
        self.unlimited_until = fields.number("unlimitedUntil", 0, LAST_SECOND);
        for domain in fields.texts("domains").unwrap_or_default() {
            self.domains.push(domain.trim().to_ascii_lowercase());
        }
        fields.record("fixed", &mut |fixed| {
            fixed.require("total");
            fixed.require("used");
            self.total = fixed.number("total", 0, NUMBER_LIMIT).unwrap_or_default();
            self.used = fixed.number("used", 0, NUMBER_LIMIT).unwrap_or_default();
            self.until = fixed.number("until", 0, LAST_SECOND);
            fixed.refuse_unknown();
        });
        fields.refuse_unknown();
    }

    /// What is not set up for the mini-program `appid`, in the order in which the plugin finds it.
    pub fn faults(&self, appid: &str) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !is_appid(appid) {
            faults.push(fault("appid_format", "appid"));
        } else if self.registered && self.appid != appid {
            faults.push(fault("appid_mismatch", "appid"));
        }
        if !self.registered {
            faults.push(fault("appid_not_registered", "registered"));
        }
        if self.company.trim().is_empty() {
            faults.push(fault("company_missing", "company"));
        }
        match self.domains.len() {
            0 => faults.push(fault("whitelist_empty", "domains")),
            1..=MOST_DOMAINS => {}
            _ => faults.push(fault("whitelist_too_many", "domains")),
        }
        faults
    }

    /// The time that a video is charged to at this moment (Unix seconds): the unlimited time while it runs, then the
    /// fixed one.
    pub fn pool(&self, now: f64) -> std::result::Result<Pool, Fault> {
        if self.unlimited_until.is_some_and(|until| now < until) {
            return Ok(Pool::Unlimited);
        }
        // Time is charged in whole milliseconds. In doubles 2400 - 930.156 is a little less than 1469.844.
        let left = milliseconds(self.total) - milliseconds(self.used);
        let expired = self.until.is_some_and(|until| now >= until);
        match (expired || left <= 0.0, self.unlimited_until) {
            (false, _) => Ok(Pool::Fixed(left / 1000.0)),
            (true, Some(_)) => Err(fault("unlimited_expired_no_quota", "unlimitedUntil")),
            (true, None) if expired => Err(fault("quota_expired", "fixed.until")),
            (true, None) => Err(fault("quota_exhausted", "fixed.used")),
        }
    }

    /// Everything that keeps the account from the console's status 正常, at this moment (Unix seconds).
    pub fn status(&self, appid: &str, now: f64) -> Vec<Fault> {
        let mut faults = self.faults(appid);
        if let Err(fault) = self.pool(now) {
            faults.push(fault);
        }
        faults
    }
}

/// Whole milliseconds, rounded.
pub(super) fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0 + 0.5).floor()
}

fn is_appid(appid: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    appid.strip_prefix("wx").is_some_and(|digits| digits.len() == 16 && digits.bytes().all(digit))
}

/// True when an account may be given to another mini-program: it has played nothing yet.
pub fn may_change_appid(used_total_seconds: f64) -> bool {
    used_total_seconds == 0.0
}

/// Reads the arguments of `accountStatus`.
pub(super) fn account_status(account: &Value<'_>, appid: &Value<'_>, now: &Value<'_>) -> Result<Answer> {
    let (mut read, mut id, mut moment) = (Account::default(), String::new(), 0.0);
    let arguments = [("appid", appid), ("now", now)];
    fields::both(
        fields::read(account, |fields| read.read(fields)),
        fields::read_arguments(&arguments, |fields| {
            fields.require("appid");
            id.push_str(fields.remark("appid").unwrap_or_default());
            moment = fields.seconds("now");
        }),
    )?;
    let mut issues = Vec::new();
    for Fault { code, field } in read.status(&id, moment) {
        if let Some(message) = CODES.find(code) {
            issues.push(Issue { code, field: field.to_owned(), message });
        }
    }
    Ok(answer::checked("normal", &issues))
}

/// Reads the argument of `mayChangeAppid`.
pub(super) fn may_change_appid_of(used: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("usedTotalSeconds", used)], &mut |fields| {
        fields.require("usedTotalSeconds");
        fields.number("usedTotalSeconds", 0, NUMBER_LIMIT).map(|used| may_change_appid(used).into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlimited_time_comes_before_fixed_time() {
        let account = Account { total: 2400.0, used: 930.156, ..Account::default() };
        assert_eq!(account.pool(100.0), Ok(Pool::Fixed(1469.844)));
        let unlimited = Account { unlimited_until: Some(100.0), ..account.clone() };
        assert_eq!(unlimited.pool(99.0), Ok(Pool::Unlimited));
        assert_eq!(unlimited.pool(100.0), Ok(Pool::Fixed(1469.844)));
        let over = Account { until: Some(100.0), ..account.clone() };
        assert_eq!(over.pool(100.0), Err(fault("quota_expired", "fixed.until")));
        let used = Account { used: 2400.0, ..account };
        assert_eq!(used.pool(0.0), Err(fault("quota_exhausted", "fixed.used")));
        let both = Account { unlimited_until: Some(50.0), ..used };
        assert_eq!(both.pool(50.0), Err(fault("unlimited_expired_no_quota", "unlimitedUntil")));
    }

    #[test]
    fn half_milliseconds_are_rounded_up() {
        assert_eq!(milliseconds(0.0005), 1.0);
        assert_eq!(milliseconds(0.000_4), 0.0);
        assert_eq!(milliseconds(930.156), 930_156.0);
    }
}
