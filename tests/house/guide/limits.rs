//! Chapters 3 and 4: what is accepted is printed at every frame for a picture.
use super::misses_nothing;
use crate::browser::Browser;
use crate::changes::kit::County;
use crate::collection::world;
use crate::filled::PORTRAIT;
use crate::papers::logged_in;
use crate::records::slot;

const FRONT: &str = "身份证明正面（身份证或居住证）";
const BACK: &str = "身份证明背面（身份证或居住证）";

#[track_caller]
fn printed(browser: &mut Browser<'_>, page: &str, button: &str, labels: &[&str]) {
    browser.visit(page);
    for label in labels {
        let said = browser.form(button).said_about(&slot(label));
        misses_nothing(label, &said, &["jpg、png", "大于 20KB", "多张", "合并", "500KB 以内"]);
    }
}

#[test]
fn the_limits_of_a_paper_are_printed_at_its_frame() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    printed(&mut browser, "/me/collect/basic", "保存并继续", &[FRONT, BACK]);
    let said = browser.form("保存并继续").said_about(PORTRAIT);
    misses_nothing("证件照", &said, &["JPG 或 PNG", "不小于 10KB", "不小于 295×413 像素"]);
    printed(&mut browser, "/me/collect/scope", "保存并继续", &["资格证书照片"]);
    let school = ["学历证", "学位证", "教育部留学服务中心认证书", "在校生证明（高中以上）", "高中毕业证"];
    printed(&mut browser, "/me/collect/education/new", "保存", &school);
    let job = ["统一社会信用代码证", "劳动合同、工作证明或社会保险缴纳证明", "会计专业职务聘任文件或证明"];
    printed(&mut browser, "/me/collect/work/new", "保存", &job);
    let county = County::new();
    printed(&mut county.home(), "/me/change/basic", "提交变更", &[FRONT, BACK]);
}
