//! What the certificate library says about a filing: checks of chapters 3 and 6 against 会计专业技术资格 since 2001.

use super::checks::{Check, Finding};
use crate::dossier::{Award, Dossier, Scope, Title};
use crate::terms::Day;

/// The library holds certificates from this year on (spec 1.6).
const FIRST_YEAR: i32 = 2001;
/// What every match is called.
const VERIFIED: &str = "已核验全国证书库";

fn fine(field: String) -> Check {
    Check { finding: Finding::Fine, text: VERIFIED.into(), field }
}

fn look(field: String, text: impl Into<String>) -> Check {
    Check { finding: Finding::Look, text: text.into(), field }
}

/// Compares a title with the certificate of its number in the library.
pub fn check_title(title: &Title, held: Option<&Award>) -> Check {
    if title.warrant.is_none() {
        return look(title.key("number"), "没有填写资格证书编号，无法与证书库比对，请对照证明文件照片核对");
    }
    let Some(held) = held else {
        return look(title.key("number"), "证书库中没有这个编号的证书，请对照证书照片核对");
    };
    let own = &title.award;
    let mut different = Vec::new();
    let mut compare = |same: bool, field: &str, text: String| {
        if !same {
            different.push((title.key(field), text));
        }
    };
    compare(own.level == held.level, "level", "职称层级不同".into());
    compare(own.name == held.name, "name", "职称名称不同".into());
    let days = format!("取得时间不同（填写 {}，证书库 {}）", own.obtained, held.obtained);
    compare(own.obtained == held.obtained, "obtained", days);
    match different.first() {
        None => fine(title.key("number")),
        Some((field, _)) => {
            let texts: Vec<&str> = different.iter().map(|(_, text)| text.as_str()).collect();
            look(field.clone(), format!("与证书库不一致：{}", texts.join("、")))
        }
    }
}

/// Compares a collection with what the library holds about the person: the scope that rests on a title, and the day every
/// 会计专业职务 was qualified for.
pub fn check_qualified(dossier: &Dossier, held: &[Award]) -> Vec<Check> {
    let mut checks = Vec::new();
    if dossier.scope == Scope::Qualified {
        let known = held.iter().any(|one| one.obtained.year() >= FIRST_YEAR);
        checks.push(match known {
            true => fine("certificate".into()),
            false => look("certificate".into(), "证书库中未找到该人员的会计专业技术资格，请对照证书照片核对"),
        });
    }
    for job in &dossier.employment {
        let Some(position) = &job.position else { continue };
        let days: Vec<Day> =
            held.iter().filter(|one| one.name == position.position).map(|one| one.obtained).collect();
        if let Some(day) = days.first().filter(|_| !days.contains(&position.qualified)) {
            let text = format!(
                "会计专业职务的资格取得时间与证书库不一致（填写 {}，证书库 {day}），请核对",
                position.qualified
            );
            checks.push(look(job.key("qualified"), text));
        }
    }
    checks
}
