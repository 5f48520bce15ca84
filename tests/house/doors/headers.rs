//! The headers of every answer (security B9, T47) and names that are not ours (T43).
use super::county::{Answer, County, PERSONAL, Role};
use rocket::http::Method;
use zhangfang::store::{Read, Span};
use zhangfang::tables::FILINGS;

const OWN: [(&str, &str); 2] = [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost")];

/// What every answer carries.
const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// What is wrong with the headers of an answer.
fn faults(what: &str, answer: &Answer) -> Vec<String> {
    let mut faults: Vec<String> = ALWAYS
        .iter()
        .filter(|(name, value)| answer.header(name) != Some(value))
        .map(|(name, value)| format!("{what}: {name} should be {value} and is {:?}", answer.header(name)))
        .collect();
    let policy = answer.header("content-security-policy").unwrap_or_default();
    if !policy.contains("default-src 'none'") || policy.contains("unsafe") || policy.contains('*') {
        faults.push(format!("{what}: the content policy is “{policy}”"));
    }
    let kept = answer.header("cache-control").unwrap_or_default();
    let asset = what.starts_with("/assets/") && answer.status == 200 || what == "/favicon.ico";
    let expected = if asset { "public, max-age=31536000, immutable" } else { "no-store" };
    if kept != expected && !(what == "/favicon.ico" && kept == "no-store") {
        faults.push(format!("{what}: cache-control is “{kept}”"));
    }
    if !asset && answer.header("vary").is_none_or(|vary| !vary.contains("Sec-Fetch-Site")) {
        faults.push(format!("{what}: a changing answer does not vary"));
    }
    for name in ["server", "x-powered-by"] {
        if answer.header(name).is_some() {
            faults.push(format!("{what}: tells its {name}"));
        }
    }
    faults
}

#[test]
fn every_answer_carries_the_headers() {
    let county = County::open();
    let mut found = Vec::new();
    for (verb, route) in county.routes() {
        let address = county.address(&route);
        for role in Role::ALL {
            let method = if verb == "GET" { Method::Get } else { Method::Post };
            found.extend(faults(&address, &county.knock(method, &address, role, &[], "")));
        }
    }
    let stranger = Role::Stranger;
    found.extend(faults("nothing", &county.look("/nothing/here", stranger)));
    found.extend(faults("an old asset", &county.look("/assets/0000000000000000/css/base.css", stranger)));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_body_that_is_too_large_and_a_form_with_faults_carry_them_too() {
    let county = County::open();
    let mut statuses = Vec::new();
    for route in county.paths("POST") {
        let address = county.address(&route);
        for role in Role::ALL {
            let token = county.token(role).unwrap_or_default();
            let huge = format!("token={token}&x={}", "x".repeat(300 * 1024));
            for body in [huge, format!("token={token}")] {
                let answer = county.knock(Method::Post, &address, role, &OWN, &body);
                statuses.push(answer.status);
                assert_eq!(faults(&route, &answer), Vec::<String>::new());
            }
        }
    }
    let posts = !county.paths("POST").is_empty();
    assert!(!posts || statuses.contains(&413) && statuses.contains(&422), "{statuses:?}");
}

/// What is broken inside looks the same outside, and says nothing about anybody.
#[test]
fn a_page_about_a_fault_of_the_house_carries_them_too() {
    let county = County::open();
    county.world.work(|ledger| {
        for (filing, _) in ledger.scan(&FILINGS, Span::all(10))? {
            ledger.remove(&FILINGS, &filing)?;
        }
        Ok(())
    });
    let answer = county.look(&county.address("/desk/cases/<number>"), Role::Officer);
    assert_eq!(answer.status, 500);
    assert_eq!(faults("a fault", &answer), Vec::<String>::new());
    for told in ["filing", "Damaged", "storage", "src/"].iter().chain(&PERSONAL) {
        assert!(!answer.body.contains(told), "the page tells {told}");
    }
}

#[test]
fn a_host_that_is_not_ours_is_sent_away() {
    let county = County::open();
    for host in ["evil.example", "localhost.evil.example", "", "localhost@evil.example", "evil.example:80"] {
        for (verb, route) in county.routes() {
            let method = if verb == "GET" { Method::Get } else { Method::Post };
            let answer = county.knock(method, &county.address(&route), Role::Officer, &[("Host", host)], "");
            assert_eq!(answer.status, 421, "{verb} {route} for “{host}”");
            assert!(answer.header("location").is_none() && !answer.body.contains("evil"));
        }
    }
    let two = [("Host", "localhost"), ("Host", "evil.example")];
    assert_eq!(county.knock(Method::Get, "/", Role::Stranger, &two, "").status, 421);
}

#[test]
fn what_a_header_says_of_its_sender_is_not_believed() {
    const CLAIMS: [(&str, &str); 6] = [
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-For", "203.0.113.9"),
        ("X-Real-IP", "203.0.113.9"),
        ("Forwarded", "for=203.0.113.9;host=evil.example;proto=https"),
        ("X-HTTP-Method-Override", "DELETE"),
    ];
    let mut county = County::open();
    for (verb, route) in county.routes() {
        let address = county.address(&route);
        for role in Role::ALL {
            county.enter(role);
            let answer = match verb.as_str() {
                "GET" => county.knock(Method::Get, &address, role, &CLAIMS, ""),
                _ => {
                    let body = format!("token={}", county.token(role).unwrap_or_default());
                    county.knock(Method::Post, &address, role, &CLAIMS, &body)
                }
            };
            let told = answer.headers.iter().any(|(_, value)| value.contains("evil.example"));
            assert!(!told && !answer.body.contains("evil.example"), "{verb} {route} repeats the header");
            assert!(answer.header("strict-transport-security").is_none(), "{verb} {route} believes in https");
        }
    }
    let forged =
        county.world.kept().into_iter().find(|(_, value)| {
            value.windows("203.0.113.9".len()).any(|piece| piece == "203.0.113.9".as_bytes())
        });
    assert_eq!(forged.map(|((table, _), _)| table), None, "a forged address was kept");
}
