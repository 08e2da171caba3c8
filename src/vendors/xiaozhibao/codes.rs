//! What the plugin's console and player say, in the order in which the plugin finds it.

use crate::data::text::Phrases;

/// The text of every code.
pub(super) const CODES: Phrases = Phrases(
    "\
appid_format | AppID 应为 wx 加 16 位十六进制字符 | an AppID is wx and sixteen hexadecimal digits
appid_not_registered | 小程序 AppID 未注册 | the mini-program's AppID is not registered
appid_mismatch | AppID 与注册的不一致，一个账号只能绑定一个小程序 | the account is registered for another mini-program
company_missing | 请填写公司或团队名称，没有可填“暂无” | fill in the company or team name, 暂无 if there is none
whitelist_empty | 请填写视频地址域名白名单 | the list of video domains is empty
whitelist_too_many | 域名白名单最多 10 个 | the list of video domains holds at most ten
local_not_supported | 不支持播放本地视频 | local videos cannot be played
https_required | 视频地址须用 https | the video's address must be https
url_invalid | 视频地址不正确 | the video's address is not valid
domain_not_whitelisted | 视频域名不在白名单中 | the video's domain is not on the list
audit_rejected | 视频审核不通过，不能播放 | the video was refused by the audit
ok | 可以播放，不再计费 | it can be played, and costs nothing more
ok_pending_audit | 审核中，可以播放 | it is being audited, and can be played meanwhile
reaudit_in_progress | 视频已过期，须重新审核 | the video has expired and must be audited again
unlimited_expired_no_quota | 无限时长已到期，且没有可用的固定时长 | unlimited time has run out, and there is no fixed time left
quota_expired | 固定时长已到期 | the fixed time has expired
quota_exhausted | 时长已用完，请充值 | the time is used up
quota_insufficient | 剩余时长不够播放该视频 | there is less time left than the video has
ok_reaudit | 视频将重新审核并计费 | it will be audited again and charged
ok_first_submit | 可以播放，首次播放计费并提交审核 | it can be played: this first time is charged and submitted for audit
whitelist_duplicate | 域名白名单有重复 | a domain is on the list twice
volatile_url_rebilled | 地址带签名或有效期，每次变化都会重新计费和审核 | the address is signed or expires: whenever it changes, it is charged and audited again
duration_unknown | 视频时长未知，无法确认剩余时长是否够用 | the video's duration is not known, so the time left may not do
reaudit_playability_not_documented | 文档没有说明重新审核期间能否播放 | the document does not say whether it plays while audited again
",
);
