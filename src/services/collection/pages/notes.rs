//! 采集须知: where to file, by example, and what to bring (spec 1.6, 2.1, 2.2).

use crate::ui;
use maud::{Markup, html};

/// 属地原则 in one paragraph, where a department is chosen.
pub fn locality_rule() -> Markup {
    html! {
        p { "信息采集按属地原则办理，优先顺序为：" b { "单位属地 → 学籍属地 → 户籍属地" } "。" }
        ul {
            li { "有工作单位的，选单位所在地；市级和区县都有会计管理部门的，可以选其中一个。" }
            li { "没有工作单位的在校学生，选学校所在地。" }
            li { "既没有工作单位、也不是在校学生的，选户籍所在地。" }
        }
    }
}

/// The whole notice.
pub fn notice() -> Markup {
    html! {
        (ui::section("在哪里采集", None, ui::card(html! { (locality_rule()) (examples()) })))
        (ui::section("材料准备", None, ui::card(materials())))
    }
}

fn examples() -> Markup {
    html! {
        p { "例如：" }
        ul {
            li { "周某某户籍在山西省临汾市，工作单位在太原：选太原市直属或太原所辖的区县。" }
            li { "李某某户籍在山西省吕梁市，正在太原上学：同样选太原市直属或太原所辖的区县。" }
            li { "王某某户籍在山西省运城市，没有工作，也不是在校学生：选运城市直属或运城所辖的区县。" }
        }
    }
}

fn materials() -> Markup {
    html! {
        p { b { "所有要求上传的附件均为原件照片。" } "手机拍摄即可，太大的照片由系统自动压缩。" }
        ol {
            li { "近期标准证件照：不小于 10KB，不小于 295×413 像素。" }
            li { "有效身份证件：暂未工作且不属于在校学生的人员，须上传身份证或居住证正反面。" }
            li { "工作单位的统一社会信用代码证：没有工作单位的不需要。" }
            li {
                "全日制和非全日制的学历证书、学位证书：单证硕士只需提供学位证书，大专及以下学历只需提供毕业证书；"
                "在校学生准备学生证。"
            }
            li { "劳动合同、工作证明或社会保险缴纳证明。" }
            li { "所选采集范围要求的资格证书或高中毕业证。" }
        }
    }
}
