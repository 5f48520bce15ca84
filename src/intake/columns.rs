//! The columns of every kind of table: what they are called, which must be there, what belongs into them.

use crate::reference::Dictionary;

/// The five kinds of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 证书库: 会计专业技术资格 since 2001.
    Certificates,
    /// 历史数据: 教育经历 approved on a former provincial platform.
    Education,
    /// 历史数据: 工作经历 approved on a former provincial platform.
    Employment,
    /// 单位名录.
    Employers,
    /// 财政用户.
    Officers,
}

/// What belongs into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// One of 证件类型.
    DocumentKind,
    /// Text.
    Text,
    /// A number of a document or code, which a spreadsheet must not take for a number.
    Number,
    /// A day.
    Day,
    /// A day or 至今.
    DayOrNow,
    /// A division by name or code.
    Region,
    /// An entry of a dictionary by label or code.
    Entry(Dictionary),
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its heading.
    pub(super) name: &'static str,
    /// Whether every row needs it.
    pub(super) needed: bool,
    /// What belongs into it.
    pub(super) content: Content,
    /// What the template's example row shows.
    pub(super) example: &'static str,
    /// What the template says about it.
    pub(super) about: &'static str,
}

const fn needed(name: &'static str, content: Content, example: &'static str, about: &'static str) -> Column {
    Column { name, needed: true, content, example, about }
}

const fn column(name: &'static str, content: Content, example: &'static str, about: &'static str) -> Column {
    Column { name, needed: false, content, example, about }
}

pub(super) const DOCUMENT_KIND: &str = "证件类型";
pub(super) const DOCUMENT: &str = "证件号码";
pub(super) const NAME: &str = "姓名";

const KIND_COLUMN: Column =
    column(DOCUMENT_KIND, Content::DocumentKind, "内地居民身份证", "不填的是内地居民身份证。");
const DOCUMENT_COLUMN: Column =
    needed(DOCUMENT, Content::Number, "11010519491231002X", "按文本填写，18 位一位不少。");
const NAME_COLUMN: Column = needed(NAME, Content::Text, "张三", "与证件一致。");

static CERTIFICATES: [Column; 22] = [
    KIND_COLUMN,
    DOCUMENT_COLUMN,
    NAME_COLUMN,
    needed("职称层级", Content::Entry(Dictionary::TitleLevel), "中级", ""),
    needed("职称名称", Content::Entry(Dictionary::AccountingPosition), "会计师", "应与职称层级相符。"),
    column(
        "取得方式",
        Content::Entry(Dictionary::TitleWay),
        "考试",
        "不填的，初级、中级为考试，副高级为考评结合，正高级为评审。",
    ),
    needed("取得时间", Content::Day, "2014-10-26", "证书库收录 2001 年起的证书。"),
    column("批准文号或评审机构", Content::Text, "", ""),
    column("考试省份", Content::Region, "山东省", "省份名称或六位代码；填写了科目的必填。"),
    column("科目1", Content::Entry(Dictionary::ExamSubject), "中级会计实务", "应是该层级的科目。"),
    column("科目1年度", Content::Number, "2014", "考试年度，四位数字；填写了科目的必填。"),
    column("科目1成绩", Content::Number, "76", "0 到 100 的整数；免试的填“免试”。"),
    column("科目2", Content::Entry(Dictionary::ExamSubject), "财务管理", ""),
    column("科目2年度", Content::Number, "2014", ""),
    column("科目2成绩", Content::Number, "免试", ""),
    column("科目3", Content::Entry(Dictionary::ExamSubject), "经济法", ""),
    column("科目3年度", Content::Number, "2013", ""),
    column("科目3成绩", Content::Number, "68", ""),
    needed("资格证书编号", Content::Number, "SC00000000001", "同一人的同一编号只导入一次，再次导入时更新。"),
    column("管理号", Content::Number, "2014000000000001", ""),
    needed("发证时间", Content::Day, "2014-12-30", "不早于取得时间。"),
    needed("发证机关", Content::Text, "山东省人力资源和社会保障厅", ""),
];

static EDUCATION: [Column; 12] = [
    KIND_COLUMN,
    DOCUMENT_COLUMN,
    NAME_COLUMN,
    needed("学校名称", Content::Text, "某某大学", "每条教育经历一行；一般每人一至两行（全日制、非全日制）。"),
    column("培养方式", Content::Entry(Dictionary::TrainingMode), "全日制", ""),
    column("学历", Content::Entry(Dictionary::EducationLevel), "大学本科", ""),
    column("学位", Content::Entry(Dictionary::Degree), "学士", "已取得学位证书的；没有的填“无”。"),
    column("所学专业", Content::Text, "会计学", ""),
    column("入学时间", Content::Day, "2010-09-01", ""),
    column("毕业时间", Content::DayOrNow, "2014-07-01", "在读的填“至今”。"),
    column("学历证书编号", Content::Number, "100011201405000001", "按文本填写。"),
    column("学位证书编号", Content::Number, "1000142014000001", "按文本填写。"),
];

static EMPLOYMENT: [Column; 18] = [
    KIND_COLUMN,
    DOCUMENT_COLUMN,
    NAME_COLUMN,
    needed(
        "单位名称",
        Content::Text,
        "某某有限公司",
        "每份工作一行；一份工作有几段会计工作经历的，其余各列照抄，写几行。",
    ),
    column(
        "统一社会信用代码",
        Content::Number,
        "91110000101623741K",
        "按原平台的写法保留；不合规范的，本人采集时须重新填写。",
    ),
    column("单位类型", Content::Entry(Dictionary::UnitKind), "民营非上市企业", ""),
    column("所属行业", Content::Entry(Dictionary::Industry), "制造业", ""),
    column("单位地址", Content::Region, "山东省济南市历下区", "省、市、区县的全称或六位代码。"),
    column("单位电话", Content::Number, "0531-12345678", ""),
    column("工作开始时间", Content::Day, "2014-07-15", ""),
    column("工作结束时间", Content::DayOrNow, "至今", "仍在职的填“至今”。"),
    column(
        "会计人员岗位层级",
        Content::Entry(Dictionary::AccountingRank),
        "一般会计人员",
        "会计工作经历的四列要么都填，要么都不填。",
    ),
    column("从事会计工作岗位", Content::Entry(Dictionary::AccountingPost), "稽核", ""),
    column("会计工作开始时间", Content::Day, "2014-08-01", ""),
    column("会计工作结束时间", Content::DayOrNow, "至今", "仍在岗的填“至今”。"),
    column(
        "会计专业职务",
        Content::Entry(Dictionary::AccountingPosition),
        "",
        "会计专业职务的三列要么都填，要么都不填。",
    ),
    column("会计专业职务聘任时间", Content::Day, "", ""),
    column("资格取得时间", Content::Day, "", ""),
];

static EMPLOYERS: [Column; 6] = [
    needed("统一社会信用代码", Content::Number, "91110000101623741K", "18 位，按文本填写。"),
    needed("单位名称", Content::Text, "某某有限公司", ""),
    column("单位类型", Content::Entry(Dictionary::UnitKind), "民营非上市企业", ""),
    column("所属行业", Content::Entry(Dictionary::Industry), "制造业", ""),
    column("单位地址", Content::Region, "山东省济南市历下区", "省、市、区县的全称或六位代码。"),
    column("单位电话", Content::Number, "0531-12345678", ""),
];

static OFFICERS: [Column; 5] = [
    needed("登录名", Content::Text, "lifang", "3 到 32 个英文字母、数字、点、横线或下划线。"),
    needed(NAME, Content::Text, "李芳", ""),
    needed("所属会计管理部门", Content::Region, "370102", "部门全称或六位区划代码。"),
    needed("权限", Content::Text, "审核员", "审核员、管理员、审计员；几项之间用顿号或逗号分开。"),
    column("本人居民身份证号码", Content::Number, "", "用来避免审核自己的业务，可以不填。"),
];

impl Kind {
    /// All kinds, in the order of their page.
    pub const ALL: [Kind; 5] =
        [Kind::Certificates, Kind::Education, Kind::Employment, Kind::Employers, Kind::Officers];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Certificates => "证书库",
            Kind::Education => "历史数据（教育经历）",
            Kind::Employment => "历史数据（工作经历）",
            Kind::Employers => "单位名录",
            Kind::Officers => "财政用户",
        }
    }

    /// What it is for.
    pub fn purpose(self) -> &'static str {
        match self {
            Kind::Certificates => "2001 年起的会计专业技术资格证书，供自动获取资格和采集范围核验使用。",
            Kind::Education => "原省级平台已经审核通过的教育经历，本人实名认证后在信息采集中确认、补填。",
            Kind::Employment => "原省级平台已经审核通过的工作经历，本人实名认证后在信息采集中确认、补填。",
            Kind::Employers => "单位名称和统一社会信用代码的对照，供审核时核对。",
            Kind::Officers => "审核人员和管理员；导入后得到每人的一次性代码，由本人设置密码。",
        }
    }

    /// A short word for commands, addresses and names of files.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Certificates => "certificates",
            Kind::Education => "history-education",
            Kind::Employment => "history-work",
            Kind::Employers => "employers",
            Kind::Officers => "officers",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Kind::Certificates => &CERTIFICATES,
            Kind::Education => &EDUCATION,
            Kind::Employment => &EMPLOYMENT,
            Kind::Employers => &EMPLOYERS,
            Kind::Officers => &OFFICERS,
        }
    }

    /// The headings of the columns that every row needs.
    pub(super) fn needed(self) -> Vec<&'static str> {
        self.columns().iter().filter(|column| column.needed).map(|column| column.name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_and_headings_name_one_thing_each() {
        let words: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(words.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
            let names: BTreeSet<_> = kind.columns().iter().map(|column| column.name).collect();
            assert_eq!(names.len(), kind.columns().len(), "{kind:?}");
        }
    }
}
