//! A small catalogue for the tests of the store: people, by phone and by city.
use std::sync::Arc;

use minicbor::{Decode, Encode};
use zhangfang::store::{Broken, Catalogue, Engine, Index, Newest, Read, Store, Table, Tx};

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Person {
    #[n(0)]
    pub name: String,
    #[n(1)]
    pub city: u16,
    #[n(2)]
    pub phone: Option<String>,
}

pub static PEOPLE: Table<u64, Person> = Table::new("people", &[&PEOPLE_BY_PHONE, &PEOPLE_BY_CITY]);
pub static PEOPLE_BY_PHONE: Index<String, u64, u64, Person> = Index::new("people_by_phone", |id, person| {
    person.phone.iter().map(|phone| (phone.clone(), *id)).collect()
});
pub static PEOPLE_BY_CITY: Index<(u16, Newest, u64), String, u64, Person> =
    Index::new("people_by_city", |id, person| vec![((person.city, Newest(*id), *id), person.name.clone())]);
pub static COUNTS: Table<String, u64> = Table::new("counts", &[]);

pub static CATALOGUE: Catalogue = Catalogue { tables: &[&PEOPLE, &COUNTS], migrations: &[] };

pub fn person(name: &str, city: u16, phone: Option<&str>) -> Person {
    Person { name: name.to_string(), city, phone: phone.map(str::to_string) }
}

pub fn open(engine: &Arc<dyn Engine>) -> Store {
    Store::open(engine.clone(), &CATALOGUE, 64).unwrap()
}

/// Puts one person, or says what is broken.
pub fn put(store: &Store, id: u64, person: &Person) -> Result<(), Broken> {
    let person = person.clone();
    store.act_blocking(move |tx: &mut Tx| tx.put(&PEOPLE, &id, &person))
}

/// Counts one hit.
pub fn add_one(tx: &mut Tx) -> Result<u64, Broken> {
    let next = tx.get(&COUNTS, &"hits".to_string())?.unwrap_or(0) + 1;
    tx.put(&COUNTS, &"hits".to_string(), &next)?;
    Ok(next)
}
