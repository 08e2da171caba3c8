//! The pages of the guide's mini-program: their addresses, and what they are opened with. Seed 002 §2.3.1 and §2.3.2.

use super::STORAGES;
use super::device::{self, Takes};
use crate::data::calendar::{self, DAY};
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::percent;
use crate::data::value::{Answer, Record, Value};

/// 萤石云开放平台's own mini-program.
const APP_ID: &str = "wxf2b3a0262975d8c2";
const PAGES: &[(&str, &str)] = &[("live", "pages/live/live?"), ("playback", "pages/playback/playback?")];

/// The address of a page of one's own.
pub(super) fn page_url(page: &Value, device: &Value, extra: &Value) -> Result<Answer> {
    fields::answer(&[("page", page), ("device", device), ("extra", extra)], &mut |fields| {
        let path = path(fields);
        Some(["/", &path].concat().into())
    })
}

/// What wx.navigateToMiniProgram takes to open the page in the vendor's mini-program.
pub(super) fn mini_program_target(page: &Value, device: &Value) -> Result<Answer> {
    fields::answer(&[("page", page), ("device", device)], &mut |fields| {
        let mut target = Record::default();
        target.set("appId", APP_ID).set("path", path(fields));
        Some(target.into())
    })
}

fn path(fields: &mut Fields<'_>) -> String {
    fields.require("page");
    let (_, page) = fields.choice("page", PAGES).unwrap_or_default();
    let mut query = device::take(fields, Takes::Channel);
    fields.argument("extra", &mut |extra| {
        if let Some((date, _)) = calendar::field(extra, "date", DAY) {
            query.push(("date", date.to_owned()));
        }
        if let Some(storage) = extra.place("storage", STORAGES).and_then(|place| STORAGES.get(place)) {
            query.push(("storage", (*storage).to_owned()));
        }
        extra.refuse_unknown();
    });
    [page, &device::query(&query)].concat()
}

/// What a page was opened with; what cannot be read is not there.
pub(super) fn parse_launch(query: &Value) -> Result<Answer> {
    fields::answer(&[("query", query)], &mut |fields| {
        fields.require("query");
        fields.record("query", &mut |_| {});
        let text = |name: &str| {
            let text = query.get(name).as_text().filter(|text| !text.is_empty())?;
            // A text that was decoded before may hold a bare percent sign.
            Some(percent::decode(&text).unwrap_or(text))
        };
        let channel = text("channelNo").and_then(|digits| digits.parse::<u32>().ok()).filter(|channel| *channel > 0);
        let storage = text("storage").filter(|storage| STORAGES.contains(&storage.as_str()));
        // The vendor's page has a switch instead.
        let switched = || match text("switch1Checked")?.as_str() {
            "false" => Some("cloud".to_owned()),
            "true" => Some("local".to_owned()),
            _ => None,
        };
        let mut launch = Record::default();
        launch
            .set_some("accessToken", text("accessToken"))
            .set_some("deviceSerial", text("deviceSerial"))
            .set_some("channelNo", channel.map(f64::from))
            .set_some("date", text("date").filter(|date| calendar::read(date, DAY).is_some()))
            .set_some("storage", storage.or_else(switched))
            .set_some("scene", text("scene"));
        Some(launch.into())
    })
}
