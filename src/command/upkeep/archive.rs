//! Backups while the house is open: daily, on request, and which of them are kept.
//!
//! What always holds: one archive is written at a time; the day's archive is never overwritten; only archives named
//! by this room are ever removed.

use crate::config::BackupPlan;
use crate::office::Office;
use crate::store::{Broken, Manifest, backup};
use crate::terms::{Day, Moment};
use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;

const BEGINNING: &str = "zhangfang-";
const ENDING: &str = ".backup";

/// Writes archives of an open instance.
#[derive(Clone)]
pub struct Archivist {
    office: Office,
    turn: Arc<Mutex<()>>,
}

impl Archivist {
    /// Writes archives of this office.
    pub fn new(office: Office) -> Archivist {
        Archivist { office, turn: Arc::default() }
    }

    /// Writes the present state to a file while work goes on.
    pub async fn write(&self, archive: PathBuf) -> Result<(PathBuf, Manifest), Broken> {
        let _turn = self.turn.lock().await;
        let store = self.office.store().clone();
        let made_at = u64::try_from(self.office.now().millis()).unwrap_or(0);
        let written = tokio::task::spawn_blocking(move || {
            if let Some(folder) = archive.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            }
            let manifest = backup(&store.view()?, &archive, env!("CARGO_PKG_VERSION"), made_at)?;
            Ok((archive, manifest))
        });
        written.await.unwrap_or_else(|cause| Err(Broken::Io(format!("backup: ended early: {cause}"))))
    }

    /// A name with day and time, for an archive somebody asked for.
    pub fn name_now(&self) -> String {
        Archivist::name_at(self.office.now())
    }

    /// The name of an archive that is asked for at this moment.
    pub fn name_at(now: Moment) -> String {
        let (hour, minute, second) = now.clock();
        format!("{BEGINNING}{}-{hour:02}{minute:02}{second:02}{ENDING}", now.day())
    }

    /// Writes the day's archive if it is time and there is none, and removes those that are no longer kept.
    pub(super) async fn daily(&self, plan: &BackupPlan) {
        let now = self.office.now();
        let (hour, minute, _) = now.clock();
        let archive = plan.folder.join(format!("{BEGINNING}{}{ENDING}", now.day()));
        if hour * 60 + minute < i64::from(plan.minute_of_day) || archive.exists() {
            return;
        }
        let written = self.write(archive).await;
        let good = written.is_ok();
        self.tell(written);
        if good && let Err(cause) = thin_out(&plan.folder, plan.daily.into(), plan.weekly.into()) {
            log::warn!("backup: old ones not removed: {cause}");
        }
    }

    /// Tells the log what came of it.
    pub(super) fn tell(&self, written: Result<(PathBuf, Manifest), Broken>) {
        match written {
            Ok((path, manifest)) => {
                log::info!("backup: written: {} with {} bytes", path.display(), manifest.length)
            }
            Err(broken) => log::error!("backup: not written: {broken}"),
        }
    }
}

fn thin_out(folder: &Path, daily: usize, weekly: usize) -> std::io::Result<()> {
    let mut days = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        days.extend(name.to_str().and_then(day_of));
    }
    let keep = kept(&days, daily, weekly);
    for day in days.into_iter().filter(|day| !keep.contains(day)) {
        std::fs::remove_file(folder.join(format!("{BEGINNING}{day}{ENDING}")))?;
    }
    Ok(())
}

/// The day of a daily archive's name.
fn day_of(name: &str) -> Option<Day> {
    Day::parse(name.strip_prefix(BEGINNING)?.strip_suffix(ENDING)?).ok()
}

/// The days whose archives stay: the newest `daily` ones, and the earliest of each of the newest `weekly` weeks.
pub fn kept(days: &[Day], daily: usize, weekly: usize) -> BTreeSet<Day> {
    let sorted: BTreeSet<Day> = days.iter().copied().collect();
    let mut weeks: BTreeMap<i64, Day> = BTreeMap::new();
    for day in &sorted {
        weeks.entry(week(*day)).or_insert(*day);
    }
    let newest = sorted.iter().rev().take(daily).copied();
    newest.chain(weeks.into_values().rev().take(weekly)).collect()
}

/// Weeks from Monday to Sunday, counted from Monday 2000-01-03.
fn week(day: Day) -> i64 {
    let monday = Day::new(2000, 1, 3).expect("2000-01-03 is a day");
    day.days_since(monday).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> Day {
        Day::parse(typed).unwrap()
    }

    #[test]
    fn seven_days_and_the_first_of_four_weeks_are_kept() {
        let mut there: Vec<Day> = Vec::new();
        for age in (0..60).rev() {
            there.push(day("2026-11-25").plus_days(-age));
            there = kept(&there, 7, 4).into_iter().collect();
        }
        let days: Vec<String> = there.iter().map(ToString::to_string).collect();
        let wanted = [
            "2026-11-02",
            "2026-11-09",
            "2026-11-16",
            "2026-11-19",
            "2026-11-20",
            "2026-11-21",
            "2026-11-22",
            "2026-11-23",
            "2026-11-24",
            "2026-11-25",
        ];
        assert_eq!(days, wanted);
    }

    #[test]
    fn only_daily_archives_are_counted() {
        assert_eq!(day_of("zhangfang-2026-11-23.backup"), Some(day("2026-11-23")));
        for other in ["zhangfang-2026-11-23-101500.backup", "mine.backup", "zhangfang-2026-11-23.backup.new"]
        {
            assert_eq!(day_of(other), None, "{other}");
        }
    }
}
