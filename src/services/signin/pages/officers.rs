//! 财政用户 of one's own area: the list, the form for a new one, and the one-time code that is shown once.

use crate::accounts::{Grant, Right};
use crate::reference::Reference;
use crate::services::signin::actions::OfficerRow;
use crate::ui::{self, Button, Checkboxes, Choice, Faults, Field, Form, Notice, Table, Tag, Tone, tag};
use crate::web::places::{self, Kind};
use crate::web::{Typed, Visit};
use maud::{Markup, html};

/// The list and the form for a new one.
pub fn officers(
    visit: &Visit,
    grant: &Grant,
    rows: &[OfficerRow],
    reference: &Reference,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    html! {
        (ui::heading("财政用户", Some("本部门和下级部门的工作人员。密码由本人设置，管理员看不到。")))
        (ui::error_summary(faults))
        (list(visit, grant, rows, reference))
        (ui::section("新增财政用户", None, form(visit, reference, typed, faults)))
    }
}

fn list(visit: &Visit, grant: &Grant, rows: &[OfficerRow], reference: &Reference) -> Table {
    let empty = Table::new("财政用户").column("登录名").column("姓名").column("会计管理部门").column("权限");
    let empty = empty.column("状态").column("上次登录").column("操作");
    rows.iter().fold(empty, |table, row| {
        let rights: Vec<&str> = row.rights.iter().map(|right| right.label()).collect();
        let authority = reference.divisions().department_name(row.authority);
        table.row([
            html! { (row.login) },
            html! { (row.name) },
            html! { (authority.unwrap_or_else(|| row.authority.to_string())) },
            html! { (rights.join("、")) },
            state(row),
            html! { @if let Some(at) = row.last_login { (at) } @else { "从未登录" } },
            if row.id == grant.officer {
                html! { "本人" }
            } else {
                buttons(visit, row)
            },
        ])
    })
}

fn state(row: &OfficerRow) -> Markup {
    match (row.active, row.has_password) {
        (false, _) => tag(Tag::Bad, "已停用"),
        (true, false) => tag(Tag::Wait, "待设置密码"),
        (true, true) => tag(Tag::Good, "在用"),
    }
}

fn buttons(visit: &Visit, row: &OfficerRow) -> Markup {
    let place = format!("/desk/officers/{}", row.id);
    let invite = if row.active { "重设密码" } else { "重新启用" };
    let spoken = format!("：{}", row.login);
    Form::new(format!("{place}/invite"), visit.browser.token.clone()).render(html! {
        (Button::also(invite).spoken(spoken.clone()).small())
        @if row.active { (Button::also("停用").spoken(spoken).posts_to(format!("{place}/disable")).danger().small()) }
    })
}

fn form(visit: &Visit, reference: &Reference, typed: &Typed, faults: &Faults) -> Markup {
    let rights = Right::ALL.map(|right| {
        Choice::new(right.word(), right.label()).hint(match right {
            Right::Review => "审核本部门的业务",
            Right::Administer => "新增和停用财政用户",
            Right::Audit => "查看操作记录",
        })
    });
    Form::new("/desk/officers", visit.browser.token.clone()).render(html! {
        (Field::text("login", "登录名").hint("3 到 32 个英文字母、数字、点、横线或下划线。").value(typed.text("login"))
            .autocomplete("off").width(24).faults(faults))
        (Field::text("name", "姓名").value(typed.text("name")).autocomplete("off").width(16).faults(faults))
        (places::picker(Kind::Authority, "authority", "会计管理部门", typed, reference).faults(faults))
        (Checkboxes::new("rights", "权限", rights).chosen(typed.texts("rights").to_vec()).faults(faults))
        (Field::document("document", "本人居民身份证号码").hint("用来避免审核自己的业务。").optional()
            .value(typed.text("document")).faults(faults))
        (ui::actions(html! { (Button::submit("新增")) }))
    })
}

/// The one-time code; it is never shown again.
pub fn one_time_code(login: &str, code: &str) -> Markup {
    html! {
        (ui::heading("一次性代码", Some("请当面或通过可靠的方式交给本人，本页关闭后不再显示。")))
        (ui::Summary::new().row("登录名", login).row("一次性代码", html! { b.num { (code) } }))
        (Notice::new(Tone::Info, "24 小时内有效，只能使用一次").body(html! {
            p { "本人打开“财政用户登录”，选择“用一次性代码设置密码”，填写登录名和这个代码，再设置自己的密码。" }
            p { "代码过期或遗失时，请在列表中重设密码。" }
        }))
        (ui::actions(html! { (Button::main_link("/desk/officers", "返回财政用户")) }))
    }
}
