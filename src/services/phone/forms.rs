//! What is typed to change a phone.

mod desk;
mod own;

pub use desk::{Asked, BOXES, CODE, NUMBER, SEEN, checked, missed_at_desk, refused, sought};
pub use own::{CURRENT, Change, NEW_CODE, OLD_CODE, missed, phone, unsent};

use crate::terms::Phone;
use crate::ui::Faults;
use crate::web::Typed;
use crate::web::passwords::code_of;

/// The field of the new phone, on both pages.
pub const PHONE: &str = "phone";
/// What stands there when the account has it already.
const SAME: &str = "这就是账号现在的手机号，不用更换。";
/// What stands there once somebody has proven to hold the number of another account.
const TAKEN: &str = "该手机号已被其他账号使用，请换一个手机号。";

fn phone_of(typed: &Typed, faults: &mut Faults) -> Option<Phone> {
    Phone::parse(typed.text(PHONE)).map_err(|wrong| faults.push(PHONE, wrong.as_str())).ok()
}
