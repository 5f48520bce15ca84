//! Printing: the button the script wakes; without it the sentence says which keys print.
use maud::{Markup, html};

use super::icon::icon;

/// 打印 for the current page.
pub fn print_button(label: &str) -> Markup {
    html! {
        button.btn.no-print type="button" hidden data-print { (icon("printer")) (label) }
        p.hint.no-print.without-script { "请用浏览器的打印功能（Ctrl+P）打印本页。" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_is_explained_where_no_script_runs() {
        let drawn = print_button("打印回执").into_string();
        assert!(drawn.contains("hidden data-print") && drawn.contains("Ctrl+P"));
    }
}
