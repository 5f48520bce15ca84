//! 注销账号: what becomes of it, and the form.

use super::proof::{Sheet, fields};
use crate::services::own::actions::{Closing, Outlook};
use crate::services::own::forms::{HOW, SURE};
use crate::ui::{self, Button, Checkbox, Faults, Form, Notice, Tone};
use crate::web::{Person, Typed};
use maud::{Markup, html};

/// The page, with the form where the account can be closed.
pub fn close(
    person: &Person,
    once: &str,
    outlook: &Outlook,
    typed: &Typed,
    faults: &Faults,
    sheet: &Sheet,
) -> Markup {
    html! {
        (ui::heading("注销账号", Some("不再使用本平台时，可以注销账号。")))
        (ui::error_summary(faults))
        @match outlook {
            Outlook::Open(cases) => {
                (Notice::new(Tone::Warn, "还有业务没有办完，现在不能注销。").body(html! {
                    ul { @for (kind, number) in cases {
                        li { (kind.label()) "　" a href={ "/me/cases/" (number) } { (number) } }
                    } }
                    p { "请等待办结，或者在办件里撤回，再来注销。" }
                }))
                (ui::actions(html! { (Button::link("/me", "返回个人中心")) }))
            }
            Outlook::Ready(how) => {
                (consequences(*how))
                div.card { (form(person, once, *how, typed, faults, sheet)) }
            }
        }
    }
}

fn consequences(how: Closing) -> Markup {
    let export = html! { p { "需要留存的，请先" a href="/me/export" { "导出我的信息" } "。" } };
    match how {
        Closing::Erase => html! {
            (Notice::new(Tone::Warn, "注销后立即删除，不能恢复。").body(html! {
                ul {
                    li { "删除账号、正在填写的信息、撤回的业务和上传的照片；" }
                    li { "所有设备退出登录，以后需要时可以重新注册。" }
                }
                (export)
            }))
        },
        Closing::Freeze => html! {
            (Notice::new(Tone::Warn, "注销后不能再登录，也不再办理任何业务。").body(html! {
                ul {
                    li { "您有审核过的业务或登记的信息，法定保存期限未满，只保存不处理，期满删除；" }
                    li { "没有提交的内容和照片立即删除，所有设备退出登录；" }
                    li { "证件号码和手机号不能再用来注册。要恢复使用，请带身份证件到会计管理部门的窗口办理。" }
                }
                (export)
            }))
        },
    }
}

fn form(person: &Person, once: &str, how: Closing, typed: &Typed, faults: &Faults, sheet: &Sheet) -> Markup {
    let phone = person.account.identity.phone.masked();
    let sure = match how {
        Closing::Erase => "我已了解：注销后资料立即删除，不能恢复。",
        Closing::Freeze => "我已了解：注销后不能再登录，登记的信息保存到期满。",
    };
    Form::new("/me/close", person.visit.browser.token.clone()).once(once).render(html! {
        (fields("/me/close", &phone, faults, sheet))
        (Checkbox::new(SURE, sure).checked(typed.has(SURE)).faults(faults))
        input type="hidden" name=(HOW) value=(how.word());
        (ui::actions(html! { (Button::submit("注销账号").danger()) (Button::link("/me/account", "返回")) }))
    })
}
