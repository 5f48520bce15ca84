//! `demo`: the fictional 青岚县 with accounts of every role; its folder is its own and goes with it.

use super::courier::Console;
use super::folder;
use super::identity;
use super::lan;
use super::launch::{self, Opened};
use super::mail::LetterBox;
use super::trouble::{Exit, Trouble};
use crate::config::{Config, Typed};
use crate::office::{Dice, MachineDice, Office};
use crate::store::Store;
use crate::tables::Profile;
use data_encoding::HEXLOWER;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod cards;
mod careers;
mod cases;
mod changes;
mod dossiers;
mod elsewhere;
mod imported;
mod people;

/// What a demonstration is called, unless the command line says otherwise.
const SETTINGS: [&str; 7] = [
    "site_name=会计人员服务平台",
    "region_name=青岚县",
    "region_code=980100",
    "sponsor=青岚县财政局",
    "contact_phone=0000-1234567",
    "demo_sms_shown=true",
    "kiosks=127.0.0.1=2 号自助机（演示）",
];

/// A folder that goes when the demonstration ends, unless it was asked to stay.
struct Stage {
    folder: PathBuf,
    stays: bool,
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.stays {
            // What cannot be removed lies in the system's folder for temporary files.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Serves the demonstration until the process is asked to end.
pub(super) fn demo(typed: Typed, keep: Option<PathBuf>) -> Result<(), Trouble> {
    let stage = stage(keep);
    let chosen = typed.listen.is_some() || std::env::var_os("ZHANGFANG_LISTEN").is_some();
    let config = identity::of_demonstration(folder::settings(&dressed(typed, &stage.folder))?);
    launch::log_from(&config);
    let identity = identity::configured(&config)?;
    folder::make(&stage.folder)?;
    let store = folder::open(&config, false)?;
    folder::settle(&store, &config, Profile::Demonstration)?;
    let office = folder::office(&store, &config, Profile::Demonstration)?;
    match elsewhere::region(&config) {
        Some(region) => elsewhere::settle(&office, region)?,
        None if people::settle(&office)? => furnish(&store, &office)?,
        None => {}
    }
    let (courier, mail) = (Some(Arc::new(Console) as _), Some(Arc::new(LetterBox) as _));
    let opened = Opened { office, config, courier, mail, identity, may_move: !chosen };
    launch::keep_open(opened, |config| announce(config, &stage))
}

/// Lets the people file what they have filed in the days before.
fn furnish(store: &Store, office: &Office) -> Result<(), Trouble> {
    let clock = Arc::new(cases::PastClock::default());
    let dice = Arc::new(MachineDice::default());
    let past =
        Office::open(store.clone(), clock.clone(), dice, office.reference().clone()).map_err(unfurnished)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(unfurnished)?;
    runtime.block_on(cases::file_all(&past, &clock))?;
    runtime.block_on(imported::import_all(office))
}

fn stage(keep: Option<PathBuf>) -> Stage {
    match keep {
        Some(folder) => Stage { folder, stays: true },
        None => {
            let mut random = [0; 8];
            MachineDice::default().fill(&mut random);
            let name = format!("zhangfang-demo-{}", HEXLOWER.encode(&random));
            Stage { folder: std::env::temp_dir().join(name), stays: false }
        }
    }
}

/// The settings of a demonstration; what was typed wins, but never the folder.
fn dressed(typed: Typed, folder: &Path) -> Typed {
    let set = SETTINGS.iter().map(|one| (*one).to_string()).chain(typed.set).collect();
    Typed { instance: Some(folder.display().to_string()), set, ..typed }
}

fn announce(config: &Config, stage: &Stage) {
    println!("【演示】这里的人员、单位和材料都是虚构的，请勿填写真实个人信息。");
    match stage.stays {
        true => println!("演示数据留在 {}。", stage.folder.display()),
        false => println!("演示数据在停止时删除；要保留请用 --keep 文件夹。"),
    }
    println!();
    match elsewhere::region(config) {
        Some(_) => elsewhere::print(config),
        None => people::print(),
    }
    println!();
    println!("【演示】已启动，请在浏览器里打开 {}", config.public_origin);
    println!("【演示】短信和邮件不会真的发出，请在 {}/demo/mailbox 查看。", config.public_origin);
    println!("【演示】自助机页面是 {}/kiosk。", config.public_origin);
    lan::announce(config);
    println!("按 Ctrl+C 停止。");
}

/// What went wrong while the demonstration was being furnished.
fn unfurnished(cause: impl std::fmt::Display) -> Trouble {
    Trouble::new(Exit::Failed, format!("演示数据没有准备好（{cause}）；请换一个空文件夹重试。"))
}
