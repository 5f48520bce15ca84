//! Two who act at the same moment: exactly one of them wins, and what is kept holds together.
use super::kit::{Two, asked, is_sound, run, taker};
use crate::cases::{case_of, picture_for};
use zhangfang::casework::{Decision, State};
use zhangfang::office::{Act, Actor, Promise, Stop, take_in};
use zhangfang::services::changes::actions as changes;
use zhangfang::services::transfer::actions as transfer;
use zhangfang::terms::{CaseNumber, Email};

#[test]
fn a_transfer_and_a_change_at_the_same_moment_exclude_each_other() {
    for turn in 0..8 {
        let two = Two::new();
        let office = &two.near.world.office;
        let person = two.person;
        let proof = picture_for(&two.near.world, person, "transfer.proof", 77);
        let wish = asked(&two.near.world, person, super::kit::FAR, proof);
        let mut basics = two.near.record(person).unwrap().dossier.basics;
        basics.politics = "01".into();
        basics.email = Email::parse("new@example.cn").ok();
        let changed = changes::Asked { person, seen: "1.0".into(), promise: Promise(5) };
        let act = |verb| Act::new(Actor::Person(person), verb, "test");
        let moving = office.act(act("transfer.file"), move |ledger| transfer::file(ledger, &wish));
        let changing =
            office.act(act("change.file"), move |ledger| changes::ask_basics(ledger, &changed, &basics));
        let (moved, changed) = run(async {
            // Whichever is polled first is queued first; both are queued before either is answered.
            if turn % 2 == 0 {
                tokio::join!(moving, changing)
            } else {
                let (changed, moved) = tokio::join!(changing, moving);
                (moved, changed)
            }
        });
        assert!(moved.is_ok() != changed.is_ok(), "turn {turn}: {} {}", moved.is_ok(), changed.is_ok());
        if let Err(Stop::Refused(refusal)) = moved {
            assert!(refusal.sentence().contains("信息变更申请"), "{}", refusal.sentence());
        }
        is_sound(&two.near);
    }
}

#[test]
fn a_withdrawal_and_the_receiving_sides_decision_at_the_same_moment_are_one() {
    let two = Two::strangers();
    let neighbour = two.near.world.officer("song", "韩松溪", "980122");
    for turn in 0..6 {
        let moving = super::kit::asks(&two.near.world, two.person, "980122");
        two.near.approve(&moving);
        let number = CaseNumber::parse(&moving).unwrap();
        let seen = case_of(&two.near.world, &moving).version;
        let office = &two.near.world.office;
        let back = office.act(Act::new(Actor::Person(two.person), "transfer.withdraw", "test"), {
            let person = two.person;
            move |ledger| transfer::withdraw(ledger, person, &number, seen)
        });
        let decided = office.act(Act::new(Actor::Officer(neighbour), "case.decide", "test"), move |ledger| {
            use zhangfang::services::review::actions::{Filter, Verdict, decide};
            let verdict = Verdict { seen, decision: Decision::Reject("不在本县".into()) };
            decide(ledger, neighbour, &number, verdict, &Filter::default())
        });
        let (withdrawn, rejected) = run(async {
            if turn % 2 == 0 {
                tokio::join!(back, decided)
            } else {
                let (decided, back) = tokio::join!(decided, back);
                (back, decided)
            }
        });
        assert!(withdrawn.is_ok() != rejected.is_ok(), "turn {turn}");
        let state = case_of(&two.near.world, &moving).state;
        assert_eq!(matches!(state, State::Withdrawn), withdrawn.is_ok());
        is_sound(&two.near);
    }
}

#[test]
fn a_letter_taken_in_twice_at_the_same_moment_is_one_case() {
    for known in [false, true] {
        let two = Two::new();
        if known {
            two.far.world.person("张晓岚", super::kit::NUMBER, "13700001111", true);
        }
        let (moving, _, file) = two.on_the_way();
        let (office, taker) = (&two.far.world.office, taker(Some(two.far.officer)));
        let take = || take_in(office, file.clone(), &taker);
        let (first, second, third) = run(async { tokio::join!(take(), take(), take()) });
        let taken = [first, second, third].iter().filter(|taken| taken.is_ok()).count();
        assert_eq!(taken, 1, "known there: {known}");
        let case = case_of(&two.far.world, &moving);
        assert_eq!((case.state, case.history.len()), (State::Released, 4));
        is_sound(&two.far);
    }
}

#[test]
fn two_letters_are_never_issued_for_one_release() {
    let two = Two::new();
    let moving = two.asks();
    two.near.approve(&moving);
    let number = CaseNumber::parse(&moving).unwrap();
    let office = &two.near.world.office;
    let issue = || zhangfang::office::issue(office, "财政局", two.near.officer, "test".into(), number);
    let (first, second) = run(async { tokio::join!(issue(), issue()) });
    assert!(first.is_ok() != second.is_ok());
    is_sound(&two.near);
}
