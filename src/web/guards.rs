//! Guards: a handler that names one has proof of who is there, read anew for this request.

use super::browser::Browser;
use super::house::House;
use super::source::Source;
use crate::accounts::{Account, Grant, Session};
use crate::office::{Act, Actor, Asker, CodeBudgets, Once, Present, recognise};
use crate::store::Read;
use crate::tables::SESSIONS;
use crate::terms::AccountId;
use crate::ui::{Mode, Viewer};
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use std::time::Duration;

/// Anybody at all: what is needed to draw a page for them.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The browser.
    pub browser: Browser,
    /// The peer's address.
    pub source: Source,
    /// Who is logged in, if anybody.
    pub present: Option<Present>,
    /// Sizes chosen.
    pub mode: Mode,
    /// Path and query of the request.
    pub here: String,
}

/// An accountant who has logged in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The visit.
    pub visit: Visit,
    /// Who.
    pub id: AccountId,
    /// The account as it is now.
    pub account: Account,
}

/// An accountant whose identity is verified (spec 1.5: mandatory before collection).
#[derive(Clone, Debug)]
pub struct Verified(pub Person);

/// An officer at the desk.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The visit.
    pub visit: Visit,
    /// What the officer may do where.
    pub grant: Grant,
}

impl Visit {
    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        match &self.present {
            Some(Present::Person(id, _)) => Actor::Person(*id),
            Some(Present::Officer(grant)) => Actor::Officer(grant.officer),
            None => Actor::Visitor,
        }
    }

    /// An act of this visitor.
    pub fn act(&self, verb: &'static str) -> Act {
        Act::new(self.actor(), verb, self.source.to_string())
    }

    /// The form token of this browser together with the form's own, against replays.
    pub fn once(&self, token: &str) -> Once {
        Once { browser: self.browser.digest, token: token.to_string() }
    }

    /// This visitor as one who asks for an SMS code; an address in a service hall has ten times the budgets of
    /// address and network.
    pub fn asker(&self, house: &House) -> Asker {
        let set = house.config.sms_budgets;
        let times = if house.config.is_hall(self.source.0) { 10 } else { 1 };
        let budgets = CodeBudgets {
            number_hour: set.number_hour,
            number_day: set.number_day,
            address_hour: set.address_hour.saturating_mul(times),
            network_hour: set.network_hour.saturating_mul(times),
            instance_day: set.instance_day,
        };
        Asker { browser: self.browser.digest, address: self.source.0, budgets }
    }

    /// What the frame shows of who is logged in.
    pub fn viewer(&self) -> Option<Viewer> {
        let viewer = |name: String, role: &str, href: &str, label: &str| Viewer {
            masked_name: name,
            role_label: role.into(),
            home_href: href.into(),
            home_label: label.into(),
            logout_token: self.browser.token.clone(),
        };
        self.present.as_ref().map(|present| match present {
            Present::Person(_, account) => {
                viewer(account.identity.name.masked(), "会计人员", "/me", "个人中心")
            }
            Present::Officer(grant) => viewer(grant.masked_name.clone(), "财政用户", "/desk", "审核工作台"),
        })
    }

    /// A visit drawn without asking who is there, for answers given before any guard has run.
    pub(super) fn nobody(request: &Request<'_>, house: &House) -> Visit {
        let browser = request.local_cache(|| Browser::of(request, house)).clone();
        let mode = request.cookies().get("mode").and_then(|cookie| Mode::from_word(cookie.value()));
        let (source, here) = (Source::of(request, house), request.uri().to_string());
        Visit { browser, source, present: None, mode: mode.unwrap_or_default(), here }
    }

    async fn of(request: &Request<'_>) -> Option<Visit> {
        let house = request.rocket().state::<House>()?;
        let browser = request.local_cache(|| Browser::of(request, house)).clone();
        let source = Source::of(request, house);
        let mode = request.cookies().get("mode").and_then(|cookie| Mode::from_word(cookie.value()));
        let kiosk = mode == Some(Mode::Kiosk);
        let present = if browser.anonymous { None } else { present(house, &browser, kiosk).await };
        let here = request.uri().to_string();
        Some(Visit { browser, source, present, mode: mode.unwrap_or_default(), here })
    }
}

/// Who the session belongs to; a request after a minute (ten seconds at a kiosk) is noted, so that idle time counts
/// from it.
async fn present(house: &House, browser: &Browser, kiosk: bool) -> Option<Present> {
    let (token, now, limits, epoch) =
        (browser.digest, house.office.now(), house.session_limits(kiosk), house.office.epoch());
    let found = house.office.look(move |view| recognise(view, &token, now, limits, epoch)).await;
    let (present, session) = match found {
        Ok(found) => found?,
        Err(broken) => {
            log::error!("session: could not be read: {broken}");
            return None;
        }
    };
    if now.since(session.seen) > Duration::from_secs(if kiosk { 10 } else { 60 }) {
        touch(house, token, session).await;
    }
    Some(present)
}

async fn touch(house: &House, token: [u8; 32], session: Session) {
    let noted = house.office.work(Act::housekeeping("session.seen"), move |ledger| {
        if ledger.get(&SESSIONS, &token)?.is_some() {
            let seen = Session { seen: ledger.now(), ..session.clone() };
            ledger.put(&SESSIONS, &token, &seen)?;
        }
        Ok(())
    });
    if let Err(broken) = noted.await {
        log::warn!("session: could not be noted: {broken}");
    }
}

async fn visit(request: &Request<'_>) -> Outcome<Visit, ()> {
    match request.local_cache_async(Visit::of(request)).await {
        Some(visit) => Outcome::Success(visit.clone()),
        None => Outcome::Error((Status::InternalServerError, ())),
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Visit {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        visit(request).await
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Person {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let visit = rocket::outcome::try_outcome!(visit(request).await);
        match visit.present.clone() {
            Some(Present::Person(id, account)) => Outcome::Success(Person { visit, id, account: *account }),
            Some(Present::Officer(_)) => Outcome::Error((Status::NotFound, ())),
            None => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Verified {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let person = rocket::outcome::try_outcome!(Person::from_request(request).await);
        if person.account.is_verified() {
            Outcome::Success(Verified(person))
        } else {
            Outcome::Error((Status::PreconditionRequired, ()))
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Desk {
    type Error = ();
    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let visit = rocket::outcome::try_outcome!(visit(request).await);
        match visit.present.clone() {
            Some(Present::Officer(grant)) => Outcome::Success(Desk { visit, grant }),
            Some(Present::Person(..)) => Outcome::Error((Status::NotFound, ())),
            None => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}
