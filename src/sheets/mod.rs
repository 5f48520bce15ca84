//! The forms of records that several chapters have in common: 教育经历 and 工作经历 are filed in chapter 3 and changed in
//! chapter 4 with the same fields, the same reading and the same faults; the qualifications of chapter 6 are read the same way.
//!
//! Always holds: a field of a form is named like the last word of its line key in the dossier, so that a fault or a
//! remark about a line finds its field; only the two ends of `period` are fields of their own, `from` and `to`.

mod carry;
mod education;
mod employment;
mod licence;
mod lock;
mod reader;
mod sheet;
mod shown;
mod title;

pub use carry::carry;
pub use lock::{Lock, Locked};
pub use reader::{Entry, Reader, at_fields, confirms, field_of, record_of, set_day, set_period, set_picture};
pub use sheet::{ASKED, Sheet, paper_limits};
pub use shown::{shown, strip, summary, summary_of};

use crate::casework::Remark;
use crate::dossier::Listed;
use crate::terms::ItemId;
use crate::web::photos::Limits;
use crate::web::{Meaning, Slot, Typed};
use maud::Markup;

/// The places for photographs of the document itself, on every form of 基本信息.
pub const IDENTITY_SLOTS: [Slot; 2] = [
    Slot {
        field: "identity_front",
        purpose: "basics.identity_front",
        label: "身份证明正面（身份证或居住证）",
        limits: Limits::PAPER,
    },
    Slot {
        field: "identity_back",
        purpose: "basics.identity_back",
        label: "身份证明背面（身份证或居住证）",
        limits: Limits::PAPER,
    },
];

/// Who has to fill them (guide 3.2 and 4.1).
pub const IDENTITY_DUE: &str = "暂未工作且不属于在校学生的人员，须上传身份证或居住证。";

/// A record with a form of its own.
pub trait Recorded: Listed {
    /// What its form means.
    type Entry: Meaning + Entry<Record = Self>;
    /// Its slots for photographs.
    const SLOTS: &'static [Slot];
    /// What one record is called.
    const WORD: &'static str;

    /// A form not filled in yet.
    fn blank() -> Typed;
    /// The form filled with this record.
    fn filled(&self) -> Typed;
    /// Whether a button was pressed that only redraws the form, after doing what it says.
    fn rearranges(typed: &mut Typed) -> bool;
    /// The fields of its form.
    fn fields(sheet: &Sheet<'_>) -> Markup;
}

/// The remarks about the lines of one record, as the last word of the line's key and the text.
pub fn remarks_about<T: Listed>(remarks: &[Remark], item: ItemId) -> Vec<(String, String)> {
    let prefix = format!("{}.{item}.", T::KEY);
    let about =
        |remark: &Remark| Some((remark.field.strip_prefix(&prefix)?.to_string(), remark.text.clone()));
    remarks.iter().filter_map(about).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Education;

    #[test]
    fn a_remark_finds_its_record_and_no_other() {
        let remark = |field: &str| Remark { field: field.into(), text: "请重拍".into() };
        let [one, other] = [1, 2].map(|byte| ItemId::from_bytes([byte; 16]));
        let remarks = [
            remark(&format!("education.{one}.diploma")),
            remark(&format!("education.{other}.school")),
            remark(&format!("employment.{one}.employer")),
            remark("authority"),
        ];
        let found = remarks_about::<Education>(&remarks, one);
        assert_eq!(found, [("diploma".to_string(), "请重拍".to_string())]);
    }
}
