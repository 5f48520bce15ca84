//! What stands in the way, and what to do about it.

use super::super::actions::{Hindrance, Open};
use super::basics::returned;
use super::is_of_titles;
use crate::dossier::Step;
use crate::ui::{self, Button, Notice, Tone};
use crate::web::{House, Visit};
use maud::{Markup, html};

/// The page of a part's chapter while nothing is on record.
pub fn hindered(house: &House, visit: &Visit, step: Step, hindrance: Hindrance) -> Markup {
    let (title, lead, what, when) = match is_of_titles(step) {
        false => (
            "信息变更",
            "会计人员仅在信息采集审核通过状态下允许变更。",
            "办理变更",
            "换单位、取得新学历、改联系方式，都在审核通过之后到这里办理。",
        ),
        true => (
            "会计人员职称管理",
            "会计人员完成信息采集后，才能登记会计专业技术资格和其他职业资格。",
            "登记职称",
            "取得的职称和职业资格，都在审核通过之后到这里登记。",
        ),
    };
    let way = match hindrance {
        Hindrance::NotFiled => Button::main_link("/me/collect", "去办理信息采集"),
        Hindrance::UnderReview => Button::main_link("/me/collect", "查看审核进度"),
        Hindrance::Moved => Button::main_link("/me/transfer", "查看调转信息"),
        Hindrance::ToMend | Hindrance::Rejected => Button::main_link("/me/collect", "去修改"),
    };
    let body = html! {
        (ui::heading(title, Some(lead)))
        (Notice::new(Tone::Info, hindrance.sentence(what)).body(html! {
            @if hindrance != Hindrance::Moved {
                p { (when) }
            }
        }))
        (ui::actions(html! { (way) (Button::link("/me", "返回个人中心")) }))
    };
    visit.page_back(house, title, ("/me", "返回个人中心"), body)
}

/// What is said above a form before it can be filed.
pub enum Above {
    /// What happened meanwhile, or why it was not filed.
    Told(String),
    /// The job lies outside the territory of this department.
    Outside(String),
    /// A request that came back.
    Returned(Box<Open>),
}

impl Above {
    /// Draws it.
    pub(super) fn drawn(&self) -> Markup {
        match self {
            Above::Told(notice) => html! { (Notice::new(Tone::Warn, notice).live()) },
            Above::Outside(department) => outside(department),
            Above::Returned(open) => returned(open),
        }
    }
}

/// The guide's 温馨提示 about a job outside the territory, with the way that leads there.
fn outside(department: &str) -> Markup {
    html! {
        (Notice::new(Tone::Warn, "温馨提示：这个工作单位不在您现在的会计管理部门的行政区划内")
            .live()
            .body(html! {
                p { "若变更后的工作单位不属于当前信息采集合格的行政区划，需先进行属地调转后，在接收地进行信息变更。" }
                p { "您现在的会计管理部门是" (department) "。填写有误的，请改正工作单位地址；确实换到外地工作的，请先办理属地调转。下面填写的内容没有提交，也没有丢失。" }
                (Button::link(TRANSFER, "去办理属地调转"))
            }))
    }
}

/// Where a transfer is begun.
const TRANSFER: &str = "/me/transfer";
