//! Submitting a drama for audit (auditdrama, 剧目提审), by the rules of 2024-05 or by those of 2026-04.
//!
//! Sources: the struct `AuditDramaRequest` of the Go package minidrama v2.1.8 (2024-05-09), and WeChat's page 剧目提审
//! (developers.weixin.qq.com/miniprogram/dev/server/API/minidrama/auditdrama/api_auditdrama.html) as of 2026-06.

mod production;

pub use production::{Actor, Copyright, DramaType, Production, Qualification};

use super::{LARGEST_ID, MOST_EPISODES, id, is_id, issue, refuse, report};
use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Issue, Result};
use crate::data::json;
use crate::data::text::item_path;
use crate::data::value::{Answer, Digits, Record, Value};
use crate::vendors::extra;

/// A drama that is submitted for audit, for the first time or again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditRequest<'a> {
    /// The drama; `None` in its first submission.
    pub drama_id: Option<u64>,
    /// Its title.
    pub name: Option<&'a str>,
    /// How many episodes it has.
    pub media_count: Option<u32>,
    /// The episodes, in order.
    pub media_ids: Option<Vec<u64>>,
    /// Who produced it.
    pub producer: Option<&'a str>,
    /// What it is about.
    pub description: Option<&'a str>,
    /// The cover, as temporary material.
    pub cover_material_id: Option<&'a str>,
    /// 备案号.
    pub registration_number: Option<&'a str>,
    /// The producer's authorization, as temporary material.
    pub authorized_material_id: Option<&'a str>,
    /// The audit is to be done at once; in a first submission only.
    pub expedited: bool,
    /// Refused episodes, and those that replace them.
    pub replacements: Vec<Replacement>,
    /// How many episodes the first submission had. It is not sent; a later one is checked by it.
    pub first_media_count: Option<u32>,
    /// By which rules.
    pub edition: Edition<'a>,
    /// What WeChat has added since, by its names: it is sent as it stands.
    pub extra: Vec<(String, Answer)>,
}

/// The rules, and the fields that belong to them alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Edition<'a> {
    /// Of the Go package.
    Of2024(Licenses<'a>),
    /// Of WeChat's page.
    Of2026(Production<'a>),
}

impl Default for Edition<'_> {
    fn default() -> Self {
        Edition::Of2026(Production::default())
    }
}

/// The fields of edition 2024-05, beside those that both editions have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Licenses<'a> {
    /// 网络剧片发行许可证编号.
    pub publish_license: Option<&'a str>,
    /// The license, as temporary material.
    pub publish_license_material_id: Option<&'a str>,
    /// Whether the mini-program belongs to the producer. It is not sent; a first submission is checked by it.
    pub same_entity: Option<bool>,
}

/// An episode that was refused, and the one that replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The media id of the refused one.
    pub old: u64,
    /// The media id of the one that replaces it.
    pub new: u64,
}

/// A submission that keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Without a drama id.
    pub first: bool,
    /// The exact JSON text of auditdrama.
    pub body: String,
    /// What is allowed but does nothing: `both_registration_and_license`, `expedited_ignored`, `actor_list_ignored`.
    pub warnings: Vec<&'static str>,
}

/// Makes a submission. The error names every rule that the request breaks; the codes stand in the public API.
pub fn audit_request(request: &AuditRequest<'_>) -> Result<Submission> {
    let issues = request.issues();
    if issues.is_empty() {
        Ok(Submission { first: request.first(), body: request.body(), warnings: request.warnings() })
    } else {
        Err(Error::invalid(issues))
    }
}

/// True where a text says nothing.
fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

impl AuditRequest<'_> {
    fn first(&self) -> bool {
        self.drama_id.is_none()
    }

    fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        let mut refuse = |code, field: &str| issues.push(issue(code, field));
        if self.drama_id.is_some_and(|id| !is_id(id)) {
            refuse("out_of_range", "dramaId");
        }
        if self.first() && blank(self.name) {
            refuse("missing_name", "name");
        }
        self.check_episodes(&mut refuse);
        match &self.edition {
            Edition::Of2024(licenses) if self.first() => {
                self.demand(&["producer", "description", "coverMaterialId"], &mut refuse);
                licenses.check(self.registration_number, self.authorized_material_id, &mut refuse);
            }
            Edition::Of2024(_) => {}
            Edition::Of2026(production) => {
                if self.first() {
                    self.demand(&["description", "coverMaterialId", "producer"], &mut refuse);
                    production.check_first(self.registration_number, self.authorized_material_id, &mut refuse);
                }
                production.check_limits(self.description, &mut refuse);
            }
        }
        self.check_replacements(&mut refuse);
        issues
    }

    /// What every first submission must say, in the order of the edition.
    fn demand(&self, order: &[&str], refuse: &mut dyn FnMut(&'static str, &str)) {
        for field in order {
            let (code, text) = match *field {
                "producer" => ("missing_producer", self.producer),
                "description" => ("missing_description", self.description),
                _ => ("missing_cover_material_id", self.cover_material_id),
            };
            if blank(text) {
                refuse(code, field);
            }
        }
    }

    fn check_episodes(&self, refuse: &mut dyn FnMut(&'static str, &str)) {
        let first = self.first();
        let length = self.media_ids.as_ref().map(Vec::len);
        match self.media_count {
            None | Some(0) if first => refuse("missing_media_count", "mediaCount"),
            Some(0) => refuse("out_of_range", "mediaCount"),
            Some(count) if !first && self.first_media_count.is_some_and(|earlier| earlier != count) => {
                refuse("media_count_changed", "mediaCount");
            }
            _ => {}
        }
        let count = self.media_count.filter(|count| *count > 0).or(self.first_media_count);
        if first && length.unwrap_or_default() == 0 {
            refuse("missing_media_id_list", "mediaIdList");
        } else if count.zip(length).is_some_and(|(count, length)| count as usize != length) {
            refuse("media_count_mismatch", "mediaIdList");
        }
        let ids = self.media_ids.as_deref().unwrap_or_default();
        for (place, _) in ids.iter().enumerate().filter(|(_, id)| !is_id(**id)) {
            refuse("media_id_invalid", &item_path("mediaIdList", place));
        }
        if ids.iter().all(|id| is_id(*id)) && repeats(ids.to_vec()) {
            refuse("media_id_duplicate", "mediaIdList");
        }
    }

    fn check_replacements(&self, refuse: &mut dyn FnMut(&'static str, &str)) {
        if self.replacements.is_empty() {
            return;
        }
        let ids: Vec<u64> = self.replacements.iter().flat_map(|pair| [pair.old, pair.new]).collect();
        if self.first() {
            refuse("replace_on_first", "replaceMediaList");
        } else if !ids.iter().all(|id| is_id(*id)) || repeats(ids) {
            // An episode is replaced once, and none replaces another that is itself replaced.
            refuse("replace_invalid", "replaceMediaList");
        }
    }

    fn warnings(&self) -> Vec<&'static str> {
        let (both, ignored) = match &self.edition {
            Edition::Of2024(licenses) => (!blank(self.registration_number) && !blank(licenses.publish_license), false),
            Edition::Of2026(production) => (false, production.ignores_actors()),
        };
        let found = [
            ("both_registration_and_license", self.first() && both),
            ("expedited_ignored", self.expedited && !self.first()),
            ("actor_list_ignored", ignored),
        ];
        found.iter().filter(|(_, found)| *found).map(|(warning, _)| *warning).collect()
    }

    fn body(&self) -> String {
        let digits = |id: &u64| Digits::from(*id);
        // A first submission says nothing with a blank text; a later one may remove a text with it.
        let text = |text: Option<&str>| text.filter(|text| !self.first() || !blank(Some(text))).map(str::to_owned);
        let mut body = Record::default();
        body.set_some("drama_id", self.drama_id.map(Digits::from))
            .set_some("name", text(self.name))
            .set_some("media_count", self.media_count.map(f64::from))
            .set_some("media_id_list", self.media_ids.as_ref().map(|ids| ids.iter().map(digits).collect::<Vec<_>>()))
            .set_some("producer", text(self.producer))
            .set_some("description", text(self.description))
            .set_some("cover_material_id", text(self.cover_material_id))
            .set_some("registration_number", text(self.registration_number))
            .set_some("authorized_material_id", text(self.authorized_material_id))
            .set_some("expedited", (self.expedited && self.first()).then_some(1.0));
        match &self.edition {
            Edition::Of2024(licenses) => {
                body.set_some("publish_license", text(licenses.publish_license))
                    .set_some("publish_license_material_id", text(licenses.publish_license_material_id));
            }
            Edition::Of2026(production) => production.write(&mut body, &text),
        }
        if !self.replacements.is_empty() {
            body.set("replace_media_list", self.replacements.iter().collect::<Answer>());
        }
        for (name, value) in &self.extra {
            body.add(name.clone(), value.clone());
        }
        json::write(&body.into())
    }
}

impl Licenses<'_> {
    /// What a first submission must prove.
    fn check(&self, registration: Option<&str>, authorized: Option<&str>, refuse: &mut dyn FnMut(&'static str, &str)) {
        let licensed = !blank(self.publish_license);
        if !licensed && blank(registration) {
            refuse("registration_or_license", "registrationNumber");
        }
        if licensed && blank(self.publish_license_material_id) {
            refuse("missing_publish_license_material_id", "publishLicenseMaterialId");
        }
        match self.same_entity {
            None => refuse("missing_same_entity", "sameEntity"),
            Some(false) if blank(authorized) => refuse("missing_authorized_material_id", "authorizedMaterialId"),
            Some(_) => {}
        }
    }
}

/// True when an id comes twice.
fn repeats(mut ids: Vec<u64>) -> bool {
    ids.sort_unstable();
    ids.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

impl From<&Replacement> for Answer {
    fn from(replacement: &Replacement) -> Self {
        let mut record = Record::default();
        record.set("old", Digits::from(replacement.old)).set("new", Digits::from(replacement.new));
        record.into()
    }
}

impl From<&Submission> for Answer {
    fn from(submission: &Submission) -> Self {
        let mut record = Record::default();
        record
            .set("kind", if submission.first { "first" } else { "resubmit" })
            .copy("body", &submission.body)
            .set("warnings", submission.warnings.clone());
        record.into()
    }
}

/// The editions, by their names.
const EDITIONS: &[&str] = &["2026-04", "2024-05"];

/// Reads the argument of `auditRequest`.
pub(super) fn audit_request_of(request: &Value<'_>) -> Result<Answer> {
    fields::read(request, |fields| {
        let drama_id = fields.has("dramaId").then(|| fields.id("dramaId").unwrap_or_default());
        let first = drama_id.is_none();
        let old = fields.place("edition", EDITIONS) == Some(1);
        let request = AuditRequest {
            drama_id,
            name: text(fields, "name", first),
            media_count: fields.count("mediaCount", 0, 1 << 31),
            media_ids: episodes(fields),
            first_media_count: fields.count("firstMediaCount", 1, 1 << 31),
            producer: text(fields, "producer", first),
            description: text(fields, "description", first),
            cover_material_id: text(fields, "coverMaterialId", first),
            registration_number: text(fields, "registrationNumber", first),
            authorized_material_id: text(fields, "authorizedMaterialId", first),
            expedited: expedited(fields),
            replacements: replacements(fields),
            edition: if old {
                Edition::Of2024(Licenses {
                    publish_license: text(fields, "publishLicense", first),
                    publish_license_material_id: text(fields, "publishLicenseMaterialId", first),
                    same_entity: fields.boolean("sameEntity"),
                })
            } else {
                Edition::Of2026(production::read(fields, first))
            },
            extra: extra_of(fields, old),
        };
        fields.refuse_unknown();
        report(fields, audit_request(&request)).as_ref().map(Answer::from).unwrap_or_default()
    })
}

/// Reads what modifydramabasicinfo (修改剧目基本信息) takes, under our names, and writes its body.
pub(super) fn basic_info_of(info: &Value<'_>) -> Result<Answer> {
    fields::read(info, |fields| {
        fields.require("dramaId");
        let drama_id = fields.id("dramaId");
        if drama_id.is_some_and(|id| !is_id(id)) {
            fields.refuse("out_of_range", "dramaId");
        }
        let texts = [
            ("description", "description"),
            ("coverMaterialId", "cover_material_id"),
            ("alternateName", "alternate_name"),
            ("registrationNumber", "registration_number"),
            ("producer", "producer"),
        ]
        .map(|(ours, theirs)| (theirs, text(fields, ours, false)));
        let production = production::read(fields, false);
        fields.refuse_unknown();
        let mut issues = Vec::new();
        let [(_, description), ..] = texts;
        production.check_limits(description, &mut |code, field| issues.push(issue(code, field)));
        report::<()>(fields, Err(Error::invalid(issues)));
        let mut body = Record::default();
        body.set_some("drama_id", drama_id.map(Digits::from));
        for (name, text) in texts {
            body.copy_some(name, text);
        }
        production.write(&mut body, &|text| text.map(str::to_owned));
        let mut answer = Record::default();
        answer.set("body", json::write(&body.into()));
        answer.into()
    })
}

/// WeChat's names that both editions have, and those of one alone.
const NAMES: &[&str] = &[
    "drama_id",
    "name",
    "media_count",
    "media_id_list",
    "producer",
    "description",
    "cover_material_id",
    "registration_number",
    "authorized_material_id",
    "expedited",
    "replace_media_list",
];
const NAMES_2024: &[&str] = &["publish_license", "publish_license_material_id"];
const NAMES_2026: &[&str] = &[
    "qualification_type",
    "qualification_certificate_material_id",
    "cost_of_production",
    "cost_commitment_letter_material_id",
    "drama_type",
    "actor_list",
    "recommendations",
    "promotion_poster_material_id",
    "other_material_material_id",
    "content_declared",
    "copyright",
];
/// Ours, which are not sent.
pub(super) const OURS: &[&str] = &["edition", "sameEntity", "firstMediaCount", "extra"];

fn extra_of(fields: &mut Fields<'_>, old: bool) -> Vec<(String, Answer)> {
    let own = if old { NAMES_2024 } else { NAMES_2026 };
    let known = |name: &str| {
        OURS.contains(&name)
            || super::is_token_name(name)
            || NAMES.iter().chain(own).any(|theirs| *theirs == name || super::camel_case(theirs) == name)
    };
    let given = fields.raw("extra");
    let params = extra::json(given, &known, &mut |code, field| fields.refuse(code, field));
    params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A text. In a first submission a blank one counts as none.
fn text<'a>(fields: &mut Fields<'a>, name: &'static str, first: bool) -> Option<&'a str> {
    match fields.raw(name) {
        Value::Null => None,
        Value::Text(text) if first && text.trim().is_empty() => None,
        _ => fields.text(name),
    }
}

/// The ids of `mediaIdList`; 0 stands for a number that is none.
fn episodes(fields: &mut Fields<'_>) -> Option<Vec<u64>> {
    let items = fields.list("mediaIdList")?;
    if items.len() > MOST_EPISODES {
        refuse(fields, "too_long", "mediaIdList");
    }
    let mut ids = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        ids.push(id(item).unwrap_or_else(|code| {
            refuse(fields, code, &item_path("mediaIdList", place));
            stand_in(place)
        }));
    }
    Some(ids)
}

/// An id for an item that has been refused; none comes twice.
fn stand_in(place: usize) -> u64 {
    LARGEST_ID - place as u64
}

fn expedited(fields: &mut Fields<'_>) -> bool {
    match fields.integer("expedited", -NUMBER_LIMIT, NUMBER_LIMIT) {
        Some(1) => true,
        None | Some(0) => false,
        Some(_) => {
            refuse(fields, "expedited", "expedited");
            false
        }
    }
}

fn replacements(fields: &mut Fields<'_>) -> Vec<Replacement> {
    let mut replacements = Vec::new();
    let pairs = fields.list("replaceMediaList");
    if pairs.is_none() {
        return replacements;
    }
    if pairs.is_some_and(|pairs| pairs.len() > MOST_EPISODES) {
        refuse(fields, "too_long", "replaceMediaList");
        return replacements;
    }
    fields.records("replaceMediaList", &mut |pair| {
        let place = replacements.len() * 2;
        let mut read = |name, place| {
            id(pair.raw(name)).unwrap_or_else(|code| {
                refuse(pair, code, name);
                stand_in(place)
            })
        };
        let (old, new) = (read("old", place), read("new", place + 1));
        replacements.push(Replacement { old, new });
        pair.refuse_unknown();
    });
    replacements
}
