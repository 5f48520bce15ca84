//! What became of a letter: its state, what follows for codes, and what the journal keeps of the call (connectors 0.6).

use crate::connect::{Outcome, Report};
use crate::office::Ending;
use crate::tables::ItemState;
use std::time::Duration;

/// The end of a letter.
#[derive(Clone)]
pub(super) struct Settled {
    /// How the letter stands now.
    pub(super) state: ItemState,
    /// What it means for codes.
    pub(super) ending: Ending,
    details: Vec<String>,
}

impl Settled {
    /// The courier was called and took so long.
    pub(super) fn after_call(courier: &str, id: &str, report: Report, took: Duration) -> Settled {
        let mut details = vec![courier.to_owned(), format!("id {id}")];
        details.extend(report.request.map(|request| format!("request {request}")));
        details.extend(report.outcome.code().map(str::to_owned));
        details.push(format!("{} ms", took.as_millis()));
        let (state, ending) = match report.outcome {
            Outcome::Sent => (ItemState::Sent, Ending::Sent),
            Outcome::Refused(code) => (ItemState::Refused(code), Ending::Unserved),
            Outcome::TooSoon(code, wait) => (ItemState::Refused(code), Ending::Limited(wait)),
            Outcome::WrongNumber(code) => (ItemState::Refused(code), Ending::Unreachable),
            Outcome::Unknown => (ItemState::Unknown, Ending::Unknown),
        };
        Settled { state, ending, details }
    }

    /// Nobody could be called, for this reason.
    pub(super) fn without_call(reason: &str) -> Settled {
        let state = ItemState::Refused(reason.to_owned());
        Settled { state, ending: Ending::Unserved, details: vec!["none".to_owned(), reason.to_owned()] }
    }

    /// It was handed over by an earlier run, which did not live to hear the answer.
    pub(super) fn found_leaving() -> Settled {
        let details = vec!["found leaving".to_owned()];
        Settled { state: ItemState::Unknown, ending: Ending::Unknown, details }
    }

    /// It waited for too long, and nobody waits for it any more.
    pub(super) fn too_late() -> Settled {
        let details = vec!["too late".to_owned()];
        Settled { state: ItemState::Lapsed, ending: Ending::Unknown, details }
    }

    /// The act's verb.
    pub(super) fn verb(&self) -> &'static str {
        match self.state {
            ItemState::Sent => "outbox.sent",
            ItemState::Refused(_) => "outbox.refused",
            ItemState::Lapsed => "outbox.lapsed",
            ItemState::Unknown | ItemState::Waiting | ItemState::Leaving => "outbox.unknown",
        }
    }

    /// Courier, ids, code and latency, for the journal; nothing of the person.
    pub(super) fn details(&self) -> impl Iterator<Item = &str> {
        self.details.iter().map(String::as_str)
    }

    /// Alarms the operator when it is theirs to mend.
    pub(super) fn tell(&self, serial: u64) {
        if self.ending == Ending::Unserved {
            log::error!("outbox: letter {serial} refused: {}", self.details.join("; "));
        }
    }
}
