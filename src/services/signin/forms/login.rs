//! The two login forms.

use crate::services::signin::actions::AccountName;
use crate::services::signin::actions::login_name;
use crate::terms::{Password, normalised};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// An accountant's login.
#[derive(Clone, Debug)]
pub struct Login {
    /// 证件号码 or 手机号.
    pub account: AccountName,
    /// The password as typed.
    pub password: Password,
}

impl Meaning for Login {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Login, Faults> {
        let mut faults = Faults::new();
        if typed.given("account").is_none() {
            faults.push("account", "请输入注册时填写的证件号码或手机号。");
        }
        let password = password_and_picture(typed, &mut faults);
        let account = AccountName::read(typed.text("account"));
        password.filter(|_| faults.is_empty()).map(|password| Login { account, password }).ok_or(faults)
    }
}

/// An officer's login.
#[derive(Clone, Debug)]
pub struct OfficerLogin {
    /// The login name, in one spelling whatever was typed.
    pub login: String,
    /// The password as typed.
    pub password: Password,
}

impl Meaning for OfficerLogin {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<OfficerLogin, Faults> {
        let mut faults = Faults::new();
        if typed.given("login").is_none() {
            faults.push("login", "请输入登录名。");
        }
        let password = password_and_picture(typed, &mut faults);
        let login = any_login(typed.text("login"));
        password.filter(|_| faults.is_empty()).map(|password| OfficerLogin { login, password }).ok_or(faults)
    }
}

/// A login name in one spelling; one that nobody can have is not told apart from one that nobody has.
pub(super) fn any_login(typed: &str) -> String {
    login_name(typed).unwrap_or_else(|_| normalised(typed).to_lowercase().chars().take(64).collect())
}

fn password_and_picture(typed: &Typed, faults: &mut Faults) -> Option<Password> {
    let password = Password::given(typed.text("password"));
    if let Err(wrong) = &password {
        faults.push("password", wrong.to_string());
    }
    if typed.given("captcha").is_none() {
        faults.push("captcha", "请输入图片中的 4 个字符。");
    }
    password.ok()
}
