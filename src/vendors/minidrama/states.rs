//! What the status of an audit and that of a drama say (getdrama, 获取剧目信息). The two are numbered apart.

use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};

/// WeChat's number, ours, Chinese, English.
struct Row(i64, &'static str, &'static str, &'static str);

/// `audit_detail.status`.
#[rustfmt::skip]
const AUDITS: &[Row] = &[
    Row(0, "invalid",  "无效值", "no valid state"),
    Row(1, "pending",  "审核中", "is being audited"),
    Row(2, "rejected", "审核驳回", "was refused"),
    Row(3, "passed",   "审核通过", "has passed"),
    Row(4, "returned", "驳回重填", "was sent back to be filled in again"),
];

/// `drama_info.status`.
#[rustfmt::skip]
const DRAMAS: &[Row] = &[
    Row(0, "playable",   "正常可播", "can be played"),
    Row(1, "pending",    "审核中", "is being audited"),
    Row(2, "rejected",   "审核失败", "was refused"),
    Row(3, "taken_down", "平台下架", "was taken down by the platform"),
];

/// The state of an audit or of a drama.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Of an audit: `pending`, `rejected`, `passed`, `returned`, `invalid`. Of a drama: `playable`, `pending`, `rejected`,
    /// `taken_down`. Of neither: `unknown`.
    pub code: &'static str,
    /// For people.
    pub message: Text,
    /// True when the drama's episodes can be played, whatever their own states say.
    pub playable: bool,
}

/// What the number of a drama's audit says.
pub fn describe_audit(status: i64) -> State {
    describe(status, AUDITS, "passed")
}

/// What the number of a drama says.
pub fn describe_drama(status: i64) -> State {
    describe(status, DRAMAS, "playable")
}

fn describe(status: i64, table: &'static [Row], playable: &str) -> State {
    const UNKNOWN: &Row = &Row(0, "unknown", "未知状态", "is in an unknown state");
    let Row(_, code, zh, en) = table.iter().find(|row| row.0 == status).unwrap_or(UNKNOWN);
    State { code, message: Text::fixed(zh, en), playable: *code == playable }
}

/// Reads the argument of `describeAudit`.
pub(super) fn describe_audit_of(status: &Value<'_>) -> Result<Answer> {
    answer(status, describe_audit)
}

/// Reads the argument of `describeDrama`.
pub(super) fn describe_drama_of(status: &Value<'_>) -> Result<Answer> {
    answer(status, describe_drama)
}

fn answer(status: &Value<'_>, describe: fn(i64) -> State) -> Result<Answer> {
    fields::answer(&[("status", status)], &mut |fields| {
        fields.require("status");
        let state = describe(fields.integer("status", -NUMBER_LIMIT, NUMBER_LIMIT)?);
        let mut record = Record::default();
        record.set("code", state.code).set("message", &state.message).set("playable", state.playable);
        Some(record.into())
    })
}
