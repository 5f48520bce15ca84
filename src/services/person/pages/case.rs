//! One case and its receipt.

use super::{authority, desk_of, mended_at, state};
use crate::casework::{Case, CaseKind, State};
use crate::reference::Reference;
use crate::ui::{self, Button, Form, Notice, Receipt, Summary, Tone};
use crate::web::course;
use maud::{Markup, Render, html};

/// 办件详情: where it stands, what happens next and by when, everything that happened.
pub fn case(
    case: &Case,
    reasons: &[(String, String)],
    reference: &Reference,
    token: &str,
    once: String,
) -> Markup {
    html! {
        (ui::heading(case.kind.label(), None))
        (next(case, reasons, reference))
        (Summary::titled("办件信息")
            .row("受理编号", case.number.to_string())
            .row("状态", state(case.state_label()))
            .row("办理部门", authority(reference, case.authority))
            .row("提交时间", case.filed.to_string())
            .row("承诺办结日期", case.due.to_string()))
        section aria-labelledby="history" {
            h2 #history .card-title { "办理经过" }
            (ui::timeline(&course(case)))
        }
        @if case.state.is_open() && !case.is_on_the_way() {
            (Form::new(format!("/me/cases/{}/withdraw", case.number), token).once(once).render(html! {
                input type="hidden" name="seen" value=(case.version);
                p.hint { "不想办了或者交错了，可以撤回；撤回后可以重新提交。" }
                (buttons(case, Some(Button::also("撤回").danger())))
            }))
        } @else { (buttons(case, None)) }
    }
}

fn buttons(case: &Case, withdraw: Option<Button>) -> Markup {
    let further = match (&case.state, case.kind) {
        (State::Returned(_), _) => Some(Button::main_link(mended_at(case.kind, &case.number), "去修改")),
        (State::Rejected(_) | State::Withdrawn, kind) => Some(Button::main_link(desk_of(kind), "重新办理")),
        (State::Approved, CaseKind::Verification) => Some(Button::main_link("/me/collect", "办理信息采集")),
        (State::Approved, _) | (State::Waiting | State::Seconded(_) | State::Released, _) => None,
    };
    ui::actions(html! {
        @if let Some(further) = further { (further) }
        @if matches!(case.kind, CaseKind::Change | CaseKind::Correction | CaseKind::Title) {
            (Button::link(format!("/me/change/cases/{}", case.number), "查看变更详情"))
        }
        @if case.kind == CaseKind::Transfer {
            (Button::link(format!("/me/transfer/{}", case.number), "查看调转详情"))
        }
        (Button::link(format!("/me/cases/{}/receipt", case.number), "查看回执"))
        @if let Some(withdraw) = withdraw { (withdraw) }
        (Button::link("/me", "返回个人中心"))
    })
}

fn next(case: &Case, reasons: &[(String, String)], reference: &Reference) -> Markup {
    let office = authority(reference, case.authority);
    match &case.state {
        State::Released if case.is_on_the_way() => Notice::new(
            Tone::Info,
            "调出地已审核通过，电子调转函正在发往调入地所在的平台。",
        )
        .body(html! { p { "收到调入地的回执之前不能撤回；需要取消的，请联系调入地会计管理机构退回。" } })
        .render(),
        State::Waiting | State::Seconded(_) | State::Released => {
            Notice::new(Tone::Info, format!("{office}正在审核，预计在 {} 前办结。", case.due))
                .body(html! { p { "您现在不用做什么，结果会用短信通知您。" } })
                .render()
        }
        State::Returned(_) => {
            Notice::new(Tone::Danger, "请按下面的原因修改后再次提交，不用重新填写其他内容。")
                .body(html! {
                    ul { @for (name, text) in reasons {
                        li { @if !name.is_empty() { b { (name) "：" } } (text) }
                    } }
                })
                .render()
        }
        State::Approved => Notice::new(Tone::Success, "审核已通过。")
            .body(html! {
                p { (match case.kind {
                    CaseKind::Verification => "接下来可以办理会计人员信息采集。",
                    CaseKind::Collection => "您的会计人员信息已经登记。",
                    CaseKind::Change | CaseKind::Correction => "登记的信息已按审核通过的内容更新。",
                    CaseKind::Title => "您的会计专业技术资格和职业资格已按审核通过的内容登记。",
                    CaseKind::Transfer => "您的登记已转到调入地，以后的业务在那里办理。",
                }) }
            })
            .render(),
        State::Rejected(reason) => Notice::new(Tone::Danger, "这次没有通过，您可以重新办理。")
            .body(html! { p { "原因：" (reason) } })
            .render(),
        State::Withdrawn => Notice::new(Tone::Info, "该业务已撤回，需要时可以重新办理。").render(),
    }
}

/// 受理回执, to be printed or kept; `check` is where anybody can check it.
pub fn receipt(case: &Case, reference: &Reference, check: &str) -> Markup {
    let office = authority(reference, case.authority);
    let days = reference.workdays().workdays_between(case.filed.day(), case.due);
    let mut receipt = Receipt::new("受理回执", case.number.to_string(), office.clone())
        .line("事项", case.kind.label())
        .line("办理人", case.masked_name.clone())
        .line("受理部门", office)
        .line("提交时间", case.filed.to_string())
        .line("承诺时限", format!("{days} 个工作日"))
        .line("承诺办结日期", case.due.to_string())
        .line("现在的状态", case.state_label())
        .next("审核结果用短信通知，也可以登录平台在个人中心查看。")
        .next("不登录也可以在“办件查询”输入受理编号和手机号码后四位查看进度。")
        .buttons(html! {
            (Button::link(format!("/me/papers/{}/receipt.pdf", case.number), "打印 A4 回执（PDF）").icon("printer"))
            (Button::link(format!("/me/papers/{}/receipt.pdf?size=roll", case.number), "打印小票（80 毫米）"))
            (Button::link(format!("/me/cases/{}", case.number), "查看办理经过"))
            (Button::link("/me", "返回个人中心"))
        });
    // An address of ours is far shorter than the largest code; without it the number above still leads there.
    if let Ok(code) = ui::qr(check, "打开办件查询页面核对这张回执的二维码") {
        receipt = receipt.qr(code, "扫码核对办理进度");
    }
    html! { (receipt) }
}
