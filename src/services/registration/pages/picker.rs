//! 真实姓名 with its 生僻字 button, and the panel in which a character is found and put behind the name.
//!
//! Every button posts the form, so the panel needs no script; with it only this part of the page is drawn anew.

use super::super::actions::characters::{Finding, Found};
use crate::ui::{Faults, Field};
use crate::web::Typed;
use maud::{Markup, html};

const PART: &str = "name-part";

/// The name with the panel below it when it is open.
pub fn name(typed: &Typed, faults: &Faults, finding: Option<&Finding>) -> Markup {
    let open = button("choose", "characters", html! { "生僻字" });
    html! {
        div.refreshed id=(PART) {
            (Field::text("name", "真实姓名").hint("与证件上的写法一致，打不出来的字可以用“生僻字”选。")
                .autocomplete("name").value(typed.text("name")).suffix(open).faults(faults))
            @if let Some(finding) = finding { (panel(finding)) }
        }
    }
}

fn button(name: &str, value: &str, words: Markup) -> Markup {
    let part = format!("#{PART}");
    html! {
        button.btn type="submit" name=(name) value=(value) hx-post="/register" hx-target=(part) hx-select=(part)
            hx-swap="outerHTML" { (words) }
    }
}

fn panel(finding: &Finding) -> Markup {
    html! {
        section.characters aria-labelledby="characters" {
            h2 #characters { "生僻字录入" }
            input type="hidden" name="picker.page" value=(finding.page);
            input type="hidden" name="picker.searched" value=(finding.query);
            (Field::text("picker.query", "查找生僻字").hint("输入拼音（如 yan）、编码（如 U+4DAE），或粘贴这个字。")
                .autocomplete("off").width(16).value(finding.query.clone()).suffix(button("find", "1", html! { "查找" })))
            p.hint role="status" { (told(finding)) }
            @if !finding.found.is_empty() {
                ul.grid { @for found in &finding.found { li { (cell(*found)) } } }
            }
            div.actions {
                @if finding.page > 0 { (button("turn", &(finding.page - 1).to_string(), html! { "上一页" })) }
                @if finding.page + 1 < finding.pages() {
                    (button("turn", &(finding.page + 1).to_string(), html! { "下一页" }))
                }
                (button("choose", "close", html! { "收起" }))
            }
        }
    }
}

fn told(finding: &Finding) -> String {
    match (finding.total, finding.query.trim().is_empty()) {
        (_, true) => "姓名中常见的生僻字，点一个字，它会接在姓名后面。".into(),
        (0, false) => "没有找到这个字，请换一个读音，或者用编码、粘贴的办法查找。".into(),
        (total, false) => {
            format!(
                "找到 {total} 个字，第 {} 页，共 {} 页。点一个字，它会接在姓名后面。",
                finding.page + 1,
                finding.pages()
            )
        }
    }
}

/// The code point stands under the character, because a font may lack it.
fn cell(found: Found) -> Markup {
    let character = found.character.to_string();
    button(
        "append",
        &character,
        html! {
            b lang="zh-CN" { (character) }
            " " small { @if let Some(sound) = found.sound { (sound) " " } (found.code_point()) }
        },
    )
}
