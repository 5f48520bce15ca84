//! The list of cases in `tests/README.md`, and that of the rules in `tests/house/guide`, name tests that exist.
use std::collections::BTreeSet;
use std::path::Path;

/// The text of every source below this folder.
fn sources(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push_str(&std::fs::read_to_string(&path).expect("sources are text"));
        }
    }
}

/// What looks like the name of a test: a sentence of at least four words.
fn named(list: &str) -> BTreeSet<&str> {
    let words = list.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| word.matches('_').count() >= 3).collect()
}

/// The names that no function has.
fn absent<'l>(list: &'l str, sources: &str) -> Vec<&'l str> {
    named(list).into_iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect()
}

fn assert_all_exist(list: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    sources(&root.join("src"), &mut code);
    sources(&root.join("tests"), &mut code);
    assert!(named(list).len() > 70, "the list names {} tests only", named(list).len());
    assert_eq!(absent(list, &code), Vec::<&str>::new());
}

#[test]
fn every_case_is_held_by_a_test_that_exists() {
    assert_all_exist(include_str!("../README.md"));
}

#[test]
fn every_rule_of_the_guide_is_held_by_a_test_that_exists() {
    assert_all_exist(include_str!("guide/README.md"));
}

#[test]
fn a_name_that_is_gone_is_found() {
    assert_eq!(absent("T01 | `x::a_name_nobody_has`, `web::photos`", "fn a_name("), ["a_name_nobody_has"]);
}
