//! A county with one of everybody, one case, and a hand to knock on its doors.
use super::begun::draft;
use super::table::DOORS;
use crate::world::{COUNTY, NEIGHBOUR, World};
use rocket::http::{Cookie, Header, Method};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use zhangfang::accounts::{Subject, digest};
use zhangfang::casework::{Matter, Papers, Refusal};
use zhangfang::dossier::Identity;
use zhangfang::envelope::Fingerprint;
use zhangfang::handoff::{Device, Errand, Screen, Size, Spot};
use zhangfang::office::{Picture, Promise, Start, Stop, file_case, keep_picture, put_handoff, start_handoff};
use zhangfang::store::{Attachment, Read};
use zhangfang::tables::{ACCOUNTS, HANDOFFS};
use zhangfang::terms::{AccountId, RegionCode};
use zhangfang::web::Challenge;

/// Who knocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nobody the house knows.
    Stranger,
    /// An accountant whose identity is not proven; the county's one case is theirs.
    Unverified,
    /// Another accountant, verified.
    Verified,
    /// The county's officer.
    Officer,
    /// The neighbour county's officer.
    Neighbour,
}

impl Role {
    /// All roles, in the order of the table.
    pub const ALL: [Role; 5] =
        [Role::Stranger, Role::Unverified, Role::Verified, Role::Officer, Role::Neighbour];

    /// The role's name in messages.
    pub fn word(self) -> &'static str {
        match self {
            Role::Stranger => "stranger",
            Role::Unverified => "unverified",
            Role::Verified => "verified",
            Role::Officer => "officer",
            Role::Neighbour => "neighbour",
        }
    }
}

/// Words that belong to people and must not stand in titles and addresses.
pub const PERSONAL: [&str; 9] = [
    "张晓梅",
    "李建国",
    "王审核",
    "赵审核",
    "11010519900307291X",
    "110105198506143527",
    "13900001111",
    "13900002222",
    "19900307",
];

/// Queries without which a route does not answer.
const QUERIES: [(&str, &str); 1] = [("/mode", "?m=elder&next=%2Fhelp")];

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// All headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body is a whole page, not a fragment or a picture.
    pub fn is_page(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
            && self.body.contains("<html")
    }

    /// The token of the first form on the page.
    pub fn token(&self) -> Option<String> {
        let after = self.body.split("name=\"token\" value=\"").nth(1)?;
        after.split('"').next().map(str::to_owned)
    }
}

/// One county.
pub struct County {
    /// The world it stands in.
    pub world: World,
    subjects: BTreeMap<Role, Subject>,
    cookies: BTreeMap<Role, String>,
    filled: BTreeMap<&'static str, String>,
}

impl County {
    /// A county where everybody has logged in and one case waits.
    pub fn open() -> County {
        let world = World::new();
        let unverified = world.person(PERSONAL[0], PERSONAL[4], PERSONAL[6], false);
        let verified = world.person(PERSONAL[1], PERSONAL[5], PERSONAL[7], true);
        let officer = world.officer("wang", PERSONAL[2], COUNTY);
        let neighbour = world.officer("zhao", PERSONAL[3], NEIGHBOUR);
        let subjects = BTreeMap::from([
            (Role::Unverified, Subject::Person(unverified)),
            (Role::Verified, Subject::Person(verified)),
            (Role::Officer, Subject::Officer(officer)),
            (Role::Neighbour, Subject::Officer(neighbour)),
        ]);
        let (number, file) = file(&world, unverified);
        let item = draft(&world, verified);
        let home = world.client.get("/").header(Header::new("Host", "localhost")).dispatch();
        let stranger = home.cookies().get("zf").map(|cookie| cookie.value().to_owned()).unwrap_or_default();
        let asset = stylesheet(&home.into_string().unwrap_or_default());
        let filled = BTreeMap::from([
            ("<letter>", super::letter::letter(&world, &number, officer)),
            ("<sender>", Fingerprint::from_bytes([5; 32]).to_string()),
            ("<fingerprint>", Fingerprint::from_bytes([5; 32]).to_string()),
            ("<word>", "licence_kind".into()),
            ("<template>", "employers.csv".into()),
            ("<part>", "1".to_string()),
            ("<token>", "nobodys-table".into()),
            ("<number>", number),
            ("<id>", file.clone()),
            ("<file>", file),
            ("<item>", item),
            ("<kind>", "employment".to_owned()),
            ("<officer>", officer.to_string()),
            ("<slug>", "signin".to_owned()),
            ("<field>", "portrait".to_owned()),
            ("<hash>", asset.0),
            ("<path..>", asset.1),
        ]);
        let mut county = County { world, subjects, cookies: BTreeMap::new(), filled };
        county.cookies.insert(Role::Stranger, stranger);
        for role in Role::ALL {
            county.enter(role);
            let known = county.look("/", role).body.contains("您好");
            assert_eq!(known, role != Role::Stranger, "the house knows whom it should: {}", role.word());
        }
        county.hand_over(unverified, verified);
        county
    }

    /// The unverified person's screen has been scanned by the stranger's phone, the verified one's shows a code for
    /// pictures, and somebody waits at the counter.
    fn hand_over(&mut self, unverified: AccountId, verified: AccountId) {
        let third = self.world.person("陈小雨", "110105199208201623", "13900003333", false);
        let screen = |cookie: &str| Screen {
            device: device(cookie),
            place: "大厅".into(),
            idle_seconds: 1800,
            absolute_seconds: 28_800,
        };
        let shown = screen(&self.cookies[&Role::Unverified]);
        let (camera, phone) =
            (screen(&self.cookies[&Role::Verified]), device(&self.cookies[&Role::Stranger]));
        let spot = Spot {
            field: "portrait".into(),
            purpose: "basics.portrait".into(),
            label: "证件照".into(),
            size: Size::Portrait,
        };
        let (locator, handoff, code, ticket) = self.world.work(move |ledger| {
            let identity = |id: AccountId| match ledger.get(&ACCOUNTS, &id) {
                Ok(Some(account)) => account.identity,
                other => panic!("the person was made: {other:?}"),
            };
            let (first, waiting) = (Errand::Identity(identity(unverified)), Errand::Counter(identity(third)));
            let id = start_handoff(ledger, unverified, shown.clone(), first, Start::Shown)?;
            let now = ledger.now();
            let mut matched = ledger.get(&HANDOFFS, &id)?.expect("it was started");
            matched.scan(phone, "7429".into(), now).expect("its code stands on the screen");
            assert_eq!(matched.match_digits(phone, "7429", now), Ok(true));
            put_handoff(ledger, id, &matched)?;
            let errand = Errand::Camera(vec![spot.clone()]);
            let id = start_handoff(ledger, verified, camera.clone(), errand, Start::Shown)?;
            let code =
                ledger.get(&HANDOFFS, &id)?.expect("it was started").code(now, Duration::from_secs(60));
            let ticket = start_handoff(ledger, third, shown.clone(), waiting, Start::AtCounter)?;
            let ticket = ledger.get(&HANDOFFS, &ticket)?.expect("it was started").locator;
            Ok((matched.locator, id.to_string(), code.to_string(), ticket))
        });
        let filled = [("<_>", locator), ("<handoff>", handoff), ("<code>", code), ("<ticket>", ticket)];
        self.filled.extend(filled);
    }

    /// Logs somebody in anew, as after a knock that has logged them out.
    pub fn enter(&mut self, role: Role) {
        if let Some(subject) = self.subjects.get(&role) {
            let cookie = self.world.session(*subject);
            self.cookies.insert(role, cookie);
        }
    }

    /// Every route once, verb and path, in the order of their paths.
    pub fn routes(&self) -> Vec<(String, String)> {
        let all: BTreeSet<(String, String)> = self
            .world
            .client
            .rocket()
            .routes()
            .map(|route| (route.uri.path().to_owned(), route.method.to_string()))
            .collect();
        all.into_iter().map(|(path, verb)| (verb, path)).collect()
    }

    /// Paths of one verb.
    pub fn paths(&self, wanted: &str) -> Vec<String> {
        self.routes().into_iter().filter(|(verb, _)| verb == wanted).map(|(_, path)| path).collect()
    }

    /// Whether some route of this verb answers at an address.
    pub fn answers(&self, verb: &str, address: &str) -> bool {
        let path = address.split(['?', '#']).next().unwrap_or(address);
        self.paths(verb).iter().any(|route| fits(route, path))
    }

    /// Rows of the table without a route.
    pub fn missing(&self) -> Vec<&'static str> {
        let routes: BTreeSet<String> =
            self.routes().into_iter().map(|(verb, path)| format!("{verb} {path}")).collect();
        DOORS.iter().map(|door| door.route).filter(|route| !routes.contains(*route)).collect()
    }

    /// The address of a route with its dynamic parts filled in.
    #[track_caller]
    pub fn address(&self, route: &str) -> String {
        if route == "/captcha/<file>" {
            return format!("/captcha/{}.png", Challenge::new(&self.world.office).id());
        }
        let parts = route.split('/').map(|part| match part.starts_with('<') {
            true => self.filled.get(part).unwrap_or_else(|| panic!("{route}: nothing to fill {part} with")),
            false => part,
        });
        let query = QUERIES.iter().find(|(path, _)| *path == route).map_or("", |(_, query)| query);
        parts.collect::<Vec<_>>().join("/") + query
    }

    /// What the role meets at the route, as the table words it.
    #[track_caller]
    pub fn met(&self, verb: &str, route: &str, role: Role) -> String {
        let own = [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost")];
        let answer = match verb {
            "GET" => self.look(&self.address(route), role),
            "POST" => self.knock(Method::Post, &self.address(route), role, &own, ""),
            other => panic!("{route} answers to {other}; only GET and POST are mounted"),
        };
        let leads = answer.header("location").unwrap_or_default().to_owned();
        let path = leads.split('?').next().unwrap_or_default();
        match (answer.status, path) {
            (303, "/login") => "login".into(),
            (303, "/login/officer") => "desk login".into(),
            (303, "/me/verify") => "verify".into(),
            (303, _) => {
                format!("303 {}", self.filled.iter().fold(leads, |to, (name, is)| to.replace(is, name)))
            }
            (status, _) => status.to_string(),
        }
    }

    /// Opens a page as if its address was typed.
    pub fn look(&self, address: &str, role: Role) -> Answer {
        self.knock(Method::Get, address, role, &[], "")
    }

    /// Sends a request with the role's cookie; `headers` may say another host than our own.
    pub fn knock(
        &self,
        method: Method,
        address: &str,
        role: Role,
        headers: &[(&'static str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = self.world.client.req(method, address.to_owned());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.add_header(Header::new("Host", "localhost"));
        }
        if let Some(cookie) = self.cookies.get(&role) {
            request = request.cookie(Cookie::new("zf", cookie.clone()));
        }
        if method == Method::Post {
            request.add_header(Header::new("Content-Type", "application/x-www-form-urlencoded"));
            request.set_body(body);
        }
        for (name, value) in headers {
            request.add_header(Header::new(*name, (*value).to_owned()));
        }
        let response = request.dispatch();
        let headers = response.headers().iter();
        let headers = headers
            .map(|header| (header.name().as_str().to_lowercase(), header.value().to_owned()))
            .collect();
        let status = response.status().code;
        let body = response.into_bytes().unwrap_or_default();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The form token of a role's browser, from whichever page shows one.
    pub fn token(&self, role: Role) -> Option<String> {
        ["/", "/login", "/register"].iter().find_map(|page| self.look(page, role).token())
    }
}

/// Whether a mounted path covers an address.
fn fits(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (Some(part), _) if part.ends_with("..>") => return true,
            (Some(part), Some(given)) if part == given || part.starts_with('<') && !given.is_empty() => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// Files the proof of identity of this person; its number and one of its pictures.
fn file(world: &World, person: AccountId) -> (String, String) {
    world.work(move |ledger| {
        let identity: Identity = ledger.get(&ACCOUNTS, &person)?.expect("the person was made").identity;
        let mut files = Vec::new();
        for slot in ["front", "back", "in_hand"] {
            let attachment = Attachment::new(slot.as_bytes().to_vec());
            let picture = Picture { attachment, length: 5, width: 1, height: 1 };
            files.push(keep_picture(ledger, person, slot, &picture)?);
        }
        let region = RegionCode::parse(COUNTY).expect("the code is sound");
        let papers = Papers { identity, front: files[0], back: files[1], in_hand: files[2], region };
        match file_case::<Refusal>(ledger, person, Matter::Verify(papers), Promise(5)) {
            Ok((_, case)) => Ok((case.number.to_string(), files[0].to_string())),
            Err(Stop::Failed(broken)) => Err(Stop::Failed(broken)),
            Err(Stop::Refused(refusal)) => panic!("{}", refusal.sentence()),
        }
    })
}

/// The browser that holds this cookie, as the house knows it.
pub fn device(cookie: &str) -> Device {
    let value = data_encoding::BASE32_NOPAD.decode(cookie.to_ascii_uppercase().as_bytes());
    Device(digest(&value.expect("the house's cookies are base32")))
}

/// The hash and the rest of the first style sheet's address.
fn stylesheet(page: &str) -> (String, String) {
    let address = page.split("href=\"/assets/").nth(1).and_then(|rest| rest.split('"').next());
    let (hash, path) = address.and_then(|address| address.split_once('/')).expect("a page has a style sheet");
    (hash.to_owned(), path.to_owned())
}

#[test]
fn an_address_fits_its_route() {
    assert!(fits("/me/cases/<number>", "/me/cases/12") && fits("/assets/<hash>/<path..>", "/assets/1/a/b"));
    assert!(fits("/", "/") && !fits("/", "/me") && !fits("/me/<id>", "/me/") && !fits("/me/<id>", "/me/1/2"));
}
