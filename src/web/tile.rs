//! One place for a picture in a form, drawn the same way everywhere: what it holds with its buttons, the file chooser,
//! 用手机拍 with the code when it was pressed here, and 从材料库选 with the pictures to choose from.

use super::slots::PictureNotes;
use super::typed::Typed;
use crate::ui::{Button, Picture, Upload};
use maud::{Markup, html};

/// What the places of one form are drawn from.
#[derive(Clone, Copy)]
pub struct Tiles<'a> {
    /// What was typed or kept.
    pub typed: &'a Typed,
    /// What was done to pictures, and the phone that takes some.
    pub notes: &'a PictureNotes,
    /// Whether 用手机拍 is offered; a phone is its own camera.
    pub by_phone: bool,
}

impl Tiles<'_> {
    /// The place of the field `field`, which people call `label`.
    pub fn place(&self, field: &str, label: &str, upload: Upload) -> Markup {
        let name = format!("kept.{field}");
        let held = self.typed.given(&name);
        let mut upload = match held {
            Some(id) => upload.picture(shot(id, field, label)),
            None => upload,
        };
        if self.by_phone {
            let by_phone = Button::also("用手机拍").icon("phone").named("picture", format!("phone:{field}"));
            upload = upload.way(by_phone.spoken(label).small());
            if self.notes.has_stock(field) {
                let from_stock = Button::also("从材料库选").icon("folder2-open");
                upload =
                    upload.way(from_stock.named("picture", format!("stock:{field}")).spoken(label).small());
            }
        }
        let chooser = self.notes.chooser.as_ref().filter(|chooser| chooser.at == field);
        let link = self.notes.link.as_ref().filter(|link| link.at == field);
        html! {
            @if let Some(id) = held { input type="hidden" name=(name) value=(id); }
            (upload)
            @if let Some(link) = link { (link.panel) }
            @if let Some(chooser) = chooser { (chooser.drawn(label)) }
            @for note in self.notes.of(field) { p.hint role="status" { (label) "：" (note) } }
        }
    }
}

fn shot(id: &str, field: &str, label: &str) -> Picture {
    let source = format!("/me/files/{id}");
    let button = |words: &str, icon: &'static str, verb: &str| {
        Button::also(words).icon(icon).named("picture", format!("{verb}:{field}")).spoken(label)
    };
    Picture::new(source.clone(), format!("已上传的{label}"))
        .opens(source)
        .button(button("旋转", "arrow-clockwise", "rotate"))
        .button(button("删除", "trash", "remove").danger())
}
