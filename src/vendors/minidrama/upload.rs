//! Uploads: how a file is cut up (uploadpart), and the list that puts it together again (commitupload).

use super::refuse;
use crate::data::fields::{self, Fields};
use crate::data::issue::Result;
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// Every part but the last has this size.
const PART: i64 = 5 << 20;
const MOST_PARTS: usize = 100;
const LARGEST_VIDEO: i64 = 500 << 20;
const LARGEST_COVER: i64 = 10 << 20;
/// The document does not say whether its MB are these.
const DECIMAL_VIDEO: i64 = 500_000_000;
/// What is smaller goes in one request, whichever MB are meant.
const SINGLE: i64 = 10_000_000;

pub(super) const MEDIA_TYPES: &[&str] =
    &["MP4", "TS", "MOV", "MXF", "MPG", "FLV", "WMV", "AVI", "M4V", "F4V", "MPEG", "3GP", "ASF", "MKV"];
pub(super) const COVER_TYPES: &[&str] = &["JPG", "JPEG", "PNG", "BMP", "TIFF", "AI", "CDR", "EPS", "TIF"];

/// Whether the text names a type, in capitals or not.
pub(super) fn is_one_of(text: &str, types: &[&str]) -> bool {
    types.iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// How a file goes up.
pub(super) fn plan(file: &Value) -> Result<Answer> {
    fields::read(file, |file| {
        let size = size(file, LARGEST_VIDEO, "video_too_large");
        file.require("mediaType");
        match file.remark("mediaType") {
            Some(kind) if kind.eq_ignore_ascii_case("m3u8") => refuse(file, "use_pull_upload", "mediaType"),
            Some(kind) if !is_one_of(kind, MEDIA_TYPES) => refuse(file, "media_type", "mediaType"),
            _ => {}
        }
        let mut cover_size = None;
        file.record("cover", &mut |cover| {
            cover_size = Some(self::size(cover, LARGEST_COVER, "cover_too_large"));
            cover.require("type");
            if cover.remark("type").is_some_and(|kind| !is_one_of(kind, COVER_TYPES)) {
                refuse(cover, "cover_type", "type");
            }
            cover.refuse_unknown();
        });
        file.refuse_unknown();

        let mut plan = Record::default();
        if size < SINGLE {
            plan.set("mode", "single");
        } else {
            let parts = parts(size);
            plan.set("mode", "parts").set("parts", parts as f64).set("lastSize", (size - (parts - 1) * PART) as f64);
            plan.set_some("coverParts", cover_size.map(|size| self::parts(size) as f64));
        }
        let doubtful = if size > DECIMAL_VIDEO { vec!["size_in_doubt"] } else { Vec::new() };
        plan.set("warnings", doubtful);
        plan.into()
    })
}

fn parts(size: i64) -> i64 {
    (size + PART - 1) / PART
}

fn size(file: &mut Fields<'_>, largest: i64, too_large: &'static str) -> i64 {
    file.require("size");
    let size = file.integer("size", 0, 1 << 53);
    match size {
        Some(0) => refuse(file, "empty_file", "size"),
        Some(size) if size > largest => refuse(file, too_large, "size"),
        _ => {}
    }
    size.unwrap_or_default()
}

/// The body of commitupload.
pub(super) fn commit(commit: &Value) -> Result<Answer> {
    fields::read(commit, |commit| {
        commit.require("uploadId");
        commit.require("mediaParts");
        let mut body = Record::default();
        body.copy_some("upload_id", commit.text("uploadId"));
        let media = part_infos(commit, "mediaParts", "media_parts_invalid");
        if media.as_ref().is_some_and(Vec::is_empty) {
            refuse(commit, "media_parts_invalid", "mediaParts");
        }
        body.set_some("media_part_infos", media);
        let cover = part_infos(commit, "coverParts", "cover_parts_mismatch").filter(|parts| !parts.is_empty());
        let expected = commit.boolean("coverExpected");
        if expected.is_some_and(|expected| expected != cover.is_some()) {
            refuse(commit, "cover_parts_mismatch", "coverParts");
        }
        body.set_some("cover_part_infos", cover);
        commit.refuse_unknown();

        let mut answer = Record::default();
        answer.set("body", json::write(&body.into()));
        answer.into()
    })
}

/// The parts 1, 2, 3 … in order, each with its etag.
fn part_infos(commit: &mut Fields<'_>, name: &'static str, invalid: &'static str) -> Option<Vec<Answer>> {
    let count = commit.list(name)?.len();
    let mut sound = count <= MOST_PARTS;
    let mut infos = Vec::new();
    commit.records(name, &mut |part| {
        part.require("partNumber");
        part.require("etag");
        let mut info = Record::default();
        if let Some(number) = part.finite("partNumber") {
            sound &= number == (infos.len() + 1) as f64;
            info.set("part_number", number);
        }
        if let Some(etag) = part.remark("etag") {
            sound &= !etag.is_empty();
            info.set("etag", etag.to_owned());
        }
        part.refuse_unknown();
        infos.push(info.into());
    });
    if !sound {
        refuse(commit, invalid, name);
    }
    Some(infos)
}
