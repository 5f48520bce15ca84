//! Drawing the form of one job (spec 1.9).

use super::rows;
use crate::reference::Dictionary;
use crate::sheets::Sheet;
use crate::ui::{self, Button, Field};
use crate::web::places::{self, Kind};
use maud::{Markup, html};

/// The fields: the job, the accounting work in it, the position, photographs.
pub fn fields(sheet: &Sheet<'_>) -> Markup {
    let place = places::picker(Kind::Address, "region", "工作单位地址", sheet.typed, sheet.reference);
    html! {
        (sheet.asked("from", sheet.date("from", "工作开始时间").hint("例如 2018 年 7 月 1 日。")))
        (sheet.asked("to", sheet.date_or_now("to", "工作结束时间")
            .hint("现在仍在这个单位工作的，请勾选至今，日期留空。")))
        (sheet.asked("employer", sheet.line("employer", "单位名称").hint("请填写与公章一致的单位全称。").maxlength(100)))
        (sheet.asked("credit_code", sheet.credit_code("统一社会信用代码")))
        (sheet.asked("kind", sheet.select("kind", "单位类型", Dictionary::UnitKind).prompt("请选择单位经济类型")))
        (sheet.asked("industry", sheet.select("industry", "所属行业", Dictionary::Industry)
            .prompt("请选择单位所属行业")))
        (sheet.asked("region", place.faults(sheet.faults)))
        (sheet.asked("telephone", Field::tel("telephone", "工作单位电话")
            .hint("例如 0531-12345678，分机写作 0531-12345678-801。")
            .value(sheet.typed.text("telephone")).faults(sheet.faults)))
        @if sheet.asks("experience") {
            (sheet.yes_or_no("accounting", "是否有会计工作经历")
                .hint("指在本单位从事过出纳、稽核、核算、会计监督等会计工作。选择是的，请填写下面的会计工作经历。"))
            (sheet.asked("experience", experience(sheet)))
        }
        @if sheet.asks("position") {
            (sheet.asked("position", sheet.select("position", "会计专业职务", Dictionary::AccountingPosition)
                .prompt("没有担任").optional()
                .hint("通过全国统一考试取得初、中、高级资格证书，并且被单位聘任的，请选择。")))
            (sheet.date("qualified", "资格取得时间").hint("选择了会计专业职务的需要填写，见资格证书。"))
            (sheet.date("appointed", "会计专业职务聘任时间")
                .hint("选择了会计专业职务的需要填写，不能早于工作开始时间和资格取得时间。"))
        }
        (sheet.paper("licence", "统一社会信用代码证", "工作结束时间选择至今的需要上传，营业执照或法人证书均可。"))
        (sheet.paper("proof", "劳动合同、工作证明或社会保险缴纳证明",
            "三种任选一种。可在工作经历列表打印空白的工作证明，填写盖章后拍照上传。"))
        (sheet.paper("appointment", "会计专业职务聘任文件或证明",
            "选择了会计专业职务的需要上传，只能上传在有效期内的聘书或聘任文件。"))
    }
}

/// The rows of accounting work, each with its own legend; the buttons send the form and draw it again.
fn experience(sheet: &Sheet<'_>) -> Markup {
    let count = rows::count(sheet.typed);
    let faults: Vec<&str> = sheet.faults.within("experience").collect();
    html! {
        fieldset.field.is-faulty[!faults.is_empty()] #experience tabindex="-1" {
            legend.label { "本单位会计工作经历" }
            p.hint { "选择了有会计工作经历的，请每个岗位填写一行；没有的不用填。时间应在本单位的工作时间之内。" }
            @for fault in &faults { p.fault { (ui::icon("exclamation-circle-fill")) (fault) } }
            input type="hidden" name="rows" value=(count);
            @for row in 0..count { (one_row(sheet, row)) }
            @if rows::may_grow(sheet.typed) {
                (ui::actions(html! { (Button::also("新增一行").named("row", "add").icon("plus-lg").small()) }))
            }
        }
    }
}

fn one_row(sheet: &Sheet<'_>, row: usize) -> Markup {
    let name = |part: &str| rows::name(row, part);
    let label = |what: &str| format!("{what}（第 {} 行）", row + 1);
    html! {
        div.card.padded role="group" aria-label=(label("会计工作经历")) {
            (sheet.select(&name("rank"), &label("会计人员岗位层级"), Dictionary::AccountingRank))
            (sheet.select(&name("post"), &label("从事会计工作岗位"), Dictionary::AccountingPost))
            (sheet.date(&name("from"), &label("会计工作开始时间")))
            (sheet.date_or_now(&name("to"), &label("会计工作结束时间")))
            (ui::actions(html! {
                (Button::also("删除").danger().small().named("row", format!("remove:{row}"))
                    .spoken(label("：会计工作经历")))
            }))
        }
    }
}
