//! Lists of cases, read from the rows of an index: no case is decoded for a list (performance: queue page).

use super::filter::{Desk, Filter, Within};
use crate::accounts::Grant;
use crate::casework::{CaseKind, QueueRow};
use crate::store::{Broken, Key, Newest, Read, Span};
use crate::tables::{DECIDED, QUEUE, QUEUE_BY_KIND};
use crate::terms::{CaseId, Moment, RegionCode};
use std::fmt;
use std::str::FromStr;

/// Rows on one page.
pub const PAGE: usize = 20;
/// Counting stops here; a longer queue is told as more than that.
pub const COUNTED: usize = 200;

/// Where a row stands in its list: what its index sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose case.
    pub authority: RegionCode,
    /// When it was filed, or decided in the list of decided ones.
    pub at: Moment,
    /// Which.
    pub case: CaseId,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// At the beginning.
    First,
    /// Behind this row.
    After(Place),
    /// With the rows before this one.
    Before(Place),
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its rows.
    pub rows: Vec<(Place, QueueRow)>,
    /// Whether rows stand before them.
    pub earlier: bool,
    /// Whether rows stand behind them.
    pub later: bool,
    /// How many rows the list has, counted up to [`COUNTED`].
    pub count: usize,
}

/// One page of a list.
pub fn listing(
    read: &impl Read,
    grant: &Grant,
    filter: &Filter,
    within: Within,
    step: Step,
) -> Result<Listing, Broken> {
    let mut rows = stretch(read, grant, filter, within, step, PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    if let Step::Before(_) = step {
        rows.reverse();
    }
    let (earlier, later) = match step {
        Step::First => (false, more),
        Step::After(_) => (true, more),
        Step::Before(_) => (more, true),
    };
    Ok(Listing { rows, earlier, later, count: count(read, grant, filter, within)? })
}

/// How many rows the list has, up to [`COUNTED`].
pub fn count(read: &impl Read, grant: &Grant, filter: &Filter, within: Within) -> Result<usize, Broken> {
    if !filter.is_plain() {
        return Ok(stretch(read, grant, filter, within, Step::First, COUNTED)?.len());
    }
    let territory = filter.territory(grant);
    let pairs = match (filter.desk, filter.kind) {
        (Desk::Decided, _) => read.pairs(DECIDED.name(), &Span::beginning(&(), &territory, COUNTED))?,
        (Desk::Waiting, None) => read.pairs(QUEUE.name(), &Span::beginning(&(), &territory, COUNTED))?,
        (Desk::Waiting, Some(kind)) => {
            read.pairs(QUEUE_BY_KIND.name(), &Span::beginning(&kind, &territory, COUNTED))?
        }
    };
    Ok(pairs.len())
}

/// At most `most` rows that fit, walking from a step on; before a row they come nearest first.
pub fn stretch(
    read: &impl Read,
    grant: &Grant,
    filter: &Filter,
    within: Within,
    step: Step,
    most: usize,
) -> Result<Vec<(Place, QueueRow)>, Broken> {
    let territory = filter.territory(grant);
    // What the index does not sort by may leave few rows of a page, so those walks take longer strides.
    let stride = if filter.is_plain() { most } else { most.max(COUNTED) };
    let (mut step, mut found) = (step, Vec::new());
    loop {
        let rows = run(read, filter, &territory, step, stride)?;
        let last = rows.last().map(|(place, _)| *place).filter(|_| rows.len() == stride);
        found.extend(rows.into_iter().filter(|(_, row)| filter.fits(row, within)));
        match last {
            Some(last) if found.len() < most => {
                step = if let Step::Before(_) = step { Step::Before(last) } else { Step::After(last) };
            }
            _ => break,
        }
    }
    found.truncate(most);
    Ok(found)
}

fn run(
    read: &impl Read,
    filter: &Filter,
    territory: &str,
    step: Step,
    stride: usize,
) -> Result<Vec<(Place, QueueRow)>, Broken> {
    Ok(match (filter.desk, filter.kind) {
        (Desk::Waiting, None) => {
            let span = span(&(), territory, stride, step, |place| (place.authority, place.at, place.case));
            let rows = read.list(&QUEUE, span)?.into_iter();
            rows.map(|((authority, at, case), row)| (Place { authority, at, case }, row)).collect()
        }
        (Desk::Waiting, Some(kind)) => {
            let key = |place: Place| -> (CaseKind, RegionCode, Moment, CaseId) {
                (kind, place.authority, place.at, place.case)
            };
            let rows = read.list(&QUEUE_BY_KIND, span(&kind, territory, stride, step, key))?.into_iter();
            rows.map(|((_, authority, at, case), row)| (Place { authority, at, case }, row)).collect()
        }
        (Desk::Decided, _) => {
            let key = |place: Place| (place.authority, newest(place.at), place.case);
            let rows = read.list(&DECIDED, span(&(), territory, stride, step, key))?.into_iter();
            rows.map(|((authority, at, case), row)| (Place { authority, at: moment(at), case }, row))
                .collect()
        }
    })
}

/// An authority's key is its six digits, so the digits that a territory shares begin the keys of all inside it.
fn span<K: Key>(
    first: &impl Key,
    territory: &str,
    stride: usize,
    step: Step,
    key: impl Fn(Place) -> K,
) -> Span {
    let span = Span::beginning(first, territory, stride);
    match step {
        Step::First => span,
        Step::After(place) => span.after(&key(place)),
        Step::Before(place) => span.descending().after(&key(place)),
    }
}

fn newest(at: Moment) -> Newest {
    Newest(u64::try_from(at.millis()).unwrap_or(0))
}

fn moment(at: Newest) -> Moment {
    Moment::from_millis(i64::try_from(at.0).unwrap_or(i64::MAX))
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.authority, self.at.millis(), self.case)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Place, ()> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(());
        let authority = RegionCode::parse(part()?).map_err(|_| ())?;
        let at = Moment::from_millis(part()?.parse().map_err(|_| ())?);
        let case = part()?.parse().map_err(|_| ())?;
        Ok(Place { authority, at, case })
    }
}
