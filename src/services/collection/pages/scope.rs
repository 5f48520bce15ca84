//! 采集范围: five large answers, and the certificate that two of them rest on.

use super::Filling;
use crate::dossier::Step;
use crate::reference::Scope;
use crate::ui::{Choice, DateField, Field, Notice, Radios, Tone, Upload};
use maud::{Markup, html};

const LEAD: &str = "请仔细阅读五项说明，选择您所属的一项；它决定后面要准备哪些材料。";

/// The page of 采集范围.
pub fn scope(filling: &Filling<'_>) -> Markup {
    let faults = filling.at_fields(Step::Scope);
    let typed = filling.typed;
    let choices = filling.house.office.reference().scopes().iter().map(choice);
    let fields = html! {
        (Radios::new("scope", "采集范围", choices).chosen(typed.text("scope")).faults(&faults))
        fieldset.field {
            legend.label { "资格证书" }
            p.hint { "只有选择第（二）项或第（五）项时需要填写并上传；选择其他项时不需要，也不会保存。" }
            (Notice::new(Tone::Info, "选择第（二）项的，提交后系统会与本平台的证书库（2001 年以来的证书）核对；证书库中没有的，由审核人员按您上传的原件照片核对。"))
            (Field::text("certificate_name", "资格证书名称").value(typed.text("certificate_name")).maxlength(60)
                .hint("按证书上的名称填写，例如：中级会计师、经济专业技术中级资格。").faults(&faults))
            (Field::text("certificate_number", "证书编号").value(typed.text("certificate_number")).maxlength(60)
                .hint("证书编号或管理号，印在证书上。").autocomplete("off").faults(&faults))
            (DateField::new("certificate_obtained", "取得时间").faults(&faults).value(
                typed.text("certificate_obtained.year"),
                typed.text("certificate_obtained.month"),
                typed.text("certificate_obtained.day"),
            ))
            (filling.upload("certificate", Upload::new("certificate", "资格证书照片", filling.paper_limits())
                .hint("请拍摄证书原件，文字和印章要清楚。").multiple().faults(&faults), "资格证书照片"))
        }
    };
    filling.page(Step::Scope, LEAD, fields, Filling::save_buttons())
}

fn choice(scope: &Scope) -> Choice {
    let hint = std::iter::once(scope.text.as_str()).chain(scope.conditions.iter().map(String::as_str));
    Choice::new(&scope.code, &scope.title).hint(hint.collect::<Vec<_>>().join(" "))
}
