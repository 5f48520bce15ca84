//! The page of the rules: what they do, and a box for everything that a change may touch.

use super::forms::{GROUPS, aspects_of};
use crate::casework::{Aspect, ReviewRules};
use crate::ui::{self, BigTile, Button, Checkboxes, Choice, Form, Notice, Tone};
use crate::web::AdminRoom;
use maud::{Markup, html};

/// The rooms of administrators.
pub fn rooms(rooms: &[AdminRoom]) -> Markup {
    let tiles: Vec<BigTile> = rooms
        .iter()
        .map(|room| BigTile {
            icon: room.icon,
            title: room.name.into(),
            text: room.purpose.into(),
            note: String::new(),
            href: Some(room.href.into()),
        })
        .collect();
    html! {
        (ui::heading("系统管理", None))
        (ui::big_tiles(&tiles))
    }
}

/// What the page is drawn from.
pub struct Sheet<'a> {
    /// The list that holds now.
    pub rules: &'a ReviewRules,
    /// What is ticked: the list that holds, or what was chosen instead.
    pub automatic: &'a [Aspect],
    /// What has just happened.
    pub said: Option<Notice>,
    /// The browser's form token.
    pub token: &'a str,
    /// The form's own token against replays.
    pub once: String,
}

/// The page.
pub fn rules(sheet: &Sheet<'_>) -> Markup {
    let purpose = "信息变更提交后，哪些由系统自动审核、当时通过，哪些由工作人员审核。规则对整个平台生效。";
    html! {
        (ui::heading("审核规则", Some(purpose)))
        @if let Some(said) = &sheet.said { (said) }
        (explained())
        @if let Some(warning) = unseen(sheet.automatic) { (warning) }
        (form(sheet))
    }
}

/// What was saved.
pub fn saved() -> Notice {
    Notice::new(Tone::Success, "审核规则已保存，对以后提交的申请生效。").live()
}

/// Why nothing was saved.
pub fn same(sentence: &str) -> Notice {
    Notice::new(Tone::Info, sentence).live()
}

/// Why nothing was saved although something was chosen, and what holds meanwhile.
pub fn stale(sentence: &str, now: &ReviewRules) -> Notice {
    let automatic = match labels(&now.automatic) {
        labels if labels.is_empty() => "现在全部由工作人员审核。".to_string(),
        labels => format!("现在由系统自动审核的是：{labels}。"),
    };
    Notice::new(Tone::Warn, sentence).live().body(html! {
        p { (automatic) }
        p { "下面仍是您刚才的选择。请核对，确实要这样改的，再点一次“保存规则”。" }
    })
}

fn explained() -> Notice {
    Notice::new(Tone::Info, "规则怎样起作用").body(html! {
        ol {
            li { "一次申请涉及几项的，每一项都是系统自动审核，才会当时通过；只要有一项是人工审核，整个申请都由工作人员审核。" }
            li { "改动只对保存以后提交的申请生效，已经提交、正在等待的申请仍由工作人员审核。" }
            li { "修改规则，以及系统每一次自动通过，都有操作记录。" }
            li { "信息采集、实名认证、更换手机号和更正姓名、证件号码等，不受这里影响。" }
        }
    })
}

/// Names what nobody looks at.
fn unseen(automatic: &[Aspect]) -> Option<Notice> {
    let unseen: Vec<Aspect> = automatic.iter().copied().filter(|aspect| aspect.wants_proof()).collect();
    (!unseen.is_empty()).then(|| {
        let what = format!("没有人核对内容和材料的：{}", labels(&unseen));
        Notice::new(Tone::Warn, what).body("这些变更由系统自动审核时，提交后立即登记，内容不实也不会被发现。")
    })
}

fn labels(aspects: &[Aspect]) -> String {
    let labels: Vec<&str> =
        Aspect::ALL.into_iter().filter(|aspect| aspects.contains(aspect)).map(Aspect::label).collect();
    labels.join("、")
}

fn form(sheet: &Sheet<'_>) -> Markup {
    Form::new("/desk/rules", sheet.token).once(sheet.once.clone()).render(html! {
        input type="hidden" name="version" value=(sheet.rules.version);
        @for (name, step) in GROUPS {
            (Checkboxes::new(name, step.label(), aspects_of(step).map(choice))
                .hint("打勾的由系统自动审核，没有打勾的由工作人员人工审核。")
                .chosen(sheet.automatic.iter().map(|aspect| aspect.word())))
        }
        (ui::actions(html! { (Button::submit("保存规则")) }))
    })
}

fn choice(aspect: Aspect) -> Choice {
    let choice = Choice::new(aspect.word(), aspect.label());
    if aspect.wants_proof() {
        choice.hint("请注意：打勾后没有人核对内容和材料。")
    } else {
        choice
    }
}
