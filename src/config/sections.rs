//! The settings that are read together, section by section, and the plain kinds of value.

use super::setting::{self as s, Setting};
use super::sources::Sources;
use super::value::{self, Secret};
use super::{BackupPlan, SessionLimits, SmsBudgets, SmsRoute, TlsFiles};
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

pub(super) fn read_sms(from: &mut Sources<'_>) -> SmsRoute {
    let webhook = from.take(&s::SMS_PROVIDER, false, |typed| match typed.trim() {
        "none" => Ok(false),
        "webhook" => Ok(true),
        _ => Err("不是已知的短信通道；请填写 none 或 webhook".to_owned()),
    });
    let url = from.take_optional(&s::SMS_WEBHOOK_URL, |typed| value::gateway(typed).map(Some));
    let secret = from.take_optional(&s::SMS_WEBHOOK_SECRET, |typed| Secret::read(typed).map(Some));
    if !webhook {
        return SmsRoute::None;
    }
    // A value that was typed but refused has its own fault already.
    let faulty =
        |from: &Sources<'_>, setting: &Setting| from.faults.iter().any(|fault| fault.key == setting.key);
    if url.is_none() && !faulty(from, &s::SMS_WEBHOOK_URL) {
        from.fault(
            &s::SMS_WEBHOOK_URL,
            "而短信通道选择了 webhook；请填写网关的 https 地址，或把短信通道改回 none",
        );
    }
    if secret.is_none() && !faulty(from, &s::SMS_WEBHOOK_SECRET) {
        from.fault(
            &s::SMS_WEBHOOK_SECRET,
            "而短信通道选择了 webhook；请填写与网关约定的密钥，或把短信通道改回 none",
        );
    }
    match (url.flatten(), secret.flatten()) {
        (Some(url), Some(secret)) => SmsRoute::Webhook { url, secret },
        _ => SmsRoute::None,
    }
}

pub(super) fn read_budgets(from: &mut Sources<'_>) -> SmsBudgets {
    let budgets = SmsBudgets {
        number_hour: number(from, &s::SMS_NUMBER_HOUR, 1, 60),
        number_day: number(from, &s::SMS_NUMBER_DAY, 1, 200),
        address_hour: number(from, &s::SMS_ADDRESS_HOUR, 1, 100_000),
        instance_day: number(from, &s::SMS_INSTANCE_DAY, 1, 10_000_000),
    };
    if budgets.number_day < budgets.number_hour {
        from.fault(&s::SMS_NUMBER_DAY, "少于每小时的条数；请填写不小于每号码每小时条数的数字");
    }
    budgets
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
