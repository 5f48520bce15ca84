//! Chapters 1 and 2: the head of every page, 生僻字, and the desk of 实名认证.
use super::{leads, links, misses_nothing, shows};
use crate::bridge::gateway::Gateway;
use crate::browser::{Browser, selector, words_of};
use crate::papers::{NUMBERS, logged_in};
use crate::world::World;
use std::time::Duration;

#[test]
fn the_head_of_every_page_leads_in_and_to_the_services() {
    let world = World::new();
    let mut stranger = Browser::new(&world.client);
    for page in ["/", "/help", "/register"] {
        stranger.visit(page);
        let ways = [("注册", "/register"), ("登录", "/login")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(links(&stranger, "header .who a"), ways, "{page}");
    }
    let person = world.person("王小梅", NUMBERS[0], "13900001111", true);
    let mut browser = logged_in(&world, person);
    browser.visit("/me/collect");
    for (words, to) in [("服务大厅", "/"), ("帮助中心", "/help")] {
        leads(&browser, "header nav a", words, to);
    }
    leads(&browser, "header .who a", "个人中心", "/me");
    assert_eq!(links(&browser, "header .who a").len(), 1, "whoever is in needs no way in");
}

#[test]
fn the_characters_of_the_guides_grid_stand_first() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/register");
    browser.press("生僻字");
    let grid = selector("section.characters ul.grid li b");
    let first: String = browser.page().html.select(&grid).map(words_of).take(11).collect();
    assert_eq!(first, "䶮瓘昲頔䜣㑇婧鹈挦䴖茑");
}

#[test]
fn the_desk_of_verification_reminds_of_four_things_and_leads_home() {
    let gateway = Gateway::open();
    let by_alipay = [
        "认证只用于核验您的身份，不获取支付宝里的其他信息",
        "支付宝账号须已实名，而且与登录用户的姓名、证件号码一致",
    ];
    let by_photographs = ["不读取手机里的其他信息", "照片里的证件须与登录用户的姓名、证件号码一致"];
    for (world, first) in [(gateway.county(), by_alipay), (World::new(), by_photographs)] {
        let person = world.person("王小梅", NUMBERS[0], "13900001111", false);
        let mut browser = logged_in(&world, person);
        browser.visit("/me/verify");
        shows(&browser, &first);
        let always = [
            "特别提示",
            "请勿把二维码拍照、截图或转发给他人，请用手机直接扫屏幕",
            "电脑上请使用最新版谷歌、火狐或 360 浏览器极速模式",
            "证件号码不能修改",
        ];
        shows(&browser, &always);
        assert_eq!(browser.page().html.select(&selector("main ol li")).count(), 4);
        leads(&browser, "main a", "返回首页", "/");
    }
}

#[test]
fn the_hall_has_two_ways_to_collecting_and_the_notes_of_registering_one_to_the_help_centre() {
    let world = World::new();
    let mut browser = Browser::new(&world.client);
    browser.visit("/");
    for tiles in ["ul.big-tiles a", "ul.small-tiles a"] {
        let ways = links(&browser, tiles);
        let collecting = ways.iter().filter(|(words, to)| words.contains("信息采集") && to == "/me/collect");
        assert_eq!(collecting.count(), 1, "{tiles}: {ways:?}");
    }
    browser.visit("/register");
    leads(&browser, "ol.notes a", "帮助中心", "/help");
}

#[test]
fn a_forgotten_password_is_replaced_by_one_as_strong_and_typed_twice() {
    let world = World::new();
    let (name, phone) = ("王小梅", "13900001111");
    world.person(name, NUMBERS[0], phone, true);
    let mut browser = Browser::new(&world.client);
    for (typed, again, field, told) in [
        ("kj#2026-qing", "kj#2026-qing", "新密码", "大写字母"),
        ("Kj#2026-qing", "Kj#2026-Qing", "确认新密码", "两次输入的密码不一样"),
    ] {
        browser.visit("/password/reset");
        let form = browser.form("确认重置密码").fill("证件号码", NUMBERS[0]).fill("真实姓名", name);
        form.fill("手机号", phone).press("免费获取验证码");
        let code = world.last_code(phone).expect("a code was sent");
        let form = browser.form("确认重置密码").fill("新密码", typed).fill("确认新密码", again);
        form.fill("验证码", &code).press("确认重置密码");
        assert_eq!(browser.status(), 422, "{typed} {again}");
        misses_nothing(field, &browser.form("确认重置密码").said_about(field), &[told]);
        world.wait(Duration::from_secs(180));
    }
}
