//! What is typed at verification: the place and the consent beside the pictures, and the corrected name.

use super::actions::{PURPOSES, Standing};
use crate::casework::Papers;
use crate::terms::{PersonName, RegionCode};
use crate::ui::Faults;
use crate::web::photos::Limits;
use crate::web::places::{self, Kind};
use crate::web::{Meaning, Means, Slot, Slots, Typed};

/// The field of 所在省市.
pub const REGION: &str = "papers.region";
/// The box of the separate consent (PIPL 29).
pub const CONSENT: &str = "consent";

/// The places for the three pictures, in the order of the page.
pub const SLOTS: [Slot; 3] = [slot(0, "证件人像面"), slot(1, "证件非人像面"), slot(2, "手持证件人像面")];

const fn slot(place: usize, label: &'static str) -> Slot {
    Slot { field: PURPOSES[place], purpose: PURPOSES[place], label, limits: Limits::PAPER }
}

/// A route of the desk was chosen, with its own consent (PIPL 23, 29).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen;

/// The boxes of the two routes that begin on the desk.
pub const PHONE_CONSENT: &str = "phone_consent";
/// As above, for the counter.
pub const COUNTER_CONSENT: &str = "counter_consent";

impl Meaning for Chosen {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let asked = match typed.text("route") {
            "counter" => COUNTER_CONSENT,
            _ => PHONE_CONSENT,
        };
        if typed.has(asked) {
            return Ok(Chosen);
        }
        let mut faults = Faults::new();
        faults.push(asked, "请先阅读并勾选同意，再开始；不同意的，可以选择其他方式。");
        Err(faults)
    }
}

/// What stands beside the pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// 所在省市.
    pub region: RegionCode,
}

impl Meaning for Beside {
    fn read(typed: &Typed, means: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        if !typed.has(CONSENT) {
            let text = if carries_pictures(typed) {
                "请先阅读照片的使用说明并勾选同意。您选择的照片没有保存，勾选后请再选择一次。"
            } else {
                "请先阅读照片的使用说明并勾选同意，再提交审核。"
            };
            faults.push(CONSENT, text);
        }
        match places::chosen(Kind::Authority, REGION, typed, means.reference) {
            Ok(region) if faults.is_empty() => Ok(Beside { region }),
            Ok(_) => Err(faults),
            Err(text) => {
                faults.push(REGION, text);
                Err(faults)
            }
        }
    }
}

/// Whether the form brings new pictures.
pub fn carries_pictures(typed: &Typed) -> bool {
    SLOTS.iter().any(|slot| !typed.files(slot.field).is_empty())
}

/// The three pictures, or what is wrong with them; a picture that was sent back has to be another one now.
pub fn pictures(
    slots: &Slots,
    standing: &Standing,
    faults: &mut Faults,
) -> Option<[crate::terms::FileId; 3]> {
    for fault in slots.faults.iter() {
        faults.push(fault.field.clone(), fault.text.clone());
    }
    for slot in &SLOTS {
        let name = Papers::label(slot.field).unwrap_or_default();
        match slots.of(slot.field) {
            None if slots.faults.of(slot.field).is_none() => {
                faults.push(slot.field, format!("请上传{name}的照片。"));
            }
            Some(id) if sent_back(standing, slot.field) == Some(id) => {
                faults.push(slot.field, format!("{name}还是退回时的那一张，请按退回原因重新拍摄后上传。"));
            }
            _ => {}
        }
    }
    let held: Vec<_> = SLOTS.iter().filter_map(|slot| slots.of(slot.field)).collect();
    held.try_into().ok()
}

fn sent_back(standing: &Standing, field: &str) -> Option<crate::terms::FileId> {
    let (case, papers) = standing.returned()?;
    case.remarks().iter().any(|remark| remark.field == field).then_some(())?;
    match field {
        "papers.front" => Some(papers.front),
        "papers.back" => Some(papers.back),
        "papers.in_hand" => Some(papers.in_hand),
        _ => None,
    }
}

/// The faults in the order in which their fields stand on the page.
pub fn in_page_order(faults: &Faults) -> Faults {
    let order = [&[CONSENT], PURPOSES.as_slice(), &[REGION]].concat();
    let mut sorted: Vec<_> = faults.iter().cloned().collect();
    sorted.sort_by_key(|fault| order.iter().position(|field| fault.field == *field));
    sorted.into_iter().collect()
}

/// The form as it stands before anything was typed: what was filed before, if it was sent back.
pub fn prepared(standing: &Standing) -> Typed {
    let mut typed = Typed::empty();
    if let Some((_, papers)) = standing.returned() {
        for (slot, id) in SLOTS.iter().zip([papers.front, papers.back, papers.in_hand]) {
            typed.set(&format!("kept.{}", slot.field), id.to_string());
        }
        places::set(&mut typed, REGION, &papers.region);
    }
    typed
}

/// The reasons of the last return as faults at their fields.
pub fn remarks(standing: &Standing) -> Faults {
    let mut faults = Faults::new();
    let Some((case, _)) = standing.returned() else { return faults };
    for remark in case.remarks() {
        if remark.field == REGION || PURPOSES.contains(&remark.field.as_str()) {
            faults.push(remark.field.clone(), remark.text.clone());
        }
    }
    faults
}

/// A corrected name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(pub PersonName);

impl Meaning for Name {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        PersonName::parse(typed.text("name")).map(Name).map_err(|wrong| {
            let mut faults = Faults::new();
            faults.push("name", wrong.to_string());
            faults
        })
    }
}
