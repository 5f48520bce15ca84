//! Turning pages by key: a list knows its neighbours, never how many pages there are.
use maud::{Markup, Render, html};

use super::icon::icon;

/// The ways to the neighbouring pages of a list.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// The page before, if there is one.
    pub previous: Option<String>,
    /// The page after, if there is one.
    pub next: Option<String>,
    /// Words between the two, such as 第 1 到 20 件.
    pub shown: Option<String>,
}

impl Render for Pager {
    fn render(&self) -> Markup {
        html! {
            @if self.previous.is_some() || self.next.is_some() {
                nav.pager aria-label="翻页" {
                    @if let Some(href) = &self.previous { a.btn rel="prev" href=(href) { (icon("chevron-left")) "上一页" } }
                    @if let Some(shown) = &self.shown { span.muted { (shown) } }
                    @if let Some(href) = &self.next { a.btn rel="next" href=(href) { "下一页" (icon("chevron-right")) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_page_has_nothing_to_turn() {
        assert_eq!(Pager::default().render().into_string(), "");
        let drawn = Pager { next: Some("/a?after=\"".into()), ..Pager::default() }.render().into_string();
        assert!(drawn.contains("下一页") && !drawn.contains("上一页") && drawn.contains("&quot;"));
    }
}
