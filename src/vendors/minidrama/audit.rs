//! Submitting a drama for audit (auditdrama), and what the audit says. The rules are those of seed 003, edition 2024-05.

use super::{ids, refuse};
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::json;
use crate::data::text::Text;
use crate::data::value::{Answer, Digits, Record, Value};

/// The texts of a submission: our name, WeChat's, and the issue where a first submission cannot do without.
#[rustfmt::skip]
const PRODUCTION: &[(&str, &str, &str)] = &[
    ("producer",                 "producer",                    "missing_producer"),
    ("description",              "description",                 "missing_description"),
    ("coverMaterialId",          "cover_material_id",           "missing_cover_material_id"),
    ("registrationNumber",       "registration_number",         ""),
    ("authorizedMaterialId",     "authorized_material_id",      ""),
    ("publishLicense",           "publish_license",             ""),
    ("publishLicenseMaterialId", "publish_license_material_id", ""),
];

/// The body of auditdrama, and what is allowed but does nothing.
pub(super) fn request(request: &Value) -> Result<Answer> {
    fields::read(request, |request| {
        let first = !request.has("dramaId");
        let mut warnings = Vec::new();
        let mut body = Record::default();
        if !first {
            let id = request.id("dramaId");
            if id == Some(0) {
                refuse(request, "out_of_range", "dramaId");
            }
            body.set_some("drama_id", id.map(Digits::from));
        }
        body.set_some("name", text(request, "name", first, "missing_name"));
        episodes(request, first, &mut body);
        for (ours, theirs, missing) in PRODUCTION {
            body.set_some(theirs, text(request, ours, first, missing));
        }
        let same_entity = request.boolean("sameEntity");
        if first {
            rights(request, same_entity, &mut warnings);
        }
        match request.finite("expedited") {
            Some(1.0) if first => {
                body.set("expedited", 1.0);
            }
            Some(1.0) => warnings.push("expedited_ignored"),
            None | Some(0.0) => {}
            Some(_) => refuse(request, "expedited", "expedited"),
        }
        body.set_some("replace_media_list", replacements(request, first));
        request.refuse_unknown();

        let mut answer = Record::default();
        answer.set("kind", if first { "first" } else { "resubmit" });
        answer.set("body", json::write(&body.into())).set("warnings", warnings);
        answer.into()
    })
}

/// A text of the submission. Nothing can be taken back by a blank one: in a first submission it is as good as none.
fn text(request: &mut Fields<'_>, name: &'static str, first: bool, missing: &'static str) -> Option<String> {
    if first && blank(request, name) {
        if !missing.is_empty() {
            refuse(request, missing, name);
        }
        return None;
    }
    request.text(name).map(str::to_owned)
}

fn blank(request: &mut Fields<'_>, name: &'static str) -> bool {
    match request.raw(name) {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn episodes(request: &mut Fields<'_>, first: bool, body: &mut Record) {
    let count = request.integer("mediaCount", 0, 1 << 31);
    let list = request.has("mediaIdList");
    let length = request.list("mediaIdList").map(<[_]>::len);
    let ids = ids(request, "mediaIdList");
    let earlier = request.integer("firstMediaCount", 1, 1 << 31);
    if first && (count == Some(0) || !request.has("mediaCount")) {
        refuse(request, "missing_media_count", "mediaCount");
    } else if count == Some(0) {
        refuse(request, "out_of_range", "mediaCount");
    }
    if first && (length == Some(0) || !list) {
        refuse(request, "missing_media_id_list", "mediaIdList");
    } else if let (Some(count), Some(length)) = (count.filter(|count| *count > 0).or(earlier), length)
        && count != length as i64
    {
        refuse(request, "media_count_mismatch", "mediaIdList");
    }
    if !first && count.is_some_and(|count| count > 0 && earlier.is_some_and(|earlier| earlier != count)) {
        refuse(request, "media_count_changed", "mediaCount");
    }
    if ids.as_ref().is_some_and(|ids| repeats(ids)) {
        refuse(request, "media_id_duplicate", "mediaIdList");
    }
    body.set_some("media_count", count.map(|count| count as f64));
    body.set_some("media_id_list", ids.map(|ids| ids.into_iter().map(Digits::from).collect::<Vec<_>>()));
}

/// A drama has tens of episodes, and a sort of its own would cost 1 KB.
fn repeats(ids: &[u64]) -> bool {
    ids.iter().enumerate().any(|(place, id)| ids.iter().take(place).any(|earlier| earlier == id))
}

/// What a first submission must prove.
fn rights(request: &mut Fields<'_>, same_entity: Option<bool>, warnings: &mut Vec<&'static str>) {
    let registered = !blank(request, "registrationNumber");
    let licensed = !blank(request, "publishLicense");
    match (registered, licensed) {
        (false, false) => refuse(request, "registration_or_license", "registrationNumber"),
        (true, true) => warnings.push("both_registration_and_license"),
        _ => {}
    }
    if licensed && blank(request, "publishLicenseMaterialId") {
        refuse(request, "missing_publish_license_material_id", "publishLicenseMaterialId");
    }
    if !request.has("sameEntity") {
        refuse(request, "missing_same_entity", "sameEntity");
    }
    if same_entity == Some(false) && blank(request, "authorizedMaterialId") {
        refuse(request, "missing_authorized_material_id", "authorizedMaterialId");
    }
}

/// Episodes that take the place of refused ones.
fn replacements(request: &mut Fields<'_>, first: bool) -> Option<Vec<Answer>> {
    if request.list("replaceMediaList")?.is_empty() {
        return None;
    }
    if first {
        refuse(request, "replace_on_first", "replaceMediaList");
    }
    if request.list("replaceMediaList").is_some_and(|pairs| pairs.len() > super::MOST_EPISODES) {
        refuse(request, "too_long", "replaceMediaList");
        return None;
    }
    let mut named = Vec::new();
    let mut pairs = Vec::new();
    let mut sound = true;
    request.records("replaceMediaList", &mut |pair| {
        let mut replacement = Record::default();
        for name in ["old", "new"] {
            match super::id(pair.raw(name)) {
                Ok(id) => {
                    named.push(id);
                    replacement.set(name, Digits::from(id));
                }
                Err("media_id_invalid") => sound = false,
                Err(code) => refuse(pair, code, name),
            }
        }
        pair.refuse_unknown();
        pairs.push(replacement.into());
    });
    // An episode that comes is not one that goes, and nobody comes or goes twice.
    if !first && (!sound || repeats(&named)) {
        refuse(request, "replace_invalid", "replaceMediaList");
    }
    Some(pairs)
}

/// The states of an audit: WeChat's number, ours, Chinese, English.
#[rustfmt::skip]
const STATES: &[(i64, &str, Text)] = &[
    (0, "invalid",  Text::fixed("无效值", "no valid state")),
    (1, "pending",  Text::fixed("审核中", "is being audited")),
    (2, "rejected", Text::fixed("审核驳回", "was refused")),
    (3, "passed",   Text::fixed("审核通过", "has passed")),
    (4, "returned", Text::fixed("驳回重填", "was sent back to be filled in again")),
];

/// What the number of a drama's audit says.
pub(super) fn describe(status: &Value) -> Result<Answer> {
    fields::read_arguments(&[("status", status)], |fields| {
        fields.require("status");
        let status = fields.integer("status", -(1 << 53), 1 << 53).unwrap_or_default();
        let unknown = Text::fixed("未知状态", "is in an unknown state");
        let (code, message) = STATES
            .iter()
            .find(|(number, ..)| *number == status)
            .map_or(("unknown", &unknown), |(_, code, message)| (*code, message));
        let mut described = Record::default();
        described.set("code", code).set("message", message).set("playable", code == "passed");
        described.into()
    })
}
