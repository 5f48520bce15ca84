//! One page as the browser received it.
use super::labels::{same_words, selector, words_of};
use rocket::http::uri::Reference;
use scraper::Html;

/// A page with its status, address and headers.
pub struct Page {
    /// The status of the response; 0 for a blank page and for another host's.
    pub status: u16,
    /// Path and query, or the whole address of another host.
    pub address: String,
    /// The response's headers in their order.
    pub headers: Vec<(String, String)>,
    /// The response's body.
    pub bytes: Vec<u8>,
    /// The body as a document.
    pub html: Html,
}

impl Page {
    pub(super) fn new(status: u16, address: &str, headers: Vec<(String, String)>, bytes: Vec<u8>) -> Self {
        let html = Html::parse_document(&String::from_utf8_lossy(&bytes));
        Self { status, address: address.to_owned(), headers, bytes, html }
    }

    pub(super) fn blank() -> Self {
        Self::new(0, "/", Vec::new(), Vec::new())
    }

    pub(super) fn elsewhere(address: String) -> Self {
        Self { address, ..Self::blank() }
    }

    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The document as it was sent.
    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Everything a person reads on the page.
    pub fn text(&self) -> String {
        words_of(self.html.root_element())
    }

    /// The words of the page's first heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        let Some(heading) = self.html.select(&selector("h1")).next() else {
            self.give_up("a page has a heading of the first level")
        };
        words_of(heading)
    }

    /// Fails unless the page shows these words.
    #[track_caller]
    pub fn sees(&self, words: &str) -> &Self {
        if !self.text().contains(words) {
            self.give_up(&format!("the page should show “{words}”"));
        }
        self
    }

    /// Fails if the page shows these words.
    #[track_caller]
    pub fn misses(&self, words: &str) -> &Self {
        if self.text().contains(words) {
            self.give_up(&format!("the page should not show “{words}”"));
        }
        self
    }

    /// Where the link with these words leads.
    #[track_caller]
    pub(super) fn link(&self, words: &str) -> String {
        let found: Vec<_> = self
            .html
            .select(&selector("a[href]"))
            .filter(|a| same_words(&words_of(*a), words) || a.value().attr("aria-label") == Some(words))
            .filter_map(|a| a.value().attr("href"))
            .collect();
        match found.first() {
            Some(first) if found.iter().all(|other| other == first) => self.resolve(first),
            Some(_) => self.give_up(&format!("“{words}” links to several places: {found:?}")),
            None => self.give_up(&format!("there is no link “{words}”")),
        }
    }

    /// A reference of this page as path and query, or as a whole address.
    pub(super) fn resolve(&self, reference: &str) -> String {
        let path = self.address.split('?').next().unwrap_or("/");
        if reference.is_empty() {
            self.address.clone()
        } else if reference.starts_with('?') {
            format!("{path}{reference}")
        } else if reference.starts_with('#') {
            format!("{}{reference}", self.address)
        } else if reference.starts_with('/') || is_absolute(reference) {
            reference.to_owned()
        } else {
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in reference.split('/') {
                match part {
                    ".." if parts.len() > 1 => drop(parts.pop()),
                    "." | ".." => {}
                    part => parts.push(part),
                }
            }
            parts.join("/")
        }
    }

    #[track_caller]
    pub(super) fn give_up(&self, why: &str) -> ! {
        panic!("{why}; {} answered {} and shows:\n{}", self.address, self.status, self.text())
    }
}

fn is_absolute(reference: &str) -> bool {
    Reference::parse(reference).is_ok_and(|parsed| parsed.scheme().is_some())
}
