//! When a mail is tried, tried again and given up; the clock is the test's.
use super::{ADDRESS, Told, later, mails, outbox, runtime, send, smtp};
use crate::cases::file_collection;
use crate::fakes::smtp::{Mood, Port, Server};
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use zhangfang::connect::{Mail, MailCourier, MailOutcome, Posting};
use zhangfang::tables::MailState;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// A county in which one mail waits.
fn waiting() -> World {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], super::PHONE, true);
    file_collection(&world, person, COUNTY);
    world
}

/// Waits until a moment before the pause is over, then until it is.
fn try_after(world: &World, courier: &Arc<Told>, pause: Duration) {
    let before = courier.carried().len();
    world.wait(pause - SECOND);
    assert_eq!(send(world, courier), 0, "tried before {pause:?} were over");
    world.wait(SECOND);
    assert_eq!(send(world, courier), 1, "not tried after {pause:?}");
    assert_eq!(courier.carried().len(), before + 1);
}

#[test]
fn a_mail_that_is_taken_goes_once_and_is_forgotten() {
    let world = waiting();
    let told = Told::new([MailOutcome::Sent]);
    assert_eq!(send(&world, &told), 1);
    world.wait(HOUR * 48);
    assert_eq!(send(&world, &told), 0);
    let carried = told.carried();
    assert_eq!(carried.len(), 1);
    assert_eq!(carried[0].to.as_str(), ADDRESS);
    let mailing = &mails(&world)[0];
    assert_eq!((&mailing.state, &mailing.to, &mailing.letter), (&MailState::Sent, &None, &None));
    assert_eq!(mailing.template, "case_received");
}

#[test]
fn tries_are_a_minute_five_thirty_and_six_hours_apart_under_one_id() {
    for outcome in [later(), MailOutcome::Unknown] {
        let world = waiting();
        let told = Told::new([outcome.clone(), outcome.clone(), outcome.clone(), outcome, MailOutcome::Sent]);
        assert_eq!(send(&world, &told), 1);
        for pause in [MINUTE, MINUTE * 5, MINUTE * 30, HOUR * 6] {
            try_after(&world, &told, pause);
        }
        let carried = told.carried();
        assert_eq!(carried.len(), 5);
        assert!(carried.iter().all(|mail| *mail == carried[0]), "the copies differ");
        assert_eq!(mails(&world)[0].state, MailState::Sent);
    }
}

#[test]
fn a_mail_that_nobody_takes_for_a_day_is_given_up_and_forgotten() {
    let world = waiting();
    let told = Told::new([later()]);
    send(&world, &told);
    for pause in [MINUTE, MINUTE * 5, MINUTE * 30, HOUR * 6, HOUR * 6] {
        try_after(&world, &told, pause);
        assert!(matches!(mails(&world)[0].state, MailState::Waiting(_)));
    }
    try_after(&world, &told, HOUR * 6);
    let mailing = &mails(&world)[0];
    assert_eq!((&mailing.state, &mailing.to, &mailing.letter), (&MailState::GivenUp, &None, &None));
    assert_eq!((mailing.tries, told.carried().len()), (7, 7));
    world.wait(HOUR * 24);
    assert_eq!(send(&world, &told), 0);
}

#[test]
fn what_waited_a_day_while_the_house_was_closed_is_not_sent_any_more() {
    let world = waiting();
    world.wait(HOUR * 24);
    let told = Told::new([MailOutcome::Sent]);
    assert_eq!(send(&world, &told), 1);
    assert!(told.carried().is_empty());
    assert_eq!(mails(&world)[0].state, MailState::GivenUp);
}

#[test]
fn a_refusal_for_good_is_the_end() {
    let world = waiting();
    let told = Told::new([MailOutcome::Refused("550".into())]);
    send(&world, &told);
    world.wait(HOUR);
    assert_eq!(send(&world, &told), 0);
    let mailing = &mails(&world)[0];
    assert_eq!((&mailing.state, &mailing.to), (&MailState::Refused("550".into()), &None));
}

/// A courier that is paused, or never comes back from its way.
struct Absent {
    admits: bool,
    called: Arc<Notify>,
}

impl MailCourier for Absent {
    fn name(&self) -> &'static str {
        "absent"
    }

    fn admits(&self) -> bool {
        self.admits
    }

    fn send<'a>(&'a self, _: &'a Mail) -> Posting<'a> {
        assert!(self.admits, "a paused courier was called");
        self.called.notify_one();
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_paused_courier_costs_a_mail_no_try() {
    let world = waiting();
    let absent = Arc::new(Absent { admits: false, called: Arc::default() });
    assert_eq!(runtime().block_on(outbox(&world, Some(absent)).send_due()).expect("the store works"), 0);
    assert_eq!(mails(&world)[0].tries, 0);
    assert_eq!(send(&world, &Told::new([MailOutcome::Sent])), 1);
}

#[test]
fn a_try_that_was_cut_off_counts_and_is_made_again() {
    let world = waiting();
    let called = Arc::new(Notify::new());
    let absent = Arc::new(Absent { admits: true, called: called.clone() });
    let mails_of_absent = outbox(&world, Some(absent));
    runtime().block_on(async {
        tokio::select! {
            _ = mails_of_absent.send_due() => panic!("the courier came back"),
            () = called.notified() => {}
        }
    });
    let told = Told::new([MailOutcome::Sent]);
    try_after(&world, &told, MINUTE);
}

#[test]
fn the_loop_ends_promptly_although_the_server_says_nothing() {
    let world = waiting();
    let called = Arc::new(Notify::new());
    let absent = Arc::new(Absent { admits: true, called: called.clone() });
    let (close, closing) = watch::channel(false);
    let runtime = runtime();
    let running = runtime.spawn(outbox(&world, Some(absent)).run(closing));
    let ended = runtime.block_on(async {
        called.notified().await;
        close.send_replace(true);
        tokio::time::timeout(SECOND * 8, running).await
    });
    ended.expect("a courier's ten seconds were waited for").expect("the loop does not panic");
}

#[test]
fn a_filed_mail_wakes_the_loop() {
    let world = World::new();
    let person = world.person("张晓岚", NUMBERS[0], super::PHONE, true);
    let called = Arc::new(Notify::new());
    let absent = Arc::new(Absent { admits: true, called: called.clone() });
    let (_close, closing) = watch::channel(false);
    let runtime = runtime();
    runtime.spawn(outbox(&world, Some(absent)).run(closing));
    file_collection(&world, person, COUNTY);
    let waited = runtime.block_on(async { tokio::time::timeout(SECOND * 20, called.notified()).await });
    waited.expect("the bell rang before the next round");
    runtime.shutdown_background();
}

#[test]
fn after_greylisting_and_after_a_cut_answer_the_same_mail_comes_again() {
    for (first, copies) in [(Mood::Says("RCPT", "451 4.7.1 greylisted"), 1), (Mood::HangsUp("."), 2)] {
        let world = waiting();
        let runtime = runtime();
        let server = runtime.block_on(Server::open(Port::Tls, move |count| match count {
            0 => first,
            _ => Mood::Takes,
        }));
        let mails_out = outbox(&world, Some(smtp(&server)));
        let step = || runtime.block_on(mails_out.send_due()).expect("the store works");
        assert_eq!(step(), 1);
        assert!(matches!(mails(&world)[0].state, MailState::Waiting(_)));
        world.wait(MINUTE);
        assert_eq!(step(), 1);
        assert_eq!(mails(&world)[0].state, MailState::Sent);
        let parcels = server.parcels();
        assert_eq!(parcels.len(), copies, "{first:?}");
        assert!(parcels.iter().all(|parcel| parcel.raw == parcels[0].raw), "the copies differ");
        assert_eq!(parcels[0].letter.header("message-id"), "<zf1-1-1795395600000@example.gov.cn>");
    }
}
