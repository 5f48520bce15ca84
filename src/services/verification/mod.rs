//! Chapter 2.3: proof of identity by photographs (线上实名认证).

/// The routes of this chapter.
pub fn routes() -> Vec<rocket::Route> {
    Vec::new()
}
