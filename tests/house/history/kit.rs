//! What the walks start from: one school and one job that were imported, and how they are completed.
use crate::browser::Browser;
use crate::cases::at_desk;
use crate::filled::{draft, keep};
use crate::papers::{NUMBERS, photo};
use crate::records::slot;
use crate::world::{COUNTY, World};
use zhangfang::dossier::{
    Address, BasicsDraft, Dossier, Ending, Experience, PastEducation, PastEmployment, Scope,
};
use zhangfang::store::Read;
use zhangfang::tables::{DOSSIERS, DRAFTS, HISTORIES, History};
use zhangfang::terms::{
    AccountId, Day, Document, DocumentKind, ItemId, OfficerId, Period, PersonName, RegionCode,
};

pub const NAME: &str = "王小梅";
pub const EDUCATION: &str = "/me/collect/education";
pub const WORK: &str = "/me/collect/work";
pub const CHECK: &str = "/me/collect/check";
pub const FRAME: &str = "原平台已审核的内容（红框内容无法编辑）";
pub const OLD_CODE: &str = "91310117582122";
pub const CODE: &str = "91350100M000100Y43";
pub const DIPLOMA: &str = "123451201205001234";

/// What only the history knows.
pub const SECRETS: [&str; 4] = ["望川财经学院", "望川农机厂", OLD_CODE, DIPLOMA];

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn school() -> PastEducation {
    PastEducation {
        id: ItemId::from_bytes([41; 16]),
        mode: Some("1".into()),
        school: Some("望川财经学院".into()),
        level: Some("21".into()),
        degree: Some("4".into()),
        major: None,
        from: Some(day("2008-09-01")),
        to: Some(Ending::On(day("2012-06-30"))),
        diploma_number: Some(DIPLOMA.into()),
        degree_number: None,
    }
}

pub fn job() -> PastEmployment {
    PastEmployment {
        id: ItemId::from_bytes([42; 16]),
        from: Some(day("2019-03-01")),
        to: Some(Ending::Open),
        employer: Some("望川农机厂".into()),
        credit_code: Some(OLD_CODE.into()),
        kind: Some("104".into()),
        industry: None,
        region: RegionCode::parse(COUNTY).ok(),
        telephone: None,
        experience: vec![Experience {
            rank: "3".into(),
            post: "02".into(),
            period: Period::new(day("2019-03-01"), None).unwrap(),
        }],
        position: None,
    }
}

/// Imports the history of this name and number.
pub fn import(
    world: &World,
    name: &str,
    number: &str,
    education: Vec<PastEducation>,
    employment: Vec<PastEmployment>,
) {
    let document = Document::parse(DocumentKind::ResidentId, number).unwrap();
    let (name, at) = (PersonName::parse(name).unwrap(), world.office.now());
    let history = History { document, name, education, employment, at };
    world.work(move |ledger| {
        let key = history.document.identity_key();
        Ok(ledger.put(&HISTORIES, &key, &history)?)
    });
}

/// Somebody verified with one school and one job that were imported, and the county's officer.
pub fn world() -> (World, AccountId, OfficerId) {
    let world = World::new();
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = world.person(NAME, NUMBERS[0], "13900001111", true);
    import(&world, NAME, NUMBERS[0], vec![school()], vec![job()]);
    (world, person, officer)
}

pub fn at<T: std::fmt::Display>(list: &str, id: T) -> String {
    format!("{list}/{id}")
}

/// Completes the school; the form is open.
pub fn complete_school(browser: &mut Browser<'_>) {
    browser.visit(&at(EDUCATION, school().id));
    let form = browser.form("保存").fill("所学专业", "会计学").fill("学位证书编号", "1234542012001234");
    form.attach(&slot("学历证"), &photo(31)).attach(&slot("学位证"), &photo(32)).press("保存");
    assert_eq!((browser.status(), browser.address()), (200, EDUCATION), "{}", browser.page().text());
}

/// Completes the job.
pub fn complete_job(browser: &mut Browser<'_>) {
    browser.visit(&at(WORK, job().id));
    let form = browser
        .form("保存")
        .fill("统一社会信用代码", CODE)
        .choose("所属行业", "制造业")
        .fill("工作单位电话", "0531-12345678");
    let proof = "劳动合同、工作证明或社会保险缴纳证明";
    form.attach(&slot("统一社会信用代码证"), &photo(33)).attach(&slot(proof), &photo(34)).press("保存");
    assert_eq!((browser.status(), browser.address()), (200, WORK), "{}", browser.page().text());
}

/// Fills in the steps that nothing was imported for.
pub fn finish(world: &World, person: AccountId) {
    let mut draft = draft(world, person).expect("a draft was saved");
    let region = RegionCode::parse(COUNTY).unwrap();
    draft.scope = Some(Scope::Accountant);
    draft.basics = BasicsDraft {
        portrait: Some(keep(world, person, "basics.portrait", 20)),
        politics: Some("13".into()),
        ethnicity: Some("01".into()),
        address: Some(Address { region, street: "松风路 1 号".into() }),
        ..BasicsDraft::default()
    };
    draft.authority = Some(region);
    draft.version += 1;
    world.work(move |ledger| Ok(ledger.put(&DRAFTS, &person, &draft)?));
}

pub fn decide(world: &World, officer: OfficerId, number: &str, verdict: &str, reason: &str) {
    let mut desk = at_desk(world, officer);
    desk.visit(&format!("/desk/cases/{number}"));
    let form = desk.form("提交，看下一件").choose("审核结论", verdict);
    let form = if reason.is_empty() { form } else { form.fill("给办理人的说明", reason) };
    form.press("提交，看下一件");
    assert_eq!(desk.status(), 200, "{}", desk.page().text());
}

pub fn on_record(world: &World, person: AccountId) -> Dossier {
    world.office.store().view().unwrap().get(&DOSSIERS, &person).unwrap().expect("it was approved").dossier
}
