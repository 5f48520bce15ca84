//! What both forms do the same way: sending the code, and judging password and code.

use crate::accounts::CodePurpose;
use crate::office::{CodeRefusal, awaits_code, code_outlook};
use crate::services::own::actions::{self, Proof};
use crate::services::own::forms::{CODE, CURRENT, Proven};
use crate::services::own::pages::Sheet;
use crate::ui::Faults;
use crate::web::{House, Person, Problem, passwords};

/// Sends a code to the phone on the account; the faults say why not.
pub(super) async fn send(
    person: &Person,
    house: &House,
    verb: &'static str,
    purpose: CodePurpose,
) -> Result<Faults, Problem> {
    let mut faults = Faults::new();
    if !house.sends_messages() {
        faults.push(CODE, passwords::NO_MESSAGES);
        return Ok(faults);
    }
    let (id, asker) = (person.id, person.visit.asker(house));
    let act = person.visit.act(verb);
    let sent = house.office.act(act, move |ledger| actions::send(ledger, id, purpose, &asker));
    if let Err(refusal) = sent.await? {
        faults.push(CODE, refusal.sentence());
    }
    Ok(faults)
}

/// The password judged, together with the code that the act will judge.
pub(super) async fn proof(
    person: &Person,
    house: &House,
    verb: &'static str,
    typed: Proven,
) -> Result<Result<Proof, Faults>, Problem> {
    let judged = passwords::judge(person, house, verb, CURRENT, typed.current).await?;
    let browser = person.visit.browser.digest;
    Ok(judged.map(|judged| Proof { judged, code: typed.code, browser }))
}

/// What the form shows of codes.
pub(super) async fn sheet(
    person: &Person,
    house: &House,
    purpose: CodePurpose,
    faults: &Faults,
    again: bool,
) -> Result<Sheet, Problem> {
    let (browser, now) = (person.visit.browser.digest, house.office.now());
    let phone = person.account.identity.phone.clone();
    let look = house.office.look(move |view| {
        Ok::<_, Problem>((awaits_code(view, purpose, &phone, now)?, code_outlook(view, &browser, now)?))
    });
    let (sent, outlook) = look.await?;
    let setback = outlook.setback.map(CodeRefusal::sentence);
    let setback = setback.filter(|words| faults.of(CODE) != Some(words));
    Ok(Sheet { wait: outlook.wait_seconds, sent, setback, again })
}
