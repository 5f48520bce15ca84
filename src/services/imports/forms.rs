//! Which kind of table a file is said to be, and the file.

use crate::intake::Kind;
use crate::ui::Faults;
use crate::web::{Meaning, Means, Typed};

/// The field of the kind.
pub const KIND: &str = "kind";
/// The field of the file.
pub const FILE: &str = "file";

/// A file that was handed in.
pub struct HandedIn {
    /// What kind of table it is said to be.
    pub kind: Kind,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Meaning for HandedIn {
    fn read(typed: &Typed, _: &Means<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let kind = Kind::from_word(typed.text(KIND));
        if kind.is_none() {
            faults.push(KIND, "请选择导入哪一种数据。");
        }
        let bytes = match typed.files(FILE) {
            [bytes] => Some(bytes.clone()),
            _ => {
                faults.push(FILE, "请选择一个 .xlsx 或 .csv 文件。");
                None
            }
        };
        match (kind, bytes) {
            (Some(kind), Some(bytes)) => Ok(HandedIn { kind, bytes }),
            _ => Err(faults),
        }
    }
}
