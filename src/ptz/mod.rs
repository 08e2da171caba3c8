//! Pan, tilt, zoom: which way a finger points, and the requests that move and stop a camera.
//!
//! Nothing here knows a vendor. What the code of an answer means is read by the vendor's own module.

mod direction;
mod object;
mod pad;

#[cfg(feature = "quick")]
pub use direction::direction_of_numbers;
pub use direction::{Direction, Geometry, Point, Rect, direction};
pub use object::PtzPad;
pub use pad::{Answered, Options, Pad, PadDecision, Request};

use crate::data::arguments::Function;

/// The functions of this module, by their public names.
pub(crate) const FUNCTIONS: &[Function] =
    &[("ptzDirection", |given| direction::direction_of(given.at(0), given.at(1), given.at(2)))];
