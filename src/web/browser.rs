//! The browser at the other end: one cookie that names it, and the form token made from it.
//!
//! Before login the cookie is a random value sealed with the instance's key, so that a made-up one is never adopted
//! (T15); login replaces it by a session token. Only digests of either reach the store.

use super::house::House;
use crate::accounts::digest;
use data_encoding::BASE32_NOPAD;
use ring::hmac;
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::request::{FromRequest, Outcome, Request};

const PLAIN: &str = "zf";
const SECURE: &str = "__Host-zf";
const DEVICE: &str = "zf-device";

/// The browser, known by its cookie.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Digest of the cookie: the key of sessions, captchas and replies.
    pub digest: [u8; 32],
    /// The token its forms carry.
    pub token: String,
    /// Sealed by this instance, so no session; otherwise a session token, living or not.
    pub anonymous: bool,
}

fn key(house: &House) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, house.office.web_key())
}

fn seal(house: &House, purpose: &str, bytes: &[u8]) -> [u8; 16] {
    let tag = hmac::sign(&key(house), &[purpose.as_bytes(), b"\0", bytes].concat());
    let mut short = [0; 16];
    short.copy_from_slice(&tag.as_ref()[..16]);
    short
}

fn is_secure(house: &House) -> bool {
    house.config.public_origin.is_https()
}

fn cookie(house: &House, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .http_only(true)
        .secure(is_secure(house))
        .same_site(SameSite::Lax)
        .path("/")
        .build()
}

impl Browser {
    fn known(house: &House, value: &[u8; 32]) -> Browser {
        let anonymous = seal(house, "browser", &value[..16]) == value[16..];
        let token = BASE32_NOPAD.encode(&seal(house, "form", value)).to_ascii_lowercase();
        Browser { digest: digest(value), token, anonymous }
    }

    /// The browser of this request; a new one gets its cookie with the answer.
    pub fn of(request: &Request<'_>, house: &House) -> Browser {
        let name = if is_secure(house) { SECURE } else { PLAIN };
        let held = request.cookies().get(name).and_then(|cookie| decode::<32>(cookie.value()));
        match held {
            Some(value) => Browser::known(house, &value),
            None => Browser::fresh(house, request.cookies()),
        }
    }

    /// Gives the browser a new anonymous cookie, as before the first page and after logout.
    pub fn fresh(house: &House, jar: &CookieJar<'_>) -> Browser {
        let random = house.office.random::<16>();
        let mut value = [0; 32];
        value[..16].copy_from_slice(&random);
        value[16..].copy_from_slice(&seal(house, "browser", &random));
        Browser::give(house, jar, value)
    }

    /// Gives the browser this session token in place of whatever it had.
    pub fn give(house: &House, jar: &CookieJar<'_>, value: [u8; 32]) -> Browser {
        let name = if is_secure(house) { SECURE } else { PLAIN };
        jar.add(cookie(house, name, BASE32_NOPAD.encode(&value).to_ascii_lowercase()));
        Browser::known(house, &value)
    }

    /// Whether somebody who now calls themselves `owner` has logged in with this browser before (T08).
    pub fn is_known_to(house: &House, jar: &CookieJar<'_>, owner: &[u8; 16]) -> bool {
        let Some(value) = jar.get(DEVICE).and_then(|cookie| decode::<32>(cookie.value())) else {
            return false;
        };
        seal(house, "device", &[&value[..16], owner].concat()) == value[16..]
    }

    /// Marks the browser as one that `owner` has logged in with.
    pub fn remember(house: &House, jar: &CookieJar<'_>, owner: &[u8; 16]) {
        let random = house.office.random::<16>();
        let mut value = random.to_vec();
        value.extend(seal(house, "device", &[&random[..], owner].concat()));
        let mut mark = cookie(house, DEVICE, BASE32_NOPAD.encode(&value).to_ascii_lowercase());
        mark.set_max_age(Some(rocket::time::Duration::days(90)));
        jar.add(mark);
    }
}

fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes()).ok()?.try_into().ok()
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Browser {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let Some(house) = request.rocket().state::<House>() else {
            return Outcome::Forward(rocket::http::Status::InternalServerError);
        };
        Outcome::Success(request.local_cache(|| Browser::of(request, house)).clone())
    }
}
