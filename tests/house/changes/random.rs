//! The whole dossier, whatever happens in whichever order: what is on record equals the approved matters replayed, and
//! every version that ever stood there is kept as it was.
use super::kit::{NUMBER, PHONE};
use crate::cases::{case_of, file_collection, picture_for};
use crate::world::{COUNTY, World};
use proptest::prelude::*;
use zhangfang::casework::{Decision, Matter, Remark, State};
use zhangfang::dossier::{Basics, Change, Dossier, Education, Employment, Listed, find};
use zhangfang::office::{Act, Actor, Promise, Stop, open_cases, versions};
use zhangfang::services::changes::actions::{self as changes, Asked, Refusal};
use zhangfang::services::review::actions::{self as review, Filter, Verdict};
use zhangfang::store::Read;
use zhangfang::tables::{CASES, CASES_BY_NUMBER, DOSSIERS, FILINGS};
use zhangfang::terms::{AccountId, CaseNumber, Day, Email, ItemId, OfficerId, Period};

/// What may be done next.
#[derive(Clone, Debug)]
enum Deed {
    /// Files the collection, if none was approved or is open.
    Collect,
    /// Asks for another mail (approved by rule) or another politics (by hand).
    Basics { mail: bool, value: u8 },
    /// Adds a record whose time begins in this year.
    Add { education: bool, year: u8 },
    /// Alters the record at this place of its list, or mends the request about it.
    Alter { education: bool, place: u8, value: u8 },
    /// Deletes one.
    Remove { education: bool, place: u8 },
    /// Takes back the open case at this place.
    Withdraw(u8),
    /// Decides the open case at this place: approve, return, reject.
    Decide(u8, u8),
    /// The same from a page that was drawn before everything else happened.
    Stale { value: u8 },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        1 => Just(Deed::Collect),
        2 => (any::<bool>(), 0u8..3).prop_map(|(mail, value)| Deed::Basics { mail, value }),
        3 => (any::<bool>(), 0u8..8).prop_map(|(education, year)| Deed::Add { education, year }),
        3 => (any::<bool>(), 0u8..3, 0u8..3).prop_map(|(education, place, value)| Deed::Alter { education, place, value }),
        2 => (any::<bool>(), 0u8..3).prop_map(|(education, place)| Deed::Remove { education, place }),
        2 => (0u8..3).prop_map(Deed::Withdraw),
        8 => (0u8..3, prop_oneof![5 => Just(0u8), 2 => Just(1), 1 => Just(2)]).prop_map(|(which, what)| Deed::Decide(which, what)),
        1 => (0u8..3).prop_map(|value| Deed::Stale { value }),
    ]
}

/// What an approved matter makes of a dossier, told once more and in another way than the product tells it.
fn replayed(before: Option<Dossier>, matter: &Matter) -> Dossier {
    fn list<T: Listed>(list: &[T], from: Option<&T>, to: Option<&T>) -> Vec<T> {
        let mut result: Vec<T> = Vec::new();
        for one in list {
            match from {
                Some(old) if old.id() == one.id() => result.extend(to.cloned()),
                _ => result.push(one.clone()),
            }
        }
        if from.is_none() {
            result.extend(to.cloned());
        }
        result
    }
    match matter {
        Matter::Collect(dossier) => dossier.as_ref().clone(),
        Matter::Change(amendment) => {
            let mut dossier = before.expect("changes follow a collection");
            match &amendment.change {
                Change::Basics { after, .. } => dossier.basics = after.as_ref().clone(),
                Change::Education { before, after } => {
                    dossier.education = list(&dossier.education, before.as_deref(), after.as_deref());
                }
                Change::Employment { before, after } => {
                    dossier.employment = list(&dossier.employment, before.as_deref(), after.as_deref());
                }
                other => panic!("nobody asked for {other:?}"),
            }
            dossier
        }
        other => panic!("nobody asked for {other:?}"),
    }
}

struct Played {
    world: World,
    person: AccountId,
    officer: OfficerId,
    /// The cases in the order in which they were approved.
    approved: Vec<String>,
    first_stamp: Option<String>,
}

impl Played {
    fn new() -> Played {
        let world = World::new();
        let officer = world.officer("chen", "陈明远", COUNTY);
        let person = world.person("张晓岚", NUMBER, PHONE, true);
        Played { world, person, officer, approved: Vec::new(), first_stamp: None }
    }

    fn act<T: Send + 'static, R: std::fmt::Debug + Send + 'static>(
        &self,
        work: impl Fn(&mut zhangfang::office::Ledger<'_>) -> Result<T, Stop<R>> + Send + 'static,
    ) -> Option<T> {
        let act = Act::new(Actor::Person(self.person), "test.play", "test");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        match runtime.block_on(self.world.office.act(act, work)) {
            Ok(done) => Some(done),
            Err(Stop::Refused(_)) => None,
            Err(Stop::Failed(broken)) => panic!("{broken:?}"),
        }
    }

    fn view(&self) -> zhangfang::store::View {
        self.world.office.store().view().expect("the store can be read")
    }

    fn dossier(&self) -> Option<Dossier> {
        let record = self.view().get(&DOSSIERS, &self.person).expect("the record can be read");
        record.map(|record| record.dossier)
    }

    fn open(&self) -> Vec<CaseNumber> {
        let cases = open_cases(&self.view(), self.person).expect("the cases can be read");
        cases.into_iter().map(|(_, case)| case.number).collect()
    }

    /// Asks for something from the state that stands now, or from the one that stood first.
    fn ask(
        &mut self,
        target: Option<zhangfang::dossier::Target>,
        stale: bool,
        ask: impl Fn(&mut zhangfang::office::Ledger<'_>, &Asked) -> Result<CaseNumber, Stop<Refusal>>
        + Send
        + 'static,
    ) {
        let Ok(standing) = changes::load(&self.view(), self.person) else { return };
        let fresh = standing.stamp(target);
        let first = self.first_stamp.get_or_insert_with(|| fresh.clone()).clone();
        let seen = if stale { first } else { fresh };
        let asked = Asked { person: self.person, seen, promise: Promise(5) };
        let number = self.act(move |ledger| ask(ledger, &asked));
        if let Some(number) = number.map(|number| number.to_string())
            && case_of(&self.world, &number).state == State::Approved
        {
            self.approved.push(number);
        }
    }

    fn basics(&mut self, stale: bool, change: impl Fn(&mut Basics)) {
        let Some(dossier) = self.dossier() else { return };
        let mut after = dossier.basics;
        change(&mut after);
        self.ask(Some(zhangfang::dossier::Target::Basics), stale, move |ledger, asked| {
            changes::ask_basics(ledger, asked, &after)
        });
    }

    fn add<T: Listed>(&mut self, record: T) {
        self.ask(None, false, move |ledger, asked| changes::ask_record(ledger, asked, None, &record));
    }

    fn alter<T: Listed>(&mut self, place: u8, change: impl Fn(T) -> T) {
        let Some(one) = self.at::<T>(place) else { return };
        let (id, after) = (one.id(), change(one));
        self.ask(Some(T::target(id)), false, move |ledger, asked| {
            changes::ask_record(ledger, asked, Some(id), &after)
        });
    }

    fn remove<T: Listed>(&mut self, place: u8) {
        let Some(one) = self.at::<T>(place) else { return };
        let id = one.id();
        self.ask(Some(T::target(id)), false, move |ledger, asked| {
            changes::remove_record::<T>(ledger, asked, id)
        });
    }

    fn at<T: Listed>(&self, place: u8) -> Option<T> {
        let draft = self.dossier()?.reopened();
        T::list(&draft).get(usize::from(place)).cloned()
    }

    fn decide(&mut self, number: CaseNumber, what: u8) {
        let case = case_of(&self.world, &number.to_string());
        let decision = match what {
            0 => Decision::Approve,
            1 => Decision::Return(vec![Remark { field: String::new(), text: "请补充".into() }]),
            _ => Decision::Reject("不属实".into()),
        };
        let (officer, verdict) = (self.officer, Verdict { seen: case.version, decision });
        let done = self
            .act(move |ledger| review::decide(ledger, officer, &number, verdict.clone(), &Filter::default()));
        if done.is_some() && what == 0 {
            self.approved.push(number.to_string());
        }
    }

    fn play(&mut self, deed: &Deed) {
        let person = self.person;
        match deed {
            Deed::Collect if self.dossier().is_none() && self.open().is_empty() => {
                file_collection(&self.world, person, COUNTY);
            }
            Deed::Collect => {}
            Deed::Basics { mail: true, value } => {
                let mail = Email::parse(&format!("a{value}@example.com")).ok();
                self.basics(false, move |basics| basics.email = mail.clone());
            }
            Deed::Basics { mail: false, value } => {
                let politics = ["01", "03", "13"][usize::from(*value)];
                self.basics(false, move |basics| basics.politics = politics.into());
            }
            Deed::Stale { value } => {
                let politics = ["01", "03", "13"][usize::from(*value)];
                self.basics(true, move |basics| basics.politics = politics.into());
            }
            Deed::Add { education: true, year } => {
                let Some(mut one) = self.at::<Education>(0) else { return };
                one.period = span(2010 + i32::from(*year));
                one.school = format!("云岭第 {year} 大学");
                self.add(one);
            }
            Deed::Add { education: false, year } => {
                let Some(mut job) = self.at::<Employment>(0) else { return };
                job.period = span(2002 + i32::from(*year));
                job.experience = Vec::new();
                job.accounting = false;
                job.employer = format!("云岭第 {year} 公司");
                self.add(job);
            }
            Deed::Alter { education: true, place, value } => {
                let (major, value) = (format!("专业 {value}"), *value);
                let file = picture_for(&self.world, person, "education.diploma", 500 + u32::from(value));
                self.alter::<Education>(*place, move |mut one| {
                    one.major = major.clone();
                    one.files.diploma = Some(file);
                    one
                });
            }
            Deed::Alter { education: false, place, value } => {
                let telephone = format!("0531-1234567{value}");
                self.alter::<Employment>(*place, move |mut job| {
                    job.telephone = telephone.clone();
                    job
                });
            }
            Deed::Remove { education: true, place } => self.remove::<Education>(*place),
            Deed::Remove { education: false, place } => self.remove::<Employment>(*place),
            Deed::Withdraw(which) => {
                let Some(number) = self.open().get(usize::from(*which)).copied() else { return };
                let version = case_of(&self.world, &number.to_string()).version;
                self.act(move |ledger| changes::withdraw(ledger, person, &number, version));
            }
            Deed::Decide(which, what) => {
                let Some(number) = self.open().get(usize::from(*which)).copied() else { return };
                self.decide(number, *what);
            }
        }
    }

    /// The matter that an approved case settled.
    fn matter(&self, number: &str) -> Matter {
        let view = self.view();
        let id = view.find(&CASES_BY_NUMBER, &number.to_string()).expect("readable").expect("filed");
        let case = view.get(&CASES, &id).expect("readable").expect("filed");
        view.get(&FILINGS, &(id, case.round)).expect("readable").expect("filed").matter
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let mut states: Vec<Dossier> = Vec::new();
        for number in &self.approved {
            states.push(replayed(states.last().cloned(), &self.matter(number)));
        }
        prop_assert_eq!(self.dossier(), states.last().cloned(), "the record is the replay");
        let kept = versions(&self.view(), self.person).expect("the versions can be read");
        let kept: Vec<Dossier> = kept.into_iter().map(|record| record.dossier).collect();
        prop_assert_eq!(&kept, &states, "every state it ever had is kept");
        if let Some(dossier) = states.last() {
            let draft = dossier.clone().reopened();
            for one in &draft.education {
                prop_assert!(find::<Education>(&draft, one.id) == Some(one), "no two records share a name");
            }
            let crossing = |periods: Vec<Period>| {
                periods
                    .iter()
                    .enumerate()
                    .any(|(at, one)| periods[..at].iter().any(|other| other.overlaps(one)))
            };
            prop_assert!(!crossing(draft.education.iter().map(|one| one.period).collect()));
            prop_assert!(!crossing(draft.employment.iter().map(|job| job.period).collect()));
        }
        let open = changes::load(&self.view(), self.person).map(|standing| standing.open).unwrap_or_default();
        for (at, one) in open.iter().enumerate() {
            for other in &open[..at] {
                let targets = (one.target().expect("a change"), other.target().expect("a change"));
                prop_assert!(!targets.0.excludes(targets.1), "one open request for one thing");
            }
        }
        Ok(())
    }
}

/// September to next June.
fn span(year: i32) -> Period {
    let day = |year, month, day| Day::new(year, month, day).expect("the day exists");
    Period::new(day(year, 9, 1), Some(day(year + 1, 6, 30))).expect("the period is sound")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn the_record_is_the_approved_matters_replayed(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut played = Played::new();
        let number = file_collection(&played.world, played.person, COUNTY);
        played.check()?;
        played.decide(CaseNumber::parse(&number).expect("the number is sound"), 0);
        for deed in &deeds {
            played.play(deed);
            played.check()?;
        }
    }

    #[test]
    fn so_it_is_from_the_very_beginning(deeds in prop::collection::vec(deed(), 1..30)) {
        let mut played = Played::new();
        for deed in &deeds {
            played.play(deed);
            played.check()?;
        }
    }
}

#[test]
fn a_record_that_is_nowhere_is_neither_altered_nor_deleted() {
    let mut played = Played::new();
    played.play(&Deed::Collect);
    played.play(&Deed::Decide(0, 0));
    let before = played.dossier();
    let mut known = played.at::<Education>(0).expect("one is on record");
    known.period = span(2015);
    let unknown = ItemId::from_bytes([9; 16]);
    played.ask(Some(Education::target(unknown)), false, move |ledger, asked| {
        changes::ask_record(ledger, asked, Some(unknown), &known)
    });
    played.ask(Some(Education::target(unknown)), false, move |ledger, asked| {
        changes::remove_record::<Education>(ledger, asked, unknown)
    });
    assert_eq!((played.open().len(), played.dossier()), (0, before));
}

#[test]
fn the_walk_really_changes_things() {
    let mut played = Played::new();
    let script = [
        Deed::Collect,
        Deed::Decide(0, 0),
        Deed::Basics { mail: true, value: 1 },
        Deed::Add { education: true, year: 3 },
        Deed::Decide(0, 1),
        Deed::Withdraw(0),
        Deed::Add { education: true, year: 3 },
        Deed::Decide(0, 0),
        Deed::Remove { education: true, place: 0 },
        Deed::Decide(0, 0),
        Deed::Alter { education: false, place: 0, value: 2 },
        Deed::Decide(0, 0),
    ];
    for deed in &script {
        played.play(deed);
        played.check().expect("it holds");
    }
    assert_eq!(played.approved.len(), 5);
    let dossier = played.dossier().expect("something is on record");
    assert_eq!((dossier.education.len(), dossier.employment[0].telephone.as_str()), (1, "0531-12345672"));
}
