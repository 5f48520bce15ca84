//! Hostile files and texts on their whole way: nothing of them runs, stays or leaves in a header (T38, T40, T42).
use crate::browser::Browser;
use crate::cases::at_desk;
use crate::entrance::kept;
use crate::filled::fill_in;
use crate::pages::assert_sound;
use crate::papers::{CONSENT, FRONT, NUMBERS, logged_in, photo};
use crate::world::{COUNTY, World};
use zhangfang::store::{Read, Span};
use zhangfang::tables::FILES;

/// What every hostile text here holds, all in one.
const HOSTILE: &str = r#""><svg/onload=alert(1)><script>alert(1)</script>'=HYPERLINK("x"){{7*7}}"#;

fn pictures_kept(world: &World) -> usize {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&FILES, Span::all(1000)).expect("the pictures can be read").len()
}

/// One chunk of a PNG with its sum (PNG specification, annex D).
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let sum = body.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| match sum & 1 {
            1 => sum >> 1 ^ 0xedb8_8320,
            _ => sum >> 1,
        })
    });
    let length = u32::try_from(data.len()).expect("the chunk is short");
    [&length.to_be_bytes(), body.as_slice(), &(!sum).to_be_bytes()].concat()
}

fn png(width: u32, height: u32, depth: u8, colour: u8, data: usize) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = [size.as_slice(), &[depth, colour, 0, 0, 0]].concat();
    let parts = [chunk(b"IHDR", &header), chunk(b"IDAT", &vec![0; data]), chunk(b"IEND", &[])].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &parts].concat()
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_and_not_stored() {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/verify/upload");
    for (width, height, depth, colour) in [(60_000, 60_000, 1, 0), (7_999, 7_999, 16, 6)] {
        let bomb = png(width, height, depth, colour, 427_000);
        browser.form("提交审核").check(CONSENT).attach(FRONT, &bomb).press("提交审核");
        assert_eq!(browser.status(), 422);
        let said = browser.form("提交审核").said_about(FRONT);
        assert!(said.contains("像素"), "{width}×{height}: {said}");
        assert_eq!(pictures_kept(&world), 0);
    }
}

#[test]
fn the_name_of_a_file_is_never_repeated() {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let long = "长".repeat(5000) + ".jpg";
    let names = ["../../x", "a.jpg\r\nX-Y: z", "a.jpg\" X-Y=\"z", "<img src=x onerror=alert(1)>.jpg", &long];
    for (turn, name) in (1..).zip(names) {
        let mut browser = logged_in(&world, person);
        browser.visit("/me/verify/upload");
        browser.form("提交审核").check(CONSENT).attach_named(FRONT, name, &photo(turn)).press("提交审核");
        assert_eq!(browser.status(), 422, "the other pictures are missing");
        browser.misses("请上传证件人像面的照片。");
        let source = browser.page().source();
        assert_sound(name, &source);
        let id = kept(&browser, "kept.papers.front");
        let headers = browser.page().headers.clone();
        browser.visit(&format!("/me/files/{id}"));
        assert_eq!((browser.status(), browser.page().header("Content-Type")), (200, Some("image/jpeg")));
        let told = format!("{source}{headers:?}{:?}", browser.page().headers);
        for part in ["../x", "X-Y", "onerror", "长长"] {
            assert!(!told.contains(part), "{name:.20}: {part}");
        }
    }
    assert_eq!(pictures_kept(&world), names.len(), "each was taken as the photograph it is");
    assert!(world.kept().values().all(|bytes| !bytes.windows(7).any(|part| part == b"onerror")));
}

/// Fails unless the page is whole and nothing of the hostile text became a part of it.
#[track_caller]
fn inert(browser: &Browser<'_>) {
    let (address, source) = (browser.address(), browser.page().source());
    assert!(matches!(browser.status(), 200 | 422), "{address}: {}", browser.status());
    for part in ["<svg/onload", "<script>alert", "<b>1"] {
        assert!(!source.contains(part), "{address}: {part} is part of the page");
    }
    assert_sound(address, &source);
}

#[test]
fn hostile_words_stay_words_from_the_draft_to_the_decision_and_back() {
    let world = World::new();
    let officer = world.officer("li", "李玉成", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    fill_in(&world, person, |draft| {
        let school = &mut draft.education[0];
        (school.school, school.major) = (HOSTILE.into(), HOSTILE.into());
        school.diploma_number = Some("<b>1</b>".into());
        draft.employment[0].employer = HOSTILE.into();
        draft.basics.address.as_mut().expect("the draft has an address").street = HOSTILE.into();
    });
    let mut browser = logged_in(&world, person);
    for page in ["", "/basic", "/education", "/work", "/department", "/check"] {
        browser.visit(&format!("/me/collect{page}"));
        inert(&browser);
    }
    browser.sees(HOSTILE);
    browser.form("提交审核").check("承诺所提供信息真实有效").press("提交审核");
    inert(&browser);
    let number = browser.address().strip_prefix("/me/collect/done/").expect("it was filed").to_owned();

    let mut desk = at_desk(&world, officer);
    let case = format!("/desk/cases/{number}");
    for page in ["/desk", &format!("/desk?q={}", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"), &case] {
        desk.visit(page);
        inert(&desk);
    }
    desk.sees(HOSTILE);
    desk.form("查看完整信息").choose("查看完整信息的理由", "对照证件和材料").press("查看完整信息");
    inert(&desk);
    desk.sees(HOSTILE);
    let answer = |desk: &mut Browser<'_>, verdict: &str| {
        let form = desk.form("提交，看下一件").choose("审核结论", verdict);
        form.fill("给办理人的说明", HOSTILE).press("提交，看下一件");
    };
    // Not possible together with a reason, so the page comes back with what was typed.
    answer(&mut desk, "通过 A");
    inert(&desk);
    assert_eq!(desk.status(), 422);
    desk.visit(&case);
    answer(&mut desk, "退回补正 R");
    inert(&desk);

    for page in
        ["/me".to_owned(), "/me/collect".into(), format!("/me/cases/{number}"), "/me/collect/check".into()]
    {
        browser.visit(&page);
        inert(&browser);
    }
    browser.visit(&format!("/me/cases/{number}")).sees(HOSTILE);
    browser.visit("/me/collect/check");
    browser.form("提交审核").check("承诺所提供信息真实有效").press("提交审核");
    browser.visit(&format!("/me/cases/{number}"));
    inert(&browser);
    for page in [case.as_str(), "/desk/decided"] {
        desk.visit(page);
        inert(&desk);
    }
    for (_, letter) in world.letters() {
        let said = format!("{letter:?}");
        assert!(!said.contains("HYPERLINK") && !said.contains("svg"), "{said}");
    }
}

#[test]
fn hostile_words_in_addresses_and_answers_are_not_part_of_the_page() {
    let world = World::new();
    let coded = "%22%3E%3Csvg/onload=alert(1)%3E%3Cscript%3Ealert(1)%3C/script%3E";
    let mut browser = Browser::new(&world.client);
    for page in ["/help?q=", "/login?next=", "/login?next=/", "/login/officer?next=/", "/login?done="] {
        browser.visit(&format!("{page}{coded}"));
        inert(&browser);
    }
    browser.visit("/register");
    let form =
        browser.form("注册").fill("真实姓名", HOSTILE).fill("证件号码", HOSTILE).fill("手机号", HOSTILE);
    form.fill("手机验证码", HOSTILE).press("注册");
    assert_eq!(browser.status(), 422, "no name, no number");
    inert(&browser);
    browser.visit("/password/reset");
    browser.form("确认重置密码").fill("真实姓名", HOSTILE).fill("证件号码", HOSTILE).press("确认重置密码");
    inert(&browser);
    browser.visit("/track");
    browser.form("查询").fill("受理编号", HOSTILE).press("查询");
    inert(&browser);
}
