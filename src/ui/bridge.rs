//! The bridge to a phone as the screen shows it: a dark panel with the code or the four digits, and the steps beside it.
use maud::{Markup, Render, html};

use super::icon::icon;
use super::qr::{QrTooLong, qr};
use super::tag::{Tag, tag};

/// How far one step of the way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Behind.
    Done,
    /// Being done, with what is waited for.
    Now(&'static str),
    /// Still to come.
    Ahead,
}

/// One step: its words, a note, and how far it is.
#[derive(Debug, Clone)]
pub struct BridgeStep {
    /// What is done.
    pub title: &'static str,
    /// How.
    pub note: &'static str,
    /// How far.
    pub reached: Reached,
}

/// What the dark panel shows.
#[derive(Debug, Clone)]
pub enum Panel {
    /// A code to scan, and the seconds until the next one out of the period.
    Code {
        /// What the code holds.
        address: String,
        /// What it is for, for who cannot see it.
        label: &'static str,
        /// Seconds until the next code.
        left: u64,
        /// Seconds a code stands.
        period: u64,
    },
    /// The four digits to be typed on the phone.
    Digits(String),
    /// A number to be said at the counter, with the same as a code.
    Number(String),
    /// Words while the phone is at work.
    Working(String),
}

/// The part that is drawn anew as things go on: the panel and the steps.
pub fn bridge_live(panel: &Panel, under: Markup, steps: &[BridgeStep]) -> Result<Markup, QrTooLong> {
    let panel = panel.drawn()?;
    Ok(html! {
        section.code aria-label="扫码区" aria-live="off" { (panel) (under) }
        ol.flow {
            @for (place, step) in steps.iter().enumerate() {
                li.done[step.reached == Reached::Done] aria-current=[matches!(step.reached, Reached::Now(_)).then_some("step")] {
                    span.dot aria-hidden="true" { (place + 1) }
                    span {
                        b { (step.title) " "
                            @match step.reached {
                                Reached::Now(words) => { span.going { (tag(Tag::Wait, words)) } }
                                Reached::Done => { (tag(Tag::Good, "已完成")) }
                                Reached::Ahead => {}
                            }
                        }
                        span.hint { (step.note) }
                    }
                }
            }
        }
    })
}

/// The whole card: `live` follows `events`, everything else stands still.
pub fn bridge(events: &str, head: Markup, live: Markup, foot: Markup) -> Markup {
    html! {
        div.card.bridge {
            div.intro { (head) }
            div.live hx-sse:connect=(events) hx-sse:close="end" hx-swap="innerHTML" aria-live="polite" data-live { (live) }
            div.alt { (foot) }
        }
    }
}

/// Tells the house that this page is still open; shows nothing.
pub fn presence(events: &str) -> Markup {
    html! { div hx-sse:connect=(events) hx-sse:close="end" hx-swap="innerHTML" {} }
}

impl Panel {
    /// The panel's content.
    ///
    /// # Errors
    /// [`QrTooLong`] when no code can hold the address.
    pub fn drawn(&self) -> Result<Markup, QrTooLong> {
        Ok(match self {
            Panel::Code { address, label, left, period } => html! {
                figure { (qr(address, label)?) }
                meter min="0" max=(period) value=(left) aria-label="二维码剩余有效时间" data-left=(left) { (left) " 秒" }
                p.tip { span data-left-words { (left) " 秒后" } "自动换新码" }
            },
            Panel::Digits(digits) => html! {
                p.tip { (icon("phone")) "已扫码，请在手机上输入" }
                p.pair role="img" aria-label={ "核对码 " (spaced(digits)) } { (digits) }
            },
            Panel::Number(number) => html! {
                p.tip { (icon("person-vcard")) "请告诉窗口工作人员" }
                p.pair.long role="img" aria-label={ "窗口核验号 " (spaced(number)) } { (number) }
                figure.small { (qr(number, "窗口核验号的二维码，窗口可以直接扫")?) }
            },
            Panel::Working(words) => html! { p.tip { (icon("phone")) (words) } },
        })
    }
}

fn spaced(digits: &str) -> String {
    digits.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// One of several equal ways, as a card with its own form or link.
pub struct Route<'a> {
    /// The icon.
    pub icon: &'static str,
    /// What it is called.
    pub title: &'a str,
    /// For whom and how long.
    pub text: &'a str,
}

impl Route<'_> {
    /// The card around `body`.
    pub fn card(&self, body: Markup) -> Markup {
        html! {
            section.card.route {
                h2 { (icon(self.icon)) (self.title) }
                p { (self.text) }
                (body)
            }
        }
    }
}

/// Equal cards beside each other.
pub fn routes(cards: &[Markup]) -> Markup {
    html! { div.routes { @for card in cards { (card) } } }
}

/// The large field for the digits of the screen.
pub struct Digits {
    /// What was wrong.
    pub fault: Option<String>,
}

impl Render for Digits {
    fn render(&self) -> Markup {
        let wrong = self.fault.is_some();
        html! {
            div.field.pair-field.is-faulty[wrong] {
                label for="digits" { "四位核对码" }
                input #digits type="text" name="digits" inputmode="numeric" autocomplete="one-time-code" maxlength="4"
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("digits-fault")];
                @if let Some(fault) = &self.fault { p.fault #digits-fault { (icon("exclamation-circle-fill")) (fault) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(second: Reached) -> [BridgeStep; 2] {
        [
            BridgeStep { title: "扫码", note: "微信", reached: Reached::Done },
            BridgeStep { title: "输入", note: "四位", reached: second },
        ]
    }

    #[test]
    fn the_code_gives_way_to_the_digits() {
        let code = Panel::Code { address: "http://a/v/b".into(), label: "码", left: 42, period: 60 };
        let shown = bridge_live(&code, html! {}, &steps(Reached::Ahead)).expect("short").into_string();
        assert!(
            shown.contains("<svg class=\"qr\"")
                && shown.contains("42 秒后")
                && !shown.contains("aria-current")
        );
        let digits = Panel::Digits("7429".into());
        let shown = bridge_live(&digits, html! {}, &steps(Reached::Now("等"))).expect("short").into_string();
        assert!(shown.contains("核对码 7 4 2 9") && !shown.contains("class=\"qr\""));
        assert_eq!(shown.matches("aria-current=\"step\"").count(), 1);
    }

    #[test]
    fn a_fault_is_tied_to_the_digits() {
        let drawn = Digits { fault: Some("不对<".into()) }.render().into_string();
        assert!(drawn.contains("aria-describedby=\"digits-fault\"") && drawn.contains("id=\"digits-fault\""));
        assert!(
            drawn.contains("不对&lt;")
                && !Digits { fault: None }.render().into_string().contains("aria-invalid")
        );
    }
}
