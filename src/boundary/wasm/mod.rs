//! What the wasm exports. Nothing is decided here.
//!
//! A call crosses once in and once out. JavaScript writes a block of arguments into the *room* (see
//! [`block`](super::block)) and calls an export with where it lies; the export gives back where the answer lies. No
//! JavaScript runs meanwhile: the client imports nothing, so nothing of the page can come in between.
//!
//! Functions go by their public names through one export: each export of its own would cost every page a quarter of a
//! kilobyte of glue.
#![allow(missing_docs, unreachable_pub, reason = "the packages' own .d.ts documents what leaves here")]

mod crossing;
mod kept;
#[cfg(feature = "live")]
mod objects;
#[cfg(feature = "quick")]
mod quick;
#[cfg(feature = "server")]
mod report;
#[cfg(any(feature = "debug", feature = "server"))]
mod wipe;

use super::names;
use crate::data::arguments::Arguments;
use wasm_bindgen::prelude::*;

// 5 KB smaller than the one of std.
#[cfg(not(any(feature = "debug", feature = "server")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

// Where keys come by, nothing that was freed keeps what it held.
#[cfg(any(feature = "debug", feature = "server"))]
#[global_allocator]
static ALLOCATOR: wipe::Wiped<talc::wasm::WasmDynamicTalc> = wipe::Wiped(talc::wasm::new_wasm_dynamic_allocator());

/// Where there is room for so many bytes. What has been written there stays, though it may have moved.
#[wasm_bindgen]
pub fn room(length: usize) -> *mut u8 {
    crossing::room(length)
}

/// Calls a function: the block holds its name and its arguments.
#[wasm_bindgen]
pub fn call(start: usize, length: usize) -> *const u8 {
    crossing::answer(start, length, &mut |name, arguments| names::call(name, Arguments(arguments)))
}
