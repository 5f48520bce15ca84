//! Drawing the proofs as sheets of paper (the guide, 3.4).

use super::actions::{Facts, Kind};
use crate::terms::Day;
use crate::ui::{self, Button, Notice, Summary, Tone};
use maud::{Markup, html};

const LIST: &str = "/me/collect/work";

/// The page of one or several sheets; only the sheets are printed.
pub fn sheets(kind: Kind, facts: &[Facts]) -> Markup {
    let lead = "打印后请单位核对、填写空白处并加盖公章，再拍照上传到工作经历的证明材料。";
    html! {
        div.no-print {
            (ui::heading(kind.label(), Some(lead)))
            @if facts.is_empty() {
                (Notice::new(Tone::Info, "这条工作经历还没有填写会计工作经历，请先填写，或打印空白模板。"))
            }
            (ui::actions(html! {
                @if !facts.is_empty() { (ui::print_button("打印")) }
                (Button::link(LIST, "返回工作经历"))
            }))
        }
        @for one in facts { (sheet(kind, one)) }
    }
}

fn sheet(kind: Kind, facts: &Facts) -> Markup {
    html! {
        article.card.sheet {
            h2 { (kind.label()) }
            p.text {
                "兹证明" (written(facts.name.as_deref())) "同志（" (facts.number_label) "：" (written(facts.number.as_deref()))
                "），"
                @if kind == Kind::Employment {
                    "为我单位职工。自" (day(facts.since)) "起在我单位工作"
                    @if facts.tells_accounting { "，" (accounting(facts)) }
                    "。"
                } @else { (accounting(facts)) "。" }
            }
            p.text { "联系电话：" (written(facts.telephone.as_deref())) }
            p.text { "特此证明。" }
            div.issuer {
                p { (written(facts.employer.as_deref())) }
                p { span.write {} "年" span.write {} "月" span.write {} "日" }
                p { "（单位盖章）" }
            }
            p.hint {
                @if kind == Kind::Employment { "注：从业经历简单的，工作证明和工作经历证明可以统一用此模板。" }
                @else { "注：从业经历复杂的，除工作证明外，每一段会计工作经历都需对应一个此模板证明。" }
            }
        }
    }
}

fn accounting(facts: &Facts) -> Markup {
    html! {
        "自" (day(facts.accounting.map(|period| period.from()))) "至"
        @match facts.accounting.map(|period| period.to()) {
            Some(Some(end)) => (day(Some(end))),
            Some(None) => "今",
            None => { "今（或" (day(None)) "）" },
        }
        "在我单位从事会计工作"
    }
}

/// What is known, or a line to write on.
fn written(text: Option<&str>) -> Markup {
    html! { @match text { Some(text) => b { (text) }, None => span.write.long {} } }
}

fn day(day: Option<Day>) -> Markup {
    html! {
        @match day {
            Some(day) => b { (day.year()) "年" (day.month()) "月" (day.day()) "日" },
            None => { span.write {} "年" span.write {} "月" span.write {} "日" },
        }
    }
}

/// What 社保缴费证明 has to show; an illustration and not a form.
pub fn insurance() -> Markup {
    html! {
        (ui::heading(Kind::Insurance.label(),
            Some("社会保险缴纳证明由参保地社会保险经办机构出具，不需要单位填写。可在当地人社网站、手机应用或自助机上打印。")))
        (Notice::new(Tone::Info, "上传的照片要能看清下列各项。页面较多的，一次选中全部照片，系统会合并成一张。"))
        (Summary::titled("示意图（虚构内容）")
            .row("打印时间", "证明打印的年月日")
            .row("姓名和证件号码", "与本人证件一致")
            .row("当前参保经办机构", "例如 云岭市社会保险管理服务中心")
            .row("当前参保单位名称", "与填写的工作单位一致")
            .row("险种", "养老保险")
            .row("缴费起止时间", "例如 2018年07月 至 2024年10月")
            .row("实际缴费年限", "例如 6年4月")
            .row("参保状态", "例如 正常")
            .row("个人缴费明细", "各起止年月的缴费基数和个人缴费")
            .row("印章和核验二维码", "加盖经办机构印章；二维码的核验有效期一般为三个月，过期请重新打印"))
        (ui::actions(html! { (Button::link(LIST, "返回工作经历")) }))
    }
}
