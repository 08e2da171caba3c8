//! The envelope of a UserSig's JSON, RFC 1950.

/// A stream of one stored block, which is what the vendor's Go signer makes too. Compressing with
/// miniz_oxide would cost the wasm 10.5 KB of brotli bytes and a signature most of its time, for some sixty characters less.
#[cfg(any(feature = "debug", feature = "server"))]
pub(super) fn stored(bytes: &[u8]) -> Vec<u8> {
    // No document is longer than a block: a user id has at most 8192 bytes.
    let length = bytes.len() as u16;
    let header = [0x78, 0x01, 0x01];
    [&header[..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes, &adler32(bytes).to_be_bytes()].concat()
}

/// The checksum at the end of a stream.
pub(super) fn adler32(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}
