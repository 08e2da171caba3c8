//! Texts that JavaScript puts into the memory itself, for what is called often and would spend its time on the way in.

use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The memory to write into; its buffer is another one after it has grown.
#[wasm_bindgen(js_name = wholeMemory)]
pub fn whole_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Where there is room for so many bytes, until somebody asks again.
#[wasm_bindgen(js_name = roomFor)]
pub fn room_for(length: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        room.resize(length.max(room.len()), 0);
        room.as_mut_ptr()
    })
}

/// `baijiayun.sign` of the bytes in the room, as js/server/baijiayun-sign.js joined them; the signature takes their place.
/// False when it takes a closer look.
#[wasm_bindgen(js_name = signBaijiayun)]
pub fn sign_baijiayun(length: usize, count: usize) -> bool {
    ROOM.with_borrow_mut(|room| {
        let Some(text) = room.get_mut(..length) else {
            return false;
        };
        let signature = crate::vendors::baijiayun::sign_joined(text, count);
        // The key was in it.
        text.fill(0);
        match (text.get_mut(..32), signature) {
            (Some(place), Some(signature)) => {
                place.copy_from_slice(&signature);
                true
            }
            _ => false,
        }
    })
}
