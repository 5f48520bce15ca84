//! What an officer is told of the certificate library, beside a title and beside a collection.
use super::kit::{PAPER, SEND, award, certify, mark, open, warrant};
use crate::cases::{at_desk, file_dossier};
use crate::changes::kit::{County, NUMBER, PHONE, number_of};
use crate::papers::photo;
use crate::records::slot;
use crate::world::{COUNTY, World};
use zhangfang::dossier::{Position, Scope};
use zhangfang::terms::{Day, OfficerId};

#[test]
fn the_bench_compares_a_title_with_the_library() {
    let county = County::new();
    certify(&county.world, "张晓岚", "C1", "2014-10-26");
    certify(&county.world, "张晓岚", "C2", "2013-10-26");
    let mut browser = county.home();
    for (number, said) in [
        ("C1", "已核验全国证书库"),
        ("C2", "取得时间不同（填写 2014-10-26，证书库 2013-10-26）"),
        ("C3", "证书库中没有这个编号的证书"),
    ] {
        open(&mut browser, "中级");
        let form = award(browser.form(SEND), "会计师", "考试").choose("考试省份", "示例省");
        let form = mark(mark(form, "中级会计实务", "2014", "70"), "经济法", "2014", "61");
        let form = warrant(form.check("财务管理免试"), number).attach(&slot(PAPER), &photo(65));
        form.press(SEND);
        let case = number_of(&browser);
        county.bench(county.officer, &case).sees(said);
        browser.press("撤回");
    }
}

/// A collection of scope (二) with a 会计师 who says to have qualified on this day; returns its number and the officer.
fn qualified(world: &World, day: &'static str) -> (String, OfficerId) {
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBER, PHONE, true);
    let number = file_dossier(world, person, COUNTY, move |dossier| {
        let qualified = Day::parse(day).unwrap();
        dossier.scope = Scope::Qualified;
        dossier.employment[0].position =
            Some(Position { position: "3".into(), appointed: Day::new(2019, 1, 1).unwrap(), qualified });
    });
    (number, officer)
}

#[test]
fn a_scope_that_rests_on_a_title_is_verified_by_the_library() {
    let world = World::new();
    let (number, officer) = qualified(&world, "2014-10-26");
    let page = format!("/desk/cases/{number}");
    let mut desk = at_desk(&world, officer);
    desk.visit(&page).sees("证书库中未找到该人员的会计专业技术资格").misses("已核验全国证书库");
    certify(&world, "张晓兰", "C0", "2014-10-26");
    certify(&world, "张晓岚", "C1", "2000-10-26");
    desk.visit(&page).sees("证书库中未找到该人员的会计专业技术资格");
    certify(&world, "张晓岚", "C2", "2014-10-26");
    desk.visit(&page).sees("已核验全国证书库").misses("证书库中未找到").misses("与证书库不一致");
}

#[test]
fn a_day_of_qualification_that_the_library_does_not_know_is_pointed_out() {
    let world = World::new();
    let (number, officer) = qualified(&world, "2015-10-26");
    certify(&world, "张晓岚", "C2", "2014-10-26");
    let mut desk = at_desk(&world, officer);
    let said = "会计专业职务的资格取得时间与证书库不一致（填写 2015-10-26，证书库 2014-10-26）";
    desk.visit(&format!("/desk/cases/{number}")).sees(said);
}
