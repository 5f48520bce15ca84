//! 个人中心 and 办件查询 as people see them.

mod case;
mod home;
mod track;

pub use case::{case, receipt};
pub use home::home;
pub use track::{found, track};

use crate::casework::CaseKind;
use crate::reference::Reference;
use crate::terms::{CaseNumber, RegionCode};
use crate::ui::{self, Tag};
use maud::Markup;

/// The state of a case as a tag, from its word.
fn state(word: &str) -> Markup {
    let look = match word {
        "待审核" | "待复核" | "待调出地审核" | "待调入地审核" => Tag::Wait,
        "审核通过" => Tag::Good,
        _ if word.ends_with("退回补正") || word.ends_with("通过") => Tag::Bad,
        _ => Tag::Plain,
    };
    ui::tag(look, word)
}

/// The authority's name.
fn authority(reference: &Reference, code: RegionCode) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string()) + "会计管理部门"
}

/// Where a returned case is mended.
fn mended_at(kind: CaseKind, number: &CaseNumber) -> String {
    match kind {
        CaseKind::Verification => "/me/verify/upload".into(),
        CaseKind::Collection => "/me/collect".into(),
        CaseKind::Change | CaseKind::Correction | CaseKind::Title => {
            format!("/me/change/cases/{number}/mend")
        }
        CaseKind::Transfer => format!("/me/transfer/{number}/mend"),
    }
}

/// Where a kind of case is begun.
fn desk_of(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Verification => "/me/verify",
        CaseKind::Collection => "/me/collect",
        CaseKind::Change => "/me/change",
        CaseKind::Correction => "/me/change/correction",
        CaseKind::Transfer => "/me/transfer",
        CaseKind::Title => "/me/titles",
    }
}
