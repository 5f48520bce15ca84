//! A form as a person fills it in.
use super::encoding::{Attached, Part, multipart, urlencoded};
use super::field::{Button, Field, Holds, buttons_of, fields_of};
use super::labels::{same_words, selector};
use super::{Browser, Page, Sending};
use rocket::http::Method;
use scraper::ElementRef;

/// The form of the page shown, with what was filled in so far.
pub struct Form<'b, 's> {
    browser: &'b mut Browser<'s>,
    attributes: Attributes,
    fields: Vec<Field>,
    buttons: Vec<Button>,
}

struct Attributes {
    action: String,
    method: String,
    encoding: String,
}

impl<'b, 's> Form<'b, 's> {
    #[track_caller]
    pub(super) fn on(browser: &'b mut Browser<'s>, button: &str) -> Self {
        let page = &browser.page;
        let all: Vec<ElementRef> = page.html.select(&selector("form")).collect();
        let found = all.into_iter().find(|form| {
            buttons_of(&page.html, *form)
                .iter()
                .any(|b| b.words.iter().any(|words| same_words(words, button)))
        });
        let Some(form) = found else { page.give_up(&format!("no form has a button “{button}”")) };
        let attribute = |name, otherwise: &str| form.value().attr(name).unwrap_or(otherwise).to_owned();
        let attributes = Attributes {
            action: attribute("action", ""),
            method: attribute("method", "get"),
            encoding: attribute("enctype", "application/x-www-form-urlencoded"),
        };
        let fields = fields_of(&page.html, form);
        let buttons = buttons_of(&page.html, form);
        Form { browser, attributes, fields, buttons }
    }

    /// Writes into the field of this label; of a choice it takes the option with these words. Where a label says too
    /// little, such as 年 of one of two dates, the legend goes before it: `出生日期/年`.
    #[track_caller]
    pub fn fill(mut self, label: &str, text: &str) -> Self {
        let at = match self.find(label, &|holds| matches!(holds, Holds::Text(_) | Holds::Options(..))) {
            Some(at) => at,
            None => return self.choose(label, text),
        };
        self.not_locked(at, label);
        match &mut self.fields[at].holds {
            Holds::Text(held) => text.clone_into(held),
            _ => return self.choose(label, text),
        }
        self
    }

    /// Takes the option with these words, from a list or from the radio buttons under a legend.
    #[track_caller]
    pub fn choose(mut self, label: &str, option: &str) -> Self {
        if let Some(at) = self.find(label, &|holds| matches!(holds, Holds::Options(..))) {
            self.not_locked(at, label);
            let Holds::Options(options, chosen) = &mut self.fields[at].holds else { return self };
            *chosen = options.iter().position(|(words, _)| same_words(words, option));
            if chosen.is_none() {
                let offered: Vec<String> = options.iter().map(|(words, _)| words.clone()).collect();
                self.browser.page.give_up(&format!("{label} offers no “{option}” but {offered:?}"));
            }
            return self;
        }
        let marked = format!("{label}/{option}");
        let radio = |holds: &Holds| matches!(holds, Holds::Mark { radio: true, .. });
        let Some(at) = self.find(&marked, &radio) else { self.no_field(&marked) };
        self.not_locked(at, label);
        let group = self.fields[at].name.clone();
        for (index, field) in self.fields.iter_mut().enumerate() {
            if let Holds::Mark { radio: true, on, .. } = &mut field.holds
                && field.name == group
            {
                *on = index == at;
            }
        }
        self
    }

    /// Ticks the box of this label.
    #[track_caller]
    pub fn check(self, label: &str) -> Self {
        self.tick(label, true)
    }

    /// Takes the tick out of the box of this label.
    #[track_caller]
    pub fn uncheck(self, label: &str) -> Self {
        self.tick(label, false)
    }

    #[track_caller]
    fn tick(mut self, label: &str, tick: bool) -> Self {
        let boxes = |holds: &Holds| matches!(holds, Holds::Mark { radio: false, .. });
        let Some(at) = self.find(label, &boxes) else { self.no_field(label) };
        self.not_locked(at, label);
        if let Holds::Mark { on, .. } = &mut self.fields[at].holds {
            *on = tick;
        }
        self
    }

    /// Chooses a photo for the file field of this label; the name is made from what the bytes are.
    #[track_caller]
    pub fn attach(self, label: &str, bytes: &[u8]) -> Self {
        let name = if bytes.starts_with(b"\x89PNG") { "photo.png" } else { "photo.jpg" };
        self.attach_named(label, name, bytes)
    }

    /// Chooses a file of this name for the file field of this label.
    #[track_caller]
    pub fn attach_named(mut self, label: &str, name: &str, bytes: &[u8]) -> Self {
        let Some(at) = self.find(label, &|holds| matches!(holds, Holds::File(_))) else {
            self.no_field(label)
        };
        self.not_locked(at, label);
        self.fields[at].holds = Holds::File(Attached { name: name.to_owned(), bytes: bytes.to_vec() });
        self
    }

    /// Chooses several photos at once for the file field of this label, which must take several.
    #[track_caller]
    pub fn attach_all(mut self, label: &str, photos: &[Vec<u8>]) -> Self {
        let Some((first, more)) = photos.split_first() else { return self };
        self = self.attach(label, first);
        let chosen = |holds: &Holds| matches!(holds, Holds::File(_));
        let Some(at) = self.find(label, &chosen) else { self.no_field(label) };
        if !self.fields[at].multiple {
            self.browser.page.give_up(&format!("“{label}” takes one file only"));
        }
        for bytes in more {
            let file = Attached { name: "photo.jpg".to_owned(), bytes: bytes.clone() };
            let one = Field { labels: Vec::new(), holds: Holds::File(file), ..self.fields[at].clone() };
            self.fields.insert(at + 1, one);
        }
        self
    }

    /// Sends this value under this name whether the page has such a field or not, as a forger would.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self.fields.push(Field {
            name: name.to_owned(),
            labels: Vec::new(),
            legends: Vec::new(),
            description: String::new(),
            locked: false,
            disabled: false,
            multiple: false,
            holds: Holds::Hidden(value.to_owned()),
        });
        self
    }

    /// Sends what is filled in to another address than the page says, as a forger would.
    pub fn sent_to(mut self, address: &str) -> Self {
        address.clone_into(&mut self.attributes.action);
        self
    }

    /// What the field of this label holds: its text, or the words of the option or radio button chosen.
    #[track_caller]
    pub fn holds(&self, label: &str) -> String {
        let shown = |holds: &Holds| matches!(holds, Holds::Text(_) | Holds::Options(..));
        if let Some(at) = self.find(label, &shown) {
            return match &self.fields[at].holds {
                Holds::Text(text) => text.clone(),
                Holds::Options(options, chosen) => chosen.map_or(String::new(), |at| options[at].0.clone()),
                _ => String::new(),
            };
        }
        let under = |field: &&Field| field.legends.iter().any(|legend| same_words(legend, label));
        let marks = |field: &&Field| matches!(field.holds, Holds::Mark { .. });
        let group: Vec<&Field> = self.fields.iter().filter(under).filter(marks).collect();
        if group.is_empty() {
            self.no_field(label);
        }
        let on = group.iter().find(|field| matches!(field.holds, Holds::Mark { on: true, .. }));
        on.and_then(|field| field.labels.first()).cloned().unwrap_or_default()
    }

    /// What is said about the field of this label: hints and faults that `aria-describedby` ties to it.
    #[track_caller]
    pub fn said_about(&self, label: &str) -> String {
        let Some(at) = self.find(label, &|_| true) else { self.no_field(label) };
        self.fields[at].description.clone()
    }

    /// Presses the button with these words and follows where it leads.
    #[track_caller]
    pub fn press(self, words: &str) -> &'b Page {
        let sending = self.sending(words);
        self.browser.send(&sending, "same-origin")
    }

    /// Presses the button twice, as after a double click or a reload, and says where each press led.
    #[track_caller]
    pub fn press_twice(self, words: &str) -> (String, String) {
        let sending = self.sending(words);
        let first = self.browser.send(&sending, "same-origin").address.clone();
        (first, self.browser.send(&sending, "same-origin").address.clone())
    }

    #[track_caller]
    fn sending(&self, words: &str) -> Sending {
        let pressed = self.buttons.iter().find(|b| b.words.iter().any(|shown| same_words(shown, words)));
        let Some(button) = pressed.filter(|b| !b.disabled) else {
            self.browser.page.give_up(&format!("this form has no button “{words}” to press"))
        };
        let mut parts: Vec<Part> = self.fields.iter().filter_map(Field::part).collect();
        parts.extend(button.sent.clone().map(|(name, value)| Part::Text(name, value)));
        let target = self.browser.page.resolve(button.action.as_ref().unwrap_or(&self.attributes.action));
        let method = button.method.as_ref().unwrap_or(&self.attributes.method);
        let encoding = button.encoding.as_ref().unwrap_or(&self.attributes.encoding);
        if !method.eq_ignore_ascii_case("post") {
            let path = target.split(['?', '#']).next().unwrap_or(&target);
            let target = format!("{path}?{}", urlencoded(&parts));
            return Sending { method: Method::Get, target, body: None };
        }
        let body = if encoding == "multipart/form-data" {
            multipart(&parts)
        } else {
            if parts.iter().any(|part| matches!(part, Part::File(_, file) if !file.name.is_empty())) {
                self.browser.page.give_up("a form with files needs enctype multipart/form-data");
            }
            ("application/x-www-form-urlencoded".to_owned(), urlencoded(&parts).into_bytes())
        };
        Sending { method: Method::Post, target, body: Some(body) }
    }

    /// The first field of the right kind that the label names; several of one label are told apart by a legend.
    #[track_caller]
    fn find(&self, label: &str, kind: &dyn Fn(&Holds) -> bool) -> Option<usize> {
        let named = |test: &dyn Fn(&Field) -> bool| -> Vec<usize> {
            let fields = self.fields.iter().enumerate();
            fields.filter(|(_, f)| kind(&f.holds) && test(f)).map(|(at, _)| at).collect()
        };
        let mut found = named(&|f| f.labels.iter().any(|shown| shown == label));
        if found.is_empty() {
            found = named(&|f| f.labels.iter().any(|shown| same_words(shown, label)));
        }
        if found.is_empty()
            && let Some((legend, label)) = label.rsplit_once('/')
        {
            found = named(&|f| {
                f.labels.iter().any(|shown| same_words(shown, label))
                    && f.legends.iter().any(|shown| same_words(shown, legend))
            });
        }
        if found.len() > 1 {
            self.browser.page.give_up(&format!("{} fields are labelled “{label}”", found.len()));
        }
        found.first().copied()
    }

    #[track_caller]
    fn not_locked(&self, at: usize, label: &str) {
        if self.fields[at].locked {
            self.browser.page.give_up(&format!("the field “{label}” cannot be changed"));
        }
    }

    #[track_caller]
    fn no_field(&self, label: &str) -> ! {
        let offered: Vec<String> =
            self.fields.iter().filter(|f| !f.labels.is_empty()).map(Field::words).collect();
        self.browser.page.give_up(&format!("the form has no field “{label}” but {offered:?}"))
    }
}
