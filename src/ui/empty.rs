//! Nothing here yet: one sentence and, where something can be done, one button.
use maud::{Markup, html};

use super::button::Button;
use super::icon::icon;

/// The empty state of a list.
pub fn empty(sentence: &str, button: Option<Button>) -> Markup {
    html! {
        div.card.empty {
            (icon("inbox"))
            p { (sentence) }
            @if let Some(button) = button { (button) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_says_so_and_offers_one_button() {
        let drawn = empty("还没有<办件>。", Some(Button::main_link("/collect", "开始采集"))).into_string();
        assert!(drawn.contains("还没有&lt;办件&gt;。") && drawn.contains("href=\"/collect\""));
    }
}
