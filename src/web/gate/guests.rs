//! Everybody inside: what each one is doing, until when, and who makes room for the next.

use super::Patience;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tokio::time::Instant;

/// What a connection is doing, and since when.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    Handshake { since: Instant },
    Idle { since: Instant },
    Request { since: Instant, received: u32 },
    Answer { touched: Instant },
    Leaving { since: Instant },
}

impl State {
    /// When the gate's patience with this ends; a house that is closing has less of it.
    pub(super) fn deadline(self, patience: &Patience, closing: bool) -> Instant {
        match self {
            Self::Handshake { since } | Self::Idle { since } if closing => since,
            Self::Handshake { since } => since + patience.handshake,
            Self::Idle { since } => since + patience.idle,
            Self::Request { since, received } => {
                let bought = patience.each_byte.saturating_mul(received);
                since + patience.request.saturating_add(bought).min(patience.longest_request)
            }
            Self::Answer { touched } if closing => touched + patience.settled,
            Self::Answer { touched } => touched + patience.silence,
            Self::Leaving { since } => since + patience.linger,
        }
    }

    /// Since when this guest waits, if it may make room: those still asking before those long answered.
    fn may_leave(self, patience: &Patience, now: Instant) -> Option<(Order, Instant)> {
        match self {
            Self::Handshake { since } | Self::Idle { since } | Self::Request { since, .. } => {
                Some((Order::Asking, since))
            }
            Self::Leaving { since } => Some((Order::Asking, since)),
            Self::Answer { touched } if touched + patience.settled <= now => Some((Order::Answered, touched)),
            Self::Answer { .. } => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Asking,
    Answered,
}

/// One connection as the gate sees it.
pub(super) struct Guest {
    network: IpAddr,
    state: Mutex<State>,
    /// The state has become another one, so its deadline may be nearer.
    pub(super) turned: Notify,
    /// This guest makes room for another.
    pub(super) dismissed: Notify,
}

impl Guest {
    pub(super) fn state(&self) -> State {
        *self.locked()
    }

    pub(super) fn enter(&self, state: State) {
        *self.locked() = state;
        self.turned.notify_one();
    }

    /// The client sent bytes: more of its request, or the first of one.
    pub(super) fn heard(&self, bytes: usize) {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let mut state = self.locked();
        match &mut *state {
            State::Request { received, .. } => *received = received.saturating_add(bytes),
            State::Leaving { .. } => {}
            _ => {
                *state = State::Request { since: Instant::now(), received: bytes };
                self.turned.notify_one();
            }
        }
    }

    /// The server sent bytes.
    pub(super) fn answered(&self) {
        let mut state = self.locked();
        if !matches!(*state, State::Answer { .. }) {
            self.turned.notify_one();
        }
        *state = State::Answer { touched: Instant::now() };
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        // The state is one plain value: whole even after a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All guests, each under a number of its own.
pub(super) struct Guests {
    pub(super) patience: Patience,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    guests: HashMap<u64, Arc<Guest>>,
    next: u64,
}

impl Guests {
    pub(super) fn new(patience: Patience) -> Self {
        Self { patience, inside: Mutex::default() }
    }

    /// A seat for a new connection; somebody who waits may lose theirs for it. `None` when nobody can.
    pub(super) fn admit(self: &Arc<Self>, address: SocketAddr) -> Option<Seat> {
        let now = Instant::now();
        let network = network(address.ip());
        let mut inside = self.locked();
        let neighbours = inside.guests.values().filter(|guest| guest.network == network).count();
        if neighbours >= self.patience.connections_per_address {
            inside.dismiss(&self.patience, now, Some(network))?;
        } else if inside.guests.len() >= self.patience.connections {
            inside.dismiss(&self.patience, now, None)?;
        }
        let guest = Arc::new(Guest {
            network,
            state: Mutex::new(State::Handshake { since: now }),
            turned: Notify::new(),
            dismissed: Notify::new(),
        });
        let number = inside.next;
        inside.next += 1;
        inside.guests.insert(number, Arc::clone(&guest));
        Some(Seat { guests: Arc::clone(self), number, guest })
    }

    /// Sends the one away who would make room next.
    pub(super) fn make_room(&self) {
        self.locked().dismiss(&self.patience, Instant::now(), None);
    }

    fn locked(&self) -> MutexGuard<'_, Inside> {
        // Entries are inserted or removed in one step: whole even after a panic.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    /// Dismisses the longest waiting guest of the most crowded address (or of the given one).
    fn dismiss(&mut self, patience: &Patience, now: Instant, only: Option<IpAddr>) -> Option<()> {
        let mut crowd: HashMap<IpAddr, usize> = HashMap::new();
        for guest in self.guests.values() {
            *crowd.entry(guest.network).or_default() += 1;
        }
        let number = self
            .guests
            .iter()
            .filter(|(_, guest)| only.is_none_or(|network| guest.network == network))
            .filter_map(|(number, guest)| {
                let (order, since) = guest.state().may_leave(patience, now)?;
                let crowd = crowd.get(&guest.network).copied().unwrap_or(0);
                Some(((order, Reverse(crowd), since, *number), *number))
            })
            .min()
            .map(|(_, number)| number)?;
        self.guests.remove(&number)?.dismissed.notify_one();
        Some(())
    }
}

/// A guest's place; dropping it frees the place.
pub(super) struct Seat {
    pub(super) guests: Arc<Guests>,
    pub(super) guest: Arc<Guest>,
    number: u64,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.guests.locked().guests.remove(&self.number);
    }
}

/// What counts as one address: a subscriber of IPv6 holds a whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn every_byte_of_a_request_buys_time_up_to_a_limit() {
        let patience = Patience::default();
        let since = Instant::now();
        let left = |received| State::Request { since, received }.deadline(&patience, false) - since;
        assert_eq!(left(0), Duration::from_secs(20));
        assert_eq!(left(2_000), Duration::from_secs(21));
        assert_eq!(left(u32::MAX), Duration::from_secs(600));
    }

    #[test]
    fn a_closing_house_waits_only_for_those_who_are_served() {
        let patience = Patience::default();
        let now = Instant::now();
        assert_eq!(State::Idle { since: now }.deadline(&patience, true), now);
        assert_eq!(State::Answer { touched: now }.deadline(&patience, true), now + patience.settled);
        let request = State::Request { since: now, received: 0 };
        assert_eq!(request.deadline(&patience, true), request.deadline(&patience, false));
    }

    #[test]
    fn a_subscriber_is_one_address_however_many_it_holds() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::3"), of("2001:db8:1:3::3"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }

    #[test]
    fn the_most_crowded_address_makes_room_first() {
        let patience = Patience { connections: 4, ..Patience::default() };
        let guests = Arc::new(Guests::new(patience));
        let admit = |text: &str| Guests::admit(&guests, text.parse().unwrap()).unwrap();
        let alone = admit("192.0.2.1:1");
        let crowd = ["192.0.2.2:1", "192.0.2.2:2", "192.0.2.2:3"].map(admit);
        let _newcomer = admit("192.0.2.3:1");
        let inside = |seat: &Seat| guests.locked().guests.contains_key(&seat.number);
        assert!(inside(&alone));
        assert_eq!(crowd.iter().map(inside).collect::<Vec<_>>(), [false, true, true]);
    }
}
