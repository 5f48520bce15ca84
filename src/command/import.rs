//! `import`: tables brought in at the console, where no page limits their size, and the templates for them.

use super::progress::Progress;
use super::trouble::{Exit, Trouble};
use crate::intake::{Faults, Kind, LARGEST, Means, Sheet, csv_template, fault_list, read, xlsx_template};
use crate::office::{Counts, ImportRefusal, Importer, Invited, Office, Stop, import, weigh};
use crate::reference::{Profile, Reference};
use crate::store::Broken;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// One table to bring in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Errand {
    /// What kind of table it is.
    pub(super) kind: Kind,
    /// Where it is, as an absolute path.
    pub(super) path: String,
    /// Only say what would happen.
    pub(super) dry: bool,
    /// Where the list of faults goes, as an absolute path; empty for nowhere.
    pub(super) report: String,
}

/// The kind of a word or of its Chinese name.
pub(super) fn kind(word: &str) -> Result<Kind, Trouble> {
    let found = Kind::from_word(word).or_else(|| Kind::ALL.into_iter().find(|kind| kind.label() == word));
    found.ok_or_else(|| {
        let kinds = Kind::ALL.map(|kind| format!("{}（{}）", kind.word(), kind.label()));
        Trouble::new(Exit::Words, format!("没有“{word}”这种数据；可以是：{}。", kinds.join("、")))
    })
}

/// Writes a template; its ending says which form it has.
pub(super) fn template(kind: Kind, file: &Path) -> Result<(), Trouble> {
    let bytes = match file.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => csv_template(kind),
        Some("xlsx") => {
            let failed =
                |cause: String| Trouble::new(Exit::Failed, format!("模板没有做成（{cause}）；请改用 .csv。"));
            let reference = Reference::load(Profile::Production).map_err(failed)?;
            xlsx_template(kind, &reference).map_err(|cause| failed(cause.to_string()))?
        }
        _ => {
            let text = format!("{} 不是 .xlsx 也不是 .csv；请改一个文件名。", file.display());
            return Err(Trouble::new(Exit::Words, text));
        }
    };
    std::fs::write(file, bytes).map_err(|cause| Trouble::machine("写入模板", file, &cause))?;
    println!("模板已写到 {}。", file.display());
    Ok(())
}

/// Brings a table in, or says what would happen, or what is wrong with it.
pub(super) async fn run(office: &Office, errand: Errand, mut progress: Progress) -> Result<String, Trouble> {
    let path = PathBuf::from(&errand.path);
    let (reading, reference, today) = (path.clone(), office.reference().clone(), office.today());
    let read = tokio::task::spawn_blocking(move || {
        let bytes = bytes_of(&reading)?;
        let means = Means { reference: &reference, today };
        let sheet = read(errand.kind, &bytes, &means, &mut |rows, of| progress.tell(rows, of));
        progress.end();
        sheet.map_err(|unreadable| {
            Trouble::new(Exit::Damaged, format!("{}：{}", reading.display(), unreadable.sentence()))
        })
    });
    // A workbook so damaged that reading it panics is a damaged one.
    let torn = |_| {
        Trouble::new(
            Exit::Damaged,
            format!("{}：工作簿已经损坏，无法读取；请另存为新的文件。", path.display()),
        )
    };
    let sheet = read.await.map_err(torn)??;
    let about = about(&sheet);
    if errand.dry {
        let now = office.now();
        let weighed =
            office.look(move |view| weigh(view, sheet, None, now)).await.map_err(|broken| failed(&broken))?;
        if !weighed.faults.is_empty() {
            return Err(faulty(&weighed.faults, &errand));
        }
        let head = format!("{}检查完毕，没有发现问题；没有导入任何数据。", errand.kind.label());
        return Ok(told(head, &about, weighed.counts, &weighed.notes, &[]));
    }
    let importer = Importer { officer: None, source: "console".into() };
    match import(office, &importer, sheet).await {
        Ok(Ok(done)) => {
            let head = format!("{}已全部导入。", errand.kind.label());
            Ok(told(head, &about, done.counts, &done.notes, &done.invited))
        }
        Ok(Err(faults)) => Err(faulty(&faults, &errand)),
        Err(Stop::Refused(refusal @ (ImportRefusal::LoginTaken | ImportRefusal::NotFound))) => {
            Err(Trouble::new(Exit::Refused, refusal.sentence()))
        }
        Err(Stop::Failed(broken)) => Err(failed(&broken)),
    }
}

/// What is known of a file before it is weighed, line by line.
fn about(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![format!("数据行：{}", sheet.rows)];
    if !sheet.ignored.is_empty() {
        lines.push(format!("这些列不导入：{}", sheet.ignored.join("、")));
    }
    lines
}

fn told(head: String, about: &[String], counts: Counts, notes: &[String], invited: &[Invited]) -> String {
    let Counts { new, changed, same } = counts;
    let mut lines = vec![head];
    lines.extend_from_slice(about);
    lines.push(format!("新增 {new}，更新 {changed}，未变 {same}"));
    lines.extend_from_slice(notes);
    if !invited.is_empty() {
        lines.push("请把登录名和一次性设置码当面交给本人，24 小时内在财政用户登录页用它设置密码；以下代码只显示这一次：".into());
        lines.extend(invited.iter().map(|one| format!("{}  {}  {}", one.login, one.name.as_str(), one.code)));
    }
    lines.join("\n")
}

fn faulty(faults: &Faults, errand: &Errand) -> Trouble {
    let mut lines: Vec<String> = faults.listed().iter().map(ToString::to_string).collect();
    if faults.unlisted() > 0 {
        lines.push(format!("另有 {} 处问题没有列出。", faults.unlisted()));
    }
    lines.push(format!("共有 {} 处需要改正，什么都没有导入。", faults.total()));
    if !errand.report.is_empty() {
        let report = Path::new(&errand.report);
        match std::fs::write(report, fault_list(faults)) {
            Ok(()) => {
                let kept = format!("问题清单已写到 {}。", report.display());
                lines = vec![format!("共有 {} 处需要改正，什么都没有导入。", faults.total()), kept];
            }
            Err(cause) => lines.push(Trouble::machine("写入问题清单", report, &cause).text),
        }
    }
    Trouble::new(Exit::Findings, lines.join("\n"))
}

fn failed(broken: &Broken) -> Trouble {
    Trouble::new(Exit::Failed, format!("数据没有写成（{broken}）；请检查磁盘后重试。"))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Trouble> {
    let trouble = |cause| Trouble::machine("读取", path, &cause);
    let file = File::open(path).map_err(trouble)?;
    if !file.metadata().map_err(trouble)?.is_file() {
        let text = format!("{} 不是文件；请写明表格文件的路径。", path.display());
        return Err(Trouble::new(Exit::Refused, text));
    }
    let mut bytes = Vec::new();
    // Whoever reads the table says that it is too long.
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(trouble)?;
    Ok(bytes)
}
