//! Which rules of the collection hold for a change (spec 1.13, 1.14): those about the changed record itself and its
//! neighbours in time. Rules about 采集范围 ask why somebody files at all, so they are the collection's alone: a student
//! who finds a job stays on record.

use super::change::{Change, Particulars};
use super::draft::Dossier;
use super::employment::Employment;
use super::fault::{Fault, Step};
use super::licence::Licence;
use super::listed::{Listed, overlap_sentence, overlapped};
use super::rules;
use super::title::{Source, Title};
use crate::terms::Day;

/// What would have to be mended at the fields of what the change leads to; `settled` is the dossier with it made.
pub fn change_faults(change: &Change, settled: &Dossier, today: Day) -> Vec<Fault> {
    match change {
        Change::Education { after, .. } => match after {
            Some(one) => of_record(&**one, settled, today),
            None if settled.education.is_empty() => {
                let text =
                    "至少要保留一条教育经历。这一条填写有误的，请选择变更；需要更换的，请先新增另一条。";
                vec![Fault::new(Step::Education, "education", text)]
            }
            None => Vec::new(),
        },
        Change::Employment { after, .. } => {
            after.as_ref().map(|job| of_record(&**job, settled, today)).unwrap_or_default()
        }
        Change::Basics { .. } => {
            let mut faults = Vec::new();
            rules::basics(&settled.clone().reopened(), &settled.identity, &mut faults);
            faults
        }
        Change::Particulars { after, .. } => of_particulars(after, today),
        Change::Title { after, .. } => after.as_ref().map_or(Vec::new(), |one| {
            let mut faults = of_record(&**one, settled, today);
            faults.extend(beside_titles(one, settled));
            faults
        }),
        Change::Licence { after, .. } => after.as_ref().map_or(Vec::new(), |one| {
            let mut faults = of_record(&**one, settled, today);
            faults.extend(beside_licences(one, settled));
            faults
        }),
        Change::Phone { .. } => Vec::new(),
    }
}

/// A certificate stands on record once, and so does a title a person enters; a certificate of the library stands beside
/// whatever was entered about the same title.
fn beside_titles(one: &Title, settled: &Dossier) -> Vec<Fault> {
    let others = || settled.titles.iter().filter(|other| other.id != one.id);
    let number = |title: &Title| title.warrant.as_ref().map(|warrant| warrant.number.clone());
    let mut faults = Vec::new();
    if let Some(own) = number(one)
        && others().any(|other| number(other).as_ref() == Some(&own))
    {
        let text = "已经登记了相同证书编号的会计专业技术资格，请核对资格证书编号。";
        faults.push(Fault::new(Step::Titles, one.key("number"), text));
    }
    if one.source == Source::Person && others().any(|other| other.award.name == one.award.name) {
        let text = "已经登记了这个职称，同一职称只登记一次；填写有误的，请在列表中变更那一条。";
        faults.push(Fault::new(Step::Titles, one.key("name"), text));
    }
    faults
}

fn beside_licences(one: &Licence, settled: &Dossier) -> Vec<Fault> {
    let same = |other: &Licence| {
        other.id != one.id
            && (&other.kind, &other.level, &other.number) == (&one.kind, &one.level, &one.number)
    };
    if !settled.licences.iter().any(same) {
        return Vec::new();
    }
    let text = "已经登记了相同证书编号的这项资格，请核对资格证书编号。";
    vec![Fault::new(Step::Licences, one.key("number"), text)]
}

/// Whether the change brings a present job outside the territory where the collection was approved (guide 4.3). Jobs of
/// the past and a place that stays as it is move nobody.
pub fn moves_outside(change: &Change, dossier: &Dossier) -> bool {
    let Some([before, Some(job)]) = Employment::states(change) else { return false };
    let moved = before.is_none_or(|old| old.region != job.region || !old.is_current());
    job.is_current() && moved && !dossier.authority.contains(&job.region)
}

fn of_record<T: Listed>(one: &T, settled: &Dossier, today: Day) -> Vec<Fault> {
    let mut faults = one.lacks(today);
    if let Some(other) = overlapped(&settled.clone().reopened(), one).and_then(Listed::stretch) {
        let key = format!("{}.{}.period", T::KEY, one.id());
        faults.push(Fault::new(T::STEP, key, overlap_sentence(&other)));
    }
    faults
}

fn of_particulars(one: &Particulars, today: Day) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(number) = one.document.resident() {
        if number.sex() != one.sex {
            let text = "性别与证件号码不符，请核对证件号码。";
            faults.push(Fault::new(Step::Basics, "correction.sex", text));
        }
        if number.birth() != one.birth {
            let text = "出生日期与证件号码不符，请核对证件号码。";
            faults.push(Fault::new(Step::Basics, "correction.birth", text));
        }
    }
    if one.birth >= today {
        faults.push(Fault::new(Step::Basics, "correction.birth", "出生日期应早于今天，请核对证件上的日期。"));
    }
    faults
}
