//! What people of the demonstration who are on record ask to be changed (guide 4).

use super::dossiers::{Hand, keep, sound};
use super::people::account_id;
use crate::casework::{Amendment, Channel, Refusal};
use crate::dossier::{Basics, Change, Education};
use crate::office::{Ledger, Stop};
use crate::store::Read;
use crate::tables::DOSSIERS;
use crate::terms::Email;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Another mail address, which the rules approve.
    Email,
    /// Another 政治面貌.
    Politics,
    /// Another degree and a better picture of the diploma.
    Degree,
}

/// The change of the person at this place, made from what is on record.
pub(super) fn amendment(
    ledger: &mut Ledger<'_>,
    place: usize,
    wish: Wish,
    mut hand: Hand<'_>,
) -> Result<Amendment, Stop<Refusal>> {
    let record = ledger.get(&DOSSIERS, &account_id(place))?.ok_or(Stop::Refused(Refusal::Unfit))?;
    let basics = record.dossier.basics.clone();
    let change = match wish {
        Wish::Email => {
            let email = Some(sound(Email::parse("yingxue@example.com"))?);
            of_basics(basics.clone(), Basics { email, ..basics })
        }
        Wish::Politics => of_basics(basics.clone(), Basics { politics: "01".into(), ..basics }),
        Wish::Degree => {
            let before = record.dossier.education.first().cloned().ok_or(Stop::Refused(Refusal::Unfit))?;
            let mut after = Education { degree: "5".into(), ..before.clone() };
            after.files.diploma = Some(keep(ledger, place, "education.diploma", &mut hand)?);
            Change::Education { before: Some(before.into()), after: Some(after.into()) }
        }
    };
    let (identity, authority) = (record.dossier.identity, record.authority);
    Ok(Amendment { change, identity, authority, channel: Channel::Person })
}

fn of_basics(before: Basics, after: Basics) -> Change {
    Change::Basics { before: Box::new(before), after: Box::new(after) }
}
