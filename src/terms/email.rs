//! An e-mail address in the plain form every mail server takes.

use super::checked::checked_text;
use super::typed::normalised;
use super::{Wrong, masked};

/// A `local@domain` address of at most 254 ASCII characters; the domain is kept in lower case (RFC 5321).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

checked_text!(Email, masked::email);

impl Email {
    /// Reads an address; quoted local parts, address literals and comments are refused, since no provider hands them out.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let typed = normalised(typed);
        let parts = typed.split_once('@').filter(|(local, domain)| local_fits(local) && domain_fits(domain));
        match parts {
            Some((local, domain)) if typed.len() <= 254 => {
                Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
            }
            _ => Err(Wrong::new("请输入完整的邮箱地址，例如 name@example.com。")),
        }
    }

    /// `1******@qq.com` (spec 6).
    pub fn masked(&self) -> String {
        masked::email(&self.0)
    }
}

fn local_fits(local: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    local.len() <= 64 && local.bytes().all(fits) && local.split('.').all(|part| !part.is_empty())
}

fn domain_fits(domain: &str) -> bool {
    let label_fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_name =
        domain.rsplit('.').next().is_some_and(|last| last.bytes().any(|b| b.is_ascii_alphabetic()));
    domain.contains('.') && domain.split('.').all(label_fits) && last_is_name
}

#[cfg(test)]
mod tests {
    use super::super::checked::kept_and_read;
    use super::*;

    #[test]
    fn plain_addresses_are_accepted() {
        let table = [
            ("12345678@QQ.com", "12345678@qq.com"),
            (" ｎame.x+y@mail.example.cn ", "name.x+y@mail.example.cn"),
        ];
        for (typed, canonical) in table {
            let email = Email::parse(typed).unwrap();
            assert_eq!(email.as_str(), canonical);
            assert_eq!(kept_and_read(&email), email);
        }
        assert_eq!(Email::parse("12345678@qq.com").unwrap().masked(), "1******@qq.com");
    }

    #[test]
    fn what_could_mislead_a_mail_server_is_refused() {
        for typed in [
            "",
            "name",
            "@qq.com",
            "a@b",
            "a@@b.com",
            "a b@c.com",
            "a@b.com\r\nBcc: c@d.com",
            "a@[127.0.0.1]",
            "a@1.2.3.4",
            "\"a\"@b.com",
            "a..b@c.com",
            ".a@c.com",
            "a@-b.com",
            "a@b..com",
            "张@qq.com",
            "a,b@c.com",
        ] {
            assert!(Email::parse(typed).is_err(), "{typed}");
        }
        assert!(Email::parse(&format!("{}@qq.com", "a".repeat(65))).is_err());
    }
}
