//! The officer's two forms: whom to look for, then what was checked.

use super::{PHONE, TAKEN, code_of, phone_of};
use crate::services::phone::actions::{AtDesk, DeskRefusal, Sought, Why};
use crate::terms::{AccountId, Document};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The field of the document's number.
pub const NUMBER: &str = "number";
/// The hidden field of the account that the page shows.
pub const SEEN: &str = "seen";
/// The field of the code that the person reads out.
pub const CODE: &str = "code";
/// What has to be checked before it may be changed.
pub const BOXES: [(&str, &str); 3] = [
    ("original", "证件原件已查验，真实有效，姓名和号码与上面一致。"),
    ("face", "证件照片与本人一致。"),
    ("present", "新手机号由本人当场提供，手机在本人手中。"),
];

/// Whom to look for.
pub struct Asked(pub Sought);

impl Meaning for Asked {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        sought(typed).map(Asked)
    }
}

/// Whose account and which phone, as both forms carry them; in bodies only, never in an address.
pub fn sought(typed: &Typed) -> Result<Sought, Faults> {
    let mut faults = Faults::new();
    let number = typed.text(NUMBER);
    let documents = Document::of_any_kind(number);
    if documents.is_empty() {
        faults.push(NUMBER, "请输入证件上的号码，并核对有没有输错。");
    }
    let phone = phone_of(typed, &mut faults);
    phone.filter(|_| faults.is_empty()).map(|phone| Sought { documents, phone }).ok_or(faults)
}

/// What was checked and typed on the second page.
pub fn checked(typed: &Typed, sought: &Sought) -> Result<AtDesk, Faults> {
    let mut faults = Faults::new();
    for (name, _) in BOXES.iter().filter(|(name, _)| !typed.has(name)) {
        faults.push(*name, "核对一致后请勾选；不一致的不能办理。");
    }
    let code = code_of(typed, CODE, &mut faults);
    let seen: Option<AccountId> = typed.text(SEEN).parse().ok();
    let checked = code.filter(|_| faults.is_empty());
    checked.map(|code| AtDesk { sought: sought.clone(), seen, code }).ok_or(faults)
}

/// Why nobody was found, at the field that it concerns.
pub fn refused(refusal: &DeskRefusal) -> Faults {
    let mut faults = Faults::new();
    let field = if *refusal == DeskRefusal::Same { PHONE } else { NUMBER };
    faults.push(field, refusal.sentence());
    faults
}

/// Why the phone was not changed, at the field that it concerns.
pub fn missed_at_desk(why: Why) -> Faults {
    let mut faults = Faults::new();
    match why {
        Why::Code(fault) => faults.push(CODE, fault.sentence()),
        Why::Taken => faults.push(CODE, TAKEN),
    }
    faults
}
