//! The officers' side.
use super::Visit;
use crate::demonstration::PASSWORD;
use crate::window::Window;
use serde_json::json;

impl Visit<'_, '_> {
    pub fn come_to_the_desk(&self, window: &Window, login: &str) {
        window.visit(&self.house.at("/login/officer"));
        window.fill("登录名", login);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.house.captcha(window));
        window.press("登录");
        window.wait_for("待办业务");
    }

    #[track_caller]
    fn take<'w>(&self, window: &'w Window<'w>, case: &str) -> &'w Window<'w> {
        window.visit(&self.house.at("/desk"));
        window.wait_for(case);
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for(case);
        window
    }

    #[track_caller]
    pub fn approve(&self, case: &str) {
        let window = self.take(self.officer, case);
        window.wait_for("变更前的内容与现在登记的内容一致");
        window.choose("审核结论", "通过");
        window.press("提交，看下一件");
        window.wait_for(&format!("已通过：{case}"));
    }

    /// Sends a case back with words at the line of this label, or for the whole.
    #[track_caller]
    pub fn send_back(&self, case: &str, label: &str, words: &str) {
        const MARK: &str = "const [label] = arguments;
            const marks = [...document.querySelectorAll('input[name=mark]')];
            const mark = marks.find((one) => one.labels[0].textContent.includes(label));
            return mark ? mark.labels[0].textContent.replace(/\\s+/g, ' ').trim() : null;";
        let window = self.take(self.officer, case);
        self.show(window, "desk-change");
        if !label.is_empty() {
            let mark = window.run(MARK, &json!([label]));
            window.check(mark.as_str().unwrap_or_else(|| panic!("no {label} to mark:\n{}", window.text())));
        }
        window.choose("审核结论", "退回补正");
        window.fill("给办理人的说明", words);
        window.press("提交，看下一件");
        window.wait_for(&format!("已退回补正：{case}"));
    }

    /// One officer agrees, cannot agree again, and another one agrees as well.
    #[track_caller]
    pub fn second_opinion(&self, case: &str) {
        let window = self.take(self.officer, case);
        self.show(window, "desk-correction");
        window.choose("审核结论", "通过");
        window.press("提交，看下一件");
        window.wait_for("等待另一位审核人员复核");
        window.visit(&self.house.at(&format!("/desk/cases/{case}")));
        window.wait_for("需要另一位审核人员复核");
        self.show(window, "desk-correction-seconded");
        let other = self.take(self.second, case);
        other.choose("审核结论", "通过");
        other.press("提交，看下一件");
        other.wait_for(&format!("已通过：{case}"));
    }
}
