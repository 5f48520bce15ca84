//! Looking at the rule list and changing it.

use crate::accounts::Right;
use crate::casework::{Aspect, ReviewRules};
use crate::office::{Ledger, Stop};
use crate::store::{Broken, Read};
use crate::tables::{OFFICERS, Only, REVIEW_RULES};
use crate::terms::OfficerId;

/// What an administrator has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What shall be approved at once, in the order of the page.
    pub automatic: Vec<Aspect>,
    /// The version of the list on the page; none when the form does not tell.
    pub seen: Option<u32>,
}

/// Why the house says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not an administrator, or no longer.
    NotFound,
    /// The list changed since the page was drawn.
    Stale,
    /// The choice is what holds already.
    Unchanged,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::NotFound => "没有找到您要的页面，它可能已经移动，或者不属于您。",
            Refusal::Stale => "审核规则在您打开页面之后有了变化，您的选择还没有保存。",
            Refusal::Unchanged => "您没有作出改动，审核规则和原来一样。",
        }
    }
}

/// The list that holds now.
pub fn rules(read: &impl Read) -> Result<ReviewRules, Broken> {
    Ok(read.get(&REVIEW_RULES, &Only)?.unwrap_or_default())
}

/// Puts the chosen list in the place of the one that was seen.
pub fn save(ledger: &mut Ledger<'_>, officer: OfficerId, chosen: &Chosen) -> Result<(), Stop<Refusal>> {
    // Rights may have been lost since the page was drawn (T27).
    let grant = ledger.get(&OFFICERS, &officer)?.and_then(|found| found.grant(officer, ledger.today()));
    if !grant.is_some_and(|grant| grant.has(Right::Administer)) {
        return Err(Stop::Refused(Refusal::NotFound));
    }
    let old = rules(&**ledger)?;
    if chosen.seen != Some(old.version) {
        return Err(Stop::Refused(Refusal::Stale));
    }
    let new = ReviewRules { automatic: chosen.automatic.clone(), version: old.version + 1 };
    let became = |one: &ReviewRules, other: &ReviewRules| {
        words(|aspect| one.approves(aspect) && !other.approves(aspect))
    };
    let (automatic, manual) = (became(&new, &old), became(&old, &new));
    if automatic.is_empty() && manual.is_empty() {
        return Err(Stop::Refused(Refusal::Unchanged));
    }
    ledger.put(&REVIEW_RULES, &Only, &new)?;
    for (way, words) in [("automatic", automatic), ("manual", manual)] {
        if !words.is_empty() {
            ledger.detail(&format!("{way}: {}", words.join(" ")));
        }
    }
    ledger.detail(&format!("version {}", new.version));
    Ok(())
}

fn words(which: impl Fn(Aspect) -> bool) -> Vec<&'static str> {
    Aspect::ALL.into_iter().filter(|aspect| which(*aspect)).map(Aspect::word).collect()
}
