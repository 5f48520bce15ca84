//! Drawing 工作经历 (spec 1.9).

use super::super::records::pages::{Card, Listing, card_of, card_of_waiting, list, wanted_of};
use super::super::records::routes::Chapter;
use crate::dossier::{Employment, Listed, Step, Stretch};
use crate::reference::{Dictionary, Reference};
use crate::services::collection::actions::Collecting;
use crate::sheets::strip;
use crate::terms::Day;
use crate::ui::{self, Button, Form, Notice, Tone};
use maud::{Markup, html};

/// The list with its buttons; `token` and `once` are for the one that says there is nothing to list.
pub fn listed(collecting: &Collecting, reference: &Reference, today: Day, token: &str, once: &str) -> Markup {
    let draft = &collecting.draft;
    let card = |job: &Employment| -> Card {
        let word =
            |dictionary, code: &str| reference.dictionary(dictionary).label(code).unwrap_or("").to_string();
        let kind = format!(
            "{}，{}",
            word(Dictionary::UnitKind, &job.kind),
            word(Dictionary::Industry, &job.industry)
        );
        let work = match job.experience.len() {
            0 if job.accounting => "会计工作经历还没有填写".to_string(),
            0 => "没有会计工作经历".to_string(),
            count => format!("会计工作经历 {count} 段"),
        };
        let facts = vec![job.period.to_string(), format!("统一社会信用代码 {}", job.credit_code), kind, work];
        let mut card = card_of(job, Employment::PATH, facts, &collecting.remarks, today, short);
        let proof = |kind: &str| format!("{}/proof/{kind}", card.href);
        let mut ways = vec![(proof("employment"), "打印工作证明".to_string())];
        if !job.experience.is_empty() {
            ways.push((proof("experience"), "打印工作经历证明".to_string()));
        }
        card.ways = ways;
        card
    };
    let waiting = draft.past_employment.iter();
    let waiting = waiting.map(|row| card_of_waiting(row, Employment::PATH, reference));
    let listing = Listing {
        word: "工作经历",
        lead: "请填写现在和以前的工作单位，每个单位新增一条；从没有工作过的，请选择没有工作经历。",
        path: Employment::PATH,
        cards: draft.employment.iter().map(card).chain(waiting).collect(),
        wanted: wanted_of(&draft.faults(&collecting.identity, today), Step::Employment),
        editable: collecting.editable,
        next: ("/me/collect/department", "下一步：会计管理部门"),
    };
    let stretches: Vec<Stretch> = draft.employment.iter().filter_map(Listed::stretch).collect();
    let more = html! {
        @if draft.no_employment {
            (Notice::new(Tone::Success, "您已说明没有工作经历。以后需要填写时，新增一条工作经历即可。"))
        } @else if draft.employment.is_empty() && draft.past_employment.is_empty() && collecting.editable {
            (Form::new("/me/collect/work/none", token).once(once).render(html! {
                input type="hidden" name="version" value=(draft.version);
                (ui::actions(html! { (Button::also("没有工作经历")) }))
            }))
        }
        (blanks())
    };
    list(&listing, strip("工作时间线", &stretches, today), more)
}

fn blanks() -> Markup {
    ui::section(
        "证明材料怎么准备",
        None,
        html! {
            p.hint { "劳动合同、工作证明、社会保险缴纳证明任选一种上传。需要单位开具证明的，可以打印空白模板填写盖章。" }
            ul {
                li { a href="/me/collect/work/blank/proof/employment" { "空白工作证明" } }
                li { a href="/me/collect/work/blank/proof/experience" { "空白工作经历证明" } }
                li { a href="/me/collect/work/blank/proof/insurance" { "社保缴费证明说明" } }
            }
        },
    )
}

fn short(field: &str) -> &'static str {
    match field {
        "credit_code" => "代码待核对",
        "experience" => "会计工作经历待核对",
        "appointed" => "聘任时间待核对",
        "appointment" => "缺聘任文件",
        "licence" => "缺信用代码证",
        "proof" => "缺工作证明材料",
        _ => "请核对",
    }
}
