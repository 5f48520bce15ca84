//! What is on record about one accountant; pure.
//!
//! A [`Draft`] is what a person has filled in so far; [`Draft::complete`] turns it into a [`Dossier`] or says,
//! step by step, what is missing. A `Dossier` therefore always keeps every rule of chapter 3.

mod basics;
mod certificates;
mod change;
mod change_rules;
#[cfg(test)]
mod change_tests;
mod changed_lines;
mod diff;
mod draft;
mod education;
mod employment;
mod fault;
mod licence;
mod lines;
mod listed;
mod listed_titles;
mod past;
mod past_lines;
mod rules;
mod seniority;
#[cfg(test)]
mod tests;
mod title;
mod title_lines;
mod title_rules;
#[cfg(test)]
mod title_tests;

pub use basics::{Address, Basics, BasicsDraft, Identity};
pub use certificates::Certificate;
pub use change::{Change, ChangeType, Mismatch, Particulars, Target};
pub use change_rules::{change_faults, moves_outside};
pub use changed_lines::changed_lines;
pub use diff::{Difference, diff};
pub use draft::{Dossier, Draft};
pub use education::{Education, EducationFiles};
pub use employment::{Employment, EmploymentFiles, Experience, Position};
pub use fault::{Fault, Step};
pub use licence::Licence;
pub use lines::{Line, Section, Value, lines};
pub use listed::{Listed, Relation, Stretch, find, overlap_sentence, overlapped, relations};
pub use past::{Ending, Imported, PastEducation, PastEmployment, PastRow, find_waiting};
pub use past_lines::PastLines;
pub use rules::{Scope, needs_identity_pictures};
pub use seniority::{COUNTED, Seniority, seniority};
pub use title::{Award, Mark, Marks, Source, Title, Warrant};
pub use title_rules::{LEAST_POINTS, MOST_POINTS, TOP, subjects_of, waivable};
