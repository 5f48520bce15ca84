//! Drawing 教育经历 (spec 1.8).

use super::super::records::pages::{Card, Listing, card_of, card_of_waiting, list, wanted_of};
use super::super::records::routes::Chapter;
use crate::dossier::{Education, Listed, Step, Stretch};
use crate::reference::{Dictionary, Reference};
use crate::services::collection::actions::Collecting;
use crate::sheets::strip;
use crate::terms::Day;
use maud::{Markup, html};

/// The list.
pub fn listed(collecting: &Collecting, reference: &Reference, today: Day) -> Markup {
    let records = &collecting.draft.education;
    let card = |one: &Education| -> Card {
        let word =
            |dictionary, code: &str| reference.dictionary(dictionary).label(code).unwrap_or("").to_string();
        let degree = format!("学位：{}", word(Dictionary::Degree, &one.degree));
        let level = format!(
            "{}，{}，{degree}，{}",
            word(Dictionary::EducationLevel, &one.level),
            word(Dictionary::TrainingMode, &one.mode),
            one.major
        );
        card_of(one, Education::PATH, vec![one.period.to_string(), level], &collecting.remarks, today, short)
    };
    let waiting = collecting.draft.past_education.iter();
    let waiting = waiting.map(|row| card_of_waiting(row, Education::PATH, reference));
    let listing = Listing {
        word: "教育经历",
        lead: "请填写高中及以上的教育经历，每一段学历新增一条。只填写已经取得的证书，在读的请选择至今。",
        path: Education::PATH,
        cards: records.iter().map(card).chain(waiting).collect(),
        wanted: wanted_of(&collecting.draft.faults(&collecting.identity, today), Step::Education),
        editable: collecting.editable,
        next: ("/me/collect/work", "下一步：工作经历"),
    };
    let stretches: Vec<Stretch> = records.iter().filter_map(Listed::stretch).collect();
    list(&listing, strip("教育时间线", &stretches, today), html! {})
}

fn short(field: &str) -> &'static str {
    match field {
        "diploma" => "缺学历证",
        "diploma_number" => "缺学历证书编号",
        "degree_file" => "缺学位证",
        "degree_number" => "缺学位证书编号",
        "recognition" => "缺留学认证书",
        "enrolment" => "缺在校生证明",
        "high_school" => "缺高中毕业证",
        _ => "请核对",
    }
}
