//! Plain data in and out: one list of fields serves the reader and the writer.
//!
//! Snapshots use `data::record`, whose fields must all be there. Here a field that is absent keeps the value it has.

use crate::data::fields::Fields;
use crate::data::value::{Answer, Record};

/// Which way a list of fields goes.
pub(crate) enum Wire<'w, 'f> {
    Read(&'w mut Fields<'f>),
    Write(&'w mut Record),
}

impl Wire<'_, '_> {
    /// True when nothing is left to be read.
    // One copy, and not one a field.
    #[inline(never)]
    pub(crate) fn is_through(&self) -> bool {
        matches!(self, Wire::Read(fields) if fields.is_through())
    }

    /// A field that must be there.
    pub(crate) fn require(&mut self, name: &'static str) {
        if let Wire::Read(fields) = self {
            fields.require(name);
        }
    }

    pub(crate) fn flag(&mut self, name: &'static str, field: &mut bool) {
        match self {
            Wire::Read(fields) => *field = fields.boolean(name).unwrap_or(*field),
            Wire::Write(record) => drop(record.set(name, *field)),
        }
    }

    pub(crate) fn number(&mut self, name: &'static str, min: i64, max: i64, field: &mut f64) {
        match self {
            Wire::Read(fields) => *field = fields.number(name, min, max).unwrap_or(*field),
            Wire::Write(record) => drop(record.set(name, *field)),
        }
    }

    /// A number without a fraction.
    pub(crate) fn whole(&mut self, name: &'static str, min: i64, max: i64, field: &mut f64) {
        match self {
            Wire::Read(fields) => *field = fields.integer(name, min, max).map_or(*field, |value| value as f64),
            Wire::Write(record) => drop(record.set(name, *field)),
        }
    }

    /// The same, where null means "none".
    pub(crate) fn whole_or_null(&mut self, name: &'static str, min: i64, max: i64, field: &mut Option<f64>) {
        match self {
            Wire::Read(fields) => {
                *field = match fields.integer(name, min, max) {
                    _ if fields.is_null(name) => None,
                    Some(value) => Some(value as f64),
                    None => *field,
                };
            }
            Wire::Write(record) => drop(record.set(name, *field)),
        }
    }

    pub(crate) fn count(&mut self, name: &'static str, min: u32, max: u32, field: &mut u32) {
        match self {
            Wire::Read(fields) => *field = fields.count(name, min, max).unwrap_or(*field),
            Wire::Write(record) => drop(record.set(name, f64::from(*field))),
        }
    }

    /// A pair of numbers, the first no greater than the second.
    pub(crate) fn span(&mut self, name: &'static str, min: i64, max: i64, field: &mut (f64, f64)) {
        match self {
            Wire::Read(fields) => *field = fields.span(name, min, max).unwrap_or(*field),
            Wire::Write(record) => drop(record.set(name, vec![field.0, field.1])),
        }
    }

    /// Any finite number, or none.
    pub(crate) fn some_number(&mut self, name: &'static str, field: &mut Option<f64>) {
        match self {
            Wire::Read(fields) => *field = fields.finite(name),
            Wire::Write(record) => drop(record.set_some(name, *field)),
        }
    }

    /// A number that is not negative, or none.
    pub(crate) fn some_size(&mut self, name: &'static str, max: i64, field: &mut Option<f64>) {
        match self {
            Wire::Read(fields) => *field = fields.number(name, 0, max),
            Wire::Write(record) => drop(record.set_some(name, *field)),
        }
    }

    pub(crate) fn some_count(&mut self, name: &'static str, max: u32, field: &mut Option<u32>) {
        match self {
            Wire::Read(fields) => *field = fields.count(name, 0, max),
            Wire::Write(record) => drop(record.set_some(name, field.map(f64::from))),
        }
    }

    pub(crate) fn some_flag(&mut self, name: &'static str, field: &mut Option<bool>) {
        match self {
            Wire::Read(fields) => *field = fields.boolean(name),
            Wire::Write(record) => drop(record.set_some(name, *field)),
        }
    }

    /// A text that is not empty, or none.
    pub(crate) fn some_text(&mut self, name: &'static str, field: &mut Option<String>) {
        match self {
            Wire::Read(fields) => *field = fields.text(name).map(str::to_owned),
            Wire::Write(record) => drop(record.copy_some(name, field.as_deref())),
        }
    }

    /// A text that may be empty, or none.
    pub(crate) fn some_remark(&mut self, name: &'static str, field: &mut Option<String>) {
        match self {
            Wire::Read(fields) => *field = fields.remark(name).map(str::to_owned),
            Wire::Write(record) => drop(record.copy_some(name, field.as_deref())),
        }
    }
}

/// Writes a list of fields down.
pub(crate) fn write(list: impl FnOnce(&mut Wire<'_, '_>)) -> Answer {
    let mut record = Record::default();
    list(&mut Wire::Write(&mut record));
    record.into()
}

/// A policy. One line a knob: its field, its type, its default, its name and how it crosses, with its bounds.
macro_rules! knobs {
    (
        $(#[$policy_doc:meta])* $policy:ident
        $($(#[$doc:meta])* $field:ident: $type:ty = $default:expr, $name:literal $cross:ident($($bound:expr),*);)*
    ) => {
        $(#[$policy_doc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $policy {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl Default for $policy {
            fn default() -> Self {
                const DEFAULT: $policy = $policy { $($field: $default,)* };
                DEFAULT
            }
        }

        impl $policy {
            fn cross(&mut self, wire: &mut $crate::data::wire::Wire<'_, '_>) {
                $(wire.$cross($name, $($bound,)* &mut self.$field);)*
            }

            /// Reads what the page sets; the rest stays as it is.
            pub(crate) fn read(&mut self, fields: &mut $crate::data::fields::Fields<'_>) {
                self.cross(&mut $crate::data::wire::Wire::Read(fields));
                fields.refuse_unknown();
            }
        }
    };
}

pub(crate) use knobs;
