//! The demonstration, and that it stays away from the real thing (T84).
use super::visitor::Visitor;
use super::{end, said, text, zhangfang};
use crate::process::{Folder, Running, http_address};

fn demo(folder: &Folder, words: &[&str]) -> Running {
    let words: Vec<&str> = ["demo", "--listen", "127.0.0.1:0"].iter().chain(words).copied().collect();
    Running::start(&mut zhangfang(folder.path(), &words), http_address).expect("the demonstration starts")
}

#[test]
fn a_demonstration_says_so_and_leaves_nothing_behind() {
    let folder = Folder::new("demo");
    let running = demo(&folder, &[]);
    let home = Visitor::new(&running.address).open("/");
    assert_eq!(home.status, 200);
    for wanted in ["演示", "青岚县财政局", "0000-1234567", "/demo/mailbox"] {
        assert!(home.text().contains(wanted), "{wanted}");
    }
    let mailbox = Visitor::new(&running.address).open("/demo/mailbox");
    assert_eq!(mailbox.status, 200);
    assert!(mailbox.text().contains("受理编号"), "{}", mailbox.text());
    assert!(!folder.path().join("instance").exists());
    end(running);
    let left = std::fs::read_dir(folder.path()).expect("the folder can be read").count();
    assert_eq!(left, 0, "something was left behind");
}

#[test]
fn a_demonstration_is_never_the_real_thing_nor_the_other_way_round() {
    let folder = Folder::new("demo-kept");
    end(demo(&folder, &["--keep", "show"]));
    let checked = said(folder.path(), &["check", "--instance", "show"]);
    assert!(checked.status.success(), "{}", text(&checked));
    let served = said(folder.path(), &["serve", "--instance", "show", "--listen", "127.0.0.1:0"]);
    assert_eq!(served.status.code(), Some(6), "{}", text(&served));
    assert!(said(folder.path(), &["init"]).status.success());
    let shown = said(folder.path(), &["demo", "--keep", "instance", "--listen", "127.0.0.1:0"]);
    assert_eq!(shown.status.code(), Some(6), "{}", text(&shown));
    end(demo(&folder, &["--keep", "show"]));
}

#[test]
fn the_real_service_has_no_letter_box() {
    let folder = Folder::new("no-mailbox");
    let running = super::serve(&folder, &[]);
    assert_eq!(Visitor::new(&running.address).open("/demo/mailbox").status, 404);
    end(running);
}

#[test]
fn a_demonstration_of_another_region_has_officers_of_that_region() {
    let folder = Folder::new("demo-elsewhere");
    let words =
        ["demo", "--listen", "127.0.0.1:0", "--set", "region_code=980221", "--set", "sponsor=临河县财政局"];
    let told: fn(&str) -> Option<&str> = |line| line.trim().starts_with("reviewer  ").then_some(line);
    let running = Running::start(&mut zhangfang(folder.path(), &words), told).expect("a reviewer is told");
    assert!(running.address.contains("黎审核"), "{}", running.address);
    end(running);
    let running = demo(&folder, &["--set", "region_code=980221", "--set", "sponsor=临河县财政局"]);
    let mailbox = Visitor::new(&running.address).open("/demo/mailbox");
    assert!(mailbox.status == 200 && !mailbox.text().contains("受理编号"), "nobody has filed anything there");
    end(running);
}
