//! From the hall to a proven identity.
use super::Visit;
use crate::demonstration::PASSWORD;
use crate::driver::Scripts;
use crate::window::Window;
use std::collections::BTreeSet;
use zhangfang::terms::CaseNumber;

/// Where the demonstration's bureau is.
pub const HERE: [&str; 3] = ["示例省", "云岭市", "青岚县"];

/// The 受理编号 that the page shows.
#[track_caller]
pub fn number_on(window: &Window) -> String {
    let text = window.text();
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    let numbers: BTreeSet<String> =
        words.filter_map(|word| CaseNumber::parse(word).ok()).map(|number| number.to_string()).collect();
    assert_eq!(numbers.len(), 1, "{} should show one number:\n{text}", window.address());
    numbers.into_iter().next().expect("there is one")
}

impl Visit<'_, '_> {
    /// The pages for everybody.
    pub fn look_around(&self) {
        let pages = [
            ("/", "hall"),
            ("/help", "help"),
            ("/help?q=%E9%87%87%E9%9B%86", "help-found"),
            ("/help?q=zzzz", "help-nothing-found"),
            ("/help/registration", "help-topic"),
            ("/privacy", "privacy"),
            ("/accessibility", "accessibility"),
            ("/track", "track"),
            ("/login/org", "login-org"),
            ("/password/reset", "password-reset"),
            ("/demo/mailbox", "mailbox"),
        ];
        if self.gallery.is_some() {
            for (path, name) in pages {
                self.open(self.person, path, name);
            }
        }
    }

    /// Registers, with the code from the letter box.
    pub fn register(&self) {
        let (window, who) = (self.person, self.who);
        self.open(window, "/register", "register");
        window.choose("证件类型", "内地居民身份证");
        window.fill("证件号码", who.number);
        window.fill("真实姓名", who.name);
        window.fill("手机号", who.phone);
        window.check("我已阅读并同意隐私说明");
        if self.scripts == Scripts::On {
            self.type_passwords();
        }
        window.press("免费获取验证码");
        window.wait_for("验证码已发送");
        // Without scripts the page came anew, and passwords never stay on a page.
        if self.scripts == Scripts::Off {
            self.type_passwords();
        }
        window.fill("手机验证码", &self.house.code_for(who.phone));
        window.press("注册");
        window.wait_for("注册完成");
        self.show(window, "registered");
    }

    fn type_passwords(&self) {
        self.person.fill("密码", PASSWORD);
        self.person.fill("确认密码", PASSWORD);
    }

    /// Logs in with the phone and the picture, and sees nothing but the first letter of the name.
    pub fn log_in(&self) {
        let window = self.person;
        self.open(window, "/login", "login");
        window.fill("证件号码或手机号", self.who.phone);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.house.captcha(window));
        window.press("登录");
        window.wait_for("退出");
        window.misses(self.who.number);
        self.open(window, "/me", "me-new");
        self.open(window, "/me/account", "me-account");
    }

    /// Uploads the three photographs; returns the case's number.
    pub fn prove_identity(&self) -> String {
        let window = self.person;
        // Who is not verified is led to the proof first.
        self.open(window, "/me/collect", "verify");
        window.wait_for("实名认证");
        window.misses(self.who.number);
        window.follow("上传证件照片");
        window.wait_for("手持证件人像面");
        self.show(window, "verify-upload");
        self.place(window, "所在省市", HERE);
        window.check("我已阅读照片的使用说明，同意为实名认证处理我的证件照片和手持证件照片。");
        self.attach(window, &["证件人像面", "证件非人像面", "手持证件人像面"]);
        window.press("提交审核");
        window.wait_for("实名认证已提交");
        let number = number_on(window);
        self.show(window, "verify-done");
        self.open(window, "/me/verify", "verify-waiting");
        self.open(window, &format!("/me/cases/{number}"), "case-waiting");
        number
    }
}
