//! 账号与设备: one's own password and where one is logged in.

use super::officer::new_password;
use crate::office::Present;
use crate::services::signin::actions::Devices;
use crate::ui::{self, Button, Faults, Form, PasswordField, Summary, Table, tag};
use crate::web::Visit;
use maud::{Markup, html};

/// The page at `place`, which is `/me/account` or `/desk/account`.
pub fn account(visit: &Visit, place: &str, longest: u8, devices: &Devices, faults: &Faults) -> Markup {
    let previous = devices.previous.map_or("这是第一次登录".to_string(), |at| at.to_string());
    let token = || visit.browser.token.clone();
    html! {
        (ui::heading("账号与设备", None))
        (ui::error_summary(faults))
        (facts(visit, previous))
        (ui::section("我的登录设备", None, html! {
            (rows(devices))
            @if devices.list.len() > 1 {
                (Form::new(format!("{place}/others"), token()).render(html! {
                    (ui::actions(html! { (Button::also("退出其他设备").danger()) }))
                }))
            }
        }))
        (ui::section("修改密码", None, html! {
            p.hint { "修改后所有设备都会退出，需要用新密码重新登录。" }
            (Form::new(place, token()).render(html! {
                (PasswordField::current("current", "现在的密码").faults(faults))
                (new_password(faults, longest))
                (ui::actions(html! { (Button::submit("修改密码")) }))
            }))
        }))
        @if matches!(visit.present, Some(Present::Person(..))) {
            (ui::section("我的信息", None, html! {
                p.hint { "平台保存的关于您的信息，可以带走一份；不再使用本平台的，可以注销账号。" }
                (ui::actions(html! {
                    (Button::link("/me/export", "导出我的信息")) (Button::link("/me/close", "注销账号"))
                }))
            }))
        }
    }
}

/// What is known of the owner; an accountant may have another phone.
fn facts(visit: &Visit, previous: String) -> Summary {
    let facts = Summary::new().row("上次登录时间", previous);
    match &visit.present {
        Some(Present::Person(_, account)) => {
            facts.changeable("手机号码", account.identity.phone.masked(), "/me/phone")
        }
        _ => facts,
    }
}

fn rows(devices: &Devices) -> Table {
    let empty =
        Table::new("我的登录设备").column("登录时间").column("最近使用").column("网络地址").column("设备");
    devices.list.iter().fold(empty, |table, device| {
        let here = if device.here {
            tag(ui::Tag::Good, "本机")
        } else {
            html! { "其他设备" }
        };
        let seen = device.seen.max(device.opened);
        table.row([html! { (device.opened) }, html! { (seen) }, html! { span.num { (device.source) } }, here])
    })
}
