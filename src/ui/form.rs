//! Forms and the one-line and many-line fields. A form is posted with its token; the browser's own checking is off so
//! that the server's friendly sentences are the only ones.
use maud::{Markup, Render, html};

use super::labelled::{Labelled, labelled_methods};

/// A posted form.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    token: String,
    once: Option<String>,
    multipart: bool,
    id: Option<String>,
}

impl Form {
    /// A form posted to `action` with the session's `token` against forged requests.
    pub fn new(action: impl Into<String>, token: impl Into<String>) -> Self {
        Self { action: action.into(), token: token.into(), once: None, multipart: false, id: None }
    }

    /// Carries a key so that the same press posted twice counts once.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.once = Some(key.into());
        self
    }

    /// Lets the form carry files.
    #[must_use]
    pub fn multipart(mut self) -> Self {
        self.multipart = true;
        self
    }

    /// Gives the form an id.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The form around `body`.
    pub fn render(&self, body: Markup) -> Markup {
        html! {
            form.form id=[self.id.as_deref()] method="post" action=(self.action) novalidate data-once
                enctype=[self.multipart.then_some("multipart/form-data")] {
                (token(&self.token))
                @if let Some(key) = &self.once { (once(key)) }
                // Enter presses a form's first submit button; without this one it would be whatever helper stands
                // first, such as 删除 under a picture or the button that sends an SMS.
                button.hidden type="submit" tabindex="-1" aria-hidden="true" {}
                (body)
            }
        }
    }
}

/// The hidden token that proves the form came from our own page.
pub fn token(token: &str) -> Markup {
    html! { input type="hidden" name="token" value=(token); }
}

/// The hidden key that makes a second press of the same form harmless.
pub fn once(key: &str) -> Markup {
    html! { input type="hidden" name="once" value=(key); }
}

/// The row of buttons at the foot of a form.
pub fn actions(buttons: Markup) -> Markup {
    html! { div.actions { (buttons) } }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text(&'static str),
    Area(u8),
}

/// One text field with its label, hint and faults.
#[derive(Debug, Clone)]
pub struct Field {
    head: Labelled,
    kind: Kind,
    value: String,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    maxlength: Option<usize>,
    width: Option<u8>,
    suffix: Option<Markup>,
    readonly: bool,
    digits: bool,
}

impl Field {
    fn new(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            head: Labelled::new(name, label),
            kind,
            value: String::new(),
            autocomplete: None,
            inputmode: None,
            maxlength: None,
            width: None,
            suffix: None,
            readonly: false,
            digits: false,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Text("text"), name, label)
    }

    /// A telephone number.
    pub fn tel(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { inputmode: Some("tel"), width: Some(16), ..Self::new(Kind::Text("tel"), name, label) }
    }

    /// A mail address.
    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { inputmode: Some("email"), ..Self::new(Kind::Text("email"), name, label) }
    }

    /// A number, as text with a number pad: wheels and arrows never change it by accident.
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { inputmode: Some("numeric"), width: Some(8), ..Self::new(Kind::Text("text"), name, label) }
    }

    /// A document number: never remembered by the browser, because halls share machines.
    pub fn document(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { autocomplete: Some("off"), width: Some(24), ..Self::text(name, label) }
    }

    /// Several lines of text, `rows` lines high.
    pub fn area(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self::new(Kind::Area(rows), name, label)
    }

    labelled_methods!();

    /// What was typed before.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The purpose of the field for the browser's memory, or `off`.
    #[must_use]
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// Which keys a phone shows.
    #[must_use]
    pub fn inputmode(mut self, keys: &'static str) -> Self {
        self.inputmode = Some(keys);
        self
    }

    /// The most characters the field takes.
    #[must_use]
    pub fn maxlength(mut self, characters: usize) -> Self {
        self.maxlength = Some(characters);
        self
    }

    /// The width in Latin characters, a hint about the length: 4, 8, 16, 24 or full.
    #[must_use]
    pub fn width(mut self, characters: u8) -> Self {
        self.width = Some(characters);
        self
    }

    /// Large figures set apart, for a short code to be compared with another screen.
    #[must_use]
    pub fn digits(mut self, figures: usize) -> Self {
        self.maxlength = Some(figures);
        self.inputmode = Some("numeric");
        self.autocomplete = Some("off");
        self.digits = true;
        self
    }

    /// What stands right of the field, such as the 生僻字 button.
    #[must_use]
    pub fn suffix(mut self, suffix: Markup) -> Self {
        self.suffix = Some(suffix);
        self
    }

    /// Shows the value but takes no typing; it is still posted.
    #[must_use]
    pub fn readonly(mut self) -> Self {
        self.readonly = true;
        self
    }

    fn control(&self) -> Markup {
        let (id, head) = (self.head.id(), &self.head);
        html! {
            @match self.kind {
                Kind::Text(kind) => input id=(id) type=(kind) name=(head.name) value=(self.value) class=[self.width_class()]
                    autocomplete=[self.autocomplete] inputmode=[self.inputmode] maxlength=[self.maxlength]
                    readonly[self.readonly] aria-describedby=[head.described_by()] aria-invalid=[head.invalid()];,
                // A line break straight after the opening tag is dropped by the parser, so one is spent there.
                Kind::Area(rows) => textarea id=(id) name=(head.name) rows=(rows) autocomplete=[self.autocomplete]
                    maxlength=[self.maxlength] readonly[self.readonly] aria-describedby=[head.described_by()]
                    aria-invalid=[head.invalid()] { "\n" (self.value) }
            }
        }
    }

    fn width_class(&self) -> Option<&'static str> {
        if self.digits {
            return Some("digits");
        }
        Some(match self.width? {
            0..=4 => "w4",
            5..=8 => "w8",
            9..=16 => "w16",
            17..=24 => "w24",
            _ => return None,
        })
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        self.head.around(match &self.suffix {
            Some(suffix) => html! { div.beside { (self.control()) (suffix) } },
            None => self.control(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::error_summary::Faults;

    #[test]
    fn a_field_is_joined_to_its_label_hint_and_fault() {
        let mut faults = Faults::new();
        faults.push("unit.name", "请填写单位全称。");
        let field =
            Field::text("unit.name", "单位名称").hint("与公章一致").faults(&faults).value("\"><script>");
        let drawn = field.render().into_string();
        assert!(drawn.contains("<label class=\"label\" for=\"unit-name\">"));
        assert!(drawn.contains("id=\"unit-name\"") && drawn.contains("name=\"unit.name\""));
        assert!(drawn.contains("aria-describedby=\"unit-name-hint unit-name-fault\""));
        assert!(drawn.contains("id=\"unit-name-hint\"") && drawn.contains("id=\"unit-name-fault\""));
        assert!(drawn.contains("aria-invalid=\"true\"") && !drawn.contains("<script>"));
    }

    #[test]
    fn a_field_without_hint_or_fault_describes_nothing() {
        let drawn = Field::text("name", "姓名").optional().render().into_string();
        assert!(!drawn.contains("aria-describedby") && !drawn.contains("aria-invalid"));
        assert!(drawn.contains("（选填）"));
    }

    #[test]
    fn many_lines_keep_what_was_typed() {
        let drawn = Field::area("note", "说明", 4).value("</textarea>甲").render().into_string();
        assert!(drawn.contains("\n&lt;/textarea&gt;甲</textarea>"));
    }

    #[test]
    fn enter_presses_the_forms_own_button_and_no_helper() {
        let drawn =
            Form::new("/a", "t").render(html! { button type="submit" formaction="/remove" { "删除" } });
        let drawn = drawn.into_string();
        let first = drawn.find("<button").expect("a button is drawn");
        assert!(!drawn[first..].split('>').next().unwrap_or_default().contains("formaction"));
    }

    #[test]
    fn a_form_carries_its_token_and_key_and_can_carry_files() {
        let drawn = Form::new("/a", "t\"").once("k").multipart().render(html! { "内" }).into_string();
        assert!(
            drawn.contains("name=\"token\" value=\"t&quot;\"") && drawn.contains("name=\"once\" value=\"k\"")
        );
        assert!(drawn.contains("enctype=\"multipart/form-data\"") && drawn.contains("method=\"post\""));
    }
}
