//! What a former platform had approved, through the real executable: the school and the job are completed around what is
//! locked, filed with the rest of the collection, approved, and stand on record. Once at a desk with its pages in every
//! look, once without JavaScript on a phone.
use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::walk::{HERE, Newcomer, Photographs, Visit};
use crate::window::Window;
use std::time::Duration;

/// Verified, and nothing filed yet; the demonstration holds a school and a job of a former platform.
const WHO: Newcomer = Newcomer { name: "陈雨桐", number: "110000199304170022", phone: "13900000001" };
const SCHOOL: &str = "示例财经大学";
const EMPLOYER: &str = "青岚县供水有限公司";
const CODE: &str = "91350100M000100Y43";
/// The heading of what is locked.
const FRAME: &str = "原平台已审核的内容（红框内容无法编辑）";
/// Longer than an upload of several photographs takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);

/// A visit whose other pages another walk shows, and the gallery of those that only this one comes to.
struct Completing<'v, 'w, 'd> {
    visit: &'v Visit<'w, 'd>,
    gallery: Option<&'v Gallery>,
}

impl Completing<'_, '_, '_> {
    #[track_caller]
    fn show(&self, window: &Window, name: &str) {
        if let Some(gallery) = self.gallery {
            gallery.show(window, name);
        }
    }

    /// Opens a list, reads what is missing, and follows 编辑 to the form that keeps the rest locked.
    #[track_caller]
    fn edit(&self, part: &str, name: &str, missing: &[&str], locked: &[&str]) {
        let window = self.visit.person;
        window.visit(&self.visit.house.at(&format!("/me/collect/{part}")));
        for words in ["历史数据", "待补充"].iter().chain(missing) {
            window.wait_for(words);
        }
        window.follow(&format!("编辑：{name}"));
        for words in [FRAME].iter().chain(locked) {
            window.wait_for(words);
        }
        self.show(window, &format!("history-{part}-form"));
    }

    /// Saves the form and sees the row filled in, still called history.
    #[track_caller]
    fn save(&self, part: &str) {
        let window = self.visit.person;
        window.press("保存");
        window.arrive(&format!("/me/collect/{part}"), DEVELOPING);
        window.wait_for("已填好");
        window.wait_for("历史数据");
        window.misses("待补充");
        self.show(window, &format!("history-{part}-completed"));
    }

    fn school(&self) {
        let window = self.visit.person;
        self.edit(
            "education",
            SCHOOL,
            &["缺学历证书编号", "缺证书照片"],
            &["2011-09-01", "大学本科", "会计学"],
        );
        window.choose("留学经历", "否");
        window.fill("学历证书编号", "100001201505000001");
        window.fill("学位证书编号", "1000042015000001");
        self.visit.attach(window, &["学历证", "学位证"]);
        self.save("education");
    }

    fn job(&self) {
        let window = self.visit.person;
        let missing = ["缺统一社会信用代码", "缺单位类型", "缺所属行业", "缺证明材料照片"];
        self.edit("work", EMPLOYER, &missing, &["2015-07-01", "原平台登记为 98012100003817"]);
        self.visit.place(window, "工作单位地址", HERE);
        window.fill("统一社会信用代码", CODE);
        window.choose("单位类型", "县级行政单位");
        window.choose("所属行业", "制造业");
        window.fill("工作单位电话", "0531-12345678");
        self.visit.tell_accounting(["2015", "7", "1"]);
        self.visit.attach(window, &["统一社会信用代码证", "劳动合同、工作证明或社会保险缴纳证明"]);
        self.save("work");
    }

    /// The officer sees which words were approved before and what the old code was, and approves.
    fn approve(&self, case: &str) {
        let window = self.visit.officer;
        window.visit(&self.visit.house.at(&format!("/desk/cases/{case}")));
        for words in ["历史数据（原平台已审核）", "原平台登记的统一社会信用代码", "98012100003817"]
        {
            window.wait_for(words);
        }
        self.show(window, "desk-history");
        self.visit.approve(case);
    }

    fn see_the_record(&self) {
        let window = self.visit.person;
        window.visit(&self.visit.house.at("/me/record"));
        for words in [SCHOOL, "100001201505000001", EMPLOYER, CODE, "会计工作年限", "第 1 版"] {
            window.wait_for(words);
        }
        self.show(window, "history-record");
    }
}

fn whole_way(screen: Screen, scripts: Scripts, gallery: Option<&Gallery>) {
    let driver = Driver::start();
    let house = Demonstration::open(&format!("history-{scripts:?}"));
    let name = |who: &str| format!("history-{who}-{scripts:?}");
    let person = Window::open(&driver, &name("person"), screen, scripts);
    let officer = Window::open(&driver, &name("officer"), Screen::Desk, scripts);
    let photographs = Photographs::take(&name("photographs"));
    let (house, person, officer, photographs) = (&house, &person, &officer, &photographs);
    let visit = Visit { house, person, officer, who: &WHO, photographs, scripts, gallery: None };
    visit.log_in();
    visit.come_to_the_desk();
    person.visit(&house.at("/me/collect"));
    person.wait_for("教育经历 1 条、工作经历 1 条已为您带入");
    let completing = Completing { visit: &visit, gallery };
    completing.show(person, "history-collect");
    visit.choose_scope();
    visit.give_basics();
    completing.school();
    completing.job();
    visit.choose_department();
    let case = visit.submit();
    completing.approve(&case);
    completing.see_the_record();
}

#[test]
fn an_imported_history_is_completed_and_stands_on_record() {
    let gallery = Gallery::default();
    whole_way(Screen::Desk, Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn an_imported_history_is_completed_on_a_phone_without_scripts() {
    whole_way(Screen::Phone, Scripts::Off, None);
}
