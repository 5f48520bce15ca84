//! The administrative divisions of GB/T 2260 and the finance departments that follow them.
//!
//! Two views of one tree: *addresses* offer the divisions, *departments* offer besides them the province itself (省本级)
//! and the city itself (市直属), because either may be somebody's 会计管理部门 (spec 1.6, 3.10). A division without
//! divisions below it offers itself, so that three boxes can always be filled: 东莞市 / 东莞市.

use std::collections::BTreeMap;

use crate::terms::{RegionCode, RegionLevel};

/// A choice in a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Its code, which may be that of the box to the left (省本级, 市直属): then the choice is complete.
    pub code: RegionCode,
    /// What the picker shows.
    pub name: String,
}

/// All divisions, by code.
#[derive(Debug)]
pub struct Divisions(BTreeMap<RegionCode, String>);

impl Divisions {
    pub(super) fn check(rows: Vec<(String, String)>) -> Result<Self, String> {
        let mut divisions = BTreeMap::new();
        for (code, name) in rows {
            let region = RegionCode::parse(&code).map_err(|_| format!("{code} is no code"))?;
            if name.is_empty() || divisions.insert(region, name).is_some() {
                return Err(format!("{code} has no name or stands twice"));
            }
        }
        let orphan =
            divisions.keys().find(|code| code.parent().is_some_and(|up| !divisions.contains_key(&up)));
        match orphan {
            Some(code) => Err(format!("{code} lies in no division")),
            None => Ok(Self(divisions)),
        }
    }

    /// Whether there is a division of this code.
    pub fn exists(&self, code: RegionCode) -> bool {
        self.0.contains_key(&code)
    }

    /// Its own name, such as 市中区.
    pub fn name(&self, code: RegionCode) -> Option<&str> {
        self.0.get(&code).map(String::as_str)
    }

    /// Its name from the province down: 山东省济南市市中区; 北京市东城区, without the repeated second level.
    pub fn full_name(&self, code: RegionCode) -> Option<String> {
        let own = self.name(code)?;
        let above = code.parent().and_then(|up| self.full_name(up)).unwrap_or_default();
        let repeats = above == own || is_gathering(own);
        Some(if repeats { above } else { above + own })
    }

    /// The provinces, autonomous regions, municipalities and special regions.
    pub fn provinces(&self) -> Vec<Division> {
        self.at_level(RegionLevel::Province).collect()
    }

    /// The divisions directly below, or the division itself if there are none; empty for an unknown code.
    pub fn children(&self, code: RegionCode) -> Vec<Division> {
        let below: Vec<Division> = self.below(code).collect();
        if below.is_empty() { self.itself(code).into_iter().collect() } else { below }
    }

    /// The provinces that have finance departments of this platform: all but 台湾, 香港 and 澳门.
    pub fn department_provinces(&self) -> Vec<Division> {
        self.at_level(RegionLevel::Province).filter(|division| !is_beyond(division.code)).collect()
    }

    /// The departments to choose below: the province or city itself first (省本级, 太原市直属), then the divisions below
    /// it; for a city without counties only itself.
    pub fn departments(&self, code: RegionCode) -> Vec<Division> {
        let below: Vec<Division> = self.below(code).collect();
        if below.is_empty() {
            return self.itself(code).filter(|_| self.is_department(code)).into_iter().collect();
        }
        let own = self.own_department(code).map(|name| Division { code, name });
        own.into_iter().chain(below).collect()
    }

    /// Whether a code is a department somebody may belong to: every division but 台湾, 香港, 澳门, the rows that only
    /// gather counties, and the second level of a municipality, which is the municipality itself.
    pub fn is_department(&self, code: RegionCode) -> bool {
        self.exists(code)
            && !is_beyond(code)
            && (code.level() != RegionLevel::Prefecture
                || self.own_department(code).is_some()
                || self.below(code).next().is_none())
    }

    /// The full name of a department: 山东省本级, 山西省太原市直属, 山东省济南市市中区.
    pub fn department_name(&self, code: RegionCode) -> Option<String> {
        let full = self.full_name(code)?;
        let has_below = self.below(code).next().is_some();
        Some(match code.level() {
            RegionLevel::Province if has_below => full + "本级",
            RegionLevel::Prefecture if has_below && self.own_department(code).is_some() => full + "直属",
            _ => full,
        })
    }

    fn itself(&self, code: RegionCode) -> Option<Division> {
        self.name(code).map(|name| Division { code, name: name.to_owned() })
    }

    fn at_level(&self, level: RegionLevel) -> impl Iterator<Item = Division> {
        self.all().filter(move |division| division.code.level() == level)
    }

    fn all(&self) -> impl Iterator<Item = Division> {
        self.0.iter().map(|(code, name)| Division { code: *code, name: name.clone() })
    }

    fn below(&self, code: RegionCode) -> impl Iterator<Item = Division> {
        let inside = self.0.range(code..).take_while(move |(other, _)| code.contains(other));
        inside
            .filter(move |(other, _)| other.parent() == Some(code))
            .map(|(other, name)| Division { code: *other, name: name.clone() })
    }

    /// What the department of a province or city itself is called in its own box.
    fn own_department(&self, code: RegionCode) -> Option<String> {
        let name = self.name(code)?;
        match code.level() {
            RegionLevel::County => None,
            RegionLevel::Province if name.ends_with("自治区") => Some("自治区本级".to_owned()),
            RegionLevel::Province if name.ends_with('市') => Some("市本级".to_owned()),
            RegionLevel::Province => Some("省本级".to_owned()),
            RegionLevel::Prefecture if is_gathering(name) || self.repeats_province(code) => None,
            RegionLevel::Prefecture => Some(format!("{name}直属")),
        }
    }

    fn repeats_province(&self, code: RegionCode) -> bool {
        self.name(code) == self.name(code.province())
    }
}

/// Whether a second-level name only gathers counties that the province governs itself.
fn is_gathering(name: &str) -> bool {
    matches!(name, "县" | "省直辖县级行政区划" | "自治区直辖县级行政区划")
}

/// 台湾, 香港, 澳门.
fn is_beyond(code: RegionCode) -> bool {
    matches!(&code.as_str()[..2], "71" | "81" | "82")
}

#[cfg(test)]
mod tests {
    use super::super::{Profile, Reference};
    use super::*;

    fn divisions() -> Divisions {
        Reference::load(Profile::Production).unwrap().divisions
    }

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn names(choices: Vec<Division>) -> Vec<String> {
        choices.into_iter().map(|choice| choice.name).collect()
    }

    #[test]
    fn there_are_as_many_divisions_as_in_the_list_of_2024() {
        let divisions = divisions();
        let count = |level| divisions.0.keys().filter(|code| code.level() == level).count();
        assert_eq!(divisions.provinces().len(), 34);
        assert_eq!(divisions.department_provinces().len(), 31);
        assert_eq!(count(RegionLevel::Prefecture), 342);
        assert_eq!(count(RegionLevel::County), 2846);
    }

    #[test]
    fn the_newest_divisions_are_there() {
        let divisions = divisions();
        for (text, name) in [("540481", "米林市"), ("659012", "白杨市"), ("653228", "和康县")] {
            assert_eq!(divisions.name(code(text)), Some(name));
        }
    }

    #[test]
    fn full_names_do_not_repeat_themselves() {
        let divisions = divisions();
        let table = [
            ("370103", "山东省济南市市中区"),
            ("110101", "北京市东城区"),
            ("110100", "北京市"),
            ("500229", "重庆市城口县"),
            ("419001", "河南省济源市"),
            ("659012", "新疆维吾尔自治区白杨市"),
            ("441900", "广东省东莞市"),
        ];
        for (text, name) in table {
            assert_eq!(divisions.full_name(code(text)).as_deref(), Some(name));
        }
        assert_eq!(divisions.full_name(code("999999")), None);
    }

    #[test]
    fn departments_offer_the_province_and_the_city_itself() {
        let divisions = divisions();
        assert_eq!(names(divisions.departments(code("140000")))[..2], ["省本级", "太原市"]);
        assert_eq!(names(divisions.departments(code("140100")))[..2], ["太原市直属", "小店区"]);
        assert_eq!(names(divisions.departments(code("110000"))), ["市本级", "北京市"]);
        assert_eq!(names(divisions.departments(code("110100")))[0], "东城区");
        assert_eq!(names(divisions.departments(code("450000")))[0], "自治区本级");
        assert_eq!(divisions.department_name(code("140100")).as_deref(), Some("山西省太原市直属"));
        assert_eq!(divisions.department_name(code("370000")).as_deref(), Some("山东省本级"));
        assert_eq!(divisions.department_name(code("370103")).as_deref(), Some("山东省济南市市中区"));
    }

    #[test]
    fn addresses_offer_only_divisions() {
        let divisions = divisions();
        assert_eq!(names(divisions.children(code("140000")))[0], "太原市");
        assert_eq!(names(divisions.children(code("110000"))), ["北京市"]);
        assert_eq!(names(divisions.children(code("110100")))[0], "东城区");
        assert_eq!(divisions.children(code("999900")), []);
    }

    #[test]
    fn a_city_without_counties_offers_itself() {
        let divisions = divisions();
        for (text, name) in
            [("441900", "东莞市"), ("442000", "中山市"), ("460400", "儋州市"), ("620200", "嘉峪关市")]
        {
            let itself = [Division { code: code(text), name: name.to_owned() }];
            assert_eq!(divisions.children(code(text)), itself);
            assert_eq!(divisions.departments(code(text)), itself);
            assert!(divisions.is_department(code(text)));
        }
        assert_eq!(names(divisions.children(code("710000"))), ["台湾省"]);
        assert!(divisions.departments(code("710000")).is_empty());
    }

    #[test]
    fn what_a_picker_offers_last_is_a_department() {
        let divisions = divisions();
        for province in divisions.department_provinces() {
            for second in divisions.departments(province.code) {
                let thirds = divisions.departments(second.code);
                assert!(!thirds.is_empty(), "{}", second.name);
                if second.code != province.code {
                    assert!(
                        thirds.iter().all(|third| divisions.is_department(third.code)),
                        "{}",
                        second.name
                    );
                }
            }
        }
        for text in ["419000", "500200", "110100", "810000", "999999"] {
            assert!(!divisions.is_department(code(text)), "{text}");
        }
        for text in ["370000", "370100", "370103", "110000", "110101"] {
            assert!(divisions.is_department(code(text)), "{text}");
        }
    }

    #[test]
    fn damaged_lists_are_refused() {
        let check = |rows: &[(&str, &str)]| {
            Divisions::check(
                rows.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect(),
            )
        };
        assert!(check(&[("370000", "山东省"), ("370100", "济南市")]).is_ok());
        assert!(check(&[("370000", "山东省"), ("370000", "山东省")]).is_err());
        assert!(check(&[("370000", "")]).is_err());
        assert!(check(&[("370100", "济南市")]).is_err());
    }
}
