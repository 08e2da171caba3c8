//! The vendors: one folder each, with its tables, requests and answers.

#[cfg(feature = "client")]
pub(crate) mod answer;
#[cfg(feature = "client")]
pub mod baijiayun;
#[cfg(feature = "live")]
pub mod ezviz;
#[cfg(feature = "client")]
pub mod minidrama;
#[cfg(feature = "live")]
pub mod outcome;
#[cfg(any(feature = "client", feature = "debug"))]
pub mod tencent;
#[cfg(feature = "client")]
pub mod xiaozhibao;
