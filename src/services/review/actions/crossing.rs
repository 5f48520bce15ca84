//! Where a transfer stands on its way between this instance and another one, for the workbench.

use crate::accounts::{Grant, Right};
use crate::casework::{Carriage, Case, State};
use crate::envelope::Fingerprint;
use crate::office::{answerable, receives};
use crate::store::{Broken, Read, Span};
use crate::tables::{ARRIVALS, ARRIVALS_BY_CASE};
use crate::terms::{CaseId, Day, Moment, RegionCode};

/// A transfer as the officer's own department stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// This department has let it go.
    LetGo {
        /// 调出时间.
        left: Moment,
        /// Who reviews it now.
        to: RegionCode,
        /// How it gets there.
        how: Onward,
    },
    /// A letter has brought it here.
    CameIn {
        /// The instance that sent the letter.
        sender: Fingerprint,
        /// The letter's number.
        letter: String,
        /// Until when it may be accepted.
        until: Moment,
        /// Whether its answer can be handed out.
        answers: bool,
    },
}

/// How a transfer that was let go gets to its receiving side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// That side reviews here.
    Here,
    /// A letter has to be issued.
    NeedsLetter,
    /// This letter is on its way.
    Letter(String),
}

/// How it stands; none for what does not cross, and for officers of other departments or without the right to review.
pub fn crossing(
    read: &impl Read,
    grant: &Grant,
    id: CaseId,
    case: &Case,
    today: Day,
) -> Result<Option<Crossing>, Broken> {
    let Some(route) = case.route.as_ref().filter(|_| grant.has(Right::Review)) else { return Ok(None) };
    if let Some(left) = route.left.filter(|_| case.state == State::Released && route.from == grant.authority)
    {
        let how = match &route.letter {
            Some(Carriage::Out(letter)) => Onward::Letter(letter.clone()),
            _ if receives(read, route.to, today)? => Onward::Here,
            _ => Onward::NeedsLetter,
        };
        return Ok(Some(Crossing::LetGo { left, to: route.to, how }));
    }
    if route.to != grant.authority || !case.came_in() {
        return Ok(None);
    }
    // The newest letter of the transfer is the one that counts.
    let newest = read.list(&ARRIVALS_BY_CASE, Span::within(&id, 1))?.into_iter().next();
    let Some(((.., sender, letter), _)) = newest else { return Ok(None) };
    let Some(arrival) = read.get(&ARRIVALS, &(sender, letter.clone()))? else { return Ok(None) };
    let answers = answerable(&arrival, case);
    Ok(Some(Crossing::CameIn { sender, letter, until: arrival.until, answers }))
}
