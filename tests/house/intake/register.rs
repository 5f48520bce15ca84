//! The register of employers at the officers' bench.
use super::kit::{counts, rows, xlsx};
use crate::cases::{at_desk, file_collection};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World};
use zhangfang::intake::Kind;

/// What the bench says about the employer once this register is imported.
fn said(register: &[&[&str]]) -> String {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let officer = world.officer("chen", "陈明远", COUNTY);
    let number = file_collection(&world, person, COUNTY);
    if !register.is_empty() {
        let head: &[&str] = &["统一社会信用代码", "单位名称"];
        let table = rows(&[&[head], register].concat());
        counts(&world, Kind::Employers, &xlsx(&table));
    }
    let mut browser = at_desk(&world, officer);
    browser.visit(&format!("/desk/cases/{number}"));
    assert_eq!(browser.status(), 200);
    browser.page().text()
}

#[test]
fn an_employer_is_compared_with_the_register() {
    let none = said(&[]);
    assert!(!none.contains("单位名录"), "{none}");
    let same = said(&[&["91110000101623741K", "青岚县第一中学"]]);
    assert!(same.contains("「青岚县第一中学」的名称和统一社会信用代码与单位名录一致"), "{same}");
    let other = said(&[&["91110000101623741K", "青岚县第二中学"]]);
    assert!(
        other.contains("在单位名录中是「青岚县第二中学」，填写的是「青岚县第一中学」，请核对"),
        "{other}"
    );
    let unknown = said(&[&["91350100M000100Y43", "别的单位"]]);
    assert!(unknown.contains("单位名录中没有「青岚县第一中学」的统一社会信用代码"), "{unknown}");
}
