//! Ways inside one service: its parts in a menu beside the page, and the views of one part as tabs over it.
use maud::{Markup, Render, html};

/// One way: where it leads, its words, whether the page is there.
#[derive(Debug, Clone)]
pub struct Way {
    href: String,
    label: String,
    here: bool,
}

impl Way {
    /// A way that leads to `href`; `here` when the page is that place.
    pub fn new(href: impl Into<String>, label: impl Into<String>, here: bool) -> Self {
        Self { href: href.into(), label: label.into(), here }
    }

    fn link(&self) -> Markup {
        html! { a href=(self.href) aria-current=[self.here.then_some("page")] { (self.label) } }
    }
}

/// The page `body` with the menu of its service at its left; above it on small screens and in elder mode.
pub fn beside_menu(name: &str, ways: &[Way], body: impl Render) -> Markup {
    html! {
        div.wrap.with-menu {
            nav.menu aria-label=(name) { ul { @for way in ways { li { (way.link()) } } } }
            div { (body.render()) }
        }
    }
}

/// Views of the same thing.
pub fn tabs(name: &str, ways: &[Way]) -> Markup {
    html! { nav.tabs aria-label=(name) { @for way in ways { (way.link()) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_place_is_marked_and_words_are_escaped() {
        let ways = [Way::new("/a", "<当前信息>", true), Way::new("/b", "变更记录", false)];
        let drawn = tabs("视图", &ways).into_string();
        assert_eq!(drawn.matches("aria-current=\"page\"").count(), 1);
        assert!(drawn.contains("&lt;当前信息&gt;"));
        assert!(beside_menu("菜单", &ways, "正文").into_string().contains("正文"));
    }
}
