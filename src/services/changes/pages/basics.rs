//! 基本信息变更 (guide 4.1).

use super::super::actions::{Open, Standing};
use super::{Part, compared, excluded, fact, framed, under_way, views};
use crate::casework::Aspect;
use crate::dossier::{Change, Step, Target, changed_lines};
use crate::reference::Dictionary;
use crate::sheets::{IDENTITY_DUE, Sheet, paper_limits};
use crate::terms::DocumentKind;
use crate::ui::{self, Button, Field, Notice, Summary, Tone, Upload};
use crate::web::places::{self, Kind};
use crate::web::{House, Tiles, Visit};
use maud::{Markup, html};

/// The chapter's first page: what is on record, partly masked.
pub fn basics(house: &House, visit: &Visit, standing: &Standing) -> Markup {
    let dossier = standing.dossier();
    let same =
        Change::Basics { before: Box::new(dossier.basics.clone()), after: Box::new(dossier.basics.clone()) };
    let [lines, _] = changed_lines(&same, &dossier.identity, house.office.reference());
    let mut summary = lines.iter().fold(Summary::new(), |summary, line| match line.key.as_str() {
        "basics.document" => summary.row(line.label, dossier.identity.document.masked()),
        "basics.phone" => summary.changeable(line.label, dossier.identity.phone.masked(), "/me/phone"),
        _ => fact(summary, line),
    });
    let name = house.office.reference().divisions().department_name(standing.record.authority);
    summary = summary.row("所属会计管理部门", format!("{}财政部门", name.unwrap_or_default()));
    let in_the_way = standing.in_the_way(Target::Basics);
    let body = html! {
        (ui::heading("基本信息变更", Some("这里是已审核登记的基本信息，部分内容遮盖显示。")))
        (excluded(standing.transfer))
        (views(Step::Basics, false))
        @if let Some(open) = in_the_way { (under_way(open)) }
        (summary)
        @if in_the_way.is_none() && standing.transfer.is_none() {
            (ui::actions(html! { (Button::main_link("/me/change/basic", "进行变更")) }))
        }
        p.hint {
            "姓名、证件号码、性别和出生年月的更正需要证明材料，请到 "
            a href="/me/change/correction" { "姓名和证件更正" } "；更换手机号请到 "
            a href="/me/phone" { "更换手机号" } "。"
        }
    };
    framed(house, visit, "基本信息变更", Part::Record(Step::Basics), body)
}

/// The form; `notice` is what happened meanwhile.
pub fn basics_form(
    house: &House,
    visit: &Visit,
    standing: &Standing,
    sheet: &Sheet<'_>,
    mended: Option<&Open>,
    notice: Option<&str>,
) -> Markup {
    let identity = &standing.dossier().identity;
    let basics = &standing.dossier().basics;
    let fixed = Summary::titled("不能在这里修改的内容")
        .row("证件类型", identity.document.kind().label())
        .row("证件号码", identity.document.masked())
        .row("姓名", identity.name.masked())
        .row("手机号码", identity.phone.masked())
        .row("性别", basics.sex.label())
        .row("出生年月", basics.birth.to_string());
    let foot = html! {
        (decided_how(standing, mended.is_some()))
        (ui::actions(html! { (Button::submit("提交变更")) (Button::link("/me/change", "取消")) }))
    };
    let lead = "只改需要变更的内容。遮盖显示的内容不动就是不变更；要改的，请全部删除后重新填写。";
    let body = html! {
        (ui::heading("基本信息变更", Some(lead)))
        @if let Some(notice) = notice { (Notice::new(Tone::Warn, notice).live()) }
        @if let Some(open) = mended { (returned(open)) }
        (ui::error_summary(sheet.faults))
        (fixed)
        (sheet.around(fields(sheet, identity.document.kind() == DocumentKind::ResidentId), foot))
    };
    framed(house, visit, "基本信息变更", Part::Record(Step::Basics), body)
}

/// Why the request came back, and what it had asked.
pub fn returned(open: &Open) -> Markup {
    html! {
        (Notice::new(Tone::Warn, "这次变更已退回补正，请修改后再次提交。").body(html! {
            ul { @for remark in open.remarks() { li { (remark.text) } } }
            p { "受理编号 " span.num { (open.case.number) } " 不变。" }
        }))
    }
}

fn fields(sheet: &Sheet<'_>, resident: bool) -> Markup {
    let place = places::picker(Kind::Address, "address", "通讯地址", sheet.typed, sheet.reference);
    let paper = |name: &str, label: &str| {
        let upload = Upload::new(name, label, paper_limits(sheet.most_kb)).multiple().faults(sheet.faults);
        Tiles { typed: sheet.typed, notes: sheet.notes, by_phone: true }.place(name, label, upload)
    };
    html! {
        h2.card-title { "可以变更的内容" }
        (sheet.select("politics", "政治面貌", Dictionary::PoliticalStatus))
        @if resident { (sheet.select("ethnicity", "民族", Dictionary::Ethnicity)) }
        (Field::email("email", "邮箱").optional().value(sheet.typed.text("email")).autocomplete("off")
            .hint("显示星号的是现在登记的邮箱，不动就是不变更。").faults(sheet.faults))
        (place.hint("请选择省、市和区县，再填写下面的详细地址。").faults(sheet.faults))
        (Field::text("street", "详细地址").value(sheet.typed.text("street")).maxlength(100).autocomplete("off")
            .hint("显示 ***** 的是现在登记的地址，不动就是不变更；换了省、市、区县的请重新填写。").faults(sheet.faults))
        (Field::number("postcode", "邮编").optional().value(sheet.typed.text("postcode")).maxlength(6)
            .autocomplete("off").faults(sheet.faults))
        p { (IDENTITY_DUE) }
        (paper("identity_front", "身份证明正面（身份证或居住证）"))
        (paper("identity_back", "身份证明背面（身份证或居住证）"))
    }
}

/// What is approved at once here, in a sentence; what came back is decided by an officer again.
fn decided_how(standing: &Standing, mended: bool) -> Markup {
    let of_basics = Aspect::ALL.into_iter().take(6);
    let automatic: Vec<&str> =
        of_basics.filter(|one| standing.rules.approves(*one)).map(Aspect::label).collect();
    html! {
        @if mended || automatic.is_empty() {
            p.hint { "提交后由会计管理部门审核，审核通过后生效。" }
        } @else {
            p.hint {
                "只变更" (automatic.join("、")) "的，提交后立即生效；还变更了其他内容的，整份变更由会计管理部门审核，审核通过后生效。"
            }
        }
    }
}

/// The comparison of a change for its owner.
pub fn comparison(change: &Change, identity: &crate::dossier::Identity, house: &House) -> Markup {
    let [before, after] = changed_lines(change, identity, house.office.reference());
    let lines: Vec<_> = crate::dossier::diff(&before, &after).iter().map(compared).collect();
    ui::before_after("变更内容", &lines)
}
