//! Letters that are damaged, strange, late or made up: each gets its sentence and changes nothing.
use super::kit::{FAR, Side, Two};
use crate::cases::{case_of, file_collection};
use crate::world::World;
use std::collections::BTreeMap;
use std::time::Duration;
use zhangfang::casework::{Case, Matter, State};
use zhangfang::envelope::{Fault, Header, Keys, Kind, Label, look, open, seal};
use zhangfang::office::{Packed, Parcel, Unusable, own, remove_peer};
use zhangfang::store::Read;
use zhangfang::tables::{ACCOUNTS, FILES, FileRecord};
use zhangfang::terms::{AccountId, CaseId, Moment};

/// What is kept but for the journal and what is looked at before it is refused.
fn kept(side: &Side) -> BTreeMap<(String, Vec<u8>), Vec<u8>> {
    let mut all = side.world.kept();
    all.retain(|(table, _), _| !table.starts_with("journal"));
    all
}

fn refused(side: &Side, file: Vec<u8>) -> Unusable {
    let before = kept(side);
    let refusal = side.takes_in(file).expect_err("it must not be taken in");
    assert!(before == kept(side), "{refusal:?} has changed something");
    assert!(refusal.sentence().ends_with('。'), "{}", refusal.sentence());
    refusal
}

#[test]
fn every_byte_of_the_outside_counts() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    for place in 0..170 {
        let mut flipped = file.clone();
        flipped[place] ^= 1;
        let refusal = refused(&two.far, flipped);
        assert!(
            matches!(refusal, Unusable::Sealed(_) | Unusable::UnknownSender),
            "byte {place}: {refusal:?}"
        );
    }
    assert!(two.far.takes_in(file).is_ok());
}

#[test]
fn what_is_inside_cannot_be_cut_swapped_or_added_to() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    let middle = file.len() / 2;
    let mut swapped = file.clone();
    for place in 0..64 {
        swapped.swap(middle + place, middle + 1000 + place);
    }
    let mut longer = file.clone();
    longer.push(0);
    let signature = file.len() - 1;
    let mut unsigned = file.clone();
    unsigned[signature] ^= 1;
    for hostile in [swapped, unsigned, longer] {
        assert_eq!(refused(&two.far, hostile), Unusable::Sealed(Fault::Damaged));
    }
    assert_eq!(refused(&two.far, file[..middle].to_vec()), Unusable::Sealed(Fault::Incomplete));
    assert_eq!(refused(&two.far, Vec::new()), Unusable::Sealed(Fault::Incomplete));
    assert_eq!(refused(&two.far, b"PK\x03\x04 something else".to_vec()), Unusable::Sealed(Fault::NotALetter));
}

#[test]
fn a_letter_of_a_stranger_or_for_somebody_else_is_named_so() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    let third = Side::new(World::elsewhere("980200"), "980200");
    third.knows(two.near.card());
    assert_eq!(refused(&third, file.clone()), Unusable::Sealed(Fault::NotForUs));
    let strangers = Two::strangers();
    strangers.near.knows(strangers.far.card());
    let (.., strange) = strangers.on_the_way();
    assert_eq!(refused(&strangers.far, strange), Unusable::UnknownSender);
    let sender = two.near.card().fingerprint();
    two.far.world.work(move |ledger| {
        assert!(remove_peer(ledger, &sender).is_ok());
        Ok(())
    });
    assert_eq!(refused(&two.far, file), Unusable::EndedSender);
}

#[test]
fn an_old_letter_a_letter_again_and_one_of_tomorrow_are_named_so() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    two.far.world.wait(Duration::from_secs(61 * 24 * 3600));
    assert_eq!(refused(&two.far, file), Unusable::Lapsed);
    let two = Two::new();
    two.near.world.wait(Duration::from_secs(2 * 3600));
    let (.., file) = two.on_the_way();
    assert_eq!(refused(&two.far, file.clone()), Unusable::FromTheFuture);
    two.far.world.wait(Duration::from_secs(2 * 3600));
    assert!(two.far.takes_in(file.clone()).is_ok());
    assert_eq!(refused(&two.far, file), Unusable::Repeated);
}

/// A letter of the near side whose body somebody there has changed, sealed with its real keys.
fn forged(two: &Two, change: impl Fn(&mut Parcel)) -> Vec<u8> {
    let (.., file) = two.on_the_way();
    reopened(&two.near, &two.far, &file, change)
}

/// The same for any two sides and a letter that is there.
pub fn reopened(from: &Side, to: &Side, file: &[u8], change: impl Fn(&mut Parcel)) -> Vec<u8> {
    let (header, body) = open(file, &keys(to), &to.card().fingerprint(), &from.card()).unwrap();
    let mut parcel: Parcel = minicbor::decode(&body).unwrap();
    change(&mut parcel);
    sealed_by(from, to, &header, &minicbor::to_vec(&parcel).unwrap())
}

fn sealed(two: &Two, header: &Header, body: &[u8]) -> Vec<u8> {
    sealed_by(&two.near, &two.far, header, body)
}

fn sealed_by(from: &Side, to: &Side, header: &Header, body: &[u8]) -> Vec<u8> {
    let label = Label { kind: header.kind, number: &header.number, sent: header.sent, until: header.until };
    seal(&keys(from), &from.card().fingerprint(), &to.card(), &label, body, [9; 32]).unwrap()
}

fn keys(side: &Side) -> Keys {
    own(&side.world.office.store().view().unwrap(), "x").unwrap().unwrap().keys
}

/// A case of the letter that is not the transfer.
pub fn older(parcel: &mut Parcel) -> &mut Packed {
    let id = parcel.case;
    parcel.cases.iter_mut().find(|one| one.id != id).unwrap()
}

fn transfer_of(parcel: &mut Parcel) -> &mut Case {
    let id = parcel.case;
    &mut parcel.cases.iter_mut().find(|one| one.id == id).unwrap().case
}

/// What a sealed letter says although its parts contradict each other.
fn contradicts(change: impl Fn(&mut Parcel)) {
    let two = Two::new();
    let refusal = refused(&two.far, forged(&two, change));
    assert!(matches!(refusal, Unusable::Contradictory(_)), "{refusal:?}");
}

#[test]
fn parts_that_contradict_each_other_are_not_taken_in() {
    contradicts(|parcel| parcel.number.push('9'));
    contradicts(|parcel| transfer_of(parcel).state = State::Waiting);
    contradicts(|parcel| transfer_of(parcel).state = State::Approved);
    contradicts(|parcel| transfer_of(parcel).route = None);
    contradicts(|parcel| transfer_of(parcel).round += 1);
    contradicts(|parcel| parcel.case = CaseId::from_bytes([5; 16]));
    contradicts(|parcel| parcel.versions.clear());
    contradicts(|parcel| parcel.versions[0].version = Some(2));
    contradicts(|parcel| parcel.versions[0].authority = "980122".parse_region());
    contradicts(|parcel| parcel.cases[0].case.state = State::Waiting);
    contradicts(|parcel| parcel.cases.push(parcel.cases[0].clone()));
    contradicts(|parcel| parcel.cases[0].filings.clear());
    contradicts(|parcel| drop(parcel.files.pop()));
    contradicts(|parcel| parcel.files.push(parcel.files[0].clone()));
    contradicts(|parcel| parcel.files[0].bytes = b"<svg onload=alert(1)>".to_vec());
    contradicts(|parcel| parcel.versions[0].dossier.identity.name = "王冒名".parse_name());
    contradicts(|parcel| {
        let route = transfer_of(parcel).route.as_mut().unwrap();
        route.from = "980200".parse_region();
    });
}

trait Parsed {
    fn parse_region(self) -> zhangfang::terms::RegionCode;
    fn parse_name(self) -> zhangfang::terms::PersonName;
}

impl Parsed for &str {
    fn parse_region(self) -> zhangfang::terms::RegionCode {
        zhangfang::terms::RegionCode::parse(self).unwrap()
    }

    fn parse_name(self) -> zhangfang::terms::PersonName {
        zhangfang::terms::PersonName::parse(self).unwrap()
    }
}

#[test]
fn a_sender_speaks_for_its_own_territory_alone() {
    let two = Two::new();
    let elsewhere = "980122".parse_region();
    let forged = forged(&two, |parcel| {
        transfer_of(parcel).route.as_mut().unwrap().from = elsewhere;
        let id = parcel.case;
        let transfer = parcel.cases.iter_mut().find(|one| one.id == id).unwrap();
        for filing in &mut transfer.filings {
            if let Matter::Transfer(asked) = &mut filing.matter {
                asked.from = elsewhere;
            }
        }
        for version in &mut parcel.versions {
            version.authority = elsewhere;
        }
    });
    assert_eq!(refused(&two.far, forged), Unusable::Contradictory("调出地不属于发函平台"));
}

#[test]
fn a_body_that_is_no_letter_is_not_read() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    let header = look(&file).unwrap();
    for body in [&b""[..], b"\x87", &[0xff; 100]] {
        assert_eq!(refused(&two.far, sealed(&two, &header, body)), Unusable::Unreadable);
    }
    let answer = Header { kind: Kind::Answer, ..header };
    assert_eq!(refused(&two.far, sealed(&two, &answer, b"\x80")), Unusable::Unreadable);
}

#[test]
fn a_demonstration_and_a_real_instance_exchange_nothing() {
    let two = Two::new();
    let demonstration = forged(&two, |parcel| parcel.demonstration = true);
    assert_eq!(refused(&two.far, demonstration), Unusable::OtherWorld);
}

#[test]
fn a_letter_for_a_department_that_is_not_served_here_is_not_taken_in() {
    let two = Two::new();
    let number = super::kit::asks(&two.near.world, two.person, FAR);
    two.near.approve(&number);
    let (_, file) = two.near.issues(&number);
    two.far.world.change_officer(two.far.officer, |officer| {
        officer.authority = zhangfang::terms::RegionCode::parse("980200").unwrap();
    });
    assert!(matches!(two.far.taken_by(file, None), Err(Unusable::NotServed(_))));
}

#[test]
fn ids_and_numbers_of_others_are_never_overwritten() {
    let two = Two::new();
    let other = two.far.world.person("李平", "110101199205112048", "13912349198", true);
    let victim = file_collection(&two.far.world, other, FAR);
    let (id, case) = {
        let view = two.far.world.office.store().view().unwrap();
        let id = view.find(&zhangfang::tables::CASES_BY_NUMBER, &victim).unwrap().unwrap();
        (id, case_of(&two.far.world, &victim))
    };
    let by_id = forged(&two, move |parcel| {
        older(parcel).id = id;
        parcel.files.iter_mut().for_each(|file| file.case = None);
    });
    assert_eq!(refused(&two.far, by_id), Unusable::Conflicting);
    let taken = case.number;
    let again = {
        let file = two.near.file(&last_letter(&two)).unwrap();
        reopened(&two.near, &two.far, &file, move |parcel| older(parcel).case.number = taken)
    };
    assert_eq!(refused(&two.far, again), Unusable::Conflicting);
}

fn last_letter(two: &Two) -> String {
    let view = two.near.world.office.store().view().unwrap();
    let all = view.scan(&zhangfang::tables::DISPATCHES, zhangfang::store::Span::all(10)).unwrap();
    all.last().unwrap().0.clone()
}

#[test]
fn a_picture_of_somebody_else_is_never_taken_over() {
    let two = Two::new();
    let (.., file) = two.on_the_way();
    let far = keys(&two.far);
    let (_, body) = open(&file, &far, &two.far.card().fingerprint(), &two.near.card()).unwrap();
    let parcel: Parcel = minicbor::decode(&body).unwrap();
    let (stolen, other) = (parcel.files.last().unwrap().id, AccountId::from_bytes([200; 16]));
    two.far.world.work(move |ledger| {
        let record = FileRecord {
            owner: other,
            slot: "basics.portrait".into(),
            digest: [7; 32],
            length: 1,
            width: 1,
            height: 1,
            at: Moment::from_millis(0),
            filed: true,
            case: None,
        };
        Ok(ledger.put(&FILES, &stolen, &record)?)
    });
    assert_eq!(refused(&two.far, file), Unusable::Conflicting);
    assert!(two.far.world.office.store().view().unwrap().get(&ACCOUNTS, &other).unwrap().is_none());
}
