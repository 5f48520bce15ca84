//! Icons from the one sprite; they decorate and are hidden from screen readers, so a word always stands beside them.
use std::sync::OnceLock;

use maud::{Markup, html};

static SPRITE: OnceLock<String> = OnceLock::new();

/// Says once, at start, under which address the sprite is served (with its content hash); later calls are ignored.
pub fn serve_icons_from(address: impl Into<String>) {
    SPRITE.get_or_init(|| address.into());
}

/// The icon called `name` in `assets/icons.svg`.
pub fn icon(name: &str) -> Markup {
    let sprite = SPRITE.get().map_or("/assets/icons.svg", String::as_str);
    html! { svg.i aria-hidden="true" focusable="false" { use href={ (sprite) "#" (name) } {} } }
}

#[cfg(test)]
mod tests {
    use super::icon;

    #[test]
    fn an_icon_is_hidden_from_screen_readers_and_escapes_its_name() {
        let drawn = icon("\"><script>").into_string();
        assert!(drawn.contains("aria-hidden=\"true\""));
        assert!(!drawn.contains("<script>"));
    }
}
