//! A crowd of 10,000 whose edge goes down for a minute: how hard it knocks, and how soon it is back.
//! `cargo test --release --test herd -- --nocapture` prints the figures.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use playward::supervisor::Supervisor;
use playward::supervisor::decision::{Command, Decision};
use playward::supervisor::event::{Event, Expiry};
use playward::supervisor::policy::Policy;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

const CLIENTS: u32 = 10_000;
const DOWN_AT_MS: u64 = 60_000;
const UP_AT_MS: u64 = 120_000;

/// What happens to a client, by time; a wake that has been overtaken by another is not dispatched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Wake,
    Answer,
    Refused { generation: u32 },
    Playing { generation: u32 },
    Cut,
}

struct Crowd {
    clients: Vec<(Supervisor, Decision)>,
    agenda: BinaryHeap<Reverse<(u64, u32, Next)>>,
    /// Starts that reached the server, by millisecond.
    requests: BTreeMap<u64, u32>,
    fetches: u32,
    back_after_ms: Vec<u64>,
}

impl Crowd {
    fn dispatch(&mut self, client: u32, event: Event, now: u64) {
        let (supervisor, last) = &mut self.clients[client as usize];
        *last = supervisor.handle(event, now as f64);
        let decision = last.clone();
        if let Some(wake) = decision.wake_at_ms {
            self.agenda.push(Reverse((wake as u64, client, Next::Wake)));
        }
        for command in &decision.commands {
            match command {
                Command::FetchAddress { .. } => {
                    self.fetches += 1;
                    self.agenda.push(Reverse((now + 100, client, Next::Answer)));
                }
                Command::Play { .. } | Command::Restart { .. } | Command::Recreate { .. } | Command::Load { .. } => {
                    *self.requests.entry(now).or_default() += 1;
                    let generation = decision.generation;
                    // Refused within 50 to 150 ms; let in, the first picture takes 300.
                    let down = (DOWN_AT_MS..UP_AT_MS).contains(&now);
                    let next = if down { Next::Refused { generation } } else { Next::Playing { generation } };
                    let delay = if down { 50 + u64::from(client) % 100 } else { 300 };
                    self.agenda.push(Reverse((now + delay, client, next)));
                }
                Command::Stop | Command::RefreshToken { .. } | Command::CatchUp => {}
            }
        }
    }

    fn run(&mut self) {
        while let Some(Reverse((now, client, next))) = self.agenda.pop() {
            if now > UP_AT_MS + 60_000 {
                break;
            }
            let decision = &self.clients[client as usize].1;
            let state = |code| Event::State { code, generation: None };
            match next {
                Next::Wake if decision.wake_at_ms == Some(now as f64) => self.dispatch(client, Event::Wake, now),
                Next::Wake => {}
                Next::Answer => {
                    let url = format!("rtmp://a.b/live/{client}-{now}");
                    self.dispatch(
                        client,
                        Event::Address { url, expiry: Expiry::Never, trial: None, once: None, question: None },
                        now,
                    );
                }
                Next::Refused { generation } if decision.generation == generation => {
                    self.dispatch(client, state(-2301.0), now)
                }
                Next::Playing { generation } if decision.generation == generation => {
                    if now > UP_AT_MS {
                        self.back_after_ms.push(now - 300 - UP_AT_MS);
                    }
                    self.dispatch(client, state(2004.0), now);
                }
                Next::Refused { .. } | Next::Playing { .. } => {}
                Next::Cut => self.dispatch(client, state(-2301.0), now),
            }
        }
    }

    /// The most starts in any second of a span.
    fn peak(&self, from: u64, to: u64) -> u32 {
        let starts: Vec<u64> =
            self.requests.range(from..to).flat_map(|(at, count)| vec![*at; *count as usize]).collect();
        let mut oldest = 0;
        let mut peak = 0;
        for (newest, at) in starts.iter().enumerate() {
            while at - starts[oldest] >= 1_000 {
                oldest += 1;
            }
            peak = peak.max(newest - oldest + 1);
        }
        peak as u32
    }
}

#[test]
fn a_crowd_comes_back_without_a_stampede() {
    let mut crowd = Crowd {
        clients: vec![],
        agenda: BinaryHeap::new(),
        requests: BTreeMap::new(),
        fetches: 0,
        back_after_ms: vec![],
    };
    for client in 0..CLIENTS {
        let supervisor = Supervisor::new(Policy { seed: client, trace_limit: 0, ..Policy::default() });
        let mut idle = supervisor.clone();
        let nothing = idle.handle(Event::Wake, 0.0);
        crowd.clients.push((supervisor, nothing));
        let url = Some(format!("rtmp://a.b/live/{client}"));
        crowd.dispatch(
            client,
            Event::Play { url, expiry: Expiry::Never, trial: None, fetch: None },
            u64::from(client) % 10_000,
        );
        crowd.agenda.push(Reverse((DOWN_AT_MS + u64::from(client) % 500, client, Next::Cut)));
    }
    crowd.run();

    let mut back = crowd.back_after_ms.clone();
    back.sort_unstable();
    let mean = back.iter().sum::<u64>() as f64 / back.len() as f64;
    let p99 = back[back.len() * 99 / 100];
    let outage: u32 = crowd.requests.range(DOWN_AT_MS..).map(|(_, count)| count).sum();
    let (peak, peak_back) = (crowd.peak(DOWN_AT_MS, UP_AT_MS), crowd.peak(UP_AT_MS, UP_AT_MS + 60_000));
    println!("back: {} of {CLIENTS}", back.len());
    println!("peak: {peak} starts/s, {peak_back} after the return");
    println!("back after: mean {mean:.0} ms, p99 {p99} ms");
    println!(
        "per client: {:.2} starts, {:.2} addresses",
        f64::from(outage) / f64::from(CLIENTS),
        f64::from(crowd.fetches) / f64::from(CLIENTS)
    );

    assert_eq!(back.len(), CLIENTS as usize, "somebody never came back");
    assert!(peak <= 4_500 && peak_back <= 1_600, "{peak} and {peak_back} starts/s");
    assert!(mean <= 4_600.0 && p99 <= 9_500, "mean {mean} ms, p99 {p99} ms");
    assert!(crowd.fetches <= CLIENTS, "addresses are asked for once in an outage");
}
