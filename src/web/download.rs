//! A file that is saved and never shown, for somebody whose right to it the caller has proven.

use super::house::House;
use super::problem::{Problem, Refused};
use crate::store::{Broken, attachment};
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

/// A PDF that a browser shows, for somebody whose right to it the caller has proven.
#[derive(Debug)]
pub struct Printed {
    bytes: Vec<u8>,
    name: String,
}

impl Printed {
    /// These bytes under this name, which is made of our own numbers.
    pub fn new(bytes: Vec<u8>, name: String) -> Printed {
        Printed { bytes, name }
    }

    /// Draws off the async threads; what cannot be drawn is the operator's.
    pub async fn drawn<E: std::fmt::Display + Send + 'static>(
        name: String,
        draw: impl FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
    ) -> Result<Printed, Problem> {
        let failed = |cause: String| Problem::Failed(Broken::Damaged(cause));
        let drawn = tokio::task::spawn_blocking(draw).await.map_err(|cause| failed(cause.to_string()))?;
        Ok(Printed::new(drawn.map_err(|cause| failed(cause.to_string()))?, name))
    }
}

impl<'r> Responder<'r, 'static> for Printed {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(ContentType::PDF)
            .header(Header::new("Content-Disposition", format!("inline; filename=\"{}\"", self.name)))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
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
