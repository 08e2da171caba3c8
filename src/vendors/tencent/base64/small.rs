//! Decoding without the crate, for the client's wasm: the crate would cost it 1,445 B of brotli bytes.

/// Both dialects, padded or not; `None` when it is neither.
pub(in super::super) fn decode(text: &str) -> Option<Vec<u8>> {
    let padding = text.bytes().rev().take_while(|byte| matches!(byte, b'=' | b'_')).count();
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes().take(text.len() - padding) {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'*' => 62,
            b'/' | b'-' => 63,
            _ => return None,
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
