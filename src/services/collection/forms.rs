//! What the forms of the collection mean.
//!
//! Fields are named after the lines of the dossier, so that an officer's remark finds its field: see [`field_of`].

mod basics;
mod declaration;
mod department;
mod scope;

pub use basics::BasicsForm;
pub use declaration::Declaration;
pub use department::Department;
pub use scope::ScopeForm;

use crate::terms::FileId;
use crate::web::Typed;
use std::str::FromStr;

/// The field on a step's page that holds the line with this key: `basics.email` is `email`, `certificate.name` is
/// `certificate_name`.
pub fn field_of(key: &str) -> String {
    key.strip_prefix("basics.").unwrap_or(key).replace('.', "_")
}

/// Whether 暂存 was pressed: what is there is saved, what is missing may follow later.
pub fn is_for_later(typed: &Typed) -> bool {
    typed.text("save") == "later"
}

/// The version of the record the page was drawn from; nonsense counts as a version that never was.
pub fn seen(typed: &Typed) -> u32 {
    typed.text("seen").parse().unwrap_or(u32::MAX)
}

/// The picture a slot holds after it was received.
fn picture(typed: &Typed, field: &str) -> Option<FileId> {
    FileId::from_str(typed.text(&format!("kept.{field}"))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_these_steps_finds_its_field() {
        assert_eq!(field_of("basics.identity_front"), "identity_front");
        assert_eq!(field_of("certificate.obtained"), "certificate_obtained");
        assert_eq!(field_of("certificate"), "certificate");
        assert_eq!(field_of("authority"), "authority");
    }

    #[test]
    fn a_version_that_is_no_number_is_never_current() {
        assert_eq!(seen(&Typed::from_pairs([("seen", "7".into())])), 7);
        assert_eq!(seen(&Typed::from_pairs([("seen", "-1".into())])), u32::MAX);
    }
}
