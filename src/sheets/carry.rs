//! A form that was open while what it shows changed (spec 1.12): three states of it are brought together.

use crate::web::Typed;
use std::collections::BTreeSet;

/// The fields that are touched together: a date, a place with its street, all rows of a table, one picture.
fn group(name: &str) -> &str {
    match name.split('.').next().unwrap_or(name) {
        "kept" => name,
        "rows" => "row",
        "street" => "address",
        "code_confirmed" | "code_shown" => "credit_code",
        first => first,
    }
}

/// Brings a form that was filled with `base` up to `now`: what was not touched says what stands now, so that sending it
/// once more takes nothing back and an old mask is no riddle; what was typed stays.
pub fn carry(typed: &mut Typed, base: &Typed, now: &Typed) {
    let shown = || base.names().chain(now.names());
    let known: BTreeSet<&str> = shown().map(group).collect();
    let names: BTreeSet<String> =
        shown().chain(typed.names()).filter(|name| known.contains(group(name))).map(String::from).collect();
    let touched: BTreeSet<String> = names
        .iter()
        .filter(|name| typed.text(name) != base.text(name))
        .map(|name| group(name).to_string())
        .collect();
    for name in names.iter().filter(|name| !touched.contains(group(name))) {
        match now.has(name) {
            true => typed.set(name, now.text(name)),
            false => typed.forget(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, text)| (*name, (*text).to_string())))
    }

    #[test]
    fn what_was_touched_stays_as_a_whole_and_the_rest_follows() {
        let base =
            form(&[("school", "甲"), ("from.year", "2006"), ("from.month", "9"), ("kept.diploma", "F1")]);
        let now =
            form(&[("school", "乙"), ("from.year", "2007"), ("from.month", "8"), ("kept.degree", "F2")]);
        let mut typed = form(&[
            ("token", "t"),
            ("school", "甲"),
            ("from.year", "2006"),
            ("from.month", "10"),
            ("from.day", ""),
            ("kept.diploma", "F1"),
        ]);
        carry(&mut typed, &base, &now);
        let text = |name: &str| typed.text(name).to_string();
        assert_eq!((text("school"), text("token")), ("乙".into(), "t".into()));
        assert_eq!(
            (text("from.year"), text("from.month")),
            ("2006".into(), "10".into()),
            "a date is one thing"
        );
        assert_eq!((typed.has("kept.diploma"), text("kept.degree")), (false, "F2".into()));
    }
}
