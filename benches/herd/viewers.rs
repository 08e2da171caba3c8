//! Who watches: playward, and what pages and players do without it.

use playward::supervisor::Supervisor;
use playward::supervisor::decision::{Command, Decision};
use playward::supervisor::event::{Event, Expiry};
use playward::supervisor::policy::Policy;

/// What a viewer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    Play,
    Wake,
    Address,
    Refused,
    Playing,
    Cut,
}

/// What a viewer does after it was told something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wants {
    /// It starts the player.
    pub start: bool,
    /// It asks the business server for an address.
    pub address: bool,
    /// And wants to be woken then.
    pub wake_at_ms: Option<u64>,
}

/// One viewer.
pub trait Viewer {
    /// Something happened.
    fn told(&mut self, told: Told, now: u64) -> Wants;
}

/// A player that playward keeps playing.
pub struct Playward {
    supervisor: Supervisor,
}

impl Playward {
    /// The policy's defaults, and a seed of its own, at random as a page draws it.
    pub fn new(number: u32) -> Self {
        let seed = number;
        Self { supervisor: Supervisor::new(Policy { seed, trace_limit: 0, ..Policy::default() }) }
    }
}

impl Viewer for Playward {
    fn told(&mut self, told: Told, now: u64) -> Wants {
        let url = || "rtmp://a.b/live/one".to_owned();
        let event = match told {
            Told::Play => {
                Event::Play { url: Some(url()), expiry: Expiry::Never, trial: None, fetch: None, another: None }
            }
            Told::Address => {
                Event::Address { url: url(), expiry: Expiry::Never, trial: None, once: None, question: None }
            }
            Told::Refused | Told::Cut => Event::State { code: -2301.0, generation: None },
            Told::Playing => Event::State { code: 2004.0, generation: None },
            Told::Wake => Event::Wake,
        };
        let Decision { commands, wake_at_ms, .. } = self.supervisor.handle(event, now as f64);
        Wants {
            start: commands.iter().any(|command| !matches!(command, Command::FetchAddress { .. } | Command::Stop)),
            address: commands.iter().any(|command| matches!(command, Command::FetchAddress { .. })),
            wake_at_ms: wake_at_ms.map(|wake| wake as u64),
        }
    }
}

/// What a page or a player waits before its next try.
pub type Waits = fn(tries: u32, last_ms: f64, random: &mut Random) -> f64;

/// A player that tries again after a wait, for ever.
pub struct Plain {
    waits: Waits,
    tries: u32,
    last_ms: f64,
    random: Random,
}

impl Plain {
    /// One with these waits.
    pub fn new(number: u32, waits: Waits) -> Self {
        Self { waits, tries: 0, last_ms: 0.0, random: Random(number) }
    }
}

impl Viewer for Plain {
    fn told(&mut self, told: Told, now: u64) -> Wants {
        match told {
            Told::Play | Told::Wake => Wants { start: true, ..Wants::default() },
            Told::Playing => {
                self.tries = 0;
                Wants::default()
            }
            Told::Cut | Told::Refused => {
                self.tries += 1;
                self.last_ms = (self.waits)(self.tries, self.last_ms, &mut self.random);
                Wants { wake_at_ms: Some(now + self.last_ms as u64), ..Wants::default() }
            }
            Told::Address => Wants::default(),
        }
    }
}

/// What others do. The waits of libraries are their documented defaults; 0.3 s for a restart of a native player is a
/// guess, which scales its peak.
pub const OTHERS: &[(&str, Waits)] = &[
    ("stop and play at once", |_, _, _| 300.0),
    ("hls.js, startLoad() when it gives up", |tries, _, _| [1_000.0, 2_000.0, 1.0][(tries as usize - 1) % 3]),
    ("Shaka Player, live", |_, _, random| random.between(500.0, 1_500.0)),
    ("every 3 s", |_, _, _| 3_000.0),
    ("full jitter, 1 s to 15 s", |tries, _, random| {
        random.between(0.0, f64::min(15_000.0, 1_000.0 * 2_f64.powi(tries.min(10) as i32 - 1)))
    }),
    ("decorrelated jitter, 1 s to 15 s", |_, last_ms, random| {
        f64::min(15_000.0, random.between(1_000.0, f64::max(1_000.0, last_ms) * 3.0))
    }),
];

/// Random numbers by a seed.
pub struct Random(u32);

impl Random {
    fn between(&mut self, from: f64, to: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x21F0_AAAD);
        mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x735A_2D97);
        mixed ^= mixed >> 15;
        from + (to - from) * f64::from(mixed) / 4_294_967_296.0
    }
}
