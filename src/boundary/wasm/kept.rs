//! What lies between calls.

use std::cell::Cell;

/// A place that a call takes a value from, and puts it back into.
///
/// A `RefCell` would ask who else has it, and `thread_local!` whether its thread is at its end: their panics would bring
/// their words into the wasm.
pub(super) struct Kept<T>(Cell<T>);

#[cfg(target_feature = "atomics")]
compile_error!("a wasm with threads needs a lock here");

// SAFETY: without atomics a wasm has one thread.
unsafe impl<T> Sync for Kept<T> {}

impl<T: Default> Kept<T> {
    pub(super) const fn new(first: T) -> Self {
        Self(Cell::new(first))
    }

    /// Leaves an empty one.
    pub(super) fn take(&self) -> T {
        self.0.take()
    }

    pub(super) fn put(&self, value: T) {
        self.0.set(value);
    }
}
