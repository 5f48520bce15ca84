//! The reviewers' list: what still needs a letter, what was sent, what came in.

use crate::accounts::Grant;
use crate::envelope::Fingerprint;
use crate::office::{answerable, letters_of, peer_for, receives};
use crate::store::{Broken, Read, Span};
use crate::tables::{Arrival, CASES, Dispatch, LET_GO, PEERS};
use crate::terms::{CaseNumber, Day, Moment, RegionCode};

/// A transfer that was let go to another instance and has no letter yet.
#[derive(Clone, Debug)]
pub struct Unsent {
    /// 受理编号.
    pub number: CaseNumber,
    /// Whose, masked.
    pub masked_name: String,
    /// The receiving side.
    pub to: RegionCode,
    /// 调出时间.
    pub left: Moment,
    /// The name of the instance that serves the receiving side; none while none is known.
    pub peer: Option<String>,
}

/// A letter that was issued here.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its number.
    pub letter: String,
    /// 受理编号 of its transfer.
    pub number: CaseNumber,
    /// Whose, masked; none once the person's record is kept by somebody else.
    pub masked_name: Option<String>,
    /// The name of the instance it is for.
    pub peer: String,
    /// What is kept about it.
    pub dispatch: Dispatch,
}

/// A letter that came in.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who sent it.
    pub sender: Fingerprint,
    /// Its number.
    pub letter: String,
    /// The name of the instance it came from.
    pub peer: String,
    /// 受理编号 of its transfer.
    pub number: CaseNumber,
    /// What is kept about it.
    pub arrival: Arrival,
    /// Whether its answer can be handed out.
    pub answers: bool,
}

/// Everything on the page of letters.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// 待开函.
    pub unsent: Vec<Unsent>,
    /// 已开出的函, newest first.
    pub sent: Vec<Sent>,
    /// 收到的函, newest first.
    pub received: Vec<Received>,
}

/// The letters of the officer's own department.
pub fn overview(read: &impl Read, grant: &Grant, today: Day) -> Result<Overview, Broken> {
    let side = grant.authority;
    let letters = letters_of(read, side)?;
    let mut overview = Overview { unsent: unsent(read, side, today)?, ..Overview::default() };
    for (letter, dispatch) in letters.sent {
        overview.sent.extend(sent(read, letter, dispatch)?);
    }
    for (sender, letter, arrival) in letters.received {
        let Some(case) = read.get(&CASES, &arrival.case)? else { continue };
        let (peer, answers) = (name_of(read, &sender)?, answerable(&arrival, &case));
        overview.received.push(Received { sender, letter, peer, number: case.number, arrival, answers });
    }
    Ok(overview)
}

/// A letter with its transfer; whose it is, is told only while its leaving side keeps the case.
pub(super) fn sent(read: &impl Read, letter: String, dispatch: Dispatch) -> Result<Option<Sent>, Broken> {
    let Some(case) = read.get(&CASES, &dispatch.case)? else { return Ok(None) };
    let peer = name_of(read, &dispatch.peer)?;
    let kept_here = !case.has_left() && case.keepers().contains(&dispatch.from);
    let masked_name = Some(case.masked_name.clone()).filter(|_| kept_here);
    Ok(Some(Sent { letter, number: case.number, masked_name, peer, dispatch }))
}

fn name_of(read: &impl Read, peer: &Fingerprint) -> Result<String, Broken> {
    Ok(read.get(&PEERS, peer)?.map_or_else(String::new, |peer| peer.card.name))
}

/// Those that the department has let go, that nobody here receives, and that wait for their letter.
fn unsent(read: &impl Read, side: RegionCode, today: Day) -> Result<Vec<Unsent>, Broken> {
    let mut unsent = Vec::new();
    for ((_, left, id), _) in read.list(&LET_GO, Span::within(&side, usize::MAX))? {
        let Some(case) = read.get(&CASES, &id)? else { continue };
        let Some(route) = &case.route else { continue };
        if receives(read, route.to, today)? {
            continue;
        }
        let peer = peer_for(read, route.to)?.map(|(_, peer)| peer.card.name);
        let (number, masked_name, to) = (case.number, case.masked_name.clone(), route.to);
        unsent.push(Unsent { number, masked_name, to, left, peer });
    }
    Ok(unsent)
}
