//! 服务大厅 (spec 1.0).

use crate::office::Present;
use crate::ui::{
    BigTile, Door, Hero, SmallTile, big_tiles, card, columns, figures, numeral_steps, section, small_tiles,
    wrap,
};
use maud::{Markup, html};

/// Where each entry of the menu leads, or nowhere yet.
fn entry(icon: &'static str, title: &str, href: Option<&str>) -> SmallTile {
    SmallTile { icon, title: title.into(), href: href.map(Into::into) }
}

fn tile(icon: &'static str, title: &str, text: &str, note: &str, href: Option<&str>) -> BigTile {
    BigTile { icon, title: title.into(), text: text.into(), note: note.into(), href: href.map(Into::into) }
}

/// What the hall says about itself.
pub struct Hall<'a> {
    /// The finance bureau.
    pub sponsor: &'a str,
    /// Its telephone; empty when there is none.
    pub phone: &'a str,
    /// When it is open.
    pub hours: &'a str,
    /// Promised working days.
    pub working_days: u16,
}

/// The home page.
pub fn home(present: Option<&Present>, hall: &Hall<'_>) -> Markup {
    let door = |icon, title: &str, text: &str, href: &str| Door {
        icon,
        title: title.into(),
        text: text.into(),
        href: href.into(),
    };
    let doors = match present {
        None => vec![
            door("person-vcard", "会计人员登录", "用证件号码或手机号登录", "/login"),
            door("building", "单位/法人用户登录", "管理本单位会计人员", "/login/org"),
            door("bank", "财政用户登录", "审核与办理", "/login/officer"),
        ],
        Some(Present::Person(..)) => vec![
            door("person-vcard", "我的办件", "查看进度、受理回执和退回原因", "/me"),
            door("pencil-square", "信息采集", "继续填写或查看已提交的信息", "/me/collect"),
            door("arrow-repeat", "信息变更", "审核通过后，有变化的在这里办理", "/me/change"),
        ],
        Some(Present::Officer(_)) => vec![door("bank", "审核工作台", "待办业务", "/desk")],
    };
    let title = if present.is_none() { "用户入口" } else { "我的入口" };
    html! {
        (Hero::new(&["会计人员的事，", "在这里一次办好"], "注册、实名认证、信息采集全程网办，材料传一次，进度随时看。")
            .search("/help", "如：采集要带什么材料")
            .often("/me/collect", "首次信息采集")
            .often("/password/reset", "找回密码")
            .often("/help/collection", "采集准备什么")
            .doors(title, doors))
        (wrap(numeral_steps(&[
            ("注册登录", "准备证件和手机"),
            ("实名认证", "手机扫码、上传或到窗口"),
            ("信息采集", "可分次填，随时保存"),
            ("查看结果", "退回会说明怎么改"),
        ], None)))
        (wrap(columns(services(), aside(hall))))
    }
}

fn services() -> Markup {
    html! {
        (section("会计人员信息服务", None, big_tiles(&[
            tile("person-vcard", "信息采集", "首次登记基本信息、学历和工作经历", "约 15 分钟，备好照片和学历证书", Some("/me/collect")),
            tile("pencil-square", "信息变更", "换单位、升学历、改联系方式", "采集审核通过后办理", Some("/me/change")),
            tile("search", "信息查询", "查看登记的全部信息和审核记录", "随时可查", Some("/me/record")),
            tile("arrow-left-right", "属地关系调转", "工作、学籍或户籍所在地变动", "需要一份证明材料", Some("/me/transfer")),
        ])))
        (section("会计人员服务管理", None, small_tiles(&[
            entry("person-vcard", "会计人员信息采集", Some("/me/collect")),
            entry("arrow-left-right", "会计人员属地关系调转", Some("/me/transfer")),
            entry("journal-check", "会计专业技术资格考试", None),
            entry("award", "会计职称管理", Some("/me/titles")),
            entry("mortarboard", "会计人员继续教育管理", None),
            entry("clipboard-check", "会计人员奖惩记录", None),
            entry("star", "高端会计人才培养项目", None),
            entry("book", "会计准则制度学习", None),
        ])))
        (section("单位用户服务管理", None, small_tiles(&[
            entry("people-fill", "单位会计人员信息管理", None),
            entry("mortarboard", "单位会计人员继续教育管理", None),
            entry("chat-square-text", "单位会计准则制度反馈意见", None),
        ])))
        (section("更多服务", None, small_tiles(&[
            entry("journal-check", "考试服务", None),
            entry("award", "职称申报", None),
            entry("star", "高端会计人才培养项目", None),
            entry("question-circle", "公共服务：帮助中心", Some("/help")),
        ])))
    }
}

fn aside(hall: &Hall) -> Markup {
    html! {
        (section("办理时限", None, card(html! {
            (figures(&[(&format!("{} 个工作日", hall.working_days), "承诺审核时限"), ("3 分钟", "短信验证码有效期")]))
        })))
        (section("来之前请准备", None, card(html! {
            ul.plain {
                li { "有效身份证件和本人手机" }
                li { "近期标准证件照，不小于 295×413 像素" }
                li { "学历、学位证书原件照片" }
                li { "劳动合同、工作证明或社保缴纳证明" }
            }
            p { a href="/help/collection" { "查看完整的材料说明" } }
        })))
        (section("联系我们", None, card(html! {
            p { (hall.sponsor) }
            @if !hall.phone.is_empty() { p { "咨询电话：" span.num { (hall.phone) } } }
            @if !hall.hours.is_empty() { p { (hall.hours) } }
        })))
    }
}
