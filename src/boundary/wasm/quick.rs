//! Calls of numbers alone, and of one text: what a server calls most often crosses without a block of arguments.
//!
//! Each does what the function or the method of the same work does. Where it gives null it has done nothing: the call
//! then goes the usual way, which says what is wrong.

use super::{crossing, objects};
use crate::address;
use crate::ptz::{Direction, Point, Rect, direction_of_numbers};
#[cfg(feature = "server")]
use crate::vendors::baijiayun;
use std::ptr::null;
use wasm_bindgen::prelude::*;

/// `ptzDirection` without options.
#[wasm_bindgen]
pub fn direction(x: f64, y: f64, left: f64, top: f64, width: f64, height: f64) -> *const u8 {
    match direction_of_numbers(Point { x, y }, Rect { left, top, width, height }) {
        Some(way) => crossing::done(&way.map(Direction::name).into()),
        None => null(),
    }
}

/// The method of an object that is called most often.
#[wasm_bindgen]
pub fn numbers(number: usize, first: f64, second: f64, third: f64) -> *const u8 {
    match objects::with(number, |object| Ok(object.numbers([first, second, third]))) {
        Ok(Some(answer)) => crossing::done(&answer),
        Ok(None) | Err(_) => null(),
    }
}

/// `parsePlayAddress` of the text that lies in the room.
#[wasm_bindgen]
pub fn address(start: usize, length: usize) -> *const u8 {
    crossing::text(start, length, |text| address::parse(text).ok().map(|play| (&play).into()))
}

/// `baijiayun.sign` of the text that lies in the room; the signature takes its place. Gives back how long it is.
#[cfg(feature = "server")]
#[wasm_bindgen]
pub fn signature(start: usize, length: usize) -> usize {
    crossing::replace(start, length, baijiayun::signature)
}
