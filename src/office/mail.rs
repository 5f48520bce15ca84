//! Telling a person: an SMS to the phone and, where an address is known, a mail; filed with the act that has the news.
//!
//! What always holds: a mail goes to the address in the matter that it is about, or to the one on record where such a
//! matter has none; nobody logs in or gets a password back by it. A mail that cannot be filed never fails the act. Whose
//! account is frozen is told nothing.

use super::{Ledger, count_within};
use crate::accounts::Window;
use crate::casework::Matter;
use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{ACCOUNTS, DOSSIERS, MAILS, MailState, Mailing};
use crate::terms::{AccountId, Email, Phone};

/// Mails kept at most, by their serials.
pub const MAILS_KEPT: u64 = 10_000;
/// Mails about one person in a day; the address is only typed, so nobody shall be flooded through it.
const PERSON_DAY: Window = Window::new(20, 24 * 3600);

/// Tells the person of a matter what became of it.
pub fn tell(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    matter: &Matter,
    letter: Letter,
) -> Result<(), Broken> {
    let address = match matter {
        Matter::Verify(_)
        | Matter::Change(_)
        | Matter::Correct(_)
        | Matter::Transfer(_)
        | Matter::Title(_) => on_record(ledger, person)?,
        // Who has taken the address out of what they file wants no mail about it.
        Matter::Collect(dossier) => dossier.basics.email.clone(),
    };
    // The phone may have changed since the matter was filed.
    let account = ledger.get(&ACCOUNTS, &person)?;
    if account.as_ref().is_some_and(|account| account.frozen.is_some()) {
        return Ok(());
    }
    mail(ledger, person, address, &letter)?;
    let phone = account.map_or_else(|| matter.identity().phone.clone(), |account| account.identity.phone);
    ledger.send(&phone, letter)
}

/// Tells the owner of an account something about it.
pub fn tell_owner(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    phone: &Phone,
    letter: Letter,
) -> Result<(), Broken> {
    let address = on_record(ledger, person)?;
    mail(ledger, person, address, &letter)?;
    ledger.send(phone, letter)
}

fn on_record(ledger: &Ledger<'_>, person: AccountId) -> Result<Option<Email>, Broken> {
    Ok(ledger.get(&DOSSIERS, &person)?.and_then(|record| record.dossier.basics.email))
}

fn mail(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    address: Option<Email>,
    letter: &Letter,
) -> Result<(), Broken> {
    let Some(to) = address.filter(|_| letter.goes_by_mail()) else { return Ok(()) };
    if !count_within(ledger, format!("mail:person-day:{person}"), PERSON_DAY)? {
        log::warn!("mail: not filed: {person} has had {} today", PERSON_DAY.limit);
        return Ok(());
    }
    let Some(serial) = free_serial(ledger)? else {
        log::warn!("mail: not filed: {MAILS_KEPT} are kept and the oldest still waits");
        return Ok(());
    };
    let at = ledger.now();
    let mailing = Mailing {
        to: Some(to),
        letter: Some(letter.clone()),
        at,
        state: MailState::Waiting(at),
        tries: 0,
        template: letter.template().to_string(),
    };
    ledger.post(serial, &mailing)
}

/// The next serial, after the oldest mail was swept where there would be too many; none if that one still waits.
fn free_serial(ledger: &mut Ledger<'_>) -> Result<Option<u64>, Broken> {
    let newest = ledger.scan(&MAILS, Span::all(1).descending())?;
    let serial = newest.first().map_or(1, |(serial, _)| serial + 1);
    let Some((oldest, mailing)) = ledger.scan(&MAILS, Span::all(1))?.pop() else { return Ok(Some(serial)) };
    if serial - oldest < MAILS_KEPT {
        return Ok(Some(serial));
    }
    if !mailing.state.is_over() {
        return Ok(None);
    }
    ledger.remove(&MAILS, &oldest)?;
    Ok(Some(serial))
}
