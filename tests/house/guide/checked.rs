//! Chapter 3.1: whoever reviews a collection is told whether the place fits 属地原则.
use super::shows;
use crate::cases::{at_desk, file_dossier};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::dossier::Dossier;
use zhangfang::terms::{Day, Period, RegionCode};

fn elsewhere() -> RegionCode {
    RegionCode::parse(NEIGHBOUR).expect("the code is sound")
}

/// The only job ended, so that the place of the address counts.
fn without_work(dossier: &mut Dossier) {
    let day = |text| Day::parse(text).expect("the day exists");
    let ended = Period::new(day("2010-07-01"), Some(day("2020-06-30"))).expect("the period is sound");
    dossier.employment[0].period = ended;
    dossier.employment[0].experience.clear();
}

#[test]
fn the_officer_is_told_whether_the_place_fits() {
    let world = World::new();
    let officer = world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBERS[0], "13412349197", true);
    let mut desk = at_desk(&world, officer);
    type Change = fn(&mut Dossier);
    let cases: [(Change, &str); 4] = [
        (|_| (), "会计管理部门与现工作单位所在地一致（单位属地优先）"),
        (
            |dossier| dossier.employment[0].region = elsewhere(),
            "会计管理部门与现工作单位所在地不一致，请按属地原则核对",
        ),
        (without_work, "没有现工作单位，会计管理部门与通讯地址所在地一致"),
        (
            |dossier| {
                without_work(dossier);
                dossier.basics.address.region = elsewhere();
            },
            "没有现工作单位，会计管理部门与通讯地址所在地不一致，请核对学籍、户籍或居住地",
        ),
    ];
    for (change, told) in cases {
        let number = file_dossier(&world, person, COUNTY, change);
        desk.visit(&format!("/desk/cases/{number}"));
        assert_eq!(desk.status(), 200);
        shows(&desk, &[told]);
    }
}
