//! Chapter 3: what the pages of 信息采集 say beside their fields.
use super::shows;
use crate::collection::{submit, world};
use crate::filled::{decide, fill_in};
use crate::papers::logged_in;
use crate::records::{self, ENTERED, LEFT, date, photo, slot};
use crate::world::World;
use zhangfang::casework::Decision;
use zhangfang::terms::{Day, Period};

#[test]
fn six_lines_say_what_to_prepare_and_the_place_has_its_order() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect");
    let lines = [
        "近期标准证件照：不小于 10KB，不小于 295×413 像素。",
        "有效身份证件：暂未工作且不属于在校学生的人员，须上传身份证或居住证正反面。",
        "工作单位的统一社会信用代码证：没有工作单位的不需要。",
        "单证硕士只需提供学位证书，大专及以下学历只需提供毕业证书",
        "劳动合同、工作证明或社会保险缴纳证明。",
        "所选采集范围要求的资格证书或高中毕业证。",
    ];
    shows(&browser, &lines);
    browser.visit("/me/collect/department");
    let order = [
        "优先顺序为：单位属地 → 学籍属地 → 户籍属地",
        "有工作单位的，选单位所在地",
        "没有工作单位的在校学生，选学校所在地",
        "既没有工作单位、也不是在校学生的，选户籍所在地",
    ];
    shows(&browser, &order);
}

#[test]
fn the_basics_say_how_the_portrait_is_and_who_uploads_a_document() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/basic");
    let said = [
        "照片要求",
        "清晰、完整、近期的标准证件照，正面免冠。",
        "照相馆给的电子版一般都符合要求。",
        "请不要用生活照，也不要把小图强行放大。",
        "较大的照片由系统自动压缩，方向不对可以旋转。",
        "暂未工作且不属于在校学生的人员，须上传身份证或居住证。",
    ];
    shows(&browser, &said);
}

#[test]
fn a_position_is_explained_and_the_templates_say_when_each_is_used() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/work/new");
    let said = browser.form("保存").said_about("会计专业职务");
    super::misses_nothing("会计专业职务", &said, &["通过全国统一考试取得", "并且被单位聘任的"]);
    let notes = [
        ("空白工作证明", "注：从业经历简单的，工作证明和工作经历证明可以统一用此模板。"),
        ("空白工作经历证明", "注：从业经历复杂的，除工作证明外，每一段会计工作经历都需对应一个此模板证明。"),
    ];
    for (template, note) in notes {
        browser.visit("/me/collect/work");
        browser.click(template);
        shows(&browser, &[note]);
    }
}

#[test]
fn what_was_filed_stands_under_its_heading_while_it_waits_and_after() {
    let (world, person) = world();
    fill_in(&world, person, |_| ());
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect").misses("审核告知");
    let number = submit(&mut browser).to_string();
    browser.visit("/me/collect");
    shows(&browser, &["审核告知 审核状态 待审核"]);
    decide(&world, &number, Decision::Approve);
    browser.visit("/me/collect");
    shows(&browser, &["审核告知 审核状态 审核通过"]);
}

#[test]
fn only_the_senior_high_school_needs_no_major() {
    let world = World::new();
    let (person, mut browser) = records::somebody(&world, 0);
    for (level, kept) in [("中专", 0), ("高中", 1)] {
        browser.visit(records::NEW);
        let form = browser.form("保存").choose("培养方式", "全日制").fill("学校名称", "清河中学");
        let form = form.choose("学历", level).choose("学位", "无").fill("学历证书编号", "2010001");
        let form = date(date(form, "入学时间", ENTERED), "毕业时间", LEFT);
        form.attach(&slot("学历证"), &photo()).press("保存");
        assert_eq!(browser.page().text().contains("请填写所学专业。"), kept == 0, "{level}");
        assert_eq!(records::draft(&world, person).education.len(), kept, "{level}");
    }
}

#[test]
fn a_student_without_work_is_offered_no_department() {
    let (world, person) = world();
    for (studies, offered) in [(false, true), (true, false)] {
        fill_in(&world, person, move |draft| {
            draft.employment.clear();
            draft.authority = None;
            if studies {
                let since = Day::new(2024, 9, 1).expect("the day exists");
                draft.education[0].period = Period::new(since, None).expect("the period is sound");
            }
        });
        let mut browser = logged_in(&world, person);
        let text = browser.visit("/me/collect/department").text();
        assert_eq!(text.contains("您的通讯地址在"), offered, "{text}");
        assert_eq!(text.contains("按属地原则，建议选择"), offered, "{text}");
    }
}
