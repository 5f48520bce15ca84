//! Status tags: a word and an icon on a tint.
use maud::{Markup, html};

use super::icon::icon;

/// What a tag means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Nothing to do yet, or no longer: 草稿, 已撤回.
    Plain,
    /// Under way.
    Info,
    /// Somebody's turn: 待审核.
    Wait,
    /// Done well: 已通过.
    Good,
    /// To be mended, refused or late: 退回补正, 不予通过.
    Bad,
}

/// The status `word` in the manner of `tag`.
pub fn tag(tag: Tag, word: &str) -> Markup {
    let (class, name) = match tag {
        Tag::Plain => ("tag plain", "circle"),
        Tag::Info => ("tag", "info-circle-fill"),
        Tag::Wait => ("tag wait", "clock-history"),
        Tag::Good => ("tag good", "check-circle-fill"),
        Tag::Bad => ("tag bad", "exclamation-circle-fill"),
    };
    html! { span class=(class) { (icon(name)) (word) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_shows_its_word_beside_the_icon() {
        let drawn = tag(Tag::Bad, "退回<补正>").into_string();
        assert!(drawn.contains("<svg") && drawn.contains("退回&lt;补正&gt;"));
    }
}
