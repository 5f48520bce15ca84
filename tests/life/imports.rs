//! Tables at the console: imported by the running service, and without one.

use super::{end, said, serve, text};
use crate::process::Folder;
use std::process::Output;

const HEAD: &str = "统一社会信用代码,单位名称,备注\r\n";
const FIRST: &str = "91110000101623741K,账房有限公司,x\r\n";
const SECOND: &str = "91350100M000100Y43,某某公司,\r\n";

/// What `import` says with these words, and how it ends.
fn import(folder: &Folder, words: &[&str]) -> (Option<i32>, String, Output) {
    let words: Vec<&str> = ["import"].iter().chain(words).copied().collect();
    let output = said(folder.path(), &words);
    (output.status.code(), text(&output), output)
}

fn write(folder: &Folder, name: &str, text: &str) {
    std::fs::write(folder.path().join(name), text).expect("it can be written");
}

/// What is found wrong alike with and without a running service.
fn finds_faults(folder: &Folder) {
    write(folder, "wrong.csv", &format!("{HEAD}{FIRST}123,,\r\n"));
    let (code, told, output) = import(folder, &["employers", "wrong.csv"]);
    assert_eq!(code, Some(7), "{told}");
    assert!(output.stdout.is_empty());
    assert!(told.contains("第 3 行「单位名称」：必须填写。"), "{told}");
    assert!(told.contains("第 3 行「统一社会信用代码」：请输入 18 位统一社会信用代码"), "{told}");
    assert!(told.contains("共有 2 处需要改正，什么都没有导入。"), "{told}");
    let (code, told, _) = import(folder, &["employers", "wrong.csv", "--dry-run", "--report", "faults.csv"]);
    assert!(code == Some(7) && told.contains("问题清单已写到"), "{told}");
    let list = std::fs::read_to_string(folder.path().join("faults.csv")).expect("it was written");
    assert!(list.starts_with("\u{feff}\"行\",\"列\",\"问题\"\r\n\"3\","), "{list}");
    std::fs::remove_file(folder.path().join("faults.csv")).expect("it is there");
    let (code, told, _) = import(folder, &["employers", "nowhere.csv"]);
    assert!(code.is_some_and(|code| code != 0) && told.contains("nowhere.csv"), "{told}");
    write(folder, "torn.xlsx", "PK\u{3}\u{4}torn");
    let (code, told, _) = import(folder, &["employers", "torn.xlsx"]);
    assert!(code.is_some_and(|code| code != 0) && told.contains("这个工作簿不完整或者已经损坏"), "{told}");
}

#[test]
fn tables_are_imported_by_the_running_service_and_without_one() {
    let folder = Folder::new("imports");
    assert!(said(folder.path(), &["init"]).status.success());
    write(&folder, "one.csv", &format!("{HEAD}{FIRST}"));
    write(&folder, "two.csv", &format!("{HEAD}{FIRST}{SECOND}"));
    finds_faults(&folder);
    let (code, told, _) = import(&folder, &["employers", "one.csv", "--dry-run"]);
    assert!(
        code == Some(0) && told.contains("没有导入任何数据") && told.contains("新增 1，更新 0，未变 0"),
        "{told}"
    );
    let (code, told, output) = import(&folder, &["employers", "one.csv"]);
    assert!(code == Some(0) && told.contains("新增 1，更新 0，未变 0"), "{told}");
    assert!(told.contains("这些列不导入：备注"), "{told}");
    let progress = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(progress.contains("已读取 1 行（100%）") && !progress.contains('\r'), "{progress}");
    let service = serve(&folder, &[]);
    finds_faults(&folder);
    let (code, told, _) = import(&folder, &["单位名录", "two.csv"]);
    assert!(code == Some(0) && told.contains("新增 1，更新 0，未变 1"), "{told}");
    assert!(told.contains("服务正在运行，由它来导入"), "{told}");
    end(service);
    let (code, told, _) = import(&folder, &["employers", "two.csv"]);
    assert!(code == Some(0) && told.contains("新增 0，更新 0，未变 2"), "{told}");
}

#[test]
fn officers_are_told_with_their_codes() {
    let folder = Folder::new("imported-officers");
    assert!(said(folder.path(), &["init"]).status.success());
    write(&folder, "officers.csv", "登录名,姓名,所属会计管理部门,权限\nlifang,李芳,370102,审核员\n");
    let (code, told, _) = import(&folder, &["officers", "officers.csv"]);
    assert!(code == Some(0) && told.contains("lifang  李芳  "), "{told}");
    let listed = text(&said(folder.path(), &["officer", "list"]));
    assert!(listed.contains("lifang") && listed.contains("待设置密码"), "{listed}");
}

#[test]
fn a_template_is_written_and_words_that_mean_nothing_are_told() {
    let folder = Folder::new("import-templates");
    for name in ["t.xlsx", "t.csv"] {
        let (code, told, _) = import(&folder, &["--template", "certificates", name]);
        assert!(code == Some(0) && told.contains("模板已写到"), "{told}");
        assert!(std::fs::metadata(folder.path().join(name)).is_ok_and(|about| about.len() > 100));
    }
    for words in [&["--template", "certificates", "t.doc"][..], &["people", "t.csv"], &["certificates"]] {
        let (code, told, _) = import(&folder, words);
        assert!(code == Some(2) && told.trim_end().ends_with('。'), "{words:?}: {told}");
    }
    assert!(!folder.path().join("instance").exists(), "no instance was made");
}
