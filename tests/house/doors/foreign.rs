//! Forms that did not come from our own page: refused, and nothing changed (T21, T22).
use super::county::{County, Role};
use rocket::http::Method;
use std::collections::BTreeMap;

const OWN: [(&str, &str); 2] = [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost")];
/// What the page says when a form's origin or token is not proven.
const NOT_OURS: &str = "请重新打开页面再提交";

type Kept = BTreeMap<(String, Vec<u8>), Vec<u8>>;

/// All that is kept but for these tables.
fn kept_beside(county: &County, tables: &[&str]) -> Kept {
    let mut kept = county.world.kept();
    kept.retain(|(table, _), _| !tables.contains(&table.as_str()));
    kept
}

/// Tables in which one of the two states differs from the other.
fn changed(before: &Kept, after: &Kept) -> Vec<String> {
    let mut tables: Vec<String> = before
        .iter()
        .filter(|(key, value)| after.get(*key) != Some(value))
        .chain(after.iter().filter(|(key, _)| !before.contains_key(*key)))
        .map(|((table, _), _)| table.clone())
        .collect();
    tables.dedup();
    tables
}

/// One forged form: what is wrong with it, its headers, its body.
struct Forged {
    what: &'static str,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
}

fn forgeries(token: &str, foreign_token: &str) -> Vec<Forged> {
    let good = format!("token={token}");
    let forged = |what, headers: &[(&'static str, &'static str)], body: &str| Forged {
        what,
        headers: headers.to_vec(),
        body: body.to_owned(),
    };
    vec![
        forged("sent by another site", &[("Sec-Fetch-Site", "cross-site")], &good),
        forged("sent by a sister site", &[("Sec-Fetch-Site", "same-site")], &good),
        forged("typed into the address bar", &[("Sec-Fetch-Site", "none")], &good),
        forged("of another origin", &[("Origin", "https://evil.example")], &good),
        forged("of an origin that begins like ours", &[("Origin", "http://localhost.evil.example")], &good),
        forged("of an origin that hides itself", &[("Origin", "null")], &good),
        forged(
            "of another origin, although same-origin",
            &[OWN[0], ("Origin", "https://evil.example")],
            &good,
        ),
        forged("without a token", &OWN, ""),
        forged("with an empty token", &OWN, "token="),
        forged("with somebody else's token", &OWN, &format!("token={foreign_token}")),
        forged("with the token twice", &OWN, &format!("{good}&{good}")),
        forged("under another verb", &[("Sec-Fetch-Site", "cross-site")], &format!("_method=put&{good}")),
    ]
}

#[test]
fn a_form_from_elsewhere_is_refused_and_changes_nothing() {
    let journal = ["journal", "journal_head"];
    let mut failed = Vec::new();
    for route in County::open().paths("POST") {
        let county = County::open();
        let tokens: BTreeMap<Role, String> =
            Role::ALL.iter().map(|role| (*role, county.token(*role).unwrap_or_default())).collect();
        let address = county.address(&route);
        let before = kept_beside(&county, &journal);
        let mut let_in = Vec::new();
        for role in Role::ALL {
            let other = if role == Role::Officer { Role::Verified } else { Role::Officer };
            for forged in forgeries(&tokens[&role], &tokens[&other]) {
                let answer = county.knock(Method::Post, &address, role, &forged.headers, &forged.body);
                let turned_away = answer.status == 404
                    || answer.status == 303 && answer.header("location").is_some_and(is_guarded);
                if answer.status == 403 && answer.body.contains(NOT_OURS) {
                    let_in.push(role);
                } else if !turned_away {
                    failed.push(format!(
                        "{route}: a form {} was answered {} for the {}",
                        forged.what,
                        answer.status,
                        role.word()
                    ));
                }
            }
        }
        let tables = changed(&before, &kept_beside(&county, &journal));
        if !tables.is_empty() {
            failed.push(format!("{route}: forged forms changed {tables:?}"));
        }
        // The same form from our own page gets further, so it was the forgery that was refused.
        let_in.dedup();
        if let_in.is_empty() {
            failed.push(format!("{route}: nobody may send this form"));
        }
        for role in let_in {
            let body = format!("token={}", tokens[&role]);
            let answer = county.knock(Method::Post, &address, role, &OWN, &body);
            if answer.status == 403 && answer.body.contains(NOT_OURS) {
                failed.push(format!("{route}: refuses our own form for the {}", role.word()));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Where guards lead those whom they do not let in.
fn is_guarded(location: &str) -> bool {
    let path = location.split('?').next().unwrap_or_default();
    ["/login", "/login/officer", "/me/verify"].contains(&path)
}

#[test]
fn asking_for_the_address_of_a_form_sends_nothing() {
    let county = County::open();
    let may_change = ["journal", "journal_head", "captchas"];
    let before = kept_beside(&county, &may_change);
    for route in county.paths("POST") {
        let address = county.address(&route);
        for role in Role::ALL {
            let token = county.token(role).unwrap_or_default();
            let status = county.look(&format!("{address}?token={token}"), role).status;
            let closed = matches!(status, 404 | 405);
            assert!(closed || county.answers("GET", &address), "GET {route} was answered {status}");
        }
        assert_eq!(changed(&before, &kept_beside(&county, &may_change)), Vec::<String>::new(), "GET {route}");
    }
}

#[test]
fn reading_changes_nothing() {
    let county = County::open();
    let may_change = ["journal", "journal_head", "captchas"];
    let before = kept_beside(&county, &may_change);
    for route in county.paths("GET") {
        for role in Role::ALL {
            county.look(&county.address(&route), role);
        }
        assert_eq!(changed(&before, &kept_beside(&county, &may_change)), Vec::<String>::new(), "GET {route}");
    }
}

#[test]
fn a_change_is_noticed() {
    let county = County::open();
    let before = kept_beside(&county, &[]);
    county.world.person("何小雨", "110105199208201623", "13900004444", false);
    let tables = changed(&before, &kept_beside(&county, &[]));
    assert!(tables.contains(&"accounts".to_owned()) && tables.contains(&"journal".to_owned()), "{tables:?}");
}
