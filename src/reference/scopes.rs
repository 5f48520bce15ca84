//! The collection scopes: who has to be on record, and what each of them must add.

use serde::Deserialize;

/// One option of 采集范围选择 (spec 2.1).
#[derive(Clone, Debug, Deserialize)]
pub struct Scope {
    /// `1` to `5`.
    pub code: String,
    /// The short name, such as （一）会计人员.
    pub title: String,
    /// The full text of the option.
    pub text: String,
    /// What people of this scope must add, one sentence each.
    pub conditions: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct ScopesFile {
    scopes: Vec<Scope>,
}

pub(super) fn check(file: ScopesFile) -> Result<Vec<Scope>, String> {
    for (at, scope) in file.scopes.iter().enumerate() {
        if scope.title.is_empty() || scope.text.is_empty() {
            return Err(format!("scope {} has no text", scope.code));
        }
        if file.scopes[..at].iter().any(|earlier| earlier.code == scope.code) {
            return Err(format!("scope {} stands twice", scope.code));
        }
    }
    Ok(file.scopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_that_stands_twice_is_refused() {
        let scope = Scope { code: "1".into(), title: "甲".into(), text: "乙".into(), conditions: vec![] };
        assert!(check(ScopesFile { scopes: vec![scope.clone()] }).is_ok());
        assert!(check(ScopesFile { scopes: vec![scope.clone(), scope] }).is_err());
    }
}
