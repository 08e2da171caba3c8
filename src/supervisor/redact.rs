//! What may stand in a trace: nothing that signs an address, and none of a server's own words.

use super::event::{Event, Expiry};
use super::machine::Machine;
use crate::address;
use crate::data::text::Text;
use crate::vendors::outcome::Outcome;

/// Cuts the addresses of an event and leaves its texts out. What the machine read from an address stands beside it.
pub(crate) fn event(event: &mut Event, machine: &Machine) {
    let known = machine.expires_at().map_or(Expiry::Never, Expiry::At);
    match event {
        Event::Play { url: None, expiry: Expiry::Unsaid, .. } => {}
        Event::Play { url, expiry, trial, .. } => {
            *expiry = known;
            if let Some(url) = url {
                *url = cut(url);
                *trial = machine.trial_seconds();
            }
        }
        Event::Address { url, expiry, trial, .. } => {
            *url = cut(url);
            *expiry = known;
            *trial = machine.trial_seconds();
        }
        Event::Media { code: Some(code), .. } => *code = plain_code(code),
        Event::AddressFailed { outcome, .. } | Event::TokenFailed { outcome, .. } => {
            *outcome = outcome.take().map(wordless);
        }
        _ => {}
    }
}

/// A machine from which a trace begins. It takes every address for another one, as the replay of the trace will.
pub(crate) fn machine(machine: &mut Machine) -> Machine {
    let mut machine = machine.copy();
    machine.addresses_cut = true;
    if let Some(url) = &mut machine.state.address.pending_url {
        *url = cut(url);
    }
    if let Some(failure) = &mut machine.state.error {
        failure.code = plain_code(&failure.code);
        failure.message = Text::fixed("", "");
    }
    machine
}

/// Scheme, host and path of an address. Never empty, because a trace must be readable again.
fn cut(url: &str) -> String {
    let cut = address::cut(url);
    if cut.is_empty() { "-".to_owned() } else { cut }
}

fn wordless(outcome: Outcome) -> Outcome {
    let class = plain_code(&outcome.class);
    Outcome {
        code: plain_code(&outcome.code),
        // Never empty, because a trace must be readable again.
        class: if class.is_empty() { "unknown".into() } else { class.into() },
        message: Text::fixed("", ""),
        vendor_message: None,
        ..outcome
    }
}

/// A code of the kind that machines write: words and short numbers. Any other text is left out: it may be an address
/// with its signature, or a token.
fn plain_code(code: &str) -> String {
    let separates = |byte: u8| b"_-.:".contains(&byte);
    let plain = code.len() <= 64 && code.as_bytes().split(|byte| separates(*byte)).all(is_word_or_number);
    if plain { code.to_owned() } else { String::new() }
}

/// Letters, or a number, or few enough letters and digits that they are no part of a key: `timeout`, `268485216`, `h265`.
fn is_word_or_number(part: &[u8]) -> bool {
    part.iter().all(u8::is_ascii_alphabetic)
        || (part.len() <= 10 && part.iter().all(u8::is_ascii_digit))
        || (part.len() <= 8 && part.iter().all(u8::is_ascii_alphanumeric))
}
