//! The whole document around a page's body: what every page carries, so that none can forget it — language, skip link,
//! mode switch, who is signed in and the way out, the 演示 banner, the footer.
use maud::{DOCTYPE, Markup, html};

use super::form::token;
use super::icon::icon;
use super::site::{Mode, NavLink, Site, Viewer};

/// The seal as the window's icon, inside the page so that no request is needed.
const SEAL: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E\
    %3Crect width='32' height='32' rx='5' fill='%23b8321f'/%3E%3Ctext x='16' y='23' font-size='20' \
    font-weight='700' text-anchor='middle' fill='%23fff'%3E会%3C/text%3E%3C/svg%3E";

/// Which head and foot a page wears.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FrameKind {
    /// The light frame of the service hall, with navigation and full footer.
    #[default]
    Public,
    /// The dark frame of officers, employers and administrators.
    Desk,
    /// The dark frame around a page that fills the window, for [`super::desk::workbench`].
    Workbench,
    /// Only the brand, for phone pages, errors and printing.
    Bare,
}

/// One document. Fields are public so that a page can say only what differs: `Frame { nav, ..Frame::new(..) }`.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// What the page is called, without the site's name; never personal data.
    pub title: &'a str,
    /// The instance.
    pub site: &'a Site,
    /// Who is signed in.
    pub viewer: Option<&'a Viewer>,
    /// How large and plain.
    pub mode: Mode,
    /// The main navigation.
    pub nav: &'a [NavLink],
    /// The address of the current navigation entry.
    pub section: &'a str,
    /// The page's own path, to return to after the mode switch.
    pub here: &'a str,
    /// Which head and foot.
    pub kind: FrameKind,
    /// The way back: address and words.
    pub back: Option<(&'a str, &'a str)>,
    /// Whether the body uses the whole width instead of one readable column.
    pub wide: bool,
    /// After how many seconds without a touch the script asks, and 30 seconds later ends the visit.
    pub idle_seconds: Option<u32>,
    /// After how many seconds a browser without the script fetches the page anew.
    pub refresh: Option<u32>,
}

impl<'a> Frame<'a> {
    /// A public page for nobody in particular.
    pub fn new(title: &'a str, site: &'a Site) -> Self {
        Self {
            title,
            site,
            viewer: None,
            mode: Mode::Base,
            nav: &[],
            section: "",
            here: "/",
            kind: FrameKind::Public,
            back: None,
            wide: false,
            idle_seconds: None,
            refresh: None,
        }
    }

    /// The document around `body`, which holds the page's one `h1`.
    pub fn render(&self, body: Markup) -> Markup {
        let site = self.site;
        let class = match self.kind {
            FrameKind::Public => "public",
            FrameKind::Desk => "desk",
            FrameKind::Workbench => "desk fill",
            FrameKind::Bare => "bare",
        };
        html! {
            (DOCTYPE)
            html lang="zh-CN" data-mode=(self.mode.word()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    meta name="format-detection" content="telephone=no";
                    meta name="htmx-config" content=r#"{"history":false,"includeIndicatorCSS":false}"#;
                    link rel="icon" href=(SEAL);
                    title { (self.title) " - " (site.name) }
                    @if let Some(seconds) = self.refresh {
                        noscript { meta http-equiv="refresh" content=(seconds); }
                    }
                    @for address in &site.css { link rel="stylesheet" href=(address); }
                    @for address in &site.js { script src=(address) defer {} }
                }
                body class=(class) data-idle=[self.idle_seconds] data-home=(site.places.home) {
                    a.skip href="#main" { "跳到主要内容" }
                    (self.head())
                    main #main tabindex="-1" {
                        @if self.kind == FrameKind::Workbench || self.wide { (self.back()) (body) }
                        @else { div.wrap.column { (self.back()) (body) } }
                    }
                    @if self.kind != FrameKind::Workbench { (self.foot()) }
                    @if self.idle_seconds.is_some() { (idle_question()) }
                }
            }
        }
    }

    fn back(&self) -> Markup {
        html! {
            @if let Some((href, label)) = self.back {
                a.back.wrap[self.wide] href=(href) { (icon("arrow-left")) (label) }
            }
        }
    }

    fn head(&self) -> Markup {
        let dark = matches!(self.kind, FrameKind::Desk | FrameKind::Workbench);
        html! {
            header.site-head {
                @if self.site.demo { (demo_banner(&self.site.places.mailbox)) }
                @if self.kind == FrameKind::Public && self.mode != Mode::Kiosk { (self.top()) }
                div.bar.dark[dark] {
                    div.wrap {
                        (self.brand())
                        (self.navigation())
                        @if self.kind != FrameKind::Bare { (self.who()) }
                    }
                }
            }
        }
    }

    fn top(&self) -> Markup {
        let site = self.site;
        html! {
            div.top {
                div.wrap {
                    span.sponsor { (site.sponsor) "主办" }
                    span.push {}
                    button type="button" hidden data-read aria-pressed="false" { (icon("volume-up")) "朗读" }
                    (self.mode_switch())
                    a href=(site.places.accessibility) { (icon("universal-access")) "无障碍" }
                }
            }
        }
    }

    fn mode_switch(&self) -> Markup {
        let (other, label) = match self.mode {
            Mode::Base => (Mode::Elder, "长者模式"),
            Mode::Elder => (Mode::Base, "标准模式"),
            Mode::Kiosk => return html! {},
        };
        let next = escape_query(self.here);
        html! {
            a href={ (self.site.places.mode) "?m=" (other.word()) "&next=" (next) } rel="nofollow" {
                (icon("eyeglasses")) (label)
            }
        }
    }

    fn brand(&self) -> Markup {
        let site = self.site;
        html! {
            a.brand href=(site.places.home) {
                span.seal aria-hidden="true" { "会" }
                span { b { (site.name) } @if self.kind == FrameKind::Public { span.tagline { (site.tagline) } } }
            }
        }
    }

    /// On a hall machine only the way home; phone and error pages have none.
    fn navigation(&self) -> Markup {
        let home = [NavLink::new(self.site.places.home.as_str(), "首页")];
        let links = match (self.kind, self.mode) {
            (FrameKind::Bare, _) => return html! {},
            (_, Mode::Kiosk) => &home,
            _ => self.nav,
        };
        html! {
            @if !links.is_empty() {
                nav.main-nav aria-label="主导航" {
                    @for link in links {
                        a href=(link.href) aria-current=[(link.href == self.section).then_some("page")] {
                            (link.label) @if let Some(count) = link.count { " " span.count { (count) } }
                        }
                    }
                }
            }
        }
    }

    fn who(&self) -> Markup {
        let places = &self.site.places;
        html! {
            @if let Some(viewer) = self.viewer {
                div.who {
                    span { (icon("person-circle")) "您好，" (viewer.role_label) " " (viewer.masked_name) }
                    a href=(viewer.home_href) { (viewer.home_label) }
                    (self.sign_out(viewer))
                }
            } @else if matches!(self.kind, FrameKind::Public) {
                div.who {
                    a.btn href=(places.register) { "注册" }
                    a.btn.main href=(places.sign_in) { "登录" }
                }
            }
        }
    }

    fn sign_out(&self, viewer: &Viewer) -> Markup {
        let label = if self.mode == Mode::Kiosk { "结束使用" } else { "退出" };
        html! {
            form.sign-out method="post" action=(self.site.places.sign_out) data-sign-out {
                (token(&viewer.logout_token))
                button type="submit" { (label) }
            }
        }
    }

    fn foot(&self) -> Markup {
        let site = self.site;
        html! {
            footer.site-foot {
                div.wrap {
                    span { "主办：" (site.sponsor) }
                    @if !site.phone.is_empty() { span { (icon("telephone")) "咨询 " (site.phone) } }
                    @if self.kind != FrameKind::Bare && self.mode != Mode::Kiosk {
                        a href=(site.places.help) { "帮助中心" }
                        a href=(site.places.privacy) { "隐私说明" }
                        a href=(site.places.accessibility) { "无障碍声明" }
                    }
                    span.push { "版本 " (site.version) }
                }
            }
        }
    }
}

/// The one `h1` of a page and the sentence under it.
pub fn heading(title: &str, lead: Option<&str>) -> Markup {
    html! {
        div.heading {
            h1 { (title) }
            @if let Some(lead) = lead { p.lead { (lead) } }
        }
    }
}

fn demo_banner(mailbox: &str) -> Markup {
    html! {
        p.demo role="note" {
            (icon("info-circle-fill")) b { "演示" } " 这里的人员、单位和材料都是虚构的，请勿填写真实个人信息。短信请看"
            a href=(mailbox) { "演示信箱" } "。"
        }
    }
}

fn idle_question() -> Markup {
    html! {
        dialog #idle aria-labelledby="idle-title" {
            h2 #idle-title { "您还在吗？" }
            p { span data-seconds role="timer" { "30" } " 秒后将自动结束。已保存的草稿都在您的账户里，下次登录可以继续。" }
            div.actions {
                button.btn.main type="button" data-stay { "继续办理" }
                button.btn type="button" data-leave { "结束使用" }
            }
        }
    }
}

/// Percent-encodes what is not plain in a query value (RFC 3986).
fn escape_query(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::site::Places;

    fn site(demo: bool) -> Site {
        let place = |path: &str| path.to_owned();
        Site {
            name: "会计人员<平台>".into(),
            tagline: "统一入口".into(),
            sponsor: "青岚县财政局".into(),
            phone: "0000-1234567".into(),
            demo,
            version: "1.0.0".into(),
            css: vec![place("/a.css")],
            js: vec![place("/a.js")],
            places: Places {
                home: place("/"),
                mode: place("/mode"),
                accessibility: place("/accessibility"),
                help: place("/help"),
                privacy: place("/privacy"),
                sign_in: place("/login"),
                register: place("/register"),
                sign_out: place("/logout"),
                mailbox: place("/demo/mailbox"),
            },
        }
    }

    fn viewer() -> Viewer {
        Viewer {
            masked_name: "张**".into(),
            role_label: "会计人员".into(),
            home_href: "/me".into(),
            home_label: "个人中心".into(),
            logout_token: "t".into(),
        }
    }

    #[test]
    fn every_kind_of_page_has_language_skip_target_and_no_inline_code() {
        let site = site(true);
        for kind in [FrameKind::Public, FrameKind::Desk, FrameKind::Workbench, FrameKind::Bare] {
            let drawn =
                Frame { kind, ..Frame::new("首页", &site) }.render(heading("首页", None)).into_string();
            assert!(drawn.contains("<html lang=\"zh-CN\" data-mode=\"base\">"));
            assert!(drawn.contains("href=\"#main\"") && drawn.contains("id=\"main\""));
            assert!(drawn.contains("演示") && !drawn.contains("style=") && !drawn.contains("<平台>"));
            assert_eq!(drawn.matches("<h1").count(), 1);
        }
    }

    #[test]
    fn only_a_demonstration_says_so() {
        let site = site(false);
        assert!(!Frame::new("首页", &site).render(html! {}).into_string().contains("演示"));
    }

    #[test]
    fn signing_out_is_a_posted_form_with_its_token() {
        let (site, viewer) = (site(false), viewer());
        let frame = Frame { viewer: Some(&viewer), ..Frame::new("首页", &site) };
        let drawn = frame.render(html! {}).into_string();
        assert!(
            drawn.contains("method=\"post\" action=\"/logout\"")
                && drawn.contains("name=\"token\" value=\"t\"")
        );
        assert!(drawn.contains("张**") && !drawn.contains("href=\"/login\""));
    }

    #[test]
    fn the_mode_switch_returns_to_the_same_page() {
        let site = site(false);
        let frame = Frame { mode: Mode::Elder, here: "/help?q=密&x=1", ..Frame::new("帮助", &site) };
        let drawn = frame.render(html! {}).into_string();
        assert!(drawn.contains("/mode?m=base&amp;next=/help%3Fq%3D%E5%AF%86%26x%3D1"));
    }

    #[test]
    fn a_kiosk_offers_no_mode_switch_and_ends_the_visit() {
        let (site, viewer) = (site(false), viewer());
        let frame = Frame {
            mode: Mode::Kiosk,
            viewer: Some(&viewer),
            idle_seconds: Some(120),
            ..Frame::new("甲", &site)
        };
        let drawn = frame.render(html! {}).into_string();
        assert!(
            !drawn.contains("/mode?") && drawn.contains("结束使用") && drawn.contains("data-idle=\"120\"")
        );
    }
}
