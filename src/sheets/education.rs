//! 教育经历: reading and drawing the form of one record of schooling (spec 1.8).

mod fields;

use super::reader::{Entry, Reader, set_period, set_picture};
use super::{Recorded, Sheet};
use crate::dossier::{Education, EducationFiles};
use crate::reference::Dictionary;
use crate::terms::{FileId, ItemId, Period};
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::{Meaning, Means, Slot, Typed};
use maud::Markup;

/// 高中: it has no 专业 to name.
const HIGH_SCHOOL: &str = "61";
/// What stands for a missing 专业.
const NO_MAJOR: &str = "无";

/// The slots for photographs.
const SLOTS: [Slot; 5] = [
    slot("diploma", "education.diploma", "学历证"),
    slot("degree_file", "education.degree", "学位证"),
    slot("recognition", "education.recognition", "教育部留学服务中心认证书"),
    slot("enrolment", "education.enrolment", "在校生证明（高中以上）"),
    slot("high_school", "education.high_school", "高中毕业证"),
];

const fn slot(field: &'static str, purpose: &'static str, label: &'static str) -> Slot {
    Slot { field, purpose, label, limits: Limits::PAPER }
}

impl Recorded for Education {
    type Entry = Schooling;
    const SLOTS: &'static [Slot] = &SLOTS;
    const WORD: &'static str = "教育经历";

    fn blank() -> Typed {
        blank()
    }

    fn filled(&self) -> Typed {
        filled(self)
    }

    fn rearranges(_: &mut Typed) -> bool {
        false
    }

    fn fields(sheet: &Sheet<'_>) -> Markup {
        fields::fields(sheet)
    }
}

/// Everything of a record but its id and pictures.
#[derive(Clone, Debug)]
pub struct Schooling {
    mode: String,
    school: String,
    level: String,
    degree: String,
    major: String,
    period: Period,
    diploma_number: Option<String>,
    degree_number: Option<String>,
    abroad: bool,
}

impl Meaning for Schooling {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(typed, means);
        let mode = reader.entry("mode", Dictionary::TrainingMode);
        let school = reader.line("school", "学校名称", 100);
        let level = reader.entry("level", Dictionary::EducationLevel);
        let degree = reader.entry("degree", Dictionary::Degree);
        let major = match (level.as_deref(), typed.given("major")) {
            (Some(HIGH_SCHOOL), None) => Some(NO_MAJOR.to_string()),
            _ => reader.line("major", "所学专业", 60),
        };
        let period = reader.period(["from", "to"], ["入学时间", "毕业时间"]);
        let abroad = reader.yes_or_no("abroad", "是否为留学经历");
        let diploma_number = reader.optional_line("diploma_number", "学历证书编号", 40);
        let degree_number = reader.optional_line("degree_number", "学位证书编号", 40);
        let read = (|| {
            Some(Schooling {
                mode: mode?,
                school: school?,
                level: level?,
                degree: degree?,
                major: major?,
                period: period?,
                diploma_number: diploma_number?,
                degree_number: degree_number?,
                abroad: abroad?,
            })
        })();
        reader.end(read)
    }
}

impl Entry for Schooling {
    type Record = Education;

    fn record(self, id: ItemId, picture: impl Fn(&str) -> Option<FileId>) -> Education {
        Education {
            id,
            mode: self.mode,
            school: self.school,
            level: self.level,
            degree: self.degree,
            major: self.major,
            period: self.period,
            diploma_number: self.diploma_number,
            degree_number: self.degree_number,
            abroad: self.abroad,
            files: EducationFiles {
                diploma: picture("diploma"),
                degree: picture("degree_file"),
                recognition: picture("recognition"),
                enrolment: picture("enrolment"),
                high_school: picture("high_school"),
            },
            past: None,
        }
    }
}

/// An empty form; 留学 is the rare case.
fn blank() -> Typed {
    Typed::from_pairs([("abroad", "no".to_string())])
}

/// The form filled with a stored record.
fn filled(one: &Education) -> Typed {
    let text = |text: &str| text.to_string();
    let mut typed = Typed::from_pairs([
        ("mode", text(&one.mode)),
        ("school", text(&one.school)),
        ("level", text(&one.level)),
        ("degree", text(&one.degree)),
        ("major", text(&one.major)),
        ("diploma_number", one.diploma_number.clone().unwrap_or_default()),
        ("degree_number", one.degree_number.clone().unwrap_or_default()),
        ("abroad", text(if one.abroad { "yes" } else { "no" })),
    ]);
    set_period(&mut typed, ["from", "to"], &one.period);
    set_picture(&mut typed, "diploma", one.files.diploma);
    set_picture(&mut typed, "degree_file", one.files.degree);
    set_picture(&mut typed, "recognition", one.files.recognition);
    set_picture(&mut typed, "enrolment", one.files.enrolment);
    set_picture(&mut typed, "high_school", one.files.high_school);
    typed
}
