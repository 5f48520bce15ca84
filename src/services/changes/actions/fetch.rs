//! 【自动获取会计专业技术资格】 (guide 6.1): what the certificate library holds about the person is put on record at once.

use super::{Refusal, Standing, load};
use crate::casework::{Amendment, Channel};
use crate::dossier::{Change, Listed, Source, Title};
use crate::office::{AtOnce, Ledger, Stop, certificates_of, file_at_once};
use crate::terms::{AccountId, ItemId};

/// What the library had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Certificates of the person.
    pub found: usize,
    /// How many of them are new on record.
    pub taken: usize,
    /// How many were left alone, because an own application about them is open.
    pub waiting: usize,
}

/// Puts every certificate of the person on record that does not stand there; one that the person entered becomes that of
/// the library and keeps its place.
pub fn fetch_titles(ledger: &mut Ledger<'_>, person: AccountId) -> Result<Fetched, Stop<Refusal>> {
    let standing = load(&**ledger, person)?;
    if let Some(number) = standing.transfer {
        return Err(Stop::Refused(Refusal::Transferring(number)));
    }
    let rows = certificates_of(&**ledger, &standing.dossier().identity)?;
    let mut fetched = Fetched { found: rows.len(), ..Fetched::default() };
    for row in rows {
        // What was put on record a moment ago stands there now.
        let standing = load(&**ledger, person)?;
        let number = row.warrant.number.clone();
        let of_number = |title: &Title| title.warrant.as_ref().is_some_and(|one| one.number == number);
        let before = standing.dossier().titles.iter().find(|title| of_number(title)).cloned();
        let about = |title: &Title| of_number(title) || before.as_ref().is_some_and(|own| own.id == title.id);
        let asked = standing.open.iter().filter_map(|open| Title::states(&open.matter.amendment()?.change));
        if asked.flat_map(|states| states.into_iter().flatten()).any(about) {
            fetched.waiting += 1;
            continue;
        }
        let after = Title {
            id: before.as_ref().map_or_else(|| ItemId::from_bytes(ledger.draw_id()), |own| own.id),
            award: row.award,
            marks: row.marks,
            warrant: Some(row.warrant),
            picture: None,
            source: Source::System,
        };
        if before.as_ref() != Some(&after) {
            put(ledger, person, &standing, Title::change(before, Some(after)))?;
            fetched.taken += 1;
        }
    }
    Ok(fetched)
}

fn put(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    standing: &Standing,
    change: Change,
) -> Result<(), Stop<Refusal>> {
    let amendment = Amendment {
        change,
        identity: standing.dossier().identity.clone(),
        authority: standing.record.authority,
        channel: Channel::System,
    };
    file_at_once::<Refusal>(ledger, person, amendment, &AtOnce::Rule)?;
    Ok(())
}
