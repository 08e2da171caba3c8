//! One camera that is asked again and again: what to ask next. JavaScript carries the questions and the tokens.
//!
//! A question goes through these steps. Each method answers the next one.
//!
//! | step | fields | JavaScript |
//! | --- | --- | --- |
//! | a token is needed | `question`, `refused`: the token that was refused, if any | gets one and calls `token` |
//! | the platform is asked | `question`, `request` or `upload` | sends it and calls `answered` |
//! | it is done | `answer`; `refused`: a token that is of no more use; `stop`: the first step of another question | settles |
//!
//! - A token that was refused is renewed once and the question asked again. A start of a movement is not: it might come
//!   after its stop.
//! - A device that was offline is asked whether it is back before it is asked for an address. The cloud's recordings
//!   need no device.
//! - Requests may overtake each other: a stop that left while its start was unanswered is sent again after that answer.

use super::codes::DEVICE;
use super::{device, interpret, request, voice};
use crate::data::arguments::Arguments;
use crate::data::fields;
use crate::data::issue::{Error, Result};
use crate::data::object::{self, Method, Object};
use crate::data::value::{Answer, Record, Value};
use crate::vendors::answer;
use crate::vendors::outcome::Outcome;

/// A camera, and the questions about it that are open.
pub struct Camera {
    /// What every request is told of the device, without its token.
    device: Answer,
    /// The device was offline, and nothing has succeeded since: what was answered then, without data.
    offline: Option<Answer>,
    open: Vec<Question>,
    asked: u32,
}

struct Question {
    number: f64,
    /// An API of `request`, or `voice_send_once`, whose `params` is the path of a file.
    api: &'static str,
    params: Answer,
    /// The device is asked first whether it is back.
    probing: bool,
    token: String,
    /// What was answered to a token that was refused.
    refused: Option<Answer>,
    /// Of a start: the parameters of the stop that has left meanwhile.
    stop: Option<Answer>,
}

const UPLOAD: &str = "voice_send_once";
const PROBE: &str = "device_info";

impl Camera {
    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("ask", |camera, given| camera.ask(given)),
        ("address", |camera, given| {
            let recording = !given.at(0).get("storage").is_null();
            let api = if recording { "playback_address" } else { "live_address" };
            let probing = camera.offline.is_some() && given.at(0).get("storage").as_text().as_deref() != Some("cloud");
            camera.begin(api, given.at(0), probing)
        }),
        ("move", |camera, given| camera.movement(given)),
        ("say", |camera, given| camera.begin(UPLOAD, given.at(0), false)),
        ("token", |camera, given| camera.token(given)),
        ("answered", |camera, given| camera.answered(given)),
    ];

    /// Reads the arguments of the constructor: the device without its token, and where it is asked.
    pub(crate) fn from_values(device: &Value<'_>, base_url: &Value<'_>) -> Result<Self> {
        fields::read_arguments(&[("device", device), ("baseUrl", base_url)], |fields| {
            if fields.require("device") {
                fields.argument("device", &mut |device| device::check(device));
            }
            device::base_url(fields);
        })?;
        let mut device = device.to_answer();
        add(&mut device, "baseUrl", base_url.to_answer());
        Ok(Self { device, offline: None, open: Vec::new(), asked: 0 })
    }

    fn ask(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let api = request::name_of(given.at(0));
        // One that is none is refused in the words of `request`.
        match api {
            Some(api) => self.begin(api, given.at(1), false),
            None => request::request(given.at(0), &self.with_token("-"), given.at(1)),
        }
    }

    fn movement(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let wanted = given.at(0);
        let mut start = true;
        let action = fields::read_arguments(&[("request", wanted)], |fields| {
            if !fields.require("request") {
                return;
            }
            fields.argument("request", &mut |request| {
                request.require("action");
                start = request.place("action", &["start", "stop"]) != Some(1);
                if !start {
                    request.require("direction");
                }
                // A request of the pad's has its number.
                for &name in &["direction", "speed", "seq"] {
                    request.has(name);
                }
                request.refuse_unknown();
            });
        });
        let mut params = Record::default();
        params.set("direction", wanted.get("direction").to_answer());
        if start {
            params.set("speed", wanted.get("speed").to_answer());
        }
        let (api, params) = (if start { "ptz_start" } else { "ptz_stop" }, Value::from(params));
        let checked = if matches!(wanted, Value::Record(_)) { self.check(api, &params).map(drop) } else { Ok(()) };
        fields::both(action, checked)?;
        if !start {
            for question in self.open.iter_mut().filter(|question| question.api == "ptz_start") {
                question.stop = Some(params.to_answer());
            }
        }
        self.begin(api, &params, false)
    }

    fn begin(&mut self, api: &'static str, params: &Value<'_>, probing: bool) -> Result<Answer> {
        // What is wrong with the parameters is told before a token is asked for.
        self.check(api, params)?;
        self.asked += 1;
        let question = Question {
            number: f64::from(self.asked),
            api,
            params: params.to_answer(),
            probing,
            token: String::new(),
            refused: None,
            stop: None,
        };
        let step = question.step();
        self.open.push(question);
        Ok(step.into())
    }

    fn check(&self, api: &'static str, params: &Value<'_>) -> Result<Answer> {
        self.request(api, params, "-")
    }

    fn request(&self, api: &'static str, params: &Value<'_>, token: &str) -> Result<Answer> {
        let device = self.with_token(token);
        if api == UPLOAD { voice::upload(&device, params) } else { request::request(&api.into(), &device, params) }
    }

    fn with_token(&self, token: &str) -> Answer {
        let mut device = self.device.to_answer();
        add(&mut device, "accessToken", token.to_owned().into());
        device
    }

    /// Reads `question, token, outcome`. Without a token the question is answered with that outcome, or with what refused
    /// the token before.
    fn token(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let mut question = self.take(given.at(0))?;
        let (api, params) = if question.probing { (PROBE, &Value::Null) } else { (question.api, &question.params) };
        // All else has been checked: what is refused now is no token.
        if let Value::Text(token) = given.at(1)
            && let Ok(request) = self.request(api, params, token)
        {
            let mut step = Record::default();
            step.set("question", question.number).set(if api == UPLOAD { "upload" } else { "request" }, request);
            question.token = token.to_string();
            self.open.push(question);
            return Ok(step.into());
        }
        let said = fields::read(given.at(2), Outcome::take).ok().filter(|outcome| !outcome.ok);
        let unasked = match (said, question.refused.take()) {
            (None, Some(refused)) => refused,
            (said, _) => answer::record(&said.unwrap_or_else(Outcome::network_failed), Value::Null),
        };
        Ok(done(unasked).into())
    }

    /// Reads `question, body`: what the platform answered; null when the network failed.
    fn answered(&mut self, given: Arguments<'_>) -> Result<Answer> {
        let mut question = self.take(given.at(0))?;
        let api = if question.probing { PROBE } else { question.api };
        let Some((outcome, data)) = interpret::understand(api, given.at(1)) else {
            return Err(Error::plain("internal"));
        };
        self.remember(api, &outcome, &data);
        let expired = outcome.class == "token_expired";
        if expired && question.refused.is_none() && question.api != "ptz_start" {
            question.refused = Some(answer::record(&outcome, data));
            return Ok(self.go_on(question));
        }
        if question.probing && outcome.ok {
            let Some(offline) = &self.offline else {
                question.probing = false;
                question.refused = None;
                return Ok(self.go_on(question));
            };
            return Ok(done(offline.to_answer()).into());
        }
        let mut step = done(answer::record(&outcome, data));
        if expired {
            step.copy("refused", &question.token);
        }
        // After a refusal the camera does not move. Without a readable answer it may.
        let may_move = outcome.ok || matches!(&*outcome.class, "network" | "malformed");
        if let Some(stop) = question.stop.take().filter(|_| may_move) {
            step.set("stop", self.begin("ptz_stop", &stop, false)?);
        }
        Ok(step.into())
    }

    fn remember(&mut self, api: &str, outcome: &Outcome, data: &Answer) {
        if outcome.class == "device_offline" {
            self.offline = Some(answer::record(outcome, Value::Null));
        } else if outcome.ok && api == PROBE && matches!(data.get("online"), Value::Bool(false)) {
            self.offline.get_or_insert_with(|| answer::record(&Outcome::of("20007", &[DEVICE]), Value::Null));
        } else if outcome.ok {
            self.offline = None;
        }
    }

    fn go_on(&mut self, question: Question) -> Answer {
        let step = question.step();
        self.open.push(question);
        step.into()
    }

    fn take(&mut self, number: &Value<'_>) -> Result<Question> {
        let place =
            self.open.iter().position(|question| matches!(number, Value::Number(number) if *number == question.number));
        place.map(|place| self.open.swap_remove(place)).ok_or_else(|| Error::plain("internal"))
    }
}

impl Question {
    /// It needs a token: the first, or another in place of the one that was refused.
    fn step(&self) -> Record {
        let mut step = Record::default();
        step.set("question", self.number);
        if self.refused.is_some() {
            step.copy("refused", &self.token);
        }
        step
    }
}

fn add(device: &mut Answer, name: &'static str, value: Answer) {
    if let Value::Record(fields) = device {
        fields.push((name.into(), value));
    }
}

fn done(answer: Answer) -> Record {
    let mut step = Record::default();
    step.set("answer", answer);
    step
}

impl Object for Camera {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }
}
