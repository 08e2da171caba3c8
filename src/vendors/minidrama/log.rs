//! CDN log files (the files that getcdnlogs names): gzip or plain, read in pieces of any size. Only sums are kept, one for
//! each key.
//!
//! The document's columns: time, client, domain, path, bytes, province, ISP, status, referer, duration, agent, range,
//! method, protocol, HIT or MISS. What the CDN writes behind them is not read. A line is damaged where it has fewer
//! columns, or where one of those that are read says nothing.

use super::tallies::{Tallies, Tally};
use crate::data::arguments::Arguments;
use crate::data::bounds::SAFE_INTEGER;
use crate::data::fields;
use crate::data::issue::Result;
use crate::data::object::{self, Method, Object};
use crate::data::text::joined;
use crate::data::value::{Answer, Record, Value};
use flate2::write::GzDecoder;
use std::borrow::Cow;
use std::io::{self, Write};
use std::mem;

const COLUMNS: usize = 15;
/// Path, bytes, province, ISP, status, HIT or MISS.
const READ: [usize; 6] = [3, 4, 5, 6, 7, 14];
/// No sound line is longer.
const LONGEST_LINE: usize = 64 << 10;

#[rustfmt::skip]
const PROVINCES: &[(&str, &str)] = &[
    ("22", "北京"), ("86", "内蒙古"), ("146", "山西"), ("1069", "河北"), ("1177", "天津"), ("119", "宁夏"), ("152", "陕西"), ("1208", "甘肃"),
    ("1467", "青海"), ("1468", "新疆"), ("145", "黑龙江"), ("1445", "吉林"), ("1464", "辽宁"), ("2", "福建"), ("120", "江苏"), ("121", "安徽"),
    ("122", "山东"), ("1050", "上海"), ("1442", "浙江"), ("182", "河南"), ("1135", "湖北"), ("1465", "江西"), ("1466", "湖南"), ("118", "贵州"),
    ("153", "云南"), ("1051", "重庆"), ("1068", "四川"), ("1155", "西藏"), ("4", "广东"), ("173", "广西"), ("1441", "海南"), ("0", "其他"),
    ("1", "港澳台"), ("-1", "海外"),
];

#[rustfmt::skip]
const ISPS: &[(&str, &str)] = &[
    ("2", "中国电信"), ("26", "中国联通"), ("38", "教育网"), ("43", "长城宽带"), ("1046", "中国移动"), ("3947", "中国铁通"),
    ("-1", "海外运营商"), ("0", "其他运营商"),
];

/// What is counted apart, by its name in the report. Provinces and ISPs are kept by their codes.
const KINDS: [&str; 5] = ["byMedia", "byMark", "byProvince", "byIsp", "byStatus"];

/// Everything that has been counted.
#[derive(Default)]
struct Sums {
    lines: u64,
    damaged: u64,
    hits: u64,
    bytes: u64,
    kinds: [Tallies; 5],
}

/// The lines of a file, wherever its pieces are cut.
#[derive(Default)]
struct Lines {
    sums: Sums,
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
    /// In a line that is too long to be one.
    overlong: bool,
    /// So many bytes of the file have been read before.
    skip: usize,
}

/// How a file is read; known after its first two bytes.
enum Input {
    Unknown(Lines, Vec<u8>),
    Plain(Lines),
    Gzip(Box<GzDecoder<Lines>>),
    /// What comes now is not read: it follows damaged gzip data, or is the padding of a gzip file.
    Over(Lines),
}

/// The report of one file or several.
pub struct CdnLogReport(Input);

impl Default for CdnLogReport {
    fn default() -> Self {
        Self(Input::Unknown(Lines::default(), Vec::new()))
    }
}

impl CdnLogReport {
    /// The methods, by their public names.
    pub const METHODS: &'static [Method<Self>] = &[
        ("push", |report, given| {
            let bytes = fields::read_arguments(&[("chunk", given.at(0))], |fields| {
                fields.require("chunk");
                fields.bytes("chunk").unwrap_or_default().to_vec()
            })?;
            report.add(&bytes);
            Ok(Value::Null)
        }),
        ("merge", |report, given| {
            let finished = Sums::read(given.at(0))?;
            report.lines().sums.merge(finished);
            Ok(Value::Null)
        }),
        // Somebody else has inflated so many bytes of a file and then met damage: the file comes again, as it is, and what
        // follows them is read up to the damage.
        ("inflate", |report, given| {
            let skip =
                fields::read_arguments(&[("skip", given.at(0))], |fields| fields.integer("skip", 0, SAFE_INTEGER))?;
            let mut lines = report.begin();
            lines.skip = skip.unwrap_or_default() as usize;
            report.0 = Input::Gzip(Box::new(GzDecoder::new(lines)));
            Ok(Value::Null)
        }),
        // The end of a file that somebody else inflates; false: it was not whole.
        ("end", |report, given| {
            report.end_file(!matches!(given.at(0), Value::Bool(false)));
            Ok(Value::Null)
        }),
        ("finish", |report, _| {
            report.end_file(true);
            Ok((&report.lines().sums).into())
        }),
    ];

    /// A report of no file yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn lines(&mut self) -> &mut Lines {
        match &mut self.0 {
            Input::Unknown(lines, _) | Input::Plain(lines) | Input::Over(lines) => lines,
            Input::Gzip(gzip) => gzip.get_mut(),
        }
    }

    /// The end of a file, or of what can be read of it; what comes next is another.
    fn begin(&mut self) -> Lines {
        mem::take(self.lines())
    }

    /// Reads the next piece of a file.
    pub fn add(&mut self, bytes: &[u8]) {
        let more = match &mut self.0 {
            Input::Unknown(_, first) => {
                first.extend_from_slice(bytes);
                let first = mem::take(first);
                if first.len() < 2 {
                    self.0 = Input::Unknown(self.begin(), first);
                    return;
                }
                let lines = self.begin();
                self.0 = if first.starts_with(&[0x1f, 0x8b]) {
                    Input::Gzip(Box::new(GzDecoder::new(lines)))
                } else {
                    Input::Plain(lines)
                };
                self.add(&first);
                return;
            }
            Input::Plain(lines) => lines.write_all(bytes).map(|()| true),
            // What was inflated before some damage still stands in the decoder.
            Input::Gzip(gzip) => inflate(gzip, bytes).inspect_err(|_| drop(gzip.flush())),
            Input::Over(_) => return,
        };
        if !matches!(more, Ok(true)) {
            let mut lines = self.begin();
            if more.is_err() {
                lines.lose();
            }
            self.0 = Input::Over(lines);
        }
    }

    fn end_file(&mut self, whole: bool) {
        if let Input::Unknown(lines, first) = &mut self.0 {
            let _ = lines.write_all(&mem::take(first));
        }
        let whole = match &mut self.0 {
            Input::Gzip(gzip) => gzip.try_finish().is_ok() && whole,
            // A line that is lost has been counted.
            Input::Over(_) => true,
            _ => whole,
        };
        let mut lines = self.begin();
        lines.skip = 0;
        if whole {
            lines.end();
        } else {
            lines.lose();
        }
        self.0 = Input::Unknown(lines, Vec::new());
    }
}

/// Inflates a piece of a gzip file, whose members follow one another. False: behind the last one comes padding, which
/// begins with a zero.
fn inflate(gzip: &mut GzDecoder<Lines>, mut bytes: &[u8]) -> io::Result<bool> {
    while let Some(first) = bytes.first() {
        match gzip.write(bytes)? {
            // The member has ended.
            0 => {
                gzip.try_finish()?;
                if *first == 0 {
                    return Ok(false);
                }
                *gzip = GzDecoder::new(mem::take(gzip.get_mut()));
            }
            read => bytes = bytes.get(read..).unwrap_or_default(),
        }
    }
    Ok(true)
}

impl Object for CdnLogReport {
    fn call(&mut self, method: &str, arguments: Arguments<'_>) -> Result<Answer> {
        object::call(self, Self::METHODS, method, arguments)
    }

    fn push(&mut self, bytes: &[u8]) {
        self.add(bytes);
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let mut rest = bytes.get(skipped..).unwrap_or_default();
        while let Some(end) = memchr::memchr(b'\n', rest) {
            let (line, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            if self.overlong || !self.begun.is_empty() {
                self.extend(line);
                self.end();
            } else {
                self.sums.line(line);
            }
        }
        self.extend(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn extend(&mut self, bytes: &[u8]) {
        self.overlong |= self.begun.len() + bytes.len() > LONGEST_LINE;
        if self.overlong {
            self.begun.clear();
        } else {
            self.begun.extend_from_slice(bytes);
        }
    }

    /// A line ends, or the file does.
    fn end(&mut self) {
        if mem::take(&mut self.overlong) {
            self.sums.damage();
        } else {
            self.sums.line(&self.begun);
        }
        self.begun.clear();
    }

    /// The rest of the file is gone, and with it at least the line it was in.
    fn lose(&mut self) {
        self.overlong = true;
        self.end();
    }
}

impl Sums {
    fn damage(&mut self) {
        self.lines += 1;
        self.damaged += 1;
    }

    fn line(&mut self, line: &[u8]) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return;
        }
        if self.sound_line(line).is_none() {
            self.damage();
        }
    }

    fn sound_line(&mut self, line: &[u8]) -> Option<()> {
        let [_, _, _, path, size, province, isp, status, _, _, _, _, _, _, cache] = columns(line)?;
        let bytes = number(size)?;
        let sound = is_place(province) && is_place(isp) && status.len() == 3 && number(status).is_some();
        let (media, query) = match memchr::memchr(b'?', path) {
            Some(place) => path.split_at(place),
            None => (path, [].as_slice()),
        };
        if !sound {
            return None;
        }
        self.lines += 1;
        self.bytes = self.bytes.saturating_add(bytes);
        self.hits += u64::from(cache.get(..3).is_some_and(|three| three.eq_ignore_ascii_case(b"hit")));
        let tally = Tally { requests: 1, bytes };
        for (tallies, key) in self.kinds.iter_mut().zip([media, mark(query), province, isp, status]) {
            tallies.add(key, tally);
        }
        Some(())
    }

    fn merge(&mut self, other: Self) {
        self.lines += other.lines;
        self.damaged += other.damaged;
        self.hits += other.hits;
        self.bytes = self.bytes.saturating_add(other.bytes);
        for (mine, theirs) in self.kinds.iter_mut().zip(&other.kinds) {
            for (key, tally) in theirs.sorted() {
                mine.add(&key, *tally);
            }
        }
    }

    /// Reads a finished report.
    fn read(finished: &Value) -> Result<Self> {
        fields::read(finished, |fields| {
            for name in ["lines", "damaged", "bytes", "cacheHitRatio"] {
                fields.require(name);
            }
            let mut sums = Self {
                lines: fields.integer("lines", 0, SAFE_INTEGER).unwrap_or_default() as u64,
                bytes: fields.id("bytes").unwrap_or_default(),
                ..Self::default()
            };
            sums.damaged = fields.integer("damaged", 0, sums.lines as i64).unwrap_or_default() as u64;
            let ratio = fields.number("cacheHitRatio", 0, 1).unwrap_or_default();
            sums.hits = (ratio * (sums.lines - sums.damaged) as f64 + 0.5) as u64;
            for (kind, tallies) in KINDS.iter().zip(&mut sums.kinds) {
                fields.require(kind);
                let Value::Record(entries) = fields.raw(kind) else {
                    fields.record(kind, &mut |_| {});
                    continue;
                };
                for (name, entry) in entries {
                    match tally(entry) {
                        Some(sum) => tallies.add(code_of(kind, name).as_bytes(), sum),
                        None => fields.refuse("wrong_type", &joined(&[kind, ".", name])),
                    }
                }
            }
            sums
        })
    }
}

/// An entry of a finished report: requests and bytes, or the requests alone.
fn tally(entry: &Value) -> Option<Tally> {
    let count = |value: &Value| value.as_text()?.parse().ok();
    Some(match entry {
        Value::Record(_) => Tally { requests: count(entry.get("requests"))?, bytes: count(entry.get("bytes"))? },
        requests => Tally { requests: count(requests)?, bytes: 0 },
    })
}

/// The document's codes and names of a kind.
fn names_of(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "byProvince" => PROVINCES,
        "byIsp" => ISPS,
        _ => &[],
    }
}

fn code_of<'a>(kind: &str, name: &'a str) -> &'a str {
    names_of(kind).iter().find(|(_, known)| *known == name).map_or(name, |(code, _)| *code)
}

/// The first fifteen columns of a line, without their quotes.
fn columns(line: &[u8]) -> Option<[&[u8]; COLUMNS]> {
    // Between tabs there may be spaces; between spaces there is nothing else.
    match memchr::memchr(b'\t', line) {
        // A quote that nothing closes groups nothing: it may stand in a column that is not read.
        Some(_) => between_tabs(line, true).or_else(|| between_tabs(line, false)),
        None => between_spaces(line),
    }
}

fn between_tabs(line: &[u8], quotes: bool) -> Option<[&[u8]; COLUMNS]> {
    let mut columns = [[].as_slice(); COLUMNS];
    let mut begin = 0;
    let mut filled = 0;
    for end in memchr::memchr_iter(b'\t', line).chain([line.len()]) {
        let column = line.get(begin..end)?;
        let column = match column {
            [b'"', inner @ .., b'"'] => inner,
            // The tab belongs to the column.
            [b'"', ..] if quotes => continue,
            [b'"', ..] if READ.contains(&filled) => return None,
            column => column,
        };
        *columns.get_mut(filled)? = column;
        filled += 1;
        begin = end + 1;
        if filled == COLUMNS {
            return Some(columns);
        }
    }
    None
}

fn between_spaces(line: &[u8]) -> Option<[&[u8]; COLUMNS]> {
    let mut columns = [[].as_slice(); COLUMNS];
    let mut rest = line;
    for column in &mut columns {
        while let Some((b' ', after)) = rest.split_first() {
            rest = after;
        }
        let end = match rest.split_first()? {
            (b'"', quoted) => {
                // The quote before a space, or before the end.
                let closes = |end: &usize| quoted.get(end + 1).is_none_or(|next| *next == b' ');
                let end = memchr::memchr_iter(b'"', quoted).find(closes)?;
                *column = quoted.get(..end)?;
                end + 2
            }
            _ => {
                let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
                *column = rest.get(..end)?;
                end
            }
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    Some(columns)
}

fn number(digits: &[u8]) -> Option<u64> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u64::from(*byte - b'0'));
    if !(1..=19).contains(&digits.len()) {
        return None;
    }
    digits.iter().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?))
}

/// A province or an ISP: its code, of which -1 is one, or a hyphen where the CDN does not know.
fn is_place(code: &[u8]) -> bool {
    if code == b"-" {
        return true;
    }
    let digits = code.strip_prefix(b"-").unwrap_or(code);
    (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
}

/// The channel's mark in a query; empty without one.
fn mark(query: &[u8]) -> &[u8] {
    let mut fields = memchr::memchr2_iter(b'?', b'&', query).filter_map(|place| query.get(place + 1..));
    let us = fields.find_map(|rest| rest.strip_prefix(b"us=")).unwrap_or_default();
    let us = memchr::memchr2(b'?', b'&', us).and_then(|end| us.get(..end)).unwrap_or(us);
    memchr::memrchr(b'-', us).and_then(|end| us.get(..end)).unwrap_or_default()
}

impl From<&Sums> for Answer {
    fn from(sums: &Sums) -> Self {
        let sound = sums.lines - sums.damaged;
        let mut report = Record::default();
        report
            .set("lines", sums.lines as f64)
            .set("damaged", sums.damaged as f64)
            .set("bytes", sums.bytes.to_string())
            // The document's estimate of what is charged: a tenth more, to the nearest byte.
            .set("billedBytes", ((u128::from(sums.bytes) * 11 + 5) / 10).to_string());
        for (kind, tallies) in KINDS.iter().zip(&sums.kinds) {
            let entries = tallies.sorted().into_iter().map(|(key, tally)| {
                let key = String::from_utf8_lossy(&key);
                let name = names_of(kind).iter().find(|(code, _)| *code == key).map_or(&*key, |(_, name)| *name);
                (
                    Cow::Owned(name.to_owned()),
                    if *kind == "byStatus" { (tally.requests as f64).into() } else { tally.into() },
                )
            });
            report.set(kind, Value::Record(entries.collect()));
        }
        report.set("cacheHitRatio", if sound == 0 { 0.0 } else { sums.hits as f64 / sound as f64 });
        report.into()
    }
}

impl From<&Tally> for Answer {
    fn from(tally: &Tally) -> Self {
        let mut record = Record::default();
        record.set("requests", tally.requests as f64).set("bytes", tally.bytes.to_string());
        record.into()
    }
}
