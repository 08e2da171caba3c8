//! A crowd that loses its stream at one moment does not come back at one moment: the distribution of every moment that
//! the supervisor plans. Each crowd is one of 20,000 seeds.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Player;
use serde_json::{Value as Json, json};

const SEEDS: u32 = 20_000;
const WINDOW_MS: f64 = 50.0;

fn outcome(retry: &str) -> Json {
    json!({ "type": "addressFailed", "outcome": { "ok": false, "code": "1", "class": "server_error", "retry": retry, "message": { "zh": "", "en": "" } } })
}

/// The delays that a crowd plans after the same history.
fn delays(policy: &Json, history: impl Fn(&mut Player)) -> Vec<f64> {
    (0..SEEDS)
        .map(|seed| {
            let mut policy = policy.clone();
            policy["seed"] = json!(seed);
            policy["traceLimit"] = json!(0);
            let mut player = Player::watching(policy);
            history(&mut player);
            player.last["wakeAtMs"].as_f64().unwrap() - player.now_ms
        })
        .collect()
}

/// All delays lie in the range, and no window of 50 ms holds more than 1.25 times its share.
fn assert_spread(name: &str, mut delays: Vec<f64>, (from, to): (f64, f64)) {
    delays.sort_unstable_by(f64::total_cmp);
    assert!(
        from <= delays[0] && delays[delays.len() - 1] <= to,
        "{name}: {} to {}",
        delays[0],
        delays[delays.len() - 1]
    );
    let share = f64::from(SEEDS) * WINDOW_MS / (to - from);
    let most = share * 1.25;
    let mut oldest = 0;
    for (newest, delay) in delays.iter().enumerate() {
        while delay - delays[oldest] >= WINDOW_MS {
            oldest += 1;
        }
        let held = newest - oldest + 1;
        assert!((held as f64) <= most, "{name}: {held} within 50 ms at {delay} ms, {most} are allowed");
    }
}

#[test]
fn every_planned_moment_is_spread() {
    let plain = json!({});
    let hidden = |player: &mut Player| {
        player.code(-2301);
        player.event(json!({ "type": "hide" }));
        player.event(json!({ "type": "show" }));
    };
    assert_spread("re-plan", delays(&plain, hidden), (0.0, 2_000.0));
    assert_spread("first retry", delays(&plain, |player| drop(player.code(-2301).clone())), (300.0, 5_000.0));
    assert_spread("first retry, refused", delays(&plain, |player| drop(player.code(3004).clone())), (300.0, 5_000.0));
    let second = |player: &mut Player| {
        player.code(-2301);
        player.wake();
        player.code(-2301);
    };
    assert_spread("second retry", delays(&plain, second), (2_400.0, 3_600.0));
    let asked = |player: &mut Player| {
        player.code(3004);
        player.wake();
    };
    for retry in ["later", "when_online", "slower"] {
        let told = delays(&plain, |player| {
            asked(player);
            player.event(outcome(retry));
        });
        assert_spread(retry, told, (8_000.0, 16_000.0));
    }
    let slower = |player: &mut Player| {
        asked(player);
        for _ in 0..2 {
            player.event(outcome("slower"));
            player.wake();
        }
        player.event(outcome("slower"));
    };
    assert_spread("slower, the third time", delays(&plain, slower), (32_000.0, 64_000.0));
    let exhausted = json!({ "maxAttempts": 0 });
    assert_spread("long tail", delays(&exhausted, |player| drop(player.code(-2301).clone())), (15_000.0, 45_000.0));
    let refused = |player: &mut Player| {
        player.code(2004);
        player.wake();
        player.event(json!({ "type": "media", "name": "refused", "httpStatus": 403 }));
    };
    assert_spread("renewal of a refused address", delays(&plain, refused), (300.0, 5_000.0));
    let ahead = |player: &mut Player| {
        player.event(json!({ "type": "play", "url": "https://a.b/live/one.m3u8", "expiresAt": 2_000 }));
        player.wake();
        player.code(2004);
        player.wake();
    };
    // It began at 1,000 s: pacing and the proof took 1.3 s.
    assert_spread("renewal ahead", delays(&plain, ahead), (963_700.0, 968_700.0));
}
