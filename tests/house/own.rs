//! What is held about oneself: 信息查询, 导出我的信息, 注销账号.
mod closing;
mod export;
mod kit;

use crate::browser::Browser;
use crate::cases::{at_desk, file_collection};
use crate::changes::kit::{County, NUMBER, PHONE};
use crate::pages::assert_sound;
use crate::papers::logged_in;
use crate::world::{COUNTY, World};

#[test]
fn the_whole_record_is_read_masked_with_its_years_and_its_reviews() {
    let county = County::new();
    let mut home = county.home();
    home.visit("/me");
    home.click("信息查询");
    assert_eq!((home.address(), home.status()), ("/me/record", 200));
    assert_sound("/me/record", &home.page().source());
    home.sees("第 1 版").sees("基本信息").sees("会计工作年限").sees("时间重叠的同一天只算一次");
    home.sees("没有办理过属地调转").sees("审核记录").sees("信息采集").sees("审核通过").sees("16 年 3 个月");
    home.sees("张**").misses("张晓岚").misses(NUMBER).misses(PHONE);
    let source = home.page().source();
    let portrait = county.dossier().basics.portrait;
    assert!(source.contains(&format!("/me/files/{portrait}")) && source.contains("打印登记信息"));
}

#[test]
fn whoever_has_no_record_learns_what_comes_first() {
    let world = World::new();
    world.officer("chen", "陈明远", COUNTY);
    let person = world.person("张晓岚", NUMBER, PHONE, true);
    let mut home = logged_in(&world, person);
    home.visit("/me/record").sees("您还没有登记信息");
    assert_sound("nothing", &home.page().source());
    home.click("去办理信息采集");
    assert_eq!(home.address(), "/me/collect");
    let number = file_collection(&world, person, COUNTY);
    home.visit("/me/record").sees("待审核").sees(&number).misses("会计工作年限");
    assert_sound("filed", &home.page().source());
}

#[test]
fn strangers_officers_and_the_unverified_read_no_record() {
    let county = County::new();
    let unverified = county.world.person("李四", "110101199205112048", "13900002222", false);
    let mut stranger = Browser::new(&county.world.client);
    stranger.visit("/me/record");
    assert!(stranger.address().starts_with("/login"), "{}", stranger.address());
    let mut home = logged_in(&county.world, unverified);
    home.visit("/me/record").misses("会计工作年限").misses("您还没有登记信息").sees("实名认证");
    let mut desk = at_desk(&county.world, county.officer);
    desk.visit("/me/record");
    assert_eq!(desk.status(), 404);
}
