//! Paths of the collection.

mod refused;

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    let parts = [super::education::routes(), super::employment::routes(), super::proofs::routes()];
    parts.into_iter().flatten().collect()
}
