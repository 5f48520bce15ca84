//! The corridor every matter passes: filed, then approved, returned, rejected or withdrawn; pure.
//!
//! A chapter of the guide prepares a [`Matter`]; the corridor decides who may act on it and what each act does to
//! its [`State`]. Nothing here knows storage, pages or time of its own.

mod amendment;
mod case;
mod checks;
mod journal;
mod library_checks;
mod matter;
mod passage;
mod register;
mod rules;
mod state;
mod transfer;
mod transfer_lines;
mod verdict;

pub use amendment::{Amendment, Channel, Correction};
pub use case::{Case, Filing, HistoryLine, QueueRow, ReviewMode};
pub use checks::{
    Check, Finding, check_change, check_correction, check_dossier, check_papers, check_transfer,
};
pub use journal::{Entry, GENESIS, Outcome, verify};
pub use library_checks::{check_qualified, check_title};
pub use matter::{CaseKind, Matter, Papers};
pub use register::check_register;
pub use rules::{Aspect, ReviewRules, aspects};
pub use state::{Decision, Eyes, Refusal, Remark, State};
pub use transfer::{Carriage, NewJob, NewSchool, Passage, Reason, Route, Transfer};
pub use transfer_lines::transfer_lines;
pub use verdict::{may_decide, may_read, may_read_case};
