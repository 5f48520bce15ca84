//! What is to be done: a list of tasks to take in any order, and the numbered steps 壹 贰 叁 肆 that explain a way.
use maud::{Markup, Render, html};

use super::tag::{Tag, tag};

/// How far one task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// 未开始.
    NotStarted,
    /// 填写中.
    Begun,
    /// 待审核: handed in, so the office acts next.
    Waiting,
    /// 已完成, without colour so that the unfinished ones stand out.
    Done,
    /// 需要修改.
    ToMend,
    /// 暂不能填; such a row is not a link.
    NotYet,
    /// 可办理: nothing has to be done, but something may be.
    Ready,
}

impl TaskStatus {
    fn tag(self) -> Markup {
        match self {
            Self::NotStarted => tag(Tag::Info, "未开始"),
            Self::Ready => tag(Tag::Plain, "可办理"),
            Self::Begun => tag(Tag::Wait, "填写中"),
            Self::Waiting => tag(Tag::Wait, "待审核"),
            Self::Done => html! { span.done { "已完成" } },
            Self::ToMend => tag(Tag::Bad, "需要修改"),
            Self::NotYet => html! { span.muted { "暂不能填" } },
        }
    }
}

/// One row of a task list.
#[derive(Debug, Clone)]
pub struct Task {
    label: String,
    href: String,
    status: TaskStatus,
    note: Option<String>,
}

impl Task {
    /// The task `label`, done on the page `href`.
    pub fn new(label: impl Into<String>, href: impl Into<String>, status: TaskStatus) -> Self {
        Self { label: label.into(), href: href.into(), status, note: None }
    }

    /// A sentence under the label, such as what to bring or why it cannot be filled in yet.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// Tasks to take in any order; a whole row can be pressed.
#[derive(Debug, Clone, Default)]
pub struct TaskList(Vec<Task>);

impl TaskList {
    /// The rows in order.
    pub fn new(tasks: impl IntoIterator<Item = Task>) -> Self {
        Self(tasks.into_iter().collect())
    }
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        html! {
            ul.card.tasks {
                @for (place, task) in self.0.iter().enumerate() {
                    @let status_id = format!("task-{place}-status");
                    li {
                        div {
                            @if task.status == TaskStatus::NotYet { span.name { (task.label) } }
                            @else { a.name href=(task.href) aria-describedby=(status_id) { (task.label) } }
                            @if let Some(note) = &task.note { p.hint { (note) } }
                        }
                        span.state id=(status_id) { (task.status.tag()) }
                    }
                }
            }
        }
    }
}

const NUMERALS: [&str; 10] = ["壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾"];

/// Steps under accounting numerals, at most ten; `current` (from 0) marks where the person stands.
pub fn numeral_steps(steps: &[(&str, &str)], current: Option<usize>) -> Markup {
    html! {
        ol.card.numerals {
            @for (place, ((title, note), numeral)) in steps.iter().zip(NUMERALS).enumerate() {
                li aria-current=[(current == Some(place)).then_some("step")] {
                    span.numeral aria-hidden="true" { (numeral) }
                    span { b { (title) } span.hint { (note) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_not_yet_open_is_no_link() {
        let tasks = [
            Task::new("基本信息", "/basic", TaskStatus::ToMend).note("<照片>"),
            Task::new("核对并提交", "/check", TaskStatus::NotYet),
        ];
        let drawn = TaskList::new(tasks).render().into_string();
        assert!(
            drawn.contains("href=\"/basic\" aria-describedby=\"task-0-status\"")
                && drawn.contains("id=\"task-0-status\"")
        );
        assert!(!drawn.contains("/check") && drawn.contains("暂不能填") && drawn.contains("&lt;照片&gt;"));
    }

    #[test]
    fn the_current_step_is_marked_once() {
        let drawn = numeral_steps(&[("注册", "备好手机"), ("认证", "扫码")], Some(1)).into_string();
        assert!(drawn.contains("壹") && drawn.contains("贰") && !drawn.contains("叁"));
        assert_eq!(drawn.matches("aria-current=\"step\"").count(), 1);
    }
}
