//! Handing in one file that is no picture.
use maud::{Markup, Render, html};

use super::labelled::{Labelled, labelled_methods};

/// The browser's own chooser for one file of these kinds.
#[derive(Debug, Clone)]
pub struct FileField {
    head: Labelled,
    accept: &'static str,
}

impl FileField {
    /// A file posted as `name`; `accept` lists the endings that the chooser offers first.
    pub fn new(name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Self {
        Self { head: Labelled::new(name, label), accept }
    }

    labelled_methods!();
}

impl Render for FileField {
    fn render(&self) -> Markup {
        let head = &self.head;
        head.around(html! {
            input.file id=(head.id()) type="file" name=(head.name) accept=(self.accept)
                aria-describedby=[head.described_by()] aria-invalid=[head.invalid()];
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::error_summary::Faults;

    #[test]
    fn a_file_field_says_what_is_wrong_with_the_file() {
        let mut faults = Faults::new();
        faults.push("letter", "<坏>");
        let drawn =
            FileField::new("letter", "文件", ".letter").hint("一个").faults(&faults).render().into_string();
        assert!(
            drawn.contains("aria-describedby=\"letter-hint letter-fault\"") && drawn.contains("&lt;坏&gt;")
        );
    }
}
