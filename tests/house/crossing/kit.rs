//! Two instances that know each other, and somebody who moves from one to the other.
use crate::cases::{at_desk, case_of, file_collection, picture_for};
use crate::world::{COUNTY, World};
use zhangfang::accounts::Right;
use zhangfang::casework::Reason;
use zhangfang::envelope::Card;
use zhangfang::office::{Act, Actor, Promise, Stop, Taken, Taker, Unusable, add_peer, issue, own, take_in};
use zhangfang::services::transfer::actions as transfer;
use zhangfang::store::{Read, attachment};
use zhangfang::tables::{DISPATCHES, DOSSIERS};
use zhangfang::terms::{AccountId, CaseNumber, FileId, OfficerId, RegionCode};

/// 临河县, which the other instance serves.
pub const FAR: &str = "980221";
/// Whose documents nobody has.
pub const NUMBER: &str = "110101199003071233";

/// An instance with its department and a reviewing officer there.
pub struct Side {
    pub world: World,
    pub department: &'static str,
    pub officer: OfficerId,
}

impl Side {
    pub fn new(world: World, department: &'static str) -> Side {
        let officer = world.officer("reviewer", "沈明远", department);
        Side { world, department, officer }
    }

    /// What the other side is told about this one.
    pub fn card(&self) -> Card {
        let view = self.world.office.store().view().expect("the store can be read");
        own(&view, "财政局").expect("the keys can be read").expect("the region is set").card
    }

    pub fn knows(&self, card: Card) {
        let officer = self.officer;
        self.world.work(move |ledger| Ok(add_peer(ledger, &card, officer)?));
    }

    /// Takes a file in as the officer of this side.
    pub fn takes_in(&self, bytes: Vec<u8>) -> Result<Taken, Unusable> {
        self.taken_by(bytes, Some(self.officer))
    }

    pub fn taken_by(&self, bytes: Vec<u8>, officer: Option<OfficerId>) -> Result<Taken, Unusable> {
        let taker = taker(officer);
        match run(take_in(&self.world.office, bytes, &taker)) {
            Ok(taken) => Ok(taken),
            Err(Stop::Refused(refusal)) => Err(refusal),
            Err(Stop::Failed(broken)) => panic!("{broken}"),
        }
    }

    /// Issues the letter of a released case; its number and file.
    pub fn issues(&self, number: &str) -> (String, Vec<u8>) {
        let case = CaseNumber::parse(number).expect("the number is sound");
        let issued = issue(&self.world.office, "财政局", self.officer, "test".into(), case);
        let letter = run(issued).unwrap_or_else(|_| panic!("{number} has no letter"));
        let file = self.file(&letter).expect("the letter is kept");
        (letter, file)
    }

    /// The file of a letter, while it is kept.
    pub fn file(&self, letter: &str) -> Option<Vec<u8>> {
        let view = self.world.office.store().view().expect("the store can be read");
        let dispatch = view.get(&DISPATCHES, &letter.to_string()).expect("letters can be read");
        attachment(&view, &dispatch.expect("the letter was issued").digest).expect("files can be read")
    }

    /// The answer to a letter that came in.
    pub fn answers(&self, sender: &Side, letter: &str) -> Vec<u8> {
        let side = RegionCode::parse(self.department).expect("the code is sound");
        let sender = sender.card().fingerprint();
        let answer =
            zhangfang::office::answer_of(&self.world.office, "财政局", side, sender, letter.to_string());
        run(answer).unwrap_or_else(|_| panic!("{letter} has no answer")).bytes
    }

    pub fn approve(&self, number: &str) {
        self.decide(number, "通过 A", "");
        let state = case_of(&self.world, number).state;
        assert!(["审核通过", "待调入地审核"].contains(&state.label()), "{}", state.label());
    }

    /// Decides at the bench.
    pub fn decide(&self, number: &str, verdict: &str, reason: &str) {
        let mut desk = at_desk(&self.world, self.officer);
        desk.visit(&format!("/desk/cases/{number}"));
        assert_eq!(desk.status(), 200, "{}", desk.page().text());
        let form = desk.form("提交，看下一件").choose("审核结论", verdict);
        let form = if reason.is_empty() { form } else { form.fill("给办理人的说明", reason) };
        form.press("提交，看下一件");
    }

    /// The person's whole record, or none.
    pub fn record(&self, person: AccountId) -> Option<zhangfang::tables::Record> {
        let view = self.world.office.store().view().expect("the store can be read");
        view.get(&DOSSIERS, &person).expect("the record can be read")
    }
}

/// Two instances that have entered each other's cards, and somebody on record at the first.
pub struct Two {
    pub near: Side,
    pub far: Side,
    pub person: AccountId,
}

impl Two {
    pub fn new() -> Two {
        let two = Two::strangers();
        two.near.knows(two.far.card());
        two.far.knows(two.near.card());
        two
    }

    /// The same before they know each other.
    pub fn strangers() -> Two {
        let near = Side::new(World::new(), COUNTY);
        let far = Side::new(World::elsewhere(FAR), FAR);
        let person = near.world.person("张晓岚", NUMBER, "13412349197", true);
        let number = file_collection(&near.world, person, COUNTY);
        near.approve(&number);
        Two { near, far, person }
    }

    /// The person asks to move to the other side; returns the 受理编号.
    pub fn asks(&self) -> String {
        asks(&self.near.world, self.person, FAR)
    }

    /// Released at the near side and on its way: 受理编号, letter and file.
    pub fn on_the_way(&self) -> (String, String, Vec<u8>) {
        let number = self.asks();
        self.near.approve(&number);
        let (letter, file) = self.near.issues(&number);
        (number, letter, file)
    }
}

/// Who brings a file.
pub fn taker(officer: Option<OfficerId>) -> Taker {
    Taker {
        officer,
        source: "test".into(),
        name: "财政局".into(),
        promise: Promise(5),
        is_picture: |bytes| bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9]),
    }
}

/// Files a transfer of this person; returns the 受理编号.
pub fn asks(world: &World, person: AccountId, to: &str) -> String {
    try_ask(world, person, to).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// The same, or why not.
pub fn try_ask(world: &World, person: AccountId, to: &str) -> Result<String, transfer::Refusal> {
    let proof = picture_for(world, person, "transfer.proof", 77);
    let asked = asked(world, person, to, proof);
    let act = Act::new(Actor::Person(person), "transfer.file", "test");
    match run(world.office.act(act, move |ledger| transfer::file(ledger, &asked))) {
        Ok(number) => Ok(number.to_string()),
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::Failed(broken)) => panic!("{broken}"),
    }
}

/// What the form would ask.
pub fn asked(world: &World, person: AccountId, to: &str, proof: FileId) -> transfer::Asked {
    let view = world.office.store().view().expect("the store can be read");
    let record = view.get(&DOSSIERS, &person).expect("the record can be read");
    transfer::Asked {
        person,
        seen: record.map_or(0, |record| record.number()),
        to: RegionCode::parse(to).expect("the code is sound"),
        reason: Reason::Residence("示例省望川市临河县".into()),
        proof,
        promise: Promise(5),
    }
}

/// Takes an officer's right to review away.
pub fn reads_only(world: &World, officer: OfficerId) {
    world.change_officer(officer, |officer| officer.rights = vec![Right::Audit]);
}

/// Whether everything that is kept holds together.
pub fn is_sound(side: &Side) {
    let found = zhangfang::command::examine(&side.world.office).expect("the check reads everything");
    assert_eq!(found, Vec::<String>::new());
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("a runtime starts").block_on(future)
}
