//! The whole way of a letter: what arrives, and that nothing stays behind.
use super::kit::{FAR, NUMBER, Two, is_sound, reads_only};
use crate::cases::{at_desk, case_of, files_of};
use crate::papers::logged_in;
use crate::world::{COUNTY, World};
use std::time::Duration;
use zhangfang::casework::{Passage, State};
use zhangfang::office::{Act, Actor, Stop, Taken, Unusable, versions};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, CASES_BY_PERSON, End, FILES, HELD};
use zhangfang::terms::CaseNumber;

fn number(number: &str) -> CaseNumber {
    CaseNumber::parse(number).unwrap()
}

#[test]
fn the_whole_record_arrives_and_not_a_byte_stays_behind() {
    let two = Two::new();
    let before = two.near.record(two.person).unwrap();
    let (moving, letter, file) = two.on_the_way();
    let everywhere = ["attachment_pieces", "dossiers", "filings", "record_versions"];
    assert_eq!(told(&two.near.world), everywhere, "before it has gone");
    assert_eq!(two.far.takes_in(file), Ok(Taken::Letter(number(&moving))));
    is_sound(&two.far);
    assert!(two.far.record(two.person).is_none(), "nothing counts before somebody has accepted it");
    two.far.approve(&moving);
    is_sound(&two.far);

    let case = case_of(&two.far.world, &moving);
    let after = two.far.record(case.person).unwrap();
    assert_eq!((after.number(), after.authority.as_str()), (before.number() + 1, FAR));
    let mut moved = before.dossier.clone();
    moved.authority = after.authority;
    assert_eq!(after.dossier, moved);
    let view = two.far.world.office.store().view().unwrap();
    assert_eq!(versions(&view, case.person).unwrap()[0].dossier, before.dossier);
    let cases = view.list(&CASES_BY_PERSON, Span::within(&case.person, 100)).unwrap();
    assert_eq!(cases.len(), 2, "the collection came along");
    let account = view.get(&ACCOUNTS, &case.person).unwrap().unwrap();
    assert!(account.is_verified() && account.identity.document.number() == NUMBER);
    let mut desk = at_desk(&two.far.world, two.far.officer);
    desk.visit(&format!("/desk/cases/{moving}")).sees("登记的历次变化（2 版）").sees("调出地审核通过");
    for picture in before.dossier.files() {
        let kept = view.get(&FILES, &picture).unwrap().unwrap();
        assert!(kept.filed && kept.owner == case.person);
    }

    let answer = two.far.answers(&two.near, &letter);
    assert_eq!(two.near.takes_in(answer), Ok(Taken::Answer(number(&moving), End::Accepted)));
    is_sound(&two.near);
    assert!(two.near.record(two.person).is_none());
    assert_eq!(two.near.file(&letter), None);
    let here = case_of(&two.near.world, &moving);
    assert_eq!((here.passage(), here.state), (Some(Passage::Arrived), State::Approved));
    assert_eq!(told(&two.near.world), [""; 0]);
}

/// The tables in which a school, an employer or a mail address of the dossier stands, or a picture begins.
fn told(world: &World) -> Vec<String> {
    let words = ["青岚财经大学", "青岚县第一中学", "@example.cn", "临河县"];
    let tells = |value: &[u8]| {
        let word = |word: &&str| value.windows(word.len()).any(|part| part == word.as_bytes());
        words.iter().any(word) || value.windows(3).any(|part| part == [0xff, 0xd8, 0xff])
    };
    let found = world.kept().into_iter().filter(|(_, value)| tells(value)).map(|((table, _), _)| table);
    // Mails that were sent while the person was on record are the outbox's, which forgets them by itself.
    let mut found: Vec<String> = found.filter(|table| table != "mails").collect();
    found.dedup();
    found
}

#[test]
fn who_was_responsible_before_finds_nothing_any_more() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    let picture = files_of(&two.near.world, &moving)[0];
    let mut open = at_desk(&two.near.world, two.near.officer);
    open.visit(&format!("/desk/cases/{moving}"));
    assert_eq!(open.status(), 200);
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    for path in [format!("/desk/cases/{moving}"), format!("/desk/cases/{moving}/files/{picture}")] {
        open.visit(&path);
        assert_eq!(open.status(), 404, "{path}");
    }
    open.visit("/desk/decided").misses(&moving).misses("张**");
    let parent = two.near.world.officer("city", "赵云岭", "980000");
    let mut desk = at_desk(&two.near.world, parent);
    desk.visit("/desk/decided?scope=below").misses(&moving);
    desk.visit(&format!("/desk/cases/{moving}"));
    assert_eq!(desk.status(), 404);
}

#[test]
fn somebody_who_comes_back_brings_everything_home() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    let there = case_of(&two.far.world, &moving).person;
    let back = super::kit::asks(&two.far.world, there, COUNTY);
    two.far.approve(&back);
    let (letter, file) = two.far.issues(&back);
    two.near.takes_in(file).unwrap();
    two.near.approve(&back);
    is_sound(&two.near);
    let home = two.near.record(two.person).expect("the account of before has the record again");
    assert_eq!((home.number(), home.authority.as_str()), (3, COUNTY));
    let earlier = case_of(&two.near.world, &moving);
    assert!(!earlier.has_left() || earlier.keeper.is_some(), "the earlier transfer is whole again");
    two.far.takes_in(two.near.answers(&two.far, &letter)).unwrap();
    is_sound(&two.far);
    assert!(two.far.record(there).is_none());
    let mut desk = at_desk(&two.near.world, two.near.officer);
    desk.visit(&format!("/desk/cases/{moving}"));
    assert_eq!(desk.status(), 200, "the former transfer is part of the history");
}

#[test]
fn a_letter_that_is_returned_opens_the_case_and_leaves_nothing_there() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file.clone()).unwrap();
    two.far.decide(&moving, "退回补正 R", "证明材料看不清");
    is_sound(&two.far);
    let view = two.far.world.office.store().view().unwrap();
    assert!(view.scan(&HELD, Span::all(10)).unwrap().is_empty());
    assert_eq!(view.scan(&FILES, Span::all(100)).unwrap().len(), 1, "only the proof that was decided about");
    assert_eq!(two.far.takes_in(file), Err(Unusable::Repeated));
    let answer = two.far.answers(&two.near, &letter);
    assert_eq!(two.near.takes_in(answer.clone()), Ok(Taken::Answer(number(&moving), End::Returned)));
    assert_eq!(two.near.takes_in(answer), Err(Unusable::Answered));
    let case = case_of(&two.near.world, &moving);
    assert_eq!((case.state_label(), case.remarks()[0].text.as_str()), ("调入地退回补正", "证明材料看不清"));
    assert!(two.near.record(two.person).is_some());
    is_sound(&two.near);

    mend(&two, &moving);
    two.near.approve(&moving);
    let (second, file) = two.near.issues(&moving);
    assert_ne!(second, letter);
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    two.near.takes_in(two.far.answers(&two.near, &second)).unwrap();
    assert!(two.near.record(two.person).is_none());
    is_sound(&two.near);
    is_sound(&two.far);
}

pub fn mend(two: &Two, moving: &str) {
    let proof = crate::cases::picture_for(&two.near.world, two.person, "transfer.proof", 78);
    let asked = super::kit::asked(&two.near.world, two.person, FAR, proof);
    let (moving, version) = (number(moving), case_of(&two.near.world, moving).version);
    let act = Act::new(Actor::Person(two.person), "transfer.mend", "test");
    let mended = two.near.world.office.act(act, move |ledger| {
        zhangfang::services::transfer::actions::mend(ledger, &asked, &moving, version)
    });
    assert!(super::kit::run(mended).is_ok());
}

#[test]
fn a_rejection_ends_the_transfer_and_the_record_stays() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.decide(&moving, "不予通过", "不在本县居住");
    let answer = two.far.answers(&two.near, &letter);
    assert_eq!(two.near.takes_in(answer), Ok(Taken::Answer(number(&moving), End::Rejected)));
    assert_eq!(case_of(&two.near.world, &moving).state_label(), "调入地审核不通过");
    assert_eq!(two.near.record(two.person).unwrap().authority.as_str(), COUNTY);
    let mut home = logged_in(&two.near.world, two.person);
    home.visit("/me/change").misses("正在办理的属地调转");
    is_sound(&two.near);
    is_sound(&two.far);
}

#[test]
fn a_transfer_on_its_way_is_neither_taken_back_nor_decided_here() {
    let two = Two::new();
    let (moving, ..) = two.on_the_way();
    let version = case_of(&two.near.world, &moving).version;
    let (person, asked) = (two.person, number(&moving));
    let act = Act::new(Actor::Person(person), "transfer.withdraw", "test");
    let withdrawn = two.near.world.office.act(act, move |ledger| {
        zhangfang::services::transfer::actions::withdraw(ledger, person, &asked, version)
    });
    let Err(Stop::Refused(refusal)) = super::kit::run(withdrawn) else { panic!("it was withdrawn") };
    assert!(refusal.sentence().contains("电子调转函已经开出"));
    // The receiving department opens here meanwhile; its officer has nothing to decide.
    let late = two.near.world.officer("late", "钱临河", FAR);
    let mut desk = at_desk(&two.near.world, late);
    desk.visit("/desk").misses(&moving);
    let decided =
        two.near.world.office.act(Act::new(Actor::Officer(late), "case.decide", "test"), move |ledger| {
            use zhangfang::services::review::actions::{Filter, Verdict, decide};
            let verdict = Verdict { seen: version, decision: zhangfang::casework::Decision::Approve };
            decide(ledger, late, &asked, verdict, &Filter::default())
        });
    assert!(super::kit::run(decided).is_err());
    assert!(case_of(&two.near.world, &moving).is_on_the_way());
}

#[test]
fn a_letter_nobody_answered_can_be_voided_and_issued_anew() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file.clone()).unwrap();
    assert!(!voided(&two, &letter), "the other side may still accept it");
    two.near.world.wait(Duration::from_secs(62 * 24 * 3600));
    two.far.world.wait(Duration::from_secs(62 * 24 * 3600));
    two.far.decide(&moving, "通过 A", "");
    assert!(case_of(&two.far.world, &moving).state == State::Released, "too late to accept");
    assert!(voided(&two, &letter) && !voided(&two, &letter));
    assert_eq!(case_of(&two.near.world, &moving).state_label(), "待调出地审核");
    is_sound(&two.near);
    two.near.approve(&moving);
    let (second, fresh) = two.near.issues(&moving);
    assert_eq!(two.far.takes_in(file), Err(Unusable::Lapsed));
    two.far.takes_in(fresh).unwrap();
    two.far.approve(&moving);
    is_sound(&two.far);
    two.near.takes_in(two.far.answers(&two.near, &second)).unwrap();
    assert!(two.near.record(two.person).is_none());
}

pub fn voided(two: &Two, letter: &str) -> bool {
    use zhangfang::office::void;
    let (officer, letter) = (two.near.officer, letter.to_string());
    let act = Act::new(Actor::Officer(officer), "exchange.void", "test");
    super::kit::run(two.near.world.office.act(act, move |ledger| void(ledger, officer, &letter))).is_ok()
}

#[test]
fn only_reviewers_of_the_two_sides_carry_letters() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    let stranger = two.far.world.officer("other", "钱望川", "980200");
    assert_eq!(two.far.taken_by(file.clone(), Some(stranger)), Err(Unusable::NotYours));
    reads_only(&two.far.world, two.far.officer);
    assert_eq!(two.far.takes_in(file.clone()), Err(Unusable::NotYours));
    assert!(matches!(two.far.taken_by(file, None), Err(Unusable::NotServed(_))), "nobody reviews there now");
    let reviewer = two.far.world.officer("second", "孙临河", FAR);
    let far = super::kit::Side { officer: reviewer, ..two.far };
    let two = Two { far, ..two };
    two.far.takes_in(two.near.file(&letter).unwrap()).unwrap();
    two.far.approve(&moving);
    let answer = two.far.answers(&two.near, &letter);
    let neighbour = two.near.world.officer("song", "韩松溪", "980122");
    assert_eq!(two.near.taken_by(answer.clone(), Some(neighbour)), Err(Unusable::NotYours));
    assert!(two.near.taken_by(answer, None).is_ok(), "the operator at the console may");
}

#[test]
fn a_department_whose_record_moved_on_here_does_not_see_whose_letter_it_was() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.decide(&moving, "不予通过", "不在本县居住");
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    let mut desk = at_desk(&two.near.world, two.near.officer);
    desk.visit("/desk/transfers").sees(&letter).sees("张**");
    let neighbour = two.near.world.officer("song", "韩松溪", "980122");
    let onward = super::kit::asks(&two.near.world, two.person, "980122");
    two.near.approve(&onward);
    let mut other = at_desk(&two.near.world, neighbour);
    other.visit(&format!("/desk/cases/{onward}"));
    other.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    desk.visit("/desk/transfers").sees(&letter).misses("张**");
    desk.visit(&format!("/desk/transfers/letters/{letter}")).misses("张**");
}

#[test]
fn a_department_outside_the_own_card_sends_no_letters() {
    let two = Two::new();
    let neighbour = two.near.world.officer("song", "韩松溪", "980122");
    let inside = super::kit::asks(&two.near.world, two.person, "980122");
    two.near.approve(&inside);
    let mut desk = at_desk(&two.near.world, neighbour);
    desk.visit(&format!("/desk/cases/{inside}"));
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    // The card says 青岚县, so that nobody elsewhere would believe a letter from 松溪县.
    assert!(super::kit::try_ask(&two.near.world, two.person, FAR).is_err());
    assert!(super::kit::try_ask(&two.near.world, two.person, COUNTY).is_ok());
}

#[test]
fn only_the_leaving_department_issues_and_voids_letters() {
    let two = Two::new();
    let neighbour = two.near.world.officer("song", "韩松溪", "980122");
    let moving = two.asks();
    two.near.approve(&moving);
    let office = &two.near.world.office;
    let issued = super::kit::run(zhangfang::office::issue(
        office,
        "财政局",
        neighbour,
        "test".into(),
        number(&moving),
    ));
    assert!(matches!(issued, Err(Stop::Refused(Unusable::Nothing))));
    let (letter, _) = two.near.issues(&moving);
    two.near.world.wait(Duration::from_secs(62 * 24 * 3600));
    let foreign = Two { near: super::kit::Side { officer: neighbour, ..two.near }, ..two };
    assert!(!voided(&foreign, &letter));
    assert!(case_of(&foreign.near.world, &moving).is_on_the_way());
}
