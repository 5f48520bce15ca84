//! 证书库: one 会计专业技术资格 a row (spec 1.6, 3.9).

use super::row::{Desk, Reader};
use super::sheet::{Batch, Collector};
use crate::dossier::{Award, Mark, Marks, Warrant};
use crate::reference::Dictionary;
use crate::terms::{Document, PersonName};
use std::collections::BTreeMap;

/// The library begins with this year (spec 1.6, note 2).
const FIRST_YEAR: i32 = 2001;
/// The first year of the national exam.
const FIRST_EXAM: u16 = 1992;
const SUBJECTS: [[&str; 3]; 3] = [
    ["科目1", "科目1年度", "科目1成绩"],
    ["科目2", "科目2年度", "科目2成绩"],
    ["科目3", "科目3年度", "科目3成绩"],
];
const PROVINCE: &str = "考试省份";
const NUMBER: &str = "资格证书编号";

/// One certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Whose.
    pub document: Document,
    /// The holder's name.
    pub name: PersonName,
    /// 职称信息.
    pub award: Award,
    /// 成绩信息.
    pub marks: Option<Marks>,
    /// 资格信息.
    pub warrant: Warrant,
}

#[derive(Default)]
pub(super) struct Collected {
    rows: Vec<CertificateRow>,
    seen: BTreeMap<(String, String), u32>,
}

impl Collector for Collected {
    fn take(&mut self, row: &mut Reader<'_>) {
        let Some(read) = certificate(row) else { return };
        let key = (read.document.identity_key(), read.warrant.number.clone());
        match self.seen.get(&key) {
            Some(first) => {
                row.fault(NUMBER, format!("与第 {first} 行重复：证件号码和证书编号都相同；请删去一行。"))
            }
            None => {
                self.seen.insert(key, row.number);
                self.rows.push(read);
            }
        }
    }

    fn finish(self: Box<Self>, _: &mut Vec<String>) -> Batch {
        Batch::Certificates(self.rows)
    }
}

fn certificate(row: &mut Reader<'_>) -> Option<CertificateRow> {
    let (document, name, award) = (row.document(), row.name(), award(row));
    let marks = marks(row, award.as_ref().map(|award| award.level.as_str()));
    let (number, register_number) = (row.line(NUMBER, 60), row.line("管理号", 60));
    let (issued, issuer) = (row.day("发证时间"), row.line("发证机关", 100));
    if let (Some(issued), Some(award)) = (issued, &award)
        && issued < award.obtained
    {
        row.fault("发证时间", "早于「取得时间」；请核对两个日期。");
    }
    if !row.is_sound() {
        return None;
    }
    let warrant = Warrant { number: number?, register_number, issued: issued?, issuer: issuer? };
    Some(CertificateRow { document: document?, name: name?, award: award?, marks, warrant })
}

fn award(row: &mut Reader<'_>) -> Option<Award> {
    let level = row.code("职称层级", Dictionary::TitleLevel);
    let name = row.code("职称名称", Dictionary::AccountingPosition);
    if let (Some(level), Some(name)) = (&level, &name) {
        let label = row.desk.label(Dictionary::TitleLevel, level).unwrap_or_default();
        if row.desk.group(Dictionary::AccountingPosition, name) != Some(label) {
            let text = format!("与「职称层级」（{label}）不相符；请核对两列。");
            row.fault("职称名称", text);
        }
    }
    let way = row.code("取得方式", Dictionary::TitleWay);
    let obtained = row.day("取得时间");
    if let Some(obtained) = obtained.filter(|day| day.year() < FIRST_YEAR) {
        row.fault(
            "取得时间",
            format!("是 {} 年；证书库只收录 {FIRST_YEAR} 年起的证书，请删去这一行。", obtained.year()),
        );
    }
    let body = row.line("批准文号或评审机构", 100);
    let level = level?;
    let way = way.unwrap_or_else(|| usual_way(row.desk, &level));
    Some(Award { level, name: name?, way, obtained: obtained?, body })
}

/// 初级 and 中级 by exam, 副高级 by both, 正高级 by review (spec 3.9).
fn usual_way(desk: &Desk<'_>, level: &str) -> String {
    match desk.label(Dictionary::TitleLevel, level) {
        Some("正高级") => "2".into(),
        Some("副高级") => "3".into(),
        _ => "1".into(),
    }
}

fn marks(row: &mut Reader<'_>, level: Option<&str>) -> Option<Marks> {
    let province = row.words(PROVINCE).and_then(|words| match row.desk.places.province(&words) {
        Ok(code) => Some(code),
        Err(text) => {
            row.fault(PROVINCE, text);
            None
        }
    });
    let mut subjects: Vec<Mark> = Vec::new();
    for columns in SUBJECTS {
        let Some(mark) = mark(row, columns, level) else { continue };
        if subjects.iter().any(|other| other.subject == mark.subject) {
            row.fault(columns[0], "同一科目填写了两次；请删去一处。");
        }
        subjects.push(mark);
    }
    match (province, subjects.is_empty()) {
        (None, true) => None,
        (Some(_), true) => {
            if row.is_sound() {
                row.fault(PROVINCE, "填写了考试省份，还没有填写考试科目；请补上科目，或者留空。");
            }
            None
        }
        (None, false) => {
            if row.is_blank(PROVINCE) {
                row.fault(PROVINCE, "填写了考试科目的，必须填写考试省份。");
            }
            None
        }
        (Some(province), false) => Some(Marks { province, subjects }),
    }
}

fn mark(
    row: &mut Reader<'_>,
    [subject, year, points]: [&'static str; 3],
    level: Option<&str>,
) -> Option<Mark> {
    if row.is_blank(subject) {
        if !row.is_blank(year) || !row.is_blank(points) {
            row.fault(subject, "填写了年度或成绩的，必须填写科目。");
        }
        return None;
    }
    let code = row.code(subject, Dictionary::ExamSubject);
    if let (Some(code), Some(level)) = (&code, level) {
        let label = row.desk.label(Dictionary::TitleLevel, level).unwrap_or_default();
        if row.desk.group(Dictionary::ExamSubject, code) != Some(label) {
            row.fault(subject, format!("不是{label}资格考试的科目；请核对。"));
        }
    }
    let this_year = u16::try_from(row.desk.today.year()).unwrap_or(u16::MAX);
    let sat = row.words(year).map(|words| words.trim_end_matches('年').parse::<u16>());
    let sat = match sat {
        Some(Ok(sat)) if (FIRST_EXAM..=this_year).contains(&sat) => Some(sat),
        _ => {
            row.fault(year, format!("应是 {FIRST_EXAM} 到 {this_year} 之间的年份，例如 2014。"));
            None
        }
    };
    let got = match row.words(points).as_deref() {
        Some("免试") => Some(None),
        Some(words) if words.parse::<u16>().is_ok_and(|points| points <= 100) => Some(words.parse().ok()),
        _ => {
            row.fault(points, "应是 0 到 100 的整数；免试的填“免试”。");
            None
        }
    };
    Some(Mark { subject: code?, year: sat?, points: got? })
}
