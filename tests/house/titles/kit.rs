//! Forms of chapter 6 filled in, and certificates in the library.
use crate::browser::{Browser, Form};
use crate::changes::kit::NUMBER;
use crate::papers::photo;
use crate::records::{date, slot};
use crate::world::World;
use zhangfang::dossier::{Award, Warrant};
use zhangfang::tables::{CERTIFICATES, LibraryTitle};
use zhangfang::terms::{Day, Document, DocumentKind, PersonName};

pub const TITLES: &str = "/me/titles";
pub const SEND: &str = "提交";
pub const PAPER: &str = "会计专业技术资格证书或高评委评审通过证明文件";

/// Opens the form of a level, as somebody without the script does.
pub fn open(browser: &mut Browser<'_>, level: &str) {
    browser.visit(&format!("{TITLES}/new"));
    browser.form(SEND).choose("职称层级", level).press("选择：职称层级，选好后按这里");
    assert_eq!(browser.status(), 200);
}

/// Fills 职称信息.
pub fn award<'b, 's>(form: Form<'b, 's>, name: &str, way: &str) -> Form<'b, 's> {
    let form = form.choose("职称名称", name).choose("取得方式", way);
    date(form, "取得时间", ["2014", "10", "26"])
}

/// Fills the year and the mark of a subject.
pub fn mark<'b, 's>(form: Form<'b, 's>, subject: &str, year: &str, points: &str) -> Form<'b, 's> {
    form.fill(&format!("{subject}的考试年度"), year).fill(&format!("{subject}的成绩"), points)
}

/// Fills 资格信息.
pub fn warrant<'b, 's>(form: Form<'b, 's>, number: &str) -> Form<'b, 's> {
    let form = form.fill("资格证书编号", number).fill("发证机关", "示例省财政厅");
    date(form, "发证时间", ["2015", "3", "1"])
}

/// Fills the form of 初级 with everything it wants.
pub fn first<'b, 's>(form: Form<'b, 's>, number: &str) -> Form<'b, 's> {
    let form = award(form, "助理会计师", "考试").choose("考试省份", "示例省");
    let form = mark(mark(form, "初级会计实务", "2014", "75"), "经济法基础", "2014", "60");
    warrant(form, number).attach(&slot(PAPER), &photo(61))
}

/// Puts a 会计师 certificate of this number and name into the library.
pub fn certify(world: &World, name: &str, number: &str, obtained: &str) {
    let document = Document::parse(DocumentKind::ResidentId, NUMBER).unwrap();
    let (name, number) = (PersonName::parse(name).unwrap(), number.to_string());
    let obtained = Day::parse(obtained).unwrap();
    world.work(move |ledger| {
        let row = LibraryTitle {
            document: document.clone(),
            name: name.clone(),
            award: Award { level: "3".into(), name: "3".into(), way: "1".into(), obtained, body: None },
            marks: None,
            warrant: Warrant {
                number: number.clone(),
                register_number: None,
                issued: obtained,
                issuer: "示例省财政厅".into(),
            },
            at: ledger.now(),
        };
        Ok(ledger.put(&CERTIFICATES, &(document.identity_key(), number.clone()), &row)?)
    });
}
