//! What chapter 4 looks like: the parts of the record in a menu, each with what is on record and with its 变更记录.

mod basics;
mod correction;
mod detail;
mod hindered;
mod history;
mod records;
mod rows;

pub use basics::{basics, basics_form};
pub use correction::correction;
pub use detail::detail;
pub use hindered::{Above, hindered};
pub use history::{history, version};
pub use records::{Question, delete, form, list, view};
pub use rows::rows;

use super::actions::{Open, Refusal};
use crate::dossier::{Difference, Line, Step};
use crate::sheets::shown;
use crate::terms::CaseNumber;
use crate::ui::{self, Button, Compared, Notice, Tone, Way};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// Where a page of this chapter belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// One part of the record.
    Record(Step),
    /// 更正.
    Correction,
    /// 历次登记信息.
    History,
}

/// The address of a part's first page.
pub fn place(step: Step) -> &'static str {
    match step {
        Step::Education => "/me/change/education",
        Step::Employment => "/me/change/work",
        Step::Titles => "/me/titles",
        Step::Licences => "/me/titles/licences",
        Step::Scope | Step::Basics | Step::Authority => "/me/change",
    }
}

/// A page of this chapter beside its menu.
fn framed(house: &House, visit: &Visit, title: &str, part: Part, body: Markup) -> Markup {
    if let Part::Record(step @ (Step::Titles | Step::Licences)) = part {
        return titled(house, visit, title, step, body);
    }
    let steps = [Step::Basics, Step::Education, Step::Employment];
    let mut ways: Vec<Way> = steps
        .into_iter()
        .map(|step| Way::new(place(step), format!("{}变更", step.label()), part == Part::Record(step)))
        .collect();
    ways.push(Way::new("/me/change/correction", "姓名和证件更正", part == Part::Correction));
    ways.push(Way::new("/me/phone", "更换手机号", false));
    ways.push(Way::new("/me/change/history", "历次登记信息", part == Part::History));
    ways.push(Way::new("/me", "返回个人中心", false));
    visit.wide_page(house, title, ui::beside_menu("信息变更", &ways, body))
}

/// A page of 会计人员职称管理 beside its menu (guide 6).
fn titled(house: &House, visit: &Visit, title: &str, step: Step, body: Markup) -> Markup {
    let steps = [Step::Titles, Step::Licences];
    let ways = steps.into_iter().map(|one| Way::new(place(one), one.label(), one == step));
    let ways: Vec<Way> = ways.chain([Way::new("/me", "返回个人中心", false)]).collect();
    visit.wide_page(house, title, ui::beside_menu("会计人员职称管理", &ways, body))
}

/// Whether it belongs to chapter 6, where things are registered rather than changed.
fn is_of_titles(step: Step) -> bool {
    matches!(step, Step::Titles | Step::Licences)
}

/// The heading of a part's pages.
fn title_of(step: Step, word: &str) -> String {
    if is_of_titles(step) { word.to_string() } else { format!("{word}变更") }
}

/// 当前信息 and 变更记录 of one part.
fn views(step: Step, records: bool) -> Markup {
    let current = place(step);
    let ways = [
        Way::new(current, "当前信息", !records),
        Way::new(format!("{current}/records"), "变更记录", records),
    ];
    ui::tabs("查看", &ways)
}

/// Why nothing can be changed while a transfer is open, and the way to it.
fn excluded(transfer: Option<CaseNumber>) -> Markup {
    html! {
        @if let Some(number) = transfer {
            (Notice::new(Tone::Warn, Refusal::Transferring(number).sentence())
                .body(Button::link(format!("/me/transfer/{number}"), "查看调转详情")))
        }
    }
}

/// What is under way about this, and what the person can do about it.
fn under_way(open: &Open) -> Markup {
    let number = open.case.number;
    let href = format!("/me/change/cases/{number}");
    let notice = match open.is_returned() {
        true => Notice::new(Tone::Warn, "这一项变更已退回补正，请按原因修改后再次提交。").body(html! {
            ul { @for remark in open.remarks() { li { (remark.text) } } }
            (Button::main_link(format!("{href}/mend"), "去修改"))
        }),
        false => Notice::new(
            Tone::Info,
            format!("这一项变更正在审核（受理编号 {number}），办结之前不能再次变更。"),
        )
        .body(html! { p { a href=(href) { "查看变更详情，或者撤回" } } }),
    };
    html! { (notice) }
}

/// One line of a comparison, for the owner of the record: masked, pictures as pictures.
fn compared(one: &Difference) -> Compared {
    let changed = one.changed();
    let before = one.before.as_ref().map(|value| shown(&one.label, value)).unwrap_or_default();
    let after = match &one.after {
        Some(value) => html! {
            (shown(&one.label, value))
            @if one.changed_behind_mask() { " " span.muted { "（遮盖部分有变化）" } }
        },
        None => html! { "已删除" },
    };
    Compared::drawn(&one.label, before, after, changed)
}

/// A line as a fact of a summary.
fn fact(summary: ui::Summary, line: &Line) -> ui::Summary {
    summary.row(line.label, shown(line.label, &line.value))
}
