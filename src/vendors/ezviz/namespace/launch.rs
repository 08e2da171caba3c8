//! The pages of EZVIZ's mini-program: their addresses, and the parameters that they are opened with.
//!
//! Source: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), sections 2.3.1 and 2.3.2.

use super::Storage;
use super::device::{self, Takes};
use crate::data::arguments::Arguments;
use crate::data::calendar::{self, DAY};
use crate::data::digits;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::percent;
use crate::data::record::names;
use crate::data::text::joined;
use crate::data::value::{Answer, Record, Value};
use std::borrow::Cow;

/// The AppID of the vendor's own mini-program 萤石云开放平台.
const APP_ID: &str = "wxf2b3a0262975d8c2";

names! {
    /// A page of the mini-program.
    pub enum Page {
        /// Plays what the camera sees now.
        Live = "live",
        /// Plays what was recorded.
        Playback = "playback",
    }
}

impl Page {
    /// Its path with these parameters, without the slash at the beginning.
    pub fn path(self, parameters: &[(Cow<'static, str>, String)]) -> String {
        let page = match self {
            Page::Live => "pages/live/live?",
            Page::Playback => "pages/playback/playback?",
        };
        let mut query = String::new();
        for (name, value) in parameters {
            percent::parameter(&mut query, name, value);
        }
        joined(&[page, &query])
    }
}

/// What a page was opened with. What is missing, or cannot be read, is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Launch {
    /// The token that the page calls the platform with.
    pub access_token: Option<String>,
    /// The device.
    pub device_serial: Option<String>,
    /// Its channel, from 1 on.
    pub channel_no: Option<u32>,
    /// The channel of a GB28181 device.
    pub gbchannel: Option<String>,
    /// The day to play, yyyy-MM-dd.
    pub date: Option<String>,
    /// Where its recordings are.
    pub storage: Option<Storage>,
    /// Whatever the page that opened this one said.
    pub scene: Option<String>,
}

impl Launch {
    /// Reads the parameters of a page. `parameter` gives the text of a name as the page got it: WeChat decodes some of
    /// them and some not.
    pub fn read(parameter: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| {
            let text = parameter(name).filter(|text| !text.is_empty())?;
            // A text that is decoded already may hold a bare percent sign.
            Some(percent::decode(&text).unwrap_or(text))
        };
        let storage = text("storage").and_then(|storage| Storage::named(&storage));
        // The vendor's own page has a switch in place of the storage.
        let switched = || match text("switch1Checked")?.as_str() {
            "false" => Some(Storage::Cloud),
            "true" => Some(Storage::Local),
            _ => None,
        };
        Self {
            access_token: text("accessToken"),
            device_serial: text("deviceSerial"),
            channel_no: text("channelNo").and_then(|digits| digits::count(&digits)).filter(|channel| *channel > 0),
            gbchannel: text("gbchannel"),
            date: text("date").filter(|date| calendar::read(date, DAY).is_some()),
            storage: storage.or_else(switched),
            scene: text("scene"),
        }
    }
}

/// Reads the arguments of `pageUrl`.
pub(super) fn page_url(given: Arguments<'_>) -> Result<Answer> {
    address(given, Takes::Channel)
}

/// Reads the arguments of `sharePath`: what onShareAppMessage gives to others, who bring a token of their own.
pub(super) fn share_path(given: Arguments<'_>) -> Result<Answer> {
    address(given, Takes::Shared)
}

fn address(given: Arguments<'_>, takes: Takes) -> Result<Answer> {
    fields::answer(&[("page", given.at(0)), ("device", given.at(1)), ("extra", given.at(2))], &mut |fields| {
        Some(joined(&["/", &path(fields, takes)]).into())
    })
}

/// Reads the arguments of `miniProgramTarget`: what wx.navigateToMiniProgram opens the vendor's mini-program with.
pub(super) fn mini_program_target(page: &Value<'_>, device: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("page", page), ("device", device)], &mut |fields| {
        let mut target = Record::default();
        target.set("appId", APP_ID).set("path", path(fields, Takes::Channel));
        Some(target.into())
    })
}

/// The address of the host stays behind: a page must not send its token where a link says.
fn path(fields: &mut Fields<'_>, takes: Takes) -> String {
    fields.require("page");
    let page = Page::take(fields, "page").unwrap_or_default();
    let mut parameters = device::read(fields, takes).params;
    fields.argument("extra", &mut |extra| {
        if let Some((date, _)) = calendar::field(extra, "date", DAY) {
            parameters.push(("date".into(), date.to_owned()));
        }
        if let Some(storage) = Storage::take(extra, "storage") {
            parameters.push(("storage".into(), storage.name().to_owned()));
        }
        extra.refuse_unknown();
    });
    page.path(&parameters)
}

/// Reads the argument of `parseLaunch`.
pub(super) fn parse_launch(query: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("query", query)], &mut |fields| {
        fields.require("query");
        fields.record("query", &mut |_| {});
        Some(Launch::read(&|name| query.get(name).as_text()).into())
    })
}

impl From<Launch> for Answer {
    fn from(launch: Launch) -> Self {
        let mut record = Record::default();
        record
            .set_some("accessToken", launch.access_token)
            .set_some("deviceSerial", launch.device_serial)
            .set_some("channelNo", launch.channel_no.map(f64::from))
            .set_some("gbchannel", launch.gbchannel)
            .set_some("date", launch.date)
            .set_some("storage", launch.storage.map(Storage::name))
            .set_some("scene", launch.scene);
        record.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launch(parameters: &[(&str, &str)]) -> Launch {
        Launch::read(&|name| parameters.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned()))
    }

    #[test]
    fn parameters_are_read_leniently() {
        let read = launch(&[
            ("accessToken", "at.a%2Fb"),
            ("deviceSerial", "C78957921"),
            ("channelNo", "2"),
            ("gbchannel", "34020000001310000003"),
            ("date", "2020-02-30"),
            ("storage", "tape"),
            ("switch1Checked", "false"),
            ("scene", "100%"),
        ]);
        let expected = Launch {
            access_token: Some("at.a/b".to_owned()),
            device_serial: Some("C78957921".to_owned()),
            channel_no: Some(2),
            gbchannel: Some("34020000001310000003".to_owned()),
            date: None,
            storage: Some(Storage::Cloud),
            scene: Some("100%".to_owned()),
        };
        assert_eq!(read, expected);
        assert_eq!(launch(&[("channelNo", "0"), ("scene", "")]), Launch::default());
        assert_eq!(launch(&[("storage", "local"), ("switch1Checked", "false")]).storage, Some(Storage::Local));
    }

    #[test]
    fn pages() {
        let parameters = [("accessToken".into(), "at.a/b".to_owned()), ("channelNo".into(), "1".to_owned())];
        assert_eq!(Page::Live.path(&parameters), "pages/live/live?accessToken=at.a%2Fb&channelNo=1");
        assert_eq!(Page::Playback.path(&[]), "pages/playback/playback?");
    }
}
