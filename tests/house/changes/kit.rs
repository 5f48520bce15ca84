//! What the walks of chapter 4 start from: somebody on record at their browser, and officers who decide.
use crate::browser::Browser;
use crate::cases::{at_desk, file_collection};
use crate::papers::logged_in;
use crate::world::{COUNTY, World};
use zhangfang::casework::CaseKind;
use zhangfang::dossier::Dossier;
use zhangfang::office::latest_case;
use zhangfang::store::Read;
use zhangfang::tables::{DOSSIERS, Record};
use zhangfang::terms::{AccountId, OfficerId};

pub const NUMBER: &str = "110101199003071233";
pub const PHONE: &str = "13412349197";

/// 青岚县 with an officer and somebody whose collection was approved.
pub struct County {
    pub world: World,
    pub officer: OfficerId,
    pub person: AccountId,
}

impl County {
    pub fn new() -> County {
        let world = World::new();
        let officer = world.officer("chen", "陈明远", COUNTY);
        let person = world.person("张晓岚", NUMBER, PHONE, true);
        let county = County { world, officer, person };
        let number = file_collection(&county.world, person, COUNTY);
        county.approve(&number);
        county
    }

    /// The person's browser.
    pub fn home(&self) -> Browser<'_> {
        logged_in(&self.world, self.person)
    }

    /// The officer's browser at this case.
    pub fn bench(&self, officer: OfficerId, number: &str) -> Browser<'_> {
        let mut desk = at_desk(&self.world, officer);
        desk.visit(&format!("/desk/cases/{number}"));
        assert_eq!(desk.status(), 200);
        desk
    }

    pub fn approve(&self, number: &str) {
        let mut desk = self.bench(self.officer, number);
        desk.form("提交，看下一件").choose("审核结论", "通过 A").press("提交，看下一件");
        desk.sees(&format!("已通过：{number}"));
    }

    /// Sends a case back with a reason at the line of this label.
    pub fn send_back(&self, number: &str, line: &str, reason: &str) {
        let mut desk = self.bench(self.officer, number);
        let form =
            desk.form("提交，看下一件").choose("审核结论", "退回补正 R").fill("给办理人的说明", reason);
        let form = if line.is_empty() { form } else { form.check(&format!("标记：{line}")) };
        form.press("提交，看下一件");
        desk.sees(&format!("已退回补正：{number}"));
    }

    /// The 受理编号 of the collection that was approved.
    pub fn collection(&self) -> String {
        let view = self.world.office.store().view().expect("the store can be read");
        let found = latest_case(&view, self.person, CaseKind::Collection).expect("the store can be read");
        found.expect("it was filed").1.number.to_string()
    }

    pub fn record(&self) -> Record {
        let view = self.world.office.store().view().expect("the store can be read");
        view.get(&DOSSIERS, &self.person).expect("the record can be read").expect("something is on record")
    }

    pub fn dossier(&self) -> Dossier {
        self.record().dossier
    }
}

/// The 受理编号 in the address of 变更详情, where filing leads.
pub fn number_of(browser: &Browser<'_>) -> String {
    let number = browser.address().strip_prefix("/me/change/cases/");
    number.unwrap_or_else(|| panic!("{} {}", browser.address(), browser.page().text())).to_string()
}
