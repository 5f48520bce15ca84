//! 其他专业技术人员职业资格: all six kinds, with and without a level.
use super::kit::SEND;
use crate::browser::Form;
use crate::changes::kit::{County, number_of};
use crate::pages::assert_sound;
use crate::papers::photo;
use crate::records::{date, slot};

const LICENCES: &str = "/me/titles/licences";
const CHOOSE: &str = "选择：资格类型，选好后按这里";

fn filled<'b, 's>(form: Form<'b, 's>, number: &str) -> Form<'b, 's> {
    let form = form.fill("资格证书编号", number).fill("发证机关", "示例省人力资源和社会保障厅");
    date(form, "取得时间", ["2016", "3", "1"]).attach(&slot("资格证书"), &photo(66))
}

#[test]
fn each_of_the_six_kinds_is_registered() {
    let county = County::new();
    let mut browser = county.home();
    let kinds = [
        ("经济专业技术资格", true),
        ("统计专业技术资格", true),
        ("审计专业技术资格", true),
        ("注册会计师", false),
        ("资产评估师", false),
        ("税务师", false),
    ];
    for (place, (kind, levelled)) in kinds.into_iter().enumerate() {
        browser.visit(&format!("{LICENCES}/new")).misses("资格证书编号");
        browser.form(SEND).choose("资格类型", kind).press(CHOOSE);
        assert_sound(kind, &browser.page().source());
        let form = browser.form(SEND);
        match levelled {
            true => filled(form.choose("资格级别", "中级"), &format!("Z{place}")).press(SEND),
            // A level that the form does not ask for means nothing.
            false => filled(form.with("level", "3"), &format!("Z{place}")).press(SEND),
        };
        county.approve(&number_of(&browser));
        let licence = county.dossier().licences[place].clone();
        assert_eq!((licence.kind, licence.level.is_some()), ((place + 1).to_string(), levelled));
    }
    browser.visit(LICENCES).sees("经济专业技术资格（中级）").sees("税务师").misses("自动获取");
    assert_sound(LICENCES, &browser.page().source());
    browser.click("查看详情：税务师").sees("Z5");
}

#[test]
fn a_level_is_required_where_there_is_one_and_a_licence_stands_once() {
    let county = County::new();
    let mut browser = county.home();
    let open = |browser: &mut crate::browser::Browser<'_>| {
        browser.visit(&format!("{LICENCES}/new"));
        browser.form(SEND).choose("资格类型", "审计专业技术资格").press(CHOOSE);
    };
    open(&mut browser);
    filled(browser.form(SEND), "Z1").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("请选择资格级别");
    browser.form(SEND).choose("资格级别", "初级").press(SEND);
    county.approve(&number_of(&browser));
    open(&mut browser);
    filled(browser.form(SEND).choose("资格级别", "初级"), "Z1").press(SEND);
    assert_eq!(browser.status(), 422);
    browser.sees("已经登记了相同证书编号的这项资格");
}
