//! Wrong inputs, field by field: 422, the message beside the field, and everything typed kept.
use super::kit::{DECLARED, NEW, Pair, REASONS, SEND, begin, filled, number_of};
use crate::browser::{Browser, Form};
use crate::cases::files_of;
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::records::{date, slot};
use zhangfang::store::{Read, attachment};
use zhangfang::tables::FILES;

/// Sends a form with one thing wrong; the sentence stands at the field of this id.
#[track_caller]
fn wrong<'s>(
    browser: &mut Browser<'s>,
    spoil: impl for<'b> Fn(Form<'b, 's>) -> Form<'b, 's>,
    id: &str,
    sentence: &str,
) {
    spoil(browser.form(SEND)).press(SEND);
    assert_eq!(browser.status(), 422, "{sentence}");
    browser.sees(sentence);
    let source = browser.page().source();
    assert!(source.contains(&format!("id=\"{id}-fault\"")), "“{sentence}” does not stand at {id}");
    assert_sound(NEW, &source);
    assert!(source.contains("name=\"kept.proof\""), "the picture is kept");
}

/// A form that is right but for what the test spoils.
fn right(pair: &Pair, reason: usize) -> Browser<'_> {
    let mut browser = pair.home();
    filled(&mut browser, REASONS[reason]).press("选择：调入会计管理机构，选好上一级后按这里");
    browser
}

#[test]
fn an_empty_form_names_everything_that_is_asked() {
    let pair = Pair::new();
    let mut browser = pair.home();
    begin(&mut browser, REASONS[0].0);
    browser.press(SEND);
    assert_eq!(browser.status(), 422);
    for sentence in [
        "请依次选择调入会计管理机构的省份、地市和区县",
        "请填写拟调入单位名称",
        "请输入 18 位统一社会信用代码",
        "请选择单位类型",
        "请选择所属行业",
        "请依次选择省、市和区县",
        "请填写拟调入单位工作开始时间",
        "请上传统一社会信用代码证或工作单位证明的照片",
        "请确认并勾选承诺所提供信息真实有效",
    ] {
        browser.sees(sentence);
    }
    browser.misses("拟调入单位电话请");
    assert_sound(NEW, &browser.page().source());
    begin(&mut browser, REASONS[1].0);
    browser.press(SEND);
    browser.sees("请填写拟入学校名称").sees("请填写入学时间").sees("请上传录取通知书");
    begin(&mut browser, REASONS[2].0);
    browser.press(SEND);
    browser.sees("请填写转入户籍所在地或居住地").sees("请上传身份证、户籍证明或居住证明的照片");
}

/// The same form with everything right again, but for the tick.
fn mended<'b, 's>(form: Form<'b, 's>) -> Form<'b, 's> {
    super::kit::job(form).fill("拟调入单位电话（选填）", "").uncheck(DECLARED)
}

#[test]
fn each_field_of_a_job_is_checked_and_what_was_typed_is_kept() {
    let pair = Pair::new();
    let mut browser = right(&pair, 0);
    let (long, code) = ("长".repeat(101), "拟调入单位统一社会信用代码");
    let day = "拟调入单位工作开始时间";
    let texts = [
        ("拟调入单位名称", long.as_str(), "employer", "拟调入单位名称最多 100 个字"),
        (code, "9135", "credit_code", "请输入 18 位统一社会信用代码"),
        (code, "91350100I000100Y43", "credit_code", "只用数字和大写字母"),
        ("拟调入单位电话（选填）", "打电话", "telephone", "请输入单位电话"),
    ];
    for (label, text, id, sentence) in texts {
        wrong(&mut browser, |form| form.fill(label, text).check(DECLARED), id, sentence);
        assert_eq!(browser.form(SEND).holds(label), text);
        assert_eq!(browser.form(SEND).holds("拟调入单位地址/区县"), "松溪县");
        wrong(&mut browser, mended, "declared", "请确认并勾选承诺");
        browser.misses(sentence);
    }
    for (date_typed, sentence) in [
        (["2026", "2", "30"], "真实存在的日期"),
        (["2027", "11", "24"], "不能晚于一年以后"),
        (["1929", "1", "1"], "早于 1930 年"),
        (["", "", ""], "请填写拟调入单位工作开始时间"),
    ] {
        wrong(&mut browser, |form| date(form, day, date_typed).check(DECLARED), "job_from", sentence);
        assert_eq!(browser.form(SEND).holds(&format!("{day}/年")), date_typed[0]);
        wrong(&mut browser, mended, "declared", "请确认并勾选承诺");
    }
    for (name, sentence) in [("kind", "请选择单位类型"), ("industry", "请选择所属行业")] {
        wrong(&mut browser, |form| form.with(name, "zz").check(DECLARED), name, sentence);
        wrong(&mut browser, mended, "declared", "请确认并勾选承诺");
    }
    browser.form(SEND).check(DECLARED).press(SEND);
    number_of(&browser);
}

#[test]
fn each_field_of_a_school_and_a_home_is_checked() {
    let pair = Pair::new();
    let mut browser = right(&pair, 1);
    let (long, major) = ("长".repeat(101), "所学专业（选填）");
    wrong(&mut browser, |form| form.fill("拟入学校名称", &long), "school", "拟入学校名称最多 100 个字");
    wrong(
        &mut browser,
        |form| form.fill("拟入学校名称", "松溪财经学院").fill(major, &long[..183]),
        "major",
        "所学专业",
    );
    wrong(&mut browser, |form| form.fill(major, "").with("mode", "zz"), "mode", "请选择培养方式");
    let mut browser = right(&pair, 2);
    let home = "转入户籍所在地或居住地";
    wrong(&mut browser, |form| form.fill(home, &long), "residence", "转入户籍所在地或居住地");
    wrong(&mut browser, |form| form.fill(home, "  "), "residence", "转入户籍所在地或居住地");
    browser.form(SEND).fill(home, &long[..300]).press(SEND);
    number_of(&browser);
}

#[test]
fn a_made_up_department_or_address_is_refused() {
    let pair = Pair::new();
    let mut browser = right(&pair, 0);
    let forged = [
        ("to.county", "999999", "to", "请依次选择调入会计管理机构"),
        ("to.county", "370103", "to", "请依次选择调入会计管理机构"),
        ("region.county", "370103", "region", "请依次选择省、市和区县"),
    ];
    for (name, code, id, sentence) in forged {
        wrong(&mut browser, |form| form.with(name, code), id, sentence);
        super::kit::to(&mut browser, super::kit::THERE);
    }
}

/// A square of paper with this edge, with a grain that makes it large and that may be lost.
fn page(edge: u32) -> Vec<u8> {
    let mut state = edge;
    let picture = image::RgbImage::from_fn(edge, edge, |x, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [.., grain] = state.to_le_bytes();
        let shade = u8::try_from(x * 100 / edge).expect("the shade is below 100") + grain % 12;
        image::Rgb([120 + shade; 3])
    });
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
    picture.write_with_encoder(encoder).expect("a picture can be encoded");
    bytes
}

#[test]
fn a_proof_is_stored_below_two_hundred_kilobytes_and_may_be_small() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let large = page(2400);
    assert!(large.len() > 600 * 1024, "{}", large.len());
    let form = filled(&mut browser, REASONS[2]);
    form.attach(&slot(REASONS[2].1), &large).press("选择：调入会计管理机构，选好上一级后按这里");
    browser.sees("已压缩到");
    browser.press(SEND);
    assert!(length(&pair, &number_of(&browser)) < 200 * 1024);
    browser.press("撤回");
    let small = page(60);
    assert!(small.len() < 20 * 1024);
    filled(&mut browser, REASONS[2]).attach(&slot(REASONS[2].1), &small).press(SEND);
    number_of(&browser);
}

fn length(pair: &Pair, number: &str) -> usize {
    let file = files_of(&pair.world, number)[0];
    let view = pair.world.office.store().view().expect("the store can be read");
    let kept = view.get(&FILES, &file).expect("the file can be read").expect("it was kept");
    attachment(&view, &kept.digest).expect("the picture can be read").expect("it was kept").len()
}

#[test]
fn the_operator_may_ask_for_smaller_proofs_and_the_page_says_so() {
    let mut pair = Pair::new();
    pair.county.world = std::mem::replace(&mut pair.county.world, crate::world::World::new()).set(|config| {
        config.upload_kb_transfer_proof = 60;
        config.upload_kb = 300;
    });
    let mut browser = pair.home();
    let form = filled(&mut browser, REASONS[2]).attach(&slot(REASONS[2].1), &page(700));
    form.press("选择：调入会计管理机构，选好上一级后按这里");
    browser.sees("小于 60KB").sees("已压缩到");
    browser.press(SEND);
    assert!(length(&pair, &number_of(&browser)) < 60 * 1024);
    browser.press("撤回");
    browser.visit("/me/change/basic").sees("压缩到 300KB 以内").misses("500KB");
}

#[test]
fn what_is_no_picture_is_refused_and_everything_else_is_kept() {
    let pair = Pair::new();
    let mut browser = pair.home();
    let form = filled(&mut browser, REASONS[2]).attach(&slot(REASONS[2].1), b"GIF89a nothing of ours");
    form.press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("不是 JPG 或 PNG 照片").misses("请上传身份证、户籍证明或居住证明的照片");
    assert_eq!(browser.form(SEND).holds("转入户籍所在地或居住地"), "示例省云岭市松溪县");
    browser.form(SEND).attach(&slot(REASONS[2].1), &photo(72)).press(SEND);
    number_of(&browser);
}

/// T26: a picture uploaded for another place, or by somebody else, proves nothing here.
#[test]
fn a_picture_for_another_place_does_not_count() {
    let pair = Pair::new();
    let other = crate::cases::picture_for(&pair.world, pair.person, "correction.proof", 81);
    let stranger = pair.world.person("李四", crate::papers::NUMBERS[1], "13412349198", true);
    let theirs = crate::cases::picture_for(&pair.world, stranger, "transfer.proof", 82);
    let mut browser = right(&pair, 2);
    for picture in [other, theirs] {
        browser.form(SEND).with("kept.proof", &picture.to_string()).press(SEND);
        assert_eq!(browser.status(), 422);
        browser.sees("请上传身份证、户籍证明或居住证明的照片");
    }
}
