//! The pages of papers.

use super::actions::{Checked, Match, Offered, Standing};
use crate::papers::Kind;
use crate::reference::Reference;
use crate::ui::{self, Button, Faults, Field, Form, Notice, Summary, Table, Tone, error_summary};
use crate::web::Typed;
use maud::{Markup, html};

/// Which papers a person can have.
pub fn mine(offered: &Offered) -> Markup {
    let paper = |kind: Kind, what: &str, href: Option<String>, why: &str| {
        html! {
            div.card.padded {
                h2.card-title { (kind.label()) }
                p { (what) }
                @match href {
                    Some(href) => (Button::link(href, "打开 PDF").icon("printer").spoken(format!("：{}", kind.label()))),
                    None => p.hint { (why) },
                }
            }
        }
    };
    let recorded = |path: &str| offered.on_record.then(|| path.to_string());
    let not_yet = "信息采集审核通过后可以打印。";
    html! {
        (ui::heading("证明和表格", Some("文件是 PDF，可以打印、保存。每一份都有校验码和二维码，收到的人可以核对真伪。")))
        (paper(Kind::Form, "登记的全部信息，用于本人签字、单位盖章后存档或提交。",
            recorded("/me/papers/record.pdf"), not_yet))
        (paper(Kind::Certificate, "证明您的信息采集已经审核通过，用于考试报名、单位查验等。",
            recorded("/me/papers/approval.pdf"), not_yet))
        (paper(Kind::Departure, "调出地审核通过后开具，用于向调入地会计管理部门说明情况。",
            offered.departure.as_ref().map(|number| format!("/me/papers/{number}/transfer.pdf")),
            "办理属地调转，调出地审核通过后可以打印。"))
        section aria-labelledby="receipts" {
            h2 #receipts .card-title { "受理回执" }
            @if offered.receipts.is_empty() {
                (ui::empty("您还没有提交过业务。", None))
            } @else {
                (receipts(offered))
            }
        }
    }
}

fn receipts(offered: &Offered) -> Markup {
    let table = Table::new("受理回执").column("受理编号").column("事项").column("提交时间").column("打印");
    let rows = offered.receipts.iter();
    let table = rows.fold(table, |table, (number, kind, filed)| {
        let address = format!("/me/papers/{number}/receipt.pdf");
        let spoken = format!("：{}的受理回执", kind.label());
        table.row([
            html! { (number) },
            html! { (kind.label()) },
            html! { (filed) },
            html! {
                div.ways {
                    (Button::link(address.clone(), "A4").small().spoken(spoken.clone()))
                    (Button::link(format!("{address}?size=roll"), "80 毫米小票").small().spoken(spoken))
                }
            },
        ])
    });
    html! { (table) }
}

/// The page where a paper's number and code are typed.
pub fn ask(typed: &Typed, faults: &Faults, token: &str, unknown: bool) -> Markup {
    html! {
        (error_summary(faults))
        (ui::heading("核对证明真伪", Some("输入印在纸上的受理编号和校验码；手机可以直接扫描纸上的二维码。")))
        @if unknown { (unverified()) }
        (Form::new("/papers/check", token).render(html! {
            (Field::text("number", "受理编号").value(typed.text("number")).faults(faults).autocomplete("off").width(24)
                .hint("例如 980121-2026-000318-3。"))
            (Field::text("code", "校验码").value(typed.text("code")).faults(faults).autocomplete("off").width(24)
                .hint("16 位字母和数字，不分大小写。"))
            (ui::actions(html! { (Button::submit("核对")) }))
        }))
    }
}

/// What is said about a paper that is not genuine.
fn unverified() -> Notice {
    let body = "请对照纸上的受理编号和校验码，检查是否输错。确认没有输错的，这份文件不是本平台出具的，或者已被改动，请不要采用。";
    Notice::new(Tone::Danger, "未能核实这份文件").body(body).live()
}

/// What is said about a genuine paper.
pub struct Shown<'a> {
    /// What was found.
    pub checked: &'a Checked,
    /// The paper's own address.
    pub address: String,
    /// Names of places.
    pub reference: &'a Reference,
    /// What was typed to be compared.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub faults: &'a Faults,
    /// Whether it fits.
    pub compared: Option<Match>,
    /// The browser's form token.
    pub token: &'a str,
}

/// The page of a genuine paper.
pub fn checked(shown: &Shown<'_>) -> Markup {
    let checked = shown.checked;
    let department = shown.reference.divisions().department_name(checked.department).unwrap_or_default();
    let day = match checked.kind {
        Kind::Receipt => "提交日期",
        Kind::Form => "登记更新日期",
        Kind::Certificate => "审核通过日期",
        Kind::Departure => "调出日期",
    };
    html! {
        (error_summary(shown.faults))
        (ui::heading("核对结果", None))
        (verdict(checked))
        (Summary::new()
            .row("文件", checked.kind.label())
            .row("受理编号", checked.number.to_string())
            .row("出具部门", format!("{department}财政部门"))
            .row(day, if checked.day.is_empty() { "—" } else { checked.day.as_str() }))
        (ui::section("核对纸上的姓名", None, html! {
            p.hint { "为保护个人信息，这里不显示姓名和证件号码。您可以输入纸上的内容，核对是否与登记一致。" }
            @if let Some(compared) = shown.compared { (answer(compared)) }
            (Form::new(shown.address.clone(), shown.token).render(html! {
                (Field::text("name", "姓名").value(shown.typed.text("name")).faults(shown.faults).autocomplete("off"))
                (Field::text("tail", "证件号码后四位").value(shown.typed.text("tail")).faults(shown.faults)
                    .autocomplete("off").maxlength(4).width(8))
                (ui::actions(html! { (Button::submit("核对姓名")) }))
            }))
        }))
        (ui::actions(html! { (Button::link("/papers/check", "核对另一份")) }))
    }
}

fn verdict(checked: &Checked) -> Notice {
    match (checked.standing, checked.kind) {
        (Standing::Current, _) => Notice::new(Tone::Success, "真实有效")
            .body("这份文件由本平台出具，内容没有被改动，现在仍然有效。请再核对纸上的姓名。"),
        (Standing::Decided, Kind::Receipt) => Notice::new(Tone::Warn, "真实，但已不是最新")
            .body(html! { "这份回执是真实的；业务之后有了新的进展，请在" a href="/track" { "办件查询" } "中查看现在的状态。" }),
        (Standing::Decided, _) => Notice::new(Tone::Warn, "真实，但已失效")
            .body("这份函是真实的；这次调转之后已经退回、撤回或重新申请，请以最新的函为准。"),
        (Standing::Changed, _) => Notice::new(Tone::Warn, "真实，但已不是最新")
            .body("这份文件是真实的；登记的内容之后有了变化，请本人重新打印最新的一份。"),
        (Standing::Gone, _) => Notice::new(Tone::Warn, "真实，但登记已不在本平台")
            .body("这份文件是真实的；登记已转到其他平台，或已经注销，请向现在的会计管理部门核对。"),
    }
}

fn answer(compared: Match) -> Notice {
    let notice = match compared {
        Match::Fits => Notice::new(Tone::Success, "与登记一致"),
        Match::Differs => Notice::new(Tone::Danger, "与登记不一致")
            .body("请检查是否输错。确认没有输错的，纸上的姓名或证件号码可能被改动过，请不要采用。"),
        Match::Unknown => Notice::new(Tone::Warn, "登记已不在本平台，无法核对姓名。"),
        Match::TooOften => Notice::new(Tone::Warn, "核对的次数较多，请明天再试，或者联系出具部门。"),
    };
    notice.live()
}
