//! The settings that are read together, section by section, and the plain kinds of value.

use super::setting::{self as s, Setting};
use super::sources::Sources;
use super::value;
use super::{BackupPlan, SessionLimits, TlsFiles};
use std::path::{Path, PathBuf};
use std::str::FromStr;

pub(super) fn read_tls(from: &mut Sources<'_>) -> Option<TlsFiles> {
    let certificate = from.take_optional(&s::TLS_CERTIFICATE, folder);
    let key = from.take_optional(&s::TLS_KEY, folder);
    match (certificate, key) {
        (Some(certificate), Some(key)) => return Some(TlsFiles { certificate, key }),
        (Some(_), None) => from.fault(&s::TLS_KEY, "而证书文件已经填写；请补上与证书配套的私钥文件"),
        (None, Some(_)) => from.fault(&s::TLS_CERTIFICATE, "而私钥文件已经填写；请补上与私钥配套的证书文件"),
        (None, None) => {}
    }
    None
}

pub(super) fn read_sessions(from: &mut Sources<'_>) -> SessionLimits {
    SessionLimits {
        person_idle_minutes: number(from, &s::PERSON_IDLE_MINUTES, 1, 480),
        officer_idle_minutes: number(from, &s::OFFICER_IDLE_MINUTES, 1, 120),
        kiosk_idle_minutes: number(from, &s::KIOSK_IDLE_MINUTES, 1, 15),
        absolute_hours: number(from, &s::ABSOLUTE_HOURS, 1, 24),
    }
}

pub(super) fn read_backup(from: &mut Sources<'_>, instance: &Path) -> BackupPlan {
    let folder = from.take_optional(&s::BACKUP_FOLDER, folder).unwrap_or_else(|| instance.join("backups"));
    from.derived(&s::BACKUP_FOLDER, &folder.display().to_string());
    BackupPlan {
        folder,
        daily: number(from, &s::BACKUP_DAILY, 1, 366),
        weekly: number(from, &s::BACKUP_WEEKLY, 0, 520),
        minute_of_day: from.take(&s::BACKUP_TIME, 0, value::minute_of_day),
    }
}

pub(super) fn number<N>(from: &mut Sources<'_>, setting: &'static Setting, least: N, most: N) -> N
where
    N: FromStr + PartialOrd + Copy + std::fmt::Display,
{
    from.take(setting, least, |typed| {
        let read = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
        read.ok_or_else(|| {
            format!("不是 {least} 到 {most} 之间的整数；请改为这个范围内的数字，例如 {}", setting.default)
        })
    })
}

pub(super) fn folder(typed: &str) -> Result<PathBuf, String> {
    if typed.trim().is_empty() || typed.contains('\0') {
        return Err("不是可用的路径；请填写一个文件或文件夹的路径".to_owned());
    }
    Ok(PathBuf::from(typed))
}

pub(super) fn name(typed: &str) -> Result<String, String> {
    let trimmed = typed.trim();
    if trimmed.is_empty() || trimmed.chars().count() > 60 || trimmed.chars().any(char::is_control) {
        return Err("不是 1 到 60 个字的一行文字；请改短或去掉换行".to_owned());
    }
    Ok(trimmed.to_owned())
}

pub(super) fn six_digits(typed: &str) -> Result<String, String> {
    let trimmed = typed.trim();
    if trimmed.len() == 6 && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(trimmed.to_owned());
    }
    Err("不是六位数字；请填写行政区划代码，例如 370102".to_owned())
}

pub(super) fn yes_or_no(typed: &str) -> Result<bool, String> {
    typed.trim().parse().map_err(|_| "不是开关值；请填写 true 或 false".to_owned())
}

pub(super) fn log_level(typed: &str) -> Result<log::LevelFilter, String> {
    typed.trim().parse().map_err(|_| "不是日志级别；请填写 off、error、warn、info、debug 或 trace".to_owned())
}
