//! A crowd whose edge goes down: how hard it knocks, and how soon it is back, with playward and without.
//!
//! `cargo run --release --example herd -- --viewers 1000000` prints the figures; `--charts docs` draws the curves.
#![allow(missing_docs, unreachable_pub, clippy::indexing_slicing, reason = "no part of the crate")]

mod charts;
mod crowd;
mod viewers;

use crowd::{Herd, Outage};
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use viewers::{OTHERS, Plain, Playward};

const HELP: &str = "cargo run --release --example herd -- [--viewers 10000] [--outage 60] [--charts FOLDER]

--viewers  how many watch
--outage   how long the edge is down, seconds
--charts   also draws herd-starts.svg and herd-back.svg there";

struct Wish {
    viewers: u32,
    outage: u64,
    charts: Option<PathBuf>,
}

fn wish() -> Result<Option<Wish>, Box<dyn Error>> {
    let mut wish = Wish { viewers: 10_000, outage: 60, charts: None };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        if name == "--help" {
            return Ok(None);
        }
        let value = given.next().ok_or(format!("{name} needs a value"))?;
        match name.as_str() {
            "--viewers" => wish.viewers = value.parse().map_err(|_| "--viewers needs a number")?,
            "--outage" => wish.outage = value.parse().map_err(|_| "--outage needs a number of seconds")?,
            "--charts" => wish.charts = Some(value.into()),
            _ => return Err(format!("there is no {name}; --help shows what there is").into()),
        }
    }
    Ok(Some(wish))
}

fn row(name: &str, herd: &Herd, took: Instant) {
    println!(
        "{name:37} {:>9} {:>9} {:>8.1} {:>7.1} {:>7.1} {:>6.2} {:>6.1}",
        herd.peak(),
        herd.peak_back(),
        100.0 * f64::from(herd.back()) / f64::from(herd.viewers),
        herd.mean_ms() / 1_000.0,
        herd.p99_ms() as f64 / 1_000.0,
        herd.starts_per_viewer(),
        took.elapsed().as_secs_f64(),
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(Wish { viewers, outage, charts }) = wish()? else {
        println!("{HELP}");
        return Ok(());
    };
    let when = Outage::of(outage);
    println!("{viewers} viewers, an edge that is down for {outage} s\n");
    println!(
        "{:37} {:>9} {:>9} {:>8} {:>7} {:>7} {:>6} {:>6}",
        "", "starts/s", "on return", "back, %", "mean, s", "p99, s", "starts", "took"
    );
    let took = Instant::now();
    let mut herds = vec![("playward", crowd::run(viewers, when, Playward::new))];
    row("playward", &herds[0].1, took);
    for (name, waits) in OTHERS {
        let took = Instant::now();
        let herd = crowd::run(viewers, when, |number| Plain::new(number, *waits));
        row(name, &herd, took);
        herds.push((name, herd));
    }
    if let Some(folder) = charts {
        let herds: Vec<_> = herds.iter().map(|(name, herd)| (*name, herd)).collect();
        charts::starts(&folder.join("herd-starts.svg"), &herds, outage)?;
        charts::back(&folder.join("herd-back.svg"), &herds)?;
    }
    Ok(())
}
