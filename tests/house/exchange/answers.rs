//! A letter taken in, decided, answered, and what is left where it came from.
use super::kit::{LETTERS, NAME, PHONE, Two, rows, sound};
use crate::cases::{at_desk, entries};
use crate::papers::{NUMBERS, logged_in};
use crate::world::NEIGHBOUR;
use zhangfang::casework::{Outcome, State};
use zhangfang::envelope::digest;
use zhangfang::store::Read;
use zhangfang::tables::DOSSIERS;

#[test]
fn a_record_moves_from_one_instance_to_the_other() {
    let two = Two::new();
    let (number, letter, file) = two.issued();
    let hex = data_encoding::HEXLOWER.encode(&digest(&file));
    let mut desk = two.far.imports(&file, &format!("zfletter1：{letter}:{}\n", hex.to_uppercase()));
    assert_eq!(desk.address(), format!("/desk/cases/{number}?done=arrived&last={number}"));
    desk.sees("电子调转函已导入").sees(&format!("由电子调转函 {letter} 转入，签名和内容已核对"));
    desk.sees("请在 2027-01-22 09:00 之前审核").misses(NUMBERS[0]);
    sound(&desk);
    desk.visit(LETTERS);
    let received = rows(&desk, "收到的函");
    assert!(received.len() == 1 && received[0].contains("待审核") && received[0].contains("青岚县财政局"));
    sound(&desk);
    let answer = two.answered(&number, "通过 A", "");
    let mut desk = two.far.desk(LETTERS);
    desk.sees("已接收");
    desk.click("下载回执");
    let saved = format!("attachment; filename=\"zhangfang-{letter}.answer\"");
    assert_eq!(desk.page().header("content-disposition"), Some(saved.as_str()));
    assert_eq!(entries(&two.far.world, "exchange.answer_download", Outcome::Done).len(), 2);
    let desk = two.near.imports(&answer, "");
    assert_eq!(desk.address(), format!("{LETTERS}?done=answer&last={number}"));
    desk.sees(&format!("调转已办结：{number}")).sees("调入地已接收").sees("已转出").misses("张**");
    sound(&desk);
    assert!(two.far.case(&number).state == State::Approved && two.near.case(&number).has_left());
    leaves_nothing(&two, &number, &letter);
}

/// No page of the leaving side shows anything of the person, nor does the store hold a record or a picture.
fn leaves_nothing(two: &Two, number: &str, letter: &str) {
    let view = two.near.world.office.store().view().expect("the store can be read");
    assert!(view.get(&DOSSIERS, &two.person).is_ok_and(|record| record.is_none()));
    let tables = ["files", "filings", "record_versions", "dossiers", "drafts"];
    let left: Vec<_> =
        two.near.kept().into_keys().filter(|(table, _)| tables.contains(&table.as_str())).collect();
    assert!(left.is_empty(), "{left:?}");
    let page = format!("{LETTERS}/letters/{letter}");
    for officer in [two.near.reviewer, two.near.admin] {
        let mut desk = at_desk(&two.near.world, officer);
        for page in [
            "/desk".into(),
            "/desk/decided".into(),
            "/desk/decided?scope=below".into(),
            LETTERS.into(),
            page.clone(),
            format!("{page}/file"),
            format!("{page}/paper"),
            format!("/desk/cases/{number}"),
        ] {
            desk.visit(&page);
            for secret in [NAME, "张**", NUMBERS[0], "110*******1233", PHONE, "河湾路", "青岚县第一中学"]
            {
                assert!(!desk.page().source().contains(secret), "{page} shows {secret}");
            }
        }
        assert_eq!(desk.visit(&format!("/desk/cases/{number}")).status, 404);
        assert_eq!(desk.visit(&format!("{page}/file")).status, 404);
    }
    // The person still has the account, which holds what they logged in with and no record.
    assert_eq!(logged_in(&two.near.world, two.person).visit("/me").status, 200);
}

#[test]
fn a_letter_that_comes_back_opens_the_transfer_again() {
    let two = Two::new();
    let (number, letter, file) = two.issued();
    two.far.imports(&file, "");
    let answer = two.answered(&number, "退回补正 R", "请补充居住证明");
    let mut desk = two.near.imports(&answer, "");
    desk.sees(&format!("调入地已退回：{number}")).sees("调入地退回补正").sees("张**");
    assert!(matches!(two.near.case(&number).state, State::Returned(_)));
    desk.visit(&format!("{LETTERS}/letters/{letter}")).sees("对方退回补正").misses("下载函文件");
    sound(&desk);
    assert_eq!(desk.visit(&format!("{LETTERS}/letters/{letter}/paper")).status, 404);
}

#[test]
fn a_rejected_transfer_leaves_the_record_where_it_is() {
    let two = Two::new();
    let (number, _, file) = two.issued();
    two.far.imports(&file, "");
    let answer = two.answered(&number, "不予通过", "不在本县居住");
    let desk = two.near.imports(&answer, "");
    desk.sees(&format!("调入地不予通过：{number}")).sees("登记信息仍在本部门");
    let view = two.near.world.office.store().view().expect("the store can be read");
    assert!(view.get(&DOSSIERS, &two.person).is_ok_and(|record| record.is_some()));
}

#[test]
fn an_answer_is_there_for_reviewers_of_the_receiving_side_alone() {
    let two = Two::new();
    let (number, letter, file) = two.issued();
    two.far.imports(&file, "");
    let world = &two.far.world;
    let sender = zhangfang::envelope::Card::parse(&two.near.card()).expect("the card is whole").fingerprint();
    let page = format!("{LETTERS}/answers/{sender}/{letter}");
    assert_eq!(two.far.desk(&page).status(), 404, "nothing is decided yet");
    two.answered(&number, "通过 A", "");
    assert_eq!(two.far.desk(&page).status(), 200);
    let others = [
        world.officer("songxi", "韩审核", NEIGHBOUR),
        world.officer("wangchuan", "唐审核", "980200"),
        two.far.admin,
    ];
    for officer in others {
        let mut desk = at_desk(world, officer);
        assert_eq!(desk.visit(&page).status, 404);
    }
    for wrong in ["x", "00", &sender.to_string().to_uppercase(), &"0".repeat(64)] {
        assert_eq!(two.far.desk(&format!("{LETTERS}/answers/{wrong}/{letter}")).status(), 404, "{wrong}");
    }
    assert_eq!(two.far.desk(&format!("{LETTERS}/answers/{sender}/{letter}x")).status(), 404);
}
