//! 个人中心: what a person has asked and where it stands.

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
