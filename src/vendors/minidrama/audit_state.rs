//! What the audit of a drama says (`audit_detail.status` of getdrama, 获取剧目信息).

use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::text::Text;
use crate::data::value::{Answer, Record, Value};

/// WeChat's number, ours, Chinese, English.
#[rustfmt::skip]
const STATES: &[(i64, &str, Text)] = &[
    (0, "invalid",  Text::fixed("无效值", "no valid state")),
    (1, "pending",  Text::fixed("审核中", "is being audited")),
    (2, "rejected", Text::fixed("审核驳回", "was refused")),
    (3, "passed",   Text::fixed("审核通过", "has passed")),
    (4, "returned", Text::fixed("驳回重填", "was sent back to be filled in again")),
];

/// The state of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditState {
    /// `pending`, `rejected`, `passed`, `returned`, `invalid` or `unknown`.
    pub code: &'static str,
    /// For people.
    pub message: Text,
    /// True when the drama's episodes can be played, whatever their own states say.
    pub playable: bool,
}

/// What the number of a drama's audit says.
pub fn describe_audit(status: i64) -> AuditState {
    let (code, message) = match STATES.iter().find(|(number, ..)| *number == status) {
        Some((_, code, message)) => (*code, message.clone()),
        None => ("unknown", Text::fixed("未知状态", "is in an unknown state")),
    };
    AuditState { code, message, playable: code == "passed" }
}

/// Reads the argument of `describeAudit`.
pub(super) fn describe_audit_of(status: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("status", status)], &mut |fields| {
        fields.require("status");
        let state = describe_audit(fields.integer("status", -NUMBER_LIMIT, NUMBER_LIMIT)?);
        let mut record = Record::default();
        record.set("code", state.code).set("message", &state.message).set("playable", state.playable);
        Some(record.into())
    })
}
