//! The budgets of security B4 that no page alone can show: neighbours, networks, restarts, and how many codes are used.
use super::*;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use zhangfang::accounts::CodePurpose;
use zhangfang::office::{
    Asker, CodeBudgets, CodeRefusal, Ending, Sent, code_tally, enter_code, letter_ended, send_code,
};
use zhangfang::store::{Engine, RedbEngine};
use zhangfang::tables::Item;

const GENEROUS: u32 = 1_000_000;

/// Asks at the office itself, from a browser of its own.
fn ask_from(world: &World, phone: String, address: IpAddr, network_hour: u32) -> Result<Sent, CodeRefusal> {
    let budgets = CodeBudgets {
        number_hour: GENEROUS,
        number_day: GENEROUS,
        address_hour: GENEROUS,
        network_hour,
        instance_day: GENEROUS,
    };
    let asker = Asker { browser: browser_of(&phone), address, budgets };
    world.work(move |ledger| {
        let phone = Phone::parse(&phone).expect("the phone is sound");
        Ok(send_code(ledger, CodePurpose::Register, &phone, &asker)?)
    })
}

fn browser_of(phone: &str) -> [u8; 32] {
    let mut browser = [0; 32];
    browser[..11].copy_from_slice(phone.as_bytes());
    browser
}

/// The number `count` among those that have no neighbours.
fn lonely(count: u32) -> String {
    format!("13{count:06}000")
}

fn at_home() -> IpAddr {
    Ipv4Addr::LOCALHOST.into()
}

#[test]
fn more_than_five_neighbours_in_ten_minutes_wait_an_hour() {
    let world = World::new();
    let ask = |phone: &str| ask_from(&world, phone.to_owned(), at_home(), GENEROUS);
    for last in 0..5 {
        ask(&format!("1390000100{last}")).expect("five may have their codes");
    }
    world.wait(Duration::from_secs(599));
    let refusal = ask("13900001005").unwrap_err();
    assert_eq!(refusal.wait_seconds, 3600);
    assert!(refusal.sentence().contains("请 60 分钟后再试"));
    ask("13900002005").expect("other numbers are not held");
    world.wait(Duration::from_secs(3599));
    assert_eq!(ask("13900001999").unwrap_err().wait_seconds, 1);
    world.wait(Duration::from_secs(1));
    ask("13900001999").expect("the hour is over");
}

#[test]
fn a_sixth_neighbour_after_ten_minutes_is_no_wave() {
    let world = World::new();
    for last in 0..6 {
        if last == 5 {
            world.wait(Duration::from_secs(600));
        }
        let asked = ask_from(&world, format!("1390000100{last}"), at_home(), GENEROUS);
        assert!(asked.is_ok(), "{last}");
    }
}

#[test]
fn neighbours_are_held_on_the_page_as_well() {
    let world = World::new();
    for last in 0..6 {
        let mut browser = Browser::new(&world.client);
        ask(&mut browser, &format!("1390000100{last}"));
        browser.sees(if last < 5 {
            "验证码已发送"
        } else {
            "相近的手机号获取验证码的次数较多，请 60 分钟后再试"
        });
    }
    assert_eq!(world.letters().len(), 5);
}

#[test]
fn one_network_has_two_hundred_an_hour_whichever_address_asks() {
    let world = World::new();
    let ask = |count: u32, network: u8| {
        let address = Ipv4Addr::new(10, 1, network, u8::try_from(count % 250).unwrap());
        ask_from(&world, lonely(count), address.into(), 200)
    };
    assert_eq!((0..200).filter(|count| ask(*count, 7).is_ok()).count(), 200);
    assert_eq!(ask(200, 7).unwrap_err(), CodeRefusal { wait_seconds: 3600, why: None });
    ask(200, 8).expect("the next network has its own budget");
    world.wait(Duration::from_secs(3600));
    ask(201, 7).expect("the hour is over");
}

#[test]
fn the_page_counts_by_network() {
    let world = World::new();
    let mut asked = 0;
    for count in 0..240_u32 {
        let address = Ipv4Addr::new(10, 1, 7, u8::try_from(count / 24).unwrap());
        let mut browser = Browser::new(&world.client).calling_from(address.into());
        browser.visit("/register");
        browser.form("免费获取验证码").fill("手机号", &lonely(count)).press("免费获取验证码");
        asked += usize::from(browser.page().text().contains("验证码已发送"));
    }
    assert_eq!((asked, world.letters().len()), (200, 200), "no address has asked more than 24 times");
}

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn engine(path: &Path) -> Arc<dyn Engine> {
    Arc::new(RedbEngine::open_file(path, 1 << 20, false).expect("the file opens"))
}

#[test]
fn a_restart_gives_nobody_a_fresh_budget() {
    let folder = Folder(std::env::temp_dir().join(format!("zhangfang-{}-budgets", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    let path = folder.0.join("db");
    let mut world = World::over(engine(&path));
    for last in 0..5 {
        ask_from(&world, format!("1390000100{last}"), at_home(), GENEROUS)
            .expect("five may have their codes");
    }
    world = world.restarted(|| engine(&path));
    let refusal = ask_from(&world, "13900001005".into(), at_home(), GENEROUS).unwrap_err();
    assert_eq!(refusal.wait_seconds, 3600, "the neighbours were counted");
    world = world.restarted(|| engine(&path));
    assert_eq!(ask_from(&world, "13900001006".into(), at_home(), GENEROUS).unwrap_err().wait_seconds, 3600);
    let mut browser = Browser::new(&world.client);
    for round in 0..6 {
        ask(&mut browser, OTHER_PHONE);
        if round < 5 {
            browser.sees("验证码已发送");
            world.wait(Duration::from_secs(179));
            world = world.restarted(|| engine(&path));
            browser = Browser::new(&world.client);
            ask(&mut browser, OTHER_PHONE);
            browser.sees(if round < 4 { "请 1 秒后再试" } else { "请 46 分钟后再试" });
            world.wait(Duration::from_secs(1));
            browser = Browser::new(&world.client);
        }
    }
    browser.sees("请 45 分钟后再试");
    drop(browser);
    world.restarted(|| engine(&path));
}

#[test]
fn few_used_codes_raise_the_alarm_once_and_nothing_else() {
    let world = World::new();
    let sent = |count: u32, used: bool| {
        let phone = lonely(count);
        ask_from(&world, phone.clone(), at_home(), GENEROUS).expect("there is room");
        let code = world.last_code(&phone).expect("it was filed");
        world.work(move |ledger| {
            let (_, item) = ledger.scan(&OUTBOX, Span::all(1).descending())?.remove(0);
            let item: Item = item;
            // Whether the courier's answer or the person is quicker, the use is counted.
            let early = used && count.is_multiple_of(2);
            let enter = |ledger: &mut zhangfang::office::Ledger<'_>| {
                enter_code(ledger, CodePurpose::Register, &item.to, &browser_of(item.to.as_str()), &code)
            };
            if early {
                assert_eq!(enter(ledger)?, Ok(()));
            }
            let alarm = letter_ended(ledger, &item, Ending::Sent)?;
            if used && !early {
                assert_eq!(enter(ledger)?, Ok(()));
            }
            Ok(alarm)
        })
    };
    let alarms = |range: std::ops::Range<u32>, used_in_ten: u32| {
        range.filter(|count| sent(*count, count % 10 < used_in_ten)).count()
    };
    let tally = || code_tally(&world.office.store().view().expect("it can be read")).expect("it can be read");
    assert_eq!(alarms(0..200, 2), 0, "there are too few to judge");
    assert_eq!((tally().in_a_hundred(), tally().alarms), (Some(20), 0));
    assert_eq!(alarms(200..220, 2), 1);
    assert_eq!((tally().alarms, tally().last_alarm), (1, Some(world.office.now())));
    assert_eq!(alarms(220..480, 8), 0);
    assert_eq!((tally().in_a_hundred(), tally().alarms), (Some(80), 1));
}
