//! What the walks start from: two instances that know each other, and somebody on record in one of them.
use crate::browser::{Browser, selector, words_of};
use crate::cases::{at_desk, case_of, file_collection, file_transfer};
use crate::pages::assert_sound;
use crate::papers::NUMBERS;
use crate::world::{COUNTY, World};
use image::{GrayImage, Luma};
use std::collections::BTreeMap;
use zhangfang::accounts::Right;
use zhangfang::casework::{Case, State};
use zhangfang::terms::{AccountId, OfficerId};

/// 临河县, served by the other instance.
pub const ELSEWHERE: &str = "980221";
pub const LETTERS: &str = "/desk/transfers";
pub const PEERS: &str = "/desk/peers";
pub const FILE: &str = "调转函或回执文件";
pub const PAPER: &str = "纸质调转函上的二维码内容";
pub const CARD: &str = "对方的名片";
pub const OWN: &str = "名片（全文复制给对方，用邮件或即时通信都可以）";
pub const COMPARE: &str = "下一步：核对口令";
pub const COMPARED: &str = "已通过电话逐词核对一致";
pub const ENTER: &str = "确认登记";
pub const DECIDE: &str = "提交，看下一件";
/// Whose transfer it is.
pub const NAME: &str = "张晓岚";
pub const PHONE: &str = "13412349197";

/// One instance with a reviewer and an administrator.
pub struct Side {
    pub world: World,
    pub reviewer: OfficerId,
    pub admin: OfficerId,
}

impl Side {
    fn of(world: World, code: &str, sponsor: &str) -> Side {
        let sponsor = sponsor.to_string();
        let world = world.set(move |config| config.sponsor = sponsor);
        let reviewer = world.officer("reviewer", "陈明远", code);
        let admin = world.officer("admin", "赵主任", code);
        world.change_officer(admin, |officer| officer.rights = vec![Right::Administer]);
        Side { world, reviewer, admin }
    }

    /// The reviewer's browser at this page.
    pub fn desk(&self, page: &str) -> Browser<'_> {
        let mut desk = at_desk(&self.world, self.reviewer);
        desk.visit(page);
        desk
    }

    /// The administrator's browser at the page of instances.
    pub fn administration(&self) -> Browser<'_> {
        let mut desk = at_desk(&self.world, self.admin);
        desk.visit(PEERS);
        assert_eq!(desk.status(), 200);
        desk
    }

    /// The own card, as somebody copies it off the page.
    pub fn card(&self) -> String {
        let desk = self.administration();
        let field = desk.page().html.select(&selector("#own_card")).next().expect("the card is shown");
        field.text().collect::<String>().trim().to_string()
    }

    /// Enters an instance after its words were compared.
    pub fn enter(&self, card: &str) {
        let mut desk = self.administration();
        desk.form(COMPARE).fill(CARD, card).press(COMPARE);
        desk.form(ENTER).check(COMPARED).press(ENTER);
        desk.sees("对方平台已登记");
    }

    /// Decides the case at the bench.
    pub fn decides(&self, number: &str, verdict: &str, reason: &str) -> Browser<'_> {
        let mut desk = self.desk(&format!("/desk/cases/{number}"));
        let form = desk.form(DECIDE).choose("审核结论", verdict);
        let form = if reason.is_empty() { form } else { form.fill("给办理人的说明", reason) };
        form.press(DECIDE);
        desk
    }

    pub fn case(&self, number: &str) -> Case {
        case_of(&self.world, number)
    }

    /// Everything kept but the journal, the sessions and where forms led.
    pub fn kept(&self) -> BTreeMap<(String, Vec<u8>), Vec<u8>> {
        let mut kept = self.world.kept();
        let passing = ["journal", "session", "repl"];
        kept.retain(|(table, _), _| !passing.iter().any(|beginning| table.starts_with(beginning)));
        kept
    }

    /// Fails unless everything is kept as it was.
    #[track_caller]
    pub fn keeps(&self, before: &BTreeMap<(String, Vec<u8>), Vec<u8>>) {
        let now = self.kept();
        let differs = |(key, value): &(&(String, Vec<u8>), &Vec<u8>)| before.get(*key) != Some(*value);
        let mut changed: Vec<&str> = now.iter().filter(differs).map(|(key, _)| key.0.as_str()).collect();
        changed.extend(before.keys().filter(|key| !now.contains_key(*key)).map(|key| key.0.as_str()));
        assert!(changed.is_empty(), "changed: {changed:?}");
    }

    /// Takes a file in at the page, with what the paper says.
    pub fn imports(&self, file: &[u8], paper: &str) -> Browser<'_> {
        let mut desk = self.desk(LETTERS);
        desk.form("导入").attach_named(FILE, "x.letter", file).fill(PAPER, paper).press("导入");
        desk
    }
}

/// Two instances: 青岚县, where somebody is on record, and 临河县.
pub struct Two {
    pub near: Side,
    pub far: Side,
    pub person: AccountId,
}

impl Two {
    /// They do not know each other yet.
    pub fn strangers() -> Two {
        let near = Side::of(World::new(), COUNTY, "青岚县财政局");
        let far = Side::of(World::elsewhere(ELSEWHERE), ELSEWHERE, "临河县财政局");
        let person = near.world.person(NAME, NUMBERS[0], PHONE, true);
        let number = file_collection(&near.world, person, COUNTY);
        near.decides(&number, "通过 A", "");
        assert_eq!(near.case(&number).state, State::Approved);
        Two { near, far, person }
    }

    /// Each has entered the other.
    pub fn new() -> Two {
        let two = Two::strangers();
        two.near.enter(&two.far.card());
        two.far.enter(&two.near.card());
        two
    }

    /// Somebody's transfer to the other side, let go here; its 受理编号.
    pub fn released(&self) -> String {
        let number = file_transfer(&self.near.world, self.person, COUNTY, ELSEWHERE);
        self.near.decides(&number, "通过 A", "").sees(&format!("已确认调出：{number}"));
        number
    }

    /// The same with its letter: 受理编号, the letter's number and its file.
    pub fn issued(&self) -> (String, String, Vec<u8>) {
        let number = self.released();
        let mut desk = self.near.desk(LETTERS);
        desk.press(&format!("开具电子调转函：{number}"));
        let letter = desk.page().heading().replace("电子调转函 ", "");
        desk.click("下载函文件");
        (number, letter, desk.page().bytes.clone())
    }

    /// The answer to a letter, once the other side has decided so.
    pub fn answered(&self, number: &str, verdict: &str, reason: &str) -> Vec<u8> {
        self.far.decides(number, verdict, reason);
        let mut desk = self.far.desk(&format!("/desk/cases/{number}"));
        desk.click("下载回执");
        assert_eq!(desk.status(), 200);
        desk.page().bytes.clone()
    }
}

/// What the code on the page holds, read off its drawing as a scanner would.
#[track_caller]
pub fn scanned(browser: &Browser<'_>) -> String {
    let code = browser.page().html.select(&selector("svg.qr")).next().expect("a code is drawn");
    let side: u32 = code
        .value()
        .attr("viewBox")
        .and_then(|size| size.split(' ').nth(2)?.parse().ok())
        .expect("the code has a size");
    let dark = code.select(&selector("path[fill='#000']")).next().and_then(|path| path.value().attr("d"));
    let mut picture = GrayImage::from_pixel(side * 4, side * 4, Luma([255]));
    for module in dark.expect("the code has modules").split('M').filter(|module| !module.is_empty()) {
        let mut place = module.split(['h', ' ']).map(|number| number.parse::<u32>());
        let (Some(Ok(x)), Some(Ok(y))) = (place.next(), place.next()) else { panic!("{module}") };
        for (dx, dy) in (0..16).map(|at| (at % 4, at / 4)) {
            picture.put_pixel(x * 4 + dx, y * 4 + dy, Luma([0]));
        }
    }
    let mut seen = rqrr::PreparedImage::prepare(picture);
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code is drawn");
    grids[0].decode().expect("the code can be read").1
}

/// The rows of the table of this caption, each as its words.
pub fn rows(browser: &Browser<'_>, caption: &str) -> Vec<String> {
    let (table, heading, row) = (selector("table"), selector("caption"), selector("tbody tr"));
    let mut found = Vec::new();
    for table in browser.page().html.select(&table) {
        if table.select(&heading).next().is_some_and(|told| words_of(told) == caption) {
            found.extend(table.select(&row).map(words_of));
        }
    }
    found
}

/// Fails if the page shown is not sound.
#[track_caller]
pub fn sound(browser: &Browser<'_>) {
    assert_sound(browser.address(), &browser.page().source());
}
