//! The picture code with its spoken twin, for eyes and for ears.
use maud::{Markup, Render, html};

use super::icon::icon;
use super::labelled::{Labelled, labelled_methods};

/// A picture code: the answer is posted as `name`, which picture it answers as `name.id`. 换一张 posts the form with
/// `again=name`, or, with the script, fetches only this field anew from `refresh`.
#[derive(Debug, Clone)]
pub struct Captcha {
    head: Labelled,
    id: String,
    picture: String,
    sound: Option<String>,
    refresh: String,
}

impl Captcha {
    /// The code `id`, its picture's address, and the address that answers with a fresh field.
    pub fn new(
        name: impl Into<String>,
        id: impl Into<String>,
        picture: impl Into<String>,
        refresh: impl Into<String>,
    ) -> Self {
        let head = Labelled::new(name, "图片验证码");
        Self { head, id: id.into(), picture: picture.into(), sound: None, refresh: refresh.into() }
    }

    labelled_methods!();

    /// The address of the same code spoken.
    #[must_use]
    pub fn sound(mut self, address: impl Into<String>) -> Self {
        self.sound = Some(address.into());
        self
    }
}

impl Render for Captcha {
    fn render(&self) -> Markup {
        let head = &self.head;
        html! {
            div.captcha id={ (head.id()) "-captcha" } {
                (head.around(html! {
                    input type="hidden" name=(head.part_name("id")) value=(self.id);
                    div.beside {
                        input.w8 id=(head.id()) type="text" name=(head.name) autocomplete="off" autocapitalize="none"
                            spellcheck="false" aria-describedby=[head.described_by()] aria-invalid=[head.invalid()];
                        img src=(self.picture) width="150" height="56" alt="图片验证码，看不清可以换一张或者听声音";
                        button.btn type="submit" name="again" value=(head.name) hx-get=(self.refresh)
                            hx-target={ "#" (head.id()) "-captcha" } hx-swap="outerHTML" { (icon("arrow-clockwise")) "换一张" }
                        @if let Some(sound) = &self.sound {
                            a.btn href=(sound) data-sound { (icon("volume-up")) "听声音" }
                        }
                    }
                }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_can_be_seen_heard_and_changed() {
        let captcha = Captcha::new("captcha", "a\"b", "/c.png", "/c").sound("/c.wav");
        let drawn = captcha.render().into_string();
        assert!(
            drawn.contains("name=\"captcha.id\" value=\"a&quot;b\"") && drawn.contains("for=\"captcha\"")
        );
        assert!(drawn.contains("href=\"/c.wav\"") && drawn.contains("hx-target=\"#captcha-captcha\""));
        assert!(
            drawn.contains("id=\"captcha-captcha\"") && drawn.contains("name=\"again\" value=\"captcha\"")
        );
    }
}
