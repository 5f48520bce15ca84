//! A transfer as labelled lines, in the guide's order and words (spec 1.15).

use super::transfer::{Reason, Transfer};
use crate::dossier::{Line, Value};
use crate::reference::{Dictionary, Reference};
use crate::terms::RegionCode;

/// The lines of a transfer; their keys are those of its form under `transfer.`.
pub fn transfer_lines(transfer: &Transfer, reference: &Reference) -> Vec<Line> {
    let line =
        |key: &str, label: &'static str, value: Value| Line { key: format!("transfer.{key}"), label, value };
    let text = |key: &str, label: &'static str, text: &str| line(key, label, Value::Text(text.into()));
    let maybe = |key: &str, label: &'static str, text: Option<&str>| {
        line(key, label, text.map_or(Value::Missing, |text| Value::Text(text.into())))
    };
    let word = |dictionary: Dictionary, code: &str| reference.label(dictionary, code);
    let identity = &transfer.identity;
    let secret = |full: &str, masked: String| Value::Secret { full: full.into(), masked };
    let mut lines = vec![
        line("name", "姓名", secret(identity.name.as_str(), identity.name.masked())),
        line("document", "证件号码", secret(identity.document.number(), identity.document.masked())),
        text("reason", "调转原因", transfer.reason.label()),
        text("from", "调出会计管理机构", &department(transfer.from, reference)),
        text("to", "调入会计管理机构", &department(transfer.to, reference)),
    ];
    match &transfer.reason {
        Reason::Work(job) => {
            let place = reference.divisions().full_name(job.region);
            let code = &job.credit_code;
            lines.extend([
                text("employer", "拟调入单位名称", &job.employer),
                text("credit_code", "拟调入单位统一社会信用代码", code.as_str()),
                text("kind", "拟调入单位经济类型", &word(Dictionary::UnitKind, &job.kind)),
                text("industry", "拟调入单位所属行业", &word(Dictionary::Industry, &job.industry)),
                text("region", "拟调入单位地址", &place.unwrap_or_else(|| job.region.to_string())),
                maybe("telephone", "拟调入单位电话", job.telephone.as_deref()),
                text("job_from", "拟调入单位工作开始时间", &job.from.to_string()),
            ]);
        }
        Reason::Study(school) => {
            let mode = school.mode.as_deref().map(|mode| word(Dictionary::TrainingMode, mode));
            lines.extend([
                text("school", "拟入学校名称", &school.school),
                maybe("major", "所学专业", school.major.as_deref()),
                maybe("mode", "培养方式", mode.as_deref()),
                text("school_from", "入学时间", &school.from.to_string()),
            ]);
        }
        Reason::Residence(place) => lines.push(text("residence", "转入户籍所在地或居住地", place)),
    }
    lines.push(line("proof", Reason::proof_of(transfer.reason.word()), Value::Picture(transfer.proof)));
    lines
}

fn department(code: RegionCode, reference: &Reference) -> String {
    reference.divisions().department_name(code).unwrap_or_else(|| code.to_string())
}
