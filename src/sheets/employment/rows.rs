//! The rows of 本单位会计工作经历: as many as the person asked for, blank ones are skipped.

use crate::dossier::Experience;
use crate::reference::Dictionary;
use crate::sheets::reader::{Reader, set_period};
use crate::web::Typed;

/// More rows than anybody had posts in one place.
const MOST_ROWS: usize = 20;
/// The boxes of one row.
const PARTS: [&str; 9] =
    ["rank", "post", "from.year", "from.month", "from.day", "to.year", "to.month", "to.day", "to.open"];

/// The name of a field of a row, counted from 0.
pub fn name(row: usize, part: &str) -> String {
    format!("row.{row}.{part}")
}

/// How many rows the form shows.
pub fn count(typed: &Typed) -> usize {
    typed.text("rows").parse().unwrap_or(1).clamp(1, MOST_ROWS)
}

/// Whether more rows may be added.
pub fn may_grow(typed: &Typed) -> bool {
    count(typed) < MOST_ROWS
}

fn is_blank(typed: &Typed, row: usize) -> bool {
    PARTS.iter().all(|part| typed.given(&name(row, part)).is_none())
}

/// Whether anything stands in any row.
pub fn any(typed: &Typed) -> bool {
    (0..count(typed)).any(|row| !is_blank(typed, row))
}

/// Does what the buttons 新增一行 and 删除 say; false when neither was pressed.
pub fn rearrange(typed: &mut Typed) -> bool {
    let pressed = typed.text("row").to_string();
    let rows = count(typed);
    if pressed == "add" {
        typed.set("rows", (rows + 1).min(MOST_ROWS).to_string());
        typed.set("accounting", "yes");
    } else if let Some(row) = pressed.strip_prefix("remove:").and_then(|row| row.parse::<usize>().ok()) {
        for place in row.min(rows)..rows {
            for part in PARTS {
                match typed.given(&name(place + 1, part)).map(String::from) {
                    Some(text) if place + 1 < rows => typed.set(&name(place, part), text),
                    _ => typed.forget(&name(place, part)),
                }
            }
        }
        typed.set("rows", rows.saturating_sub(1).max(1).to_string());
    }
    !pressed.is_empty()
}

/// Reads every row that is not blank.
pub fn read(reader: &mut Reader<'_>) -> Option<Vec<Experience>> {
    let mut all = Some(Vec::new());
    for row in 0..count(reader.typed) {
        if is_blank(reader.typed, row) {
            continue;
        }
        let rank = reader.entry(&name(row, "rank"), Dictionary::AccountingRank);
        let post = reader.entry(&name(row, "post"), Dictionary::AccountingPost);
        let ends = [name(row, "from"), name(row, "to")];
        let period = reader.period([&ends[0], &ends[1]], ["会计工作开始时间", "会计工作结束时间"]);
        let read = (|| Some(Experience { rank: rank?, post: post?, period: period? }))();
        all = all.zip(read).map(|(mut rows, one)| {
            rows.push(one);
            rows
        });
    }
    all
}

/// Writes stored rows into the form.
pub fn fill(typed: &mut Typed, rows: &[Experience]) {
    typed.set("rows", rows.len().max(1).to_string());
    for (row, one) in rows.iter().enumerate() {
        typed.set(&name(row, "rank"), one.rank.clone());
        typed.set(&name(row, "post"), one.post.clone());
        set_period(typed, [&name(row, "from"), &name(row, "to")], &one.period);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posts(typed: &Typed) -> Vec<&str> {
        (0..count(typed)).map(|row| typed.text(&format!("row.{row}.post"))).collect()
    }

    fn typed(pressed: &str) -> Typed {
        let mut typed = Typed::from_pairs([("rows", "3".to_string()), ("row", pressed.to_string())]);
        for (row, post) in ["01", "02", "03"].into_iter().enumerate() {
            typed.set(&name(row, "post"), post);
        }
        typed.set("row.1.to.open", "true");
        typed
    }

    #[test]
    fn a_removed_row_closes_up_and_takes_its_answers_along() {
        let mut form = typed("remove:0");
        assert!(rearrange(&mut form));
        assert_eq!(posts(&form), ["02", "03"]);
        assert!(form.has("row.0.to.open") && !form.has("row.1.to.open"));
        assert!(!form.has("row.2.post"));
    }

    #[test]
    fn the_only_row_is_emptied_and_stays() {
        let mut form = Typed::from_pairs([("row", "remove:0".to_string()), ("row.0.post", "01".to_string())]);
        assert!(rearrange(&mut form));
        assert_eq!(posts(&form), [""]);
    }

    #[test]
    fn a_row_that_is_not_there_cannot_be_removed() {
        let mut form = typed("remove:99999");
        assert!(rearrange(&mut form));
        assert_eq!(posts(&form), ["01", "02"]);
        let mut form = typed("");
        assert!(!rearrange(&mut form));
        assert_eq!(posts(&form), ["01", "02", "03"]);
    }

    #[test]
    fn rows_end_somewhere() {
        let mut form = Typed::from_pairs([("rows", "4000000000".to_string()), ("row", "add".to_string())]);
        assert!(rearrange(&mut form));
        assert_eq!(count(&form), MOST_ROWS);
        assert!(!may_grow(&form));
    }
}
