//! What can be wrong with the arguments of a UserSig, in words.

use crate::data::fields::Fields;
use crate::data::text::Text;

#[rustfmt::skip]
const PROBLEMS: &[(&str, Text)] = &[
    ("sdk_app_id_invalid",      Text::fixed("应为 1 到 4294967295 的整数", "must be a whole number from 1 to 4294967295")),
    ("secret_key_empty",        Text::fixed("密钥不能为空", "the key must not be empty")),
    ("user_id_empty",           Text::fixed("用户 ID 不能为空", "the user id must not be empty")),
    ("user_id_has_newline",     Text::fixed("用户 ID 不能含换行：签名会有歧义", "the user id must not contain a newline: its signature would be ambiguous")),
    ("user_id_not_well_formed", Text::fixed("用户 ID 含有不成对的 UTF-16 代理字符", "the user id contains a lone surrogate")),
    ("expire_invalid",          Text::fixed("应为整数秒，至少 1", "must be whole seconds, at least 1")),
    ("user_buf_too_long",       Text::fixed("最多 1024 字节", "must be no longer than 1024 bytes")),
];

/// Notes an issue of this namespace.
pub(super) fn refuse(fields: &mut Fields<'_>, code: &'static str, name: &str) {
    if let Some((_, text)) = PROBLEMS.iter().find(|(known, _)| *known == code) {
        fields.refuse_saying(code, name, text);
    }
}
