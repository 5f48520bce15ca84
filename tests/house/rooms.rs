//! The doors: which room may enter which, and which outside crates it may name. The plan of the house is a test,
//! so a new door is a visible change of the table below.
mod source;

use source::{code_of, names_in};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One row: the room, the rooms it may enter, the outside crates it may name.
struct Doors {
    room: &'static str,
    enter: &'static str,
    name: &'static str,
}

const fn doors(room: &'static str, enter: &'static str, name: &'static str) -> Doors {
    Doors { room, enter, name }
}

/// Every room, above those that may enter it. In `services` a word with a star is a corner of every service, and
/// a corner named without a star is that of the same service. A door such as `web::Typed` leads to that item alone.
const PLAN: &[Doors] = &[
    doors("terms", "", "minicbor time data_encoding unicode_normalization"),
    doors("reference", "terms", "rust_embed serde serde_json log"),
    doors("envelope", "terms", "hpke ring minicbor data_encoding zeroize"),
    doors("dossier", "terms reference", "minicbor"),
    doors("accounts", "terms dossier::Identity", "minicbor argon2 ring"),
    doors("handoff", "terms dossier::Identity", "minicbor ring data_encoding"),
    doors("intake", "terms reference dossier accounts", "calamine zip rust_xlsxwriter encoding_rs ring"),
    doors("casework", "terms dossier accounts reference", "minicbor ring"),
    doors("letters", "terms accounts casework", "minicbor"),
    doors("papers", "terms dossier", "krilla skrifa qrcode data_encoding"),
    doors("store", "", "redb minicbor ring tokio log"),
    doors("tables", "terms dossier handoff casework accounts letters envelope store", "minicbor log"),
    doors(
        "office",
        "terms reference dossier accounts handoff intake casework letters papers envelope tables store",
        "ring minicbor data_encoding tokio log",
    ),
    doors(
        "connect",
        "terms",
        "reqwest lettre ring data_encoding serde serde_json tokio tokio_rustls rustls webpki_roots zeroize log",
    ),
    doors("config", "terms letters::TEMPLATES connect::http", "clap serde serde_json toml reqwest log"),
    doors(
        "outbox",
        "terms letters tables store office connect",
        "tokio tokio_rustls rustls webpki_roots log",
    ),
    doors("inquiry", "terms handoff tables store office connect", "tokio log"),
    doors("ui", "terms", "maud qrcode log"),
    doors(
        "web",
        "terms reference handoff casework accounts tables store office ui config",
        "rocket rustls tokio_rustls maud rust_embed tokio captcha image rustix ring data_encoding \
         unicode_normalization log",
    ),
    doors("sheets", "terms reference dossier casework::Remark ui web", "maud"),
    doors("services/*/content", "", "rust_embed serde toml log"),
    doors("services/*/draft", "terms reference dossier casework accounts", "minicbor log"),
    doors(
        "services/*/actions",
        "content draft terms reference dossier handoff intake casework accounts letters papers envelope tables store office",
        "data_encoding log",
    ),
    doors(
        "services/*/forms",
        "actions draft terms reference dossier intake casework accounts papers envelope sheets ui::Fault ui::Faults web::passwords \
         web::photos web::places web::Meaning web::Means web::Posted web::Slot web::Slots web::Typed",
        "rocket log",
    ),
    doors(
        "services/*/pages",
        "actions content draft forms routes terms reference dossier handoff intake casework accounts letters papers envelope office ui web sheets",
        "maud log",
    ),
    doors(
        "services/*/routes",
        "actions content draft forms pages terms reference dossier handoff intake casework accounts papers envelope office ui web sheets",
        "rocket log",
    ),
    doors("services/*/mod", "actions content draft forms pages routes", "rocket log"),
    doors("services", "", ""),
    doors("site", "config office ui web services", "rocket log"),
    doors("command", "*", "*"),
    doors("lib", "", ""),
    doors("main", "*", "*"),
];

/// Crates that one service may name in every corner, beside what the plan gives the corner.
const OF_ONE_SERVICE: &[(&str, &str)] =
    &[("registration", "pinyin"), ("registration", "encoding_rs"), ("own", "serde_json"), ("own", "zip")];

const CORNERS: [&str; 6] = ["actions", "content", "draft", "forms", "pages", "routes"];

fn has(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|w| w == "*" || w == word)
}

/// Where a file stands: its module path without `crate`, its row of the plan, and its service if it has one.
struct Place {
    module: Vec<String>,
    room: String,
    service: Option<String>,
}

fn place_of(file: &str) -> Place {
    let mut module: Vec<String> =
        file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').map(str::to_owned).collect();
    let service = (module[0] == "services").then(|| module.get(1).cloned()).flatten();
    let corner = module.iter().skip(2).find(|part| CORNERS.contains(&part.as_str()));
    let room = match (&service, corner) {
        (Some(_), Some(corner)) => format!("services/*/{corner}"),
        // A large service has folders with corners of their own.
        (Some(_), None) if module.len() == 2 || file.ends_with("/mod.rs") => "services/*/mod".to_owned(),
        (Some(_), None) => format!("services/*/{}", module[2]),
        (None, _) => module[0].clone(),
    };
    if room == "lib" || room == "main" {
        module.clear();
    }
    Place { module, room, service }
}

/// The path from the root of the house, if it leads anywhere in it: `super` and `self` are followed.
fn from_root(place: &Place, path: &[String]) -> Option<Vec<String>> {
    let mut here = match path[0].as_str() {
        "crate" | "zhangfang" => Vec::new(),
        "self" | "super" => place.module.clone(),
        _ => return None,
    };
    for part in path {
        match part.as_str() {
            "super" => drop(here.pop()),
            "crate" | "zhangfang" | "self" => {}
            part => here.push(part.to_owned()),
        }
    }
    Some(here)
}

/// What the file names that its row of the plan does not allow, as sentences.
fn closed_doors(file: &str, source: &str, crates: &BTreeSet<String>) -> Vec<String> {
    let place = place_of(file);
    let Some(row) = PLAN.iter().find(|row| row.room == place.room) else {
        return vec![format!("{file}: the plan has no room {}", place.room)];
    };
    let names = names_in(&code_of(source));
    let mut found = Vec::new();
    for path in &names.paths {
        let closed = match from_root(&place, path) {
            Some(target) => !may_enter(&place, row, &target),
            None => {
                let outside = crates.contains(&path[0]) && !names.bound.contains(&path[0]);
                let of_service = OF_ONE_SERVICE
                    .iter()
                    .any(|(service, name)| place.service.as_deref() == Some(*service) && *name == path[0]);
                outside && !has(row.name, &path[0]) && !of_service
            }
        };
        if closed {
            found.push(format!("{file}: {} has no door to {}", place.room, path.join("::")));
        }
    }
    found
}

fn may_enter(place: &Place, row: &Doors, target: &[String]) -> bool {
    let Some(room) = target.first() else { return true };
    if row.enter == "*" {
        return true;
    }
    if room == "services" && place.service.is_some() {
        return target.get(1) == place.service.as_ref() && may_enter_corner(row, target);
    }
    let narrow = |door: &str| {
        door.split_once("::")
            .is_some_and(|(first, part)| first == room && target.get(1).is_some_and(|second| second == part))
    };
    *room == place.module.first().map_or("", String::as_str)
        || has(row.enter, room)
        || row.enter.split_whitespace().any(narrow)
}

fn may_enter_corner(row: &Doors, target: &[String]) -> bool {
    let corner = target.iter().skip(2).find(|part| CORNERS.contains(&part.as_str()));
    corner.is_none_or(|corner| row.room.ends_with(&format!("/{corner}")) || has(row.enter, corner))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every file of the program under src by its path there, with what it says; files of tests are left out.
fn house() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| path.strip_prefix(&root).expect("found below it").to_string_lossy().into_owned();
    let all: BTreeMap<String, String> = rust_files(&root)
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).expect("the source can be read")))
        .collect();
    let named = |file: &str| all.get(file).map(|source| code_of(source)).unwrap_or_default();
    let is_of_tests = |file: &str| {
        file.rsplit_once('/').is_some_and(|(folder, module)| {
            let word = format!("mod {};", module.trim_end_matches(".rs"));
            let above = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
            module != "mod.rs" && above.iter().all(|file| !named(file).contains(&word))
        })
    };
    all.iter()
        .filter(|(file, _)| !is_of_tests(file))
        .map(|(file, source)| (file.clone(), source.clone()))
        .collect()
}

/// The names by which code calls the dependencies of Cargo.toml.
fn outside_crates() -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .expect("the manifest can be read");
    let table: toml::Table = manifest.parse().expect("cargo has read it before");
    let dependencies = table["dependencies"].as_table().expect("the house has dependencies");
    dependencies.keys().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn every_room_enters_only_through_its_doors() {
    let crates = outside_crates();
    let found: Vec<String> =
        house().iter().flat_map(|(file, source)| closed_doors(file, source, &crates)).collect();
    assert!(found.is_empty(), "closed doors:\n{}", found.join("\n"));
}

/// The files whose code names this outside crate.
fn knowing(name: &str) -> Vec<String> {
    let names_it = |source: &str| names_in(&code_of(source)).paths.iter().any(|path| path[0] == name);
    house().into_iter().filter(|(_, source)| names_it(source)).map(|(file, _)| file).collect()
}

#[test]
fn at_most_two_files_know_redb() {
    let knowing = knowing("redb");
    assert!(knowing.len() <= 2, "redb is named in {knowing:?}");
}

#[test]
fn one_file_alone_knows_lettre() {
    assert_eq!(knowing("lettre"), ["connect/mail_smtp.rs"]);
}

#[test]
fn every_room_of_the_plan_lists_only_known_crates() {
    let crates = outside_crates();
    for row in PLAN {
        for name in row.name.split_whitespace().filter(|name| *name != "*") {
            assert!(crates.contains(name), "{} names {name}, which is no dependency", row.room);
        }
    }
}

#[test]
fn every_room_enters_only_rooms_above_it() {
    let rooms = PLAN.iter().filter(|row| !row.room.contains('/') && row.enter != "*");
    for row in rooms {
        let above: Vec<&str> = PLAN.iter().map(|row| row.room).take_while(|room| *room != row.room).collect();
        for door in row.enter.split_whitespace() {
            let room = door.split("::").next().unwrap_or(door);
            assert!(above.contains(&room), "{} enters {room}, which is not above it", row.room);
        }
    }
}

#[test]
fn files_of_tests_are_no_rooms() {
    let files: Vec<String> = house().into_iter().map(|(file, _)| file).collect();
    assert!(files.iter().any(|file| file == "web/gate/mod.rs") && files.iter().any(|file| file == "main.rs"));
    assert!(files.iter().all(|file| !file.ends_with("/tests.rs")), "{files:?}");
}

#[test]
fn a_closed_door_is_found() {
    let crates = outside_crates();
    let cases = [
        ("terms/id.rs", "use crate::{dossier::Basics};"),
        ("terms/id.rs", "pub use super::super::store::Tx;"),
        ("dossier/mod.rs", "fn f() { crate::office::act() }"),
        ("dossier/mod.rs", "fn f() -> rocket::Route { todo() }"),
        ("ui/page.rs", "use rocket::uri; fn f() -> Markup { html! { p { (crate::store::x()) } } }"),
        ("services/titles/routes.rs", "use crate::services::transfer::actions::submit;"),
        ("services/titles/routes.rs", "use super::super::transfer;"),
        ("services/titles/pages.rs", "use crate::tables;"),
        ("services/titles/forms.rs", "use crate::web::Person;"),
        ("services/titles/list/forms.rs", "use crate::web::House;"),
        ("services/titles/list/mod.rs", "use crate::tables;"),
        ("services/titles/actions.rs", "use super::pages::list;"),
        ("services/titles/actions.rs", "use pinyin::ToPinyin;"),
        ("services/titles/sums.rs", "fn f() {}"),
        ("attic.rs", "fn f() {}"),
    ];
    for (file, source) in cases {
        assert!(!closed_doors(file, source, &crates).is_empty(), "{file} may say: {source}");
    }
}

#[test]
fn an_open_door_is_left_alone() {
    let crates = outside_crates();
    let cases = [
        ("terms/id.rs", "use super::period::Period; use std::time::Duration; use time::Date;"),
        ("terms/moment.rs", "// crate::store\nconst WORDS: &str = \"crate::store\";"),
        ("store/tx.rs", "#[cfg(test)] mod tests { use crate::tables::PEOPLE; }\nuse crate::store::key;"),
        ("web/image.rs", "mod time; fn f() { time::now(); }"),
        ("services/titles/forms.rs", "use crate::web::{Typed, Means}; use super::actions::Submit;"),
        ("services/titles/list/mod.rs", "pub use routes::routes;"),
        ("services/titles/routes.rs", "use super::{actions, forms, pages}; use crate::web::guards::Person;"),
        ("services/titles/routes/photo.rs", "use super::super::actions::attach;"),
        ("services/registration/actions.rs", "use pinyin::ToPinyin;"),
        ("main.rs", "fn main() { zhangfang::command::run() }"),
    ];
    for (file, source) in cases {
        assert_eq!(closed_doors(file, source, &crates), Vec::<String>::new(), "{source}");
    }
}
