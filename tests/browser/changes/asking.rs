//! The person's side: asking for changes and mending what came back.
use super::{DEVELOPING, PERSON, Visit};
use crate::demonstration::PASSWORD;
use crate::driver::Scripts;
use crate::walk::wait_for_option;
use crate::window::Window;

#[track_caller]
fn date(window: &Window, legend: &str, [year, month, day]: [&str; 3]) {
    for (part, value) in [("年", year), ("月", month), ("日", day)] {
        window.fill(&format!("{legend}/{part}"), value);
    }
}

impl Visit<'_, '_> {
    pub fn log_in(&self) {
        let window = self.person;
        window.visit(&self.house.at("/login"));
        window.fill("证件号码或手机号", PERSON);
        window.fill("密码", PASSWORD);
        window.fill("图片验证码", &self.house.captcha(window));
        window.press("登录");
        window.wait_for("退出");
    }

    /// Presses 提交变更 and comes to the details of the case filed or filed again.
    #[track_caller]
    fn filed(&self, button: &str) -> String {
        self.person.press(button);
        self.person.wait_at_most("变更详情", DEVELOPING);
        let address = self.person.address();
        address.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Sends a mended request again.
    #[track_caller]
    pub fn send(&self, number: &str) {
        self.person.press("提交变更");
        self.person.arrive(&format!("/me/change/cases/{number}"), DEVELOPING);
        self.person.wait_for("第 1 次提交的内容");
    }

    /// Finds the returned request on 个人中心 and opens what mends it, with the reason at its field.
    #[track_caller]
    pub fn mend(&self, number: &str, words: &str) {
        let window = self.person;
        self.open(window, "/me", "me-change-returned");
        window.wait_for(words);
        self.open(window, &format!("/me/change/cases/{number}"), "change-case-returned");
        window.wait_for(words);
        window.follow("去修改");
        window.wait_for("受理编号");
        window.wait_for(words);
        self.show(window, "change-mended");
    }

    /// Sees the change in force, with the words it brought.
    #[track_caller]
    pub fn changed(&self, number: &str, words: &str) {
        self.open(self.person, &format!("/me/change/cases/{number}"), "change-case-approved");
        self.person.wait_for("变更已生效");
        self.person.wait_for(words);
    }

    #[track_caller]
    fn place(&self, window: &Window, legend: &str, levels: [&str; 3]) {
        for (place, (level, name)) in ["省", "市", "区县"].iter().zip(levels).enumerate() {
            wait_for_option(window, legend, place, name);
            window.choose(&format!("{legend}/{level}"), name);
            if self.scripts == Scripts::Off && place < 2 {
                window.press(&format!("选择：{legend}，选好上一级后按这里"));
            }
        }
    }

    #[track_caller]
    fn attach(&self, labels: &[&str]) {
        for label in labels {
            self.person.attach(&format!("选择照片或拍照：{label}"), &self.photographs.of(label));
        }
    }

    pub fn ask_basics(&self) -> String {
        let window = self.person;
        self.open(window, "/me/change/basic", "change-basic");
        window.choose("政治面貌", "中共党员(含中共预备党员)");
        self.attach(&["身份证明正面（身份证或居住证）"]);
        let number = self.filed("提交变更");
        self.show(window, "change-case");
        window.wait_for("已变更");
        number
    }

    /// A mail alone is approved by the rules at once.
    pub fn ask_mail(&self) {
        let window = self.person;
        window.visit(&self.house.at("/me/change/basic"));
        assert!(window.value("邮箱").contains("******@"), "the mask stands in the field");
        window.fill("邮箱", "zhixia@example.cn");
        self.filed("提交变更");
        window.wait_for("变更已生效");
        window.wait_for("系统自动审核");
    }

    pub fn add_education(&self) -> String {
        let window = self.person;
        self.open(window, "/me/change/education/new", "change-education-new");
        window.choose("培养方式", "全日制");
        window.fill("学校名称", "示例专科学校");
        window.choose("学历", "大学专科");
        window.choose("学位", "无");
        window.fill("所学专业", "会计学");
        date(window, "入学时间", ["1995", "9", "1"]);
        date(window, "毕业时间", ["1998", "6", "30"]);
        window.choose("留学经历", "否");
        window.fill("学历证书编号", "100001199806000001");
        self.attach(&["学历证"]);
        self.filed("提交变更")
    }

    fn job(&self, employer: &str, county: &str) {
        let window = self.person;
        self.place(window, "工作单位地址", ["示例省", "云岭市", county]);
        window.fill("单位名称", employer);
        window.fill("统一社会信用代码", "91350100M000100Y43");
        window.choose("单位类型", "县级行政单位");
        window.choose("所属行业", "制造业");
        window.fill("工作单位电话", "0531-12345678");
        window.choose("是否有会计工作经历", "否");
    }

    /// A present job in another county is refused with the guide's words, and nothing typed is lost.
    pub fn refuse_elsewhere(&self) {
        let window = self.person;
        self.open(window, "/me/change/work/new", "change-work-new");
        self.job("松溪县示例商贸有限公司", "松溪县");
        date(window, "工作开始时间", ["2026", "11", "1"]);
        window.check("工作结束时间/至今");
        self.attach(&["统一社会信用代码证", "劳动合同、工作证明或社会保险缴纳证明"]);
        window.press("提交变更");
        window.wait_at_most("需先进行属地调转后，在接收地进行信息变更", DEVELOPING);
        assert_eq!(window.value("单位名称"), "松溪县示例商贸有限公司");
        if let Some(gallery) = self.gallery {
            gallery.hear(window, "change-work-elsewhere", &["status of 422"]);
        }
    }

    pub fn add_work(&self) -> String {
        let window = self.person;
        window.visit(&self.house.at("/me/change/work/new"));
        self.job("青岚县示例水务公司", "青岚县");
        date(window, "工作开始时间", ["1998", "8", "1"]);
        date(window, "工作结束时间", ["2000", "12", "31"]);
        self.attach(&["劳动合同、工作证明或社会保险缴纳证明"]);
        self.filed("提交变更")
    }

    /// Opens the record of this name from its list and changes one field.
    pub fn alter(&self, part: &str, name: &str, field: &str, text: &str) -> String {
        let window = self.person;
        window.visit(&self.house.at(&format!("/me/change/{part}")));
        window.follow(&format!("查看详情：{name}"));
        window.wait_for("变更删除");
        self.show(window, &format!("change-{part}-view"));
        window.follow("变更");
        window.wait_for("提交变更");
        window.fill(field, text);
        self.filed("提交变更")
    }

    pub fn ask_removal(&self, part: &str, name: &str) -> String {
        let window = self.person;
        window.visit(&self.house.at(&format!("/me/change/{part}")));
        window.follow(&format!("变更删除：{name}"));
        window.wait_for("申请从登记的");
        self.show(window, &format!("change-{part}-delete"));
        self.filed("提交删除")
    }

    pub fn ask_correction(&self, name: &str) -> String {
        let window = self.person;
        self.open(window, "/me/change/correction", "change-correction");
        window.fill("姓名", name);
        window.fill("更正原因", "登记时写错一个字");
        self.attach(&["证件正面", "证件背面", "更正依据"]);
        let number = self.filed("提交更正");
        self.show(window, "change-correction-case");
        number
    }
}
