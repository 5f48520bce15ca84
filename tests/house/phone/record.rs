//! What another phone does to what is on record and to what still waits.
use super::kit::*;
use crate::cases::{case_of, file_collection, file_verification};
use crate::papers::{account, logged_in};
use crate::world::{COUNTY, PASSWORD, World};
use zhangfang::casework::{CaseKind, Channel, Matter, ReviewMode, State};
use zhangfang::dossier::Change;
use zhangfang::letters::Letter;
use zhangfang::office::versions;
use zhangfang::store::Read;
use zhangfang::tables::FILINGS;

/// The person changes the phone with everything right.
fn change_it(world: &World, person: zhangfang::terms::AccountId) {
    let mut browser = logged_in(world, person);
    let (old, new) = asked(world, &mut browser);
    change(&mut browser, PASSWORD, &old, &new);
    assert_eq!(browser.address(), "/me/phone/done");
}

#[test]
fn who_has_a_record_finds_the_change_filed_and_approved_by_rule() {
    let world = World::new();
    let person = recorded(&world);
    let (filed, letters) = (cases(&world), world.letters().len());
    change_it(&world, person);
    let record = record(&world, person);
    assert_eq!((record.number(), record.dossier.identity.phone.as_str()), (2, NEW));
    let all = all_cases(&world);
    assert_eq!(all.len(), filed + 1);
    let (id, case) = all.into_iter().find(|(_, case)| case.kind == CaseKind::Change).expect("it was filed");
    assert_eq!(
        (case.state.clone(), case.person, case.authority),
        (State::Approved, person, record.authority)
    );
    assert_eq!((case.review_mode(), case.review_mode().label()), (ReviewMode::Rule, "系统自动审核"));
    assert_eq!(record.case, id);
    let view = world.office.store().view().expect("the store can be read");
    let filing = view.get(&FILINGS, &(id, 1)).expect("it can be read").expect("it was filed");
    let Matter::Change(amendment) = filing.matter else { panic!("it is a change") };
    assert_eq!(amendment.channel, Channel::Person);
    let Change::Phone { before, after } = amendment.change else { panic!("it is about the phone") };
    assert_eq!((before.as_str(), after.as_str(), amendment.identity.phone.as_str()), (OLD, NEW, OLD));
    let kept: Vec<String> =
        versions(&view, person).unwrap().iter().map(|one| one.dossier.identity.phone.to_string()).collect();
    assert_eq!(kept, [OLD, NEW]);
    let told: Vec<Letter> =
        world.letters().split_off(letters).into_iter().map(|(_, letter)| letter).collect();
    assert_eq!(
        told[2..],
        [Letter::PhoneReplaced, Letter::PhoneBound],
        "the letters about the phone, no others"
    );
    let mut browser = logged_in(&world, person);
    browser.visit("/me").sees(&case.number.to_string()).sees("信息变更");
    browser.visit(&format!("/me/cases/{}", case.number)).sees("审核通过").misses(NEW);
}

#[test]
fn papers_that_waited_prove_the_person_with_the_new_phone() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = world.person(NAME, NUMBER, OLD, false);
    let number = file_verification(&world, person);
    change_it(&world, person);
    assert!(case_of(&world, &number).state.is_waiting());
    assert_eq!(crate::papers::approve(&world, officer, &number), Ok(()));
    let account = account(&world, person);
    assert_eq!((account.is_verified(), account.identity.phone.as_str()), (true, NEW));
}

#[test]
fn a_collection_that_waited_is_put_on_record_with_the_new_phone() {
    let world = World::new();
    let person = person(&world);
    let number = file_collection(&world, person, COUNTY);
    change_it(&world, person);
    assert_eq!(cases(&world), 1, "there is no record yet that could change");
    approve(&world, &number);
    assert_eq!(record(&world, person).dossier.identity.phone.as_str(), NEW);
    assert_eq!(phone_of(&world, person), NEW);
}
