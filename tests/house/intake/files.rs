//! Files that are not what they should be, and what spreadsheets do to values.
use super::kinds::{certificates, employers};
use super::kit::{all, csv, faults_in, import_into, read_in, xlsx};
use crate::papers::NUMBERS;
use crate::world::World;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zhangfang::dossier::Award;
use zhangfang::intake::{Kind, Unreadable};
use zhangfang::tables::CERTIFICATES;
use zhangfang::terms::Day;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Why an employers' file cannot be read.
#[track_caller]
fn unreadable(bytes: &[u8]) -> Unreadable {
    let world = World::new();
    let why = read_in(&world, Kind::Employers, bytes).expect_err("the file cannot be read");
    assert!(why.sentence().ends_with('。'), "{}", why.sentence());
    why
}

#[test]
fn a_workbook_that_is_not_whole_is_told() {
    let whole = xlsx(&employers());
    for part in [5, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        assert_eq!(unreadable(&whole[..part]), Unreadable::TornWorkbook, "{part} of {}", whole.len());
    }
    let mut changed = whole.clone();
    // In the middle of the first packed file, behind its local header.
    for byte in &mut changed[60..90] {
        *byte ^= 0x55;
    }
    assert_eq!(unreadable(&changed), Unreadable::TornWorkbook);
}

#[test]
fn other_files_are_told_for_what_they_are() {
    let table = csv(&employers(), ",");
    let cases: [(&[u8], Unreadable); 7] = [
        (b"", Unreadable::Empty),
        (b"\r\n , ,\r\n", Unreadable::Empty),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Unreadable::OldWorkbook),
        (b"%PDF-1.7\n\0\0\0", Unreadable::NoTable),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Unreadable::NoTable),
        (b"a,\xff\xff", Unreadable::Encoding),
        (table.split_inclusive('\n').next().expect("it has a heading").as_bytes(), Unreadable::NoRows),
    ];
    for (bytes, why) in cases {
        assert_eq!(unreadable(bytes), why);
    }
    assert_eq!(unreadable(format!("{table}\"").as_bytes()), Unreadable::OpenQuotation(4));
}

/// A packed folder in which one file unpacks into so many megabytes of nothing.
fn bomb(name: &str, megabytes: usize) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    packed.start_file(name, options).expect("memory can be written");
    let nothing = vec![b' '; 1024 * 1024];
    for _ in 0..megabytes {
        packed.write_all(&nothing).expect("memory can be written");
    }
    packed.finish().expect("memory can be written").into_inner()
}

#[test]
fn a_workbook_that_unpacks_without_end_is_not_read() {
    let shared = bomb("xl/sharedStrings.xml", 257);
    assert!(shared.len() < 1024 * 1024, "it is small: {}", shared.len());
    assert_eq!(unreadable(&shared), Unreadable::Bomb);
    assert_eq!(unreadable(&bomb("xl/worksheets/sheet1.xml", 769)), Unreadable::Bomb);
    assert_eq!(
        unreadable(&bomb("xl/worksheets/sheet1.xml", 1)),
        Unreadable::TornWorkbook,
        "small, but no workbook"
    );
}

/// The certificates' workbook with one cell of the first row written otherwise.
fn with_cell(heading: &str, write: impl FnOnce(&mut rust_xlsxwriter::Worksheet, u32, u16)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (mut place, table) = (None, certificates());
    for (at, row) in (0..).zip(&table) {
        for (column, cell) in (0..).zip(row) {
            if at == 1 && table[0][usize::from(column)].trim_end_matches('*') == heading {
                place = Some(column);
            } else if !cell.is_empty() {
                sheet.write_string(at, column, cell).expect("the sheet has room");
            }
        }
    }
    write(sheet, 1, place.expect("there is such a column"));
    book.save_to_buffer().expect("memory can be written")
}

/// The one award of the first person.
fn award(world: &World) -> Award {
    let kept = all(world, &CERTIFICATES);
    kept.into_iter().find(|title| title.name.as_str() == "张晓岚").expect("it was imported").award
}

#[test]
fn a_document_number_that_became_a_number_is_told_and_not_guessed() {
    let world = World::new();
    let number: f64 = NUMBERS[0].parse().expect("it has digits alone");
    let bytes = with_cell("证件号码", |sheet, row, column| {
        sheet.write_number(row, column, number).expect("the sheet has room");
    });
    let told = "第 2 行「证件号码」：被表格软件改成了数字，后面几位已经丢失；请把该列设为文本后重新填写。";
    assert_eq!(faults_in(&world, Kind::Certificates, &bytes), [told]);
}

#[test]
fn dates_of_a_spreadsheet_are_days() {
    let date = ExcelDateTime::from_ymd(2014, 10, 26).expect("the calendar has it");
    let format = Format::new().set_num_format("yyyy/m/d");
    let shown = with_cell("取得时间", |sheet, row, column| {
        sheet.write_datetime_with_format(row, column, &date, &format).expect("the sheet has room");
    });
    let bare = with_cell("取得时间", |sheet, row, column| {
        sheet.write_number(row, column, 41_938).expect("the sheet has room");
    });
    let digits = with_cell("取得时间", |sheet, row, column| {
        sheet.write_number(row, column, 20_141_026).expect("the sheet has room");
    });
    for bytes in [shown, bare, digits] {
        let world = World::new();
        import_into(&world, Kind::Certificates, &bytes).expect("the file is sound");
        assert_eq!(Some(award(&world).obtained), Day::new(2014, 10, 26));
    }
}

#[test]
fn a_formula_counts_as_what_it_came_to() {
    let world = World::new();
    let bytes = with_cell("发证机关", |sheet, row, column| {
        let formula = Formula::new("=\"省\"&\"人社厅\"").set_result("省人社厅");
        sheet.write_formula(row, column, formula).expect("the sheet has room");
    });
    import_into(&world, Kind::Certificates, &bytes).expect("the file is sound");
    assert!(all(&world, &CERTIFICATES).iter().all(|title| title.warrant.issuer.ends_with("人社厅")));
    let broken = with_cell("发证机关", |sheet, row, column| {
        let formula = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(row, column, formula).expect("the sheet has room");
    });
    let found = faults_in(&world, Kind::Certificates, &broken);
    assert!(found.len() == 1 && found[0].starts_with("第 2 行「发证机关」："), "{found:?}");
}

#[test]
fn what_people_do_to_values_is_undone() {
    let world = World::new();
    let mut table = certificates();
    table[1][0] = "'１１０１０１１９９００３０７１２３３　".into();
    table[1][1] = " 张 晓岚 ".into();
    table[1][2] = "　中 级".into();
    import_into(&world, Kind::Certificates, csv(&table, ",").as_bytes()).expect("the file is sound");
    assert_eq!(award(&world).level, "3");
    let plain = import_into(&world, Kind::Certificates, &xlsx(&certificates())).expect("the file is sound");
    assert_eq!(plain.counts.same, 2, "it is the same certificate");
}

#[test]
fn more_faults_than_are_listed_are_counted() {
    let world = World::new();
    let mut table = employers();
    for _ in 0..1_200 {
        table.push(vec![
            "1".into(),
            "某某公司".into(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ]);
    }
    let sheet = read_in(&world, Kind::Employers, csv(&table, ",").as_bytes()).expect("the file can be read");
    assert_eq!(
        (sheet.faults.total(), sheet.faults.listed().len(), sheet.faults.unlisted()),
        (1_200, 1_000, 200)
    );
}
