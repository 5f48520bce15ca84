//! What the help centre shows: its topics, what a search found, and one topic with its answers.

use super::content::errands::{self, Errand};
use super::content::{self, Entry, Hit, Topic};
use crate::ui::{self, Button, Notice, Site, SmallTile, Tone, icon, section, small_tiles};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The topics by group, under the search.
pub fn index(site: &Site) -> Markup {
    let mut groups: BTreeMap<u8, Vec<&Topic>> = BTreeMap::new();
    for topic in content::topics() {
        let first = content::topics().iter().find(|other| other.chapter == topic.chapter);
        groups.entry(first.map_or(topic.order, |first| first.order)).or_default().push(topic);
    }
    html! {
        (ui::heading("帮助中心", Some("输入您想问的，或者从下面的主题里找。")))
        (search(""))
        @for topics in groups.values() {
            @if let Some(first) = topics.first() { (section(&first.chapter, None, chapter(topics))) }
        }
        (further_help(site))
    }
}

/// What fits a query: services that can be started, then questions with their answers.
pub fn found(query: &str, site: &Site) -> Markup {
    let (errands, hits) = (errands::search(query), content::search(query));
    let none = errands.is_empty() && hits.is_empty();
    html! {
        (ui::heading("帮助中心", None))
        (search(query))
        @if none {
            (ui::empty("没有找到相关的内容。请换个说法试试，例如“验证码”“找回密码”，或者看看全部主题。",
                Some(Button::main_link("/help", "查看全部主题"))))
        }
        @if !errands.is_empty() { (section("可以办理", None, small_tiles(&tiles(&errands)))) }
        @if !hits.is_empty() {
            (section(&format!("相关问题（{}）", hits.len()), None, html! {
                ul.card.answers { @for hit in &hits { (answer_link(hit)) } }
            }))
        }
        (further_help(site))
    }
}

/// One topic: its questions at the top, then the answers.
pub fn topic(topic: &Topic, site: &Site) -> Markup {
    html! {
        (ui::heading(&topic.title, Some(&topic.intro)))
        nav.card.padded.contents aria-label="本页内容" {
            ul { @for (place, entry) in topic.entries.iter().enumerate() {
                li { a href={ "#" (anchor(place, entry)) } { (entry.question) } }
            } }
        }
        @for (place, entry) in topic.entries.iter().enumerate() { (answer(place, entry)) }
        (further_help(site))
    }
}

fn search(query: &str) -> Markup {
    html! {
        form.find.card role="search" action="/help" method="get" {
            label.hidden for="help-search" { "搜索帮助" }
            input #help-search type="search" name="q" value=(query) placeholder="如：收不到验证码、工作证明"
                maxlength="60" autocomplete="off";
            button.btn.main type="submit" { (icon("search")) "搜索" }
        }
    }
}

fn chapter(topics: &[&Topic]) -> Markup {
    html! {
        ul.card.answers {
            @for topic in topics {
                li { a href=(address(topic)) { (topic.title) } p.hint { (topic.intro) } }
            }
        }
    }
}

fn answer_link(hit: &Hit) -> Markup {
    let first = hit.entry.answer.first().map_or("", String::as_str);
    html! {
        li {
            a href={ (address(hit.topic)) "#" (anchor(hit.position, hit.entry)) } { (hit.entry.question) }
            p.hint { (hit.topic.title) "：" (first) }
        }
    }
}

fn answer(place: usize, entry: &Entry) -> Markup {
    html! {
        section.answer aria-labelledby=(anchor(place, entry)) {
            h2 id=(anchor(place, entry)) { (entry.question) }
            @for paragraph in &entry.answer { p { (paragraph) } }
            @if !entry.links.is_empty() {
                p.links { @for link in &entry.links { a href=(link.href) { (link.text) (icon("chevron-right")) } } }
            }
        }
    }
}

fn tiles(errands: &[&Errand]) -> Vec<SmallTile> {
    let tile = |errand: &&Errand| SmallTile {
        icon: errand.icon,
        title: errand.title.into(),
        href: errand.href.map(Into::into),
    };
    errands.iter().map(tile).collect()
}

fn further_help(site: &Site) -> Markup {
    let desk = html! {
        p {
            @if site.phone.is_empty() { "请带上证件和材料到服务大厅，工作人员会帮您办理。" }
            @else { "请致电 " span.number { (site.phone) } "，或者带上证件和材料到服务大厅。" }
        }
    };
    html! { (Notice::new(Tone::Info, "还没有解决？").body(desk)) }
}

/// The privacy notice and the accessibility statement have addresses of their own.
fn address(topic: &Topic) -> String {
    match topic.slug.as_str() {
        own @ ("privacy" | "accessibility") => format!("/{own}"),
        slug => format!("/help/{slug}"),
    }
}

fn anchor(place: usize, entry: &Entry) -> String {
    entry.anchor.clone().unwrap_or_else(|| format!("q{}", place + 1))
}
