//! WeChat mini-dramas (微信短剧媒资管理): play links and audits for every page; what a business server sends to WeChat, and
//! gets from it, for servers.
//!
//! Sources: WeChat's pages of its media interfaces (微信小程序 服务端接口 短剧媒资管理, wxa/sec/vod), and the Go package
//! minidrama v2.1.8 of 2024-05-09, whose structs are the parameters of that time.

#[cfg(feature = "server")]
mod answer;
#[cfg(feature = "server")]
mod apis;
#[cfg(feature = "server")]
mod audit;
#[cfg(feature = "server")]
mod cdn;
mod codes;
#[cfg(feature = "server")]
mod event;
mod link;
#[cfg(feature = "server")]
mod log;
#[cfg(feature = "server")]
mod push;
#[cfg(feature = "server")]
mod request;
mod states;
#[cfg(feature = "server")]
mod tallies;
#[cfg(feature = "server")]
mod types;
#[cfg(feature = "server")]
mod upload;

#[cfg(feature = "server")]
pub use audit::{
    Actor, AuditRequest, Copyright, DramaType, Edition, Licenses, Production, Qualification, Replacement, Submission,
    audit_request,
};
#[cfg(feature = "server")]
pub use cdn::{CdnLogsQuery, CdnUsageQuery, Period, TrafficKind, cdn_logs_query, cdn_usage_query};
#[cfg(feature = "server")]
pub(super) use codes::CODES;
pub use codes::describe_error;
#[cfg(feature = "server")]
pub use link::referer_matches;
pub use link::{Expires, LinkFacts, LinkRequest, MediaLink, TrialNames, media_link, parse_media_link};
#[cfg(feature = "server")]
pub use log::CdnLogReport;
#[cfg(feature = "server")]
pub use push::{Mode, Opened, Push, Reason, verify_push};
pub use states::{State, describe_audit, describe_drama};
#[cfg(feature = "server")]
pub use upload::{CommitUpload, Cover, Part, Parts, UploadFile, UploadPlan, commit_upload, upload_plan};

use crate::data::arguments::Function;
use crate::data::bounds::SAFE_INTEGER;
use crate::data::fields::Fields;
use crate::data::issue::{Issue, Result};
use crate::data::text::Phrases;
#[cfg(feature = "server")]
use crate::data::text::Text;
use crate::data::value::{Digits, Value};

/// The functions of the namespace, by their public names.
pub(crate) const FUNCTIONS: &[Function] = &[
    ("mediaLink", |given| link::media_link_of(given.at(0), given.at(1))),
    ("parseMediaLink", |given| link::parse_media_link_of(given.at(0))),
    ("describeAudit", |given| states::describe_audit_of(given.at(0))),
    ("describeDrama", |given| states::describe_drama_of(given.at(0))),
    ("describeError", |given| codes::describe_error_of(given.at(0))),
    #[cfg(feature = "server")]
    ("refererMatches", |given| link::referer_matches_of(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("uploadPlan", |given| upload::upload_plan_of(given.at(0))),
    #[cfg(feature = "server")]
    ("commitUpload", |given| upload::commit_upload_of(given.at(0))),
    #[cfg(feature = "server")]
    ("auditRequest", |given| audit::audit_request_of(given.at(0))),
    #[cfg(feature = "server")]
    ("cdnUsageQuery", |given| cdn::cdn_usage_query_of(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("cdnLogsQuery", |given| cdn::cdn_logs_query_of(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("listApis", |_| Ok(apis::list())),
    #[cfg(feature = "server")]
    ("request", |given| request::request(given.at(0), given.at(1), given.at(2), given.at(3), given.at(4))),
    #[cfg(feature = "server")]
    ("interpret", |given| answer::interpret(given.at(0), given.at(1))),
    #[cfg(feature = "server")]
    ("verifyPush", |given| push::verify_push_of(given.at(0), given.at(1), given.at(2), given.at(3))),
    #[cfg(feature = "server")]
    ("parseEvent", |given| event::parse_event(given.at(0))),
];

/// The issue codes of this namespace, beside those that every argument can have.
const ISSUES: Phrases = Phrases(
    "\
media_id_invalid | 应为 1 到 2^63-1 的整数，超过 2^53 的请用字符串 | must be an integer from 1 to 2^63-1, as a string above 2^53
t_missing | t 与 ttl 须填一个 | either t or ttl is required
t_in_past | 过期时间已过 | is over already
t_too_far | 有效期最长为 2 小时 | must not be more than two hours ahead
t_in_milliseconds | 应以秒为单位，不是毫秒 | must be in seconds, not milliseconds
us_invalid | 只能用 1 到 32 个字母、数字、- 和 _ | must be 1 to 32 letters, digits, - and _
trial_exceeds_duration | 试看时长不能超过视频时长 | must not be longer than the video
trial_zero_omit_it | 填 0 会放出全片，不试看请不填 | 0 would give the whole film away: leave it out
rlimit_range | 应在 1 到 9 之间 | must be from 1 to 9
rlimit_zero_omit_it | 不限制时请不填 | leave it out for no limit
ref_count | 应有 1 到 10 个域名 | must have 1 to 10 entries
ref_has_scheme | 域名前不要带协议名 | must not begin with a scheme
ref_bad_char | 含有域名中不能出现的字符，* 只能在开头 | has a character that no domain has; * may only begin it
",
);

/// Those that only a server meets.
#[cfg(feature = "server")]
const SERVER_ISSUES: Phrases = Phrases(
    "\
empty_file | 文件是空的 | the file is empty
video_too_large | 视频最大 500 MB | a video has at most 500 MB
media_type | 不支持的视频格式 | is not a video format that can be uploaded
use_pull_upload | m3u8 只能用拉取上传 | m3u8 can only be uploaded by pull_upload
cover_too_large | 封面图片最大 10 MB | a cover has at most 10 MB
cover_type | 不支持的封面图片格式 | is not an image format that can be a cover
media_parts_invalid | 分片须从 1 开始连续升序，最多 100 个，且都有 etag | must be numbered 1, 2, 3 … in order, at most 100, each with its etag
cover_parts_mismatch | 封面分片与是否上传封面不符，或编号、etag 有误 | do not go with whether there is a cover, or are not 1, 2, 3 … each with its etag
media_count_mismatch | 与剧集数目不一致 | does not have as many entries as there are episodes
media_count_changed | 须与首次提审时一样 | must be what it was in the first submission
media_id_duplicate | 有重复的 media_id | names an episode twice
registration_or_license | 备案号与发行许可证编号须填一个 | either the registration number or the publishing license is required
replace_on_first | 首次提审不能替换剧集 | there is nothing to replace in a first submission
replace_invalid | 新旧剧集须各不相同 | old and new episodes must all differ
expedited | 应为 0 或 1 | must be 0 or 1
actor_list_count | 应有 2 到 5 位演员 | must have 2 to 5 actors
order | 结束时间须晚于起始时间 | must be later than the start
span | 时间跨度过长 | the span is too long
too_old | 早于可查询的范围 | is further back than can be asked for
interval | 应为 5、60 或 1440 | must be 5, 60 or 1440
",
);

/// An issue of this namespace, or one that every argument can have.
fn issue(code: &'static str, field: &str) -> Issue {
    // whref and bkref have the same rules and the same texts.
    let text = ISSUES.find(code).or_else(|| ISSUES.find(code.get(2..)?));
    #[cfg(feature = "server")]
    let text = text.or_else(|| SERVER_ISSUES.find(code)).or_else(|| missing(code));
    match text {
        Some(message) => Issue { code, field: field.to_owned(), message },
        None => Issue::new(code, field),
    }
}

/// The text of a code that names the field that is missing.
#[cfg(feature = "server")]
fn missing(code: &str) -> Option<Text> {
    code.starts_with("missing_").then_some(Text::fixed("缺少必填字段", "is required"))
}

/// Notes an issue of a field.
fn refuse(fields: &mut Fields<'_>, code: &'static str, name: &str) {
    fields.refuse_saying(code, name, &issue(code, "").message);
}

/// Hands a result on, or notes its issues. Of a field that could not be read no rule is told.
fn report<T>(fields: &mut Fields<'_>, result: Result<T>) -> Option<T> {
    match result {
        Ok(result) => Some(result),
        Err(error) => {
            tell(fields, error.issues);
            None
        }
    }
}

fn tell(fields: &mut Fields<'_>, mut issues: Vec<Issue>) {
    issues.retain(|issue| !fields.refused(&issue.field));
    for issue in issues {
        fields.refuse_saying(issue.code, &issue.field, &issue.message);
    }
}

/// The largest id of WeChat's.
const LARGEST_ID: u64 = i64::MAX as u64;

fn is_id(id: u64) -> bool {
    (1..=LARGEST_ID).contains(&id)
}

/// Reads a 64-bit id: a number as far as those are exact, or decimal digits. 0 stands for a number that is none; a value
/// of another kind is the issue.
fn id(value: &Value<'_>) -> std::result::Result<u64, &'static str> {
    let id = match value {
        Value::Number(number) if *number <= SAFE_INTEGER as f64 && number.fract() == 0.0 => *number as u64,
        Value::Text(digits) | Value::Digits(Digits(digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().unwrap_or_default()
        }
        Value::Number(_) | Value::Text(_) | Value::Digits(_) => 0,
        other => return Err(other.problem()),
    };
    Ok(if is_id(id) { id } else { 0 })
}

/// Reads a field that is an id.
fn id_field(fields: &mut Fields<'_>, name: &'static str) -> u64 {
    id(fields.raw(name)).unwrap_or_else(|code| {
        refuse(fields, code, name);
        0
    })
}

/// The names under which the access_token goes.
#[cfg(feature = "server")]
fn is_token_name(name: &str) -> bool {
    matches!(name, "access_token" | "accessToken")
}

/// A name of WeChat's as ours are written.
#[cfg(feature = "server")]
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// No drama has as many episodes.
#[cfg(feature = "server")]
const MOST_EPISODES: usize = 10_000;
