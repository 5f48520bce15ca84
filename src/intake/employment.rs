//! 历史数据 工作经历: one job a row, or one spell of accounting work in it (guide 3.4(1)).

use super::people::{People, item_id};
use super::row::Reader;
use super::sheet::{Batch, Collector};
use crate::dossier::{Ending, Experience, PastEmployment, Position};
use crate::reference::Dictionary;
use crate::terms::{ItemId, Period};
use std::collections::BTreeMap;

/// Records of one person that the guide knows.
const USUAL: usize = 1;
/// Records of one person that are taken at all, and spells of one job.
const MOST: usize = 20;
const EMPLOYER: &str = "单位名称";
const SPELL: [&str; 4] = ["会计人员岗位层级", "从事会计工作岗位", "会计工作开始时间", "会计工作结束时间"];
const POSITION: [&str; 3] = ["会计专业职务", "会计专业职务聘任时间", "资格取得时间"];

#[derive(Default)]
pub(super) struct Collected {
    people: People<PastEmployment>,
    seen: BTreeMap<ItemId, u32>,
}

impl Collector for Collected {
    fn take(&mut self, row: &mut Reader<'_>) {
        let (document, name, mut read) = (row.document(), row.name(), employment(row));
        let (Some(document), Some(name)) = (document, name) else { return };
        let from = read.from.map(|day| day.to_string()).unwrap_or_default();
        read.id = item_id("employment", &document, &[read.employer.as_deref().unwrap_or_default(), &from]);
        if !row.is_sound() {
            return;
        }
        let first = *self.seen.entry(read.id).or_insert(row.number);
        let Some(rows) = self.people.rows_of(row, document, name) else { return };
        if let Some(same) = rows.iter_mut().find(|other| other.id == read.id) {
            return join(row, first, same, read);
        }
        if rows.len() >= MOST {
            return row.fault(EMPLOYER, format!("同一人的工作经历超过 {MOST} 条；请核对证件号码。"));
        }
        rows.push(read);
    }

    fn finish(self: Box<Self>, notes: &mut Vec<String>) -> Batch {
        let order = |rows: &mut Vec<PastEmployment>| {
            rows.sort_by_key(|row| (row.from, row.id));
            for row in rows {
                row.experience.sort_by(|one, other| {
                    (one.period, &one.rank, &one.post).cmp(&(other.period, &other.rank, &other.post))
                });
            }
        };
        let (people, many) = self.people.finish(USUAL, order);
        if many > 0 {
            notes.push(format!("有 {many} 人的工作经历多于 {USUAL} 条，全部照原样导入。"));
        }
        Batch::Employment(people)
    }
}

/// Adds the spell of a row about a job that an earlier row has told already.
fn join(row: &mut Reader<'_>, first: u32, same: &mut PastEmployment, read: PastEmployment) {
    let spells = std::mem::take(&mut same.experience);
    let alike = *same == PastEmployment { experience: Vec::new(), ..read.clone() };
    same.experience = spells;
    let known = read.experience.iter().all(|spell| same.experience.contains(spell));
    if !alike {
        row.fault(
            EMPLOYER,
            format!("与第 {first} 行是同一份工作（单位和开始时间相同），其他内容却不同；请核对两行。"),
        );
    } else if known {
        row.fault(EMPLOYER, format!("与第 {first} 行重复：同一人的单位和开始时间都相同；请删去一行。"));
    } else if same.experience.len() >= MOST {
        row.fault(SPELL[0], format!("同一份工作的会计工作经历超过 {MOST} 段；请核对。"));
    } else {
        same.experience.extend(read.experience);
    }
}

fn employment(row: &mut Reader<'_>) -> PastEmployment {
    let (from, to) = row.stretch("工作开始时间", "工作结束时间");
    PastEmployment {
        // The real one needs the person.
        id: ItemId::from_bytes([0; 16]),
        from,
        to,
        employer: row.line(EMPLOYER, 100),
        credit_code: row.line("统一社会信用代码", 40),
        kind: row.code("单位类型", Dictionary::UnitKind),
        industry: row.code("所属行业", Dictionary::Industry),
        region: row.region("单位地址"),
        telephone: row.line("单位电话", 40),
        experience: spell(row).into_iter().collect(),
        position: position(row),
    }
}

/// Whether all of these columns are filled in; a part of them is a fault.
fn all_of(row: &mut Reader<'_>, columns: &[&'static str]) -> bool {
    let blank: Vec<&'static str> = columns.iter().copied().filter(|column| row.is_blank(column)).collect();
    match blank.first() {
        None => true,
        Some(first) if blank.len() < columns.len() => {
            row.fault(first, format!("{}，要么都填，要么都不填。", columns.join("、")));
            false
        }
        Some(_) => false,
    }
}

fn spell(row: &mut Reader<'_>) -> Option<Experience> {
    if !all_of(row, &SPELL) {
        return None;
    }
    let rank = row.code(SPELL[0], Dictionary::AccountingRank);
    let post = row.code(SPELL[1], Dictionary::AccountingPost);
    let (from, to) = row.stretch(SPELL[2], SPELL[3]);
    let to = match to? {
        Ending::On(day) => Some(day),
        Ending::Open => None,
    };
    Some(Experience { rank: rank?, post: post?, period: Period::new(from?, to).ok()? })
}

fn position(row: &mut Reader<'_>) -> Option<Position> {
    if !all_of(row, &POSITION) {
        return None;
    }
    let position = row.code(POSITION[0], Dictionary::AccountingPosition);
    let (appointed, qualified) = (row.day(POSITION[1]), row.day(POSITION[2]));
    if let (Some(appointed), Some(qualified)) = (appointed, qualified)
        && appointed < qualified
    {
        row.fault(POSITION[1], "早于「资格取得时间」；请核对两个日期。");
    }
    Some(Position { position: position?, appointed: appointed?, qualified: qualified? })
}
