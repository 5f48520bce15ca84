//! Paths of the hall.

use super::pages;
use crate::ui::Mode;
use crate::web::{Answer, House, Page, Visit, leads_to, local_path};
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::{Route, State, get};

/// The routes of the hall.
pub fn routes() -> Vec<Route> {
    rocket::routes![home, mode, kiosk]
}

#[get("/")]
fn home(visit: Visit, house: &State<House>) -> Page {
    let config = &house.config;
    let hall = pages::Hall {
        sponsor: &config.sponsor,
        phone: &config.contact_phone,
        hours: &config.office_hours,
        working_days: config.working_days,
    };
    Page::new(visit.wide_page(house, "服务大厅", pages::home(visit.present.as_ref(), &hall)))
}

/// Where a machine in the hall starts: its sizes are set, and it shows the hall.
#[get("/kiosk")]
fn kiosk(jar: &CookieJar<'_>) -> Answer {
    remember(Mode::Kiosk, jar);
    leads_to("/")
}

/// Remembers the sizes chosen and goes back.
#[get("/mode?<m>&<next>")]
fn mode(m: &str, next: Option<&str>, jar: &CookieJar<'_>) -> Answer {
    if let Some(mode) = Mode::from_word(m) {
        remember(mode, jar);
    }
    leads_to(local_path(next).unwrap_or("/"))
}

/// A cookie that says nothing about the person.
fn remember(mode: Mode, jar: &CookieJar<'_>) {
    let cookie = Cookie::build(("mode", mode.word())).path("/").same_site(SameSite::Lax).http_only(true);
    jar.add(cookie.max_age(rocket::time::Duration::days(365)).build());
}
