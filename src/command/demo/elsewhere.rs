//! A demonstration of another region: only its officers, so that two demonstrations can exchange letters.

use super::people::{PASSWORD, PREFECTURE};
use super::unfurnished;
use crate::accounts::{Cost, Credential, Officer, OfficerState, Right};
use crate::command::trouble::Trouble;
use crate::config::Config;
use crate::office::Office;
use crate::store::{Broken, Read, Span};
use crate::tables::OFFICERS;
use crate::terms::{OfficerId, PersonName, RegionCode};

/// Login, name, rights, and what they are for.
const OFFICERS_THERE: [(&str, &str, Right, &str); 2] = [
    ("reviewer", "黎审核", Right::Review, "审核员，收发电子调转函"),
    ("admin", "罗管理", Right::Administer, "管理员，登记互通平台"),
];

/// The region, if it is another one than that of the usual demonstration.
pub(super) fn region(config: &Config) -> Option<RegionCode> {
    let region = RegionCode::parse(config.region_code.as_deref()?).ok()?;
    let usual = RegionCode::parse(PREFECTURE).ok()?;
    (!usual.contains(&region)).then_some(region)
}

/// Lets the officers move in, unless somebody has done so before.
pub(super) fn settle(office: &Office, region: RegionCode) -> Result<(), Trouble> {
    let there = office.store().view().and_then(|view| view.scan(&OFFICERS, Span::all(1)));
    if !there.map_err(unfurnished)?.is_empty() {
        return Ok(());
    }
    let mut officers = Vec::new();
    for (login, name, right, _) in OFFICERS_THERE {
        let credential = Credential::new(PASSWORD, office.random(), Cost::default());
        let officer = Officer {
            login: login.into(),
            name: PersonName::parse(name).map_err(unfurnished)?,
            authority: region,
            rights: vec![right],
            credential: Some(credential.ok_or_else(|| unfurnished("a password could not be hashed"))?),
            state: OfficerState::Active,
            generation: 0,
            document: None,
            created: office.now(),
            until: None,
            invitation: None,
            last_login: None,
        };
        officers.push((OfficerId::from_bytes(office.random()), officer));
    }
    let moved = office.store().act_blocking(move |tx| {
        for (id, officer) in &officers {
            tx.put(&OFFICERS, id, officer)?;
        }
        Ok::<_, Broken>(())
    });
    moved.map_err(unfurnished)
}

/// Prints who can log in, where and how.
pub(super) fn print(config: &Config) {
    println!("【演示】{}的财政用户（在 /login/officer 登录，密码都是 {PASSWORD}）：", config.sponsor);
    for (login, name, _, what) in OFFICERS_THERE {
        println!("  {login}  {name}  {what}");
    }
    println!("【演示】这里没有会计人员；请与另一个演示互相登记名片，再办理跨平台的属地调转。");
}
