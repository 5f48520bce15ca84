//! 会计专业技术资格 and 其他专业技术人员职业资格 as labelled lines.

use super::fault::Step;
use super::licence::Licence;
use super::lines::{Section, Writer, section};
use super::title::{Mark, Title};
use crate::reference::{Dictionary, Reference};

/// One 会计专业技术资格: 职称信息, 成绩信息 and 资格信息 as far as they are there.
pub(super) fn title(heading: &str, one: &Title, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let key = |field: &str| one.key(field);
    let award = &one.award;
    writer.word(key("level"), "职称层级", Dictionary::TitleLevel, Some(&award.level));
    writer.word(key("name"), "职称名称", Dictionary::AccountingPosition, Some(&award.name));
    writer.word(key("way"), "取得方式", Dictionary::TitleWay, Some(&award.way));
    writer.text(key("obtained"), "取得时间", Some(award.obtained));
    writer.text(key("body"), "批准文号或评审机构", award.body.as_ref());
    if let Some(marks) = &one.marks {
        let place = writer.place(&marks.province);
        writer.text(key("province"), "考试省份", Some(place));
        for mark in &marks.subjects {
            let text = said(mark, reference);
            writer.text(key(&format!("mark_{}", mark.subject)), "考试成绩", Some(text));
        }
    }
    if let Some(warrant) = &one.warrant {
        writer.text(key("number"), "资格证书编号", Some(&warrant.number));
        writer.text(key("register_number"), "管理号", warrant.register_number.as_ref());
        writer.text(key("issued"), "发证时间", Some(warrant.issued));
        writer.text(key("issuer"), "发证机关", Some(&warrant.issuer));
    }
    writer.text(key("source"), "信息来源", Some(one.source.label()));
    let due = one.needs_picture();
    let label = "会计专业技术资格证书或高评委评审通过证明文件";
    writer.picture_if(due, key("picture"), label, one.picture);
    section(Step::Titles, Some(one.id.to_string()), heading.into(), writer)
}

/// One 其他专业技术人员职业资格.
pub(super) fn licence(heading: &str, one: &Licence, reference: &Reference) -> Section {
    let mut writer = Writer { reference, lines: Vec::new() };
    let key = |field: &str| one.key(field);
    writer.word(key("kind"), "资格类型", Dictionary::LicenceKind, Some(&one.kind));
    if let Some(level) = &one.level {
        writer.word(key("level"), "资格级别", Dictionary::LicenceLevel, Some(level));
    }
    writer.text(key("number"), "资格证书编号", Some(&one.number));
    writer.text(key("obtained"), "取得时间", Some(one.obtained));
    writer.text(key("issuer"), "发证机关", Some(&one.issuer));
    writer.picture(key("picture"), "资格证书", one.picture);
    section(Step::Licences, Some(one.id.to_string()), heading.into(), writer)
}

fn said(mark: &Mark, reference: &Reference) -> String {
    let subject = reference.label(Dictionary::ExamSubject, &mark.subject);
    match mark.points {
        Some(points) => format!("{subject}，{} 年，{points} 分", mark.year),
        None => format!("{subject}，{} 年，免试", mark.year),
    }
}
