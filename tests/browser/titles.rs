//! Chapter 6 through the real executable: a title of every level and a licence are registered by hand, approved, and
//! stand in the list. Once at a desk with its pages in every look, once without JavaScript on a phone.
mod attained;

use crate::demonstration::Demonstration;
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::walk::{Newcomer, Photographs, Visit, date};
use crate::window::Window;
use attained::{ATTAINED, Attained};
use serde_json::json;
use std::time::Duration;

/// On record with nothing open; the certificate library holds one of the titles.
const WHO: Newcomer = Newcomer { name: "苏念真", number: "110000199408260022", phone: "13900000011" };
const PAPER: &str = "会计专业技术资格证书或高评委评审通过证明文件";
/// Longer than an upload takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);

struct Registering<'v, 'w, 'd> {
    visit: &'v Visit<'w, 'd>,
    gallery: Option<&'v Gallery>,
}

impl Registering<'_, '_, '_> {
    #[track_caller]
    fn show(&self, window: &Window, name: &str) {
        if let Some(gallery) = self.gallery {
            gallery.show(window, name);
        }
    }

    /// Answers the first question of a form: the script draws the rest, without it the button does.
    #[track_caller]
    fn begin(&self, path: &str, question: &str, answer: &str, rest: &str) {
        let window = self.visit.person;
        window.visit(&self.visit.house.at(path));
        window.misses(rest);
        window.choose(question, answer);
        if self.visit.scripts == Scripts::Off {
            window.press(&format!("选择：{question}，选好后按这里"));
        }
        window.wait_for(rest);
    }

    /// Sends the form and comes to the details; returns the case's number.
    #[track_caller]
    fn send(&self) -> String {
        let window = self.visit.person;
        window.press("提交");
        window.wait_at_most("变更详情", DEVELOPING);
        window.address().rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// The officer reads what is said of it and approves.
    #[track_caller]
    fn approve(&self, case: &str, words: &[&str], name: Option<&str>) {
        let window = self.visit.officer;
        window.visit(&self.visit.house.at(&format!("/desk/cases/{case}")));
        for words in words {
            window.wait_for(words);
        }
        if let Some(name) = name {
            self.show(window, name);
        }
        self.visit.approve(case);
    }

    /// Finds the card of this name in the list, which says that it was approved.
    #[track_caller]
    fn is_approved(&self, path: &str, name: &str) {
        const CARD: &str = "const [name] = arguments;
            const card = [...document.querySelectorAll('article')]
              .find((one) => one.innerText.trim().startsWith(name));
            return card ? card.innerText : '';";
        let window = self.visit.person;
        window.visit(&self.visit.house.at(path));
        window.wait_for(name);
        let card = window.run(CARD, &json!([name]));
        assert!(card.as_str().is_some_and(|card| card.contains("审核通过")), "{name}: {card}");
    }

    fn title(&self, one: &Attained) {
        let window = self.visit.person;
        self.begin("/me/titles/new", "职称层级", one.level, "职称名称");
        window.choose("职称名称", one.name);
        window.choose("取得方式", one.way);
        date(window, "取得时间", one.obtained);
        if !one.marks.is_empty() {
            window.choose("考试省份", "示例省");
        }
        for [subject, year, points] in one.marks {
            window.fill(&format!("{subject}的考试年度"), year);
            window.fill(&format!("{subject}的成绩"), points);
        }
        if let Some((number, issued)) = one.warrant {
            window.fill("资格证书编号", number);
            date(window, "发证时间", issued);
            window.fill("发证机关", "示例省财政厅");
        }
        self.visit.attach(window, &[PAPER]);
        let case = self.send();
        window.wait_for(one.name);
        let scored =
            one.marks.first().map(|[subject, year, points]| format!("{subject}，{year} 年，{points} 分"));
        let words: Vec<&str> = [one.name, one.found].into_iter().chain(scored.as_deref()).collect();
        self.approve(&case, &words, (one.level == "中级").then_some("desk-title"));
        self.is_approved("/me/titles", one.name);
    }

    fn licence(&self) {
        let window = self.visit.person;
        let path = "/me/titles/licences";
        self.begin(&format!("{path}/new"), "资格类型", "审计专业技术资格", "资格级别");
        window.choose("资格级别", "中级");
        window.fill("资格证书编号", "Z1600001");
        date(window, "取得时间", ["2016", "3", "1"]);
        window.fill("发证机关", "示例省人力资源和社会保障厅");
        self.visit.attach(window, &["资格证书"]);
        let case = self.send();
        self.show(window, "title-case-waiting");
        self.approve(&case, &["审计专业技术资格", "Z1600001"], Some("desk-licence"));
        self.is_approved(path, "审计专业技术资格（中级）");
        self.show(window, "licences-approved");
    }

    /// Every title in the list, in its own details, and among the requests.
    fn see_the_end(&self) {
        let window = self.visit.person;
        for one in &ATTAINED {
            self.is_approved("/me/titles", one.name);
        }
        self.show(window, "titles-approved");
        window.follow("查看详情：会计师");
        window.wait_for("KJ980120000362");
        window.wait_for("经济法，2020 年，75 分");
        self.show(window, "title-view");
        window.visit(&self.visit.house.at("/me/titles/records"));
        window.wait_for("正高级会计师");
        self.show(window, "titles-records");
    }
}

fn whole_chapter(screen: Screen, scripts: Scripts, gallery: Option<&Gallery>) {
    let driver = Driver::start();
    let house = Demonstration::open(&format!("titles-{scripts:?}"));
    let name = |who: &str| format!("titles-{who}-{scripts:?}");
    let person = Window::open(&driver, &name("person"), screen, scripts);
    let officer = Window::open(&driver, &name("officer"), Screen::Desk, scripts);
    let photographs = Photographs::take(&name("photographs"));
    let (house, person, officer, photographs) = (&house, &person, &officer, &photographs);
    let visit = Visit { house, person, officer, who: &WHO, photographs, scripts, gallery: None };
    visit.log_in();
    visit.come_to_the_desk();
    let registering = Registering { visit: &visit, gallery };
    for one in &ATTAINED {
        registering.title(one);
    }
    registering.licence();
    registering.see_the_end();
}

#[test]
fn a_title_of_every_level_and_a_licence_are_approved() {
    let gallery = Gallery::default();
    whole_chapter(Screen::Desk, Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn titles_are_registered_on_a_phone_without_scripts() {
    whole_chapter(Screen::Phone, Scripts::Off, None);
}
