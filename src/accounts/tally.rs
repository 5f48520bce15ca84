//! How many of the codes that were sent are used: where few are, somebody may be sending messages for their own gain
//! (security B4, "conversion").

use crate::terms::Moment;
use minicbor::{Decode, Encode};

/// So many codes are looked back upon.
const LAST: u64 = 200;
/// Fewer used ones in a hundred raise the alarm.
const LEAST: u32 = 30;

/// The last 200 codes that a courier took, and which of them were used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Tally {
    /// How many were counted ever; the next one's serial.
    #[n(0)]
    counted: u64,
    /// One bit for each of the last 200, by the serial's rest.
    #[cbor(n(1), with = "minicbor::bytes")]
    used: [u8; 25],
    /// It is below the mark, and that has been told.
    #[n(2)]
    told: bool,
    /// How often the alarm was raised.
    #[n(3)]
    pub alarms: u32,
    /// When it was raised last.
    #[n(4)]
    pub last_alarm: Option<Moment>,
}

impl Tally {
    /// Counts one more; its serial, and whether the alarm is raised by the 200 before it.
    pub fn count(&mut self, now: Moment) -> (u64, bool) {
        let low = self.in_a_hundred().is_some_and(|used| used < LEAST);
        let raised = low && !self.told;
        self.told = low;
        if raised {
            self.alarms = self.alarms.saturating_add(1);
            self.last_alarm = Some(now);
        }
        let serial = self.counted;
        self.counted += 1;
        let (byte, bit) = place(serial);
        self.used[byte] &= !bit;
        (serial, raised)
    }

    /// Notes that the code of this serial was used, unless 200 have come after it.
    pub fn use_up(&mut self, serial: u64) {
        if serial < self.counted && self.counted - serial <= LAST {
            let (byte, bit) = place(serial);
            self.used[byte] |= bit;
        }
    }

    /// How many of a hundred were used; none before there are 200.
    pub fn in_a_hundred(&self) -> Option<u32> {
        let used: u32 = self.used.iter().map(|byte| byte.count_ones()).sum();
        (self.counted >= LAST).then_some(used * 100 / 200)
    }
}

fn place(serial: u64) -> (usize, u8) {
    let rest = usize::try_from(serial % LAST).unwrap_or_default();
    (rest / 8, 1 << (rest % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Moment {
        Moment::from_millis(minute * 60_000)
    }

    /// Counts `codes`, of which `used` in a hundred are used; how often the alarm was raised.
    fn round(tally: &mut Tally, codes: u64, used: u64) -> usize {
        let raised = (0..codes).filter(|code| {
            let (serial, raised) = tally.count(at(1));
            if code % 100 < used {
                tally.use_up(serial);
            }
            raised
        });
        raised.count()
    }

    #[test]
    fn the_alarm_is_raised_once_below_thirty_of_a_hundred_and_again_after_better_days() {
        let mut tally = Tally::default();
        assert_eq!(round(&mut tally, 199, 0), 0, "too few to judge");
        assert_eq!(tally.in_a_hundred(), None);
        assert_eq!(round(&mut tally, 300, 0), 1);
        assert_eq!((tally.alarms, tally.last_alarm), (1, Some(at(1))));
        assert_eq!(round(&mut tally, 400, 80), 0);
        assert_eq!(tally.in_a_hundred(), Some(80));
        assert_eq!(round(&mut tally, 400, 10), 1);
        assert_eq!(tally.alarms, 2);
    }

    #[test]
    fn thirty_of_a_hundred_are_enough() {
        let mut tally = Tally::default();
        assert_eq!(round(&mut tally, 200, 30), 0);
        assert_eq!(tally.in_a_hundred(), Some(30));
        assert!(!tally.count(at(1)).1);
    }

    #[test]
    fn an_old_code_does_not_count_for_a_new_one() {
        let mut tally = Tally::default();
        let (first, _) = tally.count(at(1));
        round(&mut tally, 200, 0);
        tally.use_up(first);
        tally.use_up(900);
        assert_eq!(tally.in_a_hundred(), Some(0));
    }
}
