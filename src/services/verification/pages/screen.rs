//! The screen that asks for a phone: the code, then the four digits, then the wait; it moves on by itself.

use crate::accounts::Account;
use crate::handoff::{Handoff, State};
use crate::office::Way;
use crate::terms::Moment;
use crate::ui::{self, BridgeStep, Button, Form, Notice, Panel, Reached, Tone};
use crate::web::{Codes, View};
use maud::{Markup, html};
use std::time::Duration;

/// A stage that only an act ends is looked at again now and then.
const STEADY: Duration = Duration::from_secs(60);

/// What the screen's page is drawn from.
#[derive(Clone)]
pub struct Screen {
    /// How codes are made.
    pub codes: Codes,
    /// What the phone proves; none when it takes photographs.
    pub way: Option<Way>,
    /// The browser's token.
    pub token: String,
}

/// The whole page around its living part.
pub fn screen(account: &Account, place: &str, view: View) -> Markup {
    let identity = &account.identity;
    let head = html! {
        (ui::heading("用手机扫码，确认是本人", None))
        dl.who-facts {
            div { dt { "姓名" } dd { (identity.name.masked()) } }
            div { dt { "证件号码" } dd.num { (identity.document.masked()) } }
            div { dt { "手机" } dd.num { (identity.phone.masked()) } }
            div { dt.hidden { "不对吗" } dd { a href="/me/verify/name" { "不对，去修改" } } }
        }
        p.hint { "正在这里办理：" (place) }
    };
    let foot = html! {
        span.muted { "没有手机？" }
        (Button::link("/me/verify/upload", "在本机上传证件照片").icon("camera"))
        (Button::link("/me/verify", "其他认证方式").icon("person-vcard"))
    };
    html! {
        (ui::bridge("/me/verify/phone/events", head, view.markup, foot))
        p.hint { "只核对姓名和证件，不读取手机里的其他信息。二维码不断更换，截图或转发无效。" }
    }
}

/// The living part: what it shows now, and for how long that holds.
pub fn screen_view(screen: &Screen, handoff: &Handoff, now: Moment) -> View {
    let state = handoff.state_at(now);
    let (key, panel, wait) = match &state {
        State::Created => {
            let (panel, left) = screen.codes.panel(handoff, "实名认证二维码，请用手机扫描", now);
            (screen.codes.code(handoff, now).to_string(), panel, left)
        }
        State::Scanned { digits, .. } => (format!("scanned {digits}"), Panel::Digits(digits.clone()), STEADY),
        State::Matched { .. } => ("matched".into(), working("手机已连接，请在手机上继续。"), STEADY),
        State::Asked { .. } => ("asked".into(), working("手机上已确认，正在连接认证服务。"), STEADY),
        State::Waiting { .. } => {
            ("waiting".into(), working("请在手机上完成认证，完成后本页自动继续。"), STEADY)
        }
        _ => return over(screen, &state),
    };
    let under = html! {
        @if !matches!(state, State::Created) {
            (again(screen, "如果不是您扫的码", "换一个新码"))
        }
    };
    match ui::bridge_live(&panel, under, &steps(screen, &state)) {
        Ok(markup) => View { key, markup, wait, touched: None },
        Err(_) => {
            let text = "对外网址太长，二维码放不下；请改用其他方式，并请管理员缩短对外网址。";
            View { key, markup: html! { (Notice::new(Tone::Warn, text)) }, wait, touched: None }
        }
    }
}

fn working(words: &str) -> Panel {
    Panel::Working(words.into())
}

fn again(screen: &Screen, hint: &str, words: &str) -> Markup {
    Form::new("/me/verify/phone/again", &screen.token).render(html! {
        span.tip { (hint) }
        (Button::also(words))
    })
}

fn steps(screen: &Screen, state: &State) -> [BridgeStep; 3] {
    let reached = |place: usize, waits: &'static str| {
        let now = match state {
            State::Created => 0,
            State::Scanned { .. } => 1,
            _ => 2,
        };
        match place.cmp(&now) {
            std::cmp::Ordering::Less => Reached::Done,
            std::cmp::Ordering::Equal => Reached::Now(waits),
            std::cmp::Ordering::Greater => Reached::Ahead,
        }
    };
    let (scan, title, note) = match screen.way {
        Some(Way::Alipay) => (
            "用支付宝扫最方便，微信或手机相机也可以",
            "在手机上完成支付宝认证",
            "完成后本页自动进入信息采集，不用回来点按钮",
        ),
        Some(_) => (
            "微信、支付宝或手机相机都可以",
            "在手机上确认是本人",
            "确认后本页自动进入信息采集，不用回来点按钮",
        ),
        None => (
            "微信、支付宝或手机相机都可以",
            "在手机上按提示拍证件",
            "提交后本页自动显示受理编号，不用回来点按钮",
        ),
    };
    [
        BridgeStep { title: "扫屏幕上的二维码", note: scan, reached: reached(0, "等待扫码") },
        BridgeStep {
            title: "在手机上输入核对码",
            note: "扫码后屏幕会显示四位数字",
            reached: reached(1, "等待输入"),
        },
        BridgeStep { title, note, reached: reached(2, "手机上办理中") },
    ]
}

/// How it ended, with the way to begin again.
fn over(screen: &Screen, state: &State) -> View {
    let key = state.word().to_string();
    View { key, markup: ended(&screen.token, state), wait: STEADY, touched: None }
}

/// The panel of one that has ended without success.
pub fn ended(token: &str, state: &State) -> Markup {
    let text = match state {
        State::Failed(why) => why.sentence(),
        State::Superseded => "已在别处重新开始，这里的二维码不再有效。".into(),
        State::Lapsed(Some(_)) => {
            "等待认证结果的时间已过。如果您在手机上已经完成认证，请点“我已完成认证”再查一次。".into()
        }
        _ => "等待时间已过，二维码不再更换。".into(),
    };
    html! {
        section.code aria-label="扫码区" {
            p.tip { (text) }
            @if matches!(state, State::Lapsed(Some(_))) {
                (Form::new("/me/verify/phone/ask", token).render(html! { (Button::submit("我已完成认证")) }))
            }
            (Form::new("/me/verify/phone/again", token).render(html! { (Button::also("重新开始").icon("arrow-clockwise")) }))
        }
    }
}
