//! Paths of signing in.

mod account;
mod officer;
mod officers;
mod person;

use super::actions::{self, Gate, Meter, Refusal};
use super::pages;
use crate::office::{Act, Stop};
use crate::ui::Faults;
use crate::web::{Challenge, House, Problem, Refused, Typed, Visit};
use rocket::http::{ContentType, Status};
use rocket::response::content::RawHtml;
use rocket::{Route, State, get};
use std::time::Duration;

/// The routes of signing in.
pub fn routes() -> Vec<Route> {
    [
        rocket::routes![picture, another],
        person::routes(),
        officer::routes(),
        account::routes(),
        officers::routes(),
    ]
    .concat()
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match refusal {
            Refusal::NotFound => return Refused::not_found(),
            Refusal::LoginTaken => Status::UnprocessableEntity,
            Refusal::Oneself => Status::Forbidden,
            Refusal::Stale => Status::Conflict,
        };
        Refused::new(status, refusal.sentence())
    }
}

/// The picture of a page's captcha.
#[get("/captcha/<file>")]
async fn picture(file: &str, visit: Visit, house: &State<House>) -> Result<(ContentType, Vec<u8>), Problem> {
    let asked = file.strip_suffix(".png").and_then(Challenge::read);
    let drawn = match asked {
        Some(asked) => asked.draw(&house.office, &visit.browser).await,
        None => None,
    };
    drawn.map(|png| (ContentType::PNG, png)).ok_or_else(|| Refused::not_found().into())
}

/// The field with another picture, for 换一张 with the script.
#[get("/captcha")]
fn another(_visit: Visit, house: &State<House>) -> RawHtml<String> {
    RawHtml(pages::another_picture(house).into_string())
}

/// So many password hashes are waiting that nobody should wait too.
fn too_busy() -> Problem {
    let text = "现在登录的人较多，请过几秒再试一次。";
    Refused::new(Status::ServiceUnavailable, text).into()
}

/// Whether the peer is one of the halls, where many people share an address.
fn is_hall(visit: &Visit, house: &House) -> bool {
    house.config.hall_networks.iter().any(|network| network.contains(visit.source.0))
}

/// What the attempts of this peer are counted by; a whole /64 of IPv6 belongs to one subscriber.
fn address_meter(visit: &Visit, house: &House) -> Meter {
    let address = match visit.source.0 {
        std::net::IpAddr::V4(address) => address.to_string(),
        std::net::IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    };
    Meter::address(house.office.web_key(), &address, is_hall(visit, house))
}

/// Uses the picture up and counts the attempt before anything is judged.
async fn begin(
    visit: &Visit,
    house: &House,
    verb: &'static str,
    picture: Option<&Typed>,
    meters: Vec<Meter>,
) -> Result<Gate, Problem> {
    let picture = match picture {
        None => None,
        Some(typed) => match Challenge::answered(house, &visit.browser, typed) {
            Some((asked, right)) => Some((asked.key(&visit.browser.digest), right)),
            None => return Ok(Gate::Picture),
        },
    };
    let counted = house.office.act(Act::housekeeping("signin.begin"), move |ledger| {
        Ok::<_, Stop<Refusal>>(actions::begin(ledger, picture, &meters)?)
    });
    let gate = counted.await?;
    if let Gate::Wait(_) = gate {
        house.office.note_refusal(visit.act(verb), "too many failures".into()).await?;
    }
    Ok(gate)
}

/// How long to wait, in words.
fn wait_sentence(wait: Duration) -> String {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    if seconds <= 60 {
        return format!("连续输错的次数较多，请 {seconds} 秒后再试。");
    }
    format!("连续输错的次数较多，请 {} 分钟后再试。", seconds.div_ceil(60))
}

/// The fault a closed gate puts on the form, with the status it answers; none when it is open.
fn closed(gate: Gate, field: &str) -> Option<(Status, Faults)> {
    let mut faults = Faults::new();
    match gate {
        Gate::Open => None,
        Gate::Picture => {
            faults.push("captcha", "图片验证码不正确或已失效，请输入新图片中的字符。");
            Some((Status::UnprocessableEntity, faults))
        }
        Gate::Wait(wait) => {
            faults.push(field, wait_sentence(wait));
            Some((Status::TooManyRequests, faults))
        }
    }
}
