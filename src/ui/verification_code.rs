//! The code sent by SMS: a box and, beside it, the button that sends one. The seconds left to wait come from the
//! server; the script counts them down, and without it the sentence says how long to wait.
use maud::{Markup, Render, html};

use super::labelled::{Labelled, labelled_methods};

/// A six-digit code with its 免费获取验证码 button, which posts the form with `send=name`.
#[derive(Debug, Clone)]
pub struct VerificationCode {
    head: Labelled,
    value: String,
    wait_seconds: u64,
    answer: String,
    button: String,
    part: Option<(String, String)>,
    send_to: Option<String>,
}

impl VerificationCode {
    /// A code posted as `name`.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        let (head, answer) = (Labelled::new(name, label), "验证码已发送，请留意短信。".into());
        let button = "免费获取验证码".into();
        Self { head, value: String::new(), wait_seconds: 0, answer, button, part: None, send_to: None }
    }

    labelled_methods!();

    /// What was typed before.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// How many seconds must pass before another code may be sent; 0 when one may be sent now.
    #[must_use]
    pub fn wait_seconds(mut self, seconds: u64) -> Self {
        self.wait_seconds = seconds;
        self
    }

    /// What is said while the person waits, in place of 验证码已发送.
    #[must_use]
    pub fn answer(mut self, words: impl Into<String>) -> Self {
        self.answer = words.into();
        self
    }

    /// What the button says, in place of 免费获取验证码.
    #[must_use]
    pub fn button(mut self, words: impl Into<String>) -> Self {
        self.button = words.into();
        self
    }

    /// With the script the form is posted to `address` behind the page and only the part `#id` of the answer is taken
    /// over, so that typed passwords stay.
    #[must_use]
    pub fn refreshes(mut self, address: impl Into<String>, id: &str) -> Self {
        self.part = Some((address.into(), format!("#{id}")));
        self
    }

    /// Posts the request for a code to another address than the form's own.
    #[must_use]
    pub fn send_to(mut self, address: impl Into<String>) -> Self {
        self.send_to = Some(address.into());
        self
    }
}

impl Render for VerificationCode {
    fn render(&self) -> Markup {
        let head = &self.head;
        let (address, part) = self.part.as_ref().map(|(address, part)| (address, part)).unzip();
        head.around(html! {
            div.beside {
                input.w8 id=(head.id()) type="text" name=(head.name) value=(self.value) inputmode="numeric" maxlength="6"
                    autocomplete="one-time-code" aria-describedby=[head.described_by()] aria-invalid=[head.invalid()];
                button.btn type="submit" name="send" value=(head.name) formaction=[self.send_to.as_deref()]
                    hx-post=[address] hx-target=[part] hx-select=[part] hx-swap=[part.map(|_| "outerHTML")]
                    data-wait=[(self.wait_seconds > 0).then_some(self.wait_seconds)] { (self.button) }
            }
            @if self.wait_seconds > 0 {
                p.hint role="status" {
                    (self.answer) " "
                    span.without-script { (self.wait_seconds) " 秒后可以重新获取。" }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_told_in_words_and_to_the_script() {
        let drawn = VerificationCode::new("code", "手机验证码").wait_seconds(175).render().into_string();
        assert!(drawn.contains("data-wait=\"175\"") && drawn.contains("175 秒后"));
        let drawn = VerificationCode::new("code", "手机验证码").render().into_string();
        assert!(!drawn.contains("data-wait") && !drawn.contains("秒后"));
        assert!(drawn.contains("for=\"code\"") && drawn.contains("autocomplete=\"one-time-code\""));
    }
}
