//! The kinds with their templates, what a check found, how far an import is, what came of it.

use super::actions::{Report, Shown, Stage};
use super::forms::{FILE, KIND};
use crate::intake::{Faults as Found, Kind};
use crate::office::{Counts, Invited};
use crate::ui::{
    self, Button, Choice, Faults, FileField, Form, Notice, Radios, Summary, Table, Tone, error_summary,
};
use crate::web::Typed;
use maud::{Markup, html};

/// Faults that the page shows; the list that can be saved has more.
const SHOWN: usize = 100;

/// What the first page is drawn from.
pub struct Desk<'a> {
    /// What was chosen.
    pub typed: &'a Typed,
    /// What is to be mended.
    pub faults: &'a Faults,
    /// The browser's form token.
    pub token: &'a str,
    /// How many megabytes the page takes.
    pub megabytes: u64,
}

/// The kinds, their templates and the form.
pub fn desk(desk: &Desk<'_>) -> Markup {
    html! {
        (error_summary(desk.faults))
        (ui::heading("导入数据", Some("先检查，再导入：检查时不改动任何数据；导入时要么全部成功，要么什么都不改。")))
        (ui::section("一、下载模板，填写数据", None, templates()))
        (ui::section("二、上传文件，先行检查", None, form(desk)))
    }
}

fn templates() -> Markup {
    let table = Table::new("模板").column("数据").column("用途").column("模板");
    let table = Kind::ALL.into_iter().fold(table, |table, kind| {
        let address = |ending: &str| format!("/desk/import/templates/{}.{ending}", kind.word());
        let spoken = || html! { span.hidden { "：" (kind.label()) } };
        table.row([
            html! { (kind.label()) },
            html! { (kind.purpose()) },
            html! {
                span {
                    a href=(address("xlsx")) { "XLSX" (spoken()) } " · " a href=(address("csv")) { "CSV" (spoken()) }
                }
            },
        ])
    });
    html! { (table) }
}

fn form(desk: &Desk<'_>) -> Markup {
    let limit = format!(
        "XLSX 或 CSV（UTF-8 或 GBK），最多 {} MB；更大的文件请在服务器上用 zhangfang import 导入。",
        desk.megabytes
    );
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.word(), kind.label()));
    ui::card(Form::new("/desk/import", desk.token).multipart().render(html! {
        (Radios::new(KIND, "数据", kinds).chosen(desk.typed.text(KIND)).faults(desk.faults))
        (FileField::new(FILE, "文件", ".xlsx,.csv").hint(limit).faults(desk.faults))
        (ui::actions(html! { (Button::submit("检查文件")) }))
    }))
}

/// The page of one file.
pub fn file(shown: &Shown, address: &str, token: &str) -> Markup {
    let report = &shown.report;
    match &shown.stage {
        Stage::Checked => html! {
            (ui::heading("检查结果", Some("还没有导入任何数据。")))
            (summary(shown.kind, report, &report.counts, report.faults.is_empty()))
            (told(&report.notes, &report.ignored))
            @if !report.faults.is_empty() { (faults(&report.faults, address)) }
            @else if report.is_ready() { (ready(address, token)) }
            @else { (nothing()) }
        },
        Stage::Applying => html! {
            (ui::heading("正在导入", Some("本页每两秒自动更新一次；离开本页不影响导入。")))
            (ui::card(html! {
                p { label for="progress" { "已读取 " span.num { (shown.read) } " / " span.num { (report.rows) } " 行" } }
                progress id="progress" max=(report.rows.max(1)) value=(shown.read) {}
                p.muted { "全部读取并核对以后一次写入，中途出现问题时什么都不改。" }
            }))
            (ui::actions(html! { (Button::link(address, "查看进度")) }))
        },
        Stage::Done(done) => html! {
            (ui::heading("导入完成", None))
            (Notice::new(Tone::Success, format!("{}已全部导入。", shown.kind.label())).live())
            (summary(shown.kind, report, &done.counts, true))
            (told(&done.notes, &report.ignored))
            (again())
        },
        Stage::Refused(sentence) => html! {
            (ui::heading("没有导入", None))
            (Notice::new(Tone::Danger, "什么都没有改动。").body(sentence.as_str()).live())
            (again())
        },
    }
}

/// The one-time codes of new officers; they are never shown again.
pub fn codes(invited: &[Invited], counts: &Counts) -> Markup {
    let table = Table::new("一次性代码").column("登录名").column("姓名").column("一次性代码");
    let table = invited.iter().fold(table, |table, one| {
        table.row([html! { (one.login) }, html! { (one.name.as_str()) }, html! { b.num { (one.code) } }])
    });
    html! {
        (ui::heading("导入完成", Some("请打印或抄下本页，分别当面交给本人；本页关闭后不再显示这些代码。")))
        (Notice::new(Tone::Success, format!("新增 {} 名财政用户，{} 名原来就有，没有改动。", counts.new, counts.same)).live())
        (table)
        (Notice::new(Tone::Info, "24 小时内有效，只能使用一次").body(html! {
            p { "本人打开“财政用户登录”，选择“用一次性代码设置密码”，填写登录名和代码，再设置自己的密码。" }
            p { "代码过期或遗失时，请在“财政用户”中重设密码。" }
        }))
        (ui::actions(html! {
            (ui::print_button("打印"))
            (Button::link("/desk/officers", "财政用户"))
        }))
    }
}

fn summary(kind: Kind, report: &Report, counts: &Counts, counted: bool) -> Markup {
    let number = match kind {
        Kind::Education | Kind::Employment => "人",
        Kind::Certificates | Kind::Employers | Kind::Officers => "条",
    };
    let count = |count: usize| format!("{count} {number}");
    let summary = Summary::new().row("数据", kind.label()).row("数据行", format!("{} 行", report.rows));
    if !counted {
        return html! { (summary) };
    }
    html! {
        (summary
            .row("新增", count(counts.new))
            .row("更新", count(counts.changed))
            .row("未变", count(counts.same)))
    }
}

fn told(notes: &[String], ignored: &[String]) -> Markup {
    html! {
        @if !ignored.is_empty() {
            (Notice::new(Tone::Info, format!("这些列不导入：{}", ignored.join("、"))))
        }
        @for note in notes { (Notice::new(Tone::Warn, note.as_str())) }
    }
}

fn faults(found: &Found, address: &str) -> Markup {
    let table = Table::new("需要改正的地方").column("行").column("列").column("问题");
    let table = found.listed().iter().take(SHOWN).fold(table, |table, fault| {
        let row = html! { "第 " span.num { (fault.row) } " 行" };
        table.row([row, html! { (fault.column) }, html! { (fault.text) }])
    });
    let title = format!("有 {} 处需要改正，改正以后请重新上传。", found.total());
    html! {
        (Notice::new(Tone::Danger, title).live())
        (table)
        @if found.total() > SHOWN {
            p.muted { "这里只列出前 " (SHOWN) " 处，其余请看问题清单。" }
        }
        (ui::actions(html! {
            (Button::main_link(format!("{address}/faults"), "下载问题清单（CSV）"))
            (Button::link("/desk/import", "重新上传"))
        }))
    }
}

fn ready(address: &str, token: &str) -> Markup {
    html! {
        (Notice::new(Tone::Success, "没有发现问题，可以导入。").live())
        (Form::new(address, token).render(html! {
            (ui::actions(html! { (Button::submit("导入")) (Button::link("/desk/import", "放弃")) }))
        }))
    }
}

fn nothing() -> Markup {
    html! {
        (Notice::new(Tone::Info, "文件里的内容都已经导入过，没有要改动的。").live())
        (again())
    }
}

fn again() -> Markup {
    ui::actions(html! { (Button::link("/desk/import", "返回导入数据")) })
}
