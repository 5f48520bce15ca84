//! Checking a file without changing anything, and what is kept of it until it is imported.

mod held;

pub use held::{Begun, Done, File, Held, Shown, Stage};

use crate::intake::{self, Faults, Kind, Means, Sheet, Unreadable};
use crate::office::{Counts, weigh};
use crate::reference::Reference;
use crate::store::{Broken, View};
use crate::terms::{Day, Moment, RegionCode};
use std::sync::atomic::{AtomicU32, Ordering};

/// What a check found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Rows with something in them.
    pub rows: u32,
    /// What would become of its records; nothing while there are faults.
    pub counts: Counts,
    /// What is to be mended.
    pub faults: Faults,
    /// Headings that mean nothing here.
    pub ignored: Vec<String>,
    /// What should be known.
    pub notes: Vec<String>,
}

impl Report {
    /// Whether there is anything to import.
    pub fn is_ready(&self) -> bool {
        self.faults.is_empty() && self.counts.new + self.counts.changed > 0
    }
}

/// Why a file cannot be imported now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another file is being read.
    Busy,
}

impl Refusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            Refusal::Busy => "另一位管理员的文件正在检查或导入，请过一会儿再试一次。",
        }
    }
}

/// Reads a file, telling how many rows were read; reading takes seconds, so it is done off the async threads.
pub fn read(
    kind: Kind,
    bytes: &[u8],
    reference: &Reference,
    today: Day,
    rows: &AtomicU32,
) -> Result<Sheet, Unreadable> {
    let means = Means { reference, today };
    intake::read(kind, bytes, &means, &mut |read, _| rows.store(read, Ordering::Relaxed))
}

/// What the file would change within this administrator's area.
pub fn check(view: &View, sheet: Sheet, area: RegionCode, at: Moment) -> Result<Report, Broken> {
    let (rows, ignored) = (sheet.rows, sheet.ignored.clone());
    let weighed = weigh(view, sheet, Some(area), at)?;
    Ok(Report { rows, counts: weighed.counts, faults: weighed.faults, ignored, notes: weighed.notes })
}
