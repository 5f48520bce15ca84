//! The settings of mail: the server, how the connection is protected, and in whose name mails leave.

use super::sections::number;
use super::setting::{self as s, Setting};
use super::sources::Sources;
use super::value::{self, Secret};
use crate::terms::Email;
use std::net::IpAddr;

/// Who carries mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailRoute {
    /// None is set up.
    None,
    /// An SMTP server.
    Smtp(SmtpSettings),
}

/// An SMTP server and the account there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Name or address, IPv6 without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// User name and password, where the server wants them.
    pub credentials: Option<(String, Secret)>,
    /// The address in `From`.
    pub sender: Email,
}

/// How the connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS after STARTTLS, which the server must offer.
    StartTls,
    /// None; towards this machine only.
    Plain,
}

impl MailSecurity {
    /// The port that servers use for it.
    fn port(self) -> u16 {
        match self {
            MailSecurity::Tls => 465,
            MailSecurity::StartTls => 587,
            MailSecurity::Plain => 25,
        }
    }
}

/// What was typed in the section, each value by itself.
struct Given {
    host: Option<String>,
    security: MailSecurity,
    user: Option<String>,
    password: Option<Secret>,
    sender: Option<Email>,
}

/// Reads the section; what does not fit together is a fault only where mail is switched on.
pub(super) fn read_mail(from: &mut Sources<'_>) -> MailRoute {
    let on = from.take(&s::MAIL_PROVIDER, false, |typed| match typed.trim() {
        "none" => Ok(false),
        "smtp" => Ok(true),
        _ => Err("不是已知的邮件通道；请填写 none 或 smtp".to_owned()),
    });
    let before = from.faults.len();
    let given = Given {
        host: from.take_optional(&s::MAIL_HOST, value::server),
        security: from.take(&s::MAIL_SECURITY, MailSecurity::Tls, |typed| match typed.trim() {
            "tls" => Ok(MailSecurity::Tls),
            "starttls" => Ok(MailSecurity::StartTls),
            "plain" => Ok(MailSecurity::Plain),
            _ => Err("不是已知的加密方式；请填写 tls、starttls 或 plain".to_owned()),
        }),
        user: from.take_optional(&s::MAIL_USERNAME, one_line),
        password: from.take_optional(&s::MAIL_PASSWORD, Secret::given),
        sender: from.take_optional(&s::MAIL_SENDER, |typed| {
            let wrong = "不是完整的邮箱地址；请写成 kjfw@example.gov.cn 这样的形式";
            Email::parse(typed).map_err(|_| wrong.to_owned())
        }),
    };
    let port: u16 = number(from, &s::MAIL_PORT, 0, u16::MAX);
    if !on {
        return MailRoute::None;
    }
    tell_misfits(from, &given, before);
    let (Some(host), Some(sender)) = (given.host, given.sender) else { return MailRoute::None };
    let security = given.security;
    let port = if port == 0 { security.port() } else { port };
    MailRoute::Smtp(SmtpSettings {
        host,
        port,
        security,
        credentials: given.user.zip(given.password),
        sender,
    })
}

/// Notes what is missing or does not go together; a value that was typed but refused has its own fault already.
fn tell_misfits(from: &mut Sources<'_>, given: &Given, before: usize) {
    let refused: Vec<String> = from.faults[before..].iter().map(|fault| fault.key.clone()).collect();
    let mut fault = |setting: &'static Setting, problem: &str| {
        if !refused.iter().any(|key| key == setting.key) {
            from.fault(setting, problem);
        }
    };
    let off = "，或把邮件通道改回 none";
    match &given.host {
        None => fault(&s::MAIL_HOST, &format!("而邮件通道选择了 smtp；请填写发信服务器的域名{off}")),
        Some(host) if given.security == MailSecurity::Plain && !is_loopback(host) => fault(
            &s::MAIL_SECURITY,
            "而发信服务器不在本机，邮件会在网络上裸露；请改为 tls 或 starttls，plain 只用于 127.0.0.1",
        ),
        Some(_) => {}
    }
    if given.sender.is_none() {
        fault(&s::MAIL_SENDER, &format!("而邮件通道选择了 smtp；请填写发信的邮箱地址{off}"));
    }
    match (&given.user, &given.password) {
        (Some(_), _) if given.security == MailSecurity::Plain => {
            fault(
                &s::MAIL_USERNAME,
                "但加密方式是 plain，密码会裸露；请改为 tls 或 starttls，或清空用户名和密码",
            );
        }
        (Some(_), None) => fault(&s::MAIL_PASSWORD, "而用户名已经填写；请补上密码或邮箱的授权码"),
        (None, Some(_)) => fault(&s::MAIL_USERNAME, "而密码已经填写；请补上登录发信服务器的用户名"),
        _ => {}
    }
}

fn is_loopback(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn one_line(typed: &str) -> Result<String, String> {
    let trimmed = typed.trim();
    if trimmed.chars().count() > 254 || trimmed.chars().any(char::is_control) {
        return Err("不是 1 到 254 个字的一行文字；请改短或去掉换行".to_owned());
    }
    Ok(trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Config, ConfigFault, FILE_NAME, Typed};
    use super::*;

    const SOUND: &str = "[server]\npublic_origin = \"https://kj.example.gov.cn\"\n[mail]\nprovider = \"smtp\"\nhost = \"SMTP.example.gov.cn\"\nusername = \"kjfw@example.gov.cn\"\n\
        password = \"hunter2\"\nsender = \"kjfw@example.gov.cn\"\n";

    fn read(file: &str) -> Result<Config, Vec<ConfigFault>> {
        Config::read(&Typed::default(), &|_| None, Some(file), FILE_NAME)
    }

    fn smtp(file: &str) -> SmtpSettings {
        match read(file).unwrap().mail {
            MailRoute::Smtp(settings) => settings,
            MailRoute::None => panic!("mail is off"),
        }
    }

    fn faults(file: &str) -> Vec<String> {
        read(file).unwrap_err().into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn mail_is_off_unless_it_is_switched_on() {
        assert_eq!(read("").unwrap().mail, MailRoute::None);
        assert_eq!(read(&SOUND.replace("smtp\"", "none\"")).unwrap().mail, MailRoute::None);
        assert_eq!(faults("[mail]\nprovider = \"pigeon\"\n"), ["mail_provider"]);
    }

    #[test]
    fn without_a_public_origin_links_in_mails_would_lead_nowhere() {
        assert_eq!(faults(&SOUND.replace("public_origin", "# public_origin")), ["public_origin"]);
    }

    #[test]
    fn the_port_follows_the_protection_unless_it_is_given() {
        assert_eq!((smtp(SOUND).host.as_str(), smtp(SOUND).port), ("smtp.example.gov.cn", 465));
        let starttls = smtp(&format!("{SOUND}security = \"starttls\"\n"));
        assert_eq!((starttls.security, starttls.port), (MailSecurity::StartTls, 587));
        assert_eq!(smtp(&format!("{SOUND}port = 2525\n")).port, 2525);
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        assert_eq!(faults("[mail]\nprovider = \"smtp\"\n"), ["mail_host", "mail_sender"]);
        assert_eq!(
            faults(
                "[mail]\nprovider = \"smtp\"\nhost = \"a b\"\nsender = \"a\"\nport = 70000\nsecurity = \"ssl\"\nusername = \"u\"\n"
            ),
            ["mail_host", "mail_security", "mail_sender", "mail_port", "mail_password"]
        );
        assert_eq!(faults(&SOUND.replace("username", "# username")), ["mail_username"]);
    }

    #[test]
    fn plain_words_stay_on_this_machine_and_carry_no_password() {
        let plain = format!("{SOUND}security = \"plain\"\n");
        assert_eq!(faults(&plain), ["mail_security", "mail_username"]);
        let here = plain.replace("SMTP.example.gov.cn", "[::1]");
        assert_eq!(faults(&here), ["mail_username"]);
        let open = here.replace("username", "# username").replace("password", "# password");
        assert_eq!((smtp(&open).host.as_str(), smtp(&open).port, smtp(&open).credentials), ("::1", 25, None));
    }

    #[test]
    fn the_password_appears_in_no_fault_no_dump_and_no_debug() {
        let told = read(&format!("{SOUND}security = \"plain\"\n")).unwrap_err();
        assert!(told.iter().all(|fault| !fault.text.contains("hunter2")));
        let config = read(SOUND).unwrap();
        assert!(config.dump().iter().all(|line| !line.value.contains("hunter2")));
        assert!(!format!("{config:?}").contains("hunter2"));
    }
}
