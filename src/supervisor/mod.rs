//! The supervisor that keeps a player playing ([`Supervisor`]).
//!
//! Each module uses only those above it.
//!
//! | module | noun |
//! | --- | --- |
//! | [`policy`] | the knobs, their defaults and bounds |
//! | [`event`] | what comes in |
//! | [`phase`] | what is being done, and what a page sees of it |
//! | [`decision`] | what goes out |
//! | `failures` | the errors that it finds itself |
//! | [`stats`] | what the viewer got |
//! | [`health`] | the same in a word and a number |
//! | `progress` | whether the picture moves |
//! | `backoff` | how long to wait before the next try |
//! | `pacing` | how often to start the player at all |
//! | `machine` | the rules between an event and its decision |
//! | `snapshot` | a machine as plain data |
//! | `redact` | what may stand in a trace |
//! | [`trace`] | what happened, to be run again elsewhere |

mod backoff;
pub mod decision;
pub mod event;
pub(crate) mod failures;
mod handle;
pub mod health;
mod machine;
mod pacing;
pub mod phase;
pub mod policy;
mod progress;
mod redact;
mod snapshot;
pub mod stats;
pub mod trace;

#[cfg(feature = "quick")]
pub use handle::Progress;
pub use handle::Supervisor;
