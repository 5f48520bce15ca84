//! What the machine offers, for the two settings whose default follows it.

use super::MEGABYTE;

/// Processors this program may use, at least 1.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The smaller of 256 MB and a quarter of memory, in bytes; 64 MB where memory cannot be read.
pub(super) fn fitting_cache() -> u64 {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    memory(&text).map_or(64 * MEGABYTE, |total| (total / 4).min(256 * MEGABYTE))
}

fn memory(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_the_kernel_s_table() {
        assert_eq!(memory("MemFree: 1 kB\n"), None);
        assert_eq!(memory("MemTotal:       2048 kB\nMemFree: 1 kB\n"), Some(2 * MEGABYTE));
    }
}
