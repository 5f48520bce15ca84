//! Which status each refusal of the collection becomes.

use crate::services::collection::actions::Refusal;
use crate::web::Refused;
use rocket::http::Status;

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        let status = match &refusal {
            Refusal::NotVerified => Status::Forbidden,
            Refusal::UnderReview | Refusal::AlreadyApproved | Refusal::MovedAway | Refusal::Stale => {
                Status::Conflict
            }
            Refusal::Incomplete => Status::UnprocessableEntity,
            Refusal::Corridor(refusal) => return refusal.clone().into(),
        };
        Refused::new(status, refusal.sentence())
    }
}
