//! What the walks of the collection start from: a collection with nothing missing, its pictures, and decisions.
use crate::papers::photo;
use crate::world::{COUNTY, World};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use zhangfang::casework::{Case, Decision};
use zhangfang::dossier::{
    Address, BasicsDraft, Draft, Education, EducationFiles, Employment, EmploymentFiles, Experience, Scope,
};
use zhangfang::office::{Picture, Stop, keep_picture};
use zhangfang::store::{Attachment, Read, Span};
use zhangfang::tables::{ACCOUNTS, CASES, CASES_BY_NUMBER, DRAFTS};
use zhangfang::terms::{
    AccountId, CreditCode, Day, Document, DocumentKind, FileId, ItemId, OfficerId, Period, RegionCode,
};

pub const PORTRAIT: &str = "选择照片或拍照：证件照";

/// A photograph of noise of this size.
pub fn portrait(width: u32, height: u32) -> Vec<u8> {
    let mut state = width * height;
    let picture = RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = state.to_le_bytes();
        Rgb([red, green, blue])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80).encode_image(&picture).expect("a picture can be encoded");
    bytes
}

/// Keeps a picture for a slot as an upload would.
pub fn keep(world: &World, person: AccountId, slot: &'static str, seed: u32) -> FileId {
    let bytes = photo(seed);
    let length = u32::try_from(bytes.len()).expect("the picture is small");
    let picture = Picture { attachment: Attachment::new(bytes), length, width: 200, height: 160 };
    world.work(move |ledger| Ok(keep_picture(ledger, person, slot, &picture)?))
}

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("the day exists")
}

/// One finished education and one current job with accounting work.
fn records(world: &World, person: AccountId, draft: &mut Draft) {
    let picture = |slot, seed| Some(keep(world, person, slot, seed));
    draft.education = vec![Education {
        id: ItemId::from_bytes([1; 16]),
        mode: "1".into(),
        school: "云岭财经大学".into(),
        level: "21".into(),
        degree: "0".into(),
        major: "会计学".into(),
        period: Period::new(day(2008, 9, 1), Some(day(2012, 6, 30))).expect("the period is sound"),
        diploma_number: Some("1234567".into()),
        degree_number: None,
        abroad: false,
        files: EducationFiles { diploma: picture("education.diploma", 21), ..EducationFiles::default() },
        past: None,
    }];
    let since = day(2019, 3, 1);
    let experience = Experience {
        rank: "3".into(),
        post: "02".into(),
        period: Period::new(since, None).expect("the period is sound"),
    };
    draft.employment = vec![Employment {
        id: ItemId::from_bytes([2; 16]),
        period: Period::new(since, None).expect("the period is sound"),
        employer: "青岚农机有限公司".into(),
        credit_code: CreditCode::parse("91350100M000100Y43").expect("the code is sound"),
        code_confirmed: false,
        kind: "104".into(),
        industry: "C".into(),
        region: RegionCode::parse(COUNTY).expect("the code is sound"),
        telephone: "0531-12345678".into(),
        experience: vec![experience],
        position: None,
        files: EmploymentFiles {
            licence: picture("employment.licence", 22),
            proof: picture("employment.proof", 23),
            appointment: None,
        },
        accounting: true,
        past: None,
    }];
}

fn put(world: &World, person: AccountId, draft: Draft) {
    world.work(move |ledger| Ok(ledger.put(&DRAFTS, &person, &draft)?));
}

/// Adds the records of other pages to the person's draft.
pub fn add_records(world: &World, person: AccountId) {
    let mut draft = draft(world, person).expect("a draft was begun");
    records(world, person, &mut draft);
    draft.version += 1;
    put(world, person, draft);
}

/// Puts a draft with nothing missing, changed a little.
pub fn fill_in(world: &World, person: AccountId, change: impl Fn(&mut Draft)) {
    let region = RegionCode::parse(COUNTY).expect("the code is sound");
    let mut draft = Draft {
        scope: Some(Scope::Accountant),
        basics: BasicsDraft {
            portrait: Some(keep(world, person, "basics.portrait", 20)),
            politics: Some("13".into()),
            ethnicity: Some("01".into()),
            address: Some(Address { region, street: "松风路 1 号".into() }),
            ..BasicsDraft::default()
        },
        authority: Some(region),
        version: 1,
        ..Draft::default()
    };
    records(world, person, &mut draft);
    change(&mut draft);
    put(world, person, draft);
}

/// The person's draft, if one is kept.
pub fn draft(world: &World, person: AccountId) -> Option<Draft> {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&DRAFTS, &person).expect("the draft can be read")
}

/// The case with this number.
pub fn case(world: &World, number: &str) -> Case {
    let view = world.office.store().view().expect("the store can be read");
    let id = view.find(&CASES_BY_NUMBER, &number.to_string()).expect("the index can be read");
    view.get(&CASES, &id.expect("the case was filed")).expect("it can be read").expect("it was filed")
}

/// How many cases there are.
pub fn cases(world: &World) -> usize {
    let view = world.office.store().view().expect("the store can be read");
    view.scan(&CASES, Span::all(1000)).expect("the cases can be read").len()
}

/// Decides a case as an officer would; time passes first, as it does.
pub fn decide(world: &World, number: &str, decision: Decision) {
    world.wait(std::time::Duration::from_secs(600));
    let number = number.to_string();
    world.work(move |ledger| {
        let id = ledger.find(&CASES_BY_NUMBER, &number)?.expect("the case was filed");
        let mut case = ledger.get(&CASES, &id)?.expect("the case was filed");
        let officer = OfficerId::from_bytes([9; 16]);
        case.decide(case.version, decision.clone(), officer, "陈**", ledger.now())
            .map_err(|_| Stop::Refused(()))?;
        Ok(ledger.put(&CASES, &id, &case)?)
    });
}

/// Lets the person have registered with a passport.
pub fn give_passport(world: &World, person: AccountId) {
    world.work(move |ledger| {
        let mut account = ledger.get(&ACCOUNTS, &person)?.expect("the account was made");
        account.identity.document =
            Document::parse(DocumentKind::Passport, "E12345678").expect("the number is sound");
        Ok(ledger.put(&ACCOUNTS, &person, &account)?)
    });
}
