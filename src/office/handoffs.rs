//! Hand-offs on record: starting one, finding one, and what its success settles.
//!
//! What always holds: an account has one living hand-off of each kind; every change is journalled and told to the pages
//! that follow it; an identity is proven only for the identity that was claimed when it began, into a session that
//! still lives (security B5, connectors 1.9).

use super::{Ledger, Notice, Stop, Way, count_within, settle_identity};
use crate::accounts::{Limits, Subject, Window};
use crate::casework::{self, CaseKind};
use crate::dossier::Identity;
use crate::handoff::{Device, Errand, Handoff, Kind, Refusal, Screen, State, Why};
use crate::letters::Letter;
use crate::store::{Broken, Read, Span};
use crate::tables::{
    ACCOUNTS, ACCOUNTS_BY_DOCUMENT, CASES, HANDOFFS, HANDOFFS_BY_ACCOUNT, HANDOFFS_BY_LOCATOR, HANDOFFS_LIVE,
    SESSIONS,
};
use crate::terms::{AccountId, HandoffId};
use std::time::Duration;

/// No session lives longer, whatever is configured.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// One message a day about attempts on one's number.
const TOLD_DAY: Window = Window::new(1, 24 * 3600);

/// How a hand-off begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// With a code on the screen.
    Shown,
    /// On the phone itself, which is the screen as well.
    OnPhone,
    /// With a number for the counter.
    AtCounter,
}

/// Begins a hand-off in place of whatever of the kind was there.
pub fn start_handoff(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    screen: Screen,
    errand: Errand,
    start: Start,
) -> Result<HandoffId, Broken> {
    supersede_handoffs(ledger, person, errand.kind())?;
    let id = HandoffId::from_bytes(ledger.draw_id());
    let now = ledger.now();
    let mut drawn = [ledger.draw(), ledger.draw()];
    let mut handoff = Handoff::open(person, screen.clone(), errand.clone(), &drawn, now);
    if start == Start::AtCounter {
        handoff = handoff.numbered(ledger.draw_digits());
    }
    while ledger.find(&HANDOFFS_BY_LOCATOR, &handoff.locator)?.is_some() {
        drawn[0] = ledger.draw();
        handoff = match start {
            Start::AtCounter => handoff.numbered(ledger.draw_digits()),
            _ => Handoff::open(person, screen.clone(), errand.clone(), &drawn, now),
        };
    }
    if start == Start::OnPhone {
        handoff = handoff.on_phone();
    }
    put_handoff(ledger, id, &handoff)?;
    Ok(id)
}

/// Ends whatever of the kind lives or may still be asked about.
pub fn supersede_handoffs(ledger: &mut Ledger<'_>, person: AccountId, kind: Kind) -> Result<(), Broken> {
    let now = ledger.now();
    for ((.., id), code) in ledger.list(&HANDOFFS_BY_ACCOUNT, Span::within(&person, usize::MAX))? {
        if code != kind.code() {
            continue;
        }
        let Some(mut handoff) = ledger.get(&HANDOFFS, &id)? else { continue };
        if handoff.supersede(now) {
            put_handoff(ledger, id, &handoff)?;
        }
    }
    Ok(())
}

/// Keeps a changed hand-off, with its state in the journal, and tells who follows it.
pub fn put_handoff(ledger: &mut Ledger<'_>, id: HandoffId, handoff: &Handoff) -> Result<(), Broken> {
    ledger.put(&HANDOFFS, &id, handoff)?;
    ledger.about(id);
    ledger.detail(handoff.state.word());
    if let State::Failed(why) = &handoff.state {
        ledger.detail(why.word());
    }
    ledger.notice(Notice::Handoff(id));
    Ok(())
}

/// Does one act on a hand-off; a living one whose time is over is written down as lapsed instead.
pub fn change_handoff<T>(
    ledger: &mut Ledger<'_>,
    id: HandoffId,
    change: impl FnOnce(&mut Handoff, crate::terms::Moment) -> Result<T, Refusal>,
) -> Result<Result<T, Refusal>, Broken> {
    let now = ledger.now();
    let Some(mut handoff) = ledger.get(&HANDOFFS, &id)? else { return Ok(Err(Refusal::NotFound)) };
    let before = handoff.clone();
    let done = change(&mut handoff, now);
    if done.is_err() {
        handoff = before.clone();
        handoff.lapse(now);
    }
    if handoff != before {
        put_handoff(ledger, id, &handoff)?;
    }
    if let Err(refusal) = &done {
        ledger.refuse(&format!("{refusal:?}"));
    }
    Ok(done)
}

/// The hand-off that an address or a counter's number finds.
pub fn handoff_at(read: &impl Read, locator: &str) -> Result<Option<(HandoffId, Handoff)>, Broken> {
    let Some(id) = read.find(&HANDOFFS_BY_LOCATOR, &locator.to_string())? else { return Ok(None) };
    Ok(read.get(&HANDOFFS, &id)?.map(|handoff| (id, handoff)))
}

/// The account's living hand-off of a kind, as far as anybody wrote down.
pub fn live_handoff(
    read: &impl Read,
    person: AccountId,
    kind: Kind,
) -> Result<Option<(HandoffId, Handoff)>, Broken> {
    let Some(id) = read.find(&HANDOFFS_LIVE, &(person, kind.code()))? else { return Ok(None) };
    Ok(read.get(&HANDOFFS, &id)?.map(|handoff| (id, handoff)))
}

/// The newest hand-off of a kind that this screen began.
pub fn latest_handoff(
    read: &impl Read,
    person: AccountId,
    kind: Kind,
    screen: Device,
) -> Result<Option<(HandoffId, Handoff)>, Broken> {
    if let Some((id, live)) = live_handoff(read, person, kind)? {
        return Ok(Some((id, live)).filter(|(_, live)| live.screen.device == screen));
    }
    for ((.., id), code) in read.list(&HANDOFFS_BY_ACCOUNT, Span::within(&person, usize::MAX))? {
        let found = read.get(&HANDOFFS, &id)?.filter(|found| found.screen.device == screen);
        if let Some(found) = found.filter(|_| code == kind.code()) {
            return Ok(Some((id, found)));
        }
    }
    Ok(None)
}

/// Whether the session that began the hand-off still lives.
pub fn screen_lives(ledger: &Ledger<'_>, handoff: &Handoff) -> Result<bool, Broken> {
    let Some(session) = ledger.get(&SESSIONS, &handoff.screen.device.0)? else { return Ok(false) };
    let idle = Duration::from_secs(u64::from(handoff.screen.idle_seconds));
    let absolute = Duration::from_secs(u64::from(handoff.screen.absolute_seconds)).min(LONGEST);
    let alive = session.is_alive(ledger.now(), Limits { idle, absolute });
    let account = ledger.get(&ACCOUNTS, &handoff.account)?;
    let open = account.is_some_and(|one| one.is_open() && one.generation == session.generation);
    Ok(alive
        && open
        && session.epoch == ledger.epoch()
        && session.subject == Subject::Person(handoff.account))
}

/// Counts an act on the phone as a touch of the screen, whose owner is looking at the phone; a session that has ended
/// stays so.
pub fn touch_screen(ledger: &mut Ledger<'_>, handoff: &Handoff) -> Result<(), Broken> {
    if !screen_lives(ledger, handoff)? {
        return Ok(());
    }
    if let Some(mut session) = ledger.get(&SESSIONS, &handoff.screen.device.0)? {
        session.seen = ledger.now();
        ledger.put(&SESSIONS, &handoff.screen.device.0, &session)?;
    }
    Ok(())
}

/// Settles what a hand-off that has just passed proves; it fails instead when that no longer holds.
pub fn pass_handoff(
    ledger: &mut Ledger<'_>,
    id: HandoffId,
    handoff: &mut Handoff,
    way: Way,
) -> Result<(), Broken> {
    let now = ledger.now();
    let Some(identity) = handoff.errand.identity().cloned() else { return Ok(()) };
    let person = handoff.account;
    // At the counter the person stands before the officer; the machine they came from may be somebody else's by now.
    if way != Way::Counter && !screen_lives(ledger, handoff)? {
        handoff.fail(Why::ScreenGone, now);
    } else {
        match settle_identity(ledger, person, &identity, way) {
            Ok(()) => {
                close_papers(ledger, person, way)?;
                touch_screen(ledger, handoff)?;
            }
            Err(Stop::Refused(casework::Refusal::NumberTaken)) => {
                handoff.fail(Why::NumberTaken, now);
                tell_verified(ledger, &identity)?;
            }
            Err(Stop::Refused(_)) => handoff.fail(Why::Changed, now),
            Err(Stop::Failed(broken)) => return Err(broken),
        }
    }
    put_handoff(ledger, id, handoff)
}

/// Tells whoever is verified for the number, at most once a day; both sides then know that an officer is needed.
fn tell_verified(ledger: &mut Ledger<'_>, identity: &Identity) -> Result<(), Broken> {
    let number = identity.document.identity_key();
    for ((_, id), verified) in ledger.list(&ACCOUNTS_BY_DOCUMENT, Span::within(&number, usize::MAX))? {
        let account = ledger.get(&ACCOUNTS, &id)?.filter(|account| verified && account.is_open());
        let Some(account) = account else { continue };
        ledger.about(id);
        if count_within(ledger, format!("contested:told:{id}"), TOLD_DAY)? {
            ledger.send(&account.identity.phone, Letter::NumberContested)?;
        }
    }
    Ok(())
}

/// Photographs that still wait for an officer are not needed any more.
fn close_papers(ledger: &mut Ledger<'_>, person: AccountId, way: Way) -> Result<(), Broken> {
    let Some((id, mut case)) = super::latest_case(&**ledger, person, CaseKind::Verification)? else {
        return Ok(());
    };
    let reason = format!("已通过{}完成实名认证，照片不再审核", way.label());
    if case.close(ledger.now(), &reason).is_ok() {
        ledger.put(&CASES, &id, &case)?;
        ledger.about(id);
    }
    Ok(())
}
