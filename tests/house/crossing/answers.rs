//! Answers that are not the right ones.
use super::kit::{Two, is_sound};
use crate::cases::case_of;
use zhangfang::casework::State;
use zhangfang::envelope::{Fault, Kind, Label, look, open, seal};
use zhangfang::office::{Answer, Taken, Unusable, Verdict, own};
use zhangfang::tables::End;
use zhangfang::terms::CaseNumber;

/// The answer of the far side, changed there and sealed with its real keys.
fn forged(two: &Two, letter: &str, change: impl Fn(&mut Answer)) -> Vec<u8> {
    let genuine = two.far.answers(&two.near, letter);
    let keys =
        |side: &super::kit::Side| own(&side.world.office.store().view().unwrap(), "x").unwrap().unwrap().keys;
    let (near, far) = (two.near.card(), two.far.card());
    let (header, body) = open(&genuine, &keys(&two.near), &near.fingerprint(), &far).unwrap();
    let mut answer: Answer = minicbor::decode(&body).unwrap();
    change(&mut answer);
    let label = Label { kind: Kind::Answer, number: &header.number, sent: header.sent, until: header.until };
    let body = minicbor::to_vec(&answer).unwrap();
    seal(&keys(&two.far), &far.fingerprint(), &near, &label, &body, [8; 32]).unwrap()
}

fn decided() -> (Two, String, String) {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    (two, moving, letter)
}

#[test]
fn an_answer_to_another_file_or_case_opens_and_closes_nothing() {
    let (two, moving, letter) = decided();
    let other_file = forged(&two, &letter, |answer| answer.digest[0] ^= 1);
    assert_eq!(two.near.takes_in(other_file), Err(Unusable::OtherLetter));
    let other_number = forged(&two, &letter, |answer| answer.letter.push('1'));
    assert_eq!(two.near.takes_in(other_number), Err(Unusable::OtherLetter));
    let other_case = forged(&two, &letter, |answer| {
        answer.case = CaseNumber::new(answer.case.region(), answer.case.year(), answer.case.serial() + 1);
    });
    assert_eq!(two.near.takes_in(other_case), Err(Unusable::OtherLetter));
    assert!(case_of(&two.near.world, &moving).is_on_the_way());
    assert!(two.near.record(two.person).is_some());
    is_sound(&two.near);
}

#[test]
fn every_byte_of_an_answer_counts() {
    let (two, moving, letter) = decided();
    let answer = two.far.answers(&two.near, &letter);
    for place in 0..answer.len() {
        let mut flipped = answer.clone();
        flipped[place] ^= 0x80;
        let refusal = two.near.takes_in(flipped).expect_err("a changed answer is no answer");
        let known = matches!(refusal, Unusable::Sealed(_) | Unusable::UnknownSender);
        assert!(known, "byte {place}: {refusal:?}");
    }
    assert!(two.near.takes_in(answer).is_ok());
    assert_eq!(case_of(&two.near.world, &moving).state, State::Approved);
}

#[test]
fn an_answer_from_somebody_the_letter_was_not_sealed_for_is_none() {
    let (two, moving, letter) = decided();
    let third = super::kit::Side::new(crate::world::World::elsewhere("980200"), "980200");
    // The same dice would make the same keys; a third party has its own.
    let genuine = two.far.answers(&two.near, &letter);
    assert_eq!(two.far.takes_in(genuine.clone()), Err(Unusable::Sealed(Fault::NotForUs)));
    assert_eq!(look(&genuine).unwrap().from, two.far.card().fingerprint());
    assert_eq!(third.takes_in(genuine), Err(Unusable::Sealed(Fault::NotForUs)));
    assert!(case_of(&two.near.world, &moving).is_on_the_way());
}

#[test]
fn a_refusal_without_reasons_still_opens_the_case() {
    let (two, moving, letter) = decided();
    let returned = forged(&two, &letter, |answer| answer.verdict = Verdict::Returned(Vec::new()));
    let number = CaseNumber::parse(&moving).unwrap();
    assert_eq!(two.near.takes_in(returned), Ok(Taken::Answer(number, End::Returned)));
    assert!(matches!(case_of(&two.near.world, &moving).state, State::Returned(_)));
    assert!(two.near.record(two.person).is_some());
}

/// Accepted at the far side in time, voided at the near side before the answer came.
fn accepted_and_voided() -> (Two, String, Vec<u8>) {
    let (two, moving, letter) = decided();
    two.near.world.wait(std::time::Duration::from_secs(62 * 24 * 3600));
    assert!(super::journey::voided(&two, &letter));
    let answer = two.far.answers(&two.near, &letter);
    (two, moving, answer)
}

#[test]
fn an_acceptance_that_comes_late_still_ends_a_case_that_nothing_has_changed() {
    let (two, moving, answer) = accepted_and_voided();
    two.near.approve(&moving);
    let (second, _) = two.near.issues(&moving);
    let number = CaseNumber::parse(&moving).unwrap();
    assert_eq!(two.near.takes_in(answer.clone()), Ok(Taken::Answer(number, End::Accepted)));
    assert!(two.near.record(two.person).is_none() && two.near.file(&second).is_none());
    is_sound(&two.near);
    assert_eq!(two.near.takes_in(answer), Err(Unusable::Answered));
}

#[test]
fn an_acceptance_in_vain_is_told_and_takes_nothing_away() {
    let (two, moving, answer) = accepted_and_voided();
    let (person, number) = (two.person, CaseNumber::parse(&moving).unwrap());
    let seen = case_of(&two.near.world, &moving).version;
    let act =
        zhangfang::office::Act::new(zhangfang::office::Actor::Person(person), "transfer.withdraw", "test");
    let withdrawn = two.near.world.office.act(act, move |ledger| {
        zhangfang::services::transfer::actions::withdraw(ledger, person, &number, seen)
    });
    assert!(super::kit::run(withdrawn).is_ok());
    assert_eq!(two.near.takes_in(answer), Err(Unusable::AcceptedInVain));
    assert!(two.near.record(two.person).is_some());
    is_sound(&two.near);
}

#[test]
fn another_known_instance_cannot_answer_for_the_one_the_letter_was_for() {
    let (two, moving, letter) = decided();
    let keys = zhangfang::envelope::Keys::from_bytes([21; 32], [22; 32]);
    let card = keys.card("望川市财政局", zhangfang::terms::RegionCode::parse("980200").unwrap());
    two.near.knows(card.clone());
    let genuine = two.far.answers(&two.near, &letter);
    let near = own(&two.near.world.office.store().view().unwrap(), "x").unwrap().unwrap();
    let (header, body) = open(&genuine, &near.keys, &near.fingerprint, &two.far.card()).unwrap();
    let label = Label { kind: Kind::Answer, number: &header.number, sent: header.sent, until: header.until };
    let forged = seal(&keys, &card.fingerprint(), &near.card, &label, &body, [7; 32]).unwrap();
    assert_eq!(two.near.takes_in(forged), Err(Unusable::NoSuchLetter));
    assert!(case_of(&two.near.world, &moving).is_on_the_way());
}
