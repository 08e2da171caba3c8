//! Decisions on their way out: what is given many times a second, made by one call of JavaScript.

use super::convert::to_js;
use crate::data::value::Value;
use crate::supervisor::decision::{Decision, Failure};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "playward:decision")]
extern "C" {
    #[allow(clippy::too_many_arguments, reason = "one call for the whole object, see js/decision.js")]
    #[wasm_bindgen(js_name = decision)]
    fn make_decision(
        phase: &JsValue,
        commands: JsValue,
        wake_at_ms: f64,
        rule: &JsValue,
        attempt: u32,
        generation: u32,
        loading: bool,
        degraded: bool,
        error: JsValue,
    ) -> JsValue;
}

thread_local! {
    /// The names of phases and rules, made once: text is what costs most on the way out.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

fn name_to_js(name: &'static str) -> JsValue {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, value)) = names.iter().find(|(known, _)| std::ptr::eq(*known, name)) {
            return value.clone();
        }
        let value = JsValue::from_str(name);
        names.push((name, value.clone()));
        value
    })
}

/// The failure that was shown last: it stays the same for many decisions, and so does its object.
#[derive(Default)]
pub(crate) struct Shown(Option<(Failure, JsValue)>);

impl Shown {
    fn object(&mut self, failure: Option<&Failure>) -> JsValue {
        let Some(failure) = failure else {
            return JsValue::UNDEFINED;
        };
        match &self.0 {
            Some((known, value)) if known == failure => value.clone(),
            _ => {
                let value = to_js(&Value::from(failure));
                self.0 = Some((failure.clone(), value.clone()));
                value
            }
        }
    }
}

/// The one answer that is given many times a second.
pub(crate) fn decision_to_js(decision: &Decision, shown: &mut Shown) -> JsValue {
    let commands = match decision.commands.as_slice() {
        [] => JsValue::UNDEFINED,
        commands => to_js(&Value::from(commands.iter().collect::<Vec<_>>())),
    };
    make_decision(
        &name_to_js(decision.phase.name()),
        commands,
        decision.wake_at_ms.unwrap_or(f64::NAN),
        &name_to_js(decision.rule.name()),
        decision.attempt,
        decision.generation,
        decision.loading,
        decision.degraded,
        shown.object(decision.error.as_ref()),
    )
}
