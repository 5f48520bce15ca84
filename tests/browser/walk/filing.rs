//! The collection: filled in, submitted, mended, approved (chapter 3).
use super::Visit;
use super::joining::{HERE, number_on};
use crate::window::Window;
use std::time::Duration;

/// Longer than an upload of several photographs takes to be decoded, cleaned and kept.
const DEVELOPING: Duration = Duration::from_secs(60);

/// Fills the three fields of a day under its legend.
#[track_caller]
pub fn date(window: &Window, legend: &str, [year, month, day]: [&str; 3]) {
    for (part, value) in [("年", year), ("月", month), ("日", day)] {
        window.fill(&format!("{legend}/{part}"), value);
    }
}

impl Visit<'_, '_> {
    /// Every step in the guide's order.
    pub fn fill_in(&self) {
        self.open(self.person, "/me/collect", "collect");
        self.choose_scope();
        self.give_basics();
        self.add_education();
        self.add_work();
        self.choose_department();
        self.open(self.person, "/me/collect", "collect-filled");
    }

    /// Takes the first of the five scopes.
    pub fn choose_scope(&self) {
        let window = self.person;
        self.open(window, "/me/collect/scope", "collect-scope");
        window.choose("采集范围", "（一）会计人员");
        window.press("保存并继续");
        window.wait_for("基本信息");
    }

    /// The first step, with every photograph it wants.
    pub fn give_basics(&self) {
        let window = self.person;
        self.open(window, "/me/collect/basic", "collect-basic");
        self.place(window, "通讯地址", HERE);
        window.choose("政治面貌", "中共党员(含中共预备党员)");
        window.choose("民族", "汉族");
        window.fill("邮箱", "zhixia@example.cn");
        window.fill("详细地址", "青石路");
        window.fill("邮编", "250000");
        let papers = ["身份证明正面（身份证或居住证）", "身份证明背面（身份证或居住证）"];
        self.attach(window, &["证件照"]);
        self.attach(window, &papers);
        window.press("保存并继续");
        // The words of the next page stand on this one too.
        window.arrive("/me/collect/education", DEVELOPING);
    }

    fn add_education(&self) {
        let window = self.person;
        self.open(window, "/me/collect/education", "collect-education");
        self.open(window, "/me/collect/education/new", "collect-education-new");
        window.choose("培养方式", "全日制");
        window.fill("学校名称", "示例财经大学");
        window.choose("学历", "大学本科");
        window.choose("学位", "学士");
        window.fill("所学专业", "会计学");
        date(window, "入学时间", ["2008", "9", "1"]);
        date(window, "毕业时间", ["2012", "6", "30"]);
        window.choose("留学经历", "否");
        window.fill("学历证书编号", "100001201205000001");
        window.fill("学位证书编号", "1000042012000001");
        self.attach(window, &["学历证", "学位证"]);
        window.press("保存");
        window.wait_at_most("示例财经大学", DEVELOPING);
        self.show(window, "collect-education-listed");
    }

    fn add_work(&self) {
        let window = self.person;
        self.open(window, "/me/collect/work", "collect-work");
        self.open(window, "/me/collect/work/new", "collect-work-new");
        self.place(window, "工作单位地址", HERE);
        date(window, "工作开始时间", ["2012", "7", "1"]);
        window.check("工作结束时间/至今");
        window.fill("单位名称", "青岚县示例供水有限公司");
        window.fill("统一社会信用代码", "91350100M000100Y43");
        window.choose("单位类型", "县级行政单位");
        window.choose("所属行业", "制造业");
        window.fill("工作单位电话", "0531-12345678");
        self.tell_accounting(["2012", "7", "1"]);
        self.attach(window, &["统一社会信用代码证", "劳动合同、工作证明或社会保险缴纳证明"]);
        window.press("保存");
        window.wait_at_most("青岚县示例供水有限公司", DEVELOPING);
        self.show(window, "collect-work-listed");
    }

    /// One row of accounting work that goes on, in the form of a job.
    pub fn tell_accounting(&self, from: [&str; 3]) {
        let window = self.person;
        window.choose("是否有会计工作经历", "是");
        if !window.text().contains("会计人员岗位层级") {
            window.press("新增一行");
            window.wait_for("会计人员岗位层级");
        }
        window.choose("会计人员岗位层级（第 1 行）", "一般会计人员");
        window.choose("从事会计工作岗位（第 1 行）", "稽核");
        date(window, "会计工作开始时间（第 1 行）", from);
        window.check("会计工作结束时间（第 1 行）/至今");
    }

    /// Chooses the county of the demonstration.
    pub fn choose_department(&self) {
        let window = self.person;
        self.open(window, "/me/collect/department", "collect-department");
        self.place(window, "会计管理部门", HERE);
        window.press("保存并继续");
        window.wait_for("核对并提交");
    }

    /// Declares and submits; returns the case's number.
    #[track_caller]
    pub fn submit(&self) -> String {
        let window = self.person;
        self.open(window, "/me/collect/check", "collect-check");
        window.check("承诺所提供信息真实有效");
        window.press("提交审核");
        window.wait_for("信息采集已提交");
        let number = number_on(window);
        self.show(window, "collect-done");
        number
    }

    /// Reads what is to be mended, mends it at its field, and keeps everything else.
    pub fn mend(&self, words: &str) {
        let window = self.person;
        self.open(window, "/me/collect", "collect-returned");
        window.wait_for("退回补正");
        window.wait_for(words);
        self.open(window, "/me/collect/basic", "collect-basic-returned");
        window.wait_for(words);
        window.fill("详细地址", "青石路 18 号 2 单元 301 室");
        window.press("保存并继续");
        // The words of the next page stand on this one too.
        window.arrive("/me/collect/education", DEVELOPING);
    }

    /// The person sees the approval wherever they look.
    pub fn see_the_end(&self, case: &str) {
        let window = self.person;
        for (path, name) in [
            ("/me".to_owned(), "me-approved"),
            (format!("/me/cases/{case}"), "case-approved"),
            ("/me/collect".to_owned(), "collect-approved"),
        ] {
            self.open(window, &path, name);
            window.wait_for("审核通过");
        }
        window.press("退出");
        window.wait_for("登录");
        window.visit(&self.house.at("/me"));
        window.misses(case);
    }
}
