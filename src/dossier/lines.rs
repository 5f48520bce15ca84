//! Every part of a dossier as labelled lines: the one source of tables, summaries, diffs and prints.

use super::basics::{BasicsDraft, Identity};
use super::draft::Draft;
use super::education::Education;
use super::employment::{Employment, Experience};
use super::fault::Step;
use super::past_lines::{self, PastLines};
use super::rules;
use super::title_lines::{licence, title};
use crate::reference::{Dictionary, Reference};
use crate::terms::{FileId, Period, RegionCode, masked};

/// What stands on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Shown to everybody who may read the record.
    Text(String),
    /// Shown masked unless the reader asks for it and is journalled (spec 6).
    Secret {
        /// The whole text.
        full: String,
        /// The fixed mask of spec 6.
        masked: String,
    },
    /// A photograph.
    Picture(FileId),
    /// Not filled in.
    Missing,
}

impl Value {
    /// The text without secrets; empty for pictures and missing values.
    pub fn public(&self) -> &str {
        match self {
            Value::Text(text) => text,
            Value::Secret { masked, .. } => masked,
            Value::Picture(_) | Value::Missing => "",
        }
    }
}

/// One labelled value; `key` names the field in faults and remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field's name inside the dossier, such as `basics.portrait`.
    pub key: String,
    /// The field's label as printed in the guide.
    pub label: &'static str,
    /// What was filled in.
    pub value: Value,
}

/// Lines that belong together: one step, or one record of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The step whose page edits these lines.
    pub step: Step,
    /// The record's id within the step, for records.
    pub item: Option<String>,
    /// The heading.
    pub title: String,
    /// The lines in the guide's order.
    pub lines: Vec<Line>,
}

pub(super) struct Writer<'a> {
    pub(super) reference: &'a Reference,
    pub(super) lines: Vec<Line>,
}

impl Writer<'_> {
    pub(super) fn value(&mut self, key: String, label: &'static str, value: Value) {
        self.lines.push(Line { key, label, value });
    }

    pub(super) fn text(&mut self, key: String, label: &'static str, text: Option<impl ToString>) {
        let value = text.map_or(Value::Missing, |text| Value::Text(text.to_string()));
        self.value(key, label, value);
    }

    pub(super) fn word(
        &mut self,
        key: String,
        label: &'static str,
        dictionary: Dictionary,
        code: Option<&str>,
    ) {
        let word = code.map(|code| self.reference.label(dictionary, code));
        self.text(key, label, word);
    }

    pub(super) fn picture(&mut self, key: String, label: &'static str, file: Option<FileId>) {
        self.value(key, label, file.map_or(Value::Missing, Value::Picture));
    }

    /// Leaves the line out unless the picture is there or due.
    pub(super) fn picture_if(&mut self, due: bool, key: String, label: &'static str, file: Option<FileId>) {
        if due || file.is_some() {
            self.picture(key, label, file);
        }
    }

    pub(super) fn experience(&mut self, key: &str, rows: &[Experience]) {
        for one in rows {
            let rank = self.reference.label(Dictionary::AccountingRank, &one.rank);
            let post = self.reference.label(Dictionary::AccountingPost, &one.post);
            self.text(key.into(), "会计工作经历", Some(format!("{}，{rank}，{post}", one.period)));
        }
    }

    pub(super) fn place(&self, code: &RegionCode) -> String {
        self.reference.divisions().full_name(*code).unwrap_or_else(|| code.to_string())
    }
}

/// The sections of a collection in the guide's order.
pub fn lines(draft: &Draft, identity: &Identity, reference: &Reference) -> Vec<Section> {
    let mut sections = vec![scope(draft, reference), of_basics(draft, identity, reference)];
    sections.extend(draft.education.iter().enumerate().map(|(row, one)| {
        education(
            &format!("教育经历 {}", row + 1),
            one,
            draft.scope == Some(rules::Scope::Beginner),
            reference,
        )
    }));
    let shown = draft.education.len();
    let waiting = draft.past_education.iter().enumerate();
    sections
        .extend(waiting.map(|(row, one)| one.waiting(&format!("教育经历 {}", shown + row + 1), reference)));
    sections.extend(
        draft
            .employment
            .iter()
            .enumerate()
            .map(|(row, job)| employment(&format!("工作经历 {}", row + 1), job, reference)),
    );
    let count = |what: &str, row: usize| format!("{what} {}", row + 1);
    let titles = draft.titles.iter().enumerate();
    sections.extend(titles.map(|(row, one)| title(&count("会计专业技术资格", row), one, reference)));
    let licences = draft.licences.iter().enumerate();
    sections
        .extend(licences.map(|(row, one)| licence(&count("其他专业技术人员职业资格", row), one, reference)));
    let shown = draft.employment.len();
    let waiting = draft.past_employment.iter().enumerate();
    sections
        .extend(waiting.map(|(row, one)| one.waiting(&format!("工作经历 {}", shown + row + 1), reference)));
    let mut writer = Writer { reference, lines: Vec::new() };
    let name = draft.authority.as_ref().and_then(|code| reference.divisions().department_name(*code));
    writer.text("authority".into(), "会计管理部门", name);
    sections.push(section(Step::Authority, None, Step::Authority.label().into(), writer));
    sections
}

/// The last day in words: a date or 至今.
fn end_of(period: &Period) -> String {
    period.to().map_or("至今".to_string(), |day| day.to_string())
}

pub(super) fn section(step: Step, item: Option<String>, title: String, writer: Writer<'_>) -> Section {
    Section { step, item, title, lines: writer.lines }
}

fn scope(draft: &Draft, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let text =
        draft.scope.and_then(|scope| reference.scope(&scope.code().to_string())).map(|one| one.title.clone());
    writer.text("scope".into(), "采集范围", text);
    if let Some(shown) = &draft.certificate {
        writer.text("certificate.name".into(), "资格证书名称", Some(&shown.name));
        writer.text("certificate.number".into(), "证书编号", Some(&shown.number));
        writer.text("certificate.obtained".into(), "取得时间", Some(shown.obtained));
        writer.picture("certificate".into(), "资格证书", shown.picture);
    }
    section(Step::Scope, None, Step::Scope.label().into(), writer)
}

fn of_basics(draft: &Draft, identity: &Identity, reference: &Reference) -> Section {
    basics(&draft.basics, identity, rules::needs_identity_pictures(draft), reference)
}

/// 基本信息; the pictures of the document stand there when they are there or `due`.
pub(super) fn basics(basics: &BasicsDraft, identity: &Identity, due: bool, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let key = |field: &str| format!("basics.{field}");
    let secret = |full: String, masked: String| Value::Secret { full, masked };
    writer.picture(key("portrait"), "证件照", basics.portrait);
    writer.text(key("document_kind"), "有效身份证件类型", Some(identity.document.kind().label()));
    let number = secret(identity.document.number().to_string(), identity.document.masked());
    writer.value(key("document"), "有效身份证件号码", number);
    writer.value(key("name"), "姓名", secret(identity.name.to_string(), identity.name.masked()));
    writer.text(key("sex"), "性别", rules::sex(&basics.sex, identity).map(|sex| sex.label()));
    writer.text(key("birth"), "出生年月", rules::birth(&basics.birth, identity));
    writer.value(key("phone"), "手机号码", secret(identity.phone.to_string(), identity.phone.masked()));
    writer.word(key("politics"), "政治面貌", Dictionary::PoliticalStatus, basics.politics.as_deref());
    writer.word(key("ethnicity"), "民族", Dictionary::Ethnicity, basics.ethnicity.as_deref());
    let email = basics.email.as_ref().map(|email| secret(email.to_string(), email.masked()));
    writer.value(key("email"), "邮箱", email.unwrap_or(Value::Missing));
    let address = basics.address.as_ref().map(|address| {
        let place = writer.place(&address.region);
        secret(format!("{place}{}", address.street), format!("{place}{}", masked::street(&address.street)))
    });
    writer.value(key("address"), "通讯地址", address.unwrap_or(Value::Missing));
    writer.text(key("postcode"), "邮编", basics.postcode.as_ref());
    writer.picture_if(due, key("identity_front"), "身份证明正面（身份证或居住证）", basics.identity_front);
    writer.picture_if(due, key("identity_back"), "身份证明背面（身份证或居住证）", basics.identity_back);
    section(Step::Basics, None, Step::Basics.label().into(), writer)
}

/// One record of 教育经历; 高中毕业证 stands there when it is there or `due`.
pub(super) fn education(title: &str, one: &Education, due: bool, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let key = |field: &str| one.key(field);
    writer.word(key("mode"), "培养方式", Dictionary::TrainingMode, Some(&one.mode));
    writer.text(key("school"), "学校名称", Some(&one.school));
    writer.word(key("level"), "学历", Dictionary::EducationLevel, Some(&one.level));
    writer.word(key("degree"), "学位", Dictionary::Degree, Some(&one.degree));
    writer.text(key("major"), "所学专业", Some(&one.major));
    writer.text(key("from"), "入学时间", Some(one.period.from()));
    writer.text(key("to"), "毕业时间", Some(end_of(&one.period)));
    writer.text(key("abroad"), "留学经历", Some(if one.abroad { "是" } else { "否" }));
    writer.text(key("diploma_number"), "学历证书编号", one.diploma_number.as_ref());
    writer.text(key("degree_number"), "学位证书编号", one.degree_number.as_ref());
    writer.picture_if(one.needs_diploma(), key("diploma"), "学历证", one.files.diploma);
    writer.picture_if(one.needs_degree(), key("degree_file"), "学位证", one.files.degree);
    writer.picture_if(
        one.needs_recognition(),
        key("recognition"),
        "教育部留学服务中心认证书",
        one.files.recognition,
    );
    writer.picture_if(one.is_current(), key("enrolment"), "在校生证明（高中以上）", one.files.enrolment);
    writer.picture_if(due, key("high_school"), "高中毕业证", one.files.high_school);
    if let Some(past) = &one.past {
        past_lines::provenance(&mut writer, past.as_ref(), &key);
    }
    section(Step::Education, Some(one.id.to_string()), title.into(), writer)
}

/// One record of 工作经历.
pub(super) fn employment(title: &str, job: &Employment, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let key = |field: &str| job.key(field);
    writer.text(key("from"), "工作开始时间", Some(job.period.from()));
    writer.text(key("to"), "工作结束时间", Some(end_of(&job.period)));
    writer.text(key("employer"), "单位名称", Some(&job.employer));
    writer.text(key("credit_code"), "统一社会信用代码", Some(&job.credit_code));
    writer.word(key("kind"), "单位类型", Dictionary::UnitKind, Some(&job.kind));
    writer.word(key("industry"), "所属行业", Dictionary::Industry, Some(&job.industry));
    let place = writer.place(&job.region);
    writer.text(key("region"), "工作单位地址", Some(place));
    writer.text(key("telephone"), "工作单位电话", Some(&job.telephone));
    writer.text(key("accounting"), "是否有会计工作经历", Some(if job.accounting { "是" } else { "否" }));
    writer.experience(&key("experience"), &job.experience);
    if let Some(held) = &job.position {
        writer.word(key("position"), "会计专业职务", Dictionary::AccountingPosition, Some(&held.position));
        writer.text(key("qualified"), "资格取得时间", Some(held.qualified));
        writer.text(key("appointed"), "会计专业职务聘任时间", Some(held.appointed));
    }
    writer.picture_if(job.is_current(), key("licence"), "统一社会信用代码证", job.files.licence);
    writer.picture(key("proof"), "劳动合同、工作证明或社会保险缴纳证明", job.files.proof);
    let due = job.position.is_some();
    writer.picture_if(due, key("appointment"), "会计专业职务聘任文件或证明", job.files.appointment);
    if let Some(past) = &job.past {
        past_lines::provenance(&mut writer, past.as_ref(), &key);
    }
    section(Step::Employment, Some(job.id.to_string()), title.into(), writer)
}
