//! Facts as key and value, with 修改 where a fact can still be changed.
use maud::{Markup, Render, html};

#[derive(Debug, Clone)]
struct Row {
    key: String,
    value: Markup,
    change: Option<String>,
}

/// A list of facts, as on the page to check before filing.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    title: Option<String>,
    rows: Vec<Row>,
}

impl Summary {
    /// No facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A card with a heading (`h2`) over the facts.
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), rows: Vec::new() }
    }

    /// Adds a fact; an empty text reads 未填写.
    #[must_use]
    pub fn row(mut self, key: impl Into<String>, value: impl Render) -> Self {
        self.rows.push(Row { key: key.into(), value: value.render(), change: None });
        self
    }

    /// Adds a fact that can be changed on the page `href`.
    #[must_use]
    pub fn changeable(mut self, key: impl Into<String>, value: impl Render, href: impl Into<String>) -> Self {
        self.rows.push(Row { key: key.into(), value: value.render(), change: Some(href.into()) });
        self
    }
}

impl Render for Summary {
    fn render(&self) -> Markup {
        html! {
            @if let Some(title) = &self.title { h2.card-title { (title) } }
            dl.card.summary {
                @for row in &self.rows {
                    div {
                        dt { (row.key) }
                        dd { @if row.value.0.is_empty() { span.muted { "未填写" } } @else { (row.value) } }
                        @if let Some(href) = &row.change {
                            dd.change { a href=(href) { "修改" span.hidden { (row.key) } } }
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

    #[test]
    fn a_change_link_names_its_fact_to_screen_readers() {
        let drawn =
            Summary::new().changeable("姓名", "<王>", "/basic#name").row("邮箱", "").render().into_string();
        assert!(drawn.contains("修改<span class=\"hidden\">姓名</span>") && drawn.contains("&lt;王&gt;"));
        assert!(drawn.contains("未填写"));
    }
}
