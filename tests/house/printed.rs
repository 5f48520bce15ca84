//! Papers as PDF: who gets which, and what the page of a paper's code says about it.
use crate::browser::Browser;
use crate::cases::{at_desk, entries};
use crate::changes::kit::{County, number_of};
use crate::pages::assert_sound;
use crate::papers::logged_in;
use crate::transfer::kit::{Pair, file};
use crate::world::World;
use std::time::Duration;
use zhangfang::casework::Outcome;
use zhangfang::papers::Kind;

const FORM: &str = "/me/papers/record.pdf";
const APPROVAL: &str = "/me/papers/approval.pdf";

/// Whether the address answers with a PDF.
fn gives(browser: &mut Browser<'_>, path: &str) -> bool {
    browser.visit(path);
    let page = browser.page();
    assert_eq!(page.status == 200, page.source().starts_with("%PDF-"), "{path}: {}", page.status);
    page.status == 200
}

/// The address that the paper of this kind about this version or round carries in its code.
pub fn address(world: &World, number: &str, kind: Kind, state: u32) -> String {
    let id = crate::cases::id_of(world, number);
    format!("/papers/check/{number}/{}", world.office.paper_code(kind, &id, state))
}

fn change_school(county: &County) -> String {
    let mut browser = county.home();
    browser.visit("/me/change");
    browser.click("教育经历变更");
    browser.click("变更：青岚财经大学");
    browser.form("提交变更").fill("所学专业", "审计学").press("提交变更");
    number_of(&browser)
}

#[test]
fn who_is_on_record_prints_everything_and_who_is_not_prints_receipts_alone() {
    let county = County::new();
    let mut browser = county.home();
    browser.visit("/me/papers").sees("会计人员信息登记表").sees("调出地审核通过后可以打印");
    assert_sound("/me/papers", &browser.page().source());
    let number = county.collection();
    for path in [FORM, APPROVAL] {
        assert!(gives(&mut browser, path), "{path}");
    }
    for size in ["", "?size=roll", "?size=nonsense"] {
        assert!(gives(&mut browser, &format!("/me/papers/{number}/receipt.pdf{size}")));
    }
    assert!(!gives(&mut browser, &format!("/me/papers/{number}/transfer.pdf")), "nothing was transferred");
    let other = county.world.person("李小明", "110101199003071188", "13412340000", true);
    let mut stranger = logged_in(&county.world, other);
    for path in [FORM, APPROVAL, &format!("/me/papers/{number}/receipt.pdf")] {
        assert!(!gives(&mut stranger, path), "{path}");
        assert_eq!(stranger.status(), 404);
    }
    stranger.visit("/me/papers").sees("信息采集审核通过后可以打印").sees("您还没有提交过业务");
    assert_eq!(entries(&county.world, "papers.look", Outcome::Refused).len(), 4);
}

#[test]
fn a_paper_is_current_until_what_it_says_changes() {
    let county = County::new();
    let number = county.collection();
    let (form, approval) = (
        address(&county.world, &number, Kind::Form, 1),
        address(&county.world, &number, Kind::Certificate, 1),
    );
    let receipt = address(&county.world, &number, Kind::Receipt, 1);
    let mut anybody = Browser::new(&county.world.client);
    for (paper, words) in [(&form, "会计人员信息登记表"), (&approval, "会计人员信息采集审核通过证明")]
    {
        anybody
            .visit(paper)
            .sees("真实有效")
            .sees(words)
            .sees("青岚县财政部门")
            .misses("张晓岚")
            .misses("张**");
        assert_sound(paper, &anybody.page().source());
    }
    anybody.visit(&receipt).sees("真实，但已不是最新").sees("办件查询");
    county.approve(&change_school(&county));
    anybody.visit(&form).sees("真实，但已不是最新").sees("请本人重新打印");
    anybody.visit(&approval).sees("真实有效");
    let mut person = county.home();
    assert!(gives(&mut person, FORM), "the new state is printed");
}

#[test]
fn what_was_altered_by_one_sign_is_not_genuine() {
    let county = County::new();
    let number = county.collection();
    let genuine = address(&county.world, &number, Kind::Form, 1);
    let mut anybody = Browser::new(&county.world.client);
    anybody.visit(&genuine);
    assert_eq!(anybody.status(), 200);
    let code = genuine.rsplit('/').next().expect("it has a code").to_string();
    for (place, sign) in code.char_indices().filter(|(_, sign)| *sign != '-') {
        let mut altered = code.clone();
        altered.replace_range(place..=place, if sign == 'A' { "B" } else { "A" });
        anybody.visit(&format!("/papers/check/{number}/{altered}")).sees("未能核实这份文件");
        assert_eq!(anybody.status(), 404, "{altered}");
    }
    anybody.visit("/papers/check/980121-2026-000999-1/AAAA-AAAA-AAAA-AAAA").sees("未能核实这份文件");
    anybody.visit("/papers/check/%E4%BC%9A/x").sees("未能核实这份文件");
}

#[test]
fn number_and_code_are_typed_where_there_is_no_camera() {
    let county = County::new();
    let number = county.collection();
    let genuine = address(&county.world, &number, Kind::Certificate, 1);
    let code = genuine.rsplit('/').next().expect("it has a code").to_lowercase().replace('-', " ");
    let mut anybody = Browser::new(&county.world.client);
    anybody.visit("/papers/check").sees("核对证明真伪");
    assert_sound("/papers/check", &anybody.page().source());
    anybody.form("核对").fill("受理编号", "12").fill("校验码", "1").press("核对").sees("16 位校验码");
    assert_eq!(anybody.status(), 422);
    assert!(anybody.page().source().contains("value=\"12\""), "what was typed is kept");
    anybody.form("核对").fill("受理编号", &number).fill("校验码", "AAAA-AAAA-AAAA-AAAA").press("核对");
    anybody.sees("未能核实这份文件");
    assert_eq!(anybody.status(), 404);
    anybody.form("核对").fill("校验码", &code).press("核对").sees("真实有效");
    assert_eq!(anybody.address(), genuine);
}

#[test]
fn a_name_is_compared_and_never_shown_and_not_too_often() {
    let county = County::new();
    let number = county.collection();
    let paper = address(&county.world, &number, Kind::Form, 1);
    let mut anybody = Browser::new(&county.world.client);
    let ask = |browser: &mut Browser<'_>, name: &str, tail: &str| {
        browser.visit(&paper);
        browser.form("核对姓名").fill("姓名", name).fill("证件号码后四位", tail).press("核对姓名");
        browser.status()
    };
    assert_eq!(ask(&mut anybody, "张晓岚", "1233"), 200);
    anybody.sees("与登记一致");
    for (name, tail) in [("张晓兰", "1233"), ("张晓岚", "1234")] {
        ask(&mut anybody, name, tail);
        anybody.sees("与登记不一致").misses("110101");
    }
    assert_eq!(ask(&mut anybody, "", "12"), 422);
    anybody.sees("请输入证件号码的后四位");
    for _ in 0..7 {
        ask(&mut anybody, "张晓兰", "0000");
    }
    assert_eq!(ask(&mut anybody, "张晓岚", "1233"), 429, "even the right one waits now");
    anybody.sees("核对的次数较多").misses("成功：与登记一致");
    county.world.wait(Duration::from_secs(24 * 3600 + 1));
    assert_eq!(ask(&mut anybody, "张晓岚", "1233"), 200);
}

#[test]
fn the_letter_of_a_transfer_is_there_from_the_moment_it_is_let_go() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let number = file(&mut browser);
    let letter = format!("/me/papers/{number}/transfer.pdf");
    assert!(!gives(&mut browser, &letter), "nobody has let it go");
    pair.agree(pair.officer, &number);
    assert!(gives(&mut browser, &letter));
    browser.visit(&format!("/me/transfer/{number}")).sees("打印调转函");
    let paper = address(&pair.world, &number, Kind::Departure, 1);
    let mut anybody = Browser::new(&pair.world.client);
    anybody.visit(&paper).sees("真实有效").sees("会计人员属地调转函").sees("青岚县财政部门");
    pair.return_it(pair.receiver, &number, "调转原因", "材料不清楚。");
    anybody.visit(&paper).sees("真实，但已失效");
    assert!(!gives(&mut browser, &letter), "it was sent back");
}

#[test]
fn officers_print_what_they_may_read_and_each_print_is_noted() {
    let pair = Pair::new();
    let number = file(&mut pair.home());
    pair.agree(pair.officer, &number);
    for officer in [pair.officer, pair.receiver] {
        let mut desk = pair.bench(officer, &number);
        desk.press("打印调转函（PDF）");
        assert!(desk.page().source().starts_with("%PDF-"));
    }
    let noted = entries(&pair.world, "papers.print", Outcome::Done);
    assert_eq!(noted.len(), 2);
    assert!(noted.iter().all(|entry| entry.detail == "departure"));
    let collected = pair.county.collection();
    let mut desk = pair.bench(pair.officer, &collected);
    desk.press("打印现在的登记表（PDF）");
    assert!(desk.page().source().starts_with("%PDF-"));
    let mut foreign = at_desk(&pair.world, pair.receiver);
    foreign.visit("/desk/account");
    let sent = foreign.form("修改密码").sent_to(&format!("/desk/cases/{collected}/papers/record"));
    sent.press("修改密码");
    assert_eq!(foreign.status(), 404, "the record is not theirs yet");
}
