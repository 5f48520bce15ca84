//! The letters that also go out by mail: results of cases and a changed password, never a code.
//!
//! What always holds: a mail names nobody and holds no number of a document or phone, for an address is only what
//! somebody typed; every link begins with the operator's own origin, never with what a request said (security T43).

use super::Letter;
use crate::casework::CaseKind;
use crate::terms::CaseNumber;

/// A letter in the words of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// One line.
    pub subject: String,
    /// Lines ending with LF.
    pub body: String,
}

impl Letter {
    /// Whether the letter also goes to the mail address that a person gave.
    pub fn goes_by_mail(&self) -> bool {
        self.mail("", "").is_some()
    }

    /// The words of the mail; `origin` is the beginning of every link. None for what never goes out by mail.
    pub fn mail(&self, platform: &str, origin: &str) -> Option<Written> {
        let (subject, news) = match self {
            Letter::PasswordChanged => (
                "登录密码已修改".to_owned(),
                format!(
                    "您的登录密码已修改，所有已登录的设备都已退出。如非本人操作，请立即找回密码：\n{origin}/password/reset"
                ),
            ),
            Letter::Received { kind, number } => result(*kind, *number, origin, "已提交", "已提交。"),
            Letter::Approved { kind, number } => result(*kind, *number, origin, "审核通过", "已审核通过。"),
            Letter::Returned { kind, number } => {
                result(*kind, *number, origin, "需要补正", "需要补正，请登录平台查看原因，修改后再次提交。")
            }
            Letter::Rejected { kind, number } => {
                result(*kind, *number, origin, "未予通过", "未予通过，请登录平台查看原因。")
            }
            Letter::Code { .. }
            | Letter::RegisteredAgain
            | Letter::NumberClaimed
            | Letter::NumberContested
            | Letter::PhoneReplaced
            | Letter::PhoneBound => return None,
        };
        Some(Written {
            subject: format!("【{platform}】{subject}"),
            body: format!("尊敬的用户：\n\n{news}\n\n{FOOT}\n\n{platform}\n{origin}\n"),
        })
    }
}

/// What stands under every mail.
const FOOT: &str = "这封邮件由系统自动发出，请不要回复。工作人员不会通过邮件索要密码和验证码。\
    如果您没有在平台办理业务，可能是别人填错了邮箱，不必理会。";

/// Subject and news about a case.
fn result(kind: CaseKind, number: CaseNumber, origin: &str, state: &str, sentence: &str) -> (String, String) {
    let kind = kind.label();
    let news = format!(
        "您的{kind}{sentence}\n受理编号：{number}\n\n查看进度和结果，请打开下面的网址，输入受理编号和注册手机号码的后四位：\n\
         {origin}/track"
    );
    (format!("{kind}{state}（{number}）"), news)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::CodePurpose;
    use crate::terms::RegionCode;

    const ORIGIN: &str = "https://kj.example.gov.cn";

    #[test]
    fn codes_and_warnings_about_the_account_never_go_by_mail() {
        let code = Letter::Code { purpose: CodePurpose::Reset, digits: "482193".into() };
        assert!([code, Letter::RegisteredAgain, Letter::NumberClaimed].iter().all(|one| !one.goes_by_mail()));
    }

    #[test]
    fn every_result_says_what_happened_its_number_and_where_to_look() {
        let (kind, number) =
            (CaseKind::Collection, CaseNumber::new(RegionCode::parse("980121").unwrap(), 2026, 1));
        for (letter, words) in [
            (Letter::Received { kind, number }, "已提交"),
            (Letter::Approved { kind, number }, "通过"),
            (Letter::Returned { kind, number }, "补正"),
            (Letter::Rejected { kind, number }, "未予通过"),
        ] {
            let Written { subject, body } = letter.mail("平台", ORIGIN).unwrap();
            assert!(subject.starts_with("【平台】信息采集") && subject.contains(words), "{subject}");
            assert!(subject.contains(&number.to_string()) && !subject.contains(['\r', '\n']), "{subject}");
            assert!(body.contains(&number.to_string()) && body.contains(words), "{body}");
            assert!(body.lines().any(|line| line == format!("{ORIGIN}/track")), "{body}");
        }
    }

    #[test]
    fn a_changed_password_leads_to_the_way_back() {
        let Written { body, .. } = Letter::PasswordChanged.mail("平台", ORIGIN).unwrap();
        assert!(body.lines().any(|line| line == format!("{ORIGIN}/password/reset")), "{body}");
    }
}
