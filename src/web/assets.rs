//! What browsers fetch: embedded, served under the hash of its content, and so kept for ever.

use rocket::http::{ContentType, Header, Status};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};
use rocket::{Route, get, routes};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::io::Cursor;
use std::path::PathBuf;

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "*.md"]
#[exclude = "licences/*"]
struct Assets;

/// The asset routes.
pub fn routes() -> Vec<Route> {
    routes![asset, favicon]
}

/// The address of an asset with the hash of its content; an unknown name keeps a readable, dead address.
pub fn address(name: &str) -> String {
    match Assets::get(name) {
        Some(file) => format!("/assets/{}/{name}", short_hash(&file)),
        None => format!("/assets/missing/{name}"),
    }
}

/// The addresses of every style sheet in the order of their names in `order`, or of every script.
pub fn addresses(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| address(name)).collect()
}

fn short_hash(file: &EmbeddedFile) -> String {
    data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash()[..8])
}

/// An embedded file that never changes under its address.
pub struct Asset {
    kind: ContentType,
    bytes: std::borrow::Cow<'static, [u8]>,
}

impl<'r> Responder<'r, 'static> for Asset {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(self.kind)
            .header(Header::new("Cache-Control", "public, max-age=31536000, immutable"))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
}

#[get("/assets/<hash>/<path..>")]
fn asset(hash: &str, path: PathBuf) -> Result<Asset, Status> {
    let name = path.to_str().ok_or(Status::NotFound)?;
    let file = Assets::get(name).ok_or(Status::NotFound)?;
    if short_hash(&file) != hash {
        return Err(Status::NotFound);
    }
    let kind = path.extension().and_then(|end| end.to_str()).and_then(ContentType::from_extension);
    Ok(Asset { kind: kind.unwrap_or(ContentType::Binary), bytes: file.data })
}

#[get("/favicon.ico")]
fn favicon() -> Result<Asset, Status> {
    let file = Assets::get("favicon.svg").ok_or(Status::NotFound)?;
    Ok(Asset { kind: ContentType::SVG, bytes: file.data })
}
