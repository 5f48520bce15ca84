//! What the people of the demonstration have filed, so that the desk has life: identities, collections and a change
//! wait, a collection and a change were returned, three collections are on record, and a rule has approved a change.

use super::changes::{Wish, amendment};
use super::dossiers::{Drawn, dossier, papers};
use super::people::{CHANGER, MOVER, PEOPLE, account_id, reviewer};
use super::unfurnished;
use crate::casework::{Decision, Matter, Refusal, Remark};
use crate::command::trouble::Trouble;
use crate::letters::Letter;
use crate::office::{
    Act, Actor, AtOnce, Ledger, MachineClock, Office, Promise, Stop, file_at_once, file_case,
    settle_collection, tell,
};
use crate::store::{Read, Span};
use crate::tables::{CASES, Item, ItemState, MAILS, MAILS_DUE, MailState, OUTBOX, OUTBOX_WAITING};
use crate::terms::{AccountId, CaseId, Moment};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A clock set back, so that cases have been filed on different days.
#[derive(Default)]
pub(super) struct PastClock(AtomicU64);

impl PastClock {
    fn set_back(&self, hours: u64) {
        self.0.store(hours, Ordering::Relaxed);
    }
}

impl crate::office::Clock for PastClock {
    fn now(&self) -> Moment {
        MachineClock.now().minus(Duration::from_secs(self.0.load(Ordering::Relaxed) * 3600))
    }
}

/// What becomes of a filed case.
#[derive(Clone, Copy)]
enum Fate {
    Waits,
    /// An officer sends it back: the line's key and what to mend.
    Returned(&'static str, &'static str),
    Approved,
    ByRule,
}

/// Who files, how many hours ago, what (a first record or proof where it is no change), and what becomes of it.
type Filed = (usize, u64, Option<Wish>, Fate);

const CUT_OFF: Fate = Fate::Returned("", "学历证书照片下缘被裁掉，请重新拍摄完整的证书后再提交。");
const UNLIKE: Fate = Fate::Returned("basics.politics", "与单位证明中的政治面貌不一致，请核对后再提交。");

/// Everything, oldest first.
const FILED: [Filed; 12] = [
    (CHANGER, 400, None, Fate::Approved),
    (MOVER, 300, None, Fate::Approved),
    (CHANGER, 220, Some(Wish::Email), Fate::ByRule),
    (7, 150, None, Fate::Approved),
    (8, 100, None, CUT_OFF),
    (CHANGER, 80, Some(Wish::Politics), UNLIKE),
    (5, 50, None, Fate::Waits),
    (7, 30, Some(Wish::Degree), Fate::Waits),
    (2, 26, None, Fate::Waits),
    (6, 20, None, Fate::Waits),
    (3, 4, None, Fate::Waits),
    (4, 1, None, Fate::Waits),
];

/// Files everything through an office that lives by this clock.
pub(super) async fn file_all(office: &Office, clock: &PastClock) -> Result<(), Trouble> {
    for (place, hours, wish, fate) in FILED {
        clock.set_back(hours);
        let person = account_id(place);
        let (id, matter) = file(office, place, wish, fate).await?;
        clock.set_back(hours.saturating_sub(20));
        match fate {
            Fate::Waits | Fate::ByRule => {}
            Fate::Approved => decide(office, person, id, matter, Decision::Approve).await?,
            Fate::Returned(field, text) => {
                let remark = Remark { field: field.into(), text: text.into() };
                decide(office, person, id, matter, Decision::Return(vec![remark])).await?;
            }
        }
    }
    clock.set_back(0);
    office.act(Act::housekeeping("demo.letters"), read_already).await.map_err(told)
}

async fn file(
    office: &Office,
    place: usize,
    wish: Option<Wish>,
    fate: Fate,
) -> Result<(CaseId, Matter), Trouble> {
    let person = account_id(place);
    let drawn = match wish {
        None => Drawn::of(place)?,
        Some(_) => Drawn::further(place)?,
    };
    let act = Act::new(Actor::Person(person), "demo.file", "demo");
    let filed = office.act(act, move |ledger| {
        let hand = drawn.0.iter();
        let matter = match wish {
            None if PEOPLE[place].verified => Matter::Collect(Box::new(dossier(ledger, place, hand)?)),
            None => Matter::Verify(papers(ledger, place, hand)?),
            Some(wish) => {
                let asked = amendment(ledger, place, wish, hand)?;
                if matches!(fate, Fate::ByRule) {
                    let (id, _) = file_at_once::<Refusal>(ledger, person, asked.clone(), &AtOnce::Rule)?;
                    return Ok((id, Matter::Change(Box::new(asked))));
                }
                Matter::Change(Box::new(asked))
            }
        };
        file_case::<Refusal>(ledger, person, matter.clone(), Promise(5)).map(|(id, _)| (id, matter))
    });
    filed.await.map_err(told)
}

async fn decide(
    office: &Office,
    person: AccountId,
    id: CaseId,
    matter: Matter,
    decision: Decision,
) -> Result<(), Trouble> {
    let (officer, name) = reviewer();
    let act = Act::new(Actor::Officer(officer), "demo.decide", "demo");
    let decided = office.act(act, move |ledger| {
        let mut case = ledger.get(&CASES, &id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
        case.decide(case.version, decision.clone(), officer, name, ledger.now()).map_err(Stop::Refused)?;
        ledger.put(&CASES, &id, &case)?;
        let (kind, number) = (case.kind, case.number);
        let letter = match (&decision, &matter) {
            (Decision::Approve, Matter::Collect(dossier)) => {
                settle_collection(ledger, person, dossier, id)?;
                Letter::Approved { kind, number }
            }
            _ => Letter::Returned { kind, number },
        };
        tell(ledger, person, &matter, letter)?;
        ledger.about(id);
        Ok(())
    });
    decided.await.map_err(told)
}

fn told(stop: Stop<Refusal>) -> Trouble {
    match stop {
        Stop::Refused(refusal) => unfurnished(refusal.sentence()),
        Stop::Failed(broken) => unfurnished(broken),
    }
}

/// The letters of the past have arrived.
fn read_already(ledger: &mut Ledger<'_>) -> Result<(), Stop<Refusal>> {
    for (serial, _) in ledger.list(&OUTBOX_WAITING, Span::all(usize::MAX))? {
        if let Some(item) = ledger.get(&OUTBOX, &serial)? {
            ledger.put(&OUTBOX, &serial, &Item { state: ItemState::Sent, ..item })?;
        }
    }
    for ((_, serial), _) in ledger.list(&MAILS_DUE, Span::all(usize::MAX))? {
        if let Some(mailing) = ledger.get(&MAILS, &serial)? {
            ledger.put(&MAILS, &serial, &mailing.ended(MailState::Sent, true))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{MachineDice, found};
    use crate::reference::Reference;
    use crate::store::{MemoryEngine, Store};
    use crate::tables::{CATALOGUE, DOSSIERS, Profile};
    use std::sync::Arc;

    fn furnished() -> Office {
        let (clock, dice) = (Arc::new(PastClock::default()), Arc::new(MachineDice::default()));
        let store = Store::open(Arc::new(MemoryEngine::new()), &CATALOGUE, 64).unwrap();
        found(&store, clock.as_ref(), dice.as_ref(), Profile::Demonstration, None).unwrap();
        let reference = Arc::new(Reference::load(crate::reference::Profile::Demo).unwrap());
        let office = Office::open(store, clock.clone(), dice, reference).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(runtime.block_on(file_all(&office, &clock)).is_ok());
        office
    }

    #[test]
    fn what_is_on_record_keeps_every_rule() {
        let office = furnished();
        let records = office.store().view().unwrap().scan(&DOSSIERS, Span::all(100)).unwrap();
        assert_eq!(records.len(), 3);
        for (_, record) in records {
            let dossier = record.dossier;
            let again = dossier.clone().reopened().complete(&dossier.identity, office.today());
            assert_eq!(again, Ok(dossier));
        }
    }

    #[test]
    fn whoever_tries_a_transfer_is_on_record_with_nothing_open() {
        let office = furnished();
        let view = office.store().view().unwrap();
        assert!(view.get(&DOSSIERS, &account_id(MOVER)).unwrap().is_some());
        assert!(crate::office::open_cases(&view, account_id(MOVER)).unwrap().is_empty());
    }

    #[test]
    fn whoever_tries_a_change_has_a_history_and_a_remark_to_mend() {
        let office = furnished();
        let view = office.store().view().unwrap();
        let record = view.get(&DOSSIERS, &account_id(CHANGER)).unwrap().unwrap();
        assert_eq!(
            (record.number(), record.dossier.education.len(), record.dossier.employment.len()),
            (2, 2, 2)
        );
        let open = crate::office::open_cases(&view, account_id(CHANGER)).unwrap();
        let fields: Vec<&str> = open[0].1.remarks().iter().map(|remark| remark.field.as_str()).collect();
        assert_eq!((open.len(), fields), (1, vec!["basics.politics"]));
    }
}
