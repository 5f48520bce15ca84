//! What the house sweeps away by itself.
use crate::papers::NUMBERS;
use crate::world::World;
use std::time::Duration;
use zhangfang::command::upkeep::{Swept, sweep};
use zhangfang::handoff::{Device, Errand, Handoff, Screen, State};
use zhangfang::store::{Read, Span};
use zhangfang::tables::{CATALOGUE, HANDOFFS, HANDOFFS_LIVE};
use zhangfang::terms::HandoffId;

const HOUR: Duration = Duration::from_secs(3600);

/// Puts a hand-off that begins now and, as after a crash, was never written down as lapsed.
fn begun(world: &World, id: u8) {
    let person = world.person("王小梅", NUMBERS[usize::from(id)], &format!("1390000111{id}"), true);
    let now = world.office.now();
    world.work(move |ledger| {
        let screen = Screen {
            device: Device([id; 32]),
            place: "网页".into(),
            idle_seconds: 1800,
            absolute_seconds: 28_800,
        };
        let mut handoff =
            Handoff::open(person, screen, Errand::Camera(Vec::new()), &[[id; 32], [id; 32]], now);
        let (certificate, address) =
            ("2109b5e671aa3ff2eb4851816c65828f".into(), "https://example.gov.cn/".into());
        handoff.state = State::Waiting { certificate, address, until: now.plus(HOUR) };
        Ok(ledger.put(&HANDOFFS, &HandoffId::from_bytes([id; 16]), &handoff)?)
    });
}

#[test]
fn a_hand_off_goes_after_a_day() {
    let world = World::new();
    begun(&world, 0);
    world.wait(2 * HOUR);
    begun(&world, 1);
    world.wait(23 * HOUR);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let swept = runtime.block_on(sweep(&world.office)).unwrap();
    assert_eq!((swept.handoffs, Swept { handoffs: 0, ..swept }), (1, Swept::default()), "of 25 and 23 hours");
    let view = world.office.store().view().unwrap();
    let left = view.scan(&HANDOFFS, Span::all(9)).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0, HandoffId::from_bytes([1; 16]));
    assert_eq!(view.list(&HANDOFFS_LIVE, Span::all(9)).unwrap().len(), 1, "its indexes go with it");
    assert!(zhangfang::store::check(&view, &CATALOGUE).unwrap().sound());
}
