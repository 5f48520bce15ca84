//! The same thing at the same moment: exactly one of two wins (T12, T32, T33).
use crate::browser::Browser;
use crate::cases::{case_of, entries, file_collection};
use crate::filled::{cases, fill_in};
use crate::papers::{NUMBERS, account};
use crate::world::{COUNTY, World, site_of};
use rocket::local::blocking::Client;
use std::sync::Barrier;
use zhangfang::accounts::Subject;
use zhangfang::casework::Outcome;
use zhangfang::letters::Letter;

const PHONE: &str = "13900001111";
const NAME: &str = "王小梅";

/// Lets two people do the same at once, each on a site of the same office; both get everything ready, then go on
/// together.
fn at_once<T: Send>(world: &World, work: impl Fn(usize, &Client, &Barrier) -> T + Sync) -> Vec<T> {
    let (ready, office) = (Barrier::new(2), world.office.clone());
    std::thread::scope(|scope| {
        let (work, ready, office) = (&work, &ready, &office);
        let hands: Vec<_> =
            (0..2).map(|turn| scope.spawn(move || work(turn, &site_of(office), ready))).collect();
        hands.into_iter().map(|hand| hand.join().expect("nobody fails")).collect()
    })
}

#[test]
fn of_two_requests_with_the_same_right_code_one_succeeds() {
    let world = World::new();
    let id = world.person(NAME, NUMBERS[0], PHONE, true);
    let mut browser = Browser::new(&world.client);
    browser.visit("/password/reset");
    let form = browser.form("确认重置密码").fill("证件号码", NUMBERS[0]).fill("真实姓名", NAME);
    form.fill("手机号", PHONE).press("免费获取验证码");
    let code = world.last_code(PHONE).expect("a code was sent");
    let cookie = browser.cookie("zf").expect("the browser is known").to_owned();
    let chosen = ["Kj#2026-qing", "Kj#2026-song"];
    let mut statuses = at_once(&world, |turn, client, ready| {
        let mut window = Browser::new(client).carrying("zf", &cookie);
        window.visit("/password/reset");
        let form = window.form("确认重置密码").fill("证件号码", NUMBERS[0]).fill("真实姓名", NAME);
        let form = form.fill("手机号", PHONE).fill("新密码", chosen[turn]).fill("确认新密码", chosen[turn]);
        let form = form.fill("验证码", &code);
        ready.wait();
        form.press("确认重置密码").status
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
    assert_eq!(account(&world, id).generation, 1, "the password was changed once");
    let told = world.letters().into_iter().filter(|(_, letter)| *letter == Letter::PasswordChanged);
    assert_eq!(told.count(), 1);
}

#[test]
fn of_two_decisions_in_the_same_moment_one_counts() {
    let world = World::new();
    let person = world.person(NAME, NUMBERS[0], PHONE, true);
    let number = file_collection(&world, person, COUNTY);
    let cookies = ["li", "chen"].map(|login| {
        let officer = world.officer(login, "李玉成", COUNTY);
        world.session(Subject::Officer(officer))
    });
    let mut statuses = at_once(&world, |turn, client, ready| {
        let mut desk = Browser::new(client).carrying("zf", &cookies[turn]);
        desk.visit(&format!("/desk/cases/{number}"));
        let form = desk.form("提交，看下一件");
        let form = match turn {
            0 => form.choose("审核结论", "通过 A"),
            _ => form.choose("审核结论", "不予通过").fill("给办理人的说明", "不属于采集范围"),
        };
        ready.wait();
        form.press("提交，看下一件").status
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let case = case_of(&world, &number);
    assert!(!case.state.is_open() && case.history.len() == 2, "{:?}", case.history);
    assert_eq!(entries(&world, "case.decide", Outcome::Done).len(), 1);
    assert_eq!(entries(&world, "case.decide", Outcome::Refused).len(), 1);
}

#[test]
fn two_windows_that_file_in_the_same_moment_make_one_case() {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    let person = world.person(NAME, NUMBERS[0], PHONE, true);
    fill_in(&world, person, |_| ());
    let cookie = world.session(Subject::Person(person));
    let mut statuses = at_once(&world, |_, client, ready| {
        let mut window = Browser::new(client).carrying("zf", &cookie);
        window.visit("/me/collect/check");
        let form = window.form("提交审核").check("承诺所提供信息真实有效");
        ready.wait();
        form.press("提交审核").status
    });
    statuses.sort_unstable();
    assert_eq!(cases(&world), 1);
    assert!(statuses[0] == 200 && statuses[1] == 409, "{statuses:?}");
}
