//! WeChat mini-dramas (微信短剧媒资), seed 003: what a business server sends to WeChat, checked before it is sent.

#[cfg(feature = "server")]
mod apis;
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
mod upload;

#[cfg(feature = "server")]
pub(crate) use log::CdnLogReport;

use crate::data::arguments::Arguments;
use crate::data::fields::Fields;
use crate::data::issue::Result;
use crate::data::text::{Phrases, Text};
use crate::data::value::{Answer, Digits, Value};

/// A function of the namespace, by its name.
pub fn call(function: &str, arguments: Arguments<'_>) -> Result<Answer> {
    let argument = |place| arguments.at(place);
    match function {
        "mediaLink" => link::request(argument(0), argument(1)),
        "parseMediaLink" => link::parse(argument(0)),
        #[cfg(feature = "server")]
        "refererMatches" => link::referer_matches(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "uploadPlan" => upload::plan(argument(0)),
        #[cfg(feature = "server")]
        "commitUpload" => upload::commit(argument(0)),
        #[cfg(feature = "server")]
        "auditRequest" => audit::request(argument(0)),
        #[cfg(feature = "server")]
        "cdnUsageQuery" => cdn::usage(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "cdnLogsQuery" => cdn::logs(argument(0), argument(1)),
        "describeAudit" => audit::describe(argument(0)),
        "describeError" => codes::describe(argument(0)),
        #[cfg(feature = "server")]
        "request" => apis::request(argument(0), argument(1), argument(2), argument(3)),
        #[cfg(feature = "server")]
        "interpret" => apis::interpret(argument(0), argument(1)),
        #[cfg(feature = "server")]
        "parseEvent" => event::parse(argument(0)),
        _ => Ok(Value::Null),
    }
}

/// What is wrong with an argument, beside what can be wrong with any.
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
order | 结束时间须晚于起始时间 | must be later than the start
span | 时间跨度过长 | the span is too long
too_old | 早于可查询的范围 | is further back than can be asked for
interval | 应为 5、60 或 1440 | must be 5, 60 or 1440
",
);

/// Notes a problem: one of ours, or one that any argument can have.
fn refuse(fields: &mut Fields<'_>, code: &'static str, name: &str) {
    // The rules of whref and bkref are the same.
    match ISSUES.find(code).or_else(|| ISSUES.find(code.get(2..)?)) {
        Some(text) => fields.refuse_saying(code, name, &text),
        None if code.starts_with("missing_") => {
            fields.refuse_saying(code, name, &Text::fixed("缺少必填字段", "is required"));
        }
        None => fields.refuse(code, name),
    }
}

/// A 64-bit id of WeChat's, or the issue that it is.
fn id(value: &Value) -> std::result::Result<u64, &'static str> {
    const LARGEST: u64 = i64::MAX as u64;
    const SAFE: f64 = ((1_u64 << 53) - 1) as f64;
    let number = match value {
        Value::Number(number) if *number <= SAFE && number.fract() == 0.0 => *number as u64,
        Value::Text(digits) | Value::Digits(Digits(digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().unwrap_or_default()
        }
        Value::Number(_) | Value::Text(_) | Value::Digits(_) => 0,
        other => return Err(other.problem()),
    };
    if (1..=LARGEST).contains(&number) { Ok(number) } else { Err("media_id_invalid") }
}

/// An id of its own.
fn id_field(fields: &mut Fields<'_>, name: &'static str) -> Digits<'static> {
    let id = id(fields.raw(name));
    if let Err(code) = id {
        refuse(fields, code, name);
    }
    Digits::from(id.unwrap_or_default())
}

/// Far more than any drama has.
const MOST_EPISODES: usize = 10_000;

/// The ids of a list.
fn ids(fields: &mut Fields<'_>, name: &'static str) -> Option<Vec<u64>> {
    let items = fields.list(name)?;
    if items.len() > MOST_EPISODES {
        refuse(fields, "too_long", name);
        return None;
    }
    let mut ids = Vec::new();
    for (place, item) in items.iter().enumerate() {
        match id(item) {
            Ok(id) => ids.push(id),
            Err(code) => refuse(fields, code, &[name, "[", &place.to_string(), "]"].concat()),
        }
    }
    (ids.len() == items.len()).then_some(ids)
}
