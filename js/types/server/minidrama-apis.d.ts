// Written by `npm run types` from the table in src/vendors/minidrama/apis.rs: do not edit.

/** The interfaces of WeChat for mini-dramas: what each takes and answers, and the methods of a {@link minidrama.WeixinClient}. */
export namespace MiniDramaApis {
  interface Options { signal?: HostAbortSignal }
  /** A success has these fields; WeChat sends more. Ids are texts. */
  type Answer<Fields> = Fields & { [name: string]: any };

  /** `wxa/sec/vod/singlefileupload`: 单个文件上传 / Upload a small file in one request */
  interface SingleFileUpload {
    /** 文件名，如“我的演艺-第1集” / the name of the file, e.g. 我的演艺-第1集 */
    media_name: string;
    /** 视频格式，如 MP4 / the video's format, e.g. MP4 */
    media_type: string;
    /** 视频文件 / the video */
    media_data: Uint8Array;
    /** 封面图片格式，如 JPG / the cover's format, e.g. JPG */
    cover_type?: string;
    /** 封面图片 / the cover */
    cover_data?: Uint8Array;
    /** 来源上下文，上传完成事件中带回 / comes back with the event of the upload */
    source_context?: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/pullupload`: 拉取上传 / Let WeChat fetch a video */
  interface PullUpload {
    /** 文件名，如“我的演艺-第1集” / the name of the file, e.g. 我的演艺-第1集 */
    media_name: string;
    /** 视频地址 / where the video is */
    media_url: string;
    /** 封面地址 / where the cover is */
    cover_url?: string;
    /** 来源上下文，上传完成事件中带回 / comes back with the event of the upload */
    source_context?: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/gettask`: 查询任务 / How a fetch is going */
  interface GetTask {
    /** 任务 ID / the task */
    task_id: Id;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/applyupload`: 申请分片上传 / Begin an upload in parts */
  interface ApplyUpload {
    /** 文件名，如“我的演艺-第1集” / the name of the file, e.g. 我的演艺-第1集 */
    media_name: string;
    /** 视频格式，如 MP4 / the video's format, e.g. MP4 */
    media_type: string;
    /** 封面图片格式，如 JPG / the cover's format, e.g. JPG */
    cover_type?: string;
    /** 来源上下文，上传完成事件中带回 / comes back with the event of the upload */
    source_context?: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/uploadpart`: 上传分片 / Upload a part */
  interface UploadPart {
    /** 申请分片上传返回的标识 / the upload */
    upload_id: string;
    /** 分片编号 / the number of the part */
    part_number: number;
    /** 1 视频，2 封面图片 / 1 of the video, 2 of the cover */
    resource_type: number;
    /** 分片内容，5 MB / its bytes, 5 MiB */
    data: Uint8Array;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/commitupload`: 确认上传 / End an upload in parts */
  interface CommitUpload {
    /** 申请分片上传返回的标识 / the upload */
    upload_id: string;
    /** 视频分片，编号升序 / the video's parts in order */
    media_part_infos: readonly ({ part_number: number; etag: string; })[];
    /** 封面分片，编号升序 / the cover's parts in order */
    cover_part_infos?: readonly ({ part_number: number; etag: string; })[];
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/listmedia`: 获取媒资列表 / The media */
  interface ListMedia {
    /** 剧目 ID / of a drama */
    drama_id?: Id;
    /** 文件名，精确匹配；前后可加 % / by the whole name, or with % before or behind */
    media_name?: string;
    /** 文件名，模糊匹配 / by a part of the name */
    media_name_fuzzy?: string;
    /** 上传时间不早于 / uploaded no earlier than */
    start_time?: number;
    /** 上传时间早于 / uploaded before */
    end_time?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getmedia`: 获取媒资详细信息 / A media */
  interface GetMedia {
    /** 媒资 ID / the media */
    media_id: Id;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getmedialink`: 获取媒资播放链接 / A link to play */
  interface GetMediaLink {
    /** 媒资 ID / the media */
    media_id: Id;
    /** 链接的过期时间戳，最长两小时 / when the link runs out, at most two hours ahead */
    t: number;
    /** 链接标识，如播放渠道 / a mark of your own, e.g. of the channel */
    us?: string;
    /** 试看时长，秒 / only so many seconds may be watched */
    exper?: number;
    /** exper 的旧名 / the old name of exper */
    expr?: number;
    /** 最多多少个 IP / from how many addresses */
    rlimit?: number;
    /** 允许的域名 / pages that may play it */
    whref?: readonly string[] | string;
    /** 禁止的域名 / pages that may not */
    bkref?: readonly string[] | string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/deletemedia`: 删除媒资 / Delete a media */
  interface DeleteMedia {
    /** 媒资 ID / the media */
    media_id: Id;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/auditdrama`: 剧目提审 / Submit a drama for audit */
  interface AuditDrama {
    /** 剧目 ID，重新提审时必填 / the drama, when it is submitted again */
    drama_id?: Id;
    /** 剧目名称 / its name */
    name?: string;
    /** 剧集数目 / how many episodes */
    media_count?: number;
    /** 剧集的 media_id，数目与 media_count 一致 / the episodes, as many as media_count */
    media_id_list?: readonly Id[];
    /** 剧目简介，最多 200 个字符 / what it is about, at most 200 characters */
    description?: string;
    /** 推荐语，最多 30 个字符 / a recommendation, at most 30 characters */
    recommendations?: string;
    /** 剧目海报的临时素材 ID / the cover, as temporary material */
    cover_material_id?: string;
    /** 推广海报的临时素材 ID / a poster, as temporary material */
    promotion_poster_material_id?: string;
    /** 制作方 / the producer */
    producer?: string;
    /** 权利声明或播放授权材料 / the authorisation, as temporary material */
    authorized_material_id?: string;
    /** 1 有发行许可证或备案号，2 没有且成本小于 100 万元 / 1 has a license or a registration number, 2 has neither and cost less than 1,000,000 yuan */
    qualification_type?: 1 | 2;
    /** 许可证编号或备案号 / the license's or registration's number */
    registration_number?: string;
    /** 资质证明文件的临时素材 ID / proof of it, as temporary material */
    qualification_certificate_material_id?: string;
    /** 《成本配置比例情况报告》的临时素材 ID / the report on the cost */
    cost_commitment_letter_material_id?: string;
    /** 制作成本，单位万元 / the cost, in units of 10,000 yuan */
    cost_of_production?: number;
    /** 1 加急，首次提审有效 / 1: at once; in a first submission */
    expedited?: 0 | 1;
    /** 演员信息，drama_type 为 2 时必填 / the actors; needed for drama_type 2 */
    actor_list?: { actor: readonly ({ name: string; photo_material_id: string; role: string; profile: string; })[]; };
    /** 其他材料的临时素材 ID / other temporary material */
    other_material_material_id?: string;
    /** 重新提审时替换的剧集 / episodes that are replaced when it is submitted again */
    replace_media_list?: readonly ({ old: Id; new: Id; })[];
    /** 版权保护，首次提审必填 / whose it is; needed in a first submission */
    copyright?: { copyright_role: 1 | 2; apply_for_copyright_protection: 0 | 1; copyright_verification?: '1' | '2'; proof_of_production?: readonly string[]; purchase_or_broadcast_authorization_certificate?: readonly string[]; };
    /** 1 漫剧，2 真人，3 数字真人 / 1 animated, 2 real actors, 3 digital humans */
    drama_type?: 1 | 2 | 3;
    /** 1 含 AI 生成内容 / 1: it has AI-made content */
    content_declared?: 0 | 1;
    /** what WeChat has added since */
    extra?: Record<string, unknown>;
  }

  /** `wxa/sec/vod/listdramas`: 获取剧目列表 / The dramas */
  interface ListDramas {
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getdrama`: 获取剧目信息 / A drama */
  interface GetDrama {
    /** 剧目 ID / the drama */
    drama_id: Id;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/submitreplacedramamedias`: 提交替换剧集审核 / Submit episodes that replace others */
  interface SubmitReplaceDramaMedias {
    /** 剧目 ID / the drama */
    drama_id: Id;
    /** 替换的剧集 / the episodes */
    replace_media_list: readonly ({ old: Id; new: Id; })[];
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/replacedramamedia`: 替换审核通过的剧集 / Replace an episode that has passed */
  interface ReplaceDramaMedia {
    /** 剧目 ID / the drama */
    drama_id: Id;
    /** 旧剧集的 media_id / the episode that goes */
    old_media_id: Id;
    /** 新剧集的 media_id / the episode that takes its place */
    new_media_id: Id;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/modifydramabasicinfo`: 修改剧目基本信息 / Submit changes of a drama's data */
  interface ModifyDramaBasicInfo {
    /** 剧目 ID / the drama */
    drama_id: Id;
    /** 剧目简介，最多 200 个字符 / what it is about, at most 200 characters */
    description?: string;
    /** 剧目海报的临时素材 ID / the cover, as temporary material */
    cover_material_id?: string;
    /** 推荐语，最多 30 个字符 / a recommendation, at most 30 characters */
    recommendations?: string;
    /** 推广海报的临时素材 ID / a poster, as temporary material */
    promotion_poster_material_id?: string;
    /** 备用剧名 / another name */
    alternate_name?: string;
    /** 演员信息，drama_type 为 2 时必填 / the actors; needed for drama_type 2 */
    actor_list?: { actor: readonly ({ name: string; photo_material_id: string; role: string; profile: string; })[]; };
    /** 1 有发行许可证或备案号，2 没有且成本小于 100 万元 / 1 has a license or a registration number, 2 has neither and cost less than 1,000,000 yuan */
    qualification_type?: 1 | 2;
    /** 许可证编号或备案号 / the license's or registration's number */
    registration_number?: string;
    /** 资质证明文件的临时素材 ID / proof of it, as temporary material */
    qualification_certificate_material_id?: string;
    /** 制作成本，单位万元 / the cost, in units of 10,000 yuan */
    cost_of_production?: number;
    /** 《成本配置比例情况报告》的临时素材 ID / the report on the cost */
    cost_commitment_letter_material_id?: string;
    /** 其他材料的临时素材 ID / other temporary material */
    other_material_material_id?: string;
    /** 制作方 / the producer */
    producer?: string;
    /** 版权保护 / whose it is */
    copyright?: { copyright_role: 1 | 2; apply_for_copyright_protection: 0 | 1; copyright_verification?: '1' | '2'; proof_of_production?: readonly string[]; purchase_or_broadcast_authorization_certificate?: readonly string[]; };
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getdramalatestauditinfo`: 查询剧目审核信息 / The latest audit of a kind */
  interface GetDramaLatestAuditInfo {
    /** 剧目 ID / the drama */
    drama_id: Id;
    /** 0 首次提审，1 再次提审，2 替换剧集，3 修改基本信息 / 0 the first, 1 again, 2 of episodes that replace others, 3 of changed data */
    audit_type: 0 | 1 | 2 | 3;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getcdnusagedata`: 查询 CDN 用量数据 / The traffic */
  interface GetCdnUsageData {
    /** 起始时间戳 / the start */
    start_time: number;
    /** 结束时间戳 / the end */
    end_time: number;
    /** 每行多少分钟，默认 1440 / minutes a row; 1440 unless given */
    data_interval?: 5 | 60 | 1440;
    /** 0 全部，1 短剧播放器定向流量，2 通用播放流量 / 0 all, 1 the drama player's traffic, 2 the others' */
    query_type?: 0 | 1 | 2;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getcdnlogs`: 查询 CDN 日志下载链接列表 / Where the CDN's logs are */
  interface GetCdnLogs {
    /** 起始时间戳 / the start */
    start_time: number;
    /** 结束时间戳 / the end */
    end_time: number;
    /** 0 全部，1 短剧播放器定向流量，2 通用播放流量 / 0 all, 1 the drama player's traffic, 2 the others' */
    query_type?: 0 | 1 | 2;
    /** 2024-03-29 起废弃 / does nothing since 2024-03-29 */
    limit?: number;
    /** 2024-03-29 起废弃 / does nothing since 2024-03-29 */
    offset?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/listpackages`: 查询流量包详情 / The packages of traffic */
  interface ListPackages {
    /** 0 全部，1 有效，2 无效，3 过期 / 0 all, 1 valid, 2 invalid, 3 expired */
    status: 0 | 1 | 2 | 3;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** 0 通用流量，1 定向流量 / 0 general, 1 of the drama player */
    query_type?: 0 | 1;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getauthorizedobjects`: 查询被授权信息 / What others have authorised here */
  interface GetAuthorizedObjects {
    /** 授权方小程序 appid / the appid that authorises */
    authorizer_appid?: string;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/authorizedrama`: 增加剧目授权 / Authorise another mini-program to play dramas */
  interface AuthorizeDrama {
    /** 剧目 ID 列表 / the dramas */
    drama_id: readonly Id[];
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid: string;
    /** 授权到期的时间戳，0 为长期有效 / when the authorisation ends; 0: never */
    authz_expire_time?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/deauthorizedrama`: 解除剧目授权 / Withdraw that */
  interface DeauthorizeDrama {
    /** 剧目 ID 列表 / the dramas */
    drama_id: readonly Id[];
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getauthorizeobjects`: 查询授权信息 / What has been authorised to others */
  interface GetAuthorizeObjects {
    /** 剧目 ID / of a drama */
    drama_id?: Id;
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid?: string;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/authorizeapp`: 增加账号授权 / Authorise another mini-program to play everything */
  interface AuthorizeApp {
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid: string;
    /** 授权到期的时间戳，0 为长期有效 / when the authorisation ends; 0: never */
    authz_expire_time?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/deauthorizeapp`: 解除账号授权 / Withdraw that */
  interface DeauthorizeApp {
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getauthorizeapps`: 查询账号授权信息 / Which mini-programs may play everything */
  interface GetAuthorizeApps {
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/authorizecopyright`: 增加版权授权 / Authorise another to submit protected dramas */
  interface AuthorizeCopyright {
    /** 1 授权给主体，2 授权给小程序 / 1 a company, 2 a mini-program */
    authorization_type: 1 | 2;
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid?: string;
    /** 被授权方主体的统一社会信用代码，authorization_type 为 1 时必填 / the authorised company's code (统一社会信用代码); needed for authorization_type 1 */
    authorized_subject_cert_no?: string;
    /** 剧目 ID，最多 100 个 / the dramas, at most 100 */
    drama_ids?: readonly Id[];
    /** 授权到期的时间戳，0 为长期有效 / when the authorisation ends; 0: never */
    expire_time?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/deauthorizecopyright`: 解除版权授权 / Withdraw that */
  interface DeauthorizeCopyright {
    /** 1 授权给主体，2 授权给小程序 / 1 a company, 2 a mini-program */
    authorization_type: 1 | 2;
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid?: string;
    /** 被授权方主体的统一社会信用代码，authorization_type 为 1 时必填 / the authorised company's code (统一社会信用代码); needed for authorization_type 1 */
    authorized_subject_cert_no?: string;
    /** 剧目 ID，最多 100 个 / the dramas, at most 100 */
    drama_ids?: readonly Id[];
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getcopyrightauthorizationlist`: 查询版权授权信息 / Whom protected dramas have been authorised to */
  interface GetCopyrightAuthorizationList {
    /** 0 全部，1 主体，2 小程序 / 0 all, 1 companies, 2 mini-programs */
    authorization_type?: 0 | 1 | 2;
    /** 被授权方小程序 appid / the appid that is authorised */
    authorized_appid?: string;
    /** 被授权方主体的统一社会信用代码，authorization_type 为 1 时必填 / the authorised company's code (统一社会信用代码); needed for authorization_type 1 */
    authorized_subject_cert_no?: string;
    /** 剧目 ID / of a drama */
    drama_id?: Id;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `wxa/sec/vod/getcopyrightauthorizedlist`: 查询被版权授权信息 / Which protected dramas others have authorised here */
  interface GetCopyrightAuthorizedList {
    /** 授权方小程序 appid / the appid that authorises */
    authorizer_appid?: string;
    /** 起始偏移量 / after so many */
    offset?: number;
    /** 最多返回多少条，默认 100 / at most so many; 100 unless given */
    limit?: number;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  /** `cgi-bin/media/upload`: 新增临时素材 / Upload a picture as temporary material */
  interface UploadTempMaterial {
    /** 图片 / the picture */
    media: Uint8Array;
    /** 文件名，默认 image.jpg / its file name; image.jpg unless given */
    filename?: string;
    /** what WeChat has added since */
    extra?: Record<string, string | number | boolean>;
  }

  interface Methods {
    /** 单个文件上传 / Upload a small file in one request */
    singleFileUpload(params: SingleFileUpload, options?: Options): Promise<Answer<{ media_id: string }>>;
    /** 拉取上传 / Let WeChat fetch a video */
    pullUpload(params: PullUpload, options?: Options): Promise<Answer<{ task_id: string }>>;
    /** 查询任务 / How a fetch is going */
    getTask(params: GetTask, options?: Options): Promise<Answer<{ task_info: any }>>;
    /** 申请分片上传 / Begin an upload in parts */
    applyUpload(params: ApplyUpload, options?: Options): Promise<Answer<{ upload_id: any }>>;
    /** 上传分片 / Upload a part */
    uploadPart(params: UploadPart, options?: Options): Promise<Answer<{ etag: any }>>;
    /** 确认上传 / End an upload in parts */
    commitUpload(params: CommitUpload, options?: Options): Promise<Answer<{ media_id: string }>>;
    /** 获取媒资列表 / The media */
    listMedia(params?: ListMedia, options?: Options): Promise<Answer<{ media_info_list?: any[] }>>;
    /** 获取媒资详细信息 / A media */
    getMedia(params: GetMedia, options?: Options): Promise<Answer<{ media_info: any }>>;
    /** 获取媒资播放链接 / A link to play */
    getMediaLink(params: GetMediaLink, options?: Options): Promise<Answer<{ media_info: any }>>;
    /** 删除媒资，不能撤销 / Delete a media. Cannot be undone. */
    deleteMedia(params: DeleteMedia, options?: Options): Promise<Answer<{}>>;
    /** 剧目提审 / Submit a drama for audit */
    auditDrama(params?: AuditDrama, options?: Options): Promise<Answer<{ drama_id: string }>>;
    /** 获取剧目列表 / The dramas */
    listDramas(params?: ListDramas, options?: Options): Promise<Answer<{ drama_info_list?: any[] }>>;
    /** 获取剧目信息 / A drama */
    getDrama(params: GetDrama, options?: Options): Promise<Answer<{ drama_info: any }>>;
    /** 提交替换剧集审核 / Submit episodes that replace others */
    submitReplaceDramaMedias(params: SubmitReplaceDramaMedias, options?: Options): Promise<Answer<{}>>;
    /** 替换审核通过的剧集 / Replace an episode that has passed */
    replaceDramaMedia(params: ReplaceDramaMedia, options?: Options): Promise<Answer<{}>>;
    /** 修改剧目基本信息 / Submit changes of a drama's data */
    modifyDramaBasicInfo(params: ModifyDramaBasicInfo, options?: Options): Promise<Answer<{}>>;
    /** 查询剧目审核信息 / The latest audit of a kind */
    getDramaLatestAuditInfo(params: GetDramaLatestAuditInfo, options?: Options): Promise<Answer<{ audit_detail: any }>>;
    /** 查询 CDN 用量数据 / The traffic */
    getCdnUsageData(params: GetCdnUsageData, options?: Options): Promise<Answer<{ item_list?: any[] }>>;
    /** 查询 CDN 日志下载链接列表 / Where the CDN's logs are */
    getCdnLogs(params: GetCdnLogs, options?: Options): Promise<Answer<{ domestic_cdn_logs?: any[] }>>;
    /** 查询流量包详情 / The packages of traffic */
    listPackages(params: ListPackages, options?: Options): Promise<Answer<{ package_list?: any[] }>>;
    /** 查询被授权信息 / What others have authorised here */
    getAuthorizedObjects(params?: GetAuthorizedObjects, options?: Options): Promise<Answer<{ objects?: any[] }>>;
    /** 增加剧目授权 / Authorise another mini-program to play dramas */
    authorizeDrama(params: AuthorizeDrama, options?: Options): Promise<Answer<{ result?: any[] }>>;
    /** 解除剧目授权 / Withdraw that */
    deauthorizeDrama(params: DeauthorizeDrama, options?: Options): Promise<Answer<{ result?: any[] }>>;
    /** 查询授权信息 / What has been authorised to others */
    getAuthorizeObjects(params?: GetAuthorizeObjects, options?: Options): Promise<Answer<{ objects?: any[] }>>;
    /** 增加账号授权 / Authorise another mini-program to play everything */
    authorizeApp(params: AuthorizeApp, options?: Options): Promise<Answer<{}>>;
    /** 解除账号授权 / Withdraw that */
    deauthorizeApp(params: DeauthorizeApp, options?: Options): Promise<Answer<{}>>;
    /** 查询账号授权信息 / Which mini-programs may play everything */
    getAuthorizeApps(params?: GetAuthorizeApps, options?: Options): Promise<Answer<{ objects?: any[] }>>;
    /** 增加版权授权 / Authorise another to submit protected dramas */
    authorizeCopyright(params: AuthorizeCopyright, options?: Options): Promise<Answer<{ result?: any[] }>>;
    /** 解除版权授权 / Withdraw that */
    deauthorizeCopyright(params: DeauthorizeCopyright, options?: Options): Promise<Answer<{ result?: any[] }>>;
    /** 查询版权授权信息 / Whom protected dramas have been authorised to */
    getCopyrightAuthorizationList(params?: GetCopyrightAuthorizationList, options?: Options): Promise<Answer<{ list?: any[] }>>;
    /** 查询被版权授权信息 / Which protected dramas others have authorised here */
    getCopyrightAuthorizedList(params?: GetCopyrightAuthorizedList, options?: Options): Promise<Answer<{ list?: any[] }>>;
    /** 新增临时素材 / Upload a picture as temporary material */
    uploadTempMaterial(params: UploadTempMaterial, options?: Options): Promise<Answer<{ media_id: string }>>;
  }
}
