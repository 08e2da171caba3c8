//! What a mini-program needs before `<live-player>` and `<live-pusher>` work in it: sections 二 (开通标签使用权限), 九 (发布上线)
//! and 常见问题 1 of the vendor's page.

use crate::data::ascii;
use crate::data::fields::{self, Fields};
use crate::data::issue::{Issue, Result};
use crate::data::record::names;
use crate::data::text::{Phrase, joined, phrase};
use crate::data::value::{Answer, Record, Value};
use crate::vendors::answer;

names! {
    /// Where a mini-program runs: `platform` of wx.getDeviceInfo.
    pub enum Platform {
        /// iPhone and iPad.
        Ios = "ios",
        /// Android.
        Android = "android",
        /// WeChat's devtools.
        Devtools = "devtools",
        /// WeChat for Windows.
        Windows = "windows",
        /// WeChat for macOS.
        Mac = "mac",
    }
}

names! {
    /// Whose the mini-program is.
    pub enum Subject {
        /// A person's.
        Personal = "personal",
        /// A company's, or another organization's.
        Company = "company",
    }
}

/// The first three numbers of a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub [u32; 3]);

impl Version {
    /// Reads a version; what follows a number, as in `2.19.4-beta`, is ignored. `None` for a text that does not begin with
    /// a digit.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.bytes().next()?.is_ascii_digit() {
            return None;
        }
        let mut version = Self::default();
        for (number, part) in version.0.iter_mut().zip(text.as_bytes().split(|byte| *byte == b'.')) {
            for digit in part.iter().take_while(|byte| byte.is_ascii_digit()) {
                *number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            }
        }
        Some(version)
    }
}

/// The first WeChat that has the two components. The page says nothing of those for computers.
const WECHAT: &[(Platform, Version)] =
    &[(Platform::Ios, Version([6, 5, 21])), (Platform::Android, Version([6, 5, 19]))];
/// The first base library that has them.
const BASE_LIBRARY: Version = Version([1, 7, 0]);

#[rustfmt::skip]
const DOMAINS: &[Phrase] = &[
    phrase!("https://liveroom.qcloud.com", "直播 SDK 的房间管理服务", "room management of the live SDK"),
    phrase!("https://webim.tim.qq.com",    "即时通信 IM", "instant messaging"),
    phrase!("https://pic.tim.qq.com",      "即时通信 IM 的图片上传", "image uploads of instant messaging"),
];

/// The categories that may have the components, one a line: primary, secondary, what for, as of when. An empty secondary
/// category stands for all of them.
///
/// The vendor's page is of 2022-06-15. WeChat's own page (live-player), read on 2026-11-23, has more categories, and no
/// 工具/视频客服.
const CATEGORIES: &str = "\
社交|直播|娱乐直播，首次提审约 7 天|2022-06-15
社交|直播表演|娱乐直播|2026-11-23
教育|在线视频课程|网课、培训、讲座|2022-06-15
医疗|互联网医院|问诊、健康讲座|2022-06-15
医疗|公立医疗机构|问诊、健康讲座|2022-06-15
医疗|三级私立医疗机构|问诊、健康讲座|2026-11-23
医疗|其他私立医疗机构|问诊、健康讲座|2026-11-23
金融|银行|视频客服、产品推广|2022-06-15
金融|信托|视频客服、产品推广|2022-06-15
金融|公募基金|视频客服、产品推广|2022-06-15
金融|私募基金|视频客服、产品推广|2022-06-15
金融|证券/期货|视频客服、产品推广|2022-06-15
金融|证券、期货投资咨询|视频客服、产品推广|2022-06-15
金融|保险|视频客服、产品推广|2022-06-15
金融|征信业务|视频客服、产品推广|2022-06-15
金融|企业征信|视频客服、产品推广|2026-11-23
金融|新三板信息服务平台|视频客服、产品推广|2022-06-15
金融|股票信息服务平台(港股/美股)|视频客服、产品推广|2022-06-15
金融|股票信息服务平台|视频客服、产品推广|2026-11-23
金融|融资担保|视频客服、产品推广|2026-11-23
金融|汽车金融/融资租赁|视频客服、产品推广|2026-11-23
金融|消费金融|视频客服、产品推广|2022-06-15
汽车|汽车预售服务|汽车预售、推广|2022-06-15
汽车|汽车预售|汽车预售、推广|2026-11-23
政府主体帐号||政务推广、讲话|2022-06-15
工具|视频客服|一对一售后|2022-06-15
IT科技|多方通信|音视频通话|2026-11-23
IT科技|音视频设备|查看、控制摄像头|2026-11-23
房地产服务|房地产营销|房产推广|2026-11-23
商业服务|公证|在线公证|2026-11-23
公共服务|交通运输|港澳政府主体|2026-11-23";

/// What may be wrong, and the field that shows it, in the order of the checks.
#[rustfmt::skip]
const PROBLEMS: &[(&str, Phrase)] = &[
    ("platform",      phrase!("devtools_unsupported", "开发者工具不支持 live-player 和 live-pusher，请在真机上运行", "the devtools have no live-player and no live-pusher: run it on a phone")),
    ("wechatVersion", phrase!("wechat_too_old", "微信版本过低，请升级微信", "WeChat is too old: update it")),
    ("baseLibrary",   phrase!("base_library_too_old", "基础库版本过低，至少 1.7.0", "the base library is too old: at least 1.7.0")),
    ("subject",       phrase!("personal_subject", "个人主体的小程序不能开通，请以企业等主体注册", "a personal account cannot have the components: register as a company")),
    ("category",      phrase!("category_not_allowed", "该类目不能开通 live-player 和 live-pusher", "mini-programs of this category cannot have live-player and live-pusher")),
];

/// The domains that the SDK sends requests to.
pub(super) fn request_domains() -> Answer {
    let mut rows = Vec::new();
    for row in DOMAINS {
        let (domain, purpose) = row.read();
        let mut record = Record::default();
        record.set("domain", domain).set("purpose", &purpose);
        rows.push(record.into());
    }
    Value::List(rows)
}

/// The categories that may have the components.
pub(super) fn categories() -> Answer {
    let mut rows = Vec::new();
    for row in ascii::split(CATEGORIES, b'\n') {
        let mut record = Record::default();
        for (name, part) in ["primary", "secondary", "scenes", "asOf"].into_iter().zip(ascii::split(row, b'|')) {
            record.set(name, part);
        }
        rows.push(record.into());
    }
    Value::List(rows)
}

/// A mini-program, and where it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment<'a> {
    /// Where it runs.
    pub platform: Platform,
    /// WeChat's version.
    pub wechat: Version,
    /// The version of the base library.
    pub base_library: Version,
    /// Whose it is; `None`: not checked.
    pub subject: Option<Subject>,
    /// Its primary and secondary category; `None`: not checked.
    pub category: Option<(&'a str, &'a str)>,
    /// The request domains of its console, with `https://` or without; `None`: not checked.
    pub request_domains: Option<Vec<&'a str>>,
}

/// Everything that keeps the components from running there; empty when they can run.
pub fn check_environment(environment: &Environment<'_>) -> Vec<Issue> {
    let older =
        |(platform, least): &(Platform, Version)| *platform == environment.platform && environment.wechat < *least;
    let found = [
        environment.platform == Platform::Devtools,
        WECHAT.iter().any(older),
        environment.base_library < BASE_LIBRARY,
        environment.subject == Some(Subject::Personal),
        environment.category.is_some_and(|(primary, secondary)| !is_allowed(primary, secondary)),
    ];
    let mut issues = Vec::new();
    for ((field, problem), found) in PROBLEMS.iter().zip(found) {
        if found {
            let (code, message) = problem.read();
            issues.push(Issue { code, field: (*field).to_owned(), message });
        }
    }
    for domain in DOMAINS {
        let (domain, _) = domain.read();
        if environment.request_domains.as_ref().is_some_and(|listed| !listed.iter().any(|listed| is(listed, domain))) {
            issues.push(Issue::with(
                "domain_not_whitelisted",
                "requestDomains",
                joined(&[domain, " 不在 request 合法域名中"]),
                joined(&[domain, " is not among the request domains"]),
            ));
        }
    }
    issues
}

fn is_allowed(primary: &str, secondary: &str) -> bool {
    ascii::split(CATEGORIES, b'\n').any(|row| {
        let mut parts = ascii::split(row, b'|');
        parts.next() == Some(primary) && parts.next().is_some_and(|allowed| allowed.is_empty() || allowed == secondary)
    })
}

/// True when an entry of the console is this domain. The console shows it with its scheme.
fn is(listed: &str, domain: &str) -> bool {
    let listed = listed.strip_suffix('/').unwrap_or(listed);
    listed.eq_ignore_ascii_case(domain)
        || domain.strip_prefix("https://").is_some_and(|bare| listed.eq_ignore_ascii_case(bare))
}

/// Reads the argument of `checkEnvironment`.
pub(super) fn check_environment_of(environment: &Value<'_>) -> Result<Answer> {
    fields::read(environment, |fields| {
        fields.require("platform");
        let environment = Environment {
            platform: Platform::take(fields, "platform").unwrap_or_default(),
            wechat: version(fields, "wechatVersion"),
            base_library: version(fields, "baseLibrary"),
            subject: Subject::take(fields, "subject"),
            category: category(fields),
            request_domains: fields.texts("requestDomains"),
        };
        fields.refuse_unknown();
        answer::checked("ok", &check_environment(&environment))
    })
}

fn version(fields: &mut Fields<'_>, name: &'static str) -> Version {
    fields.require(name);
    let Some(text) = fields.text(name) else { return Version::default() };
    Version::parse(text).unwrap_or_else(|| {
        fields.refuse("bad_format", name);
        Version::default()
    })
}

fn category<'a>(fields: &mut Fields<'a>) -> Option<(&'a str, &'a str)> {
    match fields.texts("category")?[..] {
        [first, second] => Some((first, second)),
        _ => {
            fields.refuse("wrong_type", "category");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        for (text, numbers) in [
            ("8.0.49", Some([8, 0, 49])),
            ("2.19.4-beta", Some([2, 19, 4])),
            ("6.5", Some([6, 5, 0])),
            ("1.7.0.9", Some([1, 7, 0])),
            ("99999999999.0.0", Some([u32::MAX, 0, 0])),
            ("v8.0.0", None),
            ("", None),
        ] {
            assert_eq!(Version::parse(text), numbers.map(Version), "{text}");
        }
    }
}
