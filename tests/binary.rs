//! The real executable: started in a temporary folder, asked over the wire, ended and killed.
mod life;
mod process;

use life::zhangfang;
use process::{Folder, Running, exchange, http_address};
use std::path::Path;

const EXECUTABLE: &str = env!("CARGO_BIN_EXE_zhangfang");

#[test]
fn a_verb_that_does_not_exist_opens_no_office() {
    let folder = Folder::new("no-such-verb");
    assert!(Running::start(&mut zhangfang(folder.path(), &["no-such-verb"]), http_address).is_err());
    assert!(std::fs::read_dir(folder.path()).expect("the folder is there").next().is_none());
}

#[test]
fn a_request_goes_over_the_wire_and_back() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback is here");
    let address = format!("http://{}", listener.local_addr().expect("it listens"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the test connects");
        let mut asked = Vec::new();
        while !asked.ends_with(b"body") {
            let mut piece = [0; 512];
            let length = stream.read(&mut piece).expect("the test writes");
            asked.extend(&piece[..length]);
        }
        stream
            .write_all(b"HTTP/1.1 303 See Other\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nhi")
            .expect("it reads");
        String::from_utf8(asked).expect("ASCII")
    });
    let response = exchange::send(&address, "POST", "/a?b=c", &["X-Test: 1"], b"body").expect("it answers");
    assert_eq!((response.status, response.header("location")), (303, Some("/x")));
    assert_eq!(response.text(), "hi");
    let asked = server.join().expect("it ends");
    assert!(asked.starts_with("POST /a?b=c HTTP/1.1\r\n") && asked.contains("\r\nX-Test: 1\r\n"), "{asked}");
}

/// The types of the program headers and the tags of the dynamic section of a 64-bit little-endian ELF file.
fn elf_types_and_tags(file: &[u8]) -> (Vec<u64>, Vec<u64>) {
    const PT_DYNAMIC: u64 = 2;
    let number = |at: usize, length: usize| {
        let bytes = file[at..at + length].iter().rev();
        bytes.fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
    };
    let place = |at: usize| usize::try_from(number(at, 8)).expect("the file is in memory");
    assert_eq!(&file[..6], b"\x7fELF\x02\x01", "a 64-bit little-endian ELF file");
    let (start, size, count) = (place(0x20), number(0x36, 2), number(0x38, 2));
    let mut types = Vec::new();
    let mut tags = Vec::new();
    for index in 0..count {
        let header = start + usize::try_from(index * size).expect("the headers are in memory");
        types.push(number(header, 4));
        if number(header, 4) == PT_DYNAMIC {
            let (offset, length) = (place(header + 8), place(header + 32));
            tags.extend((offset..offset + length).step_by(16).map(|at| number(at, 8)));
        }
    }
    (types, tags)
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn the_executable_needs_no_library_and_no_loader() {
    const PT_LOAD: u64 = 1;
    const PT_INTERP: u64 = 3;
    const DT_NEEDED: u64 = 1;
    let (types, tags) = elf_types_and_tags(&std::fs::read(EXECUTABLE).expect("cargo has built it"));
    assert!(types.contains(&PT_LOAD), "the headers were read");
    assert!(!types.contains(&PT_INTERP) && !tags.contains(&DT_NEEDED), "the executable is not static");
    // A program of this machine shows that the reading finds both.
    let shell = Path::new("/bin/sh").canonicalize().expect("a machine has a shell");
    let (types, tags) = elf_types_and_tags(&std::fs::read(shell).expect("the shell can be read"));
    assert!(types.contains(&PT_INTERP) && tags.contains(&DT_NEEDED), "the shell is dynamic");
}
