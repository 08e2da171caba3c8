//! Uploads: how a file is cut into parts (uploadpart, 上传分片), and the list that puts it together again (commitupload,
//! 确认上传).

use super::{issue, report};
use crate::data::bounds::NUMBER_LIMIT;
use crate::data::fields::{self, Fields};
use crate::data::issue::{Error, Result};
use crate::data::json;
use crate::data::value::{Answer, Record, Value};

/// Every part but the last has this size.
const PART: u64 = 5 << 20;
const MOST_PARTS: usize = 100;
const LARGEST_VIDEO: u64 = 500 << 20;
const LARGEST_COVER: u64 = 10 << 20;
/// The document does not say whether its 500 MB are these or 500 MiB.
const DECIMAL_VIDEO: u64 = 500_000_000;
/// What is smaller goes in one request: it is under 10 MB and under 10 MiB.
const SINGLE: u64 = 10_000_000;

pub(super) const MEDIA_TYPES: &[&str] =
    &["MP4", "TS", "MOV", "MXF", "MPG", "FLV", "WMV", "AVI", "M4V", "F4V", "MPEG", "3GP", "ASF", "MKV"];
pub(super) const COVER_TYPES: &[&str] = &["JPG", "JPEG", "PNG", "BMP", "TIFF", "AI", "CDR", "EPS", "TIF"];

/// True when the text names one of the types, in either case.
pub(super) fn is_one_of(text: &str, types: &[&str]) -> bool {
    types.iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// A video that is to be uploaded. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadFile<'a> {
    /// Of the video.
    pub size: u64,
    /// Its type as WeChat names it, in either case: `MP4`, `mov`, …
    pub media_type: &'a str,
    /// Its cover.
    pub cover: Option<Cover<'a>>,
}

/// A picture that is uploaded with the video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover<'a> {
    /// `JPG`, `png`, …
    pub kind: &'a str,
    /// In bytes.
    pub size: u64,
}

/// How a file goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadPlan {
    /// The parts of uploadpart; `None`: in one request (singlefileupload).
    pub parts: Option<Parts>,
    /// The size is over 500 MB, and under 500 MiB: WeChat may refuse it.
    pub size_in_doubt: bool,
}

/// Parts of 5 MiB each, but for the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// How many parts the video has.
    pub count: u64,
    /// The size of the last one, in bytes.
    pub last_size: u64,
    /// How many parts the cover has. They are numbered from 1 again.
    pub cover_count: Option<u64>,
}

/// Plans an upload. The error names every rule that the file breaks: `empty_file`, `video_too_large`, `media_type`,
/// `use_pull_upload`, `cover_too_large`, `cover_type`.
pub fn upload_plan(file: &UploadFile<'_>) -> Result<UploadPlan> {
    let mut issues = Vec::new();
    let mut refuse = |code, field| issues.push(issue(code, field));
    match file.size {
        0 => refuse("empty_file", "size"),
        size if size > LARGEST_VIDEO => refuse("video_too_large", "size"),
        _ => {}
    }
    if file.media_type.eq_ignore_ascii_case("m3u8") {
        refuse("use_pull_upload", "mediaType");
    } else if !is_one_of(file.media_type, MEDIA_TYPES) {
        refuse("media_type", "mediaType");
    }
    if let Some(cover) = &file.cover {
        match cover.size {
            0 => refuse("empty_file", "cover.size"),
            size if size > LARGEST_COVER => refuse("cover_too_large", "cover.size"),
            _ => {}
        }
        if !is_one_of(cover.kind, COVER_TYPES) {
            refuse("cover_type", "cover.type");
        }
    }
    if !issues.is_empty() {
        return Err(Error::invalid(issues));
    }
    let count = file.size.div_ceil(PART);
    let parts = Parts {
        count,
        last_size: file.size - (count - 1) * PART,
        cover_count: file.cover.map(|cover| cover.size.div_ceil(PART)),
    };
    Ok(UploadPlan { parts: Some(parts).filter(|_| file.size >= SINGLE), size_in_doubt: file.size > DECIMAL_VIDEO })
}

/// Reads the argument of `uploadPlan`.
pub(super) fn upload_plan_of(file: &Value<'_>) -> Result<Answer> {
    fields::read(file, |fields| {
        let size_of_video = size(fields);
        fields.require("mediaType");
        let media_type = fields.remark("mediaType").unwrap_or_default();
        let mut file = UploadFile { size: size_of_video, media_type, cover: None };
        fields.record("cover", &mut |cover| {
            cover.require("type");
            // The reader of the cover ends here, and with it what it lends: the type is kept as its row of the table.
            let kind = cover.remark("type").unwrap_or_default();
            let kind = COVER_TYPES.iter().find(|known| known.eq_ignore_ascii_case(kind)).copied().unwrap_or_default();
            file.cover = Some(Cover { kind, size: size(cover) });
            cover.refuse_unknown();
        });
        fields.refuse_unknown();
        report(fields, upload_plan(&file)).as_ref().map(Answer::from).unwrap_or_default()
    })
}

fn size(fields: &mut Fields<'_>) -> u64 {
    fields.require("size");
    fields.integer("size", 0, NUMBER_LIMIT).unwrap_or_default() as u64
}

impl From<&UploadPlan> for Answer {
    fn from(plan: &UploadPlan) -> Self {
        let mut record = Record::default();
        match &plan.parts {
            None => {
                record.set("mode", "single");
            }
            Some(parts) => {
                record
                    .set("mode", "parts")
                    .set("parts", parts.count as f64)
                    .set("lastSize", parts.last_size as f64)
                    .set_some("coverParts", parts.cover_count.map(|count| count as f64));
            }
        }
        record.set("warnings", if plan.size_in_doubt { vec!["size_in_doubt"] } else { Vec::new() });
        record.into()
    }
}

/// The parts that have been uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitUpload<'a> {
    /// What applyupload answered.
    pub upload_id: &'a str,
    /// The parts of the video.
    pub media_parts: Vec<Part<'a>>,
    /// The parts of the cover; empty without one.
    pub cover_parts: Vec<Part<'a>>,
    /// Whether there should be a cover; `None`: not checked.
    pub cover_expected: Option<bool>,
}

/// A part that has been uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// From 1.
    pub number: u32,
    /// What uploadpart answered.
    pub etag: &'a str,
}

/// Makes the body of commitupload, exact JSON. The error names what is wrong: `media_parts_invalid`,
/// `cover_parts_mismatch`.
pub fn commit_upload(commit: &CommitUpload<'_>) -> Result<String> {
    let mut issues = Vec::new();
    if commit.media_parts.is_empty() || !in_order(&commit.media_parts) {
        issues.push(issue("media_parts_invalid", "mediaParts"));
    }
    let expected = commit.cover_expected.unwrap_or(!commit.cover_parts.is_empty());
    if expected == commit.cover_parts.is_empty() || !in_order(&commit.cover_parts) {
        issues.push(issue("cover_parts_mismatch", "coverParts"));
    }
    if !issues.is_empty() {
        return Err(Error::invalid(issues));
    }
    let infos = |parts: &[Part<'_>]| parts.iter().collect::<Answer>();
    let mut body = Record::default();
    body.copy("upload_id", commit.upload_id).set("media_part_infos", infos(&commit.media_parts));
    if !commit.cover_parts.is_empty() {
        body.set("cover_part_infos", infos(&commit.cover_parts));
    }
    Ok(json::write(&body.into()))
}

/// True when the parts are 1, 2, 3 … in order, not too many, and each has its etag.
fn in_order(parts: &[Part<'_>]) -> bool {
    parts.len() <= MOST_PARTS
        && parts.iter().zip(1..).all(|(part, number)| part.number == number && !part.etag.is_empty())
}

impl From<&Part<'_>> for Answer {
    fn from(part: &Part<'_>) -> Self {
        let mut record = Record::default();
        record.set("part_number", f64::from(part.number)).copy("etag", part.etag);
        record.into()
    }
}

/// Reads the argument of `commitUpload`.
pub(super) fn commit_upload_of(commit: &Value<'_>) -> Result<Answer> {
    fields::read(commit, |fields| {
        fields.require("uploadId");
        fields.require("mediaParts");
        let upload_id = fields.text("uploadId").unwrap_or_default();
        let media_parts = parts(fields, "mediaParts");
        let cover_parts = parts(fields, "coverParts");
        let cover_expected = fields.boolean("coverExpected");
        fields.refuse_unknown();
        let commit = CommitUpload {
            upload_id,
            media_parts: media_parts.unwrap_or_default(),
            cover_parts: cover_parts.unwrap_or_default(),
            cover_expected,
        };
        let mut answer = Record::default();
        answer.set_some("body", report(fields, commit_upload(&commit)));
        answer.into()
    })
}

fn parts<'a>(fields: &mut Fields<'a>, name: &'static str) -> Option<Vec<Part<'a>>> {
    let items = fields.list(name)?;
    let mut numbers = Vec::new();
    fields.records(name, &mut |part| {
        part.require("partNumber");
        part.require("etag");
        // A fraction is no number of a part.
        let whole = |number: f64| if number.fract() == 0.0 { number as u32 } else { 0 };
        numbers.push(part.finite("partNumber").map_or(numbers.len() as u32 + 1, whole));
        part.remark("etag");
        part.refuse_unknown();
    });
    let etag = |item: &'a Value<'a>| match item.get("etag") {
        Value::Text(etag) => &**etag,
        _ => "-",
    };
    Some(items.iter().zip(numbers).map(|(item, number)| Part { number, etag: etag(item) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans() {
        const MIB: u64 = 1 << 20;
        for (size, expected) in [
            (1, None),
            (9_999_999, None),
            (10_000_000, Some((2, 10_000_000 - 5 * MIB))),
            (10 * MIB, Some((2, 5 * MIB))),
            (10 * MIB + 1, Some((3, 1))),
            (500 * MIB, Some((100, 5 * MIB))),
        ] {
            let plan = upload_plan(&UploadFile { size, media_type: "mp4", cover: None });
            let parts = plan.map(|plan| plan.parts.map(|parts| (parts.count, parts.last_size)));
            assert_eq!(parts, Ok(expected), "{size}");
        }
    }

    #[test]
    fn parts_are_numbered_from_1_in_order() {
        let commit = |numbers: &[u32]| {
            commit_upload(&CommitUpload {
                upload_id: "u",
                media_parts: numbers.iter().map(|number| Part { number: *number, etag: "e" }).collect(),
                cover_parts: Vec::new(),
                cover_expected: None,
            })
        };
        let hundred: Vec<u32> = (1..=100).collect();
        assert!(commit(&[1]).is_ok() && commit(&[1, 2]).is_ok() && commit(&hundred).is_ok());
        for numbers in [&[][..], &[0], &[2], &[2, 1], &[1, 1], &[1, 3], &[hundred, vec![101]].concat()] {
            assert!(commit(numbers).is_err(), "{numbers:?}");
        }
    }
}
