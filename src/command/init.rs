//! `init`: an instance folder with an empty database and a commented configuration file.

use super::folder;
use super::identity;
use super::trouble::Trouble;
use crate::config::Typed;
use crate::tables::Profile;

/// Makes what is missing and says what is there.
pub(super) fn init(typed: &Typed) -> Result<(), Trouble> {
    let config = folder::settings(typed)?;
    identity::refuse_demo_in_production(&config)?;
    folder::make(&config.instance)?;
    let store = folder::open(&config, false)?;
    let made = folder::settle(&store, &config, Profile::Production)?;
    folder::office(&store, &config, Profile::Production)?;
    store.close().map_err(|broken| Trouble::broken(&broken, &folder::database(&config)))?;
    let written = folder::write_example(&config)?;
    let place = config.instance.display();
    match made {
        true => println!("已在 {place} 建立新实例。"),
        false => println!("{place} 已经是一个实例，数据没有改动。"),
    }
    if written {
        println!(
            "请先在 {place}/{} 里填写行政区名称、咨询电话等，再运行 zhangfang serve。",
            crate::config::FILE_NAME
        );
    }
    Ok(())
}
