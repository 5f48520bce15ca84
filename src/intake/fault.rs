//! What is wrong with a file, in words for whoever made it.

use super::columns::Kind;
use super::file::{LARGEST, MOST_ROWS};
use std::fmt;

/// How many faults are listed; a file in the wrong layout would have one in every cell.
pub const LISTED: usize = 1_000;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row as the table shows it, counted from 1.
    pub row: u32,
    /// The heading of the column.
    pub column: &'static str,
    /// A whole sentence.
    pub text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第 {} 行「{}」：{}", self.row, self.column, self.text)
    }
}

/// Everything to mend in one file: the first [`LISTED`], and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    listed: Vec<Fault>,
    total: usize,
}

impl Faults {
    /// Adds one.
    pub fn push(&mut self, row: u32, column: &'static str, text: impl Into<String>) {
        self.total += 1;
        if self.listed.len() < LISTED {
            self.listed.push(Fault { row, column, text: text.into() });
        }
    }

    /// Nothing to mend.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// How many there are, listed or not.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The first ones, in the order of the file.
    pub fn listed(&self) -> &[Fault] {
        &self.listed
    }

    /// How many are not listed.
    pub fn unlisted(&self) -> usize {
        self.total - self.listed.len()
    }
}

/// Why no row of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// More bytes than are read.
    TooLarge,
    /// More rows than one import takes.
    TooManyRows,
    /// A workbook that unpacks into more than any table of people.
    Bomb,
    /// An XLS of former days, or a workbook with a password.
    OldWorkbook,
    /// A workbook that is not whole.
    TornWorkbook,
    /// Neither a workbook nor text.
    NoTable,
    /// Text in an encoding that is neither UTF-8 nor GB 18030.
    Encoding,
    /// A quotation that is never closed begins in this row.
    OpenQuotation(u32),
    /// Required columns are missing.
    Columns(Kind, Vec<&'static str>),
    /// A heading stands twice.
    TwiceNamed(&'static str),
    /// There are headings and nothing below.
    NoRows,
}

impl Unreadable {
    /// What happened and what to do next.
    pub fn sentence(&self) -> String {
        match self {
            Unreadable::Empty => "文件是空的；请下载模板，填写后再导入。".into(),
            Unreadable::TooLarge => {
                format!("文件超过 {} MB；请分成几个文件，逐个导入。", LARGEST / 1024 / 1024)
            }
            Unreadable::TooManyRows => {
                format!("表格超过 {MOST_ROWS} 行；请分成几个文件，逐个导入。")
            }
            Unreadable::Bomb => {
                "这个工作簿解压后大得不合情理，没有读取；请只保留需要的工作表，另存为新的 .xlsx 文件。".into()
            }
            Unreadable::OldWorkbook => {
                "这是旧版 Excel（.xls）文件，或者设了打开密码；请去掉密码，另存为 .xlsx 后再导入。".into()
            }
            Unreadable::TornWorkbook => {
                "这个工作簿不完整或者已经损坏（可能没有传完）；请用表格软件打开，另存为新的 .xlsx 文件。"
                    .into()
            }
            Unreadable::NoTable => "这不是表格文件；请使用 .xlsx 或者 .csv 文件。".into(),
            Unreadable::Encoding => {
                "文字编码既不是 UTF-8 也不是 GB 18030（GBK）；请另存为“CSV UTF-8”或者 .xlsx。".into()
            }
            Unreadable::OpenQuotation(row) => {
                format!("第 {row} 行有一个双引号没有配对，后面的内容无法分列；请改正后再导入。")
            }
            Unreadable::Columns(kind, missing) => format!(
                "第一行缺少这些列：{}。{}必须有：{}；列的先后不限，请对照模板修改表头。",
                missing.join("、"),
                kind.label(),
                kind.needed().join("、"),
            ),
            Unreadable::TwiceNamed(heading) => {
                format!("表头里「{heading}」出现了两次；请删去其中一列。")
            }
            Unreadable::NoRows => "表头下面没有数据；请填写后再导入。".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_beyond_the_limit_are_counted_and_not_kept() {
        let mut faults = Faults::default();
        for row in 0..=1_000 {
            faults.push(row, "姓名", "请填写。");
        }
        assert_eq!((faults.listed().len(), faults.total(), faults.unlisted()), (1_000, 1_001, 1));
        assert_eq!(faults.listed()[2].to_string(), "第 2 行「姓名」：请填写。");
    }
}
