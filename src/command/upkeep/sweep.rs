//! Sweeping: what nobody needs any more goes, page by page, so that no act takes long.
//!
//! What always holds: a picture that a filed matter or a draft refers to stays; bytes stay while any record has them.

use crate::office::{Act, Actor, Ledger, Office, forget_picture, held_by_draft};
use crate::store::{Broken, Read, Span};
use crate::tables::{
    CAPTCHAS, CODES, COUNTERS, FILES, FILES_UNUSED, HANDOFFS, HOLDS, REPLIES, REPLIES_BY_AGE, SESSIONS,
};
use crate::terms::{FileId, Moment};
use std::time::Duration;

const PAGE: usize = 200;
const HOUR: Duration = Duration::from_secs(3600);
/// A form is not sent again after a day.
const REPLY: Duration = Duration::from_secs(24 * 3600);
/// No session lives longer than 24 hours, whatever is configured.
const SESSION: Duration = Duration::from_secs(48 * 3600);
/// No counter looks back further than a day.
const COUNTER: Duration = Duration::from_secs(8 * 24 * 3600);
/// A hand-off is over within two hours; whoever comes back on the same day still learns how it ended.
const HANDOFF: Duration = Duration::from_secs(24 * 3600);
/// A picture without a matter waits two days for its form.
const PICTURE: Duration = Duration::from_secs(48 * 3600);

/// How much was swept away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Where forms led.
    pub replies: usize,
    /// Sessions long dead.
    pub sessions: usize,
    /// Codes, captchas, counters and holds of the past.
    pub codes: usize,
    /// Hand-offs of the day before.
    pub handoffs: usize,
    /// Pictures that belong to nothing.
    pub pictures: usize,
}

/// Sweeps the whole house once.
pub async fn sweep(office: &Office) -> Result<Swept, Broken> {
    let now = office.now();
    Ok(Swept {
        replies: replies(office, now.minus(REPLY)).await?,
        sessions: sessions(office, now.minus(SESSION)).await?,
        codes: codes(office, now).await?,
        handoffs: handoffs(office, now.minus(HANDOFF)).await?,
        pictures: pictures(office, now.minus(PICTURE)).await?,
    })
}

async fn replies(office: &Office, before: Moment) -> Result<usize, Broken> {
    let mut swept = 0;
    loop {
        let page = office.work(Act::housekeeping("house.sweep"), move |ledger| {
            let old = ledger.list(&REPLIES_BY_AGE, Span::all(PAGE).until(&before))?;
            for ((_, browser, token), _) in &old {
                ledger.remove(&REPLIES, &(*browser, token.clone()))?;
            }
            Ok(old.len())
        });
        let page = page.await?;
        swept += page;
        if page < PAGE {
            return Ok(swept);
        }
    }
}

/// Walks a table in pages and removes the records that `old` picks.
macro_rules! swept {
    ($office:expr, $table:expr, $old:expr) => {{
        let (mut last, mut swept) = (None, 0);
        loop {
            let from = last.take();
            let page = $office.work(Act::housekeeping("house.sweep"), move |ledger| {
                let span = match &from {
                    Some(key) => Span::all(PAGE).after(key),
                    None => Span::all(PAGE),
                };
                let page = ledger.scan($table, span)?;
                let mut removed = 0;
                for (key, _) in page.iter().filter(|(_, record)| $old(record)) {
                    ledger.remove($table, key)?;
                    removed += 1;
                }
                let whole = page.len() == PAGE;
                Ok((removed, page.into_iter().next_back().map(|(key, _)| key).filter(|_| whole)))
            });
            let (removed, next) = page.await?;
            swept += removed;
            match next {
                Some(key) => last = Some(key),
                None => break swept,
            }
        }
    }};
}

async fn sessions(office: &Office, before: Moment) -> Result<usize, Broken> {
    Ok(swept!(office, &SESSIONS, |session: &crate::accounts::Session| session.opened < before))
}

async fn handoffs(office: &Office, before: Moment) -> Result<usize, Broken> {
    Ok(swept!(office, &HANDOFFS, |handoff: &crate::handoff::Handoff| handoff.opened < before))
}

async fn codes(office: &Office, now: Moment) -> Result<usize, Broken> {
    let (hour, counter) = (now.minus(HOUR), now.minus(COUNTER));
    let codes = swept!(office, &CODES, |code: &crate::accounts::Code| code.sent < hour);
    let captchas = swept!(office, &CAPTCHAS, |captcha: &crate::tables::Captcha| captcha.at < hour);
    let counters = swept!(office, &COUNTERS, |held: &crate::accounts::Counter| held.last < counter);
    let holds = swept!(office, &HOLDS, |hold: &crate::accounts::Hold| hold.until < now);
    Ok(codes + captchas + counters + holds)
}

async fn pictures(office: &Office, before: Moment) -> Result<usize, Broken> {
    let (mut last, mut swept) = (None, 0);
    loop {
        let from: Option<(Moment, FileId)> = last.take();
        let look = office.look(move |view| {
            let span = Span::all(PAGE).until(&before);
            view.list(
                &FILES_UNUSED,
                match &from {
                    Some(key) => span.after(key),
                    None => span,
                },
            )
        });
        let page = look.await?;
        let Some((end, _)) = page.last() else { return Ok(swept) };
        last = Some(*end);
        for ((_, id), _) in page {
            if remove_unless_used(office, id).await? {
                swept += 1;
            }
        }
    }
}

async fn remove_unless_used(office: &Office, id: FileId) -> Result<bool, Broken> {
    let used = office.look(move |view| used(view, id)).await?;
    if used {
        return Ok(false);
    }
    office
        .work(Act::new(Actor::House, "house.sweep", ""), move |ledger| {
            ledger.about(id);
            // A form may have taken the picture up since the look.
            if used_now(ledger, id)? {
                ledger.detail("kept");
                return Ok(false);
            }
            forget_picture(ledger, &id)
        })
        .await
}

fn used_now(ledger: &Ledger<'_>, id: FileId) -> Result<bool, Broken> {
    use std::ops::Deref;
    used(ledger.deref(), id)
}

fn used(read: &impl Read, id: FileId) -> Result<bool, Broken> {
    let Some(file) = read.get(&FILES, &id)?.filter(|file| !file.filed) else { return Ok(true) };
    held_by_draft(read, file.owner, &id)
}
