use super::*;
use crate::dossier::Identity;
use crate::handoff::{Size, Spot};
use crate::terms::{Document, DocumentKind, PersonName, Phone, RegionCode};
use proptest::prelude::*;

const SCREEN: Device = Device([1; 32]);
const PHONE: Device = Device([2; 32]);
const OTHER: Device = Device([3; 32]);

fn at(seconds: u64) -> Moment {
    Moment::from_millis(1_795_395_600_000).plus(Duration::from_secs(seconds))
}

fn identity() -> Identity {
    Identity {
        document: Document::parse(DocumentKind::ResidentId, "110101199003071233").unwrap(),
        name: PersonName::parse("王小梅").unwrap(),
        phone: Phone::parse("13900001111").unwrap(),
    }
}

fn open(errand: Errand) -> Handoff {
    let screen =
        Screen { device: SCREEN, place: "大厅".into(), idle_seconds: 120, absolute_seconds: 28_800 };
    Handoff::open(AccountId::from_bytes([7; 16]), screen, errand, &[[4; 32], [5; 32]], at(0))
}

pub fn handoff() -> Handoff {
    open(Errand::Identity(identity()))
}

fn camera() -> Handoff {
    let spot = |field: &str| Spot {
        field: field.into(),
        purpose: format!("basics.{field}"),
        label: field.into(),
        size: Size::Paper,
    };
    open(Errand::Camera(vec![spot("front"), spot("back")]))
}

fn scanned() -> Handoff {
    let mut handoff = handoff();
    handoff.scan(PHONE, "7429".into(), at(10)).unwrap();
    handoff
}

fn matched() -> Handoff {
    let mut handoff = scanned();
    assert_eq!(handoff.match_digits(PHONE, "7429", at(20)), Ok(true));
    handoff
}

fn waiting() -> Handoff {
    let mut handoff = matched();
    handoff.ask(PHONE, "O1".into(), at(30)).unwrap();
    handoff.begun("O1", "cert".into(), "https://a/".into(), at(31)).unwrap();
    handoff
}

#[test]
fn the_whole_way_ends_in_passed_and_nothing_follows() {
    let mut handoff = waiting();
    assert_eq!(handoff.found("other", at(40)), Err(Refusal::OutOfStep));
    handoff.found("cert", at(41)).unwrap();
    assert_eq!(handoff.state, State::Passed);
    assert_eq!(handoff.found("cert", at(42)), Err(Refusal::Over));
    assert!(!handoff.supersede(at(43)), "what has ended stays as it is");
}

#[test]
fn a_second_phone_is_told_and_the_first_may_come_back() {
    let mut handoff = scanned();
    assert_eq!(handoff.scan(OTHER, "0000".into(), at(11)), Err(Refusal::OtherPhone));
    assert_eq!(handoff.scan(PHONE, "0000".into(), at(12)), Ok(()));
    assert_eq!(handoff.state, State::Scanned { digits: "7429".into(), wrong: 0 }, "the digits stay");
    assert_eq!(handoff.match_digits(OTHER, "7429", at(13)), Err(Refusal::NotFound));
}

#[test]
fn the_third_wrong_entry_ends_it_even_for_the_right_digits() {
    let mut handoff = scanned();
    for left in [2, 1] {
        assert_eq!(handoff.match_digits(PHONE, "0000", at(11)), Ok(false));
        assert_eq!(handoff.tries_left(), left);
    }
    assert_eq!(handoff.match_digits(PHONE, "0000", at(11)), Ok(false));
    assert_eq!(handoff.state, State::Failed(Why::Digits));
    assert_eq!(handoff.match_digits(PHONE, "7429", at(12)), Err(Refusal::Over));
}

#[test]
fn every_stage_has_its_time() {
    for (handoff, last) in
        [(handoff(), 299), (scanned(), 10 + 179), (matched(), 20 + 899), (waiting(), 31 + 299)]
    {
        assert!(handoff.is_live(at(last)), "{:?}", handoff.state);
        assert!(!handoff.is_live(at(last + 1)), "{:?}", handoff.state);
    }
}

#[test]
fn what_comes_late_does_not_count() {
    let mut handoff = waiting();
    assert_eq!(handoff.found("cert", at(331)), Err(Refusal::Over));
    assert!(handoff.lapse(at(400)));
    assert_eq!((handoff.state.clone(), handoff.since), (State::Lapsed(Some("cert".into())), at(331)));
    assert_eq!(handoff.found("cert", at(401)), Err(Refusal::Over));
}

#[test]
fn a_lapsed_question_may_be_asked_once_more_from_its_own_screen() {
    let asked = |seconds: u64, screen: Device, noted: bool| {
        let mut handoff = waiting();
        if noted {
            handoff.lapse(at(seconds));
        }
        let again = handoff.ask_again(screen, at(seconds));
        again.and_then(|()| handoff.found("cert", at(seconds + 20)))
    };
    for noted in [false, true] {
        assert_eq!(asked(331, SCREEN, noted), Ok(()));
        assert_eq!(asked(331 + 1799, SCREEN, noted), Ok(()));
        assert_eq!(asked(331 + 1800, SCREEN, noted), Err(Refusal::Over));
        assert_eq!(asked(400, OTHER, noted), Err(Refusal::NotFound));
    }
    let mut given_up = waiting();
    given_up.lapse(at(400));
    assert!(given_up.supersede(at(401)));
    assert_eq!(given_up.ask_again(SCREEN, at(402)), Err(Refusal::Over));
}

#[test]
fn a_setback_gives_the_phone_another_try_three_times() {
    let mut handoff = matched();
    for order in ["O1", "O2", "O3"] {
        handoff.ask(PHONE, order.into(), at(30)).unwrap();
        assert_eq!(handoff.set_back("O0", "unknown".into(), at(31)), Err(Refusal::OutOfStep));
        handoff.set_back(order, "unknown".into(), at(31)).unwrap();
    }
    assert_eq!(handoff.ask(PHONE, "O4".into(), at(32)), Err(Refusal::AskedTooOften));
}

#[test]
fn the_counter_is_for_officers_and_the_code_for_phones() {
    let mut counter = open(Errand::Counter(identity())).numbered("482913".into());
    assert_eq!(counter.scan(PHONE, "1111".into(), at(1)), Err(Refusal::NotFound));
    assert_eq!(handoff().confirm_at_counter(at(1)), Err(Refusal::NotFound));
    assert!(counter.is_live(at(3599)) && !counter.is_live(at(3600)));
    counter.confirm_at_counter(at(100)).unwrap();
    assert_eq!(counter.state, State::Passed);
}

#[test]
fn pictures_arrive_in_their_places_until_the_screen_has_enough() {
    let mut handoff = camera();
    handoff.scan(PHONE, "1234".into(), at(1)).unwrap();
    let file = |byte: u8| FileId::from_bytes([byte; 16]);
    assert_eq!(handoff.shoot(PHONE, "front", file(1), at(2)), Err(Refusal::OutOfStep));
    handoff.match_digits(PHONE, "1234", at(3)).unwrap();
    handoff.shoot(PHONE, "front", file(1), at(4)).unwrap();
    handoff.shoot(PHONE, "front", file(2), at(5)).unwrap();
    assert_eq!(handoff.shoot(PHONE, "portrait", file(3), at(6)), Err(Refusal::NotFound));
    assert_eq!(handoff.shots, vec![Shot { field: "front".into(), file: file(2) }]);
    assert_eq!(handoff.finish(OTHER, at(7)), Err(Refusal::NotFound));
    handoff.finish(SCREEN, at(7)).unwrap();
    assert_eq!(handoff.shoot(PHONE, "back", file(4), at(8)), Err(Refusal::Over));
}

#[test]
fn a_number_is_kept_with_what_was_handed_in() {
    let mut handoff = matched();
    let number = CaseNumber::new(RegionCode::parse("980121").unwrap(), 2026, 1);
    handoff.submit(PHONE, number, at(30)).unwrap();
    assert_eq!(handoff.state, State::Submitted(number));
}

#[derive(Clone, Debug)]
enum Deed {
    Wait(u64),
    Scan(bool),
    Digits(bool, bool),
    Decline,
    Ask,
    Begun,
    SetBack,
    Found,
    Confirm,
    AskAgain,
    Supersede,
    Lapse,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0u64..400).prop_map(Deed::Wait),
        any::<bool>().prop_map(Deed::Scan),
        (any::<bool>(), any::<bool>()).prop_map(|(own, right)| Deed::Digits(own, right)),
        Just(Deed::Decline),
        Just(Deed::Ask),
        Just(Deed::Begun),
        Just(Deed::SetBack),
        Just(Deed::Found),
        Just(Deed::Confirm),
        Just(Deed::AskAgain),
        Just(Deed::Supersede),
        Just(Deed::Lapse),
    ]
}

proptest! {
    /// Whatever happens in whatever order: nobody passes without the digits, and an end is an end.
    #[test]
    fn nothing_passes_but_by_the_bridge(deeds in proptest::collection::vec(deed(), 0..40)) {
        let mut handoff = handoff();
        let (mut now, mut was_matched, mut passed_at) = (0, false, None);
        for deed in deeds {
            let before = handoff.clone();
            match deed {
                Deed::Wait(seconds) => now += seconds,
                Deed::Scan(own) => {
                    let _ = handoff.scan(if own { PHONE } else { OTHER }, "7429".into(), at(now));
                }
                Deed::Digits(own, right) => {
                    let (phone, digits) = (if own { PHONE } else { OTHER }, if right { "7429" } else { "0000" });
                    if handoff.match_digits(phone, digits, at(now)) == Ok(true) {
                        prop_assert!(right && before.phone == Some(phone));
                        was_matched = true;
                    }
                }
                Deed::Decline => drop(handoff.decline(PHONE, at(now))),
                Deed::Ask => drop(handoff.ask(PHONE, format!("O{now}"), at(now))),
                Deed::Begun => {
                    if let State::Asked { order, .. } = before.state.clone() {
                        let _ = handoff.begun(&order, "cert".into(), "https://a/".into(), at(now));
                    }
                }
                Deed::SetBack => {
                    if let State::Asked { order, .. } = before.state.clone() {
                        let _ = handoff.set_back(&order, "unknown".into(), at(now));
                    }
                }
                Deed::Found => drop(handoff.found("cert", at(now))),
                Deed::Confirm => drop(handoff.confirm(PHONE, at(now))),
                Deed::AskAgain => drop(handoff.ask_again(SCREEN, at(now))),
                Deed::Supersede => drop(handoff.supersede(at(now))),
                Deed::Lapse => drop(handoff.lapse(at(now))),
            }
            if handoff.state == State::Passed && passed_at.is_none() {
                prop_assert!(was_matched && before.is_live(at(now)));
                passed_at = Some(now);
            }
            let ended = matches!(before.state, State::Passed | State::Submitted(_) | State::Failed(_) | State::Superseded);
            if ended {
                prop_assert_eq!(&handoff, &before, "an ended hand-off changed");
            }
        }
    }
}
