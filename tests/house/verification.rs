//! Chapter 2.3: a person proves who they are by photographs.
use crate::browser::Browser;
use crate::pages::assert_sound;
use crate::papers::*;
use crate::world::{COUNTY as QINGLAN, World};
use zhangfang::accounts::{AccountState, OfficerState};
use zhangfang::casework::{Decision, Refusal, State};
use zhangfang::letters::Letter;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, CASES, CASES_BY_NUMBER, FILES};
use zhangfang::terms::PersonName;

fn county() -> World {
    let world = World::new();
    world.officer("chen", "陈明", QINGLAN);
    world
}

fn pictures_kept(world: &World) -> usize {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&FILES, Span::all(1000)).expect("the pictures can be read").len()
}

#[test]
fn papers_are_filed_returned_mended_and_approved() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify");
    assert_sound("/me/verify", &browser.page().source());
    browser.sees("真实姓名").sees("王小梅").sees("110*******1233").misses(NUMBERS[0]).sees("139****1111");
    browser.sees("手机扫码").sees("本机上传（线上实名认证）").sees("到窗口核验");
    let number = file_papers(&mut browser, 1);
    assert_sound("done", &browser.page().source());
    browser.sees("示例省云岭市青岚县").sees("2026-11-30");
    browser.visit("/me/verify").sees("请等待审核").sees(&number);
    assert_sound("waiting", &browser.page().source());
    let received =
        |(to, letter): &(String, Letter)| to == "13900001111" && matches!(letter, Letter::Received { .. });
    assert_eq!(world.letters().iter().filter(|item| received(item)).count(), 1);

    let remarks =
        [("papers.back", "有反光，请重新拍摄。"), ("", "请尽快补正。"), ("papers.name", "姓名少一个字。")];
    decide(&world, officer, &number, sent_back(&remarks));
    browser
        .visit("/me/verify/upload")
        .sees("有反光，请重新拍摄。")
        .sees("请尽快补正。")
        .sees("真实姓名：姓名少一个字。");
    assert_sound("returned", &browser.page().source());
    browser.form("提交审核").check(CONSENT).press("提交审核");
    assert_eq!(browser.status(), 422);
    browser.sees("还是退回时的那一张");
    browser.form("提交审核").check(CONSENT).attach(&again(BACK), &photo(50)).press("提交审核");
    browser.sees("实名认证已提交").sees(&number);
    browser.visit(&format!("/me/cases/{number}")).sees("补正后再次提交").sees("退回补正：有反光");
    assert!(!account(&world, person).is_verified());

    decide(&world, officer, &number, Decision::Approve);
    assert!(account(&world, person).is_verified());
    browser.visit("/me/verify").sees("您已通过实名认证");
    assert_sound("verified", &browser.page().source());
}

/// The label of a place that holds a picture already.
fn again(label: &str) -> String {
    label.replace("选择照片或拍照", "重传")
}

#[test]
fn nothing_is_kept_before_the_person_consents() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    choose_county(&mut browser);
    browser.form("提交审核").attach(FRONT, &photo(1)).press("提交审核");
    assert_eq!(browser.status(), 422);
    browser.sees("您选择的照片没有保存");
    assert_eq!(pictures_kept(&world), 0);
    assert_eq!(browser.form("提交审核").holds(COUNTY), "青岚县", "what was chosen is kept");
}

#[test]
fn what_was_uploaded_stays_when_the_rest_is_missing() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    browser.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).press("提交审核");
    assert_eq!(browser.status(), 422);
    browser
        .sees("请上传证件非人像面的照片。")
        .sees("请依次选择省、市和区县。")
        .misses("请上传证件人像面的照片。");
    assert_sound("422", &browser.page().source());
    browser.form("旋转证件人像面").press("旋转证件人像面");
    assert_eq!(browser.status(), 200);
    assert_eq!(pictures_kept(&world), 2, "the turned picture stands beside the first");
    browser.form("删除证件人像面").press("删除证件人像面");
    browser.form("提交审核").check(CONSENT).press("提交审核");
    browser.sees("请上传证件人像面的照片。");
}

#[test]
fn one_photograph_does_not_serve_for_two_places() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    choose_county(&mut browser);
    let same = photo(1);
    let form = browser.form("提交审核").check(CONSENT).attach(FRONT, &same).attach(BACK, &same);
    form.attach(IN_HAND, &photo(2)).press("提交审核");
    assert_eq!(browser.status(), 422);
    browser.sees("这张照片与前面的一张完全相同");
}

/// T36–T38, T40: what is no photograph is refused with its reason, and nothing of it is stored.
#[test]
fn what_is_no_photograph_is_refused_and_not_stored() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    let small = vec![0xff_u8; 20_480];
    let forgeries: [(&str, &[u8]); 4] = [
        ("a.jpg", b"<html><script>alert(1)</script></html>"),
        ("../../x", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
        ("a.jpg\r\nX-Y: z", b"\xff\xd8\xff\xe0 and then nothing"),
        ("<img onerror=x>.png", &small),
    ];
    for (name, bytes) in forgeries {
        let form = browser.form("提交审核").check(CONSENT).attach_named(FRONT, name, bytes);
        form.press("提交审核");
        assert_eq!(browser.status(), 422, "{name}");
        browser.misses("请上传证件人像面的照片。").misses("onerror");
        assert!(browser.page().header("X-Y").is_none());
    }
    assert_eq!(pictures_kept(&world), 0);
}

/// T39: a photograph taken with the phone on its side stands upright, and where it was taken is not kept.
#[test]
fn a_photograph_is_shown_upright_and_without_its_place() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    let mut turned = photo(1);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 36.65N 117.12E");
    let length = u16::try_from(exif.len() + 2).expect("the segment is short").to_be_bytes();
    turned.splice(2..2, [&[0xff, 0xe1], &length[..], &exif].concat());
    browser.form("提交审核").check(CONSENT).attach(FRONT, &turned).press("提交审核");
    let address = format!("/me/files/{}", kept(&browser, "papers.front"));
    let shown = browser.visit(&address);
    let upright = image::load_from_memory(&shown.bytes).expect("a picture is shown");
    assert_eq!((upright.width(), upright.height()), (160, 200));
    assert!(!shown.bytes.windows(3).any(|part| part == b"GPS"), "the place is gone");
}

/// T37 at the bytes: 20480 are too few; the same photograph with one more is taken.
#[test]
fn a_photograph_of_20480_bytes_is_too_small_and_one_more_is_enough() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    for (length, refused) in [(20_480, true), (20_481, false)] {
        browser.form("提交审核").check(CONSENT).attach(FRONT, &exactly(length)).press("提交审核");
        assert_eq!(browser.page().text().contains("请上传大于 20KB 的清晰照片"), refused, "{length}");
        assert_eq!(pictures_kept(&world), usize::from(!refused));
    }
}

/// A sound JPEG of this length, brought to it by a comment segment.
fn exactly(length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let plain = image::RgbImage::from_pixel(64, 64, image::Rgb([200; 3]));
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 80);
    encoder.encode_image(&plain).expect("a picture can be encoded");
    let missing = length - bytes.len() - 2;
    let mut comment = vec![0xff, 0xfe];
    comment.extend(u16::try_from(missing).expect("the comment is short").to_be_bytes());
    comment.resize(missing + 2, b' ');
    bytes.splice(2..2, comment);
    assert_eq!(bytes.len(), length);
    bytes
}

/// T26: a picture of somebody else, or of one's own for another place, counts as not uploaded.
#[test]
fn a_picture_counts_only_for_its_owner_and_its_place() {
    let world = county();
    let mine = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let other = world.person("李强", NUMBERS[1], "13900002222", false);
    let (mut browser, mut stranger) = (logged_in(&world, mine), logged_in(&world, other));
    stranger.visit("/me/verify/upload");
    stranger.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).press("提交审核");
    let foreign = kept(&stranger, "papers.front");
    browser.visit("/me/verify/upload");
    browser.form("提交审核").check(CONSENT).attach(BACK, &photo(2)).press("提交审核");
    let own = kept(&browser, "papers.back");
    for id in [foreign, own] {
        let (_, said) = submitted(&world, &browser, &[("kept.papers.front", &id), ("once", "x")]);
        assert!(said.contains("请上传证件人像面的照片。"));
    }
}

/// The hidden id of a picture that the page keeps.
fn kept(browser: &Browser<'_>, field: &str) -> String {
    hidden(browser, &format!("kept.{field}"))
}

fn hidden(browser: &Browser<'_>, name: &str) -> String {
    let css = crate::browser::selector(&format!("input[name='{name}']"));
    let page = &browser.page().html;
    page.select(&css)
        .next()
        .and_then(|input| input.value().attr("value"))
        .expect("the page holds it")
        .to_string()
}

/// Where the server leads, and what it says, after the form with these hidden fields made up.
fn submitted(world: &World, browser: &Browser<'_>, fields: &[(&str, &str)]) -> (Option<String>, String) {
    let mut body = format!("token={}&consent=true", hidden(browser, "token"));
    for (name, value) in fields {
        body.push_str(&format!("&{name}={value}"));
    }
    let cookie = browser.cookie("zf").expect("the browser is known").to_string();
    let request = world.client.post("/me/verify/upload").header(rocket::http::ContentType::Form).body(body);
    let request = request.cookie(("zf", cookie)).header(rocket::http::Header::new("Host", "localhost"));
    let response = request.dispatch();
    let led = response.headers().get_one("Location").map(str::to_owned);
    (led, response.into_string().unwrap_or_default())
}

#[test]
fn a_second_case_in_another_tab_is_refused() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let (mut first, mut second) = (logged_in(&world, person), logged_in(&world, person));
    choose_county(&mut second);
    file_papers(&mut first, 1);
    let form = second.form("提交审核").check(CONSENT).attach(FRONT, &photo(11)).attach(BACK, &photo(12));
    form.attach(IN_HAND, &photo(13)).press("提交审核");
    assert_eq!(second.status(), 409);
    second.sees("正在审核");
    first.visit("/me");
    assert_eq!(first.page().text().matches("线上实名认证").count(), 1, "one case in the list");
}

#[test]
fn a_place_without_officers_is_refused_with_the_places_that_have_some() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    choose_county(&mut browser);
    let form = browser.form("提交审核").choose(COUNTY, "松溪县").check(CONSENT).attach(FRONT, &photo(1));
    form.attach(BACK, &photo(2)).attach(IN_HAND, &photo(3)).press("提交审核");
    assert_eq!(browser.status(), 422);
    browser.sees("所选地区暂未在本平台开通审核。本平台已开通线上审核的地区：示例省云岭市青岚县。");
    world.change_officer(officer, |officer| officer.state = OfficerState::Disabled);
    browser.visit("/me/verify").sees("本平台暂时没有开通线上审核的地区");
}

#[test]
fn the_name_can_be_corrected_until_papers_are_looked_at() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    let correct = |browser: &mut Browser<'_>, name: &str| {
        browser.visit("/me/verify/name");
        assert_sound("name", &browser.page().source());
        browser.form("保存姓名").fill("真实姓名", name).press("保存姓名");
    };
    correct(&mut browser, "王1");
    assert_eq!(browser.status(), 422);
    correct(&mut browser, "王𬞟");
    browser.sees("王𬞟");
    let mut stale = logged_in(&world, person);
    stale.visit("/me/verify/name");
    let number = file_papers(&mut browser, 1);
    stale.form("保存姓名").fill("真实姓名", "王晓梅").press("保存姓名");
    assert_eq!(stale.status(), 409);
    assert_eq!(browser.visit("/me/verify/name").status, 409);
    decide(&world, officer, &number, sent_back(&[("papers.name", "姓名与证件不一致。")]));
    correct(&mut browser, "王晓梅");
    browser.click("去补正照片");
    browser.form("提交审核").check(CONSENT).press("提交审核");
    decide(&world, officer, &number, Decision::Approve);
    assert_eq!(account(&world, person).identity.name.as_str(), "王晓梅");
    assert!(account(&world, person).is_verified());
    assert_eq!(browser.visit("/me/verify/name").status, 409);
}

#[test]
fn rejected_papers_may_be_followed_by_new_ones() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    decide(&world, officer, &number, Decision::Reject("照片不是本人。".into()));
    browser.visit("/me/verify/upload").sees("照片不是本人。");
    assert_ne!(file_papers(&mut browser, 20), number);
}

/// B5: whoever proves to own the number takes it from the account that only claimed it.
#[test]
fn the_owner_of_a_number_takes_it_from_whoever_claimed_it() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let squatter = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let owner = world.person("王小梅", NUMBERS[0], "13900002222", false);
    let (mut theirs, mut own) = (logged_in(&world, squatter), logged_in(&world, owner));
    let claimed = file_papers(&mut theirs, 1);
    let number = file_papers(&mut own, 20);
    decide(&world, officer, &number, Decision::Approve);
    assert!(account(&world, owner).is_verified());
    assert_eq!(account(&world, squatter).state, AccountState::Displaced);
    assert!(world.letters().contains(&("13900001111".into(), Letter::NumberClaimed)));
    theirs.visit("/me");
    assert!(theirs.address().starts_with("/login"), "the session has ended: {}", theirs.address());
    let view = world.office.store().view().expect("the store can be read");
    let id = view.find(&CASES_BY_NUMBER, &claimed).expect("read").expect("filed");
    let case = view.get(&CASES, &id).expect("read").expect("filed");
    assert_eq!(case.state, State::Withdrawn);
}

#[test]
fn a_number_verified_for_somebody_else_cannot_be_settled_again() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let number = file_papers(&mut logged_in(&world, person), 1);
    world.person("王小梅", NUMBERS[0], "13900002222", true);
    assert_eq!(approve(&world, officer, &number), Err(Refusal::NumberTaken));
    assert!(!account(&world, person).is_verified());
}

#[test]
fn the_same_form_sent_twice_files_once() {
    let world = county();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    let form = browser.form("提交审核").check(CONSENT).attach(FRONT, &photo(1)).attach(BACK, &photo(2));
    form.attach(IN_HAND, &photo(3)).press("提交审核");
    let names = ["once", "kept.papers.front", "kept.papers.back", "kept.papers.in_hand"];
    let values = names.map(|name| hidden(&browser, name));
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
    let place = [("province", "980000"), ("city", "980100"), ("county", QINGLAN)];
    let place = place.map(|(level, code)| (format!("papers.region.{level}"), code));
    fields.extend(place.iter().map(|(name, code)| (name.as_str(), *code)));
    let (first, _) = submitted(&world, &browser, &fields);
    assert!(first.as_deref().is_some_and(|led| led.starts_with("/me/verify/done/")), "{first:?}");
    assert_eq!(submitted(&world, &browser, &fields).0, first);
    let view = world.office.store().view().expect("the store can be read");
    assert_eq!(view.scan(&CASES, Span::all(10)).expect("the cases can be read").len(), 1);
}

#[test]
fn an_account_whose_name_changed_is_not_verified_by_older_papers() {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let number = file_papers(&mut logged_in(&world, person), 1);
    world.work(move |ledger| {
        let mut account = ledger.get(&ACCOUNTS, &person)?.expect("the account was made");
        account.identity.name = PersonName::parse("李强").expect("the name is sound");
        Ok(ledger.put(&ACCOUNTS, &person, &account)?)
    });
    assert_eq!(approve(&world, officer, &number), Err(Refusal::Stale));
    assert!(!account(&world, person).is_verified());
}
