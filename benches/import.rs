//! Bringing in a county's tables: 100,000 certificates, 100,000 people's education and jobs, as XLSX and as CSV, each
//! after the other; beside it how long somebody else's act waits meanwhile. Each table is made and imported by a process
//! of its own, so that memory is the import's alone.
//!
//! `cargo bench --bench import` prints a table; see benches/README.md for the last figures. Fails when 100,000 rows take
//! longer than a minute.

use rust_xlsxwriter::Workbook;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use zhangfang::intake::{Kind, Means, read};
use zhangfang::office::{Act, Counts, Importer, MachineClock, MachineDice, Office, found, import};
use zhangfang::reference::{Profile, Reference};
use zhangfang::store::{RedbEngine, Store};
use zhangfang::tables::{CATALOGUE, REVIEW_RULES};
use zhangfang::terms::check_character;

const ROWS: u32 = 100_000;
const GOAL: Duration = Duration::from_secs(60);

/// A resident number of somebody who does not exist.
fn number(person: u32) -> String {
    let (day, sequence) = (person / 900 % 28 + 1, person % 900 + 100);
    let (year, month) = (1960 + person / 25_200 / 12, person / 25_200 % 12 + 1);
    let body = format!("110101{year}{month:02}{day:02}{sequence:03}");
    let check = check_character(&body).expect("seventeen digits have a check character");
    format!("{body}{check}")
}

fn headings(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Certificates => &[
            "证件号码",
            "姓名",
            "职称层级",
            "职称名称",
            "取得方式",
            "取得时间",
            "考试省份",
            "科目1",
            "科目1年度",
            "科目1成绩",
            "科目2",
            "科目2年度",
            "科目2成绩",
            "科目3",
            "科目3年度",
            "科目3成绩",
            "资格证书编号",
            "管理号",
            "发证时间",
            "发证机关",
        ],
        Kind::Education => &[
            "证件号码",
            "姓名",
            "学校名称",
            "培养方式",
            "学历",
            "学位",
            "所学专业",
            "入学时间",
            "毕业时间",
            "学历证书编号",
            "学位证书编号",
        ],
        _ => &[
            "证件号码",
            "姓名",
            "单位名称",
            "统一社会信用代码",
            "单位类型",
            "所属行业",
            "单位地址",
            "单位电话",
            "工作开始时间",
            "工作结束时间",
            "会计人员岗位层级",
            "从事会计工作岗位",
            "会计工作开始时间",
            "会计工作结束时间",
        ],
    }
}

fn row(kind: Kind, person: u32) -> Vec<String> {
    let text = |texts: &[&str]| texts.iter().map(|text| (*text).to_string()).collect::<Vec<_>>();
    let given = ["伟", "芳", "娜", "敏", "静"][person as usize % 5];
    let name = format!("张{given}{}", if person.is_multiple_of(2) { "明" } else { "" });
    let name = if name.chars().count() < 2 { "张三".to_string() } else { name };
    let rest = match kind {
        Kind::Certificates => {
            let mut rest = text(&[
                "中级",
                "会计师",
                "考试",
                "2014-10-26",
                "山东省",
                "中级会计实务",
                "2014",
                "76",
                "财务管理",
                "2014",
                "62",
                "经济法",
                "2013",
                "68",
            ]);
            rest.extend([format!("SC{person:011}"), format!("2014{person:012}")]);
            rest.extend(text(&["2014-12-30", "山东省人力资源和社会保障厅"]));
            rest
        }
        Kind::Education => {
            let mut rest =
                text(&["山东财经大学", "全日制", "大学本科", "学士", "会计学", "2010-09-01", "2014-07-01"]);
            rest.extend([format!("1000112014{person:08}"), format!("10001420{person:08}")]);
            rest
        }
        _ => text(&[
            "济南某某有限公司",
            "91110000101623741K",
            "民营非上市企业",
            "制造业",
            "山东省济南市历下区",
            "0531-12345678",
            "2014-07-15",
            "至今",
            "一般会计人员",
            "稽核",
            "2014-08-01",
            "至今",
        ]),
    };
    [vec![number(person), name], rest].concat()
}

fn csv(kind: Kind) -> Vec<u8> {
    let mut text = headings(kind).join(",") + "\n";
    for person in 0..ROWS {
        text += &row(kind, person).join(",");
        text.push('\n');
    }
    text.into_bytes()
}

fn xlsx(kind: Kind) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heading = headings(kind).iter().map(|heading| (*heading).to_string()).collect();
    let rows = std::iter::once(heading).chain((0..ROWS).map(|person| row(kind, person)));
    for (at, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(at, column, cell).expect("the sheet has room");
        }
    }
    book.save_to_buffer().expect("memory can be written")
}

fn office(file: &Path) -> Office {
    let engine = RedbEngine::open_file(file, 64 << 20, false).expect("the file is new");
    let store = Store::open(Arc::new(engine), &CATALOGUE, 1024).expect("the file is ours");
    let (clock, dice) = (Arc::new(MachineClock), Arc::new(MachineDice::default()));
    found(&store, clock.as_ref(), dice.as_ref(), zhangfang::tables::Profile::Production, None)
        .expect("the instance is made");
    let reference = Reference::load(Profile::Production).expect("the data is sound");
    Office::open(store, clock, dice, Arc::new(reference)).expect("the office opens")
}

/// The most memory this process has used, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Reads and imports a file; how long each took.
fn bring_in(office: &Office, kind: Kind, path: &Path) -> (Duration, Duration, Counts) {
    let begun = Instant::now();
    let bytes = std::fs::read(path).expect("it was written");
    let means = Means { reference: office.reference(), today: office.today() };
    let sheet = read(kind, &bytes, &means, &mut |_, _| ()).expect("the file can be read");
    drop(bytes);
    let read = begun.elapsed();
    let importer = Importer { officer: None, source: "bench".into() };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime starts");
    let done = runtime.block_on(import(office, &importer, sheet)).expect("nothing is broken");
    (read, begun.elapsed() - read, done.expect("the file is sound").counts)
}

/// The longest that a small act of somebody else took while `work` went on.
fn beside<T>(office: &Office, work: impl FnOnce() -> T) -> (T, Duration) {
    let (over, others) = (Arc::new(AtomicBool::new(false)), office.clone());
    let stop = over.clone();
    let waiting = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
        let mut longest = Duration::ZERO;
        while !stop.load(Ordering::Relaxed) {
            let asked = Instant::now();
            let act = others.work(Act::housekeeping("bench.touch"), |ledger| {
                ledger.put(
                    &REVIEW_RULES,
                    &zhangfang::tables::Only,
                    &zhangfang::casework::ReviewRules::default(),
                )
            });
            runtime.block_on(act).expect("the store can write");
            longest = longest.max(asked.elapsed());
        }
        longest
    });
    let done = work();
    over.store(true, Ordering::Relaxed);
    (done, waiting.join().expect("it does not panic"))
}

fn megabytes(path: &Path) -> f64 {
    std::fs::metadata(path).map_or(0, |about| about.len()) as f64 / 1024.0 / 1024.0
}

/// Imports one table twice and prints its line; fails when the first time takes too long.
fn measured(kind: Kind, ending: &str, table: &Path, database: &Path) {
    let (office, before) = (office(database), megabytes(database));
    let ((read, kept, counts), longest) = beside(&office, || bring_in(&office, kind, table));
    let most = peak();
    assert_eq!(counts.same, 0, "everything was new");
    let (reread, looked, again) = bring_in(&office, kind, table);
    assert_eq!((again.new, again.changed), (0, 0), "the second time changes nothing");
    println!(
        "| {ending}, {} | {:.1} MB | {:.1} s | {:.1} s | {:.1} s | {:.2} s | {most} MB | {before:.0} → {:.0} MB |",
        kind.word(),
        megabytes(table),
        read.as_secs_f64(),
        kept.as_secs_f64(),
        (reread + looked).as_secs_f64(),
        longest.as_secs_f64(),
        megabytes(database),
    );
    assert!(read + kept <= GOAL, "longer than a minute");
}

/// Runs this program again for one step.
fn step(words: &[&str]) {
    let own = std::env::current_exe().expect("a program knows itself");
    let ended = Command::new(own).args(words).status().expect("it starts");
    assert!(ended.success(), "{words:?}: {ended}");
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let kind = |word: &str| Kind::from_word(word).expect("it was asked for below");
    match words[..] {
        ["make", word, "csv", table] => std::fs::write(table, csv(kind(word))).expect("it can be written"),
        ["make", word, _, table] => std::fs::write(table, xlsx(kind(word))).expect("it can be written"),
        ["measure", word, ending, table, database] => {
            measured(kind(word), ending, Path::new(table), Path::new(database));
        }
        _ => all(),
    }
}

fn all() {
    let folder = std::env::temp_dir().join(format!("zhangfang-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    println!(
        "| file | size | read | compared and written | again | longest wait of others | most memory | database |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for ending in ["xlsx", "csv"] {
        let database = folder.join(format!("{ending}.redb")).display().to_string();
        let table = folder.join(format!("table.{ending}")).display().to_string();
        for kind in [Kind::Certificates, Kind::Education, Kind::Employment] {
            step(&["make", kind.word(), ending, &table]);
            step(&["measure", kind.word(), ending, &table, &database]);
        }
    }
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
}
