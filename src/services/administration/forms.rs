//! What the form of the rules means; whatever it does not ask for has no effect.

use super::actions::Chosen;
use crate::casework::Aspect;
use crate::dossier::Step;
use crate::web::Typed;

/// The groups of the page: their name in the form, and the part of the record.
pub const GROUPS: [(&str, Step); 3] =
    [("basics", Step::Basics), ("education", Step::Education), ("employment", Step::Employment)];

/// What belongs to a group, in the order of the page.
pub fn aspects_of(step: Step) -> impl Iterator<Item = Aspect> {
    Aspect::ALL.into_iter().filter(move |aspect| aspect.step() == step)
}

/// What was ticked; boxes cannot be filled in wrongly.
pub fn chosen(typed: &Typed) -> Chosen {
    let ticked = |(name, step): (&'static str, Step)| {
        aspects_of(step).filter(move |aspect| typed.texts(name).iter().any(|word| word == aspect.word()))
    };
    let automatic = GROUPS.into_iter().flat_map(ticked).collect();
    Chosen { automatic, seen: typed.text("version").parse().ok() }
}
