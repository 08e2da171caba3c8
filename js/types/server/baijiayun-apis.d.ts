// Written by `npm run types` from the table in src/vendors/baijiayun/apis.rs: do not edit.

/** The APIs of Baijiayun: what each takes and answers, and the methods of a {@link baijiayun.BaijiayunClient}. */
export namespace BaijiayunApis {
  /** Several values: an array, or text with commas. */
  type List<T> = readonly T[] | T | (string & {});
  /** A file: its path, its bytes, or a Blob. */
  type File = { file: unknown; name?: string };
  interface Options { signal?: HostAbortSignal }
  /** One page when awaited; every row with `for await`. */
  type Pages<Page> = Promise<Page> & AsyncIterable<any>;
  /** A success has these fields; the vendor sends more. */
  type Answer<Fields> = Fields & { [name: string]: any };

  /** API-1, `partner/createkey`: 获取/重置partner_key / Get the partner key, or reset it: every server that signs with the old one is locked out */
  interface Createkey {
    /** 更新密钥用的密钥 / the secret that may change the key */
    secret_key: string;
    /** 1：重新生成，旧密钥立即失效 / 1: make a new key, the old one is void at once @defaultValue 0 */
    regenerate?: 0 | '0' | 1 | '1';
  }

  /** API-2, `video/getUploadUrl`: 获取视频/音频上传地址 / Begin a video or an audio, and get the address to upload it to */
  interface GetUploadUrl {
    /** 文件名 / the name of the file */
    file_name: string;
    /** 清晰度：16 标清，1 高清，2 超清，4 720p，8 1080p / 16 SD, 1 HD, 2 super HD, 4 720p, 8 1080p */
    definition: List<16 | '16' | 1 | '1' | 2 | '2' | 4 | '4' | 8 | '8'>;
    /** 1：作为音频处理 / 1: it is an audio @defaultValue 0 */
    audio_with_view?: 0 | '0' | 1 | '1';
    /** 转码格式：1 mp4，2 flv，4 m3u8；不传为全部 / 1 mp4, 2 flv, 4 m3u8; all of them when left out */
    format?: List<1 | '1' | 2 | '2' | 4 | '4'>;
    /** 是否加密：1 是，2 否（需开通权限） / encrypted: 1 yes, 2 no (the account needs the right) */
    encrypt?: 1 | '1' | 2 | '2';
    /** 1：https 上传地址 / 1: an upload address with https @defaultValue 0 */
    use_https?: 0 | '0' | 1 | '1';
  }

  /** API-4, `video/getResumeUploadUrl`: 获取断点续传地址 / Get the address to go on with an upload, and how much is there */
  interface GetResumeUploadUrl {
    /** 视频 ID / the video */
    video_id: Id;
    /** 1：https 上传地址 / 1: an upload address with https @defaultValue 0 */
    use_https?: 0 | '0' | 1 | '1';
  }

  /** API-5, `video/getStatus`: 查询视频转码状态 / How far the transcoding is */
  interface GetStatus {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-6, `video/getInfo`: 获取指定ID视频信息 / What is known of a video */
  interface GetInfo {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-7, `video/getImage`: 获取指定ID视频截图 / Stills of a video */
  interface GetImage {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-8, `video/removeDefinition`: 清除指定清晰度(文件类型)的转码文件 / Remove transcoded files */
  interface RemoveDefinition {
    /** 视频 ID / the video */
    video_id: Id;
    /** 清晰度：16 标清，1 高清，2 超清，4 720p，8 1080p / 16 SD, 1 HD, 2 super HD, 4 720p, 8 1080p */
    definition: List<16 | '16' | 1 | '1' | 2 | '2' | 4 | '4' | 8 | '8'>;
    /** 文件类型：1 mp4，2 flv，4 m3u8，8 加密；mp4 须最后删除 / 1 mp4, 2 flv, 4 m3u8, 8 encrypted; mp4 only when the others are gone */
    type?: List<1 | '1' | 2 | '2' | 4 | '4' | 8 | '8'>;
  }

  /** API-9, `video/deleteOriginVideo`: 删除点播源文件 / Delete the source files of videos */
  interface DeleteOriginVideo {
    /** 视频 ID，可以是多个 / the videos */
    video_ids: List<Id>;
  }

  /** API-10, `video/update`: 更新视频信息 / Rename a video */
  interface Update {
    /** 视频 ID / the video */
    video_id: Id;
    /** 视频名称 / the new name */
    name?: string;
  }

  /** API-11, `video/delete`: 删除视频 / Delete a video */
  interface Delete {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-12, `video/getCategoryList`: 获取所有分类 / All categories */
  interface GetCategoryList {
  }

  /** API-13, `video/getCategoryInfo`: 获取指定ID分类信息 / One category */
  interface GetCategoryInfo {
    /** 分类 ID / the category @defaultValue 0 */
    category_id?: Id;
  }

  /** API-14, `video/addCategory`: 添加分类 / Add a category */
  interface AddCategory {
    /** 分类名称 / what it is called */
    name: string;
    /** 父分类 ID，0 为一级分类 / the category above, 0: none @defaultValue 0 */
    parent_id?: Id;
  }

  /** API-15, `video/deleteCategory`: 删除分类 / Delete a category that holds no video */
  interface DeleteCategory {
    /** 分类 ID / the category */
    category_id: Id;
  }

  /** API-16, `video/getCategoryVideo`: 获取指定分类下的视频 / The videos of a category */
  interface GetCategoryVideo {
    /** 分类 ID / the category */
    category_id: Id;
    /** 每页条数，最多 100 / rows a page, at most 100 @defaultValue 20 */
    page_size?: number | string;
    /** 页码，从 1 起 / which page, from 1 @defaultValue 1 */
    page?: number | string;
  }

  /** API-17, `video/setVideoCategory`: 设置视频分类 / Put a video into a category */
  interface SetVideoCategory {
    /** 视频 ID / the video */
    video_id: Id;
    /** 分类 ID / the category */
    category_id: Id;
  }

  /** API-18, `video/getPlayerToken`: 获取播放器token / A token to play a video with */
  interface GetPlayerToken {
    /** 视频 ID / the video */
    video_id: Id;
    /** 有效秒数，0 为不过期 / how many seconds the token lives, 0: for ever @defaultValue 0 */
    expires_in?: number | string;
  }

  /** API-19, `video/getPlayerTokenBatch`: 批量获取播放器token / Tokens for several videos, by their ids */
  interface GetPlayerTokenBatch {
    /** 视频 ID，可以是多个 / the videos */
    video_ids: List<Id>;
    /** 有效秒数，0 为不过期 / how many seconds the tokens live, 0: for ever */
    expires_in: number | string;
    /** 产品线：1 大班课，2 小班课，3 双师课堂，4 企业直播，5 云点播 / 1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD @defaultValue 5 */
    product_type?: 1 | '1' | 2 | '2' | 3 | '3' | 4 | '4' | 5 | '5';
  }

  /** API-20, `video_account/getAccountInfo`: 获取账号套餐使用量 / What the account has booked and used */
  interface GetAccountInfo {
  }

  /** API-21, `video_data/getUsedFlow`: 查询指定ID视频一段时间内使用的流量 / Traffic of a video, within one month */
  interface VideoDataGetUsedFlow {
    /** 视频 ID / the video */
    video_id: Id;
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-22, `video_account/getUsedFlow`: 查询账号一段时间内使用的流量 / Traffic of the account */
  interface VideoAccountGetUsedFlow {
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-23, `video/getUrl`: 获取转码后视频/音频地址 / Addresses to play, by definition */
  interface GetUrl {
    /** 视频 ID / the video */
    video_id: Id;
    /** 格式 / the format @defaultValue mp4 */
    format?: 'mp4' | 'm3u8' | 'flv' | 'encrypt';
    /** 地址有效秒数，默认 12 小时 / how many seconds the addresses live, 12 hours when left out @defaultValue 43200 */
    expires_in?: number | string;
  }

  /** API-24, `video_data/getVideoPlayRecord`: 获取指定视频观看记录 / Who watched a video, within one day */
  interface GetVideoPlayRecord {
    /** 视频 ID / the video */
    video_id: Id;
    /** 起始时间 / from */
    start_time: string;
    /** 结束时间，与起始时间同一天 / to, on the same day */
    end_time: string;
    /** 页码，从 1 起 / which page, from 1 @defaultValue 1 */
    page?: number | string;
    /** 每页条数，最多 1000 / rows a page, at most 1000 @defaultValue 100 */
    page_size?: number | string;
  }

  /** API-25, `video_data/exportVideoReportBatch`: 获取账号所有视频观看记录 / Who watched any video, within one day */
  interface ExportVideoReportBatch {
    /** 产品线：1 教育直播，2 小班课，3 双师，4 企业直播，5 点播 / 1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD @defaultValue 0 */
    product_type?: 1 | '1' | 2 | '2' | 3 | '3' | 4 | '4' | 5 | '5';
    /** 起始时间 / from */
    start_time: string;
    /** 结束时间，与起始时间同一天 / to, on the same day */
    end_time: string;
    /** 页码，从 1 起 / which page, from 1 @defaultValue 1 */
    page?: number | string;
    /** 每页条数，最多 1000 / rows a page, at most 1000 @defaultValue 100 */
    page_size?: number | string;
  }

  /** API-26, `video/setPublishStatus`: 设置视频发布状态 / Publish or block a video */
  interface SetPublishStatus {
    /** 视频 ID / the video */
    video_id: Id;
    /** 1 发布，2 屏蔽 / 1 publish, 2 block */
    status: 1 | '1' | 2 | '2';
  }

  /** API-27, `video/getShareUrl`: 获取视频分享地址 / Addresses to share */
  interface GetShareUrl {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-28, `video_data/getVideoPlayCountRank`: 获取播放量排行 / The hundred videos played most */
  interface GetVideoPlayCountRank {
    /** 产品线：1 教育直播，2 小班课，3 双师，4 企业直播，5 点播 / 1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD @defaultValue 0 */
    product_type?: 1 | '1' | 2 | '2' | 3 | '3' | 4 | '4' | 5 | '5';
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-29, `video_data/getVideoDailyPlayCount`: 获取指定ID视频播放量 / How often a video was played, by day */
  interface GetVideoDailyPlayCount {
    /** 视频 ID / the video */
    video_id: Id;
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-30, `video_data/getPartnerDailyPlayCount`: 获取账号视频播放量 / How often the account's videos were played, by day */
  interface GetPartnerDailyPlayCount {
    /** 产品线：1 教育直播，2 小班课，3 双师，4 企业直播，5 点播 / 1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD @defaultValue 0 */
    product_type?: 1 | '1' | 2 | '2' | 3 | '3' | 4 | '4' | 5 | '5';
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-31, `video/getVideoList`: 获取点播视频列表 / All videos */
  interface GetVideoList {
    /** 每页条数，最多 1000 / rows a page, at most 1000 @defaultValue 20 */
    page_size?: number | string;
    /** 页码，从 1 起 / which page, from 1 @defaultValue 1 */
    page?: number | string;
    /** 按添加时间筛选 / a filter by the time of creation */
    create_time?: string;
  }

  /** API-32, `video/uploadSubtitle`: 上传点播字幕文件 / Upload subtitles (.vtt, .srt) */
  interface UploadSubtitle {
    /** 字幕名称 / what the subtitles are called */
    name: string;
    /** 视频 ID / the video */
    video_id: Id;
    /** 字幕文件，不参与签名 / the file, which is not signed */
    subtitle: File;
  }

  /** API-33, `video/getSubtitleList`: 获取字幕文件列表 / The subtitles of a video */
  interface GetSubtitleList {
    /** 视频 ID / the video */
    video_id: Id;
  }

  /** API-34, `video/updateSubtitle`: 更新点播字幕信息 / Rename subtitles */
  interface UpdateSubtitle {
    /** 字幕名称 / what the subtitles are called */
    name: string;
    /** 字幕 ID / the subtitles */
    subtitle_id: Id;
  }

  /** API-35, `video/setDefaultSubtitle`: 设置字幕为默认字幕 / Make subtitles the default */
  interface SetDefaultSubtitle {
    /** 视频 ID / the video */
    video_id: Id;
    /** 字幕 ID / the subtitles */
    subtitle_id: Id;
  }

  /** API-36, `video/deleteSubtitle`: 删除字幕文件 / Delete subtitles */
  interface DeleteSubtitle {
    /** 字幕 ID / the subtitles */
    subtitle_id: Id;
  }

  /** API-37, `video_account/getUsedFlowDetail`: 查询账号下一段时间内的流量并返回流量消耗明细 / Traffic of the account, by day */
  interface VideoAccountGetUsedFlowDetail {
    /** 起始日期 / the first day */
    start_date: string;
    /** 结束日期 / the last day */
    end_date: string;
  }

  /** API-38, `video_data/getUsedFlowDetail`: 查询账号产品线下一天的视频流量使用明细 / Traffic of one day, by video */
  interface VideoDataGetUsedFlowDetail {
    /** 产品线：1 大班课，2 小班课，3 双师课堂，4 企业直播，5 云点播 / 1 large classes, 2 small classes, 3 double teacher, 4 business live, 5 VOD */
    product_type: 1 | '1' | 2 | '2' | 3 | '3' | 4 | '4' | 5 | '5';
    /** 哪一天 / which day */
    date: string;
    /** 页码，从 1 起 / which page, from 1 @defaultValue 1 */
    page?: number | string;
    /** 每页条数，上限未说明 / rows a page, no limit is stated @defaultValue 100 */
    page_size?: number | string;
  }

  /** API-39, `video_account/getStorgeAndFlowInfo`: 获取账号存储空间和流量使用统计 / Storage and traffic, by product line */
  interface GetStorgeAndFlowInfo {
  }

  /** API-40, `video/transcodeAgain`: 点播视频二次转码 / Transcode once more */
  interface TranscodeAgain {
    /** 视频 ID / the video */
    video_id: Id;
    /** 清晰度：16 标清，1 高清，2 超清，4 720p，8 1080p / 16 SD, 1 HD, 2 super HD, 4 720p, 8 1080p */
    definition: List<16 | '16' | 1 | '1' | 2 | '2' | 4 | '4' | 8 | '8'>;
    /** 转码格式：1 mp4，2 flv，4 m3u8；不传为全部 / 1 mp4, 2 flv, 4 m3u8; all of them when left out */
    format?: List<1 | '1' | 2 | '2' | 4 | '4'>;
  }

  /** 回调接口 1, `video_account/setTranscodeCallbackUrl`: 设置转码回调地址(点播和回放) / Set where transcoding is reported to */
  interface SetTranscodeCallbackUrl {
    /** 回调地址，以 http:// 或 https:// 开头 / an address with http:// or https:// */
    url: string;
  }

  /** 回调接口 2, `video_account/getTranscodeCallbackUrl`: 查询转码回调地址(点播和回放) / Where transcoding is reported to */
  interface GetTranscodeCallbackUrl {
  }

  interface Methods {
    /** API-1: 获取/重置partner_key，不能撤销 / Get the partner key, or reset it: every server that signs with the old one is locked out. Cannot be undone. */
    createkey(params: Createkey, options?: Options): Promise<Answer<{ partner_key: any }>>;
    /** API-2: 获取视频/音频上传地址 / Begin a video or an audio, and get the address to upload it to */
    getUploadUrl(params: GetUploadUrl, options?: Options): Promise<Answer<{ video_id: string; upload_url: any }>>;
    /** API-4: 获取断点续传地址 / Get the address to go on with an upload, and how much is there */
    getResumeUploadUrl(params: GetResumeUploadUrl, options?: Options): Promise<Answer<{ video_id: string; upload_url: any; upload_size: any }>>;
    /** API-5: 查询视频转码状态 / How far the transcoding is */
    getStatus(params: GetStatus, options?: Options): Promise<Answer<{ status: any }>>;
    /** API-6: 获取指定ID视频信息 / What is known of a video */
    getInfo(params: GetInfo, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** API-7: 获取指定ID视频截图 / Stills of a video */
    getImage(params: GetImage, options?: Options): Promise<Answer<{ imgs: any }>>;
    /** API-8: 清除指定清晰度(文件类型)的转码文件，不能撤销 / Remove transcoded files. Cannot be undone. */
    removeDefinition(params: RemoveDefinition, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** API-9: 删除点播源文件，不能撤销 / Delete the source files of videos. Cannot be undone. */
    deleteOriginVideo(params: DeleteOriginVideo, options?: Options): Promise<any>;
    /** API-10: 更新视频信息 / Rename a video */
    update(params: Update, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** API-11: 删除视频，不能撤销 / Delete a video. Cannot be undone. */
    delete(params: Delete, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** API-12: 获取所有分类 / All categories */
    getCategoryList(params?: GetCategoryList, options?: Options): Promise<Answer<{ list: any }>>;
    /** API-13: 获取指定ID分类信息 / One category */
    getCategoryInfo(params?: GetCategoryInfo, options?: Options): Promise<Answer<{ id: string }>>;
    /** API-14: 添加分类 / Add a category */
    addCategory(params: AddCategory, options?: Options): Promise<Answer<{ id: string }>>;
    /** API-15: 删除分类，不能撤销 / Delete a category that holds no video. Cannot be undone. */
    deleteCategory(params: DeleteCategory, options?: Options): Promise<Answer<{ category_id: string }>>;
    /** API-16: 获取指定分类下的视频 / The videos of a category */
    getCategoryVideo(params: GetCategoryVideo, options?: Options): Pages<Answer<{ list: any }>>;
    /** API-17: 设置视频分类 / Put a video into a category */
    setVideoCategory(params: SetVideoCategory, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** API-18: 获取播放器token / A token to play a video with */
    getPlayerToken(params: GetPlayerToken, options?: Options): Promise<Answer<{ token: any }>>;
    /** API-19: 批量获取播放器token / Tokens for several videos, by their ids */
    getPlayerTokenBatch(params: GetPlayerTokenBatch, options?: Options): Promise<Record<string, any>>;
    /** API-20: 获取账号套餐使用量 / What the account has booked and used */
    getAccountInfo(params?: GetAccountInfo, options?: Options): Promise<Answer<{ status: any }>>;
    /** API-23: 获取转码后视频/音频地址 / Addresses to play, by definition */
    getUrl(params: GetUrl, options?: Options): Promise<Answer<{ play_info: any }>>;
    /** API-24: 获取指定视频观看记录 / Who watched a video, within one day */
    getVideoPlayRecord(params: GetVideoPlayRecord, options?: Options): Pages<Answer<{ list: any }>>;
    /** API-25: 获取账号所有视频观看记录 / Who watched any video, within one day */
    exportVideoReportBatch(params: ExportVideoReportBatch, options?: Options): Pages<Answer<{ list: any }>>;
    /** API-26: 设置视频发布状态 / Publish or block a video */
    setPublishStatus(params: SetPublishStatus, options?: Options): Promise<Answer<{ status: any }>>;
    /** API-27: 获取视频分享地址 / Addresses to share */
    getShareUrl(params: GetShareUrl, options?: Options): Promise<Answer<{ js: any; iframe: any }>>;
    /** API-28: 获取播放量排行 / The hundred videos played most */
    getVideoPlayCountRank(params: GetVideoPlayCountRank, options?: Options): Promise<Answer<{ play_rank: any }>>;
    /** API-29: 获取指定ID视频播放量 / How often a video was played, by day */
    getVideoDailyPlayCount(params: GetVideoDailyPlayCount, options?: Options): Promise<Answer<{ play_count: any }>>;
    /** API-30: 获取账号视频播放量 / How often the account's videos were played, by day */
    getPartnerDailyPlayCount(params: GetPartnerDailyPlayCount, options?: Options): Promise<Answer<{ play_count: any }>>;
    /** API-31: 获取点播视频列表 / All videos */
    getVideoList(params?: GetVideoList, options?: Options): Pages<Answer<{ list: any }>>;
    /** API-32: 上传点播字幕文件 / Upload subtitles (.vtt, .srt) */
    uploadSubtitle(params: UploadSubtitle, options?: Options): Promise<Answer<{ subtitle_id: string }>>;
    /** API-33: 获取字幕文件列表 / The subtitles of a video */
    getSubtitleList(params: GetSubtitleList, options?: Options): Promise<any[]>;
    /** API-34: 更新点播字幕信息 / Rename subtitles */
    updateSubtitle(params: UpdateSubtitle, options?: Options): Promise<any>;
    /** API-35: 设置字幕为默认字幕 / Make subtitles the default */
    setDefaultSubtitle(params: SetDefaultSubtitle, options?: Options): Promise<any>;
    /** API-36: 删除字幕文件，不能撤销 / Delete subtitles. Cannot be undone. */
    deleteSubtitle(params: DeleteSubtitle, options?: Options): Promise<any>;
    /** API-39: 获取账号存储空间和流量使用统计 / Storage and traffic, by product line */
    getStorgeAndFlowInfo(params?: GetStorgeAndFlowInfo, options?: Options): Promise<Record<string, any>>;
    /** API-40: 点播视频二次转码 / Transcode once more */
    transcodeAgain(params: TranscodeAgain, options?: Options): Promise<Answer<{ video_id: string }>>;
    /** 回调接口 1: 设置转码回调地址(点播和回放) / Set where transcoding is reported to */
    setTranscodeCallbackUrl(params: SetTranscodeCallbackUrl, options?: Options): Promise<Answer<{ url: any }>>;
    /** 回调接口 2: 查询转码回调地址(点播和回放) / Where transcoding is reported to */
    getTranscodeCallbackUrl(params?: GetTranscodeCallbackUrl, options?: Options): Promise<Answer<{ url: any }>>;
    partner: {
      /** API-1: 获取/重置partner_key，不能撤销 / Get the partner key, or reset it: every server that signs with the old one is locked out. Cannot be undone. */
      createkey(params: Createkey, options?: Options): Promise<Answer<{ partner_key: any }>>;
    };
    video: {
      /** API-2: 获取视频/音频上传地址 / Begin a video or an audio, and get the address to upload it to */
      getUploadUrl(params: GetUploadUrl, options?: Options): Promise<Answer<{ video_id: string; upload_url: any }>>;
      /** API-4: 获取断点续传地址 / Get the address to go on with an upload, and how much is there */
      getResumeUploadUrl(params: GetResumeUploadUrl, options?: Options): Promise<Answer<{ video_id: string; upload_url: any; upload_size: any }>>;
      /** API-5: 查询视频转码状态 / How far the transcoding is */
      getStatus(params: GetStatus, options?: Options): Promise<Answer<{ status: any }>>;
      /** API-6: 获取指定ID视频信息 / What is known of a video */
      getInfo(params: GetInfo, options?: Options): Promise<Answer<{ video_id: string }>>;
      /** API-7: 获取指定ID视频截图 / Stills of a video */
      getImage(params: GetImage, options?: Options): Promise<Answer<{ imgs: any }>>;
      /** API-8: 清除指定清晰度(文件类型)的转码文件，不能撤销 / Remove transcoded files. Cannot be undone. */
      removeDefinition(params: RemoveDefinition, options?: Options): Promise<Answer<{ video_id: string }>>;
      /** API-9: 删除点播源文件，不能撤销 / Delete the source files of videos. Cannot be undone. */
      deleteOriginVideo(params: DeleteOriginVideo, options?: Options): Promise<any>;
      /** API-10: 更新视频信息 / Rename a video */
      update(params: Update, options?: Options): Promise<Answer<{ video_id: string }>>;
      /** API-11: 删除视频，不能撤销 / Delete a video. Cannot be undone. */
      delete(params: Delete, options?: Options): Promise<Answer<{ video_id: string }>>;
      /** API-12: 获取所有分类 / All categories */
      getCategoryList(params?: GetCategoryList, options?: Options): Promise<Answer<{ list: any }>>;
      /** API-13: 获取指定ID分类信息 / One category */
      getCategoryInfo(params?: GetCategoryInfo, options?: Options): Promise<Answer<{ id: string }>>;
      /** API-14: 添加分类 / Add a category */
      addCategory(params: AddCategory, options?: Options): Promise<Answer<{ id: string }>>;
      /** API-15: 删除分类，不能撤销 / Delete a category that holds no video. Cannot be undone. */
      deleteCategory(params: DeleteCategory, options?: Options): Promise<Answer<{ category_id: string }>>;
      /** API-16: 获取指定分类下的视频 / The videos of a category */
      getCategoryVideo(params: GetCategoryVideo, options?: Options): Pages<Answer<{ list: any }>>;
      /** API-17: 设置视频分类 / Put a video into a category */
      setVideoCategory(params: SetVideoCategory, options?: Options): Promise<Answer<{ video_id: string }>>;
      /** API-18: 获取播放器token / A token to play a video with */
      getPlayerToken(params: GetPlayerToken, options?: Options): Promise<Answer<{ token: any }>>;
      /** API-19: 批量获取播放器token / Tokens for several videos, by their ids */
      getPlayerTokenBatch(params: GetPlayerTokenBatch, options?: Options): Promise<Record<string, any>>;
      /** API-23: 获取转码后视频/音频地址 / Addresses to play, by definition */
      getUrl(params: GetUrl, options?: Options): Promise<Answer<{ play_info: any }>>;
      /** API-26: 设置视频发布状态 / Publish or block a video */
      setPublishStatus(params: SetPublishStatus, options?: Options): Promise<Answer<{ status: any }>>;
      /** API-27: 获取视频分享地址 / Addresses to share */
      getShareUrl(params: GetShareUrl, options?: Options): Promise<Answer<{ js: any; iframe: any }>>;
      /** API-31: 获取点播视频列表 / All videos */
      getVideoList(params?: GetVideoList, options?: Options): Pages<Answer<{ list: any }>>;
      /** API-32: 上传点播字幕文件 / Upload subtitles (.vtt, .srt) */
      uploadSubtitle(params: UploadSubtitle, options?: Options): Promise<Answer<{ subtitle_id: string }>>;
      /** API-33: 获取字幕文件列表 / The subtitles of a video */
      getSubtitleList(params: GetSubtitleList, options?: Options): Promise<any[]>;
      /** API-34: 更新点播字幕信息 / Rename subtitles */
      updateSubtitle(params: UpdateSubtitle, options?: Options): Promise<any>;
      /** API-35: 设置字幕为默认字幕 / Make subtitles the default */
      setDefaultSubtitle(params: SetDefaultSubtitle, options?: Options): Promise<any>;
      /** API-36: 删除字幕文件，不能撤销 / Delete subtitles. Cannot be undone. */
      deleteSubtitle(params: DeleteSubtitle, options?: Options): Promise<any>;
      /** API-40: 点播视频二次转码 / Transcode once more */
      transcodeAgain(params: TranscodeAgain, options?: Options): Promise<Answer<{ video_id: string }>>;
    };
    videoAccount: {
      /** API-20: 获取账号套餐使用量 / What the account has booked and used */
      getAccountInfo(params?: GetAccountInfo, options?: Options): Promise<Answer<{ status: any }>>;
      /** API-22: 查询账号一段时间内使用的流量 / Traffic of the account */
      getUsedFlow(params: VideoAccountGetUsedFlow, options?: Options): Promise<Answer<{ flow: any }>>;
      /** API-37: 查询账号下一段时间内的流量并返回流量消耗明细 / Traffic of the account, by day */
      getUsedFlowDetail(params: VideoAccountGetUsedFlowDetail, options?: Options): Promise<Answer<{ flow: any }>>;
      /** API-39: 获取账号存储空间和流量使用统计 / Storage and traffic, by product line */
      getStorgeAndFlowInfo(params?: GetStorgeAndFlowInfo, options?: Options): Promise<Record<string, any>>;
      /** 回调接口 1: 设置转码回调地址(点播和回放) / Set where transcoding is reported to */
      setTranscodeCallbackUrl(params: SetTranscodeCallbackUrl, options?: Options): Promise<Answer<{ url: any }>>;
      /** 回调接口 2: 查询转码回调地址(点播和回放) / Where transcoding is reported to */
      getTranscodeCallbackUrl(params?: GetTranscodeCallbackUrl, options?: Options): Promise<Answer<{ url: any }>>;
    };
    videoData: {
      /** API-21: 查询指定ID视频一段时间内使用的流量 / Traffic of a video, within one month */
      getUsedFlow(params: VideoDataGetUsedFlow, options?: Options): Promise<Answer<{ flow: any }>>;
      /** API-24: 获取指定视频观看记录 / Who watched a video, within one day */
      getVideoPlayRecord(params: GetVideoPlayRecord, options?: Options): Pages<Answer<{ list: any }>>;
      /** API-25: 获取账号所有视频观看记录 / Who watched any video, within one day */
      exportVideoReportBatch(params: ExportVideoReportBatch, options?: Options): Pages<Answer<{ list: any }>>;
      /** API-28: 获取播放量排行 / The hundred videos played most */
      getVideoPlayCountRank(params: GetVideoPlayCountRank, options?: Options): Promise<Answer<{ play_rank: any }>>;
      /** API-29: 获取指定ID视频播放量 / How often a video was played, by day */
      getVideoDailyPlayCount(params: GetVideoDailyPlayCount, options?: Options): Promise<Answer<{ play_count: any }>>;
      /** API-30: 获取账号视频播放量 / How often the account's videos were played, by day */
      getPartnerDailyPlayCount(params: GetPartnerDailyPlayCount, options?: Options): Promise<Answer<{ play_count: any }>>;
      /** API-38: 查询账号产品线下一天的视频流量使用明细 / Traffic of one day, by video */
      getUsedFlowDetail(params: VideoDataGetUsedFlowDetail, options?: Options): Pages<Answer<{ list: any }>>;
    };
  }
}
