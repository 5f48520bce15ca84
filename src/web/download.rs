//! A file that is saved and never shown, for somebody whose right to it the caller has proven.

use super::house::House;
use super::problem::{Problem, Refused};
use crate::store::attachment;
use rocket::http::{ContentType, Header};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};
use std::io::Cursor;

/// Bytes under a name that is made of our own numbers, never of what a client typed.
#[derive(Debug)]
pub struct Download {
    bytes: Vec<u8>,
    name: String,
}

impl Download {
    /// These bytes under this name.
    pub fn new(bytes: Vec<u8>, name: String) -> Download {
        Download { bytes, name }
    }

    /// What is kept under a digest; not there when it has gone since.
    pub async fn kept(house: &House, digest: [u8; 32], name: String) -> Result<Download, Problem> {
        let bytes = house.office.look(move |view| attachment(view, &digest).map_err(Problem::Failed)).await?;
        bytes.map(|bytes| Download { bytes, name }).ok_or_else(|| Refused::not_found().into())
    }
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(ContentType::Binary)
            .header(Header::new("Content-Security-Policy", "sandbox; default-src 'none'"))
            .header(Header::new("Content-Disposition", format!("attachment; filename=\"{}\"", self.name)))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
}
