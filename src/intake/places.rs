//! Divisions and departments by name, as people write them.

use crate::reference::{Division, Divisions};
use crate::terms::{RegionCode, normalised};
use std::collections::BTreeMap;

/// Codes by name: in full, without the province, or alone where only one division is called so.
pub(super) struct Places<'a> {
    divisions: &'a Divisions,
    names: BTreeMap<String, Option<RegionCode>>,
}

impl<'a> Places<'a> {
    pub(super) fn of(divisions: &'a Divisions) -> Places<'a> {
        let mut places = Places { divisions, names: BTreeMap::new() };
        for province in divisions.provinces() {
            places.learn(&province, "");
        }
        places
    }

    fn learn(&mut self, division: &Division, province: &str) {
        let code = division.code;
        let full = self.divisions.full_name(code).unwrap_or_default();
        let department = self.divisions.department_name(code).unwrap_or_default();
        let short = full.strip_prefix(province).unwrap_or_default().to_string();
        for name in [full.clone(), department, short, division.name.clone()] {
            self.name(&name, code);
        }
        let province = if province.is_empty() { full.as_str() } else { province };
        for below in self.divisions.children(code).iter().filter(|below| below.code != code) {
            self.learn(below, province);
        }
    }

    /// A name that two divisions have means neither; a municipality and the row below it are one place.
    fn name(&mut self, name: &str, code: RegionCode) {
        if name.is_empty() {
            return;
        }
        let known = self.names.entry(name.to_string()).or_insert(Some(code));
        if known.is_some_and(|known| known != code && !known.contains(&code)) {
            *known = None;
        }
    }

    /// The code of a division written as name or code.
    pub(super) fn find(&self, written: &str) -> Result<RegionCode, String> {
        if let Ok(code) = RegionCode::parse(written) {
            return match self.divisions.exists(code) {
                true => Ok(code),
                false => Err(format!("没有代码为 {code} 的行政区划；请核对六位代码。")),
            };
        }
        let plain: String = normalised(written).chars().filter(|c| !c.is_whitespace() && *c != '/').collect();
        match self.names.get(&plain) {
            Some(Some(code)) => Ok(*code),
            Some(None) => Err(format!("叫“{written}”的地方不止一个；请写省、市、区县的全称或六位代码。")),
            None => Err(format!("没有叫“{written}”的行政区划；请写省、市、区县的全称或六位代码。")),
        }
    }

    /// The code of a department.
    pub(super) fn department(&self, written: &str) -> Result<RegionCode, String> {
        let code = self.find(written)?;
        match self.divisions.is_department(code) {
            true => Ok(code),
            false => Err(format!("“{written}”没有会计管理部门；请写部门全称或六位代码。")),
        }
    }

    /// The province of a division.
    pub(super) fn province(&self, written: &str) -> Result<RegionCode, String> {
        self.find(written).map(RegionCode::province)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Profile, Reference};

    #[test]
    fn a_place_is_found_by_every_name_that_means_only_it() {
        let reference = Reference::load(Profile::Production).unwrap();
        let places = Places::of(reference.divisions());
        let code = |text: &str| RegionCode::parse(text).ok();
        let table = [
            ("370103", "370103"),
            ("山东省济南市市中区", "370103"),
            ("山东省/济南市/市中区", "370103"),
            ("济南市市中区", "370103"),
            ("济南市", "370100"),
            ("山西省太原市直属", "140100"),
            ("山东省本级", "370000"),
            ("北京市东城区", "110101"),
            ("北京市", "110000"),
        ];
        for (written, expected) in table {
            assert_eq!(places.find(written).ok(), code(expected), "{written}");
        }
        assert!(places.find("市中区").unwrap_err().contains("不止一个"));
        assert!(places.find("某某县").unwrap_err().contains("没有叫"));
        assert!(places.find("370199").unwrap_err().contains("没有代码"));
        assert!(places.department("台湾省").is_err() && places.department("济南市").is_ok());
    }
}
