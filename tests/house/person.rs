//! 个人中心, receipts, one's own pictures, and the public enquiry.
use crate::browser::Browser;
use crate::pages::{addresses_in, assert_sound};
use crate::papers::*;
use crate::world::{COUNTY as QINGLAN, World};
use zhangfang::casework::Outcome;
use zhangfang::terms::{AccountId, CaseNumber, OfficerId, RegionCode};

fn county() -> (World, OfficerId, AccountId) {
    let world = World::new();
    let officer = world.officer("chen", "陈明", QINGLAN);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    (world, officer, person)
}

#[test]
fn the_next_thing_to_do_stands_first() {
    let (world, officer, person) = county();
    let mut browser = logged_in(&world, person);
    browser.visit("/me").sees("您还没有提交过业务").sees("未开始").sees("暂不能填");
    assert_sound("/me", &browser.page().source());
    let number = file_papers(&mut browser, 1);
    browser.visit("/me").sees("待审核").sees("预计在 2026-11-30 前办结").sees(&number);
    assert_sound("/me", &browser.page().source());
    decide(&world, officer, &number, sent_back(&[("papers.front", "照片模糊。")]));
    browser.visit("/me").sees("线上实名认证需要补正").sees("照片模糊。").sees("需要修改");
    assert_sound("/me", &browser.page().source());
    browser.visit(&format!("/me/cases/{number}")).sees("证件人像面：照片模糊。").sees("陈**：退回补正");
    assert_sound("case", &browser.page().source());
    browser.click("去修改").sees("照片模糊。");
}

#[test]
fn a_case_is_taken_back_and_begun_anew() {
    let (world, _, person) = county();
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    let mut stale = logged_in(&world, person);
    stale.visit(&format!("/me/cases/{number}"));
    browser.visit("/me/verify/upload");
    browser.press("撤回").sees("已撤回").sees("重新办理");
    assert_sound("withdrawn", &browser.page().source());
    stale.press("撤回");
    assert_eq!(stale.status(), 409);
    browser.click("重新办理").sees("手机扫码").sees("上传证件照片");
}

#[test]
fn the_list_turns_its_pages() {
    let (world, _, person) = county();
    let mut browser = logged_in(&world, person);
    let mut numbers = Vec::new();
    for seed in 0..21 {
        world.wait(std::time::Duration::from_secs(30));
        numbers.push(file_papers(&mut browser, 100 + seed * 3));
        browser.visit("/me/verify/upload");
        browser.press("撤回");
    }
    browser.visit("/me").sees(&numbers[20]).sees(&numbers[1]).misses(&numbers[0]);
    browser.click("下一页").sees(&numbers[0]).misses(&numbers[1]).misses("下一页");
}

#[test]
fn the_receipt_leads_to_the_public_enquiry() {
    let (world, _, person) = county();
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    browser
        .visit(&format!("/me/cases/{number}/receipt"))
        .sees("受理回执")
        .sees("5 个工作日")
        .sees("2026-11-30");
    browser.sees("王**").misses("王小梅");
    assert_sound("receipt", &browser.page().source());
    for part in ["svg class=\"qr\"", "打印 A4 回执（PDF）"] {
        assert!(browser.page().source().contains(part), "{part}");
    }

    let mut stranger = Browser::new(&world.client);
    stranger.visit(&format!("/track?number={number}"));
    assert_sound("/track", &stranger.page().source());
    assert_eq!(stranger.form("查询").holds("受理编号"), number);
    stranger.form("查询").fill("手机号码后四位", "12").press("查询");
    assert_eq!(stranger.status(), 422);
    stranger.form("查询").fill("手机号码后四位", "9999").press("查询").sees("没有查到符合的办件");
    stranger.form("查询").fill("手机号码后四位", "1111").press("查询");
    stranger.sees("待审核").sees("2026-11-30").misses("王").misses("1111");
    assert_eq!(stranger.address(), "/track", "neither number nor phone stands in the address");
    assert_sound("found", &stranger.page().source());
}

/// A sound number that no case has.
fn absent() -> CaseNumber {
    CaseNumber::new(RegionCode::parse(QINGLAN).expect("the code is sound"), 2026, 999)
}

#[test]
fn an_unknown_number_reads_like_a_wrong_phone() {
    let (world, _, person) = county();
    let number = file_papers(&mut logged_in(&world, person), 1);
    let absent = absent();
    let mut texts = Vec::new();
    for asked in [number, absent.to_string()] {
        let mut stranger = Browser::new(&world.client);
        stranger.visit("/track");
        stranger.form("查询").fill("受理编号", &asked).fill("手机号码后四位", "9999").press("查询");
        texts.push((stranger.status(), stranger.page().text()));
    }
    assert_eq!(texts[0], texts[1]);
}

#[test]
fn guessing_a_phone_ends_after_ten_tries_from_anywhere() {
    let (world, _, person) = county();
    let number = file_papers(&mut logged_in(&world, person), 1);
    let ask = |from: u8, tail: &str| {
        let address = std::net::IpAddr::from([10, 0, 0, from]);
        let mut stranger = Browser::new(&world.client).calling_from(address);
        stranger.visit("/track");
        stranger.form("查询").fill("受理编号", &number).fill("手机号码后四位", tail).press("查询");
        stranger.status()
    };
    for from in 0..10 {
        assert_eq!(ask(from, "9999"), 200);
    }
    assert_eq!(ask(99, "1111"), 429);
    world.wait(std::time::Duration::from_secs(24 * 3600));
    assert_eq!(ask(99, "1111"), 200);
}

#[test]
fn one_address_may_ask_only_so_often() {
    let (world, ..) = county();
    let mut stranger = Browser::new(&world.client);
    stranger.visit("/track");
    let absent = absent();
    let mut ask = || {
        stranger.visit("/track");
        stranger
            .form("查询")
            .fill("受理编号", &absent.to_string())
            .fill("手机号码后四位", "0000")
            .press("查询");
        stranger.status()
    };
    assert!((0..30).all(|_| ask() == 200));
    assert_eq!(ask(), 429);
}

/// T23, T41: somebody else's cases and pictures do not exist, and asking for them is journalled.
#[test]
fn what_belongs_to_others_does_not_exist_and_asking_is_journalled() {
    let (world, _, person) = county();
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    browser.visit("/me");
    let other = world.person("李强", NUMBERS[1], "13900002222", false);
    let mut stranger = logged_in(&world, other);
    let refused =
        |world: &World| journal(world).into_iter().filter(|one| one.outcome == Outcome::Refused).count();
    let picture = a_picture(&world);
    let paths = [
        format!("/me/cases/{number}"),
        format!("/me/cases/{number}/receipt"),
        format!("/me/verify/done/{number}"),
        picture.clone(),
    ];
    for path in &paths {
        let before = refused(&world);
        assert_eq!(stranger.visit(path).status, 404, "{path}");
        stranger.misses("王小梅").misses("青岚县财政局");
        assert_eq!(refused(&world), before + 1, "{path}");
    }
    let shown = browser.visit(&picture);
    assert_eq!((shown.status, shown.header("Content-Type")), (200, Some("image/jpeg")));
    for (name, value) in [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store")] {
        assert_eq!(shown.header(name), Some(value));
    }
    assert!(shown.header("Content-Security-Policy").is_some_and(|policy| policy.contains("sandbox")));
    stranger.visit(&format!("/me/cases/{number}"));
    let mut anybody = Browser::new(&world.client);
    anybody.visit(&picture);
    assert!(anybody.address().starts_with("/login"), "{}", anybody.address());
}

fn a_picture(world: &World) -> String {
    use zhangfang::store::{Read, Span};
    let view = world.office.store().view().expect("the store can be read");
    let files = view.scan(&zhangfang::tables::FILES, Span::all(1)).expect("the pictures can be read");
    format!("/me/files/{}", files[0].0)
}

#[test]
fn a_case_of_somebody_else_cannot_be_taken_back() {
    let (world, _, person) = county();
    let number = file_papers(&mut logged_in(&world, person), 1);
    let other = world.person("李强", NUMBERS[1], "13900002222", false);
    let mut stranger = logged_in(&world, other);
    stranger.visit("/me/verify/upload");
    let css = crate::browser::selector("input[name=token]");
    let token = stranger.page().html.select(&css).next().and_then(|input| input.value().attr("value"));
    let body = format!("token={}&once=x&seen=1", token.expect("the page has forms"));
    let cookie = stranger.cookie("zf").expect("the browser is known").to_string();
    let request = world.client.post(format!("/me/cases/{number}/withdraw")).cookie(("zf", cookie));
    let request = request.header(rocket::http::Header::new("Host", "localhost"));
    assert_eq!(request.header(rocket::http::ContentType::Form).body(body).dispatch().status().code, 404);
    logged_in(&world, person).visit("/me").sees("待审核");
}

/// T50: neither titles nor addresses name anybody.
#[test]
fn titles_and_addresses_hold_no_personal_data() {
    let (world, _, person) = county();
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    let case = format!("/me/cases/{number}");
    let receipt = format!("{case}/receipt");
    for path in ["/me", "/me/verify", "/track", &case, &receipt] {
        let source = browser.visit(path).source();
        let title =
            source.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        let told = addresses_in(&source).into_iter().collect::<Vec<_>>().join(" ") + title;
        for secret in ["王", "13900001111", "1111", NUMBERS[0]] {
            assert!(!told.contains(secret), "{path} tells {secret}: {told}");
        }
    }
}

#[test]
fn a_watchman_learns_that_the_house_is_well() {
    let (world, ..) = county();
    let mut watchman = Browser::new(&world.client);
    assert_eq!((watchman.visit("/healthz").status, watchman.page().source().as_str()), (200, "ok\n"));
    assert!(watchman.visit("/version").source().contains(env!("CARGO_PKG_VERSION")));
}
