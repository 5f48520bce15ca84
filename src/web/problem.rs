//! The one place that knows which status a refusal or failure becomes, and how it is said.

use super::answer::Page;
use super::guards::Visit;
use super::house::House;
use crate::casework::Refusal;
use crate::office::Stop;
use crate::store::Broken;
use crate::ui::{self, Button, Notice, Tone};
use data_encoding::BASE32_NOPAD;
use maud::html;
use rocket::http::{Header, Status};
use rocket::request::Request;
use rocket::response::{self, Responder};

/// A refusal with the status it becomes and the sentence it is said in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// 403, 404, 409, 410, 422, 429 …
    pub status: Status,
    /// What happened and what to do next.
    pub text: String,
}

impl Refused {
    /// A refusal.
    pub fn new(status: Status, text: impl Into<String>) -> Refused {
        Refused { status, text: text.into() }
    }

    /// What is not there, or not there for this visitor: the two are never told apart (security B7).
    pub fn not_found() -> Refused {
        Refused::new(Status::NotFound, "没有找到您要的页面，它可能已经移动，或者不属于您。")
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match refusal {
            Refusal::AlreadyDecided(_)
            | Refusal::Stale
            | Refusal::NumberTaken
            | Refusal::PhoneTaken
            | Refusal::SameOfficer
            | Refusal::Unfit
            | Refusal::OnTheWay
            | Refusal::Lapsed
            | Refusal::Unreachable => Status::Conflict,
            Refusal::ReasonMissing => Status::UnprocessableEntity,
            Refusal::OwnCase | Refusal::ReadOnly => Status::Forbidden,
            Refusal::NotFound => Status::NotFound,
        };
        Refused::new(status, refusal.sentence())
    }
}

/// Why there is no page: a refusal, or a failure that only the operator can mend.
#[derive(Debug)]
pub enum Problem {
    /// The house says no.
    Refused(Refused),
    /// Something is broken; the reference number stands in the log beside the cause.
    Failed(Broken),
}

impl<R: Into<Refused>> From<Stop<R>> for Problem {
    fn from(stop: Stop<R>) -> Problem {
        match stop {
            Stop::Refused(refusal) => Problem::Refused(refusal.into()),
            Stop::Failed(broken) => Problem::Failed(broken),
        }
    }
}

impl From<Broken> for Problem {
    fn from(broken: Broken) -> Problem {
        Problem::Failed(broken)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        Problem::Refused(refused)
    }
}

impl<'r> Responder<'r, 'static> for Problem {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let (status, title, text, number) = match self {
            Problem::Refused(refused) => (refused.status, title(refused.status), refused.text, None),
            Problem::Failed(Broken::Busy) => {
                let text = "现在办理的人较多，请过几秒再试一次，您填写的内容可以用浏览器的返回键找回。";
                (Status::ServiceUnavailable, "请稍候再试", text.to_string(), None)
            }
            Problem::Failed(broken) => {
                let number = reference_number(request);
                log::error!("request: failed: reference {number}: {broken}");
                if matches!(broken, Broken::Stopped(_) | Broken::Full(_) | Broken::Unknown(_)) {
                    return unsaved(request, &number);
                }
                let text =
                    "系统出了问题，您的操作可能没有完成。请稍后再试；仍有问题时，把下面的编号告诉工作人员。";
                (Status::InternalServerError, "系统出了问题", text.to_string(), Some(number))
            }
        };
        let mut response =
            problem_page(request, status, title, &text, number.as_deref()).respond_to(request)?;
        if status == Status::ServiceUnavailable {
            response.set_header(Header::new("Retry-After", "3"));
        }
        Ok(response)
    }
}

/// The store cannot write for now, a full disk say, and says so by itself: reading goes on, and writing will (T68).
fn unsaved(request: &Request<'_>, number: &str) -> response::Result<'static> {
    let text = "系统现在不能保存内容，您刚才的操作可能没有完成；查看不受影响。请过几分钟先查看办理结果，没有办成的再办一次；仍有问题时，把下面的编号告诉工作人员。";
    let page = problem_page(request, Status::ServiceUnavailable, "暂时不能保存", text, Some(number));
    let mut response = page.respond_to(request)?;
    response.set_header(Header::new("Retry-After", "60"));
    Ok(response)
}

/// A number a caller can read out over the phone.
pub fn reference_number(request: &Request<'_>) -> String {
    let bytes = request.rocket().state::<House>().map_or([0; 5], |house| house.office.random::<5>());
    BASE32_NOPAD.encode(&bytes)
}

fn title(status: Status) -> &'static str {
    match status.code {
        403 => "不能这样操作",
        404 => "没有找到",
        409 => "内容已有变化",
        410 => "已经失效",
        413 => "文件太大了",
        429 => "操作太频繁",
        503 => "请稍候再试",
        _ => "没有办成",
    }
}

/// A problem page in the frame of whoever is there.
pub fn problem_page(
    request: &Request<'_>,
    status: Status,
    title: &str,
    text: &str,
    number: Option<&str>,
) -> Page {
    let Some(house) = request.rocket().state::<House>() else {
        return Page::with(status, html! { p { (text) } });
    };
    // The visit is already known when a handler has run; a catcher that answers before any guard draws for nobody.
    let known: &Option<Visit> = request.local_cache(|| None);
    let anonymous;
    let visit = match known {
        Some(visit) => visit,
        None => {
            anonymous = Visit::nobody(request, house);
            &anonymous
        }
    };
    let body = html! {
        (ui::heading(title, None))
        (Notice::new(Tone::Warn, text))
        @if let Some(number) = number { p { "问题编号：" b.num { (number) } } }
        @if !house.config.contact_phone.is_empty() {
            p { "需要帮助请致电 " span.num { (house.config.contact_phone) } "。" }
        }
        (ui::actions(html! { (Button::main_link("/", "返回服务大厅")) (Button::link("/help", "查看帮助")) }))
    };
    Page::with(status, visit.page(house, title, body))
}
