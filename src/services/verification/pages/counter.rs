//! 到窗口核验: the number to say at the counter; the page moves on when the officer has confirmed.

use super::screen::ended;
use crate::accounts::Account;
use crate::handoff::{Handoff, State};
use crate::terms::Moment;
use crate::ui::{self, BridgeStep, Button, Panel, Reached};
use crate::web::View;
use maud::{Markup, html};
use std::time::Duration;

const STEADY: Duration = Duration::from_secs(60);

/// The whole page.
pub fn counter(account: &Account, view: View) -> Markup {
    let identity = &account.identity;
    let head = html! {
        (ui::heading("到窗口核验", None))
        dl.who-facts {
            div { dt { "姓名" } dd { (identity.name.masked()) } }
            div { dt { "证件号码" } dd.num { (identity.document.masked()) } }
        }
    };
    let foot = html! {
        p { "请带上" (identity.document.kind().label()) "原件和登记的手机（" span.num { (identity.phone.masked()) } "）。" }
        (Button::link("/me/verify", "其他认证方式"))
    };
    ui::bridge("/me/verify/counter/events", head, view.markup, foot)
}

/// The living part.
pub fn counter_view(handoff: &Handoff, token: &str, now: Moment) -> View {
    let state = handoff.state_at(now);
    if !matches!(state, State::Created) {
        let key = state.word().to_string();
        return View { key, markup: ended(token, &state), wait: STEADY, touched: None };
    }
    let minutes = handoff.deadline().map_or(0, |deadline| deadline.since(now).as_secs().div_ceil(60));
    let steps = [
        BridgeStep {
            title: "到窗口报出核验号",
            note: "核验号一小时内有效，只能使用一次",
            reached: Reached::Now("等待核验"),
        },
        BridgeStep {
            title: "出示证件原件",
            note: "工作人员核对您本人、证件和手机号码",
            reached: Reached::Ahead,
        },
        BridgeStep {
            title: "完成",
            note: "核验通过后本页自动进入信息采集；离开这里也可以，换一台设备登录后接着办",
            reached: Reached::Ahead,
        },
    ];
    let under = html! { p.tip { "还有 " (minutes) " 分钟有效" } };
    let markup = ui::bridge_live(&Panel::Number(handoff.locator.clone()), under, &steps);
    let markup = markup.unwrap_or_else(|_| html! { p.pair { (handoff.locator) } });
    View { key: format!("number {minutes}"), markup, wait: STEADY, touched: None }
}
