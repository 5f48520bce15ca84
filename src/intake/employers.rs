//! 单位名录: one employer a row.

use super::row::Reader;
use super::sheet::{Batch, Collector};
use crate::reference::Dictionary;
use crate::terms::{CreditCode, RegionCode, Telephone};
use std::collections::BTreeMap;

const CODE: &str = "统一社会信用代码";
const TELEPHONE: &str = "单位电话";

/// One employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerRow {
    /// 统一社会信用代码.
    pub credit_code: CreditCode,
    /// 单位名称.
    pub name: String,
    /// 单位类型.
    pub kind: Option<String>,
    /// 所属行业.
    pub industry: Option<String>,
    /// 单位地址.
    pub region: Option<RegionCode>,
    /// 单位电话.
    pub telephone: Option<String>,
}

#[derive(Default)]
pub(super) struct Collected {
    rows: Vec<EmployerRow>,
    seen: BTreeMap<CreditCode, u32>,
    doubtful: usize,
}

impl Collector for Collected {
    fn take(&mut self, row: &mut Reader<'_>) {
        let Some(read) = employer(row) else { return };
        if let Some(first) = self.seen.insert(read.credit_code.clone(), row.number) {
            return row.fault(CODE, format!("与第 {first} 行重复；请删去一行。"));
        }
        self.doubtful += usize::from(!read.credit_code.check_matches());
        self.rows.push(read);
    }

    fn finish(self: Box<Self>, notes: &mut Vec<String>) -> Batch {
        if self.doubtful > 0 {
            notes.push(format!(
                "有 {} 个统一社会信用代码的校验位不符（早期发放的代码有这种情况），照原样导入；请留意核对。",
                self.doubtful
            ));
        }
        Batch::Employers(self.rows)
    }
}

fn employer(row: &mut Reader<'_>) -> Option<EmployerRow> {
    let code = row.words(CODE).and_then(|words| match CreditCode::parse(&words) {
        Ok(code) => Some(code),
        Err(wrong) => {
            row.fault(CODE, wrong.to_string());
            None
        }
    });
    let name = row.line("单位名称", 100);
    let kind = row.code("单位类型", Dictionary::UnitKind);
    let industry = row.code("所属行业", Dictionary::Industry);
    let region = row.region("单位地址");
    let telephone = row.words(TELEPHONE).and_then(|words| match Telephone::parse(&words) {
        Ok(telephone) => Some(telephone.as_str().to_string()),
        Err(wrong) => {
            row.fault(TELEPHONE, wrong.to_string());
            None
        }
    });
    if !row.is_sound() {
        return None;
    }
    Some(EmployerRow { credit_code: code?, name: name?, kind, industry, region, telephone })
}
