//! Chapter 4 through the real executable: basics, education and work are changed, added to and deleted from, each
//! request sent back once, mended and approved; a name is corrected by two officers. Once at a desk with every page in
//! every look, once without JavaScript on a phone.
mod asking;
mod deciding;

use crate::demonstration::{Demonstration, OFFICER};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::walk::Photographs;
use crate::window::Window;
use std::time::Duration;

/// Somebody of the demonstration who is on record.
const PERSON: &str = "13900000010";
/// The other reviewing officer of 青岚县.
const SECOND: &str = "qinglan2";
/// Longer than an upload takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);

/// One person's visit, and the officers who decide.
pub struct Visit<'w, 'd> {
    house: &'w Demonstration,
    person: &'w Window<'d>,
    officer: &'w Window<'d>,
    second: &'w Window<'d>,
    photographs: &'w Photographs,
    scripts: Scripts,
    gallery: Option<&'w Gallery>,
}

impl Visit<'_, '_> {
    #[track_caller]
    fn open(&self, window: &Window, path: &str, name: &str) {
        window.visit(&self.house.at(path));
        self.show(window, name);
    }

    #[track_caller]
    fn show(&self, window: &Window, name: &str) {
        if let Some(gallery) = self.gallery {
            gallery.show(window, name);
        }
    }

    fn basics(&self) {
        self.open(self.person, "/me/change", "change");
        let number = self.ask_basics();
        self.send_back(&number, "政治面貌", "请上传证明");
        self.mend(&number, "请上传证明");
        self.person.choose("政治面貌", "群众");
        self.send(&number);
        self.approve(&number);
        self.changed(&number, "群众");
        self.ask_mail();
        self.open(self.person, "/me/change/records", "change-records");
        self.person.wait_for("系统自动审核");
    }

    fn education(&self) {
        self.open(self.person, "/me/change/education", "change-education");
        let number = self.add_education();
        self.send_back(&number, "学校名称", "与证书不一致");
        self.mend(&number, "与证书不一致");
        self.person.fill("学校名称", "示例高等专科学校");
        self.send(&number);
        self.approve(&number);
        let number = self.alter("education", "示例高等专科学校", "所学专业", "财务管理");
        self.send_back(&number, "所学专业", "请核对专业");
        self.mend(&number, "请核对专业");
        self.person.fill("所学专业", "审计学");
        self.send(&number);
        self.approve(&number);
        self.changed(&number, "审计学");
        self.remove("education", "示例高等专科学校");
    }

    fn work(&self) {
        self.open(self.person, "/me/change/work", "change-work");
        self.refuse_elsewhere();
        let number = self.add_work();
        self.send_back(&number, "单位名称", "与公章不一致");
        self.mend(&number, "与公章不一致");
        self.person.fill("单位名称", "青岚县示例供水有限公司");
        self.send(&number);
        self.approve(&number);
        let number = self.alter("work", "青岚县示例供水有限公司", "工作单位电话", "0531-87654321");
        self.send_back(&number, "工作单位电话", "打不通");
        self.mend(&number, "打不通");
        self.person.fill("工作单位电话", "0531-87654322");
        self.send(&number);
        self.approve(&number);
        self.changed(&number, "0531-87654322");
        self.remove("work", "青岚县示例供水有限公司");
    }

    /// Deletes the record of this name: asked, sent back, asked again, approved.
    fn remove(&self, part: &str, name: &str) {
        let number = self.ask_removal(part, name);
        self.send_back(&number, "", "请说明为什么删除");
        self.mend(&number, "请说明为什么删除");
        self.person.press("提交删除");
        self.person.arrive(&format!("/me/change/cases/{number}"), DEVELOPING);
        self.approve(&number);
        self.changed(&number, "已删除");
        self.person.visit(&self.house.at(&format!("/me/change/{part}")));
        self.person.wait_for("已登记");
        self.person.misses(name);
    }

    fn correction(&self) {
        let number = self.ask_correction("示例䶮");
        self.second_opinion(&number);
        self.changed(&number, "复核通过");
        self.open(self.person, "/me/change/history", "change-history");
        self.person.wait_for("第 1 版");
        self.open(self.person, "/me/change/history/1", "change-version");
        self.person.wait_for("第 1 版登记信息");
    }
}

fn whole_chapter(screen: Screen, scripts: Scripts, gallery: Option<&Gallery>) {
    let driver = Driver::start();
    let house = Demonstration::open(&format!("changes-{scripts:?}"));
    let name = |who: &str| format!("changes-{who}-{scripts:?}");
    let person = Window::open(&driver, &name("person"), screen, scripts);
    let officer = Window::open(&driver, &name("officer"), Screen::Desk, scripts);
    let second = Window::open(&driver, &name("second"), Screen::Desk, scripts);
    let photographs = Photographs::take(&name("photographs"));
    let (person, officer, second) = (&person, &officer, &second);
    let visit = Visit { house: &house, person, officer, second, photographs: &photographs, scripts, gallery };
    visit.log_in();
    visit.come_to_the_desk(officer, OFFICER);
    visit.come_to_the_desk(second, SECOND);
    visit.basics();
    visit.education();
    visit.work();
    visit.correction();
}

#[test]
fn what_is_on_record_changes_and_every_page_is_sound() {
    let gallery = Gallery::default();
    whole_chapter(Screen::Desk, Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn what_is_on_record_changes_on_a_phone_without_scripts() {
    whole_chapter(Screen::Phone, Scripts::Off, None);
}
