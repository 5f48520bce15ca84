//! Templates to fill in, and the list of faults as a table.
//!
//! What always holds: no cell that goes out can be taken for a formula (security 1.2.10); every column of a template is
//! text, so that a spreadsheet keeps long numbers; an example left in is not imported.

use super::columns::{Column, Content, Kind};
use super::fault::Faults;
use super::file::MOST_ROWS;
use super::sheet::EXAMPLE;
use crate::reference::Reference;
use crate::terms::DocumentKind;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Workbook, Worksheet,
    XlsxError,
};

/// The mark with which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";
/// The rows of a template that offer lists.
const LISTED_ROWS: u32 = 20_000;
/// The rows that fit into a sheet besides the heading.
const _: () = assert!(MOST_ROWS < 1_048_576 && LISTED_ROWS < MOST_ROWS);
const CHOICES: &str = "选项";

/// A template as CSV.
pub fn csv_template(kind: Kind) -> Vec<u8> {
    let headings: Vec<String> = kind.columns().iter().map(heading).collect();
    let examples: Vec<String> =
        kind.columns().iter().enumerate().map(|(at, column)| example(at, column)).collect();
    let lines = [headings, examples].map(|cells| line(cells.iter().map(String::as_str)));
    (MARK.to_string() + &lines.concat()).into_bytes()
}

/// Faults as CSV, for whoever mends the file.
pub fn fault_list(faults: &Faults) -> Vec<u8> {
    let mut text = MARK.to_string() + &line(["行", "列", "问题"].into_iter());
    for fault in faults.listed() {
        text += &line([fault.row.to_string().as_str(), fault.column, &fault.text].into_iter());
    }
    if faults.unlisted() > 0 {
        text += &line(["", "", &format!("另有 {} 处问题没有列出。", faults.unlisted())].into_iter());
    }
    text.into_bytes()
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.map(field).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell of CSV that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

fn heading(column: &Column) -> String {
    format!("{}{}", column.name, if column.needed { "*" } else { "" })
}

fn example(at: usize, column: &Column) -> String {
    format!("{}{}", if at == 0 { EXAMPLE } else { "" }, column.example)
}

/// A template as XLSX: the table, what belongs into each column, and the lists to choose from.
pub fn xlsx_template(kind: Kind, reference: &Reference) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let lists: Vec<Vec<String>> =
        kind.columns().iter().map(|column| choices(column.content, reference)).collect();
    table(book.add_worksheet(), kind, &lists)?;
    explained(book.add_worksheet(), kind, &lists)?;
    let sheet = book.add_worksheet().set_name(CHOICES)?;
    for (at, list) in (0u16..).zip(&lists) {
        for (row, choice) in (0u32..).zip(list) {
            sheet.write_string(row, at, choice)?;
        }
    }
    sheet.set_hidden(true);
    book.save_to_buffer()
}

fn table(sheet: &mut Worksheet, kind: Kind, lists: &[Vec<String>]) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    let head = text.clone().set_bold().set_background_color(Color::RGB(0xE8_EEF7));
    let must = head.clone().set_font_color(Color::RGB(0xB4_2318));
    let pale = text.clone().set_italic().set_font_color(Color::RGB(0x66_7085));
    sheet.set_name(kind.label().replace(['（', '）'], " ").trim())?;
    for (at, (column, list)) in (0u16..).zip(kind.columns().iter().zip(lists)) {
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, heading(column), if column.needed { &must } else { &head })?;
        sheet.write_string_with_format(1, at, example(usize::from(at), column), &pale)?;
        if !list.is_empty() {
            let name = column_name(at);
            let list = Formula::new(format!("={CHOICES}!${name}$1:${name}${}", list.len()));
            // Codes may be written as well, so whoever writes something else is only asked.
            let offer = DataValidation::new()
                .allow_list_formula(list)
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_title("请核对")?
                .set_error_message("这一项不在列表里。")?;
            sheet.add_data_validation(2, at, LISTED_ROWS, at, &offer)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn explained(sheet: &mut Worksheet, kind: Kind, lists: &[Vec<String>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EEF7));
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("说明")?;
    for (at, (name, width)) in (0u16..).zip([("列", 22), ("必填", 8), ("填写说明", 60), ("可选内容", 60)])
    {
        sheet.write_string_with_format(0, at, name, &head)?;
        sheet.set_column_width(at, width)?;
    }
    let mut row = 1;
    for (column, list) in kind.columns().iter().zip(lists) {
        let needed = if column.needed { "必填" } else { "" };
        let about = [format_of(column.content), column.about].concat();
        for (at, text) in (0u16..).zip([column.name, needed, &about, &list.join("、")]) {
            sheet.write_string_with_format(row, at, text, &wrapped)?;
        }
        row += 1;
    }
    for sentence in [
        "第一行是表头，带 * 的列必须有；列的先后不限，多余的列不导入。",
        "以“示例：”开头的一行是示例，不会导入，可以删去。",
        "全部列都是文本格式，请不要改成数字或日期，否则证件号码会丢失后几位。",
        "一个文件要么全部导入，要么都不导入；同一个文件再导入一次，什么也不会改变。",
    ] {
        row += 1;
        sheet.write_string(row, 0, sentence)?;
    }
    Ok(())
}

fn width(column: &Column) -> u32 {
    match column.content {
        Content::Number => 24,
        Content::Region | Content::Text => 22,
        _ => 16,
    }
}

fn format_of(content: Content) -> &'static str {
    match content {
        Content::Day => "日期，写作 2014-10-26。",
        Content::DayOrNow => "日期，写作 2014-10-26，或者“至今”。",
        Content::Entry(_) | Content::DocumentKind => "从列表中选择，也可以填代码。",
        Content::Text | Content::Number | Content::Region => "",
    }
}

fn choices(content: Content, reference: &Reference) -> Vec<String> {
    match content {
        Content::DocumentKind => DocumentKind::ALL.map(|kind| kind.label().to_string()).to_vec(),
        Content::Entry(dictionary) => {
            let entries = reference.dictionary(dictionary);
            let offered = entries.entries().iter().filter(|entry| !entry.retired);
            offered.map(|entry| entry.label.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// `A`, `B` … of a column; templates have fewer than 26.
fn column_name(at: u16) -> char {
    char::from(b'A' + u8::try_from(at % 26).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Means, read};
    use crate::reference::Profile;
    use crate::terms::Day;

    fn means(reference: &Reference) -> Means<'_> {
        Means { reference, today: Day::new(2026, 11, 23).unwrap() }
    }

    #[test]
    fn a_template_as_it_is_has_no_rows_and_its_example_without_the_mark_is_sound() {
        let reference = Reference::load(Profile::Production).unwrap();
        for kind in Kind::ALL {
            let xlsx = xlsx_template(kind, &reference).unwrap();
            for bytes in [&xlsx, &csv_template(kind)] {
                let sentence = read(kind, bytes, &means(&reference), &mut |_, _| ()).unwrap_err().sentence();
                assert!(sentence.contains("没有数据"), "{kind:?}: {sentence}");
            }
            let filled = String::from_utf8(csv_template(kind)).unwrap().replace(EXAMPLE, "");
            let sheet = read(kind, filled.as_bytes(), &means(&reference), &mut |_, _| ()).unwrap();
            assert_eq!((sheet.faults.listed(), sheet.rows), (&[][..], 1), "{kind:?}");
            assert!(sheet.ignored.is_empty());
            assert!(kind.columns().len() < 26);
        }
    }

    #[test]
    fn nothing_that_goes_out_is_a_formula() {
        let mut faults = Faults::default();
        faults.push(2, "单位名称", "=HYPERLINK(\"http://x\")");
        faults.push(3, "姓名", "@sum \"a\"");
        let list = String::from_utf8(fault_list(&faults)).unwrap();
        assert!(list.starts_with("\u{feff}\"行\",\"列\",\"问题\"\r\n"));
        assert!(list.contains("\"2\",\"单位名称\",\"'=HYPERLINK(\"\"http://x\"\")\"\r\n"), "{list}");
        assert!(list.contains("\"'@sum \"\"a\"\"\""));
    }
}
