//! One row while it is read: every cell by its heading, every fault at its place.

use super::cell::Cell;
use super::columns::{Column, Content, DOCUMENT, DOCUMENT_KIND, NAME};
use super::fault::Faults;
use super::places::Places;
use super::sheet::Means;
use crate::dossier::Ending;
use crate::reference::{Dictionary, Entries};
use crate::terms::{Day, Document, DocumentKind, Line, PersonName, RegionCode, normalised};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Codes of one dictionary by label and by code, and what may be written.
type Words = (BTreeMap<String, String>, String);

/// What every row is read with.
pub(super) struct Desk<'a> {
    pub(super) today: Day,
    pub(super) places: Places<'a>,
    dictionaries: BTreeMap<Dictionary, (Arc<Entries>, Words)>,
}

impl<'a> Desk<'a> {
    pub(super) fn of(means: &Means<'a>, columns: &[Column]) -> Desk<'a> {
        let used = columns.iter().filter_map(|column| match column.content {
            Content::Entry(dictionary) => Some(dictionary),
            _ => None,
        });
        let dictionaries = used.map(|dictionary| {
            let entries = means.reference.dictionary(dictionary);
            let words = entries.entries().iter().flat_map(|entry| {
                [
                    (folded(&entry.label), entry.code.clone()),
                    (entry.code.to_ascii_uppercase(), entry.code.clone()),
                ]
            });
            let (words, labels) = (words.collect(), labels(&entries));
            (dictionary, (entries, (words, labels)))
        });
        let places = Places::of(means.reference.divisions());
        Desk { today: means.today, places, dictionaries: dictionaries.collect() }
    }

    /// The heading under which a code stands in its dictionary.
    pub(super) fn group(&self, dictionary: Dictionary, code: &str) -> Option<&str> {
        self.dictionaries.get(&dictionary)?.0.entry(code)?.group.as_deref()
    }

    /// The label of a code.
    pub(super) fn label(&self, dictionary: Dictionary, code: &str) -> Option<&str> {
        self.dictionaries.get(&dictionary)?.0.label(code)
    }
}

fn labels(entries: &Entries) -> String {
    let labels: Vec<&str> = entries.entries().iter().map(|entry| entry.label.as_str()).collect();
    match labels.len() {
        0..=12 => labels.join("、"),
        _ => format!("{}等 {} 项，见模板", labels[..6].join("、"), labels.len()),
    }
}

fn folded(text: &str) -> String {
    normalised(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}

/// One row.
pub(super) struct Reader<'a> {
    pub(super) desk: &'a Desk<'a>,
    /// Its number in the table.
    pub(super) number: u32,
    cells: &'a [Cell],
    /// Where each column stands, by heading.
    headings: &'a BTreeMap<&'static str, usize>,
    faults: &'a mut Faults,
    before: usize,
}

impl<'a> Reader<'a> {
    /// A row; what it lacks is a fault already.
    pub(super) fn new(
        desk: &'a Desk<'a>,
        number: u32,
        (cells, headings): (&'a [Cell], &'a BTreeMap<&'static str, usize>),
        columns: &'static [Column],
        faults: &'a mut Faults,
    ) -> Reader<'a> {
        let before = faults.total();
        let mut reader = Reader { desk, number, cells, headings, faults, before };
        for column in columns.iter().filter(|column| column.needed) {
            if reader.is_blank(column.name) {
                reader.fault(column.name, "必须填写。");
            }
        }
        reader
    }

    /// Whether nothing was wrong with the row so far.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.total() == self.before
    }

    pub(super) fn fault(&mut self, column: &'static str, text: impl Into<String>) {
        self.faults.push(self.number, column, text);
    }

    fn cell(&self, column: &str) -> &'a Cell {
        static EMPTY: Cell = Cell::Empty;
        self.headings.get(column).and_then(|at| self.cells.get(*at)).unwrap_or(&EMPTY)
    }

    pub(super) fn is_blank(&self, column: &str) -> bool {
        self.cell(column).is_empty()
    }

    fn take<T>(&mut self, column: &'static str, read: Result<Option<T>, String>) -> Option<T> {
        read.unwrap_or_else(|text| {
            self.fault(column, text);
            None
        })
    }

    /// What stands in a cell, as text.
    pub(super) fn words(&mut self, column: &'static str) -> Option<String> {
        self.take(column, self.cell(column).words())
    }

    /// One line of at most so many characters.
    pub(super) fn line(&mut self, column: &'static str, most: usize) -> Option<String> {
        let words = self.words(column)?;
        let read = Line::parse(&words, most, column).map(|line| Some(line.as_str().to_string()));
        self.take(column, read.map_err(|wrong| wrong.to_string()))
    }

    /// A day that is not in the future.
    pub(super) fn day(&mut self, column: &'static str) -> Option<Day> {
        let day = self.take(column, self.cell(column).day())?;
        if day > self.desk.today {
            self.fault(column, format!("日期在今天之后（{day}）；请核对。"));
            return None;
        }
        Some(day)
    }

    /// A day, or 至今.
    pub(super) fn ending(&mut self, column: &'static str) -> Option<Ending> {
        if let Cell::Text(text) = self.cell(column)
            && matches!(folded(text).as_str(), "至今" | "今")
        {
            return Some(Ending::Open);
        }
        // The end of a study or of a fixed term may lie ahead.
        self.take(column, self.cell(column).day()).map(Ending::On)
    }

    /// A beginning and an end, the end not before the beginning.
    pub(super) fn stretch(&mut self, from: &'static str, to: &'static str) -> (Option<Day>, Option<Ending>) {
        let (begin, end) = (self.day(from), self.ending(to));
        if let (Some(begin), Some(Ending::On(end))) = (begin, end)
            && end < begin
        {
            self.fault(to, format!("早于「{from}」；请核对两个日期。"));
        }
        (begin, end)
    }

    /// The code of a dictionary's entry.
    pub(super) fn code(&mut self, column: &'static str, dictionary: Dictionary) -> Option<String> {
        let words = self.words(column)?;
        let (_, (known, labels)) = self.desk.dictionaries.get(&dictionary)?;
        let code = known.get(&folded(&words)).cloned();
        if code.is_none() {
            self.fault(column, format!("没有“{words}”这一项；可以是：{labels}。"));
        }
        code
    }

    /// A division.
    pub(super) fn region(&mut self, column: &'static str) -> Option<RegionCode> {
        let words = self.words(column)?;
        self.take(column, self.desk.places.find(&words).map(Some))
    }

    /// The document of 证件类型 and 证件号码.
    pub(super) fn document(&mut self) -> Option<Document> {
        let kind = match self.words(DOCUMENT_KIND) {
            None => DocumentKind::ResidentId,
            Some(words) => {
                let kind = DocumentKind::ALL
                    .into_iter()
                    .find(|kind| folded(kind.label()) == folded(&words) || kind.code() == words);
                match kind.or_else(|| {
                    matches!(&*words, "身份证" | "居民身份证").then_some(DocumentKind::ResidentId)
                }) {
                    Some(kind) => kind,
                    None => {
                        let labels = DocumentKind::ALL.map(DocumentKind::label).join("、");
                        self.fault(DOCUMENT_KIND, format!("没有“{words}”这种证件；可以是：{labels}。"));
                        return None;
                    }
                }
            }
        };
        let number = self.words(DOCUMENT)?;
        let document = Document::parse_on(kind, &number, self.desk.today);
        self.take(DOCUMENT, document.map(Some).map_err(|wrong| wrong.to_string()))
    }

    /// 姓名.
    pub(super) fn name(&mut self) -> Option<PersonName> {
        let words = self.words(NAME)?;
        self.take(NAME, PersonName::parse(&words).map(Some).map_err(|wrong| wrong.to_string()))
    }
}
