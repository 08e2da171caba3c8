//! The answer codes of the EZVIZ open platform (萤石开放平台, open.ys7.com/api/lapp), as the pages of its APIs print them.
//!
//! Each API has a list of its own: a number means nothing where its page does not name it. Nothing here needs another
//! module of this vendor, so that a package without vendors can have the PTZ pad.

use crate::ptz::{Answered, Direction};
use crate::vendors::outcome::{Meaning, Outcome, Retry, meaning};

use Retry::{AfterTokenRefresh, Later, Never, Slower, WhenOnline};

/// What every API may say.
#[rustfmt::skip]
pub(super) const PLATFORM: &[Meaning] = &[
    meaning!(  200, "ok",             Never,             "操作成功", "done"),
    meaning!(10001, "bad_parameter",  Never,             "参数错误", "a parameter is wrong"),
    meaning!(10005, "no_permission",  Never,             "appKey 异常，已被冻结", "the appKey is frozen"),
    meaning!(10007, "rate_limited",   Slower,            "调用次数达到上限", "too many calls"),
    meaning!(10029, "rate_limited",   Slower,            "个人版接口调用超限，请升级企业版", "the personal edition's calls are used up: the enterprise edition has more"),
    meaning!(49999, "server_error",   Later,             "数据异常", "the platform's data are not in order"),
    meaning!(50000, "server_error",   Later,             "服务器异常", "the platform failed"),
];

/// What an API that takes an accessToken and a device may say.
#[rustfmt::skip]
pub(super) const DEVICE: &[Meaning] = &[
    meaning!(10002, "token_expired",  AfterTokenRefresh, "accessToken 异常或过期", "the accessToken is not valid or has expired"),
    meaning!(10004, "not_found",      Never,             "用户不存在", "no such user"),
    meaning!(10026, "quota",          Never,             "设备数量超出个人版限制", "more devices than the personal edition allows"),
    meaning!(10028, "rate_limited",   Slower,            "抓图次数超限", "too many snapshots"),
    meaning!(10031, "no_permission",  Never,             "子账户或萤石用户没有权限", "the account has no right to this"),
    meaning!(20001, "not_found",      Never,             "摄像头不存在", "no such camera"),
    meaning!(20002, "not_found",      Never,             "设备不存在", "no such device"),
    meaning!(20006, "network",        Later,             "网络异常", "the device's network failed"),
    meaning!(20007, "device_offline", WhenOnline,        "设备不在线", "the device is offline"),
    meaning!(20008, "device_timeout", Later,             "设备响应超时，请稍后再试", "the device did not answer in time"),
    meaning!(20014, "bad_parameter",  Never,             "设备序列号不正确", "the serial number is not valid"),
    meaning!(20015, "unsupported",    Never,             "设备不支持该功能", "the device cannot do this"),
    meaning!(20018, "not_owner",      Never,             "该用户不拥有该设备", "the device belongs to somebody else"),
    meaning!(20032, "not_found",      Never,             "该用户下通道不存在", "no such channel"),
    meaning!(60019, "encrypted",      Never,             "设备已加密，请输入验证码", "the device is encrypted: enter its verification code"),
    meaning!(60020, "unsupported",    Never,             "不支持该命令", "the command is not supported"),
];

/// What an API that moves the camera may say.
#[rustfmt::skip]
pub(super) const MOVE: &[Meaning] = &[
    meaning!(60000, "unsupported",    Never,             "设备不支持云台控制", "the device has no PTZ"),
    meaning!(60001, "no_permission",  Never,             "用户无云台控制权限", "the account has no right to move the camera"),
    meaning!(60006, "device_busy",    Later,             "云台当前操作失败，请稍后再试", "the camera could not do it now"),
    meaning!(60009, "device_busy",    Later,             "设备正在操作中", "the camera is busy"),
    meaning!(60026, "device_busy",    Later,             "设备处于隐私遮蔽状态", "the privacy cover is on"),
    meaning!(60027, "device_busy",    Later,             "设备正在镜像操作", "the camera is being mirrored"),
    meaning!(60028, "device_busy",    Later,             "设备正在键控动作", "the camera is being moved by its keys"),
    meaning!(60029, "device_busy",    Later,             "设备处于语音对讲状态", "somebody is talking through the device"),
];

/// What only the start of a movement may say.
#[rustfmt::skip]
pub(super) const LIMITS: &[Meaning] = &[
    meaning!(60002, "ptz_limit",      Never,             "云台已转到上限位", "the camera is at its upper end"),
    meaning!(60003, "ptz_limit",      Never,             "云台已转到下限位", "the camera is at its lower end"),
    meaning!(60004, "ptz_limit",      Never,             "云台已转到左限位", "the camera is at its left end"),
    meaning!(60005, "ptz_limit",      Never,             "云台已转到右限位", "the camera is at its right end"),
];

/// What an API that keeps a preset of the camera may say.
#[cfg(feature = "client")]
#[rustfmt::skip]
pub(super) const PRESET: &[Meaning] = &[
    meaning!(60007, "quota",          Never,             "预置点个数超过最大值", "the device keeps no more presets"),
    meaning!(60009, "device_busy",    Later,             "正在调用预置点", "the camera is on its way to a preset"),
    meaning!(60010, "already_there",  Never,             "该预置点已经是当前位置", "the camera stands there already"),
    meaning!(60011, "not_found",      Never,             "预置点不存在", "no such preset"),
    meaning!(60012, "server_error",   Later,             "预置点操作失败", "the preset could not be set or called"),
];

/// What an API that asks for an address may say.
#[cfg(feature = "client")]
#[rustfmt::skip]
pub(super) const ADDRESS: &[Meaning] = &[
    meaning!(60060, "not_found",      Never,             "直播地址未绑定", "no address is bound to the device"),
    meaning!(60061, "quota",          Never,             "账户流量已超出", "the account's traffic is used up"),
    meaning!(60063, "no_permission",  Never,             "直播未使用或已关闭", "live video is not switched on"),
];

/// What an API that sends a voice may say.
#[cfg(feature = "client")]
#[rustfmt::skip]
pub(super) const VOICE: &[Meaning] = &[
    meaning!(111012, "device_busy",   Later,             "设备正忙，语音下发失败，请稍后再试", "the device is busy and did not take the voice"),
];

/// What only token/get may say.
#[cfg(feature = "client")]
#[rustfmt::skip]
pub(super) const TOKEN: &[Meaning] = &[
    meaning!(10017, "not_found",      Never,             "appKey 不存在", "no such appKey"),
    meaning!(10030, "no_permission",  Never,             "appKey 和 appSecret 不匹配", "the appSecret is not the appKey's"),
];

/// What the answer to the start or the stop of a movement means. A code that no page names is class `unknown`.
pub fn ptz_answer(code: &str) -> Answered {
    let outcome = Outcome::of(code, &[MOVE, LIMITS, DEVICE, PLATFORM]);
    Answered {
        ok: outcome.ok,
        limit: match code {
            "60002" => Some(Direction::Up),
            "60003" => Some(Direction::Down),
            "60004" => Some(Direction::Left),
            "60005" => Some(Direction::Right),
            _ => None,
        },
        // These two are about PTZ as a whole; 20015 and 60020 are about the one command.
        disabled: matches!(code, "60000" | "60001"),
        outcome: Some(outcome),
    }
}
