//! What people, phones, officers and the service may do, in random order with whole ways in between.
use super::model::{Phone, Proof, Says, Stage};
use proptest::prelude::*;

/// One thing that somebody does.
#[derive(Clone, Debug)]
pub enum Deed {
    Wait(u64),
    /// Somebody logs in anew at one of four places; two belong to each account.
    LogIn(usize),
    LogOut(usize),
    Start(usize, Stage),
    /// A code of the attempt: the one that stands, its first one, one that never was.
    Scan(Which, Phone, u8),
    Digits(Which, Phone, bool),
    Decline(Which, Phone),
    Confirm(Which, Phone, Proof),
    Asked(Which, Says),
    AskAgain(usize),
    Rename(usize),
    Move(usize),
    Decide(Which, bool),
    Reopen,
}

/// Which attempt is meant: the last one, or one so many before it.
pub type Which = usize;

fn deed() -> impl Strategy<Value = Deed> {
    let which = || prop_oneof![8 => Just(0usize), 1 => 1usize..4];
    let phone = || prop_oneof![6 => Just(Phone::First), 1 => Just(Phone::Second), 2 => Just(Phone::Itself)];
    let wait = prop_oneof![4 => 1u64..20, 2 => 20u64..200, 1 => 200u64..2400];
    let stage = prop_oneof![
        6 => Just(Stage::Shown),
        2 => Just(Stage::Matched { asked: 0 }),
        2 => Just(Stage::AtCounter),
    ];
    let says = prop_oneof![4 => Just(Says::Yes), 1 => Just(Says::Nothing), 1 => Just(Says::No)];
    let proof = prop_oneof![3 => Just(Proof::Alipay), 1 => Just(Proof::Press)];
    let code = prop_oneof![8 => Just(0u8), 1 => 1u8..3];
    let right = prop_oneof![5 => Just(true), 1 => Just(false)];
    prop_oneof![
        4 => wait.prop_map(Deed::Wait),
        2 => (0usize..4).prop_map(Deed::LogIn),
        1 => (0usize..4).prop_map(Deed::LogOut),
        6 => (0usize..4, stage).prop_map(|(place, stage)| Deed::Start(place, stage)),
        8 => (which(), phone(), code).prop_map(|(at, phone, code)| Deed::Scan(at, phone, code)),
        8 => (which(), phone(), right).prop_map(|(at, phone, right)| Deed::Digits(at, phone, right)),
        1 => (which(), phone()).prop_map(|(at, phone)| Deed::Decline(at, phone)),
        6 => (which(), phone(), proof).prop_map(|(at, phone, by)| Deed::Confirm(at, phone, by)),
        8 => (which(), says).prop_map(|(at, says)| Deed::Asked(at, says)),
        2 => (0usize..4).prop_map(Deed::AskAgain),
        1 => (0usize..4).prop_map(Deed::Rename),
        1 => (0usize..2).prop_map(Deed::Move),
        3 => (which(), any::<bool>()).prop_map(|(at, confirmed)| Deed::Decide(at, confirmed)),
        1 => Just(Deed::Reopen),
    ]
}

/// Some deeds after each other: one by itself, or as much of a whole way as there is before somebody disturbs it.
pub fn story() -> impl Strategy<Value = Vec<Deed>> {
    let over = |place: usize| {
        vec![
            Deed::LogIn(place),
            Deed::Start(place, Stage::Shown),
            Deed::Scan(0, Phone::First, 0),
            Deed::Digits(0, Phone::First, true),
            Deed::Confirm(0, Phone::First, Proof::Alipay),
            Deed::Asked(0, Says::Yes),
        ]
    };
    let late = |place: usize, wait: u64| {
        vec![
            Deed::Wait(301),
            Deed::Wait(wait),
            Deed::LogIn(3 - place),
            Deed::AskAgain(place),
            Deed::Asked(0, Says::Yes),
        ]
    };
    let disturbed = move |place: usize, at: usize, by: Vec<Deed>| {
        let way = [over(place), vec![Deed::Asked(0, Says::Yes)]].concat();
        [way[..at].to_vec(), by, way[at..].to_vec()].concat()
    };
    let again = |says: Says| [Deed::Confirm(0, Phone::First, Proof::Alipay), Deed::Asked(0, says)];
    prop_oneof![
        6 => deed().prop_map(|deed| vec![deed]),
        4 => (0usize..4, 2usize..7).prop_flat_map(move |(place, at)| {
            disturbance(place).prop_map(move |by| disturbed(place, at, by))
        }),
        2 => (0usize..4, 2usize..7).prop_map(move |(place, length)| over(place)[..length].to_vec()),
        1 => (0usize..4, 0u64..2000).prop_map(move |(place, wait)| [over(place), late(place, wait)].concat()),
        1 => (0usize..4, 1usize..5).prop_map(move |(place, times)| {
            [over(place)[..4].to_vec(), vec![again(Says::No); times].concat()].concat()
        }),
    ]
}

/// What comes between two steps of a way over the bridge.
fn disturbance(place: usize) -> impl Strategy<Value = Vec<Deed>> {
    // Both places of an account stand beside each other.
    let beside = place ^ 1;
    prop_oneof![
        Just(vec![Deed::LogOut(place)]),
        Just(vec![Deed::Rename(place)]),
        Just(vec![Deed::Move(place / 2)]),
        Just(vec![Deed::Reopen]),
        Just(vec![Deed::LogIn(beside), Deed::Start(beside, Stage::Shown)]),
        Just(vec![Deed::LogIn(beside), Deed::Start(beside, Stage::AtCounter), Deed::Decide(0, true)]),
        Just(vec![Deed::Decline(0, Phone::First)]),
        (1u8..3).prop_map(|code| vec![Deed::Wait(60), Deed::Scan(0, Phone::First, code)]),
        Just(vec![Deed::Scan(0, Phone::Second, 0)]),
        prop_oneof![Just(2usize), Just(3)]
            .prop_map(|times| vec![Deed::Digits(0, Phone::First, false); times]),
        prop_oneof![60u64..400, 800u64..2000].prop_map(|seconds| vec![Deed::Wait(seconds)]),
    ]
}
