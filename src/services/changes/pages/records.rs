//! 教育经历变更 and 工作经历变更: what is on record as cards, the form, a record to be read, the question before deletion.

use super::super::actions::{Fetched, Open, Standing};
use super::basics::returned;
use super::{Above, Part, excluded, framed, is_of_titles, place, title_of, under_way, views};
use crate::dossier::{Listed, Section, Source, Step, Stretch};
use crate::reference::Reference;
use crate::sheets::{ASKED, Recorded, Sheet, strip, summary};
use crate::ui::{self, Button, Form, Notice, Tag, Tone, tag};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The list of one part of the record, with what is under way.
pub fn list<T: Recorded>(
    house: &House,
    visit: &Visit,
    standing: &Standing,
    fetched: Option<&Fetched>,
) -> Markup {
    let word = T::WORD;
    let draft = standing.dossier().clone().reopened();
    let records = T::list(&draft);
    let stretches: Vec<Stretch> = records.iter().filter_map(Listed::stretch).collect();
    let reference = house.office.reference();
    let path = place(T::STEP);
    let added: Vec<&Open> = standing.open.iter().filter(|open| adds::<T>(open)).collect();
    let title = title_of(T::STEP, word);
    let body = html! {
        (ui::heading(&title, Some(lead::<T>())))
        @if T::STEP == Step::Employment { (Notice::new(Tone::Info, TERRITORY)) }
        (excluded(standing.transfer))
        @if let Some(fetched) = fetched { (told(fetched)) }
        (views(T::STEP, false))
        @if T::STEP == Step::Titles && standing.transfer.is_none() { (fetching(house, visit)) }
        @for open in &added { (addition::<T>(open, reference)) }
        @if records.is_empty() { (ui::empty(&format!("还没有登记{word}。"), None)) }
        @for record in records { (card(record, standing, path, reference)) }
        @if standing.transfer.is_none() {
            (ui::actions(html! { (Button::link(format!("{path}/new"), format!("新增{word}"))) }))
        }
        (strip(&format!("{word}时间线"), &stretches, house.office.today()))
    };
    framed(house, visit, &title, Part::Record(T::STEP), body)
}

/// The button that asks the certificate library (guide 6.1).
fn fetching(house: &House, visit: &Visit) -> Markup {
    let form = Form::new("/me/titles/fetch", visit.browser.token.clone()).once(house.once());
    html! { (form.render(ui::actions(html! { (Button::submit("自动获取会计专业技术资格")) }))) }
}

/// What came of asking it.
fn told(fetched: &Fetched) -> Notice {
    let Fetched { found, taken, waiting } = fetched;
    let notice = match (found, taken) {
        (0, _) => Notice::new(Tone::Warn, "未获取到数据，您可以通过新增会计专业技术资格录入"),
        (_, 0) => Notice::new(Tone::Info, "已是最新，没有新的资格可以获取。"),
        (_, taken) => Notice::new(Tone::Success, format!("获取更新成功（{taken} 项）")),
    };
    let left = format!("另有 {waiting} 项您正在办理申请，办结或撤回之后可以再次获取。");
    let notice = notice.live();
    if *waiting > 0 { notice.body(html! { p { (left) } }) } else { notice }
}

/// The guide's 温馨提示 (4.3).
const TERRITORY: &str = "温馨提示：若变更后的工作单位不属于当前信息采集合格的行政区划，需先进行属地调转后，在接收地进行信息变更。";

fn lead<T: Recorded>() -> &'static str {
    match T::STEP {
        Step::Titles => "这里是已登记的会计专业技术资格。可以从证书库自动获取，没有获取到的，请新增。",
        Step::Licences => "这里是已登记的其他专业技术人员职业资格。取得新资格的，请新增。",
        Step::Education => "这里是已审核登记的教育经历。取得新学历的，请新增；新增的时间不能与已有的交叉。",
        _ => "这里是已审核登记的工作经历。换了单位的，先把原单位的结束时间变更为离职日期，再新增现单位。",
    }
}

/// Whether the open request adds a record of this kind.
fn adds<T: Listed>(open: &Open) -> bool {
    let change = open.matter.amendment().map(|amendment| &amendment.change);
    change.and_then(T::states).is_some_and(|[before, _]| before.is_none())
}

fn addition<T: Listed>(open: &Open, reference: &Reference) -> Markup {
    let change = open.matter.amendment().map(|amendment| &amendment.change);
    let record = change.and_then(T::states).and_then(|[_, after]| after);
    html! {
        @if let Some(record) = record {
            article.card.padded.record {
                h2.card-title { (record.heading(reference)) }
                p { (record.when()) }
                p.tags { (tag(Tag::Wait, added_word(T::STEP))) }
                (under_way(open))
            }
        }
    }
}

fn card<T: Recorded>(record: &T, standing: &Standing, path: &str, reference: &Reference) -> Markup {
    let name = record.heading(reference);
    let href = format!("{path}/{}", record.id());
    let spoken = |verb: &str| html! { (verb) span.hidden { "：" (name) } };
    let open = standing.in_the_way(T::target(record.id()));
    html! {
        article.card.padded.record {
            h2.card-title { (name) }
            p { (record.when()) }
            @if T::STEP == Step::Titles { p { "信息来源：" (source(record)) } }
            p.tags { @if open.is_some() { (tag(Tag::Wait, under_way_word(T::STEP))) } @else { (tag(Tag::Good, on_record_word(T::STEP))) } }
            @if let Some(open) = open { (under_way(open)) }
            p.links {
                a href={ (href) "/view" } { (spoken("查看详情")) }
                @if open.is_none() && standing.transfer.is_none() && !record.is_locked() {
                    a href=(href) { (spoken("变更")) }
                    a href={ (href) "/delete" } { (spoken("变更删除")) }
                }
            }
        }
    }
}

/// The words for what is on record, waits, or is asked to be added; chapter 6 calls them 审核状态.
fn on_record_word(step: Step) -> &'static str {
    if is_of_titles(step) { "审核通过" } else { "已登记" }
}

fn under_way_word(step: Step) -> &'static str {
    if is_of_titles(step) { "办理中" } else { "变更办理中" }
}

fn added_word(step: Step) -> &'static str {
    if is_of_titles(step) { "新增，待审核" } else { "新增，还没有登记" }
}

/// The button that files the form.
fn send_word(step: Step) -> &'static str {
    if is_of_titles(step) { "提交" } else { "提交变更" }
}

/// 信息来源 of a title: what is locked came from the library.
fn source<T: Listed>(record: &T) -> &'static str {
    if record.is_locked() { Source::System.label() } else { Source::Person.label() }
}

/// The page around the form of a record; `above` is what happened meanwhile or stands in the way.
pub fn form<T: Recorded>(
    house: &House,
    visit: &Visit,
    title: &str,
    sheet: &Sheet<'_>,
    mended: Option<&Open>,
    above: Option<&Above>,
    at_once: bool,
) -> Markup {
    let path = place(T::STEP);
    let foot = html! {
        p.hint { (decided_how(at_once)) }
        (ui::actions(html! { (Button::submit(send_word(T::STEP))) (Button::link(path, "取消")) }))
    };
    let body = html! {
        (ui::heading(title, Some("请照着证件原件填写；标注“选填”的可以不填。")))
        @if let Some(above) = above { (above.drawn()) }
        @if let Some(open) = mended { (returned(open)) }
        div id=(ASKED) {
            (ui::error_summary(sheet.faults))
            (sheet.around(T::fields(sheet), foot))
        }
    };
    framed(house, visit, title, Part::Record(T::STEP), body)
}

/// What happens once it is sent.
fn decided_how(at_once: bool) -> &'static str {
    match at_once {
        true => "这类变更由系统自动审核，提交后立即生效。",
        false => "提交后由会计管理部门审核，审核通过后生效；审核期间这一条不能再次变更。",
    }
}

/// A record to be read, and what may be done with it.
pub fn view<T: Recorded>(
    house: &House,
    visit: &Visit,
    standing: &Standing,
    section: &Section,
    record: &T,
) -> Markup {
    let free = !record.is_locked()
        && standing.in_the_way(T::target(record.id())).is_none()
        && standing.transfer.is_none();
    let href = format!("{}/{}", place(T::STEP), record.id());
    let title = format!("{}详情", T::WORD);
    let body = html! {
        (ui::heading(&title, Some(&record.heading(house.office.reference()))))
        (excluded(standing.transfer))
        (summary(section))
        (ui::actions(html! {
            @if free {
                (Button::main_link(&href, "变更"))
                (Button::link(format!("{href}/delete"), "变更删除").danger())
            }
            (Button::link(place(T::STEP), "返回列表"))
        }))
    };
    framed(house, visit, &title, Part::Record(T::STEP), body)
}

/// What the question before a deletion is drawn from.
pub struct Question<'a, T> {
    /// The record.
    pub record: &'a T,
    /// The stamp of the page.
    pub stamp: String,
    /// Why it cannot be deleted, or came back.
    pub above: Option<Above>,
    /// Whether the system approves it at once.
    pub at_once: bool,
}

/// The question before a record is deleted.
pub fn delete<T: Recorded>(house: &House, visit: &Visit, question: &Question<'_, T>) -> Markup {
    let (name, when) = (question.record.heading(house.office.reference()), question.record.when());
    let action = format!("{}/{}/delete", place(T::STEP), question.record.id());
    let what = format!("申请从登记的{}中删除「{name}」（{when}）。", T::WORD);
    let body = html! {
        (ui::heading("变更删除", None))
        @if let Some(above) = &question.above { (above.drawn()) }
        (Notice::new(Tone::Warn, what)
            .body(html! { p { "生效后，这一条不再登记；变更记录和历次登记信息里仍能查到。" } }))
        (Form::new(action, visit.browser.token.clone()).once(house.once()).render(html! {
            input type="hidden" name="version" value=(question.stamp);
            p.hint { (decided_how(question.at_once)) }
            (ui::actions(html! {
                (Button::submit("提交删除").danger())
                (Button::link(place(T::STEP), "返回，不删除"))
            }))
        }))
    };
    framed(house, visit, "变更删除", Part::Record(T::STEP), body)
}
