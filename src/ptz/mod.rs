//! Pan, tilt, zoom: which way a finger points, and requests that never leave a camera spinning.

mod direction;
mod pad;

pub use direction::{Direction, Geometry, Point, Rect, direction, direction_of};
pub use pad::{Pad, PadDecision, Request};
