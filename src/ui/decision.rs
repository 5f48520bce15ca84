//! The decision on a case at the foot of the review page: verdict, reasons, words to the person.
use maud::{Markup, Render, html};

use super::choice::Choice;
use super::error_summary::Faults;
use super::form::Form;
use super::icon::icon;
use super::labelled::Labelled;

/// The bar: posts `verdict` (`approve`, `return`, `reject`), `reasons` (several) and `note`.
#[derive(Debug, Clone)]
pub struct DecisionBar {
    form: Form,
    seen: String,
    verdict: String,
    reasons: Vec<Choice>,
    chosen: Vec<String>,
    note: String,
    may_reject: bool,
    faults: Faults,
    submit: String,
}

impl DecisionBar {
    /// Posts through `form`; `seen` is the version of the case this page shows, posted as `seen`.
    pub fn new(form: Form, seen: impl Into<String>) -> Self {
        Self {
            form,
            seen: seen.into(),
            verdict: String::new(),
            reasons: Vec::new(),
            chosen: Vec::new(),
            note: String::new(),
            may_reject: true,
            faults: Faults::new(),
            submit: "提交，看下一件".into(),
        }
    }

    /// The usual reasons.
    #[must_use]
    pub fn reasons(mut self, reasons: impl IntoIterator<Item = Choice>) -> Self {
        self.reasons = reasons.into_iter().collect();
        self
    }

    /// What was chosen and typed before.
    #[must_use]
    pub fn value(mut self, verdict: impl Into<String>, chosen: Vec<String>, note: impl Into<String>) -> Self {
        self.verdict = verdict.into();
        self.chosen = chosen;
        self.note = note.into();
        self
    }

    /// Leaves out 不予通过 where this officer may not refuse for good.
    #[must_use]
    pub fn without_rejection(mut self) -> Self {
        self.may_reject = false;
        self
    }

    /// What is to be mended in the decision itself.
    #[must_use]
    pub fn faults(mut self, faults: &Faults) -> Self {
        self.faults = faults.clone();
        self
    }

    /// Other words on the button.
    #[must_use]
    pub fn submit(mut self, label: impl Into<String>) -> Self {
        self.submit = label.into();
        self
    }

    fn head(&self, name: &str, label: &str) -> Labelled {
        let mut head = Labelled::new(name, label);
        head.take_faults(&self.faults);
        head
    }

    fn verdicts(&self) -> Markup {
        let head = self.head("verdict", "审核结论");
        let verdicts = [
            ("approve", "通过", Some("check-lg"), Some("A")),
            ("return", "退回补正", Some("arrow-left"), Some("R")),
            ("reject", "不予通过", None, None),
        ];
        html! {
            fieldset.verdicts id="verdict" tabindex="-1" aria-describedby=[head.described_by()] {
                legend.hidden { (head.label) }
                @for (value, label, picture, key) in verdicts.into_iter().filter(|v| self.may_reject || v.0 != "reject") {
                    label class={ "pick " (value) } {
                        input type="radio" name="verdict" value=(value) checked[self.verdict == value] data-key=[key];
                        span {
                            @if let Some(picture) = picture { (icon(picture)) }
                            (label)
                            @if let Some(key) = key { " " kbd aria-hidden="true" { (key) } }
                        }
                    }
                }
                (head.fault())
            }
        }
    }

    fn words(&self) -> Markup {
        let (reasons, note) = (self.head("reasons", "原因"), self.head("note", "给办理人的说明"));
        html! {
            div.why {
                @if !self.reasons.is_empty() {
                    fieldset.reasons id="reasons" tabindex="-1" aria-describedby=[reasons.described_by()] {
                        legend.hidden { (reasons.label) }
                        @for reason in &self.reasons {
                            label {
                                input type="checkbox" name="reasons" value=(reason.value)
                                    checked[self.chosen.contains(&reason.value)];
                                (reason.label)
                            }
                        }
                        (reasons.fault())
                    }
                }
                div.note {
                    label.hidden for="note" { (note.label) }
                    input id="note" type="text" name="note" value=(self.note) maxlength="500" autocomplete="off"
                        placeholder="写给办理人：哪里要改，怎么改" aria-describedby=[note.described_by()] aria-invalid=[note.invalid()];
                    (note.fault())
                }
            }
        }
    }
}

impl Render for DecisionBar {
    fn render(&self) -> Markup {
        let body = html! {
            input type="hidden" name="seen" value=(self.seen);
            (self.verdicts()) (self.words())
            button.btn.main type="submit" { (self.submit) }
        };
        html! { section.decision aria-label="审核" data-decision { (self.form.render(body)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar() -> DecisionBar {
        let reasons = [Choice::new("blurred", "图片不清晰"), Choice::new("missing", "缺少附件")];
        DecisionBar::new(Form::new("/desk/1", "t"), "7").reasons(reasons)
    }

    #[test]
    fn what_was_decided_before_is_kept_and_faults_are_joined() {
        let mut faults = Faults::new();
        faults.push("note", "请写明哪里要改。");
        let drawn =
            bar().value("return", vec!["missing".into()], "\"<").faults(&faults).render().into_string();
        assert_eq!(drawn.matches(" checked").count(), 2);
        assert!(drawn.contains("aria-describedby=\"note-fault\"") && drawn.contains("id=\"note-fault\""));
        assert!(drawn.contains("name=\"seen\" value=\"7\"") && drawn.contains("value=\"&quot;&lt;\""));
    }

    #[test]
    fn an_officer_who_may_not_refuse_sees_no_refusal() {
        assert!(bar().render().into_string().contains("value=\"reject\""));
        assert!(!bar().without_rejection().render().into_string().contains("value=\"reject\""));
    }
}
