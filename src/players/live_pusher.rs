//! The state codes of `<live-pusher>`.

use super::Category::{Error, Progress, Terminal, Warning};
use super::Effect::{NativeRetry, Nothing};
use super::Row;

#[rustfmt::skip]
pub(super) const LIVE_PUSHER: &[Row] = &[
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
