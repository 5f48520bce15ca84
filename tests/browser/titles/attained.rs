//! What is registered: a title of every level, and what the library knows of each.

/// Year, month and day.
type Date = [&'static str; 3];

/// What the form of one level asks for, and what the officer is told about it.
pub struct Attained {
    pub level: &'static str,
    pub name: &'static str,
    pub way: &'static str,
    pub obtained: Date,
    /// Subject, year and points.
    pub marks: &'static [[&'static str; 3]],
    /// 资格证书编号 and 发证时间; the highest level may do without.
    pub warrant: Option<(&'static str, Date)>,
    pub found: &'static str,
}

const NOT_HELD: &str = "证书库中没有这个编号的证书";
/// One title of every level that the form offers.
pub const ATTAINED: [Attained; 4] = [
    Attained {
        level: "初级",
        name: "助理会计师",
        way: "考试",
        obtained: ["2014", "10", "26"],
        marks: &[["初级会计实务", "2014", "75"], ["经济法基础", "2014", "60"]],
        warrant: Some(("B1400001", ["2015", "3", "1"])),
        found: NOT_HELD,
    },
    Attained {
        level: "中级",
        name: "会计师",
        way: "考试",
        obtained: ["2020", "9", "12"],
        marks: &[["中级会计实务", "2019", "72"], ["财务管理", "2020", "68"], ["经济法", "2020", "75"]],
        warrant: Some(("KJ980120000362", ["2020", "9", "12"])),
        found: "已核验全国证书库",
    },
    Attained {
        level: "副高级",
        name: "高级会计师",
        way: "考评结合",
        obtained: ["2024", "10", "26"],
        marks: &[["高级会计实务", "2024", "81"]],
        warrant: Some(("D2400001", ["2025", "3", "1"])),
        found: NOT_HELD,
    },
    Attained {
        level: "正高级",
        name: "正高级会计师",
        way: "评审",
        obtained: ["2026", "6", "30"],
        marks: &[],
        warrant: None,
        found: "没有填写资格证书编号，无法与证书库比对",
    },
];
