//! What the numbers of the API document mean. Each table is one field's: the same number means other things elsewhere.

use crate::data::ascii;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::text::{Phrase, Text};
use crate::data::value::{Answer, Record, Value};

/// A table's name and its rows, one a line: value, name, Chinese, English.
type Table = (&'static str, &'static str);

#[rustfmt::skip]
const TABLES: &[Table] = &[
    // API-5.
    ("video_status", "\
10|uploading|上传中|uploading
20|transcoding|转码中|transcoding
30|transcode_failed|转码失败|transcoding failed
31|transcode_timed_out|转码超时|transcoding took too long
32|upload_timed_out|上传超时|the upload took too long
100|transcoded|转码成功|transcoded"),
    // 回调接口 3. Here 20 says that the upload has ended.
    ("callback_status", "\
20|uploaded|上传完成|uploaded
30|transcode_failed|转码失败|transcoding failed
100|transcoded|转码成功|transcoded"),
    ("definition", "\
audio|audio|音频|sound alone
16|low|标清|SD
1|high|高清|HD
2|superHD|超清|super HD
4|720p|720p|720p
8|1080p|1080p|1080p
std|low|标清|SD
super|superHD|超清|super HD"),
    ("format", "\
1|mp4|mp4|mp4
2|flv|flv|flv
4|m3u8|m3u8|m3u8
8|encrypt|加密格式|encrypted"),
    ("audit_status", "\
0|pending|未审核|not reviewed yet
1|passed|审核通过|passed
2|rejected|审核拒绝|rejected"),
    // Four APIs print it in four ways; in all of them 1 is published.
    ("publish_status", "\
0|unpublished|未发布|not published
1|published|已发布|published
2|blocked|已屏蔽|blocked"),
    ("client_type", "\
0|unknown|未知|unknown
1|iphone|iPhone|iPhone
2|ipad|iPad|iPad
3|android|Android|Android
4|mobile_web|手机网页|mobile web
5|pc_web|电脑网页|desktop web"),
    ("product_type", "\
1|large_class|大班课|large classes
2|small_class|小班课|small classes
3|double_teacher|双师课堂|double teacher
4|business|企业直播|business live
5|video|云点播|VOD"),
    ("account_type", "\
0|free|免费账号|free
1|trial|试用账号|trial
2|formal|正式账号|full"),
    ("account_status", "\
0|not_opened|服务未开通|not opened
1|normal|服务正常|in service
2|closed|服务已关闭|closed"),
    ("charge_type", "\
0|monthly_flow|月流量套餐|traffic by the month
1|total_flow|总流量套餐|traffic in all"),
];

/// What a value of a table means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// False for a value that is not in the table; its name is `unknown`.
    pub known: bool,
    /// Our name, which is stable.
    pub name: &'static str,
    /// For people.
    pub message: Text,
}

/// What a value, or a name, of a table means; `None` where there is no such table.
pub fn describe(table: &str, value: &str) -> Option<Meaning> {
    let (_, rows) = TABLES.iter().find(|(name, _)| *name == table)?;
    Some(meaning(rows, value))
}

fn meaning(rows: &'static str, value: &str) -> Meaning {
    for row in ascii::split(rows, b'\n') {
        let (known, phrase) = ascii::split_once(row, b'|').unwrap_or_default();
        let (name, message) = Phrase(phrase).read();
        if known == value || name == value {
            return Meaning { known: true, name, message };
        }
    }
    Meaning { known: false, name: "unknown", message: Text::fixed("未知", "not known") }
}

/// Reads the arguments of `describe`.
pub(super) fn describe_of(table: &Value<'_>, value: &Value<'_>) -> Result<Answer> {
    let text = value.as_text();
    fields::answer(&[("table", table), ("value", value)], &mut |fields| {
        fields.require("table");
        let table = fields.choice("table", TABLES);
        if fields.require("value") && text.is_none() && !fields.has_number("value") {
            fields.refuse("wrong_type", "value");
        }
        let (_, rows) = table?;
        let meaning = meaning(rows, text.as_deref().unwrap_or_default());
        let mut record = Record::default();
        record.set("known", meaning.known).set("name", meaning.name).set("message", &meaning.message);
        Some(record.into())
    })
}
