//! Faults: what a person has to mend, at which field. The same list draws the summary at the top of the page and the
//! sentence at the field, so the two can never differ.
use maud::{Markup, html};

use super::icon::icon;
use super::labelled::field_id;

/// One thing to mend: the field's name as posted, and a whole sentence about what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name the field is posted under, such as `birth.year`.
    pub field: String,
    /// One friendly sentence: what is expected and what to do.
    pub text: String,
}

/// Everything to mend on one page, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sentence for `field`.
    pub fn push(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Fault { field: field.into(), text: text.into() });
    }

    /// The first sentence for exactly `field`.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.text.as_str())
    }

    /// Every sentence for `field` and for its parts, as `birth` and `birth.year`.
    pub fn within<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |fault| belongs(&fault.field, field)).map(|fault| fault.text.as_str())
    }

    /// Nothing to mend.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things are to be mended.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The faults in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
}

impl FromIterator<Fault> for Faults {
    fn from_iter<I: IntoIterator<Item = Fault>>(faults: I) -> Self {
        Self(faults.into_iter().collect())
    }
}

fn belongs(fault: &str, field: &str) -> bool {
    fault.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The box at the top of a page that lists every fault with a link to its field; nothing when there is none.
pub fn error_summary(faults: &Faults) -> Markup {
    html! {
        @if !faults.is_empty() {
            section #error-summary .error-summary tabindex="-1" aria-labelledby="error-summary-title" {
                div role="alert" {
                    h2 #error-summary-title { (icon("exclamation-triangle-fill")) "有 " (faults.len()) " 处需要修改" }
                    ul {
                        @for fault in faults.iter() {
                            li { a href={ "#" (field_id(&fault.field)) } { (fault.text) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::form::Field;
    use maud::Render;

    #[test]
    fn a_fault_reads_the_same_in_the_summary_and_at_its_field() {
        let mut faults = Faults::new();
        faults.push("phone", "请填写 11 位手机号码，例如 <139>。");
        let summary = error_summary(&faults).into_string();
        let field = Field::tel("phone", "手机号").faults(&faults).render().into_string();
        let escaped = "请填写 11 位手机号码，例如 &lt;139&gt;。";
        assert_eq!(summary.matches(escaped).count(), 1);
        assert_eq!(field.matches(escaped).count(), 1);
        assert!(summary.contains("href=\"#phone\"") && field.contains("id=\"phone\""));
    }

    #[test]
    fn a_part_belongs_to_its_field_but_a_namesake_does_not() {
        let faults: Faults = [("birth.year", "甲"), ("birthplace", "乙")]
            .map(|(field, text)| Fault { field: field.into(), text: text.into() })
            .into_iter()
            .collect();
        assert_eq!(faults.within("birth").collect::<Vec<_>>(), ["甲"]);
        assert_eq!(faults.of("birth"), None);
    }

    #[test]
    fn no_faults_draw_nothing() {
        assert_eq!(error_summary(&Faults::new()).into_string(), "");
    }
}
