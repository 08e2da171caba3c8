//! What is counted for each key.

use std::borrow::Cow;
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
pub(super) struct Tallies {
    /// Of keys that fit into a number, as codes do: numbers are compared at once.
    short: HashMap<u64, Tally, BuildHasherDefault<Folded>>,
    long: HashMap<Box<[u8]>, Tally, BuildHasherDefault<Folded>>,
}

impl Tallies {
    pub(super) fn add(&mut self, key: &[u8], sum: Tally) {
        let tally = match short(key) {
            Some(number) => self.short.entry(number).or_default(),
            // One look for a key that is there, and no copy.
            None => match self.long.get_mut(key) {
                Some(tally) => tally,
                None => self.long.entry(key.into()).or_default(),
            },
        };
        tally.add(sum);
    }

    /// By the bytes of the keys.
    pub(super) fn sorted(&self) -> Vec<(Cow<'_, [u8]>, &Tally)> {
        let short = self.short.iter().map(|(number, tally)| (Cow::Owned(key_of(*number)), tally));
        let long = self.long.iter().map(|(key, tally)| (Cow::Borrowed(&**key), tally));
        let mut entries: Vec<_> = short.chain(long).collect();
        entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        entries
    }
}

/// The longest key that fits into a number.
const SHORT: usize = 7;

/// A short key as a number: its bytes, and behind them how many they are.
fn short(key: &[u8]) -> Option<u64> {
    if key.len() > SHORT {
        return None;
    }
    Some(key.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)) << 8 | key.len() as u64)
}

/// The key of such a number.
fn key_of(number: u64) -> Vec<u8> {
    let [bytes @ .., length] = number.to_be_bytes();
    bytes.into_iter().skip(SHORT.saturating_sub(usize::from(length))).collect()
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
        match bytes.last_chunk() {
            _ if rest.is_empty() => {}
            Some(last) => self.fold(u64::from_le_bytes(*last)),
            None => self.fold(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.fold(number);
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
    use proptest::prelude::*;
    use std::collections::{BTreeMap, HashSet};
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

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn keys_of_every_length_count_apart(keys in prop::collection::vec(prop::collection::vec(0_u8..3, 0..10), 0..200)) {
            let mut tallies = Tallies::default();
            let mut expected = BTreeMap::<_, u64>::new();
            for key in &keys {
                tallies.add(key, Tally { requests: 1, bytes: 2 });
                *expected.entry(key.as_slice()).or_default() += 1;
            }
            let sorted = tallies.sorted();
            let counted: Vec<_> = sorted.iter().map(|(key, tally)| (&**key, tally.requests)).collect();
            prop_assert_eq!(counted, expected.into_iter().collect::<Vec<_>>());
            prop_assert!(sorted.iter().all(|(_, tally)| tally.bytes == 2 * tally.requests));
        }
    }
}
