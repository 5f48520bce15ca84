//! A collection that somebody has begun, so that the doors of its records lead somewhere.
use crate::world::{COUNTY, World};
use zhangfang::dossier::{Draft, Education, EducationFiles, Employment, EmploymentFiles};
use zhangfang::tables::DRAFTS;
use zhangfang::terms::{AccountId, CreditCode, Day, ItemId, Period, RegionCode};

/// Lets this person begin a collection with one school and one job under the same id.
pub fn draft(world: &World, person: AccountId) -> String {
    let id = ItemId::from_bytes([7; 16]);
    let day = |text: &str| Day::parse(text).expect("the day is sound");
    let education = Education {
        id,
        mode: "1".into(),
        school: "示例财经大学".into(),
        level: "20".into(),
        degree: "4".into(),
        major: "会计学".into(),
        period: Period::new(day("2008-9-1"), Some(day("2012-6-30"))).expect("the period is sound"),
        diploma_number: None,
        degree_number: None,
        abroad: false,
        files: EducationFiles::default(),
        past: None,
    };
    let employment = Employment {
        id,
        period: Period::new(day("2012-7-1"), None).expect("the period is sound"),
        employer: "示例供水有限公司".into(),
        credit_code: CreditCode::parse("91350100M000100Y43").expect("the code is sound"),
        code_confirmed: false,
        kind: "1".into(),
        industry: "C".into(),
        region: RegionCode::parse(COUNTY).expect("the code is sound"),
        telephone: "0531-12345678".into(),
        experience: Vec::new(),
        position: None,
        files: EmploymentFiles::default(),
        accounting: false,
        past: None,
    };
    let draft =
        Draft { education: vec![education], employment: vec![employment], version: 1, ..Draft::default() };
    world.work(move |ledger| Ok(ledger.put(&DRAFTS, &person, &draft)?));
    id.to_string()
}
