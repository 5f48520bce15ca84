//! Chapter 3: an accountant files their record (会计人员信息采集).

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
