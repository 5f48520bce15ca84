//! What was imported, as labelled lines: alone while it waits to be completed, and as a mark on the record made of it.

use super::fault::Step;
use super::lines::{Line, Section, Value, Writer, section};
use super::past::{Ending, PastEducation, PastEmployment, PastRow};
use crate::reference::{Dictionary, Reference};

/// Where an imported row came from, in words.
const SOURCE: &str = "历史数据（原平台已审核）";

/// An imported row as lines.
pub trait PastLines: PastRow {
    /// The step that lists it, and the first word of its keys.
    const PLACE: (Step, &'static str);

    /// Every fact in the guide's order; what is not known is missing.
    fn lines(&self, reference: &Reference) -> Vec<Line>;

    /// The row while it waits to be completed.
    fn waiting(&self, title: &str, reference: &Reference) -> Section {
        let (step, word) = Self::PLACE;
        let mut writer = Writer { reference, lines: Vec::new() };
        writer.text(format!("{word}.{}.source", self.id()), "信息来源", Some(SOURCE));
        writer.lines.extend(self.lines(reference));
        section(step, Some(self.id().to_string()), format!("{title}（历史数据，待补充）"), writer)
    }
}

/// Marks the lines of a record that was made of this row: where it came from, which of its facts are still those that
/// were approved there, and what stood there instead of the credit code.
pub(super) fn provenance(writer: &mut Writer<'_>, past: &impl PastLines, key: &dyn Fn(&str) -> String) {
    let known = past.lines(writer.reference);
    let mut kept: Vec<&str> = Vec::new();
    for line in known.iter().filter(|line| line.value != Value::Missing && writer.lines.contains(line)) {
        if !kept.contains(&line.label) {
            kept.push(line.label);
        }
    }
    let kept = kept.join("、");
    let source = Line { key: key("source"), label: "信息来源", value: Value::Text(SOURCE.into()) };
    writer.lines.insert(0, source);
    writer.text(key("locked"), "原平台已审核的内容", (!kept.is_empty()).then_some(kept));
    let code = known.into_iter().find(|line| line.label == CODE);
    if let Some(code) = code.filter(|line| line.value != Value::Missing && !writer.lines.contains(line)) {
        writer.lines.push(Line {
            key: key("past_code"), label: "原平台登记的统一社会信用代码", ..code
        });
    }
}

const CODE: &str = "统一社会信用代码";

fn ending(to: Option<Ending>) -> Option<String> {
    to.map(|to| match to {
        Ending::On(day) => day.to_string(),
        Ending::Open => "至今".into(),
    })
}

impl PastLines for PastEducation {
    const PLACE: (Step, &'static str) = (Step::Education, "education");

    fn lines(&self, reference: &Reference) -> Vec<Line> {
        let mut writer = Writer { reference, lines: Vec::new() };
        let key = |field: &str| format!("education.{}.{field}", self.id);
        writer.word(key("mode"), "培养方式", Dictionary::TrainingMode, self.mode.as_deref());
        writer.text(key("school"), "学校名称", self.school.as_ref());
        writer.word(key("level"), "学历", Dictionary::EducationLevel, self.level.as_deref());
        writer.word(key("degree"), "学位", Dictionary::Degree, self.degree.as_deref());
        writer.text(key("major"), "所学专业", self.major.as_ref());
        writer.text(key("from"), "入学时间", self.from);
        writer.text(key("to"), "毕业时间", ending(self.to));
        writer.text(key("diploma_number"), "学历证书编号", self.diploma_number.as_ref());
        writer.text(key("degree_number"), "学位证书编号", self.degree_number.as_ref());
        writer.lines
    }
}

impl PastLines for PastEmployment {
    const PLACE: (Step, &'static str) = (Step::Employment, "employment");

    fn lines(&self, reference: &Reference) -> Vec<Line> {
        let mut writer = Writer { reference, lines: Vec::new() };
        let key = |field: &str| format!("employment.{}.{field}", self.id);
        writer.text(key("from"), "工作开始时间", self.from);
        writer.text(key("to"), "工作结束时间", ending(self.to));
        writer.text(key("employer"), "单位名称", self.employer.as_ref());
        let code = self.valid_code().map(|code| code.to_string());
        writer.text(key("credit_code"), CODE, code.or(self.credit_code.clone()));
        writer.word(key("kind"), "单位类型", Dictionary::UnitKind, self.kind.as_deref());
        writer.word(key("industry"), "所属行业", Dictionary::Industry, self.industry.as_deref());
        let place = self.region.as_ref().map(|code| writer.place(code));
        writer.text(key("region"), "工作单位地址", place);
        writer.text(key("telephone"), "工作单位电话", self.telephone.as_ref());
        match self.experience.is_empty() {
            true => writer.text(key("experience"), "会计工作经历", None::<&str>),
            false => writer.experience(&key("experience"), &self.experience),
        }
        if let Some(held) = &self.position {
            writer.word(
                key("position"),
                "会计专业职务",
                Dictionary::AccountingPosition,
                Some(&held.position),
            );
            writer.text(key("qualified"), "资格取得时间", Some(held.qualified));
            writer.text(key("appointed"), "会计专业职务聘任时间", Some(held.appointed));
        }
        writer.lines
    }
}
