//! The errors that the supervisor finds itself, beside those that a server tells.

pub(crate) use crate::failure::Known;

macro_rules! failures {
    ($($name:ident = $code:literal, $retryable:literal, $zh:literal, $en:literal;)*) => {
        $(pub(crate) const $name: &Known = &Known($code, $retryable, $zh, $en);)*

        /// The whole table: each code, its Chinese and its English.
        #[cfg(feature = "server")]
        pub(crate) const LISTED: &[(&str, &str, &str)] = &[$(($code, $zh, $en),)*];
    };
}

#[rustfmt::skip]
failures! {
    ATTEMPTS_EXHAUSTED = "attempts_exhausted", true, "多次重试后仍无法播放，请检查网络后重试", "Still not playing after many tries. Check the network and try again.";
    UNSTABLE = "unstable", true, "播放多次中断，正在重试", "Playback keeps breaking off. Trying again.";
    STREAM_ENDED = "stream_ended", true, "直播已结束", "The live stream has ended.";
    STREAM_STALE = "stream_stale", true, "直播源没有新的画面", "The source of the live stream sends nothing new.";
    GESTURE_REQUIRED = "gesture_required", true, "请点击播放", "Tap to play.";
    TRIAL_OVER = "trial_over", true, "试看已结束", "The trial is over.";
    CODEC_UNSUPPORTED = "codec_unsupported", false, "当前设备无法解码此视频", "This device cannot decode the video.";
    PERMISSION_CAMERA = "permission_camera", false, "没有摄像头权限", "The camera is not allowed.";
    PERMISSION_MICROPHONE = "permission_microphone", false, "没有麦克风权限", "The microphone is not allowed.";
    DEVICE_UNUSABLE = "device_unusable", false, "当前设备不支持", "This device does not support it.";
}
