//! The fields of answers whose type the documents give, wherever they stand.

const IDS: &[&str] = &["media_id", "drama_id", "task_id", "id", "order_id", "package_id"];
const NUMBERS: &[&str] = &[
    "errcode",
    "create_time",
    "expire_time",
    "audit_time",
    "finish_time",
    "start_time",
    "end_time",
    "created_at",
    "authorized_time",
    "authz_expire_time",
    "file_size",
    "duration",
    "media_count",
    "total_count",
    "expedited",
    "status",
    "audit_type",
    "authorization_type",
    "task_type",
    "date",
    "time",
    "value",
    "used",
    "all",
    "is_deleted",
    "data_interval",
    "part_number",
];
const LISTS: &[&str] = &[
    "media_list",
    "media_info_list",
    "drama_info_list",
    "item_list",
    "domestic_cdn_logs",
    "package_list",
    "objects",
    "result",
    "list",
    "actor",
];

/// How a field of an answer leaves: as an `id`, a `number`, a `list` or `any`.
pub(super) fn type_of(name: &str) -> &'static str {
    match name {
        id if IDS.contains(&id) => "id",
        number if NUMBERS.contains(&number) => "number",
        list if LISTS.contains(&list) => "list",
        _ => "any",
    }
}
