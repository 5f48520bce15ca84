//! The guide's own words and ways where no other walk passes by them; the table beside tells which rule is where.
mod changing;
mod checked;
mod collecting;
mod entering;
mod limits;
mod pictures;

use crate::browser::{Browser, selector, words_of};

/// Fails with everything of this that the page does not show.
#[track_caller]
fn shows(browser: &Browser<'_>, wanted: &[&str]) {
    misses_nothing(browser.address(), &browser.page().text(), wanted);
}

/// Fails with everything of this that `text` lacks.
#[track_caller]
fn misses_nothing(place: &str, text: &str, wanted: &[&str]) {
    let missing: Vec<&&str> = wanted.iter().filter(|words| !text.contains(**words)).collect();
    assert!(missing.is_empty(), "{place} lacks {missing:#?} in:\n{text}");
}

/// The links that fit this rule, as their words and where they lead.
fn links(browser: &Browser<'_>, css: &str) -> Vec<(String, String)> {
    let leads = |link: scraper::ElementRef<'_>| link.value().attr("href").unwrap_or_default().to_owned();
    browser.page().html.select(&selector(css)).map(|link| (words_of(link), leads(link))).collect()
}

/// Whether such a link is among them.
#[track_caller]
fn leads(browser: &Browser<'_>, css: &str, words: &str, to: &str) {
    let found = links(browser, css);
    let wanted = (words.to_owned(), to.to_owned());
    assert!(found.contains(&wanted), "{}: {wanted:?} is not among {found:?}", browser.address());
}
