//! What happened to a case, newest first as handed in.
use maud::{Markup, html};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// When, as it is to be read.
    pub time: String,
    /// What happened and who did it, in a sentence.
    pub text: String,
    /// What was said about it, such as the reason of a return.
    pub note: Option<String>,
}

/// The list of events.
pub fn timeline(events: &[Event]) -> Markup {
    html! {
        ol.timeline {
            @for event in events {
                li {
                    time { (event.time) }
                    div { (event.text) @if let Some(note) = &event.note { p.said { (note) } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_tells_when_what_and_why() {
        let event =
            Event { time: "11-20 16:02".into(), text: "退回".into(), note: Some("<照片反光>".into()) };
        let drawn = timeline(&[event]).into_string();
        assert!(drawn.contains("<time>11-20 16:02</time>") && drawn.contains("&lt;照片反光&gt;"));
    }
}
