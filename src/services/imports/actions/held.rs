//! Checked files until they are imported: in memory, one for each administrator, for half an hour.

use super::Report;
use crate::intake::Kind;
use crate::office::Counts;
use crate::terms::{Moment, OfficerId};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a checked file is kept.
const VALID: Duration = Duration::from_secs(30 * 60);
/// How many are kept; the oldest goes first.
const MOST: usize = 3;

/// The checked files of this house.
#[derive(Debug, Default)]
pub struct Held {
    files: Mutex<BTreeMap<OfficerId, File>>,
    busy: Arc<AtomicBool>,
}

/// One checked file.
#[derive(Debug)]
pub struct File {
    /// What stands in its address.
    pub token: String,
    /// The browser it was handed in with.
    pub browser: [u8; 32],
    /// What kind of table it is.
    pub kind: Kind,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
    /// When it was checked.
    pub at: Moment,
    /// How many rows the import has read.
    pub read: Arc<AtomicU32>,
    /// What the check found.
    pub report: Arc<Report>,
    /// How far it is.
    pub stage: Stage,
}

/// How far a file is.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Checked, nothing changed.
    Checked,
    /// Being imported.
    Applying,
    /// Imported.
    Done(Done),
    /// Not imported after all: this sentence says why.
    Refused(String),
}

/// What was imported.
#[derive(Clone, Debug)]
pub struct Done {
    /// What became of the records.
    pub counts: Counts,
    /// What should be known.
    pub notes: Vec<String>,
}

/// What a page shows of a file.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What kind of table it is.
    pub kind: Kind,
    /// How many rows the import has read.
    pub read: u32,
    /// What the check found.
    pub report: Arc<Report>,
    /// How far it is.
    pub stage: Stage,
}

/// What becomes of pressing the button.
#[derive(Debug)]
pub enum Begun {
    /// The import begins with these bytes; whoever got them says how it ended.
    Go(Kind, Arc<Vec<u8>>, Arc<AtomicU32>),
    /// It was begun before, or there is nothing to import.
    Already,
}

/// The only one who reads a file now.
#[derive(Debug)]
pub struct Turn(Arc<AtomicBool>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Held {
    fn files(&self, now: Moment) -> MutexGuard<'_, BTreeMap<OfficerId, File>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        // What is being imported has its bytes elsewhere and may be forgotten like the rest.
        files.retain(|_, file| now < file.at.plus(VALID));
        files
    }

    /// The turn to read a file; none while somebody else reads one.
    pub fn turn(&self) -> Option<Turn> {
        let free = self.busy.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed);
        free.is_ok().then(|| Turn(self.busy.clone()))
    }

    /// Keeps a checked file in place of the administrator's last one.
    pub fn keep(&self, officer: OfficerId, file: File) {
        let mut files = self.files(file.at);
        files.insert(officer, file);
        while files.len() > MOST {
            let oldest = files.iter().min_by_key(|(_, file)| file.at).map(|(officer, _)| *officer);
            let Some(oldest) = oldest else { break };
            files.remove(&oldest);
        }
    }

    fn with<T>(
        &self,
        (officer, browser): (OfficerId, &[u8; 32]),
        token: &str,
        now: Moment,
        work: impl FnOnce(&mut File) -> T,
    ) -> Option<T> {
        let mut files = self.files(now);
        files.get_mut(&officer).filter(|file| file.token == token && file.browser == *browser).map(work)
    }

    /// The file of this administrator at this browser; none when it is somebody else's or was forgotten.
    pub fn shown(&self, who: (OfficerId, &[u8; 32]), token: &str, now: Moment) -> Option<Shown> {
        self.with(who, token, now, |file| Shown {
            kind: file.kind,
            read: file.read.load(Ordering::Relaxed),
            report: file.report.clone(),
            stage: file.stage.clone(),
        })
    }

    /// Begins to import a file that was checked and found sound.
    pub fn begin(&self, who: (OfficerId, &[u8; 32]), token: &str, now: Moment) -> Option<Begun> {
        self.with(who, token, now, |file| match file.stage {
            Stage::Checked if file.report.is_ready() => {
                file.stage = Stage::Applying;
                file.read.store(0, Ordering::Relaxed);
                Begun::Go(file.kind, std::mem::take(&mut file.bytes), file.read.clone())
            }
            _ => Begun::Already,
        })
    }

    /// Says how an import ended.
    pub fn end(&self, officer: OfficerId, token: &str, now: Moment, stage: Stage) {
        let mut files = self.files(now);
        if let Some(file) = files.get_mut(&officer).filter(|file| file.token == token) {
            file.stage = stage;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Faults;

    fn file(token: &str, at: i64) -> File {
        let counts = Counts { new: 1, changed: 0, same: 0 };
        let (faults, ignored, notes) = (Faults::default(), Vec::new(), Vec::new());
        File {
            token: token.into(),
            browser: [1; 32],
            kind: Kind::Employers,
            bytes: Arc::new(vec![1]),
            at: Moment::from_millis(at),
            read: Arc::default(),
            report: Arc::new(Report { rows: 1, counts, faults, ignored, notes }),
            stage: Stage::Checked,
        }
    }

    fn officer(byte: u8) -> OfficerId {
        OfficerId::from_bytes([byte; 16])
    }

    #[test]
    fn a_file_is_found_by_its_owner_at_the_same_browser_for_half_an_hour() {
        let held = Held::default();
        held.keep(officer(1), file("a", 0));
        let (soon, late) = (Moment::from_millis(1_799_999), Moment::from_millis(1_800_000));
        assert!(held.shown((officer(1), &[1; 32]), "a", soon).is_some());
        assert!(held.shown((officer(1), &[2; 32]), "a", soon).is_none());
        assert!(held.shown((officer(2), &[1; 32]), "a", soon).is_none());
        assert!(held.shown((officer(1), &[1; 32]), "b", soon).is_none());
        assert!(held.shown((officer(1), &[1; 32]), "a", late).is_none());
    }

    #[test]
    fn a_file_begins_once_and_few_are_kept() {
        let held = Held::default();
        for byte in 1..=4 {
            held.keep(officer(byte), file("a", i64::from(byte)));
        }
        let now = Moment::from_millis(10);
        assert!(held.shown((officer(1), &[1; 32]), "a", now).is_none(), "the oldest went");
        let begin = || held.begin((officer(2), &[1; 32]), "a", now);
        assert!(matches!(begin(), Some(Begun::Go(..))) && matches!(begin(), Some(Begun::Already)));
    }

    #[test]
    fn one_file_is_read_at_a_time() {
        let held = Held::default();
        let turn = held.turn();
        assert!(turn.is_some() && held.turn().is_none());
        drop(turn);
        assert!(held.turn().is_some());
    }
}
