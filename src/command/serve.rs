//! `serve`: the real service.

use super::courier;
use super::folder;
use super::identity;
use super::lan;
use super::launch::{self, Opened};
use super::mail;
use super::trouble::Trouble;
use crate::config::{Config, Typed};
use crate::office::{MachineClock, MachineDice, draw_setup_code};
use crate::store::{Broken, Read, Span, Store};
use crate::tables::{OFFICERS, Profile};

/// Opens or makes the instance and serves it until the process is asked to end.
pub(super) fn serve(typed: &Typed) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    launch::log_from(&config);
    identity::refuse_demo_in_production(&config)?;
    let courier = courier::configured(&config)?;
    let identity = identity::configured(&config)?;
    let mail = mail::configured(&config)?;
    folder::make(&config.instance)?;
    let store = folder::open(&config, false)?;
    if folder::settle(&store, &config, Profile::Production)? {
        folder::write_example(&config)?;
    }
    let office = folder::office(&store, &config, Profile::Production)?;
    let code = setup_code(&store).map_err(|broken| Trouble::broken(&broken, &folder::database(&config)))?;
    let opened = Opened { office, config, courier, mail, identity, may_move: false };
    launch::keep_open(opened, |config| announce(config, code.as_deref()))
}

/// A fresh code while nobody can log in at the desk; it is shown here and nowhere else.
fn setup_code(store: &Store) -> Result<Option<String>, Broken> {
    if !store.view()?.scan(&OFFICERS, Span::all(1))?.is_empty() {
        return Ok(None);
    }
    draw_setup_code(store, &MachineClock, &MachineDice::default()).map(Some)
}

fn announce(config: &Config, code: Option<&str>) {
    let origin = &config.public_origin;
    if let Some(code) = code {
        println!(
            "还没有工作人员账号。请打开下面的网址，用一次性设置码建立第一个管理员（15 分钟内有效，重启换新）："
        );
        println!("  {origin}/setup");
        println!("  设置码：{code}");
    }
    if let Some(warning) = courier::left_behind(config) {
        println!("{warning}");
    }
    println!("{} 已启动，请在浏览器里打开 {origin}", config.site_name);
    lan::announce(config);
    println!("按 Ctrl+C 停止。");
}
