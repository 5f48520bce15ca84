//! What the walks of another phone start from.
use crate::browser::Browser;
use crate::cases::file_collection;
use crate::papers::account;
use crate::world::{COUNTY, World};
use zhangfang::accounts::CodePurpose;
use zhangfang::casework::{Case, Decision, Filing, Matter};
use zhangfang::letters::Letter;
use zhangfang::office::{Stop, settle_collection};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{CASES, CASES_BY_NUMBER, DOSSIERS, FILINGS, Record};
use zhangfang::terms::{AccountId, CaseId, OfficerId};

pub const NAME: &str = "王䶮瓘";
pub const NUMBER: &str = "110101199003071233";
pub const OTHER_NUMBER: &str = "110101199205112048";
pub const OLD: &str = "13900001111";
pub const NEW: &str = "13900002222";
pub const SEND: &str = "获取两个验证码";
pub const CHANGE: &str = "确认更换";
pub const CURRENT: &str = "现在的登录密码";
pub const OLD_CODE: &str = "原手机验证码";
pub const NEW_CODE: &str = "新手机验证码";

/// A verified accountant with the old phone.
pub fn person(world: &World) -> AccountId {
    world.person(NAME, NUMBER, OLD, true)
}

/// Presses the button that sends both codes.
#[track_caller]
pub fn ask(browser: &mut Browser<'_>, phone: &str) {
    browser.visit("/me/phone");
    browser.form(SEND).fill("新手机号", phone).press(SEND);
}

/// Asks for the codes and reads them on both phones.
#[track_caller]
pub fn asked(world: &World, browser: &mut Browser<'_>) -> (String, String) {
    ask(browser, NEW);
    codes(world)
}

/// The digits of the last codes to the old and to the new phone.
#[track_caller]
pub fn codes(world: &World) -> (String, String) {
    let last = |to: &str, wanted: CodePurpose| {
        let letters = world.letters().into_iter().rev();
        let mut codes = letters.filter_map(|(phone, letter)| match letter {
            Letter::Code { purpose, digits } if phone == to && purpose == wanted => Some(digits),
            _ => None,
        });
        codes.next().expect("a code was sent")
    };
    (last(OLD, CodePurpose::PhoneOld), last(NEW, CodePurpose::PhoneNew))
}

/// Other digits than these.
pub fn wrong(code: &str) -> String {
    if code == "000000" { "000001".into() } else { "000000".into() }
}

/// Fills in the form on the page shown and sends it.
#[track_caller]
pub fn change(browser: &mut Browser<'_>, password: &str, old: &str, new: &str) {
    let form = browser.form(CHANGE).fill(CURRENT, password);
    form.fill(OLD_CODE, old).fill(NEW_CODE, new).press(CHANGE);
}

/// A number as it is shown.
pub fn masked(phone: &str) -> String {
    format!("{}****{}", &phone[..3], &phone[7..])
}

pub fn phone_of(world: &World, person: AccountId) -> String {
    account(world, person).identity.phone.to_string()
}

/// What of a page does not depend on chance.
pub fn shown(browser: &Browser<'_>) -> (u16, String, usize) {
    (browser.status(), browser.page().text(), browser.page().source().len())
}

/// All cases.
pub fn all_cases(world: &World) -> Vec<(CaseId, Case)> {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&CASES, Span::all(1000)).expect("the cases can be read")
}

pub fn cases(world: &World) -> usize {
    all_cases(world).len()
}

/// Approves the collection with this number, as the review room does.
pub fn approve(world: &World, number: &str) {
    let number = number.to_string();
    world.work(move |ledger| {
        let id = ledger.find(&CASES_BY_NUMBER, &number)?.expect("the case was filed");
        let mut case = ledger.get(&CASES, &id)?.expect("the case was filed");
        let filing: Filing = ledger.get(&FILINGS, &(id, case.round))?.expect("the round was filed");
        let Matter::Collect(dossier) = filing.matter else { panic!("the case is no collection") };
        let (officer, now) = (OfficerId::from_bytes([9; 16]), ledger.now());
        case.decide(case.version, Decision::Approve, officer, "陈**", now).map_err(|_| Stop::Refused(()))?;
        settle_collection(ledger, case.person, &dossier, id).map_err(|_| Stop::Refused(()))?;
        Ok(ledger.put(&CASES, &id, &case)?)
    });
}

/// A person with a record of 青岚县.
pub fn recorded(world: &World) -> AccountId {
    let person = person(world);
    approve(world, &file_collection(world, person, COUNTY));
    person
}

/// What is on record about them.
pub fn record(world: &World, person: AccountId) -> Record {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&DOSSIERS, &person).expect("the record can be read").expect("there is a record")
}
