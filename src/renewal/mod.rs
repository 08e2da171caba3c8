//! What runs out and must not: a token, a UserSig, an address ([`Renewal`]).
//!
//! Each module uses only those above it.
//!
//! | module | noun |
//! | --- | --- |
//! | [`policy`] | the knobs, their defaults and bounds |
//! | [`event`] | what comes in |
//! | [`decision`] | what goes out |
//! | `machine` | the rules between an event and its decision |
//! | `handle` | what JavaScript calls |

pub mod decision;
pub mod event;
mod handle;
mod machine;
pub mod policy;

pub use handle::Renewal;
