//! Paths of the collection.

mod basics;
mod check;
mod department;
mod refused;
mod scope;
mod start;
mod steps;

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    let own = [start::routes(), scope::routes(), basics::routes(), department::routes(), check::routes()];
    let records = [super::education::routes(), super::employment::routes(), super::proofs::routes()];
    own.into_iter().chain(records).flatten().collect()
}
