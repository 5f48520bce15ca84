//! The counter: a number on the person's screen, and an officer who compares papers and person.
use super::kit::*;
use crate::browser::Browser;
use crate::cases::{at_desk, entries, file_verification};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, decide};
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::accounts::{AccountState, Right};
use zhangfang::casework::{Decision, Outcome};
use zhangfang::handoff::{Kind, State, Why};
use zhangfang::terms::{Document, DocumentKind};

const KIND: Kind = Kind::Identity;
const BOXES: [&str; 3] = [
    "已查验证件原件，证件真实有效，姓名和号码与上面一致。",
    "证件照片与本人一致。",
    "已与本人核对，上面的手机号码是本人在用的。",
];
const CONFIRM: &str = "确认，核验通过";
const REFUSE: &str = "核验不通过";

/// Draws a number on the screen and returns it.
#[track_caller]
fn draw(screen: &mut Browser<'_>, world: &World) -> String {
    screen.visit("/me/verify");
    screen.form("领取核验号").check(AT_COUNTER).press("领取核验号");
    assert_eq!((screen.status(), screen.address()), (200, "/me/verify/counter"));
    let number = living(world, KIND).1.locator;
    screen.sees(&number);
    number
}

#[track_caller]
fn find(desk: &mut Browser<'_>, number: &str) {
    desk.visit("/desk/counter");
    desk.form("查找").fill("核验号", number).press("查找");
}

fn confirm(desk: &mut Browser<'_>) {
    let form = BOXES.into_iter().fold(desk.form(CONFIRM), |form, label| form.check(label));
    form.press(CONFIRM);
}

#[test]
fn an_officer_confirms_in_person_and_the_screen_goes_on() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let (mut screen, mut desk) = (screen(&world, &world.client, person), at_desk(&world, officer));
    let number = draw(&mut screen, &world);
    assert_sound("/me/verify/counter", &screen.page().source());
    assert!(number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    assert!(told(&world.client, &screen, "/me/verify/counter/events").contains(&number));
    desk.visit("/desk/counter");
    assert_sound("/desk/counter", &desk.page().source());
    for nobody in ["12345", wrong(&number).as_str()] {
        find(&mut desk, nobody);
        assert_eq!(desk.status(), 422, "{nobody}");
        desk.misses(NUMBERS[0]);
    }
    find(&mut desk, &format!(" {} {} ", &number[..3], &number[3..]));
    assert_sound("/desk/counter/<ticket>", &desk.page().source());
    desk.sees(NAME).sees(NUMBERS[0]).sees(MOBILE).sees("大厅以外");
    assert!(!entries(&world, "counter.look", Outcome::Done).is_empty(), "the look is on record");

    desk.form(CONFIRM).check(BOXES[0]).press(CONFIRM);
    assert_eq!(desk.status(), 422);
    assert!(desk.form(CONFIRM).said_about(BOXES[1]).contains("核对一致后请勾选"));
    assert!(desk.form(CONFIRM).said_about(BOXES[0]).is_empty(), "what was ticked is no fault");
    desk.press(REFUSE);
    assert_eq!(desk.status(), 422, "a refusal has a reason");
    assert_eq!(way(&world, person), None);
    assert!(living(&world, KIND).1.state == State::Created, "faults decide nothing");

    confirm(&mut desk);
    desk.sees("已核验通过");
    assert_eq!(way(&world, person).as_deref(), Some("窗口核验"));
    let told = told(&world.client, &screen, "/me/verify/counter/events");
    assert!(told.contains("event:go") && told.contains("data:/me/collect"), "{told}");
    screen.visit("/me/verify/counter");
    assert_eq!(screen.address(), "/me/collect");
    let decided = &entries(&world, "counter.decide", Outcome::Done)[0];
    assert!(decided.object.contains(&person.to_string()) && decided.actor == officer.to_string());
    find(&mut desk, &number);
    assert_eq!(desk.status(), 422, "a number counts once");
}

#[test]
fn photographs_that_were_enough_lead_the_number_on() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let mut screen = screen(&world, &world.client, person);
    draw(&mut screen, &world);
    let case = file_verification(&world, person);
    decide(&world, officer, &case, Decision::Approve);
    let told = told(&world.client, &screen, "/me/verify/counter/events");
    assert!(told.contains("event:go") && told.contains("data:/me/collect"), "{told}");
}

#[test]
fn a_refusal_with_its_reason_reaches_the_person() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let (mut screen, mut desk) = (screen(&world, &world.client, person), at_desk(&world, officer));
    let number = draw(&mut screen, &world);
    let (id, _) = living(&world, KIND);
    find(&mut desk, &number);
    desk.form(REFUSE).fill("不通过的原因", "证件已过有效期<b>").press(REFUSE);
    desk.sees("已记录为不通过");
    assert_eq!(handoff(&world, id).state, State::Failed(Why::Counter("证件已过有效期<b>".into())));
    assert!(told(&world.client, &screen, "/me/verify/counter/events").contains("证件已过有效期&lt;b&gt;"));
    screen.visit("/me/verify/counter").sees("窗口没有通过核验：证件已过有效期<b>");
    assert_eq!(way(&world, person), None);
    screen.press("重新开始");
    assert_eq!(screen.address(), "/me/verify/counter");
    assert_ne!(living(&world, KIND).1.locator, number);
}

#[test]
fn who_may_stand_behind_the_counter() {
    let world = World::new();
    let person = person(&world);
    let neighbour = world.officer("zhao", "赵松溪", NEIGHBOUR);
    let clerk = world.officer("qian", "钱明", COUNTY);
    world.change_officer(clerk, |clerk| clerk.rights = vec![Right::Administer]);
    let own = world.officer("wang", NAME, COUNTY);
    let number = Document::parse(DocumentKind::ResidentId, NUMBERS[0]).expect("the number is sound");
    world.change_officer(own, move |officer| officer.document = Some(number.clone()));

    let mut screen = screen(&world, &world.client, person);
    let number = draw(&mut screen, &world);
    let address = format!("/desk/counter/{number}");
    for (officer, words) in [(own, "不能核验自己的身份"), (clerk, "没有审核权限")] {
        let mut desk = at_desk(&world, officer);
        find(&mut desk, &number);
        desk.sees(words).misses(NUMBERS[0]);
        desk.form("查找")
            .sent_to(&address)
            .with("verdict", "confirm")
            .with("original", "true")
            .with("face", "true")
            .with("phone", "true")
            .with("once", "x")
            .press("查找");
        assert_eq!(desk.status(), 403);
        desk.misses(NUMBERS[0]);
        assert_eq!(way(&world, person), None);
    }
    screen.visit(&address);
    assert_eq!(screen.status(), 404, "accountants have no counter");
    let mut desk = at_desk(&world, neighbour);
    find(&mut desk, &number);
    confirm(&mut desk);
    assert_eq!(way(&world, person).as_deref(), Some("窗口核验"), "a person may go to any counter");
}

#[test]
fn a_number_counts_for_an_hour_and_outlives_the_screen() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let person = person(&world);
    let mut screen = screen(&world, &world.client, person);
    let old = draw(&mut screen, &world);
    world.wait(60 * MINUTE);
    let mut desk = at_desk(&world, officer);
    find(&mut desk, &old);
    assert_eq!(desk.status(), 422);
    desk.sees("已经过期");

    let mut screen = super::kit::screen(&world, &world.client, person);
    let number = draw(&mut screen, &world);
    find(&mut desk, &number);
    end_session(&world, &screen);
    confirm(&mut desk);
    assert_eq!(way(&world, person).as_deref(), Some("窗口核验"), "the person stands before the officer");
    screen.visit("/me");
    assert!(screen.address().starts_with("/login"), "and the machine they came from stays logged out");
}

#[test]
fn the_number_is_taken_from_a_rival_but_not_from_a_verified_one() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", COUNTY);
    let (owner, squatter) = (person(&world), world.person(NAME, NUMBERS[0], "13900002222", false));
    let mut desk = at_desk(&world, officer);
    let mut first = screen(&world, &world.client, owner);
    let number = draw(&mut first, &world);
    find(&mut desk, &number);
    confirm(&mut desk);
    assert_eq!(account(&world, squatter).state, AccountState::Displaced);

    let third = world.person(NAME, NUMBERS[0], "13900003333", false);
    let mut screen = screen(&world, &world.client, third);
    let number = draw(&mut screen, &world);
    let (id, _) = living(&world, KIND);
    find(&mut desk, &number);
    confirm(&mut desk);
    assert_eq!(desk.status(), 409);
    desk.sees("已由另一个账号通过实名认证");
    assert_eq!(handoff(&world, id).state, State::Failed(Why::NumberTaken), "the number is used up");
    screen.visit("/me/verify/counter").sees("已由另一个账号通过实名认证").misses(MOBILE);
    assert_eq!((way(&world, third), way(&world, owner).is_some()), (None, true));
    assert_eq!(entries(&world, "counter.decide", Outcome::Refused).len(), 1);
}
