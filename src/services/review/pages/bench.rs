//! The workbench of one case (interface 5.3: facts and changes left, picture right, decision at the foot).

use super::super::actions::{COUNTED, Case, Crossing, Filter, Past, Reason, joined};
use super::crossing::crossing;
use super::decision::{FORM, bar, each};
use super::facts::{answers, checks, facts};
use super::pictures::pictures;
use super::{due, told};
use crate::casework::{CaseKind, State};
use crate::reference::Reference;
use crate::terms::{CaseNumber, Day, FileId};
use crate::ui::{
    Button, CaseBar, Event, Faults, Form, Notice, Tag, Tone, error_summary, tag, timeline, workbench,
};
use crate::web::Typed;
use maud::{Markup, html};

/// The form of an officer who only looks.
const LOOK: &str = "look";

/// Everything one drawing of the workbench depends on.
pub struct Bench<'a> {
    /// The case.
    pub case: &'a Case,
    /// The list it was opened from.
    pub filter: Filter,
    /// What was typed into the decision.
    pub typed: &'a Typed,
    /// What is to be mended in it.
    pub faults: &'a Faults,
    /// Whether masked data are shown; the look has been journalled.
    pub revealed: bool,
    /// The picture chosen.
    pub picture: Option<FileId>,
    /// Whether it is shown beside its predecessor.
    pub compare: bool,
    /// What became of the case before.
    pub done: Option<(&'a str, CaseNumber)>,
    /// The browser's form token.
    pub token: String,
    /// The form's token against replays.
    pub once: String,
    /// Names of places and codes.
    pub reference: &'a Reference,
    /// Today.
    pub today: Day,
}

impl Bench<'_> {
    /// The page that shows this picture large.
    pub fn picture_link(&self, file: &FileId) -> String {
        self.filter.case(&self.case.case.number, &format!("picture={file}"))
    }

    /// Whether this officer decides this case now.
    pub fn decides(&self) -> bool {
        self.case.case.state.is_waiting() && self.case.hindrance.is_none()
    }
}

/// The body of the page.
pub fn bench(bench: &Bench<'_>) -> Markup {
    let facts = html! {
        @if let Some(told) = told(bench.done) { (told) }
        (error_summary(bench.faults))
        (standing(bench))
        (answers(bench))
        (facts(bench))
        (unmask(bench))
        (prints(bench))
        @if bench.decides() { (each(bench)) }
        (checks(bench))
        h2 { "办理记录" }
        (timeline(&events(bench)))
        (past(&bench.case.past))
    };
    let decision = bench.decides().then(|| bar(bench));
    workbench(&head(bench), facts, pictures(bench), decision)
}

fn head(bench: &Bench<'_>) -> CaseBar {
    let case = &bench.case.case;
    let kind = match case.state {
        State::Waiting | State::Seconded(_) | State::Released => Tag::Wait,
        State::Approved => Tag::Good,
        State::Returned(_) | State::Rejected(_) => Tag::Bad,
        State::Withdrawn => Tag::Plain,
    };
    let tags = html! {
        (tag(kind, case.state_label()))
        @if case.state.is_waiting() { " " (due(case.due, bench.reference, bench.today)) }
        @if case.round > 1 { " " (tag(Tag::Info, &format!("第 {} 次提交", case.round))) }
    };
    let title = format!("{}　{}", case.masked_name, case.kind.label());
    let back = bench.filter.address("");
    let link = |number: &Option<CaseNumber>| number.as_ref().map(|number| bench.filter.case(number, ""));
    let near = &bench.case.neighbours;
    let bar = CaseBar::new(title, case.number.to_string(), (&back, "返回待办"))
        .tags(tags)
        .neighbours(link(&near.previous), link(&near.next));
    match near.position {
        Some(position) if near.count < COUNTED => {
            bar.position(format!("第 {position} 件，共 {} 件", near.count))
        }
        Some(position) => bar.position(format!("第 {position} 件，共 {COUNTED} 件以上")),
        None => bar,
    }
}

/// What is on record and how it came there; each version leads to the case with its before and after.
fn past(past: &[Past]) -> Markup {
    html! {
        @if !past.is_empty() {
            details.past {
                summary { "登记的历次变化（" (past.len()) " 版）" }
                ol.card.answers {
                    @for one in past {
                        li {
                            "第 " (one.version) " 版　" (one.title) "　" span.num { (one.at) } "　"
                            a href={ "/desk/cases/" (one.number) } { (one.number) }
                        }
                    }
                }
            }
        }
    }
}

/// Why there is nothing to decide here, if so.
fn standing(bench: &Bench<'_>) -> Markup {
    let case = &bench.case.case;
    // Who has let a transfer go knows why there is nothing to decide.
    let let_go = matches!(bench.case.crossing, Some(Crossing::LetGo { .. }));
    html! {
        @if let Some(at) = bench.case.frozen {
            (Notice::new(Tone::Warn, format!("本人已在 {} 申请注销账号。", at.day()))
                .body("登记和审核的信息法定保存期限未满，只保存不处理；本人要恢复使用的，在“窗口核验”中办理。"))
        }
        @if let Some(crossing) = crossing(bench) { (crossing) }
        @if !case.state.is_waiting() {
            (Notice::new(Tone::Info, format!("该业务现在的状态是「{}」，不需要审核。", case.state_label())))
        } @else if let Some(hindrance) = bench.case.hindrance.as_ref().filter(|_| !let_go) {
            (Notice::new(Tone::Info, hindrance.sentence()))
        }
    }
}

/// The way to the unmasked data; a decision half typed is sent along and comes back.
fn unmask(bench: &Bench<'_>) -> Markup {
    if bench.revealed {
        return html! { (Notice::new(Tone::Warn, "已显示完整信息，本次查看和理由已记入审计日志。").live()) };
    }
    let path = format!("/desk/cases/{}/reveal", bench.case.case.number);
    let chosen = bench.picture.map(|file| format!("picture={file}")).unwrap_or_default();
    let address = joined(&path, &[bench.filter.words(), chosen]);
    let form = if bench.decides() { FORM } else { LOOK };
    let fault = bench.faults.of("purpose");
    html! {
        @if !bench.decides() { (Form::new(address.clone(), bench.token.clone()).id(LOOK).render(html! {})) }
        div.unmask {
            label for="purpose" { "查看完整信息的理由" }
            select id="purpose" name="purpose" form=(form) aria-invalid=[fault.map(|_| "true")]
                aria-describedby=[fault.map(|_| "purpose-fault")] {
                option value="" { "请选择" }
                @for reason in Reason::ALL { option value=(reason.word()) { (reason.label()) } }
            }
            button.btn.plain.small type="submit" form=(form) formaction=(address) { "查看完整信息" }
            @if let Some(fault) = fault { p.fault #purpose-fault { (fault) } }
        }
    }
}

/// What can be printed about the case; each print is noted, since it is not masked.
fn prints(bench: &Bench<'_>) -> Markup {
    let case = &bench.case.case;
    let let_go = case.kind == CaseKind::Transfer && matches!(case.state, State::Released | State::Approved);
    let approved = case.kind != CaseKind::Verification && case.state == State::Approved;
    let print = |what: &str, words: &str| {
        let address = format!("/desk/cases/{}/papers/{what}", case.number);
        Form::new(address, bench.token.clone())
            .render(html! { (Button::also(words).small().icon("printer")) })
    };
    html! {
        @if let_go { (print("transfer", "打印调转函（PDF）")) }
        @if approved { (print("record", "打印现在的登记表（PDF）")) }
    }
}

fn events(bench: &Bench<'_>) -> Vec<Event> {
    let lines = bench.case.case.history.iter().rev();
    let event = lines.map(|line| {
        let (text, note) = match line.what.split_once('：') {
            Some((what, note)) => (what.to_string(), Some(note.to_string())),
            None => (line.what.clone(), None),
        };
        Event { time: line.at.to_string(), text: format!("{}　{text}", line.who), note }
    });
    event.collect()
}
