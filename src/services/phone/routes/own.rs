//! `/me/phone`: the person changes it alone.

use super::silence;
use crate::casework::Refusal;
use crate::office::{CodeRefusal, Stop, code_outlook};
use crate::services::phone::actions;
use crate::services::phone::forms::{self, CURRENT, Change, OLD_CODE};
use crate::services::phone::pages::{self, Sheet};
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Typed, leads_to, passwords};
use rocket::http::Status;
use rocket::{Route, State, get, post};

const TITLE: &str = "更换手机号";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![start, submit, done]
}

#[get("/me/phone")]
async fn start(person: Person, house: &State<House>) -> Result<Page, Problem> {
    draw(&person, house, Status::Ok, &Typed::empty(), &Faults::new(), false).await
}

#[get("/me/phone/done")]
fn done(person: Person, house: &State<House>) -> Page {
    Page::new(person.visit.page(house, "手机号已更换", pages::done(&person.account)))
}

#[post("/me/phone", data = "<posted>")]
async fn submit(person: Person, posted: Posted<Change>, house: &State<House>) -> Result<Answer, Problem> {
    if posted.typed.has("send") {
        return Ok(send(&person, house, &posted.typed).await?.into());
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let faults = match posted.mean(&means) {
        Err(faults) => faults,
        Ok(change) => match try_to(&person, house, change, posted.once()).await? {
            Ok(onward) => return Ok(leads_to(onward)),
            Err(faults) => faults,
        },
    };
    Ok(draw(&person, house, Status::UnprocessableEntity, &posted.typed, &faults, true).await?.into())
}

async fn send(person: &Person, house: &House, typed: &Typed) -> Result<Page, Problem> {
    let mut faults = Faults::new();
    match (forms::phone(typed), silence(house)) {
        (Err(found), _) => faults = found,
        (Ok(_), Some(silence)) => faults.push(OLD_CODE, silence),
        (Ok(phone), None) => {
            let (id, asker) = (person.id, person.visit.asker(house));
            let sent = house.office.act(person.visit.act("phone.send_code"), move |ledger| {
                actions::send(ledger, id, &phone, &asker)
            });
            if let Err(unsent) = sent.await? {
                faults = forms::unsent(unsent);
            }
        }
    }
    draw(person, house, Status::Ok, typed, &faults, true).await
}

/// Judges the password, then changes the phone in one act; the faults say what was wrong.
async fn try_to(
    person: &Person,
    house: &House,
    change: Change,
    once: &str,
) -> Result<Result<String, Faults>, Problem> {
    let (id, visit, Change { current, wanted }) = (person.id, &person.visit, change);
    let judged = match passwords::judge(person, house, "phone.change", CURRENT, current).await? {
        Ok(judged) => judged,
        Err(faults) => return Ok(Err(faults)),
    };
    let browser = visit.browser.digest;
    let tried = house.office.try_once(visit.act("phone.change"), visit.once(once), move |ledger| {
        let changed = actions::change(ledger, id, &wanted, &judged, &browser)?;
        Ok::<_, Stop<Refusal>>(changed.map(|()| "/me/phone/done".to_string()))
    });
    Ok(tried.await?.map_err(forms::missed))
}

async fn draw(
    person: &Person,
    house: &House,
    status: Status,
    typed: &Typed,
    faults: &Faults,
    again: bool,
) -> Result<Page, Problem> {
    let (browser, now) = (person.visit.browser.digest, house.office.now());
    let outlook = house.office.look(move |view| code_outlook(view, &browser, now)).await?;
    let setback =
        outlook.setback.map(CodeRefusal::sentence).filter(|words| faults.of(OLD_CODE) != Some(words));
    let sheet = Sheet { wait: outlook.wait_seconds, setback, again };
    let body = pages::form(person, &house.once(), typed, faults, &sheet);
    let back = ("/me/account", "返回账号与设备");
    Ok(Page::with(status, person.visit.page_back(house, TITLE, back, body)))
}
