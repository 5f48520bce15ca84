//! A person with a browser that has no JavaScript: finds forms, fields, buttons and links by the words a person reads,
//! and sends what a browser would send. A field without a label cannot be filled in, so every walk tests accessibility.
mod encoding;
mod field;
mod form;
mod jar;
mod labels;
mod page;

pub use form::Form;
pub use labels::{labels_of, selector, words_of};
pub use page::Page;

use jar::Jar;
use rocket::http::{Header, Method};
use rocket::local::blocking::Client;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Redirects followed for one visit; more is a loop.
const REDIRECTS: usize = 10;

/// One person's browser: its cookies, the page it shows, where it is.
///
/// Several browsers may share one server, because the cookies are kept here; make the client with
/// `Client::untracked`.
pub struct Browser<'s> {
    server: &'s Client,
    origin: String,
    remote: SocketAddr,
    jar: Jar,
    says: Vec<(&'static str, String)>,
    page: Page,
}

/// What a form or link asks the browser to send.
pub struct Sending {
    method: Method,
    target: String,
    body: Option<(String, Vec<u8>)>,
}

impl<'s> Browser<'s> {
    /// A fresh browser that knows the server as `http://localhost`.
    pub fn new(server: &'s Client) -> Self {
        Self::at(server, "http://localhost")
    }

    /// A fresh browser that knows the server under another origin, such as `https://kj.example.cn`.
    pub fn at(server: &'s Client, origin: &str) -> Self {
        let remote = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 40_000);
        let (origin, jar, page) = (origin.to_owned(), Jar::default(), Page::blank());
        Self { server, origin, remote, jar, says: Vec::new(), page }
    }

    /// Sends this header with every request, such as what kind of browser it is.
    pub fn saying(mut self, name: &'static str, value: &str) -> Self {
        self.says.push((name, value.to_owned()));
        self
    }

    /// Holds this cookie already, as a browser that was here before.
    pub fn carrying(mut self, name: &str, value: &str) -> Self {
        self.jar.keep(&format!("{name}={value}; Path=/"), "/");
        self
    }

    /// Comes from another address from now on, for whatever is counted by address.
    pub fn calling_from(mut self, address: IpAddr) -> Self {
        self.remote.set_ip(address);
        self
    }

    /// Opens a page as if its address was typed, and follows where it leads.
    #[track_caller]
    pub fn visit(&mut self, path: &str) -> &Page {
        let target = self.page.resolve(path);
        self.send(&Sending { method: Method::Get, target, body: None }, "none")
    }

    /// Follows the link that says these words.
    #[track_caller]
    pub fn click(&mut self, words: &str) -> &Page {
        let target = self.page.link(words);
        self.send(&Sending { method: Method::Get, target, body: None }, "same-origin")
    }

    /// The form that is sent by the button with these words, as the page offers it.
    #[track_caller]
    pub fn form(&mut self, button: &str) -> Form<'_, 's> {
        Form::on(self, button)
    }

    /// Sends a form's button, all else as the page offers it: for forms that only ask for a decision.
    #[track_caller]
    pub fn press(&mut self, button: &str) -> &Page {
        self.form(button).press(button)
    }

    /// The page shown now.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Fails unless the page shows these words.
    #[track_caller]
    pub fn sees(&self, words: &str) -> &Self {
        self.page.sees(words);
        self
    }

    /// Fails if the page shows these words.
    #[track_caller]
    pub fn misses(&self, words: &str) -> &Self {
        self.page.misses(words);
        self
    }

    /// The status the page came with.
    pub fn status(&self) -> u16 {
        self.page.status
    }

    /// Path and query of the page shown, or the whole address if a redirect led to another host.
    pub fn address(&self) -> &str {
        &self.page.address
    }

    /// What a cookie holds now.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.jar.value(name)
    }

    /// Forgets every cookie, as a kiosk's browser does for the next person.
    pub fn forget_cookies(&mut self) {
        self.jar = Jar::default();
    }

    #[track_caller]
    fn send(&mut self, first: &Sending, site: &'static str) -> &Page {
        let (mut method, mut target, mut body) = (first.method, first.target.clone(), first.body.clone());
        for _ in 0..REDIRECTS {
            let Some(path) = self.on_this_site(&target) else {
                self.page = Page::elsewhere(target);
                return &self.page;
            };
            let (page, location) = self.exchange(method, &path, body.as_ref(), site);
            self.page = page;
            let Some(location) = location else { return &self.page };
            target = self.page.resolve(&location);
            if !matches!(self.page.status, 307 | 308) {
                (method, body) = (Method::Get, None);
            }
        }
        panic!("{} leads on and on, at last to {target}", first.target)
    }

    /// Path and query of an address of this site.
    fn on_this_site(&self, target: &str) -> Option<String> {
        let path = target.strip_prefix(&self.origin).unwrap_or(target);
        path.starts_with('/').then(|| path.split('#').next().unwrap_or(path).to_owned())
    }

    fn exchange(
        &mut self,
        method: Method,
        path: &str,
        body: Option<&(String, Vec<u8>)>,
        site: &'static str,
    ) -> (Page, Option<String>) {
        let mut request = self
            .server
            .req(method, encoding::address(path))
            .remote(self.remote)
            .header(Header::new("Host", self.origin.split("://").last().unwrap_or_default().to_owned()))
            .header(Header::new("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))
            .header(Header::new("Accept-Language", "zh-CN,zh;q=0.9"))
            .header(Header::new("Sec-Fetch-Site", site))
            .header(Header::new("Sec-Fetch-Mode", "navigate"))
            .header(Header::new("Sec-Fetch-Dest", "document"))
            .header(Header::new("Sec-Fetch-User", "?1"))
            .cookies(self.jar.for_path(path));
        for (name, value) in &self.says {
            request.add_header(Header::new(*name, value.clone()));
        }
        if method != Method::Get {
            request.add_header(Header::new("Origin", self.origin.clone()));
        }
        if let Some((kind, bytes)) = body {
            request.add_header(Header::new("Content-Type", kind.clone()));
            request.set_body(bytes);
        }
        let response = request.dispatch();
        for line in response.headers().get("Set-Cookie") {
            self.jar.keep(line, path);
        }
        let status = response.status().code;
        let location = response
            .headers()
            .get_one("Location")
            .filter(|_| (301..=308).contains(&status))
            .map(str::to_owned);
        let headers = response.headers().iter().map(|h| (h.name.to_string(), h.value.to_string())).collect();
        let bytes = response.into_bytes().unwrap_or_default();
        (Page::new(status, path, headers, bytes), location)
    }
}

mod tests;
