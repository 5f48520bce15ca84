//! 受理回执: what was filed, with whom, and what happens next.

use crate::casework::Case;
use crate::ui::{Button, Receipt};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The receipt of a filed collection; it may be opened again at any time.
pub fn done(house: &House, visit: &Visit, case: &Case) -> Markup {
    let reference = house.office.reference();
    let department = reference.divisions().department_name(case.authority).unwrap_or_default();
    let days = house.config.working_days;
    let progress = format!("/me/cases/{}", case.number);
    let receipt = Receipt::new("信息采集已提交", case.number.to_string(), format!("{department}财政部门"))
        .line("办理事项", case.kind.label())
        .line("办理人", case.masked_name.as_str())
        .line("会计管理部门", format!("{department}财政部门"))
        .line("提交时间", case.filed.to_string())
        .line("承诺办结", format!("{days} 个工作日内，不晚于 {}", case.due))
        .line("现在的状态", case.state_label())
        .next("审核人员核对您的信息和材料，期间内容不能修改；需要修改的，可以先撤回。")
        .next("审核有结果后，会向您的手机发送短信；也可以随时在办件进度中查看。")
        .next("如果退回补正，会写明哪里要改、怎么改，按提示修改后重新提交即可，受理编号不变。")
        .buttons(html! {
            (Button::main_link(progress, "查看办件进度"))
            (Button::link(format!("/me/papers/{}/receipt.pdf", case.number), "打印 A4 回执（PDF）").icon("printer"))
            (Button::link(format!("/me/papers/{}/receipt.pdf?size=roll", case.number), "打印小票（80 毫米）"))
            (Button::link("/me", "返回个人中心"))
        });
    visit.page(house, "信息采集已提交", html! { (receipt) })
}
