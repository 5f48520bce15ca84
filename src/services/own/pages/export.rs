//! 导出我的信息: asking for it, and the files.

use super::proof::{Sheet, fields};
use crate::services::own::actions::{Album, FETCH};
use crate::ui::{self, Button, Faults, Form, Notice, Tone};
use crate::web::Person;
use maud::{Markup, html};

const TITLE: &str = "导出我的信息";

/// What is in the files.
fn contents() -> Markup {
    html! {
        div.card.padded {
            p { "导出的是一个 ZIP 文件，里面是平台保存的关于您的全部信息：" }
            ul {
                li { "账号和实名认证的情况、登录着的设备；" }
                li { "登记的全部信息和每一次变更，正在填写的信息采集；" }
                li { "办过的每一件业务：提交的内容、审核意见和办理经过；" }
                li { "证书库和原平台导入的信息（通过实名认证后）；" }
                li { "上传过的全部照片。" }
            }
            p { "文件里有完整的证件号码和照片，没有加密，请妥善保管。一天可以导出一次。" }
        }
    }
}

/// The form.
pub fn ask(person: &Person, once: &str, faults: &Faults, sheet: &Sheet) -> Markup {
    let phone = person.account.identity.phone.masked();
    let form = Form::new("/me/export", person.visit.browser.token.clone()).once(once);
    html! {
        (ui::heading(TITLE, Some("把平台保存的关于您的信息带走一份。")))
        (ui::error_summary(faults))
        (contents())
        (ui::section("核验身份", None, html! {
            (form.render(html! {
                (fields("/me/export", &phone, faults, sheet))
                (ui::actions(html! { (Button::submit("核验并导出")) (Button::link("/me/account", "返回")) }))
            }))
        }))
    }
}

/// It was done within the last day.
pub fn too_soon() -> Markup {
    html! {
        (ui::heading(TITLE, Some("把平台保存的关于您的信息带走一份。")))
        (Notice::new(Tone::Info, "您在最近一天里已经导出过，请明天再来。")
            .body("不是您本人导出的，请立即修改密码，并联系会计管理部门。"))
        (ui::actions(html! { (Button::link("/me/account", "返回账号与设备")) }))
    }
}

/// A machine in the hall is nobody's own.
pub fn at_kiosk() -> Markup {
    html! {
        (ui::heading(TITLE, None))
        (Notice::new(Tone::Info, "自助机是公用的，不能在这里导出。")
            .body("请在自己的电脑或者手机上登录，在“账号与设备”里导出。"))
        (ui::actions(html! { (Button::link("/me", "返回个人中心")) }))
    }
}

/// The files, which can be fetched for ten minutes.
pub fn ready(album: &Album) -> Markup {
    let minutes = FETCH.length.as_secs() / 60;
    let (parts, shots) = (album.parts(), album.shots.len());
    let size = |part: usize| {
        let bytes: u64 = album.of_part(part).map(|shot| u64::from(shot.length)).sum();
        format!("约 {} MB", bytes.div_ceil(1024 * 1024).max(1))
    };
    html! {
        (ui::heading("您的信息可以下载了", None))
        (Notice::new(Tone::Success, format!("请在 {minutes} 分钟内下载，过时需要明天再导出。"))
            .body("下载中断的，可以在这段时间内再点一次。文件里有完整的证件号码和照片，请妥善保管。"))
        @if parts > 1 { p { "照片有 " (shots) " 张，分成 " (parts) " 个文件，请全部下载；文字信息在第 1 个文件里。" } }
        (ui::actions(html! {
            @for part in 1..=parts {
                (Button::main_link(format!("/me/export/files/{part}"), match parts {
                    1 => format!("下载 ZIP 文件（{}）", size(1)),
                    _ => format!("下载第 {part} 个文件（{}）", size(part)),
                }))
            }
            (Button::link("/me", "返回个人中心"))
        }))
    }
}
