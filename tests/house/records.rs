//! Chapter 3.3: a person lists their schools. What both lists share is walked here once.
use crate::browser::{Browser, Form};
use crate::pages::assert_sound;
use crate::world::World;
use data_encoding::BASE32_NOPAD;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use zhangfang::accounts::{Subject, digest};
use zhangfang::dossier::Draft;
use zhangfang::office::open_session;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, DRAFTS, JOURNAL};
use zhangfang::terms::AccountId;

pub const LIST: &str = "/me/collect/education";
pub const NEW: &str = "/me/collect/education/new";
pub const NUMBERS: [&str; 2] = ["110101199003071233", "110101199205112048"];

/// A verified person, at their browser.
pub fn somebody(world: &World, which: usize) -> (AccountId, Browser<'_>) {
    let phone = format!("1391234567{which}");
    let person = world.person("王小明", NUMBERS[which], &phone, true);
    let token = world.office.random::<32>();
    world.work(move |ledger| {
        let generation = ledger.get(&ACCOUNTS, &person)?.map_or(0, |account| account.generation);
        Ok(open_session(ledger, &digest(&token), Subject::Person(person), generation, "127.0.0.1")?)
    });
    let value = BASE32_NOPAD.encode(&token).to_ascii_lowercase();
    (person, Browser::new(&world.client).carrying("zf", &value))
}

/// What the person has filled in so far.
pub fn draft(world: &World, person: AccountId) -> Draft {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&DRAFTS, &person).expect("the draft can be read").unwrap_or_default()
}

/// A photograph of noise of about 30 KB.
pub fn photo() -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let picture = RgbImage::from_fn(200, 160, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = state.to_le_bytes();
        Rgb([red, green, blue])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&picture).expect("a picture can be encoded");
    bytes
}

/// Fills the three boxes of a date.
pub fn date<'b, 's>(form: Form<'b, 's>, legend: &str, day: [&str; 3]) -> Form<'b, 's> {
    let boxes = ["年", "月", "日"].into_iter().zip(day);
    boxes.fold(form, |form, (label, text)| form.fill(&format!("{legend}/{label}"), text))
}

/// The label of an empty slot.
pub fn slot(label: &str) -> String {
    format!("选择照片或拍照：{label}")
}

pub fn school<'b, 's>(
    form: Form<'b, 's>,
    name: &str,
    from: [&str; 3],
    to: Option<[&str; 3]>,
) -> Form<'b, 's> {
    let form = form
        .choose("培养方式", "全日制")
        .fill("学校名称", name)
        .choose("学历", "大学本科")
        .choose("学位", "学士")
        .fill("所学专业", "会计学");
    let form = date(form, "入学时间", from);
    match to {
        Some(to) => date(form, "毕业时间", to),
        None => form.check("毕业时间/至今"),
    }
}

pub fn papers<'b, 's>(form: Form<'b, 's>) -> Form<'b, 's> {
    form.fill("学历证书编号", "123451201405001234")
        .fill("学位证书编号", "1234542014001234")
        .attach(&slot("学历证"), &photo())
        .attach(&slot("学位证"), &photo())
}

pub const ENTERED: [&str; 3] = ["2010", "9", "1"];
pub const LEFT: [&str; 3] = ["2014", "6", "30"];

pub fn graduate(browser: &mut Browser<'_>, name: &str) {
    browser.visit(NEW);
    papers(school(browser.form("保存"), name, ENTERED, Some(LEFT))).press("保存");
    assert_eq!((browser.status(), browser.address()), (200, LIST));
}

/// Every refusal noted in the journal.
pub fn refusals(world: &World) -> Vec<String> {
    let view = world.office.store().view().expect("the store can be read");
    let entries = view.scan(&JOURNAL, Span::all(10_000)).expect("the journal can be read");
    entries.into_iter().map(|(_, entry)| format!("{} {}", entry.verb, entry.detail)).collect()
}

#[test]
fn a_school_is_added_changed_read_and_deleted() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(LIST);
    browser.sees("还没有教育经历");
    browser.click("新增教育经历");
    assert_sound(NEW, &browser.page().source());
    graduate(&mut browser, "清河大学");
    browser.sees("清河大学").sees("已填好").sees("2010-09-01 至 2014-06-30").misses("填写中");
    assert_sound(LIST, &browser.page().source());

    browser.click("编辑：清河大学");
    assert_sound("edit", &browser.page().source());
    let form = browser.form("保存");
    assert_eq!(form.holds("学历"), "大学本科");
    assert_eq!(form.holds("毕业时间/月"), "6");
    form.fill("所学专业", "审计学").press("保存");
    assert_eq!(browser.address(), LIST);
    let kept = &draft(&world, person).education[0];
    assert_eq!((kept.major.as_str(), kept.files.diploma.is_some()), ("审计学", true));

    browser.click("查看：清河大学");
    browser.sees("审计学").sees("学历证书编号");
    assert_sound("view", &browser.page().source());

    browser.visit(LIST);
    browser.click("删除：清河大学");
    browser.sees("将删除教育经历「清河大学」");
    assert_sound("delete", &browser.page().source());
    browser.press("确认删除");
    assert_eq!(browser.address(), LIST);
    browser.sees("还没有教育经历");
    assert!(draft(&world, person).education.is_empty());
}

#[test]
fn what_is_missing_is_said_at_its_field_and_uploads_stay() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    browser.form("保存").fill("学校名称", "清河大学").attach(&slot("学历证"), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    assert_sound(NEW, &browser.page().source());
    let form = browser.form("保存");
    assert_eq!(form.holds("学校名称"), "清河大学");
    assert!(form.said_about("学历").contains("请选择学历。"));
    school(form, "清河大学", ENTERED, Some(LEFT)).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("请上传学位证书原件照片。").sees("请填写学历证书编号").misses("请上传学历证书原件照片。");
    let form = browser.form("保存").fill("学历证书编号", "1").fill("学位证书编号", "2");
    form.attach(&slot("学位证"), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    assert!(draft(&world, person).education[0].files.diploma.is_some());
}

#[test]
fn an_empty_school_names_everything_that_is_asked() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    browser.press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("请选择培养方式。").sees("请填写学校名称。").sees("请选择学历。").sees("请选择学位。");
    browser.sees("请填写所学专业。").sees("请填写入学时间。").sees("请填写毕业时间；");
    assert!(draft(&world, person).education.is_empty());
}

#[test]
fn a_record_saved_for_later_says_what_it_lacks() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    school(browser.form("保存"), "清河大学", ENTERED, Some(LEFT)).press("暂存，以后补齐");
    assert_eq!(browser.address(), LIST);
    browser.sees("填写中").sees("缺学历证").sees("缺学位证").misses("已填好");
    assert_eq!(draft(&world, person).education.len(), 1);
    browser.visit(NEW);
    browser.press("暂存，以后补齐");
    assert_eq!(browser.status(), 422);
}

#[test]
fn an_overlap_is_told_at_the_dates_and_names_the_other_school() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    graduate(&mut browser, "清河大学");
    browser.visit(NEW);
    papers(school(browser.form("保存"), "南山大学", ["2013", "9", "1"], Some(["2016", "6", "30"])))
        .press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("与「清河大学」（2010-09-01 至 2014-06-30）的时间交叉");
    assert!(browser.page().source().contains("name=\"kept.diploma\""));
    assert_eq!(draft(&world, person).education.len(), 1);
    date(browser.form("保存"), "入学时间", ["2016", "9", "1"]).check("毕业时间/至今").press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("又勾选了至今");
    assert!(refusals(&world).iter().all(|entry| !entry.contains("大学")));
}

#[test]
fn who_still_studies_shows_a_student_card_and_no_diploma() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    school(browser.form("保存"), "清河大学", ["2024", "9", "1"], None).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("您选择了至今在读").misses("请上传学历证书原件照片。");
    browser.form("保存").attach(&slot("在校生证明（高中以上）"), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    browser.sees("2024-09-01 至今").sees("已填好");
    assert!(draft(&world, person).education[0].is_current());
}

#[test]
fn a_degree_from_abroad_needs_its_recognition_in_place_of_the_diploma() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    let form = school(browser.form("保存"), "海外大学", ENTERED, Some(LEFT)).choose("留学经历", "是");
    form.attach(&slot("学位证"), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("需要上传教育部留学服务中心认证书照片").misses("请填写学历证书编号，");
    browser.form("保存").attach(&slot("教育部留学服务中心认证书"), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
}

#[test]
fn a_master_by_degree_alone_shows_only_the_degree() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    browser.visit(NEW);
    let form = school(browser.form("保存"), "清河大学", ENTERED, Some(LEFT));
    let form = form.choose("学历", "硕士研究生").choose("学位", "硕士").fill("学位证书编号", "3");
    form.attach(&slot("学位证"), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    browser.sees("已填好");
}

#[test]
fn dates_are_real_past_and_in_order() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    for (from, to, text) in [
        (["2010", "2", "30"], LEFT, "入学时间请填写真实存在的日期"),
        (["2030", "9", "1"], LEFT, "入学时间不能晚于今天"),
        (ENTERED, ["2009", "6", "30"], "结束时间早于开始时间"),
        (["0010", "9", "1"], LEFT, "入学时间"),
    ] {
        browser.visit(NEW);
        papers(school(browser.form("保存"), "清河大学", from, Some(to))).press("保存");
        assert_eq!(browser.status(), 422, "{text}");
        browser.sees(text);
    }
}

#[test]
fn hostile_names_stay_words() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    let hostile = r#""><svg/onload=alert(1)><script>1</script>=HYPERLINK("x"){{7*7}}"#;
    graduate(&mut browser, hostile);
    let item = draft(&world, person).education[0].id.to_string();
    for page in ["", "/view", "/delete"].map(|end| format!("{LIST}/{item}{end}")).iter().chain([&LIST.into()])
    {
        browser.visit(page);
        assert_eq!(browser.status(), 200);
        let source = browser.page().source();
        assert!(!source.contains("<svg/onload") && !source.contains("<script>1"), "{page}");
        assert_sound(page, &source);
    }
    browser.sees("{{7*7}}");
    browser.visit(NEW);
    school(browser.form("保存"), "清\u{202E}河", ENTERED, Some(LEFT)).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("看不见的字符");
}

#[test]
fn somebody_elses_record_is_not_there() {
    let world = World::new();
    let (person, mut owner) = somebody(&world, 0);
    graduate(&mut owner, "清河大学");
    let item = draft(&world, person).education[0].id.to_string();
    let (_, mut stranger) = somebody(&world, 1);
    for end in ["", "/view", "/delete"] {
        stranger.visit(&format!("{LIST}/{item}{end}"));
        assert_eq!(stranger.status(), 404);
        stranger.misses("清河大学");
    }
    stranger.visit(&format!("{LIST}/nonsense"));
    assert_eq!(stranger.status(), 404);
    assert!(refusals(&world).iter().any(|entry| entry == "collection.look not_found"));
    stranger.visit(NEW);
    let status = forge(&world, &stranger, &format!("{LIST}/{item}/delete"), &[("version", "1")]);
    assert_eq!(status, 404);
    assert_eq!(draft(&world, person).education.len(), 1);
}

/// Posts fields that no form offers, with the token of the page shown.
pub fn forge(world: &World, browser: &Browser<'_>, path: &str, fields: &[(&str, &str)]) -> u16 {
    let source = browser.page().source();
    let token = source.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let mut body = format!("token={}&once=forged", token.unwrap_or_default());
    for (name, value) in fields {
        body.push_str(&format!("&{name}={value}"));
    }
    let cookie = rocket::http::Cookie::new("zf", browser.cookie("zf").unwrap_or_default().to_string());
    let request = world.client.post(path.to_string()).cookie(cookie).body(body);
    let host = rocket::http::Header::new("Host", "localhost");
    request.header(rocket::http::ContentType::Form).header(host).dispatch().status().code
}
