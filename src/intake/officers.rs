//! 财政用户: one officer a row.

use super::row::Reader;
use super::sheet::{Batch, Collector};
use crate::accounts::Right;
use crate::terms::{Document, DocumentKind, PersonName, RegionCode, normalised};
use std::collections::BTreeMap;

/// A province has hundreds of officers; each of them gets a code that somebody hands over.
const MOST: usize = 500;
const LOGIN: &str = "登录名";
const RIGHTS: &str = "权限";
const AUTHORITY: &str = "所属会计管理部门";
const OWN: &str = "本人居民身份证号码";

/// One officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerRow {
    /// The row of the table, for whoever compares it with who is there already.
    pub row: u32,
    /// 登录名 in lower case; whoever makes the officer checks it.
    pub login: String,
    /// 姓名.
    pub name: PersonName,
    /// 会计管理部门.
    pub authority: RegionCode,
    /// 权限, in order.
    pub rights: Vec<Right>,
    /// The officer's own document, if it was told.
    pub document: Option<Document>,
}

#[derive(Default)]
pub(super) struct Collected {
    rows: Vec<OfficerRow>,
    seen: BTreeMap<String, u32>,
}

impl Collector for Collected {
    fn take(&mut self, row: &mut Reader<'_>) {
        let Some(read) = officer(row) else { return };
        if let Some(first) = self.seen.insert(read.login.clone(), row.number) {
            return row.fault(LOGIN, format!("与第 {first} 行重复；请改用另一个登录名。"));
        }
        if self.rows.len() >= MOST {
            return row.fault(LOGIN, format!("一次最多导入 {MOST} 名财政用户；请分成几个文件。"));
        }
        self.rows.push(read);
    }

    fn finish(self: Box<Self>, _: &mut Vec<String>) -> Batch {
        Batch::Officers(self.rows)
    }
}

fn officer(row: &mut Reader<'_>) -> Option<OfficerRow> {
    let login = row.words(LOGIN).map(|words| normalised(&words).to_ascii_lowercase());
    let name = row.name();
    let authority = row.words(AUTHORITY).and_then(|words| match row.desk.places.department(&words) {
        Ok(code) => Some(code),
        Err(text) => {
            row.fault(AUTHORITY, text);
            None
        }
    });
    let (rights, document) = (rights(row), own_document(row));
    if !row.is_sound() {
        return None;
    }
    Some(OfficerRow {
        row: row.number,
        login: login?,
        name: name?,
        authority: authority?,
        rights: rights?,
        document,
    })
}

fn rights(row: &mut Reader<'_>) -> Option<Vec<Right>> {
    let words = row.words(RIGHTS)?;
    let parts =
        words.split([',', '，', '、', ';', '；', ' ', '/']).map(str::trim).filter(|word| !word.is_empty());
    let mut rights = Vec::new();
    for word in parts {
        match Right::ALL
            .into_iter()
            .find(|right| word == right.label() || word.eq_ignore_ascii_case(right.word()))
        {
            Some(right) => rights.push(right),
            None => row.fault(RIGHTS, format!("没有“{word}”这种权限；可以是：审核员、管理员、审计员。")),
        }
    }
    rights.sort_unstable();
    rights.dedup();
    Some(rights)
}

fn own_document(row: &mut Reader<'_>) -> Option<Document> {
    let words = row.words(OWN)?;
    match Document::parse_on(DocumentKind::ResidentId, &words, row.desk.today) {
        Ok(document) => Some(document),
        Err(wrong) => {
            row.fault(OWN, wrong.to_string());
            None
        }
    }
}
