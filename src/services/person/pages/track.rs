//! 办件查询: for everybody, without login and without personal data.

use super::{authority, state};
use crate::casework::{Case, State};
use crate::reference::Reference;
use crate::ui::{self, Button, Faults, Field, Form, Notice, Summary, Tone};
use crate::web::Typed;
use maud::{Markup, html};

/// The enquiry; `nothing` when the last one found nothing.
pub fn track(typed: &Typed, faults: &Faults, nothing: bool, token: &str) -> Markup {
    html! {
        (ui::error_summary(faults))
        (ui::heading("办件查询", Some("不用登录，输入受理编号和注册手机号码的后四位，就可以查看办理进度。")))
        @if nothing {
            (Notice::new(Tone::Warn, "没有查到符合的办件。").live().body(html! {
                p { "请对照回执核对受理编号，并确认手机号码是注册时填写的那一个；也可以登录后在个人中心查看。" }
            }))
        }
        (Form::new("/track", token).render(html! {
            (Field::text("number", "受理编号")
                .value(typed.text("number"))
                .hint("印在回执和短信里，形如 980121-2026-000001-3。")
                .autocomplete("off")
                .width(24)
                .faults(faults))
            (Field::number("tail", "手机号码后四位")
                .value(typed.text("tail"))
                .autocomplete("off")
                .maxlength(4)
                .faults(faults))
            (ui::actions(html! { (Button::submit("查询")) (Button::link("/", "返回首页")) }))
        }))
    }
}

/// Where the case stands; nothing about the person.
pub fn found(case: &Case, reference: &Reference) -> Markup {
    let office = authority(reference, case.authority);
    let mut facts = Summary::titled("查询结果")
        .row("受理编号", case.number.to_string())
        .row("事项", case.kind.label())
        .row("状态", state(case.state_label()))
        .row("办理部门", office)
        .row("提交时间", case.filed.to_string())
        .row("承诺办结日期", case.due.to_string());
    if let Some(decided) = case.decided {
        facts = facts.row("审核时间", decided.to_string());
    }
    let next = match case.state {
        State::Waiting | State::Seconded(_) | State::Released => "正在审核，请等待结果。",
        State::Returned(_) => "需要补正，请登录平台查看原因，修改后再次提交。",
        State::Approved => "审核已通过。",
        State::Rejected(_) => "没有通过，请登录平台查看原因。",
        State::Withdrawn => "已撤回，需要时可以登录平台重新办理。",
    };
    html! {
        (ui::heading("办件查询", Some(next)))
        (facts)
        (ui::actions(html! { (Button::main_link("/me", "登录查看详情")) (Button::link("/track", "查询其他办件")) }))
    }
}
