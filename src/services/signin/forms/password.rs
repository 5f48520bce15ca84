//! Forms that set a password.

use super::login::any_login;
use crate::terms::{Password, PasswordRule};
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// A new password typed twice into `password` and `repeat`.
fn chosen_twice(typed: &Typed, rule: PasswordRule, known: &[&str], faults: &mut Faults) -> Option<Password> {
    let chosen = Password::choose(typed.text("password"), rule, known);
    if let Err(wrong) = &chosen {
        faults.push("password", wrong.to_string());
    }
    if typed.text("repeat") != typed.text("password") {
        faults.push("repeat", "两次输入的新密码不一致，请重新输入。");
    }
    chosen.ok()
}

/// An officer's first password.
#[derive(Clone, Debug)]
pub struct Activation {
    /// The login name.
    pub login: String,
    /// The one-time code as typed.
    pub code: String,
    /// The new password.
    pub password: Password,
}

impl Meaning for Activation {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Activation, Faults> {
        let mut faults = Faults::new();
        if typed.given("login").is_none() {
            faults.push("login", "请输入登录名。");
        }
        if typed.given("code").is_none() {
            faults.push("code", "请输入管理员交给您的一次性代码。");
        }
        let password = chosen_twice(typed, PasswordRule::Officer, &[], &mut faults);
        let (login, code) = (any_login(typed.text("login")), typed.text("code").chars().take(64).collect());
        password
            .filter(|_| faults.is_empty())
            .map(|password| Activation { login, code, password })
            .ok_or(faults)
    }
}

/// The present password and a new one, as typed.
#[derive(Clone, Debug)]
pub struct PasswordChange;

impl Meaning for PasswordChange {
    fn read(_: &Typed, _: &Means<'_>) -> Result<PasswordChange, Faults> {
        Ok(PasswordChange)
    }
}

impl PasswordChange {
    /// The present and the new password; `known` are the owner's own numbers.
    pub fn passwords(
        typed: &Typed,
        rule: PasswordRule,
        known: &[&str],
    ) -> Result<(Password, Password), Faults> {
        let mut faults = Faults::new();
        let current = Password::given(typed.text("current"));
        if let Err(wrong) = &current {
            faults.push("current", wrong.to_string());
        }
        let chosen = chosen_twice(typed, rule, known, &mut faults);
        match (current, chosen) {
            (Ok(current), Some(chosen)) if faults.is_empty() => Ok((current, chosen)),
            _ => Err(faults),
        }
    }
}
