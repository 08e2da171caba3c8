//! Requests of WeChat's media interfaces: checked by the table, and written exactly.

use super::apis::{APIS, Api, Kind, Param, Sent, our_name};
use super::upload::{COVER_TYPES, MEDIA_TYPES, is_one_of};
use super::{MOST_EPISODES, refuse};
use crate::data::bounds::{LAST_SECOND, NUMBER_LIMIT};
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Issue, Result};
use crate::data::json;
use crate::data::percent;
use crate::data::text::{item_path, joined};
use crate::data::value::{Answer, Digits, Record, Value};
use crate::vendors::extra;
use std::borrow::Cow;

/// Reads the arguments of `request`: the request of an interface, ready to be sent. Files may stay with the caller, who
/// gives their `sizes` by the names of the parameters and puts their bytes into the answer.
pub(super) fn request(api: &Value, params: &Value, token: &Value, now: &Value, sizes: &Value) -> Result<Answer> {
    let (mut found, mut url) = (None, String::new());
    let head = fields::read_arguments(&[("api", api), ("accessToken", token), ("now", now)], |fields| {
        fields.require("accessToken");
        fields.seconds("now");
        percent::encode(&mut url, fields.text("accessToken").unwrap_or_default());
        found = named(fields);
    });
    let Some(api) = found else {
        return head.map(|()| Value::Null);
    };
    let body = match &api.sent {
        Sent::Json => fields::read(params, |fields| json_body(fields, api)),
        Sent::Form => fields::read(params, |fields| form(fields, api, sizes)),
        Sent::Checked(check, _) => checked(*check, api, params, now),
    };
    let ((), body) = fields::both(head, body)?;
    let kind = if api.name == "upload_temp_material" { "&type=image" } else { "" };
    let mut header = Record::default();
    let multipart = matches!(body, Value::Record(_));
    if !multipart {
        header.set("content-type", "application/json");
    }
    let mut request = Record::default();
    request
        .set("url", joined(&["https://api.weixin.qq.com/", api.path, "?access_token=", &url, kind]))
        .set("method", "POST")
        // The header of a form names the boundary, which the sender chooses.
        .set("header", Value::from(header))
        .set(if multipart { "multipart" } else { "body" }, body);
    Ok(request.into())
}

/// The interface that the argument `api` names.
pub(super) fn named(fields: &mut Fields<'_>) -> Option<&'static Api> {
    let names: Vec<&'static str> = APIS.iter().map(|api| api.name).collect();
    fields.require("api");
    fields.place("api", &names).and_then(|place| APIS.get(place))
}

/// True for a name that the table has, or that is one of ours.
fn is_known(api: &Api, name: &str) -> bool {
    let own = ["extra", if api.name == "upload_temp_material" { "type" } else { "" }];
    super::is_token_name(name)
        || own.contains(&name)
        || matches!(api.sent, Sent::Checked(_, ours) if ours.contains(&name))
        || api.params.iter().any(|param| param.name == name || our_name(param.name) == name)
}

/// The size of a file, whose bytes are here or stay with the caller.
fn file(
    fields: &mut Fields<'_>,
    name: &'static str,
    largest: usize,
    required: bool,
    sizes: &Value<'_>,
) -> Option<Answer> {
    let (size, data) = match sizes.get(name) {
        Value::Number(size) => (*size as usize, Value::Null),
        _ => {
            if required {
                fields.require(name);
            }
            let bytes = fields.bytes(name)?;
            (bytes.len(), Value::Bytes(Cow::Owned(bytes.to_vec())))
        }
    };
    match size {
        0 => refuse(fields, "empty_file", name),
        size if size > largest => refuse(fields, "too_long", name),
        _ => {}
    }
    Some(data)
}

/// Reads a parameter.
fn parameter(fields: &mut Fields<'_>, param: &Param) -> Option<Answer> {
    let Param { name, kind, required, .. } = param;
    if *required {
        fields.require(name);
    }
    match kind {
        Kind::Text => fields.text(name).map(|text| text.to_owned().into()),
        Kind::Id => {
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
        Kind::Ids => ids(fields, name),
        Kind::Count(from, to) => fields.count(name, *from, *to).map(|count| f64::from(count).into()),
        Kind::Code(allowed) => {
            let code = fields.integer(name, -NUMBER_LIMIT, NUMBER_LIMIT)?;
            if !allowed.contains(&code) {
                fields.refuse("not_allowed", name);
            }
            Some((code as f64).into())
        }
        Kind::Moment => fields.number(name, 0, LAST_SECOND).map(|moment| moment.floor().into()),
        Kind::MediaType | Kind::CoverType => {
            let (types, code) = match kind {
                Kind::MediaType => (MEDIA_TYPES, "media_type"),
                _ => (COVER_TYPES, "cover_type"),
            };
            let text = fields.text(name)?;
            if code == "media_type" && text.eq_ignore_ascii_case("m3u8") {
                refuse(fields, "use_pull_upload", name);
            } else if !is_one_of(text, types) {
                refuse(fields, code, name);
            }
            Some(text.to_ascii_uppercase().into())
        }
        // A form reads its files itself.
        Kind::File(_) => None,
        Kind::Texts | Kind::Sites => {
            let texts: Vec<String> = fields.texts(name)?.into_iter().map(str::to_owned).collect();
            Some(texts.into())
        }
        Kind::Record(params) => {
            let mut record = None;
            fields.record(name, &mut |fields| record = Some(body(fields, params)));
            record
        }
        Kind::Records(params) => {
            if fields.has(name) {
                let mut records = Vec::new();
                fields.records(name, &mut |fields| records.push(body(fields, params)));
                if records.is_empty() && !fields.refused(name) {
                    fields.refuse("empty", name);
                }
                return Some(records.into());
            }
            None
        }
    }
}

fn ids(fields: &mut Fields<'_>, name: &'static str) -> Option<Answer> {
    let items = fields.list(name)?;
    match items.len() {
        0 => fields.refuse("empty", name),
        count if count > MOST_EPISODES => fields.refuse("too_long", name),
        _ => {}
    }
    let mut ids: Vec<Answer> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let code = match super::id(item) {
            Ok(0) => "bad_format",
            Ok(id) => {
                ids.push(Digits::from(id).into());
                continue;
            }
            Err(code) => code,
        };
        fields.refuse_item(code, name, place);
    }
    Some(ids.into())
}

fn body(fields: &mut Fields<'_>, params: &'static [Param]) -> Answer {
    let mut body = Record::default();
    for param in params {
        body.set_some(param.name, parameter(fields, param));
    }
    fields.refuse_unknown();
    body.into()
}

fn json_body(fields: &mut Fields<'_>, api: &'static Api) -> Answer {
    let mut body = Record::default();
    for param in api.params {
        body.set_some(param.name, parameter(fields, param));
    }
    let given = fields.raw("extra");
    let extra = extra::body(given, &|name| is_known(api, name), &mut |code, field| fields.refuse(code, field));
    for (name, value) in extra {
        body.add(name.to_owned(), value);
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
fn form(fields: &mut Fields<'_>, api: &'static Api, sizes: &Value<'_>) -> Answer {
    let mut texts = Vec::new();
    let mut files: Vec<Answer> = Vec::new();
    for param in api.params {
        let Kind::File(largest) = param.kind else {
            let value = parameter(fields, param);
            if let Some(value) = value.filter(|_| param.name != "filename") {
                texts.push((Cow::Borrowed(param.name), Answer::from(value.as_text())));
            }
            continue;
        };
        let Some(data) = file(fields, param.name, largest, param.required, sizes) else { continue };
        let kind = |name| fields_kind(&texts, name);
        let filename = match param.name {
            "media_data" => joined(&["media.", &kind("media_type")]),
            "cover_data" => joined(&["cover.", &kind("cover_type")]),
            "media" => fields.remark("filename").unwrap_or("image.jpg").to_owned(),
            _ => "part".to_owned(),
        };
        let mut file = Record::default();
        file.set("name", param.name).set("filename", filename).set("data", data);
        files.push(file.into());
    }
    if api.name == "single_file_upload" {
        // Neither the cover's type nor its picture goes without the other.
        for (one, other) in [("cover_type", "cover_data"), ("cover_data", "cover_type")] {
            let has = |fields: &mut Fields<'_>, name| fields.has(name) || !sizes.get(name).is_null();
            if has(fields, one) && !has(fields, other) {
                refuse(fields, "missing_field", other);
            }
        }
    }
    let given = fields.raw("extra");
    let extra = extra::form(given, &|name| is_known(api, name), &mut |code, field| fields.refuse(code, field));
    texts.extend(extra.into_iter().map(|(name, text)| (Cow::Owned(name.to_owned()), Answer::from(text))));
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
fn checked(
    check: fn(&Value<'_>, &Value<'_>) -> Result<Answer>,
    api: &'static Api,
    params: &Value,
    now: &Value,
) -> Result<Answer> {
    let mut issues = Vec::new();
    let mut ours = renamed(params, api.params, "", &mut issues);
    let mut added = Vec::new();
    if let Value::Record(record) = &mut ours {
        adapt(record, params, &mut issues);
        let given = params.get("extra");
        // That of a submission may hold more than texts and numbers: its own function reads it.
        if api.name == "audit_drama" {
            record.push((Cow::Borrowed("extra"), given.to_answer()));
        } else {
            let mut refuse = |code, field: &str| issues.push(Issue::new(code, field));
            added = extra::body(given, &|name| is_known(api, name), &mut refuse);
        }
    }
    let answer = check(&ours, now);
    let mut found = answer.as_ref().err().map(|error| error.issues.clone()).unwrap_or_default();
    // What is wrong with the moment comes last, and has been told beside the token.
    found.pop_if(|issue| issue.field == "now");
    for issue in &mut found {
        issue.field = theirs(&issue.field, api.params, params);
    }
    found.extend(issues);
    match answer {
        Ok(answer) if found.is_empty() => Ok(with(answer.get("body").as_text().unwrap_or_default(), added).into()),
        _ => Err(Error::invalid(found)),
    }
}

/// The body of a function of ours, and parameters that it does not know.
fn with(mut body: String, added: Vec<(&str, Answer)>) -> String {
    let mut record = Record::default();
    for (name, value) in added {
        record.add(name.to_owned(), value);
    }
    let added = json::write(&record.into());
    if let Some(more) = added.strip_prefix('{').filter(|more| *more != "}") {
        body.pop();
        body.push(if body == "{" { ' ' } else { ',' });
        body.push_str(more);
    }
    body
}

/// Where our parameters differ from WeChat's by more than their names.
fn adapt(record: &mut Vec<(Cow<'static, str>, Answer)>, params: &Value<'_>, issues: &mut Vec<Issue>) {
    for (name, value) in record.iter_mut() {
        match value {
            Value::Text(joined) if name == "whref" || name == "bkref" => {
                *value = Value::List(joined.split(',').map(|one| one.to_owned().into()).collect());
            }
            Value::Record(_) if name == "actorList" => *value = value.get("actor").clone(),
            // WeChat's is a record.
            Value::List(_) if name == "actorList" => *value = Value::Refused("wrong_type"),
            _ => {}
        }
    }
    if let Some((_, trial)) = record.iter_mut().find(|(name, _)| name == "trialSeconds") {
        let given: Vec<_> = ["expr", "exper"].into_iter().filter(|name| !params.get(name).is_null()).collect();
        let exper = params.get("exper");
        // WeChat heeds the name that it knows, which may be either: both must say the same.
        if given.len() == 2 && exper != params.get("expr") {
            issues.push(Issue::new("not_allowed", "exper"));
            *trial = exper.to_answer();
        }
        record.push((Cow::Borrowed("trialNames"), given.into()));
    }
}

fn renamed(value: &Value<'_>, params: &'static [Param], path: &str, unknown: &mut Vec<Issue>) -> Answer {
    match value {
        Value::Record(record) => {
            let mut ours: Vec<(Cow<'static, str>, Answer)> = Vec::new();
            for (name, value) in record {
                let path = if path.is_empty() { name.to_string() } else { joined(&[path, ".", name]) };
                match params.iter().find(|param| param.name == name) {
                    // What is absent under one name may stand under another.
                    _ if value.is_null() || path == "extra" => {}
                    Some(param) => {
                        let within =
                            if let Kind::Record(params) | Kind::Records(params) = param.kind { params } else { &[] };
                        let (name, value) = (our_name(name), renamed(value, within, &path, unknown));
                        // Two names of WeChat's may be one of ours: the first holds.
                        if !ours.iter().any(|(known, _)| *known == name) {
                            ours.push((Cow::Owned(name), value));
                        }
                    }
                    None => unknown.push(Issue::new("unknown_field", path)),
                }
            }
            Value::Record(ours)
        }
        Value::List(items) => {
            let item = |(place, item): (usize, &Value<'_>)| renamed(item, params, &item_path(path, place), unknown);
            Value::List(items.iter().enumerate().map(item).collect())
        }
        other => other.to_answer(),
    }
}

/// The path of a field of ours in WeChat's names: those that were given, where ours has two.
fn theirs(path: &str, params: &'static [Param], given: &Value) -> String {
    let mut within = params;
    let mut written = Vec::new();
    for segment in path.split('.') {
        let (name, place) = segment.find('[').map_or((segment, ""), |start| segment.split_at(start));
        let mut known = within.iter().filter(|param| our_name(param.name) == name);
        let first = known.clone().next();
        let param = known.find(|param| !given.get(param.name).is_null()).or(first);
        written.push(joined(&[param.map_or(name, |param| param.name), place]));
        within = match param.map(|param| param.kind) {
            Some(Kind::Record(params) | Kind::Records(params)) => params,
            _ => &[],
        };
        // Our list of actors is WeChat's record of one.
        if name == "actorList" && !place.is_empty() {
            written.pop();
            written.push(joined(&["actor_list.actor", place]));
            within = match within.first().map(|actor| actor.kind) {
                Some(Kind::Records(params)) => params,
                _ => &[],
            };
        }
    }
    written.join(".")
}
