//! Every interface of wxa/sec/vod by its name, and the upload of temporary material: the request, and what the answer
//! means.

use super::upload::{COVER_TYPES, MEDIA_TYPES, is_one_of};
use super::{audit, cdn, codes, link, refuse, upload};
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Issue, Result};
use crate::data::json;
use crate::data::percent;
use crate::data::value::{Answer, Digits, Record, Value};
use crate::vendors::answer;
use crate::vendors::outcome::Outcome;
use std::borrow::Cow;

/// What a parameter is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Id,
    /// A whole number from … to ….
    Count(u32, u32),
    /// Unix time in seconds.
    Moment,
    MediaType,
    CoverType,
    /// Bytes, so many at most.
    File(usize),
}

use Kind::{Count, CoverType, File, Id, MediaType, Moment, Text};

/// A parameter: its name, its kind, whether it is required.
struct Param(&'static str, Kind, bool);

/// A function of the namespace that checks the parameters and writes the body, and each name of WeChat's with that
/// function's own.
struct Check(fn(&Value<'_>, &Value<'_>) -> Result<Answer>, &'static [(&'static str, &'static str)]);

/// How the parameters are sent.
enum Sent {
    Json(&'static [Param]),
    Checked(Check),
    Form(&'static [Param]),
}

/// An interface: its name, its path, its parameters, the field that a success must carry.
struct Api(&'static str, &'static str, Sent, &'static str);

const MUST: bool = true;
const MAY: bool = false;
/// The document's MB are read as MiB, the larger of the two.
const SINGLE: usize = 10 << 20;
const PART: usize = 5 << 20;

#[rustfmt::skip]
const APIS: &[Api] = &[
    Api("single_file_upload", "wxa/sec/vod/singlefileupload", Sent::Form(&[
        Param("media_name",     Text,         MUST),
        Param("media_type",     MediaType,    MUST),
        Param("media_data",     File(SINGLE), MUST),
        Param("cover_type",     CoverType,    MAY),
        Param("cover_data",     File(SINGLE), MAY),
        Param("source_context", Text,         MAY),
    ]), "media_id"),
    Api("pull_upload", "wxa/sec/vod/pullupload", Sent::Json(&[
        Param("media_name",     Text, MUST),
        Param("media_url",      Text, MUST),
        Param("cover_url",      Text, MAY),
        Param("source_context", Text, MAY),
    ]), "task_id"),
    Api("get_task", "wxa/sec/vod/gettask", Sent::Json(&[Param("task_id", Id, MUST)]), "task_info"),
    Api("apply_upload", "wxa/sec/vod/applyupload", Sent::Json(&[
        Param("media_name",     Text,      MUST),
        Param("media_type",     MediaType, MUST),
        Param("cover_type",     CoverType, MAY),
        Param("source_context", Text,      MAY),
    ]), "upload_id"),
    Api("upload_part", "wxa/sec/vod/uploadpart", Sent::Form(&[
        Param("upload_id",     Text,          MUST),
        Param("part_number",   Count(1, 100), MUST),
        Param("resource_type", Count(1, 2),   MUST),
        Param("data",          File(PART),    MUST),
    ]), "etag"),
    Api("commit_upload", "wxa/sec/vod/commitupload", Sent::Checked(Check(|commit, _| upload::commit_upload_of(commit), &[
        ("upload_id",        "uploadId"),
        ("media_part_infos", "mediaParts"),
        ("cover_part_infos", "coverParts"),
        ("part_number",      "partNumber"),
        ("etag",             "etag"),
    ])), "media_id"),
    Api("list_media", "wxa/sec/vod/listmedia", Sent::Json(&[
        Param("drama_id",   Id,                 MAY),
        Param("media_name", Text,               MAY),
        Param("start_time", Moment,             MAY),
        Param("end_time",   Moment,             MAY),
        Param("limit",      Count(1, 100),      MAY),
        Param("offset",     Count(0, u32::MAX), MAY),
    ]), ""),
    Api("get_media", "wxa/sec/vod/getmedia", Sent::Json(&[Param("media_id", Id, MUST)]), "media_info"),
    Api("get_media_link", "wxa/sec/vod/getmedialink", Sent::Checked(Check(link::media_link_of, &[
        ("media_id", "mediaId"),
        ("t",        "t"),
        ("us",       "us"),
        ("exper",    "trialSeconds"),
        ("expr",     "trialSeconds"),
        ("rlimit",   "rlimit"),
        ("whref",    "whref"),
        ("bkref",    "bkref"),
    ])), "media_info"),
    Api("delete_media", "wxa/sec/vod/deletemedia", Sent::Json(&[Param("media_id", Id, MUST)]), ""),
    Api("audit_drama", "wxa/sec/vod/auditdrama", Sent::Checked(Check(|request, _| audit::audit_request_of(request), &[
        ("drama_id",                    "dramaId"),
        ("name",                        "name"),
        ("media_count",                 "mediaCount"),
        ("media_id_list",               "mediaIdList"),
        ("producer",                    "producer"),
        ("description",                 "description"),
        ("cover_material_id",           "coverMaterialId"),
        ("registration_number",         "registrationNumber"),
        ("authorized_material_id",      "authorizedMaterialId"),
        ("publish_license",             "publishLicense"),
        ("publish_license_material_id", "publishLicenseMaterialId"),
        ("expedited",                   "expedited"),
        ("replace_media_list",          "replaceMediaList"),
        ("old",                         "old"),
        ("new",                         "new"),
    ])), "drama_id"),
    Api("list_dramas", "wxa/sec/vod/listdramas", Sent::Json(&[
        Param("limit",  Count(1, 100),      MAY),
        Param("offset", Count(0, u32::MAX), MAY),
    ]), ""),
    Api("get_drama", "wxa/sec/vod/getdrama", Sent::Json(&[Param("drama_id", Id, MUST)]), "drama_info"),
    Api("get_cdn_usage_data", "wxa/sec/vod/getcdnusagedata", Sent::Checked(Check(cdn::cdn_usage_query_of, &[
        ("start_time",    "startTime"),
        ("end_time",      "endTime"),
        ("data_interval", "dataInterval"),
    ])), ""),
    Api("get_cdn_logs", "wxa/sec/vod/getcdnlogs", Sent::Checked(Check(cdn::cdn_logs_query_of, &[
        ("start_time", "startTime"),
        ("end_time",   "endTime"),
        ("limit",      "limit"),
        ("offset",     "offset"),
    ])), ""),
    // 新增临时素材: a picture for cover_material_id and its like. WeChat keeps it for three days.
    Api("upload_temp_material", "cgi-bin/media/upload", Sent::Form(&[
        Param("media",    File(SINGLE), MUST),
        Param("filename", Text,         MAY),
    ]), "media_id"),
];

/// Reads the arguments of `request`: the request of an interface, ready to be sent.
pub(super) fn request(api: &Value, params: &Value, token: &Value, now: &Value) -> Result<Answer> {
    let (mut found, mut url) = (None, String::new());
    let head = fields::read_arguments(&[("api", api), ("accessToken", token), ("now", now)], |fields| {
        fields.require("accessToken");
        fields.seconds("now");
        percent::encode(&mut url, fields.text("accessToken").unwrap_or_default());
        found = named(fields);
    });
    let Some(Api(name, path, sent, _)) = found else {
        return head.map(|()| Value::Null);
    };
    let body = match sent {
        Sent::Json(table) => fields::read(params, |fields| json_body(fields, table)),
        Sent::Form(table) => fields::read(params, |fields| form(name, fields, table)),
        Sent::Checked(check) => checked(check, params, if head.is_ok() { now } else { &Value::Number(0.0) }),
    };
    let ((), body) = fields::both(head, body)?;
    let kind = if *name == "upload_temp_material" { "&type=image" } else { "" };
    let mut header = Record::default();
    let multipart = matches!(body, Value::Record(_));
    if !multipart {
        header.set("content-type", "application/json");
    }
    let mut request = Record::default();
    request
        .set("url", ["https://api.weixin.qq.com/", path, "?access_token=", &url, kind].concat())
        .set("method", "POST")
        // The header of a form names the boundary, which the sender chooses.
        .set("header", Value::from(header))
        .set(if multipart { "multipart" } else { "body" }, body);
    Ok(request.into())
}

fn named(fields: &mut Fields<'_>) -> Option<&'static Api> {
    let names: Vec<&'static str> = APIS.iter().map(|Api(name, ..)| *name).collect();
    fields.require("api");
    fields.place("api", &names).and_then(|place| APIS.get(place))
}

/// Reads a parameter.
fn parameter(fields: &mut Fields<'_>, Param(name, kind, must): &Param) -> Option<Answer> {
    if *must {
        fields.require(name);
    }
    match kind {
        Text => fields.text(name).map(|text| text.to_owned().into()),
        Id => {
            let code = match super::id(fields.raw(name)) {
                Ok(0) if *name == "media_id" => "media_id_invalid",
                Ok(0) => "bad_format",
                Ok(id) => return Some(Digits::from(id).into()),
                Err("missing_field") => return None,
                Err(code) => code,
            };
            refuse(fields, code, name);
            None
        }
        Count(from, to) => fields.count(name, *from, *to).map(|count| f64::from(count).into()),
        Moment => fields.number(name, 0, LAST_SECOND).map(|moment| moment.floor().into()),
        MediaType | CoverType => {
            let (types, code) =
                if *kind == MediaType { (MEDIA_TYPES, "media_type") } else { (COVER_TYPES, "cover_type") };
            let text = fields.text(name)?;
            if *kind == MediaType && text.eq_ignore_ascii_case("m3u8") {
                refuse(fields, "use_pull_upload", name);
            } else if !is_one_of(text, types) {
                refuse(fields, code, name);
            }
            Some(text.to_ascii_uppercase().into())
        }
        File(largest) => {
            let bytes = fields.bytes(name)?;
            match bytes.len() {
                0 => refuse(fields, "empty_file", name),
                size if size > *largest => refuse(fields, "too_long", name),
                _ => {}
            }
            Some(Value::Bytes(Cow::Owned(bytes.to_vec())))
        }
    }
}

fn json_body(fields: &mut Fields<'_>, table: &'static [Param]) -> Answer {
    let mut body = Record::default();
    for param in table {
        body.set_some(param.0, parameter(fields, param));
    }
    fields.refuse_unknown();
    let body = Value::from(body);
    if let (Value::Number(start), Value::Number(end)) = (body.get("start_time"), body.get("end_time"))
        && start >= end
    {
        refuse(fields, "order", "end_time");
    }
    json::write(&body).into()
}

/// The fields and files of a form. WeChat reads the type of a file from its name.
fn form(api: &str, fields: &mut Fields<'_>, table: &'static [Param]) -> Answer {
    let mut texts = Vec::new();
    let mut files: Vec<Answer> = Vec::new();
    for param in table {
        let value = parameter(fields, param);
        let Some(value) = value else { continue };
        if let Value::Bytes(_) = value {
            let kind = |name| fields_kind(&texts, name);
            let filename = match param.0 {
                "media_data" => ["media.", &kind("media_type")].concat(),
                "cover_data" => ["cover.", &kind("cover_type")].concat(),
                "media" => fields.remark("filename").unwrap_or("image.jpg").to_owned(),
                _ => "part".to_owned(),
            };
            let mut file = Record::default();
            file.set("name", param.0).set("filename", filename).set("data", value);
            files.push(file.into());
        } else if param.0 != "filename" {
            texts.push((Cow::Borrowed(param.0), Answer::from(value.as_text())));
        }
    }
    if api == "single_file_upload" {
        // Neither the cover's type nor its picture goes without the other.
        for (one, other) in [("cover_type", "cover_data"), ("cover_data", "cover_type")] {
            if fields.has(one) && !fields.has(other) {
                refuse(fields, "missing_field", other);
            }
        }
    }
    fields.refuse_unknown();
    let mut form = Record::default();
    form.set("fields", Value::Record(texts)).set("files", files);
    form.into()
}

fn fields_kind(texts: &[(Cow<'_, str>, Value<'_>)], name: &str) -> String {
    let value = texts.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_text());
    value.unwrap_or_default().to_ascii_lowercase()
}

/// Makes a body by a function of the namespace: the parameters are given our names, and the issues WeChat's again.
fn checked(Check(check, names): &Check, params: &Value, now: &Value) -> Result<Answer> {
    let mut unknown = Vec::new();
    let mut ours = renamed(params, names, "", &mut unknown);
    if let Value::Record(record) = &mut ours {
        adapt(record, params);
    }
    let answer = check(&ours, now);
    let mut issues = answer.as_ref().err().map(|error| error.issues.clone()).unwrap_or_default();
    for issue in &mut issues {
        issue.field = theirs(&issue.field, names, params);
    }
    issues.extend(unknown);
    match answer {
        Ok(answer) if issues.is_empty() => Ok(answer.get("body").clone()),
        _ => Err(Error::invalid(issues)),
    }
}

/// Where our parameters differ from WeChat's by more than their names.
fn adapt(record: &mut Vec<(Cow<'static, str>, Answer)>, params: &Value<'_>) {
    for (name, value) in record.iter_mut() {
        match value {
            Value::Text(joined) if name == "whref" || name == "bkref" => {
                *value = Value::List(joined.split(',').map(|one| one.to_owned().into()).collect());
            }
            _ => {}
        }
    }
    let trials: Vec<Answer> =
        ["expr", "exper"].into_iter().filter(|name| *params.get(name) != Value::Null).map(Value::from).collect();
    if !trials.is_empty() {
        record.push((Cow::Borrowed("trialNames"), Value::List(trials)));
    }
    // WeChat has no such parameter: it asks for the authorization itself where one is needed.
    if record.iter().any(|(name, _)| name == "producer" || name == "mediaCount") {
        record.push((Cow::Borrowed("sameEntity"), Value::Bool(true)));
    }
}

fn renamed(value: &Value<'_>, names: &[(&str, &'static str)], path: &str, unknown: &mut Vec<Issue>) -> Answer {
    match value {
        Value::Record(record) => {
            let mut ours: Vec<(Cow<'static, str>, Answer)> = Vec::new();
            for (name, value) in record {
                let path = if path.is_empty() { name.to_string() } else { [path, ".", name].concat() };
                match names.iter().find(|(theirs, _)| theirs == name) {
                    Some((_, name)) => ours.push((Cow::Borrowed(*name), renamed(value, names, &path, unknown))),
                    None if *value == Value::Null => {}
                    None => unknown.push(Issue::new("unknown_field", path)),
                }
            }
            Value::Record(ours)
        }
        Value::List(items) => {
            let item = |(place, item): (usize, &Value<'_>)| {
                renamed(item, names, &[path, "[", &place.to_string(), "]"].concat(), unknown)
            };
            Value::List(items.iter().enumerate().map(item).collect())
        }
        other => other.to_answer(),
    }
}

fn theirs(path: &str, names: &[(&str, &str)], params: &Value) -> String {
    let segment = |segment: &str| {
        let (name, place) = segment.find('[').map_or((segment, ""), |start| segment.split_at(start));
        let known = |there: bool| {
            names.iter().find(|(theirs, ours)| *ours == name && (!there || *params.get(theirs) != Value::Null))
        };
        let name = known(true).or_else(|| known(false)).map_or(name, |(theirs, _)| *theirs);
        [name, place].concat()
    };
    path.split('.').map(segment).collect::<Vec<_>>().join(".")
}

/// Reads the arguments of `interpret`: what an answer means, and the data of a success.
pub(super) fn interpret(api: &Value<'_>, body: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("api", api)], &mut |fields| {
        let api = named(fields)?;
        Some(answer::interpret(body, "errmsg", &outcome, &|object| data(api, object)))
    })
}

fn outcome(object: &Value<'_>) -> Option<Outcome> {
    Some(codes::describe_error(match object.get("errcode") {
        // A success may come without a code.
        Value::Null => 0,
        code => code.as_integer()?,
    }))
}

/// The data of a success; `None` where it lacks what it must carry.
fn data(Api(api, _, _, must): &Api, body: &Value<'_>) -> Option<Answer> {
    let Value::Record(fields) = typed(body) else { return None };
    let data = Value::Record(fields.into_iter().filter(|(name, _)| name != "errcode" && name != "errmsg").collect());
    let there = |value: &Value| match value {
        Value::Text(text) | Value::Digits(Digits(text)) => !text.is_empty(),
        Value::Record(_) => true,
        _ => false,
    };
    let link = data.get("media_info");
    // WeChat has answered with a link that has no address.
    let unready = *api == "get_media_link" && !there(link.get("mp4_url")) && !there(link.get("hls_url"));
    let empty = must.is_empty()
        && *body.get("errcode") == Value::Null
        && matches!(&data, Value::Record(fields) if fields.is_empty());
    let whole = (must.is_empty() || there(data.get(must))) && !unready && !empty;
    whole.then_some(data)
}

const IDS: &[&str] = &["media_id", "drama_id", "task_id", "id"];
const NUMBERS: &[&str] = &[
    "errcode",
    "create_time",
    "expire_time",
    "audit_time",
    "finish_time",
    "start_time",
    "end_time",
    "created_at",
    "file_size",
    "duration",
    "media_count",
    "total_count",
    "expedited",
    "status",
    "audit_type",
    "task_type",
    "date",
    "time",
    "value",
    "data_interval",
    "part_number",
];
const LISTS: &[&str] = &["media_list", "media_info_list", "drama_info_list", "item_list", "domestic_cdn_logs"];

/// An answer or an event: its fields as the types that the document gives them, whatever they came as.
pub(super) fn typed(value: &Value) -> Answer {
    match value {
        Value::Record(fields) => Value::Record(
            fields.iter().map(|(name, value)| (Cow::Owned(name.to_string()), typed_field(name, value))).collect(),
        ),
        Value::List(items) => Value::List(items.iter().map(typed).collect()),
        other => other.to_answer(),
    }
}

fn typed_field(name: &str, value: &Value) -> Answer {
    if IDS.contains(&name) {
        return value.as_text().into();
    }
    if NUMBERS.contains(&name) {
        return match value.as_integer() {
            Some(number) if number.abs() < NUMBER_LIMIT => Value::Number(number as f64),
            Some(number) => number.to_string().into(),
            None => Value::Null,
        };
    }
    match typed(value) {
        list @ (Value::List(_) | Value::Null) => list,
        // In XML, and from some gateways, a list of one item is that item.
        one if LISTS.contains(&name) => Value::List(vec![one]),
        other => other,
    }
}
