//! 从材料库选: pictures that the person has uploaded before, for another place of a form; works with buttons alone.
//!
//! What always holds: offered is only what fits the place; what is taken is checked once more in its act, and an id of
//! somebody else's picture is answered like one that was never there (T26).

use super::house::House;
use super::photos::Limits;
use super::problem::Problem;
use super::slots::{Owner, Slot};
use super::typed::Typed;
use crate::office::{Picture, Wanted, browse_stock, stocked, take_picture};
use crate::store::{Attachment, attachment};
use crate::terms::{FileId, Moment};
use crate::ui::{Button, Faults};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// So many pictures are offered at a time.
const OFFERED: usize = 12;

/// What the places for pictures are called, by what their pictures are good for.
const LABELS: [(&str, &str); 21] = [
    ("basics.portrait", "证件照"),
    ("basics.identity_front", "身份证明正面"),
    ("basics.identity_back", "身份证明背面"),
    ("certificate", "资格证书"),
    ("education.diploma", "学历证"),
    ("education.degree", "学位证"),
    ("education.recognition", "教育部留学服务中心认证书"),
    ("education.enrolment", "在校生证明"),
    ("education.high_school", "高中毕业证"),
    ("employment.licence", "统一社会信用代码证"),
    ("employment.proof", "劳动合同、工作证明或社会保险缴纳证明"),
    ("employment.appointment", "会计专业职务聘任文件或证明"),
    ("transfer.proof", "调转证明材料"),
    ("correction.front", "更正用的证件正面"),
    ("correction.back", "更正用的证件背面"),
    ("correction.proof", "更正依据"),
    ("papers.front", "实名认证的证件人像面"),
    ("papers.back", "实名认证的证件非人像面"),
    ("papers.in_hand", "实名认证的手持证件人像面"),
    ("title.picture", "会计专业技术资格证书"),
    ("licence.picture", "其他专业技术人员职业资格证书"),
];

/// What people call the place that a picture was uploaded for.
pub fn purpose_label(purpose: &str) -> &'static str {
    LABELS.iter().find(|(known, _)| *known == purpose).map_or("其他材料", |(_, label)| label)
}

fn wanted(slot: &Slot, limits: Limits) -> Wanted {
    Wanted {
        purpose: slot.purpose,
        least_bytes: limits.min_bytes,
        least_width: limits.min_width,
        least_height: limits.min_height,
    }
}

/// The fields for which the person has something to choose from.
pub(super) async fn places(
    house: &House,
    owner: Owner<'_>,
    slots: &[Slot],
) -> Result<BTreeSet<&'static str>, Problem> {
    let mut open: Vec<_> = slots.iter().map(|slot| (slot.field, wanted(slot, slot.limits))).collect();
    let person = owner.id;
    let found = house.office.look(move |view| {
        let mut found = BTreeSet::new();
        browse_stock(view, person, |_, picture| {
            let (fit, left): (Vec<_>, Vec<_>) = open.drain(..).partition(|(_, wanted)| wanted.fits(picture));
            found.extend(fit.into_iter().map(|(field, _)| field));
            open = left;
            !open.is_empty()
        })?;
        Ok::<_, Problem>(found)
    });
    found.await
}

/// The place whose pictures are to be shown and the last one of the page before, if any: 从材料库选 was pressed, or the
/// picture chosen could not be taken.
pub(super) fn asked<'s>(
    pressed: &str,
    slots: &'s [Slot],
    faults: &Faults,
) -> Option<(&'s Slot, Option<FileId>)> {
    let (verb, rest) = pressed.split_once(':')?;
    let (field, after) = rest.split_once(':').unwrap_or((rest, ""));
    let slot = slots.iter().find(|slot| slot.field == field)?;
    let again = verb == "take" && faults.of(field).is_some();
    (verb == "stock" || again).then(|| (slot, after.parse().ok()))
}

/// One picture to choose.
#[derive(Clone, Debug)]
struct Offer {
    id: FileId,
    was: &'static str,
    at: Moment,
}

/// Pictures of 材料库 to choose from for one place.
#[derive(Clone, Debug)]
pub struct Chooser {
    /// The field of the place.
    pub at: &'static str,
    offers: Vec<Offer>,
    before: usize,
    more: bool,
}

/// What fits this place, newest first, behind the picture `after`; the same content is offered once.
pub(super) async fn chooser(
    house: &House,
    owner: Owner<'_>,
    slot: &Slot,
    after: Option<FileId>,
) -> Result<Option<Chooser>, Problem> {
    let (person, wanted) = (owner.id, wanted(slot, slot.limits));
    let offers = house.office.look(move |view| {
        let (mut seen, mut offers) = (BTreeSet::new(), Vec::new());
        browse_stock(view, person, |id, picture| {
            if wanted.fits(picture) && seen.insert(picture.digest) {
                offers.push(Offer { id, was: purpose_label(&picture.slot), at: picture.at });
            }
            let behind = offers.iter().position(|offer| Some(offer.id) == after).map_or(0, |at| at + 1);
            after.is_some() && behind == 0 || offers.len() <= behind + OFFERED
        })?;
        Ok::<_, Problem>(offers)
    });
    let mut offers = offers.await?;
    let before = offers.iter().position(|offer| Some(offer.id) == after).map_or(0, |at| at + 1);
    offers.drain(..before);
    let more = offers.len() > OFFERED;
    offers.truncate(OFFERED);
    Ok((!offers.is_empty()).then_some(Chooser { at: slot.field, offers, before, more }))
}

/// Takes the picture chosen for this place, with what was done to it in words; or says what is wrong.
pub(super) async fn take(
    house: &House,
    owner: Owner<'_>,
    slot: &Slot,
    typed: &Typed,
) -> Result<Result<(FileId, Vec<String>), String>, Problem> {
    let Some(chosen) = typed.given(&format!("stock.{}", slot.field)) else {
        return Ok(Err("请先选一张照片，再按“使用这张”。".into()));
    };
    let gone = "没有找到所选的照片，请重新选一张，或上传新的照片。";
    let limits = house.limits_of(slot.limits);
    let (person, wanted) = (owner.id, wanted(slot, slot.limits));
    let Ok(id) = chosen.parse::<FileId>() else { return Ok(Err(gone.into())) };
    let large = house.office.look(move |view| {
        let found = stocked(view, person, &wanted, &id)?;
        let large =
            found.filter(|file| usize::try_from(file.length).is_ok_and(|length| length > limits.max_bytes));
        Ok::<_, Problem>(large.map(|file| attachment(view, &file.digest)).transpose()?.flatten())
    });
    let (mut notes, mut smaller) = (vec!["已从材料库选用".to_string()], None);
    if let Some(bytes) = large.await? {
        let prepared = match house.darkroom.develop(vec![bytes], limits).await {
            Ok(prepared) => prepared,
            Err(fault) => return Ok(Err(fault.to_string())),
        };
        notes.extend(prepared.notes.iter().map(ToString::to_string));
        smaller = Some(Picture {
            length: u32::try_from(prepared.bytes.len()).unwrap_or(u32::MAX),
            attachment: Attachment::new(prepared.bytes),
            width: prepared.width,
            height: prepared.height,
        });
    }
    let taken = house.office.work(owner.visit.act("picture.take"), move |ledger| {
        take_picture(ledger, person, &wanted, &id, smaller.as_ref())
    });
    Ok(taken.await?.map(|id| (id, notes)).ok_or_else(|| gone.into()))
}

impl Chooser {
    /// The pictures as cards to touch; `label` is what people call the place.
    pub fn drawn(&self, label: &str) -> Markup {
        let field = self.at;
        let press = |words: &str, value: String| Button::also(words).named("picture", value).spoken(label);
        let last = self.offers.last().filter(|_| self.more);
        html! {
            fieldset.stock {
                legend.label { "材料库里可以用作“" (label) "”的照片" }
                p.hint { "选一张，再按“使用这张”。原来的照片和已提交的业务不受影响。" }
                div.shelf {
                    @for (place, offer) in self.offers.iter().enumerate() {
                        @let id = format!("stock-{field}-{place}");
                        div.choice {
                            input id=(id) type="radio" name={ "stock." (field) } value=(offer.id);
                            label for=(id) {
                                img src={ "/me/files/" (offer.id) "/thumb" } alt="" loading="lazy";
                                "第 " (self.before + place + 1) " 张：" (offer.was) "，" (offer.at) " 上传"
                            }
                        }
                    }
                }
                div.ways {
                    (press("使用这张", format!("take:{field}")))
                    @if let Some(last) = last { (press("看更早的照片", format!("stock:{field}:{}", last.id))) }
                    (press("不用材料库的照片", format!("leave:{field}")))
                }
            }
        }
    }
}
