//! Chapter 5 through the real executable: a transfer for each reason, followed on its line of stages, sent back by both
//! sides, mended, taken back, and agreed to. Once at a desk with every page in every look, once without JavaScript on
//! a phone.
use crate::demonstration::{Demonstration, OFFICER, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::walk::{Photographs, wait_for_option};
use crate::window::Window;
use serde_json::json;
use std::time::{Duration, Instant};

/// Somebody of the demonstration who is on record with nothing open.
const PERSON: &str = "13900000011";
/// The reviewing officer of 松溪县.
const RECEIVER: &str = "songxi";
/// Longer than an upload takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);
const THERE: [&str; 3] = ["示例省", "云岭市", "松溪县"];
/// The reasons with what proves each.
const REASONS: [(&str, &str); 3] = [
    ("工作单位所在地变动", "统一社会信用代码证或工作单位证明"),
    ("学籍所在地变动", "录取通知书、学生证或其他学习证明"),
    ("户籍所在地或居住地变动", "身份证、户籍证明或居住证明"),
];

struct Visit<'w, 'd> {
    house: &'w Demonstration,
    person: &'w Window<'d>,
    leaving: &'w Window<'d>,
    receiving: &'w Window<'d>,
    photographs: &'w Photographs,
    scripts: Scripts,
    gallery: Option<&'w Gallery>,
}

impl Visit<'_, '_> {
    #[track_caller]
    fn open(&self, path: &str, name: &str) {
        self.person.visit(&self.house.at(path));
        self.show(name);
    }

    #[track_caller]
    fn show(&self, name: &str) {
        if let Some(gallery) = self.gallery {
            gallery.show(self.person, name);
        }
    }

    fn log_in(&self) {
        let window = self.person;
        window.visit(&self.house.at("/login"));
        window.fill("证件号码或手机号", PERSON);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.house.captcha(window));
        window.press("登录");
        window.wait_for("退出");
        for (window, login) in [(self.leaving, OFFICER), (self.receiving, RECEIVER)] {
            window.visit(&self.house.at("/login/officer"));
            window.fill("登录名", login);
            window.fill("密码", PASSWORD);
            window.fill("图片验证码", &self.house.captcha(window));
            window.press("登录");
            window.wait_for("待办业务");
        }
    }

    fn place(&self, legend: &str) {
        for (place, (level, name)) in ["省", "市", "区县"].iter().zip(THERE).enumerate() {
            wait_for_option(self.person, legend, place, name);
            self.person.choose(&format!("{legend}/{level}"), name);
            if self.scripts == Scripts::Off && place < 2 {
                self.person.press(&format!("选择：{legend}，选好上一级后按这里"));
            }
        }
    }

    /// Chooses a reason: the script draws the form anew, without it the button does.
    fn reason(&self, reason: &str, words: &str) {
        self.person.choose("调转原因", reason);
        if self.scripts == Scripts::Off {
            self.person.press("选择：调转原因，选好后按这里");
        }
        self.person.wait_for(words);
    }

    fn day(&self, legend: &str, day: [&str; 3]) {
        for (part, value) in ["年", "月", "日"].into_iter().zip(day) {
            self.person.fill(&format!("{legend}/{part}"), value);
        }
    }

    /// Sends the form, with a proof where none is there yet, and comes to the details.
    fn send(&self, proof: Option<&str>) -> String {
        if let Some(proof) = proof {
            let label = format!("选择照片或拍照：{proof}");
            self.person.attach(&label, &self.photographs.small());
        }
        self.person.check("承诺所提供信息真实有效");
        self.person.press("提交申请");
        self.person.wait_at_most("调转详情", DEVELOPING);
        self.person.address().rsplit('/').next().unwrap_or_default().to_owned()
    }

    fn decide(&self, window: &Window, case: &str, verdict: &str, words: &str) {
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for(case);
        window.choose("审核结论", verdict);
        if !words.is_empty() {
            window.fill("给办理人的说明", words);
        }
        window.press("提交，看下一件");
        // The next case of the queue comes, or the queue.
        let (until, led) = (Instant::now() + DEVELOPING, format!("last={case}"));
        while !window.address().contains(&led) {
            assert!(Instant::now() < until, "{} after deciding {case}:\n{}", window.address(), window.text());
            std::thread::park_timeout(Duration::from_millis(30));
        }
    }

    fn details(&self, case: &str, name: &str, words: &[&str]) {
        self.open(&format!("/me/transfer/{case}"), name);
        for words in words {
            self.person.wait_for(words);
        }
    }

    /// Only the two first questions, and then each reason with its own.
    fn look_around(&self) {
        self.open("/me/transfer", "transfer");
        self.person.wait_for("信息采集通过");
        self.person.follow("调转申请");
        self.person.wait_for("下一步");
        self.show("transfer-new");
        self.person.misses("上传调转证明材料");
        for (word, (_, proof)) in ["work", "study", "residence"].into_iter().zip(REASONS) {
            self.open(&format!("/me/transfer/new?reason={word}"), &format!("transfer-new-{word}"));
            self.person.wait_for(proof);
        }
        if let Some(gallery) = self.gallery {
            let again = || {
                self.person.visit(&self.house.at("/me/transfer/new?reason=work"));
                self.person.press("提交申请");
                self.person.wait_for("请填写拟调入单位名称");
            };
            again();
            gallery.show_again(self.person, "transfer-new-faults", &["status of 422"], again);
        }
    }

    /// Another reason keeps what was typed, and the focus with the script.
    fn change_of_mind(&self) {
        self.person.visit(&self.house.at("/me/transfer/new"));
        self.reason(REASONS[1].0, "拟入学校名称");
        self.person.fill("拟入学校名称", "松溪财经学院");
        self.place("调入会计管理机构");
        self.reason(REASONS[2].0, "转入户籍所在地或居住地");
        if self.scripts == Scripts::On {
            let focus = self.person.run("return document.activeElement.value", &json!([]));
            assert_eq!(focus, json!("residence"), "the focus stays on the answer");
        }
        self.reason(REASONS[1].0, "拟入学校名称");
        assert_eq!(self.person.value("拟入学校名称"), "松溪财经学院");
        let county = self.person.run("return document.getElementById('to-county').value", &json!([]));
        assert_eq!(county, json!("980122"));
    }

    /// For a study: returned by the leaving side, mended, taken back.
    fn study(&self) {
        self.change_of_mind();
        self.day("入学时间", ["2026", "9", "1"]);
        let case = self.send(Some(REASONS[1].1));
        self.details(&case, "transfer-waiting", &["待调出地审核", "审核中"]);
        self.open("/me/change", "transfer-excludes-change");
        self.person.wait_for("您有正在办理的属地调转");
        self.decide(self.leaving, &case, "退回补正", "请核对学校");
        self.details(&case, "transfer-returned", &["调出地退回补正", "请核对学校"]);
        self.person.follow("去修改");
        self.person.wait_for("修改调转申请");
        self.show("transfer-mend");
        self.person.fill("拟入学校名称", "松溪财经大学");
        assert_eq!(self.send(None), case);
        self.details(&case, "transfer-mended", &["第 1 次提交的内容", "松溪财经大学"]);
        self.person.press("撤回");
        self.person.wait_for("已撤回，您的登记没有变化");
        self.show("transfer-withdrawn");
    }

    /// For a job: agreed to by both sides.
    fn work(&self) {
        self.person.visit(&self.house.at("/me/transfer/new"));
        self.reason(REASONS[0].0, "拟调入单位名称");
        self.place("调入会计管理机构");
        self.person.fill("拟调入单位名称", "松溪县示例茶业有限公司");
        self.person.fill("拟调入单位统一社会信用代码", "91350100M000100Y43");
        self.person.choose("拟调入单位经济类型", "县级行政单位");
        self.person.choose("拟调入单位所属行业", "制造业");
        self.place("拟调入单位地址");
        self.day("拟调入单位工作开始时间", ["2026", "1", "4"]);
        let case = self.send(Some(REASONS[0].1));
        self.decide(self.leaving, &case, "通过", "");
        self.details(&case, "transfer-released", &["待调入地审核", "审核通过"]);
        self.decide(self.receiving, &case, "通过", "");
        self.details(&case, "transfer-arrived", &["调转成功，您的会计管理机构现在是示例省云岭市松溪县"]);
        self.open("/me/transfer", "transfer-list");
        for words in ["调转成功", "已撤回", "学籍所在地变动", "工作单位所在地变动"] {
            self.person.wait_for(words);
        }
        self.open("/me", "me-transferred");
        self.open("/help/transfer", "help-transfer");
    }
}

fn whole_chapter(screen: Screen, scripts: Scripts, gallery: Option<&Gallery>) {
    let driver = Driver::start();
    let house = Demonstration::open(&format!("transfer-{scripts:?}"));
    let name = |who: &str| format!("transfer-{who}-{scripts:?}");
    let person = Window::open(&driver, &name("person"), screen, scripts);
    let leaving = Window::open(&driver, &name("leaving"), Screen::Desk, scripts);
    let receiving = Window::open(&driver, &name("receiving"), Screen::Desk, scripts);
    let photographs = Photographs::take(&name("photographs"));
    let (person, leaving, receiving) = (&person, &leaving, &receiving);
    let photographs = &photographs;
    let visit = Visit { house: &house, person, leaving, receiving, photographs, scripts, gallery };
    visit.log_in();
    visit.look_around();
    visit.study();
    visit.work();
}

#[test]
fn a_record_moves_and_every_page_is_sound() {
    let gallery = Gallery::default();
    whole_chapter(Screen::Desk, Scripts::On, Some(&gallery));
    gallery.close();
}

#[test]
fn a_record_moves_on_a_phone_without_scripts() {
    whole_chapter(Screen::Phone, Scripts::Off, None);
}
