//! What WeChat asks about a drama since 2024-05-27, in its edition of 2026-04: the qualification, the kind of drama, the
//! actors, the copyright.

use super::{blank, text};
use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields::Fields;
use crate::data::text::joined;
use crate::data::value::{Answer, Record, Value};

const DESCRIPTION: usize = 200;
const RECOMMENDATIONS: usize = 30;
const ACTOR_NAME: usize = 30;
const ACTOR_ROLE: usize = 30;
const ACTOR_PROFILE: usize = 100;
const FEWEST_ACTORS: usize = 2;
const MOST_ACTORS: usize = 5;
const MOST_PROOFS: usize = 4;
/// In units of 10,000 yuan.
const HIGHEST_COST: i64 = 99;

/// The fields of edition 2026-04, beside those that both editions have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Production<'a> {
    /// What permits the drama.
    pub qualification: Option<Qualification>,
    /// The permit, as temporary material.
    pub qualification_certificate_material_id: Option<&'a str>,
    /// In units of 10,000 yuan.
    pub cost_of_production: Option<i64>,
    /// 成本配置比例情况报告, as temporary material.
    pub cost_commitment_letter_material_id: Option<&'a str>,
    /// What kind of drama it is.
    pub drama_type: Option<DramaType>,
    /// Who plays in it.
    pub actors: Option<Vec<Actor>>,
    /// A line that recommends it.
    pub recommendations: Option<&'a str>,
    /// A poster for promotion, as temporary material.
    pub promotion_poster_material_id: Option<&'a str>,
    /// Anything else, as temporary material.
    pub other_material_material_id: Option<&'a str>,
    /// Whether it has AI-made content.
    pub content_declared: Option<bool>,
    /// Whose it is.
    pub copyright: Option<Copyright>,
}

/// `qualification_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualification {
    /// It has a publishing license or a registration number.
    Registered = 1,
    /// It has neither, and cost less than 1,000,000 yuan.
    LowCost = 2,
}

/// `drama_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DramaType {
    /// 漫剧.
    Animated = 1,
    /// 真人.
    RealActors = 2,
    /// 数字真人.
    DigitalHumans = 3,
}

/// An actor. A first submission needs all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// At most 30 characters.
    pub name: Option<String>,
    /// A photo, as temporary material.
    pub photo_material_id: Option<String>,
    /// At most 30 characters.
    pub role: Option<String>,
    /// At most 100 characters.
    pub profile: Option<String>,
}

/// Whose the drama is, and whether WeChat is to protect it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copyright {
    /// 1: the producer's; 2: a broadcaster's or an owner's.
    pub role: Option<u8>,
    /// Whether protection is applied for.
    pub protection: Option<bool>,
    /// `1`: by proof; `2`: by authorization.
    pub verification: Option<String>,
    /// At most four, as temporary material.
    pub proof_of_production: Option<Vec<String>>,
    /// At most four, as temporary material.
    pub purchase_or_broadcast_authorization_certificate: Option<Vec<String>>,
}

/// Notes an issue: its code, the path of the field.
type Note<'n> = dyn FnMut(&'static str, &str) + 'n;

fn longer(text: Option<&str>, most: usize) -> bool {
    text.is_some_and(|text| text.chars().count() > most)
}

impl Production<'_> {
    /// What a first submission must say and prove, of these fields and of those that both editions have.
    pub(super) fn check_first(&self, registration: Option<&str>, authorized: Option<&str>, note: &mut Note<'_>) {
        for (code, field, missing) in [
            ("missing_qualification_type", "qualificationType", self.qualification.is_none()),
            ("missing_drama_type", "dramaType", self.drama_type.is_none()),
            ("missing_copyright", "copyright", self.copyright.is_none()),
        ] {
            if missing {
                note(code, field);
            }
        }
        let mut demand = |code, field, text| {
            if blank(text) {
                note(code, field);
            }
        };
        match self.qualification {
            Some(Qualification::Registered) => {
                demand("missing_registration_number", "registrationNumber", registration);
                let certificate = self.qualification_certificate_material_id;
                let code = "missing_qualification_certificate_material_id";
                demand(code, "qualificationCertificateMaterialId", certificate);
            }
            Some(Qualification::LowCost) => {
                if self.cost_of_production.is_none() {
                    demand("missing_cost_of_production", "costOfProduction", None);
                }
                let letter = self.cost_commitment_letter_material_id;
                demand("missing_cost_commitment_letter_material_id", "costCommitmentLetterMaterialId", letter);
            }
            None => {}
        }
        if self.drama_type == Some(DramaType::RealActors) && self.actors.is_none() {
            note("missing_actor_list", "actorList");
        }
        for (place, actor) in self.sent_actors().iter().enumerate() {
            let texts = [&actor.name, &actor.photo_material_id, &actor.role, &actor.profile];
            for (name, _) in ACTOR_FIELDS.iter().zip(texts).filter(|(_, text)| blank(text.as_deref())) {
                note("missing_field", &actor_path(place, name));
            }
        }
        if let Some(copyright) = &self.copyright {
            copyright.check_first(authorized, note);
        }
    }

    /// Ranges and lengths, in a first submission and in a later one.
    pub(super) fn check_limits(&self, description: Option<&str>, note: &mut Note<'_>) {
        if self.cost_of_production.is_some_and(|cost| !(1..=HIGHEST_COST).contains(&cost)) {
            note("out_of_range", "costOfProduction");
        }
        for (field, text, most) in
            [("description", description, DESCRIPTION), ("recommendations", self.recommendations, RECOMMENDATIONS)]
        {
            if longer(text, most) {
                note("too_long", field);
            }
        }
        let actors = self.sent_actors();
        if self.actors.is_some() && !self.ignores_actors() && !(FEWEST_ACTORS..=MOST_ACTORS).contains(&actors.len()) {
            note("actor_list_count", "actorList");
        }
        for (place, actor) in actors.iter().enumerate() {
            for (name, text, most) in [
                ("name", &actor.name, ACTOR_NAME),
                ("role", &actor.role, ACTOR_ROLE),
                ("profile", &actor.profile, ACTOR_PROFILE),
            ] {
                if longer(text.as_deref(), most) {
                    note("too_long", &actor_path(place, name));
                }
            }
        }
        if let Some(copyright) = &self.copyright {
            copyright.check_limits(note);
        }
    }

    /// WeChat wants the actors of real people's dramas alone.
    pub(super) fn ignores_actors(&self) -> bool {
        self.actors.is_some() && self.drama_type.is_some_and(|kind| kind != DramaType::RealActors)
    }

    fn sent_actors(&self) -> &[Actor] {
        if self.ignores_actors() { &[] } else { self.actors.as_deref().unwrap_or_default() }
    }

    /// Writes the fields under WeChat's names. `text` says what is sent of a text.
    pub(super) fn write(&self, body: &mut Record, text: &dyn Fn(Option<&str>) -> Option<String>) {
        let certificate = self.qualification_certificate_material_id;
        body.set_some("recommendations", text(self.recommendations))
            .set_some("promotion_poster_material_id", text(self.promotion_poster_material_id))
            .set_some("qualification_type", self.qualification.map(|kind| f64::from(kind as u8)))
            .set_some("qualification_certificate_material_id", text(certificate))
            .set_some("cost_commitment_letter_material_id", text(self.cost_commitment_letter_material_id))
            .set_some("cost_of_production", self.cost_of_production.map(|cost| cost as f64))
            .set_some("other_material_material_id", text(self.other_material_material_id))
            .set_some("drama_type", self.drama_type.map(|kind| f64::from(kind as u8)))
            .set_some("content_declared", self.content_declared.map(|declared| f64::from(u8::from(declared))));
        if self.actors.is_some() && !self.ignores_actors() {
            let mut list = Record::default();
            list.set("actor", self.sent_actors().iter().collect::<Answer>());
            body.set("actor_list", Value::from(list));
        }
        body.set_some("copyright", self.copyright.as_ref().map(Answer::from));
    }
}

impl Copyright {
    fn check_first(&self, authorized: Option<&str>, note: &mut Note<'_>) {
        for (field, missing) in [
            ("copyright.copyrightRole", self.role.is_none()),
            ("copyright.applyForCopyrightProtection", self.protection.is_none()),
        ] {
            if missing {
                note("missing_field", field);
            }
        }
        match self.protection {
            Some(false) if blank(authorized) => note("missing_authorized_material_id", "authorizedMaterialId"),
            Some(true) if blank(self.verification.as_deref()) => {
                note("missing_copyright_verification", "copyright.copyrightVerification");
            }
            Some(true) if self.verification.as_deref() == Some("1") && self.proof_of_production.is_none() => {
                note("missing_proof_of_production", "copyright.proofOfProduction");
            }
            _ => {}
        }
    }

    fn check_limits(&self, note: &mut Note<'_>) {
        for (field, list) in [
            ("copyright.proofOfProduction", &self.proof_of_production),
            (
                "copyright.purchaseOrBroadcastAuthorizationCertificate",
                &self.purchase_or_broadcast_authorization_certificate,
            ),
        ] {
            match list.as_ref().map(Vec::len) {
                Some(0) => note("empty", field),
                Some(count) if count > MOST_PROOFS => note("too_long", field),
                _ => {}
            }
        }
    }
}

impl From<&Actor> for Answer {
    fn from(actor: &Actor) -> Self {
        let mut record = Record::default();
        record
            .copy_some("name", actor.name.as_deref())
            .copy_some("photo_material_id", actor.photo_material_id.as_deref())
            .copy_some("role", actor.role.as_deref())
            .copy_some("profile", actor.profile.as_deref());
        record.into()
    }
}

impl From<&Copyright> for Answer {
    fn from(copyright: &Copyright) -> Self {
        let certificates = &copyright.purchase_or_broadcast_authorization_certificate;
        let mut record = Record::default();
        record
            .set_some("copyright_role", copyright.role.map(f64::from))
            .set_some("apply_for_copyright_protection", copyright.protection.map(|on| f64::from(u8::from(on))))
            .copy_some("copyright_verification", copyright.verification.as_deref())
            .set_some("proof_of_production", copyright.proof_of_production.clone())
            .set_some("purchase_or_broadcast_authorization_certificate", certificates.clone());
        record.into()
    }
}

const ACTOR_FIELDS: [&str; 4] = ["name", "photoMaterialId", "role", "profile"];

fn actor_path(place: usize, name: &str) -> String {
    joined(&["actorList[", &place.to_string(), "].", name])
}

/// Reads the fields. In a first submission a blank text counts as none.
pub(super) fn read<'a>(fields: &mut Fields<'a>, first: bool) -> Production<'a> {
    Production {
        qualification: code(fields, "qualificationType", &[1, 2]).map(|kind| match kind {
            1 => Qualification::Registered,
            _ => Qualification::LowCost,
        }),
        qualification_certificate_material_id: text(fields, "qualificationCertificateMaterialId", first),
        cost_of_production: fields.integer("costOfProduction", -NUMBER_LIMIT, NUMBER_LIMIT),
        cost_commitment_letter_material_id: text(fields, "costCommitmentLetterMaterialId", first),
        drama_type: code(fields, "dramaType", &[1, 2, 3]).map(|kind| match kind {
            1 => DramaType::Animated,
            2 => DramaType::RealActors,
            _ => DramaType::DigitalHumans,
        }),
        actors: actors(fields, first),
        recommendations: text(fields, "recommendations", first),
        promotion_poster_material_id: text(fields, "promotionPosterMaterialId", first),
        other_material_material_id: text(fields, "otherMaterialMaterialId", first),
        content_declared: code(fields, "contentDeclared", &[0, 1]).map(|declared| declared == 1),
        copyright: copyright(fields, first),
    }
}

/// Reads a number of the vendor's; one that it does not have is `not_allowed`.
fn code(fields: &mut Fields<'_>, name: &'static str, allowed: &[i64]) -> Option<u8> {
    let code = fields.integer(name, -NUMBER_LIMIT, NUMBER_LIMIT)?;
    if !allowed.contains(&code) {
        fields.refuse("not_allowed", name);
        return None;
    }
    Some(code as u8)
}

/// Stands for a text that has been refused, or that an item which is no record does not have: no rule speaks of it.
const REFUSED: &str = "-";

fn actors(fields: &mut Fields<'_>, first: bool) -> Option<Vec<Actor>> {
    let items = fields.list("actorList")?;
    let mut actors = Vec::new();
    fields.records("actorList", &mut |actor| {
        let is_record = matches!(items.get(actors.len()), Some(Value::Record(_)));
        let [name, photo_material_id, role, profile] = ACTOR_FIELDS.map(|name| {
            let read = text(actor, name, first).map(str::to_owned);
            read.or((!is_record || actor.refused(name)).then(|| REFUSED.to_owned()))
        });
        actors.push(Actor { name, photo_material_id, role, profile });
        actor.refuse_unknown();
    });
    Some(actors)
}

fn copyright(fields: &mut Fields<'_>, first: bool) -> Option<Copyright> {
    let mut copyright = None;
    fields.record("copyright", &mut |fields| {
        let verification = text(fields, "copyrightVerification", first).map(str::to_owned);
        if verification.as_deref().is_some_and(|way| !matches!(way, "1" | "2")) {
            fields.refuse("not_allowed", "copyrightVerification");
        }
        copyright = Some(Copyright {
            role: code(fields, "copyrightRole", &[1, 2]),
            protection: code(fields, "applyForCopyrightProtection", &[0, 1]).map(|on| on == 1),
            verification,
            proof_of_production: materials(fields, "proofOfProduction"),
            purchase_or_broadcast_authorization_certificate: materials(
                fields,
                "purchaseOrBroadcastAuthorizationCertificate",
            ),
        });
        fields.refuse_unknown();
    });
    copyright
}

/// Reads a list of temporary material.
fn materials(fields: &mut Fields<'_>, name: &'static str) -> Option<Vec<String>> {
    let texts: Vec<String> = fields.texts(name)?.into_iter().map(str::to_owned).collect();
    for (place, _) in texts.iter().enumerate().filter(|(_, text)| text.trim().is_empty()) {
        fields.refuse_item("empty", name, place);
    }
    Some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_of_characters() {
        let limits = |production: &Production<'_>, description| {
            let mut found = Vec::new();
            production.check_limits(description, &mut |code, field| found.push([code, " ", field].concat()));
            found
        };
        let two_hundred = "\u{1F600}".repeat(DESCRIPTION);
        let more = [&*two_hundred, "a"].concat();
        assert!(limits(&Production::default(), Some(&two_hundred)).is_empty());
        assert_eq!(limits(&Production::default(), Some(&more)), ["too_long description"]);
        let long = "长".repeat(ACTOR_NAME + 1);
        let actor = Actor { name: Some(long), ..Actor::default() };
        let mut production = Production { actors: Some(vec![actor, Actor::default()]), ..Production::default() };
        assert_eq!(limits(&production, None), ["too_long actorList[0].name"]);
        production.drama_type = Some(DramaType::Animated);
        assert!(limits(&production, None).is_empty());
    }
}
