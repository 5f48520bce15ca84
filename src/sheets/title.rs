//! 会计专业技术资格: reading and drawing the form of one title (spec 1.17, 3.9). 职称层级 is chosen first; the marks asked for
//! are those of its subjects.

mod fields;

use super::reader::{Entry, Reader, set_day, set_picture};
use super::{Recorded, Sheet};
use crate::dossier::{Award, Mark, Marks, Source, TOP, Title, Warrant, subjects_of, waivable};
use crate::reference::Dictionary;
use crate::terms::{FileId, ItemId, RegionCode};
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::{Meaning, Means, Slot, Typed};
use maud::Markup;

/// 全国会计专业技术资格考试 was first held in this year.
const FIRST_EXAM: u16 = 1992;
const LEVELS: [&str; 4] = ["1", "2", "3", "4"];
/// The fields of 资格信息 that tell whether a 正高级 fills it in.
const WARRANT: [&str; 6] =
    ["number", "register_number", "issued.year", "issued.month", "issued.day", "issuer"];

const SLOTS: [Slot; 1] = [Slot {
    field: "picture",
    purpose: "title.picture",
    label: "会计专业技术资格证书或高评委评审通过证明文件",
    limits: Limits::PAPER,
}];

/// 职称层级 as chosen, if it is one.
fn level(typed: &Typed) -> Option<&'static str> {
    LEVELS.into_iter().find(|level| *level == typed.text("level"))
}

impl Recorded for Title {
    type Entry = Attained;
    const SLOTS: &'static [Slot] = &SLOTS;
    const WORD: &'static str = "会计专业技术资格";

    fn blank() -> Typed {
        Typed::empty()
    }

    fn filled(&self) -> Typed {
        filled(self)
    }

    fn rearranges(typed: &mut Typed) -> bool {
        level(typed).is_some_and(|level| level != typed.text("level_shown"))
    }

    fn fields(sheet: &Sheet<'_>) -> Markup {
        fields::fields(sheet)
    }
}

/// Everything of a title but its id and picture.
#[derive(Clone, Debug)]
pub struct Attained {
    award: Award,
    marks: Option<Marks>,
    warrant: Option<Warrant>,
}

impl Meaning for Attained {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(typed, means);
        let Some(level) = reader.entry("level", Dictionary::TitleLevel) else { return reader.end(None) };
        let name = match reader.entry("name", Dictionary::AccountingPosition) {
            Some(name) => Some(name),
            None => {
                reader.faults = Faults::new();
                reader.faults.push("name", "请选择职称名称。");
                None
            }
        };
        let way = reader.entry("way", Dictionary::TitleWay);
        let obtained = reader.day("obtained", "取得时间");
        let body = reader.optional_line("body", "批准文号或评审机构", 100);
        let marks = marks(&mut reader, &level);
        let warrant = warrant(&mut reader, &level);
        let read = (|| {
            let award = Award { level, name: name?, way: way?, obtained: obtained?, body: body? };
            Some(Attained { award, marks: marks?, warrant: warrant? })
        })();
        reader.end(read)
    }
}

/// 成绩信息; there is no exam for 正高级, so only what is filled in is kept.
fn marks(reader: &mut Reader<'_>, level: &str) -> Option<Option<Marks>> {
    if level == TOP && reader.typed.given("province").is_none() {
        return Some(None);
    }
    let provinces = reader.means().reference.divisions().provinces();
    let place = RegionCode::parse(reader.typed.text("province")).ok();
    let known = place.filter(|place| provinces.iter().any(|one| one.code == *place));
    let province = reader.take("province", known.ok_or("请选择考试省份。"));
    let mut read: Vec<Option<Mark>> = Vec::new();
    for subject in subjects_of(level) {
        read.push(mark(reader, subject));
    }
    let mut subjects = read.into_iter().collect::<Option<Vec<Mark>>>()?;
    // A waived subject was not sat: it is noted with the last year of the others.
    let last = subjects.iter().map(|mark| mark.year).max().unwrap_or(FIRST_EXAM);
    for mark in subjects.iter_mut().filter(|mark| mark.points.is_none()) {
        mark.year = last;
    }
    Some(Some(Marks { province: province?, subjects }))
}

fn mark(reader: &mut Reader<'_>, subject: &str) -> Option<Mark> {
    let subject = subject.to_string();
    if waivable(&subject) && reader.typed.has(&format!("waived_{subject}")) {
        return Some(Mark { subject, year: 0, points: None });
    }
    let this_year = reader.means().today.year();
    let number = |name: &str| reader.typed.text(name).trim().parse::<u16>().ok();
    let (year_field, mark_field) = (format!("year_{subject}"), format!("mark_{subject}"));
    let year = number(&year_field).filter(|year| *year >= FIRST_EXAM && i32::from(*year) <= this_year);
    let points = number(&mark_field);
    let year =
        reader.take(&year_field, year.ok_or("考试年度请填写四位数字的年份，例如 2024，不能晚于今年。"));
    let points = reader.take(&mark_field, points.ok_or("成绩请填写 60 到 100 之间的整数，60 分合格。"));
    Some(Mark { subject, year: year?, points: Some(points?) })
}

/// 资格信息; a 正高级 may leave all of it empty.
fn warrant(reader: &mut Reader<'_>, level: &str) -> Option<Option<Warrant>> {
    if level == TOP && WARRANT.iter().all(|field| reader.typed.given(field).is_none()) {
        return Some(None);
    }
    let number = reader.line("number", "资格证书编号", 40);
    let register_number = reader.optional_line("register_number", "管理号", 40);
    let issued = reader.day("issued", "发证时间");
    let issuer = reader.line("issuer", "发证机关", 100);
    Some(Some(Warrant {
        number: number?,
        register_number: register_number?,
        issued: issued?,
        issuer: issuer?,
    }))
}

impl Entry for Attained {
    type Record = Title;

    fn record(self, id: ItemId, picture: impl Fn(&str) -> Option<FileId>) -> Title {
        Title {
            id,
            award: self.award,
            marks: self.marks,
            warrant: self.warrant,
            picture: picture("picture"),
            source: Source::Person,
        }
    }
}

/// The form filled with a stored title.
fn filled(title: &Title) -> Typed {
    let award = &title.award;
    let mut typed = Typed::from_pairs([
        ("level", award.level.clone()),
        ("name", award.name.clone()),
        ("way", award.way.clone()),
        ("body", award.body.clone().unwrap_or_default()),
    ]);
    set_day(&mut typed, "obtained", award.obtained);
    if let Some(marks) = &title.marks {
        typed.set("province", marks.province.to_string());
        for mark in &marks.subjects {
            match mark.points {
                Some(points) => {
                    typed.set(&format!("year_{}", mark.subject), mark.year.to_string());
                    typed.set(&format!("mark_{}", mark.subject), points.to_string());
                }
                None => typed.set(&format!("waived_{}", mark.subject), "true"),
            }
        }
    }
    if let Some(warrant) = &title.warrant {
        typed.set("number", warrant.number.clone());
        typed.set("register_number", warrant.register_number.clone().unwrap_or_default());
        set_day(&mut typed, "issued", warrant.issued);
        typed.set("issuer", warrant.issuer.clone());
    }
    set_picture(&mut typed, "picture", title.picture);
    typed
}
