//! A picture captcha asked of one browser, without a record of pictures nobody answers.
//!
//! The picture's seed is a keyed digest of the browser and of an id that says when it was asked for. So drawing it
//! changes nothing, and an answer counts only from the browser that got the page, only for three minutes, and only
//! once, because answering uses the id up in the store (security B4, T14).

use super::browser::Browser;
use super::captcha;
use super::house::House;
use super::typed::Typed;
use crate::office::Office;
use crate::terms::Moment;
use crate::ui::{Captcha, Faults};
use data_encoding::BASE32_NOPAD;
use ring::hmac;
use std::time::Duration;

/// How long a picture may be answered.
const VALID: Duration = Duration::from_secs(180);

/// One picture, known by eight random bytes and the millisecond it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge([u8; 16]);

impl Challenge {
    /// A new picture.
    pub fn new(office: &Office) -> Challenge {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&office.random::<8>());
        id[8..].copy_from_slice(&office.now().millis().to_be_bytes());
        Challenge(id)
    }

    /// The picture of an id that a page carried.
    pub fn read(id: &str) -> Option<Challenge> {
        BASE32_NOPAD.decode(id.to_ascii_uppercase().as_bytes()).ok()?.try_into().ok().map(Challenge)
    }

    /// The id in addresses and forms.
    pub fn id(&self) -> String {
        BASE32_NOPAD.encode(&self.0).to_ascii_lowercase()
    }

    /// Whether it may still be answered.
    pub fn is_fresh(&self, now: Moment) -> bool {
        let asked = self.0.last_chunk::<8>().map_or(0, |millis| i64::from_be_bytes(*millis));
        let asked = Moment::from_millis(asked);
        asked <= now && now.since(asked) < VALID
    }

    fn tag(&self, office: &Office, browser: &[u8; 32]) -> hmac::Tag {
        let key = hmac::Key::new(hmac::HMAC_SHA256, office.web_key());
        hmac::sign(&key, &[b"captcha\0", &browser[..], &self.0[..]].concat())
    }

    fn seed(&self, office: &Office, browser: &[u8; 32]) -> [u8; 8] {
        let mut seed = [0; 8];
        seed.copy_from_slice(&self.tag(office, browser).as_ref()[..8]);
        seed
    }

    /// What this browser has to type.
    pub fn answer(&self, office: &Office, browser: &[u8; 32]) -> String {
        captcha::answer(self.seed(office, browser))
    }

    /// The key under which the store notes that this browser has answered it.
    pub fn key(&self, browser: &[u8; 32]) -> [u8; 32] {
        crate::accounts::digest(&[&browser[..], &self.0[..]].concat())
    }

    /// The picture as PNG, drawn off the async threads; none when it is too old.
    pub async fn draw(&self, office: &Office, browser: &Browser) -> Option<Vec<u8>> {
        if !self.is_fresh(office.now()) {
            return None;
        }
        let seed = self.seed(office, &browser.digest);
        tokio::task::spawn_blocking(move || captcha::draw(seed)).await.ok()?.map(|picture| picture.png)
    }

    /// The picture a form answered in its field `captcha`, and whether it is fresh and the answer right.
    pub fn answered(house: &House, browser: &Browser, typed: &Typed) -> Option<(Challenge, bool)> {
        let asked = Challenge::read(typed.text("captcha.id"))?;
        let answer = asked.answer(&house.office, &browser.digest);
        let right = asked.is_fresh(house.office.now()) && captcha::matches(&answer, typed.text("captcha"));
        Some((asked, right))
    }

    /// A field `captcha` with a new picture.
    pub fn field(house: &House, faults: &Faults) -> Captcha {
        let id = Challenge::new(&house.office).id();
        let picture = format!("/captcha/{id}.png");
        Captcha::new("captcha", id, picture, "/captcha").faults(faults)
    }
}
