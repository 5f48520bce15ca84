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
    use std::path::Path;

    use super::icon;

    const SPRITE: &str = include_str!("../../assets/icons.svg");

    fn named_in(folder: &Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the source folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                named_in(&path, names);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("source is text");
                for opening in ["icon(\"", "icon: \""] {
                    let names_after = text.split(opening).skip(1).filter_map(|rest| rest.split('"').next());
                    names.extend(names_after.map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_icon_named_in_the_source_is_in_the_sprite() {
        let mut names = Vec::new();
        named_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);
        let plain =
            |name: &&String| name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let missing: Vec<_> =
            names.iter().filter(plain).filter(|n| !SPRITE.contains(&format!("id=\"{n}\""))).collect();
        assert!(names.len() > 20 && missing.is_empty(), "not in the sprite: {missing:?}");
    }

    #[test]
    fn an_icon_is_hidden_from_screen_readers_and_escapes_its_name() {
        let drawn = icon("\"><script>").into_string();
        assert!(drawn.contains("aria-hidden=\"true\""));
        assert!(!drawn.contains("<script>"));
    }
}
