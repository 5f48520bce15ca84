//! Chapter 3.4: a person lists their jobs and prints the proofs for them.
use crate::browser::{Browser, Form};
use crate::pages::assert_sound;
use crate::records::{date, draft, photo, slot, somebody};
use crate::schooling::returned;
use crate::world::World;

const LIST: &str = "/me/collect/work";
const NEW: &str = "/me/collect/work/new";
const SOUND: &str = "91110000101623741K";
/// A real company's code whose check character does not fit (spec 3.2).
const DOUBTED: &str = "91350211M0000XUF46";
const PROOF: &str = "劳动合同、工作证明或社会保险缴纳证明";
const FROM: [&str; 3] = ["2018", "7", "1"];
const TO: [&str; 3] = ["2020", "6", "30"];

/// Opens the form and chooses the place as somebody without the script does.
fn open(browser: &mut Browser<'_>) {
    browser.visit(NEW);
    for (list, words) in [("省", "示例省"), ("市", "云岭市"), ("区县", "青岚县")] {
        browser.form("保存").choose(list, words).press("选择：工作单位地址，选好上一级后按这里");
        assert_eq!(browser.status(), 200);
    }
}

fn job<'b, 's>(form: Form<'b, 's>, employer: &str, to: Option<[&str; 3]>) -> Form<'b, 's> {
    let form = form
        .fill("单位名称", employer)
        .fill("统一社会信用代码", SOUND)
        .choose("单位类型", "民营非上市企业")
        .choose("所属行业", "制造业")
        .fill("工作单位电话", "0531-12345678")
        .choose("是否有会计工作经历", "否");
    let form = date(form, "工作开始时间", FROM);
    match to {
        Some(to) => date(form, "工作结束时间", to),
        None => form.check("工作结束时间/至今"),
    }
}

fn work<'b, 's>(form: Form<'b, 's>, row: u8, from: [&str; 3], to: Option<[&str; 3]>) -> Form<'b, 's> {
    let name = |what: &str| format!("{what}（第 {row} 行）");
    let form = form
        .choose("是否有会计工作经历", "是")
        .choose(&name("会计人员岗位层级"), "一般会计人员")
        .choose(&name("从事会计工作岗位"), "稽核");
    let form = date(form, &name("会计工作开始时间"), from);
    match to {
        Some(to) => date(form, &name("会计工作结束时间"), to),
        None => form.check(&format!("{}/至今", name("会计工作结束时间"))),
    }
}

#[test]
fn a_job_is_added_changed_and_deleted() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    assert_sound(NEW, &browser.page().source());
    job(browser.form("保存"), "青岚机械有限公司", Some(TO)).attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    browser.sees("青岚机械有限公司").sees("已填好").sees("2018-07-01 至 2020-06-30");
    assert_sound(LIST, &browser.page().source());
    browser.click("编辑：青岚机械有限公司");
    let form = browser.form("保存");
    assert_eq!((form.holds("区县"), form.holds("单位类型")), ("青岚县".into(), "民营非上市企业".into()));
    form.fill("工作单位电话", "139 1234 5678").press("保存");
    assert_eq!(draft(&world, person).employment[0].telephone, "139-1234-5678");
    browser.click("查看：青岚机械有限公司");
    browser.sees(SOUND).sees("示例省云岭市青岚县");
    browser.visit(LIST);
    browser.click("删除：青岚机械有限公司");
    browser.press("确认删除");
    assert!(draft(&world, person).employment.is_empty());
}

#[test]
fn an_empty_job_names_everything_that_is_asked() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    let source = browser.visit(NEW).source();
    assert!(source.contains("请选择单位经济类型") && source.contains("请选择单位所属行业"));
    browser.press("保存");
    assert_eq!(browser.status(), 422);
    for sentence in [
        "请填写工作开始时间。",
        "请填写工作结束时间；",
        "请填写单位名称。",
        "请输入 18 位统一社会信用代码",
        "请选择单位类型。",
        "请选择所属行业。",
        "请依次选择省、市和区县",
        "请输入单位电话",
        "请选择是否有会计工作经历：是或否。",
    ] {
        browser.sees(sentence);
    }
    assert!(draft(&world, person).employment.is_empty());
}

#[test]
fn the_present_job_needs_the_units_certificate() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    open(&mut browser);
    job(browser.form("保存"), "青岚机械有限公司", None).press("保存");
    assert_eq!(browser.status(), 422);
    assert_sound(NEW, &browser.page().source());
    browser.sees("至今在职的工作需要上传单位的统一社会信用代码证照片。");
    browser.sees("请上传劳动合同、工作证明或社会保险缴纳证明照片。");
    let form = browser.form("保存").attach(&slot("统一社会信用代码证"), &photo());
    form.attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    browser.sees("2018-07-01 至今").sees("已填好");
}

#[test]
fn two_jobs_at_once_are_told_with_the_others_name() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    open(&mut browser);
    job(browser.form("保存"), "青岚机械有限公司", Some(TO)).press("暂存，以后补齐");
    browser.sees("缺工作证明材料");
    open(&mut browser);
    job(browser.form("保存"), "松溪商贸有限公司", Some(["2019", "1", "31"])).press("暂存，以后补齐");
    assert_eq!(browser.status(), 422);
    browser.sees("与「青岚机械有限公司」（2018-07-01 至 2020-06-30）的时间交叉");
}

#[test]
fn accounting_work_is_entered_in_rows_without_a_script() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    browser.form("保存").choose("是否有会计工作经历", "是").press("保存");
    let form = job(browser.form("保存"), "青岚机械有限公司", Some(TO)).choose("是否有会计工作经历", "是");
    form.attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("请至少新增一条本单位会计工作经历");
    work(browser.form("保存"), 1, ["2017", "1", "1"], Some(["2018", "12", "31"])).press("新增一行");
    assert_eq!(browser.status(), 200);
    assert_sound(NEW, &browser.page().source());
    work(browser.form("保存"), 2, ["2019", "1", "1"], Some(["2019", "12", "31"])).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("第 1 条会计工作经历不在本单位的工作时间之内");
    browser.press("删除：会计工作经历（第 1 行）");
    assert_eq!(browser.form("保存").holds("会计工作开始时间（第 1 行）/年"), "2019");
    browser.press("保存");
    assert_eq!(browser.address(), LIST);
    browser.sees("会计工作经历 1 段");
    let kept = &draft(&world, person).employment[0];
    assert_eq!((kept.experience.len(), kept.experience[0].post.as_str()), (1, "02"));
}

#[test]
fn rows_without_accounting_work_are_not_dropped_silently() {
    let world = World::new();
    let (_, mut browser) = somebody(&world, 0);
    open(&mut browser);
    let form = job(browser.form("保存"), "青岚机械有限公司", Some(TO));
    let form = work(form, 1, FROM, Some(TO)).choose("是否有会计工作经历", "否");
    form.attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("您选择了没有会计工作经历，但下面填写了会计工作经历");
}

#[test]
fn nobody_is_appointed_before_the_job_or_the_qualification() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    let form = job(browser.form("保存"), "青岚机械有限公司", Some(TO)).choose("会计专业职务", "会计师");
    form.attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("请填写资格取得时间").sees("请填写会计专业职务聘任时间");
    let form = date(browser.form("保存"), "资格取得时间", ["2018", "3", "1"]);
    date(form, "会计专业职务聘任时间", ["2017", "3", "1"]).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("聘任时间不能早于工作开始时间").sees("聘任时间不能早于资格取得时间");
    browser.sees("请上传在有效期内的聘书或聘任文件照片");
    let form = date(browser.form("保存"), "会计专业职务聘任时间", ["2019", "3", "1"]);
    form.attach(&slot("会计专业职务聘任文件或证明"), &photo()).press("保存");
    assert_eq!(browser.address(), LIST);
    assert_eq!(
        draft(&world, person).employment[0].position.as_ref().map(|held| held.position.as_str()),
        Some("3")
    );
}

#[test]
fn a_doubtful_credit_code_is_kept_only_when_confirmed() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    for (code, text) in [("9111000010162374", "请输入 18 位"), ("9111000010162374IK", "不用 I、O、S、V、Z")]
    {
        job(browser.form("保存"), "青岚机械有限公司", Some(TO)).fill("统一社会信用代码", code).press("保存");
        assert_eq!(browser.status(), 422);
        browser.sees(text).misses("我已核对，确认无误");
    }
    let form = browser.form("保存").fill("统一社会信用代码", DOUBTED);
    form.attach(&slot(PROOF), &photo()).press("保存");
    assert_eq!(browser.status(), 422);
    browser.sees("校验位不符");
    assert_sound(NEW, &browser.page().source());
    let form = browser.form("保存").check("我已核对，确认无误");
    form.fill("统一社会信用代码", "911101066976941873").press("保存");
    assert_eq!(browser.status(), 422, "what was confirmed was another code");
    let form = browser.form("保存").fill("统一社会信用代码", DOUBTED);
    form.press("保存");
    browser.form("保存").check("我已核对，确认无误").press("保存");
    assert_eq!(browser.address(), LIST);
    let kept = &draft(&world, person).employment[0];
    assert!(kept.code_confirmed && kept.credit_code.to_string() == DOUBTED);
    for code in [SOUND, "91350100M000100Y43", "911101066976941872"] {
        browser.click("编辑：青岚机械有限公司");
        browser.form("保存").fill("统一社会信用代码", code).press("保存");
        assert_eq!(browser.address(), LIST);
        assert!(!draft(&world, person).employment[0].code_confirmed);
    }
}

#[test]
fn no_job_is_an_answer_until_one_is_added() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    browser.visit(LIST);
    assert_sound(LIST, &browser.page().source());
    browser.press("没有工作经历");
    browser.sees("您已说明没有工作经历");
    assert!(draft(&world, person).no_employment);
    open(&mut browser);
    job(browser.form("保存"), "青岚机械有限公司", Some(TO)).press("暂存，以后补齐");
    browser.misses("您已说明没有工作经历");
    assert!(!draft(&world, person).no_employment);
}

#[test]
fn hostile_names_stay_words_on_paper_too() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    job(browser.form("保存"), "\"><script>1</script>{{7*7}}", Some(TO)).press("暂存，以后补齐");
    let item = draft(&world, person).employment[0].id.to_string();
    for end in ["", "/view", "/delete", "/proof/employment"] {
        browser.visit(&format!("{LIST}/{item}{end}"));
        assert_eq!(browser.status(), 200);
        let source = browser.page().source();
        assert!(!source.contains("<script>1"), "{end}");
        assert_sound(end, &source);
    }
}

#[test]
fn proofs_are_filled_in_with_what_is_known() {
    let world = World::new();
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    let form = job(browser.form("保存"), "青岚机械有限公司", Some(TO));
    work(form, 1, FROM, Some(["2018", "12", "31"])).press("新增一行");
    work(browser.form("保存"), 2, ["2019", "2", "1"], Some(TO)).press("暂存，以后补齐");
    browser.click("打印工作证明：青岚机械有限公司");
    assert_sound("employment", &browser.page().source());
    browser.sees(
        "兹证明王小明同志（身份证号：110101199003071233），为我单位职工。自2018年7月1日起在我单位工作。",
    );
    browser.sees("联系电话：0531-12345678").sees("（单位盖章）").misses("从事会计工作。");
    browser.visit(LIST);
    browser.click("打印工作经历证明：青岚机械有限公司");
    assert_sound("experience", &browser.page().source());
    browser.sees("自2018年7月1日至2018年12月31日在我单位从事会计工作。");
    browser.sees("自2019年2月1日至2020年6月30日在我单位从事会计工作。");
    browser.visit(LIST);
    browser.click("空白工作证明");
    browser.sees("兹证明").misses("王小明").misses("青岚机械");
    browser.visit(LIST);
    browser.click("社保缴费证明说明");
    assert_sound("insurance", &browser.page().source());
    browser.sees("当前参保单位名称");
    let item = draft(&world, person).employment[0].id.to_string();
    let (_, mut stranger) = somebody(&world, 1);
    for end in ["employment", "experience", "insurance", "passport"] {
        stranger.visit(&format!("{LIST}/{item}/proof/{end}"));
        assert_eq!(stranger.status(), 404, "{end}");
    }
}

#[test]
fn a_remark_about_a_job_stands_at_its_field() {
    let world = World::new();
    let officer = world.officer("lin", "林青", crate::world::COUNTY);
    let (person, mut browser) = somebody(&world, 0);
    open(&mut browser);
    job(browser.form("保存"), "青岚机械有限公司", Some(TO)).attach(&slot(PROOF), &photo()).press("保存");
    let key = draft(&world, person).employment[0].key("period");
    returned(&world, person, officer, &key, "与劳动合同的时间不一致");
    browser.visit(LIST);
    browser.sees("需要修改");
    browser.click("编辑：青岚机械有限公司");
    assert_sound("edit", &browser.page().source());
    browser.sees("审核意见：与劳动合同的时间不一致");
}
