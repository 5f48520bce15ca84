//! What the collection looks like: one small page per step, each with what the officer asked to mend beside its field.

mod basics;
mod check;
mod department;
mod done;
mod notes;
mod scope;
mod start;
mod tasks;

pub use basics::basics;
pub use check::check;
pub use department::{department, names as department_names};
pub use done::done;
pub use scope::scope;
pub use start::{moved_away, start};

use super::actions::{Collecting, Refusal};
use super::forms;
use crate::dossier::Step;
use crate::sheets::paper_limits;
use crate::ui::{self, Button, Faults, Form, Notice, Tone, Upload};
use crate::web::{House, PictureNotes, Tiles, Typed, Visit};
use maud::{Markup, html};

/// Where a step is filled in.
pub fn address(step: Step) -> &'static str {
    match step {
        Step::Scope => "/me/collect/scope",
        Step::Basics => "/me/collect/basic",
        Step::Education => "/me/collect/education",
        Step::Employment => "/me/collect/work",
        Step::Authority => "/me/collect/department",
        Step::Titles => "/me/titles",
        Step::Licences => "/me/titles/licences",
    }
}

/// Where a step leads once it is saved: back to 核对并提交 if it was opened there, to the task list after 暂存,
/// otherwise to the next step of the guide.
pub fn next(step: Step, typed: &Typed, from_check: bool) -> &'static str {
    if from_check {
        return "/me/collect/check";
    }
    if forms::is_for_later(typed) {
        return "/me/collect";
    }
    let following = Step::ALL.into_iter().find(|other| *other > step);
    following.map_or("/me/collect/check", address)
}

/// Everything a step's page is drawn from.
pub struct Filling<'a> {
    /// The house, for its frame and reference data.
    pub house: &'a House,
    /// Who looks.
    pub visit: &'a Visit,
    /// Where the person stands.
    pub collecting: &'a Collecting,
    /// What was typed, or what the draft holds.
    pub typed: &'a Typed,
    /// What has to be mended before it can be saved.
    pub faults: &'a Faults,
    /// What was done to uploaded pictures.
    pub notes: &'a PictureNotes,
    /// Whether the page was opened from the check page and leads back there.
    pub from_check: bool,
    /// Whether the draft was saved elsewhere since the page was drawn.
    pub stale: bool,
}

impl Filling<'_> {
    /// The faults of this form and, at the same fields, the officer's remarks.
    fn at_fields(&self, step: Step) -> Faults {
        let remarks = self.collecting.remarks_at(step).map(|remark| ui::Fault {
            field: forms::field_of(&remark.field),
            text: format!("审核意见：{}", remark.text),
        });
        self.faults.iter().cloned().chain(remarks).collect()
    }

    /// The page around a step's fields; `buttons` stand at its foot.
    fn page(&self, step: Step, lead: &str, fields: Markup, buttons: Markup) -> Markup {
        let query = if self.from_check { "?back=check" } else { "" };
        let form = Form::new(format!("{}{query}", address(step)), self.visit.browser.token.clone());
        let body = html! {
            (ui::heading(step.label(), Some(lead)))
            @if self.stale { (Notice::new(Tone::Warn, Refusal::Stale.sentence()).live()) }
            (ui::error_summary(self.faults))
            (self.remarks(step))
            (form.once(self.house.once()).multipart().render(html! {
                input type="hidden" name="seen" value=(self.typed.text("seen"));
                (fields)
                (ui::actions(buttons))
            }))
        };
        let back = if self.from_check {
            ("/me/collect/check", "返回核对页")
        } else {
            ("/me/collect", "返回信息采集")
        };
        self.visit.page_back(self.house, step.label(), back, body)
    }

    fn remarks(&self, step: Step) -> Markup {
        let remarks: Vec<_> = self.collecting.remarks_at(step).collect();
        let list = html! { ul { @for remark in &remarks { li { (remark.text) } } } };
        html! {
            @if !remarks.is_empty() {
                (Notice::new(Tone::Warn, "审核人员请您修改这一页的以下内容：").body(list))
            }
        }
    }

    /// A place for one picture with what it holds now.
    fn upload(&self, field: &'static str, upload: Upload, label: &str) -> Markup {
        Tiles { typed: self.typed, notes: self.notes, by_phone: true }.place(field, label, upload)
    }

    /// What is accepted as the photograph of a paper (spec 1.7).
    fn paper_limits(&self) -> String {
        paper_limits(self.house.config.upload_kb)
    }

    /// The two ways to save: going on, and coming back later with something still missing.
    fn save_buttons() -> Markup {
        html! {
            (Button::submit("保存并继续"))
            (Button::also("暂存").named("save", "later"))
        }
    }
}
