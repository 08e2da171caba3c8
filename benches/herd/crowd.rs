//! A crowd on one edge that goes down for a while: virtual time, every start counted.

use super::viewers::{Told, Viewer, Wants};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A start that the edge lets in shows its first picture after this time.
const FIRST_PICTURE_MS: u64 = 300;
/// The business server answers after this time.
const ANSWER_MS: u64 = 100;

/// When what happens, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Outage {
    /// All begin to watch within this time.
    pub arrive_within_ms: u64,
    /// The edge goes down; all streams are cut within half a second.
    pub down_at_ms: u64,
    /// It is back, and lets everybody in.
    pub up_at_ms: u64,
    /// Nothing is looked at after this moment.
    pub end_ms: u64,
}

impl Outage {
    /// A crowd that watches for a minute before an outage, and is looked at for a minute after it.
    pub fn of(seconds: u64) -> Self {
        let up_at_ms = 60_000 + seconds * 1_000;
        Self { arrive_within_ms: 10_000, down_at_ms: 60_000, up_at_ms, end_ms: up_at_ms + 60_000 }
    }
}

/// Which viewer is told what at which moment; `start` is the start that an answer belongs to.
type Due = (u64, u32, Told, u32);

/// What became of a crowd.
#[derive(Debug)]
pub struct Herd {
    pub viewers: u32,
    /// Starts that reached the edge, by millisecond.
    pub starts: Vec<u32>,
    /// First pictures since the return, by millisecond after it.
    pub back: Vec<u32>,
    /// Questions to the business server.
    pub addresses: u32,
    outage: Outage,
}

struct Seat<V> {
    viewer: V,
    wake_at_ms: Option<u64>,
    start: u32,
}

/// Lets `viewers` viewers watch through the outage; `viewer` makes the one with that number.
pub fn run<V: Viewer>(viewers: u32, outage: Outage, viewer: impl Fn(u32) -> V) -> Herd {
    let mut herd = Herd {
        viewers,
        starts: vec![0; outage.end_ms as usize + 1],
        back: vec![0; (outage.end_ms - outage.up_at_ms) as usize + 1],
        addresses: 0,
        outage,
    };
    let mut seats: Vec<_> =
        (0..viewers).map(|number| Seat { viewer: viewer(number), wake_at_ms: None, start: 0 }).collect();
    let mut agenda: BinaryHeap<Reverse<Due>> = BinaryHeap::new();
    for number in 0..viewers {
        agenda.push(Reverse((u64::from(number) % outage.arrive_within_ms, number, Told::Play, 0)));
        agenda.push(Reverse((outage.down_at_ms + u64::from(number) % 500, number, Told::Cut, 0)));
    }
    while let Some(Reverse((now, number, told, start))) = agenda.pop() {
        if now > outage.end_ms {
            break;
        }
        let Some(seat) = seats.get_mut(number as usize) else { continue };
        let overtaken = match told {
            Told::Wake => seat.wake_at_ms != Some(now),
            Told::Refused | Told::Playing => seat.start != start,
            _ => false,
        };
        if overtaken {
            continue;
        }
        if told == Told::Playing && now > outage.up_at_ms {
            herd.count_back(now);
        }
        let Wants { start, address, wake_at_ms } = seat.viewer.told(told, now);
        seat.wake_at_ms = wake_at_ms;
        if let Some(wake) = wake_at_ms {
            agenda.push(Reverse((wake, number, Told::Wake, 0)));
        }
        if address {
            herd.addresses += 1;
            agenda.push(Reverse((now + ANSWER_MS, number, Told::Address, 0)));
        }
        if start {
            seat.start += 1;
            herd.count_start(now);
            let (delay, answer) = if (outage.down_at_ms..outage.up_at_ms).contains(&now) {
                (50 + u64::from(number) % 100, Told::Refused)
            } else {
                (FIRST_PICTURE_MS, Told::Playing)
            };
            agenda.push(Reverse((now + delay, number, answer, seat.start)));
        }
    }
    herd
}

impl Herd {
    fn count_start(&mut self, now: u64) {
        if let Some(count) = self.starts.get_mut(now as usize) {
            *count += 1;
        }
    }

    /// The start counts, not the picture that it brought.
    fn count_back(&mut self, now: u64) {
        let after = now.saturating_sub(FIRST_PICTURE_MS + self.outage.up_at_ms);
        if let Some(count) = self.back.get_mut(after as usize) {
            *count += 1;
        }
    }

    /// How many came back.
    pub fn back(&self) -> u32 {
        self.back.iter().sum()
    }

    /// How long they took on average, milliseconds.
    pub fn mean_ms(&self) -> f64 {
        let sum: u64 = self.back.iter().zip(0_u64..).map(|(count, after)| u64::from(*count) * after).sum();
        sum as f64 / f64::from(self.back())
    }

    /// How long all took but one in a hundred, milliseconds.
    pub fn p99_ms(&self) -> u64 {
        let wanted = u64::from(self.back()) * 99 / 100;
        let mut seen = 0;
        for (count, after) in self.back.iter().zip(0_u64..) {
            seen += u64::from(*count);
            if seen > wanted {
                return after;
            }
        }
        0
    }

    /// The most starts within a second while the edge is down.
    pub fn peak(&self) -> u32 {
        self.most(self.outage.down_at_ms, self.outage.up_at_ms)
    }

    /// The most starts within a second after its return.
    pub fn peak_back(&self) -> u32 {
        self.most(self.outage.up_at_ms, self.outage.end_ms)
    }

    /// Starts a viewer from the outage on.
    pub fn starts_per_viewer(&self) -> f64 {
        let starts = self.starts.get(self.outage.down_at_ms as usize..).unwrap_or_default();
        f64::from(starts.iter().sum::<u32>()) / f64::from(self.viewers)
    }

    /// Starts in each second since the edge went down.
    pub fn starts_per_second(&self) -> Vec<u32> {
        let starts = self.starts.get(self.outage.down_at_ms as usize..).unwrap_or_default();
        starts.chunks(1_000).map(|second| second.iter().sum()).collect()
    }

    fn most(&self, from: u64, to: u64) -> u32 {
        let starts = self.starts.get(from as usize..to as usize).unwrap_or_default();
        let mut window: u32 = 0;
        let mut most = 0;
        for (place, count) in starts.iter().enumerate() {
            window += count;
            window -= place.checked_sub(1_000).and_then(|gone| starts.get(gone)).unwrap_or(&0);
            most = most.max(window);
        }
        most
    }
}
