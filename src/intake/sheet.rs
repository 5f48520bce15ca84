//! Reading one file into a batch: the headings, then row by row.

use super::cell::Cell;
use super::certificates::{self, CertificateRow};
use super::columns::{Column, Kind};
use super::education;
use super::employers::{self, EmployerRow};
use super::employment;
use super::fault::{Faults, Unreadable};
use super::file::{self, MOST_ROWS, Row};
use super::officers::{self, OfficerRow};
use super::people::Past;
use super::row::{Desk, Reader};
use crate::dossier::{PastEducation, PastEmployment};
use crate::reference::Reference;
use crate::terms::{Day, normalised};
use ring::digest;
use std::collections::BTreeMap;

/// What the template's example begins with.
pub(super) const EXAMPLE: &str = "示例：";

/// What reading leans on.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// Dictionaries and divisions.
    pub reference: &'a Reference,
    /// Today in Beijing.
    pub today: Day,
}

/// Told now and then how many rows were read, and about how many there are.
pub type Progress<'a> = dyn FnMut(u32, u32) + 'a;

/// The rows of one file.
#[derive(Debug)]
pub enum Batch {
    /// 证书库.
    Certificates(Vec<CertificateRow>),
    /// 教育经历 by person.
    Education(Vec<Past<PastEducation>>),
    /// 工作经历 by person.
    Employment(Vec<Past<PastEmployment>>),
    /// 单位名录.
    Employers(Vec<EmployerRow>),
    /// 财政用户.
    Officers(Vec<OfficerRow>),
}

/// One file that was read.
#[derive(Debug)]
pub struct Sheet {
    /// What kind of table it is.
    pub kind: Kind,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// Rows with something in them, the heading not counted.
    pub rows: u32,
    /// What they say; to be used only if there are no faults.
    pub batch: Batch,
    /// What is to be mended.
    pub faults: Faults,
    /// Headings that mean nothing here.
    pub ignored: Vec<String>,
    /// What is no fault and should be known, in whole sentences.
    pub notes: Vec<String>,
}

/// What gathers the rows of one kind.
pub(super) trait Collector {
    /// Takes a row; whatever is wrong with it goes to its faults.
    fn take(&mut self, row: &mut Reader<'_>);
    /// The batch, with what should be known about it.
    fn finish(self: Box<Self>, notes: &mut Vec<String>) -> Batch;
}

/// Reads a file of this kind.
pub fn read(
    kind: Kind,
    bytes: &[u8],
    means: &Means<'_>,
    told: &mut Progress<'_>,
) -> Result<Sheet, Unreadable> {
    let columns = kind.columns();
    let desk = Desk::of(means, columns);
    let (mut faults, mut ignored, mut rows, mut examples) = (Faults::default(), Vec::new(), 0, 0_u32);
    let mut headings: Option<BTreeMap<&'static str, usize>> = None;
    let mut collector: Box<dyn Collector> = match kind {
        Kind::Certificates => Box::new(certificates::Collected::default()),
        Kind::Education => Box::new(education::Collected::default()),
        Kind::Employment => Box::new(employment::Collected::default()),
        Kind::Employers => Box::new(employers::Collected::default()),
        Kind::Officers => Box::new(officers::Collected::default()),
    };
    file::rows(bytes, &mut |row| {
        let Some(headings) = &headings else {
            headings = Some(named(kind, &row, &mut ignored)?);
            return Ok(());
        };
        if is_example(&row) {
            examples += 1;
            return Ok(());
        }
        rows += 1;
        if rows > MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        if rows % 1_000 == 0 {
            told(rows, row.of.max(rows));
        }
        let mut reader = Reader::new(&desk, row.number, (row.cells, headings), columns, &mut faults);
        collector.take(&mut reader);
        Ok(())
    })?;
    if headings.is_none() {
        return Err(Unreadable::Empty);
    }
    if rows == 0 {
        return Err(Unreadable::NoRows);
    }
    told(rows, rows);
    let mut notes = Vec::new();
    if examples > 0 {
        notes.push(format!("模板里的示例有 {examples} 行，没有导入。"));
    }
    let batch = collector.finish(&mut notes);
    let mut sha = [0; 32];
    sha.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    Ok(Sheet { kind, digest: sha, rows, batch, faults, ignored, notes })
}

/// Whether the template's example was left in.
fn is_example(row: &Row<'_>) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    matches!(first, Some(Cell::Text(text)) if text.starts_with(EXAMPLE))
}

/// Which column stands where.
fn named(
    kind: Kind,
    row: &Row<'_>,
    ignored: &mut Vec<String>,
) -> Result<BTreeMap<&'static str, usize>, Unreadable> {
    let mut headings = BTreeMap::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let Ok(Some(words)) = cell.words() else { continue };
        let plain = heading(&words);
        match kind.columns().iter().find(|column: &&Column| heading(column.name) == plain) {
            Some(column) if headings.insert(column.name, at).is_some() => {
                return Err(Unreadable::TwiceNamed(column.name));
            }
            Some(_) => {}
            None => ignored.push(words.chars().take(40).collect()),
        }
    }
    let missing: Vec<&'static str> =
        kind.needed().into_iter().filter(|name| !headings.contains_key(name)).collect();
    if missing.is_empty() { Ok(headings) } else { Err(Unreadable::Columns(kind, missing)) }
}

/// A heading without blanks and without the star of required columns.
fn heading(text: &str) -> String {
    normalised(text).chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}
