//! A crowd of 10,000 whose edge goes down for a minute: how hard it knocks, and how soon it is back.
//! `cargo test --release --test herd -- --nocapture` prints the figures; `cargo run --release --example herd` draws them,
//! and those of others.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;
#[path = "../benches/herd/crowd.rs"]
mod crowd;
#[path = "../benches/herd/viewers.rs"]
mod viewers;

use common::Player;
use crowd::{Outage, run};
use serde_json::json;
use viewers::Playward;

const VIEWERS: u32 = 10_000;

#[test]
fn a_crowd_comes_back_without_a_stampede() {
    let herd = run(VIEWERS, Outage::of(60), Playward::new);
    let (peak, peak_back, mean, p99) = (herd.peak(), herd.peak_back(), herd.mean_ms(), herd.p99_ms());
    println!("back: {} of {VIEWERS}", herd.back());
    println!("peak: {peak} starts/s, {peak_back} after the return");
    println!("back after: mean {mean:.0} ms, p99 {p99} ms");
    println!(
        "per client: {:.2} starts, {:.2} addresses",
        herd.starts_per_viewer(),
        f64::from(herd.addresses) / f64::from(VIEWERS)
    );

    assert_eq!(herd.back(), VIEWERS, "somebody never came back");
    assert!(peak <= 4_203 && peak_back <= 1_408, "{peak} and {peak_back} starts/s");
    assert!(mean <= 4_185.0 && p99 <= 9_040, "mean {mean} ms, p99 {p99} ms");
    assert!(herd.addresses <= VIEWERS, "addresses are asked for once in an outage");
}

/// The business server answers `later` to everybody, time and again: each round takes longer, and none brings two of a
/// hundred together.
#[test]
fn a_crowd_that_is_told_later_spreads_over_its_round() {
    let told = |retry| json!({ "type": "addressFailed", "outcome": { "ok": false, "code": "500", "class": "server_error", "retry": retry, "message": { "zh": "", "en": "" } } });
    for (retry, rounds) in [("later", [8_000.0, 8_000.0, 8_000.0]), ("slower", [8_000.0, 16_000.0, 32_000.0])] {
        let mut crowd: Vec<_> = (0..VIEWERS)
            .map(|seed| {
                let mut player = Player::watching(json!({ "seed": seed, "traceLimit": 0 }));
                player.code(3004);
                player.wake();
                assert_eq!(player.commands(), ["fetchAddress"]);
                player
            })
            .collect();
        for least in rounds {
            let mut waits = vec![];
            for player in &mut crowd {
                player.event(told(retry));
                waits.push(player.last["wakeAtMs"].as_f64().unwrap() - player.now_ms);
                player.wake();
                assert_eq!(player.commands(), ["fetchAddress"]);
            }
            waits.sort_unstable_by(f64::total_cmp);
            let (first, last) = (waits[0], waits[waits.len() - 1]);
            assert!(first >= least && last <= 2.0 * least, "{retry}: {first} to {last}");
            assert!(last - first >= 0.99 * least, "{retry}: all within {} ms", last - first);
            let mut oldest = 0;
            for newest in 0..waits.len() {
                while waits[newest] - waits[oldest] >= 50.0 {
                    oldest += 1;
                }
                let share = (newest - oldest + 1) as f64 / waits.len() as f64;
                assert!(share <= 0.02, "{retry}: {share} of the crowd within 50 ms");
            }
        }
    }
}
