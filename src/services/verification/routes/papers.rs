//! `/me/verify/upload`: 线上实名认证, also as the phone sends it.

use super::super::actions::{self, Refusal, Standing, Submission};
use super::super::forms::{self, Beside, CONSENT, SLOTS};
use super::super::pages::{self, Sheet};
use super::standing;
use crate::accounts::Account;
use crate::office::{Promise, Stop};
use crate::terms::{CaseNumber, FileId};
use crate::ui::Faults;
use crate::web::{Answer, House, Means, Owner, Page, Person, Posted, Problem, Slots, Typed, Visit, leads_to};
use rocket::http::Status;
use rocket::{Route, State, get, post};

/// The routes of the photographs.
pub fn routes() -> Vec<Route> {
    rocket::routes![upload, submit, done]
}

#[get("/me/verify/upload")]
async fn upload(person: Person, house: &State<House>) -> Result<Answer, Problem> {
    let standing = standing(house, &person).await?;
    if person.account.is_verified() || standing.waiting().is_some() {
        return Ok(leads_to("/me/verify"));
    }
    Ok(drawn(house, &person, &standing, &Received::prepared(&standing)).into())
}

/// A form as it has to be drawn again.
pub struct Received {
    /// What was typed and kept.
    pub typed: Typed,
    /// What has to be mended.
    pub faults: Faults,
    /// The pictures.
    pub slots: Slots,
    /// How the page answers.
    pub status: Status,
}

impl Received {
    /// The form before anything was received: what is known already, and what an officer asked to mend.
    pub fn prepared(standing: &Standing) -> Received {
        Received {
            typed: forms::prepared(standing),
            faults: forms::remarks(standing),
            slots: Slots::default(),
            status: Status::Ok,
        }
    }

    /// What the form is drawn from.
    pub fn sheet<'a>(
        &'a self,
        house: &'a House,
        visit: &'a Visit,
        account: &'a Account,
        standing: &'a Standing,
    ) -> Sheet<'a> {
        Sheet {
            account,
            standing,
            typed: &self.typed,
            faults: &self.faults,
            notes: &self.slots.notes,
            reference: house.office.reference(),
            token: &visit.browser.token,
            once: house.once(),
            most_kb: house.config.upload_kb,
        }
    }
}

fn drawn(house: &House, person: &Person, standing: &Standing, received: &Received) -> Page {
    let sheet = received.sheet(house, &person.visit, &person.account, standing);
    Page::with(received.status, person.visit.page(house, "线上实名认证", pages::form(&sheet)))
}

/// Receives the form of the photographs, from the screen or from the phone: what is to be filed, or the form to be
/// drawn again.
pub async fn receive(
    house: &House,
    owner: Owner<'_>,
    standing: &Standing,
    mut posted: Posted<Beside>,
) -> Result<Result<Submission, Received>, Problem> {
    // Nothing sensitive is kept before the person has consented to it (PIPL 29).
    let by_phone = posted.typed.text("picture").starts_with("phone:");
    let brings = forms::carries_pictures(&posted.typed) || by_phone;
    let consented = posted.typed.has(CONSENT) || !brings;
    let slots = match consented {
        true => Slots::receive(house, owner, &SLOTS, &mut posted.typed).await?,
        false => Slots::default(),
    };
    if slots.only_pictures || posted.typed.has("choose") {
        let faults = slots.faults.clone();
        let status = if faults.is_empty() { Status::Ok } else { Status::UnprocessableEntity };
        return Ok(Err(Received { typed: posted.typed, faults, slots, status }));
    }
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let (beside, mut faults) = match posted.mean(&means) {
        Ok(beside) => (Some(beside), Faults::new()),
        Err(faults) => (None, faults),
    };
    let pictures = if consented { forms::pictures(&slots, standing, &mut faults) } else { None };
    if let Some(pictures) = pictures {
        repeated(house, owner, pictures, &mut faults).await?;
    }
    if let Some(beside) = &beside
        && !standing.served.contains(&beside.region)
    {
        let served = pages::served_places(means.reference, &standing.served);
        faults.push(forms::REGION, format!("所选地区暂未在本平台开通审核。{served}"));
    }
    Ok(match (beside, pictures) {
        (Some(Beside { region }), Some(pictures)) if faults.is_empty() => Ok(Submission { pictures, region }),
        _ => {
            let (status, faults) = (Status::UnprocessableEntity, forms::in_page_order(&faults));
            Err(Received { typed: posted.typed, faults, slots, status })
        }
    })
}

async fn repeated(
    house: &House,
    owner: Owner<'_>,
    pictures: [FileId; 3],
    faults: &mut Faults,
) -> Result<(), Problem> {
    let (id, named) = (owner.id, [0, 1, 2].map(|place| (SLOTS[place].field, pictures[place])));
    if let Some(field) = house.office.look(move |view| actions::repeated(view, id, &named)).await? {
        faults.push(field, "这张照片与前面的一张完全相同，请换成这一项要求的照片。");
    }
    Ok(())
}

#[post("/me/verify/upload", data = "<posted>")]
async fn submit(person: Person, house: &State<House>, posted: Posted<Beside>) -> Result<Answer, Problem> {
    let once = person.visit.once(posted.once());
    let standing = standing(house, &person).await?;
    let submission = match receive(house, Owner::from(&person), &standing, posted).await? {
        Ok(submission) => submission,
        Err(again) => return Ok(drawn(house, &person, &standing, &again).into()),
    };
    let (id, promise) = (person.id, Promise(house.config.working_days));
    let filed = house.office.act_once(person.visit.act("verification.submit"), once, move |ledger| {
        let number = actions::submit(ledger, id, &submission, promise)?;
        Ok::<_, Stop<Refusal>>(format!("/me/verify/done/{number}"))
    });
    Ok(leads_to(filed.await?))
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
