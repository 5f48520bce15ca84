//! `/me/account` and `/desk/account`: one's own password and devices.

use super::{begin, closed, too_busy};
use crate::accounts::{Credential, Subject};
use crate::services::signin::actions::{self, Meter};
use crate::services::signin::forms::PasswordChange;
use crate::services::signin::pages;
use crate::terms::PasswordRule;
use crate::ui::{Faults, FrameKind};
use crate::web::{Answer, Browser, Desk, House, Page, Person, Posted, Pressed, Problem, Visit, leads_to};
use rocket::http::{CookieJar, Status};
use rocket::{Route, State, get, post};

const TITLE: &str = "账号与设备";

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![own, change_own, close_own, desk, change_desk, close_desk]
}

/// Whose account it is and what goes with it.
struct Owner {
    visit: Visit,
    subject: Subject,
    place: &'static str,
    login: &'static str,
    rule: PasswordRule,
    longest: u8,
    frame: FrameKind,
}

impl Owner {
    fn person(person: Person) -> Owner {
        Owner {
            visit: person.visit,
            subject: Subject::Person(person.id),
            place: "/me/account",
            login: "/login?done=password",
            rule: PasswordRule::Person,
            longest: 16,
            frame: FrameKind::Public,
        }
    }

    fn officer(desk: Desk) -> Owner {
        Owner {
            visit: desk.visit,
            subject: Subject::Officer(desk.grant.officer),
            place: "/desk/account",
            login: "/login/officer?done=password",
            rule: PasswordRule::Officer,
            longest: 64,
            frame: FrameKind::Desk,
        }
    }

    async fn page(&self, house: &House, status: Status, faults: &Faults) -> Result<Page, Problem> {
        let (subject, here) = (self.subject, self.visit.browser.digest);
        let (now, limits) = (house.office.now(), house.session_limits(false));
        let devices =
            house.office.look(move |view| actions::devices(view, subject, &here, now, limits)).await;
        let devices = devices.map_err(Problem::Failed)?;
        let body = pages::account(&self.visit, self.place, self.longest, &devices, faults);
        let body = if self.frame == FrameKind::Desk { crate::ui::wrap(body) } else { body };
        Ok(Page::with(status, self.visit.framed(house, TITLE, self.frame, None, body)))
    }

    async fn change(
        &self,
        house: &House,
        jar: &CookieJar<'_>,
        posted: &Posted<PasswordChange>,
    ) -> Result<Answer, Problem> {
        let subject = self.subject;
        let keeper = house.office.look(move |view| actions::keeper(view, subject)).await;
        let keeper = keeper.map_err(Problem::Failed)?;
        let known: Vec<&str> = keeper.known.iter().map(String::as_str).collect();
        let (current, new) = match PasswordChange::passwords(&posted.typed, self.rule, &known) {
            Ok(passwords) => passwords,
            Err(faults) => return Ok(self.page(house, Status::UnprocessableEntity, &faults).await?.into()),
        };
        let meter = Meter::account(house.office.web_key(), &self.visit.actor().to_string(), true);
        let gate = begin(&self.visit, house, "account.password", None, vec![meter.clone()]).await?;
        if let Some((status, faults)) = closed(gate, "current") {
            return Ok(self.page(house, status, &faults).await?.into());
        }
        let (hash, salt, cost) = (keeper.credential.clone(), house.office.random::<16>(), house.cost());
        let judged = house.hash(move || {
            let proven = actions::proves(hash.as_ref(), &current, cost);
            let new = Credential::new(new.expose(), salt, cost);
            new.map(|new| proven.then_some(new))
        });
        let new = judged.await.flatten().ok_or_else(too_busy)?;
        let changed = house.office.act(self.visit.act("account.password"), move |ledger| {
            actions::change_password(ledger, subject, &keeper, new.as_ref(), &meter)
        });
        if changed.await? {
            Browser::fresh(house, jar);
            return Ok(leads_to(self.login));
        }
        let mut faults = Faults::new();
        faults.push("current", "现在的密码不正确，请重新输入。");
        Ok(self.page(house, Status::UnprocessableEntity, &faults).await?.into())
    }

    async fn close_others(&self, house: &House) -> Result<Answer, Problem> {
        let (subject, here) = (self.subject, self.visit.browser.digest);
        let closed = house.office.act(self.visit.act("account.close_others"), move |ledger| {
            actions::close_others(ledger, subject, &here)
        });
        closed.await?;
        Ok(leads_to(self.place))
    }
}

#[get("/me/account")]
async fn own(person: Person, house: &State<House>) -> Result<Page, Problem> {
    Owner::person(person).page(house, Status::Ok, &Faults::new()).await
}

#[post("/me/account", data = "<posted>")]
async fn change_own(
    person: Person,
    house: &State<House>,
    jar: &CookieJar<'_>,
    posted: Posted<PasswordChange>,
) -> Result<Answer, Problem> {
    Owner::person(person).change(house, jar, &posted).await
}

#[post("/me/account/others", data = "<_pressed>")]
async fn close_own(
    person: Person,
    house: &State<House>,
    _pressed: Posted<Pressed>,
) -> Result<Answer, Problem> {
    Owner::person(person).close_others(house).await
}

#[get("/desk/account")]
async fn desk(desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    Owner::officer(desk).page(house, Status::Ok, &Faults::new()).await
}

#[post("/desk/account", data = "<posted>")]
async fn change_desk(
    desk: Desk,
    house: &State<House>,
    jar: &CookieJar<'_>,
    posted: Posted<PasswordChange>,
) -> Result<Answer, Problem> {
    Owner::officer(desk).change(house, jar, &posted).await
}

#[post("/desk/account/others", data = "<_pressed>")]
async fn close_desk(desk: Desk, house: &State<House>, _pressed: Posted<Pressed>) -> Result<Answer, Problem> {
    Owner::officer(desk).close_others(house).await
}
