//! 审核规则: administrators say what the system approves at once, and nobody else does.
use crate::browser::Browser;
use crate::cases::entries;
use crate::entrance::sign_in_officer;
use crate::pages::assert_sound;
use crate::world::{COUNTY, World};
use zhangfang::accounts::Right;
use zhangfang::casework::{Aspect, Outcome, ReviewRules};
use zhangfang::store::Read;
use zhangfang::tables::{Only, REVIEW_RULES};
use zhangfang::terms::OfficerId;

const RULES: &str = "/desk/rules";
const SAVE: &str = "保存规则";

fn administered() -> (World, OfficerId) {
    let world = World::new();
    let id = world.officer("zhao", "赵主任", COUNTY);
    world.change_officer(id, |officer| officer.rights = vec![Right::Administer]);
    (world, id)
}

fn at_rules(world: &World) -> Browser<'_> {
    let mut browser = Browser::new(&world.client);
    sign_in_officer(world, &mut browser, "zhao", RULES);
    browser
}

/// The list as it is kept; none while the defaults hold.
fn kept(world: &World) -> Option<ReviewRules> {
    let view = world.office.store().view().expect("the store can be read");
    view.get(&REVIEW_RULES, &Only).expect("the list can be read")
}

#[test]
fn an_administrator_says_what_is_approved_at_once() {
    let (world, id) = administered();
    let mut browser = at_rules(&world);
    browser.sees("只要有一项是人工审核，整个申请都由工作人员审核").sees("只对保存以后提交的申请生效");
    browser.misses("没有人核对内容和材料的：");
    assert_sound(RULES, &browser.page().source());
    browser.form(SAVE).uncheck("邮编").check("新增教育经历").check("民族").press(SAVE);
    assert_eq!(browser.address(), "/desk/rules?done=saved");
    browser.sees("审核规则已保存").sees("没有人核对内容和材料的：民族、新增教育经历");
    assert_sound(RULES, &browser.page().source());
    let automatic = vec![Aspect::Ethnicity, Aspect::Email, Aspect::Address, Aspect::EducationAdded];
    assert_eq!(kept(&world), Some(ReviewRules { automatic, version: 1 }));
    let noted = entries(&world, "administration.rules", Outcome::Done);
    let told: Vec<_> = noted.iter().map(|entry| (entry.actor.clone(), entry.detail.as_str())).collect();
    let detail = "automatic: ethnicity education_added; manual: postcode; version 1";
    assert_eq!(told, [(id.to_string(), detail)]);
}

#[test]
fn everything_may_be_left_to_officers() {
    let (world, _) = administered();
    let mut browser = at_rules(&world);
    browser.form(SAVE).uncheck("邮箱").uncheck("通讯地址").uncheck("邮编").press(SAVE);
    assert_eq!(kept(&world), Some(ReviewRules { automatic: Vec::new(), version: 1 }));
    browser.form(SAVE).check("邮编").press(SAVE);
    assert_eq!(kept(&world), Some(ReviewRules { automatic: vec![Aspect::Postcode], version: 2 }));
}

#[test]
fn saving_nothing_different_is_said_and_changes_nothing() {
    let (world, _) = administered();
    let mut browser = at_rules(&world);
    browser.press(SAVE).sees("您没有作出改动");
    assert_eq!((browser.status(), kept(&world)), (200, None));
    assert!(entries(&world, "administration.rules", Outcome::Done).is_empty());
}

#[test]
fn a_stale_window_is_told_and_keeps_what_was_chosen() {
    let (world, _) = administered();
    let (mut first, mut second) = (at_rules(&world), at_rules(&world));
    second.form(SAVE).uncheck("邮箱").press(SAVE);
    first.form(SAVE).check("政治面貌").press(SAVE);
    assert_eq!(first.status(), 409);
    first.sees("您的选择还没有保存").sees("现在由系统自动审核的是：通讯地址、邮编。");
    first.sees("没有人核对内容和材料的：政治面貌");
    assert_sound(RULES, &first.page().source());
    assert_eq!(kept(&world).map(|rules| rules.version), Some(1), "nothing was saved");
    assert_eq!(entries(&world, "administration.rules", Outcome::Refused).len(), 1);
    first.press(SAVE);
    let automatic = vec![Aspect::Politics, Aspect::Email, Aspect::Address, Aspect::Postcode];
    assert_eq!(kept(&world), Some(ReviewRules { automatic, version: 2 }), "what was chosen is still ticked");
}

#[test]
fn a_form_sent_twice_changes_the_rules_once() {
    let (world, _) = administered();
    let mut browser = at_rules(&world);
    let twice = browser.form(SAVE).uncheck("邮箱").press_twice(SAVE);
    assert_eq!(twice.0, twice.1);
    assert_eq!(kept(&world).map(|rules| rules.version), Some(1));
}

#[test]
fn made_up_fields_have_no_effect() {
    let (world, _) = administered();
    let mut browser = at_rules(&world);
    let form = browser.form(SAVE).with("automatic", "politics").with("education", "politics");
    form.with("employment", "everything").with("officer", "1").press(SAVE).sees("您没有作出改动");
    assert_eq!(kept(&world), None);
    for version in ["", "-1", "1", "9999999999"] {
        browser.form(SAVE).check("民族").with("version", version).press(SAVE);
        assert_eq!((browser.status(), kept(&world)), (409, None), "{version}");
    }
}

#[test]
fn the_rules_are_there_for_administrators_alone() {
    let (world, _) = administered();
    let id = world.officer("zhou", "周审核", COUNTY);
    world.change_officer(id, |officer| officer.rights = vec![Right::Review, Right::Audit]);
    let admin = at_rules(&world);
    let offered = |browser: &Browser<'_>| browser.page().source().contains("href=\"/desk/administration\"");
    assert!(offered(&admin));
    let mut browser = Browser::new(&world.client);
    sign_in_officer(&world, &mut browser, "zhou", "/desk/account");
    assert!(!offered(&browser));
    assert_eq!(browser.visit(RULES).status, 404);
    browser.visit("/desk/account");
    browser.form("修改密码").with("education", "education_added").sent_to(RULES).press("修改密码");
    assert_eq!((browser.status(), kept(&world)), (404, None));
    let refused = entries(&world, "administration.look", Outcome::Refused);
    assert!(refused.len() == 2 && refused.iter().all(|entry| entry.actor == id.to_string()), "{refused:?}");
}

#[test]
fn an_administrator_who_is_none_any_more_changes_nothing() {
    let (world, id) = administered();
    let mut browser = at_rules(&world);
    world.change_officer(id, |officer| officer.rights = vec![Right::Review]);
    browser.form(SAVE).check("民族").press(SAVE);
    assert_eq!((browser.status(), kept(&world)), (404, None));
}
