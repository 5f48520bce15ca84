//! The ways an answer goes out: a page, a page with faults at 422, or the address of the next page.

use super::guards::Visit;
use super::house::House;
use maud::Markup;
use rocket::http::{ContentType, Header, Status};
use rocket::request::Request;
use rocket::response::{self, Redirect, Responder, Response};
use std::io::Cursor;

use crate::accounts::Right;
use crate::office::Present;
use crate::ui::{Frame, FrameKind, Mode, NavLink};

/// A drawn page with its status.
#[derive(Debug)]
pub struct Page {
    markup: Markup,
    status: Status,
    again: Option<u32>,
}

impl Page {
    /// A page that answers 200.
    pub fn new(markup: Markup) -> Page {
        Page { markup, status: Status::Ok, again: None }
    }

    /// A page that answers otherwise, such as a form with faults at 422.
    pub fn with(status: Status, markup: Markup) -> Page {
        Page { markup, status, again: None }
    }

    /// Asks browsers, with scripts or without, to fetch the page anew in so many seconds.
    #[must_use]
    pub fn again_in(mut self, seconds: u32) -> Page {
        self.again = Some(seconds);
        self
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let text = self.markup.into_string();
        let mut response = Response::build();
        response.status(self.status).header(ContentType::HTML).sized_body(text.len(), Cursor::new(text));
        if let Some(seconds) = self.again {
            response.header(Header::new("Refresh", seconds.to_string()));
        }
        response.ok()
    }
}

/// What a handler answers.
#[derive(Debug, rocket::Responder)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// See there.
    Next(SeeOther),
}

/// The address of the next page (303).
#[derive(Debug)]
pub struct SeeOther(String);

impl<'r> Responder<'r, 'static> for SeeOther {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Redirect::to(self.0).respond_to(request)
    }
}

impl From<Page> for Answer {
    fn from(page: Page) -> Answer {
        Answer::Page(page)
    }
}

/// One of the rooms that administrators alone enter.
#[derive(Clone, Copy, Debug)]
pub struct AdminRoom {
    /// Its address.
    pub href: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What is done there.
    pub purpose: &'static str,
    /// Its sign.
    pub icon: &'static str,
}

/// The rooms of administrators, in the order of their page.
pub const ADMINISTRATION: [AdminRoom; 5] = [
    AdminRoom {
        href: "/desk/officers",
        name: "财政用户",
        purpose: "新增审核人员和管理员，重新发邀请码，停用账号。",
        icon: "people-fill",
    },
    AdminRoom {
        href: "/desk/rules",
        name: "审核规则",
        purpose: "哪些信息变更由系统自动审核，哪些由工作人员审核。",
        icon: "clipboard-check",
    },
    AdminRoom {
        href: "/desk/dictionaries",
        name: "数据字典",
        purpose: "单位类型、资格类型等法规没有逐项规定的选项。",
        icon: "book",
    },
    AdminRoom {
        href: "/desk/peers",
        name: "互通平台",
        purpose: "登记可以互相办理调转的其他平台，查看本平台的名片。",
        icon: "arrow-left-right",
    },
    AdminRoom {
        href: "/desk/import",
        name: "导入数据",
        purpose: "证书库、原省级平台的历史数据、单位名录和财政用户，用 XLSX 或 CSV 导入。",
        icon: "upload",
    },
];

/// Leads to another page after a form (303).
pub fn leads_to(location: impl Into<String>) -> Answer {
    Answer::Next(SeeOther(location.into()))
}

/// What a page wears around its body.
#[derive(Default)]
struct Worn<'a> {
    kind: FrameKind,
    back: Option<(&'a str, &'a str)>,
    wide: bool,
    refresh: Option<u32>,
}

impl Visit {
    /// Frames a public or personal page.
    pub fn page(&self, house: &House, title: &str, body: Markup) -> Markup {
        self.drawn(house, title, Worn::default(), body)
    }

    /// Frames a page that leads back somewhere.
    pub fn page_back(&self, house: &House, title: &str, back: (&str, &str), body: Markup) -> Markup {
        self.drawn(house, title, Worn { back: Some(back), ..Worn::default() }, body)
    }

    /// Frames a public page that brings its own width, such as the home page.
    pub fn wide_page(&self, house: &House, title: &str, body: Markup) -> Markup {
        self.drawn(house, title, Worn { wide: true, ..Worn::default() }, body)
    }

    /// Frames a page of any kind.
    pub fn framed(
        &self,
        house: &House,
        title: &str,
        kind: FrameKind,
        back: Option<(&str, &str)>,
        body: Markup,
    ) -> Markup {
        let wide = matches!(kind, FrameKind::Desk | FrameKind::Workbench);
        self.drawn(house, title, Worn { kind, back, wide, refresh: None }, body)
    }

    /// Frames a page that follows something; without the script it is fetched anew every so many seconds.
    pub fn live_page(
        &self,
        house: &House,
        title: &str,
        kind: FrameKind,
        refresh: Option<u32>,
        body: Markup,
    ) -> Markup {
        self.drawn(house, title, Worn { kind, back: None, wide: false, refresh }, body)
    }

    fn drawn(&self, house: &House, title: &str, worn: Worn<'_>, body: Markup) -> Markup {
        let viewer = self.viewer();
        let nav = self.nav(worn.kind);
        let path = self.here.split('?').next().unwrap_or("/");
        // What administrators have to do with stands behind one entry.
        let behind = ADMINISTRATION.iter().any(|room| path.starts_with(room.href));
        let path = if behind { "/desk/administration" } else { path };
        let section =
            nav.iter().filter(|link| path == link.href || link.href != "/" && path.starts_with(&link.href));
        let section =
            section.max_by_key(|link| link.href.len()).map_or("", |link| link.href.as_str()).to_string();
        let frame = Frame {
            viewer: viewer.as_ref(),
            mode: self.mode,
            nav: &nav,
            section: &section,
            here: &self.here,
            kind: worn.kind,
            back: worn.back,
            idle_seconds: self.idle_seconds(house),
            wide: worn.wide,
            refresh: worn.refresh,
            ..Frame::new(title, &house.site)
        };
        frame.render(body)
    }
}

impl Visit {
    /// After how many idle seconds a kiosk ends the session by itself; none elsewhere.
    fn idle_seconds(&self, house: &House) -> Option<u32> {
        let kiosk = self.mode == Mode::Kiosk && self.present.is_some();
        kiosk.then(|| u32::from(house.config.sessions.kiosk_idle_minutes) * 60)
    }

    fn nav(&self, kind: FrameKind) -> Vec<NavLink> {
        if matches!(kind, FrameKind::Public | FrameKind::Bare) {
            return vec![
                NavLink::new("/", "服务大厅"),
                NavLink::new("/track", "办件查询"),
                NavLink::new("/help", "帮助中心"),
            ];
        }
        let holds = |right| matches!(&self.present, Some(Present::Officer(grant)) if grant.has(right));
        let letters = holds(Right::Review).then(|| NavLink::new("/desk/transfers", "调转函"));
        let administration =
            holds(Right::Administer).then(|| NavLink::new("/desk/administration", "系统管理"));
        [
            NavLink::new("/desk", "待办"),
            NavLink::new("/desk/decided", "已办"),
            NavLink::new("/desk/counter", "窗口核验"),
        ]
        .into_iter()
        .chain(letters)
        .chain(administration)
        .chain([NavLink::new("/desk/account", "账号与设备")])
        .collect()
    }
}

/// The address if it leads to a page of ours: a path that no browser can take for another host (T18).
pub fn local_path(next: Option<&str>) -> Option<&str> {
    let next = next?;
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic()) && !next.contains('\\');
    let decoded = rocket::http::RawStr::new(next).percent_decode_lossy();
    let stays = |path: &str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    (plain && stays(next) && stays(&decoded)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_our_own_are_followed() {
        assert_eq!(local_path(Some("/me/collect?step=2")), Some("/me/collect?step=2"));
        for foreign in
            ["//evil", "https://evil", "/\\evil", "%2f%2fevil", "/%2fevil", "javascript:x", "", "/a\r\nb"]
        {
            assert_eq!(local_path(Some(foreign)), None, "{foreign}");
        }
    }
}
