//! Buttons: one filled button per screen, the verb first; what destroys is outlined in red.
use maud::{Markup, Render, html};

use super::icon::icon;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Main,
    Plain,
    Danger,
}

/// A submit button, or a link that looks like one.
#[derive(Debug, Clone)]
pub struct Button {
    label: String,
    href: Option<String>,
    look: Look,
    icon: Option<&'static str>,
    posted: Option<(String, String)>,
    posts_to: Option<String>,
    spoken: Option<String>,
    small: bool,
}

impl Button {
    fn new(label: impl Into<String>, look: Look) -> Self {
        let label = label.into();
        Self { label, href: None, look, icon: None, posted: None, posts_to: None, spoken: None, small: false }
    }

    /// The screen's filled submit button.
    pub fn submit(label: impl Into<String>) -> Self {
        Self::new(label, Look::Main)
    }

    /// A further submit button, outlined.
    pub fn also(label: impl Into<String>) -> Self {
        Self::new(label, Look::Plain)
    }

    /// A filled link to the next page.
    pub fn main_link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::new(label, Look::Main) }
    }

    /// An outlined link.
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::new(label, Look::Plain) }
    }

    /// Outlines the button in red: it takes something away.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.look = Look::Danger;
        self
    }

    /// Puts an icon of the sprite before the words.
    #[must_use]
    pub fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// Posts `name=value` when this button is pressed.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.posted = Some((name.into(), value.into()));
        self
    }

    /// Posts the surrounding form to another address.
    #[must_use]
    pub fn posts_to(mut self, address: impl Into<String>) -> Self {
        self.posts_to = Some(address.into());
        self
    }

    /// Words only a screen reader hears after the label, such as the name of the row.
    #[must_use]
    pub fn spoken(mut self, words: impl Into<String>) -> Self {
        self.spoken = Some(words.into());
        self
    }

    /// A smaller button for rows and tiles; still a full touch target in elder and kiosk mode.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let class = match self.look {
            Look::Main => "main",
            Look::Plain => "plain",
            Look::Danger => "danger",
        };
        let class = format!("btn {class}{}", if self.small { " small" } else { "" });
        let words = html! {
            @if let Some(name) = self.icon { (icon(name)) }
            (self.label)
            @if let Some(spoken) = &self.spoken { span.hidden { (spoken) } }
        };
        html! {
            @if let Some(href) = &self.href {
                a class=(class) href=(href) { (words) }
            } @else {
                button class=(class) type="submit" formaction=[self.posts_to.as_deref()]
                    name=[self.posted.as_ref().map(|(name, _)| name)] value=[self.posted.as_ref().map(|(_, value)| value)] {
                    (words)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_posts_its_own_answer_and_escapes_it() {
        let drawn =
            Button::also("删除").danger().named("remove", "\"<1>").spoken("学历证书").render().into_string();
        assert!(drawn.contains("name=\"remove\" value=\"&quot;&lt;1&gt;\""));
        assert!(drawn.contains("<span class=\"hidden\">学历证书</span>"));
        assert!(drawn.contains("btn danger"));
    }

    #[test]
    fn a_link_is_an_anchor_and_never_a_button() {
        let drawn = Button::link("/a?b=1&c=2", "返回").render().into_string();
        assert_eq!(drawn, "<a class=\"btn plain\" href=\"/a?b=1&amp;c=2\">返回</a>");
    }
}
