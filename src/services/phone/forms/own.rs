//! The person's form.

use super::{PHONE, SAME, TAKEN, code_of, phone_of};
use crate::services::phone::actions::{Missed, Unsent, Wanted};
use crate::terms::{Password, Phone};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The field of the present password.
pub const CURRENT: &str = "current";
/// The field of the code to the phone on the account; the button that sends both codes belongs to it.
pub const OLD_CODE: &str = "old_code";
/// The field of the code to the new phone.
pub const NEW_CODE: &str = "new_code";

/// A complete request, whose password and codes have yet to be judged.
#[derive(Clone, Debug)]
pub struct Change {
    /// The password as typed.
    pub current: Password,
    /// The rest.
    pub wanted: Wanted,
}

impl Meaning for Change {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let current = Password::given(typed.text(CURRENT));
        let current = current.map_err(|wrong| faults.push(CURRENT, wrong.as_str())).ok();
        let phone = phone_of(typed, &mut faults);
        let old_code = code_of(typed, OLD_CODE, &mut faults);
        let new_code = code_of(typed, NEW_CODE, &mut faults);
        match (current, phone, old_code, new_code) {
            (Some(current), Some(phone), Some(old_code), Some(new_code)) => {
                Ok(Change { current, wanted: Wanted { phone, old_code, new_code } })
            }
            _ => Err(faults),
        }
    }
}

/// The new phone of who asks for the codes; the rest of the form may still be empty.
pub fn phone(typed: &Typed) -> Result<Phone, Faults> {
    let mut faults = Faults::new();
    phone_of(typed, &mut faults).ok_or(faults)
}

/// Why no codes were sent, at the field that it concerns.
pub fn unsent(unsent: Unsent) -> Faults {
    let mut faults = Faults::new();
    match unsent {
        Unsent::Same => faults.push(PHONE, SAME),
        Unsent::Refused(refusal) => faults.push(OLD_CODE, refusal.sentence()),
    }
    faults
}

/// Why the phone was not changed, at the fields that it concerns.
pub fn missed(missed: Missed) -> Faults {
    let mut faults = Faults::new();
    match missed {
        Missed::Password => faults.push(CURRENT, "现在的登录密码不正确，请重新输入。"),
        Missed::Same => faults.push(PHONE, SAME),
        Missed::Taken => faults.push(PHONE, TAKEN),
        Missed::Codes(old, new) => {
            let both = [(OLD_CODE, old), (NEW_CODE, new)];
            both.into_iter()
                .filter_map(|(field, fault)| Some((field, fault?)))
                .for_each(|(field, fault)| faults.push(field, fault.sentence()));
        }
    }
    faults
}
