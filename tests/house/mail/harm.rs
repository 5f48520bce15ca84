//! What hostile people and a hostile server can do to mails, and mails to the house: nothing (T42, T43).
use super::{ADDRESS, NAME, ORIGIN, PHONE, Told, mails, outbox, runtime, send, smtp};
use crate::browser::Browser;
use crate::cases::file_collection;
use crate::fakes::smtp::{Mood, Port, Server};
use crate::filled::fill_in;
use crate::papers::{NUMBERS, logged_in};
use crate::world::{COUNTY, World};
use rocket::http::{ContentType, Cookie, Header};
use std::sync::Arc;
use zhangfang::accounts::Subject;
use zhangfang::connect::{MailOutcome, Outcome, Sending, Sms, SmsCourier};
use zhangfang::outbox::Outbox;
use zhangfang::terms::{AccountId, Email, PersonName};

const HOSTILE: &str = "<script>alert(1)</script>\"><svg/onload=x>\r\nBcc: evil@example.cn";

fn county() -> (World, AccountId) {
    let world = World::new();
    world.officer("chen", "陈明", COUNTY);
    let person = world.person("王小梅", NUMBERS[0], PHONE, true);
    (world, person)
}

#[test]
fn a_hostile_name_or_school_reaches_no_mail() {
    let (world, person) = county();
    world.change_account(person, |account| {
        // As a record of a former platform might hold it: the check for new input would refuse it.
        let bytes = minicbor::to_vec(HOSTILE.replace("\r\n", " ")).expect("text is written");
        account.identity.name = minicbor::decode::<PersonName>(&bytes).expect("the name is legible");
    });
    fill_in(&world, person, |draft| {
        draft.basics.email = Email::parse(ADDRESS).ok();
        draft.education[0].school = HOSTILE.into();
        draft.employment[0].employer = HOSTILE.into();
    });
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/check");
    browser.form("提交审核").check("承诺所提供信息真实有效").press("提交审核");
    assert!(browser.address().starts_with("/me/collect/done/"), "{}", browser.address());
    let runtime = runtime();
    let server = runtime.block_on(Server::open(Port::Tls, |_| Mood::Takes));
    let mails_out = outbox(&world, Some(smtp(&server)));
    assert_eq!(runtime.block_on(mails_out.send_due()).expect("the store works"), 1);
    let parcels = server.parcels();
    assert_eq!(parcels.len(), 1);
    assert_eq!(parcels[0].to, [ADDRESS]);
    let letter = &parcels[0].letter;
    let all = format!("{:?}{}", letter.headers, letter.body);
    for piece in ["script", "svg", "evil", "Bcc", NUMBERS[0], PHONE, "王小梅"] {
        assert!(!all.contains(piece), "{piece}: {all}");
    }
    assert!(letter.body.starts_with("尊敬的用户："));
    assert!(letter.headers.iter().all(|(name, _)| name != "bcc" && name != "cc"));
}

#[test]
fn a_hostile_host_reaches_no_link() {
    let (world, person) = county();
    fill_in(&world, person, |draft| draft.basics.email = Email::parse(ADDRESS).ok());
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect/check");
    let source = browser.page().source();
    let value = |name: &str| {
        let rest = source.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let body = format!("token={}&once={}&seen={}&declared=on", value("token"), value("once"), value("seen"));
    let cookie = browser.cookie("zf").unwrap_or_default().to_owned();
    let knock = |host: &'static str| {
        let request = world.client.post("/me/collect/check").cookie(Cookie::new("zf", cookie.clone()));
        let request = request.header(ContentType::Form).body(&body).header(Header::new("Host", host));
        let request = request.header(Header::new("X-Forwarded-Host", "evil.example"));
        let request = request.header(Header::new("X-Forwarded-Proto", "gopher"));
        request.header(Header::new("Forwarded", "host=evil.example")).dispatch().status().code
    };
    assert_eq!(knock("evil.example"), 421);
    assert!(mails(&world).is_empty());
    assert_eq!(knock("localhost"), 303);
    let told = Told::new([MailOutcome::Sent]);
    assert_eq!(send(&world, &told), 1, "nothing was filed");
    let body = &told.carried()[0].body;
    assert!(!body.contains("evil") && !body.contains("localhost") && !body.contains("gopher"), "{body}");
    let links: Vec<&str> = body.lines().filter(|line| line.contains("://")).collect();
    assert_eq!(links, [format!("{ORIGIN}/track").as_str(), ORIGIN]);
}

/// An SMS courier that takes everything.
struct Takes;

impl SmsCourier for Takes {
    fn name(&self) -> &'static str {
        "takes"
    }

    fn send<'a>(&'a self, _: &'a Sms) -> Sending<'a> {
        Box::pin(std::future::ready(Outcome::Sent.into()))
    }
}

#[test]
fn while_the_server_stalls_pages_open_and_sms_leave() {
    let (world, person) = county();
    file_collection(&world, person, COUNTY);
    let runtime = runtime();
    let server = runtime.block_on(Server::open(Port::Tls, |_| Mood::Stalls(".")));
    let mails_out = outbox(&world, Some(smtp(&server)));
    let under_way = runtime.spawn(async move { mails_out.send_due().await });
    runtime.block_on(server.reached("."));
    let mut browser = Browser::new(&world.client);
    for page in ["/", "/login", "/help"] {
        assert_eq!(browser.visit(page).status, 200);
    }
    file_collection(&world, person, COUNTY);
    let sms = Outbox::new(world.office.clone(), Some(Arc::new(Takes)), NAME.into());
    assert_eq!(runtime.block_on(sms.send_some()).expect("the store works"), 2);
    assert!(!under_way.is_finished(), "the server answered");
    runtime.shutdown_background();
}

#[test]
fn a_demonstration_shows_its_mails_in_the_letter_box() {
    let world = World::demonstration();
    let person = world.person("王小梅", NUMBERS[0], PHONE, true);
    file_collection(&world, person, COUNTY);
    assert_eq!(send(&world, &Told::new([MailOutcome::Sent])), 1);
    let mut browser = Browser::new(&world.client);
    browser.visit("/demo/mailbox").sees("邮件").sees(ADDRESS).sees("尊敬的用户").sees("短信").sees(PHONE);
    crate::pages::assert_sound("/demo/mailbox", &browser.page().source());
}

#[test]
fn the_hint_beside_the_address_says_what_this_instance_does_with_it() {
    for (world, words) in
        [(World::new(), "平台不会发送邮件"), (World::demonstration(), "办理结果除短信外也会发到这个邮箱")]
    {
        let person = world.person("王小梅", NUMBERS[0], PHONE, true);
        let cookie = world.session(Subject::Person(person));
        fill_in(&world, person, |_| ());
        let mut browser = Browser::new(&world.client).carrying("zf", &cookie);
        browser.visit("/me/collect/basic").sees(words).sees("不用于登录和找回密码");
    }
}
