//! A machine as plain data, and back.

use super::machine::Machine;
use super::policy::Policy;
use crate::data::fields::Fields;
use crate::data::record;
use crate::data::value::{Answer, Record};

/// The shape of the state. A change of any field of [`State`](super::machine::State) is a new version; an older one is
/// refused.
const VERSION: i64 = 5;

/// Writes a machine down.
pub(crate) fn write(machine: &mut Machine) -> Answer {
    let mut record = Record::default();
    record.set("version", VERSION as f64).set("policy", machine.policy).set("state", record::write(&mut machine.state));
    record.into()
}

/// Fills a new machine in.
pub(crate) fn read(fields: &mut Fields<'_>, machine: &mut Machine) {
    fields.require("version");
    let version = fields.integer("version", VERSION, VERSION);
    read_policy(fields, &mut machine.policy);
    fields.require("state");
    fields.record("state", &mut |fields| {
        // The state of another version has other fields: to name each of them would hide what is wrong.
        if version.is_some() {
            record::read(fields, &mut machine.state);
        }
    });
    fields.refuse_unknown();
}

/// Reads a policy that must be there.
pub(crate) fn read_policy(fields: &mut Fields<'_>, policy: &mut Policy) {
    fields.require("policy");
    fields.record("policy", &mut |fields| policy.read(fields));
}
