//! What the supervisor has to know of a state code.

/// What a code says about playing: all that the supervisor wants to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// A step of a normal start, or noise.
    Nothing,
    /// The picture begins: the first frame has come, or is played.
    Begins,
    /// The buffer ran dry.
    Buffering,
    /// Worse picture or sound.
    Degraded,
    /// Degraded, and the picture stutters.
    Stutter,
    /// The player has begun to reconnect by itself.
    NativeRetry,
    /// The player has given up.
    Disconnected,
    /// The server refuses this address.
    Refused,
    /// This client cannot decode H.265.
    NoH265,
    /// The stream is over.
    Ended,
    /// The system has suspended the component until the page is shown.
    Suspended,
    /// The user has refused the camera.
    NoCamera,
    /// The user has refused the microphone.
    NoMicrophone,
    /// The device cannot do it.
    Unusable,
}
