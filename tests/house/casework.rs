//! Whatever accountants and officers do in whichever order: what always holds of a case, and of all cases together.
use crate::browser::Browser;
use crate::filled::{case, decide, fill_in};
use crate::papers::{NUMBERS, logged_in, sent_back};
use crate::world::{COUNTY, NEIGHBOUR, World};
use proptest::prelude::*;
use zhangfang::casework::{
    Amendment, Case, CaseKind, Channel, Correction, Decision, Matter, Papers, Reason, Refusal, State,
    Transfer,
};
use zhangfang::dossier::{Change, Identity, Particulars};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{CASES, FILINGS};
use zhangfang::terms::{
    AccountId, CaseNumber, Day, Document, DocumentKind, FileId, Moment, OfficerId, PersonName, Phone,
    RegionCode, Sex,
};

#[derive(Clone, Debug)]
enum Deed {
    /// Files, or sends the returned matter again.
    File,
    Withdraw,
    Close,
    /// Decides; with a page that is so many versions old, by this officer.
    Decide(Decision, u32, u8),
    /// Issues a letter to another instance.
    SendOff,
    /// Takes the other instance's answer in.
    Answer(Decision),
    /// Ends a letter that was not answered.
    ComeBack,
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        4 => Just(Decision::Approve),
        2 => Just(sent_back(&[("", "请重新拍摄。")])),
        1 => Just(Decision::Return(Vec::new())),
        1 => Just(Decision::Reject("材料不属实。".into())),
        1 => Just(Decision::Reject("  ".into())),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::File),
        1 => Just(Deed::Withdraw),
        1 => Just(Deed::Close),
        5 => (decision(), prop_oneof![4 => Just(0u32), 1 => 1u32..3], 1u8..3)
            .prop_map(|(one, old, officer)| Deed::Decide(one, old, officer)),
        4 => Just(Deed::SendOff),
        1 => decision().prop_map(Deed::Answer),
        1 => Just(Deed::ComeBack),
    ]
}

/// What the walk is about.
fn matter() -> impl Strategy<Value = Matter> {
    prop_oneof![Just(papers()), Just(corrected()), Just(moving())]
}

fn papers() -> Matter {
    let file = FileId::from_bytes([1; 16]);
    Matter::Verify(Papers {
        identity: Identity {
            document: Document::parse(DocumentKind::ResidentId, NUMBERS[0]).expect("the number is sound"),
            name: PersonName::parse("王小梅").expect("the name is sound"),
            phone: Phone::parse("13900001111").expect("the phone is sound"),
        },
        front: file,
        back: file,
        in_hand: file,
        region: region(),
    })
}

/// A correction of a name; four eyes decide it.
fn corrected() -> Matter {
    let Matter::Verify(papers) = papers() else { unreachable!("the papers are a verification") };
    let identity = papers.identity;
    let particulars = |name: &str| {
        Box::new(Particulars {
            document: identity.document.clone(),
            name: PersonName::parse(name).expect("the name is sound"),
            sex: Sex::Male,
            birth: day(),
        })
    };
    let change = Change::Particulars { before: particulars("王小梅"), after: particulars("王晓梅") };
    let channel = Channel::Person;
    let amendment = Amendment { change, identity: identity.clone(), authority: region(), channel };
    let (front, proof) = (papers.front, papers.back);
    Matter::Correct(Box::new(Correction { amendment, reason: "写错".into(), front, back: None, proof }))
}

/// A transfer; one officer on each side decides it.
fn moving() -> Matter {
    let Matter::Verify(papers) = papers() else { unreachable!("the papers are a verification") };
    let to = RegionCode::parse(NEIGHBOUR).expect("the code is sound");
    let reason = Reason::Residence("松溪县".into());
    let (identity, proof) = (papers.identity, papers.front);
    Matter::Transfer(Box::new(Transfer { identity, from: region(), to, reason, proof }))
}

fn region() -> RegionCode {
    RegionCode::parse(COUNTY).expect("the code is sound")
}

fn day() -> Day {
    Day::new(2026, 11, 30).expect("the day exists")
}

/// What may become of a case, told once more and in another way than the product tells it.
fn allowed(case: &Case, deed: &Deed) -> bool {
    let before = &case.state;
    let letter = case.route.as_ref().and_then(|route| route.letter.as_ref());
    let away = *before == State::Released && letter.is_some();
    match deed {
        Deed::File => matches!(before, State::Returned(_)),
        Deed::Close => {
            matches!(before, State::Waiting | State::Seconded(_) | State::Returned(_) | State::Released)
        }
        Deed::Withdraw => allowed(case, &Deed::Close) && !away,
        Deed::SendOff => *before == State::Released && letter.is_none(),
        Deed::Answer(_) | Deed::ComeBack => away,
        Deed::Decide(decision, old, officer) => {
            let reasoned = match decision {
                Decision::Approve => true,
                Decision::Return(remarks) => !remarks.is_empty(),
                Decision::Reject(reason) => !reason.trim().is_empty(),
            };
            let waits = match before {
                State::Waiting => true,
                State::Released => !away,
                State::Seconded(first) => *decision != Decision::Approve || *first != by(*officer),
                _ => false,
            };
            waits && reasoned && *old == 0
        }
    }
}

fn by(officer: u8) -> OfficerId {
    OfficerId::from_bytes([officer; 16])
}

fn done(case: &mut Case, matter: &Matter, deed: &Deed, at: Moment) -> Result<(), Refusal> {
    match deed {
        Deed::File => case.refile(matter, at, day()),
        Deed::Withdraw => case.withdraw(at),
        Deed::Close => case.close(at, "账号已停用"),
        Deed::Decide(decision, old, officer) => {
            let seen = case.version.wrapping_sub(*old);
            case.decide(seen, decision.clone(), by(*officer), "陈**", at)
        }
        Deed::SendOff => case.send_off("1-1", "陈**", at),
        Deed::Answer(decision) => case.answered(decision.clone(), "调入地 陈**", at),
        Deed::ComeBack => case.come_back("陈**", at),
    }
}

proptest! {
    #[test]
    fn a_case_only_ever_grows(deeds in prop::collection::vec(deed(), 0..24), matter in matter()) {
        let number = CaseNumber::new(region(), 2026, 1);
        let person = AccountId::from_bytes([1; 16]);
        let mut case = Case::file(number, person, &matter, Moment::from_millis(0), day());
        let mut filings = 1;
        for (turn, deed) in deeds.iter().enumerate() {
            let before = case.clone();
            let at = Moment::from_millis(i64::try_from(turn).expect("few deeds") + 1);
            let result = done(&mut case, &matter, deed, at);
            prop_assert_eq!(result.is_ok(), allowed(&before, deed), "{:?} {:?}", &before.state, deed);
            if result.is_err() {
                prop_assert_eq!(&case, &before, "a refused deed leaves no trace");
                continue;
            }
            filings += u32::from(matches!(deed, Deed::File));
            prop_assert_eq!(case.version, before.version + 1);
            prop_assert_eq!(case.history.len(), before.history.len() + 1);
            prop_assert_eq!(&case.history[..before.history.len()], &before.history[..]);
            prop_assert_eq!((case.number, case.person, case.kind), (number, person, matter.kind()));
            prop_assert_eq!(case.round, filings);
            prop_assert!(before.decided.is_none() || !before.state.is_waiting());
            if case.state == State::Approved && before.state != State::Approved {
                let seconded = matches!(before.state, State::Seconded(_));
                let correction = matter.kind() == CaseKind::Correction;
                prop_assert_eq!(seconded, correction, "a correction is approved by the second officer alone");
                let released = before.state == State::Released;
                let transfer = matter.kind() == CaseKind::Transfer;
                prop_assert_eq!(released, transfer, "a transfer is approved by the receiving side alone");
            }
            if let Matter::Transfer(moving) = &matter {
                let let_go = case.route.as_ref().is_some_and(|route| route.left.is_some());
                let sides = [moving.from, moving.to];
                prop_assert!(case.keepers().iter().all(|keeper| sides.contains(keeper)));
                prop_assert_eq!(case.keepers().contains(&moving.to), let_go && case.state != State::Withdrawn);
                let reads = case.keepers().contains(&moving.from);
                prop_assert_eq!(reads, case.state != State::Approved, "the leaving side reads until it has gone");
                let decides = if case.state == State::Released { moving.to } else { moving.from };
                prop_assert!(!case.state.is_waiting() || case.authority == decides);
            }
        }
    }
}

/// One step of the walk through the pages.
#[derive(Clone, Debug)]
enum Step {
    /// Files from the window opened last.
    File,
    /// Files from a window that was opened before everything.
    FileFromOldWindow,
    Withdraw,
    Decide(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::File),
        1 => Just(Step::FileFromOldWindow),
        2 => Just(Step::Withdraw),
        4 => (0u8..3).prop_map(Step::Decide),
    ]
}

const PROMISE: &str = "承诺所提供信息真实有效";

fn offers(browser: &Browser<'_>, button: &str) -> bool {
    let css = crate::browser::selector("form[method=post] button");
    browser.page().html.select(&css).any(|found| crate::browser::words_of(found) == button)
}

fn all(world: &World) -> Vec<Case> {
    let view = world.office.store().view().expect("the store can be read");
    let cases = view.scan(&CASES, Span::all(100)).expect("the cases can be read");
    for (id, case) in &cases {
        for round in 1..=case.round {
            assert!(view.get(&FILINGS, &(*id, round)).expect("filings can be read").is_some());
        }
        assert!(view.get(&FILINGS, &(*id, case.round + 1)).expect("filings can be read").is_none());
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn nobody_ever_has_two_open_collections(steps in prop::collection::vec(step(), 1..9)) {
        let world = World::new();
        world.officer("chen", "陈明", COUNTY);
        let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
        fill_in(&world, person, |_| ());
        let (mut browser, mut old) = (logged_in(&world, person), logged_in(&world, person));
        old.visit("/me/collect/check");
        // The number of the only case that may be open, and whether the record is settled.
        let (mut open, mut settled): (Option<String>, bool) = (None, false);
        for step in steps {
            let before = all(&world);
            match step {
                Step::File | Step::FileFromOldWindow => {
                    let window = if matches!(step, Step::File) { &mut browser } else { &mut old };
                    if matches!(step, Step::File) {
                        window.visit("/me/collect/check");
                    }
                    if offers(window, "提交审核") {
                        window.form("提交审核").check(PROMISE).press("提交审核");
                        // A window that still stands on a receipt has not filed anything again.
                        if let Some(number) = window.address().strip_prefix("/me/collect/done/") {
                            open = Some(number.to_owned());
                        }
                    }
                }
                Step::Withdraw => {
                    browser.visit("/me/collect");
                    if offers(&browser, "撤回") {
                        browser.press("撤回");
                        open = None;
                    }
                }
                Step::Decide(what) => {
                    let waiting = open.clone().filter(|number| case(&world, number).state.is_waiting());
                    if let Some(number) = waiting {
                        let verdict = [
                            Decision::Approve,
                            sent_back(&[("basics.portrait", "照片不清楚。")]),
                            Decision::Reject("材料不属实。".into()),
                        ];
                        decide(&world, &number, verdict[usize::from(what)].clone());
                        settled |= what == 0;
                        open = open.filter(|_| what == 1);
                    }
                }
            }
            let after = all(&world);
            let still: Vec<String> =
                after.iter().filter(|one| one.state.is_open()).map(|one| one.number.to_string()).collect();
            prop_assert_eq!(still, open.iter().cloned().collect::<Vec<_>>());
            for was in &before {
                let now = after.iter().find(|one| one.number == was.number).expect("no case is ever lost");
                prop_assert!(now.version >= was.version && now.round >= was.round);
                prop_assert!(now.history.starts_with(&was.history));
                prop_assert_eq!(now.version == was.version, now == was, "every change is counted");
            }
            prop_assert!(after.len() <= before.len() + 1);
            prop_assert!(!settled || after.iter().filter(|one| one.state == State::Approved).count() == 1);
        }
    }
}
