//! How far a long reading is: a bar on a terminal, plain lines elsewhere.

use std::io::{IsTerminal, Write, stderr};

/// The width of the bar in characters.
const WIDTH: usize = 30;

/// Tells standard error how far something is, if anybody watches.
#[derive(Debug)]
pub(super) struct Progress {
    watched: bool,
    terminal: bool,
    told: Option<u32>,
}

impl Progress {
    /// Progress that is told, or not.
    pub(super) fn new(watched: bool) -> Progress {
        Progress { watched, terminal: stderr().is_terminal(), told: None }
    }

    /// So many rows of about so many.
    pub(super) fn tell(&mut self, rows: u32, of: u32) {
        let percent = u32::try_from(u64::from(rows) * 100 / u64::from(of.max(1))).unwrap_or(100).min(100);
        let step = if self.terminal { percent } else { percent / 25 };
        if !self.watched || self.told == Some(step) {
            return;
        }
        self.told = Some(step);
        let line = if self.terminal {
            bar(percent, rows)
        } else {
            format!("已读取 {rows} 行（{percent}%）\n")
        };
        // Nobody may be reading.
        let _ = stderr().write_all(line.as_bytes());
    }

    /// Leaves the bar where it is.
    pub(super) fn end(&mut self) {
        if self.watched && self.terminal && self.told.is_some() {
            let _ = stderr().write_all(b"\n");
        }
    }
}

fn bar(percent: u32, rows: u32) -> String {
    let full = usize::try_from(percent).unwrap_or(0) * WIDTH / 100;
    format!("\r[{}{}] {percent:>3}%  已读取 {rows} 行", "#".repeat(full), "-".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_longer_than_its_width() {
        assert_eq!(bar(0, 1), format!("\r[{}]   0%  已读取 1 行", "-".repeat(30)));
        assert_eq!(bar(100, 7), format!("\r[{}] 100%  已读取 7 行", "#".repeat(30)));
    }
}
