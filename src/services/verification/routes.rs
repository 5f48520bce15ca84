//! Paths of 实名认证.

use super::actions::{self, Refusal, Standing, Submission};
use super::forms::{self, Beside, CONSENT, Name, SLOTS};
use super::pages::{self, Sheet};
use crate::office::{Promise, Stop};
use crate::terms::CaseNumber;
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Page, Person, Posted, Problem, Refused, Slots, Typed, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

/// The routes of this chapter.
pub fn routes() -> Vec<Route> {
    routes![verify, submit, done, name, correct_name]
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        match refusal {
            Refusal::Corridor(refusal) => refusal.into(),
            other => Refused::new(Status::Conflict, other.sentence()),
        }
    }
}

async fn standing(house: &House, person: &Person) -> Result<Standing, Problem> {
    let (id, today) = (person.id, house.office.today());
    Ok(house.office.look(move |view| actions::standing(view, id, today)).await?)
}

#[get("/me/verify")]
async fn verify(person: Person, house: &State<House>) -> Result<Page, Problem> {
    if person.account.is_verified() {
        let body = pages::verified(&person.account);
        return Ok(Page::new(person.visit.page(house, "实名认证", body)));
    }
    let standing = standing(house, &person).await?;
    if let Some(case) = standing.waiting() {
        let (reference, token) = (house.office.reference(), &person.visit.browser.token);
        let body = pages::waiting(case, &person.account, reference, token, house.once());
        return Ok(Page::new(person.visit.page(house, "实名认证", body)));
    }
    let (typed, faults) = (forms::prepared(&standing), forms::remarks(&standing));
    Ok(drawn(house, &person, &standing, &typed, &faults, &Slots::default(), Status::Ok))
}

fn drawn(
    house: &House,
    person: &Person,
    standing: &Standing,
    typed: &Typed,
    faults: &Faults,
    slots: &Slots,
    status: Status,
) -> Page {
    let sheet = Sheet {
        account: &person.account,
        standing,
        typed,
        faults,
        notes: &slots.notes,
        reference: house.office.reference(),
        token: &person.visit.browser.token,
        once: house.once(),
    };
    Page::with(status, person.visit.page(house, "实名认证", pages::form(&sheet)))
}

#[post("/me/verify", data = "<posted>")]
async fn submit(person: Person, house: &State<House>, mut posted: Posted<Beside>) -> Result<Answer, Problem> {
    let once = person.visit.once(posted.once());
    let standing = standing(house, &person).await?;
    // Nothing sensitive is kept before the person has consented to it (PIPL 29).
    let consented = posted.typed.has(CONSENT) || !forms::carries_pictures(&posted.typed);
    let slots = match consented {
        true => Slots::receive(house, &person, &SLOTS, &mut posted.typed).await?,
        false => Slots::default(),
    };
    if slots.only_pictures || posted.typed.has("choose") {
        let (status, faults) =
            (if slots.faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity }, &slots.faults);
        return Ok(drawn(house, &person, &standing, &posted.typed, faults, &slots, status).into());
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (beside, mut faults) = match posted.mean(&means) {
        Ok(beside) => (Some(beside), Faults::new()),
        Err(faults) => (None, faults),
    };
    let pictures = if consented { forms::pictures(&slots, &standing, &mut faults) } else { None };
    if let Some(pictures) = pictures {
        let (id, named) = (person.id, [0, 1, 2].map(|place| (SLOTS[place].field, pictures[place])));
        if let Some(field) = house.office.look(move |view| actions::repeated(view, id, &named)).await? {
            faults.push(field, "这张照片与前面的一张完全相同，请换成这一项要求的照片。");
        }
    }
    if let Some(beside) = &beside
        && !standing.served.contains(&beside.region)
    {
        let served = pages::served_places(means.reference, &standing.served);
        faults.push(forms::REGION, format!("所选地区暂未在本平台开通审核。{served}"));
    }
    match (beside, pictures) {
        (Some(Beside { region }), Some(pictures)) if faults.is_empty() => {
            let (id, promise) = (person.id, Promise(house.config.working_days));
            let submission = Submission { pictures, region };
            let filed = house.office.act_once(person.visit.act("verification.submit"), once, move |ledger| {
                let number = actions::submit(ledger, id, &submission, promise)?;
                Ok::<_, Stop<Refusal>>(format!("/me/verify/done/{number}"))
            });
            Ok(leads_to(filed.await?))
        }
        _ => {
            let (status, faults) = (Status::UnprocessableEntity, forms::in_page_order(&faults));
            Ok(drawn(house, &person, &standing, &posted.typed, &faults, &slots, status).into())
        }
    }
}

#[get("/me/verify/done/<number>")]
async fn done(person: Person, house: &State<House>, number: &str) -> Result<Page, Problem> {
    let id = person.id;
    let case = match CaseNumber::parse(number) {
        Ok(number) => house.office.look(move |view| actions::filed(view, id, &number)).await?,
        Err(_) => None,
    };
    match case {
        Some(case) => {
            let body = pages::done(&case, house.office.reference());
            Ok(Page::new(person.visit.page(house, "实名认证已提交", body)))
        }
        None => Err(house.not_there(person.visit.act("verification.done")).await),
    }
}

#[get("/me/verify/name")]
async fn name(person: Person, house: &State<House>) -> Result<Page, Problem> {
    let refusal = if person.account.is_verified() {
        Some(Refusal::AlreadyVerified)
    } else {
        standing(house, &person).await?.waiting().map(|_| Refusal::AlreadyWaiting)
    };
    if let Some(refusal) = refusal {
        return Err(Problem::Refused(refusal.into()));
    }
    let typed = Typed::from_pairs([("name", person.account.identity.name.to_string())]);
    Ok(name_form(house, &person, &typed, &Faults::new(), Status::Ok))
}

fn name_form(house: &House, person: &Person, typed: &Typed, faults: &Faults, status: Status) -> Page {
    let body = pages::name(typed, faults, &person.visit.browser.token, house.once());
    Page::with(status, person.visit.page_back(house, "修改真实姓名", ("/me/verify", "返回实名认证"), body))
}

#[post("/me/verify/name", data = "<posted>")]
async fn correct_name(person: Person, house: &State<House>, posted: Posted<Name>) -> Result<Answer, Problem> {
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let name = match posted.mean(&means) {
        Ok(Name(name)) => name,
        Err(faults) => {
            let status = Status::UnprocessableEntity;
            return Ok(name_form(house, &person, &posted.typed, &faults, status).into());
        }
    };
    let (id, once) = (person.id, person.visit.once(posted.once()));
    let corrected = house.office.act_once(person.visit.act("verification.name"), once, move |ledger| {
        actions::correct_name(ledger, id, &name)?;
        Ok::<_, Stop<Refusal>>("/me/verify".to_string())
    });
    Ok(leads_to(corrected.await?))
}
