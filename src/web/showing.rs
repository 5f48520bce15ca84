//! Shows a stored picture to somebody whose right to see it the caller has proven (security B6.8, T41).

use super::house::House;
use super::problem::{Problem, Refused};
use crate::store::attachment;
use crate::tables::FileRecord;
use rocket::http::{ContentType, Header};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};
use std::io::Cursor;

/// The bytes of one picture with headers that keep a browser from taking it for anything else.
#[derive(Debug)]
pub struct Shown(Vec<u8>);

/// Reads a picture; its type is our own record's, since only re-encoded JPEGs are stored.
pub async fn show_picture(house: &House, file: &FileRecord) -> Result<Shown, Problem> {
    let digest = file.digest;
    let bytes = house.office.look(move |view| attachment(view, &digest).map_err(Problem::Failed)).await?;
    bytes.map(Shown).ok_or_else(|| Refused::not_found().into())
}

/// Longer edge of a small picture in a list.
const SMALL: u32 = 360;

/// Reads a picture and shows it small; as it is when it cannot be made smaller now.
pub async fn show_thumbnail(house: &House, file: &FileRecord) -> Result<Shown, Problem> {
    let Shown(bytes) = show_picture(house, file).await?;
    Ok(Shown(house.darkroom.thumbnail(bytes, SMALL).await))
}

impl<'r> Responder<'r, 'static> for Shown {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(ContentType::JPEG)
            .header(Header::new("Content-Security-Policy", "sandbox; default-src 'none'"))
            .header(Header::new("Content-Disposition", "inline; filename=\"picture.jpg\""))
            .sized_body(self.0.len(), Cursor::new(self.0))
            .ok()
    }
}
