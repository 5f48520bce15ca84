//! 注销账号: erased without a trace where nothing has to be kept, frozen with its reason where it has (T81, PIPL 47).
use super::kit::{CODE, CURRENT, code};
use crate::browser::Browser;
use crate::cases::{at_desk, entries, file_verification};
use crate::changes::kit::{County, NUMBER, PHONE};
use crate::entrance::{sign_in, try_in};
use crate::filled::keep;
use crate::pages::assert_sound;
use crate::papers::{account, decide, logged_in};
use crate::printed::address;
use crate::registration::{code_for, register};
use crate::world::{COUNTY, PASSWORD, World};
use std::time::Duration;
use zhangfang::accounts::{AccountState, CodePurpose};
use zhangfang::casework::{Decision, Outcome};
use zhangfang::command::examine;
use zhangfang::dossier::Draft;
use zhangfang::papers::Kind;
use zhangfang::store::Read;
use zhangfang::tables::{ACCOUNTS, DRAFTS, FILES};
use zhangfang::terms::AccountId;

const CLOSE: &str = "注销账号";
const ERASE: &str = "我已了解：注销后资料立即删除，不能恢复。";
const FREEZE: &str = "我已了解：注销后不能再登录，登记的信息保存到期满。";
const BOXES: [&str; 3] = [
    "证件原件已查验，真实有效，姓名和号码与上面一致。",
    "证件照片与本人一致。",
    "本人当面要求恢复使用这个账号。",
];

/// Closes the account in this browser.
fn close(world: &World, browser: &mut Browser<'_>, phone: &str, tick: &str) {
    let code = code(world, browser, "/me/close", phone, CodePurpose::Close);
    let form = browser.form(CLOSE).fill(CURRENT, PASSWORD).fill(CODE, &code);
    form.check(tick).press(CLOSE);
}

/// Tables of the store in which these bytes still stand.
fn traces(world: &World, of: &[&[u8]]) -> Vec<String> {
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let kept = world.kept().into_iter();
    let found = kept.filter(|((_, key), value)| of.iter().any(|part| holds(key, part) || holds(value, part)));
    let mut tables: Vec<String> = found.map(|((table, _), _)| table).collect();
    tables.dedup();
    tables
}

fn stored(world: &World, person: AccountId) -> bool {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&ACCOUNTS, &person).expect("accounts can be read").is_some()
}

#[test]
fn whoever_filed_nothing_is_erased_without_a_trace() {
    let world = World::new();
    let person = world.person("李小明", NUMBER, PHONE, false);
    let number = file_verification(&world, person);
    let picture = keep(&world, person, "employment.proof", 5);
    world.work(move |ledger| Ok(ledger.put(&DRAFTS, &person, &Draft::default())?));
    let (mut browser, mut beside) = (logged_in(&world, person), logged_in(&world, person));
    browser.visit("/me/account");
    browser.click("注销账号");
    assert_sound("/me/close", &browser.page().source());
    browser.sees("还有业务没有办完").sees(&number).misses(ERASE);
    browser.click(&number);
    browser.form("撤回").press("撤回");
    browser.visit("/me/close").sees("注销后立即删除");
    assert_sound("/me/close", &browser.page().source());

    let digits = code(&world, &mut browser, "/me/close", PHONE, CodePurpose::Close);
    browser.form(CLOSE).fill(CURRENT, PASSWORD).fill(CODE, &digits).press(CLOSE);
    assert_eq!(browser.status(), 422);
    assert!(browser.form(CLOSE).said_about(ERASE).contains("确认要注销后勾选"));
    browser.form(CLOSE).fill(CURRENT, "Falsch#2026").fill(CODE, &digits).check(ERASE).press(CLOSE);
    assert!(browser.form(CLOSE).said_about(CURRENT).contains("登录密码不正确"));
    assert!(stored(&world, person));

    browser.form(CLOSE).fill(CURRENT, PASSWORD).fill(CODE, &digits).check(ERASE).press(CLOSE);
    assert_eq!(browser.address(), "/login?done=erased");
    browser.sees("账号已注销").misses("李小明");
    assert!(!stored(&world, person));
    beside.visit("/me");
    assert!(beside.address().starts_with("/login"));
    let left =
        traces(&world, &[&person.bytes()[..], "李小明".as_bytes(), NUMBER.as_bytes(), &picture.bytes()[..]]);
    assert!(left.is_empty(), "{left:?}");
    let phones = traces(&world, &[PHONE.as_bytes()]);
    assert!(phones.iter().all(|table| ["outbox", "counters"].contains(&table.as_str())), "{phones:?}");
    assert_eq!(examine(&world.office).expect("the store can be read"), Vec::<String>::new());
    let closed = entries(&world, "own.close", Outcome::Done);
    assert_eq!((closed.len(), closed[0].detail.as_str()), (1, "erased"));

    let mut again = Browser::new(&world.client);
    again.visit("/login");
    try_in(&world, &mut again, PHONE, PASSWORD);
    again.sees("账号或密码不正确").misses("注销");
}

#[test]
fn who_is_on_record_is_frozen_with_the_reason_and_nobody_takes_the_names() {
    let county = County::new();
    let (world, person) = (&county.world, county.person);
    let loose = keep(world, person, "employment.proof", 5);
    let before = county.record();
    let mut browser = county.home();
    browser.visit("/me/close").sees("法定保存期限未满").misses(ERASE);
    assert_sound("/me/close", &browser.page().source());
    close(world, &mut browser, PHONE, FREEZE);
    assert_eq!(browser.address(), "/login?done=frozen");
    let frozen = account(world, person);
    assert_eq!(frozen.state, AccountState::Frozen);
    assert!(frozen.frozen.expect("it has its reason").reason.contains("法定保存期限未满，只保存不处理"));
    assert_eq!(county.record(), before, "what is on record stays as it is");
    let view = world.office.store().view().expect("the store can be read");
    assert!(view.get(&FILES, &loose).expect("files can be read").is_none(), "what was not filed goes");
    assert!(view.get(&FILES, &before.dossier.basics.portrait).expect("files can be read").is_some());

    browser.sees("账号已注销，不能再登录");
    let mut stranger = Browser::new(&world.client);
    stranger.visit("/login");
    try_in(world, &mut stranger, PHONE, "Falsch#2026");
    stranger.sees("账号或密码不正确").misses("注销");
    let letters = world.letters().len();
    stranger.visit("/login");
    try_in(world, &mut stranger, NUMBER, PASSWORD);
    assert_eq!(stranger.status(), 422);
    stranger.sees("按您的申请注销").sees("法定保存期限未满").misses("退出");
    assert_eq!(world.letters().len(), letters);
    let mut desk = at_desk(world, county.officer);
    desk.visit(&format!("/desk/cases/{}", county.collection()));
    desk.sees("申请注销账号");
    assert_sound("bench", &desk.page().source());
}

#[test]
fn nobody_registers_the_names_of_a_frozen_account_and_its_owner_is_not_disturbed() {
    let county = County::new();
    let world = &county.world;
    let paper = address(world, &county.collection(), Kind::Form, 1);
    let mut stranger = Browser::new(&world.client);
    stranger.visit(&paper).misses("已不在本平台");
    close(world, &mut county.home(), PHONE, FREEZE);
    stranger.visit(&paper).sees("真实，但登记已不在本平台");
    for (number, phone) in [(NUMBER, "13900002222"), ("110101199205112048", PHONE)] {
        world.wait(Duration::from_secs(200));
        let code = code_for(world, &mut stranger, phone);
        let letters = world.letters().len();
        register(&mut stranger, number, "李小明", phone, &code);
        stranger.sees("证件或手机号已被使用");
        assert_eq!(world.letters().len(), letters, "{phone}");
    }
}

/// Whose papers were rejected may register the number anew, with another phone.
#[test]
fn who_registers_again_comes_in_at_the_browser_that_knew_the_frozen_account() {
    let world = World::new();
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = world.person("李小明", NUMBER, PHONE, false);
    let number = file_verification(&world, person);
    decide(&world, officer, &number, Decision::Reject("照片不是本人".into()));
    let mut browser = Browser::new(&world.client);
    sign_in(&world, &mut browser, PHONE);
    close(&world, &mut browser, PHONE, FREEZE);
    assert_eq!(browser.address(), "/login?done=frozen");
    try_in(&world, &mut browser, NUMBER, PASSWORD);
    browser.sees("按您的申请注销");
    world.person("李小明", NUMBER, "13900002222", false);
    browser.visit("/login");
    try_in(&world, &mut browser, NUMBER, PASSWORD);
    browser.sees("退出").misses("注销");
}

#[test]
fn a_forgotten_password_of_a_frozen_account_leads_to_the_counter() {
    let county = County::new();
    let world = &county.world;
    close(world, &mut county.home(), PHONE, FREEZE);
    world.wait(Duration::from_secs(200));
    let mut browser = Browser::new(&world.client);
    browser.visit("/password/reset");
    let claim = |browser: &mut Browser<'_>, button: &str, code: &str| {
        let form = browser.form("确认重置密码").fill("证件号码", NUMBER).fill("真实姓名", "张晓岚");
        let form =
            form.fill("手机号", PHONE).fill("新密码", "Kj#2026-qing").fill("确认新密码", "Kj#2026-qing");
        form.fill("验证码", code).press(button);
    };
    claim(&mut browser, "免费获取验证码", "");
    let digits = world.last_code(PHONE).expect("a code was sent");
    claim(&mut browser, "确认重置密码", "000000");
    browser.sees("填写的信息或验证码不正确").misses("注销");
    claim(&mut browser, "确认重置密码", &digits);
    assert_eq!(browser.status(), 422);
    browser.sees("按您的申请注销");
    assert!(account(world, county.person).credential.matches(PASSWORD));
}

#[test]
fn an_officer_opens_it_again_for_who_shows_their_papers() {
    let county = County::new();
    let (world, person) = (&county.world, county.person);
    let mut desk = at_desk(world, county.officer);
    desk.visit("/desk/counter");
    desk.click("本人申请注销过，要恢复使用");
    assert_sound("/desk/reopen", &desk.page().source());
    desk.form("查找").fill("证件号码", NUMBER).press("查找");
    desk.sees("这个账号没有注销");
    close(world, &mut county.home(), PHONE, FREEZE);
    let mut phone = at_desk(world, county.officer);
    phone.visit("/desk/phone");
    phone.form("查找").fill("证件号码", NUMBER).fill("新手机号", "13900002222").press("查找");
    phone.sees("本人已申请注销这个账号");

    desk.form("查找").fill("证件号码", NUMBER).press("查找");
    desk.sees("张晓岚").sees("法定保存期限未满").misses(PHONE);
    assert_sound("found", &desk.page().source());
    desk.form("恢复账号").check(BOXES[0]).press("恢复账号");
    assert_eq!(desk.status(), 422);
    assert!(desk.form("恢复账号").said_about(BOXES[1]).contains("请勾选"));
    assert_eq!(account(world, person).state, AccountState::Frozen);
    desk.form("恢复账号").check(BOXES[0]).check(BOXES[1]).check(BOXES[2]).press("恢复账号");
    assert_eq!(desk.address(), "/desk/reopen?done=reopened");
    assert_sound("done", &desk.page().source());
    assert_eq!((account(world, person).state, account(world, person).frozen), (AccountState::Open, None));
    let mut browser = Browser::new(&world.client);
    browser.visit("/login");
    try_in(world, &mut browser, PHONE, PASSWORD);
    browser.sees("退出");
    browser.visit("/me/record").sees("第 1 版");
    let opened = entries(world, "own.reopen", Outcome::Done);
    assert_eq!((opened.len(), opened[0].actor.as_str()), (1, county.officer.to_string().as_str()));

    let neighbour = world.officer("zhao", "赵松溪", "980122");
    world.wait(Duration::from_secs(200));
    close(world, &mut browser, PHONE, FREEZE);
    let mut elsewhere = at_desk(world, neighbour);
    elsewhere.visit("/desk/reopen");
    elsewhere.form("查找").fill("证件号码", NUMBER).press("查找");
    elsewhere.sees("没有找到您可以办理的账号").misses("张晓岚");
}

#[test]
fn what_an_officer_decided_keeps_an_account_and_what_is_stale_changes_nothing() {
    let world = World::new();
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = world.person("李小明", NUMBER, PHONE, false);
    let mut browser = logged_in(&world, person);
    let digits = code(&world, &mut browser, "/me/close", PHONE, CodePurpose::Close);
    browser.visit("/me/close").sees("注销后立即删除");
    let number = file_verification(&world, person);
    let form = browser.form(CLOSE).fill(CURRENT, PASSWORD).fill(CODE, &digits);
    form.check(ERASE).press(CLOSE);
    assert_eq!(browser.status(), 409);
    assert!(stored(&world, person));

    decide(&world, officer, &number, Decision::Reject("照片不是本人".into()));
    world.wait(Duration::from_secs(200));
    browser.visit("/me/close").sees("法定保存期限未满");
    close(&world, &mut browser, PHONE, FREEZE);
    assert_eq!(browser.address(), "/login?done=frozen");
    assert_eq!(account(&world, person).state, AccountState::Frozen);
}
