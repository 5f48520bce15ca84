//! Built beside this chapter.

/// The routes of this part.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
