//! What a mini-program needs before `<live-player>` and `<live-pusher>` work in it, seed 004.

use crate::data::fields::{self, Fields};
use crate::data::issue::{Issue, Result};
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};

const PLATFORMS: &[&str] = &["ios", "android", "devtools", "windows", "mac"];

/// The first WeChat that has the two components, in the order of [`PLATFORMS`]; of the computers' nothing is said.
const WECHAT: &[&[u32]] = &[&[6, 5, 21], &[6, 5, 19]];
const DEVTOOLS: usize = 2;
/// The first base library that has them.
const BASE_LIBRARY: &[u32] = &[1, 7, 0];

#[rustfmt::skip]
const DOMAINS: &[(&str, Text)] = &[
    ("https://liveroom.qcloud.com", Text::fixed("直播 SDK 的房间管理服务", "room management of the live SDK")),
    ("https://webim.tim.qq.com",    Text::fixed("即时通信 IM", "instant messaging")),
    ("https://pic.tim.qq.com",      Text::fixed("即时通信 IM 的图片上传", "image uploads of instant messaging")),
];

/// When the vendor's page was as it stands here.
const SEED: &str = "2022-06-15";
/// What WeChat's own page has added since; it removed 工具/视频客服.
const SINCE: &str = "2026-11-23";

/// Who may have the components: primary and secondary category, what for, as of when. Where there is no secondary
/// category, any will do.
#[rustfmt::skip]
const CATEGORIES: &[(&str, &str, &str, &str)] = &[
    ("社交",         "直播",                            "娱乐直播，首次提审约 7 天", SEED),
    ("社交",         "直播表演",                        "娱乐直播", SINCE),
    ("教育",         "在线视频课程",                    "网课、培训、讲座", SEED),
    ("医疗",         "互联网医院",                      "问诊、健康讲座", SEED),
    ("医疗",         "公立医疗机构",                    "问诊、健康讲座", SEED),
    ("医疗",         "三级私立医疗机构",                "问诊、健康讲座", SINCE),
    ("医疗",         "其他私立医疗机构",                "问诊、健康讲座", SINCE),
    ("金融",         "银行",                            "视频客服、产品推广", SEED),
    ("金融",         "信托",                            "视频客服、产品推广", SEED),
    ("金融",         "公募基金",                        "视频客服、产品推广", SEED),
    ("金融",         "私募基金",                        "视频客服、产品推广", SEED),
    ("金融",         "证券/期货",                       "视频客服、产品推广", SEED),
    ("金融",         "证券、期货投资咨询",              "视频客服、产品推广", SEED),
    ("金融",         "保险",                            "视频客服、产品推广", SEED),
    ("金融",         "征信业务",                        "视频客服、产品推广", SEED),
    ("金融",         "企业征信",                        "视频客服、产品推广", SINCE),
    ("金融",         "新三板信息服务平台",              "视频客服、产品推广", SEED),
    ("金融",         "股票信息服务平台(港股/美股)",     "视频客服、产品推广", SEED),
    ("金融",         "股票信息服务平台",                "视频客服、产品推广", SINCE),
    ("金融",         "融资担保",                        "视频客服、产品推广", SINCE),
    ("金融",         "汽车金融/融资租赁",               "视频客服、产品推广", SINCE),
    ("金融",         "消费金融",                        "视频客服、产品推广", SEED),
    ("汽车",         "汽车预售服务",                    "汽车预售、推广", SEED),
    ("汽车",         "汽车预售",                        "汽车预售、推广", SINCE),
    ("政府主体帐号", "",                                "政务推广、讲话", SEED),
    ("工具",         "视频客服",                        "一对一售后", SEED),
    ("IT科技",       "多方通信",                        "音视频通话", SINCE),
    ("IT科技",       "音视频设备",                      "查看、控制摄像头", SINCE),
    ("房地产服务",   "房地产营销",                      "房产推广", SINCE),
    ("商业服务",     "公证",                            "在线公证", SINCE),
    ("公共服务",     "交通运输",                        "港澳政府主体", SINCE),
];

/// What may stand in the way, in the order in which it is looked for.
#[rustfmt::skip]
const PROBLEMS: &[(&str, &str, Text)] = &[
    ("devtools_unsupported", "platform",      Text::fixed("开发者工具不支持 live-player 和 live-pusher，请在真机上运行", "the devtools have no live-player and no live-pusher: run it on a phone")),
    ("wechat_too_old",       "wechatVersion", Text::fixed("微信版本过低，请升级微信", "WeChat is too old: update it")),
    ("base_library_too_old", "baseLibrary",   Text::fixed("基础库版本过低，至少 1.7.0", "the base library is too old: at least 1.7.0")),
    ("personal_subject",     "subject",       Text::fixed("个人主体的小程序不能开通，请以企业等主体注册", "a personal account cannot have the components: register as a company")),
    ("category_not_allowed", "category",      Text::fixed("该类目不能开通 live-player 和 live-pusher", "mini-programs of this category cannot have live-player and live-pusher")),
];

/// The domains that the SDK speaks to.
pub(super) fn request_domains() -> Answer {
    let row = |(domain, purpose): &(&'static str, Text)| {
        let mut record = Record::default();
        record.set("domain", *domain).set("purpose", purpose);
        Value::from(record)
    };
    Value::List(DOMAINS.iter().map(row).collect())
}

/// The categories that may have the components.
pub(super) fn categories() -> Answer {
    let row = |(primary, secondary, scenes, as_of): &(&'static str, &'static str, &'static str, &'static str)| {
        let mut record = Record::default();
        record.set("primary", *primary).set("secondary", *secondary).set("scenes", *scenes).set("asOf", *as_of);
        Value::from(record)
    };
    Value::List(CATEGORIES.iter().map(row).collect())
}

/// Whether the components can run there at all, and everything that stands in the way.
pub(super) fn check(env: &Value) -> Result<Answer> {
    let issues = fields::read(env, |fields| {
        let mut issues = Vec::new();
        fields.require("platform");
        let platform = fields.place("platform", PLATFORMS);
        let wechat = version(fields, "wechatVersion");
        let library = version(fields, "baseLibrary");
        let subject = fields.place("subject", &["personal", "company"]);
        let category = category(fields);
        let domains = domains(fields);
        fields.refuse_unknown();

        let least = platform.and_then(|platform| WECHAT.get(platform));
        let found = [
            platform == Some(DEVTOOLS),
            least.is_some_and(|least| older(&wechat, least)),
            older(&library, BASE_LIBRARY),
            subject == Some(0),
            category == Some(false),
        ];
        for ((code, field, message), _) in PROBLEMS.iter().zip(found).filter(|(_, found)| *found) {
            issues.push(Issue { code, field: (*field).to_owned(), message: message.clone() });
        }
        for domain in domains {
            issues.push(Issue::with(
                "domain_not_whitelisted",
                "requestDomains",
                [domain, " 不在 request 合法域名中"].concat(),
                [domain, " is not among the request domains"].concat(),
            ));
        }
        issues
    })?;
    let mut record = Record::default();
    record.set("ok", issues.is_empty()).set("issues", issues.iter().collect::<Vec<_>>());
    Ok(record.into())
}

/// A version's numbers; what follows a number, as in `2.19.4-beta`, is not looked at.
fn version(fields: &mut Fields<'_>, name: &'static str) -> Vec<u32> {
    fields.require(name);
    let text = fields.text(name).unwrap_or_default();
    let number = |part: &[u8]| {
        let digits = part.iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')))
    };
    if text.bytes().next().is_some_and(|first| !first.is_ascii_digit()) {
        fields.refuse("bad_format", name);
    }
    text.as_bytes().split(|byte| *byte == b'.').map(number).collect()
}

fn older(version: &[u32], least: &[u32]) -> bool {
    let part = |version: &[u32], place| version.get(place).copied().unwrap_or_default();
    let differs = (0..least.len()).find(|place| part(version, *place) != part(least, *place));
    differs.is_some_and(|place| part(version, place) < part(least, place))
}

/// Whether the category is one of the table, if one was given.
fn category(fields: &mut Fields<'_>) -> Option<bool> {
    match fields.list("category")? {
        [Value::Text(first), Value::Text(second)] => {
            Some(CATEGORIES.iter().any(|row| row.0 == first && (row.1 == second || row.1.is_empty())))
        }
        _ => {
            fields.refuse("wrong_type", "category");
            None
        }
    }
}

/// The domains that are missing in the list, if one was given.
fn domains(fields: &mut Fields<'_>) -> Vec<&'static str> {
    let Some(listed) = fields.list("requestDomains") else { return Vec::new() };
    let mut there = Vec::new();
    for item in listed {
        match item {
            Value::Text(domain) => there.push(&**domain),
            _ => fields.refuse("wrong_type", "requestDomains"),
        }
    }
    // With its scheme, as the console shows it, or without.
    let is = |listed: &str, domain: &str| {
        let listed = listed.strip_suffix('/').unwrap_or(listed);
        listed.eq_ignore_ascii_case(domain)
            || domain.strip_prefix("https://").is_some_and(|bare| listed.eq_ignore_ascii_case(bare))
    };
    DOMAINS.iter().map(|(domain, _)| *domain).filter(|domain| !there.iter().any(|listed| is(listed, domain))).collect()
}
