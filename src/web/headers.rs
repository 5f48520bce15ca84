//! The headers of every answer (security B9), and the refusal of foreign host names (T43).

use super::house::House;
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::uri::Origin;
use rocket::http::{Header, Method};
use rocket::{Data, Request, Response};
use std::net::IpAddr;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

/// Where requests for foreign host names end up; mounted by [`routes`].
const MISDIRECTED: &str = "/misdirected-host";

/// Sets the headers and turns away foreign host names.
pub struct Headers;

/// The page for foreign host names.
pub fn routes() -> Vec<rocket::Route> {
    rocket::routes![misdirected]
}

#[rocket::get("/misdirected-host")]
fn misdirected() -> (rocket::http::Status, &'static str) {
    (rocket::http::Status::MisdirectedRequest, "本服务不使用这个网址，请使用会计管理部门公布的网址访问。")
}

fn is_own_host(house: &House, host: Option<&str>) -> bool {
    let Some(host) = host else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    // An address cannot be pointed at us by a foreign name server, so it is as good as our own name.
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
    address || name == "localhost" || house.config.accepts_host(host)
}

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "headers", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let own = match request.rocket().state::<House>() {
            Some(house) => {
                let mut hosts = request.headers().get("Host");
                let first = hosts.next();
                hosts.next().is_none() && is_own_host(house, first)
            }
            None => true,
        };
        if !own {
            request.set_method(Method::Get);
            request.set_uri(Origin::const_new(MISDIRECTED, None));
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        // Pictures and assets bring a policy or a lifetime of their own.
        for (name, value) in [("Content-Security-Policy", POLICY), ("Cache-Control", "no-store")] {
            if !response.headers().contains(name) {
                response.set_header(Header::new(name, value));
            }
        }
        let mut set = |name: &'static str, value: &'static str| {
            response.set_header(Header::new(name, value));
        };
        set("X-Content-Type-Options", "nosniff");
        set("X-Frame-Options", "DENY");
        set("Referrer-Policy", "same-origin");
        set("Cross-Origin-Opener-Policy", "same-origin");
        set("Cross-Origin-Resource-Policy", "same-origin");
        set("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()");
        if response.headers().get_one("Cache-Control") == Some("no-store") {
            response.set_header(Header::new("Vary", "Sec-Fetch-Site, Origin"));
        }
        let house = request.rocket().state::<House>();
        if house.is_some_and(|house| {
            house.config.public_origin.is_https() && house.config.public_origin.is_dns_name()
        }) {
            response
                .set_header(Header::new("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
        }
    }
}
