//! The answer codes of WeChat's media interfaces (wxa/sec/vod), and those of an access_token.

use crate::data::bounds::NUMBER_LIMIT;
use crate::data::digits;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::value::{Answer, Value};
use crate::vendors::outcome::{Meaning, Outcome, Retry, meaning};

use Retry::{AfterTokenRefresh, Later, Never, Slower};

#[rustfmt::skip]
pub(in crate::vendors) const CODES: &[Meaning] = &[
    meaning!(       0, "ok",            Never,             "成功", "done"),
    meaning!(      -1, "server_error",  Later,             "系统错误", "WeChat failed"),
    meaning!(      -2, "server_error",  Later,             "初始化未完成，请几分钟后再试", "the account is being set up: try again in some minutes"),
    meaning!(   40001, "token_expired", AfterTokenRefresh, "access_token 无效", "the access_token is not valid"),
    meaning!(   40014, "token_expired", AfterTokenRefresh, "access_token 无效", "the access_token is not valid"),
    meaning!(   41001, "token_expired", AfterTokenRefresh, "缺少 access_token", "the access_token is missing"),
    meaning!(   42001, "token_expired", AfterTokenRefresh, "access_token 已过期", "the access_token has expired"),
    meaning!(   43002, "bad_parameter", Never,             "必须使用 POST 方法", "the method must be POST"),
    meaning!(   44002, "bad_parameter", Never,             "POST 内容为空", "the request has no body"),
    meaning!(   45009, "rate_limited",  Slower,            "调用次数达到上限", "too many calls"),
    meaning!(   47001, "bad_parameter", Never,             "输入格式错误", "the request's format is wrong"),
    meaning!(   47003, "bad_parameter", Never,             "参数不符合要求", "a parameter is wrong"),
    meaning!(   48001, "no_permission", Never,             "没有该接口的权限", "the account has no right to this interface"),
    meaning!(10090001, "unsupported",   Never,             "视频类型不支持", "this kind of video is not supported"),
    meaning!(10090002, "unsupported",   Never,             "图片类型不支持", "this kind of image is not supported"),
    meaning!(10090003, "bad_parameter", Never,             "图片 URL 无效", "the image's address is not valid"),
    meaning!(10090005, "bad_parameter", Never,             "resource_type 无效", "resource_type is not valid"),
    meaning!(10090018, "bad_parameter", Never,             "存在无效参数", "a parameter is not valid"),
    meaning!(10090029, "no_permission", Never,             "不允许操作", "this is not allowed"),
    meaning!(10090038, "no_permission", Never,             "被授权账号没有【文娱-微短剧】类目", "the authorised account does not have the category of mini-dramas"),
    meaning!(10090039, "no_permission", Never,             "已经被解除授权", "the authorisation has been withdrawn"),
    meaning!(10090040, "bad_parameter", Never,             "剧集已经被占用", "the episode belongs to another drama"),
    meaning!(10090041, "bad_parameter", Never,             "剧目名称不符合规范", "the name of the drama is not as it should be"),
    meaning!(10090042, "bad_parameter", Never,             "剧集名称不符合规范", "the name of the episode is not as it should be"),
    meaning!(10090043, "no_permission", Never,             "不存在授权关系", "there is no such authorisation"),
    meaning!(10093011, "server_error",  Later,             "操作失败", "it failed"),
    meaning!(10093014, "bad_parameter", Never,             "参数错误", "a parameter is wrong"),
    meaning!(10093023, "rate_limited",  Slower,            "操作过于频繁", "too many calls in a short time"),
    meaning!(10093030, "not_found",     Never,             "资源不存在", "no such resource"),
];

/// What a code means. One that is not in the table has the class `unknown`.
pub fn describe_error(errcode: i64) -> Outcome {
    Outcome::of(&digits::write(errcode), &[CODES])
}

/// Reads the argument of `describeError`.
pub(super) fn describe_error_of(errcode: &Value<'_>) -> Result<Answer> {
    fields::answer(&[("errcode", errcode)], &mut |fields| {
        fields.require("errcode");
        let errcode = fields.integer("errcode", -NUMBER_LIMIT, NUMBER_LIMIT)?;
        Some((&describe_error(errcode)).into())
    })
}
