//! 更正 of what only papers can prove.

use super::super::actions::{Open, Standing};
use super::basics::returned;
use super::{Part, excluded, framed, under_way};
use crate::dossier::Target;
use crate::sheets::{Sheet, paper_limits};
use crate::terms::{DocumentKind, Sex};
use crate::ui::{self, Button, Choice, Field, Notice, Radios, Summary, Tone, Upload};
use crate::web::{House, Tiles, Visit};
use maud::{Markup, html};

/// The form, or what keeps it from being filed.
pub fn correction(
    house: &House,
    visit: &Visit,
    standing: &Standing,
    sheet: &Sheet<'_>,
    mended: Option<&Open>,
    notice: Option<&str>,
) -> Markup {
    let identity = &standing.dossier().identity;
    let basics = &standing.dossier().basics;
    let facts = Summary::titled("现在登记的内容")
        .row("证件类型", identity.document.kind().label())
        .row("证件号码", identity.document.masked())
        .row("姓名", identity.name.masked())
        .row("性别", basics.sex.label())
        .row("出生年月", basics.birth.to_string());
    let in_the_way = standing.in_the_way(Target::Particulars).filter(|_| mended.is_none());
    let resident = identity.document.kind() == DocumentKind::ResidentId;
    let lead = "姓名、证件号码、性别或出生年月登记有误或依法变更的，在这里申请更正，由两位审核人员先后核对证明材料。";
    let foot = html! {
        p.hint { "更正通过后，登录用的证件号码也随之更换。审核期间不能变更基本信息，教育经历和工作经历不受影响。" }
        (ui::actions(html! { (Button::submit("提交更正")) (Button::link("/me/change", "取消")) }))
    };
    let body = html! {
        (ui::heading("姓名和证件更正", Some(lead)))
        @if let Some(notice) = notice { (Notice::new(Tone::Warn, notice).live()) }
        @if let Some(open) = mended { (returned(open)) }
        (ui::error_summary(sheet.faults))
        (facts)
        @match in_the_way {
            Some(open) => (under_way(open)),
            // What was typed before the transfer is kept on the page that refuses it.
            None if standing.transfer.is_some() && notice.is_none() => (excluded(standing.transfer)),
            None => (sheet.around(fields(sheet, resident), foot)),
        }
    };
    framed(house, visit, "姓名和证件更正", Part::Correction, body)
}

fn fields(sheet: &Sheet<'_>, resident: bool) -> Markup {
    let paper = |name: &str, label: &str, hint: &str| {
        let upload =
            Upload::new(name, label, paper_limits(sheet.most_kb)).hint(hint).multiple().faults(sheet.faults);
        Tiles { typed: sheet.typed, notes: sheet.notes, by_phone: true }.place(name, label, upload)
    };
    let sexes = Sex::ALL.map(|sex| Choice::new(sex.code(), sex.label()));
    let number = match resident {
        true => "不更正的不用填。性别和出生年月由证件号码得出，更正证件号码后随之更正。",
        false => "不更正的不用填。",
    };
    html! {
        h2.card-title { "更正为" }
        (sheet.line("name", "姓名").optional().maxlength(100).autocomplete("off")
            .hint("不更正的不用填。生僻字打不出时，可以用输入法的手写或部首输入；少数民族姓名中间的点请用“·”。"))
        (Field::document("document", "证件号码").optional().value(sheet.typed.text("document")).autocomplete("off")
            .hint(number).faults(sheet.faults))
        @if !resident {
            (Radios::new("sex", "性别", sexes).optional().inline().chosen(sheet.typed.text("sex")).faults(sheet.faults)
                .hint("不更正的不用选。"))
            (sheet.date("birth", "出生日期").birthday().optional().hint("不更正的不用填。"))
        }
        (sheet.line("reason", "更正原因").maxlength(200)
            .hint("例如：登记时姓名写错一个字；经公安机关批准更改姓名。"))
        h2.card-title { "证明材料" }
        (paper("front", "证件正面", "更正后的身份证件原件，有照片的一面。"))
        (paper("back", "证件背面", "身份证、居住证和通行证需要上传；护照不用上传。"))
        (paper("proof", "更正依据", "能证明更正内容的材料，例如户口簿变更页、公安机关证明、公证书。"))
    }
}
