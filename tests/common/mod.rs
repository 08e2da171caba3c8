//! What the tests share: JSON as the core's values, and a supervisor driven by JSON.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use playward::data::arguments::Arguments;
use playward::data::issue::Error;
use playward::data::object::Object;
use playward::data::value::{Answer, Value};
use playward::supervisor::Supervisor;
use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;
use serde_json::{Value as Json, json};

/// The same conversion as at the boundary of the wasm.
pub fn value(json: &Json) -> Answer {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Bool(*boolean),
        Json::Number(number) => Value::Number(number.as_f64().unwrap()),
        Json::String(text) => Answer::from(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(fields) => {
            Value::Record(fields.iter().map(|(key, field)| (key.clone().into(), value(field))).collect())
        }
    }
}

/// And back; whole numbers without a point, as JavaScript writes them.
pub fn json(value: &Value) -> Json {
    match value {
        Value::Number(number) if number.fract() == 0.0 => json!(*number as i64),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Record(fields) => {
            Json::Object(fields.iter().map(|(key, field)| (key.to_string(), json(field))).collect())
        }
        Value::Shaped(names, values) => {
            Json::Object(names.iter().zip(values).map(|(name, field)| ((*name).to_owned(), json(field))).collect())
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

/// A supervisor, and the caller's clock.
pub struct Player {
    pub supervisor: Supervisor,
    pub now_ms: f64,
    pub last: Json,
}

impl Player {
    pub fn new(policy: Json) -> Self {
        let supervisor = Supervisor::from_value(&value(&policy)).unwrap();
        Self { supervisor, now_ms: 1_000_000.0, last: Json::Null }
    }

    /// One that has been told to play.
    pub fn watching(policy: Json) -> Self {
        let mut player = Self::new(policy);
        player.event(json!({ "type": "play", "url": "rtmp://a.b/live/one" }));
        player
    }

    /// Calls a method by its public name.
    fn call(&mut self, method: &str, given: &[Value]) -> Result<Json, Error> {
        self.supervisor.call(method, Arguments(given)).map(|answer| json(&answer))
    }

    pub fn event(&mut self, event: Json) -> &Json {
        self.last = self.call("dispatch", &[value(&event), Value::Number(self.now_ms)]).unwrap();
        &self.last
    }

    pub fn refused(&mut self, event: Json) -> Error {
        self.call("dispatch", &[value(&event), Value::Number(self.now_ms)]).unwrap_err()
    }

    pub fn code(&mut self, code: i64) -> &Json {
        self.event(json!({ "type": "state", "code": code }))
    }

    pub fn after(&mut self, ms: f64) -> &mut Self {
        self.now_ms += ms;
        self
    }

    /// Goes to the moment of the pending wake and dispatches it.
    pub fn wake(&mut self) -> &Json {
        self.now_ms = self.last["wakeAtMs"].as_f64().unwrap_or_else(|| panic!("no wake pending: {}", self.last));
        self.event(json!({ "type": "wake" }))
    }

    pub fn phase(&self) -> &str {
        self.last["phase"].as_str().unwrap()
    }

    pub fn rule(&self) -> &str {
        self.last["rule"].as_str().unwrap()
    }

    pub fn commands(&self) -> Vec<&str> {
        self.last["commands"].as_array().unwrap().iter().map(|command| command["type"].as_str().unwrap()).collect()
    }

    pub fn stats(&mut self) -> Json {
        self.call("stats", &[Value::Number(self.now_ms)]).unwrap()
    }

    pub fn health(&mut self) -> Json {
        self.call("health", &[Value::Number(self.now_ms)]).unwrap()
    }

    pub fn snapshot(&mut self) -> Json {
        self.call("snapshot", &[]).unwrap()
    }

    pub fn trace(&mut self) -> Json {
        self.call("trace", &[]).unwrap()
    }
}

/// So many cases, the same ones each time: a commit that passes passes again. `PROPTEST_CASES` asks for so many others,
/// at random.
pub fn random_cases(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(20_261_128) };
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

/// A file of tests/data.
pub fn data(name: &str) -> Json {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
