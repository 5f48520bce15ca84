//! Choosing among given answers: native lists, radio cards and check boxes.
use maud::{Markup, Render, html};

use super::labelled::{Labelled, labelled_methods};

/// One answer to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
}

impl Choice {
    /// The answer posted as `value` and shown as `label`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// A sentence under the label; only radio cards and check boxes show it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

pub(super) fn options(choices: &[Choice], chosen: &str) -> Markup {
    html! {
        @for choice in choices {
            option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
        }
    }
}

/// A native list, with groups where there are many answers.
#[derive(Debug, Clone)]
pub struct Select {
    head: Labelled,
    groups: Vec<(Option<String>, Vec<Choice>)>,
    chosen: String,
    prompt: Option<String>,
}

impl Select {
    /// A list that starts on 请选择.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        let prompt = Some("请选择".to_owned());
        Self { head: Labelled::new(name, label), groups: Vec::new(), chosen: String::new(), prompt }
    }

    labelled_methods!();

    /// Adds answers.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.groups.push((None, choices.into_iter().collect()));
        self
    }

    /// Adds answers under a heading.
    #[must_use]
    pub fn group(mut self, heading: impl Into<String>, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.groups.push((Some(heading.into()), choices.into_iter().collect()));
        self
    }

    /// The answer chosen before.
    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }

    /// Other words for the empty answer.
    #[must_use]
    pub fn prompt(mut self, words: impl Into<String>) -> Self {
        self.prompt = Some(words.into());
        self
    }

    /// No empty answer: one of the answers always holds.
    #[must_use]
    pub fn always_chosen(mut self) -> Self {
        self.prompt = None;
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let head = &self.head;
        head.around(html! {
            select id=(head.id()) name=(head.name) aria-describedby=[head.described_by()] aria-invalid=[head.invalid()] {
                @if let Some(prompt) = &self.prompt { option value="" { (prompt) } }
                @for (heading, choices) in &self.groups {
                    @match heading {
                        Some(heading) => optgroup label=(heading) { (options(choices, &self.chosen)) },
                        None => (options(choices, &self.chosen)),
                    }
                }
            }
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    One,
    Many,
}

/// Where the form is drawn anew for another answer, and which part of the page is replaced.
#[derive(Debug, Clone)]
struct Redraw {
    address: String,
    part: String,
}

fn cards(
    head: &Labelled,
    mark: Mark,
    choices: &[Choice],
    chosen: &[String],
    inline: bool,
    redraw: Option<&Redraw>,
) -> Markup {
    let kind = if mark == Mark::One { "radio" } else { "checkbox" };
    html! {
        div.choices.inline[inline] {
            @for (place, choice) in choices.iter().enumerate() {
                @let id = format!("{}-choice-{place}", head.id());
                @let hint_id = choice.hint.as_ref().map(|_| format!("{id}-hint"));
                div.choice {
                    input id=(id) type=(kind) name=(head.name) value=(choice.value)
                        checked[chosen.contains(&choice.value)] aria-describedby=[hint_id.as_deref()]
                        hx-post=[redraw.map(|to| &to.address)] hx-trigger=[redraw.map(|_| "change")]
                        hx-target=[redraw.map(|to| &to.part)] hx-select=[redraw.map(|to| &to.part)]
                        hx-swap=[redraw.map(|_| "outerHTML")];
                    label for=(id) { (choice.label) }
                    @if let Some(hint) = &choice.hint { p.hint id=[hint_id.as_deref()] { (hint) } }
                }
            }
        }
    }
}

/// One answer out of few, as large cards to touch.
#[derive(Debug, Clone)]
pub struct Radios {
    head: Labelled,
    choices: Vec<Choice>,
    chosen: String,
    inline: bool,
    redraw: Option<Redraw>,
}

impl Radios {
    /// Radio cards under the question `label`.
    pub fn new(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        let choices = choices.into_iter().collect();
        Self { head: Labelled::new(name, label), choices, chosen: String::new(), inline: false, redraw: None }
    }

    labelled_methods!();

    /// The answer chosen before.
    #[must_use]
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }

    /// Puts short answers side by side where there is room.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl Radios {
    /// The rest of the form depends on the answer: with the script another answer posts the form to `address` and
    /// replaces the element `part` of the page, such as `#asked`; without it the button 选择 posts the form.
    #[must_use]
    pub fn redraws(mut self, address: impl Into<String>, part: impl Into<String>) -> Self {
        self.redraw = Some(Redraw { address: address.into(), part: part.into() });
        self
    }
}

impl Render for Radios {
    fn render(&self) -> Markup {
        let (chosen, redraw) = (std::slice::from_ref(&self.chosen), self.redraw.as_ref());
        self.head.around_group(html! {
            (cards(&self.head, Mark::One, &self.choices, chosen, self.inline, redraw))
            @if redraw.is_some() {
                button.btn.without-script type="submit" name="choose" value=(self.head.name) {
                    "选择" span.hidden { "：" (self.head.label) "，选好后按这里" }
                }
            }
        })
    }
}

/// Any number of answers, posted under the same name.
#[derive(Debug, Clone)]
pub struct Checkboxes {
    head: Labelled,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    inline: bool,
}

impl Checkboxes {
    /// Check boxes under the question `label`.
    pub fn new(
        name: impl Into<String>,
        label: impl Into<String>,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        let choices = choices.into_iter().collect();
        Self { head: Labelled::new(name, label), choices, chosen: Vec::new(), inline: false }
    }

    labelled_methods!();

    /// The answers chosen before.
    #[must_use]
    pub fn chosen<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.chosen = values.into_iter().map(Into::into).collect();
        self
    }

    /// Puts short answers side by side where there is room.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }
}

impl Render for Checkboxes {
    fn render(&self) -> Markup {
        self.head.around_group(cards(&self.head, Mark::Many, &self.choices, &self.chosen, self.inline, None))
    }
}

/// One yes-or-no box, posted as `true` when ticked.
#[derive(Debug, Clone)]
pub struct Checkbox {
    head: Labelled,
    checked: bool,
}

impl Checkbox {
    /// A box with the sentence `label` beside it.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { head: Labelled::new(name, label), checked: false }
    }

    labelled_methods!();

    /// Whether it was ticked before.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }
}

impl Render for Checkbox {
    fn render(&self) -> Markup {
        let head = &self.head;
        html! {
            div.field.is-faulty[head.is_faulty()] {
                div.choice {
                    input id=(head.id()) type="checkbox" name=(head.name) value="true" checked[self.checked]
                        aria-describedby=[head.described_by()] aria-invalid=[head.invalid()];
                    label for=(head.id()) { (head.words()) }
                    (head.hint())
                }
                (head.fault())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::error_summary::Faults;

    fn sexes() -> Vec<Choice> {
        vec![Choice::new("1", "男"), Choice::new("2", "女").hint("<二>")]
    }

    #[test]
    fn every_card_has_its_own_label_and_hint() {
        let drawn = Radios::new("sex", "性别", sexes()).chosen("2").render().into_string();
        assert!(drawn.contains("for=\"sex-choice-1\"") && drawn.contains("id=\"sex-choice-1\""));
        assert!(
            drawn.contains("aria-describedby=\"sex-choice-1-hint\"")
                && drawn.contains("id=\"sex-choice-1-hint\"")
        );
        assert_eq!(drawn.matches(" checked").count(), 1);
        assert!(drawn.contains("&lt;二&gt;"));
    }

    #[test]
    fn an_answer_that_changes_the_form_redraws_it_with_and_without_the_script() {
        let drawn = Radios::new("reason", "原因", sexes()).redraws("/new", "#asked").render().into_string();
        assert_eq!(drawn.matches("hx-post=\"/new\" hx-trigger=\"change\" hx-target=\"#asked\"").count(), 2);
        assert!(drawn.contains("name=\"choose\" value=\"reason\""));
        assert!(!Radios::new("sex", "性别", sexes()).render().into_string().contains("choose"));
    }

    #[test]
    fn a_faulty_group_can_take_the_focus_of_the_summary_link() {
        let mut faults = Faults::new();
        faults.push("reasons", "请至少选一个原因。");
        let drawn = Checkboxes::new("reasons", "原因", sexes()).faults(&faults).render().into_string();
        assert!(drawn.contains("id=\"reasons\" tabindex=\"-1\" aria-describedby=\"reasons-fault\""));
        assert!(drawn.contains("id=\"reasons-fault\""));
    }

    #[test]
    fn a_list_keeps_the_choice_and_offers_the_empty_answer_first() {
        let drawn = Select::new("sex", "性别").group("甲", sexes()).chosen("1").render().into_string();
        assert!(drawn.contains("<option value=\"\">请选择</option><optgroup label=\"甲\">"));
        assert!(drawn.contains("<option value=\"1\" selected>男</option>"));
        assert!(!Select::new("sex", "性别").always_chosen().render().into_string().contains("请选择"));
    }

    #[test]
    fn a_single_box_is_labelled_and_keeps_its_tick() {
        let drawn = Checkbox::new("agree", "我已读").checked(true).render().into_string();
        assert!(drawn.contains("<label for=\"agree\">我已读</label>") && drawn.contains(" checked"));
    }
}
