//! The site map: every service mounted in the guide's order, catchers, headers, managed state.

use crate::config::Config;
use crate::office::Office;
use crate::services::{
    administration, changes, collection, dictionaries, exchange, hall, handoff, help, imports, mailbox, own,
    papers, person, phone, recovery, registration, review, setup, signin, stock, transfer, verification,
};
use crate::ui::{Places, Site};
use crate::web::{House, assets, catchers, headers, health, places};
use rocket::data::{Limits, ToByteUnit};
use rocket::shield::Shield;
use rocket::{Build, Rocket};
use std::sync::Arc;

/// The order in which style sheets are read.
const STYLES: [&str; 14] = [
    "tokens", "base", "frame", "form", "upload", "parts", "table", "home", "help", "review", "signin",
    "transfer", "bridge", "print",
];
/// Scripts; every page works without them.
const SCRIPTS: [&str; 3] = ["js/htmx.min.js", "js/hx-sse.min.js", "js/app.js"];

/// What frames every page of this instance.
pub fn frame(config: &Config, demo: bool) -> Site {
    crate::ui::icon::serve_icons_from(assets::address("icons.svg"));
    let styles: Vec<String> = STYLES.iter().map(|name| format!("css/{name}.css")).collect();
    let place = |path: &str| path.to_string();
    Site {
        name: config.site_name.clone(),
        tagline: format!("{}统一入口", config.region_name),
        sponsor: config.sponsor.clone(),
        phone: config.contact_phone.clone(),
        demo,
        version: env!("CARGO_PKG_VERSION").into(),
        css: styles.iter().map(|name| assets::address(name)).collect(),
        js: assets::addresses(&SCRIPTS),
        places: Places {
            home: place("/"),
            mode: place("/mode"),
            accessibility: place("/accessibility"),
            help: place("/help"),
            privacy: place("/privacy"),
            sign_in: place("/login"),
            register: place("/register"),
            sign_out: place("/logout"),
            mailbox: place("/demo/mailbox"),
        },
    }
}

/// How Rocket itself is set: no names of ours told, no header believed, limits for forms with pictures.
pub fn rocket_config(config: &Config) -> rocket::Config {
    let most = config.upload_limit.bytes();
    rocket::Config {
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        port: 0,
        workers: config.workers,
        ident: rocket::config::Ident::none(),
        ip_header: None,
        log_level: rocket::config::LogLevel::Off,
        limits: Limits::default()
            .limit("form", 256.kibibytes())
            .limit("data-form", most)
            .limit("file", most)
            .limit("bytes", most)
            .limit("string", 64.kibibytes()),
        shutdown: rocket::config::Shutdown {
            ctrlc: false,
            // The gate tells Rocket when to stop, and how long who is being served may take; see command/launch.rs.
            signals: std::collections::HashSet::new(),
            grace: 20,
            mercy: 5,
            force: false,
            ..Default::default()
        },
        ..rocket::Config::release_default()
    }
}

/// The whole site, ready to be launched or tested.
pub fn build(house: House) -> Rocket<Build> {
    let config: Arc<Config> = house.config.clone();
    let for_show = match house.office.is_demonstration() {
        true => mailbox::routes(),
        false => Vec::new(),
    };
    let (letters, their_catchers) = exchange::catchers();
    let (tables, catchers_of_tables) = imports::catchers();
    rocket::custom(rocket_config(&config))
        // Rocket's own headers are weaker and would stand first.
        .attach(Shield::new())
        .attach(headers::Headers)
        .manage(house)
        .manage(Arc::new(imports::Held::default()))
        .mount("/", assets::routes())
        .mount("/", headers::routes())
        .mount("/", health::routes())
        .mount("/", places::routes())
        .mount("/", hall::routes())
        .mount("/", registration::routes())
        .mount("/", help::routes())
        .mount("/", signin::routes())
        .mount("/", recovery::routes())
        .mount("/", setup::routes())
        .mount("/", handoff::routes())
        .mount("/", verification::routes())
        .mount("/", collection::routes())
        .mount("/", changes::routes())
        .mount("/", transfer::routes())
        .mount("/", phone::routes())
        .mount("/", own::routes())
        .mount("/", papers::routes())
        .mount("/", person::routes())
        .mount("/", stock::routes())
        .mount("/", review::routes())
        .mount("/", exchange::routes())
        .mount("/", administration::routes())
        .mount("/", dictionaries::routes())
        .mount("/", imports::routes())
        .mount("/", for_show)
        .register("/", catchers::catchers())
        .register(letters, their_catchers)
        .register(tables, catchers_of_tables)
}

/// Puts an office and its configuration together into a house.
pub fn house(office: Office, config: Arc<Config>, peers: Option<Arc<crate::web::gate::Peers>>) -> House {
    let site = frame(&config, office.is_demonstration());
    House::new(office, config, site, peers)
}
