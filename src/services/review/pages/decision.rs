//! The decision: verdict and reasons at the foot, words for single lines above it; one form for all of them.

use super::super::actions::may_be_marked;
use super::super::forms::{EACH, REASONS};
use super::bench::Bench;
use super::facts::{all, full_label};
use crate::ui::{Choice, DecisionBar, Form};
use maud::{Markup, Render, html};

/// The id of the form, to which marks and lines elsewhere on the page belong.
pub const FORM: &str = "decision";

/// The bar at the foot.
pub fn bar(bench: &Bench<'_>) -> Markup {
    let address = bench.filter.case(&bench.case.case.number, "");
    let form = Form::new(address, bench.token.clone()).once(bench.once.clone()).id(FORM);
    let typed = bench.typed;
    let chosen = typed.texts("reasons").to_vec();
    DecisionBar::new(form, bench.case.case.version.to_string())
        .reasons(REASONS.map(|(word, label)| Choice::new(word, label)))
        .value(typed.text("verdict"), chosen, typed.text("note"))
        .faults(bench.faults)
        .render()
}

/// Words of their own for up to three lines.
pub fn each(bench: &Bench<'_>) -> Markup {
    let typed = bench.typed;
    let faulty = EACH.iter().any(|row| bench.faults.of(&format!("each.{row}.text")).is_some());
    let open = faulty || EACH.iter().any(|row| !typed.text(&format!("each.{row}.text")).is_empty());
    let filed = all(&bench.case.facts).chain(all(&bench.case.proofs));
    let lines = filed.filter(|(_, fact)| may_be_marked(bench.case.case.kind, &fact.key));
    let lines: Vec<(&str, String)> =
        lines.map(|(group, fact)| (fact.key.as_str(), full_label(group, fact))).collect();
    html! {
        details.each open[open] {
            summary { "各项原因不同？逐项写明（最多 3 项）" }
            @for row in EACH {
                @let (field, text) = (format!("each.{row}.field"), format!("each.{row}.text"));
                @let fault = bench.faults.of(&text);
                div {
                    label for={ "each-" (row) "-field" } { "第 " (row) " 项" }
                    select id={ "each-" (row) "-field" } name=(field) form=(FORM) {
                        option value="" { "全部材料" }
                        @for (key, label) in &lines {
                            option value=(key) selected[typed.text(&field) == *key] { (label) }
                        }
                    }
                    label.hidden for={ "each-" (row) "-text" } { "第 " (row) " 项要改的地方" }
                    input id={ "each-" (row) "-text" } type="text" name=(text) value=(typed.text(&text)) form=(FORM)
                        maxlength="500" autocomplete="off" placeholder="哪里要改，怎么改"
                        aria-invalid=[fault.map(|_| "true")]
                        aria-describedby=[fault.map(|_| format!("each-{row}-fault"))];
                    @if let Some(fault) = fault { p.fault id={ "each-" (row) "-fault" } { (fault) } }
                }
            }
        }
    }
}
