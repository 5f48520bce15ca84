//! Chapter 1: an accountant registers (会计人员注册).

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
