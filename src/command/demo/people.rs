//! Everybody in the demonstration; all of them are invented.
//!
//! Their document numbers name a whole city as the place of birth and number no person, so nobody has them.

use super::unfurnished;
use crate::accounts::{Account, AccountState, Cost, Credential, Officer, OfficerState, Right, Verified};
use crate::command::trouble::Trouble;
use crate::dossier::Identity;
use crate::office::Office;
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, OFFICERS};
use crate::terms::{
    AccountId, Document, DocumentKind, Moment, OfficerId, PersonName, Phone, RegionCode, check_character,
};

/// The password of everybody in the demonstration.
pub(super) const PASSWORD: &str = "Qinglan#2026";
/// 青岚县.
pub(super) const COUNTY: &str = "980121";
/// 松溪县.
const NEIGHBOUR: &str = "980122";
/// 云岭市.
pub(super) const PREFECTURE: &str = "980100";

/// An accountant of the demonstration.
pub(super) struct Extra {
    /// 姓名.
    pub(super) name: &'static str,
    /// Date of birth as in a document number.
    pub(super) born: &'static str,
    /// Sequence number; odd for men, 00 in front: nobody has it.
    sequence: &'static str,
    /// 手机号码.
    pub(super) phone: &'static str,
    /// Whether the identity is verified.
    pub(super) verified: bool,
}

const fn extra(
    name: &'static str,
    born: &'static str,
    woman: bool,
    phone: &'static str,
    verified: bool,
) -> Extra {
    Extra { name, born, sequence: if woman { "002" } else { "001" }, phone, verified }
}

/// The place of the accountant who is on record, for whoever tries a change.
pub(super) const CHANGER: usize = 9;

/// The place of the accountant who is on record with nothing open, for whoever tries a transfer.
pub(super) const MOVER: usize = 10;

/// The accountants; those of [`TRIED`] are for whoever tries the demonstration, the others have filed something.
pub(super) const PEOPLE: [Extra; 11] = [
    extra("陈雨桐", "19930417", true, "13900000001", true),
    extra("李知行", "19980923", false, "13900000002", false),
    extra("周明远", "19870211", false, "13900000003", false),
    extra("吴晓岚", "19950630", true, "13900000004", false),
    extra("郑书言", "20010108", false, "13900000005", false),
    extra("孙若溪", "19901119", true, "13900000006", true),
    extra("何景行", "19850525", false, "13900000007", true),
    extra("许清禾", "19970714", true, "13900000008", true),
    extra("冯云舟", "19820303", false, "13900000009", true),
    extra("江映雪", "19920618", true, "13900000010", true),
    extra("苏念真", "19940826", true, "13900000011", true),
];

/// By place, what somebody is for.
const TRIED: [(usize, &str); 4] = [
    (0, "已实名，可以采集；原平台的学历和工作已导入，待补充"),
    (1, "未实名，先去实名认证"),
    (CHANGER, "采集已通过，可以变更；有一次变更被退回"),
    (MOVER, "采集已通过，可以办理属地调转，例如调入松溪县；证书库里有两项资格，可以自动获取"),
];

/// The officers: login, name, where, what, and what they are for.
const OFFICERS_THERE: [(&str, &str, &str, &[Right], &str); 5] = [
    ("qinglan", "沈审核", COUNTY, &[Right::Review], "青岚县财政局审核员"),
    ("qinglan2", "秦审核", COUNTY, &[Right::Review], "青岚县财政局审核员，与 qinglan 互为复核"),
    (
        "songxi",
        "韩审核",
        NEIGHBOUR,
        &[Right::Review],
        "松溪县财政局审核员，接收调入松溪县的人员，看不到青岚县的其他业务",
    ),
    ("yunling", "唐审核", PREFECTURE, &[Right::Review], "云岭市财政局审核员，对下级只能查看"),
    (
        "admin",
        "顾管理",
        COUNTY,
        &[Right::Administer, Right::Audit],
        "青岚县财政局管理员，设置财政用户和审核规则",
    ),
];

impl Extra {
    /// 身份证号码 with its check character.
    pub(super) fn number(&self) -> String {
        let body = format!("110000{}{}", self.born, self.sequence);
        let check = check_character(&body).expect("the body has seventeen digits");
        format!("{body}{check}")
    }

    /// Document, name and phone.
    pub(super) fn identity(&self) -> Result<Identity, Trouble> {
        Ok(Identity {
            document: Document::parse(DocumentKind::ResidentId, &self.number()).map_err(unfurnished)?,
            name: PersonName::parse(self.name).map_err(unfurnished)?,
            phone: Phone::parse(self.phone).map_err(unfurnished)?,
        })
    }

    fn account(&self, credential: Credential, now: Moment) -> Result<Account, Trouble> {
        Ok(Account {
            identity: self.identity()?,
            credential,
            state: AccountState::Open,
            verified: self.verified.then(|| Verified { at: now, way: "线上实名认证".into() }),
            created: now,
            generation: 0,
            last_login: None,
            notice: 1,
            frozen: None,
        })
    }
}

/// The id of the accountant at this place of the list.
pub(super) fn account_id(place: usize) -> AccountId {
    AccountId::from_bytes(id(0xa0, place))
}

/// The officer who reviews in 青岚县, with the name shown to others.
pub(super) fn reviewer() -> (OfficerId, &'static str) {
    (OfficerId::from_bytes(id(0xf0, 0)), "沈**")
}

fn id(kind: u8, place: usize) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[15] = u8::try_from(place).unwrap_or(u8::MAX);
    bytes
}

/// Lets everybody move in, unless they have done so before; whether they did.
pub(super) fn settle(office: &Office) -> Result<bool, Trouble> {
    let there = office.store().view().and_then(|view| view.scan(&OFFICERS, Span::all(1)));
    if !there.map_err(unfurnished)?.is_empty() {
        return Ok(false);
    }
    let now = office.now();
    let credential = || {
        Credential::new(PASSWORD, office.random(), Cost::default())
            .ok_or_else(|| unfurnished("a password could not be hashed"))
    };
    let mut accounts = Vec::new();
    for (place, person) in PEOPLE.iter().enumerate() {
        accounts.push((account_id(place), person.account(credential()?, now)?));
    }
    let mut officers = Vec::new();
    for (place, (login, name, authority, rights, _)) in OFFICERS_THERE.iter().enumerate() {
        let officer = Officer {
            login: (*login).into(),
            name: PersonName::parse(name).map_err(unfurnished)?,
            authority: RegionCode::parse(authority).map_err(unfurnished)?,
            rights: rights.to_vec(),
            credential: Some(credential()?),
            state: OfficerState::Active,
            generation: 0,
            document: None,
            created: now,
            until: None,
            invitation: None,
            last_login: None,
        };
        officers.push((OfficerId::from_bytes(id(0xf0, place)), officer));
    }
    let moved = office.store().act_blocking(move |tx| {
        for (id, account) in &accounts {
            tx.put(&ACCOUNTS, id, account)?;
        }
        for (id, officer) in &officers {
            tx.put(&OFFICERS, id, officer)?;
        }
        Ok::<_, Broken>(())
    });
    moved.map_err(unfurnished)?;
    Ok(true)
}

/// Prints who can log in, where and how.
pub(super) fn print() {
    println!("【演示】所有账号的密码都是 {PASSWORD}");
    println!("【演示】会计人员（在 /login 用证件号码或手机号登录）：");
    for (place, what) in TRIED {
        let person = &PEOPLE[place];
        println!("  {}  {}  {}  {what}", person.name, person.phone, person.number());
    }
    println!("【演示】财政用户（在 /login/officer 登录）：");
    for (login, name, _, _, what) in OFFICERS_THERE {
        println!("  {login}  {name}  {what}");
    }
}
