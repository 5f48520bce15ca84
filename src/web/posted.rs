//! The only way a body enters: own origin, own token, then what was typed.
//!
//! Sec-Fetch-Site and Origin are believed when they speak against a request; the token is asked for in any case,
//! because plain-HTTP intranets send neither (ASVS 3.5.1–3.5.3). The method is not trusted: Rocket lets a form
//! field rewrite it.

use super::browser::Browser;
use super::house::House;
use super::typed::{Excess, Typed};
use crate::reference::Reference;
use crate::terms::Day;
use crate::ui::Faults;
use rocket::data::{Data, FromData, Outcome};
use rocket::form::Form;
use rocket::http::Status;
use rocket::request::Request;
use std::marker::PhantomData;

/// What a form means: terms and dossier parts, or faults at its fields.
pub trait Meaning: Sized {
    /// Reads what was typed.
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults>;
}

/// What reading a form may lean on.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// Dictionaries and divisions.
    pub reference: &'a Reference,
    /// Today in Beijing.
    pub today: Day,
}

/// A form whose origin and token have been proven.
#[derive(Debug)]
pub struct Posted<T> {
    /// What was typed.
    pub typed: Typed,
    meaning: PhantomData<fn() -> T>,
}

impl<T: Meaning> Posted<T> {
    /// What it means.
    pub fn mean(&self, means: &Means<'_>) -> Result<T, Faults> {
        T::read(&self.typed, means)
    }

    /// The form's own token against replays.
    pub fn once(&self) -> &str {
        self.typed.text("once")
    }
}

/// A form that means nothing but that its button was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Pressed;

impl Meaning for Pressed {
    fn read(_: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        Ok(Pressed)
    }
}

fn comes_from_here(request: &Request<'_>, house: &House) -> bool {
    if let Some(site) = request.headers().get_one("Sec-Fetch-Site")
        && site != "same-origin"
    {
        return false;
    }
    match request.headers().get_one("Origin") {
        None => true,
        Some(origin) => {
            let host = request.headers().get_one("Host").unwrap_or_default();
            let own = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            house.config.public_origin.to_string() == origin || own.is_some_and(|named| named == host)
        }
    }
}

#[rocket::async_trait]
impl<'r, T: Meaning> FromData<'r> for Posted<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let Some(house) = request.rocket().state::<House>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        if !comes_from_here(request, house) {
            return Outcome::Error((Status::Forbidden, ()));
        }
        let browser = request.local_cache(|| Browser::of(request, house)).clone();
        match Form::<Typed>::from_data(request, data).await {
            Outcome::Success(form) => {
                let typed = form.into_inner();
                match typed.excess() {
                    Some(Excess::TooLarge) => Outcome::Error((Status::PayloadTooLarge, ())),
                    Some(Excess::TooMany) => Outcome::Error((Status::BadRequest, ())),
                    None if typed.text("token") != browser.token => Outcome::Error((Status::Forbidden, ())),
                    None => Outcome::Success(Posted { typed, meaning: PhantomData }),
                }
            }
            Outcome::Error((Status::PayloadTooLarge, _)) => Outcome::Error((Status::PayloadTooLarge, ())),
            Outcome::Error(_) | Outcome::Forward(_) => Outcome::Error((Status::BadRequest, ())),
        }
    }
}
