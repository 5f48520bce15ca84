//! What was typed into a form, before anybody says what it means.
//!
//! What always holds: a field that appears twice where one is expected is refused (ASVS 15.3.7); nothing is dropped
//! silently; names that a form does not ask for are never looked at, so a made-up field has no effect (T28).

use rocket::form::{DataField, FromForm, Options, ValueField};
use rocket::http::Status;
use std::collections::BTreeMap;

/// The most values one form may carry.
const MOST_VALUES: usize = 400;
/// The most characters one value may have.
const LONGEST: usize = 20_000;

/// Everything a form brought: texts by name, and files by name.
#[derive(Clone, Debug)]
pub struct Typed {
    texts: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Vec<Vec<u8>>>,
    excess: Option<Excess>,
}

/// Why a form is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More bytes than the operator allows.
    TooLarge,
    /// More fields or longer ones than any form of ours has.
    TooMany,
}

impl Typed {
    /// A form that has not been filled in.
    pub fn empty() -> Typed {
        Typed { texts: BTreeMap::new(), files: BTreeMap::new(), excess: None }
    }

    /// A form with these texts, for pages drawn from stored data and for tests.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Typed {
        let mut typed = Typed::empty();
        for (name, value) in pairs {
            typed.set(name, value);
        }
        typed
    }

    /// The text of a field, as it was typed; empty when it is absent or came twice.
    pub fn text(&self, name: &str) -> &str {
        match self.texts.get(name).map(Vec::as_slice) {
            Some([one]) => one,
            _ => "",
        }
    }

    /// The text of a field without blanks around it; none when nothing is left.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name).trim()).filter(|text| !text.is_empty())
    }

    /// All texts of a field that may come several times.
    pub fn texts(&self, name: &str) -> &[String] {
        self.texts.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }

    /// The names of all fields that came with a text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The files chosen for a field, in order.
    pub fn files(&self, name: &str) -> &[Vec<u8>] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// A date typed into three boxes `name.year`, `name.month`, `name.day`, as `y-m-d`; none when all are empty.
    pub fn date(&self, name: &str) -> Option<String> {
        let part = |part: &str| self.text(&format!("{name}.{part}")).trim().to_string();
        let (year, month, day) = (part("year"), part("month"), part("day"));
        (!(year.is_empty() && month.is_empty() && day.is_empty())).then(|| format!("{year}-{month}-{day}"))
    }

    /// Whether 至今 was ticked beside a date.
    pub fn is_open(&self, name: &str) -> bool {
        self.has(&format!("{name}.open"))
    }

    /// The most exact division chosen in `name.province`, `name.city`, `name.county`.
    pub fn region(&self, name: &str) -> Option<&str> {
        ["county", "city", "province"].into_iter().find_map(|level| self.given(&format!("{name}.{level}")))
    }

    /// Replaces a text, as when a kept picture gets its id.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.texts.insert(name.into(), vec![value.into()]);
    }

    /// Forgets a field, as passwords before a page is drawn again.
    pub fn forget(&mut self, name: &str) {
        self.texts.remove(name);
    }

    /// Why the form is refused as a whole, if it is.
    pub fn excess(&self) -> Option<Excess> {
        self.excess
    }

    fn push(&mut self, name: String, value: String) {
        let count: usize = self.texts.values().map(Vec::len).sum();
        if count >= MOST_VALUES || value.chars().count() > LONGEST || name.len() > 200 {
            self.excess = Some(Excess::TooMany);
            return;
        }
        self.texts.entry(name).or_default().push(value);
    }
}

#[rocket::async_trait]
impl<'r> FromForm<'r> for Typed {
    type Context = Typed;

    fn init(_: Options) -> Typed {
        Typed::empty()
    }

    fn push_value(typed: &mut Typed, field: ValueField<'r>) {
        typed.push(field.name.source().as_str().to_string(), field.value.to_string());
    }

    async fn push_data(typed: &mut Typed, field: DataField<'r, '_>) {
        let name = field.name.source().as_str().to_string();
        let limit = field.request.limits().get("file").unwrap_or_default();
        match field.data.open(limit).into_bytes().await {
            Ok(bytes) if !bytes.is_complete() => typed.excess = Some(Excess::TooLarge),
            Ok(bytes) if bytes.is_empty() => {}
            Ok(bytes) => typed.files.entry(name).or_default().push(bytes.into_inner()),
            Err(_) => typed.excess = Some(Excess::TooLarge),
        }
    }

    /// A form of several parts ends at the first part that breaks the limits; what came before may lack the token.
    fn push_error(typed: &mut Typed, error: rocket::form::Error<'r>) {
        typed.excess = Some(match error.status() == Status::PayloadTooLarge {
            true => Excess::TooLarge,
            false => Excess::TooMany,
        });
    }

    fn finalize(typed: Typed) -> rocket::form::Result<'r, Typed> {
        Ok(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_comes_twice_counts_as_not_given() {
        let mut typed = Typed::empty();
        typed.push("phone".into(), "1".into());
        typed.push("phone".into(), "2".into());
        assert_eq!(typed.given("phone"), None);
        assert_eq!(typed.texts("phone").len(), 2);
    }

    #[test]
    fn a_date_is_read_from_its_three_boxes() {
        let typed = Typed::from_pairs([
            ("from.year", "2024".into()),
            ("from.month", "9".into()),
            ("from.day", "2".into()),
        ]);
        assert_eq!(typed.date("from").as_deref(), Some("2024-9-2"));
        assert_eq!(typed.date("to"), None);
    }
}
