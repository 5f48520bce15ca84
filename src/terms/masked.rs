//! What strangers may see of a personal value: fixed strings as the guide shows them (spec 6).
//!
//! Masks never keep the length, never split a character and never show everything. An edit form that was filled with a
//! mask sends it back when nothing was changed: compare with these functions, never store the mask (spec 1.12).

use unicode_normalization::char::is_combining_mark;

/// `370*******5016`: three characters, seven stars, four characters; shorter numbers show less.
pub fn id_number(number: &str) -> String {
    ends(number, if number.chars().count() < 14 { narrow(number) } else { (3, 4) }, 7)
}

/// `371*******`, as 变更前/变更后 shows it.
pub fn id_number_in_diff(number: &str) -> String {
    ends(number, (if number.chars().count() < 14 { narrow(number).0 } else { 3 }, 0), 7)
}

/// A permit or passport number: one to three characters at each end, never more than half of it.
pub fn travel_document(number: &str) -> String {
    ends(number, narrow(number), 7)
}

/// A permit or passport number as 变更前/变更后 shows it, without its end.
pub fn travel_document_in_diff(number: &str) -> String {
    ends(number, (narrow(number).0, 0), 7)
}

/// `134****9197`.
pub fn phone(number: &str) -> String {
    ends(number, if number.chars().count() < 11 { narrow(number) } else { (3, 4) }, 4)
}

/// `153****`, as 变更前/变更后 shows it.
pub fn phone_in_diff(number: &str) -> String {
    ends(number, (if number.chars().count() < 11 { narrow(number).0 } else { 3 }, 0), 4)
}

/// `张**`: the first character with its marks, and two stars whatever the length.
pub fn name(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next();
    let marks = characters.take_while(|c| is_combining_mark(*c) || ('\u{FE00}'..='\u{FE0F}').contains(c));
    first.into_iter().chain(marks).chain("**".chars()).collect()
}

/// `1******@qq.com`: the first character, six stars, the domain.
pub fn email(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    let at = if domain.is_empty() { "" } else { "@" };
    format!("{first}******{at}{domain}")
}

/// `*****`: nothing of a street is shown.
pub fn street(_: &str) -> String {
    "*****".to_owned()
}

/// How many characters a number of this length may show at its beginning and end.
fn narrow(number: &str) -> (usize, usize) {
    match number.chars().count() {
        0..=3 => (0, 0),
        4..=6 => (1, 1),
        7 => (1, 2),
        8..=9 => (2, 2),
        10..=13 => (2, 3),
        _ => (3, 4),
    }
}

fn ends(text: &str, (first, last): (usize, usize), stars: usize) -> String {
    let count = text.chars().count();
    let head = text.chars().take(first);
    let tail = text.chars().skip(count.saturating_sub(last));
    head.chain(std::iter::repeat_n('*', stars)).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn masks_look_exactly_as_in_the_guide() {
        assert_eq!(id_number("370102200004225016"), "370*******5016");
        assert_eq!(id_number_in_diff("371102200004225016"), "371*******");
        assert_eq!(phone("13412349197"), "134****9197");
        assert_eq!(phone_in_diff("15312349197"), "153****");
        assert_eq!(name("张三丰"), "张**");
        assert_eq!(email("12345678@qq.com"), "1******@qq.com");
        assert_eq!(street("经十路 1 号"), "*****");
    }

    #[test]
    fn a_name_is_never_cut_inside_a_character() {
        assert_eq!(name("𠮷田"), "𠮷**");
        assert_eq!(name("䶮"), "䶮**");
        assert_eq!(name("e\u{301}ric"), "e\u{301}**");
        assert_eq!(name(""), "**");
    }

    #[test]
    fn short_numbers_show_little_and_never_twice() {
        assert_eq!(travel_document("H12345678"), "H1*******78");
        assert_eq!(travel_document("12345678"), "12*******78");
        assert_eq!(travel_document("E123456"), "E*******56");
        assert_eq!(travel_document("E1234"), "E*******4");
        assert_eq!(travel_document("E12"), "*******");
        assert_eq!(travel_document_in_diff("E1234567"), "E1*******");
        assert_eq!(id_number("91310117582122"), "913*******2122");
        assert_eq!(phone("12"), "****");
    }

    proptest! {
        #[test]
        fn at_most_half_of_a_number_is_shown(text in "[A-Z0-9]{1,17}") {
            let shown = travel_document(&text).chars().filter(|c| *c != '*').count();
            prop_assert!(shown * 2 <= text.len());
        }

        // A text with stars may be a mask already, which hides nothing.
        #[test]
        fn no_text_makes_a_mask_panic_or_shows_it_whole(text in "[\\PC&&[^*]]{1,20}") {
            for mask in [id_number, id_number_in_diff, phone, phone_in_diff, name, email, street, travel_document] {
                prop_assert_ne!(&mask(&text), &text);
            }
        }
    }
}
