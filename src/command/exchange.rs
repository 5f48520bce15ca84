//! `transfer`: taking a letter or an answer in at the console, where no page limits its size, and the own card.

use super::trouble::{Exit, Trouble};
use crate::config::Config;
use crate::envelope::LARGEST;
use crate::office::{Office, Promise, Stop, Taken, Taker, own, take_in};
use crate::store::{Broken, Read};
use crate::tables::{CASES, CASES_BY_NUMBER, End};
use crate::terms::CaseNumber;
use crate::web::photos::is_picture;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Takes the file in and says what it was.
pub(super) async fn accept(office: &Office, config: &Config, path: PathBuf) -> Result<String, Trouble> {
    let reading = path.clone();
    let bytes = tokio::task::spawn_blocking(move || read(&reading)).await;
    let bytes =
        bytes.map_err(|cause| Trouble::new(Exit::Failed, format!("读取没有完成（{cause}）；请重试。")))??;
    let taker = Taker {
        officer: None,
        source: "console".into(),
        name: config.sponsor.clone(),
        promise: Promise(config.working_days),
        is_picture,
    };
    match take_in(office, bytes, &taker).await {
        Ok(Taken::Letter(number)) => {
            let department = department_of(office, number).await?;
            Ok(format!("电子调转函已导入，受理编号 {number}，请 {department} 的审核员在“待办”中审核。"))
        }
        Ok(Taken::Answer(number, end)) => Ok(format!("回执已导入，受理编号 {number}：{}", outcome(end))),
        Err(Stop::Refused(refusal)) => {
            Err(Trouble::new(Exit::Refused, format!("{}：{}", path.display(), refusal.sentence())))
        }
        Err(Stop::Failed(broken)) => Err(failed(&broken)),
    }
}

/// The own card and the words that are read aloud.
pub(super) async fn card(office: &Office, config: &Config) -> Result<String, Trouble> {
    let name = config.sponsor.clone();
    let own = office.look(move |view| own(view, &name)).await.map_err(|broken| failed(&broken))?;
    let own = own.ok_or_else(|| {
        Trouble::new(
            Exit::Refused,
            "本平台还没有设置行政区，没有名片；请在 zhangfang.toml 中设置 region_code，启动一次后再试。",
        )
    })?;
    let words: Vec<String> = own.fingerprint.words().chunks(4).map(|group| group.join(" ")).collect();
    let head = format!("{}（{}）的名片，全文发给对方：", own.card.name, own.card.region);
    Ok(format!("{head}\n{}\n\n口令，对方打电话来核对时读给对方听：\n{}", own.card.text(), words.join("\n")))
}

/// Whether there is such a file and it may be a letter, before anybody is asked to read it.
pub(super) fn may_be_read(path: &Path) -> Result<(), Trouble> {
    let about = std::fs::metadata(path).map_err(|cause| Trouble::machine("读取", path, &cause))?;
    if !about.is_file() {
        let text = format!("{} 不是文件；请写明电子函文件的路径。", path.display());
        return Err(Trouble::new(Exit::Refused, text));
    }
    if about.len() > LARGEST as u64 {
        let most = LARGEST / 1024 / 1024;
        let text = format!("{} 超过 {most} MB，不是电子函；请核对文件。", path.display());
        return Err(Trouble::new(Exit::Refused, text));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    may_be_read(path)?;
    let trouble = |cause| Trouble::machine("读取", path, &cause);
    let mut bytes = Vec::new();
    // The file may have grown since it was looked at; whoever opens the letter says that it is too long.
    File::open(path).map_err(trouble)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(trouble)?;
    Ok(bytes)
}

async fn department_of(office: &Office, number: CaseNumber) -> Result<String, Trouble> {
    let look = move |view: &crate::store::View| {
        let id = view.find(&CASES_BY_NUMBER, &number.to_string())?;
        let case = id.map(|id| view.get(&CASES, &id)).transpose()?.flatten();
        Ok::<_, Broken>(case.map(|case| case.authority))
    };
    let authority = office.look(look).await.map_err(|broken| failed(&broken))?;
    let name = authority.and_then(|code| office.reference().divisions().department_name(code));
    Ok(name.unwrap_or_else(|| "调入地".into()))
}

fn outcome(end: End) -> &'static str {
    match end {
        End::Accepted => "调入地已接收，登记信息和材料已全部转出，本平台不再保存。",
        End::Returned => "调入地退回补正，原因已告知办理人。",
        End::Rejected => "调入地不予通过，登记信息仍在本平台，原因已告知办理人。",
        End::Lapsed => "这封函已作废。",
    }
}

fn failed(broken: &Broken) -> Trouble {
    Trouble::new(Exit::Failed, format!("数据没有写成（{broken}）；请检查磁盘后重试。"))
}
