//! Random numbers by a seed, so even that in a crowd of neighbouring seeds no part meets by chance.

/// 2^32 over the golden ratio, odd.
const GOLDEN: u32 = 0x9E37_79B9;
/// Where the keys begin: of a hundred places, the one from which a crowd knocks least (`cargo run --release --example
/// herd`).
const BEGINNING: u32 = 0xC5AE_467A;

/// The `nth` number of a seed, in [0, 1). Seeds that follow each other are spread like the marks of a ruler, in an order
/// that looks random: the van der Corput sequence with Owen's scrambling of order and of values, by hash (Burley,
/// Practical Hash-based Owen Scrambling, 2020).
pub(crate) fn random(seed: u32, nth: u32) -> f64 {
    let key = mixed(nth.wrapping_mul(GOLDEN).wrapping_add(BEGINNING));
    let place = permuted(seed.reverse_bits(), key).reverse_bits();
    let number = permuted(place, key.wrapping_mul(GOLDEN)).reverse_bits();
    f64::from(number) / 4_294_967_296.0
}

/// Changes every bit by the bits below it and the key (Laine and Karras, Stratified Sampling for Stochastic
/// Transparency, 2011; the constants are Vegdahl's).
fn permuted(bits: u32, key: u32) -> u32 {
    [0x6C50_B47C, 0xB82F_1E52, 0xC7AF_E638, 0x8D22_F6E6_u32]
        .into_iter()
        .fold(bits.wrapping_add(key), |bits, factor| bits ^ bits.wrapping_mul(factor))
}

/// Changes every bit by all of them.
fn mixed(mut bits: u32) -> u32 {
    bits = (bits ^ (bits >> 16)).wrapping_mul(0x21F0_AAAD);
    bits = (bits ^ (bits >> 15)).wrapping_mul(0x735A_2D97);
    bits ^ (bits >> 15)
}
