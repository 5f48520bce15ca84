//! Letters on their way: each is handed over at most once, whatever happens in between (connectors 0.3, 0.8).
use super::world::World;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zhangfang::accounts::CodePurpose;
use zhangfang::connect::{Outcome, Sending, Sms, SmsCourier};
use zhangfang::letters::Letter;
use zhangfang::office::{Act, Actor, Stop};
use zhangfang::outbox::Outbox;
use zhangfang::store::{Read, Span};
use zhangfang::tables::{Item, ItemState, JOURNAL, OUTBOX};
use zhangfang::terms::Phone;

const PHONE: &str = "13900000001";

/// A courier that takes note of what it is given and answers as it is told.
struct Told {
    outcome: Outcome,
    carried: Mutex<Vec<Sms>>,
}

impl SmsCourier for Told {
    fn name(&self) -> &'static str {
        "told"
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Sending<'a> {
        self.carried.lock().expect("no test panics with it").push(message.clone());
        Box::pin(std::future::ready(self.outcome.clone().into()))
    }
}

fn courier(outcome: Outcome) -> Arc<Told> {
    Arc::new(Told { outcome, carried: Mutex::default() })
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(work)
}

fn file(world: &World, letter: Letter) {
    let act = Act::new(Actor::Console, "test.arrange", "test");
    let filed = world.office.act(act, move |ledger| {
        ledger.send(&Phone::parse(PHONE).expect("the phone is sound"), letter.clone())?;
        Ok::<_, Stop<()>>(())
    });
    block_on(filed).expect("the letter is filed");
}

fn code() -> Letter {
    Letter::Code { purpose: CodePurpose::Register, digits: "482193".into() }
}

fn items(world: &World) -> Vec<Item> {
    let view = world.office.store().view().expect("the store can be read");
    let items = view.scan(&OUTBOX, Span::all(100)).expect("the outbox can be read");
    items.into_iter().map(|(_, item)| item).collect()
}

fn send(world: &World, courier: Option<Arc<Told>>) -> usize {
    let courier = courier.map(|courier| courier as Arc<dyn SmsCourier>);
    let outbox = Outbox::new(world.office.clone(), courier, "会计人员服务平台".into());
    block_on(outbox.send_some()).expect("the store works")
}

#[test]
fn a_letter_goes_out_once_and_what_it_said_is_dropped() {
    let world = World::new();
    file(&world, code());
    let told = courier(Outcome::Sent);
    assert_eq!(send(&world, Some(told.clone())), 1);
    assert_eq!(send(&world, Some(told.clone())), 0);
    let carried = told.carried.lock().expect("whole");
    assert_eq!(carried.len(), 1);
    assert!(carried[0].text.contains("482193") && carried[0].phone == PHONE);
    let item = &items(&world)[0];
    assert_eq!((&item.state, &item.letter, item.template.as_str()), (&ItemState::Sent, &None, "code"));
}

#[test]
fn every_end_of_a_letter_is_kept_and_journalled_without_the_phone() {
    let refused = ItemState::Refused("limit".into());
    for (outcome, state, verb) in [
        (Outcome::Sent, ItemState::Sent, "outbox.sent"),
        (Outcome::Refused("limit".into()), refused, "outbox.refused"),
        (Outcome::Unknown, ItemState::Unknown, "outbox.unknown"),
    ] {
        let world = World::new();
        file(&world, code());
        let told = courier(outcome);
        send(&world, Some(told.clone()));
        assert_eq!(send(&world, Some(told.clone())), 0, "it was sent again");
        assert_eq!(items(&world)[0].state, state);
        let view = world.office.store().view().expect("it can be read");
        let entries = view.scan(&JOURNAL, Span::all(100)).expect("it can be read");
        let entry = entries.iter().map(|(_, entry)| entry).find(|entry| entry.verb == verb);
        let entry = format!("{:?}", entry.expect("it is journalled"));
        assert!(!entry.contains(PHONE) && !entry.contains("482193"), "{entry}");
    }
}

#[test]
fn a_code_that_is_too_late_is_not_sent() {
    let world = World::new();
    file(&world, code());
    file(&world, Letter::PasswordChanged);
    world.wait(Duration::from_secs(181));
    let told = courier(Outcome::Sent);
    assert_eq!(send(&world, Some(told.clone())), 2);
    let states: Vec<ItemState> = items(&world).into_iter().map(|item| item.state).collect();
    assert_eq!(states, [ItemState::Lapsed, ItemState::Sent]);
    assert_eq!(told.carried.lock().expect("whole").len(), 1);
}

#[test]
fn a_letter_found_leaving_is_unknown_and_never_sent_again() {
    let world = World::new();
    file(&world, code());
    let left = world.office.store().act_blocking(|tx| {
        let (serial, item) = tx.scan(&OUTBOX, Span::all(1))?.remove(0);
        tx.put(&OUTBOX, &serial, &Item { state: ItemState::Leaving, ..item })
    });
    left.expect("it is kept");
    let told = courier(Outcome::Sent);
    assert_eq!(send(&world, Some(told.clone())), 1);
    assert_eq!(items(&world)[0].state, ItemState::Unknown);
    assert!(told.carried.lock().expect("whole").is_empty());
}

#[test]
fn without_a_courier_a_letter_is_refused_and_says_so() {
    let world = World::new();
    file(&world, code());
    send(&world, None);
    assert_eq!(items(&world)[0].state, ItemState::Refused("no_courier".into()));
}
