//! What a person reads: the visible text of an element, and the words that name a field.
use scraper::{ElementRef, Html, Selector};

/// A selector of this crate, which is always well-formed.
pub fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|fault| panic!("{css}: {fault}"))
}

/// The text of an element as a person sees it, with single spaces.
pub fn words_of(element: ElementRef) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(element: ElementRef, text: &mut String) {
    const UNSEEN: [&str; 6] = ["script", "style", "head", "template", "noscript", "option"];
    const INLINE: [&str; 12] =
        ["a", "b", "strong", "em", "span", "small", "abbr", "mark", "i", "time", "bdi", "ruby"];
    let value = element.value();
    if UNSEEN.contains(&value.name()) && value.name() != "noscript" || value.attr("hidden").is_some() {
        return;
    }
    let apart = !INLINE.contains(&value.name());
    if apart {
        text.push(' ');
    }
    for child in element.children() {
        match child.value() {
            scraper::Node::Text(words) => text.push_str(words),
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    gather(child, text);
                }
            }
        }
    }
    if apart {
        text.push(' ');
    }
}

/// The element of this id.
pub fn by_id<'a>(page: &'a Html, id: &str) -> Option<ElementRef<'a>> {
    page.tree.nodes().filter_map(ElementRef::wrap).find(|element| element.value().id() == Some(id))
}

/// The words of all elements an attribute such as `aria-describedby` points at.
pub fn words_by_ids(page: &Html, ids: &str) -> String {
    ids.split_whitespace().filter_map(|id| by_id(page, id)).map(words_of).collect::<Vec<_>>().join(" ")
}

/// The names a field has: what its labels say, or what `aria-labelledby` and `aria-label` say.
pub fn labels_of(page: &Html, field: ElementRef) -> Vec<String> {
    let value = field.value();
    let mut labels = Vec::new();
    if let Some(ids) = value.attr("aria-labelledby") {
        labels.push(words_by_ids(page, ids));
    }
    labels.extend(value.attr("aria-label").map(str::to_owned));
    if let Some(id) = value.id() {
        let pointing_labels = selector("label[for]");
        let pointing = page.select(&pointing_labels).filter(|l| l.value().attr("for") == Some(id));
        labels.extend(pointing.map(words_of));
    }
    let around = field.ancestors().filter_map(ElementRef::wrap).find(|a| a.value().name() == "label");
    labels.extend(around.map(words_of));
    labels.retain(|label| !label.is_empty());
    labels
}

/// What the legends around a field say, the nearest first.
pub fn legends_of(field: ElementRef) -> Vec<String> {
    let sets = field.ancestors().filter_map(ElementRef::wrap).filter(|a| a.value().name() == "fieldset");
    sets.filter_map(|set| set.child_elements().find(|child| child.value().name() == "legend"))
        .map(words_of)
        .collect()
}

/// Whether the words on the page are those a walk asks for: the same, or the same with a note after them
/// (`证件号码（必填）`, `姓名 *`).
pub fn same_words(shown: &str, asked: &str) -> bool {
    shown == asked
        || shown.strip_prefix(asked).is_some_and(|rest| rest.starts_with([' ', '（', '(', '*', '：', ':']))
}
