//! What the walks of chapter 5 start from: somebody on record in 青岚县, and an officer on each side.
use crate::browser::{Browser, Form};
use crate::cases::at_desk;
use crate::changes::kit::County;
use crate::papers::photo;
use crate::records::{date, slot};
use crate::world::{NEIGHBOUR, World};
use std::ops::Deref;
use zhangfang::casework::Case;
use zhangfang::store::Read;
use zhangfang::tables::{CASES, CASES_BY_PERSON};
use zhangfang::terms::{AccountId, OfficerId};

pub const PAGE: &str = "/me/transfer";
pub const NEW: &str = "/me/transfer/new";
pub const NEXT: &str = "下一步";
pub const SEND: &str = "提交申请";
pub const DECIDE: &str = "提交，看下一件";
pub const DECLARED: &str = "承诺所提供信息真实有效";
/// The three reasons with what proves each.
pub const REASONS: [(&str, &str); 3] = [
    ("工作单位所在地变动", "统一社会信用代码证或工作单位证明"),
    ("学籍所在地变动", "录取通知书、学生证或其他学习证明"),
    ("户籍所在地或居住地变动", "身份证、户籍证明或居住证明"),
];
pub const THERE: [&str; 3] = ["示例省", "云岭市", "松溪县"];

/// 青岚县 with somebody on record, and an officer of 松溪县.
pub struct Pair {
    pub county: County,
    pub receiver: OfficerId,
}

impl Deref for Pair {
    type Target = County;
    fn deref(&self) -> &County {
        &self.county
    }
}

impl Pair {
    pub fn new() -> Pair {
        let county = County::new();
        let receiver = county.world.officer("han", "韩文远", NEIGHBOUR);
        Pair { county, receiver }
    }

    /// The officer lets it go or in.
    pub fn agree(&self, officer: OfficerId, number: &str) {
        let mut desk = self.bench(officer, number);
        desk.form(DECIDE).choose("审核结论", "通过 A").press(DECIDE);
        assert_eq!(desk.status(), 200, "{}", desk.page().text());
    }

    /// The officer sends it back with a reason at the line of this label.
    pub fn return_it(&self, officer: OfficerId, number: &str, line: &str, reason: &str) {
        let mut desk = self.bench(officer, number);
        let form = desk.form(DECIDE).choose("审核结论", "退回补正 R").fill("给办理人的说明", reason);
        form.check(&format!("标记：{line}")).press(DECIDE);
        assert_eq!(desk.status(), 200, "{}", desk.page().text());
    }

    /// Whether this officer finds the case.
    pub fn finds(&self, officer: OfficerId, number: &str) -> bool {
        let mut desk = at_desk(&self.world, officer);
        desk.visit(&format!("/desk/cases/{number}"));
        desk.status() == 200
    }

    /// The person's open cases.
    pub fn open(&self) -> Vec<Case> {
        let mut cases = all_of(&self.world, self.person);
        cases.retain(|case| case.state.is_open());
        cases
    }
}

/// Everything this person ever filed.
pub fn all_of(world: &World, person: AccountId) -> Vec<Case> {
    let view = world.office.store().view().expect("the store can be read");
    let span = zhangfang::store::Span::within(&person, usize::MAX);
    let rows = view.list(&CASES_BY_PERSON, span).expect("the index can be read");
    rows.into_iter().filter_map(|((.., id), _)| view.get(&CASES, &id).expect("a case can be read")).collect()
}

/// Opens the form and chooses the reason, as somebody without the script does.
pub fn begin(browser: &mut Browser<'_>, reason: &str) {
    browser.visit(NEW);
    assert_eq!(browser.status(), 200);
    browser.form(NEXT).choose("调转原因", reason).press(NEXT);
    assert_eq!(browser.status(), 200);
}

/// Chooses a place without the script.
pub fn place(browser: &mut Browser<'_>, button: &str, legend: &str, levels: [&str; 3]) {
    for (level, name) in ["省", "市", "区县"].into_iter().zip(levels) {
        let press = format!("选择：{legend}，选好上一级后按这里");
        browser.form(button).choose(&format!("{legend}/{level}"), name).press(&press);
    }
}

/// Chooses the department to go to.
pub fn to(browser: &mut Browser<'_>, levels: [&str; 3]) {
    place(browser, SEND, "调入会计管理机构", levels);
}

/// Everything about the new job but its address.
pub fn job<'b, 's>(form: Form<'b, 's>) -> Form<'b, 's> {
    let form = form
        .fill("拟调入单位名称", "松溪县茶业有限公司")
        .fill("拟调入单位统一社会信用代码", "91350100m000100y43")
        .choose("拟调入单位经济类型", "县级行政单位")
        .choose("拟调入单位所属行业", "制造业");
    date(form, "拟调入单位工作开始时间", ["2027", "1", "4"])
}

/// Everything the reason asks for.
pub fn answer<'b, 's>(form: Form<'b, 's>, reason: &str) -> Form<'b, 's> {
    match reason {
        "工作单位所在地变动" => job(form),
        "学籍所在地变动" => {
            date(form.fill("拟入学校名称", "松溪财经学院"), "入学时间", ["2026", "9", "1"])
        }
        _ => form.fill("转入户籍所在地或居住地", "示例省云岭市松溪县"),
    }
}

/// A whole form for this reason, not sent yet.
pub fn filled<'b, 's>(browser: &'b mut Browser<'s>, (reason, proof): (&str, &str)) -> Form<'b, 's> {
    begin(browser, reason);
    to(browser, THERE);
    if reason == REASONS[0].0 {
        place(browser, SEND, "拟调入单位地址", THERE);
    }
    answer(browser.form(SEND), reason).attach(&slot(proof), &photo(71)).check(DECLARED)
}

/// Files a transfer for a change of residence to 松溪县; returns its number.
pub fn file(browser: &mut Browser<'_>) -> String {
    filled(browser, REASONS[2]).press(SEND);
    number_of(browser)
}

/// The number in the address of 调转详情, where filing leads.
#[track_caller]
pub fn number_of(browser: &Browser<'_>) -> String {
    let number = browser.address().strip_prefix("/me/transfer/").filter(|rest| rest.len() > 8);
    number.unwrap_or_else(|| panic!("{} {}", browser.address(), browser.page().text())).to_string()
}
