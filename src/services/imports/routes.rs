//! `/desk/import`, for administrators.

use super::actions::{self, Begun, Done, File, Held, Refusal, Stage};
use super::forms::{FILE, HandedIn};
use super::pages;
use crate::accounts::Right;
use crate::intake::{self, Kind, Sheet, Unreadable};
use crate::office::{ImportRefusal, Imported, Importer, Office, Stop, import};
use crate::ui::{Faults, FrameKind, wrap};
use crate::web::{
    Answer, Desk, Download, House, Means, Page, Posted, Pressed, Problem, Refused, Typed, leads_to,
    problem_page,
};
use rocket::http::Status;
use rocket::request::Request;
use rocket::tokio::task::{spawn, spawn_blocking};
use rocket::{Catcher, Route, State, catch, catchers, get, post};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

const TITLE: &str = "导入数据";
const MEGABYTE: u64 = 1024 * 1024;
/// Between two looks at an import.
const REFRESH: u32 = 2;

/// The routes of importing.
pub fn routes() -> Vec<Route> {
    rocket::routes![look, template, check, file, faults, apply]
}

/// Answers below this address when no handler gave one.
pub fn catchers() -> (&'static str, Vec<Catcher>) {
    ("/desk/import", catchers![too_large])
}

#[catch(413)]
fn too_large(request: &Request<'_>) -> Page {
    let limit = request.rocket().state::<House>().map_or(0, |house| house.config.upload_limit / MEGABYTE);
    let text = format!(
        "这个文件超过了网页一次能接收的 {limit} MB，没有检查也没有导入。请分成几个文件，或者请系统管理员在服务器上用 zhangfang import 导入。"
    );
    problem_page(request, Status::PayloadTooLarge, "文件太大了", &text, None)
}

impl From<ImportRefusal> for Refused {
    fn from(refusal: ImportRefusal) -> Refused {
        match refusal {
            ImportRefusal::NotFound => Refused::not_found(),
            ImportRefusal::LoginTaken => Refused::new(Status::Conflict, refusal.sentence()),
        }
    }
}

/// Only for administrators; for others the page is not there.
async fn administers(desk: &Desk, house: &House) -> Result<(), Problem> {
    match desk.grant.has(Right::Administer) {
        true => Ok(()),
        false => Err(house.not_there(desk.visit.act("import.look")).await),
    }
}

fn page(desk: &Desk, house: &House, status: Status, typed: &Typed, faults: &Faults) -> Page {
    let (token, megabytes) = (desk.visit.browser.token.as_str(), house.config.upload_limit / MEGABYTE);
    let body = wrap(pages::desk(&pages::Desk { typed, faults, token, megabytes }));
    Page::with(status, desk.visit.framed(house, TITLE, FrameKind::Desk, None, body))
}

#[get("/desk/import")]
async fn look(desk: Desk, house: &State<House>) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    Ok(page(&desk, house, Status::Ok, &Typed::empty(), &Faults::new()))
}

#[get("/desk/import/templates/<template>")]
async fn template(template: &str, desk: Desk, house: &State<House>) -> Result<Download, Problem> {
    administers(&desk, house).await?;
    let known = template.split_once('.').and_then(|(word, ending)| Some((Kind::from_word(word)?, ending)));
    let bytes = match known {
        Some((kind, "csv")) => Ok(intake::csv_template(kind)),
        Some((kind, "xlsx")) => intake::xlsx_template(kind, house.office.reference()),
        _ => return Err(house.not_there(desk.visit.act("import.template")).await),
    };
    let bytes = bytes.map_err(|cause| {
        log::error!("import: no template: {cause}");
        Problem::from(Refused::new(Status::InternalServerError, "模板没有做成；请改用 CSV 模板。"))
    })?;
    Ok(Download::new(bytes, template.to_string()))
}

/// Reads a file off the async threads; a workbook so damaged that reading it panics is a damaged one.
async fn sheet(
    office: &Office,
    kind: Kind,
    bytes: Arc<Vec<u8>>,
    rows: Arc<AtomicU32>,
) -> Result<Sheet, Unreadable> {
    let (reference, today) = (office.reference().clone(), office.today());
    let read = spawn_blocking(move || actions::read(kind, &bytes, &reference, today, &rows));
    read.await.unwrap_or(Err(Unreadable::TornWorkbook))
}

#[post("/desk/import", data = "<posted>")]
async fn check(
    desk: Desk,
    house: &State<House>,
    held: &State<Arc<Held>>,
    posted: Posted<HandedIn>,
) -> Result<Answer, Problem> {
    administers(&desk, house).await?;
    let means = Means { reference: house.office.reference(), today: house.office.today() };
    let again =
        |faults: &Faults| Ok(page(&desk, house, Status::UnprocessableEntity, &posted.typed, faults).into());
    let HandedIn { kind, bytes } = match posted.mean(&means) {
        Ok(handed_in) => handed_in,
        Err(faults) => return again(&faults),
    };
    let Some(_turn) = held.turn() else { return Err(busy()) };
    let bytes = Arc::new(bytes);
    let sheet = match sheet(&house.office, kind, bytes.clone(), Arc::default()).await {
        Ok(sheet) => sheet,
        Err(unreadable) => {
            let mut faults = Faults::new();
            faults.push(FILE, unreadable.sentence());
            return again(&faults);
        }
    };
    let (area, at) = (desk.grant.authority, house.office.now());
    let report = house.office.look(move |view| actions::check(view, sheet, area, at)).await;
    let report = Arc::new(report.map_err(Problem::Failed)?);
    let (token, browser) = (house.once(), desk.visit.browser.digest);
    let address = format!("/desk/import/files/{token}");
    let file = File { token, browser, kind, bytes, at, read: Arc::default(), report, stage: Stage::Checked };
    held.keep(desk.grant.officer, file);
    Ok(leads_to(address))
}

fn busy() -> Problem {
    Refused::new(Status::Conflict, Refusal::Busy.sentence()).into()
}

#[get("/desk/import/files/<token>")]
async fn file(
    token: &str,
    desk: Desk,
    house: &State<House>,
    held: &State<Arc<Held>>,
) -> Result<Page, Problem> {
    administers(&desk, house).await?;
    let who = (desk.grant.officer, &desk.visit.browser.digest);
    let Some(shown) = held.shown(who, token, house.office.now()) else {
        return Err(house.not_there(desk.visit.act("import.look")).await);
    };
    let body = wrap(pages::file(&shown, &format!("/desk/import/files/{token}"), &desk.visit.browser.token));
    let page = Page::new(desk.visit.framed(house, TITLE, FrameKind::Desk, None, body));
    Ok(if matches!(shown.stage, Stage::Applying) { page.again_in(REFRESH) } else { page })
}

#[get("/desk/import/files/<token>/faults")]
async fn faults(
    token: &str,
    desk: Desk,
    house: &State<House>,
    held: &State<Arc<Held>>,
) -> Result<Download, Problem> {
    administers(&desk, house).await?;
    let who = (desk.grant.officer, &desk.visit.browser.digest);
    let Some(shown) = held.shown(who, token, house.office.now()) else {
        return Err(house.not_there(desk.visit.act("import.look")).await);
    };
    let name = format!("{}-faults.csv", shown.kind.word());
    Ok(Download::new(intake::fault_list(&shown.report.faults), name))
}

#[post("/desk/import/files/<token>", data = "<_pressed>")]
async fn apply(
    token: &str,
    desk: Desk,
    house: &State<House>,
    held: &State<Arc<Held>>,
    _pressed: Posted<Pressed>,
) -> Result<Answer, Problem> {
    administers(&desk, house).await?;
    let who = (desk.grant.officer, &desk.visit.browser.digest);
    let address = format!("/desk/import/files/{token}");
    if held.shown(who, token, house.office.now()).is_none() {
        return Err(house.not_there(desk.visit.act("import.apply")).await);
    }
    let Some(turn) = held.turn() else {
        // Whoever presses twice waits for the first time.
        let own = held.shown(who, token, house.office.now());
        let applying = own.is_some_and(|own| matches!(own.stage, Stage::Applying));
        return if applying { Ok(leads_to(address)) } else { Err(busy()) };
    };
    let Some(Begun::Go(kind, bytes, rows)) = held.begin(who, token, house.office.now()) else {
        return Ok(leads_to(address));
    };
    let importer = Importer { officer: Some(desk.grant.officer), source: desk.visit.source.to_string() };
    let work = applied(house.office.clone(), importer, kind, bytes, rows);
    let (held, office, officer) = (held.inner().clone(), house.office.clone(), desk.grant.officer);
    let token = token.to_string();
    let task = spawn(async move {
        // A task of its own, so that an import goes on whatever becomes of the browser.
        let ended = spawn(work).await.unwrap_or_else(|_| Err("系统出了问题；请稍后重新检查文件。".into()));
        drop(turn);
        let stage = match &ended {
            Ok(done) => Stage::Done(Done { counts: done.counts, notes: done.notes.clone() }),
            Err(sentence) => Stage::Refused(sentence.clone()),
        };
        held.end(officer, &token, office.now(), stage);
        ended
    });
    if kind != Kind::Officers {
        return Ok(leads_to(address));
    }
    match task.await {
        Ok(Ok(done)) => {
            let body = wrap(pages::codes(&done.invited, &done.counts));
            Ok(Page::new(desk.visit.framed(house, TITLE, FrameKind::Desk, None, body)).into())
        }
        _ => Ok(leads_to(address)),
    }
}

/// Imports a checked file; the error is a sentence for its page.
async fn applied(
    office: Office,
    importer: Importer,
    kind: Kind,
    bytes: Arc<Vec<u8>>,
    rows: Arc<AtomicU32>,
) -> Result<Imported, String> {
    let sheet = sheet(&office, kind, bytes, rows).await.map_err(|unreadable| unreadable.sentence())?;
    match import(&office, &importer, sheet).await {
        Ok(Ok(done)) => Ok(done),
        // A dictionary was edited, or officers were made, since the file was checked.
        Ok(Err(_)) => Err("检查之后平台的数据有了变化，文件里有需要改正的地方；请重新检查文件。".into()),
        Err(Stop::Refused(refusal)) => Err(refusal.sentence().into()),
        Err(Stop::Failed(broken)) => {
            log::error!("import: failed: {broken}");
            Err("数据没有写成，系统管理员可以在日志中看到原因；请稍后重新检查文件。".into())
        }
    }
}
