//! What the walks of verification and 个人中心 start from: people at their browsers, photographs, decisions.
use crate::browser::Browser;
use crate::world::World;
use data_encoding::BASE32_NOPAD;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use zhangfang::accounts::{Account, Subject, digest};
use zhangfang::casework::{Decision, Entry, Matter, Refusal, Remark};
use zhangfang::office::{Act, Actor, Stop, open_session, settle_verification};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{ACCOUNTS, CASES, CASES_BY_NUMBER, FILINGS, JOURNAL};
use zhangfang::terms::{AccountId, OfficerId};

/// Three sound resident numbers.
pub const NUMBERS: [&str; 3] = ["110101199003071233", "110101199205112048", "110101198812013055"];

/// A photograph of noise of about 30 KB, another one for every seed.
pub fn photo(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let picture = RgbImage::from_fn(200, 160, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, red, green, blue] = state.to_le_bytes();
        Rgb([red, green, blue])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(&picture).expect("a picture can be encoded");
    bytes
}

/// A browser in which this person has logged in.
pub fn logged_in(world: &World, person: AccountId) -> Browser<'_> {
    let token = world.office.random::<32>();
    world.work(move |ledger| {
        let generation = ledger.get(&ACCOUNTS, &person)?.map_or(0, |account| account.generation);
        Ok(open_session(ledger, &digest(&token), Subject::Person(person), generation, "127.0.0.1")?)
    });
    let value = BASE32_NOPAD.encode(&token).to_ascii_lowercase();
    Browser::new(&world.client).carrying("zf", &value)
}

/// The account as it is now.
pub fn account(world: &World, person: AccountId) -> Account {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&ACCOUNTS, &person).expect("the account can be read").expect("the account was made")
}

/// What an officer sends back: the key of a line and what to mend there.
pub fn sent_back(remarks: &[(&str, &str)]) -> Decision {
    let remark = |(field, text): &(&str, &str)| Remark { field: (*field).into(), text: (*text).into() };
    Decision::Return(remarks.iter().map(remark).collect())
}

/// Decides the verification with this number as the review room would; it must be possible.
pub fn decide(world: &World, officer: OfficerId, number: &str, decision: Decision) {
    assert_eq!(decided(world, officer, number, decision), Ok(()));
}

/// Approves the verification with this number, or says why the house refuses.
pub fn approve(world: &World, officer: OfficerId, number: &str) -> Result<(), Refusal> {
    decided(world, officer, number, Decision::Approve)
}

fn decided(world: &World, officer: OfficerId, number: &str, decision: Decision) -> Result<(), Refusal> {
    let number = number.to_string();
    let act = Act::new(Actor::Officer(officer), "test.decide", "test");
    let done = world.office.act(act, move |ledger| {
        let id = ledger.find(&CASES_BY_NUMBER, &number)?.expect("the case was filed");
        let mut case = ledger.get(&CASES, &id)?.expect("the case was filed");
        let now = ledger.now();
        case.decide(case.version, decision.clone(), officer, "陈**", now).map_err(Stop::Refused)?;
        if decision == Decision::Approve {
            let filing = ledger.get(&FILINGS, &(id, case.round))?.expect("the round was filed");
            let Matter::Verify(papers) = filing.matter else { panic!("the case is no verification") };
            settle_verification(ledger, case.person, &papers, id)?;
        }
        Ok(ledger.put(&CASES, &id, &case)?)
    });
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(done).map_err(|stop| match stop {
        Stop::Refused(refusal) => refusal,
        Stop::Failed(broken) => panic!("{broken:?}"),
    })
}

/// The journal, oldest entry first.
pub fn journal(world: &World) -> Vec<Entry> {
    let view = world.office.store().view().expect("the store can be read");
    let entries = view.scan(&JOURNAL, Span::all(10_000)).expect("the journal can be read");
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Files sound papers for 青岚县 and returns 受理编号.
pub fn file_papers(browser: &mut Browser<'_>, seed: u32) -> String {
    choose_county(browser);
    browser
        .form("提交审核")
        .check(CONSENT)
        .attach(FRONT, &photo(seed))
        .attach(BACK, &photo(seed + 1))
        .attach(IN_HAND, &photo(seed + 2))
        .press("提交审核");
    let number = browser.address().rsplit('/').next().unwrap_or_default().to_string();
    browser.sees("实名认证已提交").sees(&number);
    number
}

/// Opens the page and chooses 青岚县 as somebody without the script does.
pub fn choose_county(browser: &mut Browser<'_>) {
    browser.visit("/me/verify/upload");
    for (list, words) in [(PROVINCE, "示例省"), (CITY, "云岭市"), (COUNTY, "青岚县")] {
        browser.form("提交审核").choose(list, words).press("选择");
    }
}

pub const FRONT: &str = "选择照片或拍照：证件人像面";
pub const BACK: &str = "选择照片或拍照：证件非人像面";
pub const IN_HAND: &str = "选择照片或拍照：手持证件人像面";
pub const CONSENT: &str = "我已阅读照片的使用说明，同意为实名认证处理我的证件照片和手持证件照片。";
pub const PROVINCE: &str = "省";
pub const CITY: &str = "市";
pub const COUNTY: &str = "区县";
