//! Filed with the act that has the news, to whoever gave an address, and only then.
use super::{ADDRESS, PHONE, Told, later, mails, outbox, runtime, send};
use crate::browser::Browser;
use crate::cases::{at_desk, entries, file_collection, file_verification};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World};
use zhangfang::casework::{Outcome, Refusal};
use zhangfang::connect::MailOutcome;
use zhangfang::letters::Letter;
use zhangfang::office::{Act, Actor, MAILS_KEPT, Stop, tell_owner};
use zhangfang::store::Read;
use zhangfang::tables::{MAILS, MailState, Mailing};
use zhangfang::terms::{AccountId, Email, Phone};

fn county() -> (World, AccountId) {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, true);
    (world, person)
}

fn decide(world: &World, number: &str, verdict: &str, why: &str) {
    let officer = world.officer("li", "李玉成", COUNTY);
    let mut desk = at_desk(world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    let form = desk.form("提交，看下一件").choose("审核结论", verdict);
    form.fill("给办理人的说明", why).press("提交，看下一件");
    assert_eq!(desk.status(), 200);
}

fn to_whom(world: &World) -> Vec<(String, Letter)> {
    let of = |one: Mailing| Some((one.to?.to_string(), one.letter?));
    mails(world).into_iter().filter_map(of).collect()
}

#[test]
fn every_step_of_a_collection_is_told_to_the_address_in_it() {
    for (verdict, why, wanted) in [
        ("通过 A", "", "case_approved"),
        ("退回补正 R", "学历证看不清", "case_returned"),
        ("不予通过", "不属于采集范围", "case_rejected"),
    ] {
        let (world, person) = county();
        let number = file_collection(&world, person, COUNTY);
        assert!(matches!(to_whom(&world).as_slice(), [(to, Letter::Received { .. })] if to == ADDRESS));
        assert_eq!(world.letters().len(), 1, "the SMS is filed as before");
        decide(&world, &number, verdict, why);
        let filed = to_whom(&world);
        assert_eq!(filed.len(), 2, "{verdict}");
        assert_eq!((filed[1].0.as_str(), filed[1].1.template()), (ADDRESS, wanted));
        assert_eq!(world.letters().len(), 2);
    }
}

#[test]
fn who_gave_no_address_gets_no_mail_until_one_is_on_record() {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], PHONE, false);
    file_verification(&world, person);
    assert!(mails(&world).is_empty());
    let number = file_collection(&world, person, COUNTY);
    decide(&world, &number, "通过 A", "");
    file_verification(&world, person);
    let filed = to_whom(&world);
    assert_eq!(filed.len(), 3, "{filed:?}");
    assert!(filed.iter().all(|(to, _)| to == ADDRESS));
}

#[test]
fn an_act_that_is_refused_files_no_mail() {
    let (world, person) = county();
    let act = Act::new(Actor::Person(person), "test.refused", "test");
    let phone = Phone::parse(PHONE).expect("the phone is sound");
    file_collection(&world, person, COUNTY);
    let before = mails(&world);
    put_on_record(&world, person);
    let refused = world.office.act(act, move |ledger| {
        tell_owner(ledger, person, &phone, Letter::PasswordChanged)?;
        Err::<(), _>(Stop::Refused(Refusal::Stale))
    });
    assert!(runtime().block_on(refused).is_err());
    assert_eq!(mails(&world), before);
}

/// Approves what the person has filed, without an officer.
fn put_on_record(world: &World, person: AccountId) {
    use zhangfang::casework::Matter;
    use zhangfang::office::{latest_case, settle_collection};
    world.work(move |ledger| {
        let kind = zhangfang::casework::CaseKind::Collection;
        let (id, _) = latest_case(&**ledger, person, kind)?.expect("a collection was filed");
        let filing = ledger.get(&zhangfang::tables::FILINGS, &(id, 1))?.expect("its filing is kept");
        let Matter::Collect(dossier) = filing.matter else { panic!("it is a collection") };
        settle_collection(ledger, person, &dossier, id).map_err(|_| Stop::Refused(()))
    });
}

#[test]
fn a_new_password_is_told_to_the_address_on_record_and_a_code_never() {
    let (world, person) = county();
    file_collection(&world, person, COUNTY);
    put_on_record(&world, person);
    let before = mails(&world).len();
    let mut browser = Browser::new(&world.client);
    let fill = |browser: &mut Browser<'_>, code: &str, button: &str| {
        let form = browser.form("确认重置密码").fill("证件号码", NUMBERS[0]).fill("真实姓名", "张晓岚");
        let form = form.fill("手机号", PHONE).fill("新密码", "Kj#2026-qing");
        form.fill("确认新密码", "Kj#2026-qing").fill("验证码", code).press(button);
    };
    browser.visit("/password/reset");
    fill(&mut browser, "", "免费获取验证码");
    let code = world.last_code(PHONE).expect("a code was sent");
    assert_eq!(mails(&world).len(), before, "a code went by mail");
    fill(&mut browser, &code, "确认重置密码");
    assert_eq!(browser.address(), "/password/reset/done");
    let filed = to_whom(&world);
    assert_eq!(filed[before..], [(ADDRESS.to_string(), Letter::PasswordChanged)]);
}

#[test]
fn nobody_is_flooded_through_an_address_that_is_only_typed() {
    let (world, person) = county();
    for _ in 0..25 {
        file_collection(&world, person, COUNTY);
    }
    assert_eq!(mails(&world).len(), 20);
    assert_eq!(world.letters().len(), 25, "the cases and their SMS are filed all the same");
    world.wait(std::time::Duration::from_secs(24 * 3600 + 1));
    file_collection(&world, person, COUNTY);
    assert_eq!(mails(&world).len(), 21);
}

/// Puts as many mails as are kept at most; the state of the oldest is the test's to say.
fn full(world: &World, oldest: MailState) {
    let now = world.office.now();
    let (to, letter) = (Email::parse("b@example.cn").ok(), Some(Letter::PasswordChanged));
    let one = Mailing {
        to,
        letter,
        at: now,
        state: MailState::Waiting(now),
        tries: 0,
        template: "password_changed".into(),
    };
    world.work(move |ledger| {
        for serial in 1..=MAILS_KEPT {
            let state = if serial == 1 { oldest.clone() } else { one.state.clone() };
            ledger.put(&MAILS, &serial, &Mailing { state, ..one.clone() })?;
        }
        Ok(())
    });
}

#[test]
fn a_full_table_sweeps_the_oldest_that_is_over_or_files_no_more() {
    let kept = usize::try_from(MAILS_KEPT).expect("it is small");
    let (world, person) = county();
    full(&world, MailState::Sent);
    file_collection(&world, person, COUNTY);
    let after = mails(&world);
    assert_eq!(after.len(), kept);
    assert_eq!(after.last().and_then(|one| one.to.clone()), Email::parse(ADDRESS).ok());

    let (world, person) = county();
    full(&world, MailState::Waiting(world.office.now()));
    file_collection(&world, person, COUNTY);
    assert_eq!(mails(&world).len(), kept);
    assert!(mails(&world).iter().all(|one| one.to != Email::parse(ADDRESS).ok()));
    assert_eq!(world.letters().len(), 1, "the case and its SMS are filed all the same");
}

#[test]
fn without_a_courier_a_mail_goes_quietly() {
    let (world, person) = county();
    file_collection(&world, person, COUNTY);
    assert_eq!(runtime().block_on(outbox(&world, None).send_due()).expect("the store works"), 1);
    assert!(mails(&world).is_empty());
    for verb in ["mail.refused", "mail.sent", "mail.given_up", "mail.drop"] {
        assert!(entries(&world, verb, Outcome::Done).is_empty(), "{verb}");
    }
}

#[test]
fn every_try_is_journalled_without_the_address() {
    for (outcome, verb, code) in [
        (MailOutcome::Sent, "mail.sent", ""),
        (later(), "mail.later", "451"),
        (MailOutcome::Refused("550".into()), "mail.refused", "550"),
        (MailOutcome::Unknown, "mail.unknown", ""),
    ] {
        let (world, person) = county();
        file_collection(&world, person, COUNTY);
        assert_eq!(send(&world, &Told::new([outcome])), 1);
        let noted = entries(&world, verb, Outcome::Done);
        let [entry] = noted.as_slice() else { panic!("{verb}: {noted:?}") };
        assert_eq!(entry.object, "mail 1");
        assert!(entry.detail.starts_with("case_received; told ") && entry.detail.contains(" ms try 1"));
        assert!(entry.detail.ends_with(code), "{}", entry.detail);
        let whole = format!("{entry:?}");
        assert!(!whole.contains(ADDRESS) && !whole.contains("example.cn"), "{whole}");
    }
}
