//! Importing: one file is one act, whole or not at all.
//!
//! What a file would change is found out before the act, while nobody else imports: rows that say what is kept already
//! are left alone, so a file imported twice writes nothing the second time. What is left is put in one transaction.
//! A batch number that readers would have to look at until everything is there was considered and is not worth it:
//! the figures in `benches/README.md` show what the writer is held up by the largest files, once.

use super::{Act, Actor, Ledger, NewOfficer, Office, OfficerRefusal, Stop, add_officer, login_name};
use crate::accounts::{Grant, Right};
use crate::dossier::{PastEducation, PastEmployment};
use crate::intake::{Batch, CertificateRow, EmployerRow, Faults, Kind, OfficerRow, Past, Sheet};
use crate::store::{Broken, Read, View};
use crate::tables::{
    CERTIFICATES, EMPLOYERS, Employer, HISTORIES, History, LibraryTitle, OFFICERS, OFFICERS_BY_LOGIN,
};
use crate::terms::{Moment, OfficerId, PersonName, RegionCode};
use data_encoding::HEXLOWER;
use std::sync::Arc;

/// Who imports.
#[derive(Clone, Debug)]
pub struct Importer {
    /// The administrator; none at the console.
    pub officer: Option<OfficerId>,
    /// The peer's address.
    pub source: String,
}

/// What a file would change.
#[derive(Debug)]
pub struct Weighed {
    /// How many of its records are new, say something else than is kept, or say the same.
    pub counts: Counts,
    /// What is to be mended first; then nothing is imported.
    pub faults: Faults,
    /// What is no fault and should be known, in whole sentences.
    pub notes: Vec<String>,
    changes: Changes,
    kind: Kind,
    rows: u32,
    digest: [u8; 32],
}

/// Records of a file, by what becomes of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 新增.
    pub new: usize,
    /// 更新.
    pub changed: usize,
    /// 未变.
    pub same: usize,
}

/// What was imported.
#[derive(Debug)]
pub struct Imported {
    /// What became of the records.
    pub counts: Counts,
    /// What should be known, in whole sentences.
    pub notes: Vec<String>,
    /// New officers with their one-time codes, told once and kept nowhere.
    pub invited: Vec<Invited>,
}

/// A new officer.
#[derive(Clone, Debug)]
pub struct Invited {
    /// 登录名.
    pub login: String,
    /// 姓名.
    pub name: PersonName,
    /// The one-time code with which the password is chosen.
    pub code: String,
}

/// Why an import was refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportRefusal {
    /// Not an administrator, or no longer.
    NotFound,
    /// An officer of the file was made by somebody else meanwhile.
    LoginTaken,
}

impl ImportRefusal {
    /// What happened and what to do next.
    pub fn sentence(self) -> &'static str {
        match self {
            ImportRefusal::NotFound => "没有找到您要的页面，它可能已经移动，或者不属于您。",
            ImportRefusal::LoginTaken => "文件里有一个登录名刚刚被别人使用，什么都没有导入；请重新检查文件。",
        }
    }
}

#[derive(Debug)]
enum Changes {
    Certificates(Vec<LibraryTitle>),
    Histories(Vec<History>),
    Employers(Vec<Employer>),
    Officers(Vec<NewOfficer>),
}

/// Finds out what a file would change; officers only within this area.
pub fn weigh(read: &View, sheet: Sheet, area: Option<RegionCode>, at: Moment) -> Result<Weighed, Broken> {
    let Sheet { kind, digest, rows, batch, faults, notes, .. } = sheet;
    let empty = Changes::Certificates(Vec::new());
    let mut weighed =
        Weighed { counts: Counts::default(), faults, notes, changes: empty, kind, rows, digest };
    if weighed.faults.is_empty() {
        weighed.changes = match batch {
            Batch::Certificates(rows) => Changes::Certificates(weighed.certificates(read, rows, at)?),
            Batch::Education(people) => Changes::Histories(weighed.histories(read, people, at, educated)?),
            Batch::Employment(people) => Changes::Histories(weighed.histories(read, people, at, employed)?),
            Batch::Employers(rows) => Changes::Employers(weighed.employers(read, rows, at)?),
            Batch::Officers(rows) => Changes::Officers(weighed.officers(read, rows, area)?),
        };
    }
    Ok(weighed)
}

fn educated(history: &mut History, rows: Vec<PastEducation>) {
    history.education = rows;
}

fn employed(history: &mut History, rows: Vec<PastEmployment>) {
    history.employment = rows;
}

impl Weighed {
    /// Counts a record; whether it has to be put.
    fn count<T: PartialEq>(&mut self, old: Option<&T>, new: &T) -> bool {
        match old {
            None => self.counts.new += 1,
            Some(old) if old == new => {
                self.counts.same += 1;
                return false;
            }
            Some(_) => self.counts.changed += 1,
        }
        true
    }

    fn certificates(
        &mut self,
        read: &View,
        rows: Vec<CertificateRow>,
        at: Moment,
    ) -> Result<Vec<LibraryTitle>, Broken> {
        let mut changes = Vec::new();
        for row in rows {
            let CertificateRow { document, name, award, marks, warrant } = row;
            let mut new = LibraryTitle { document, name, award, marks, warrant, at };
            let old = read.get(&CERTIFICATES, &certificate_key(&new))?;
            // When it was imported last is no fact about the certificate.
            new.at = old.as_ref().map_or(at, |old| old.at);
            if self.count(old.as_ref(), &new) {
                changes.push(LibraryTitle { at, ..new });
            }
        }
        Ok(changes)
    }

    fn histories<T>(
        &mut self,
        read: &View,
        people: Vec<Past<T>>,
        at: Moment,
        replace: fn(&mut History, Vec<T>),
    ) -> Result<Vec<History>, Broken> {
        let (mut changes, mut renamed) = (Vec::new(), 0_usize);
        for Past { document, name, rows } in people {
            let old = read.get(&HISTORIES, &document.identity_key())?;
            let (education, employment) =
                old.as_ref().map(|old| (old.education.clone(), old.employment.clone())).unwrap_or_default();
            renamed += usize::from(old.as_ref().is_some_and(|old| old.name != name));
            let since = old.as_ref().map_or(at, |old| old.at);
            let mut new = History { document, name, education, employment, at: since };
            replace(&mut new, rows);
            if self.count(old.as_ref(), &new) {
                changes.push(History { at, ..new });
            }
        }
        if renamed > 0 {
            let note = format!("有 {renamed} 人的姓名与以前导入的不同，以这个文件为准；请留意核对。");
            self.notes.push(note);
        }
        Ok(changes)
    }

    fn employers(
        &mut self,
        read: &View,
        rows: Vec<EmployerRow>,
        at: Moment,
    ) -> Result<Vec<Employer>, Broken> {
        let mut changes = Vec::new();
        for row in rows {
            let EmployerRow { credit_code, name, kind, industry, region, telephone } = row;
            let old = read.get(&EMPLOYERS, &credit_code.to_string())?;
            let since = old.as_ref().map_or(at, |old| old.at);
            let new = Employer { credit_code, name, kind, industry, region, telephone, at: since };
            if self.count(old.as_ref(), &new) {
                changes.push(Employer { at, ..new });
            }
        }
        Ok(changes)
    }

    /// Officers who are there already are never changed here: their rights and passwords are the business of their page.
    fn officers(
        &mut self,
        read: &View,
        rows: Vec<OfficerRow>,
        area: Option<RegionCode>,
    ) -> Result<Vec<NewOfficer>, Broken> {
        let mut changes = Vec::new();
        for row in rows {
            let OfficerRow { row, login, name, authority, rights, document } = row;
            let login = match login_name(&login) {
                Ok(login) => login,
                Err(wrong) => {
                    self.faults.push(row, "登录名", wrong.to_string());
                    continue;
                }
            };
            if area.is_some_and(|area| !area.contains(&authority)) {
                let text = "不是您的部门或者下级部门；只能导入本部门和下级部门的工作人员。";
                self.faults.push(row, "所属会计管理部门", text);
                continue;
            }
            let id = read.find(&OFFICERS_BY_LOGIN, &login)?;
            let old = id.map(|id| read.get(&OFFICERS, &id)).transpose()?.flatten();
            match old {
                None => {
                    self.counts.new += 1;
                    changes.push(NewOfficer { login, name, authority, rights, document });
                }
                Some(old) => {
                    let mut kept = old.rights.clone();
                    kept.sort_unstable();
                    let same = old.name == name && old.authority == authority && kept == rights;
                    if same && document.is_none_or(|document| old.document == Some(document)) {
                        self.counts.same += 1;
                        continue;
                    }
                    let text = "已经有人使用，姓名、部门、权限或证件号码与文件不同；请换一个登录名，或者在“财政用户”中修改。";
                    self.faults.push(row, "登录名", text);
                }
            }
        }
        Ok(changes)
    }
}

fn certificate_key(title: &LibraryTitle) -> (String, String) {
    (title.document.identity_key(), title.warrant.number.clone())
}

/// Imports a file, unless something in it is to be mended first.
pub async fn import(
    office: &Office,
    importer: &Importer,
    sheet: Sheet,
) -> Result<Result<Imported, Faults>, Stop<ImportRefusal>> {
    // Whoever imports meanwhile would change what this file is compared with.
    let _turn = office.inner.importing.lock().await;
    let (officer, now) = (importer.officer, office.now());
    let weighed = office.look(move |view| {
        let area = officer.map(|id| grant_of(view, id, now)).transpose()?.map(|grant| grant.authority);
        Ok::<_, Stop<ImportRefusal>>(weigh(view, sheet, area, now)?)
    });
    let mut weighed = match weighed.await {
        Err(Stop::Refused(refusal)) => {
            office.note_refusal(importer.act("import.refused"), format!("{refusal:?}")).await?;
            return Err(Stop::Refused(refusal));
        }
        weighed => weighed?,
    };
    if !weighed.faults.is_empty() {
        return Ok(Err(weighed.faults));
    }
    let (counts, notes) = (weighed.counts, std::mem::take(&mut weighed.notes));
    let (act, weighed) = (importer.act(verb(weighed.kind)), Arc::new(weighed));
    let invited = office.act(act, move |ledger| {
        if let Some(id) = officer {
            let now = ledger.now();
            grant_of(&**ledger, id, now)?;
        }
        put(ledger, &weighed)
    });
    Ok(Ok(Imported { counts, notes, invited: invited.await? }))
}

impl Importer {
    fn act(&self, verb: &'static str) -> Act {
        Act::new(self.officer.map_or(Actor::Console, Actor::Officer), verb, self.source.clone())
    }
}

fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Certificates => "import.certificates",
        Kind::Education => "import.history_education",
        Kind::Employment => "import.history_work",
        Kind::Employers => "import.employers",
        Kind::Officers => "import.officers",
    }
}

/// What an administrator may do now; rights may have been lost since the file was checked (T27).
fn grant_of(read: &impl Read, id: OfficerId, now: Moment) -> Result<Grant, Stop<ImportRefusal>> {
    let grant = read.get(&OFFICERS, &id)?.and_then(|officer| officer.grant(id, now.day()));
    grant.filter(|grant| grant.has(Right::Administer)).ok_or(Stop::Refused(ImportRefusal::NotFound))
}

fn put(ledger: &mut Ledger<'_>, weighed: &Weighed) -> Result<Vec<Invited>, Stop<ImportRefusal>> {
    let Counts { new, changed, same } = weighed.counts;
    let (rows, sha) = (weighed.rows, HEXLOWER.encode(&weighed.digest));
    ledger.detail(&format!("rows {rows}; new {new}; changed {changed}; same {same}; sha256 {sha}"));
    let mut invited = Vec::new();
    match &weighed.changes {
        Changes::Certificates(titles) => {
            for title in titles {
                ledger.put(&CERTIFICATES, &certificate_key(title), title)?;
            }
        }
        Changes::Histories(histories) => {
            for history in histories {
                ledger.put(&HISTORIES, &history.document.identity_key(), history)?;
            }
        }
        Changes::Employers(employers) => {
            for employer in employers {
                ledger.put(&EMPLOYERS, &employer.credit_code.to_string(), employer)?;
            }
        }
        Changes::Officers(officers) => {
            for new in officers {
                let (login, name) = (new.login.clone(), new.name.clone());
                match add_officer(ledger, new.clone()) {
                    Ok((_, code)) => invited.push(Invited { login, name, code }),
                    Err(Stop::Failed(broken)) => return Err(Stop::Failed(broken)),
                    Err(Stop::Refused(OfficerRefusal::LoginTaken | OfficerRefusal::NotFound)) => {
                        return Err(Stop::Refused(ImportRefusal::LoginTaken));
                    }
                }
            }
        }
    }
    Ok(invited)
}
