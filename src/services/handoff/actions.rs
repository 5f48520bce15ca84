//! What a phone can do with a code.

use crate::handoff::{Code, Device, Errand, Handoff, Refusal, Standing, State};
use crate::office::{Ledger, Stop, change_handoff, handoff_at, screen_lives, touch_screen};
use crate::store::{Broken, Read};
use crate::tables::HANDOFFS;
use crate::terms::{FileId, HandoffId, Moment};
use std::time::Duration;

/// What opening an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The code stands on the screen and nobody has opened it.
    Current,
    /// This phone has opened it before; it goes on there.
    Ours(String),
    /// It cannot be opened, for this reason.
    Closed(Refusal),
}

/// Where a phone goes on with its hand-off.
pub fn onward(handoff: &Handoff, now: Moment) -> String {
    let locator = &handoff.locator;
    match (handoff.state_at(now), &handoff.errand) {
        (State::Scanned { .. }, _) => format!("/v/{locator}/match"),
        (_, Errand::Camera(_)) => format!("/v/{locator}/camera"),
        _ => format!("/v/{locator}/identity"),
    }
}

/// Looks at a code without touching anything.
pub fn look(
    read: &impl Read,
    code: &Code,
    phone: Device,
    now: Moment,
    period: Duration,
) -> Result<Opened, Broken> {
    let Some((_, handoff)) = handoff_at(read, &code.locator)? else {
        return Ok(Opened::Closed(Refusal::NotFound));
    };
    let standing = handoff.standing(code, now, period);
    Ok(match (standing, &handoff.phone) {
        (Standing::Foreign, _) => Opened::Closed(Refusal::NotFound),
        (_, Some(first)) if *first == phone => Opened::Ours(onward(&handoff, now)),
        (_, _) if !handoff.is_live(now) => Opened::Closed(Refusal::Over),
        (_, Some(_)) => Opened::Closed(Refusal::OtherPhone),
        (Standing::Replaced, None) => Opened::Closed(Refusal::CodeReplaced),
        (Standing::Current, None) => Opened::Current,
    })
}

/// Binds the phone to the hand-off whose code stands on the screen; where the phone goes on.
pub fn scan(
    ledger: &mut Ledger<'_>,
    code: &Code,
    phone: Device,
    period: Duration,
) -> Result<String, Stop<Refusal>> {
    let now = ledger.now();
    match look(&**ledger, code, phone, now, period)? {
        Opened::Ours(onward) => return Ok(onward),
        Opened::Closed(refusal) => return Err(Stop::Refused(refusal)),
        Opened::Current => {}
    }
    let (id, handoff) = handoff_at(&**ledger, &code.locator)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    if !screen_lives(ledger, &handoff)? {
        return Err(Stop::Refused(Refusal::ScreenGone));
    }
    let digits = ledger.draw_digits()[..4].to_string();
    change_handoff(ledger, id, |handoff, now| handoff.scan(phone, digits, now))?.map_err(Stop::Refused)?;
    touch_screen(ledger, &handoff)?;
    Ok(format!("/v/{}/match", handoff.locator))
}

/// How typing the digits ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// They matched; the phone goes on there.
    Matched(String),
    /// They did not; so many tries are left.
    Wrong(u8),
    /// Nothing can be typed any more.
    Refused(Refusal),
}

/// Compares the digits typed on the phone; a wrong entry counts and is kept. Once nobody is logged in on the screen,
/// nothing is compared: a match would show the phone whose screen it was.
pub fn match_digits(
    ledger: &mut Ledger<'_>,
    id: HandoffId,
    phone: Device,
    digits: &str,
) -> Result<Typed, Broken> {
    let Some(handoff) = ledger.get(&HANDOFFS, &id)? else { return Ok(Typed::Refused(Refusal::NotFound)) };
    if !screen_lives(ledger, &handoff)? {
        ledger.refuse("screen gone");
        return Ok(Typed::Refused(Refusal::ScreenGone));
    }
    let matched = change_handoff(ledger, id, |handoff, now| handoff.match_digits(phone, digits, now))?;
    let handoff = ledger.get(&HANDOFFS, &id)?.unwrap_or(handoff);
    Ok(match matched {
        Ok(true) => {
            touch_screen(ledger, &handoff)?;
            Typed::Matched(onward(&handoff, ledger.now()))
        }
        Ok(false) => {
            ledger.refuse("wrong digits");
            Typed::Wrong(handoff.tries_left())
        }
        Err(refusal) => Typed::Refused(refusal),
    })
}

/// 不是我，立即取消.
pub fn decline(ledger: &mut Ledger<'_>, id: HandoffId, phone: Device) -> Result<(), Stop<Refusal>> {
    change_handoff(ledger, id, |handoff, now| handoff.decline(phone, now))?.map_err(Stop::Refused)
}

/// Hands a picture over to the form on the screen.
pub fn hand_over(
    ledger: &mut Ledger<'_>,
    id: HandoffId,
    phone: Device,
    field: &str,
    file: FileId,
) -> Result<(), Stop<Refusal>> {
    let handoff = ledger.get(&HANDOFFS, &id)?.ok_or(Stop::Refused(Refusal::NotFound))?;
    if !screen_lives(ledger, &handoff)? {
        return Err(Stop::Refused(Refusal::ScreenGone));
    }
    change_handoff(ledger, id, |handoff, now| handoff.shoot(phone, field, file, now))?
        .map_err(Stop::Refused)?;
    touch_screen(ledger, &handoff)?;
    Ok(())
}

/// Ends the phone's part when it says that it has taken every picture; only this hand-off, for the account may have
/// begun another one meanwhile.
pub fn finish(ledger: &mut Ledger<'_>, id: HandoffId, phone: Device) -> Result<(), Stop<Refusal>> {
    let handoff = ledger.get(&HANDOFFS, &id)?.filter(|handoff| handoff.phone == Some(phone));
    let handoff = handoff.ok_or(Stop::Refused(Refusal::NotFound))?;
    let screen = handoff.screen.device;
    change_handoff(ledger, id, |handoff, now| handoff.finish(screen, now))?.map_err(Stop::Refused)
}
