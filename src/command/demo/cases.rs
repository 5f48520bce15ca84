//! What the people of the demonstration have filed, so that the desk has life: three identities and two collections
//! wait, one collection was returned, one is on record.

use super::cards::{Paper, draw};
use super::people::{COUNTY, PEOPLE, account_id, reviewer};
use super::unfurnished;
use crate::casework::{Decision, Matter, Papers, Refusal, Remark};
use crate::command::trouble::Trouble;
use crate::dossier::{
    Address, Basics, Dossier, Education, EducationFiles, Employment, EmploymentFiles, Experience, Scope,
};
use crate::letters::Letter;
use crate::office::{
    Act, Actor, Ledger, MachineClock, Office, Picture, Promise, Stop, file_case, keep_picture,
    settle_collection, tell,
};
use crate::store::{Broken, Read, Span};
use crate::tables::{CASES, Item, ItemState, MAILS, MAILS_DUE, MailState, OUTBOX, OUTBOX_WAITING};
use crate::terms::{CreditCode, Day, Email, FileId, ItemId, Moment, Period, RegionCode, Sex};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A clock set back, so that cases have been filed on different days.
#[derive(Default)]
pub(super) struct PastClock(AtomicU64);

impl PastClock {
    fn set_back(&self, hours: u64) {
        self.0.store(hours, Ordering::Relaxed);
    }
}

impl crate::office::Clock for PastClock {
    fn now(&self) -> Moment {
        MachineClock.now().minus(Duration::from_secs(self.0.load(Ordering::Relaxed) * 3600))
    }
}

/// What becomes of a filed case.
enum Fate {
    Waits,
    Returned,
    Approved,
}

/// Files everything, oldest first, through an office that lives by this clock.
pub(super) async fn file_all(office: &Office, clock: &PastClock) -> Result<(), Trouble> {
    let filed = [
        (7, 150, Fate::Approved),
        (8, 100, Fate::Returned),
        (5, 50, Fate::Waits),
        (2, 26, Fate::Waits),
        (6, 20, Fate::Waits),
        (3, 4, Fate::Waits),
        (4, 1, Fate::Waits),
    ];
    for (place, hours, fate) in filed {
        clock.set_back(hours);
        let drawn = Drawn::of(place)?;
        let person = account_id(place);
        let act = Act::new(Actor::Person(person), "demo.file", "demo");
        let filed = office.act(act, move |ledger| {
            let matter = match PEOPLE[place].verified {
                true => Matter::Collect(Box::new(dossier(ledger, place, &drawn)?)),
                false => Matter::Verify(papers(ledger, place, &drawn)?),
            };
            file_case::<Refusal>(ledger, person, matter.clone(), Promise(5)).map(|(id, _)| (id, matter))
        });
        let (id, matter) = filed.await.map_err(told)?;
        clock.set_back(hours.saturating_sub(20));
        let decision = match fate {
            Fate::Waits => continue,
            Fate::Approved => Decision::Approve,
            Fate::Returned => Decision::Return(vec![Remark {
                field: String::new(),
                text: "学历证书照片下缘被裁掉，请重新拍摄完整的证书后再提交".into(),
            }]),
        };
        let (officer, name) = reviewer();
        let act = Act::new(Actor::Officer(officer), "demo.decide", "demo");
        let decided = office.act(act, move |ledger| {
            let mut case = ledger.get(&CASES, &id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
            case.decide(case.version, decision.clone(), officer, name, ledger.now())
                .map_err(Stop::Refused)?;
            ledger.put(&CASES, &id, &case)?;
            let (kind, number) = (case.kind, case.number);
            let letter = match (&decision, &matter) {
                (Decision::Approve, Matter::Collect(dossier)) => {
                    settle_collection(ledger, person, dossier, id)?;
                    Letter::Approved { kind, number }
                }
                _ => Letter::Returned { kind, number },
            };
            tell(ledger, person, &matter, letter)?;
            ledger.about(id);
            Ok(())
        });
        decided.await.map_err(told)?;
    }
    clock.set_back(0);
    office.act(Act::housekeeping("demo.letters"), read_already).await.map_err(told)
}

fn told(stop: Stop<Refusal>) -> Trouble {
    match stop {
        Stop::Refused(refusal) => unfurnished(refusal.sentence()),
        Stop::Failed(broken) => unfurnished(broken),
    }
}

/// The letters of the past have arrived.
fn read_already(ledger: &mut Ledger<'_>) -> Result<(), Stop<Refusal>> {
    for (serial, _) in ledger.list(&OUTBOX_WAITING, Span::all(usize::MAX))? {
        if let Some(item) = ledger.get(&OUTBOX, &serial)? {
            ledger.put(&OUTBOX, &serial, &Item { state: ItemState::Sent, ..item })?;
        }
    }
    for ((_, serial), _) in ledger.list(&MAILS_DUE, Span::all(usize::MAX))? {
        if let Some(mailing) = ledger.get(&MAILS, &serial)? {
            ledger.put(&MAILS, &serial, &mailing.ended(MailState::Sent, true))?;
        }
    }
    Ok(())
}

/// One person's pictures in the order in which they are used, drawn before the act.
struct Drawn(Vec<Picture>);

impl Drawn {
    fn of(place: usize) -> Result<Drawn, Trouble> {
        let seed = u8::try_from(place).unwrap_or(0);
        let papers = match PEOPLE[place].verified {
            false => vec![(Paper::Front, seed), (Paper::Back, seed), (Paper::InHand, seed)],
            true => {
                let pages = (0..4).map(|page| (Paper::Page, seed * 8 + page));
                std::iter::once((Paper::Portrait, seed)).chain(pages).collect()
            }
        };
        papers.into_iter().map(|(paper, seed)| draw(paper, seed)).collect::<Result<_, _>>().map(Drawn)
    }
}

fn keep(ledger: &mut Ledger<'_>, place: usize, slot: &str, picture: &Picture) -> Result<FileId, Broken> {
    keep_picture(ledger, account_id(place), slot, picture)
}

/// The constants of this room are sound; if not, nothing is filed.
fn sound<T, E: std::fmt::Display>(read: Result<T, E>) -> Result<T, Stop<Refusal>> {
    read.map_err(|cause| Stop::Failed(Broken::Damaged(cause.to_string())))
}

fn county() -> Result<RegionCode, Stop<Refusal>> {
    sound(RegionCode::parse(COUNTY))
}

fn identity(place: usize) -> Result<crate::dossier::Identity, Stop<Refusal>> {
    sound(PEOPLE[place].identity())
}

fn papers(ledger: &mut Ledger<'_>, place: usize, drawn: &Drawn) -> Result<Papers, Stop<Refusal>> {
    Ok(Papers {
        identity: identity(place)?,
        front: keep(ledger, place, "papers.front", &drawn.0[0])?,
        back: keep(ledger, place, "papers.back", &drawn.0[1])?,
        in_hand: keep(ledger, place, "papers.in_hand", &drawn.0[2])?,
        region: county()?,
    })
}

fn dossier(ledger: &mut Ledger<'_>, place: usize, drawn: &Drawn) -> Result<Dossier, Stop<Refusal>> {
    let identity = identity(place)?;
    let number = identity.document.resident();
    let basics = Basics {
        portrait: keep(ledger, place, "basics.portrait", &drawn.0[0])?,
        sex: number.as_ref().map_or(Sex::Female, |number| number.sex()),
        birth: sound(number.map(|number| number.birth()).ok_or("no birth"))?,
        politics: "03".into(),
        ethnicity: Some("01".into()),
        email: Email::parse(&format!("user{place}@example.com")).ok(),
        address: Address { region: county()?, street: format!("青山路 {} 号", 10 + place) },
        postcode: None,
        identity_front: None,
        identity_back: None,
    };
    Ok(Dossier {
        identity,
        scope: Scope::Accountant,
        certificate: None,
        education: vec![education(ledger, place, drawn)?],
        employment: vec![employment(ledger, place, drawn)?],
        authority: county()?,
        basics,
    })
}

fn day(year: i32, month: u8, day: u8) -> Result<Day, Stop<Refusal>> {
    sound(Day::new(year, month, day).ok_or("no such day"))
}

fn education(ledger: &mut Ledger<'_>, place: usize, drawn: &Drawn) -> Result<Education, Stop<Refusal>> {
    let files = EducationFiles {
        diploma: Some(keep(ledger, place, "education.diploma", &drawn.0[1])?),
        degree: Some(keep(ledger, place, "education.degree", &drawn.0[2])?),
        ..EducationFiles::default()
    };
    Ok(Education {
        id: ItemId::from_bytes(ledger.draw_id()),
        mode: "1".into(),
        school: "云岭财经大学".into(),
        level: "21".into(),
        degree: "4".into(),
        major: "会计学".into(),
        period: sound(Period::new(day(2012, 9, 1)?, Some(day(2016, 6, 30)?)))?,
        diploma_number: Some(format!("98010120160500{place:04}")),
        degree_number: Some(format!("9801042016{place:06}")),
        abroad: false,
        files,
    })
}

fn employment(ledger: &mut Ledger<'_>, place: usize, drawn: &Drawn) -> Result<Employment, Stop<Refusal>> {
    let files = EmploymentFiles {
        licence: Some(keep(ledger, place, "employment.licence", &drawn.0[3])?),
        proof: Some(keep(ledger, place, "employment.proof", &drawn.0[4])?),
        appointment: None,
    };
    let period = sound(Period::new(day(2016, 8, 1)?, None))?;
    Ok(Employment {
        id: ItemId::from_bytes(ledger.draw_id()),
        period,
        employer: "青岚县溪谷茶业有限公司".into(),
        credit_code: sound(CreditCode::parse(CREDIT_CODE))?,
        code_confirmed: false,
        kind: KIND.into(),
        industry: "C".into(),
        region: county()?,
        telephone: "0000-7654321".into(),
        experience: vec![Experience { rank: "3".into(), post: "03".into(), period }],
        accounting: true,
        position: None,
        files,
    })
}

/// The code of a company that does not exist, with the right check character (GB 32100).
const CREDIT_CODE: &str = "91980121MA0000000N";
/// 单位类型 of a private company.
const KIND: &str = "402";
