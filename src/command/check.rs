//! `check`: whether everything kept holds together: pages, records, indexes, attachments, pictures, filings, journal.

use super::folder;
use super::trouble::{Exit, Trouble};
use crate::casework::{GENESIS, verify};
use crate::config::Typed;
use crate::office::Office;
use crate::store::{
    self, Broken, Key, Read, Record, Span, Table, attachment, attachments, check_file, rebuild,
};
use crate::tables::{
    CASES, CATALOGUE, DISPATCHES, FILES, FILES_BY_CONTENT, FILINGS, JOURNAL, JOURNAL_HEAD, Only, Profile,
};
use std::collections::BTreeSet;

const PAGE: usize = 1000;

/// Checks a closed instance and tells what was found; `anew` writes the indexes anew first.
pub(super) fn check(typed: &Typed, anew: bool) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    let path = folder::database(&config);
    let broken = |broken: Broken| Trouble::broken(&broken, &path);
    let cache = usize::try_from(config.cache).unwrap_or(usize::MAX);
    if !path.exists() {
        return Err(broken(Broken::Missing(path.display().to_string())));
    }
    let mut findings = Vec::new();
    if !check_file(&path, cache).map_err(broken)? {
        findings.push("数据库文件有一页校验不符，已回到上一个完整状态".to_string());
    }
    let store = folder::open(&config, true)?;
    let profile = store.view().and_then(|view| view.get(&crate::tables::INSTANCE, &Only)).map_err(broken)?;
    let profile = profile.map_or(Profile::Production, |instance| instance.profile);
    let office = folder::office(&store, &config, profile)?;
    if anew {
        rebuild(&store).map_err(broken)?;
        println!("索引已全部重建。");
    }
    findings.extend(examine(&office).map_err(broken)?);
    store.close().map_err(broken)?;
    if findings.is_empty() {
        println!("{} 检查完毕，没有发现问题。", path.display());
        return Ok(());
    }
    let remedy = "索引问题可用 zhangfang check --rebuild 修复，其他问题请从最近的备份恢复";
    let text = format!(
        "{} 检查完毕，发现 {} 个问题：\n{}\n{remedy}。",
        path.display(),
        findings.len(),
        findings.join("\n")
    );
    Err(Trouble::new(Exit::Findings, text))
}

/// Everything that does not hold together, in words; empty when all is well.
pub fn examine(office: &Office) -> Result<Vec<String>, Broken> {
    let view = office.store().view()?;
    let mut findings = Vec::new();
    let found = store::check(&view, &CATALOGUE)?;
    for table in found.tables.iter().filter(|table| table.unreadable > 0) {
        findings.push(format!("表 {} 有 {} 条记录不能读取", table.table, table.unreadable));
    }
    for index in found.indexes.iter().filter(|index| index.missing > 0 || index.stray > 0) {
        findings.push(format!("索引 {} 缺少 {} 项，多出 {} 项", index.index, index.missing, index.stray));
    }
    if !found.damaged.is_empty() {
        findings.push(format!("有 {} 个附件的内容与其摘要不符", found.damaged.len()));
    }
    if findings.is_empty() {
        pictures(&view, &mut findings)?;
        filings(&view, &mut findings)?;
        journal(office, &view, &mut findings)?;
    }
    Ok(findings)
}

/// Shows every record of a table, in order.
fn walk<K: Key, V: Record>(
    read: &impl Read,
    table: &Table<K, V>,
    mut see: impl FnMut(&K, &V) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut span = Span::all(PAGE);
    loop {
        let page = read.scan(table, span)?;
        page.iter().try_for_each(|(key, value)| see(key, value))?;
        match page.last() {
            Some((last, _)) if page.len() == PAGE => span = Span::all(PAGE).after(last),
            _ => return Ok(()),
        }
    }
}

/// Every picture has its bytes, and all bytes belong to a picture or to a letter that is on its way.
fn pictures(read: &impl Read, findings: &mut Vec<String>) -> Result<(), Broken> {
    walk(read, &FILES, |id, file| {
        let length = attachment(read, &file.digest)?.map(|bytes| bytes.len());
        if length != usize::try_from(file.length).ok() {
            findings.push(format!("照片 {id} 没有内容，或内容的长度不符"));
        }
        Ok(())
    })?;
    let mut letters = BTreeSet::new();
    walk(read, &DISPATCHES, |number, letter| {
        if letter.end.is_none() {
            letters.insert(letter.digest);
            if attachment(read, &letter.digest)?.is_none() {
                findings.push(format!("调转函 {number} 的文件不在了"));
            }
        }
        Ok(())
    })?;
    let (mut last, mut unknown) = (None, 0);
    loop {
        let page = attachments(read, last.as_ref(), PAGE)?;
        let Some(end) = page.last() else { break };
        last = Some(*end);
        for digest in &page {
            let letter = letters.contains(digest);
            unknown +=
                usize::from(!letter && read.list(&FILES_BY_CONTENT, Span::within(digest, 1))?.is_empty());
        }
    }
    if unknown > 0 {
        findings.push(format!("有 {unknown} 个附件不属于任何照片或调转函"));
    }
    Ok(())
}

/// Every case has all its rounds, and every picture that a round refers to is there.
fn filings(read: &impl Read, findings: &mut Vec<String>) -> Result<(), Broken> {
    walk(read, &CASES, |id, case| {
        // What was filed has gone with the record to another instance.
        let rounds = if case.has_left() { 0 } else { case.round };
        for round in 1..=rounds {
            let Some(filing) = read.get(&FILINGS, &(*id, round))? else {
                findings.push(format!("办件 {} 缺少第 {round} 次提交的内容", case.number));
                continue;
            };
            for file in filing.matter.files() {
                if read.get(&FILES, &file)?.is_none() {
                    findings.push(format!("办件 {} 第 {round} 次提交的照片 {file} 不在了", case.number));
                }
            }
        }
        Ok(())
    })
}

/// The journal is one chain from its beginning to its head (T48).
fn journal(office: &Office, read: &impl Read, findings: &mut Vec<String>) -> Result<(), Broken> {
    let mut last = (0, GENESIS);
    let mut span = Span::all(PAGE);
    loop {
        let page = read.scan(&JOURNAL, span)?;
        match verify(office.journal_key(), last, page.iter().map(|(_, entry)| entry)) {
            Ok(end) => last = end,
            Err(sequence) => {
                findings.push(format!("操作日志从第 {sequence} 条起被改动或缺失"));
                return Ok(());
            }
        }
        match page.last() {
            Some((key, _)) if page.len() == PAGE => span = Span::all(PAGE).after(key),
            _ => break,
        }
    }
    let head = read.get(&JOURNAL_HEAD, &Only)?.map_or((0, GENESIS), |head| (head.sequence, head.seal));
    if head != last {
        findings.push(format!("操作日志应到第 {} 条，现在只到第 {} 条，末尾被截去", head.0, last.0));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{Act, Actor, MachineClock, MachineDice, Stop, found};
    use crate::reference::Reference;
    use crate::store::{MemoryEngine, Store, Tx};
    use std::sync::Arc;

    /// An office in whose journal five acts stand.
    fn office() -> Office {
        let store = Store::open(Arc::new(MemoryEngine::new()), &CATALOGUE, 8).unwrap();
        found(&store, &MachineClock, &MachineDice::default(), Profile::Production, None).unwrap();
        let reference = Arc::new(Reference::load(crate::reference::Profile::Demo).unwrap());
        let office =
            Office::open(store, Arc::new(MachineClock), Arc::new(MachineDice::default()), reference).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for turn in 1..=5 {
            let act = Act::new(Actor::House, "test", "");
            let noted = office.act(act, move |ledger| {
                ledger.about(turn);
                Ok::<_, Stop<()>>(())
            });
            runtime.block_on(noted).unwrap();
        }
        office
    }

    /// What the check finds after somebody has changed the journal behind the house's back.
    fn found_after(change: impl Fn(&mut Tx) -> Result<(), Broken> + Send + 'static) -> Vec<String> {
        let office = office();
        office.store().act_blocking(change).unwrap();
        examine(&office).unwrap()
    }

    #[test]
    fn an_untouched_journal_is_whole() {
        assert_eq!(found_after(|_| Ok(())), Vec::<String>::new());
    }

    #[test]
    fn the_first_changed_or_missing_row_of_the_journal_is_named() {
        let changed = found_after(|tx| {
            let entry = tx.get(&JOURNAL, &3)?.unwrap();
            tx.put(&JOURNAL, &3, &crate::casework::Entry { object: "9".into(), ..entry })
        });
        assert_eq!(changed, ["操作日志从第 3 条起被改动或缺失"]);
        let missing = found_after(|tx| tx.remove(&JOURNAL, &2).map(|_| ()));
        assert_eq!(missing, ["操作日志从第 2 条起被改动或缺失"]);
    }

    #[test]
    fn a_row_sealed_by_somebody_without_the_key_is_named() {
        let forged = found_after(|tx| {
            let before = tx.get(&JOURNAL, &3)?.unwrap().seal;
            let entry = tx.get(&JOURNAL, &4)?.unwrap();
            let stranger = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"guessed");
            tx.put(&JOURNAL, &4, &entry.sealed(&stranger, &before))
        });
        assert_eq!(forged, ["操作日志从第 4 条起被改动或缺失"]);
    }

    #[test]
    fn a_tail_that_was_cut_off_is_missed() {
        let cut = found_after(|tx| {
            tx.remove(&JOURNAL, &4)?;
            tx.remove(&JOURNAL, &5).map(|_| ())
        });
        assert_eq!(cut, ["操作日志应到第 5 条，现在只到第 3 条，末尾被截去"]);
    }
}
