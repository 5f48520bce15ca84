//! The officer's workbench: the case's head, facts on the left, pictures on the right, the decision below.
use maud::{Markup, Render, html};

use super::button::Button;
use super::icon::icon;
use super::notice::Tone;

/// The head of one case, with the page's `h1`.
#[derive(Debug, Clone)]
pub struct CaseBar {
    title: String,
    number: String,
    back: (String, String),
    tags: Option<Markup>,
    position: Option<String>,
    previous: Option<String>,
    next: Option<String>,
}

impl CaseBar {
    /// A case by its title and number, and the way back: address and words.
    pub fn new(title: impl Into<String>, number: impl Into<String>, back: (&str, &str)) -> Self {
        Self {
            title: title.into(),
            number: number.into(),
            back: (back.0.into(), back.1.into()),
            tags: None,
            position: None,
            previous: None,
            next: None,
        }
    }

    /// Tags beside the title.
    #[must_use]
    pub fn tags(mut self, tags: Markup) -> Self {
        self.tags = Some(tags);
        self
    }

    /// Where the case stands in the queue, in words.
    #[must_use]
    pub fn position(mut self, words: impl Into<String>) -> Self {
        self.position = Some(words.into());
        self
    }

    /// The neighbours in the queue.
    #[must_use]
    pub fn neighbours(mut self, previous: Option<String>, next: Option<String>) -> Self {
        self.previous = previous;
        self.next = next;
        self
    }
}

impl Render for CaseBar {
    fn render(&self) -> Markup {
        html! {
            div.case-bar {
                a.icon-link href=(self.back.0) { (icon("arrow-left")) span.hidden { (self.back.1) } }
                h1 { (self.title) }
                @if let Some(tags) = &self.tags { (tags) }
                span.muted.number { (self.number) }
                span.push {}
                @if let Some(position) = &self.position { span.muted { (position) } }
                @if let Some(href) = &self.previous { span data-step="ArrowLeft" { (Button::link(href, "上一件").small()) } }
                @if let Some(href) = &self.next { span data-step="ArrowRight" { (Button::link(href, "下一件").small()) } }
            }
        }
    }
}

/// Something the system checked.
#[derive(Debug, Clone)]
pub struct Check {
    /// How it went.
    pub tone: Tone,
    /// What was checked, in a sentence.
    pub text: String,
    /// Where to look.
    pub href: Option<String>,
}

/// The list of what the system checked.
pub fn checks(list: &[Check]) -> Markup {
    html! {
        ul.card.checks {
            @for check in list {
                li class=(check.tone.class()) {
                    (icon(check.tone.icon()))
                    span { (check.text) }
                    @if let Some(href) = &check.href { a href=(href) { "查看" span.hidden { "：" (check.text) } } }
                }
            }
        }
    }
}

/// The whole workbench, for [`super::page::FrameKind::Workbench`]; a case without pictures leaves the facts the width.
pub fn workbench(bar: &CaseBar, facts: Markup, pictures: Option<Markup>, decision: Option<Markup>) -> Markup {
    html! {
        (bar)
        div.work.alone[pictures.is_none()] {
            section.facts aria-label="办件内容" tabindex="0" { (facts) }
            @if let Some(pictures) = pictures { (pictures) }
        }
        @if let Some(decision) = decision { (decision) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workbench_has_one_heading_and_a_named_way_back() {
        let bar = CaseBar::new("张* <变更>", "QL-1", ("/desk", "返回待办"))
            .neighbours(None, Some("/desk/2".into()));
        let drawn = workbench(&bar, html! { "事实" }, None, None).into_string();
        assert_eq!(drawn.matches("<h1>").count(), 1);
        assert!(drawn.contains("返回待办") && drawn.contains("下一件") && !drawn.contains("上一件"));
        assert!(drawn.contains("work alone") && drawn.contains("张* &lt;变更&gt;"));
    }

    #[test]
    fn a_check_with_a_place_to_look_names_it() {
        let check = Check { tone: Tone::Warn, text: "时间重叠".into(), href: Some("/w".into()) };
        assert!(checks(&[check]).into_string().contains("查看<span class=\"hidden\">：时间重叠</span>"));
    }
}
