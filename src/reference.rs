//! What the law and the guide fix: divisions, dictionaries, collection scopes, holidays. The files of `data/` are part of
//! the program, read once and checked when it starts, so nothing further in meets a gap in them.

mod dictionary;
mod divisions;
mod scopes;
mod workdays;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

pub use dictionary::{Dictionary, Entries, Entry};
pub use divisions::{Division, Divisions};
pub use scopes::Scope;
pub use workdays::Workdays;

#[derive(RustEmbed)]
#[folder = "data/"]
// What is written for people and for other programs is read where it stands.
#[exclude = "*.md"]
#[exclude = "*.cddl"]
// The face stands in the program once, where papers are drawn.
#[exclude = "fonts/*"]
struct Data;

/// Which world the program shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The real divisions only.
    Production,
    /// The real divisions and the fictional 示例省 of the demonstration.
    Demo,
}

/// All reference data, read and checked.
#[derive(Debug)]
pub struct Reference {
    divisions: Divisions,
    dictionaries: BTreeMap<Dictionary, RwLock<Arc<Entries>>>,
    scopes: Vec<Scope>,
    workdays: Workdays,
}

impl Reference {
    /// Reads everything; the error names the file and what is wrong in it, for the operator.
    pub fn load(profile: Profile) -> Result<Self, String> {
        let mut rows: Vec<(String, String)> = read("divisions.json")?;
        if profile == Profile::Demo {
            rows.extend(read::<Vec<(String, String)>>("demo-divisions.json")?);
        }
        let mut dictionaries = BTreeMap::new();
        for dictionary in Dictionary::ALL {
            let file = format!("dictionaries/{}.json", dictionary.word());
            let entries = Entries::read(read(&file)?).map_err(|fault| format!("data: {file}: {fault}"))?;
            dictionaries.insert(dictionary, RwLock::new(Arc::new(entries)));
        }
        Ok(Self {
            divisions: Divisions::check(rows).map_err(|fault| format!("data: divisions.json: {fault}"))?,
            dictionaries,
            scopes: scopes::check(read("scopes.json")?)
                .map_err(|fault| format!("data: scopes.json: {fault}"))?,
            workdays: Workdays::check(read("workdays.json")?)
                .map_err(|fault| format!("data: workdays.json: {fault}"))?,
        })
    }

    /// The administrative divisions and the departments that follow them.
    pub fn divisions(&self) -> &Divisions {
        &self.divisions
    }

    /// The entries of a dictionary as they are now.
    pub fn dictionary(&self, dictionary: Dictionary) -> Arc<Entries> {
        let lock = self.dictionaries.get(&dictionary).expect("load reads every dictionary");
        // What stands behind the lock is whole at every moment, so a panic elsewhere spoils nothing.
        Arc::clone(&lock.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The label of a code; a code that nobody knows here, such as one from another instance, stands for itself.
    pub fn label(&self, dictionary: Dictionary, code: &str) -> String {
        self.dictionary(dictionary).label(code).unwrap_or(code).to_string()
    }

    /// Puts what an administrator has edited in the place of a dictionary; the error says what is wrong with it.
    pub fn replace(&self, dictionary: Dictionary, entries: Vec<Entry>) -> Result<(), String> {
        let entries = Entries::check(entries)?;
        if let Some(lock) = self.dictionaries.get(&dictionary) {
            *lock.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(entries);
        }
        Ok(())
    }

    /// The five collection scopes (采集范围, spec 2.1) in order.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The scope of a code.
    pub fn scope(&self, code: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.code == code)
    }

    /// The working days of the office.
    pub fn workdays(&self) -> &Workdays {
        &self.workdays
    }
}

fn read<T: DeserializeOwned>(file: &str) -> Result<T, String> {
    let bytes = Data::get(file).ok_or_else(|| format!("data: {file}: missing from the program"))?;
    serde_json::from_slice(&bytes.data).map_err(|cause| format!("data: {file}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::RegionCode;

    #[test]
    fn both_profiles_load_and_only_the_demonstration_is_fictional() {
        let code = RegionCode::parse("980121").unwrap();
        let demo = Reference::load(Profile::Demo).unwrap();
        assert_eq!(demo.divisions().full_name(code).as_deref(), Some("示例省云岭市青岚县"));
        let production = Reference::load(Profile::Production).unwrap();
        assert!(!production.divisions().exists(code));
    }

    #[test]
    fn the_five_scopes_have_texts_and_conditions() {
        let reference = Reference::load(Profile::Production).unwrap();
        assert_eq!(reference.scopes().len(), 5);
        assert!(reference.scopes().iter().all(|scope| !scope.conditions.is_empty()));
        assert!(reference.scope("1").unwrap().text.contains("稽核"));
        assert!(reference.scope("6").is_none());
    }

    #[test]
    fn documents_for_people_are_no_part_of_the_program() {
        let embedded: Vec<_> = Data::iter().collect();
        assert!(embedded.iter().any(|name| name == "divisions.json"));
        let documents = |name: &&std::borrow::Cow<'_, str>| name.ends_with(".md") || name.ends_with(".cddl");
        assert_eq!(embedded.iter().find(documents), None);
        assert!(Data::get("transfer-letter.md").is_none() && Data::get("README.md").is_none());
    }

    #[test]
    fn a_missing_file_is_named() {
        assert_eq!(
            read::<Vec<String>>("nowhere.json"),
            Err("data: nowhere.json: missing from the program".into())
        );
    }
}
