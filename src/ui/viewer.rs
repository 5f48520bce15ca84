//! Looking at pictures: one large, the others as links below. It never moves on by itself. Zoom, rotation and full
//! screen are the script's; without it the original opens by a link.
use maud::{Markup, Render, html};

use super::icon::icon;

/// One picture to choose.
#[derive(Debug, Clone)]
pub struct Thumb {
    /// The page that shows it large.
    pub href: String,
    /// The small picture.
    pub src: String,
    /// What it is.
    pub label: String,
    /// Whether it is the one shown large.
    pub current: bool,
}

/// A large picture with its tools.
#[derive(Debug, Clone)]
pub struct ImageViewer {
    title: String,
    src: String,
    alt: String,
    tags: Option<Markup>,
    compare: Option<(String, bool)>,
    before: Option<(String, String)>,
    thumbs: Vec<Thumb>,
}

impl ImageViewer {
    /// The picture `src`, titled for the eye and described by `alt`.
    pub fn new(title: impl Into<String>, src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            src: src.into(),
            alt: alt.into(),
            tags: None,
            compare: None,
            before: None,
            thumbs: Vec::new(),
        }
    }

    /// Tags beside the title, such as 本次新增.
    #[must_use]
    pub fn tags(mut self, tags: Markup) -> Self {
        self.tags = Some(tags);
        self
    }

    /// The page that shows the picture beside its predecessor, and whether this is that page.
    #[must_use]
    pub fn compare(mut self, href: impl Into<String>, on: bool) -> Self {
        self.compare = Some((href.into(), on));
        self
    }

    /// The predecessor, shown left of the picture at the same size.
    #[must_use]
    pub fn before(mut self, src: impl Into<String>, alt: impl Into<String>) -> Self {
        self.before = Some((src.into(), alt.into()));
        self
    }

    /// The pictures to choose from.
    #[must_use]
    pub fn thumbs(mut self, thumbs: impl IntoIterator<Item = Thumb>) -> Self {
        self.thumbs = thumbs.into_iter().collect();
        self
    }

    fn tools(&self) -> Markup {
        html! {
            div.tools {
                b { (self.title) }
                @if let Some(tags) = &self.tags { (tags) }
                span.push {}
                button type="button" hidden data-zoom="out" { (icon("zoom-out")) span.hidden { "缩小" } }
                span.scale hidden data-scale aria-live="polite" { "100%" }
                button type="button" hidden data-zoom="in" { (icon("zoom-in")) span.hidden { "放大" } }
                button type="button" hidden data-rotate { (icon("arrow-clockwise")) "旋转" }
                @if let Some((href, on)) = &self.compare {
                    a href=(href) aria-current=[on.then_some("true")] { (icon("columns-gap")) "对比变更前" }
                }
                button type="button" hidden data-fullscreen { (icon("arrows-fullscreen")) "全屏" }
                a.without-script href=(self.src) { "打开原图" }
            }
        }
    }
}

impl Render for ImageViewer {
    fn render(&self) -> Markup {
        html! {
            section.viewer aria-label="附件查看" data-viewer {
                (self.tools())
                div.stage tabindex="0" role="group" aria-label="图片，可滚动" {
                    @if let Some((src, alt)) = &self.before { figure { img src=(src) alt=(alt); figcaption { "变更前" } } }
                    figure {
                        img src=(self.src) alt=(self.alt);
                        @if self.before.is_some() { figcaption { "变更后" } }
                    }
                }
                @if !self.thumbs.is_empty() {
                    nav.thumbs aria-label="全部附件" {
                        @for thumb in &self.thumbs {
                            a href=(thumb.href) aria-current=[thumb.current.then_some("true")] {
                                img src=(thumb.src) alt="" loading="lazy"; (thumb.label)
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_picture_is_described_and_its_thumbnail_marked() {
        let thumb = |label: &str, current| Thumb {
            href: "/c?p=1".into(),
            src: "/t".into(),
            label: label.into(),
            current,
        };
        let viewer =
            ImageViewer::new("学位证书", "/p", "<证书>").thumbs([thumb("新", true), thumb("原", false)]);
        let drawn = viewer.render().into_string();
        assert!(drawn.contains("alt=\"&lt;证书&gt;\"") && drawn.contains("打开原图"));
        assert_eq!(drawn.matches("aria-current").count(), 1);
        assert!(!drawn.contains("变更前"));
    }
}
