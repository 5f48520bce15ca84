//! 会计管理部门: the rule, what fits the person, and the three lists.

use super::{Filling, notes};
use crate::dossier::Step;
use crate::reference::Reference;
use crate::services::collection::actions::{Around, Suggestion};
use crate::terms::RegionCode;
use crate::ui::{self, Button, Notice, Tone};
use crate::web::places::{self, Kind};
use maud::{Markup, html};

const LEAD: &str = "它决定由谁审核您的信息，以后的业务也在那里办理。";

/// The departments that work here, as words.
pub fn names(served: &[RegionCode], reference: &Reference) -> String {
    let names = served.iter().filter_map(|code| reference.divisions().department_name(*code));
    names.collect::<Vec<_>>().join("、")
}

/// The page of 会计管理部门.
pub fn department(filling: &Filling<'_>, around: &Around) -> Markup {
    let faults = filling.at_fields(Step::Authority);
    let reference = filling.house.office.reference();
    let fields = html! {
        (ui::card(notes::locality_rule()))
        @if let Some(found) = &around.suggestion { (suggested(found, reference)) }
        (places::picker(Kind::Authority, "authority", "会计管理部门", filling.typed, reference)
            .hint(format!("目前在本平台办理业务的有：{}。", names(&around.served, reference))).faults(&faults))
    };
    filling.page(Step::Authority, LEAD, fields, html! { (Button::submit("保存并继续")) })
}

fn suggested(found: &Suggestion, reference: &Reference) -> Markup {
    let name = reference.divisions().department_name(found.authority).unwrap_or_default();
    let body = html! {
        p { "按属地原则，建议选择" (name) "。请您确认，它可能与您的情况不完全相符。" }
        (Button::also(format!("选择{name}")).named("take", found.authority.to_string()))
    };
    html! { (Notice::new(Tone::Info, &found.reason).body(body)) }
}
