//! A person's own papers.

use super::*;

pub(super) fn routes() -> Vec<Route> {
    rocket::routes![mine, record, approval, receipt, transfer]
}

#[get("/me/papers")]
async fn mine(person: Person, house: &State<House>) -> Result<Page, Problem> {
    let id = person.id;
    let offered = house.office.look(move |view| actions::offered(view, id)).await.map_err(Problem::Failed)?;
    let body = pages::mine(&offered);
    Ok(Page::new(person.visit.page_back(house, "证明和表格", ("/me", "返回个人中心"), body)))
}

/// What was gathered for a paper; what is not there is noted (T23).
async fn there<T>(house: &House, person: &Person, gathered: Result<T, Stop<Refusal>>) -> Result<T, Problem> {
    match gathered {
        Ok(said) => Ok(said),
        Err(Stop::Refused(Refusal::NotFound)) => Err(house.not_there(person.visit.act("papers.look")).await),
        Err(stop) => Err(stop.into()),
    }
}

#[get("/me/papers/record.pdf")]
async fn record(person: Person, house: &State<House>) -> Result<Printed, Problem> {
    let id = person.id;
    let form = {
        let (asked, stamping) = (id, Stamping::of(house));
        let look = house.office.look(move |view| actions::form(view, asked, &stamping.stamp()));
        there(house, &person, look.await).await?
    };
    Printed::drawn("record.pdf".into(), move || form.pdf()).await
}

#[get("/me/papers/approval.pdf")]
async fn approval(person: Person, house: &State<House>) -> Result<Printed, Problem> {
    let id = person.id;
    let said = {
        let (asked, stamping) = (id, Stamping::of(house));
        let look = house.office.look(move |view| actions::certificate(view, asked, &stamping.stamp()));
        there(house, &person, look.await).await?
    };
    Printed::drawn("approval.pdf".into(), move || said.pdf()).await
}

/// The number in an address; nonsense is as little there as somebody else's.
async fn numbered(house: &House, person: &Person, number: &str) -> Result<CaseNumber, Problem> {
    match CaseNumber::parse(number) {
        Ok(number) => Ok(number),
        Err(_) => Err(house.not_there(person.visit.act("papers.look")).await),
    }
}

#[get("/me/papers/<number>/receipt.pdf?<size>")]
async fn receipt(
    person: Person,
    house: &State<House>,
    number: &str,
    size: Option<&str>,
) -> Result<Printed, Problem> {
    let (id, number) = (person.id, numbered(house, &person, number).await?);
    let said = {
        let (asked, stamping) = ((id, number), Stamping::of(house));
        let look =
            house.office.look(move |view| actions::receipt(view, asked.0, &asked.1, &stamping.stamp()));
        there(house, &person, look.await).await?
    };
    let width = if size == Some("roll") { Width::Roll } else { Width::A4 };
    Printed::drawn(format!("receipt-{number}.pdf"), move || said.pdf(width)).await
}

#[get("/me/papers/<number>/transfer.pdf")]
async fn transfer(person: Person, house: &State<House>, number: &str) -> Result<Printed, Problem> {
    let (id, number) = (person.id, numbered(house, &person, number).await?);
    let said = {
        let (asked, stamping) = ((id, number), Stamping::of(house));
        let look =
            house.office.look(move |view| actions::departure(view, asked.0, &asked.1, &stamping.stamp()));
        there(house, &person, look.await).await?
    };
    Printed::drawn(format!("transfer-{number}.pdf"), move || said.pdf()).await
}
