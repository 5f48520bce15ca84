//! What signing in does; each file one kind of person or thing.

mod account;
mod names;
mod officers;
mod password;
mod throttle;

mod officer;
mod person;

pub use account::{Devices, change_password, close_others, devices, keeper};
pub use names::AccountName;
pub use officer::{activate, enter_officer, officer_by_login};
pub use officers::{OfficerRow, add, disable, invite, officers_within};
pub use password::proves;
pub use person::{Attempt, Candidate, Entered, candidates, enter_person, leave};
pub use throttle::{Gate, Meter, begin};

pub use crate::office::{NewOfficer, login_name};

use crate::office::OfficerRefusal;

/// Why the house says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not there, or not for this visitor.
    NotFound,
    /// Another officer has this login name.
    LoginTaken,
    /// An administrator does not put themselves out of office.
    Oneself,
    /// The account has changed since the form was opened.
    Stale,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::NotFound => "没有找到您要的页面，它可能已经移动，或者不属于您。",
            Refusal::LoginTaken => OfficerRefusal::LoginTaken.sentence(),
            Refusal::Oneself => "不能停用或重设自己的账号，请由另一位管理员办理；修改密码请到“账号与设备”。",
            Refusal::Stale => "账号刚刚有变化，请重新登录后再试。",
        }
    }
}

impl From<OfficerRefusal> for Refusal {
    fn from(refusal: OfficerRefusal) -> Refusal {
        match refusal {
            OfficerRefusal::LoginTaken => Refusal::LoginTaken,
            OfficerRefusal::NotFound => Refusal::NotFound,
        }
    }
}
