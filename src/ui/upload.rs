//! Handing in pictures: what is wanted in words and by example, what is already there with its buttons, and the
//! browser's own file chooser, which also opens a phone's camera.
use maud::{Markup, Render, html};

use super::button::Button;
use super::icon::icon;
use super::labelled::{Labelled, labelled_methods};

/// A picture already handed in.
#[derive(Debug, Clone)]
pub struct Picture {
    src: String,
    alt: String,
    href: Option<String>,
    buttons: Vec<Button>,
}

impl Picture {
    /// The thumbnail `src`, said in words by `alt`.
    pub fn new(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { src: src.into(), alt: alt.into(), href: None, buttons: Vec::new() }
    }

    /// Where the picture is shown large.
    #[must_use]
    pub fn opens(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// 旋转: posts the surrounding form to `address`.
    #[must_use]
    pub fn rotate_at(self, address: impl Into<String>) -> Self {
        let words = self.alt.clone();
        self.button(Button::also("旋转").icon("arrow-clockwise").posts_to(address).spoken(words))
    }

    /// 删除: posts the surrounding form to `address`.
    #[must_use]
    pub fn remove_at(self, address: impl Into<String>) -> Self {
        let words = self.alt.clone();
        self.button(Button::also("删除").danger().icon("trash").posts_to(address).spoken(words))
    }

    /// Any other button under the picture.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button.small());
        self
    }
}

/// A place for one or several pictures.
#[derive(Debug, Clone)]
pub struct Upload {
    head: Labelled,
    limits: String,
    example: Option<(String, String)>,
    pictures: Vec<Picture>,
    multiple: bool,
    camera: Option<&'static str>,
    ways: Vec<Button>,
    chooser: bool,
}

impl Upload {
    /// Pictures posted as `name`; `limits` says in words what is accepted.
    pub fn new(name: impl Into<String>, label: impl Into<String>, limits: impl Into<String>) -> Self {
        Self {
            head: Labelled::new(name, label),
            limits: limits.into(),
            example: None,
            pictures: Vec::new(),
            multiple: false,
            camera: None,
            ways: Vec::new(),
            chooser: true,
        }
    }

    labelled_methods!();

    /// A picture of what is wanted.
    #[must_use]
    pub fn example(mut self, src: impl Into<String>, alt: impl Into<String>) -> Self {
        self.example = Some((src.into(), alt.into()));
        self
    }

    /// Takes several pictures at once.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// Opens the camera at once on a phone: documents before it.
    #[must_use]
    pub fn camera(mut self) -> Self {
        self.camera = Some("environment");
        self
    }

    /// Opens the camera that looks at the person.
    #[must_use]
    pub fn front_camera(mut self) -> Self {
        self.camera = Some("user");
        self
    }

    /// Adds a picture already handed in.
    #[must_use]
    pub fn picture(mut self, picture: Picture) -> Self {
        self.pictures.push(picture);
        self
    }

    /// Another way to hand in, such as 用手机拍 or 从材料库选.
    #[must_use]
    pub fn way(mut self, button: Button) -> Self {
        self.ways.push(button);
        self
    }

    /// Shows no file chooser: on a machine in the hall nobody should see its disk.
    #[must_use]
    pub fn without_chooser(mut self) -> Self {
        self.chooser = false;
        self
    }

    fn chooser(&self) -> Markup {
        let (head, limits_id) = (&self.head, self.head.part_id("limits"));
        let described =
            head.described_by().map_or_else(|| limits_id.clone(), |ids| format!("{limits_id} {ids}"));
        let again = !self.pictures.is_empty() && !self.multiple;
        html! {
            div.drop {
                (icon("cloud-arrow-up"))
                @if self.chooser {
                    label for=(head.id()) {
                        (if again { "重传" } else { "选择照片或拍照" }) span.hidden { "：" (head.label) }
                    }
                    input id=(head.id()) type="file" name=(head.name) accept="image/jpeg,image/png" multiple[self.multiple]
                        capture=[self.camera] aria-describedby=(described) aria-invalid=[head.invalid()] data-file;
                }
                p.hint id=(limits_id) { (self.limits) }
                p.picked hidden role="status" data-picked=(head.id()) {}
                @if !self.ways.is_empty() { div.ways { @for way in &self.ways { (way) } } }
            }
        }
    }
}

impl Render for Upload {
    fn render(&self) -> Markup {
        let head = &self.head;
        html! {
            div.field.upload.is-faulty[head.is_faulty()] role="group" aria-labelledby=(head.part_id("title")) {
                p.label id=(head.part_id("title")) { (head.words()) }
                (head.hint())
                div.tile {
                    @for picture in &self.pictures {
                        figure.shot {
                            @if let Some(href) = &picture.href { a href=(href) { img src=(picture.src) alt=(picture.alt); } }
                            @else { img src=(picture.src) alt=(picture.alt); }
                            figcaption { @for button in &picture.buttons { (button) } }
                        }
                    }
                    @if let (Some((src, alt)), true) = (&self.example, self.pictures.is_empty()) {
                        figure.shot.example { img src=(src) alt=(alt); figcaption { "示例" } }
                    }
                    (self.chooser())
                }
                (head.fault())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::error_summary::Faults;

    #[test]
    fn the_chooser_is_labelled_and_described_by_limits_and_fault() {
        let mut faults = Faults::new();
        faults.push("photo", "请上传 JPG 或 PNG 照片。");
        let upload = Upload::new("photo", "证件照", "JPG 或 PNG").camera().faults(&faults);
        let drawn = upload
            .picture(Picture::new("/p/1", "\"><证件照").remove_at("/p/1/remove"))
            .render()
            .into_string();
        assert!(
            drawn.contains("for=\"photo\"")
                && drawn.contains("id=\"photo\"")
                && drawn.contains("capture=\"environment\"")
        );
        assert!(drawn.contains("aria-describedby=\"photo-limits photo-fault\""));
        assert!(drawn.contains("id=\"photo-limits\"") && drawn.contains("id=\"photo-fault\""));
        assert!(drawn.contains("formaction=\"/p/1/remove\"") && !drawn.contains("<证件照"));
    }

    #[test]
    fn a_hall_machine_shows_no_chooser_but_another_way() {
        let upload =
            Upload::new("photo", "证件照", "JPG").without_chooser().way(Button::link("/u", "用手机拍"));
        let drawn = upload.render().into_string();
        assert!(!drawn.contains("type=\"file\"") && drawn.contains("用手机拍"));
    }
}
