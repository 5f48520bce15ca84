//! What the set-up form means.

use super::actions::login_name;
use crate::terms::{Password, PasswordRule, PersonName, RegionCode};
use crate::ui::Faults;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Typed};

/// The first officer as typed.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The set-up code.
    pub code: String,
    /// The region served.
    pub region: RegionCode,
    /// The login name.
    pub login: String,
    /// 姓名.
    pub name: PersonName,
    /// The password.
    pub password: Password,
}

impl Meaning for Setup {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Setup, Faults> {
        let mut faults = Faults::new();
        if typed.given("code").is_none() {
            faults.push("code", "请输入启动程序时控制台显示的设置码。");
        }
        let region = places::chosen(Kind::Authority, "region", typed, means.reference)
            .map_err(|sentence| faults.push("region", sentence));
        let login = login_name(typed.text("login")).map_err(|wrong| faults.push("login", wrong.to_string()));
        let name =
            PersonName::parse(typed.text("name")).map_err(|wrong| faults.push("name", wrong.to_string()));
        let password = Password::choose(typed.text("password"), PasswordRule::Officer, &[])
            .map_err(|wrong| faults.push("password", wrong.to_string()));
        if typed.text("repeat") != typed.text("password") {
            faults.push("repeat", "两次输入的密码不一致，请重新输入。");
        }
        let code = typed.text("code").chars().take(64).collect();
        match (region, login, name, password) {
            (Ok(region), Ok(login), Ok(name), Ok(password)) if faults.is_empty() => {
                Ok(Setup { code, region, login, name, password })
            }
            _ => Err(faults),
        }
    }
}
