//! What both walks share: the code on the phone, and the form that asks for password and code.
use crate::browser::Browser;
use crate::world::World;
use zhangfang::accounts::CodePurpose;
use zhangfang::letters::Letter;

pub const CURRENT: &str = "登录密码";
pub const CODE: &str = "短信验证码";
pub const SEND: &str = "获取验证码";

/// Asks for a code on this page and reads it on the phone.
#[track_caller]
pub fn code(
    world: &World,
    browser: &mut Browser<'_>,
    path: &str,
    phone: &str,
    wanted: CodePurpose,
) -> String {
    browser.visit(path);
    browser.form(SEND).press(SEND);
    browser.sees("验证码已发送");
    let last = world.letters().into_iter().next_back().expect("a code was sent");
    match last {
        (to, Letter::Code { purpose, digits }) if to == phone && purpose == wanted => digits,
        other => panic!("{other:?}"),
    }
}
