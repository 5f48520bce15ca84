//! 线上实名认证: the form with three photographs, and what became of it.

use super::super::actions::Standing;
use super::super::forms::{CONSENT, REGION, SLOTS};
use crate::accounts::Account;
use crate::casework::{Case, Papers};
use crate::reference::Reference;
use crate::terms::RegionCode;
use crate::ui::{self, Button, Checkbox, Faults, Field, Form, Notice, Summary, Tone, Upload};
use crate::web::places::{self, Kind};
use crate::web::{PictureNotes, Tiles, Typed, assets};
use maud::{Markup, Render, html};

/// What one picture shows and by which drawing.
const WANTED: [(&str, &str, &str); 3] = [
    (
        "有照片和姓名的一面，护照请拍资料页。四角完整、文字清楚、没有反光，不要用复印件或截图。",
        "examples/front.svg",
        "示意图：证件有照片的一面，四角都在画面里",
    ),
    (
        "另一面，如身份证的国徽面；护照请拍签名页。四角完整，有效期清楚。",
        "examples/back.svg",
        "示意图：证件的另一面，四角都在画面里",
    ),
    (
        "本人手持证件人像面，面部和证件都没有遮挡，证件上的文字可以看清。可以请他人帮忙拍摄。",
        "examples/in-hand.svg",
        "示意图：本人把证件举在胸前，面部和证件都看得清",
    ),
];

/// Everything the form is drawn from.
pub struct Sheet<'a> {
    /// Whose form.
    pub account: &'a Account,
    /// Where the verification stands.
    pub standing: &'a Standing,
    /// What was typed or kept.
    pub typed: &'a Typed,
    /// What has to be mended.
    pub faults: &'a Faults,
    /// What was done to the pictures.
    pub notes: &'a PictureNotes,
    /// Divisions and their names.
    pub reference: &'a Reference,
    /// The browser's token.
    pub token: &'a str,
    /// The form's own token.
    pub once: String,
    /// The most KB of a stored picture.
    pub most_kb: u16,
}

/// The form, with the reasons of a return at their places.
pub fn form(sheet: &Sheet<'_>) -> Markup {
    let lead = "上传三张证件照片，由所选地区的会计管理部门核对，通过后就可以办理信息采集。";
    html! {
        (ui::error_summary(sheet.faults))
        (ui::heading("线上实名认证", Some(lead)))
        (reasons(sheet.standing))
        (identity(sheet.account))
        (Form::new("/me/verify/upload", sheet.token).once(sheet.once.clone()).multipart().render(html! {
            (fields(sheet, true))
            (ui::actions(html! { (Button::submit("提交审核")) (Button::link("/me/verify", "换一种认证方式")) }))
        }))
    }
}

/// Consent, pictures and place; `by_phone` offers 用手机拍.
pub fn fields(sheet: &Sheet<'_>, by_phone: bool) -> Markup {
    html! {
        (consent(sheet.typed, sheet.faults))
        @for (place, slot) in SLOTS.iter().enumerate() { (upload(sheet, slot.field, WANTED[place], by_phone)) }
        (places::picker(Kind::Authority, REGION, "所在省市", sheet.typed, sheet.reference)
            .hint("选择负责您会计人员管理的地区，由它的会计管理部门审核。")
            .faults(sheet.faults))
    }
}

/// Why the last papers were not enough, if so.
pub fn reasons(standing: &Standing) -> Markup {
    if let Some((case, _)) = standing.returned() {
        let others: Vec<_> = case
            .remarks()
            .iter()
            .filter(|remark| remark.field != REGION && SLOTS.iter().all(|slot| slot.field != remark.field))
            .collect();
        let title = "会计管理部门请您补正，改好后再次提交即可，没有指出问题的照片已为您保留。";
        return Notice::new(Tone::Warn, title)
            .body(html! {
                @if !others.is_empty() {
                    ul { @for remark in others {
                        li { @if let Some(label) = Papers::label(&remark.field) { (label) "：" } (remark.text) }
                    } }
                }
                p { "受理编号 " a href={ "/me/cases/" (case.number) } { (case.number) } }
            })
            .render();
    }
    match standing.rejected() {
        Some(reason) => Notice::new(Tone::Warn, "上一次认证没有通过，您可以重新提交。")
            .body(html! { p { "原因：" (reason) } })
            .render(),
        None => html! {},
    }
}

/// Whose identity is to be proven, with the way to mend the name.
pub fn identity(account: &Account) -> Markup {
    let identity = &account.identity;
    html! {
        (Summary::titled("认证的账号")
            .changeable("真实姓名", identity.name.to_string(), "/me/verify/name")
            .row(identity.document.kind().label(), identity.document.masked())
            .row("手机号码", identity.phone.masked()))
    }
}

/// Which places this platform serves, as a sentence.
pub fn served_places(reference: &Reference, served: &[RegionCode]) -> String {
    let names: Vec<_> = served.iter().map(|code| place(reference, *code)).collect();
    if names.is_empty() {
        "本平台暂时没有开通线上审核的地区，请到会计管理部门的窗口办理。".into()
    } else {
        format!("本平台已开通线上审核的地区：{}。", names.join("、"))
    }
}

fn place(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}

fn office(reference: &Reference, code: RegionCode) -> String {
    place(reference, code) + "会计管理部门"
}

fn consent(typed: &Typed, faults: &Faults) -> Markup {
    html! {
        (Notice::new(Tone::Info, "照片的使用说明").body(html! {
            p { "证件照片和面部照片是敏感个人信息，只用来核对注册的姓名、证件号码与您本人一致，只供所选地区会计管理部门及其上级的审核人员查看。" }
            p { "没有提交的照片两天后自动删除。您也可以不同意，改到窗口出示证件办理。" a href="/privacy" { "查看个人信息处理规则" } }
        }))
        (Checkbox::new(CONSENT, "我已阅读照片的使用说明，同意为实名认证处理我的证件照片和手持证件照片。")
            .checked(typed.has(CONSENT))
            .faults(faults))
    }
}

fn upload(sheet: &Sheet<'_>, field: &'static str, wanted: (&str, &str, &str), by_phone: bool) -> Markup {
    let (hint, example, alt) = wanted;
    let label = Papers::label(field).unwrap_or_default();
    // What is accepted (guide 3.2).
    let limits =
        format!("请上传大于 20KB 的 JPG 或 PNG 原件照片，超过 {}KB 时由系统自动压缩。", sheet.most_kb);
    let upload = Upload::new(field, label, limits)
        .hint(hint)
        .example(assets::address(example), alt)
        .faults(sheet.faults);
    let upload = if by_phone { upload } else { upload.camera() };
    Tiles { typed: sheet.typed, notes: sheet.notes, by_phone }.place(field, label, upload)
}

/// Papers are with an officer.
pub fn waiting(case: &Case, account: &Account, reference: &Reference, token: &str, once: String) -> Markup {
    let sentence = format!("{}正在核对您的证件照片。", office(reference, case.authority));
    html! {
        (ui::heading("实名认证", Some("您的证件照片已提交，请等待审核。")))
        (Notice::new(Tone::Info, sentence).body(html! {
            p { "预计在 " (case.due) " 前办结，结果会用短信通知您。" }
        }))
        (Summary::titled("正在审核")
            .row("受理编号", html! { a href={ "/me/cases/" (case.number) } { (case.number) } })
            .row("审核部门", office(reference, case.authority))
            .row("提交时间", case.filed.to_string())
            .row("承诺办结日期", case.due.to_string())
            .row("真实姓名", account.identity.name.to_string())
            .row(account.identity.document.kind().label(), account.identity.document.masked()))
        (Form::new(format!("/me/cases/{}/withdraw", case.number), token).once(once).render(html! {
            input type="hidden" name="seen" value=(case.version);
            p.hint { "发现照片传错了，可以撤回后重新提交。" }
            (ui::actions(html! {
                (Button::main_link(format!("/me/cases/{}/receipt", case.number), "查看回执"))
                (Button::also("撤回").danger())
                (Button::link("/me", "返回个人中心"))
            }))
        }))
    }
}

/// The form to correct the name.
pub fn name(typed: &Typed, faults: &Faults, token: &str, once: String) -> Markup {
    html! {
        (ui::error_summary(faults))
        (ui::heading("修改真实姓名", Some("姓名应与证件上的写法完全一致，通过实名认证后不能再修改。")))
        (Form::new("/me/verify/name", token).once(once).render(html! {
            (Field::text("name", "真实姓名")
                .value(typed.text("name"))
                .hint("按证件上的写法输入。生僻字打不出时，可以用输入法的手写或部首输入；少数民族姓名中间的点请用“·”。")
                .autocomplete("off")
                .maxlength(60)
                .faults(faults))
            (ui::actions(html! { (Button::submit("保存姓名")) (Button::link("/me/verify", "返回实名认证")) }))
        }))
    }
}

/// The papers have been filed.
pub fn done(case: &Case, reference: &Reference) -> Markup {
    html! {
        (ui::Receipt::new("实名认证已提交", case.number.to_string(), office(reference, case.authority))
            .line("事项", case.kind.label())
            .line("审核部门", office(reference, case.authority))
            .line("提交时间", case.filed.to_string())
            .line("承诺办结日期", case.due.to_string())
            .next(format!("{}会在 {} 前核对您的证件照片。", office(reference, case.authority), case.due))
            .next("结果会用短信通知您，也可以在个人中心查看进度。")
            .next("通过后就可以办理信息采集；需要补正时，只要重拍指出的那一张照片。")
            .buttons(html! {
                (Button::main_link(format!("/me/cases/{}/receipt", case.number), "查看和打印回执"))
                (Button::link("/me", "返回个人中心"))
            }))
    }
}
