//! Papers for officers; they are not masked, so each is an act of its own in the journal.

use super::*;

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![record, transfer]
}

async fn numbered(house: &House, desk: &Desk, number: &str) -> Result<CaseNumber, Problem> {
    match CaseNumber::parse(number) {
        Ok(number) => Ok(number),
        Err(_) => Err(house.not_there(desk.visit.act("papers.print")).await),
    }
}

#[post("/desk/cases/<number>/papers/record", data = "<_posted>")]
async fn record(
    number: &str,
    desk: Desk,
    house: &State<House>,
    _posted: Posted<Pressed>,
) -> Result<Printed, Problem> {
    let form = {
        let (number, officer) = (numbered(house, &desk, number).await?, desk.grant.officer);
        let (act, stamping) = (desk.visit.act("papers.print"), Stamping::of(house));
        let act = house
            .office
            .act(act, move |ledger| actions::desk_form(ledger, officer, &number, &stamping.stamp()));
        act.await?
    };
    Printed::drawn("record.pdf".into(), move || form.pdf()).await
}

#[post("/desk/cases/<number>/papers/transfer", data = "<_posted>")]
async fn transfer(
    number: &str,
    desk: Desk,
    house: &State<House>,
    _posted: Posted<Pressed>,
) -> Result<Printed, Problem> {
    let said = {
        let (number, officer) = (numbered(house, &desk, number).await?, desk.grant.officer);
        let (act, stamping) = (desk.visit.act("papers.print"), Stamping::of(house));
        let act = house
            .office
            .act(act, move |ledger| actions::desk_departure(ledger, officer, &number, &stamping.stamp()));
        act.await?
    };
    Printed::drawn("transfer.pdf".into(), move || said.pdf()).await
}
