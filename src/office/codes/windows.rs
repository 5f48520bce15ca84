//! Counting within windows: what may happen how often, by name, in the store.

use super::super::Ledger;
use crate::accounts::{Counter, Window};
use crate::store::{Broken, Read};
use crate::tables::COUNTERS;
use crate::terms::Moment;
use std::net::IpAddr;

/// What is counted and how often it may happen.
pub(super) type Budget = (String, Window);

/// Counts one more under this name if the window still has room; false when it is full. For limits of one chapter.
pub fn count_within(ledger: &mut Ledger<'_>, name: String, window: Window) -> Result<bool, Broken> {
    let budget = [(name, window)];
    if wait(&**ledger, &budget, ledger.now())? > 0 {
        return Ok(false);
    }
    count(ledger, &budget)?;
    Ok(true)
}

/// Whether the window of this name still has room.
pub fn has_room(read: &impl Read, name: String, window: Window, now: Moment) -> Result<bool, Broken> {
    Ok(wait(read, &[(name, window)], now)? == 0)
}

/// Seconds until every window has room; 0 when they have it now. A name that stands there twice needs room for two.
pub(super) fn wait(read: &impl Read, budgets: &[Budget], now: Moment) -> Result<u64, Broken> {
    let mut longest = 0;
    for (place, (name, window)) in budgets.iter().enumerate() {
        let counter = read.get(&COUNTERS, name)?.unwrap_or_else(|| Counter::new(now));
        let before = budgets[..place].iter().filter(|(other, _)| other == name);
        let counter = before.fold(counter, |counter, _| counter.more(now, *window));
        let left = counter.wait(now, *window).unwrap_or_default();
        longest = longest.max(u64::try_from(left.as_millis().div_ceil(1000)).unwrap_or(u64::MAX));
    }
    Ok(longest)
}

/// Counts one more in every window.
pub(super) fn count(ledger: &mut Ledger<'_>, budgets: &[Budget]) -> Result<(), Broken> {
    let now = ledger.now();
    for (name, window) in budgets {
        let counter = ledger.get(&COUNTERS, name)?.unwrap_or_else(|| Counter::new(now));
        ledger.put(&COUNTERS, name, &counter.more(now, *window))?;
    }
    Ok(())
}

/// Empties the window of this name if `at` was the last time it counted: what counted then did not happen after all.
pub(super) fn release(ledger: &mut Ledger<'_>, name: &String, at: Moment) -> Result<(), Broken> {
    if ledger.get(&COUNTERS, name)?.is_some_and(|counter| counter.last == at) {
        ledger.remove(&COUNTERS, name)?;
    }
    Ok(())
}

/// Bytes in names.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What one subscriber holds: an IPv4 address, or the first half of an IPv6 one.
pub(super) fn subscriber(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => hex(&address.octets()[..8]),
    }
}

/// What one organisation holds: an IPv4 /24, or an IPv6 /48 (security B4).
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => hex(&address.octets()[..3]),
        IpAddr::V6(address) => hex(&address.octets()[..6]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_has_one_budget() {
        let of = |address: &str| subscriber(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.7"), of("10.0.0.7"));
        assert_ne!(of("10.0.0.7"), of("10.0.0.8"));
    }

    #[test]
    fn one_network_has_one_budget() {
        let of = |address: &str| network(address.parse().unwrap());
        assert_eq!(of("10.0.0.7"), of("10.0.0.200"));
        assert_eq!(of("::ffff:10.0.0.7"), of("10.0.0.9"));
        assert_ne!(of("10.0.0.7"), of("10.0.1.7"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:ffff::1"));
        assert_ne!(of("2001:db8:1::1"), of("2001:db8:2::1"));
    }
}
