//! The browser proves itself on a small server of its own.
use super::Browser;
use rocket::form::{Form, FromForm};
use rocket::fs::TempFile;
use rocket::http::{ContentType, Cookie, CookieJar};
use rocket::local::blocking::Client;
use rocket::request::{FromRequest, Outcome};
use rocket::response::{Redirect, content::RawHtml};
use rocket::{Request, get, post, routes, uri};

const FORM: &str = r#"<!doctype html><html lang="zh-CN"><title>注册</title><h1>注册</h1>
<a href="hello?x=1">去<strong>问候</strong></a> <a href="https://elsewhere.example/">外面</a>
<form method="get" action="/found"><label for="q">查询</label><input id="q" name="q"><button>搜索</button></form>
<form method="post" action="/register">
<input type="hidden" name="token" value="t&amp;1">
<label for="name">姓名 <span>（必填）</span></label><input id="name" name="name" value="王" aria-describedby="hint">
<p id="hint">请填写证件上的姓名</p>
<label for="old">旧号</label><input id="old" name="old" value="9" readonly>
<input name="nameless">
<fieldset><legend>出生日期</legend>
 <label>年 <input name="year"></label><label>月 <input name="month"></label></fieldset>
<fieldset><legend>入职日期</legend><label>年 <input name="joined"></label></fieldset>
<fieldset><legend>性别</legend><label><input type="radio" name="sex" value="f" checked> 女</label>
 <label><input type="radio" name="sex" value="m"> 男</label></fieldset>
<label for="region">地区</label><select id="region" name="region"><option value="">请选择</option><option>东区</option></select>
<label><input type="checkbox" name="agree" value="yes"> 我同意</label>
<label><input type="checkbox" name="news" checked> 订阅</label>
<label for="about">备注</label><textarea id="about" name="about">
第一行</textarea>
<button type="button">显示</button><button name="do" value="save" formaction="/draft">保存</button><button name="do" value="file">提交</button>
</form>
<form method="post" action="/photo" enctype="multipart/form-data"><label for="p">证件人像面</label>
<input type="file" id="p" name="photo"><input type="file" name="other"><button>上传</button></form>"#;

struct Sent(String);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Sent {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let header = |name| request.headers().get_one(name).unwrap_or("-").to_owned();
        Outcome::Success(Sent(format!(
            "{} {} {}",
            header("Origin"),
            header("Sec-Fetch-Site"),
            header("Sec-Fetch-Mode")
        )))
    }
}

#[get("/form")]
fn form() -> RawHtml<&'static str> {
    RawHtml(FORM)
}

#[post("/register", data = "<body>")]
fn register(body: String, sent: Sent) -> String {
    format!("{body} | {}", sent.0)
}

#[post("/draft", data = "<body>")]
fn draft(body: String, jar: &CookieJar<'_>) -> Redirect {
    jar.add(Cookie::new("draft", body.len().to_string()));
    Redirect::to(uri!(kept))
}

#[get("/kept")]
fn kept(jar: &CookieJar<'_>) -> String {
    jar.get("draft").map_or("nothing".to_owned(), |cookie| format!("kept {}", cookie.value()))
}

#[get("/found?<q>")]
fn found(q: &str, sent: Sent) -> RawHtml<String> {
    RawHtml(format!("<p>{q} | {}</p>", sent.0))
}

#[get("/hello?<x>")]
fn hello(x: u8) -> String {
    format!("hello {x}")
}

#[get("/round")]
fn round() -> Redirect {
    Redirect::to(uri!(round))
}

#[get("/out")]
fn out() -> Redirect {
    Redirect::to("https://elsewhere.example/sign?x=1")
}

#[derive(FromForm)]
struct Photos<'r> {
    photo: TempFile<'r>,
    other: Option<TempFile<'r>>,
}

#[post("/photo", data = "<photos>")]
fn photo(photos: Form<Photos<'_>>) -> String {
    let kind = photos.photo.content_type() == Some(&ContentType::JPEG);
    let other = photos.other.as_ref().map_or(0, TempFile::len);
    format!("{} {kind} {:?} {other}", photos.photo.len(), photos.photo.name())
}

fn server() -> Client {
    let quiet =
        rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
    let routes = routes![form, register, draft, kept, found, hello, round, out, photo];
    Client::untracked(rocket::custom(quiet).mount("/", routes)).expect("the small server is sound")
}

#[test]
fn a_form_is_sent_as_a_browser_sends_it() {
    let server = server();
    let mut browser = Browser::new(&server);
    browser.visit("/form").sees("请填写证件上的姓名").misses("王");
    let form = browser.form("提交");
    assert_eq!(
        (form.holds("姓名"), form.holds("性别"), form.holds("地区")),
        ("王".into(), "女".into(), "请选择".into())
    );
    assert_eq!(form.said_about("姓名"), "请填写证件上的姓名");
    let page = form
        .fill("姓名", "a b")
        .fill("出生日期/年", "1990")
        .fill("月", "5")
        .fill("性别", "男")
        .choose("地区", "东区")
        .check("我同意")
        .uncheck("订阅")
        .press("提交");
    let sent = "token=t%261&name=a+b&old=9&nameless=&year=1990&month=5&joined=&sex=m&region=%E4%B8%9C%E5%8C%BA\
                &agree=yes&about=%E7%AC%AC%E4%B8%80%E8%A1%8C&do=file";
    assert_eq!(page.source(), format!("{sent} | http://localhost same-origin navigate"));
}

#[test]
fn a_button_may_send_the_form_elsewhere_and_cookies_stay_with_their_browser() {
    let server = server();
    let (mut first, mut second) = (Browser::new(&server), Browser::new(&server));
    first.visit("/form");
    first.press("保存").sees("kept ");
    assert_eq!((first.address(), first.status()), ("/kept", 200));
    assert!(first.cookie("draft").is_some());
    second.visit("/kept").sees("nothing");
    first.forget_cookies();
    first.visit("/kept").sees("nothing");
}

#[test]
fn a_search_puts_its_fields_into_the_address() {
    let server = server();
    let mut browser = Browser::new(&server);
    browser.visit("/form");
    browser.form("搜索").fill("查询", "甲 乙").press("搜索");
    browser.sees("甲 乙 | - same-origin navigate").misses("nothing");
    assert_eq!(browser.address(), "/found?q=%E7%94%B2+%E4%B9%99");
    assert_eq!(browser.page().header("content-type"), Some("text/html; charset=utf-8"));
}

#[test]
fn a_file_travels_whole_and_an_empty_file_field_is_sent_too() {
    let server = server();
    let mut browser = Browser::new(&server);
    browser.visit("/form");
    let page = browser.form("上传").attach("证件人像面", b"\xff\xd8\xff 123").press("上传");
    page.sees("7 true Some(\"photo\") 0");
}

#[test]
fn links_are_followed_by_their_words_and_other_hosts_are_not_entered() {
    let server = server();
    let mut browser = Browser::at(&server, "https://office.example").calling_from([10, 0, 0, 7].into());
    assert_eq!(browser.visit("/form").heading(), "注册");
    browser.click("去问候").sees("hello 1");
    browser.visit("/out");
    assert_eq!((browser.address(), browser.status()), ("https://elsewhere.example/sign?x=1", 0));
}

/// What the failing step says, so that a walk's author sees the page.
fn complaint(step: impl FnOnce(&mut Browser) + std::panic::UnwindSafe) -> String {
    let said = std::panic::catch_unwind(|| {
        let server = server();
        let mut browser = Browser::new(&server);
        browser.visit("/form");
        step(&mut browser);
    });
    *said.expect_err("the step should have failed").downcast::<String>().expect("it says why")
}

#[test]
fn what_a_person_could_not_do_fails_and_shows_the_page() {
    let cases = [
        complaint(|b| drop(b.form("提交").fill("电话", "1"))),
        complaint(|b| drop(b.form("提交").fill("nameless", "1"))),
        complaint(|b| drop(b.form("提交").fill("旧号", "1"))),
        complaint(|b| drop(b.form("提交").fill("年", "1"))),
        complaint(|b| drop(b.form("提交").choose("地区", "西区"))),
        complaint(|b| drop(b.form("提交").attach_named("姓名", "a.pdf", b""))),
        complaint(|b| drop(b.form("注销"))),
        complaint(|b| _ = b.click("不在这里")),
        complaint(|b| _ = b.press("显示")),
        complaint(|b| _ = b.sees("没有")),
    ];
    for said in cases {
        assert!(
            said.contains("/form answered 200 and shows:") && said.contains("请填写证件上的姓名"),
            "{said}"
        );
    }
    assert!(complaint(|b| _ = b.visit("/round")).contains("on and on"));
}
