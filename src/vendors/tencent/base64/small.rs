//! Base64 without the crate, where its size counts: it would cost the client 1,445 B of brotli bytes and playward-debug 6 KB.

#[cfg(feature = "client")]
use crate::data::base64;

#[cfg(any(feature = "debug", test))]
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Standard base64, padded.
#[cfg(any(feature = "debug", test))]
pub(in super::super) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let held = three.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let six = (held >> (18 - 6 * place)) as usize & 63;
            let letter = if place > three.len() { b'=' } else { LETTERS.get(six).copied().unwrap_or_default() };
            out.push(char::from(letter));
        }
    }
    out
}

#[cfg(feature = "client")]
/// Both dialects, padded or not; `None` when it is neither.
pub(in super::super) fn decode(text: &str) -> Option<Vec<u8>> {
    let padding = text.bytes().rev().take_while(|byte| matches!(byte, b'=' | b'_')).count();
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes().take(text.len() - padding) {
        let six = match letter {
            b'*' => 62,
            b'-' => 63,
            letter => base64::six(letter)?,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
        }
    }
    (bits < 6).then_some(out)
}
