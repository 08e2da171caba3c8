//! What is counted for each key.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What the requests of one key come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) requests: u64,
    pub(super) bytes: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// A tally for each key.
#[derive(Default)]
pub(super) struct Tallies(HashMap<Box<[u8]>, Tally, BuildHasherDefault<Folded>>);

impl Tallies {
    pub(super) fn add(&mut self, key: &[u8], sum: Tally) {
        match self.0.get_mut(key) {
            Some(tally) => tally.add(sum),
            None => {
                self.0.insert(key.into(), sum);
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &Tally)> {
        self.0.iter().map(|(key, tally)| (&**key, tally))
    }

    /// By the bytes of the keys.
    pub(super) fn sorted(&self) -> Vec<(&[u8], &Tally)> {
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries
    }
}

/// A hash of eight bytes at a time: that of the standard library takes a third of the time of a line.
#[derive(Default)]
struct Folded(u64);

impl Folded {
    fn fold(&mut self, word: u64) {
        // Two odd constants of pi's digits, and the high half back into the low one.
        let mixed = (self.0 ^ word ^ 0x243f_6a88_85a3_08d3).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.fold(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_usize(&mut self, length: usize) {
        self.fold(length as u64);
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    #[test]
    fn every_key_has_a_hash_of_its_own() {
        let hasher = BuildHasherDefault::<Folded>::default();
        let keys = (0..200_000_u32).map(|number| ["/drama/", &number.to_string(), "/episode.mp4"].concat());
        let hashes: HashSet<u64> = keys.map(|key| hasher.hash_one(key.as_bytes())).collect();
        assert_eq!(hashes.len(), 200_000);
        // The table goes by the low bits, and looks at the highest seven.
        let low: HashSet<u64> = hashes.iter().map(|hash| hash & 0xffff).collect();
        assert!(low.len() > 60_000, "{}", low.len());
        let high: HashSet<u64> = hashes.iter().map(|hash| hash >> 57).collect();
        assert_eq!(high.len(), 128);
    }
}
