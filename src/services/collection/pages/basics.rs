//! 基本信息: what registration fixed as facts, the rest as fields.

use super::Filling;
use crate::dossier::{Identity, Step};
use crate::reference::{Dictionary, Reference};
use crate::sheets::IDENTITY_DUE;
use crate::terms::{DocumentKind, Sex};
use crate::ui::{self, Choice, DateField, Faults, Field, Radios, Select, Summary, Upload};
use crate::web::Typed;
use crate::web::places::{self, Kind};
use maud::{Markup, html};

const LEAD: &str = "请上传证件照并填写基本信息；没有注明选填的都需要填写。";

/// The page of 基本信息.
pub fn basics(filling: &Filling<'_>) -> Markup {
    let faults = filling.at_fields(Step::Basics);
    let reference = filling.house.office.reference();
    let resident = filling.collecting.identity.document.kind() == DocumentKind::ResidentId;
    let asked = !resident
        && (filling.collecting.draft.basics.sex.is_none() || filling.collecting.draft.basics.birth.is_none());
    let fields = html! {
        (portrait(filling, &faults))
        (facts(filling, resident, asked))
        @if asked { (birth(filling.typed, &faults)) }
        (about(filling.typed, &faults, reference, resident))
        (contact(filling, &faults, reference))
        (identity_pictures(filling, &faults))
    };
    filling.page(Step::Basics, LEAD, fields, Filling::save_buttons())
}

fn portrait(filling: &Filling<'_>, faults: &Faults) -> Markup {
    let limits = "JPG 或 PNG，不小于 10KB，不小于 295×413 像素（宽×高）";
    let upload = Upload::new("portrait", "证件照", limits).faults(faults);
    let advice = ui::card(html! {
        h2.card-title { "照片要求" }
        ul {
            li { "清晰、完整、近期的标准证件照，正面免冠。" }
            li { "照相馆给的电子版一般都符合要求。" }
            li { "请不要用生活照，也不要把小图强行放大。" }
            li { "较大的照片由系统自动压缩，方向不对可以旋转。" }
        }
    });
    ui::columns(filling.upload("portrait", upload, "证件照"), advice)
}

fn facts(filling: &Filling<'_>, resident: bool, asked: bool) -> Markup {
    let identity: &Identity = &filling.collecting.identity;
    let draft = &filling.collecting.draft.basics;
    let number = identity.document.resident();
    let sex = number.as_ref().map(|number| number.sex()).or(draft.sex);
    let birth = number.as_ref().map(|number| number.birth()).or(draft.birth);
    let mut summary = Summary::titled("注册时的信息")
        .row("有效身份证件类型", identity.document.kind().label())
        .row("有效身份证件号码", identity.document.masked())
        .row("姓名", identity.name.as_str());
    if !asked {
        summary = summary
            .row("性别", sex.map(Sex::label).unwrap_or_default())
            .row("出生年月", birth.map(|day| day.to_string()).unwrap_or_default());
    }
    let why = if resident {
        "这些内容来自注册和实名认证，性别和出生年月由证件号码得出，这里不能修改。"
    } else {
        "这些内容来自注册和实名认证，这里不能修改；性别和出生年月填写并保存后也不再修改。"
    };
    html! { (summary.row("手机号码", identity.phone.masked())) p.hint { (why) } }
}

fn birth(typed: &Typed, faults: &Faults) -> Markup {
    let sexes = Sex::ALL.map(|sex| Choice::new(sex.code(), sex.label()));
    let value = |part: &str| typed.text(&format!("birth.{part}")).to_string();
    html! {
        (Radios::new("sex", "性别", sexes).chosen(typed.text("sex")).inline().faults(faults))
        (DateField::new("birth", "出生日期").birthday().faults(faults)
            .hint("与证件上一致，只需填写一次，保存后不能修改。")
            .value(value("year"), value("month"), value("day")))
    }
}

fn about(typed: &Typed, faults: &Faults, reference: &Reference, resident: bool) -> Markup {
    let list = |field: &str, dictionary: Dictionary| {
        let entries = reference.dictionary(dictionary);
        Select::new(field, dictionary.label())
            .choices(entries.entries().iter().map(|entry| Choice::new(&entry.code, &entry.label)))
            .chosen(typed.text(field))
            .faults(faults)
    };
    html! {
        (list("politics", Dictionary::PoliticalStatus))
        @if resident { (list("ethnicity", Dictionary::Ethnicity)) }
    }
}

fn contact(filling: &Filling<'_>, faults: &Faults, reference: &Reference) -> Markup {
    let typed = filling.typed;
    let use_of_email = match filling.house.sends_mail() {
        true => "填写后，办理结果除短信外也会发到这个邮箱；不用于登录和找回密码。",
        false => "只记入您的档案，平台不会发送邮件；不用于登录和找回密码。",
    };
    html! {
        (Field::email("email", "邮箱").optional().value(typed.text("email")).autocomplete("email")
            .hint(use_of_email).faults(faults))
        (places::picker(Kind::Address, "address", "通讯地址", typed, reference)
            .hint("请选择省、市和区县，再填写下面的详细地址。").faults(faults))
        (Field::text("street", "详细地址").value(typed.text("street")).maxlength(100)
            .autocomplete("street-address").hint("街道、门牌号、楼栋和房间号。").faults(faults))
        (Field::number("postcode", "邮编").optional().value(typed.text("postcode")).maxlength(6)
            .autocomplete("postal-code").faults(faults))
    }
}

fn identity_pictures(filling: &Filling<'_>, faults: &Faults) -> Markup {
    let slot = |field: &'static str, label: &str| {
        let upload = Upload::new(field, label, filling.paper_limits()).multiple().faults(faults);
        filling.upload(field, upload, label)
    };
    html! {
        h2.card-title { "身份证明" }
        p { (IDENTITY_DUE) }
        p.hint { "有至今在职的工作经历或至今在读的教育经历的，可以不上传；审核时需要的，工作人员会在退回意见中说明。" }
        (slot("identity_front", "身份证明正面（身份证或居住证）"))
        (slot("identity_back", "身份证明背面（身份证或居住证）"))
    }
}
