//! Services to choose: large cards with what to bring, small entries in a row. What cannot be used yet says 即将开通
//! and is no link.
use maud::{Markup, html};

use super::icon::icon;

/// A large service card.
#[derive(Debug, Clone)]
pub struct BigTile {
    /// The icon's name.
    pub icon: &'static str,
    /// The service.
    pub title: String,
    /// What it is for.
    pub text: String,
    /// What to bring, or how long it takes.
    pub note: String,
    /// Where it starts; `None` while it is not open.
    pub href: Option<String>,
}

/// A small entry.
#[derive(Debug, Clone)]
pub struct SmallTile {
    /// The icon's name.
    pub icon: &'static str,
    /// The service.
    pub title: String,
    /// Where it starts; `None` while it is not open.
    pub href: Option<String>,
}

fn soon() -> Markup {
    html! { span.soon { "即将开通" } }
}

/// Large cards in a grid.
pub fn big_tiles(tiles: &[BigTile]) -> Markup {
    let inside = |tile: &BigTile| {
        html! {
            span.sign { (icon(tile.icon)) }
            b { (tile.title) @if tile.href.is_none() { " " (soon()) } }
            span { (tile.text) }
            @if !tile.note.is_empty() { span.hint { (tile.note) } }
        }
    };
    html! {
        ul.big-tiles {
            @for tile in tiles {
                li {
                    @match &tile.href {
                        Some(href) => a.card.tile href=(href) { (inside(tile)) },
                        None => div.card.tile.shut { (inside(tile)) },
                    }
                }
            }
        }
    }
}

/// Small entries in one card.
pub fn small_tiles(tiles: &[SmallTile]) -> Markup {
    html! {
        ul.card.small-tiles {
            @for tile in tiles {
                li {
                    @match &tile.href {
                        Some(href) => a href=(href) { (icon(tile.icon)) (tile.title) },
                        None => span.shut { (icon(tile.icon)) (tile.title) " " (soon()) },
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
    fn a_service_not_yet_open_says_so_and_is_no_link() {
        let tile = |href| SmallTile { icon: "book", title: "<学习>".into(), href };
        let drawn = small_tiles(&[tile(None), tile(Some("/study".into()))]).into_string();
        assert_eq!(drawn.matches("即将开通").count(), 1);
        assert_eq!(drawn.matches("<a ").count(), 1);
        assert!(drawn.contains("&lt;学习&gt;"));
    }
}
