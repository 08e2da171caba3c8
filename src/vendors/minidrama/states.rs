//! What the status of an audit and that of a drama say (getdrama, 获取剧目信息). The two are numbered apart.

use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::text::{Phrase, Text, phrase};
use crate::data::value::{Answer, Record, Value};

/// `audit_detail.status`, from 0 on.
const AUDITS: &[Phrase] = &[
    phrase!("invalid", "无效值", "no valid state"),
    phrase!("pending", "审核中", "is being audited"),
    phrase!("rejected", "审核驳回", "was refused"),
    phrase!("passed", "审核通过", "has passed"),
    phrase!("returned", "驳回重填", "was sent back to be filled in again"),
];

/// `drama_info.status`, from 0 on.
const DRAMAS: &[Phrase] = &[
    phrase!("playable", "正常可播", "can be played"),
    phrase!("pending", "审核中", "is being audited"),
    phrase!("rejected", "审核失败", "was refused"),
    phrase!("taken_down", "平台下架", "was taken down by the platform"),
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

fn describe(status: i64, table: &[Phrase], playable: &str) -> State {
    const UNKNOWN: Phrase = phrase!("unknown", "未知状态", "is in an unknown state");
    let place = usize::try_from(status).unwrap_or(usize::MAX);
    let (code, message) = table.get(place).copied().unwrap_or(UNKNOWN).read();
    State { code, message, playable: code == playable }
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
