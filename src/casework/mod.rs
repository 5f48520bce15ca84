//! The corridor every matter passes: filed, then approved, returned, rejected or withdrawn; pure.
//!
//! A chapter of the guide prepares a [`Matter`]; the corridor decides who may act on it and what each act does to
//! its [`State`]. Nothing here knows storage, pages or time of its own.

mod amendment;
mod case;
mod checks;
mod journal;
mod matter;
mod rules;
mod state;
mod verdict;

pub use amendment::{Amendment, Channel, Correction};
pub use case::{Case, Filing, HistoryLine, QueueRow, ReviewMode};
pub use checks::{Check, Finding, check_change, check_correction, check_dossier, check_papers};
pub use journal::{Entry, GENESIS, Outcome, verify};
pub use matter::{CaseKind, Matter, Papers};
pub use rules::{Aspect, ReviewRules, aspects};
pub use state::{Decision, Eyes, Refusal, Remark, State};
pub use verdict::{may_decide, may_read};
