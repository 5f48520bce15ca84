//! The phone's pages: plain, one thing on each, no way to get lost.

use crate::handoff::{Handoff, Refusal, Spot, State};
use crate::ui::{self, Button, Digits, Faults, Form, Notice, Tone, Upload};
use crate::web::View;
use maud::{Markup, html};
use std::time::Duration;

/// What is accepted, in words.
const LIMITS: &str = "JPG 或 PNG 照片，可以多张，系统自动合并和压缩。";

/// The code was opened: one press goes on, and the script presses it.
pub fn landing(action: &str, token: &str) -> Markup {
    html! {
        (ui::heading("在手机上继续办理", Some("点“继续”后，屏幕上会显示四位核对码。")))
        (Form::new(action, token).render(html! {
            div.stack data-press { (Button::submit("继续")) }
        }))
        (Notice::new(Tone::Warn, "请确认您正看着显示二维码的屏幕。")
            .body(html! { p { "如果二维码是别人发给您的图片，请关闭这个页面。" } }))
    }
}

/// The code leads nowhere.
pub fn closed(refusal: &Refusal) -> Markup {
    let title = match refusal {
        Refusal::CodeReplaced => "换新码了，请重新扫",
        Refusal::OtherPhone => "已被另一部手机打开",
        _ => "这个二维码不能使用",
    };
    html! {
        (ui::heading(title, None))
        (Notice::new(Tone::Warn, refusal.sentence()))
        @if *refusal == Refusal::CodeReplaced {
            p { "二维码不断更换，截图、拍照或转发的都不能使用，请直接对准屏幕扫。" }
        }
    }
}

/// The four digits are asked for; nothing about the person is shown yet.
pub fn digits(handoff: &Handoff, token: &str, fault: Option<String>) -> Markup {
    let locator = &handoff.locator;
    html! {
        (ui::heading("请输入屏幕上的核对码", Some("屏幕上的二维码已换成四位数字，请照着输入。")))
        (ui::presence(&format!("/v/{locator}/presence")))
        (Form::new(format!("/v/{locator}/match"), token).render(html! {
            (Digits { fault })
            div.stack { (Button::submit("下一步").icon("arrow-right")) }
        }))
        (cancel(locator, token))
        (Notice::new(Tone::Warn, "人在屏幕前才能办。")
            .body(html! { p { "如果二维码是别人发来的，或者有人在电话里让您输入数字，请点“不是我”。" } }))
    }
}

/// The way out for somebody who did not mean this.
pub fn cancel(locator: &str, token: &str) -> Markup {
    html! {
        div.stack {
            (Form::new(format!("/v/{locator}/cancel"), token).render(html! {
                (Button::also("不是我，立即取消").danger())
            }))
        }
    }
}

/// A hand-off that has ended, for the phone that was part of it.
pub fn ended(state: &State) -> Markup {
    let (tone, title, text): (_, _, String) = match state {
        State::Failed(why) => (Tone::Warn, "没有办成", why.sentence()),
        State::Passed => (Tone::Success, "已经完成", "请看屏幕，屏幕会自己继续，不用回来点按钮。".into()),
        State::Superseded => {
            (Tone::Info, "已换成新的二维码", "屏幕上已经重新开始，请扫屏幕上现在的二维码。".into())
        }
        _ => (Tone::Info, "时间已过", "等待时间太长，这次办理已结束。请在屏幕上重新开始。".into()),
    };
    html! { (ui::heading(title, None)) (Notice::new(tone, text)) p.hint { "这个页面可以关闭了。" } }
}

/// Nothing to see; the connection itself is what counts.
pub fn present() -> View {
    View { key: String::new(), markup: html! {}, wait: Duration::from_secs(60), touched: None }
}

/// What the camera's page is drawn from.
pub struct Camera<'a> {
    /// The hand-off.
    pub handoff: &'a Handoff,
    /// The form's places.
    pub spots: &'a [Spot],
    /// The browser's token.
    pub token: &'a str,
    /// What was wrong with the last picture, at its field.
    pub faults: &'a Faults,
}

/// A place for each picture of the form on the screen.
pub fn camera(camera: &Camera<'_>) -> Markup {
    let (locator, shots) = (&camera.handoff.locator, &camera.handoff.shots);
    let lead = "拍好的照片会出现在屏幕上的表格里。只拍需要的几项就可以。";
    html! {
        (ui::error_summary(camera.faults))
        (ui::heading("用手机拍照", Some(lead)))
        (ui::presence(&format!("/v/{locator}/presence")))
        div.shots {
            @for spot in camera.spots {
                @let taken = shots.iter().any(|shot| shot.field == spot.field);
                section.card.padded {
                    @if taken { (Notice::new(Tone::Success, "已传到屏幕上，重拍会替换这一张。")) }
                    (Form::new(format!("/v/{locator}/camera/{}", spot.field), camera.token).multipart().render(html! {
                        (Upload::new(spot.field.clone(), spot.label.clone(), LIMITS).multiple().camera()
                            .faults(camera.faults))
                        (ui::actions(html! { (Button::submit("上传").icon("upload").spoken(&spot.label)) }))
                    }))
                }
            }
        }
        div.stack {
            (Form::new(format!("/v/{locator}/finish"), camera.token).render(html! {
                (Button::also("都拍好了，结束").icon("check-lg"))
            }))
        }
    }
}

/// The identity service leads here afterwards; the page says nothing about the result, because it knows nothing.
pub fn back() -> Markup {
    html! {
        (ui::heading("请看屏幕", None))
        (Notice::new(Tone::Info, "认证结果由本平台直接向认证服务核实，会自动显示在您开始办理的屏幕上。"))
        p { "如果是在这部手机上开始办理的，请切换回本平台的页面。" }
        p.hint { "这个页面可以关闭了。" }
    }
}
