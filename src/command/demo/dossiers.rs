//! What the people of the demonstration file first: the papers that prove who they are, or their whole record.

use super::cards::{Paper, draw};
use super::careers::{Job, School, career};
use super::people::{CHANGER, COUNTY, PEOPLE, account_id};
use crate::casework::{Papers, Refusal};
use crate::command::trouble::Trouble;
use crate::dossier::{
    Address, Basics, Dossier, Education, EducationFiles, Employment, EmploymentFiles, Experience, Identity,
    Scope,
};
use crate::office::{Ledger, Picture, Stop, keep_picture};
use crate::store::Broken;
use crate::terms::{CreditCode, Day, Email, FileId, ItemId, Period, RegionCode, Sex};

/// 单位类型 of a private company.
const KIND: &str = "402";

/// One person's pictures in the order in which they are used, drawn before the act.
pub(super) struct Drawn(pub(super) Vec<Picture>);

/// The pictures of a [`Drawn`] that have not been kept yet.
pub(super) type Hand<'a> = std::slice::Iter<'a, Picture>;

impl Drawn {
    /// What the person at this place shows when they file first.
    pub(super) fn of(place: usize) -> Result<Drawn, Trouble> {
        let seed = u8::try_from(place).unwrap_or(0);
        let pages = if place == CHANGER { 6 } else { 4 };
        let papers = match PEOPLE[place].verified {
            false => vec![(Paper::Front, seed), (Paper::Back, seed), (Paper::InHand, seed)],
            true => {
                let pages = (0..pages).map(|page| (Paper::Page, seed * 8 + page));
                std::iter::once((Paper::Portrait, seed)).chain(pages).collect()
            }
        };
        papers.into_iter().map(|(paper, seed)| draw(paper, seed)).collect::<Result<_, _>>().map(Drawn)
    }

    /// The picture of one more page of the person at this place.
    pub(super) fn further(place: usize) -> Result<Drawn, Trouble> {
        draw(Paper::Page, u8::try_from(place).unwrap_or(0) * 8 + 6).map(|page| Drawn(vec![page]))
    }
}

/// Keeps the next picture for this slot.
pub(super) fn keep(
    ledger: &mut Ledger<'_>,
    place: usize,
    slot: &str,
    hand: &mut Hand<'_>,
) -> Result<FileId, Broken> {
    let picture = hand.next().ok_or_else(|| Broken::Damaged(format!("no picture was drawn for {slot}")))?;
    keep_picture(ledger, account_id(place), slot, picture)
}

/// The constants of this room are sound; if not, nothing is filed.
pub(super) fn sound<T, E: std::fmt::Display>(read: Result<T, E>) -> Result<T, Stop<Refusal>> {
    read.map_err(|cause| Stop::Failed(Broken::Damaged(cause.to_string())))
}

fn county() -> Result<RegionCode, Stop<Refusal>> {
    sound(RegionCode::parse(COUNTY))
}

fn identity(place: usize) -> Result<Identity, Stop<Refusal>> {
    sound(PEOPLE[place].identity())
}

/// The papers that prove who somebody is.
pub(super) fn papers(
    ledger: &mut Ledger<'_>,
    place: usize,
    mut hand: Hand<'_>,
) -> Result<Papers, Stop<Refusal>> {
    Ok(Papers {
        identity: identity(place)?,
        front: keep(ledger, place, "papers.front", &mut hand)?,
        back: keep(ledger, place, "papers.back", &mut hand)?,
        in_hand: keep(ledger, place, "papers.in_hand", &mut hand)?,
        region: county()?,
    })
}

/// The whole record of somebody.
pub(super) fn dossier(
    ledger: &mut Ledger<'_>,
    place: usize,
    mut hand: Hand<'_>,
) -> Result<Dossier, Stop<Refusal>> {
    let identity = identity(place)?;
    let number = identity.document.resident();
    let basics = Basics {
        portrait: keep(ledger, place, "basics.portrait", &mut hand)?,
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
    let (schools, jobs) = career(place);
    let mut education = Vec::new();
    for school in schools {
        education.push(schooling(ledger, place, school, &mut hand)?);
    }
    let mut employment = Vec::new();
    for job in jobs {
        employment.push(work(ledger, place, job, &mut hand)?);
    }
    let (scope, authority) = (Scope::Accountant, county()?);
    Ok(Dossier {
        identity,
        scope,
        certificate: None,
        basics,
        education,
        employment,
        authority,
        titles: Vec::new(),
        licences: Vec::new(),
    })
}

fn day((year, month, day): (i32, u8, u8)) -> Result<Day, Stop<Refusal>> {
    sound(Day::new(year, month, day).ok_or("no such day"))
}

fn schooling(
    ledger: &mut Ledger<'_>,
    place: usize,
    school: &School,
    hand: &mut Hand<'_>,
) -> Result<Education, Stop<Refusal>> {
    let graduated = school.degree != "0";
    let diploma = Some(keep(ledger, place, "education.diploma", hand)?);
    let degree = match graduated {
        true => Some(keep(ledger, place, "education.degree", hand)?),
        false => None,
    };
    Ok(Education {
        id: ItemId::from_bytes(ledger.draw_id()),
        mode: school.mode.into(),
        school: school.name.into(),
        level: school.level.into(),
        degree: school.degree.into(),
        major: "会计学".into(),
        period: sound(Period::new(day(school.from)?, Some(day(school.to)?)))?,
        diploma_number: Some(format!("{}{place:04}", school.diploma)),
        degree_number: graduated.then(|| format!("9801042016{place:06}")),
        abroad: false,
        files: EducationFiles { diploma, degree, ..EducationFiles::default() },
        past: None,
    })
}

fn work(
    ledger: &mut Ledger<'_>,
    place: usize,
    job: &Job,
    hand: &mut Hand<'_>,
) -> Result<Employment, Stop<Refusal>> {
    let licence = match job.to {
        None => Some(keep(ledger, place, "employment.licence", hand)?),
        Some(_) => None,
    };
    let proof = Some(keep(ledger, place, "employment.proof", hand)?);
    let period = sound(Period::new(day(job.from)?, job.to.map(day).transpose()?))?;
    Ok(Employment {
        id: ItemId::from_bytes(ledger.draw_id()),
        period,
        employer: job.employer.into(),
        credit_code: sound(CreditCode::parse(job.credit_code))?,
        code_confirmed: false,
        kind: KIND.into(),
        industry: "C".into(),
        region: county()?,
        telephone: job.telephone.into(),
        experience: vec![Experience { rank: "3".into(), post: job.post.into(), period }],
        accounting: true,
        position: None,
        files: EmploymentFiles { licence, proof, appointment: None },
        past: None,
    })
}
