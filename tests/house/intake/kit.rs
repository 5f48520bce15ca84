//! Tables made in code, and importing them as the operator at the console does.
use crate::world::World;
use rust_xlsxwriter::Workbook;
use zhangfang::intake::{Faults, Kind, Means, Sheet, Unreadable, read};
use zhangfang::office::{Counts, Imported, Importer, import};
use zhangfang::store::{Read, Record, Span, Table};

/// A table: headings, then rows.
pub type Rows = Vec<Vec<String>>;

/// A table of these cells.
pub fn rows(cells: &[&[&str]]) -> Rows {
    cells.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect()
}

/// The table as CSV with this separator.
pub fn csv(rows: &Rows, separator: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\r\n";
    rows.iter().map(line).collect()
}

/// The table as XLSX, every cell text.
pub fn xlsx(rows: &Rows) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at, column, cell).expect("the sheet has room");
        }
    }
    book.save_to_buffer().expect("memory can be written")
}

/// The same table with its columns the other way round.
pub fn mirrored(rows: &Rows) -> Rows {
    rows.iter().map(|row| row.iter().rev().cloned().collect()).collect()
}

/// What the file says.
pub fn read_in(world: &World, kind: Kind, bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let means = Means { reference: world.office.reference(), today: world.office.today() };
    read(kind, bytes, &means, &mut |_, _| ())
}

/// Every fault of the file, in words.
pub fn faults_in(world: &World, kind: Kind, bytes: &[u8]) -> Vec<String> {
    let sheet = read_in(world, kind, bytes).expect("the file can be read");
    sheet.faults.listed().iter().map(ToString::to_string).collect()
}

/// Imports the file at the console.
pub fn import_into(world: &World, kind: Kind, bytes: &[u8]) -> Result<Imported, Faults> {
    let sheet = read_in(world, kind, bytes).expect("the file can be read");
    let importer = Importer { officer: None, source: "console".into() };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(import(&world.office, &importer, sheet)).expect("nothing is broken")
}

/// Imports a sound file at the console; what became of its records.
#[track_caller]
pub fn counts(world: &World, kind: Kind, bytes: &[u8]) -> (usize, usize, usize) {
    let Counts { new, changed, same } = import_into(world, kind, bytes).expect("the file is sound").counts;
    (new, changed, same)
}

/// Every record of a table.
pub fn all<K: zhangfang::store::Key, V: Record>(world: &World, table: &Table<K, V>) -> Vec<V> {
    let view = world.office.store().view().expect("the store can be read");
    let found = view.scan(table, Span::all(usize::MAX)).expect("the table can be read");
    found.into_iter().map(|(_, value)| value).collect()
}
