//! 服务大厅: the home page with all entrances and menu entries of spec 1.0.

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
