//! What the numbers of `<live-player>` and `<live-pusher>` mean.
//!
//! Sources: seed 002 §2.3.4 (the demo's comments), WeChat's typings of both components, and the headers of the SDK
//! the components are built on. The tables are kept per component, for numbers clash. Codes that were seen on phones but
//! that nobody documents stand here with category `unknown`, so that a page can show them and nothing acts on them.

use crate::error::Result;
use crate::fields::{self, Fields};
use crate::record::names;
use crate::text::Text;
use crate::value::{Record, Value};

names! {
    /// How bad a state is.
    pub enum Category {
        /// A step of a normal start or of normal playing.
        Progress = "progress",
        /// Worse picture or sound, or the player helping itself.
        Warning = "warning",
        /// Broken.
        Error = "error",
        /// Over: the player does nothing more by itself.
        Terminal = "terminal",
        /// Not documented: nothing follows from it.
        Unknown = "unknown",
    }
}

names! {
    /// Which component speaks.
    pub enum Source {
        /// `<live-player>`.
        LivePlayer = "live-player",
        /// `<live-pusher>`.
        LivePusher = "live-pusher",
    }
}

/// One state code, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct StateInfo {
    /// The component's number.
    pub code: f64,
    /// Stable, lower_snake_case.
    pub name: &'static str,
    /// How bad it is.
    pub category: Category,
    /// For people.
    pub message: Text,
    /// The native player retries by itself after this one, so the page must not.
    pub native_retry: bool,
}

/// What a code says about playing: all that the supervisor wants to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A step of a normal start, or noise.
    Nothing,
    /// The picture is about to move.
    Shown,
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
}

/// code, name, category, effect, Chinese, English
struct Row(i32, &'static str, Category, Effect, &'static str, &'static str);

use Category::{Error, Progress, Terminal, Unknown, Warning};
use Effect::{Buffering, Degraded, Disconnected, Ended, NativeRetry, NoH265, Nothing, Refused, Shown, Stutter};

#[rustfmt::skip]
const LIVE_PLAYER: &[Row] = &[
    Row( 2001, "connected",                   Progress, Nothing,      "已经连接服务器", "connected to the server"),
    Row( 2002, "pull_started",                Progress, Nothing,      "已经连接 RTMP 服务器，开始拉流", "connected to the RTMP server, pulling begins"),
    Row( 2003, "first_frame_received",        Progress, Shown,        "网络接收到首个视频数据包(IDR)", "first video packet (IDR) received"),
    Row( 2004, "play_begun",                  Progress, Shown,        "视频播放开始", "playback begins"),
    Row( 2005, "play_progress",               Progress, Nothing,      "视频播放进度", "playback progress"),
    Row( 2006, "play_ended",                  Terminal, Ended,        "视频播放结束", "playback ended"),
    Row( 2007, "buffering",                   Progress, Buffering,    "视频播放 Loading", "buffering"),
    Row( 2008, "decoder_started",             Progress, Nothing,      "解码器启动", "decoder started"),
    Row( 2009, "resolution_changed",          Progress, Nothing,      "视频分辨率改变", "resolution changed"),
    Row( 2026, "undocumented_2026",           Unknown,  Nothing,      "未公开的状态（正常起播过程中出现）", "undocumented (seen in a normal start)"),
    Row( 2027, "undocumented_2027",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 2029, "undocumented_2029",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 2030, "undocumented_2030",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 2032, "undocumented_2032",           Unknown,  Nothing,      "未公开的状态（Android 正常起播过程中出现）", "undocumented (seen in a normal start on Android)"),
    Row( 2101, "video_decode_failed",         Warning,  Degraded,     "当前视频帧解码失败", "decoding a video frame failed"),
    Row( 2102, "audio_decode_failed",         Warning,  Degraded,     "当前音频帧解码失败", "decoding an audio frame failed"),
    Row( 2103, "reconnecting",                Warning,  NativeRetry,  "网络断连，已启动自动重连", "disconnected, the player reconnects by itself"),
    Row( 2104, "unstable_network",            Warning,  Degraded,     "网络来包不稳：可能是下行带宽不足，或由于主播端出流不均匀", "packets arrive unevenly: little bandwidth, or an uneven publisher"),
    Row( 2105, "stutter",                     Warning,  Stutter,      "当前视频播放出现卡顿", "the picture stutters"),
    Row( 2106, "hardware_decoder_failed",     Warning,  Degraded,     "硬解启动失败，采用软解", "hardware decoding failed, software takes over"),
    Row( 2107, "frames_discontinuous",        Warning,  Degraded,     "当前视频帧不连续，可能丢帧", "frames are discontinuous, some may be lost"),
    Row( 2108, "hardware_first_frame_failed", Warning,  Degraded,     "当前流硬解第一个 I 帧失败，SDK 自动切软解", "hardware decoding of the first I frame failed, software takes over"),
    Row( 3001, "dns_failed",                  Error,    NativeRetry,  "RTMP DNS 解析失败，播放器会自行重试", "DNS lookup failed, the player retries by itself"),
    Row( 3002, "connect_failed",              Error,    NativeRetry,  "RTMP 服务器连接失败，播放器会自行重试", "connecting to the RTMP server failed, the player retries by itself"),
    Row( 3003, "handshake_failed",            Error,    NativeRetry,  "RTMP 服务器握手失败，播放器会自行重试", "the RTMP handshake failed, the player retries by itself"),
    Row( 3004, "refused_by_server",           Error,    Refused,      "RTMP 服务器主动断开：播放地址不合法或防盗链已过期", "the server closed the connection: the address is not valid or has expired"),
    Row( 3005, "read_write_failed",           Error,    NativeRetry,  "RTMP 读/写失败，播放器会自行重试", "RTMP read or write failed, the player retries by itself"),
    Row( 5000, "undocumented_5000",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 5001, "undocumented_5001",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 6000, "undocumented_6000",           Unknown,  Nothing,      "未公开的状态（拉流被挂起）", "undocumented (pulling was suspended)"),
    Row( 6002, "undocumented_6002",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 6003, "undocumented_6003",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 6004, "undocumented_6004",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row( 6005, "undocumented_6005",           Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row(10005, "undocumented_10005",          Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row(10012, "undocumented_10012",          Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row(10014, "undocumented_10014",          Unknown,  Nothing,      "未公开的状态", "undocumented"),
    Row(-2301, "disconnected",                Terminal, Disconnected, "网络断连，且经多次重连抢救无效，更多重试请自行重启播放", "disconnected, the player's own retries are used up: restart it"),
    Row(-2302, "accelerated_address_failed",  Terminal, Disconnected, "获取加速拉流地址失败", "getting the accelerated address failed"),
    Row(-2303, "file_not_found",              Terminal, Disconnected, "播放文件不存在", "the file to play does not exist"),
    Row(-2304, "h265_decode_failed",          Terminal, NoH265,       "H.265 解码失败", "decoding H.265 failed"),
    Row(-2305, "hls_key_failed",              Terminal, Disconnected, "获取 HLS 解密密钥失败", "getting the HLS key failed"),
    Row(-2306, "play_info_failed",            Terminal, Disconnected, "获取点播文件信息失败", "getting the play information failed"),
    Row(-2308, "address_expired",             Terminal, Refused,      "播放地址已失效", "the play address has expired"),
];

#[rustfmt::skip]
const LIVE_PUSHER: &[Row] = &[
    Row(   1001, "connected",                  Progress, Nothing,     "已经连接推流服务器", "connected to the push server"),
    Row(   1002, "push_started",               Progress, Nothing,     "已经与服务器握手完毕，开始推流", "handshake done, pushing begins"),
    Row(   1003, "camera_opened",              Progress, Nothing,     "打开摄像头成功", "camera opened"),
    Row(   1004, "screen_capture_started",     Progress, Nothing,     "录屏启动成功", "screen capture started"),
    Row(   1005, "resolution_changed",         Progress, Nothing,     "推流动态调整分辨率", "resolution adjusted"),
    Row(   1006, "bitrate_changed",            Progress, Nothing,     "推流动态调整码率", "bitrate adjusted"),
    Row(   1007, "first_frame_captured",       Progress, Nothing,     "首帧画面采集完成", "first picture captured"),
    Row(   1008, "encoder_started",            Progress, Nothing,     "编码器启动", "encoder started"),
    Row(   1018, "room_entered",               Progress, Nothing,     "进房成功", "entered the room"),
    Row(   1019, "room_left",                  Progress, Nothing,     "退出房间", "left the room"),
    Row(   1020, "member_list_changed",        Progress, Nothing,     "房间成员列表变化", "the list of members changed"),
    Row(   1021, "room_reentered",             Progress, Nothing,     "网络切换，重新进房", "entered the room again after a change of network"),
    Row(   1101, "unstable_network",           Warning,  Nothing,     "网络状况不佳：上行带宽太小，上传数据受阻", "poor network: too little bandwidth to send"),
    Row(   1102, "reconnecting",               Warning,  NativeRetry, "网络断连，已启动自动重连", "disconnected, the pusher reconnects by itself"),
    Row(   1103, "hardware_encoder_failed",    Warning,  Nothing,     "硬编码启动失败，采用软编码", "hardware encoding failed, software takes over"),
    Row(   1104, "video_encode_failed",        Warning,  Nothing,     "视频编码失败", "encoding a video frame failed"),
    Row(   1105, "beauty_surface_failed",      Warning,  Nothing,     "美颜软编码：创建 surface 失败", "the beauty filter could not create its surface"),
    Row(   1106, "beauty_surface_lost",        Warning,  Nothing,     "美颜软编码：surface 已失效", "the beauty filter lost its surface"),
    Row(   3001, "dns_failed",                 Error,    NativeRetry, "RTMP DNS 解析失败，会自行重试", "DNS lookup failed, it retries by itself"),
    Row(   3002, "connect_failed",             Error,    NativeRetry, "RTMP 服务器连接失败，会自行重试", "connecting to the RTMP server failed, it retries by itself"),
    Row(   3003, "handshake_failed",           Error,    NativeRetry, "RTMP 服务器握手失败，会自行重试", "the RTMP handshake failed, it retries by itself"),
    Row(   3004, "refused_by_server",          Error,    Nothing,     "RTMP 服务器主动断开，请检查推流地址的合法性或防盗链有效期", "the server closed the connection: check the push address and its expiry"),
    Row(   3005, "read_write_failed",          Error,    NativeRetry, "RTMP 读/写失败，会自行重试", "RTMP read or write failed, it retries by itself"),
    Row(   5000, "suspended",                  Warning,  Nothing,     "小程序被挂起，停止推流", "the mini-program was suspended, pushing stops"),
    Row(  -1301, "camera_failed",              Error,    Nothing,     "打开摄像头失败", "opening the camera failed"),
    Row(  -1302, "microphone_failed",          Error,    Nothing,     "打开麦克风失败", "opening the microphone failed"),
    Row(  -1303, "video_encoder_failed",       Error,    Nothing,     "视频编码失败", "encoding video failed"),
    Row(  -1304, "audio_encoder_failed",       Error,    Nothing,     "音频编码失败", "encoding audio failed"),
    Row(  -1305, "resolution_unsupported",     Error,    Nothing,     "不支持的视频分辨率", "the video resolution is not supported"),
    Row(  -1306, "sample_rate_unsupported",    Error,    Nothing,     "不支持的音频采样率", "the audio sample rate is not supported"),
    Row(  -1307, "disconnected",               Terminal, Nothing,     "网络断连，且经多次重连抢救无效，更多重试请自行重启推流", "disconnected, the pusher's own retries are used up: restart it"),
    Row(  -1308, "screen_capture_failed",      Error,    Nothing,     "开始录屏失败，可能被用户拒绝", "screen capture could not start, perhaps the user refused"),
    Row(  -1309, "screen_capture_unsupported", Error,    Nothing,     "录屏失败，不支持的 Android 系统版本", "screen capture needs a newer Android"),
    Row(  -1310, "screen_capture_interrupted", Error,    Nothing,     "录屏被其他应用打断", "another app interrupted the screen capture"),
    Row(  -1311, "microphone_no_data",         Error,    Nothing,     "Android 麦克风打开成功，但录不到音频数据", "the microphone is open but gives no data"),
    Row(  -1312, "screen_orientation_failed",  Error,    Nothing,     "录屏动态切横竖屏失败", "changing orientation while capturing the screen failed"),
    Row(  -3301, "enter_room_failed",          Error,    Nothing,     "进房失败", "entering the room failed"),
    Row(-100006, "private_map_key_invalid",    Error,    Nothing,     "privateMapKey 校验失败", "the privateMapKey was refused"),
    Row(-100015, "sdk_app_id_invalid",         Error,    Nothing,     "SDKAppID 不正确", "the SDKAppID is not valid"),
    Row(-100018, "user_sig_invalid",           Error,    Nothing,     "UserSig 校验失败", "the UserSig was refused"),
];

impl Source {
    fn table(self) -> &'static [Row] {
        match self {
            Source::LivePlayer => LIVE_PLAYER,
            Source::LivePusher => LIVE_PUSHER,
        }
    }

    fn row(self, code: f64) -> Option<&'static Row> {
        self.table().iter().find(|row| f64::from(row.0) == code)
    }

    fn read(fields: &mut Fields<'_>) -> Source {
        Source::take(fields, "source").unwrap_or_default()
    }
}

impl From<StateInfo> for Value {
    fn from(info: StateInfo) -> Self {
        let mut record = Record::default();
        record
            .set("code", info.code)
            .set("name", info.name)
            .set("category", info.category.name())
            .set("message", &info.message)
            .set("nativeRetry", info.native_retry);
        record.into()
    }
}

/// Explains one code. A number nobody knows is category `unknown`, never an error.
pub fn describe(code: &Value, source: &Value) -> Result<StateInfo> {
    fields::read_arguments(&[("code", code), ("source", source)], |fields| {
        fields.require("code");
        info(fields.finite("code").unwrap_or_default(), Source::read(fields))
    })
}

/// Every code of a component, in the order of its table.
pub fn list(source: &Value) -> Result<Vec<StateInfo>> {
    fields::read_arguments(&[("source", source)], |fields| Source::read(fields).table().iter().map(row_info).collect())
}

/// What a code of `<live-player>` says about playing; `None` when nobody knows.
pub fn effect(code: f64) -> Option<Effect> {
    Source::LivePlayer.row(code).filter(|row| row.2 != Unknown).map(|row| row.3)
}

fn info(code: f64, source: Source) -> StateInfo {
    source.row(code).map_or(
        StateInfo {
            code,
            name: "unknown",
            category: Unknown,
            message: Text::fixed("未知的状态码", "an unknown state code"),
            native_retry: false,
        },
        row_info,
    )
}

fn row_info(row: &Row) -> StateInfo {
    StateInfo {
        code: f64::from(row.0),
        name: row.1,
        category: row.2,
        message: Text::fixed(row.4, row.5),
        native_retry: row.3 == NativeRetry,
    }
}
