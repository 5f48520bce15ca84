//! 互通平台: exchanging cards, comparing words, and everything that stands in the way.
use super::kit::{CARD, COMPARE, COMPARED, ENTER, OWN, PEERS, Two, rows, scanned, sound};
use crate::browser::selector;
use crate::cases::{at_desk, entries};
use zhangfang::accounts::Right;
use zhangfang::casework::Outcome;
use zhangfang::envelope::{Card, Keys};
use zhangfang::store::Read;
use zhangfang::tables::{EXCHANGE_KEYS, INSTANCE, Instance, Only, PEERS as KNOWN};
use zhangfang::terms::RegionCode;

fn card_of(seed: u8, region: &str, name: &str) -> Card {
    Keys::from_bytes([seed; 32], [seed + 1; 32])
        .card(name, RegionCode::parse(region).expect("the code is sound"))
}

/// The words shown on a page, in their order.
fn words_on(browser: &crate::browser::Browser<'_>) -> Vec<String> {
    let words = selector(".aloud .spoken-words span");
    browser.page().html.select(&words).map(|span| span.text().collect()).collect()
}

#[test]
fn an_instance_is_entered_after_its_words_were_compared() {
    let two = Two::strangers();
    let card = two.far.card();
    let parsed = Card::parse(&card).expect("the card on the page is whole");
    let mut desk = two.near.administration();
    desk.sees("还没有登记其他平台").sees("青岚县财政局").sees("示例省云岭市青岚县");
    assert_eq!(desk.form(COMPARE).holds(CARD), "");
    assert_eq!(scanned(&desk), two.near.card(), "the code holds the card");
    sound(&desk);
    desk.form(COMPARE).fill(CARD, &format!("我局名片：\n{card}\n请查收")).press(COMPARE);
    desk.sees("临河县财政局").sees("临河县").sees("打给对方财政局").sees("不要用与名片一起发来的号码");
    sound(&desk);
    assert_eq!(words_on(&desk), parsed.fingerprint().words().map(String::from), "the words of the card");
    let kept = two.near.kept();
    desk.press(ENTER);
    assert_eq!(desk.status(), 422, "nothing without the tick");
    two.near.keeps(&kept);
    assert!(desk.form(ENTER).said_about(COMPARED).contains("请先打电话与对方逐词核对"));
    assert_eq!(words_on(&desk).len(), 12, "the words stay");
    sound(&desk);
    desk.form(ENTER).check(COMPARED).press(ENTER);
    assert_eq!(desk.address(), "/desk/peers?done=added");
    desk.sees("对方平台已登记").sees("互通");
    sound(&desk);
    assert_eq!(rows(&desk, "已登记的平台").len(), 1);
    let noted = entries(&two.near.world, "exchange.peer_add", Outcome::Done);
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].actor, two.near.admin.to_string());
    let view = two.near.world.office.store().view().expect("the store can be read");
    let peer = view.get(&KNOWN, &parsed.fingerprint()).expect("it can be read").expect("it was entered");
    assert_eq!((peer.card, peer.removed), (parsed, None));
}

#[test]
fn the_words_on_both_sides_are_the_same() {
    let two = Two::strangers();
    let own = words_on(&two.far.administration());
    let mut desk = two.near.administration();
    desk.form(COMPARE).fill(CARD, &two.far.card()).press(COMPARE);
    assert_eq!((words_on(&desk), own.len()), (own, 12));
}

#[test]
fn a_card_that_may_not_be_entered_is_told_beside_its_field() {
    let two = Two::new();
    let own = Card::parse(&two.near.card()).expect("the card is whole");
    let elsewhere = Card { region: RegionCode::parse("980122").expect("a code"), ..own.clone() };
    let cases = [
        ("".to_string(), "这不是单位名片"),
        ("你好".to_string(), "这不是单位名片"),
        (two.far.card().replace('A', "B"), "不完整或有错"),
        (two.near.card(), "这是本平台自己的名片"),
        (elsewhere.text(), "这是本平台自己的名片"),
        (two.far.card(), "这张名片已经登记过"),
        (card_of(20, "990101", "别处财政局").text(), "在本平台的区划中找不到"),
        (card_of(30, "980221", "另一个临河县财政局").text(), "已经登记了另一个平台（临河县财政局）"),
    ];
    let kept = two.near.kept();
    for (card, sentence) in cases {
        let mut desk = two.near.administration();
        desk.form(COMPARE).fill(CARD, &card).press(COMPARE);
        assert_eq!(desk.status(), 422, "{sentence}");
        let form = desk.form(COMPARE);
        assert!(form.said_about(CARD).contains(sentence), "{sentence}: {}", form.said_about(CARD));
        assert_eq!(form.holds(CARD), card, "what was typed stays");
        sound(&desk);
        // A forger leaves the first step out.
        let mut desk = two.near.administration();
        let form = desk.form(COMPARE).fill(CARD, &card).with("compared", "true");
        form.sent_to("/desk/peers/confirm").press(COMPARE);
        assert_eq!(desk.status(), 422, "{sentence}");
        desk.sees(sentence);
    }
    two.near.keeps(&kept);
}

#[test]
fn an_exchange_is_ended_and_taken_up_again() {
    let two = Two::new();
    let mut desk = two.near.administration();
    desk.press("停止互通：临河县财政局");
    assert_eq!(desk.address(), "/desk/peers?done=removed");
    desk.sees("已停止互通").sees("已停止").misses("停止互通：");
    assert_eq!(entries(&two.near.world, "exchange.peer_remove", Outcome::Done).len(), 1);
    // The region is free for another card now, and the old one cannot come back beside it.
    two.near.enter(&card_of(30, "980221", "临河县财政局新平台").text());
    let mut desk = two.near.administration();
    desk.form(COMPARE).fill(CARD, &two.far.card()).press(COMPARE);
    assert_eq!(desk.status(), 422);
    desk.sees("已经登记了另一个平台（临河县财政局新平台）");
    desk.visit(PEERS);
    desk.press("停止互通：临河县财政局新平台");
    two.near.enter(&two.far.card());
    let desk = two.near.administration();
    let listed = rows(&desk, "已登记的平台");
    assert!(listed.len() == 2 && listed[0].contains("互通") && listed[1].contains("已停止"), "{listed:?}");
}

#[test]
fn a_press_twice_enters_once() {
    let two = Two::strangers();
    let mut desk = two.near.administration();
    desk.form(COMPARE).fill(CARD, &two.far.card()).press(COMPARE);
    let led = desk.form(ENTER).check(COMPARED).press_twice(ENTER);
    assert_eq!(led.0, led.1);
    assert_eq!(rows(&two.near.administration(), "已登记的平台").len(), 1);
}

#[test]
fn without_a_region_there_is_no_card_and_nothing_to_enter() {
    let two = Two::strangers();
    two.near.world.work(|ledger| {
        let instance = ledger.get(&INSTANCE, &Only)?.expect("it was made");
        Ok(ledger.put(&INSTANCE, &Only, &Instance { region: None, ..instance })?)
    });
    assert!(two.near.world.office.store().view().is_ok_and(|view| view.get(&EXCHANGE_KEYS, &Only).is_ok()));
    let desk = two.near.administration();
    desk.sees("本平台还没有设置行政区").sees("region_code").misses(COMPARE).misses(OWN);
    sound(&desk);
}

#[test]
fn instances_are_there_for_administrators_alone() {
    let two = Two::new();
    let world = &two.near.world;
    let mut desk = two.near.desk("/desk/account");
    assert!(!desk.page().source().contains("href=\"/desk/administration\""));
    assert!(desk.page().source().contains("href=\"/desk/transfers\""));
    let card = card_of(40, "980122", "松溪县财政局").text();
    let kept = two.near.kept();
    for (page, address) in [(PEERS, PEERS), (PEERS, "/desk/peers/confirm")] {
        assert_eq!(desk.visit(page).status, 404);
        desk.visit("/desk/account");
        let form = desk.form("修改密码").with("card", &card).with("compared", "true");
        form.sent_to(address).press("修改密码");
        assert_eq!(desk.status(), 404, "{address}");
    }
    let known = Card::parse(&two.far.card()).expect("the card is whole").fingerprint();
    desk.visit("/desk/account");
    desk.form("修改密码").sent_to(&format!("/desk/peers/{known}/remove")).press("修改密码");
    assert_eq!(desk.status(), 404);
    two.near.keeps(&kept);
    // Whoever loses the right between the page and the press changes nothing either.
    let mut admin = two.near.administration();
    admin.form(COMPARE).fill(CARD, &card).press(COMPARE);
    world.change_officer(two.near.admin, |officer| officer.rights = vec![Right::Review]);
    let kept = two.near.kept();
    admin.form(ENTER).check(COMPARED).press(ENTER);
    assert_eq!(admin.status(), 404);
    two.near.keeps(&kept);
    assert!(at_desk(world, two.near.admin).visit("/desk/transfers").status == 200);
    assert!(entries(world, "exchange.look", Outcome::Refused).len() >= 5);
}
