//! Rights that are lost between the page and the act: the act looks them up anew (T27).
use super::kit::Two;
use zhangfang::envelope::Card;
use zhangfang::office::{Act, Actor, Ledger, Stop, Unusable};
use zhangfang::services::exchange::actions::{self, PeerRefusal};
use zhangfang::terms::OfficerId;

/// What an act of this officer at the near side is refused with.
fn refused<R: std::fmt::Debug + Send + 'static>(
    two: &Two,
    officer: OfficerId,
    work: impl Fn(&mut Ledger<'_>) -> Result<(), Stop<R>> + Send + 'static,
) -> R {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let act = Act::new(Actor::Officer(officer), "test.act", "test");
    match runtime.block_on(two.near.world.office.act(act, work)) {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_act_looks_the_right_up_anew() {
    let two = Two::new();
    let (_, letter, _) = two.issued();
    let known = Card::parse(&two.far.card()).expect("the card is whole");
    let (admin, reviewer) = (two.near.admin, two.near.reviewer);
    let kept = two.near.kept();
    let (card, fingerprint) =
        (Card { name: "临河县财政局（新）".into(), ..known.clone() }, known.fingerprint());
    let enter = move |ledger: &mut Ledger<'_>| actions::enter(ledger, reviewer, "青岚县财政局", &card);
    assert_eq!(refused(&two, reviewer, enter), PeerRefusal::NotFound);
    let remove = move |ledger: &mut Ledger<'_>| actions::remove(ledger, reviewer, &fingerprint);
    assert_eq!(refused(&two, reviewer, remove), PeerRefusal::NotFound);
    let number = letter.clone();
    let file = move |ledger: &mut Ledger<'_>| actions::handed_out(ledger, admin, &number).map(|_| ());
    assert_eq!(refused(&two, admin, file), Unusable::Nothing);
    let paper = move |ledger: &mut Ledger<'_>| actions::sheet(ledger, admin, &letter).map(|_| ());
    assert_eq!(refused(&two, admin, paper), Unusable::Nothing);
    two.near.keeps(&kept);
}
