//! 调转申请: the reason first, then only its own fields (guide 5.1).

use super::super::actions::{Guard, Row};
use super::super::forms::{RESIDENCE, is_of_another_reason, reason};
use super::{department, detail, obstacle};
use crate::casework::{Reason, State};
use crate::reference::Dictionary;
use crate::sheets::Sheet;
use crate::terms::RegionCode;
use crate::ui::{self, Button, Checkbox, Choice, Field, Notice, Radios, Summary, Tone, Upload};
use crate::web::places::{self, Kind};
use crate::web::{House, Tiles, Visit};
use maud::{Markup, html};

/// What is said above the form that could not be filed.
pub enum Above {
    /// What happened meanwhile.
    Told(String),
    /// What stands in the way since.
    Obstacle(Guard),
}

/// The part of the page that is drawn anew for another reason.
const PART: &str = "asked";

/// The page; `from` is the present department, `mended` the transfer that came back.
pub fn form(
    house: &House,
    visit: &Visit,
    from: Option<RegionCode>,
    sheet: &Sheet<'_>,
    mended: Option<&Row>,
    above: Option<&Above>,
) -> Markup {
    let title = if mended.is_some() { "修改调转申请" } else { "调转申请" };
    let lead = "请先选择调转原因，再填写这个原因需要的内容；标注“选填”的可以不填。";
    let from = from.map(|code| department(code, sheet.reference));
    let body = html! {
        (ui::heading(title, Some(lead)))
        div id=(PART) {
            @match above {
                Some(Above::Told(text)) => (Notice::new(Tone::Warn, text).live()),
                Some(Above::Obstacle(guard)) => (obstacle(guard).live()),
                None => {}
            }
            @if let Some(row) = mended.filter(|row| matches!(row.case.state, State::Returned(_))) { (detail::returned(row, sheet.reference)) }
            (ui::error_summary(sheet.faults))
            @if let Some(from) = from { (Summary::new().row("调出会计管理机构", from)) }
            (sheet.around(fields(house, sheet), foot(house, sheet)))
        }
    };
    visit.page_back(house, title, ("/me/transfer", "返回会计人员信息调转"), body)
}

fn foot(house: &House, sheet: &Sheet<'_>) -> Markup {
    html! {
        @if reason(sheet.typed).is_some() {
            (Checkbox::new("declared", "承诺所提供信息真实有效").checked(sheet.typed.has("declared"))
                .faults(sheet.faults).hint("提供虚假信息或材料的，由本人承担相应责任。"))
            p.hint {
                "提交后先由调出地会计管理机构审核，再由调入地会计管理机构审核，每一方 "
                (house.config.working_days) " 个工作日内完成。办结之前不能办理信息变更。"
            }
            (ui::actions(html! { (Button::submit("提交申请")) (Button::link("/me/transfer", "取消")) }))
        } @else {
            (ui::actions(html! { (Button::submit("下一步")) (Button::link("/me/transfer", "取消")) }))
        }
    }
}

fn fields(house: &House, sheet: &Sheet<'_>) -> Markup {
    let (typed, faults) = (sheet.typed, sheet.faults);
    let chosen = reason(typed);
    let reasons = Reason::WORDS.map(|word| Choice::new(word, Reason::label_of(word).unwrap_or_default()));
    let to = places::picker(Kind::Authority, "to", "调入会计管理机构", typed, sheet.reference);
    html! {
        input type="hidden" name="seen" value=(typed.text("seen"));
        input type="hidden" name="reason_shown" value=(chosen.unwrap_or_default());
        @for name in typed.names().filter(|name| is_of_another_reason(name, chosen.unwrap_or_default())) {
            input type="hidden" name=(name) value=(typed.text(name));
        }
        (Radios::new("reason", "调转原因", reasons).chosen(typed.text("reason")).faults(faults)
            .redraws(&sheet.action, format!("#{PART}")))
        (to.hint("请依次选择省份、地市和区县。属于省、市直接管理的，请选择本级或直属。").faults(faults))
        @match chosen {
            Some("work") => (job(sheet)),
            Some("study") => (school(sheet)),
            Some(_) => (residence(sheet)),
            None => {}
        }
        @if let Some(word) = chosen { (proof(house, sheet, word)) }
    }
}

fn job(sheet: &Sheet<'_>) -> Markup {
    let place = places::picker(Kind::Address, "region", "拟调入单位地址", sheet.typed, sheet.reference);
    html! {
        (sheet.line("employer", "拟调入单位名称").hint("请填写与公章一致的单位全称。").maxlength(100))
        (sheet.credit_code("拟调入单位统一社会信用代码"))
        (sheet.select("kind", "拟调入单位经济类型", Dictionary::UnitKind).prompt("请选择单位经济类型"))
        (sheet.select("industry", "拟调入单位所属行业", Dictionary::Industry).prompt("请选择单位所属行业"))
        (place.faults(sheet.faults))
        (Field::tel("telephone", "拟调入单位电话").optional().value(sheet.typed.text("telephone"))
            .hint("例如 0531-12345678，分机写作 0531-12345678-801。").faults(sheet.faults))
        (sheet.date("job_from", "拟调入单位工作开始时间").hint("例如 2026 年 9 月 1 日；还没有入职的，填约定的日期。"))
    }
}

fn school(sheet: &Sheet<'_>) -> Markup {
    html! {
        (sheet.line("school", "拟入学校名称").hint("请填写学校全称。").maxlength(100))
        (sheet.line("major", "所学专业").optional().maxlength(60))
        (sheet.select("mode", "培养方式", Dictionary::TrainingMode).prompt("请选择培养方式").optional())
        (sheet.date("school_from", "入学时间").hint("例如 2026 年 9 月 1 日；还没有入学的，填录取通知书上的日期。"))
    }
}

fn residence(sheet: &Sheet<'_>) -> Markup {
    html! {
        (sheet.line("residence", "转入户籍所在地或居住地").hint("示例：山东省济南市").maxlength(RESIDENCE))
    }
}

/// What proves the reason, with the guide's points about it.
fn proof(house: &House, sheet: &Sheet<'_>, word: &str) -> Markup {
    let most = house.config.upload_kb_transfer_proof;
    let limits = format!(
        "请上传清晰扫描件或照片，jpg、png 图片，小于 {most}KB，较大的由系统自动压缩；有多张的一次选中，系统会合并成一张。"
    );
    let label = Reason::proof_of(word);
    let why = format!("{}的，请上传{label}。", Reason::label_of(word).unwrap_or_default());
    let upload = Upload::new("proof", label, limits).hint(why).multiple().faults(sheet.faults);
    html! {
        h2.card-title { "上传调转证明材料" }
        (Tiles { typed: sheet.typed, notes: sheet.notes, by_phone: true }.place("proof", label, upload))
    }
}
