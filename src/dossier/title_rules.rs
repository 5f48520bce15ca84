//! The rules of chapter 6 that one record keeps by itself (spec 1.17, 3.9). Levels, titles and subjects are fixed by law, so
//! their codes stand here; a test compares them with the dictionaries.

use super::fault::{Fault, Step};
use super::licence::Licence;
use super::title::{Marks, Source, Title};
use crate::terms::Day;

/// 正高级, reviewed and never examined: 成绩信息 and 资格信息 may be left out.
pub const TOP: &str = "1";
/// 中级, passed within two years.
const MIDDLE: &str = "3";
/// 初级, passed in one year.
const FIRST: &str = "4";
/// 财务管理, the one subject that may be waived.
const WAIVABLE: &str = "302";
/// The least points of a subject that was passed.
pub const LEAST_POINTS: u16 = 60;
/// The most points of a subject.
pub const MOST_POINTS: u16 = 100;

/// The 考试科目 of a 职称层级, in the order of the exam.
pub fn subjects_of(level: &str) -> &'static [&'static str] {
    match level {
        FIRST => &["401", "402"],
        MIDDLE => &["301", "302", "303"],
        "2" => &["201"],
        _ => &[],
    }
}

/// Whether a subject may be waived (免试).
pub fn waivable(subject: &str) -> bool {
    subject == WAIVABLE
}

/// The 职称名称 of a 职称层级.
fn names_of(level: &str) -> &'static [&'static str] {
    match level {
        TOP => &["1"],
        "2" => &["2"],
        MIDDLE => &["3"],
        FIRST => &["4", "5"],
        _ => &[],
    }
}

impl Title {
    /// The key of one of this record's lines.
    pub fn key(&self, field: &str) -> String {
        format!("title.{}.{field}", self.id)
    }

    /// Whether a photograph is due: the library needs no proof.
    pub fn needs_picture(&self) -> bool {
        self.source == Source::Person
    }

    /// What this record by itself lacks or contradicts; what the library holds is taken as it is.
    pub fn faults(&self, today: Day) -> Vec<Fault> {
        if self.source == Source::System {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let mut say = |field: &str, text: &str| faults.push(Fault::new(Step::Titles, self.key(field), text));
        let award = &self.award;
        if !names_of(&award.level).contains(&award.name.as_str()) {
            say("name", "职称名称与所选职称层级不符，请重新选择职称名称。");
        }
        if award.obtained > today {
            say("obtained", "取得时间不能晚于今天，请核对。");
        }
        match &self.marks {
            None if award.level != TOP => {
                say("province", "请填写考试省份和各科目的年度、成绩；只有正高级可以不填成绩信息。");
            }
            None => {}
            Some(marks) => {
                if marks.subjects.iter().any(|mark| i32::from(mark.year) > award.obtained.year()) {
                    say("obtained", "取得时间不能早于最后一科的考试年度，请核对。");
                }
                of_marks(&award.level, marks, &mut say);
            }
        }
        match &self.warrant {
            None if award.level != TOP => {
                say("number", "请填写资格证书编号、发证时间和发证机关；只有正高级可以不填资格信息。");
            }
            None => {}
            Some(warrant) if warrant.issued.year() < award.obtained.year() => {
                say("issued", "发证时间不能早于取得时间的年份，请核对。");
            }
            Some(_) => {}
        }
        if self.picture.is_none() {
            say("picture", "请上传会计专业技术资格证书或高评委评审通过证明文件的照片。");
        }
        faults
    }
}

fn of_marks(level: &str, marks: &Marks, say: &mut impl FnMut(&str, &str)) {
    let due = subjects_of(level);
    let given: Vec<&str> = marks.subjects.iter().map(|mark| mark.subject.as_str()).collect();
    if given != due {
        say("province", "考试科目与所选职称层级不符，请按本页列出的科目填写。");
        return;
    }
    for mark in &marks.subjects {
        let field = format!("mark_{}", mark.subject);
        match mark.points {
            Some(points) if !(LEAST_POINTS..=MOST_POINTS).contains(&points) => {
                say(&field, "成绩请填写 60 到 100 之间的整数，60 分合格。");
            }
            None if !waivable(&mark.subject) => say(&field, "这一科不能免试，请填写成绩。"),
            Some(_) | None => {}
        }
    }
    // A waived subject was not sat, so it belongs to no year of its own.
    let sat = marks.subjects.iter().filter(|mark| mark.points.is_some()).map(|mark| mark.year);
    let span = sat.clone().max().zip(sat.min()).map_or(0, |(last, first)| last - first);
    let last = due.last().map(|subject| format!("year_{subject}")).unwrap_or_default();
    match level {
        FIRST if span > 0 => say(&last, "初级的两个科目须在同一年度通过，请核对考试年度。"),
        MIDDLE if span > 1 => say(&last, "中级的各科目须在连续两个年度内通过，请核对考试年度。"),
        _ => {}
    }
}

impl Licence {
    /// The key of one of this record's lines.
    pub fn key(&self, field: &str) -> String {
        format!("licence.{}.{field}", self.id)
    }

    /// What this record by itself lacks; which kinds have levels is for the dictionary to say.
    pub fn faults(&self, today: Day) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut say =
            |field: &str, text: &str| faults.push(Fault::new(Step::Licences, self.key(field), text));
        if self.obtained > today {
            say("obtained", "取得时间不能晚于今天，请核对。");
        }
        if self.picture.is_none() {
            say("picture", "请上传资格证书原件照片。");
        }
        faults
    }
}
