//! What an officer typed: a verdict with its reasons, or why masked data have to be seen.

mod counter;

pub use counter::{CHECKS, CounterNumber, CounterVerdict, NUMBER, REASON};

use super::actions::{Reason, Verdict};
use crate::casework::{Decision, Remark};
use crate::terms::Line;
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The usual reasons: word and sentence.
pub const REASONS: [(&str, &str); 4] = [
    ("blurred", "图片不清晰"),
    ("mismatch", "编号与图片不一致"),
    ("missing", "缺少附件"),
    ("inconsistent", "信息与材料不符"),
];

/// So many lines may be given words of their own.
pub const EACH: [&str; 3] = ["1", "2", "3"];

/// The most characters of one text.
const LONGEST: usize = 500;

/// A decision form.
pub struct Decided(pub Verdict);

/// The form that asks to see masked data.
pub struct Asked(pub Reason);

impl Meaning for Decided {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let common = common(typed, &mut faults);
        let each = each(typed, &mut faults);
        let marks = typed.texts("mark");
        let silent = common.is_empty() && each.is_empty();
        let decision = match typed.text("verdict") {
            "approve" => {
                if !silent || !marks.is_empty() {
                    let text = "选择「通过」时不用填写原因。如需办理人修改，请改选「退回补正」；确认通过，请先清空标记和原因。";
                    faults.push("verdict", text);
                }
                Decision::Approve
            }
            "return" => {
                if common.is_empty() && (each.is_empty() || !marks.is_empty()) {
                    faults.push("note", "请勾选或写明原因，让办理人知道哪里要改、怎么改。");
                }
                Decision::Return(remarks(marks, &common, each))
            }
            "reject" => {
                if silent {
                    faults.push("note", "请写明不予通过的原因，办理人会看到。");
                }
                let said = each.into_iter().map(|remark| remark.text);
                let texts: Vec<String> =
                    Some(common).filter(|text| !text.is_empty()).into_iter().chain(said).collect();
                Decision::Reject(texts.join("；"))
            }
            _ => {
                faults.push("verdict", "请先选择审核结论：通过、退回补正或不予通过。");
                Decision::Approve
            }
        };
        // A version that cannot be read is none that was seen, and the corridor says so.
        let seen = typed.text("seen").parse().unwrap_or(0);
        if faults.is_empty() { Ok(Decided(Verdict { seen, decision })) } else { Err(faults) }
    }
}

impl Meaning for Asked {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        Reason::from_word(typed.text("purpose")).map(Asked).ok_or_else(|| {
            let mut faults = Faults::new();
            faults.push("purpose", "请选择查看完整信息的理由，系统会记录本次查看。");
            faults
        })
    }
}

/// Everything that was given as a reason, as one text to be kept when the decision came too late.
pub fn reasons(typed: &Typed) -> String {
    let mut faults = Faults::new();
    let mut texts = vec![common(typed, &mut faults)];
    texts.extend(each(typed, &mut faults).into_iter().map(|remark| remark.text));
    texts.retain(|text| !text.is_empty());
    texts.join("；")
}

/// The usual reasons that were ticked, and the note.
fn common(typed: &Typed, faults: &mut Faults) -> String {
    let ticked = typed.texts("reasons");
    let usual = REASONS.iter().filter(|(word, _)| ticked.iter().any(|one| one == word));
    let mut texts: Vec<String> = usual.map(|(_, label)| (*label).to_string()).collect();
    texts.extend(line(typed, "note", faults));
    texts.join("；")
}

/// The lines that were given words of their own.
fn each(typed: &Typed, faults: &mut Faults) -> Vec<Remark> {
    let rows = EACH.iter().filter_map(|row| {
        let (field, name) = (typed.text(&format!("each.{row}.field")), format!("each.{row}.text"));
        match line(typed, &name, faults) {
            Some(text) => Some(Remark { field: field.into(), text }),
            None => {
                if !field.is_empty() && faults.of(&name).is_none() {
                    faults.push(name, "请写明这一项哪里要改，或者不选这一项。");
                }
                None
            }
        }
    });
    rows.collect()
}

fn line(typed: &Typed, name: &str, faults: &mut Faults) -> Option<String> {
    let given = typed.given(name)?;
    match Line::parse(given, LONGEST, "说明") {
        Ok(line) => Some(line.to_string()),
        Err(wrong) => {
            faults.push(name, wrong.to_string());
            None
        }
    }
}

/// The common words go to every marked line, or to the whole matter when none is marked.
fn remarks(marks: &[String], common: &str, each: Vec<Remark>) -> Vec<Remark> {
    let remark = |field: &str| Remark { field: field.into(), text: common.into() };
    let mut fields: Vec<&str> = Vec::new();
    for mark in marks {
        if !fields.contains(&mark.as_str()) {
            fields.push(mark);
        }
    }
    let mut remarks: Vec<Remark> = match (fields.is_empty(), common.is_empty()) {
        (_, true) => Vec::new(),
        (true, false) => vec![remark("")],
        (false, false) => fields.into_iter().map(remark).collect(),
    };
    remarks.extend(each);
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(field: &str, text: &str) -> Remark {
        Remark { field: field.into(), text: text.into() }
    }

    #[test]
    fn common_words_go_to_every_marked_line_once() {
        let marks = ["a".to_string(), "b".to_string(), "a".to_string()];
        assert_eq!(remarks(&marks, "不清晰", vec![]), [each("a", "不清晰"), each("b", "不清晰")]);
        assert_eq!(remarks(&[], "不清晰", vec![each("c", "请补")]), [each("", "不清晰"), each("c", "请补")]);
    }

    #[test]
    fn what_was_ticked_and_written_becomes_one_text() {
        let typed = Typed::from_pairs([
            ("reasons", "missing".to_string()),
            ("note", " 请上传 学位证 ".to_string()),
            ("each.2.text", "看不清编号".to_string()),
        ]);
        assert_eq!(reasons(&typed), "缺少附件；请上传 学位证；看不清编号");
    }
}
