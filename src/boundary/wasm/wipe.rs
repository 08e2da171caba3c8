//! Nothing of a key stays in the memory: neither in what was freed, nor on the stack of a call that has returned.

use std::alloc::{GlobalAlloc, Layout};
use std::hint::black_box;
use std::mem::MaybeUninit;

/// An allocator that wipes what it is given back. A block that grows is moved, and the old one wiped too.
pub(super) struct Wiped<A>(pub(super) A);

// SAFETY: everything goes to the allocator within; a block is written to only while it is still the caller's.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Wiped<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as our caller promised.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is the caller's, and as large as its layout says.
        unsafe {
            wipe_uninit(std::slice::from_raw_parts_mut(block.cast(), layout.size()));
            self.0.dealloc(block, layout);
        }
    }
}

/// Wipes so many bytes of the stack below the caller's own frame.
#[inline(never)]
pub(super) fn stack<const DEPTH: usize>() {
    let mut below = [MaybeUninit::<u8>::uninit(); DEPTH];
    wipe_uninit(&mut below);
    black_box(&below);
}

/// Wipes bytes.
pub(super) fn wipe(bytes: &mut [u8]) {
    // SAFETY: a byte is a MaybeUninit, and only zeros are written.
    wipe_uninit(unsafe { std::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), bytes.len()) });
}

/// Written as if somebody read it, or the compiler would leave it out.
#[cfg(feature = "server")]
fn wipe_uninit(bytes: &mut [MaybeUninit<u8>]) {
    // Servers have bulk memory: it is one instruction.
    bytes.fill(MaybeUninit::new(0));
    black_box(bytes);
}

/// The same by words, for phones fill memory byte by byte.
#[cfg(not(feature = "server"))]
fn wipe_uninit(bytes: &mut [MaybeUninit<u8>]) {
    // SAFETY: any bits are a MaybeUninit.
    let (before, words, after) = unsafe { bytes.align_to_mut::<MaybeUninit<u64>>() };
    for byte in before.iter_mut().chain(after) {
        // SAFETY: it is ours.
        unsafe { std::ptr::write_volatile(byte, MaybeUninit::new(0)) };
    }
    for word in words {
        // SAFETY: it is ours.
        unsafe { std::ptr::write_volatile(word, MaybeUninit::new(0)) };
    }
}
