//! The officer's side.
use super::Visit;
use crate::demonstration::{OFFICER, PASSWORD};
use crate::window::Window;
use serde_json::json;

impl Visit<'_, '_> {
    /// The officer logs in.
    pub fn come_to_the_desk(&self) {
        let window = self.officer;
        self.open(window, "/login/officer", "login-officer");
        window.fill("登录名", OFFICER);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.house.captcha(window));
        window.press("登录");
        window.wait_for("待办业务");
        self.open(window, "/desk", "desk");
        self.open(window, "/desk/decided", "desk-decided");
    }

    /// Finds the case in the queue and opens it.
    #[track_caller]
    fn take(&self, case: &str) -> &Window<'_> {
        let window = self.officer;
        window.visit(&self.house.at("/desk"));
        window.wait_for(case);
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for(case);
        window.misses(self.who.number);
        window
    }

    /// Approves a case.
    #[track_caller]
    pub fn approve(&self, case: &str) {
        let window = self.take(case);
        self.show(window, "desk-case");
        window.choose("审核结论", "通过");
        window.press("提交，看下一件");
        window.wait_for(&format!("已通过：{case}"));
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for("审核通过");
        self.show(window, "desk-case-approved");
    }

    /// Sends a case back with words at 详细地址.
    #[track_caller]
    pub fn send_back(&self, case: &str, words: &str) {
        const MARK: &str = "const marks = [...document.querySelectorAll('input[name=mark]')];
            const mark = marks.find((one) => one.labels[0].textContent.includes('地址'));
            return mark ? mark.labels[0].textContent.replace(/\\s+/g, ' ').trim() : null;";
        let window = self.take(case);
        self.show(window, "desk-collection");
        let mark = window.run(MARK, &json!([]));
        window.check(mark.as_str().unwrap_or_else(|| panic!("no address to mark:\n{}", window.text())));
        window.choose("审核结论", "退回补正");
        window.fill("给办理人的说明", words);
        window.press("提交，看下一件");
        window.wait_for(&format!("已退回补正：{case}"));
    }
}
