//! 历史数据 教育经历: one record a row (guide 3.3(1)).

use super::people::{People, item_id};
use super::row::Reader;
use super::sheet::{Batch, Collector};
use crate::dossier::PastEducation;
use crate::reference::Dictionary;
use crate::terms::ItemId;
use std::collections::BTreeMap;

/// Records of one person that the guide knows.
const USUAL: usize = 2;
/// Records of one person that are taken at all.
const MOST: usize = 20;
const SCHOOL: &str = "学校名称";

#[derive(Default)]
pub(super) struct Collected {
    people: People<PastEducation>,
    seen: BTreeMap<ItemId, u32>,
}

impl Collector for Collected {
    fn take(&mut self, row: &mut Reader<'_>) {
        let (document, name, mut read) = (row.document(), row.name(), education(row));
        let (Some(document), Some(name)) = (document, name) else { return };
        let facts = [&read.school, &read.mode, &read.level].map(|fact| fact.as_deref().unwrap_or_default());
        read.id = item_id("education", &document, &facts);
        if !row.is_sound() {
            return;
        }
        if let Some(first) = self.seen.insert(read.id, row.number) {
            row.fault(
                SCHOOL,
                format!("与第 {first} 行重复：同一人的学校、培养方式和学历都相同；请删去一行。"),
            );
            return;
        }
        let Some(rows) = self.people.rows_of(row, document, name) else { return };
        if rows.len() >= MOST {
            return row.fault(SCHOOL, format!("同一人的教育经历超过 {MOST} 条；请核对证件号码。"));
        }
        rows.push(read);
    }

    fn finish(self: Box<Self>, notes: &mut Vec<String>) -> Batch {
        let order = |rows: &mut Vec<PastEducation>| rows.sort_by_key(|row| (row.from, row.id));
        let (people, many) = self.people.finish(USUAL, order);
        if many > 0 {
            notes.push(format!(
                "有 {many} 人的教育经历多于 {USUAL} 条（一般是全日制、非全日制各一条），全部照原样导入。"
            ));
        }
        Batch::Education(people)
    }
}

fn education(row: &mut Reader<'_>) -> PastEducation {
    let school = row.line(SCHOOL, 60);
    let (from, to) = row.stretch("入学时间", "毕业时间");
    PastEducation {
        // The real one needs the person.
        id: ItemId::from_bytes([0; 16]),
        mode: row.code("培养方式", Dictionary::TrainingMode),
        school,
        level: row.code("学历", Dictionary::EducationLevel),
        degree: row.code("学位", Dictionary::Degree),
        major: row.line("所学专业", 60),
        from,
        to,
        diploma_number: row.line("学历证书编号", 40),
        degree_number: row.line("学位证书编号", 40),
    }
}
