//! The form with which an administrator makes an officer.

use crate::accounts::Right;
use crate::services::signin::actions::{NewOfficer, login_name};
use crate::terms::{Document, DocumentKind, PersonName};
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Typed};

/// An officer to be made.
#[derive(Clone, Debug)]
pub struct AddOfficer(pub NewOfficer);

impl Meaning for AddOfficer {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<AddOfficer, Faults> {
        let mut faults = Faults::new();
        let login = login_name(typed.text("login")).map_err(|wrong| faults.push("login", wrong.to_string()));
        let name =
            PersonName::parse(typed.text("name")).map_err(|wrong| faults.push("name", wrong.to_string()));
        let authority = places::chosen(Kind::Authority, "authority", typed, means.reference)
            .map_err(|sentence| faults.push("authority", sentence));
        let ticked = typed.texts("rights");
        let rights: Vec<Right> =
            Right::ALL.into_iter().filter(|right| ticked.iter().any(|word| word == right.word())).collect();
        if rights.is_empty() {
            faults.push("rights", "请至少选择一项权限。");
        }
        let document = typed.given("document").map(|number| {
            Document::parse_on(DocumentKind::ResidentId, number, means.today)
                .map_err(|wrong| faults.push("document", wrong.to_string()))
        });
        match (login, name, authority, document.transpose()) {
            (Ok(login), Ok(name), Ok(authority), Ok(document)) if faults.is_empty() => {
                Ok(AddOfficer(NewOfficer { login, name, authority, rights, document }))
            }
            _ => Err(faults),
        }
    }
}
