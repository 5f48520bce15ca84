//! The phone's part of the proof: who and where, one confirmation, and the way to the identity service or the camera.

use super::papers::{Sheet, fields};
use crate::handoff::{Handoff, State};
use crate::office::Way;
use crate::terms::Moment;
use crate::ui::{self, Button, Form, Notice, Summary, Tone};
use crate::web::View;
use maud::{Markup, html};
use std::time::Duration;

const STEADY: Duration = Duration::from_secs(60);

/// What the phone's page is drawn from.
#[derive(Clone)]
pub struct Mobile {
    /// What the phone proves; none when it takes photographs.
    pub way: Option<Way>,
    /// The browser's token.
    pub token: String,
    /// Whether the phone is the screen as well.
    pub alone: bool,
}

/// The page around its living part.
pub fn mobile(handoff: &Handoff, view: View) -> Markup {
    let events = format!("/v/{}/events", handoff.locator);
    html! {
        div.live hx-sse:connect=(events) hx-sse:close="end" hx-swap="innerHTML" aria-live="polite" { (view.markup) }
    }
}

/// What the phone shows now.
pub fn mobile_view(mobile: &Mobile, handoff: &Handoff, now: Moment) -> View {
    let state = handoff.state_at(now);
    let locator = &handoff.locator;
    let title = match &state {
        State::Matched { .. } => "确认是本人办理",
        State::Asked { .. } => "正在连接认证服务",
        State::Waiting { address, .. } if address.is_empty() => "正在核实结果",
        State::Waiting { .. } => "在支付宝里完成认证",
        State::Submitted(_) => "照片已提交",
        State::Passed => "认证通过",
        State::Failed(_) => "没有办成",
        State::Superseded => "请看屏幕",
        _ => "等待时间已过",
    };
    let body = match &state {
        State::Matched { setback, .. } => matched(mobile, handoff, setback.as_deref()),
        State::Asked { .. } => {
            html! { (Notice::new(Tone::Info, "正在连接认证服务，请稍候，不要关闭这个页面。")) }
        }
        State::Waiting { address, .. } if address.is_empty() => {
            html! { (Notice::new(Tone::Info, "正在向认证服务核实结果。")) }
        }
        State::Waiting { address, .. } => html! {
            (Notice::new(Tone::Info, "认证服务已准备好。请在 5 分钟内完成。"))
            div.stack {
                (Button::main_link(address.clone(), "打开支付宝完成认证").icon("shield-check"))
            }
            p.hint { "完成后请看屏幕，屏幕会自己继续。没有自动打开支付宝的，请在手机浏览器里打开这个页面。" }
            (decline(locator, &mobile.token))
        },
        State::Submitted(number) => html! {
            (Notice::new(Tone::Success, "证件照片已提交。").body(html! {
                p { "受理编号 " span.num { (number) } }
                p { "屏幕上会显示受理回执。这个页面可以关闭了。" }
            }))
        },
        State::Passed => html! {
            (Notice::new(Tone::Success, "已确认是您本人办理。").body(html! {
                @if !mobile.alone { p { "请看屏幕，屏幕会自己进入信息采集，不用回来点按钮。" } }
            }))
            @if mobile.alone { div.stack { (Button::main_link("/me/collect", "办理信息采集")) } }
            @else { p.hint { "这个页面可以关闭了。" } }
        },
        State::Failed(why) => html! { (Notice::new(Tone::Warn, why.sentence())) (restart(mobile)) },
        State::Superseded => html! {
            (Notice::new(Tone::Info, "屏幕上已经重新开始，或者已用别的方式通过认证。屏幕上还有二维码的，请再扫一次。")) (restart(mobile))
        },
        _ => html! {
            (Notice::new(Tone::Info, "等待时间已过。如果已经完成认证，请在屏幕上点“我已完成认证”。"))
            (restart(mobile))
        },
    };
    let key = match &state {
        State::Matched { asked, .. } => format!("matched {asked}"),
        State::Waiting { address, .. } => format!("waiting {address}"),
        state => state.word().into(),
    };
    let markup = html! { (ui::heading(title, None)) (body) };
    View { key, markup, wait: STEADY, touched: None }
}

fn restart(mobile: &Mobile) -> Markup {
    html! { @if mobile.alone { div.stack { (Button::link("/me/verify", "回到实名认证")) } } }
}

fn matched(mobile: &Mobile, handoff: &Handoff, setback: Option<&str>) -> Markup {
    let locator = &handoff.locator;
    let papers = format!("/v/{locator}/papers");
    html! {
        (who(handoff))
        @if let Some(setback) = setback { (Notice::new(Tone::Warn, setback_sentence(setback))) }
        @match mobile.way {
            Some(way) => {
                @if let Some(note) = service_note(way) { p { (note) } }
                (Form::new(format!("/v/{locator}/confirm"), &mobile.token).render(html! {
                    div.stack { (Button::submit("确认，是本人办理").icon("check-lg")) }
                }))
                div.stack { (Button::link(papers, "改为拍证件照片").icon("camera")) }
            }
            None => {
                p { "接下来请准备好证件，依次拍三张照片：证件人像面、非人像面、手持证件。" }
                div.stack { (Button::main_link(papers, "确认，去拍证件照片").icon("camera")) }
            }
        }
        (decline(locator, &mobile.token))
        @if !mobile.alone {
            (Notice::new(Tone::Warn, "人在屏幕前才能办。如果二维码是别人发来的，或者上面不是您本人，请取消。"))
        }
    }
}

fn service_note(way: Way) -> Option<&'static str> {
    match way {
        Way::Alipay => Some("点确认后会打开支付宝，由支付宝核验姓名和证件号码。"),
        Way::Demonstration => Some("演示：点确认就算通过，不连接真实的认证服务。"),
        Way::Photographs | Way::Counter => None,
    }
}

/// What a setback means for the person; the code stays in the journal.
fn setback_sentence(setback: &str) -> &'static str {
    match setback.split(':').next().unwrap_or_default() {
        "person" => "认证服务没有受理这份姓名和证件号码。请核对后再试，或者改为拍证件照片。",
        "operator" => "认证服务暂时不能使用，您可以改为拍证件照片，或到窗口核验。",
        _ => "认证服务没有响应，您填写的内容都还在。请再试一次，或者改为拍证件照片。",
    }
}

fn who(handoff: &Handoff) -> Markup {
    let Some(identity) = handoff.errand.identity() else { return html! {} };
    html! {
        (Summary::new()
            .row("办理人", identity.name.masked())
            .row("证件号码", identity.document.masked())
            .row("登记手机", identity.phone.masked())
            .row("办理事项", "信息采集实名认证")
            .row("办理地点", handoff.screen.place.clone()))
    }
}

fn decline(locator: &str, token: &str) -> Markup {
    html! {
        div.stack {
            (Form::new(format!("/v/{locator}/cancel"), token).render(html! {
                (Button::also("不是我，立即取消").danger())
            }))
        }
    }
}

/// The three photographs, taken on the phone.
pub fn phone_papers(handoff: &Handoff, sheet: &Sheet<'_>) -> Markup {
    let locator = &handoff.locator;
    html! {
        (ui::error_summary(sheet.faults))
        (ui::heading("拍证件照片", Some("依次拍三张，提交后由会计管理部门核对。")))
        (ui::presence(&format!("/v/{locator}/presence")))
        (who(handoff))
        (Form::new(format!("/v/{locator}/papers"), sheet.token).once(sheet.once.clone()).multipart().render(html! {
            (fields(sheet, false))
            div.stack {
                (Button::submit("提交审核"))
                (Button::link(format!("/v/{locator}/identity"), "返回"))
            }
        }))
    }
}
