//! The rows of 历史数据 by person.

use super::columns::NAME;
use super::row::Reader;
use crate::terms::{Document, ItemId, PersonName};
use ring::digest;
use std::collections::BTreeMap;

/// What stood in the file about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past<T> {
    /// Whose.
    pub document: Document,
    /// The person's name.
    pub name: PersonName,
    /// The rows, the same order whatever the file's was.
    pub rows: Vec<T>,
}

/// People by the lifelong part of their document.
pub(super) struct People<T>(BTreeMap<String, (u32, Past<T>)>);

impl<T> Default for People<T> {
    fn default() -> Self {
        People(BTreeMap::new())
    }
}

impl<T> People<T> {
    /// The rows of this person; none, with a fault, when an earlier row gives the number to somebody else.
    pub(super) fn rows_of(
        &mut self,
        row: &mut Reader<'_>,
        document: Document,
        name: PersonName,
    ) -> Option<&mut Vec<T>> {
        let fresh =
            || (row.number, Past { document: document.clone(), name: name.clone(), rows: Vec::new() });
        let (first, past) = self.0.entry(document.identity_key()).or_insert_with(fresh);
        if past.name != name {
            row.fault(NAME, format!("与第 {first} 行的证件号码相同，姓名不同；请核对两行。"));
            return None;
        }
        Some(&mut past.rows)
    }

    /// Everybody, with how many have more rows than the guide knows.
    pub(super) fn finish(self, most: usize, order: impl Fn(&mut Vec<T>)) -> (Vec<Past<T>>, usize) {
        let people = self.0.into_values().map(|(_, mut past)| {
            order(&mut past.rows);
            past
        });
        let people: Vec<Past<T>> = people.collect();
        let many = people.iter().filter(|past| past.rows.len() > most).count();
        (people, many)
    }
}

/// The id of a row: the same facts that make it this row make the same id at every import.
pub(super) fn item_id(part: &str, document: &Document, facts: &[&str]) -> ItemId {
    let mut context = digest::Context::new(&digest::SHA256);
    for text in [part, &document.identity_key()].iter().chain(facts) {
        context.update(&(text.len() as u64).to_be_bytes());
        context.update(text.as_bytes());
    }
    let mut id = [0; 16];
    id.copy_from_slice(&context.finish().as_ref()[..16]);
    ItemId::from_bytes(id)
}
