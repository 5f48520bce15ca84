//! Drawing the form of one record of schooling (spec 1.8).

use crate::reference::Dictionary;
use crate::sheets::Sheet;
use maud::{Markup, html};

/// The fields, in the order of the certificates: what and where, when, numbers, photographs.
pub fn fields(sheet: &Sheet<'_>) -> Markup {
    html! {
        (sheet.asked("mode", sheet.select("mode", "培养方式", Dictionary::TrainingMode)))
        (sheet.asked("school", sheet.line("school", "学校名称").hint("请填写证书上的学校全称。").maxlength(100)))
        (sheet.asked("level", sheet.select("level", "学历", Dictionary::EducationLevel)
            .hint("只填写已经取得或正在攻读的学历。")))
        (sheet.asked("degree", sheet.select("degree", "学位", Dictionary::Degree)
            .hint("只选择已经取得的学位，没有学位的请选择“无”。")))
        (sheet.asked("major", sheet.line("major", "所学专业").hint("高中没有专业，可以不填。").maxlength(60)))
        (sheet.asked("from", sheet.date("from", "入学时间").hint("例如 2010 年 9 月 1 日。")))
        (sheet.asked("to", sheet.date_or_now("to", "毕业时间").hint("尚未毕业的在校生请勾选至今，日期留空。")))
        (sheet.yes_or_no("abroad", "留学经历").hint("在中国内地以外的学校就读，请选择是。"))
        (sheet.asked("diploma_number", sheet.line("diploma_number", "学历证书编号").maxlength(40).width(24)
            .hint("印在毕业证书上。至今在读的不用填；单证硕士（只有学位证书）不用填；取得留学认证书的不用填。")))
        (sheet.asked("degree_number", sheet.line("degree_number", "学位证书编号").maxlength(40).width(24)
            .hint("印在学位证书上。没有学位或至今在读的不用填。")))
        (sheet.paper("diploma", "学历证", "已毕业的需要上传毕业证书原件照片；单证硕士不用上传。"))
        (sheet.paper("degree_file", "学位证", "取得学位的需要上传学位证书原件照片。"))
        (sheet.paper("recognition", "教育部留学服务中心认证书", "本科及以上的留学经历需要上传，其他经历不用上传。"))
        (sheet.paper("enrolment", "在校生证明（高中以上）",
            "毕业时间选择至今的需要上传：标明学校名称和学生姓名、在有效期内的学生证照片。"))
        (sheet.paper("high_school", "高中毕业证",
            "暂未工作但拟报名初级会计专业技术资格考试的人员需要上传原件照片，其他人不用上传。"))
    }
}
