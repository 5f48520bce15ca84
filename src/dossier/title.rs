//! 会计专业技术资格: one title with its marks and its certificate (guide 6.1, spec 3.9).

use crate::terms::{Day, FileId, ItemId, RegionCode};
use minicbor::{Decode, Encode};

/// 信息来源 (spec 3.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Source {
    /// 个人录入.
    #[default]
    #[n(0)]
    Person,
    /// 系统记录: taken from the certificate library, born approved, edited by nobody.
    #[n(1)]
    System,
}

impl Source {
    /// The source in words.
    pub fn label(self) -> &'static str {
        match self {
            Source::Person => "个人录入",
            Source::System => "系统记录",
        }
    }
}

/// One 会计专业技术资格.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Title {
    /// Names the record inside its dossier.
    #[n(0)]
    pub id: ItemId,
    /// 职称信息.
    #[n(1)]
    pub award: Award,
    /// 成绩信息; optional only for 正高级.
    #[n(2)]
    pub marks: Option<Marks>,
    /// 资格信息; optional only for 正高级.
    #[n(3)]
    pub warrant: Option<Warrant>,
    /// 会计专业技术资格证书 or 高评委评审通过证明文件; none in a system record.
    #[n(4)]
    pub picture: Option<FileId>,
    /// 信息来源.
    #[n(5)]
    pub source: Source,
}

/// 职称信息: what was awarded, how and when.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Award {
    /// 职称层级.
    #[n(0)]
    pub level: String,
    /// 职称名称, an entry of 会计专业职务.
    #[n(1)]
    pub name: String,
    /// 取得方式.
    #[n(2)]
    pub way: String,
    /// 取得时间.
    #[n(3)]
    pub obtained: Day,
    /// 批准文号 or 评审机构.
    #[n(4)]
    pub body: Option<String>,
}

/// 成绩信息: where the exam was sat, and the marks by subject.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Marks {
    /// 考试省份.
    #[n(0)]
    pub province: RegionCode,
    /// The subjects of the level, each with its year.
    #[n(1)]
    pub subjects: Vec<Mark>,
}

/// The mark of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Mark {
    /// 考试科目.
    #[n(0)]
    pub subject: String,
    /// 考试年度.
    #[n(1)]
    pub year: u16,
    /// Points of 100; none where the subject was waived (免试).
    #[n(2)]
    pub points: Option<u16>,
}

/// 资格信息: the certificate.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Warrant {
    /// 资格证书编号.
    #[n(0)]
    pub number: String,
    /// 管理号.
    #[n(1)]
    pub register_number: Option<String>,
    /// 发证时间.
    #[n(2)]
    pub issued: Day,
    /// 发证机关.
    #[n(3)]
    pub issuer: String,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::dossier::{Draft, Licence};

    pub(in crate::dossier) fn title(byte: u8) -> Title {
        Title {
            id: ItemId::from_bytes([byte; 16]),
            award: Award {
                level: "3".into(),
                name: "3".into(),
                way: "1".into(),
                obtained: Day::new(2014, 10, 1).unwrap(),
                body: None,
            },
            marks: None,
            warrant: None,
            picture: None,
            source: Source::Person,
        }
    }

    #[test]
    fn a_list_that_is_empty_costs_no_byte_and_one_behind_it_is_still_found() {
        let licence = Licence {
            id: ItemId::from_bytes([9; 16]),
            kind: "4".into(),
            level: None,
            number: "320100101234".into(),
            obtained: Day::new(2016, 3, 1).unwrap(),
            issuer: "中国注册会计师协会".into(),
            picture: None,
        };
        let none = minicbor::to_vec(Draft::default()).unwrap();
        assert_eq!(none[0], 0x88, "eight fields, as before there were any titles");
        for (titles, licences) in [
            (vec![], vec![licence.clone()]),
            (vec![title(1)], vec![]),
            (vec![title(1), title(2)], vec![licence]),
        ] {
            let draft = Draft { titles, licences, ..Draft::default() };
            let bytes = minicbor::to_vec(&draft).unwrap();
            assert_eq!(minicbor::decode::<Draft>(&bytes).unwrap(), draft);
        }
    }
}
