//! Fields that no page offers change nothing (T28), and an officer who has not come yet has nothing (T30).
use crate::browser::{Browser, Form};
use crate::cases::{at_desk, case_of, file_collection};
use crate::entrance::try_in_officer;
use crate::filled::{case, fill_in};
use crate::papers::{BACK, CONSENT, FRONT, IN_HAND, NUMBERS, account, choose_county, logged_in, photo};
use crate::world::{COUNTY, NEIGHBOUR, PASSWORD, World};
use zhangfang::accounts::{Account, Officer, Right};
use zhangfang::casework::State;
use zhangfang::office::{NewOfficer, add_officer};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, DOSSIERS, OFFICERS};
use zhangfang::terms::{OfficerId, PersonName, RegionCode};

const PHONE: &str = "13900001111";
const NEW: &str = "Songxi#2027x";

/// What somebody adds who would like to be more than they are.
const FORGED: [(&str, &str); 16] = [
    ("status", "approved"),
    ("state", "2"),
    ("verified", "1"),
    ("role", "admin"),
    ("rights", "administer"),
    ("authority", NEIGHBOUR),
    ("region", NEIGHBOUR),
    ("person", "A0000000000000000000000000000"),
    ("officer", "G0000000000000000000000000000"),
    ("generation", "9"),
    ("round", "9"),
    ("due", "2030-01-01"),
    ("number", NUMBERS[2]),
    ("name", "别人"),
    ("id", "1"),
    ("_method", "DELETE"),
];

/// Adds every forged field that the form does not ask for itself.
fn forged<'b, 's>(form: Form<'b, 's>, but: &[&str]) -> Form<'b, 's> {
    let added = FORGED.iter().filter(|(name, _)| !but.contains(name));
    added.fold(form, |form, (name, value)| form.with(name, value))
}

fn county() -> World {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    world
}

fn officer(world: &World, id: OfficerId) -> Officer {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&OFFICERS, &id).expect("officers can be read").expect("the officer was made")
}

/// The account but for what logging in and a new password change.
fn lasting(account: Account) -> Account {
    let credential = zhangfang::accounts::Credential::new("x", [0; 16], Default::default());
    Account { credential: credential.expect("hashing works"), last_login: None, generation: 0, ..account }
}

#[test]
fn papers_are_filed_as_the_page_asks_whatever_is_added() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], PHONE, false);
    let before = lasting(account(&world, person));
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/name");
    forged(browser.form("保存姓名").fill("真实姓名", "王小梅"), &["name"]).press("保存姓名");
    choose_county(&mut browser);
    let form = browser.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).attach(BACK, &photo(2));
    forged(form.attach(IN_HAND, &photo(3)), &[]).press("提交审核");
    let number = browser.address().rsplit('/').next().unwrap_or_default().to_owned();
    let filed = case_of(&world, &number);
    assert_eq!((filed.state, filed.round, filed.person), (State::Waiting, 1, person));
    assert_eq!(filed.authority, RegionCode::parse(COUNTY).expect("the code is sound"));
    assert_eq!(lasting(account(&world, person)), before);
}

#[test]
fn a_collection_is_filed_and_taken_back_as_the_page_asks_whatever_is_added() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], PHONE, true);
    let before = lasting(account(&world, person));
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/check");
    forged(browser.form("提交审核").check("承诺所提供信息真实有效"), &[]).press("提交审核");
    let number = browser.address().rsplit('/').next().unwrap_or_default().to_owned();
    let filed = case(&world, &number);
    assert_eq!((filed.state, filed.round, filed.person), (State::Waiting, 1, person));
    assert_eq!(filed.authority, RegionCode::parse(COUNTY).expect("the code is sound"));
    browser.visit("/me/collect");
    forged(browser.form("撤回"), &["number"]).press("撤回");
    assert_eq!(case(&world, &number).state, State::Withdrawn);
    let view = world.office.store().view().expect("the store can be read");
    assert!(view.get(&DOSSIERS, &person).expect("records can be read").is_none(), "nothing was approved");
    assert_eq!(lasting(account(&world, person)), before);
}

#[test]
fn a_new_password_changes_nothing_else_for_accountants_and_officers() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], PHONE, false);
    let clerk = world.officer("li", "李玉成", COUNTY);
    let before = (lasting(account(&world, person)), officer(&world, clerk));
    let mut browsers = [logged_in(&world, person), at_desk(&world, clerk)];
    for (browser, page) in browsers.iter_mut().zip(["/me/account", "/desk/account"]) {
        browser.visit(page);
        let form = browser.form("修改密码").fill("现在的密码", PASSWORD);
        forged(form.fill("新密码", NEW).fill("确认新密码", NEW), &[]).press("修改密码");
        assert!(browser.address().ends_with("?done=password"), "{}", browser.address());
    }
    assert!(account(&world, person).credential.matches(NEW));
    assert_eq!(lasting(account(&world, person)), before.0);
    let after = officer(&world, clerk);
    let (credential, generation) = (before.1.credential.clone(), before.1.generation);
    assert!(after.credential.as_ref().is_some_and(|hash| hash.matches(NEW)));
    assert_eq!(Officer { credential, generation, last_login: None, ..after }, before.1);
}

#[test]
fn a_decision_is_about_the_case_of_the_page_and_by_whoever_decides() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], PHONE, true);
    let other = world.person("李强", NUMBERS[1], "13900002222", true);
    let (number, foreign) =
        (file_collection(&world, person, COUNTY), file_collection(&world, other, NEIGHBOUR));
    let clerk = world.officer("li", "李玉成", COUNTY);
    let before = officer(&world, clerk);
    let mut desk = at_desk(&world, clerk);
    desk.visit(&format!("/desk/cases/{number}"));
    let form =
        desk.form("提交，看下一件").choose("审核结论", "不予通过").fill("给办理人的说明", "不属于采集范围");
    let form = forged(form, &["number"]).with("number", &foreign).with("decided_by", "G1");
    form.with("case", &foreign).with("decision", "approve").press("提交，看下一件");
    let decided = case_of(&world, &number);
    assert_eq!((decided.state, decided.decided_by), (State::Rejected("不属于采集范围".into()), Some(clerk)));
    assert_eq!(decided.authority, RegionCode::parse(COUNTY).expect("the code is sound"));
    assert!(case_of(&world, &foreign).state.is_waiting());
    assert_eq!(officer(&world, clerk), before);
}

#[test]
fn logging_in_with_forged_fields_makes_nobody_more() {
    let world = county();
    let clerk = world.officer("li", "李玉成", COUNTY);
    let mut browser = Browser::new(&world.client);
    browser.visit("/login/officer");
    let picture = crate::entrance::picture_on(&world, &browser);
    let form = browser.form("登录").fill("登录名", "li").fill("密码", PASSWORD).fill("图片验证码", &picture);
    forged(form, &[]).press("登录");
    assert_eq!(browser.address(), "/desk");
    assert_eq!(browser.visit("/desk/officers").status, 404, "no administrator");
    assert_eq!(officer(&world, clerk).rights, [Right::Review]);
    let view = world.office.store().view().expect("the store can be read");
    assert!(view.scan(&ACCOUNTS, Span::all(9)).expect("accounts can be read").is_empty());
}

/// T30: invited, the code not yet used: no way in, no data, no case comes to their authority.
#[test]
fn an_officer_who_has_not_come_yet_has_nothing() {
    let world = World::new();
    let (clerk, code) = world.work(|ledger| {
        let new = NewOfficer {
            login: "chen".into(),
            name: PersonName::parse("陈明").expect("the name is sound"),
            authority: RegionCode::parse(COUNTY).expect("the code is sound"),
            rights: vec![Right::Review, Right::Administer],
            document: None,
        };
        add_officer(ledger, new).map_err(|_| zhangfang::office::Stop::Refused(()))
    });
    let person = world.person("王小梅", NUMBERS[0], PHONE, true);
    let number = file_collection(&world, person, COUNTY);
    let mut browser = Browser::new(&world.client);
    for password in [code.as_str(), PASSWORD, "Aa#2026-nobody"] {
        browser.visit("/login/officer");
        try_in_officer(&world, &mut browser, "chen", password);
        browser.sees("登录名或密码不正确");
    }
    let mut early = at_desk(&world, clerk);
    for page in ["/desk".to_owned(), format!("/desk/cases/{number}"), "/desk/officers".to_owned()] {
        early.visit(&page);
        assert!(early.address().starts_with("/login/officer?next="), "{}", early.address());
        early.misses(&number);
    }
    let newcomer = world.person("李强", NUMBERS[1], "13900002222", false);
    logged_in(&world, newcomer).visit("/me/verify").sees("本平台暂时没有开通线上审核的地区");

    browser.visit("/officer/activate");
    let form = browser.form("设置密码").fill("登录名", "chen").fill("一次性代码", &code);
    let chosen = "Shenhe!Qinglan-2026";
    form.fill("新密码", chosen).fill("确认新密码", chosen).press("设置密码");
    assert_eq!(browser.address(), "/login/officer?done=activated", "{}", browser.page().text());
    at_desk(&world, clerk).visit("/desk").sees(&number);
    logged_in(&world, newcomer).visit("/me/verify").misses("本平台暂时没有开通线上审核的地区");
}
