//! The desk of the finance bureau (财政用户): queue and decision.

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
