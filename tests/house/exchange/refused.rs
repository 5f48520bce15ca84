//! Files that are not taken in: the sentence stands beside the field, what was typed stays, nothing changes.
use super::kit::{FILE, LETTERS, PAPER, Side, Two, sound};
use crate::cases::{at_desk, entries};
use crate::papers::NUMBERS;
use data_encoding::HEXLOWER;
use std::time::Duration;
use zhangfang::casework::Outcome;
use zhangfang::envelope::{Card, Kind, Label, digest, seal};
use zhangfang::office::own;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Takes the file in, which must be refused with these words and change nothing.
#[track_caller]
fn refuses(side: &Side, file: &[u8], sentence: &str) {
    let kept = side.kept();
    let before = entries(&side.world, "exchange.take_in", Outcome::Refused).len();
    let mut desk = side.imports(file, "");
    assert_eq!((desk.status(), desk.address()), (422, LETTERS), "{}", desk.page().text());
    let said = desk.form("导入").said_about(FILE);
    assert!(said.contains(sentence), "{said}");
    sound(&desk);
    side.keeps(&kept);
    let after = entries(&side.world, "exchange.take_in", Outcome::Refused);
    assert_eq!(after.len() + entries(&side.world, "exchange.answer", Outcome::Refused).len(), before + 1);
}

/// A letter of the near side with any body, sealed for the far one.
fn sealed(two: &Two, kind: Kind, body: &[u8], later: Duration) -> Vec<u8> {
    let view = two.near.world.office.store().view().expect("the store can be read");
    let own = own(&view, "青岚县财政局").expect("it can be read").expect("it is set up");
    let to = Card::parse(&two.far.card()).expect("the card is whole");
    let sent = two.near.world.office.now().plus(later);
    let label = Label { kind, number: "980121-2026-000009-3-1", sent, until: sent.plus(60 * DAY) };
    seal(&own.keys, &own.fingerprint, &to, &label, body, [9; 32]).expect("it can be sealed")
}

#[test]
fn what_is_no_letter_is_told_beside_the_field() {
    let two = Two::new();
    let (_, _, file) = two.issued();
    refuses(&two.far, b"hello", "这个文件不是电子函");
    refuses(&two.far, &crate::papers::photo(1), "这个文件不是电子函");
    refuses(&two.far, &file[..file.len() - 1], "电子函文件不完整");
    let mut torn = file.clone();
    torn[400] ^= 1;
    refuses(&two.far, &torn, "电子函文件已损坏或被改动过");
    refuses(&two.far, &[&file[..], b"x"].concat(), "电子函文件已损坏或被改动过");
    let mut newer = file.clone();
    newer[8] = 2;
    refuses(&two.far, &newer, "更新版本");
    refuses(&two.near, &file, "不是发给本单位的");
    refuses(&two.far, &sealed(&two, Kind::Letter, b"nothing", Duration::ZERO), "内容不能识别");
    refuses(&two.far, &sealed(&two, Kind::Answer, b"nothing", Duration::ZERO), "内容不能识别");
    refuses(&two.far, &sealed(&two, Kind::Letter, b"nothing", Duration::from_secs(3601)), "晚于现在");
}

#[test]
fn a_letter_of_somebody_unknown_is_not_taken_in() {
    let two = Two::new();
    let (_, _, file) = two.issued();
    let mut admin = two.far.administration();
    admin.press("停止互通：青岚县财政局");
    refuses(&two.far, &file, "互通已经停止");
    let unknowing = Two::strangers();
    unknowing.near.enter(&unknowing.far.card());
    let (_, _, file) = unknowing.issued();
    refuses(&unknowing.far, &file, "发函平台没有在本平台登记");
}

#[test]
fn a_letter_comes_once_and_in_time() {
    let two = Two::new();
    let (_, _, file) = two.issued();
    two.far.imports(&file, "").sees("电子调转函已导入");
    refuses(&two.far, &file, "以前已经导入过");
    let late = Two::new();
    let (_, _, file) = late.issued();
    late.far.world.wait(61 * DAY);
    refuses(&late.far, &file, "超过接收期限");
}

#[test]
fn whoever_is_on_record_or_named_otherwise_is_not_taken_in() {
    let two = Two::new();
    let (_, _, file) = two.issued();
    two.far.world.person("张晓兰", NUMBERS[0], "13900009999", true);
    refuses(&two.far, &file, "姓名与函中的不同");
}

#[test]
fn another_department_cannot_take_a_letter_in() {
    let two = Two::new();
    let (_, _, file) = two.issued();
    let world = &two.far.world;
    let other = world.officer("wangchuan", "唐审核", "980200");
    let kept = two.far.kept();
    let mut desk = at_desk(world, other);
    desk.visit(LETTERS);
    desk.form("导入").attach_named(FILE, "x.letter", &file).press("导入");
    assert_eq!(desk.status(), 422);
    two.far.keeps(&kept);
    desk.sees("不是您所在的会计管理部门");
    // Nor can an administrator, for whom the page is not there.
    let mut admin = at_desk(world, two.far.admin);
    admin.visit("/desk/account");
    admin.form("修改密码").sent_to(LETTERS).press("修改密码");
    assert_eq!(admin.status(), 404);
    two.far.keeps(&kept);
}

#[test]
fn a_paper_must_be_that_of_the_file() {
    let two = Two::new();
    let (_, letter, file) = two.issued();
    let right = HEXLOWER.encode(&digest(&file));
    let kept = two.far.kept();
    let other = HEXLOWER.encode(&digest(b"another file"));
    for (paper, field, sentence) in [
        (format!("ZFLETTER1:{letter}:{other}"), FILE, "与这个文件不一致"),
        (format!("ZFLETTER1:{letter}2:{right}"), FILE, "与这个文件不一致"),
        (letter.clone(), PAPER, "不是纸质调转函上的二维码内容"),
        (format!("ZFLETTER1:{letter}:{right}:"), PAPER, "不是纸质调转函上的二维码内容"),
    ] {
        let mut desk = two.far.imports(&file, &paper);
        assert_eq!(desk.status(), 422, "{paper}");
        two.far.keeps(&kept);
        let form = desk.form("导入");
        assert!(form.said_about(field).contains(sentence), "{paper}");
        assert_eq!(form.holds(PAPER), paper, "what was typed stays");
        sound(&desk);
    }
    two.far.imports(&file, &format!("ZFLETTER1:{letter}:{right}")).sees("电子调转函已导入");
}

#[test]
fn an_answer_is_refused_where_it_does_not_belong() {
    let two = Two::new();
    let (number, _, file) = two.issued();
    two.far.imports(&file, "");
    let answer = two.answered(&number, "不予通过", "不在本县居住");
    refuses(&two.far, &answer, "不是发给本单位的");
    two.near.imports(&answer, "").sees("调入地不予通过");
    refuses(&two.near, &answer, "已经办结或作废");
}

#[test]
fn no_file_and_too_large_a_file_are_told() {
    let two = Two::new();
    let kept = two.far.kept();
    let mut desk = two.far.desk(LETTERS);
    desk.sees("网页一次最多接收 20 MB").sees("zhangfang transfer accept");
    desk.form("导入").fill(PAPER, "ZFLETTER1:1:ab").press("导入");
    assert_eq!(desk.status(), 422);
    assert!(desk.form("导入").said_about(FILE).contains("请选择一个电子函文件"));
    assert_eq!(desk.form("导入").holds(PAPER), "ZFLETTER1:1:ab");
    let desk = two.far.imports(&vec![b'Z'; 21 * 1024 * 1024], "");
    assert_eq!(desk.status(), 413);
    two.far.keeps(&kept);
    desk.sees("这个文件超过了网页一次能接收的 20 MB").sees("zhangfang transfer accept").misses("照片");
    sound(&desk);
}
