//! What every control shares: name, label, hint and faults, joined by ids in one place so that no page can forget.
use maud::{Markup, html};

use super::error_summary::Faults;
use super::icon::icon;

/// The element id of the field posted as `name`: the name with every sign that is not a letter, digit or `_` as `-`.
pub(super) fn field_id(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// The shared head of a control.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) faults: Vec<String>,
    pub(super) optional: bool,
}

impl Labelled {
    pub(super) fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), hint: None, faults: Vec::new(), optional: false }
    }

    pub(super) fn id(&self) -> String {
        field_id(&self.name)
    }

    pub(super) fn part_name(&self, part: &str) -> String {
        format!("{}.{part}", self.name)
    }

    pub(super) fn part_id(&self, part: &str) -> String {
        field_id(&self.part_name(part))
    }

    pub(super) fn take_faults(&mut self, faults: &Faults) {
        self.faults = faults.within(&self.name).map(str::to_owned).collect();
    }

    pub(super) fn is_faulty(&self) -> bool {
        !self.faults.is_empty()
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.is_faulty().then_some("true")
    }

    /// The ids of what describes this control, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let fault = self.is_faulty().then(|| format!("{}-fault", self.id()));
        let ids: Vec<String> = hint.into_iter().chain(fault).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn words(&self) -> Markup {
        html! { (self.label) @if self.optional { span.optional { "（选填）" } } }
    }

    pub(super) fn hint(&self) -> Markup {
        html! { @if let Some(hint) = &self.hint { p.hint id={ (self.id()) "-hint" } { (hint) } } }
    }

    pub(super) fn fault(&self) -> Markup {
        html! {
            @if self.is_faulty() {
                div.fault id={ (self.id()) "-fault" } {
                    @for fault in &self.faults { p { (icon("exclamation-circle-fill")) (fault) } }
                }
            }
        }
    }

    /// A single control under its `<label>`.
    pub(super) fn around(&self, control: Markup) -> Markup {
        html! {
            div.field.is-faulty[self.is_faulty()] {
                label.label for=(self.id()) { (self.words()) }
                (self.hint()) (control) (self.fault())
            }
        }
    }

    /// Several controls under one `<legend>`; the group takes the focus of a link from the error summary.
    pub(super) fn around_group(&self, controls: Markup) -> Markup {
        html! {
            fieldset.field.is-faulty[self.is_faulty()] id=(self.id()) tabindex="-1" aria-describedby=[self.described_by()] {
                legend.label { (self.words()) }
                (self.hint()) (controls) (self.fault())
            }
        }
    }
}

/// Gives a builder with a `head: Labelled` the words every control understands.
macro_rules! labelled_methods {
    () => {
        /// One sentence under the label that says what is expected.
        #[must_use]
        pub fn hint(mut self, hint: impl Into<String>) -> Self {
            self.head.hint = Some(hint.into());
            self
        }

        /// Marks the control as one that may be left empty: （选填）.
        #[must_use]
        pub fn optional(mut self) -> Self {
            self.head.optional = true;
            self
        }

        /// Takes from `faults` every sentence that belongs to this control.
        #[must_use]
        pub fn faults(mut self, faults: &$crate::ui::error_summary::Faults) -> Self {
            self.head.take_faults(faults);
            self
        }
    };
}
pub(super) use labelled_methods;
