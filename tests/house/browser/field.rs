//! The fields and buttons of a form, read from the page.
use super::encoding::{Attached, Part};
use super::labels::{labels_of, legends_of, selector, words_by_ids, words_of};
use scraper::{ElementRef, Html};

/// A button that sends the form.
pub struct Button {
    pub words: Vec<String>,
    pub sent: Option<(String, String)>,
    pub action: Option<String>,
    pub method: Option<String>,
    pub encoding: Option<String>,
    pub disabled: bool,
}

/// One field with the words that name it.
#[derive(Clone)]
pub struct Field {
    pub name: String,
    pub labels: Vec<String>,
    pub legends: Vec<String>,
    pub description: String,
    pub locked: bool,
    pub disabled: bool,
    /// Whether a file field takes several files.
    pub multiple: bool,
    pub holds: Holds,
}

/// What a field holds, by its kind.
#[derive(Clone)]
pub enum Holds {
    Hidden(String),
    Text(String),
    /// One of a radio group, or a box to tick.
    Mark {
        radio: bool,
        value: String,
        on: bool,
    },
    /// The words and value of each option, and which is chosen.
    Options(Vec<(String, String)>, Option<usize>),
    File(Attached),
}

impl Field {
    /// Legends and labels as a walk would name the field.
    pub fn words(&self) -> String {
        self.legends.iter().rev().chain(&self.labels).cloned().collect::<Vec<_>>().join("/")
    }

    /// What a browser sends for this field, if anything.
    pub fn part(&self) -> Option<Part> {
        if self.name.is_empty() || self.disabled {
            return None;
        }
        let text = match &self.holds {
            Holds::Hidden(text) | Holds::Text(text) => text.clone(),
            Holds::Mark { value, on, .. } => on.then(|| value.clone())?,
            Holds::Options(options, chosen) => chosen.map(|at| options[at].1.clone())?,
            Holds::File(file) => return Some(Part::File(self.name.clone(), file.clone())),
        };
        Some(Part::Text(self.name.clone(), text))
    }
}

/// Elements of this kind that belong to the form: inside it, or tied to it by their `form` attribute.
fn belonging<'a>(page: &'a Html, form: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let belongs = |element: &ElementRef| match element.value().attr("form") {
        Some(id) => form.value().id() == Some(id),
        None => element.ancestors().any(|ancestor| ancestor.id() == form.id()),
    };
    page.select(&selector(css)).filter(belongs).collect()
}

fn is_disabled(element: ElementRef) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    element.value().attr("disabled").is_some()
        || around.any(|a| a.value().name() == "fieldset" && a.value().attr("disabled").is_some())
}

/// The buttons that send the form.
pub fn buttons_of(page: &Html, form: ElementRef) -> Vec<Button> {
    const BUTTONS: &str = "button:not([type=button]):not([type=reset]), input[type=submit]";
    let read = |element: ElementRef| {
        let attribute = |name| element.value().attr(name).map(str::to_owned);
        let shown = if element.value().name() == "input" {
            attribute("value").unwrap_or_default()
        } else {
            words_of(element)
        };
        Button {
            words: std::iter::once(shown).chain(attribute("aria-label")).collect(),
            sent: attribute("name").map(|name| (name, attribute("value").unwrap_or_default())),
            action: attribute("formaction"),
            method: attribute("formmethod"),
            encoding: attribute("formenctype"),
            disabled: is_disabled(element),
        }
    };
    belonging(page, form, BUTTONS).into_iter().map(read).collect()
}

/// The fields of the form in the order in which they are sent.
pub fn fields_of(page: &Html, form: ElementRef) -> Vec<Field> {
    const FIELDS: &str =
        "input:not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea";
    let read = |element: ElementRef| {
        let attribute = |name| element.value().attr(name);
        let disabled = is_disabled(element);
        Field {
            name: attribute("name").unwrap_or_default().to_owned(),
            labels: labels_of(page, element),
            legends: legends_of(element),
            description: words_by_ids(page, attribute("aria-describedby").unwrap_or_default()),
            locked: disabled || attribute("readonly").is_some(),
            disabled,
            multiple: attribute("multiple").is_some(),
            holds: held_by(element),
        }
    };
    belonging(page, form, FIELDS).into_iter().map(read).collect()
}

fn held_by(element: ElementRef) -> Holds {
    let attribute = |name| element.value().attr(name);
    let value = attribute("value").unwrap_or_default().to_owned();
    match (element.value().name(), attribute("type").unwrap_or("text")) {
        ("select", _) => {
            let options: Vec<ElementRef> = element.select(&selector("option")).collect();
            let read = |option: &ElementRef| {
                let words =
                    option.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
                let value = option.value().attr("value").map_or_else(|| words.clone(), str::to_owned);
                (words, value)
            };
            let chosen = options.iter().position(|option| option.value().attr("selected").is_some());
            let first = options.iter().position(|option| option.value().attr("disabled").is_none());
            Holds::Options(options.iter().map(read).collect(), chosen.or(first))
        }
        // The parser has already dropped the line break that may follow the opening tag.
        ("textarea", _) => Holds::Text(element.text().collect()),
        (_, "hidden") => Holds::Hidden(value),
        (_, "file") => Holds::File(Attached::default()),
        (_, kind @ ("radio" | "checkbox")) => Holds::Mark {
            radio: kind == "radio",
            value: attribute("value").unwrap_or("on").to_owned(),
            on: attribute("checked").is_some(),
        },
        _ => Holds::Text(value),
    }
}
