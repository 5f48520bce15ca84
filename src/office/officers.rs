//! Officers made, invited and put out of office: by an administrator in the web, by the operator, at set-up.
//!
//! What always holds: nobody but the officer ever knows the password. Whoever makes or resets an account gets a
//! one-time code, valid for a day, with which the officer chooses it (security B1 27); only its digest is kept.

use super::{Ledger, Stop, close_sessions};
use crate::accounts::{Officer, OfficerState, Right, Subject, digest};
use crate::store::Read;
use crate::tables::{OFFICERS, OFFICERS_BY_LOGIN};
use crate::terms::{Document, Moment, OfficerId, PersonName, RegionCode, Wrong, normalised};
use data_encoding::BASE32_NOPAD;
use std::time::Duration;

/// How long an invitation counts (security B1 27).
pub const INVITATION_VALID: Duration = Duration::from_secs(24 * 3600);

/// Random bytes in a one-time code; 80 bits in 16 characters.
const CODE_BYTES: usize = 10;

/// An officer about to be made.
#[derive(Clone, Debug)]
pub struct NewOfficer {
    /// As read by [`login_name`].
    pub login: String,
    /// 姓名.
    pub name: PersonName,
    /// 会计管理部门.
    pub authority: RegionCode,
    /// What the officer may do there.
    pub rights: Vec<Right>,
    /// The officer's own document, so that nobody decides about themselves.
    pub document: Option<Document>,
}

/// Why an officer cannot be made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficerRefusal {
    /// Another officer has this login name.
    LoginTaken,
    /// There is no such officer.
    NotFound,
}

impl OfficerRefusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            OfficerRefusal::LoginTaken => "这个登录名已经有人使用，请换一个，例如加上姓名拼音或编号。",
            OfficerRefusal::NotFound => "没有找到这位财政用户，请回到列表核对登录名。",
        }
    }
}

/// Reads a login name: 3 to 32 letters, digits, dots, hyphens or underscores, whatever their case and width.
pub fn login_name(typed: &str) -> Result<String, Wrong> {
    let name = normalised(typed).to_ascii_lowercase();
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if plain && (3..=32).contains(&name.len()) {
        return Ok(name);
    }
    Err(Wrong::new("登录名应为 3 到 32 个英文字母、数字、点、横线或下划线，例如 lifang。"))
}

/// The digest under which a one-time code is kept, however its groups were typed.
pub fn code_digest(typed: &str) -> [u8; 32] {
    let plain = normalised(typed);
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    digest(plain.to_ascii_uppercase().as_bytes())
}

/// Whether a kept one-time code is this one and still counts.
pub fn code_counts(kept: Option<&(Vec<u8>, Moment)>, typed: &str, now: Moment) -> bool {
    kept.is_some_and(|(kept, until)| now < *until && kept[..] == code_digest(typed)[..])
}

/// Makes an officer; returns the one-time code with which the password is chosen.
pub fn add_officer(
    ledger: &mut Ledger<'_>,
    new: NewOfficer,
) -> Result<(OfficerId, String), Stop<OfficerRefusal>> {
    if ledger.find(&OFFICERS_BY_LOGIN, &new.login)?.is_some() {
        return Err(Stop::Refused(OfficerRefusal::LoginTaken));
    }
    let id = OfficerId::from_bytes(ledger.draw_id());
    let (code, invitation) = draw_code(ledger);
    let officer = Officer {
        login: new.login,
        name: new.name,
        authority: new.authority,
        rights: new.rights,
        credential: None,
        state: OfficerState::Active,
        generation: 0,
        document: new.document,
        created: ledger.now(),
        until: None,
        invitation: Some(invitation),
        last_login: None,
    };
    ledger.put(&OFFICERS, &id, &officer)?;
    ledger.about(id);
    Ok((id, code))
}

/// Puts an officer out of office; every session ends at its next request (T27).
pub fn disable_officer(ledger: &mut Ledger<'_>, id: OfficerId) -> Result<(), Stop<OfficerRefusal>> {
    let officer = officer(ledger, id)?;
    let generation = officer.generation.wrapping_add(1);
    let disabled = Officer { state: OfficerState::Disabled, generation, invitation: None, ..officer };
    ledger.put(&OFFICERS, &id, &disabled)?;
    close_sessions(ledger, Subject::Officer(id))?;
    ledger.about(id);
    Ok(())
}

/// Takes an officer's password away and returns the one-time code that sets a new one; brings an officer who was put
/// out of office back, with the rights they had.
pub fn invite_officer(ledger: &mut Ledger<'_>, id: OfficerId) -> Result<String, Stop<OfficerRefusal>> {
    let officer = officer(ledger, id)?;
    let (code, invitation) = draw_code(ledger);
    let generation = officer.generation.wrapping_add(1);
    let invited = Officer {
        credential: None,
        state: OfficerState::Active,
        generation,
        invitation: Some(invitation),
        ..officer
    };
    ledger.put(&OFFICERS, &id, &invited)?;
    close_sessions(ledger, Subject::Officer(id))?;
    ledger.about(id);
    Ok(code)
}

fn officer(ledger: &Ledger<'_>, id: OfficerId) -> Result<Officer, Stop<OfficerRefusal>> {
    ledger.get(&OFFICERS, &id)?.ok_or(Stop::Refused(OfficerRefusal::NotFound))
}

/// A code in four groups of four, and what is kept of it.
fn draw_code(ledger: &mut Ledger<'_>) -> (String, (Vec<u8>, Moment)) {
    let plain = BASE32_NOPAD.encode(&ledger.draw()[..CODE_BYTES]);
    let groups: Vec<&str> = [0..4, 4..8, 8..12, 12..16].into_iter().filter_map(|at| plain.get(at)).collect();
    (groups.join("-"), (code_digest(&plain).to_vec(), ledger.now().plus(INVITATION_VALID)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_name_is_plain_and_small() {
        assert_eq!(login_name(" ＬｉＦａｎｇ.01 ").as_deref(), Ok("lifang.01"));
        for typed in ["", "ab", "李方", "li fang", "a/b", &"a".repeat(33)] {
            assert!(login_name(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_code_counts_however_its_groups_are_typed_until_its_end() {
        let until = Moment::from_millis(1_000);
        let kept = (code_digest("ABCDEFGH").to_vec(), until);
        for typed in ["ABCD-EFGH", "abcd efgh", "ＡＢＣＤ－ＥＦＧＨ"] {
            assert!(code_counts(Some(&kept), typed, Moment::from_millis(999)), "{typed}");
            assert!(!code_counts(Some(&kept), typed, until), "{typed}");
        }
        assert!(!code_counts(Some(&kept), "ABCD-EFGJ", Moment::from_millis(999)));
        assert!(!code_counts(None, "", Moment::from_millis(0)));
    }
}
