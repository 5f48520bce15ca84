//! What comes in as a table: the certificate library, what a former provincial platform had approved, the register of
//! employers, and officers; from XLSX or CSV. Pure: bytes in, checked rows or faults out.
//!
//! ```text
//! bytes ─▶ file (what is it?) ─▶ workbook · text (cells, row by row) ─▶ sheet (which column is which?)
//!                                                              └─▶ one collector per kind ─▶ Batch, or faults
//! ```
//!
//! What always holds: a file is judged by its bytes, never by its name; nothing is unpacked, read or gathered without a
//! limit; every fault names its row and its column in words; a batch is whole or there is none; the same facts make
//! the same batch whatever the order of rows and columns, so that a repeated import finds nothing to change.

mod cell;
mod certificates;
mod columns;
mod education;
mod employers;
mod employment;
mod fault;
mod file;
mod officers;
mod people;
mod places;
mod row;
mod sheet;
mod template;
mod text;
mod workbook;

pub use certificates::CertificateRow;
pub use columns::Kind;
pub use employers::EmployerRow;
pub use fault::{Fault, Faults, LISTED, Unreadable};
pub use file::{LARGEST, MOST_ROWS};
pub use officers::OfficerRow;
pub use people::Past;
pub use sheet::{Batch, Means, Progress, Sheet, read};
pub use template::{csv_template, fault_list, xlsx_template};
