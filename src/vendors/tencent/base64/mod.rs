//! Base64 (RFC 4648, section 4), and that of a UserSig, which needs no escapes in an address: `*` for `+`, `-` for `/`, `_`
//! for `=`.

#[cfg(any(not(feature = "server"), test))]
mod small;
#[cfg(all(feature = "client", not(feature = "server")))]
pub(super) use small::decode;
#[cfg(all(feature = "debug", not(feature = "server")))]
pub(super) use small::encode;

#[cfg(feature = "server")]
use ::base64::engine::{
    Engine, GeneralPurpose,
    general_purpose::{NO_PAD, STANDARD},
};

/// Standard base64, padded.
#[cfg(feature = "server")]
pub(super) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The base64 of a UserSig, padded.
#[cfg(any(feature = "debug", feature = "server"))]
pub(super) fn encode_for_address(bytes: &[u8]) -> String {
    let replaced = |letter| match letter {
        b'+' => b'*',
        b'/' => b'-',
        b'=' => b'_',
        other => other,
    };
    let replaced = encode(bytes).into_bytes().into_iter().map(replaced).collect();
    String::from_utf8(replaced).unwrap_or_default()
}

/// Reads both kinds, padded or not; `None` when the text is neither.
#[cfg(feature = "server")]
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    // Some signers leave bits in the last letter that belong to no byte.
    const LENIENT: GeneralPurpose =
        GeneralPurpose::new(&::base64::alphabet::STANDARD, NO_PAD.with_decode_allow_trailing_bits(true));
    let replaced = |letter| match letter {
        b'*' => b'+',
        b'-' => b'/',
        other => other,
    };
    let letters: Vec<u8> = text.trim_end_matches(['=', '_']).bytes().map(replaced).collect();
    LENIENT.decode(letters).ok()
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters() {
        for (bytes, text, for_address) in [
            (&b""[..], "", ""),
            (b"f", "Zg==", "Zg__"),
            (b"fo", "Zm8=", "Zm8_"),
            (b"foo", "Zm9v", "Zm9v"),
            (b"\xfb\xff\xbf", "+/+/", "*-*-"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(small::encode(bytes), text);
            assert_eq!(encode_for_address(bytes), for_address);
            assert_eq!(decode(text).as_deref(), Some(bytes));
            assert_eq!(decode(for_address).as_deref(), Some(bytes));
        }
        for wrong in ["A", "Zm9vA", "Zg=g", "Zm 9v", "Zm9v\n", "é"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn both_encoders_write_alike(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(small::encode(&bytes), encode(&bytes));
        }

        #[test]
        fn both_decoders_read_alike(text in "[A-Za-z0-9+/*_=-]{0,40}|.{0,12}") {
            prop_assert_eq!(small::decode(&text), decode(&text));
        }
    }
}
