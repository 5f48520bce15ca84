//! The verification desk: who is to be proven, and three equal ways.

use super::super::actions::Standing;
use super::super::forms::{COUNTER_CONSENT, PHONE_CONSENT};
use super::papers::{identity, reasons, served_places};
use crate::accounts::Account;
use crate::office::Way;
use crate::reference::Reference;
use crate::ui::{self, Button, Checkbox, Faults, Form, Notice, Route, Summary, Tone};
use crate::web::Typed;
use maud::{Markup, Render, html};

/// Everything the desk is drawn from.
pub struct Desk<'a> {
    /// Whose.
    pub account: &'a Account,
    /// Where the verification stands.
    pub standing: &'a Standing,
    /// What the phone proves here; none when it only takes photographs.
    pub way: Option<Way>,
    /// Whether the browser is a phone itself.
    pub is_phone: bool,
    /// Divisions and their names.
    pub reference: &'a Reference,
    /// What was typed.
    pub typed: &'a Typed,
    /// What has to be mended.
    pub faults: &'a Faults,
    /// The browser's token.
    pub token: &'a str,
}

/// The desk.
pub fn desk(desk: &Desk<'_>) -> Markup {
    let lead = "办理信息采集前需要确认是您本人。下面三种方式任选一种，效力相同。";
    html! {
        (ui::error_summary(desk.faults))
        (ui::heading("实名认证", Some(lead)))
        (reasons(desk.standing))
        (identity(desk.account))
        p.hint { "姓名与证件不一致时请先点“修改”。证件号码不能修改，填错时请联系会计管理部门处理。" }
        (ui::routes(&[by_phone(desk), by_upload(desk), at_counter(desk)]))
        (reminders(desk))
        p { (served_places(desk.reference, &desk.standing.served)) }
        (ui::actions(html! { (Button::link("/", "返回首页")) }))
    }
}

fn by_phone(desk: &Desk<'_>) -> Markup {
    let (text, consent) = match desk.way {
        Some(Way::Alipay) => (
            "用手机扫屏幕上的二维码，由支付宝核验，一般两分钟完成。",
            "我同意为实名认证把姓名和证件号码提供给支付宝核验。",
        ),
        Some(_) => (
            "用手机扫屏幕上的二维码，在手机上确认。演示中不连接真实的认证服务。",
            "我同意在演示中用手机确认身份（演示，不提供给任何第三方）。",
        ),
        None => (
            "用手机扫屏幕上的二维码，在手机上拍证件照片，由会计管理部门核对。",
            "我同意在手机上办理实名认证，照片的使用说明会在手机上显示。",
        ),
    };
    let title = if desk.way.is_some() { "手机扫码（快捷一键认证）" } else { "手机扫码" };
    Route { icon: "qr-code-scan", title, text }.card(Form::new("/me/verify/phone", desk.token).render(
        html! {
            input type="hidden" name="route" value="phone";
            (Checkbox::new(PHONE_CONSENT, consent).checked(desk.typed.has(PHONE_CONSENT)).faults(desk.faults))
            (ui::actions(html! {
                @if desk.is_phone {
                    (Button::submit("在这部手机上认证").icon("phone").named("here", "true"))
                    (Button::also("用另一部手机扫码"))
                } @else {
                    (Button::submit("显示二维码").icon("qr-code-scan"))
                }
            }))
        },
    ))
}

fn by_upload(desk: &Desk<'_>) -> Markup {
    let text = "上传三张证件照片，由会计管理部门核对后通知您。可以用本机选择照片，也可以用手机拍。";
    let words = if desk.standing.returned().is_some() { "去补正照片" } else { "上传证件照片" };
    Route { icon: "upload", title: "本机上传（线上实名认证）", text }.card(html! {
        p.hint { "照片的使用说明和同意在下一页。" }
        (ui::actions(html! { (Button::link("/me/verify/upload", words)) }))
    })
}

fn at_counter(desk: &Desk<'_>) -> Markup {
    let text = "带上证件原件到服务窗口，报出屏幕上的六位核验号，工作人员当面核对，马上完成。";
    let consent = "我同意窗口工作人员查验我的证件原件并核对本人。";
    Route { icon: "person-vcard", title: "到窗口核验", text }
        .card(Form::new("/me/verify/counter", desk.token).render(html! {
        input type="hidden" name="route" value="counter";
        (Checkbox::new(COUNTER_CONSENT, consent).checked(desk.typed.has(COUNTER_CONSENT)).faults(desk.faults))
        (ui::actions(html! { (Button::also("领取核验号")) }))
    }))
}

/// The guide's four reminders, in words that are true for the provider that is set up here (guide 2.3).
fn reminders(desk: &Desk<'_>) -> Markup {
    let (what, who) = match desk.way {
        Some(Way::Alipay) => (
            "认证只用于核验您的身份，不获取支付宝里的其他信息，也不保存人脸照片。",
            "支付宝账号须已实名，而且与登录用户的姓名、证件号码一致。",
        ),
        Some(_) => (
            "演示认证只改变这个演示里的数据，不获取任何真实信息。",
            "演示中任何手机都能确认；正式运行时须由本人的支付宝或证件证明。",
        ),
        None => (
            "手机只用来拍照和确认，不读取手机里的其他信息。",
            "照片里的证件须与登录用户的姓名、证件号码一致。",
        ),
    };
    Notice::new(Tone::Info, "特别提示")
        .body(html! {
            ol {
                li { (what) }
                li { (who) }
                li { "请勿把二维码拍照、截图或转发给他人，请用手机直接扫屏幕；二维码不断更换，截图和转发的都无效。" }
                li { "电脑上请使用最新版谷歌、火狐或 360 浏览器极速模式；手机上用自带的浏览器即可。" }
            }
        })
        .render()
}

/// Nothing is left to do.
pub fn verified(account: &Account) -> Markup {
    let identity = &account.identity;
    html! {
        (ui::heading("实名认证", None))
        (Notice::new(Tone::Success, "您已通过实名认证。").body(html! { p { "现在可以办理会计人员信息采集。" } }))
        (Summary::new()
            .row("真实姓名", identity.name.to_string())
            .row(identity.document.kind().label(), identity.document.masked())
            .row("手机号码", identity.phone.masked())
            .row("认证时间", account.verified.as_ref().map(|one| one.at.to_string()).unwrap_or_default())
            .row("认证方式", account.verified.as_ref().map(|one| one.way.clone()).unwrap_or_default()))
        (ui::actions(html! { (Button::main_link("/me/collect", "办理信息采集")) (Button::link("/me", "返回个人中心")) }))
    }
}
