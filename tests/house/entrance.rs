//! The way in, for every walk that needs somebody logged in: by the form, with the picture read as the server would.
use crate::browser::{Browser, selector};
use crate::world::{PASSWORD, World};
use zhangfang::accounts::digest;
use zhangfang::web::Challenge;

/// What the page keeps in a hidden field of this name.
#[track_caller]
pub fn kept(browser: &Browser<'_>, name: &str) -> String {
    let field = selector(&format!("input[name='{name}']"));
    let field = browser.page().html.select(&field).next().expect("the page has the field");
    field.value().attr("value").unwrap_or_default().to_owned()
}

/// The characters in the picture on the page shown.
#[track_caller]
pub fn picture_on(world: &World, browser: &Browser<'_>) -> String {
    let asked = Challenge::read(&kept(browser, "captcha.id")).expect("the id can be read");
    asked.answer(&world.office, &digest(&cookie(browser)))
}

fn cookie(browser: &Browser<'_>) -> Vec<u8> {
    let value = browser.cookie("zf").expect("the browser has its cookie").to_ascii_uppercase();
    data_encoding::BASE32_NOPAD.decode(value.as_bytes()).expect("the cookie is ours")
}

/// Fills in the login form of accountants on the page shown and sends it.
#[track_caller]
pub fn try_in(world: &World, browser: &mut Browser<'_>, account: &str, password: &str) {
    let picture = picture_on(world, browser);
    let form = browser.form("登录").fill("证件号码或手机号", account).fill("密码", password);
    form.fill("图片验证码", &picture).press("登录");
}

/// Logs an accountant in by the form.
#[track_caller]
pub fn sign_in(world: &World, browser: &mut Browser<'_>, account: &str) {
    browser.visit("/login");
    try_in(world, browser, account, PASSWORD);
    assert_eq!((browser.status(), browser.address()), (200, "/"), "{}", browser.page().text());
}

/// Fills in the login form of officers on the page shown and sends it.
#[track_caller]
pub fn try_in_officer(world: &World, browser: &mut Browser<'_>, login: &str, password: &str) {
    let picture = picture_on(world, browser);
    let form = browser.form("登录").fill("登录名", login).fill("密码", password);
    form.fill("图片验证码", &picture).press("登录");
}

/// Logs an officer in by the form and opens a page of the desk.
#[track_caller]
pub fn sign_in_officer(world: &World, browser: &mut Browser<'_>, login: &str, page: &str) {
    browser.visit(page);
    assert!(browser.address().starts_with("/login/officer?next="), "{}", browser.address());
    try_in_officer(world, browser, login, PASSWORD);
    assert_eq!((browser.status(), browser.address()), (200, page), "{}", browser.page().text());
}
