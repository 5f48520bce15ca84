//! Two real instances on one machine: somebody moves from one to the other and back, with files carried by hand.
use crate::demonstration::{Demonstration, OFFICER, PASSWORD};
use crate::driver::{Driver, Screen, Scripts};
use crate::gallery::Gallery;
use crate::process::Folder;
use crate::walk::{Photographs, wait_for_option};
use crate::window::Window;
use data_encoding::BASE64;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Somebody of the first demonstration who is on record with nothing open.
const NAME: &str = "苏念真";
const PHONE: &str = "13900000011";
const NUMBER: &str = "110000199408260022";
/// Chosen on the other side, where nobody has set one.
const CHOSEN: &str = "Linhe#2026x";
const PROOF: &str = "身份证、户籍证明或居住证明";
/// Longer than an upload takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);
const FAR: [&str; 3] = ["region_code=980221", "region_name=临河县", "sponsor=临河县财政局"];

/// One instance with its officers and the person at their windows.
struct Side<'w, 'd> {
    house: &'w Demonstration,
    reviewer: &'w Window<'d>,
    administrator: &'w Window<'d>,
    person: &'w Window<'d>,
    place: [&'static str; 3],
}

impl Side<'_, '_> {
    fn officers_log_in(&self, reviewer: &str) {
        for (window, login) in [(self.reviewer, reviewer), (self.administrator, "admin")] {
            window.visit(&self.house.at("/login/officer"));
            window.fill("登录名", login);
            window.fill("密码", PASSWORD);
            window.fill("图片验证码", &self.house.captcha(window));
            window.press("登录");
            window.wait_for("待办业务");
        }
    }

    fn person_logs_in(&self, password: &str) {
        self.person.visit(&self.house.at("/login"));
        self.person.fill("证件号码或手机号", PHONE);
        self.person.fill("密码", password);
        self.person.fill("图片验证码", &self.house.captcha(self.person));
        self.person.press("登录");
        self.person.wait_for("退出");
    }

    fn card(&self) -> String {
        self.administrator.visit(&self.house.at("/desk/peers"));
        self.administrator.value("名片（全文复制给对方，用邮件或即时通信都可以）")
    }

    /// Enters the other side after comparing words, as both would over the telephone.
    fn enters(&self, other: &Side<'_, '_>, gallery: Option<&Gallery>) {
        let card = other.card();
        let words = other.administrator.text();
        let window = self.administrator;
        window.visit(&self.house.at("/desk/peers"));
        window.fill("对方的名片", &card);
        window.press("下一步：核对口令");
        window.wait_for("核对对方平台的口令");
        let told = window.run("return [...document.querySelectorAll('.aloud .spoken-words span')].map((e) => e.innerText.trim()).filter(Boolean).join(' ')", &json!([]));
        let told: Vec<&str> = told.as_str().unwrap_or_default().split_whitespace().collect();
        assert_eq!(told.len(), 12);
        assert!(
            told.iter().all(|word| words.contains(word)),
            "{told:?} are not read aloud on the other side"
        );
        window.check("已通过电话逐词核对一致");
        window.press("确认登记");
        window.wait_for("已登记的平台");
        if let Some(gallery) = gallery {
            window.visit(&self.house.at("/desk/peers"));
            gallery.show(window, "peers");
        }
    }

    /// Asks to move; returns the 受理编号.
    fn asks(&self, to: [&str; 3], photographs: &Photographs) -> String {
        let window = self.person;
        window.visit(&self.house.at("/me/transfer/new?reason=residence"));
        for (place, (level, name)) in ["省", "市", "区县"].iter().zip(to).enumerate() {
            wait_for_option(window, "调入会计管理机构", place, name);
            window.choose(&format!("调入会计管理机构/{level}"), name);
        }
        window.fill("转入户籍所在地或居住地", &to.concat());
        window.attach(&format!("选择照片或拍照：{PROOF}"), &photographs.small());
        window.check("承诺所提供信息真实有效");
        window.press("提交申请");
        window.wait_at_most("调转详情", DEVELOPING);
        window.address().rsplit('/').next().unwrap_or_default().to_owned()
    }

    fn approves(&self, case: &str) {
        let window = self.reviewer;
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for(case);
        window.choose("审核结论", "通过");
        window.press("提交，看下一件");
        window.wait_for(case);
    }

    /// Lets the person go and hands the letter's file out.
    fn lets_go(&self, case: &str, folder: &Folder, gallery: Option<&Gallery>) -> PathBuf {
        self.approves(case);
        let window = self.reviewer;
        window.visit(&self.house.at("/desk/transfers"));
        window.press(&format!("开具电子调转函：{case}"));
        window.wait_for("下载函文件");
        let letter = window.address().split('?').next().unwrap_or_default().to_owned();
        let file = carried(window, &format!("{letter}/file"), folder, &format!("{case}.letter"));
        if let Some(gallery) = gallery {
            window.visit(&letter);
            gallery.show(window, "letter");
            window.visit(&format!("{letter}/paper"));
            gallery.show(window, "letter-paper");
            window.visit(&self.house.at("/desk/transfers"));
            gallery.show(window, "letters");
        }
        file
    }

    fn takes_in(&self, file: &Path, words: &str) {
        self.reviewer.visit(&self.house.at("/desk/transfers"));
        self.reviewer.attach("调转函或回执文件", file);
        self.reviewer.press("导入");
        self.reviewer.wait_at_most(words, DEVELOPING);
    }

    fn answer(&self, case: &str, folder: &Folder) -> PathBuf {
        self.reviewer.visit(&self.house.at(&format!("/desk/cases/{case}")));
        let href =
            "return [...document.querySelectorAll('a')].find((a) => a.innerText.includes('下载回执')).href";
        let href = self.reviewer.run(href, &json!([]));
        carried(
            self.reviewer,
            href.as_str().expect("the answer is handed out"),
            folder,
            &format!("{case}.answer"),
        )
    }

    fn finds_nothing(&self, cases: &[&str]) {
        for case in cases {
            self.reviewer.visit(&self.house.at(&format!("/desk/cases/{case}")));
            self.reviewer.wait_for("没有找到您要的页面");
        }
        self.reviewer.visit(&self.house.at("/desk/decided"));
        self.reviewer.wait_for("已办业务");
        self.reviewer.misses("苏**");
    }
}

/// A file fetched with the window's own session and kept as on a USB stick.
fn carried(window: &Window, address: &str, folder: &Folder, name: &str) -> PathBuf {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         fetch({address:?}).then((r) => r.ok ? r.blob() : Promise.reject(r.status)).then((b) => {{
            const reader = new FileReader();
            reader.onload = () => done(reader.result.split(',')[1]);
            reader.readAsDataURL(b);
         }}).catch((e) => done('!' + e));"
    );
    let text = window.run_until_answered(&script);
    let bytes = BASE64.decode(text.as_str().unwrap_or("!").as_bytes());
    let path = folder.path().join(name);
    std::fs::write(&path, bytes.unwrap_or_else(|_| panic!("{address}: {text}"))).expect("it can be written");
    path
}

#[test]
fn somebody_moves_to_another_instance_and_back_with_files_carried_by_hand() {
    let driver = Driver::start();
    let gallery = Gallery::default();
    let (near, far) = (Demonstration::open("crossing-near"), Demonstration::open_with("crossing-far", &FAR));
    let open = |who: &str| Window::open(&driver, &format!("crossing-{who}"), Screen::Desk, Scripts::On);
    let windows = ["near-reviewer", "near-admin", "near-person", "far-reviewer", "far-admin", "far-person"];
    let windows = windows.map(open);
    let [near_reviewer, near_admin, near_person, far_reviewer, far_admin, far_person] = &windows;
    let near = Side {
        house: &near,
        reviewer: near_reviewer,
        administrator: near_admin,
        person: near_person,
        place: ["示例省", "云岭市", "青岚县"],
    };
    let far = Side {
        house: &far,
        reviewer: far_reviewer,
        administrator: far_admin,
        person: far_person,
        place: ["示例省", "望川市", "临河县"],
    };
    let (folder, photographs) = (Folder::new("crossing-stick"), Photographs::take("crossing-photographs"));
    near.officers_log_in(OFFICER);
    far.officers_log_in("reviewer");
    near.person_logs_in(PASSWORD);
    near.enters(&far, Some(&gallery));
    far.enters(&near, None);

    let there = near.asks(far.place, &photographs);
    let letter = near.lets_go(&there, &folder, Some(&gallery));
    far.takes_in(&letter, "由电子调转函");
    gallery.show(far.reviewer, "letter-arrived");
    far.takes_in(&letter, "以前已经导入过");
    far.approves(&there);
    near.takes_in(&far.answer(&there, &folder), "调转已办结");
    near.finds_nothing(&[&there]);
    near.person.visit(&near.house.at("/me/transfer"));
    near.person.wait_for("您的会计人员信息已调转到示例省望川市临河县");
    gallery.show(near.person, "transfer-moved");

    // Nobody has set a password there yet.
    far.person.visit(&far.house.at("/password/reset"));
    far.person.fill("证件号码", NUMBER);
    far.person.fill("真实姓名", NAME);
    far.person.fill("手机号", PHONE);
    far.person.press("免费获取验证码");
    far.person.wait_for("若信息一致，验证码已发送");
    far.person.fill("新密码", CHOSEN);
    far.person.fill("确认新密码", CHOSEN);
    far.person.fill("验证码", &far.house.code_for(PHONE));
    far.person.press("确认重置密码");
    far.person.wait_for("密码");
    far.person_logs_in(CHOSEN);
    far.person.visit(&far.house.at("/me/change/history"));
    far.person.wait_for("属地调转");
    far.person.wait_for("信息采集");

    let back = far.asks(near.place, &photographs);
    let letter = far.lets_go(&back, &folder, None);
    near.takes_in(&letter, "由电子调转函");
    near.approves(&back);
    far.takes_in(&near.answer(&back, &folder), "调转已办结");
    far.finds_nothing(&[&there, &back]);
    near.person.visit(&near.house.at("/me/transfer"));
    near.person.wait_for("信息采集通过");
    near.person.visit(&near.house.at("/me/change/history"));
    near.person.wait_for("第 3 版");
    near.reviewer.visit(&near.house.at(&format!("/desk/cases/{there}")));
    near.reviewer.wait_for("调转成功");
    gallery.close();
}
