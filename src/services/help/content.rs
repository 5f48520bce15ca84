//! The texts of the help centre, embedded from `data/help`, one file per topic, read once.
//!
//! What always holds: texts are plain, links stand apart and lead to pages of this house only.

pub mod errands;

use rust_embed::Embed;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Queries are cut to this many characters, so that a long one costs no more than a short one.
const LONGEST_QUERY: usize = 60;

#[derive(Embed)]
#[folder = "data/help"]
struct Files;

/// One page of the help centre.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The name in the address, `/help/<slug>`; the file's name without its ending.
    #[serde(skip)]
    pub slug: String,
    /// The heading.
    pub title: String,
    /// The group it stands in.
    pub chapter: String,
    /// Its place among the topics, from 1.
    pub order: u8,
    /// The paragraph under the heading.
    pub intro: String,
    /// Questions in the order they are shown.
    #[serde(rename = "entry")]
    pub entries: Vec<Entry>,
}

/// One question with its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The question, or the name of a step.
    pub question: String,
    /// Its name in the address, for questions that other pages lead to; the others are counted and may move.
    pub anchor: Option<String>,
    /// The answer's paragraphs, plain text.
    pub answer: Vec<String>,
    /// Where to go next.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// A link to a page of this house.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// A path beginning with `/`.
    pub href: String,
}

/// A question that fits a query.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The topic it stands in.
    pub topic: &'static Topic,
    /// Its place in the topic, from 0.
    pub position: usize,
    /// The question itself.
    pub entry: &'static Entry,
}

static TOPICS: LazyLock<Vec<Topic>> =
    LazyLock::new(|| read_all().expect("the embedded help texts parse, as a test of this room proves"));

/// All topics in their order.
pub fn topics() -> &'static [Topic] {
    &TOPICS
}

/// The topic at `/help/<slug>`.
pub fn topic(slug: &str) -> Option<&'static Topic> {
    topics().iter().find(|topic| topic.slug == slug)
}

/// Questions that share at least half of the query's pairs of letters, the closest first.
///
/// Pairs instead of words, because Chinese has no spaces and people turn phrases round.
pub fn search(text: &str) -> Vec<Hit> {
    let wanted = pairs(&text.chars().take(LONGEST_QUERY).collect::<String>());
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    for topic in topics() {
        for (position, entry) in topic.entries.iter().enumerate() {
            let asked = letters(&entry.question);
            let told = letters(&entry.answer.join(" "));
            let in_question = wanted.iter().filter(|pair| asked.contains(pair.as_str())).count();
            let anywhere = wanted
                .iter()
                .filter(|pair| asked.contains(pair.as_str()) || told.contains(pair.as_str()))
                .count();
            if anywhere > 0 && anywhere * 2 >= wanted.len() {
                hits.push((in_question * 3 + anywhere, Hit { topic, position, entry }));
            }
        }
    }
    hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = letters(text).chars().collect();
    match letters.as_slice() {
        [single] => BTreeSet::from([single.to_string()]),
        many => many.windows(2).map(|pair| pair.iter().collect()).collect(),
    }
}

fn read_all() -> Result<Vec<Topic>, String> {
    let mut topics = Vec::new();
    for name in Files::iter() {
        let file = Files::get(&name).ok_or_else(|| format!("{name}: gone"))?;
        let text = std::str::from_utf8(&file.data).map_err(|error| format!("{name}: {error}"))?;
        let mut topic: Topic = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
        topic.slug = name.strip_suffix(".toml").ok_or_else(|| format!("{name}: not TOML"))?.to_owned();
        topics.push(topic);
    }
    topics.sort_by_key(|topic| topic.order);
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: [&str; 23] = [
        "/me/papers",
        "/papers/check",
        "/me/files",
        "/me/record",
        "/me/export",
        "/me/close",
        "/register",
        "/login",
        "/password/reset",
        "/me",
        "/me/verify",
        "/me/collect",
        "/me/change",
        "/me/change/correction",
        "/me/change/history",
        "/me/transfer",
        "/me/files",
        "/help",
        "/privacy",
        "/accessibility",
        "/me/titles",
        "/me/titles/licences",
        "/track",
    ];

    #[test]
    fn every_file_parses_and_stands_at_a_place_of_its_own() {
        let topics = read_all().unwrap();
        let slugs: Vec<&str> = topics.iter().map(|topic| topic.slug.as_str()).collect();
        let expected = [
            "registration",
            "signin",
            "verification",
            "collection",
            "changes",
            "transfer",
            "titles",
            "guide",
            "privacy",
            "accessibility",
        ];
        assert_eq!(slugs, expected);
        let orders: BTreeSet<u8> = topics.iter().map(|topic| topic.order).collect();
        assert_eq!(orders.len(), topics.len());
    }

    #[test]
    fn every_topic_answers_at_least_eight_different_questions_in_whole_sentences() {
        for topic in topics() {
            let questions: BTreeSet<&str> =
                topic.entries.iter().map(|entry| entry.question.as_str()).collect();
            assert!(questions.len() >= 8 && questions.len() == topic.entries.len(), "{}", topic.slug);
            for entry in &topic.entries {
                assert!(!entry.answer.is_empty(), "{}", entry.question);
                for paragraph in &entry.answer {
                    assert!(paragraph.ends_with('。'), "{paragraph}");
                    assert!(!paragraph.contains(['<', '>', '*', '`', '[']), "{paragraph}");
                }
            }
        }
    }

    #[test]
    fn chinese_texts_use_chinese_punctuation() {
        for topic in topics() {
            for text in topic.entries.iter().flat_map(|entry| entry.answer.iter().chain([&entry.question])) {
                let characters: Vec<char> = text.chars().collect();
                for pair in characters.windows(2) {
                    assert!(!(pair[0] > '\u{2e80}' && ",;:?!()".contains(pair[1])), "{text}");
                }
            }
        }
    }

    #[test]
    fn every_link_leads_to_a_page_of_this_house() {
        for link in topics().iter().flat_map(|topic| &topic.entries).flat_map(|entry| &entry.links) {
            let known = PAGES.contains(&link.href.as_str())
                || link.href.strip_prefix("/help/").is_some_and(|slug| topic(slug).is_some());
            assert!(known && !link.text.is_empty(), "{link:?}");
        }
    }

    #[test]
    fn a_search_finds_a_question_whose_words_are_turned_round() {
        let first =
            |text: &str| search(text).first().map(|hit| hit.entry.question.clone()).unwrap_or_default();
        assert!(first("验证码收不到").contains("收不到验证码"));
        assert!(first("忘记密码").contains("忘记密码"));
        assert!(first("生僻字").contains("生僻字"));
    }

    #[test]
    fn a_search_that_fits_nothing_finds_nothing() {
        assert!(search("").is_empty());
        assert!(search("  ?!").is_empty());
        assert!(search("zzzzqqqq").is_empty());
        assert_eq!(search("PNG").len(), search("png").len());
        assert!(!search("png").is_empty());
    }
}
