//! The zlib stream (RFC 1950) that holds the JSON of a UserSig.

#[cfg(all(feature = "client", any(not(feature = "server"), test)))]
mod small;
#[cfg(all(feature = "client", not(feature = "server")))]
pub(super) use small::inflate;

/// What the stream holds; `None` when it is damaged, or holds more than `limit` bytes.
#[cfg(feature = "server")]
pub(super) fn inflate(zlib: &[u8], limit: usize) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut out = Vec::new();
    flate2::bufread::ZlibDecoder::new(zlib).take(limit as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= limit).then_some(out)
}

/// A stream of one stored block, as the vendor's Go signer makes it too. Compressing with miniz_oxide would cost the wasm
/// 10.5 KB of brotli bytes and a signature most of its time, and would save some sixty characters.
#[cfg(any(feature = "debug", feature = "server"))]
pub(super) fn stored(bytes: &[u8]) -> Vec<u8> {
    // Every document fits into one block: a user id has at most 8192 bytes.
    let length = bytes.len() as u16;
    let header = [0x78, 0x01, 0x01];
    [&header[..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes, &adler32(bytes).to_be_bytes()].concat()
}

/// The checksum at the end of a stream.
#[cfg(any(feature = "debug", feature = "server", feature = "client"))]
fn adler32(bytes: &[u8]) -> u32 {
    // So many bytes are summed before a sum can overflow (RFC 1950, section 9).
    const MOST: usize = 5552;
    let (mut low, mut high) = (1_u32, 0_u32);
    for bytes in bytes.chunks(MOST) {
        for byte in bytes {
            low += u32::from(*byte);
            high += low;
        }
        low %= 65_521;
        high %= 65_521;
    }
    high << 16 | low
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use flate2::{Compression, write::ZlibEncoder};
    use proptest::prelude::*;
    use std::io::{Read, Write};

    const LIMIT: usize = 64 * 1024;

    fn deflate(bytes: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        for inflate in [inflate, small::inflate] {
            assert_eq!(inflate(&deflate(&vec![b'a'; LIMIT], 9), LIMIT).map(|bytes| bytes.len()), Some(LIMIT));
            assert_eq!(inflate(&deflate(&vec![b'a'; LIMIT + 1], 9), LIMIT), None);
            assert_eq!(inflate(&deflate(&vec![b'a'; LIMIT + 1], 0), LIMIT), None);
            assert_eq!(inflate(&deflate(&vec![0; 100_000_000], 9), LIMIT), None);
        }
    }

    #[test]
    fn what_is_stored_is_read() {
        for bytes in [vec![], vec![255; 5552], vec![255; 60_000], (0..=255).collect()] {
            assert_eq!(inflate(&stored(&bytes), LIMIT).as_ref(), Some(&bytes));
            assert_eq!(small::inflate(&stored(&bytes), LIMIT).as_ref(), Some(&bytes));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn inflates_what_flate2_deflates(
            bytes in prop::collection::vec(prop_oneof![0_u8..4, any::<u8>()], 0..3_000), times in 1_usize..9, level in 0_u32..10
        ) {
            let bytes = bytes.repeat(times);
            let stream = deflate(&bytes, level);
            prop_assert_eq!(inflate(&stream, LIMIT), Some(bytes.clone()));
            prop_assert_eq!(small::inflate(&stream, LIMIT), Some(bytes));
        }

        /// What flate2 refuses is refused, and what it reads is read alike.
        #[test]
        fn reads_damaged_streams_as_flate2_does(
            // No zeros: flate2 takes what lies before the beginning for zeros, and small refuses it, as zlib does.
            bytes in prop::collection::vec(1_u8..10, 0..300),
            level in 0_u32..10,
            cut in 0_usize..400,
            flips in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..8), 0..3),
        ) {
            let mut stream = deflate(&bytes, level);
            for (place, bit) in flips {
                *place.get_mut(&mut stream) ^= 1 << bit;
            }
            stream.truncate(stream.len().max(cut) - cut / 4);
            let mut theirs = Vec::new();
            let read = ZlibDecoder::new(stream.as_slice()).take(LIMIT as u64 + 1).read_to_end(&mut theirs);
            let theirs = read.ok().map(|_| theirs).filter(|bytes| bytes.len() <= LIMIT);
            prop_assert_eq!(inflate(&stream, LIMIT), theirs.clone());
            prop_assert_eq!(small::inflate(&stream, LIMIT), theirs);
        }

        #[test]
        fn no_bytes_trap(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = small::inflate(&[&[0x78, 0x9c], bytes.as_slice()].concat(), LIMIT);
        }
    }
}
