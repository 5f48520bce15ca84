//! Reading the forms of records: every fault is gathered, none stops the reading.

use crate::dossier;
use crate::reference::Dictionary;
use crate::terms::{CreditCode, Day, FileId, ItemId, Line, Period};
use crate::ui::Faults;
use crate::web::{Means, Slots, Typed};

/// Nobody who files today went to school or work before.
pub(super) const EARLIEST_YEAR: i32 = 1930;

/// What is being read, with the faults found so far.
pub struct Reader<'a> {
    /// What was typed.
    pub typed: &'a Typed,
    /// What faults were found.
    pub faults: Faults,
    means: &'a Means<'a>,
}

impl<'a> Reader<'a> {
    /// Nothing read yet.
    pub fn new(typed: &'a Typed, means: &'a Means<'a>) -> Self {
        Reader { typed, faults: Faults::new(), means }
    }

    /// What reading may lean on.
    pub fn means(&self) -> &'a Means<'a> {
        self.means
    }

    /// The answer, unless there was a fault.
    pub fn end<T>(self, read: Option<T>) -> Result<T, Faults> {
        match read {
            Some(read) if self.faults.is_empty() => Ok(read),
            _ => Err(self.faults),
        }
    }

    /// Keeps the value or its fault.
    pub fn take<T, W: ToString>(&mut self, field: &str, read: Result<T, W>) -> Option<T> {
        read.map_err(|wrong| self.faults.push(field, wrong.to_string())).ok()
    }

    /// One line of text that has to be there.
    pub fn line(&mut self, field: &str, what: &str, most: usize) -> Option<String> {
        let read = Line::parse(self.typed.text(field), most, what);
        self.take(field, read).map(|line| line.to_string())
    }

    /// One line of text that may be missing.
    pub fn optional_line(&mut self, field: &str, what: &str, most: usize) -> Option<Option<String>> {
        if self.typed.given(field).is_none() { Some(None) } else { self.line(field, what, most).map(Some) }
    }

    /// An entry of a dictionary.
    pub fn entry(&mut self, field: &str, dictionary: Dictionary) -> Option<String> {
        let code = self.typed.text(field);
        let known = self.means.reference.dictionary(dictionary).contains(code);
        let read =
            if known { Ok(code.to_string()) } else { Err(format!("请选择{}。", dictionary.label())) };
        self.take(field, read)
    }

    /// 是 or 否.
    pub fn yes_or_no(&mut self, field: &str, what: &str) -> Option<bool> {
        let read = match self.typed.text(field) {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(format!("请选择{what}：是或否。")),
        };
        self.take(field, read)
    }

    /// A day that is not in the future.
    pub fn day(&mut self, field: &str, what: &str) -> Option<Day> {
        self.day_until(field, what, self.means.today, "今天")
    }

    /// A day that does not lie behind the latest one, which people call `by`.
    pub fn day_until(&mut self, field: &str, what: &str, latest: Day, by: &str) -> Option<Day> {
        let Some(typed) = self.typed.date(field) else {
            self.faults.push(field, format!("请填写{what}。"));
            return None;
        };
        let Some(day) = Day::parse(&typed).ok() else {
            self.faults.push(field, format!("{what}请填写真实存在的日期，例如 2024 年 9 月 2 日。"));
            return None;
        };
        if day > latest {
            self.faults.push(field, format!("{what}不能晚于{by}，请核对。"));
            return None;
        }
        if day.year() < EARLIEST_YEAR {
            self.faults.push(field, format!("{what}的年份早于 {EARLIEST_YEAR} 年，请核对。"));
            return None;
        }
        Some(day)
    }

    /// A period between two date fields, of which the second may be 至今.
    pub fn period(&mut self, [from, to]: [&str; 2], [began, ended]: [&str; 2]) -> Option<Period> {
        let start = self.day(from, began);
        let end = match (self.typed.is_open(to), self.typed.date(to)) {
            (true, None) => Some(None),
            (true, Some(_)) => {
                let text = format!("{ended}已填写日期，又勾选了至今，请只保留其中一项。");
                self.faults.push(to, text);
                None
            }
            (false, None) => {
                self.faults.push(to, format!("请填写{ended}；还没有结束的，请勾选至今。"));
                None
            }
            (false, Some(_)) => self.day(to, ended).map(Some),
        };
        let read = Period::new(start?, end?);
        self.take(to, read)
    }
}

/// Whether the box was ticked for this very code and not for one typed before.
pub fn confirms(typed: &Typed, code: &CreditCode) -> bool {
    typed.has("code_confirmed") && typed.text("code_shown") == code.to_string()
}

/// A checked entry that becomes a record once it has an id and pictures.
pub trait Entry {
    /// What it becomes.
    type Record;

    /// The record with the pictures held by the form's slots.
    fn record(self, id: ItemId, picture: impl Fn(&str) -> Option<FileId>) -> Self::Record;
}

/// The record of an entry with the pictures that were received.
pub fn record_of<E: Entry>(entry: E, id: ItemId, slots: &Slots) -> E::Record {
    entry.record(id, |field| slots.of(field))
}

/// The field of the form that a line of the dossier is edited in.
pub fn field_of(key: &str) -> &str {
    match key.rsplit('.').next().unwrap_or(key) {
        // Where a record comes from has no field of its own.
        "period" | "source" | "locked" | "past_code" => "from",
        field => field,
    }
}

/// Faults of the dossier at the fields of the form.
pub fn at_fields(faults: &[dossier::Fault]) -> Faults {
    let mut there = Faults::new();
    for fault in faults {
        there.push(field_of(&fault.field), fault.text.clone());
    }
    there
}

/// Writes a day into its three boxes.
pub fn set_day(typed: &mut Typed, field: &str, day: Day) {
    typed.set(&format!("{field}.year"), day.year().to_string());
    typed.set(&format!("{field}.month"), day.month().to_string());
    typed.set(&format!("{field}.day"), day.day().to_string());
}

/// Writes a period into its two date fields.
pub fn set_period(typed: &mut Typed, [from, to]: [&str; 2], period: &Period) {
    set_day(typed, from, period.from());
    match period.to() {
        Some(day) => set_day(typed, to, day),
        None => typed.set(&format!("{to}.open"), "true"),
    }
}

/// Writes a kept picture into its slot.
pub fn set_picture(typed: &mut Typed, field: &str, file: Option<FileId>) {
    if let Some(file) = file {
        typed.set(&format!("kept.{field}"), file.to_string());
    }
}
