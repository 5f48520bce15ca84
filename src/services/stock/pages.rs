//! 材料库 as its owner sees it.

use super::actions::{Kept, Shown, Use};
use crate::ui::{self, Button, Form, Notice, Pager, Table, Tone};
use crate::web::{House, Visit, purpose_label};
use maud::{Markup, html};

const LEAD: &str =
    "您上传过的照片都在这里。办理业务时，在上传材料的地方按“从材料库选”，就可以再用一次，不用重新拍。";

/// One page of the list; `removed` after a picture was taken away.
pub fn list(house: &House, visit: &Visit, shown: &Shown, removed: bool) -> Markup {
    let mut table = Table::new("我的照片");
    for label in ["照片", "上传时间", "大小", "使用情况", "操作"] {
        table = table.column(label);
    }
    for picture in &shown.pictures {
        table = table.row([
            thumbnail(picture),
            html! { (picture.at) },
            html! { span.num { (picture.length.div_ceil(1024)) "KB，" (picture.size.0) "×" (picture.size.1) " 像素" } },
            uses(picture),
            ways(house, visit, picture),
        ]);
    }
    html! {
        (ui::heading("材料库", Some(LEAD)))
        @if removed { (Notice::new(Tone::Success, "照片已删除。").live()) }
        @if shown.pictures.is_empty() {
            (ui::empty("这里还没有照片。在任何一项业务里上传过的照片，都会出现在这里。", None))
        } @else {
            (table)
            (Pager { next: shown.next.as_ref().map(|last| format!("/me/files?after={last}")), ..Pager::default() })
        }
        p.hint { "没有随业务提交的照片，两天后由系统自动删除；信息采集里正用着的除外。实名认证的照片只用于实名认证，不能用在别处。" }
    }
}

/// What the picture was uploaded for.
fn name(picture: &Kept) -> String {
    picture.slots.iter().map(|slot| purpose_label(slot)).collect::<Vec<_>>().join("、")
}

fn thumbnail(picture: &Kept) -> Markup {
    let (name, source) = (name(picture), format!("/me/files/{}", picture.id));
    html! {
        div {
            a href=(source) { img.own-thumb src={ (source) "/thumb" } alt={ "查看大图：" (name) } loading="lazy"; }
            div { (name) }
        }
    }
}

fn uses(picture: &Kept) -> Markup {
    html! {
        @if picture.uses.is_empty() { @if picture.removable { "还没有使用" } @else { "已随业务提交" } }
        @else {
            div { @for used in &picture.uses {
                div { @match used {
                    Use::Case(kind, number) => { (kind) " " a href={ "/me/cases/" (number) } { (number) } },
                    Use::Draft => { "正在填写的" a href="/me/collect" { "信息采集" } },
                    Use::OnRecord => { "已登记的信息" },
                } }
            } }
        }
    }
}

fn ways(house: &House, visit: &Visit, picture: &Kept) -> Markup {
    let action = format!("/me/files/{}/remove", picture.id);
    html! {
        @if picture.removable {
            (Form::new(action, visit.browser.token.clone()).once(house.once()).render(html! {
                (Button::also("删除").danger().icon("trash").small().spoken(format!("{}，{}", name(picture), picture.at)))
            }))
        } @else { span.muted { "须保留" } }
    }
}
