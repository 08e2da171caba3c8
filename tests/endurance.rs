//! A day of watching in virtual time, with a fault every few minutes: after each the picture is back, and nothing grows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::Player;
use serde_json::json;

const DAY_MS: f64 = 86_400_000.0;
/// A picture is reported four times a second.
const TICK_MS: f64 = 250.0;
/// An address lasts so long.
const ADDRESS_SECONDS: f64 = 1_800.0;
/// After a fault is over, the picture is back within the longest delay of the long tail, its watchdog and a start.
const BACK_WITHIN_MS: f64 = 75_000.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// The edge refuses.
    Refused,
    /// The picture stands, and nobody says so.
    Silent,
    /// The player retries by itself.
    Reconnecting,
    /// The page is hidden.
    Hidden,
    /// The network is gone.
    Offline,
    /// The edge refuses the address.
    Expired,
    /// The business server does not answer.
    NoAddress,
}

const FAULTS: [Fault; 7] = [
    Fault::Refused,
    Fault::Silent,
    Fault::Reconnecting,
    Fault::Hidden,
    Fault::Offline,
    Fault::Expired,
    Fault::NoAddress,
];

/// Random numbers by a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A player on a page, and the clouds behind it.
struct Day {
    player: Player,
    fault: Fault,
    /// The player runs, and shows its first picture then.
    picture_at: Option<f64>,
    /// The end of the address that it plays.
    expires_at: f64,
    position: f64,
    /// A question is open, and answered then.
    answer_at: Option<f64>,
    shown_ms: f64,
    starts: u32,
}

impl Day {
    fn event(&mut self, event: serde_json::Value) {
        let decision = self.player.event(event).clone();
        for command in decision["commands"].as_array().unwrap() {
            let now = self.player.now_ms;
            match command["type"].as_str().unwrap() {
                "fetchAddress" => self.answer_at = Some(now + 120.0),
                "stop" => self.picture_at = None,
                "catchUp" => {}
                _ => {
                    self.picture_at = Some(now + 400.0);
                    self.starts += 1;
                }
            }
        }
    }

    fn address(&mut self) -> serde_json::Value {
        let expires_at = (self.player.now_ms / 1_000.0).floor() + ADDRESS_SECONDS;
        self.expires_at = expires_at * 1_000.0;
        json!({ "type": "address", "url": format!("https://a.b/live.m3u8?{expires_at}"), "expiresAt": expires_at })
    }

    fn tick(&mut self) {
        self.player.now_ms += TICK_MS;
        let now = self.player.now_ms;
        if self.player.last["wakeAtMs"].as_f64().is_some_and(|wake| wake <= now) {
            self.event(json!({ "type": "wake" }));
        }
        if self.answer_at.is_some_and(|answer_at| answer_at <= now) {
            self.answer_at = None;
            let answer = match self.fault {
                Fault::NoAddress | Fault::Offline => json!({ "type": "addressFailed", "outcome": null }),
                _ => self.address(),
            };
            self.event(answer);
        }
        if self.picture_at.is_some_and(|picture_at| picture_at <= now) {
            match self.fault {
                Fault::Silent => {}
                Fault::Refused | Fault::Offline | Fault::NoAddress => {
                    self.picture_at = None;
                    self.event(json!({ "type": "state", "code": -2301 }));
                }
                Fault::Expired if self.expires_at < now + ADDRESS_SECONDS * 1_000.0 - 60_000.0 => {
                    self.picture_at = None;
                    self.event(json!({ "type": "media", "name": "error", "httpStatus": 403 }));
                }
                Fault::Reconnecting => {
                    self.picture_at = Some(now + 5_000.0);
                    self.event(json!({ "type": "state", "code": 2103 }));
                }
                Fault::Hidden | Fault::Expired | Fault::None => {
                    self.position += TICK_MS / 1_000.0;
                    self.shown_ms += TICK_MS;
                    let position = self.position;
                    self.event(json!({ "type": "media", "name": "progress", "position": position }));
                }
            }
        }
    }
}

#[test]
fn a_day_of_faults_leaves_the_picture_playing_and_nothing_growing() {
    for seed in 1..=3 {
        let mut random = Random(seed);
        let player = Player::new(json!({ "seed": seed, "traceLimit": 200 }));
        let mut day = Day {
            player,
            fault: Fault::None,
            picture_at: None,
            expires_at: f64::INFINITY,
            position: 0.0,
            answer_at: None,
            shown_ms: 0.0,
            starts: 0,
        };
        let begun = day.player.now_ms;
        day.event(json!({ "type": "play", "fetch": true }));
        let mut most = 0;
        let mut faults = 0;
        while day.player.now_ms - begun < DAY_MS {
            let calm = day.player.now_ms + 30_000.0 + random.below(300_000) as f64;
            let mut back = false;
            let healed_at = day.player.now_ms;
            while day.player.now_ms < calm.max(healed_at + BACK_WITHIN_MS) {
                day.tick();
                back |= day.player.phase() == "playing";
                assert!(
                    back || day.player.now_ms - healed_at < BACK_WITHIN_MS,
                    "seed {seed}, not back after {:?}: {}",
                    day.fault,
                    day.player.last
                );
            }
            let size = day.player.snapshot().to_string().len() + day.player.trace().to_string().len();
            most = most.max(size);
            faults += 1;
            let fault = FAULTS[random.below(FAULTS.len() as u64) as usize];
            day.fault = fault;
            match fault {
                Fault::Hidden => day.event(json!({ "type": "hide" })),
                Fault::Offline => day.event(json!({ "type": "offline" })),
                _ => {}
            }
            let over = day.player.now_ms + 1_000.0 + random.below(90_000) as f64;
            while day.player.now_ms < over {
                day.tick();
            }
            day.fault = Fault::None;
            match fault {
                Fault::Hidden => day.event(json!({ "type": "show" })),
                Fault::Offline => day.event(json!({ "type": "online" })),
                _ => {}
            }
        }
        let stats = day.player.stats();
        let share = stats["playedMs"].as_f64().unwrap() / DAY_MS;
        println!(
            "seed {seed}: {faults} faults, {} starts, {:.1} % shown, {:.1} % playing, at most {most} bytes of state and trace",
            day.starts,
            day.shown_ms / DAY_MS * 100.0,
            share * 100.0
        );
        assert!(faults > 200, "{faults} faults");
        assert!(share > 0.7, "seed {seed}: playing {share} of the day");
        assert!(most < 120_000, "{most} bytes of state and trace");
    }
}
