//! Every interface of wxa/sec/vod by its name, and the upload of temporary material.
//!
//! Sources: WeChat's pages 短剧媒资管理 (developers.weixin.qq.com/miniprogram/dev/server/API/minidrama/…) as of 2026-06. The
//! names are those of the Go package minidrama v2.1.8, for later interfaces those of their paths.

use super::{audit, cdn, link, upload};
use crate::data::issue::Result;
use crate::data::value::{Answer, Record, Value};
use Effect::{Dangerous, Reads, Writes};
use Kind::{Code, Count, CoverType, File, Id, Ids, MediaType, Moment, Records, Sites, Text, Texts};
use Sent::{Checked, Form, Json};

/// One interface.
pub(super) struct Api {
    pub(super) name: &'static str,
    pub(super) path: &'static str,
    effect: Effect,
    title: [&'static str; 2],
    pub(super) params: &'static [Param],
    pub(super) sent: Sent,
    /// The fields of a success.
    answer: &'static [&'static str],
    /// Whether a success without the first of them is none.
    demands: bool,
}

impl Api {
    /// The field that a success must carry.
    pub(super) fn demanded(&self) -> Option<&'static str> {
        self.answer.first().copied().filter(|_| self.demands)
    }
}

/// What a call does to the account.
#[derive(Clone, Copy)]
enum Effect {
    /// Nothing: it may be asked again.
    Reads,
    /// It adds or changes something.
    Writes,
    /// It removes what cannot be restored.
    Dangerous,
}

/// How the parameters are sent.
pub(super) enum Sent {
    Json,
    Form,
    /// As JSON, by a function of the namespace that checks them under our names: it is given them and `now`. It reads the
    /// names of the list too, which stand for no parameter of WeChat's.
    Checked(fn(&Value<'_>, &Value<'_>) -> Result<Answer>, &'static [&'static str]),
}

/// One parameter, by WeChat's name.
pub(super) struct Param {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    note: [&'static str; 2],
}

/// What a parameter is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Id,
    Ids,
    /// A whole number from … to ….
    Count(u32, u32),
    /// One of these numbers.
    Code(&'static [i64]),
    /// Unix time in seconds.
    Moment,
    MediaType,
    CoverType,
    /// Bytes, so many at most.
    File(usize),
    /// A list of texts.
    Texts,
    /// Domains: comma-separated or a list.
    Sites,
    /// A record.
    Record(&'static [Param]),
    /// A list of records.
    Records(&'static [Param]),
}

const fn must(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Param {
    Param { name, kind, required: true, note: [zh, en] }
}

const fn may(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Param {
    Param { name, kind, required: false, note: [zh, en] }
}

/// The document's MB are read as MiB, the larger of the two.
const SINGLE: usize = 10 << 20;
const PART: usize = 5 << 20;

const MEDIA_NAME: Param =
    must("media_name", Text, "文件名，如“我的演艺-第1集”", "the name of the file, e.g. 我的演艺-第1集");
const MEDIA_TYPE: Param = must("media_type", MediaType, "视频格式，如 MP4", "the video's format, e.g. MP4");
const COVER_TYPE: Param = may("cover_type", CoverType, "封面图片格式，如 JPG", "the cover's format, e.g. JPG");
const CONTEXT: Param =
    may("source_context", Text, "来源上下文，上传完成事件中带回", "comes back with the event of the upload");
const MEDIA_ID: Param = must("media_id", Id, "媒资 ID", "the media");
const DRAMA_ID: Param = must("drama_id", Id, "剧目 ID", "the drama");
const LIMIT: Param = may("limit", Count(1, 100), "最多返回多少条，默认 100", "at most so many; 100 unless given");
const OFFSET: Param = may("offset", Count(0, u32::MAX), "起始偏移量", "after so many");
const LONG_LIMIT: Param = may("limit", Count(1, 1000), "最多返回多少条，默认 100", "at most so many; 100 unless given");
const START: Param = must("start_time", Moment, "起始时间戳", "the start");
const END: Param = must("end_time", Moment, "结束时间戳", "the end");
const QUERY_TYPE: Param = may(
    "query_type",
    Code(&[0, 1, 2]),
    "0 全部，1 短剧播放器定向流量，2 通用播放流量",
    "0 all, 1 the drama player's traffic, 2 the others'",
);
const AUTHORIZED: Param = must("authorized_appid", Text, "被授权方小程序 appid", "the appid that is authorised");
const AUTHORIZED_MAYBE: Param = may("authorized_appid", Text, "被授权方小程序 appid", "the appid that is authorised");
const AUTHORIZER: Param = may("authorizer_appid", Text, "授权方小程序 appid", "the appid that authorises");
const AUTHORIZED_UNTIL: Param =
    may("authz_expire_time", Moment, "授权到期的时间戳，0 为长期有效", "when the authorisation ends; 0: never");
const AUTHORIZED_DRAMAS: Param = must("drama_id", Ids, "剧目 ID 列表", "the dramas");
const CERT_NO: Param = may(
    "authorized_subject_cert_no",
    Text,
    "被授权方主体的统一社会信用代码，authorization_type 为 1 时必填",
    "the authorised company's code (统一社会信用代码); needed for authorization_type 1",
);
const COPYRIGHT_DRAMAS: Param = may("drama_ids", Ids, "剧目 ID，最多 100 个", "the dramas, at most 100");
const AUTHORIZATION_TYPE: Param =
    must("authorization_type", Code(&[1, 2]), "1 授权给主体，2 授权给小程序", "1 a company, 2 a mini-program");

const PART_INFOS: Kind = Records(&[
    must("part_number", Count(1, 100), "分片编号", "the number of the part"),
    must("etag", Text, "上传分片返回的 etag", "the etag that uploadpart answered"),
]);
const REPLACE_INFOS: Kind = Records(&[
    must("old", Id, "旧的剧集 media_id", "the episode that goes"),
    must("new", Id, "新的剧集 media_id", "the episode that takes its place"),
]);
const ACTOR_LIST: Param = may(
    "actor_list",
    Kind::Record(&[must(
        "actor",
        Records(&[
            must("name", Text, "姓名，最多 30 个字符", "the name, at most 30 characters"),
            must("photo_material_id", Text, "照片的临时素材 ID", "a photo, as temporary material"),
            must("role", Text, "饰演角色，最多 30 个字符", "the role, at most 30 characters"),
            must("profile", Text, "简介，最多 100 个字符", "about the actor, at most 100 characters"),
        ]),
        "2 到 5 位演员",
        "2 to 5 actors",
    )]),
    "演员信息，drama_type 为 2 时必填",
    "the actors; needed for drama_type 2",
);
const COPYRIGHT: Kind = Kind::Record(&[
    must(
        "copyright_role",
        Code(&[1, 2]),
        "1 制作方，2 授权播出方或版权方",
        "1 the producer, 2 a broadcaster or an owner",
    ),
    must("apply_for_copyright_protection", Code(&[0, 1]), "是否申请版权保护", "1: protection is applied for"),
    may("copyright_verification", Text, "'1' 基于证明材料，'2' 基于授权关系", "'1' by proof, '2' by authorisation"),
    may("proof_of_production", Texts, "制作证明材料的临时素材 ID，最多 4 个", "proof of the production, at most 4"),
    may(
        "purchase_or_broadcast_authorization_certificate",
        Texts,
        "采买或播出授权证明的临时素材 ID，最多 4 个",
        "proof of the purchase or the authorisation, at most 4",
    ),
]);
const DESCRIPTION: Param =
    may("description", Text, "剧目简介，最多 200 个字符", "what it is about, at most 200 characters");
const COVER: Param = may("cover_material_id", Text, "剧目海报的临时素材 ID", "the cover, as temporary material");
const PRODUCER: Param = may("producer", Text, "制作方", "the producer");
const QUALIFICATION: Param = may(
    "qualification_type",
    Code(&[1, 2]),
    "1 有发行许可证或备案号，2 没有且成本小于 100 万元",
    "1 has a license or a registration number, 2 has neither and cost less than 1,000,000 yuan",
);
const REGISTRATION: Param =
    may("registration_number", Text, "许可证编号或备案号", "the license's or registration's number");
const CERTIFICATE: Param = may(
    "qualification_certificate_material_id",
    Text,
    "资质证明文件的临时素材 ID",
    "proof of it, as temporary material",
);
const COST: Param = may("cost_of_production", Count(1, 99), "制作成本，单位万元", "the cost, in units of 10,000 yuan");
const COST_LETTER: Param =
    may("cost_commitment_letter_material_id", Text, "《成本配置比例情况报告》的临时素材 ID", "the report on the cost");
const RECOMMENDATIONS: Param =
    may("recommendations", Text, "推荐语，最多 30 个字符", "a recommendation, at most 30 characters");
const POSTER: Param =
    may("promotion_poster_material_id", Text, "推广海报的临时素材 ID", "a poster, as temporary material");
const OTHER_MATERIAL: Param =
    may("other_material_material_id", Text, "其他材料的临时素材 ID", "other temporary material");

#[rustfmt::skip]
pub(super) const APIS: &[Api] = &[
    Api {
        name: "single_file_upload", path: "wxa/sec/vod/singlefileupload", effect: Writes, sent: Form,
        title: ["单个文件上传", "Upload a small file in one request"],
        params: &[
            MEDIA_NAME, MEDIA_TYPE,
            must("media_data", File(SINGLE), "视频文件", "the video"),
            COVER_TYPE,
            may("cover_data", File(SINGLE), "封面图片", "the cover"),
            CONTEXT,
        ],
        answer: &["media_id"], demands: true,
    },
    Api {
        name: "pull_upload", path: "wxa/sec/vod/pullupload", effect: Writes, sent: Json,
        title: ["拉取上传", "Let WeChat fetch a video"],
        params: &[
            MEDIA_NAME,
            must("media_url", Text, "视频地址", "where the video is"),
            may("cover_url", Text, "封面地址", "where the cover is"),
            CONTEXT,
        ],
        answer: &["task_id"], demands: true,
    },
    Api {
        name: "get_task", path: "wxa/sec/vod/gettask", effect: Reads, sent: Json,
        title: ["查询任务", "How a fetch is going"],
        params: &[must("task_id", Id, "任务 ID", "the task")],
        answer: &["task_info"], demands: true,
    },
    Api {
        name: "apply_upload", path: "wxa/sec/vod/applyupload", effect: Writes, sent: Json,
        title: ["申请分片上传", "Begin an upload in parts"],
        params: &[MEDIA_NAME, MEDIA_TYPE, COVER_TYPE, CONTEXT],
        answer: &["upload_id"], demands: true,
    },
    Api {
        name: "upload_part", path: "wxa/sec/vod/uploadpart", effect: Writes, sent: Form,
        title: ["上传分片", "Upload a part"],
        params: &[
            must("upload_id", Text, "申请分片上传返回的标识", "the upload"),
            must("part_number", Count(1, 100), "分片编号", "the number of the part"),
            must("resource_type", Count(1, 2), "1 视频，2 封面图片", "1 of the video, 2 of the cover"),
            must("data", File(PART), "分片内容，5 MB", "its bytes, 5 MiB"),
        ],
        answer: &["etag"], demands: true,
    },
    Api {
        name: "commit_upload", path: "wxa/sec/vod/commitupload", effect: Writes,
        sent: Checked(|commit, _| upload::commit_upload_of(commit), &["coverExpected"]),
        title: ["确认上传", "End an upload in parts"],
        params: &[
            must("upload_id", Text, "申请分片上传返回的标识", "the upload"),
            must("media_part_infos", PART_INFOS, "视频分片，编号升序", "the video's parts in order"),
            may("cover_part_infos", PART_INFOS, "封面分片，编号升序", "the cover's parts in order"),
        ],
        answer: &["media_id"], demands: true,
    },
    Api {
        name: "list_media", path: "wxa/sec/vod/listmedia", effect: Reads, sent: Json,
        title: ["获取媒资列表", "The media"],
        params: &[
            may("drama_id", Id, "剧目 ID", "of a drama"),
            may("media_name", Text, "文件名，精确匹配；前后可加 %", "by the whole name, or with % before or behind"),
            may("media_name_fuzzy", Text, "文件名，模糊匹配", "by a part of the name"),
            may("start_time", Moment, "上传时间不早于", "uploaded no earlier than"),
            may("end_time", Moment, "上传时间早于", "uploaded before"),
            LIMIT, OFFSET,
        ],
        answer: &["media_info_list"], demands: false,
    },
    Api {
        name: "get_media", path: "wxa/sec/vod/getmedia", effect: Reads, sent: Json,
        title: ["获取媒资详细信息", "A media"],
        params: &[MEDIA_ID],
        answer: &["media_info"], demands: true,
    },
    Api {
        name: "get_media_link", path: "wxa/sec/vod/getmedialink", effect: Reads,
        sent: Checked(link::media_link_of, &["ttl", "trialNames", "duration"]),
        title: ["获取媒资播放链接", "A link to play"],
        params: &[
            MEDIA_ID,
            must("t", Moment, "链接的过期时间戳，最长两小时", "when the link runs out, at most two hours ahead"),
            may("us", Text, "链接标识，如播放渠道", "a mark of your own, e.g. of the channel"),
            may("exper", Count(1, 1 << 31), "试看时长，秒", "only so many seconds may be watched"),
            may("expr", Count(1, 1 << 31), "exper 的旧名", "the old name of exper"),
            may("rlimit", Count(1, 9), "最多多少个 IP", "from how many addresses"),
            may("whref", Sites, "允许的域名", "pages that may play it"),
            may("bkref", Sites, "禁止的域名", "pages that may not"),
        ],
        answer: &["media_info"], demands: true,
    },
    Api {
        name: "delete_media", path: "wxa/sec/vod/deletemedia", effect: Dangerous, sent: Json,
        title: ["删除媒资", "Delete a media"],
        params: &[MEDIA_ID],
        answer: &[], demands: false,
    },
    Api {
        name: "audit_drama", path: "wxa/sec/vod/auditdrama", effect: Writes,
        sent: Checked(|request, _| audit::audit_request_of(request), audit::OURS),
        title: ["剧目提审", "Submit a drama for audit"],
        params: &[
            may("drama_id", Id, "剧目 ID，重新提审时必填", "the drama, when it is submitted again"),
            may("name", Text, "剧目名称", "its name"),
            may("media_count", Count(1, 1 << 31), "剧集数目", "how many episodes"),
            may("media_id_list", Ids, "剧集的 media_id，数目与 media_count 一致", "the episodes, as many as media_count"),
            DESCRIPTION, RECOMMENDATIONS, COVER, POSTER, PRODUCER,
            may("authorized_material_id", Text, "权利声明或播放授权材料", "the authorisation, as temporary material"),
            QUALIFICATION, REGISTRATION, CERTIFICATE, COST_LETTER, COST,
            may("expedited", Code(&[0, 1]), "1 加急，首次提审有效", "1: at once; in a first submission"),
            ACTOR_LIST, OTHER_MATERIAL,
            may("replace_media_list", REPLACE_INFOS, "重新提审时替换的剧集", "episodes that are replaced when it is submitted again"),
            may("copyright", COPYRIGHT, "版权保护，首次提审必填", "whose it is; needed in a first submission"),
            may("drama_type", Code(&[1, 2, 3]), "1 漫剧，2 真人，3 数字真人", "1 animated, 2 real actors, 3 digital humans"),
            may("content_declared", Code(&[0, 1]), "1 含 AI 生成内容", "1: it has AI-made content"),
        ],
        answer: &["drama_id"], demands: true,
    },
    Api {
        name: "list_dramas", path: "wxa/sec/vod/listdramas", effect: Reads, sent: Json,
        title: ["获取剧目列表", "The dramas"],
        params: &[LIMIT, OFFSET],
        answer: &["drama_info_list"], demands: false,
    },
    Api {
        name: "get_drama", path: "wxa/sec/vod/getdrama", effect: Reads, sent: Json,
        title: ["获取剧目信息", "A drama"],
        params: &[DRAMA_ID],
        answer: &["drama_info"], demands: true,
    },
    Api {
        name: "submit_replace_drama_medias", path: "wxa/sec/vod/submitreplacedramamedias", effect: Writes, sent: Json,
        title: ["提交替换剧集审核", "Submit episodes that replace others"],
        params: &[DRAMA_ID, must("replace_media_list", REPLACE_INFOS, "替换的剧集", "the episodes")],
        answer: &[], demands: false,
    },
    Api {
        name: "replace_drama_media", path: "wxa/sec/vod/replacedramamedia", effect: Writes, sent: Json,
        title: ["替换审核通过的剧集", "Replace an episode that has passed"],
        params: &[
            DRAMA_ID,
            must("old_media_id", Id, "旧剧集的 media_id", "the episode that goes"),
            must("new_media_id", Id, "新剧集的 media_id", "the episode that takes its place"),
        ],
        answer: &[], demands: false,
    },
    Api {
        name: "modify_drama_basic_info", path: "wxa/sec/vod/modifydramabasicinfo", effect: Writes,
        sent: Checked(|info, _| audit::basic_info_of(info), &[]),
        title: ["修改剧目基本信息", "Submit changes of a drama's data"],
        params: &[
            DRAMA_ID, DESCRIPTION, COVER, RECOMMENDATIONS, POSTER,
            may("alternate_name", Text, "备用剧名", "another name"),
            ACTOR_LIST, QUALIFICATION, REGISTRATION, CERTIFICATE, COST, COST_LETTER, OTHER_MATERIAL, PRODUCER,
            may("copyright", COPYRIGHT, "版权保护", "whose it is"),
        ],
        answer: &[], demands: false,
    },
    Api {
        name: "get_drama_latest_audit_info", path: "wxa/sec/vod/getdramalatestauditinfo", effect: Reads, sent: Json,
        title: ["查询剧目审核信息", "The latest audit of a kind"],
        params: &[
            DRAMA_ID,
            must("audit_type", Code(&[0, 1, 2, 3]), "0 首次提审，1 再次提审，2 替换剧集，3 修改基本信息",
                "0 the first, 1 again, 2 of episodes that replace others, 3 of changed data"),
        ],
        answer: &["audit_detail"], demands: true,
    },
    Api {
        name: "get_cdn_usage_data", path: "wxa/sec/vod/getcdnusagedata", effect: Reads,
        sent: Checked(cdn::cdn_usage_query_of, &[]),
        title: ["查询 CDN 用量数据", "The traffic"],
        params: &[
            START, END,
            may("data_interval", Code(&[5, 60, 1440]), "每行多少分钟，默认 1440", "minutes a row; 1440 unless given"),
            QUERY_TYPE,
        ],
        answer: &["item_list"], demands: false,
    },
    Api {
        name: "get_cdn_logs", path: "wxa/sec/vod/getcdnlogs", effect: Reads, sent: Checked(cdn::cdn_logs_query_of, &[]),
        title: ["查询 CDN 日志下载链接列表", "Where the CDN's logs are"],
        params: &[
            START, END, QUERY_TYPE,
            may("limit", Count(1, 100), "2024-03-29 起废弃", "does nothing since 2024-03-29"),
            may("offset", Count(0, u32::MAX), "2024-03-29 起废弃", "does nothing since 2024-03-29"),
        ],
        answer: &["domestic_cdn_logs"], demands: false,
    },
    Api {
        name: "list_packages", path: "wxa/sec/vod/listpackages", effect: Reads, sent: Json,
        title: ["查询流量包详情", "The packages of traffic"],
        params: &[
            must("status", Code(&[0, 1, 2, 3]), "0 全部，1 有效，2 无效，3 过期", "0 all, 1 valid, 2 invalid, 3 expired"),
            OFFSET, LIMIT,
            may("query_type", Code(&[0, 1]), "0 通用流量，1 定向流量", "0 general, 1 of the drama player"),
        ],
        answer: &["package_list"], demands: false,
    },
    Api {
        name: "get_authorized_objects", path: "wxa/sec/vod/getauthorizedobjects", effect: Reads, sent: Json,
        title: ["查询被授权信息", "What others have authorised here"],
        params: &[AUTHORIZER, OFFSET, LONG_LIMIT],
        answer: &["objects"], demands: false,
    },
    Api {
        name: "authorize_drama", path: "wxa/sec/vod/authorizedrama", effect: Writes, sent: Json,
        title: ["增加剧目授权", "Authorise another mini-program to play dramas"],
        params: &[AUTHORIZED_DRAMAS, AUTHORIZED, AUTHORIZED_UNTIL],
        answer: &["result"], demands: false,
    },
    Api {
        name: "deauthorize_drama", path: "wxa/sec/vod/deauthorizedrama", effect: Writes, sent: Json,
        title: ["解除剧目授权", "Withdraw that"],
        params: &[AUTHORIZED_DRAMAS, AUTHORIZED],
        answer: &["result"], demands: false,
    },
    Api {
        name: "get_authorize_objects", path: "wxa/sec/vod/getauthorizeobjects", effect: Reads, sent: Json,
        title: ["查询授权信息", "What has been authorised to others"],
        params: &[may("drama_id", Id, "剧目 ID", "of a drama"), AUTHORIZED_MAYBE, OFFSET, LONG_LIMIT],
        answer: &["objects"], demands: false,
    },
    Api {
        name: "authorize_app", path: "wxa/sec/vod/authorizeapp", effect: Writes, sent: Json,
        title: ["增加账号授权", "Authorise another mini-program to play everything"],
        params: &[AUTHORIZED, AUTHORIZED_UNTIL],
        answer: &[], demands: false,
    },
    Api {
        name: "deauthorize_app", path: "wxa/sec/vod/deauthorizeapp", effect: Writes, sent: Json,
        title: ["解除账号授权", "Withdraw that"],
        params: &[AUTHORIZED],
        answer: &[], demands: false,
    },
    Api {
        name: "get_authorize_apps", path: "wxa/sec/vod/getauthorizeapps", effect: Reads, sent: Json,
        title: ["查询账号授权信息", "Which mini-programs may play everything"],
        params: &[],
        answer: &["objects"], demands: false,
    },
    Api {
        name: "authorize_copyright", path: "wxa/sec/vod/authorizecopyright", effect: Writes, sent: Json,
        title: ["增加版权授权", "Authorise another to submit protected dramas"],
        params: &[
            AUTHORIZATION_TYPE, AUTHORIZED_MAYBE, CERT_NO, COPYRIGHT_DRAMAS,
            may("expire_time", Moment, "授权到期的时间戳，0 为长期有效", "when the authorisation ends; 0: never"),
        ],
        answer: &["result"], demands: false,
    },
    Api {
        name: "deauthorize_copyright", path: "wxa/sec/vod/deauthorizecopyright", effect: Writes, sent: Json,
        title: ["解除版权授权", "Withdraw that"],
        params: &[AUTHORIZATION_TYPE, AUTHORIZED_MAYBE, CERT_NO, COPYRIGHT_DRAMAS],
        answer: &["result"], demands: false,
    },
    Api {
        name: "get_copyright_authorization_list", path: "wxa/sec/vod/getcopyrightauthorizationlist", effect: Reads, sent: Json,
        title: ["查询版权授权信息", "Whom protected dramas have been authorised to"],
        params: &[
            may("authorization_type", Code(&[0, 1, 2]), "0 全部，1 主体，2 小程序", "0 all, 1 companies, 2 mini-programs"),
            AUTHORIZED_MAYBE, CERT_NO,
            may("drama_id", Id, "剧目 ID", "of a drama"),
            OFFSET, LONG_LIMIT,
        ],
        answer: &["list"], demands: false,
    },
    Api {
        name: "get_copyright_authorized_list", path: "wxa/sec/vod/getcopyrightauthorizedlist", effect: Reads, sent: Json,
        title: ["查询被版权授权信息", "Which protected dramas others have authorised here"],
        params: &[AUTHORIZER, OFFSET, LONG_LIMIT],
        answer: &["list"], demands: false,
    },
    // 新增临时素材: a picture for cover_material_id and its like. WeChat keeps it for three days.
    Api {
        name: "upload_temp_material", path: "cgi-bin/media/upload", effect: Writes, sent: Form,
        title: ["新增临时素材", "Upload a picture as temporary material"],
        params: &[
            must("media", File(SINGLE), "图片", "the picture"),
            may("filename", Text, "文件名，默认 image.jpg", "its file name; image.jpg unless given"),
        ],
        answer: &["media_id"], demands: true,
    },
];

/// Where our names differ from WeChat's by more than their case.
const NAMES: &[(&str, &str)] = &[
    ("media_part_infos", "mediaParts"),
    ("cover_part_infos", "coverParts"),
    ("exper", "trialSeconds"),
    ("expr", "trialSeconds"),
];

/// A parameter's name as the functions of the namespace have it.
pub(super) fn our_name(theirs: &str) -> String {
    match NAMES.iter().find(|(name, _)| *name == theirs) {
        Some((_, ours)) => (*ours).to_owned(),
        None => super::camel_case(theirs),
    }
}

/// Every interface, as `listApis` has them.
pub(super) fn list() -> Answer {
    APIS.iter().collect()
}

impl From<&Api> for Answer {
    fn from(api: &Api) -> Self {
        let effect = match api.effect {
            Reads => "reads",
            Writes => "writes",
            Dangerous => "dangerous",
        };
        let [zh, en] = api.title;
        let (mut title, mut record) = (Record::default(), Record::default());
        title.set("zh", zh).set("en", en);
        let field = |name: &&'static str| {
            let mut field = Record::default();
            field.set("name", *name).set("type", super::types::type_of(name)).set("required", api.demands);
            Value::from(field)
        };
        record
            .set("api", api.name)
            .set("path", api.path)
            .set("title", Value::from(title))
            .set("effect", effect)
            .set("params", api.params.iter().collect::<Answer>())
            .set("answer", api.answer.iter().map(field).collect::<Answer>());
        record.into()
    }
}

impl From<&Param> for Answer {
    fn from(param: &Param) -> Self {
        let kind = match param.kind {
            Text | MediaType | CoverType => "string",
            Id | Ids => "id",
            Count(..) | Code(_) | Moment => "number",
            File(_) => "bytes",
            Texts | Sites => "string",
            Kind::Record(_) | Records(_) => "record",
        };
        let mut record = Record::default();
        record
            .set("name", param.name)
            .set("type", kind)
            .set("required", param.required)
            .set("note", param.note.join(" / "));
        match param.kind {
            Code(allowed) => {
                record.set("allowed", allowed.iter().map(|code| *code as f64).collect::<Answer>());
            }
            Ids | Texts | Sites | Records(_) => {
                record.set("list", true);
            }
            _ => {}
        }
        if let Sites = param.kind {
            record.set("joined", true);
        }
        if let Kind::Record(params) | Records(params) = param.kind {
            record.set("params", params.iter().collect::<Answer>());
        }
        record.into()
    }
}
