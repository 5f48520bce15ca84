//! Who somebody is on the receiving side: a new account, one that is there already, or somebody else's.
use super::kit::{FAR, NUMBER, Two, is_sound};
use crate::cases::{case_of, file_collection};
use crate::papers::account;
use zhangfang::accounts::AccountState;
use zhangfang::casework::State;
use zhangfang::office::Unusable;
use zhangfang::terms::Phone;

#[test]
fn a_verified_account_of_the_same_person_gets_the_record_and_keeps_its_phone() {
    let two = Two::new();
    let known = two.far.world.person("张晓岚", NUMBER, "13700001111", true);
    let (moving, _, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    let record = two.far.record(known).expect("the record belongs to the account that was there");
    assert_eq!(record.dossier.identity.phone, Phone::parse("13700001111").unwrap());
    assert_eq!(case_of(&two.far.world, &moving).person, known);
    is_sound(&two.far);
}

#[test]
fn an_unverified_account_of_the_number_gives_way_on_acceptance_and_not_before() {
    let two = Two::new();
    let squatter = two.far.world.person("冒名者", NUMBER, "13412349197", false);
    let (moving, _, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    assert!(account(&two.far.world, squatter).is_open());
    two.far.approve(&moving);
    assert_eq!(account(&two.far.world, squatter).state, AccountState::Displaced);
    let owner = case_of(&two.far.world, &moving).person;
    assert!(account(&two.far.world, owner).is_verified() && owner != squatter);
}

#[test]
fn another_name_or_a_record_that_is_there_is_told_before_anything_is_kept() {
    let two = Two::new();
    two.far.world.person("张小兰", NUMBER, "13700001111", true);
    let (.., file) = two.on_the_way();
    assert_eq!(two.far.takes_in(file), Err(Unusable::OtherName));
    let two = Two::new();
    let here = two.far.world.person("张晓岚", NUMBER, "13700001111", true);
    let number = file_collection(&two.far.world, here, FAR);
    two.far.approve(&number);
    let (.., file) = two.on_the_way();
    assert_eq!(two.far.takes_in(file), Err(Unusable::OnRecord));
}

#[test]
fn a_phone_of_somebody_else_keeps_the_record_waiting_until_that_is_settled() {
    let two = Two::new();
    let other = two.far.world.person("李平", "110101199205112048", "13412349197", true);
    let (moving, _, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.decide(&moving, "通过 A", "");
    assert_eq!(case_of(&two.far.world, &moving).state, State::Released);
    two.far.world.change_account(other, |account| {
        account.identity.phone = Phone::parse("13900008888").unwrap();
    });
    two.far.approve(&moving);
    assert!(two.far.record(case_of(&two.far.world, &moving).person).is_some());
    is_sound(&two.far);
}

#[test]
fn somebody_who_proves_the_number_here_meanwhile_is_not_passed_over() {
    let two = Two::new();
    let (moving, _, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.world.person("张晓岚", NUMBER, "13700001111", true);
    two.far.decide(&moving, "通过 A", "");
    assert_eq!(case_of(&two.far.world, &moving).state, State::Released);
    is_sound(&two.far);
}
