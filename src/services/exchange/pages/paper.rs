//! 会计人员调转函 on one sheet of A4: what the receiving side compares with the file.

use super::super::actions::{Paper, Sheet};
use super::{department, grouped};
use crate::reference::Reference;
use crate::ui::{self, Button, print_button};
use maud::{Markup, html};

/// The page; only the sheet is printed.
pub fn paper(sheet: &Sheet, reference: &Reference, site: &str) -> Markup {
    let dispatch = &sheet.sent.dispatch;
    let identity = &sheet.identity;
    let code = ui::qr(&Paper::new(&sheet.sent.letter, &dispatch.digest).text(), "核对函文件的二维码");
    let (from, to) = (department(reference, dispatch.from), department(reference, dispatch.to));
    let back = format!("/desk/transfers/letters/{}", sheet.sent.letter);
    html! {
        div.no-print {
            (ui::heading("打印纸质调转函", Some("打印一份，盖章后随函文件一起交给对方。本次查看已记入审计日志。")))
            (ui::actions(html! { (print_button("打印")) (Button::link(back, "返回电子调转函")) }))
        }
        article.card.sheet.letter-paper {
            h2 { "会计人员调转函" }
            p.number-line { "编号：" span.num { (sheet.sent.letter) } }
            p.text { (to) "：" }
            p.text {
                "下列会计人员申请办理属地调转，我部门已审核通过，同意调出。其登记信息和材料见电子调转函文件，请予办理。"
            }
            div.body {
                dl {
                    (fact("姓名", &html! { (identity.name) }))
                    (fact(identity.document.kind().label(), &html! { span.num { (identity.document.masked()) } }))
                    (fact("调转原因", &html! { (sheet.reason) }))
                    (fact("调出会计管理机构", &html! { (from) }))
                    (fact("调入会计管理机构", &html! { (to) }))
                    (fact("开具时间", &html! { span.num { (dispatch.sent) } }))
                    (fact("有效期至", &html! { span.num { (dispatch.until) } }))
                    (fact("文件指纹", &grouped(&dispatch.digest)))
                }
                @if let Ok(code) = code { figure { (code) figcaption { "扫描核对函文件" } } }
            }
            p.say { b { "调入地：" }
                "请在平台的“调转函”页面导入函文件，扫描上面的二维码粘贴到“纸质调转函上的二维码内容”，核对一致后审核；审核后把回执文件交回调出地。" }
            p.say { b { "办理人：" }
                "调入地接收后，请登录调入地的平台。还没有账号的，账号已用您原来的证件号码和手机号开好，请先用“找回密码”设置密码；已有实名账号的，用原来的密码登录。" }
            div.issuer {
                p { (from) }
                p { "（盖章）" }
                p { span.write {} "年" span.write {} "月" span.write {} "日" }
                p.hint { "由" (site) "开具" }
            }
        }
    }
}

fn fact(key: &str, value: &Markup) -> Markup {
    html! { div { dt { (key) } dd { (value) } } }
}
