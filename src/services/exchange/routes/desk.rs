//! `/desk/transfers`: the list, issuing a letter, taking a file in.

use super::super::actions;
use super::super::forms::{Carried, FILE};
use super::super::pages::{self, Board};
use super::holds;
use crate::accounts::Right;
use crate::office::{self, Promise, Stop, Taken, Taker, Unusable};
use crate::terms::CaseNumber;
use crate::ui::{Faults, FrameKind, wrap};
use crate::web::photos::is_picture;
use crate::web::{
    Answer, Desk, House, Means, Page, Posted, Pressed, Problem, Refused, Typed, leads_to, problem_page,
};
use rocket::http::Status;
use rocket::request::Request;
use rocket::{Catcher, Route, State, catch, catchers, get, post};

const TITLE: &str = "属地调转（跨平台）";
const MEGABYTE: u64 = 1024 * 1024;

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![look, take_in, issue]
}

/// Answers below this address when no handler gave one.
pub fn catchers() -> (&'static str, Vec<Catcher>) {
    ("/desk/transfers", catchers![too_large])
}

#[catch(413)]
fn too_large(request: &Request<'_>) -> Page {
    let limit = request.rocket().state::<House>().map_or(0, |house| house.config.upload_limit / MEGABYTE);
    let text = format!(
        "这个文件超过了网页一次能接收的 {limit} MB，没有导入。请系统管理员把文件放到服务器上，用 zhangfang transfer accept 导入。"
    );
    problem_page(request, Status::PayloadTooLarge, "文件太大了", &text, None)
}

async fn page(
    desk: &Desk,
    house: &House,
    status: Status,
    (typed, faults): (&Typed, &Faults),
    done: Option<(&str, &str)>,
) -> Result<Page, Problem> {
    let (grant, today) = (desk.grant.clone(), house.office.today());
    let overview = house.office.look(move |view| actions::overview(view, &grant, today)).await;
    let overview = overview.map_err(Problem::Failed)?;
    let board = Board {
        overview: &overview,
        reference: house.office.reference(),
        typed,
        faults,
        said: done.and_then(|(word, last)| pages::done(word, last, &overview)),
        token: &desk.visit.browser.token,
        megabytes: house.config.upload_limit / MEGABYTE,
    };
    let body = wrap(pages::board(&board));
    Ok(Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, None, body)))
}

#[get("/desk/transfers?<done>&<last>")]
async fn look(
    desk: Desk,
    house: &State<House>,
    done: Option<&str>,
    last: Option<&str>,
) -> Result<Page, Problem> {
    holds(&desk, house, Right::Review).await?;
    page(&desk, house, Status::Ok, (&Typed::empty(), &Faults::new()), done.zip(last)).await
}

#[post("/desk/transfers", data = "<posted>")]
async fn take_in(desk: Desk, house: &State<House>, posted: Posted<Carried>) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Review).await?;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let again = async |faults: &Faults| {
        page(&desk, house, Status::UnprocessableEntity, (&posted.typed, faults), None).await.map(Answer::from)
    };
    let Carried { bytes, paper } = match posted.mean(&means) {
        Ok(carried) => carried,
        Err(faults) => return again(&faults).await,
    };
    let taken = if paper.is_some_and(|paper| !paper.belongs_to(&bytes)) {
        let refusal = Unusable::OtherPaper;
        house.office.note_refusal(desk.visit.act("exchange.take_in"), format!("{refusal:?}")).await?;
        Err(Stop::Refused(refusal))
    } else {
        office::take_in(&house.office, bytes, &taker(&desk, house)).await
    };
    match taken {
        Ok(Taken::Letter(number)) => Ok(leads_to(format!("/desk/cases/{number}?done=arrived&last={number}"))),
        Ok(Taken::Answer(number, _)) => Ok(leads_to(format!("/desk/transfers?done=answer&last={number}"))),
        Err(Stop::Refused(refusal)) => {
            let mut faults = Faults::new();
            faults.push(FILE, refusal.sentence());
            again(&faults).await
        }
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}

fn taker(desk: &Desk, house: &House) -> Taker {
    Taker {
        officer: Some(desk.grant.officer),
        source: desk.visit.source.to_string(),
        name: house.config.sponsor.clone(),
        promise: Promise(house.config.working_days),
        is_picture,
    }
}

#[post("/desk/transfers/<number>/issue", data = "<_posted>")]
async fn issue(
    number: &str,
    desk: Desk,
    house: &State<House>,
    _posted: Posted<Pressed>,
) -> Result<Answer, Problem> {
    holds(&desk, house, Right::Review).await?;
    let Ok(number) = CaseNumber::parse(number) else {
        return Err(house.not_there(desk.visit.act("exchange.issue")).await);
    };
    let (officer, source) = (desk.grant.officer, desk.visit.source.to_string());
    let issued = office::issue(&house.office, &house.config.sponsor, officer, source, number).await;
    match issued {
        Ok(letter) => Ok(leads_to(format!("/desk/transfers/letters/{letter}?done=issued"))),
        // The button was pressed twice, or somebody else was faster: the letter is there.
        Err(Stop::Refused(refusal)) => {
            let grant = desk.grant.clone();
            let look = move |view: &_| actions::number_on_the_way(view, &grant, &number);
            if let Some(letter) = house.office.look(look).await? {
                return Ok(leads_to(format!("/desk/transfers/letters/{letter}")));
            }
            house.office.note_refusal(desk.visit.act("exchange.issue"), format!("{refusal:?}")).await?;
            Err(Refused::from(refusal).into())
        }
        Err(Stop::Failed(broken)) => Err(broken.into()),
    }
}
