//! The real executable: its size, the time from its start to the first right answer, and its memory idle and under load.
//!
//! `cargo bench --bench footprint` prints a table; see benches/README.md for the last figures.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhangfang");
const LOADED: Duration = Duration::from_secs(5);
const CONNECTIONS: usize = 16;

/// Starts the service and returns it with the port it printed and the rest of what it prints, which must stay open.
fn start(folder: &Path) -> (Child, u16, impl Sized) {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--instance"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut output = BufReader::new(child.stdout.take().expect("its output is ours")).lines();
    let address = output.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, rest) = line.split_once("http://127.0.0.1:")?;
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    });
    (child, address.expect("the program prints its address"), output)
}

fn page(port: u16) -> Option<usize> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    answer.starts_with(b"HTTP/1.1 200").then_some(answer.len())
}

/// Proportional memory in MB, as the kernel counts it.
fn memory(child: &Child) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", child.id())).unwrap_or_default();
    let pss = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = pss.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn main() {
    let folder = std::env::temp_dir().join(format!("zhangfang-footprint-{}", std::process::id()));
    let mut first = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let (mut child, port, _output) = start(&folder);
        while page(port).is_none() {}
        first.push(begun.elapsed());
        child.kill().expect("it can be stopped");
        child.wait().expect("it ends");
    }
    first.sort_unstable();
    let (mut child, port, _output) = start(&folder);
    while page(port).is_none() {}
    let idle = memory(&child);
    let begun = Instant::now();
    let callers = (0..CONNECTIONS).map(|_| {
        std::thread::spawn(move || {
            while begun.elapsed() < LOADED {
                page(port);
            }
        })
    });
    let callers: Vec<_> = callers.collect();
    let mut most = idle;
    while begun.elapsed() < LOADED {
        most = most.max(memory(&child));
    }
    for caller in callers {
        caller.join().expect("no caller panics");
    }
    child.kill().expect("it can be stopped");
    child.wait().expect("it ends");
    std::fs::remove_dir_all(&folder).unwrap_or_default();
    let bytes = std::fs::metadata(PROGRAM).map_or(0, |data| data.len());
    println!("| what | figure |");
    println!("|---|---|");
    println!("| size of the executable | {:.1} MB |", bytes as f64 / 1e6);
    println!(
        "| start to the first page, median of 5 (after kill −9 each time) | {:.0} ms |",
        first[2].as_secs_f64() * 1e3
    );
    println!("| memory idle (PSS) | {idle:.0} MB |");
    println!("| memory, 16 callers on the home page (PSS, most) | {most:.0} MB |");
}
