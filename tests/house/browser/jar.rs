//! The cookies one browser holds.
use rocket::http::Cookie;
use std::collections::BTreeMap;

/// Cookies by name, each with the path it is for.
#[derive(Default)]
pub struct Jar {
    held: BTreeMap<String, (String, String)>,
}

impl Jar {
    /// Keeps or drops the cookie of one `Set-Cookie` line that came with the page at `address`.
    pub fn keep(&mut self, line: &str, address: &str) {
        let cookie = Cookie::parse_encoded(line.to_owned()).expect("the server sends readable cookies");
        let gone = cookie.max_age().is_some_and(|age| age.whole_seconds() <= 0);
        if gone {
            self.held.remove(cookie.name());
            return;
        }
        let folder = address.split('?').next().and_then(|path| path.rsplit_once('/')).map_or("/", |(f, _)| f);
        let path = cookie.path().unwrap_or(if folder.is_empty() { "/" } else { folder });
        self.held.insert(cookie.name().to_owned(), (cookie.value().to_owned(), path.to_owned()));
    }

    /// The cookies a request for this address carries.
    pub fn for_path(&self, address: &str) -> Vec<Cookie<'static>> {
        let path = address.split('?').next().unwrap_or(address);
        self.held
            .iter()
            .filter(|(_, (_, folder))| covers(folder, path))
            .map(|(name, (value, _))| Cookie::new(name.clone(), value.clone()))
            .collect()
    }

    /// What the cookie of this name holds.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.held.get(name).map(|(value, _)| value.as_str())
    }
}

fn covers(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| folder.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn a_cookie_is_kept_for_its_path_until_it_is_taken_back() {
    let mut jar = Jar::default();
    jar.keep("a=1%202; Path=/", "/");
    jar.keep("b=2; Path=/review", "/");
    let names = |jar: &Jar, path| jar.for_path(path).iter().map(|c| c.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&jar, "/review/1?x=/"), ["a=1 2", "b=2"]);
    assert_eq!(names(&jar, "/reviewers"), ["a=1 2"]);
    jar.keep("a=; Path=/; Max-Age=0", "/");
    assert_eq!((jar.value("a"), jar.value("b")), (None, Some("2")));
}
