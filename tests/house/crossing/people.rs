//! Who somebody is on the receiving side: a new account, one that is there already, or somebody else's.
use super::kit::{FAR, NUMBER, Two, is_sound};
use crate::browser::{Browser, Form};
use crate::cases::{at_desk, case_of, file_collection};
use crate::papers::{account, logged_in};
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
    let mut desk = at_desk(&two.far.world, two.far.officer);
    desk.visit(&format!("/desk/cases/{moving}"));
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 409);
    desk.sees("该手机号已被其他账号使用");
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

#[test]
fn who_has_moved_away_is_told_so_and_starts_nothing_anew() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    let mut home = logged_in(&two.near.world, two.person);
    home.visit("/me/collect").sees("已经调出到另一个平台").misses("未开始");
    home.visit("/me/collect/basic");
    assert_eq!(home.status(), 409);
    home.visit("/me").misses("在 2026-11-23 审核通过");
    home.visit(&format!("/me/cases/{moving}")).sees("审核通过");
    let mut desk = at_desk(&two.near.world, two.near.officer);
    desk.visit("/desk/phone");
    desk.form("查找").fill("证件号码", NUMBER).fill("新手机号", "13900007777").press("查找");
    desk.sees("没有找到您可以办理的账号").misses("张晓岚");
}

/// The form with who the person is.
fn own<'b, 's>(form: Form<'b, 's>) -> Form<'b, 's> {
    form.fill("证件号码", NUMBER).fill("真实姓名", "张晓岚").fill("手机号", "13412349197")
}

#[test]
fn who_has_moved_in_sets_a_password_by_phone_and_finds_the_record() {
    let two = Two::new();
    let (moving, _, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    let person = case_of(&two.far.world, &moving).person;
    let mut home = Browser::new(&two.far.world.client);
    home.visit("/password/reset");
    own(home.form("确认重置密码")).press("免费获取验证码");
    let code = two.far.world.last_code("13412349197").expect("the phone of the record gets the code");
    let form =
        own(home.form("确认重置密码")).fill("新密码", "Kj#2026-qing").fill("确认新密码", "Kj#2026-qing");
    form.fill("验证码", &code).press("确认重置密码");
    assert!(account(&two.far.world, person).credential.matches("Kj#2026-qing"));
    let mut home = logged_in(&two.far.world, person);
    home.visit("/me/change").sees("当前信息");
    home.visit("/me/change/history").sees("属地调转").sees("信息采集");
    home.visit(&format!("/me/cases/{moving}")).sees("审核通过");
    let picture = two.far.record(person).unwrap().dossier.basics.portrait;
    home.visit(&format!("/me/files/{picture}"));
    assert_eq!(home.status(), 200);
}

#[test]
fn who_was_rejected_there_may_ask_again_and_is_the_same_person() {
    let two = Two::new();
    let (first, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.decide(&first, "不予通过", "不在本县居住");
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    let (second, letter, file) = two.on_the_way();
    assert_ne!(first, second);
    two.far.takes_in(file).unwrap();
    two.far.approve(&second);
    let person = case_of(&two.far.world, &second).person;
    assert_eq!(case_of(&two.far.world, &first).person, person);
    is_sound(&two.far);
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    is_sound(&two.near);
}

#[test]
fn a_case_of_somebody_else_in_a_letter_leads_nowhere() {
    let two = Two::new();
    let (moving, letter, file) = two.on_the_way();
    two.far.takes_in(file).unwrap();
    two.far.approve(&moving);
    two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    // Somebody at the far side who knows that case names it in a letter about another person.
    let other = two.far.world.person("李平", "110101199205112048", "13912349198", true);
    let number = file_collection(&two.far.world, other, FAR);
    two.far.approve(&number);
    let asked = super::kit::asks(&two.far.world, other, crate::world::COUNTY);
    two.far.approve(&asked);
    let (_, file) = two.far.issues(&asked);
    let gone = {
        use zhangfang::store::Read;
        let view = two.near.world.office.store().view().unwrap();
        view.find(&zhangfang::tables::CASES_BY_NUMBER, &moving).unwrap().unwrap()
    };
    let forged = super::hostile::reopened(&two.far, &two.near, &file, |parcel| {
        super::hostile::older(parcel).id = gone;
    });
    assert_eq!(two.near.takes_in(forged), Err(Unusable::Conflicting));
}

#[test]
fn who_proves_themselves_there_between_two_letters_gets_the_second_one() {
    for verdict in ["退回补正 R", "不予通过"] {
        let two = Two::new();
        let (first, letter, file) = two.on_the_way();
        two.far.takes_in(file).unwrap();
        let known = two.far.world.person("张晓岚", NUMBER, "13700001111", true);
        two.far.decide(&first, "通过 A", "");
        assert_eq!(case_of(&two.far.world, &first).state, State::Released, "somebody has proven the number");
        two.far.decide(&first, verdict, "请重新申请");
        two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
        let second = if verdict == "不予通过" {
            two.asks()
        } else {
            super::journey::mend(&two, &first);
            first.clone()
        };
        two.near.approve(&second);
        let (_, file) = two.near.issues(&second);
        two.far.takes_in(file).unwrap();
        is_sound(&two.far);
        two.far.approve(&second);
        assert!(two.far.record(known).is_some());
        assert_eq!(case_of(&two.far.world, &first).person, known, "what was refused before is theirs, too");
        is_sound(&two.far);
        let mut home = logged_in(&two.far.world, known);
        for file in crate::cases::files_of(&two.far.world, &first) {
            home.visit(&format!("/me/files/{file}"));
            assert_eq!(home.status(), 200);
        }
    }
}

#[test]
fn who_is_rejected_twice_leaves_both_applications_whole() {
    let two = Two::new();
    for _ in 0..2 {
        let (moving, letter, file) = two.on_the_way();
        two.far.takes_in(file).unwrap();
        two.far.decide(&moving, "不予通过", "不在本县居住");
        is_sound(&two.far);
        two.near.takes_in(two.far.answers(&two.near, &letter)).unwrap();
    }
}
