//! The APIs of the document, in its order, under its numbers. `partner_id`, `timestamp` and `sign` belong to all of them and
//! are not listed.

use crate::data::bounds::NUMBER_LIMIT;
use crate::data::value::{Answer, Record, Value};
use Effect::{Dangerous, Reads, Writes};
use Kind::{Address, Code, Codes, Day, File, Id, Ids, Integer, Moment, Name};
use Span::{Free, OneDay, OneMonth, Ordered};

/// One API.
pub(super) struct Api {
    /// The document's number.
    id: &'static str,
    /// The rest of its path after `/openapi/`.
    pub(super) name: &'static str,
    /// In the document's order.
    methods: &'static [&'static str],
    effect: Effect,
    title: [&'static str; 2],
    pub(super) params: &'static [Param],
    pub(super) span: Span,
    pub(super) carries: Carries,
}

impl Api {
    /// The method that is used: POST where it is allowed. A query would stand in the logs of servers and proxies.
    pub(super) fn method(&self) -> &'static str {
        if self.methods.contains(&"POST") { "POST" } else { "GET" }
    }
}

/// What a call does to the account.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// Nothing: it may be asked again.
    Reads,
    /// It adds or changes something.
    Writes,
    /// It removes what cannot be restored: a video, a file, the key of every running server.
    Dangerous,
}

/// The rule for the two ends of a period.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Span {
    /// The API has no period.
    Free,
    /// The start first.
    Ordered,
    /// Within one calendar month.
    OneMonth,
    /// Within one calendar day.
    OneDay,
}

/// What a success must bring.
#[derive(Clone, Copy)]
pub(super) enum Carries {
    /// Nothing.
    Nothing,
    /// A record with these fields.
    Fields(&'static [&'static str]),
    /// A record by ids or product lines; empty ones arrive as `[]`.
    Map,
    /// A list.
    List,
}

/// One parameter.
pub(super) struct Param {
    pub(super) name: &'static str,
    /// As the document prints it.
    printed: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) default: Option<&'static str>,
    note: [&'static str; 2],
}

/// What a parameter may be.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A 64-bit id.
    Id,
    /// Several ids: comma-separated or an array.
    Ids,
    /// A whole number, both bounds included.
    Integer(i64, i64),
    /// One of these.
    Code(&'static [&'static str]),
    /// Several of these: comma-separated or an array.
    Codes(&'static [&'static str]),
    /// A text that is not empty.
    Name,
    /// `yyyy-MM-dd`.
    Day,
    /// `yyyy-MM-dd HH:mm:ss`.
    Moment,
    /// An address that begins with http:// or https://.
    Address,
    /// `{ file: … }`, which is not signed.
    File,
}

const fn required(name: &'static str, printed: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Param {
    Param { name, printed, kind, required: true, default: None, note: [zh, en] }
}

const fn optional(
    name: &'static str,
    printed: &'static str,
    kind: Kind,
    default: Option<&'static str>,
    zh: &'static str,
    en: &'static str,
) -> Param {
    Param { name, printed, kind, required: false, default, note: [zh, en] }
}

const MANY: i64 = NUMBER_LIMIT;
const YES_NO: Kind = Code(&["0", "1"]);
const DEFINITIONS: Kind = Codes(&["16", "1", "2", "4", "8"]);
const FORMATS: Kind = Codes(&["1", "2", "4"]);
const PRODUCTS: Kind = Code(&["1", "2", "3", "4", "5"]);

const VIDEO_ID: Param = required("video_id", "int", Id, "视频 ID", "the video");
const VIDEO_ID_TEXT: Param = required("video_id", "string", Id, "视频 ID", "the video");
const VIDEO_IDS: Param = required("video_ids", "string", Ids, "视频 ID，可以是多个", "the videos");
const CATEGORY_ID: Param = required("category_id", "int", Id, "分类 ID", "the category");
const SUBTITLE_ID: Param = required("subtitle_id", "string", Id, "字幕 ID", "the subtitles");
const SUBTITLE_NAME: Param = required("name", "string", Name, "字幕名称", "what the subtitles are called");
const DEFINITION: Param = required(
    "definition",
    "string",
    DEFINITIONS,
    "清晰度：16 标清，1 高清，2 超清，4 720p，8 1080p",
    "16 SD, 1 HD, 2 super HD, 4 720p, 8 1080p",
);
const FORMAT: Param = optional(
    "format",
    "string",
    FORMATS,
    None,
    "转码格式：1 mp4，2 flv，4 m3u8；不传为全部",
    "1 mp4, 2 flv, 4 m3u8; all of them when left out",
);
const USE_HTTPS: Param =
    optional("use_https", "int", YES_NO, Some("0"), "1：https 上传地址", "1: an upload address with https");
const START_DATE: Param = required("start_date", "string", Day, "起始日期", "the first day");
const END_DATE: Param = required("end_date", "string", Day, "结束日期", "the last day");
const START_TIME: Param = required("start_time", "string", Moment, "起始时间", "from");
const END_TIME: Param = required("end_time", "string", Moment, "结束时间，与起始时间同一天", "to, on the same day");
const PAGE: Param = optional("page", "int", Integer(1, MANY), Some("1"), "页码，从 1 起", "which page, from 1");
const PAGE_OF_20_TO_100: Param =
    optional("page_size", "int", Integer(1, 100), Some("20"), "每页条数，最多 100", "rows a page, at most 100");
const PAGE_OF_20_TO_1000: Param =
    optional("page_size", "int", Integer(1, 1000), Some("20"), "每页条数，最多 1000", "rows a page, at most 1000");
const PAGE_OF_100_TO_1000: Param =
    optional("page_size", "int", Integer(1, 1000), Some("100"), "每页条数，最多 1000", "rows a page, at most 1000");
const PAGE_OF_100: Param = optional(
    "page_size",
    "int",
    Integer(1, MANY),
    Some("100"),
    "每页条数，上限未说明",
    "rows a page, no limit is stated",
);
/// As API-25, 28 and 30 print it: the default, 0, is none of the five.
const ANY_PRODUCT: Param = optional(
    "product_type",
    "int",
    PRODUCTS,
    Some("0"),
    "产品线：1 教育直播，2 小班课，3 双师，4 企业直播，5 点播",
    "1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD",
);
/// As API-19 and 38 print it.
const PRODUCT: Param = optional(
    "product_type",
    "int",
    PRODUCTS,
    Some("5"),
    "产品线：1 大班课，2 小班课，3 双师课堂，4 企业直播，5 云点播",
    "1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD",
);
const TOKEN_LIFE: Param = optional(
    "expires_in",
    "int",
    Integer(0, MANY),
    Some("0"),
    "有效秒数，0 为不过期",
    "how many seconds the token lives, 0: for ever",
);

const POST: &[&str] = &["POST"];
const GET: &[&str] = &["GET"];
const BOTH: &[&str] = &["POST", "GET"];
const EITHER: &[&str] = &["GET", "POST"];

#[allow(clippy::too_many_arguments, reason = "a row of the table")]
const fn api(
    id: &'static str,
    name: &'static str,
    methods: &'static [&'static str],
    effect: Effect,
    span: Span,
    title: [&'static str; 2],
    params: &'static [Param],
    carries: Carries,
) -> Api {
    Api { id, name, methods, effect, title, params, span, carries }
}

/// `upload` is no path: the address comes from getUploadUrl or getResumeUploadUrl, and nothing is signed.
pub(super) const UPLOAD: &str = "upload";

#[rustfmt::skip]
const APIS: &[Api] = &[
    api("api-01", "partner/createkey", POST, Dangerous, Free, ["获取/重置partner_key", "Get the partner key, or reset it: every server that signs with the old one is locked out"], &[
        required("secret_key", "string", Name, "更新密钥用的密钥", "the secret that may change the key"),
        optional("regenerate", "int", YES_NO, Some("0"), "1：重新生成，旧密钥立即失效", "1: make a new key, the old one is void at once"),
    ], Carries::Fields(&["partner_key"])),
    api("api-02", "video/getUploadUrl", POST, Writes, Free, ["获取视频/音频上传地址", "Begin a video or an audio, and get the address to upload it to"], &[
        required("file_name", "string", Name, "文件名", "the name of the file"),
        DEFINITION,
        optional("audio_with_view", "int", YES_NO, Some("0"), "1：作为音频处理", "1: it is an audio"),
        FORMAT,
        optional("encrypt", "int", Code(&["1", "2"]), None, "是否加密：1 是，2 否（需开通权限）", "encrypted: 1 yes, 2 no (the account needs the right)"),
        USE_HTTPS,
    ], Carries::Fields(&["video_id", "upload_url"])),
    api("api-03", UPLOAD, POST, Writes, Free, ["上传视频/音频", "Upload the file"], &[
        required("upload_url", "string", Address, "getUploadUrl 或 getResumeUploadUrl 返回的地址", "what getUploadUrl or getResumeUploadUrl answered"),
        required("data", "file", File, "视频或音频文件", "the file"),
    ], Carries::Nothing),
    api("api-04", "video/getResumeUploadUrl", POST, Reads, Free, ["获取断点续传地址", "Get the address to go on with an upload, and how much is there"], &[VIDEO_ID, USE_HTTPS], Carries::Fields(&["video_id", "upload_url", "upload_size"])),
    api("api-05", "video/getStatus", POST, Reads, Free, ["查询视频转码状态", "How far the transcoding is"], &[VIDEO_ID], Carries::Fields(&["status"])),
    api("api-06", "video/getInfo", POST, Reads, Free, ["获取指定ID视频信息", "What is known of a video"], &[VIDEO_ID], Carries::Fields(&["video_id"])),
    api("api-07", "video/getImage", POST, Reads, Free, ["获取指定ID视频截图", "Stills of a video"], &[VIDEO_ID], Carries::Fields(&["imgs"])),
    api("api-08", "video/removeDefinition", POST, Dangerous, Free, ["清除指定清晰度(文件类型)的转码文件", "Remove transcoded files"], &[
        VIDEO_ID,
        DEFINITION,
        optional("type", "string", Codes(&["1", "2", "4", "8"]), None, "文件类型：1 mp4，2 flv，4 m3u8，8 加密；mp4 须最后删除", "1 mp4, 2 flv, 4 m3u8, 8 encrypted; mp4 only when the others are gone"),
    ], Carries::Fields(&["video_id"])),
    api("api-09", "video/deleteOriginVideo", BOTH, Dangerous, Free, ["删除点播源文件", "Delete the source files of videos"], &[VIDEO_IDS], Carries::Nothing),
    api("api-10", "video/update", POST, Writes, Free, ["更新视频信息", "Rename a video"], &[
        VIDEO_ID,
        optional("name", "string", Name, None, "视频名称", "the new name"),
    ], Carries::Fields(&["video_id"])),
    api("api-11", "video/delete", POST, Dangerous, Free, ["删除视频", "Delete a video"], &[VIDEO_ID], Carries::Fields(&["video_id"])),
    api("api-12", "video/getCategoryList", POST, Reads, Free, ["获取所有分类", "All categories"], &[], Carries::Fields(&["list"])),
    api("api-13", "video/getCategoryInfo", POST, Reads, Free, ["获取指定ID分类信息", "One category"], &[
        optional("category_id", "string", Id, Some("0"), "分类 ID", "the category"),
    ], Carries::Fields(&["id"])),
    api("api-14", "video/addCategory", POST, Writes, Free, ["添加分类", "Add a category"], &[
        required("name", "string", Name, "分类名称", "what it is called"),
        optional("parent_id", "string", Id, Some("0"), "父分类 ID，0 为一级分类", "the category above, 0: none"),
    ], Carries::Fields(&["id"])),
    api("api-15", "video/deleteCategory", POST, Dangerous, Free, ["删除分类", "Delete a category that holds no video"], &[CATEGORY_ID], Carries::Fields(&["category_id"])),
    api("api-16", "video/getCategoryVideo", POST, Reads, Free, ["获取指定分类下的视频", "The videos of a category"], &[CATEGORY_ID, PAGE_OF_20_TO_100, PAGE], Carries::Fields(&["list"])),
    api("api-17", "video/setVideoCategory", POST, Writes, Free, ["设置视频分类", "Put a video into a category"], &[VIDEO_ID, CATEGORY_ID], Carries::Fields(&["video_id"])),
    api("api-18", "video/getPlayerToken", POST, Reads, Free, ["获取播放器token", "A token to play a video with"], &[VIDEO_ID, TOKEN_LIFE], Carries::Fields(&["token"])),
    api("api-19", "video/getPlayerTokenBatch", POST, Reads, Free, ["批量获取播放器token", "Tokens for several videos, by their ids"], &[
        required("video_ids", "int", Ids, "视频 ID，可以是多个", "the videos"),
        required("expires_in", "int", Integer(0, MANY), "有效秒数，0 为不过期", "how many seconds the tokens live, 0: for ever"),
        PRODUCT,
    ], Carries::Map),
    api("api-20", "video_account/getAccountInfo", POST, Reads, Free, ["获取账号套餐使用量", "What the account has booked and used"], &[], Carries::Fields(&["status"])),
    api("api-21", "video_data/getUsedFlow", POST, Reads, OneMonth, ["查询指定ID视频一段时间内使用的流量", "Traffic of a video, within one month"], &[VIDEO_ID, START_DATE, END_DATE], Carries::Fields(&["flow"])),
    api("api-22", "video_account/getUsedFlow", POST, Reads, Ordered, ["查询账号一段时间内使用的流量", "Traffic of the account"], &[START_DATE, END_DATE], Carries::Fields(&["flow"])),
    api("api-23", "video/getUrl", POST, Reads, Free, ["获取转码后视频/音频地址", "Addresses to play, by definition"], &[
        VIDEO_ID,
        optional("format", "string", Code(&["mp4", "m3u8", "flv", "encrypt"]), Some("mp4"), "格式", "the format"),
        optional("expires_in", "int", Integer(0, MANY), Some("43200"), "地址有效秒数，默认 12 小时", "how many seconds the addresses live, 12 hours when left out"),
    ], Carries::Fields(&["play_info"])),
    api("api-24", "video_data/getVideoPlayRecord", POST, Reads, OneDay, ["获取指定视频观看记录", "Who watched a video, within one day"], &[VIDEO_ID, START_TIME, END_TIME, PAGE, PAGE_OF_100_TO_1000], Carries::Fields(&["list"])),
    api("api-25", "video_data/exportVideoReportBatch", POST, Reads, OneDay, ["获取账号所有视频观看记录", "Who watched any video, within one day"], &[ANY_PRODUCT, START_TIME, END_TIME, PAGE, PAGE_OF_100_TO_1000], Carries::Fields(&["list"])),
    api("api-26", "video/setPublishStatus", POST, Writes, Free, ["设置视频发布状态", "Publish or block a video"], &[
        VIDEO_ID,
        required("status", "int", Code(&["1", "2"]), "1 发布，2 屏蔽", "1 publish, 2 block"),
    ], Carries::Fields(&["status"])),
    api("api-27", "video/getShareUrl", EITHER, Reads, Free, ["获取视频分享地址", "Addresses to share"], &[VIDEO_ID], Carries::Fields(&["js", "iframe"])),
    api("api-28", "video_data/getVideoPlayCountRank", BOTH, Reads, Ordered, ["获取播放量排行", "The hundred videos played most"], &[ANY_PRODUCT, START_DATE, END_DATE], Carries::Fields(&["play_rank"])),
    api("api-29", "video_data/getVideoDailyPlayCount", BOTH, Reads, Ordered, ["获取指定ID视频播放量", "How often a video was played, by day"], &[VIDEO_ID, START_DATE, END_DATE], Carries::Fields(&["play_count"])),
    api("api-30", "video_data/getPartnerDailyPlayCount", BOTH, Reads, Ordered, ["获取账号视频播放量", "How often the account's videos were played, by day"], &[ANY_PRODUCT, START_DATE, END_DATE], Carries::Fields(&["play_count"])),
    api("api-31", "video/getVideoList", POST, Reads, Free, ["获取点播视频列表", "All videos"], &[
        PAGE_OF_20_TO_1000,
        PAGE,
        optional("create_time", "string", Moment, None, "按添加时间筛选", "a filter by the time of creation"),
    ], Carries::Fields(&["list"])),
    api("api-32", "video/uploadSubtitle", BOTH, Writes, Free, ["上传点播字幕文件", "Upload subtitles (.vtt, .srt)"], &[
        SUBTITLE_NAME,
        VIDEO_ID_TEXT,
        required("subtitle", "file", File, "字幕文件，不参与签名", "the file, which is not signed"),
    ], Carries::Fields(&["subtitle_id"])),
    api("api-33", "video/getSubtitleList", BOTH, Reads, Free, ["获取字幕文件列表", "The subtitles of a video"], &[VIDEO_ID_TEXT], Carries::List),
    api("api-34", "video/updateSubtitle", BOTH, Writes, Free, ["更新点播字幕信息", "Rename subtitles"], &[SUBTITLE_NAME, SUBTITLE_ID], Carries::Nothing),
    api("api-35", "video/setDefaultSubtitle", BOTH, Writes, Free, ["设置字幕为默认字幕", "Make subtitles the default"], &[VIDEO_ID_TEXT, SUBTITLE_ID], Carries::Nothing),
    api("api-36", "video/deleteSubtitle", BOTH, Dangerous, Free, ["删除字幕文件", "Delete subtitles"], &[SUBTITLE_ID], Carries::Nothing),
    api("api-37", "video_account/getUsedFlowDetail", GET, Reads, Ordered, ["查询账号下一段时间内的流量并返回流量消耗明细", "Traffic of the account, by day"], &[START_DATE, END_DATE], Carries::Fields(&["flow"])),
    api("api-38", "video_data/getUsedFlowDetail", GET, Reads, Free, ["查询账号产品线下一天的视频流量使用明细", "Traffic of one day, by video"], &[
        required("product_type", "int", PRODUCTS, "产品线：1 大班课，2 小班课，3 双师课堂，4 企业直播，5 云点播", "1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD"),
        required("date", "string", Day, "哪一天", "which day"),
        PAGE,
        PAGE_OF_100,
    ], Carries::Fields(&["list"])),
    // Storge: the document's own spelling.
    api("api-39", "video_account/getStorgeAndFlowInfo", GET, Reads, Free, ["获取账号存储空间和流量使用统计", "Storage and traffic, by product line"], &[], Carries::Map),
    api("api-40", "video/transcodeAgain", POST, Writes, Free, ["点播视频二次转码", "Transcode once more"], &[VIDEO_ID, DEFINITION, FORMAT], Carries::Fields(&["video_id"])),
    api("callback-1", "video_account/setTranscodeCallbackUrl", POST, Writes, Free, ["设置转码回调地址(点播和回放)", "Set where transcoding is reported to"], &[
        required("url", "string", Address, "回调地址，以 http:// 或 https:// 开头", "an address with http:// or https://"),
    ], Carries::Fields(&["url"])),
    api("callback-2", "video_account/getTranscodeCallbackUrl", POST, Reads, Free, ["查询转码回调地址(点播和回放)", "Where transcoding is reported to"], &[], Carries::Fields(&["url"])),
];

/// An API by its name.
pub(super) fn find(name: &str) -> Option<&'static Api> {
    APIS.iter().find(|api| api.name == name)
}

/// The whole table.
pub(super) fn list() -> Answer {
    APIS.iter().collect()
}

impl From<&Api> for Answer {
    fn from(api: &Api) -> Self {
        let [zh, en] = api.title;
        let mut title = Record::default();
        title.set("zh", zh).set("en", en);
        let effect = match api.effect {
            Reads => "reads",
            Writes => "writes",
            Dangerous => "dangerous",
        };
        let mut record = Record::default();
        record
            .set("id", api.id)
            .set("api", api.name)
            .set("title", Value::from(title))
            .set("methods", api.methods.to_vec())
            .set("effect", effect)
            .set("params", api.params.iter().collect::<Answer>())
            .set("answer", Value::from(api.carries));
        record.into()
    }
}

impl From<Carries> for Answer {
    fn from(carries: Carries) -> Self {
        let field = |name: &&'static str| {
            let mut field = Record::default();
            field.set("name", *name).set("type", if is_id(name) { "id" } else { "any" });
            Value::from(field)
        };
        match carries {
            Carries::Nothing => Value::Null,
            Carries::Fields(names) => names.iter().map(field).collect(),
            Carries::Map => "map".into(),
            Carries::List => "list".into(),
        }
    }
}

impl From<&Param> for Answer {
    fn from(param: &Param) -> Self {
        let number = |digits: &'static str| digits.parse::<i32>().map(|number| Value::Number(number.into()));
        let default = param.default.map(|text| {
            if param.printed == "int" { number(text).unwrap_or_else(|_| text.into()) } else { text.into() }
        });
        let mut record = Record::default();
        record
            .set("name", param.name)
            .set("type", param.printed)
            .set("required", param.required)
            .set_some("default", default)
            .set("note", param.note.join(" / "));
        if let Code(allowed) | Codes(allowed) = param.kind {
            record.set("allowed", allowed.to_vec());
        }
        if let Id | Ids = param.kind {
            record.set("id", true);
        }
        if let Ids | Codes(_) = param.kind {
            record.set("list", true);
        }
        record.into()
    }
}

/// Fields that leave as text, whatever they came as.
const IDS: &[&str] = &["video_id", "partner_id", "category_id", "id", "parent_id", "subtitle_id", "room_id"];

/// The document has category_level1_id to category_level5_id.
pub(super) fn is_id(name: &str) -> bool {
    IDS.contains(&name) || name.starts_with("category_level") && name.ends_with("_id")
}
