//! Issuing a letter, its page, its paper, and its end when nobody answers.
use super::kit::{LETTERS, NAME, Two, rows, scanned, sound};
use crate::cases::{at_desk, entries};
use crate::papers::NUMBERS;
use crate::world::NEIGHBOUR;
use data_encoding::HEXLOWER;
use std::time::Duration;
use zhangfang::accounts::Right;
use zhangfang::casework::{Outcome, State};
use zhangfang::envelope::digest;
use zhangfang::store::Read;
use zhangfang::tables::DISPATCHES;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[test]
fn a_transfer_that_goes_elsewhere_leads_to_its_letter() {
    let two = Two::new();
    let number = two.released();
    let mut desk = two.near.desk(&format!("{LETTERS}?done=released&last={number}"));
    desk.sees(&format!("已确认调出：{number}")).sees("请接着在“待开函”中开具电子调转函");
    assert_eq!(rows(&desk, "待开函").len(), 1);
    desk.sees("张**").sees("示例省望川市临河县").sees("临河县财政局").misses(NAME);
    sound(&desk);
    let mut bench = two.near.desk(&format!("/desk/cases/{number}"));
    bench.sees("本部门已于 2026-11-23").sees("还没有开函").misses("您可以查看该业务");
    sound(&bench);
    bench.click("开具电子调转函");
    assert_eq!(bench.address(), LETTERS);
    desk.press(&format!("开具电子调转函：{number}"));
    assert_eq!(desk.address(), format!("{LETTERS}/letters/{number}-1?done=issued"));
    desk.sees(&format!("电子调转函已开具：{number}-1"))
        .sees("在途")
        .sees("2027-01-22 09:00")
        .misses("作废这封函");
    sound(&desk);
    desk.visit(LETTERS).sees("没有等待开函的调转");
    let sent = rows(&desk, "已开出的函");
    assert!(sent.len() == 1 && sent[0].contains("张**") && sent[0].contains("在途"), "{sent:?}");
    sound(&desk);
    let mut bench = two.near.desk(&format!("/desk/cases/{number}"));
    bench.sees("现由 示例省望川市临河县 审核").sees("在途，等待对方的回执");
    bench.click(&format!("{number}-1"));
    assert_eq!(bench.status(), 200);
    assert_eq!(entries(&two.near.world, "exchange.issue", Outcome::Done).len(), 1);
}

#[test]
fn a_letter_asked_for_twice_is_issued_once() {
    let two = Two::new();
    let number = two.released();
    let mut desk = two.near.desk(LETTERS);
    let button = format!("开具电子调转函：{number}");
    let (first, second) = desk.form(&button).press_twice(&button);
    assert_eq!(first, format!("{LETTERS}/letters/{number}-1?done=issued"));
    assert_eq!(second, format!("{LETTERS}/letters/{number}-1"));
    assert_eq!(two.near.kept().keys().filter(|(table, _)| table == "dispatches").count(), 1);
}

#[test]
fn without_a_known_instance_there_is_no_letter_to_issue() {
    let two = Two::new();
    let number = two.released();
    let mut admin = two.near.administration();
    let mut desk = two.near.desk(LETTERS);
    admin.press("停止互通：临河县财政局");
    let kept = two.near.kept();
    desk.press(&format!("开具电子调转函：{number}"));
    assert_eq!(desk.status(), 409);
    two.near.keeps(&kept);
    desk.sees("调入地没有登记为互通平台");
    desk.visit(LETTERS).sees("请管理员先在“互通平台”中登记对方平台").misses("开具电子调转函：");
}

#[test]
fn the_file_and_the_paper_belong_together() {
    let two = Two::new();
    let (number, letter, file) = two.issued();
    let mut desk = two.near.desk(&format!("{LETTERS}/letters/{letter}/file"));
    let page = desk.page();
    assert_eq!((page.status, page.bytes == file), (200, true));
    assert_eq!(page.header("content-type"), Some("application/octet-stream"));
    let saved = format!("attachment; filename=\"zhangfang-{letter}.letter\"");
    assert_eq!(page.header("content-disposition"), Some(saved.as_str()));
    assert!(page.header("cache-control").is_some_and(|how| how.contains("no-store")), "{:?}", page.headers);
    let hex = HEXLOWER.encode(&digest(&file));
    desk.visit(&format!("{LETTERS}/letters/{letter}"));
    desk.sees(&format!("{} {} {}", &hex[..4], &hex[4..8], &hex[8..12])).misses(NAME);
    desk.click("打印纸质调转函");
    sound(&desk);
    assert_eq!(scanned(&desk), format!("ZFLETTER1:{letter}:{hex}"));
    desk.sees(NAME).sees("110*******1233").misses(NUMBERS[0]).sees("户籍所在地或居住地变动").sees("找回密码");
    desk.sees("示例省云岭市青岚县").sees("示例省望川市临河县").sees("2026-11-23 09:00").sees(&letter);
    // The one in the kit counts too.
    let told: Vec<_> = entries(&two.near.world, "exchange.download", Outcome::Done);
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|entry| entry.detail.contains(&letter)), "{told:?}");
    assert_eq!(entries(&two.near.world, "exchange.paper", Outcome::Done).len(), 1);
    assert_eq!(two.near.case(&number).state, State::Released);
}

#[test]
fn a_letter_is_there_for_reviewers_of_the_leaving_side_alone() {
    let two = Two::new();
    let (number, letter, _) = two.issued();
    let world = &two.near.world;
    let (neighbour, above) =
        (world.officer("songxi", "韩审核", NEIGHBOUR), world.officer("yunling", "唐审核", "980100"));
    let province = world.officer("shili", "程审核", "980000");
    let pages = ["", "/file", "/paper"].map(|page| format!("{LETTERS}/letters/{letter}{page}"));
    let absent = pages.clone().map(|page| page.replace(&number, "980121-2026-000777-1"));
    let kept = two.near.kept();
    for officer in [neighbour, above, province, two.near.admin] {
        let mut desk = at_desk(world, officer);
        for (page, absent) in pages.iter().zip(&absent) {
            desk.visit(page);
            let met = (desk.status(), desk.page().text());
            assert_eq!(met.0, 404, "{page}");
            desk.visit(absent);
            assert_eq!((desk.status(), desk.page().text()), met, "{page}");
        }
        desk.visit("/desk/account");
        desk.form("修改密码").sent_to(&format!("{LETTERS}/letters/{letter}/void")).press("修改密码");
        assert_eq!(desk.status(), 404);
        desk.visit("/desk/account");
        desk.form("修改密码").sent_to(&format!("{LETTERS}/{number}/issue")).press("修改密码");
        assert_eq!(desk.status(), 404);
        if officer != two.near.admin {
            desk.visit(LETTERS).misses(&letter).misses("张**");
            assert_eq!(desk.status(), 200);
        }
    }
    assert_eq!(at_desk(world, two.near.admin).visit(LETTERS).status, 404);
    two.near.keeps(&kept);
    assert_eq!(entries(world, "exchange.download", Outcome::Refused).len(), 6);
    // A reviewer who is none any more loses the letter at once.
    let mut desk = two.near.desk(&pages[0]);
    assert_eq!(desk.status(), 200);
    world.change_officer(two.near.reviewer, |officer| officer.rights = vec![Right::Audit]);
    assert_eq!(desk.visit(&pages[1]).status, 404);
}

#[test]
fn a_letter_that_nobody_answered_is_voided_after_its_time() {
    let two = Two::new();
    let (number, letter, file) = two.issued();
    let page = format!("{LETTERS}/letters/{letter}");
    two.near.world.wait(61 * DAY - Duration::from_secs(1));
    let mut desk = two.near.desk(&page);
    desk.misses("作废这封函");
    desk.visit("/desk/account");
    desk.form("修改密码").sent_to(&format!("{page}/void")).press("修改密码");
    assert_eq!(desk.status(), 404, "too early for a forger as well");
    two.near.world.wait(Duration::from_secs(1));
    let mut desk = two.near.desk(&page);
    desk.sees("作废这封函").sees("确认没有接收");
    sound(&desk);
    let (first, second) = desk.form("作废").press_twice("作废");
    assert_eq!((first.as_str(), &first), (format!("{LETTERS}?done=void&last={letter}").as_str(), &second));
    desk.sees(&format!("电子调转函已作废：{letter}")).sees("过期作废");
    assert_eq!(two.near.case(&number).state, State::Waiting);
    let mut desk = two.near.desk(&page);
    desk.sees("过期作废").misses("下载函文件").misses("打印纸质调转函").misses("作废这封函");
    sound(&desk);
    for page in [format!("{page}/file"), format!("{page}/paper")] {
        assert_eq!(desk.visit(&page).status, 404, "{page}");
    }
    let view = two.near.world.office.store().view().expect("the store can be read");
    assert!(view.get(&DISPATCHES, &letter).is_ok_and(|one| one.is_some_and(|one| one.end.is_some())));
    assert!(!two.near.kept().values().any(|value| value == &file), "the file is gone");
}
