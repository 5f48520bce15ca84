//! The receipt (回执) of a filed case: what was filed, when, where, what happens next; made to be printed.
use maud::{Markup, Render, html};

use super::icon::icon;

/// A receipt with the page's `h1`.
#[derive(Debug, Clone)]
pub struct Receipt {
    title: String,
    number: String,
    issuer: String,
    lines: Vec<(String, Markup)>,
    next: Vec<String>,
    qr: Option<(Markup, String)>,
    buttons: Option<Markup>,
}

impl Receipt {
    /// A receipt such as 信息采集已提交 with the case number and who issues it.
    pub fn new(title: impl Into<String>, number: impl Into<String>, issuer: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            number: number.into(),
            issuer: issuer.into(),
            lines: Vec::new(),
            next: Vec::new(),
            qr: None,
            buttons: None,
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn line(mut self, key: impl Into<String>, value: impl Render) -> Self {
        self.lines.push((key.into(), value.render()));
        self
    }

    /// Adds a sentence about what happens next.
    #[must_use]
    pub fn next(mut self, sentence: impl Into<String>) -> Self {
        self.next.push(sentence.into());
        self
    }

    /// The code by which anybody can check the receipt, and the sentence under it.
    #[must_use]
    pub fn qr(mut self, code: Markup, sentence: impl Into<String>) -> Self {
        self.qr = Some((code, sentence.into()));
        self
    }

    /// Buttons below, not printed.
    #[must_use]
    pub fn buttons(mut self, buttons: Markup) -> Self {
        self.buttons = Some(buttons);
        self
    }
}

impl Render for Receipt {
    fn render(&self) -> Markup {
        html! {
            article.card.receipt {
                header {
                    (icon("check-circle-fill"))
                    h1 { (self.title) }
                    p { "受理编号 " strong.number { (self.number) } }
                }
                div.body {
                    dl {
                        @for (key, value) in &self.lines { div { dt { (key) } dd { (value) } } }
                    }
                    @if let Some((code, sentence)) = &self.qr {
                        figure { (code) figcaption { (sentence) } }
                    }
                }
                @if !self.next.is_empty() {
                    h2 { "接下来" }
                    ol.next { @for sentence in &self.next { li { (sentence) } } }
                }
                p.issuer { (self.issuer) }
            }
            @if let Some(buttons) = &self.buttons { div.actions.no-print { (buttons) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_has_one_heading_its_number_and_what_happens_next() {
        let receipt = Receipt::new("已提交", "QL-2026-000318", "青岚县财政局")
            .line("办理人", "<张>")
            .next("等待审核。");
        let drawn = receipt.render().into_string();
        assert_eq!(drawn.matches("<h1>").count(), 1);
        assert!(
            drawn.contains("QL-2026-000318")
                && drawn.contains("&lt;张&gt;")
                && drawn.contains("<li>等待审核。</li>")
        );
    }
}
