//! 核对并提交: every answer and picture with its 修改, everything to mend by step, one declaration.

use super::address;
use crate::dossier::{Fault, Line, Section, Step, Value, lines};
use crate::reference::Reference;
use crate::services::collection::actions::{Checked, Collecting, Refusal};
use crate::ui::{self, Button, Checkbox, Faults, Form, Notice, Summary, Tone};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The page to check and submit; `faults` is what is wrong with this form, `stale` whether the draft was saved elsewhere meanwhile.
pub fn check(house: &House, visit: &Visit, checked: &Checked, faults: &Faults, stale: bool) -> Markup {
    let Checked { collecting, open } = checked;
    let reference = house.office.reference();
    let form = Form::new("/me/collect/check", visit.browser.token.clone()).once(house.once());
    let body = html! {
        (ui::heading("核对并提交", Some("请核对全部内容；提交后审核期间不能修改。")))
        @if stale { (Notice::new(Tone::Warn, Refusal::Stale.sentence()).live()) }
        (ui::error_summary(faults))
        (to_mend(open))
        (sections(collecting, reference, Some("?back=check")))
        @if open.is_empty() {
            (form.render(html! {
                input type="hidden" name="seen" value=(collecting.draft.version);
                p {
                    "提交后由" (department(collecting, reference)) "审核，"
                    (house.config.working_days) " 个工作日内完成。"
                }
                (Checkbox::new("declared", "承诺所提供信息真实有效").faults(faults)
                    .hint("提供虚假信息或材料的，由本人承担相应责任。"))
                (ui::actions(html! { (Button::submit("提交审核")) }))
            }))
        }
    };
    visit.page_back(house, "核对并提交", ("/me/collect", "返回信息采集"), body)
}

fn department(collecting: &Collecting, reference: &Reference) -> String {
    let name = collecting.draft.authority.and_then(|code| reference.divisions().department_name(code));
    format!("{}财政部门", name.unwrap_or_default())
}

fn to_mend(open: &[Fault]) -> Markup {
    let list = html! {
        @for step in Step::ALL {
            @let of_step: Vec<_> = open.iter().filter(|fault| fault.step == step).collect();
            @if !of_step.is_empty() {
                p { b { (step.label()) } }
                ul { @for fault in of_step { li { a href=(place_of(fault)) { (fault.text) } } } }
            }
        }
    };
    html! {
        @if !open.is_empty() {
            (Notice::new(Tone::Warn, format!("还有 {} 处需要补充或修改，完成后才能提交。", open.len())).body(list))
        }
    }
}

/// Where a fault is mended: the record's own page, or the step's.
fn place_of(fault: &Fault) -> String {
    let mut parts = fault.field.split('.');
    let records = matches!(fault.step, Step::Education | Step::Employment);
    match (records, parts.next(), parts.next()) {
        (true, Some(_), Some(item)) => format!("{}/{item}?back=check", address(fault.step)),
        _ => format!("{}?back=check", address(fault.step)),
    }
}

/// Everything filled in; with `change` each line leads to its page.
pub fn sections(collecting: &Collecting, reference: &Reference, change: Option<&str>) -> Markup {
    let sections = lines(&collecting.draft, &collecting.identity, reference);
    let missing = |step: Step| !sections.iter().any(|section| section.step == step);
    html! {
        @for step in Step::ALL {
            @for section in sections.iter().filter(|section| section.step == step) {
                (summary(section, change))
            }
            @if missing(step) { (empty(step, collecting.draft.no_employment, change)) }
        }
    }
}

fn empty(step: Step, no_employment: bool, change: Option<&str>) -> Markup {
    let text = if step == Step::Employment && no_employment { "暂无工作经历" } else { "" };
    let summary = Summary::titled(step.label());
    let summary = match change {
        Some(query) => summary.changeable(step.label(), text, format!("{}{query}", address(step))),
        None => summary.row(step.label(), text),
    };
    html! { (summary) }
}

fn summary(section: &Section, change: Option<&str>) -> Markup {
    let item = section.item.as_ref().map(|item| format!("/{item}")).unwrap_or_default();
    let place = change.map(|query| format!("{}{item}{query}", address(section.step)));
    let mut summary = Summary::titled(&section.title);
    for line in &section.lines {
        summary = match &place {
            Some(href) if !is_locked(&line.key) => summary.changeable(line.label, value(line), href),
            _ => summary.row(line.label, value(line)),
        };
    }
    html! { (summary) }
}

/// Lines that registration fixed, and those about where a record comes from.
fn is_locked(key: &str) -> bool {
    if [".source", ".locked", ".past_code"].iter().any(|mark| key.ends_with(mark)) {
        return true;
    }
    let locked = ["document_kind", "document", "name", "sex", "birth", "phone"];
    key.strip_prefix("basics.").is_some_and(|field| locked.contains(&field))
}

/// A person checks their own answers, so they are shown whole; only document and phone stay masked on the screen.
fn value(line: &Line) -> Markup {
    let masked = matches!(line.key.as_str(), "basics.document" | "basics.phone");
    match &line.value {
        Value::Text(text) => html! { (text) },
        Value::Secret { masked: text, .. } if masked => html! { (text) },
        Value::Secret { full, .. } => html! { (full) },
        Value::Picture(id) => {
            let source = format!("/me/files/{id}");
            html! { div.shot { a href=(source) { img src=(source) alt=(line.label) loading="lazy"; } } }
        }
        Value::Missing => html! {},
    }
}
