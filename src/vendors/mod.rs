//! The vendors: one folder each, with its tables, requests and answers.

#[cfg(feature = "client")]
pub(crate) mod answer;
#[cfg(feature = "client")]
pub mod baijiayun;
#[cfg(feature = "client")]
pub mod ezviz;
#[cfg(feature = "client")]
pub mod minidrama;
#[cfg(feature = "client")]
pub mod outcome;
pub mod tencent;
#[cfg(feature = "client")]
pub mod xiaozhibao;
