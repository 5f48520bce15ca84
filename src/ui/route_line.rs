//! The way of something between two places as a line of stages: who has it, when each was reached, where it stopped.
use maud::{Markup, html};

use super::icon::icon;

/// How far one stage is; shown by word and icon, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// It stopped here, as the word says.
    Stopped,
    /// Not reached.
    Ahead,
}

impl Stage {
    fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("done", "check-circle-fill"),
            Self::Now => ("now", "clock-history"),
            Self::Stopped => ("stopped", "exclamation-circle-fill"),
            Self::Ahead => ("ahead", "circle"),
        }
    }
}

/// One stage of the way.
#[derive(Debug, Clone)]
pub struct Leg {
    /// What happens there.
    pub title: &'static str,
    /// How far it is.
    pub stage: Stage,
    /// The same in a word.
    pub word: &'static str,
    /// Who has it there.
    pub who: String,
    /// When it was reached or stopped; empty before.
    pub when: String,
}

/// The line, from the first stage to the last; the stage where it is or stopped is the current step.
pub fn route_line(name: &str, legs: &[Leg]) -> Markup {
    html! {
        div.route-line {
            ol.card aria-label=(name) {
                @for leg in legs {
                    @let (class, sign) = leg.stage.look();
                    @let here = matches!(leg.stage, Stage::Now | Stage::Stopped);
                    li class=(class) aria-current=[here.then_some("step")] {
                        span.pip { (icon(sign)) }
                        div {
                            p { b { (leg.title) } " " span.word { (leg.word) } }
                            @if !leg.who.is_empty() { p.hint { (leg.who) } }
                            @if !leg.when.is_empty() { p.hint { time { (leg.when) } } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(title: &'static str, stage: Stage, word: &'static str) -> Leg {
        Leg { title, stage, word, who: "<青岚县>".into(), when: String::new() }
    }

    #[test]
    fn the_stage_where_it_is_is_the_current_step_and_says_so_in_words() {
        let legs = [
            leg("提交", Stage::Done, "已完成"),
            leg("审核", Stage::Now, "审核中"),
            leg("成功", Stage::Ahead, ""),
        ];
        let drawn = route_line("进度", &legs).into_string();
        assert_eq!(drawn.matches("aria-current=\"step\"").count(), 1);
        assert!(drawn.contains("class=\"now\" aria-current=\"step\"") && drawn.contains("审核中"));
        assert!(drawn.contains("&lt;青岚县&gt;") && !drawn.contains("<time>"));
    }

    #[test]
    fn where_it_stopped_is_the_current_step_too() {
        let drawn = route_line("进度", &[leg("审核", Stage::Stopped, "退回补正")]).into_string();
        assert!(drawn.contains("class=\"stopped\" aria-current=\"step\"") && drawn.contains("退回补正"));
    }
}
