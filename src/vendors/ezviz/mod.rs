//! EZVIZ (萤石): its requests, its answers, its numbers and its addresses.
//!
//! Sources: EZVIZ open platform mini-program guide (萤石开放平台 小程序接入指南), and the pages of the platform's APIs
//! (open.ys7.com).

mod codes;
#[cfg(feature = "client")]
mod namespace;

pub use codes::ptz_answer;
#[cfg(feature = "client")]
pub use namespace::*;
