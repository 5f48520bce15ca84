//! Answers when no handler gave one. Cookies set here would be lost, so none are.

use super::answer::{Answer, Page};
use super::problem::{problem_page, reference_number};
use rocket::http::Status;
use rocket::request::Request;
use rocket::response::Redirect;
use rocket::{Catcher, catch, catchers};

/// All catchers.
pub fn catchers() -> Vec<Catcher> {
    catchers![unknown, sign_in, verify_first, forbidden, too_large, broken, other]
}

#[catch(401)]
fn sign_in(request: &Request<'_>) -> Redirect {
    let path = request.uri().path();
    let officer = path.as_str().starts_with("/desk");
    let login = if officer { "/login/officer" } else { "/login" };
    // A form that was being sent is not repeated by a link, so the way back leads to where it stood.
    if request.method() != rocket::http::Method::Get {
        return Redirect::to(login.to_string());
    }
    let next = encoded(&request.uri().to_string());
    Redirect::to(format!("{login}?next={next}"))
}

fn encoded(text: &str) -> String {
    rocket::http::RawStr::new(text).percent_encode().to_string()
}

#[catch(428)]
fn verify_first() -> Redirect {
    Redirect::to("/me/verify")
}

#[catch(404)]
fn unknown(request: &Request<'_>) -> Page {
    let text = "没有找到您要的页面，它可能已经移动，或者不属于您。";
    problem_page(request, Status::NotFound, "没有找到", text, None)
}

#[catch(403)]
fn forbidden(request: &Request<'_>) -> Page {
    let text = "这个请求不是从本平台的页面发出的，或者页面打开得太久，为了您的安全没有办理。请回到上一页刷新后重新提交；浏览器需要允许使用 Cookie。";
    problem_page(request, Status::Forbidden, "请重新打开页面再提交", text, None)
}

#[catch(413)]
fn too_large(request: &Request<'_>) -> Page {
    let text = "上传的文件超过了允许的大小，请返回上一页，选择小一些的照片，或者分几次上传。";
    problem_page(request, Status::PayloadTooLarge, "文件太大了", text, None)
}

#[catch(500)]
fn broken(request: &Request<'_>) -> Page {
    let number = reference_number(request);
    log::error!("request: ended without an answer: reference {number}");
    let text = "系统出了问题，您的操作可能没有完成。请稍后再试；仍有问题时，把下面的编号告诉工作人员。";
    problem_page(request, Status::InternalServerError, "系统出了问题", text, Some(&number))
}

#[catch(default)]
fn other(status: Status, request: &Request<'_>) -> Answer {
    let text = "这个请求没有办成，请返回上一页检查后再试。";
    problem_page(request, status, "没有办成", text, None).into()
}
