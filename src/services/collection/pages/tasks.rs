//! The steps in any order, each with how far it is.

use super::address;
use crate::dossier::{Fault, Step};
use crate::services::collection::actions::Collecting;
use crate::ui::{Task, TaskList, TaskStatus};

/// The task list; `faults` is everything that still keeps the draft from being filed.
pub fn tasks(collecting: &Collecting, faults: &[Fault]) -> TaskList {
    let steps = Step::ALL.map(|step| {
        let status = status(collecting, faults, step);
        let task = Task::new(step.label(), address(step), status);
        match note(collecting, faults, step, status) {
            Some(note) => task.note(note),
            None => task,
        }
    });
    let begun = Step::ALL.into_iter().all(|step| collecting.draft.has_begun(step));
    let check = if begun {
        let note = if faults.is_empty() {
            "各项都已填好，请核对后提交。".to_string()
        } else {
            format!("还有 {} 处需要补充，打开可以看到全部。", faults.len())
        };
        Task::new("核对并提交", "/me/collect/check", TaskStatus::NotStarted).note(note)
    } else {
        Task::new("核对并提交", "/me/collect/check", TaskStatus::NotYet)
            .note("前面各项都填写后可以核对并提交。")
    };
    TaskList::new(steps.into_iter().chain([check]))
}

fn status(collecting: &Collecting, faults: &[Fault], step: Step) -> TaskStatus {
    if collecting.remarks_at(step).next().is_some() {
        TaskStatus::ToMend
    } else if !collecting.draft.has_begun(step) {
        TaskStatus::NotStarted
    } else if faults.iter().any(|fault| fault.step == step) {
        TaskStatus::Begun
    } else {
        TaskStatus::Done
    }
}

fn note(collecting: &Collecting, faults: &[Fault], step: Step, status: TaskStatus) -> Option<String> {
    match status {
        TaskStatus::ToMend => {
            let texts: Vec<_> = collecting.remarks_at(step).map(|remark| remark.text.as_str()).collect();
            Some(texts.join("；"))
        }
        TaskStatus::Begun => faults.iter().find(|fault| fault.step == step).map(|fault| fault.text.clone()),
        TaskStatus::NotStarted => Some(hint(step).into()),
        TaskStatus::Done | TaskStatus::NotYet | TaskStatus::Waiting | TaskStatus::Ready => None,
    }
}

fn hint(step: Step) -> &'static str {
    match step {
        Step::Scope => "五项中选择一项，它决定后面要准备哪些材料。",
        Step::Basics => "证件照、政治面貌、通讯地址等。",
        Step::Education => "准备好学历证书和学位证书，或者学生证。",
        Step::Employment => "准备好单位的统一社会信用代码证和工作证明；没有工作的可以说明。",
        Step::Authority => "由谁审核您的信息，按属地原则选择。",
        Step::Titles | Step::Licences => "信息采集审核通过后，在会计人员职称管理中填写。",
    }
}
