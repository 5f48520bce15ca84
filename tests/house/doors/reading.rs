//! Every page that anybody can reach: sound, with links that lead somewhere, and silent about people in its title and
//! its addresses (T50).
use super::county::{Answer, County, PERSONAL, Role};
use crate::browser::{labels_of, selector};
use crate::pages::{addresses_in, faults_of};
use scraper::Html;
use std::collections::BTreeMap;

/// Addresses beside those of the routes themselves.
const ALSO: [&str; 5] = [
    "/help?q=%E9%87%87%E9%9B%86",
    "/help?q=zzzz",
    "/help/privacy",
    "/login?next=%2Fme%2Fcollect",
    "/nothing",
];

/// Every whole page that somebody meets, with its address and who met it.
fn pages(county: &County) -> Vec<(String, Role, Answer)> {
    let routes = county.paths("GET").into_iter().map(|route| county.address(&route));
    let addresses: Vec<String> = routes.chain(ALSO.map(str::to_owned)).collect();
    let mut pages = Vec::new();
    for address in addresses {
        for role in Role::ALL {
            let answer = county.look(&address, role);
            if answer.is_page() {
                pages.push((address.clone(), role, answer));
            }
        }
    }
    assert!(pages.len() > 20, "the site shows {} pages only", pages.len());
    pages
}

#[test]
fn every_page_is_sound() {
    let county = County::open();
    let mut found = Vec::new();
    for (address, role, answer) in pages(&county) {
        for fault in faults_of(&answer.body) {
            let said = format!("{fault} ({address} for the {}", role.word());
            match found.iter_mut().find(|(known, _): &&mut (String, String)| *known == fault) {
                Some((_, said)) => said.push_str(&format!(", {address} for the {}", role.word())),
                None => found.push((fault, said)),
            }
        }
    }
    let found: Vec<String> = found.into_iter().map(|(_, said)| said + ")").collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_link_leads_to_a_door_of_the_house() {
    let county = County::open();
    let mut dead: BTreeMap<String, String> = BTreeMap::new();
    for (address, _, answer) in pages(&county) {
        let page = Html::parse_document(&answer.body);
        let (posting, redirecting) = (selector("form[method=post]"), selector("[formaction]"));
        let posts = page
            .select(&posting)
            .filter_map(|form| form.value().attr("action"))
            .chain(page.select(&redirecting).filter_map(|button| button.value().attr("formaction")));
        let posts = posts.map(|target| ("POST", target.to_owned()));
        let links = addresses_in(&answer.body).into_iter().map(|target| ("GET", target));
        for (verb, target) in posts.chain(links).filter(|(verb, target)| !county.answers(verb, target)) {
            dead.entry(format!("{verb} {target}")).or_insert_with(|| address.clone());
        }
    }
    let dead: Vec<String> =
        dead.into_iter().map(|(target, page)| format!("{page} leads to {target}")).collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn no_title_and_no_address_tells_about_a_person() {
    let county = County::open();
    for (address, role, answer) in pages(&county) {
        let page = Html::parse_document(&answer.body);
        let named = selector("title");
        let titles = page.select(&named).map(|title| title.text().collect::<String>());
        let told: Vec<String> = titles.chain(addresses_in(&answer.body)).chain([address.clone()]).collect();
        for word in PERSONAL {
            let found = told.iter().find(|text| text.contains(word));
            assert_eq!(found, None, "{address} for the {} tells {word}", role.word());
        }
    }
}

#[test]
fn fields_about_a_person_say_what_the_browser_may_remember() {
    const PRIVATE: [&str; 6] = ["证件号码", "真实姓名", "手机号", "手机号码", "验证码", "受理编号"];
    let county = County::open();
    let mut found = Vec::new();
    for (address, _, answer) in pages(&county) {
        let page = Html::parse_document(&answer.body);
        for field in
            page.select(&selector("input:not([type=hidden], [type=radio], [type=checkbox], [type=file])"))
        {
            let says = field.value().attr("autocomplete");
            let labels = labels_of(&page, field);
            let private = labels.iter().any(|label| PRIVATE.iter().any(|word| label.contains(word)));
            let password = field.value().attr("type") == Some("password");
            let right = match says {
                Some("current-password" | "new-password" | "username" | "one-time-code") => true,
                Some("off") => !password,
                Some("tel" | "tel-national" | "name") => private,
                None => !private && !password,
                Some(_) => !private,
            };
            if !right {
                found.push(format!("{address}: {labels:?} has autocomplete {says:?}"));
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
