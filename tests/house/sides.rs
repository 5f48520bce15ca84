//! A transfer inside one instance: who of all authorities sees and decides what, at every step of its way (security B7).
use crate::cases::{at_desk, case_of, entries, file_collection, files_of};
use crate::crossing::{NUMBER, asks, run, try_ask};
use crate::papers::logged_in;
use crate::world::{COUNTY, NEIGHBOUR, World};
use zhangfang::casework::{Decision, Outcome, Passage, Refusal as Corridor, State};
use zhangfang::office::{Act, Actor, Stop};
use zhangfang::services::review::actions::{Filter, Reason, Verdict, decide, reveal};
use zhangfang::services::transfer::actions::{Guard, Refusal};
use zhangfang::store::Read;
use zhangfang::tables::DOSSIERS;
use zhangfang::terms::{AccountId, CaseNumber, FileId, OfficerId, RegionCode};

/// Everybody who might want to know, by where they stand to the transfer.
const SIDES: [(&str, &str); 6] = [
    ("leaving", COUNTY),
    ("receiving", NEIGHBOUR),
    ("sibling", "980123"),
    ("parent", "980100"),
    ("province", "980000"),
    ("stranger", "980221"),
];

struct Tree {
    world: World,
    person: AccountId,
    officers: Vec<(&'static str, OfficerId)>,
    collection: String,
}

/// What somebody of a side can do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Nothing,
    Reads,
    Decides,
}

use Reach::{Decides, Nothing, Reads};

impl Tree {
    fn new() -> Tree {
        let world = World::new();
        let officers: Vec<_> =
            SIDES.iter().map(|(side, code)| (*side, world.officer(side, "沈明远", code))).collect();
        let person = world.person("张晓岚", NUMBER, "13412349197", true);
        let collection = file_collection(&world, person, COUNTY);
        let tree = Tree { world, person, officers, collection };
        tree.decides("leaving", &tree.collection, "通过 A", "");
        tree
    }

    fn officer(&self, side: &str) -> OfficerId {
        self.officers.iter().find(|(one, _)| *one == side).unwrap().1
    }

    fn decides(&self, side: &str, number: &str, verdict: &str, reason: &str) {
        let mut desk = at_desk(&self.world, self.officer(side));
        desk.visit(&format!("/desk/cases/{number}"));
        assert_eq!(desk.status(), 200, "{side}: {}", desk.page().text());
        let form = desk.form("提交，看下一件").choose("审核结论", verdict);
        let form = if reason.is_empty() { form } else { form.fill("给办理人的说明", reason) };
        form.press("提交，看下一件");
        assert_eq!(desk.status(), 200, "{side}: {}", desk.page().text());
    }

    /// Tries every way into a case as somebody of this side.
    fn reach(&self, side: &str, number: &str, files: &[FileId]) -> Reach {
        let mut desk = at_desk(&self.world, self.officer(side));
        desk.visit(&format!("/desk/cases/{number}"));
        let reach = match desk.status() {
            404 => Nothing,
            200 if desk.page().source().contains("提交，看下一件") => Decides,
            200 => Reads,
            other => panic!("{side}: {other}"),
        };
        let listed = ["/desk", "/desk/decided", "/desk?scope=below", "/desk/decided?scope=below"];
        let listed = listed.iter().any(|list| desk.visit(list).text().contains(number));
        assert_eq!(listed, reach != Nothing, "{side} finds {number} in a list");
        for file in files {
            desk.visit(&format!("/desk/cases/{number}/files/{file}"));
            assert_eq!(desk.status() == 200, reach != Nothing, "{side} looks at a picture of {number}");
        }
        self.acts(side, number, reach);
        reach
    }

    /// Tries the acts themselves, whatever a page would offer.
    fn acts(&self, side: &str, number: &str, reach: Reach) {
        let (officer, number) = (self.officer(side), CaseNumber::parse(number).unwrap());
        let act = |verb| Act::new(Actor::Officer(officer), verb, "test");
        let verdict = Verdict { seen: 9999, decision: Decision::Approve };
        let decided = self.world.office.act(act("case.decide"), move |ledger| {
            decide(ledger, officer, &number, verdict.clone(), &Filter::default())
        });
        let Err(Stop::Refused(refusal)) = run(decided) else { panic!("{side} decides what was never seen") };
        let expected = match reach {
            Nothing => Corridor::NotFound,
            Reads => Corridor::ReadOnly,
            Decides => Corridor::Stale,
        };
        let settled = matches!(refusal, Corridor::AlreadyDecided(_)) && reach != Nothing;
        assert!(refusal == expected || settled, "{side}: {refusal:?}");
        let revealed = self
            .world
            .office
            .act(act("case.reveal"), move |ledger| reveal(ledger, officer, &number, Reason::Duty));
        assert_eq!(run(revealed).is_ok(), reach != Nothing, "{side}");
    }

    /// The reach of all sides, in the order of [`SIDES`].
    fn reaches(&self, number: &str, files: &[FileId]) -> [Reach; 6] {
        SIDES.map(|(side, _)| self.reach(side, number, files))
    }

    fn authority(&self) -> String {
        let view = self.world.office.store().view().unwrap();
        view.get(&DOSSIERS, &self.person).unwrap().unwrap().authority.to_string()
    }
}

#[test]
fn every_authority_sees_and_decides_its_own_side_at_its_own_time() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    let (proof, record) = (files_of(&tree.world, &moving), files_of(&tree.world, &tree.collection));
    let all: Vec<FileId> = proof.iter().chain(&record).copied().collect();

    assert_eq!(tree.reaches(&moving, &all), [Decides, Nothing, Nothing, Reads, Reads, Nothing]);
    tree.decides("leaving", &moving, "通过 A", "");
    let case = case_of(&tree.world, &moving);
    assert_eq!((case.state_label(), case.passage()), ("待调入地审核", Some(Passage::UnderWay)));
    assert!(case.route.unwrap().left.is_some(), "调出时间");
    assert_eq!(tree.reaches(&moving, &all), [Reads, Decides, Nothing, Reads, Reads, Nothing]);
    // The older cases stay where the record is until it has moved.
    let older = [Reads, Nothing, Nothing, Reads, Reads, Nothing];
    assert_eq!(tree.reaches(&tree.collection, &record), older);
    assert_eq!(tree.authority(), COUNTY);

    tree.decides("receiving", &moving, "通过 A", "");
    assert_eq!(tree.authority(), NEIGHBOUR);
    let moved = [Nothing, Reads, Nothing, Reads, Reads, Nothing];
    assert_eq!(tree.reaches(&moving, &proof), moved);
    assert_eq!(tree.reaches(&tree.collection, &record), moved);
}

#[test]
fn both_officers_see_each_others_decision_and_words() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    tree.decides("leaving", &moving, "通过 A", "");
    let mut receiving = at_desk(&tree.world, tree.officer("receiving"));
    receiving.visit(&format!("/desk/cases/{moving}")).sees("调出地审核通过").sees("登记的基本信息");
    tree.decides("receiving", &moving, "退回补正 R", "居住证看不清");
    let mut leaving = at_desk(&tree.world, tree.officer("leaving"));
    leaving.visit(&format!("/desk/cases/{moving}")).sees("调入地退回补正").sees("居住证看不清");
    leaving.visit("/desk/decided").sees(&moving);
    receiving.visit("/desk/decided").sees(&moving);
    // What was returned is between the person and the two sides; the record is no business of the receiving one.
    let record = files_of(&tree.world, &tree.collection)[0];
    receiving.visit(&format!("/desk/cases/{moving}/files/{record}"));
    assert_eq!(receiving.status(), 404);
}

#[test]
fn a_tab_that_was_open_before_the_record_moved_decides_and_shows_nothing_more() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    let mut early = at_desk(&tree.world, tree.officer("leaving"));
    early.visit(&format!("/desk/cases/{moving}"));
    tree.decides("leaving", &moving, "通过 A", "");
    let form = early.form("提交，看下一件").choose("审核结论", "退回补正 R").fill("给办理人的说明", "迟了");
    form.press("提交，看下一件");
    assert_ne!(early.status(), 200, "the other side decides now");
    assert_eq!(case_of(&tree.world, &moving).state, State::Released);

    let mut old = at_desk(&tree.world, tree.officer("leaving"));
    old.visit(&format!("/desk/cases/{}", tree.collection));
    tree.decides("receiving", &moving, "通过 A", "");
    let form = old.form("查看完整信息").choose("查看完整信息的理由", "联系办理人");
    form.press("查看完整信息");
    assert_eq!(old.status(), 404);
    old.misses("张晓岚");
    assert!(!entries(&tree.world, "case.reveal", Outcome::Refused).is_empty());
}

#[test]
fn later_business_goes_to_the_receiving_side() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    tree.decides("leaving", &moving, "通过 A", "");
    tree.decides("receiving", &moving, "通过 A", "");
    let onward = asks(&tree.world, tree.person, COUNTY);
    let case = case_of(&tree.world, &onward);
    assert_eq!(case.authority.as_str(), NEIGHBOUR);
    assert_eq!(tree.reaches(&onward, &[]), [Nothing, Decides, Nothing, Reads, Reads, Nothing]);
    tree.decides("receiving", &onward, "通过 A", "");
    tree.decides("leaving", &onward, "通过 A", "");
    let home = [Reads, Nothing, Nothing, Reads, Reads, Nothing];
    for number in [&moving, &onward, &tree.collection] {
        assert_eq!(tree.reaches(number, &[]), home, "{number}");
    }
}

#[test]
fn a_withdrawn_transfer_is_no_business_of_the_receiving_side() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    tree.decides("leaving", &moving, "通过 A", "");
    let mut open = at_desk(&tree.world, tree.officer("receiving"));
    open.visit(&format!("/desk/cases/{moving}"));
    let mut home = logged_in(&tree.world, tree.person);
    home.visit(&format!("/me/cases/{moving}"));
    home.press("撤回");
    assert_eq!(case_of(&tree.world, &moving).state, State::Withdrawn);
    open.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(open.status(), 404);
    assert_eq!(tree.authority(), COUNTY);
    assert_eq!(tree.reaches(&moving, &[])[..2], [Reads, Nothing]);
}

#[test]
fn a_receiving_side_that_closed_meanwhile_cannot_be_let_go_to() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    crate::crossing::reads_only(&tree.world, tree.officer("receiving"));
    let mut desk = at_desk(&tree.world, tree.officer("leaving"));
    desk.visit(&format!("/desk/cases/{moving}"));
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 409);
    desk.sees("没有在本平台办理业务");
    assert_eq!(case_of(&tree.world, &moving).state, State::Waiting);
}

#[test]
fn the_guards_hold_in_the_act_that_files() {
    let tree = Tree::new();
    let refused = |to: &str| match try_ask(&tree.world, tree.person, to) {
        Err(Refusal::Guarded(guard)) => guard,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(COUNTY), Guard::Same);
    assert_eq!(refused("980200"), Guard::Unreachable);
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    assert!(matches!(refused("980123"), Guard::Transferring(_)));
    tree.decides("leaving", &moving, "退回补正 R", "材料不清");
    assert!(matches!(refused("980123"), Guard::Transferring(_)), "a returned one is not settled");
    let newcomer = tree.world.person("李平", "110101199205112048", "13912349198", true);
    let try_newcomer = || try_ask(&tree.world, newcomer, NEIGHBOUR);
    assert!(matches!(try_newcomer(), Err(Refusal::Guarded(Guard::Unfinished))));
    let waiting = file_collection(&tree.world, newcomer, COUNTY);
    assert!(matches!(try_newcomer(), Err(Refusal::Guarded(Guard::NotApproved))));
    tree.decides("leaving", &waiting, "不予通过", "不符合条件");
    assert!(matches!(try_newcomer(), Err(Refusal::Guarded(Guard::NotApproved))));
}

#[test]
fn a_record_that_is_somewhere_else_is_not_moved() {
    let tree = Tree::new();
    let moving = asks(&tree.world, tree.person, NEIGHBOUR);
    tree.decides("leaving", &moving, "通过 A", "");
    let (person, before) = (tree.person, tree.authority());
    tree.world.work(move |ledger| {
        let mut record = ledger.get(&DOSSIERS, &person)?.expect("the person is on record");
        record.authority = RegionCode::parse("980123").expect("the code is sound");
        Ok(ledger.put(&DOSSIERS, &person, &record)?)
    });
    let mut desk = at_desk(&tree.world, tree.officer("receiving"));
    desk.visit(&format!("/desk/cases/{moving}")).sees("不能通过");
    desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
    assert_eq!(desk.status(), 409);
    assert_eq!((tree.authority().as_str(), before.as_str()), ("980123", COUNTY));
}
