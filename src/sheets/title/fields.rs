//! Drawing the form of one title in the groups of the guide (6.1).

use super::level;
use crate::dossier::{LEAST_POINTS, MOST_POINTS, TOP, subjects_of, waivable};
use crate::reference::Dictionary;
use crate::sheets::Sheet;
use crate::sheets::sheet::ASKED;
use crate::ui::{Checkbox, Choice, Radios, Select};
use maud::{Markup, html};

/// 职称层级 first, then 职称信息, 成绩信息, 资格信息 and the certificate.
pub fn fields(sheet: &Sheet<'_>) -> Markup {
    let chosen = level(sheet.typed);
    let levels = sheet.reference.dictionary(Dictionary::TitleLevel);
    let levels = levels.entries().iter().map(|entry| Choice::new(&entry.code, &entry.label));
    html! {
        input type="hidden" name="level_shown" value=(chosen.unwrap_or_default());
        h2.card-title { "职称信息" }
        (Radios::new("level", "职称层级", levels).inline().chosen(sheet.typed.text("level"))
            .faults(sheet.faults).hint("先选择层级，再填写这个层级需要的内容。")
            .redraws(&sheet.action, format!("#{ASKED}")))
        @if let Some(level) = chosen {
            (award(sheet, level))
            h2.card-title { "成绩信息" }
            (marks(sheet, level))
            h2.card-title { "资格信息" }
            (warrant(sheet, level))
            (sheet.paper("picture", "会计专业技术资格证书或高评委评审通过证明文件",
                "请上传证书原件或者评审通过文件的照片；有多张的一次选中，合并为一张。"))
        }
    }
}

fn award(sheet: &Sheet<'_>, level: &str) -> Markup {
    let label = sheet.reference.label(Dictionary::TitleLevel, level);
    let names = sheet.reference.dictionary(Dictionary::AccountingPosition);
    let own = names.entries().iter().filter(|entry| entry.group.as_ref() == Some(&label));
    let own = own.map(|entry| Choice::new(&entry.code, &entry.label));
    html! {
        (Select::new("name", "职称名称").choices(own).prompt("请选择职称名称")
            .chosen(sheet.typed.text("name")).faults(sheet.faults))
        (sheet.select("way", "取得方式", Dictionary::TitleWay)
            .hint("初级、中级为考试，副高级为考评结合，正高级为评审。"))
        (sheet.date("obtained", "取得时间").hint("见证书上的批准日期，例如 2014 年 10 月 26 日。"))
        (sheet.line("body", "批准文号或评审机构").optional().maxlength(100)
            .hint("经评审取得的，填写批准文号或者评审委员会名称。"))
    }
}

fn marks(sheet: &Sheet<'_>, level: &str) -> Markup {
    let provinces = sheet.reference.divisions().provinces();
    let provinces = provinces.iter().map(|one| Choice::new(one.code.to_string(), &one.name));
    let province = Select::new("province", "考试省份")
        .choices(provinces)
        .prompt("请选择考试省份")
        .chosen(sheet.typed.text("province"))
        .faults(sheet.faults);
    html! {
        @if level == TOP {
            p.hint { "正高级由评审取得，成绩信息可以不填。" }
            (province.optional())
        } @else {
            (province.hint("参加考试时的报名省份。"))
            @for subject in subjects_of(level) { (one_subject(sheet, subject)) }
        }
    }
}

fn one_subject(sheet: &Sheet<'_>, subject: &str) -> Markup {
    let name = sheet.reference.label(Dictionary::ExamSubject, subject);
    html! {
        (sheet.line(&format!("year_{subject}"), &format!("{name}的考试年度")).width(6).maxlength(4)
            .hint("四位数字的年份，例如 2024。"))
        (sheet.line(&format!("mark_{subject}"), &format!("{name}的成绩")).width(6).maxlength(3)
            .hint(format!("{LEAST_POINTS} 到 {MOST_POINTS} 之间的整数。")))
        @if waivable(subject) {
            @let waived = format!("waived_{subject}");
            (Checkbox::new(&waived, format!("{name}免试")).checked(sheet.typed.has(&waived))
                .hint("免试的勾选这一项，年度和成绩留空。"))
        }
    }
}

fn warrant(sheet: &Sheet<'_>, level: &str) -> Markup {
    let may_miss = level == TOP;
    let number = sheet.line("number", "资格证书编号").maxlength(40).width(24);
    let issuer = sheet.line("issuer", "发证机关").maxlength(100);
    let issued = sheet.date("issued", "发证时间");
    html! {
        @if may_miss {
            p.hint { "正高级可以不填资格信息；有证书的请照着证书填写。" }
            (number.optional())
        } @else { (number.hint("印在资格证书上。")) }
        (sheet.line("register_number", "管理号").optional().maxlength(40).width(24).hint("印在证书上，没有的不用填。"))
        @if may_miss { (issued.optional()) (issuer.optional()) } @else { (issued) (issuer) }
    }
}
