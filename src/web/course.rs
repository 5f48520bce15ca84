//! 办理经过: what happened to a case, for its owner.

use crate::casework::Case;
use crate::ui::Event;

/// Everything that happened, the newest first.
pub fn course(case: &Case) -> Vec<Event> {
    let lines = case.history.iter().rev();
    let event = |line: &crate::casework::HistoryLine| Event {
        time: line.at.to_string(),
        text: format!("{}：{}", line.who, line.what),
        note: None,
    };
    lines.map(event).collect()
}
