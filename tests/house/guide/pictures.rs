//! Chapters 3 and 4: a paper of several pages is chosen at once and becomes one picture.
use super::misses_nothing;
use crate::browser::Browser;
use crate::changes::kit::County;
use crate::collection::world;
use crate::papers::{logged_in, photo};
use crate::records::slot;

const FRONT: &str = "身份证明正面（身份证或居住证）";
const BACK: &str = "身份证明背面（身份证或居住证）";

/// Sends two photos of this paper with a form that comes back, and looks at what is kept of them.
fn two_become_one(browser: &mut Browser<'_>, page: &str, button: &str, label: &str, fault: Option<&str>) {
    browser.visit(page);
    let two = [photo(101), photo(102)];
    let form = browser.form(button).attach_all(&slot(label), &two);
    let form = match fault {
        Some(field) => form.fill(field, "12"),
        None => form,
    };
    form.press(button);
    assert_eq!(browser.status(), 422, "{page}");
    let text = browser.page().text();
    misses_nothing(page, &text, &[&format!("{label}：已把 2 张合并为一张")]);
    let shots: Vec<String> =
        super::links(browser, "figure.shot a").into_iter().map(|(_, address)| address).collect();
    assert_eq!(shots.len(), 1, "{page}: {shots:?}");
    browser.visit(&shots[0]);
    let one = image::load_from_memory(&browser.page().bytes).expect("a picture is kept");
    assert!(one.height() >= 320, "{page}: both photos are 160 pixels high and it is {}", one.height());
}

#[test]
fn two_photos_of_the_document_become_one_picture() {
    let (world, person) = world();
    let mut browser = logged_in(&world, person);
    for label in [FRONT, BACK] {
        two_become_one(&mut browser, "/me/collect/basic", "保存并继续", label, None);
    }
}

#[test]
fn two_photos_of_the_certificate_become_one_picture() {
    let (world, person) = world();
    two_become_one(&mut logged_in(&world, person), "/me/collect/scope", "保存并继续", "资格证书照片", None);
}

#[test]
fn two_photos_become_one_picture_in_a_change_of_the_basics() {
    let county = County::new();
    let mut browser = county.home();
    for label in [FRONT, BACK] {
        two_become_one(&mut browser, "/me/change/basic", "提交变更", label, Some("邮编"));
    }
}

#[test]
fn two_photos_become_one_picture_in_a_correction() {
    let county = County::new();
    two_become_one(&mut county.home(), "/me/change/correction", "提交更正", "更正依据", None);
}
