//! Records that leave as plain data and come back: one list of fields serves the writer and the reader.

use crate::data::fields::{self, Fields};
use crate::data::value::{Answer, Record, Value};

pub(crate) use crate::data::bounds::NUMBER_LIMIT;

/// A table of names, in the order of the enum's variants.
pub(crate) type Names = &'static [&'static str];

/// Goes over the fields of a record, to write them down or to fill them in.
///
/// Called through `dyn`, so that there is one copy of each and not one a field.
pub(crate) trait Visitor {
    fn number(&mut self, name: &'static str, field: &mut f64);
    fn count(&mut self, name: &'static str, field: &mut u32);
    fn flag(&mut self, name: &'static str, field: &mut bool);
    fn text(&mut self, name: &'static str, field: &mut String);
    fn numbers(&mut self, name: &'static str, field: &mut Vec<f64>);
    /// A place in a table of names.
    fn named(&mut self, name: &'static str, field: &mut usize, names: Names);
    fn record(&mut self, name: &'static str, field: &mut dyn Visited);
    /// True when there is, or is to be, something in the optional field.
    fn there(&mut self, name: &'static str, there: bool) -> bool;
}

/// A record whose fields can be gone over.
pub(crate) trait Visited {
    fn visit(&mut self, visitor: &mut dyn Visitor);
}

/// A type that may stand in a field of a record.
pub(crate) trait Field {
    /// What it is at first. A constant is data in the wasm; to fill a record in field by field would be code.
    const FIRST: Self;

    fn visit_as(&mut self, name: &'static str, visitor: &mut dyn Visitor);
}

macro_rules! fields {
    ($($type:ty = $first:expr => $method:ident,)*) => {
        $(impl Field for $type {
            const FIRST: Self = $first;

            fn visit_as(&mut self, name: &'static str, visitor: &mut dyn Visitor) {
                visitor.$method(name, self);
            }
        })*
    };
}

fields! {
    f64 = 0.0 => number,
    u32 = 0 => count,
    bool = false => flag,
    String = String::new() => text,
    Vec<f64> = Vec::new() => numbers,
}

impl<T: Field> Field for Option<T> {
    const FIRST: Self = None;

    fn visit_as(&mut self, name: &'static str, visitor: &mut dyn Visitor) {
        if visitor.there(name, self.is_some()) {
            self.get_or_insert(T::FIRST).visit_as(name, visitor);
        } else {
            *self = None;
        }
    }
}

/// A record as plain data.
pub(crate) fn write(visited: &mut dyn Visited) -> Answer {
    let mut writer = Writer(Record::default());
    visited.visit(&mut writer);
    writer.0.into()
}

/// A record like another. Its list of fields does the work, for a clone made by the compiler is two kilobytes in the
/// wasm of a page, and nobody copies a record many times a second.
pub(crate) fn copy<T: Visited + Default>(original: &mut T) -> T {
    let written = write(original);
    let mut copied = T::default();
    // What has just been written can be read.
    let _ = fields::read(&written, |fields| read(fields, &mut copied));
    copied
}

/// Fills a record in; what is wrong is noted, and stays as it was.
pub(crate) fn read(fields: &mut Fields<'_>, visited: &mut dyn Visited) {
    visited.visit(&mut Reader { fields });
    fields.refuse_unknown();
}

struct Writer(Record);

impl Visitor for Writer {
    fn number(&mut self, name: &'static str, field: &mut f64) {
        self.0.set(name, *field);
    }

    fn count(&mut self, name: &'static str, field: &mut u32) {
        self.0.set(name, f64::from(*field));
    }

    fn flag(&mut self, name: &'static str, field: &mut bool) {
        self.0.set(name, *field);
    }

    fn text(&mut self, name: &'static str, field: &mut String) {
        self.0.copy(name, field);
    }

    fn numbers(&mut self, name: &'static str, field: &mut Vec<f64>) {
        self.0.set(name, Value::List(field.iter().map(|number| Value::Number(*number)).collect()));
    }

    fn named(&mut self, name: &'static str, field: &mut usize, names: Names) {
        self.0.set(name, names.get(*field).copied().unwrap_or_default());
    }

    fn record(&mut self, name: &'static str, field: &mut dyn Visited) {
        self.0.set(name, write(field));
    }

    fn there(&mut self, name: &'static str, there: bool) -> bool {
        if !there {
            self.0.set(name, Value::Null);
        }
        there
    }
}

struct Reader<'r, 'f> {
    fields: &'r mut Fields<'f>,
}

impl Visitor for Reader<'_, '_> {
    fn number(&mut self, name: &'static str, field: &mut f64) {
        self.fields.require(name);
        *field = self.fields.number(name, -NUMBER_LIMIT, NUMBER_LIMIT).unwrap_or(*field);
    }

    fn count(&mut self, name: &'static str, field: &mut u32) {
        self.fields.require(name);
        *field = self.fields.count(name, 0, u32::MAX).unwrap_or(*field);
    }

    fn flag(&mut self, name: &'static str, field: &mut bool) {
        self.fields.require(name);
        *field = self.fields.boolean(name).unwrap_or(*field);
    }

    fn text(&mut self, name: &'static str, field: &mut String) {
        self.fields.require(name);
        *field = self.fields.remark(name).unwrap_or_default().to_owned();
    }

    fn numbers(&mut self, name: &'static str, field: &mut Vec<f64>) {
        self.fields.require(name);
        *field = self.fields.numbers(name, -NUMBER_LIMIT, NUMBER_LIMIT).unwrap_or_default();
    }

    fn named(&mut self, name: &'static str, field: &mut usize, names: Names) {
        self.fields.require(name);
        *field = self.fields.place(name, names).unwrap_or(*field);
    }

    fn record(&mut self, name: &'static str, field: &mut dyn Visited) {
        self.fields.require(name);
        self.fields.record(name, &mut |fields| read(fields, field));
    }

    fn there(&mut self, name: &'static str, _there: bool) -> bool {
        self.fields.has(name)
    }
}

/// A record whose fields are all [`Field`]s.
macro_rules! record {
    ($(#[$doc:meta])* $visible:vis struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        $visible struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }

        impl $crate::data::record::Visited for $name {
            fn visit(&mut self, visitor: &mut dyn $crate::data::record::Visitor) {
                $($crate::data::record::Field::visit_as(&mut self.$field, stringify!($field), visitor);)*
            }
        }

        impl Default for $name {
            fn default() -> Self {
                $crate::data::record::Field::FIRST
            }
        }

        impl $crate::data::record::Field for $name {
            const FIRST: Self = Self { $($field: <$type as $crate::data::record::Field>::FIRST,)* };

            fn visit_as(&mut self, name: &'static str, visitor: &mut dyn $crate::data::record::Visitor) {
                visitor.record(name, self);
            }
        }
    };
}

/// An enum without data that crosses as its name in lower_snake_case; the first one is its default. What a name means stands
/// with it: in English as its documentation, in Chinese behind `=>` where people are to read it.
macro_rules! names {
    (
        $(#[doc = $doc:literal])* $visible:vis enum $name:ident {
            $(#[doc = $first_doc:literal])* $first:ident = $first_text:literal $(=> $first_zh:literal)?,
            $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal $(=> $zh:literal)?,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        $visible enum $name {
            $(#[doc = $first_doc])* #[default] $first,
            $($(#[doc = $variant_doc])* $variant,)*
        }

        #[allow(dead_code, reason = "some are only read, some only written")]
        impl $name {
            pub(crate) const NAMES: $crate::data::record::Names = &[$first_text, $($text,)*];
            /// What each name means, in the same order.
            pub(crate) const MEANINGS: $crate::data::record::Names =
                &[concat!($($first_doc),*), $(concat!($($variant_doc),*),)*];
            /// The same in Chinese; empty where it is not given.
            pub(crate) const CHINESE: $crate::data::record::Names = &[concat!($($first_zh)?), $(concat!($($zh)?),)*];
            /// What the names are of.
            pub(crate) const ABOUT: &'static str = concat!($($doc),*);
            const ALL: &'static [$name] = &[$name::$first, $($name::$variant,)*];

            /// As it crosses.
            pub(crate) fn name(self) -> &'static str {
                Self::NAMES.get(self as usize).copied().unwrap_or_default()
            }

            pub(crate) fn at(place: usize) -> Self {
                Self::ALL.get(place).copied().unwrap_or_default()
            }

            /// The one that crosses as this text.
            pub(crate) fn named(text: &str) -> Option<Self> {
                Self::NAMES.iter().position(|name| *name == text).map(Self::at)
            }

            /// Reads a field by its name.
            pub(crate) fn take(fields: &mut $crate::data::fields::Fields<'_>, name: &'static str) -> Option<Self> {
                fields.place(name, Self::NAMES).map(Self::at)
            }
        }

        impl $crate::data::record::Field for $name {
            const FIRST: Self = $name::$first;

            fn visit_as(&mut self, name: &'static str, visitor: &mut dyn $crate::data::record::Visitor) {
                let mut place = *self as usize;
                visitor.named(name, &mut place, Self::NAMES);
                *self = Self::at(place);
            }
        }
    };
}

pub(crate) use {names, record};
