//! The supervisor that keeps a player playing ([`Supervisor`]).
//!
//! | module | noun |
//! | --- | --- |
//! | [`policy`] | the knobs, their defaults and bounds |
//! | [`event`] | what comes in |
//! | [`decision`] | what goes out |
//! | `machine` | the rules between the two |
//! | `backoff` | how long to wait, and how often to act at all |
//! | `progress` | whether the picture moves |
//! | [`stats`] | what the viewer got |
//! | [`trace`] | what happened, to be run again elsewhere |

mod backoff;
pub mod decision;
pub mod event;
mod machine;
pub mod policy;
mod progress;
pub mod stats;
#[allow(clippy::module_inception, reason = "the public handle")]
mod supervisor;
pub mod trace;

pub use supervisor::Supervisor;
