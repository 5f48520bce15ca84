//! Who carries mails: the operator's server, nobody, or in a demonstration the letter box.

use super::trouble::{Exit, Trouble};
use crate::config::{Config, MailRoute, MailSecurity};
use crate::connect::{Guarded, Mail, MailCourier, MailOutcome, Posting, Security, SmtpMail, SmtpServer};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The courier that the settings name, behind its breaker; none when there is none.
pub(super) fn configured(config: &Config) -> Result<Option<Arc<dyn MailCourier>>, Trouble> {
    let courier = courier(config, SmtpServer::PATIENCE)?;
    Ok(courier.map(|courier| Arc::new(Guarded::new(courier, Instant::now)) as _))
}

/// The same without a breaker, with this much patience for one mail.
pub(super) fn courier(config: &Config, patience: Duration) -> Result<Option<SmtpMail>, Trouble> {
    let MailRoute::Smtp(smtp) = &config.mail else { return Ok(None) };
    let extra_ca = config
        .extra_ca
        .as_ref()
        .map(|path| std::fs::read(path).map_err(|cause| Trouble::machine("读取根证书文件", path, &cause)))
        .transpose()?;
    let server = SmtpServer {
        host: smtp.host.clone(),
        port: smtp.port,
        security: match smtp.security {
            MailSecurity::Tls => Security::Tls,
            MailSecurity::StartTls => Security::StartTls,
            MailSecurity::Plain => Security::Plain,
        },
        credentials: smtp
            .credentials
            .as_ref()
            .map(|(user, password)| (user.clone(), password.expose().to_owned())),
        patience,
    };
    let courier =
        SmtpMail::new(server, &smtp.sender, &config.site_name, extra_ca.as_deref()).map_err(|cause| {
            Trouble::new(
                Exit::Settings,
                format!("邮件服务器不能使用（{cause}）；请核对 [mail] 各项和 connect.extra_ca 后重试。"),
            )
        })?;
    Ok(Some(courier))
}

/// Lets invented mails to invented people arrive at once; the letter box shows them.
pub(super) struct LetterBox;

impl MailCourier for LetterBox {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn send<'a>(&'a self, mail: &'a Mail) -> Posting<'a> {
        println!("【演示邮件】{}：{}", mail.to, mail.subject);
        Box::pin(std::future::ready(MailOutcome::Sent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{FILE_NAME, Typed};

    fn made(set: &[&str]) -> Result<Option<&'static str>, Trouble> {
        let server = [
            "public_origin=https://kj.example.gov.cn",
            "mail_provider=smtp",
            "mail_host=smtp.example.gov.cn",
            "mail_sender=kjfw@example.gov.cn",
        ];
        let set = if set.is_empty() { Vec::new() } else { [&server[..], set].concat() };
        let typed = Typed { set: set.iter().map(|one| (*one).to_owned()).collect(), ..Typed::default() };
        let config = Config::read(&typed, &|_| None, None, FILE_NAME).unwrap();
        Ok(configured(&config)?.map(|courier| courier.name()))
    }

    #[test]
    fn the_settings_name_the_courier() {
        assert_eq!(made(&[]).unwrap(), None);
        assert_eq!(made(&["mail_security=tls"]).unwrap(), Some("smtp"));
        assert_eq!(made(&["mail_username=kjfw", "mail_password=short"]).unwrap(), Some("smtp"));
    }

    #[test]
    fn a_certificate_file_that_cannot_be_used_ends_the_start() {
        let absent = made(&["extra_ca=absent.pem"]).unwrap_err();
        assert!(absent.text.contains("absent.pem"), "{absent}");
        let unusable = made(&["extra_ca=Cargo.toml"]).unwrap_err();
        assert!(unusable.exit == Exit::Settings && unusable.text.contains("extra_ca"), "{unusable}");
    }
}
