//! What a person, their phone and the house do with a hand-off that proves an identity.

use super::{Refusal, Submission, submit, unverified};
use crate::accounts::Window;
use crate::handoff::{self, Device, Errand, Handoff, Kind, Screen};
use crate::office::{
    Ledger, Promise, Start, Stop, Way, change_handoff, count_within, latest_handoff, pass_handoff,
    screen_lives, start_handoff, touch_screen,
};
use crate::store::{Broken, Read};
use crate::tables::{ACCOUNTS, HANDOFFS};
use crate::terms::{AccountId, CaseNumber, HandoffId};
use data_encoding::BASE32_NOPAD;

/// Hand-offs one account may begin: nobody needs more, and each one is kept for a day.
const BEGUN_HOUR: Window = Window::new(60, 3600);
/// Questions to the identity service for one account: each one may cost money.
const ASKED_DAY: Window = Window::new(20, 24 * 3600);

impl From<handoff::Refusal> for Refusal {
    fn from(refusal: handoff::Refusal) -> Refusal {
        Refusal::Handoff(refusal)
    }
}

/// Begins the proof of identity, on a phone or at the counter; the consent has been read by the form.
pub fn start(
    ledger: &mut Ledger<'_>,
    person: AccountId,
    screen: &Screen,
    start: Start,
) -> Result<(), Stop<Refusal>> {
    let identity = unverified(ledger, person)?.identity;
    let errand = match start {
        Start::AtCounter => Errand::Counter(identity),
        Start::Shown | Start::OnPhone => Errand::Identity(identity),
    };
    if !count_within(ledger, format!("handoff:begun:{person}"), BEGUN_HOUR)? {
        return Err(Stop::Refused(Refusal::Handoff(handoff::Refusal::BegunTooOften)));
    }
    ledger.detail("consent given");
    start_handoff(ledger, person, screen.clone(), errand, start)?;
    Ok(())
}

/// The same once more for the screen that has begun one before, whose consent still stands.
pub fn start_again(ledger: &mut Ledger<'_>, person: AccountId, screen: &Screen) -> Result<(), Stop<Refusal>> {
    let before = begun(&**ledger, person, screen.device)?;
    match before.map(|(_, handoff)| handoff.errand) {
        Some(Errand::Counter(_)) => start(ledger, person, screen, Start::AtCounter),
        Some(Errand::Identity(_)) => start(ledger, person, screen, Start::Shown),
        _ => Err(Stop::Refused(Refusal::Handoff(handoff::Refusal::NotFound))),
    }
}

/// The newest hand-off that this screen began for the proof of identity.
pub fn begun(
    read: &impl Read,
    person: AccountId,
    screen: Device,
) -> Result<Option<(HandoffId, Handoff)>, Broken> {
    latest_handoff(read, person, Kind::Identity, screen)
}

/// 我已完成认证: the identity service is asked once more.
pub fn ask_again(ledger: &mut Ledger<'_>, person: AccountId, screen: Device) -> Result<(), Stop<Refusal>> {
    let found = begun(&**ledger, person, screen)?;
    let (id, _) = found.ok_or(Stop::Refused(Refusal::Handoff(handoff::Refusal::NotFound)))?;
    let asked = change_handoff(ledger, id, |handoff, now| handoff.ask_again(screen, now))?;
    asked.map_err(|refusal| Stop::Refused(refusal.into()))
}

/// 确认，是本人办理: in a demonstration that is the proof; otherwise the identity service will be asked.
pub fn confirm(ledger: &mut Ledger<'_>, id: HandoffId, phone: Device, way: Way) -> Result<(), Stop<Refusal>> {
    let handoff = on_phone(ledger, id, phone)?;
    if way == Way::Demonstration {
        let confirmed = change_handoff(ledger, id, |handoff, now| handoff.confirm(phone, now))?;
        confirmed.map_err(|refusal| Stop::Refused(refusal.into()))?;
        let mut passed = ledger.get(&HANDOFFS, &id)?.unwrap_or(handoff);
        pass_handoff(ledger, id, &mut passed, way)?;
        return Ok(());
    }
    if !count_within(ledger, format!("handoff:asked:{}", handoff.account), ASKED_DAY)? {
        return Err(Stop::Refused(Refusal::Handoff(handoff::Refusal::AskedTooOften)));
    }
    // 32 letters and digits at most, unique for ever (connectors 1.3).
    let order = format!("ZF{}", BASE32_NOPAD.encode(&ledger.draw()[..16]));
    let asked = change_handoff(ledger, id, |handoff, now| handoff.ask(phone, order, now))?;
    asked.map_err(|refusal| Stop::Refused(refusal.into()))?;
    touch_screen(ledger, &handoff)?;
    Ok(())
}

/// The phone sends a part of its papers: nothing of it is kept unless the screen is still logged in, which counts it
/// as a touch.
pub fn go_on(ledger: &mut Ledger<'_>, id: HandoffId, phone: Device) -> Result<(), Stop<Refusal>> {
    let handoff = on_phone(ledger, id, phone)?;
    let gone_on = change_handoff(ledger, id, |handoff, now| handoff.go_on(phone, now))?;
    gone_on.map_err(|refusal| Stop::Refused(refusal.into()))?;
    touch_screen(ledger, &handoff)?;
    Ok(())
}

/// Files the photographs that were taken on the phone; returns 受理编号.
pub fn submit_from_phone(
    ledger: &mut Ledger<'_>,
    id: HandoffId,
    phone: Device,
    submission: &Submission,
    promise: Promise,
) -> Result<CaseNumber, Stop<Refusal>> {
    let handoff = on_phone(ledger, id, phone)?;
    let account = ledger.get(&ACCOUNTS, &handoff.account)?;
    if account.map(|account| account.identity).as_ref() != handoff.errand.identity() {
        return Err(Stop::Refused(Refusal::Handoff(handoff::Refusal::Over)));
    }
    let number = submit(ledger, handoff.account, submission, promise)?;
    let submitted = change_handoff(ledger, id, |handoff, now| handoff.submit(phone, number, now))?;
    submitted.map_err(|refusal| Stop::Refused(refusal.into()))?;
    touch_screen(ledger, &handoff)?;
    Ok(number)
}

/// The hand-off that this phone has matched, while the screen's session lives.
fn on_phone(ledger: &Ledger<'_>, id: HandoffId, phone: Device) -> Result<Handoff, Stop<Refusal>> {
    let refused = |refusal: handoff::Refusal| Stop::Refused(Refusal::Handoff(refusal));
    let handoff = ledger.get(&HANDOFFS, &id)?.filter(|handoff| handoff.phone == Some(phone));
    let handoff = handoff.ok_or_else(|| refused(handoff::Refusal::NotFound))?;
    if !screen_lives(ledger, &handoff)? {
        return Err(refused(handoff::Refusal::ScreenGone));
    }
    Ok(handoff)
}
