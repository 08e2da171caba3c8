//! Records whose names are all part of the program: with the feature `quick` they cross as if they had been declared with a
//! list of names, so that JavaScript reads the names once.

use crate::data::value::Answer;
use std::borrow::Cow;

/// How many lists are kept: a record that finds no place crosses with its names.
const PLACES: usize = 256;

/// The lists of names that have crossed.
pub(super) struct Shapes {
    places: Vec<&'static [&'static str]>,
}

impl Shapes {
    /// None yet.
    pub(super) const fn new() -> Self {
        Self { places: Vec::new() }
    }

    /// The list of a record's names, which stays where it is; `None` where one of them is no part of the program.
    pub(super) fn of(&mut self, fields: &[(Cow<'static, str>, Answer)]) -> Option<&'static [&'static str]> {
        let mut key = 0_usize;
        for (name, _) in fields {
            let Cow::Borrowed(name) = name else { return None };
            key = key.wrapping_mul(31).wrapping_add(name.as_ptr() as usize);
        }
        self.places.resize(PLACES, &[]);
        let place = self.places.get_mut(key % PLACES)?;
        if place.is_empty() {
            let borrowed = |(name, _): &(Cow<'static, str>, Answer)| match name {
                Cow::Borrowed(name) => Some(*name),
                Cow::Owned(_) => None,
            };
            let names: Vec<&'static str> = fields.iter().filter_map(borrowed).collect();
            *place = names.leak();
        }
        let same = place.len() == fields.len()
            && place.iter().zip(fields).all(|(name, (other, _))| std::ptr::eq(*name, &**other));
        same.then_some(*place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::value::Value;

    /// Bytes side by side.
    const TEXT: &str = include_str!("../../LICENSE");

    fn record(names: &[&'static str]) -> Vec<(Cow<'static, str>, Answer)> {
        names.iter().map(|name| (Cow::Borrowed(*name), Value::Null)).collect()
    }

    #[test]
    fn the_same_names_are_one_list() {
        let mut shapes = Shapes::new();
        let first = shapes.of(&record(&["a", "b"]));
        assert_eq!(first, Some(&["a", "b"][..]));
        assert!(std::ptr::eq(first.unwrap_or_default(), shapes.of(&record(&["a", "b"])).unwrap_or_default()));
        assert_eq!(shapes.of(&record(&["b", "a"])), Some(&["b", "a"][..]));
        assert_eq!(shapes.of(&[(Cow::Owned("a".to_owned()), Value::Null)]), None);
    }

    #[test]
    fn a_list_without_a_place_is_none() {
        let mut shapes = Shapes::new();
        let names: Vec<&'static str> = (0..2 * PLACES).filter_map(|at| TEXT.get(at..=at)).collect();
        assert_eq!(names.len(), 2 * PLACES);
        let found: Vec<_> = names.iter().map(|name| shapes.of(&record(&[*name]))).collect();
        assert!(found.iter().zip(&names).all(|(found, name)| found.is_none_or(|list| list == [*name])));
        // Names side by side do not meet.
        assert_eq!(found.iter().flatten().count(), PLACES);
    }
}
