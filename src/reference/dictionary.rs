//! The dictionaries behind the choices of the forms. Records keep codes, pages show labels.

use serde::Deserialize;

/// One of the dictionaries (spec 3.3–3.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dictionary {
    /// 民族
    Ethnicity,
    /// 政治面貌
    PoliticalStatus,
    /// 学历
    EducationLevel,
    /// 学位
    Degree,
    /// 培养方式
    TrainingMode,
    /// 单位类型, grouped
    UnitKind,
    /// 所属行业
    Industry,
    /// 会计人员岗位层级
    AccountingRank,
    /// 从事会计工作岗位
    AccountingPost,
    /// 会计专业职务; the group is the level
    AccountingPosition,
    /// 职称层级
    TitleLevel,
    /// 取得方式
    TitleWay,
    /// 考试科目; the group is the level
    ExamSubject,
    /// 资格类型 outside accounting; the group tells whether the kind has levels
    LicenceKind,
    /// 资格级别 outside accounting
    LicenceLevel,
}

impl Dictionary {
    /// All dictionaries.
    pub const ALL: [Self; 15] = [
        Self::Ethnicity,
        Self::PoliticalStatus,
        Self::EducationLevel,
        Self::Degree,
        Self::TrainingMode,
        Self::UnitKind,
        Self::Industry,
        Self::AccountingRank,
        Self::AccountingPost,
        Self::AccountingPosition,
        Self::TitleLevel,
        Self::TitleWay,
        Self::ExamSubject,
        Self::LicenceKind,
        Self::LicenceLevel,
    ];

    /// What the forms call it, such as 民族.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ethnicity => "民族",
            Self::PoliticalStatus => "政治面貌",
            Self::EducationLevel => "学历",
            Self::Degree => "学位",
            Self::TrainingMode => "培养方式",
            Self::UnitKind => "单位类型",
            Self::Industry => "所属行业",
            Self::AccountingRank => "会计人员岗位层级",
            Self::AccountingPost => "从事会计工作岗位",
            Self::AccountingPosition => "会计专业职务",
            Self::TitleLevel => "职称层级",
            Self::TitleWay => "取得方式",
            Self::ExamSubject => "考试科目",
            Self::LicenceKind => "资格类型",
            Self::LicenceLevel => "资格级别",
        }
    }

    /// The dictionaries that are reconstructions, so that an administrator may edit them (spec, tag D).
    pub const EDITABLE: [Self; 4] =
        [Self::UnitKind, Self::AccountingRank, Self::LicenceKind, Self::LicenceLevel];

    /// The dictionary of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// A short word for addresses and storage keys; the name of its file in data/dictionaries, without the ending.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ethnicity => "ethnicity",
            Self::PoliticalStatus => "political_status",
            Self::EducationLevel => "education_level",
            Self::Degree => "degree",
            Self::TrainingMode => "training_mode",
            Self::UnitKind => "unit_kind",
            Self::Industry => "industry",
            Self::AccountingRank => "accounting_rank",
            Self::AccountingPost => "accounting_post",
            Self::AccountingPosition => "accounting_position",
            Self::TitleLevel => "title_level",
            Self::TitleWay => "title_way",
            Self::ExamSubject => "exam_subject",
            Self::LicenceKind => "licence_kind",
            Self::LicenceLevel => "licence_level",
        }
    }
}

/// One choice of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// What records keep.
    pub code: String,
    /// What pages show.
    pub label: String,
    /// The heading it stands under, if the dictionary is grouped.
    pub group: Option<String>,
    /// No longer offered; records that hold it are still read.
    #[serde(default)]
    pub retired: bool,
}

/// The choices of one dictionary in the order forms show them.
#[derive(Debug)]
pub struct Entries(Vec<Entry>);

#[derive(Deserialize)]
pub(super) struct EntriesFile {
    entries: Vec<Entry>,
}

impl Entries {
    pub(super) fn read(file: EntriesFile) -> Result<Self, String> {
        Self::check(file.entries)
    }

    pub(super) fn check(entries: Vec<Entry>) -> Result<Self, String> {
        for (at, entry) in entries.iter().enumerate() {
            if entry.code.is_empty() || entry.label.is_empty() {
                return Err(format!("entry {} is empty", at + 1));
            }
            if entries[..at].iter().any(|earlier| earlier.code == entry.code || earlier.label == entry.label)
            {
                return Err(format!("entry {} stands twice", entry.code));
            }
        }
        Ok(Self(entries))
    }

    /// All choices, retired ones among them.
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// The choices that are offered, under their headings, in order; ungrouped ones under None.
    pub fn groups(&self) -> Vec<(Option<&str>, Vec<&Entry>)> {
        let groups = self.0.chunk_by(|a, b| a.group == b.group);
        let offered = groups.map(|group| {
            (group[0].group.as_deref(), group.iter().filter(|entry| !entry.retired).collect::<Vec<_>>())
        });
        offered.filter(|(_, group)| !group.is_empty()).collect()
    }

    /// The label of a code.
    pub fn label(&self, code: &str) -> Option<&str> {
        self.entry(code).map(|entry| entry.label.as_str())
    }

    /// The choice of a code.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.code == code)
    }

    /// Whether a code may be chosen.
    pub fn contains(&self, code: &str) -> bool {
        self.entry(code).is_some_and(|entry| !entry.retired)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Profile, Reference};
    use super::*;

    #[test]
    fn every_dictionary_has_as_many_choices_as_its_standard() {
        let reference = Reference::load(Profile::Production).unwrap();
        let counts = Dictionary::ALL.map(|dictionary| reference.dictionary(dictionary).entries().len());
        assert_eq!(counts, [58, 12, 9, 5, 2, 30, 20, 3, 9, 5, 4, 3, 6, 6, 4]);
    }

    #[test]
    fn the_labels_of_the_guide_stand_exactly() {
        let reference = Reference::load(Profile::Production).unwrap();
        let shown = [
            (Dictionary::Ethnicity, "01", "汉族"),
            (Dictionary::PoliticalStatus, "01", "中共党员(含中共预备党员)"),
            (Dictionary::EducationLevel, "14", "硕士研究生"),
            (Dictionary::Degree, "0", "无"),
            (Dictionary::Industry, "A", "农、林、牧、渔业"),
            (Dictionary::AccountingPost, "02", "稽核"),
            (Dictionary::AccountingRank, "3", "一般会计人员"),
            (Dictionary::AccountingPosition, "5", "会计员"),
            (Dictionary::TrainingMode, "1", "全日制"),
            (Dictionary::UnitKind, "101", "中央行政单位"),
            (Dictionary::UnitKind, "303", "省国资委管理国有控股上市公司"),
        ];
        for (dictionary, code, label) in shown {
            assert_eq!(reference.dictionary(dictionary).label(code), Some(label));
        }
        assert!(!reference.dictionary(Dictionary::Ethnicity).contains("57"));
    }

    #[test]
    fn groups_keep_the_order_and_lose_nothing() {
        let reference = Reference::load(Profile::Production).unwrap();
        let kinds = reference.dictionary(Dictionary::UnitKind);
        let groups = kinds.groups();
        let names: Vec<_> = groups.iter().map(|(name, _)| name.unwrap()).collect();
        assert_eq!(names, ["行政", "事业", "国有企业", "非国有企业", "其他"]);
        assert_eq!(groups.iter().map(|(_, group)| group.len()).sum::<usize>(), kinds.entries().len());
        assert_eq!(reference.dictionary(Dictionary::Degree).groups().len(), 1);
    }

    #[test]
    fn a_code_that_stands_twice_is_refused() {
        let entry = |code: &str, label: &str| Entry {
            code: code.into(),
            label: label.into(),
            group: None,
            retired: false,
        };
        let check = Entries::check;
        assert!(check(vec![entry("1", "甲"), entry("2", "乙")]).is_ok());
        assert!(check(vec![entry("1", "甲"), entry("1", "乙")]).is_err());
        assert!(check(vec![entry("1", "")]).is_err());
    }
}
