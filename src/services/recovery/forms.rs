//! 找回密码: what was typed (spec 1.4). The guide asks for no kind of document, so the number may be of any kind.

use super::actions::Claimed;
use crate::terms::{Document, Password, PersonName, Phone, Wrong};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed, passwords};

/// A complete request, whose code has yet to be entered.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// Who.
    pub claimed: Claimed,
    /// The new password.
    pub password: Password,
    /// The digits of the SMS code.
    pub code: String,
}

impl Meaning for Recovery {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let (documents, name) = person(typed, &mut faults);
        let password = passwords::chosen(typed, "新密码", &mut faults);
        let phone = keep(&mut faults, "phone", Phone::parse(typed.text("phone")));
        let code = passwords::code_of(typed, "code", &mut faults);
        match (documents, name, password, phone, code) {
            (Some(documents), Some(name), Some(password), Some(phone), Some(code)) => {
                Ok(Recovery { claimed: Claimed { documents, name, phone }, password, code })
            }
            _ => Err(faults),
        }
    }
}

/// Who asks for a code; the rest of the form may still be empty.
pub fn claim(typed: &Typed) -> Result<Claimed, Faults> {
    let mut faults = Faults::new();
    let (documents, name) = person(typed, &mut faults);
    let phone = keep(&mut faults, "phone", Phone::parse(typed.text("phone")));
    match (documents, name, phone) {
        (Some(documents), Some(name), Some(phone)) => Ok(Claimed { documents, name, phone }),
        _ => Err(faults),
    }
}

fn person(typed: &Typed, faults: &mut Faults) -> (Option<Vec<Document>>, Option<PersonName>) {
    let number = typed.text("number");
    let documents = Document::of_any_kind(number);
    if documents.is_empty() {
        faults.push("number", "请输入注册时使用的证件号码，并核对有没有输错。");
    }
    let name = keep(faults, "name", PersonName::parse(typed.text("name")));
    (Some(documents).filter(|documents| !documents.is_empty()), name)
}

fn keep<T>(faults: &mut Faults, field: &str, read: Result<T, Wrong>) -> Option<T> {
    read.map_err(|wrong| faults.push(field, wrong.as_str())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::DocumentKind;

    fn typed(number: &str) -> Typed {
        let pairs = [("number", number), ("name", "王䶮瓘"), ("phone", "139 0000 1111")];
        Typed::from_pairs(pairs.map(|(name, value)| (name, value.to_string())))
    }

    #[test]
    fn a_number_is_taken_for_every_kind_it_fits() {
        let kinds = |number: &str| -> Vec<DocumentKind> {
            claim(&typed(number)).unwrap().documents.iter().map(Document::kind).collect()
        };
        assert_eq!(kinds("h12345678"), [DocumentKind::HkMacauPermit, DocumentKind::Passport]);
        assert_eq!(kinds("12345678"), [DocumentKind::TaiwanPermit, DocumentKind::Passport]);
        assert!(kinds("11010519491231002x").contains(&DocumentKind::ResidentId));
    }

    #[test]
    fn what_fits_no_kind_is_a_fault_of_the_number() {
        assert!(claim(&typed("110105194912310021")).unwrap_err().of("number").is_some());
    }
}
