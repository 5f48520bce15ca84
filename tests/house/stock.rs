//! 材料库: pictures uploaded before, listed, used once more and taken away.
mod list;

use crate::browser::{Browser, selector, words_of};
use crate::cases::entries;
use crate::changes::kit::{County, number_of};
use crate::filled::{keep, portrait};
use crate::pages::assert_sound;
use crate::papers::{NUMBERS, file_papers, logged_in, photo};
use crate::records::{date, slot};
use crate::transfer::kit::{DECLARED, Pair, REASONS, SEND, THERE, begin, to};
use crate::world::World;
use std::time::Duration;
use zhangfang::casework::Outcome;
use zhangfang::office::{Picture, keep_picture};
use zhangfang::store::{Attachment, Read, Span};
use zhangfang::tables::{FILES, FileRecord};
use zhangfang::terms::{AccountId, FileId, Moment};

const CHANGE: &str = "提交变更";
const SCHOOL: &str = "/me/change/education/new";
const BASICS: &str = "/me/collect/basic";
const FRONT: &str = "身份证明正面（身份证或居住证）";
const GONE: &str = "没有找到所选的照片，请重新选一张，或上传新的照片。";

/// Every picture of this person, oldest record of a moment in no order.
fn files(world: &World, person: AccountId) -> Vec<(FileId, FileRecord)> {
    let view = world.office.store().view().unwrap();
    let all = view.scan(&FILES, Span::all(1000)).unwrap();
    all.into_iter().filter(|(_, file)| file.owner == person).collect()
}

fn file(world: &World, id: FileId) -> Option<FileRecord> {
    world.office.store().view().unwrap().get(&FILES, &id).unwrap()
}

/// The pictures to choose from, in words.
fn offered(browser: &Browser<'_>) -> Vec<String> {
    browser.page().html.select(&selector(".stock .choice label")).map(words_of).collect()
}

/// Opens the pictures for this place and chooses the one that was uploaded as `was`.
fn choose(browser: &mut Browser<'_>, send: &str, label: &str, was: &str) {
    browser.press(&format!("从材料库选{label}"));
    let words = offered(browser).into_iter().find(|words| words.contains(&format!("：{was}，")));
    let words = words.unwrap_or_else(|| panic!("{was} is not offered: {:?}", offered(browser)));
    let legend = format!("材料库里可以用作“{label}”的照片");
    browser.form(send).choose(&legend, &words).press(&format!("使用这张{label}"));
}

/// The picture that the form holds at a place.
fn held(browser: &Browser<'_>, field: &str) -> Option<FileId> {
    let found = selector(&format!("input[name='kept.{field}']"));
    let input = browser.page().html.select(&found).next()?;
    input.value().attr("value")?.parse().ok()
}

/// A square page with a grain that makes it large and that may be lost.
fn grainy(edge: u32) -> Vec<u8> {
    let mut state = edge;
    let picture = image::RgbImage::from_fn(edge, edge, |x, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [.., grain] = state.to_le_bytes();
        image::Rgb([120 + u8::try_from(x * 100 / edge).unwrap() + grain % 12; 3])
    });
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// Keeps a picture of this size for a slot.
fn keep_of(
    world: &World,
    person: AccountId,
    slot: &'static str,
    (width, height): (u32, u32),
    bytes: Vec<u8>,
) -> FileId {
    let length = u32::try_from(bytes.len()).unwrap();
    let picture = Picture { attachment: Attachment::new(bytes), length, width, height };
    world.work(move |ledger| Ok(keep_picture(ledger, person, slot, &picture)?))
}

#[test]
fn a_picture_of_the_collection_is_used_again_in_a_change() {
    let county = County::new();
    let before = files(&county.world, county.person);
    let mut browser = county.home();
    browser.visit(SCHOOL);
    browser.form(CHANGE).fill("学校名称", "云岭大学").press("从材料库选学历证");
    assert_eq!((browser.status(), browser.form(CHANGE).holds("学校名称")), (200, "云岭大学".to_string()));
    assert_sound(SCHOOL, &browser.page().source());
    assert_eq!(offered(&browser).len(), before.len() - 1, "all but the portrait: {:?}", offered(&browser));
    choose(&mut browser, CHANGE, "学历证", "学位证");
    assert_eq!(browser.status(), 200);
    browser.sees("学历证：已从材料库选用");
    assert!(offered(&browser).is_empty(), "what was asked for is there");
    assert_eq!(browser.form(CHANGE).holds("学校名称"), "云岭大学");

    let taken = held(&browser, "diploma").expect("the form has it");
    let source = before.iter().find(|(_, file)| file.slot == "education.degree").unwrap();
    let record = file(&county.world, taken).unwrap();
    assert_eq!(
        (record.slot.as_str(), record.owner, record.filed),
        ("education.diploma", county.person, false)
    );
    assert_eq!((record.digest, record.length), (source.1.digest, source.1.length), "the same picture");
    assert_eq!(file(&county.world, source.0).as_ref(), Some(&source.1), "the first one stays as it was");

    let form = browser
        .form(CHANGE)
        .choose("培养方式", "全日制")
        .choose("学历", "硕士研究生")
        .choose("学位", "硕士")
        .fill("所学专业", "会计学")
        .fill("学历证书编号", "104241201305001873")
        .fill("学位证书编号", "1042442013001873")
        .attach(&slot("学位证"), &photo(72));
    let form = date(date(form, "入学时间", ["2010", "9", "1"]), "毕业时间", ["2013", "6", "30"]);
    form.press(CHANGE);
    let number = number_of(&browser);
    assert!(file(&county.world, taken).unwrap().filed);
    county.approve(&number);
    let school = county.dossier().education.into_iter().find(|one| one.school == "云岭大学").unwrap();
    assert_eq!(school.files.diploma, Some(taken));
}

#[test]
fn a_picture_too_large_for_the_proof_of_a_transfer_is_made_smaller() {
    let pair = Pair::new();
    let large = keep_of(&pair.world, pair.person, "employment.proof", (1400, 1400), grainy(1400));
    let length = |id| file(&pair.world, id).unwrap().length;
    assert!(length(large) > 200 * 1024, "{}", length(large));
    let mut browser = pair.home();
    let (reason, proof) = REASONS[2];
    begin(&mut browser, reason);
    to(&mut browser, THERE);
    browser
        .form(SEND)
        .fill("转入户籍所在地或居住地", "示例省云岭市松溪县")
        .press(&format!("从材料库选{proof}"));
    let value = large.to_string();
    let found = selector(&format!(".stock input[value='{value}']"));
    assert_eq!(browser.page().html.select(&found).count(), 1, "{:?}", offered(&browser));
    browser.form(SEND).with("stock.proof", &value).press(&format!("使用这张{proof}"));
    browser.sees("已从材料库选用").sees("已压缩到");
    let taken = held(&browser, "proof").expect("the form has it");
    assert!(length(taken) < 200 * 1024, "{}", length(taken));
    assert_eq!(file(&pair.world, taken).unwrap().slot, "transfer.proof");
    assert!(length(large) > 200 * 1024, "the first one stays as it was");
    browser.form(SEND).check(DECLARED).press(SEND);
    assert!(browser.address().starts_with("/me/transfer/98"), "{}", browser.page().text());
    assert!(file(&pair.world, taken).unwrap().filed);
}

#[test]
fn only_what_fits_a_place_is_offered_there() {
    let world = World::new();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
    let mut browser = logged_in(&world, person);
    browser.visit(BASICS).misses("从材料库选");
    keep(&world, person, "employment.proof", 5);
    browser.visit(BASICS).sees("从材料库选身份证明正面");
    browser.misses("从材料库选证件照");
    let small = keep_of(&world, person, "basics.portrait", (294, 413), portrait(294, 413));
    browser.visit(BASICS).misses("从材料库选证件照");
    let good = keep_of(&world, person, "basics.portrait", (295, 413), portrait(295, 413));
    browser.visit(BASICS);
    browser.press("从材料库选证件照");
    assert_eq!(offered(&browser).len(), 1, "{:?}", offered(&browser));
    browser.form("保存并继续").with("stock.portrait", &small.to_string()).press("使用这张证件照");
    assert_eq!(browser.status(), 422);
    browser.sees(GONE);
    browser.form("保存并继续").with("stock.portrait", &good.to_string()).press("使用这张证件照");
    assert!(held(&browser, "portrait").is_some());
    browser.press(&format!("从材料库选{FRONT}"));
    assert_eq!(offered(&browser).len(), 1, "no portrait for a paper: {:?}", offered(&browser));

    // Less than a paper must have, although a proof of a transfer may be so light.
    let light = world.person("李强", NUMBERS[1], "13900002222", true);
    let bytes = photo(9)[..19_000].to_vec();
    let picture = Picture { length: 19_000, attachment: Attachment::new(bytes), width: 200, height: 160 };
    world.work(move |ledger| Ok(keep_picture(ledger, light, "transfer.proof", &picture)?));
    logged_in(&world, light).visit(BASICS).misses("从材料库选");
}

/// T26: what was photographed to prove who somebody is serves nothing else.
#[test]
fn the_photographs_of_the_proof_of_identity_are_never_offered() {
    let world = World::new();
    world.officer("chen", "陈明", crate::world::COUNTY);
    let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
    let mut browser = logged_in(&world, person);
    let number = file_papers(&mut browser, 1);
    keep(&world, person, "employment.proof", 5);
    browser.visit(&format!("/me/cases/{number}"));
    browser.press("撤回");
    browser.visit("/me/verify/upload").misses("从材料库选");
    let form = browser.form("提交审核").check(crate::papers::CONSENT);
    let proof =
        files(&world, person).into_iter().find(|(_, file)| file.slot == "employment.proof").unwrap().0;
    form.with("stock.papers.front", &proof.to_string())
        .with("picture", "take:papers.front")
        .press("提交审核");
    assert_eq!((browser.status(), files(&world, person).len()), (422, 4), "nothing serves there");

    world.change_account(person, |account| {
        account.verified =
            Some(zhangfang::accounts::Verified { at: Moment::from_millis(0), way: "test".into() });
    });
    for (id, photograph) in
        files(&world, person).into_iter().filter(|(_, file)| file.slot.starts_with("papers."))
    {
        browser.visit(BASICS);
        browser.press(&format!("从材料库选{FRONT}"));
        assert_eq!(offered(&browser).len(), 1, "{:?}", offered(&browser));
        browser.misses("手持");
        browser
            .form("保存并继续")
            .with("stock.identity_front", &id.to_string())
            .press(&format!("使用这张{FRONT}"));
        assert_eq!((browser.status(), held(&browser, "identity_front")), (422, None), "{}", photograph.slot);
        browser.sees(GONE);
    }
    assert_eq!(files(&world, person).len(), 4);
}

/// T26: an id of somebody else's picture is answered like one that was never there.
#[test]
fn another_persons_picture_is_not_there() {
    let world = World::new();
    let [person, other] = [0, 1].map(|n| world.person("王小梅", NUMBERS[n], &format!("1390000111{n}"), true));
    keep(&world, person, "employment.proof", 5);
    let theirs = keep(&world, other, "employment.proof", 6);
    let nobodys = FileId::from_bytes([99; 16]);
    let mut pages = Vec::new();
    for id in [theirs.to_string(), nobodys.to_string(), "x".into()] {
        let mut browser = logged_in(&world, person);
        browser.visit(BASICS);
        browser.form("保存并继续").with("stock.identity_front", &id).press(&format!("从材料库选{FRONT}"));
        let form = browser.form("保存并继续").with("stock.identity_front", &id);
        form.fill("邮箱", "mei@example.cn").press(&format!("使用这张{FRONT}"));
        assert_eq!((browser.status(), held(&browser, "identity_front")), (422, None));
        assert_eq!(browser.form("保存并继续").holds("邮箱"), "mei@example.cn", "what was typed is kept");
        assert_sound(BASICS, &browser.page().source());
        pages.push(browser.sees(GONE).page().text());
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "nothing tells them apart");
    assert_eq!((files(&world, person).len(), files(&world, other).len()), (1, 1));
    let noted = entries(&world, "picture.take", Outcome::Refused);
    assert_eq!(
        noted.iter().map(|entry| entry.detail.as_str()).collect::<Vec<_>>(),
        ["not_found", "not_found"]
    );
    let mut browser = logged_in(&world, person);
    browser.visit(BASICS);
    browser.press(&format!("从材料库选{FRONT}"));
    browser.press(&format!("使用这张{FRONT}"));
    assert_eq!(browser.status(), 422);
    browser.sees("请先选一张照片");
}

#[test]
fn many_pictures_are_turned_over_page_by_page_and_the_same_one_stands_once() {
    let world = World::new();
    let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
    for seed in 0..14 {
        keep(&world, person, "employment.proof", seed);
        world.wait(Duration::from_secs(60));
    }
    keep(&world, person, "employment.licence", 3);
    let mut browser = logged_in(&world, person);
    browser.visit(BASICS);
    browser.press(&format!("从材料库选{FRONT}"));
    let first = offered(&browser);
    assert_eq!(first.len(), 12);
    assert!(first[0].contains("统一社会信用代码证"), "the newest first: {first:?}");
    browser.press(&format!("看更早的照片{FRONT}"));
    let second = offered(&browser);
    assert_eq!(second.len(), 2, "{second:?}");
    assert!(second[0].starts_with("第 13 张") && second[1].contains("09:00"), "{second:?}");
    browser.misses("看更早的照片");
    browser.press(&format!("不用材料库的照片{FRONT}"));
    assert!(offered(&browser).is_empty() && browser.status() == 200);
}
