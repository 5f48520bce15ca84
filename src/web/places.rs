//! Choosing a place: the three lists of 省 市 区县 and the fragment that refills them.
//!
//! Without the script the 选择 button sends the form and the page comes back with the next list filled; with it the
//! lists alone are fetched from `lists`.

use super::house::House;
use super::typed::Typed;
use crate::reference::{Division, Reference};
use crate::terms::RegionCode;
use crate::ui::{Choice, RegionPicker};
use maud::Markup;
use rocket::http::RawStr;
use rocket::http::uri::Origin;
use rocket::response::content::RawHtml;
use rocket::{Route, State, get, routes};
use std::collections::HashMap;

/// Which places may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Where something is: an address.
    Address,
    /// Who is responsible: 省本级 and 市直属 are choices of their own (spec 1.6).
    Authority,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Address => "address",
            Kind::Authority => "authority",
        }
    }
}

/// The routes of the fragment.
pub fn routes() -> Vec<Route> {
    routes![lists]
}

/// A picker for the field `name`, filled with what was typed.
pub fn picker(kind: Kind, name: &str, label: &str, typed: &Typed, reference: &Reference) -> RegionPicker {
    let chosen = |level: &str| typed.text(&format!("{name}.{level}")).to_string();
    filled(kind, name, label, [chosen("province"), chosen("city"), chosen("county")], reference)
}

/// Writes a stored place into the three fields of `name`.
pub fn set(typed: &mut Typed, name: &str, code: &RegionCode) {
    typed.set(&format!("{name}.province"), code.province().to_string());
    if let Some(city) = code.prefecture() {
        typed.set(&format!("{name}.city"), city.to_string());
        if *code != city {
            typed.set(&format!("{name}.county"), code.to_string());
        }
    }
}

/// The place chosen in the field `name`, down to the last list that offers anything.
pub fn chosen(
    kind: Kind,
    name: &str,
    typed: &Typed,
    reference: &Reference,
) -> Result<RegionCode, &'static str> {
    let part = |level: &str| RegionCode::parse(typed.text(&format!("{name}.{level}"))).ok();
    let (province, city, county) = (part("province"), part("city"), part("county"));
    let divisions = reference.divisions();
    let place = match (province, city, county) {
        (Some(province), Some(city), None) if kind == Kind::Authority && province == city => Some(city),
        (Some(province), Some(city), Some(county)) if province.contains(&city) && city.contains(&county) => {
            Some(county)
        }
        _ => None,
    };
    let known = place.filter(|place| match kind {
        Kind::Address => divisions.exists(*place),
        Kind::Authority => divisions.is_department(*place),
    });
    known.ok_or("请依次选择省、市和区县。")
}

fn filled(kind: Kind, name: &str, label: &str, chosen: [String; 3], reference: &Reference) -> RegionPicker {
    let [province, city, county] = chosen;
    let choices = |places: Vec<Division>| {
        places.into_iter().map(|place| Choice::new(place.code.to_string(), place.name)).collect::<Vec<_>>()
    };
    let divisions = reference.divisions();
    let below = |code: &str| match (RegionCode::parse(code), kind) {
        (Ok(code), Kind::Address) => divisions.children(code),
        (Ok(code), Kind::Authority) => divisions.departments(code),
        (Err(_), _) => Vec::new(),
    };
    let own = |chosen: String, list: &[Division]| {
        if list.iter().any(|one| one.code.as_str() == chosen) { chosen } else { String::new() }
    };
    let cities = below(&province);
    let city = own(city, &cities);
    // 省本级 stands among the cities under the province's own code and has nothing below it.
    let counties = if city.is_empty() || city == province { Vec::new() } else { below(&city) };
    let county = own(county, &counties);
    let (cities, counties) = (choices(cities), choices(counties));
    let provinces = match kind {
        Kind::Address => divisions.provinces(),
        Kind::Authority => divisions.department_provinces(),
    };
    RegionPicker::new(name, label)
        .refresh(format!("/regions?kind={}&name={name}", kind.word()))
        .provinces(choices(provinces), province)
        .cities(cities, city)
        .counties(counties, county)
}

/// The three lists of a picker after one of them changed; the field names are those of the picker itself.
#[get("/regions")]
fn lists(asked: &Origin<'_>, house: &State<House>) -> RawHtml<String> {
    // The names of the fields have dots, which Rocket's own reading of queries takes for structure.
    let segments = asked.query().into_iter().flat_map(|query| query.segments());
    let query: HashMap<&str, String> = segments
        .map(|(name, value)| (name, RawStr::new(value).percent_decode_lossy().into_owned()))
        .collect();
    let name = query.get("name").map_or("place", String::as_str);
    let kind = if query.get("kind").is_some_and(|kind| kind == "authority") {
        Kind::Authority
    } else {
        Kind::Address
    };
    let chosen = |level: &str| query.get(format!("{name}.{level}").as_str()).cloned().unwrap_or_default();
    let chosen = [chosen("province"), chosen("city"), chosen("county")];
    let drawn: Markup = filled(kind, name, "", chosen, house.office.reference()).lists();
    RawHtml(drawn.into_string())
}
