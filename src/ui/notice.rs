//! Banners: something the person should know, in one of four tones, each with its icon.
use maud::{Markup, Render, html};

use super::icon::icon;

/// How a message is meant; shown by word and icon, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// Take care.
    Warn,
    /// It did not work, or something is lost.
    Danger,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warn => "warn",
            Self::Danger => "bad",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Info => "info-circle-fill",
            Self::Success => "check-circle-fill",
            Self::Warn => "exclamation-triangle-fill",
            Self::Danger => "x-circle-fill",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Info => "提示",
            Self::Success => "成功",
            Self::Warn => "请注意",
            Self::Danger => "重要",
        }
    }
}

/// A banner: a title, more sentences, buttons.
#[derive(Debug, Clone)]
pub struct Notice {
    tone: Tone,
    title: String,
    body: Option<Markup>,
    live: bool,
}

impl Notice {
    /// A banner with one bold sentence.
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, title: title.into(), body: None, live: false }
    }

    /// Adds what stands under the title.
    #[must_use]
    pub fn body(mut self, body: impl Render) -> Self {
        self.body = Some(body.render());
        self
    }

    /// Reads the banner out as soon as it appears: the answer to what was just done.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }
}

impl Render for Notice {
    fn render(&self) -> Markup {
        html! {
            div class={ "notice " (self.tone.class()) } role=[self.live.then_some("status")] {
                (icon(self.tone.icon()))
                div {
                    p.title { span.hidden { (self.tone.word()) "：" } (self.title) }
                    @if let Some(body) = &self.body { div.more { (body) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tone_is_said_in_a_word_and_text_is_escaped() {
        let drawn = Notice::new(Tone::Warn, "<b>").body("<i>").live().render().into_string();
        assert!(drawn.contains("请注意：") && drawn.contains("&lt;b&gt;") && drawn.contains("&lt;i&gt;"));
        assert!(drawn.contains("role=\"status\""));
    }
}
