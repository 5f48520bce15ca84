//! The name typed at login: 证件号码 or 手机号, as people write them (spec 1.3, T06).

use crate::terms::{Document, DocumentKind, Phone, normalised};

/// What the typed account may mean: a number can read as a phone and as documents of several kinds.
#[derive(Clone, Debug)]
pub struct AccountName {
    /// The phone, if it reads as one.
    pub phone: Option<Phone>,
    /// The documents it reads as.
    pub documents: Vec<Document>,
    /// One spelling for counting, whether or not anybody has this name.
    pub canonical: String,
}

impl AccountName {
    /// Reads the account as typed; anything reads as something, because a login never says what an account looks like.
    pub fn read(typed: &str) -> AccountName {
        let phone = Phone::parse(typed).ok();
        let read = |kind| Document::parse(kind, typed).ok();
        let documents: Vec<Document> = DocumentKind::ALL.into_iter().filter_map(read).collect();
        let plain: String = normalised(typed).chars().filter(|c| !c.is_whitespace()).take(64).collect();
        let canonical = match (&phone, documents.first()) {
            (Some(phone), _) => phone.to_string(),
            (None, Some(document)) => document.identity_key(),
            (None, None) => plain.to_uppercase(),
        };
        AccountName { phone, documents, canonical }
    }
}

#[cfg(test)]
mod tests {
    use super::AccountName;

    #[test]
    fn every_spelling_of_a_name_is_counted_as_one() {
        let canonical = |typed| AccountName::read(typed).canonical;
        assert_eq!(canonical("11010519491231002x"), canonical(" １１０１０５１９４９１２３１００２Ｘ "));
        assert_eq!(canonical("+86 134-1234-9197"), canonical("13412349197"));
        assert_eq!(canonical("ａ b?"), canonical("AB?"));
        assert_ne!(canonical("13412349197"), canonical("13412349198"));
    }
}
