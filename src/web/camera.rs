//! The phone as camera for a form on the screen (interface 1.2): the code inside the form, and the pictures that come
//! back into it.
//!
//! What always holds: the hand-off and what it brought belong to the form by three hidden fields, so that a form sent
//! without the script brings the pictures along; a picture counts only for its owner and its place.

use super::eyes::Codes;
use super::guards::Visit;
use super::house::House;
use super::live::View;
use super::problem::Problem;
use super::slots::{Owner, Slot};
use super::typed::Typed;
use crate::handoff::{Device, Errand, Handoff, Size, Spot, State};
use crate::office::{Start, start_handoff};
use crate::store::Read;
use crate::tables::HANDOFFS;
use crate::terms::{FileId, HandoffId, Moment};
use crate::ui::{Button, Panel};
use maud::{Markup, html};
use std::time::Duration;

/// The field of the hand-off, of the place whose button was pressed, and of the pictures the form has already.
const LINK: &str = "phone.link";
const AT: &str = "phone.at";
const TAKEN: &str = "phone.taken";

/// A phone that takes pictures for the form.
#[derive(Clone, Debug)]
pub struct CameraLink {
    /// The place where its panel stands.
    pub at: String,
    /// The panel.
    pub panel: Markup,
}

/// The hand-off of a form.
pub(super) struct Linked {
    pub(super) id: HandoffId,
    pub(super) handoff: Handoff,
    pub(super) at: String,
    pub(super) taken: Vec<FileId>,
}

/// The sizes a place asks for, as the hand-off keeps them.
fn size_of(slot: &Slot) -> Size {
    [Size::Portrait, Size::Transfer]
        .into_iter()
        .find(|size| limits(*size) == slot.limits)
        .unwrap_or(Size::Paper)
}

/// What a size means.
pub fn limits(size: Size) -> super::photos::Limits {
    use super::photos::Limits;
    match size {
        Size::Paper => Limits::PAPER,
        Size::Portrait => Limits::PORTRAIT,
        Size::Transfer => Limits::TRANSFER,
    }
}

/// Begins a hand-off for every place of the form, pressed at one of them.
pub(super) async fn begin(
    house: &House,
    owner: Owner<'_>,
    slots: &[Slot],
    at: &str,
) -> Result<Option<Linked>, Problem> {
    if !slots.iter().any(|slot| slot.field == at) {
        return Ok(None);
    }
    let spots: Vec<Spot> = slots
        .iter()
        .map(|slot| Spot {
            field: slot.field.into(),
            purpose: slot.purpose.into(),
            label: slot.label.into(),
            size: size_of(slot),
        })
        .collect();
    let (person, screen) = (owner.id, house.screen(owner.visit));
    let act = owner.visit.act("handoff.camera");
    let begun = house.office.work(act, move |ledger| {
        start_handoff(ledger, person, screen.clone(), Errand::Camera(spots.clone()), Start::Shown)
    });
    let id = begun.await?;
    let found = house.office.look(move |view| view.get(&HANDOFFS, &id).map_err(Problem::from)).await?;
    Ok(found.map(|handoff| Linked { id, handoff, at: at.into(), taken: Vec::new() }))
}

/// The hand-off that the form carries, if it is this person's and this screen's.
pub(super) async fn carried(
    house: &House,
    owner: Owner<'_>,
    typed: &Typed,
) -> Result<Option<Linked>, Problem> {
    let Ok(id) = typed.text(LINK).parse::<HandoffId>() else { return Ok(None) };
    let found = of_screen(house, owner.visit, owner.id, id).await?;
    let (at, taken) = (typed.text(AT).to_string(), read_taken(typed.text(TAKEN)));
    Ok(found.map(|handoff| Linked { id, handoff, at, taken }))
}

/// The person's own hand-off for pictures, as begun on this screen.
pub async fn of_screen(
    house: &House,
    visit: &Visit,
    person: crate::terms::AccountId,
    id: HandoffId,
) -> Result<Option<Handoff>, Problem> {
    let screen = Device(visit.browser.digest);
    let found = house.office.look(move |view| view.get(&HANDOFFS, &id).map_err(Problem::from)).await?;
    Ok(found.filter(|handoff| {
        handoff.account == person
            && handoff.screen.device == screen
            && matches!(handoff.errand, Errand::Camera(_))
    }))
}

/// The pictures that a list in an address or a field names.
pub fn read_taken(text: &str) -> Vec<FileId> {
    text.split(',').filter_map(|id| id.parse().ok()).collect()
}

fn written(taken: &[FileId]) -> String {
    taken.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

impl Linked {
    /// Pictures that the form does not have yet, by field.
    pub(super) fn fresh(&self, field: &str) -> Option<FileId> {
        let shot = self.handoff.shots.iter().find(|shot| shot.field == field)?;
        (!self.taken.contains(&shot.file)).then_some(shot.file)
    }

    /// The panel with its hidden fields, following the phone.
    pub(super) fn drawn(&self, house: &House) -> CameraLink {
        let view = view(&house.codes(), &self.handoff, &self.at, &self.taken, house.office.now());
        let taken = written(&self.taken);
        let events = format!("/me/camera/{}/events?at={}&taken={taken}", self.id, self.at);
        let panel = html! {
            div.camera-link {
                input type="hidden" name=(LINK) value=(self.id);
                input type="hidden" name=(AT) value=(self.at);
                input type="hidden" name=(TAKEN) value=(taken);
                div.live hx-sse:connect=(events) hx-sse:close="end" hx-swap="innerHTML" aria-live="polite" { (view.markup) }
            }
        };
        CameraLink { at: self.at.clone(), panel }
    }
}

/// What the panel shows now.
pub fn view(codes: &Codes, handoff: &Handoff, at: &str, taken: &[FileId], now: Moment) -> View {
    let fetch = |words: &str, by_itself: bool| {
        let button = Button::also(words).named("picture", format!("fetch:{at}")).small();
        html! { span data-press[by_itself] { (button) } }
    };
    let state = handoff.state_at(now);
    let scan = "用手机扫这个二维码，在手机上拍照";
    let (key, panel, wait) = match &state {
        State::Created => {
            let (panel, left) = codes.panel(handoff, scan, now);
            (codes.code(handoff, now).to_string(), Some(panel), left)
        }
        State::Scanned { digits, .. } => {
            ("scanned".into(), Some(Panel::Digits(digits.clone())), Duration::from_secs(60))
        }
        State::Matched { .. } => {
            let words = "手机已连接。拍好的照片会自动出现在这一页，不用再点按钮。";
            (
                format!("matched {}", handoff.shots.len()),
                Some(Panel::Working(words.into())),
                Duration::from_secs(60),
            )
        }
        _ => ("over".into(), None, Duration::from_secs(60)),
    };
    let fresh = handoff.shots.iter().any(|shot| !taken.contains(&shot.file));
    let markup = match panel.map(|panel| panel.drawn()) {
        Some(Ok(panel)) => html! {
            div.code aria-live="off" {
                @if matches!(state, State::Created) { p.tip { (scan) } }
                (panel)
            }
            (fetch("手机上拍好了，取回照片", fresh))
        },
        Some(Err(_)) => html! { p { "网址太长，不能显示二维码，请直接在本机选择照片。" } },
        None => html! {
            p { "手机拍照已结束。还要拍的，请再按一次“用手机拍”。" }
            @if fresh { (fetch("取回手机上的照片", true)) }
        },
    };
    let key = format!("{key} {fresh}");
    View { key, markup, wait, touched: None }
}
